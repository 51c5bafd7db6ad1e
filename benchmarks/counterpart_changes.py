"""Whether a change of mind is told where there was one, and none where there was none.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart_changes

Counterparts are drawn at random (5 issues of 4 options). In each of six meetings they make two
offers, and in some runs say which of two issues matters more; every other meeting is of another
level. Those who change want, from the fourth meeting on, what somebody else drawn at random wants.
Writes a table of docs/discussion/counterpart.md.
"""

from __future__ import annotations

import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import numpy as np

from benchmarks._counterpart_domains import Domain, random_domain
from benchmarks._counterpart_trials import case_of
from benchmarks._pages import replace_part
from paraph.case import Case
from paraph.counterpart import InferenceSettings, find_drifts, find_factions
from paraph.negotiation import package_at
from paraph.record import Level, Move, MoveKind, Session

PAGE = "discussion/counterpart.md"
_N_COUNTERPARTS = 12
_N_MEETINGS = 6
_CHANGED_AT = 3
"""The first meeting after the change, counted from 0."""
_NEAR = 0.03
FIRST_DAY = date(2020, 1, 1)
_SETTINGS = InferenceSettings()

MANNERS = {
    "concede evenly, to half": lambda share: 1 - 0.5 * share,
    "hardly concede": lambda share: 0.95 - 0.05 * share,
}


def offer(domain: Domain, side: int, level: float, rng: np.random.Generator) -> Move:
    """Offer any package whose value is near the level."""
    gaps = np.abs(domain.values[side] - level)
    near = np.flatnonzero(gaps <= max(_NEAR, float(gaps.min())))
    row = domain.positions[rng.choice(near)]
    return Move("them", MoveKind.PROPOSE, package_at(domain.agenda, row.tolist()))


def speak(domain: Domain, side: int, rng: np.random.Generator) -> Move:
    """Say truly which of two issues matters more."""
    weights = domain.preferences[side].weights
    first, second = rng.choice(len(weights), size=2, replace=False)
    pair = (first, second) if weights[first] > weights[second] else (second, first)
    named = tuple(domain.agenda.issues[place].id for place in pair)
    return Move("them", MoveKind.ANSWER, issue_ids=named)


def record(number: int, manner: str, *, speaks: bool, changes: bool) -> Case:
    """Return the record of one counterpart."""
    rng = np.random.default_rng([number, 79])
    domain = random_domain(rng, 5, 4)
    sessions = []
    for meeting in range(_N_MEETINGS):
        side = 1 if changes and meeting >= _CHANGED_AT else 0
        shares = [(2 * meeting + n) / (2 * _N_MEETINGS - 1) for n in range(2)]
        moves = [offer(domain, side, MANNERS[manner](share), rng) for share in shares]
        moves += [speak(domain, side, rng)] if speaks else []
        level = Level.MINISTERIAL if meeting % 2 else Level.WORKING
        day = FIRST_DAY + timedelta(days=30 * meeting)
        sessions.append(Session(f"s{meeting}", day, level=level, moves=tuple(moves)))
    return replace(case_of(domain, []), sessions=tuple(sessions))


def look(task: tuple[int, str, bool, bool]) -> tuple[bool, bool, bool]:
    """Return whether a change is told, whether its days hold the true one, and two voices."""
    number, manner, speaks, changes = task
    case = record(number, manner, speaks=speaks, changes=changes)
    changed = FIRST_DAY + timedelta(days=30 * _CHANGED_AT)
    drifts = find_drifts(case, "them", _SETTINGS)
    is_dated = any(d.since < changed <= d.until for d in drifts if d.since and d.until)
    return bool(drifts), is_dated, bool(find_factions(case, "them", _SETTINGS))


def main() -> None:
    """Write how many counterparts of each kind a change is told of."""
    warnings.simplefilter("error")
    kinds = list(product(MANNERS, (False, True), (False, True)))
    tasks = [(number, *kind) for kind in kinds for number in range(_N_COUNTERPARTS)]
    with ProcessPoolExecutor() as pool:
        found = np.array(list(pool.map(look, tasks))).reshape(len(kinds), _N_COUNTERPARTS, 3)
    rows = [
        f"| of {_N_COUNTERPARTS} each who … | record | change told, none there | two voices told, "
        "one there | change told where there was one | … its days holding the true one |",
        "|---|---|---|---|---|---|",
    ]
    counts = dict(zip(kinds, found.sum(axis=1), strict=True))
    for manner, speaks in product(MANNERS, (False, True)):
        steady, turned = (counts[manner, speaks, changes] for changes in (False, True))
        what = "offers and words" if speaks else "offers"
        rows.append(
            f"| {manner} | {what} | {steady[0]} | {steady[2]} | {turned[0]} | {turned[1]} |"
        )
    print("\n".join(rows))
    replace_part(PAGE, "changes", "\n".join(rows))


if __name__ == "__main__":
    main()
