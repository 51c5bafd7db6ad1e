"""Signs that a party changed its mind at some date.

The record is split in two by date, and read once as coming of one preference and twice as of two
(paraph.counterpart.readings). A change may have come at any of several dates. They share the odds
of a change between them, so that trying many dates finds no more changes by chance (one change
point; Chernoff and Zacks 1964).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from paraph.case import Case
from paraph.counterpart.readings import BELIEVED_AT, Reading, is_too_short, odds_of_split
from paraph.counterpart.settings import InferenceSettings
from paraph.counterpart.shifts import Shift, find_shifts
from paraph.record import Session

_N_DATES = 12
"""How many dates are tried first."""
_UNTOLD = "; which ones exactly, so few moves don't tell"
_SPAN = 0.9
"""How likely a change lies in the days told, if there was one."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A sign that a party's preference or mandate changed about a date.

    `p_changed` (0..1) is the probability that the moves come of two preferences, one before some
    date and one from then on, rather than of one, with even odds to begin with. `day` is the
    likeliest date; if there was a change, it lies after `since` and not after `until` with at
    least 90 %. `shifts` are what moved, the surest first; empty where that can't be told.
    """

    day: date
    p_changed: float
    description: str
    since: date | None = None
    until: date | None = None
    shifts: tuple[Shift, ...] = ()


def find_drifts(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Drift, ...]:
    """Find the date about which a party seems to have changed; at most one.

    Dates that leave three moves or more on either side are tried: twelve at most, evenly spread,
    and then all about the likeliest of these. A change is told where it is at least 80 % probable
    that there was one. A sign to ask about, no proof: a new tactic can look the same.
    InferenceError as in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    splits = [
        (day, parts)
        for day, parts in _split_by_day(case.sessions)
        if not any(is_too_short(part, party_id) for part in parts)
    ]
    if not splits:
        return ()
    whole = Reading.of(case, party_id, case.sessions, settings)
    tried = np.unique(np.linspace(0, len(splits) - 1, _N_DATES).round().astype(int))
    read = {int(place): whole.split(splits[place][1]) for place in tried}
    weights = _weigh(whole, read)
    at = int(np.flatnonzero(tried == max(weights, key=weights.__getitem__))[0])
    near = range(tried[max(at - 1, 0)], tried[min(at + 1, len(tried) - 1)] + 1)
    read |= {place: whole.split(splits[place][1]) for place in near if place not in read}
    weights = _weigh(whole, read)
    p_changed = sum(weights.values()) / (1 + sum(weights.values()))
    if p_changed < BELIEVED_AT:
        return ()
    chances = {splits[place][0]: weights[place] / sum(weights.values()) for place in sorted(read)}
    best = max(weights, key=weights.__getitem__)
    before, after = (whole.read(part).posterior for part in splits[best][1])
    since, until = _span_of(case, chances)
    shifts = find_shifts(case, before, after)
    text = (
        f"after {since.isoformat()} and by {until.isoformat()} they seem to have come to want "
        f"other things{'' if shifts else _UNTOLD}"
    )
    return (Drift(splits[best][0], p_changed, text, since, until, shifts),)


def _weigh(whole: Reading, read: dict[int, list[Reading]]) -> dict[int, float]:
    """Return how much likelier the record is with a change at each place than with none."""
    gains = [whole.gain_by(readings) for readings in read.values()]
    return dict(zip(read, odds_of_split(gains), strict=True))


def _split_by_day(
    sessions: Sequence[Session],
) -> list[tuple[date, tuple[tuple[Session, ...], tuple[Session, ...]]]]:
    """Return each date but the first, with the sessions before it and those from then on."""
    return [
        (
            day,
            (
                tuple(session for session in sessions if session.day < day),
                tuple(session for session in sessions if session.day >= day),
            ),
        )
        for day in sorted({session.day for session in sessions})[1:]
    ]


def _span_of(case: Case, chances: dict[date, float]) -> tuple[date, date]:
    """Return the last meeting before a change, and the last one by which it had come."""
    likely: list[date] = []
    for day in sorted(chances, key=lambda day: -chances[day]):
        if sum(chances[each] for each in likely) < _SPAN:
            likely.append(day)
    days = sorted({session.day for session in case.sessions})
    before = {later: earlier for earlier, later in pairwise(days)}
    return before[min(likely)], max(likely)
