"""Campaigns of simulation: sweeps over cases, on this machine or on a cluster, resumable.

```
cases     = read and infer each case                         usecases
batches   = what is to be played, less what is finished      simulation
rows      = play each batch, here or on a cluster            simulation
files     = one Parquet file a batch, then one for all       formats
```
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from paraph import usecases
from paraph.case import Case
from paraph.errors import InputError
from paraph.formats.sweep_charts import tabulate_sweep, write_sweep_chart
from paraph.formats.sweep_files import begin_sweep, finish_sweep, read_sweep, write_batch
from paraph.simulation import Setting
from paraph.simulation.situations import situation_at
from paraph.simulation.summits import digest_of
from paraph.simulation.sweeps import (
    Batch,
    Column,
    SweepCase,
    SweepPlan,
    list_batches,
    play_batch,
    thin_case,
)

if TYPE_CHECKING:
    from distributed import Client

N_DRAWS = 400

Watch = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sweep has come; `n_reused` batches were finished by an earlier run."""

    n_done: int
    n_all: int
    n_reused: int


@dataclass(frozen=True)
class Sweep:
    """A finished sweep: its files, and its rows summed up (see `tabulate_sweep`)."""

    file: Path
    chart: Path
    n_batches: int
    n_reused: int
    table: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Workers:
    """Who plays the batches: processes of this machine, or a Dask cluster.

    `cluster` is the address of a Dask scheduler, or "local" for a cluster of `n_workers` on
    this machine; empty for plain processes.
    """

    n_workers: int = 2
    cluster: str = ""


def unwatched(progress: Progress) -> None:
    """Watch a sweep without showing anything."""


def run_sweep(
    folders: Sequence[Path],
    out: Path,
    plan: SweepPlan | None = None,
    *,
    workers: Workers | None = None,
    as_of: date | None = None,
    watch: Watch | None = None,
) -> Sweep:
    """Play a sweep over case folders into `out`, going on where an earlier run stopped.

    Each batch is written as soon as it is finished, so that a run that is killed loses only
    what was being played. The rows are the same whoever plays them. InputError if `out` holds
    another sweep, or two cases have the same id.
    """
    cases = [prepare_case(usecases.read(folder, as_of)) for folder in folders]
    return sweep_cases(cases, out, plan or SweepPlan(), workers=workers, watch=watch)


def prepare_case(case: Case) -> SweepCase:
    """Infer what each side wants, and return the case as a sweep plays it."""
    expectations = usecases.infer(case)
    mandates = tuple(case.party(belief.party_id).mandate for belief in expectations.beliefs)
    setting = Setting(case.agenda, expectations.beliefs, case.linkages)
    prepared = SweepCase(case.id, setting, mandates, case.settled, case.meeting.n_exchanges)
    return thin_case(prepared, N_DRAWS)


def sweep_cases(
    cases: Sequence[SweepCase],
    out: Path,
    plan: SweepPlan,
    *,
    workers: Workers | None = None,
    watch: Watch | None = None,
) -> Sweep:
    """Play a sweep over prepared cases; as `run_sweep`."""
    by_id = {case.id: case for case in cases}
    if len(by_id) != len(cases) or not cases:
        raise InputError("a sweep needs at least one case, and no two with the same id")
    batches = list_batches(plan, tuple(by_id))
    finished = begin_sweep(out, _describe(cases, plan))
    missing = [batch for batch in batches if batch.id not in finished]
    n_reused = len(batches) - len(missing)
    tell = watch or unwatched
    tell(Progress(n_reused, len(batches), n_reused))
    n_done = n_reused
    for batch, columns in _play_all(missing, by_id, plan, workers or Workers()):
        write_batch(out, batch.id, columns)
        n_done += 1
        tell(Progress(n_done, len(batches), n_reused))
    file = finish_sweep(out, [batch.id for batch in batches])
    table = tabulate_sweep(read_sweep(file))
    chart = write_sweep_chart(table, out / "sweep.svg")
    return Sweep(file, chart, len(batches), n_reused, table)


def _play_all(
    batches: Sequence[Batch], cases: dict[str, SweepCase], plan: SweepPlan, workers: Workers
) -> Iterator[tuple[Batch, dict[str, Column]]]:
    """Yield each batch with its rows as it is finished, in whichever order that is."""
    if not batches:
        return
    if workers.cluster:
        with _connect(workers) as client:
            yield from _play_on_cluster(batches, cases, plan, client)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(
        workers.n_workers, mp_context=context, initializer=_end_with_parent
    ) as pool:
        futures = {
            pool.submit(play_batch, cases[batch.case_id], plan, batch): batch for batch in batches
        }
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """Let a worker end when the sweep is killed: the pool's own workers would wait for ever."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _play_on_cluster(
    batches: Sequence[Batch], cases: dict[str, SweepCase], plan: SweepPlan, client: Client
) -> Iterator[tuple[Batch, dict[str, Column]]]:
    from distributed import as_completed as as_completed_on_cluster

    held = {case_id: client.scatter(case, broadcast=True) for case_id, case in cases.items()}
    futures = {
        client.submit(play_batch, held[batch.case_id], plan, batch, key=batch.id, pure=True): batch
        for batch in batches
    }
    for future, columns in as_completed_on_cluster(list(futures), with_results=True):
        yield futures[future], columns


@contextmanager
def _connect(workers: Workers) -> Iterator[Client]:
    """Connect to a Dask scheduler, or start a cluster on this machine."""
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as missing:
        message = "a cluster needs Dask: install paraph with the extra 'cluster'"
        raise InputError(message) from missing
    if workers.cluster != "local":
        try:
            with Client(workers.cluster, timeout="10s") as client:
                yield client
        except OSError as fault:
            message = f"no Dask scheduler answers at {workers.cluster!r}"
            raise InputError(message) from fault
        return
    with (
        LocalCluster(
            n_workers=workers.n_workers, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _describe(cases: Sequence[SweepCase], plan: SweepPlan) -> dict[str, object]:
    """Return what a sweep is about, with a fingerprint of all that its rows depend on."""
    prints = {
        case.id: sha256(
            repr(
                (
                    digest_of(situation_at(case.setting, case.settled, [[0] * len(case.mandates)])),
                    case.mandates,
                    case.n_exchanges,
                )
            ).encode()
        ).hexdigest()[:16]
        for case in cases
    }
    return {"cases": prints, "plan": asdict(plan)}
