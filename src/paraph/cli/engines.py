"""`paraph infer`, `analyse`, `ready`, `advise`: one question each, answered in the terminal."""

from __future__ import annotations

from rich.console import Console

from paraph.cli.options import AsJson, AsOf, Folder
from paraph.cli.progress import watching
from paraph.cli.show import show_advice, show_landing, show_readiness, show_zone
from paraph.cli.show_expectations import show_expectations
from paraph.formats.results import fields_of, list_agenda, render_json
from paraph.usecases import analyse as find_landing
from paraph.usecases import (
    assess,
    look_for_changes,
    look_for_probes,
    read,
    recommend,
    solve_at_mean,
)
from paraph.usecases import infer as infer_all


def infer(folder: Folder, *, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Say what each counterpart wants, how sure that is, and what to ask and to put to it next."""
    case = read(folder, as_of)
    with watching(n_steps=1 + 4 * len(case.counterparts)) as watch:
        expectations = look_for_probes(case, infer_all(case, watch), watch)
        expectations = look_for_changes(case, expectations, watch)
    if as_json:
        named = {
            "case": case.id,
            "counterparts": [party.id for party in case.counterparts],
            "agenda": list_agenda(case.agenda, case.settled),
        }
        print(render_json(named | fields_of(expectations), case.agenda))
        return
    Console(markup=False, emoji=False).print(show_expectations(case, expectations))


def analyse(folder: Folder, *, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Say where agreement is possible, and how likely each package suits all sides."""
    case = read(folder, as_of)
    with watching(n_steps=2 + 2 * len(case.counterparts)) as watch:
        expectations = infer_all(case, watch)
        watch("Where it can land")
        landing = find_landing(case, expectations)
        zone = solve_at_mean(case, expectations)
    if as_json:
        print(render_json({"landing": landing, "zone_at_mean": zone}))
        return
    console = Console(markup=False, emoji=False)
    console.print(show_landing(case, landing))
    console.print(show_zone(case, zone))


def ready(folder: Folder, *, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Judge whether the principals are ready to meet: go, not yet, or no zone; and why."""
    case = read(folder, as_of)
    with watching(n_steps=3 + 2 * len(case.counterparts)) as watch:
        expectations = infer_all(case, watch)
        watch("Where it can land")
        landing = find_landing(case, expectations)
        watch("Whether the principals are ready")
        readiness = assess(case, expectations, landing)
    if as_json:
        print(render_json(readiness))
        return
    Console(markup=False, emoji=False).print(show_readiness(readiness))


def advise(folder: Folder, *, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Say what to propose next, what to trade for what, and the three things to do."""
    case = read(folder, as_of)
    with watching(n_steps=4 + 2 * len(case.counterparts)) as watch:
        expectations = infer_all(case, watch)
        watch("Where it can land")
        landing = find_landing(case, expectations)
        watch("Whether the principals are ready")
        readiness = assess(case, expectations, landing)
        watch("What to do next")
        advice = recommend(case, expectations, landing, readiness)
    if as_json:
        print(render_json(advice))
        return
    Console(markup=False, emoji=False).print(show_advice(case, advice))
