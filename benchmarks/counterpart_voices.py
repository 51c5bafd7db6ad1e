"""Whether two voices of a party are told where there were two, and none where there was one.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart_voices

Counterparts are drawn at random (5 issues of 4 options). In each of eight meetings they make two
offers, and in some runs say which of two issues matters more. Two teams sit for them in turn by
lot; or anybody of six people may, and all want the same. Where there are two wills, the second team
wants what somebody else drawn at random wants. What is stated are the first team's shares of
weight, as ranges. Writes a table of docs/discussion/counterpart.md.
"""

from __future__ import annotations

import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import product

import numpy as np

from benchmarks._counterpart_domains import Domain, random_domain
from benchmarks._counterpart_trials import case_of
from benchmarks._pages import replace_part
from benchmarks.counterpart_changes import FIRST_DAY, MANNERS, PAGE, offer, speak
from paraph.case import Case
from paraph.counterpart import InferenceSettings, find_factions
from paraph.negotiation import Interval, StatedImportance, StatedPreference
from paraph.record import Participant, Session

_N_COUNTERPARTS = 12
_N_MEETINGS = 8
_TEAMS = (("Ana", "Ben"), ("Carl", "Dora"))
_PEOPLE = ("Ana", "Ben", "Carl", "Dora", "Eva", "Finn")
_STATED_WITHIN = 0.05
_SETTINGS = InferenceSettings(n_draws=400, n_effective_min=40)
"""Those with which `paraph infer` looks for two voices."""
_WAYS = ("two teams, one will", "anybody, one will", "two teams, two wills")


def record(number: int, manner: str, way: str, *, speaks: bool, is_stated: bool) -> Case:
    """Return the record of one counterpart."""
    rng = np.random.default_rng([number, 791])
    domain = random_domain(rng, 5, 4)
    turns = rng.permutation([0, 1] * (_N_MEETINGS // 2))
    sessions = []
    for meeting, turn in enumerate(turns):
        side = int(turn) if way == "two teams, two wills" else 0
        shares = [(2 * meeting + n) / (2 * _N_MEETINGS - 1) for n in range(2)]
        moves = [offer(domain, side, MANNERS[manner](share), rng) for share in shares]
        moves += [speak(domain, side, rng)] if speaks else []
        anybody = [name for name in _PEOPLE if rng.random() < 0.5] or _PEOPLE[:1]
        team = anybody if way == "anybody, one will" else _TEAMS[turn]
        people = tuple(Participant(name, "them") for name in team)
        day = FIRST_DAY + timedelta(days=30 * meeting)
        sessions.append(Session(f"s{meeting}", day, moves=tuple(moves), participants=people))
    case = replace(case_of(domain, []), sessions=tuple(sessions))
    return _with_shares(case, domain) if is_stated else case


def _with_shares(case: Case, domain: Domain) -> Case:
    shares = tuple(
        (issue.id, Interval(max(share - _STATED_WITHIN, 0.0), min(share + _STATED_WITHIN, 1.0)))
        for issue, share in zip(domain.agenda.issues, domain.preferences[0].weights, strict=True)
    )
    stated = StatedPreference(importance=StatedImportance(shares=shares))
    us, them = case.parties
    return replace(case, parties=(us, replace(them, preference=stated)))


def look(task: tuple[int, str, bool, bool, str]) -> bool:
    """Whether two voices are told of a counterpart."""
    number, manner, speaks, is_stated, way = task
    case = record(number, manner, way, speaks=speaks, is_stated=is_stated)
    return bool(find_factions(case, "them", _SETTINGS))


def main() -> None:
    """Write of how many counterparts of each kind two voices are told."""
    warnings.simplefilter("error")
    kinds = list(product(MANNERS, (False, True), (False, True), _WAYS))
    tasks = [(number, *kind) for kind in kinds for number in range(_N_COUNTERPARTS)]
    with ProcessPoolExecutor() as pool:
        found = np.array(list(pool.map(look, tasks))).reshape(len(kinds), _N_COUNTERPARTS)
    counts = dict(zip(kinds, found.sum(axis=1), strict=True))
    rows = [
        f"| two voices told, of {_N_COUNTERPARTS} each who … | record | {' | '.join(_WAYS)} |",
        f"|{'---|' * (2 + len(_WAYS))}",
    ]
    for manner, speaks, is_stated in product(MANNERS, (False, True), (False, True)):
        what = "offers and words" if speaks else "offers"
        what += ", shares stated" if is_stated else ""
        cells = [str(counts[manner, speaks, is_stated, way]) for way in _WAYS]
        rows.append(f"| {manner} | {what} | {' | '.join(cells)} |")
    print("\n".join(rows))
    replace_part(PAGE, "voices", "\n".join(rows))


if __name__ == "__main__":
    main()
