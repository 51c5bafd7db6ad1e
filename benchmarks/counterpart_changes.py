"""Whether a change of mind is told where there was one, and none where there was none.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart_changes

Counterparts are drawn at random (5 issues of 4 options). In each of six meetings they make two
offers, and in some runs say which of two issues matters more; every other meeting is of another
level. Those who change want, from the fourth meeting on, what somebody else drawn at random wants.
Writes two tables of docs/discussion/counterpart.md.
"""

from __future__ import annotations

import warnings
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import numpy as np
from scipy.stats import rankdata

from benchmarks._counterpart_domains import Domain, random_domain
from benchmarks._counterpart_trials import case_of, correlate, estimate_values
from benchmarks._pages import replace_part
from paraph.case import Case
from paraph.counterpart import InferenceSettings, find_drifts, find_factions, infer_preference
from paraph.counterpart.present import NEARLY_CERTAIN_AT, read_since
from paraph.negotiation import package_at
from paraph.record import Level, Move, MoveKind, Session

PAGE = "discussion/counterpart.md"
_N_COUNTERPARTS = 24
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
_IN_STEPS = {"concede in three steps, to half": lambda share: 1 - 0.25 * min(int(3 * share), 2)}
_MANNERS = MANNERS | _IN_STEPS


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
        moves = [offer(domain, side, _MANNERS[manner](share), rng) for share in shares]
        moves += [speak(domain, side, rng)] if speaks else []
        level = Level.MINISTERIAL if meeting % 2 else Level.WORKING
        day = FIRST_DAY + timedelta(days=30 * meeting)
        sessions.append(Session(f"s{meeting}", day, level=level, moves=tuple(moves)))
    return replace(case_of(domain, []), sessions=tuple(sessions))


@dataclass(frozen=True)
class Told:
    """What is told of one counterpart; `p_changed` is 0 and ranks are 0 where no change is.

    Ranks are correlations (Spearman) of what it is believed and known to want in the end, over all
    packages: `whole` by all of its moves, `since` by those since the change that is told.
    """

    p_changed: float = 0.0
    is_dated: bool = False
    has_voices: bool = False
    whole: float = 0.0
    since: float = 0.0

    @property
    def is_nearly_certain(self) -> bool:
        """Whether the counterpart is read by its later moves alone."""
        return self.p_changed >= NEARLY_CERTAIN_AT


def look(task: tuple[int, str, bool, bool]) -> Told:
    """Look for a change and, of who didn't change, for two voices."""
    number, manner, speaks, changes = task
    case = record(number, manner, speaks=speaks, changes=changes)
    changed = FIRST_DAY + timedelta(days=30 * _CHANGED_AT)
    has_voices = not changes and bool(find_factions(case, "them", _SETTINGS.for_signs))
    drifts = find_drifts(case, "them", _SETTINGS.for_signs)
    if not drifts:
        return Told(has_voices=has_voices)
    (drift,) = drifts
    domain = random_domain(np.random.default_rng([number, 79]), 5, 4)
    wanted = rankdata(domain.values[1 if changes else 0])
    whole = infer_preference(case, "them", _SETTINGS)
    since = read_since(case, whole, drift, _SETTINGS)
    ranks = (rankdata(estimate_values(domain, each)) for each in (whole, since))
    is_dated = bool(drift.since and drift.until and drift.since < changed <= drift.until)
    return Told(drift.p_changed, is_dated, has_voices, *(correlate(wanted, r) for r in ranks))


def main() -> None:
    """Write how many counterparts of each kind a change is told of, and what is believed then."""
    warnings.simplefilter("error")
    kinds = list(product(_MANNERS, (False, True), (False, True)))
    tasks = [(number, *kind) for kind in kinds for number in range(_N_COUNTERPARTS)]
    with ProcessPoolExecutor() as pool:
        told = list(pool.map(look, tasks))
    of_kind = {
        kind: told[place * _N_COUNTERPARTS : (place + 1) * _N_COUNTERPARTS]
        for place, kind in enumerate(kinds)
    }
    for part, rows in (("changes", counted(of_kind)), ("present", believed(of_kind))):
        print("\n".join(rows))
        replace_part(PAGE, part, "\n".join(rows))


def counted(of_kind: dict[tuple[str, bool, bool], list[Told]]) -> list[str]:
    """Count of whom a change is told, and of whom as nearly certain."""
    rows = [
        f"| of {_N_COUNTERPARTS} each who … | record | change told, none there | … as nearly "
        "certain | two voices told, one there | change told where there was one | … as nearly "
        "certain | … its days holding the true one |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for manner, speaks in product(_MANNERS, (False, True)):
        steady, turned = (of_kind[manner, speaks, changes] for changes in (False, True))
        counts = (
            sum(each.p_changed > 0 for each in steady),
            sum(each.is_nearly_certain for each in steady),
            sum(each.has_voices for each in steady),
            sum(each.p_changed > 0 for each in turned),
            sum(each.is_nearly_certain for each in turned),
            sum(each.is_dated for each in turned),
        )
        what = "offers and words" if speaks else "offers"
        rows.append(f"| {manner} | {what} | {' | '.join(map(str, counts))} |")
    return rows


def believed(of_kind: dict[tuple[str, bool, bool], list[Told]]) -> list[str]:
    """Compare what all moves and those since the change tell of what is wanted in the end."""
    rows = [
        "| a change is told | and there was | counterparts | all moves | moves since |",
        "|---|---|---|---|---|",
    ]
    for is_certain, changes in product((True, False), (True, False)):
        found = [
            each
            for (_, _, kind_changes), told in of_kind.items()
            for each in told
            if kind_changes == changes
            and each.p_changed > 0
            and each.is_nearly_certain == is_certain
        ]
        how = "as nearly certain, from 95 % on" if is_certain else "as likely, from 80 % on"
        ranks = [[each.whole for each in found], [each.since for each in found]]
        means = [f"{round(np.mean(each), 2) + 0:.2f}" if each else "" for each in ranks]
        there = "one" if changes else "none"
        rows.append(f"| {how} | {there} | {len(found)} | {' | '.join(means)} |")
    return rows


if __name__ == "__main__":
    main()
