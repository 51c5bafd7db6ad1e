"""`paraph simulate`: a case, or many, played under many tactics and numbers of meetings."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from paraph import campaigns
from paraph.campaigns import Sweep, Workers, run_sweep
from paraph.cli.options import AsJson, AsOf
from paraph.formats.results import render_json
from paraph.simulation.sweeps import SweepPlan

_CLUSTER_HELP = "A Dask scheduler's address, or 'local'; plain processes where none is given."


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What is played, and by how many processes."""

    meetings: Annotated[int, Parameter(help="Play none to this many meetings before.")] = 3
    ministerial: Annotated[int, Parameter(help="How many of them, the last, are ministers'.")] = 0
    batches: Annotated[int, Parameter(help="Batches of each combination.")] = 4
    runs: Annotated[int, Parameter(help="Runs in a batch.")] = 500
    seed: Annotated[int, Parameter(help="The same seed gives the same rows.")] = 1
    workers: Annotated[int, Parameter(help="How many processes play.")] = 2
    cluster: Annotated[str, Parameter(help=_CLUSTER_HELP)] = ""


def simulate(
    folders: Annotated[list[Path], Parameter(help="The case folders to play.")],
    *,
    out: Annotated[Path, Parameter(help="Where results go; a stopped run goes on from there.")],
    options: PlanOptions | None = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Play negotiations by the thousand: rows in Parquet, a table and a chart.

    Finished batches are kept when a run is stopped, and not played again.
    """
    chosen = options or PlanOptions()
    plan = SweepPlan(
        n_meetings=chosen.meetings,
        n_ministerial=chosen.ministerial,
        n_batches=chosen.batches,
        n_runs=chosen.runs,
        seed=chosen.seed,
    )
    workers = Workers(chosen.workers, chosen.cluster)
    with Progress(
        console=Console(file=sys.stderr, markup=False, emoji=False), transient=True
    ) as progress:
        task = progress.add_task("Reading the cases", total=None)

        def watch(done: campaigns.Progress) -> None:
            description = f"Playing ({done.n_reused} batches from before)"
            progress.update(task, description=description, total=done.n_all, completed=done.n_done)

        sweep = run_sweep(folders, out, plan, workers=workers, as_of=as_of, watch=watch)
    if as_json:
        print(render_json(sweep))
        return
    Console(markup=False, emoji=False).print(_show(sweep))
    print(f"Rows: {sweep.file}\nChart: {sweep.chart}")


_COLUMNS = {
    "Case": "{case}",
    "Tactics": "{mixture}",
    "Gut-led": "{p_gut:.0%}",
    "Meetings": "{n_meetings}",
    "Agreement": "{p_agreement:.1%} ({low:.1%}–{high:.1%})",
    "Walk-outs": "{p_walkout:.1%}",
}


def _show(sweep: Sweep) -> Table:
    title = "Agreement by number of meetings before the principals' (with 90 % intervals)"
    table = Table(title=title, title_justify="left")
    for column in _COLUMNS:
        table.add_column(column, overflow="fold")
    for row in sweep.table:
        table.add_row(*(Text(cell.format_map(row)) for cell in _COLUMNS.values()))
    return table
