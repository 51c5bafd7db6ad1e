"""Signs that a party changed its mind, or speaks with more than one voice.

The record is split in two, by date or by the level of the sessions, and read once as one
preference and twice as two. The probability of the record under each reading (its evidence, which
the sampler estimates on the way; Kass and Raftery, "Bayes factors", 1995) tells which is likelier.
Two preferences explain any record at least as well as one, but they also spread their bets:
a split is believed only where the moves on its two sides really exclude each other.

Both readings have to be of the same evidence: each offer says less the more there are, so in a part
it is given the weight that it has in the whole. A change may have come at any of several dates.
They share the odds of a change between them, so that trying many dates finds no more changes by
chance (one change point; Chernoff and Zacks 1964).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from paraph.case import Case
from paraph.counterpart.crowding import crowding_power
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.inference import infer_preference
from paraph.counterpart.misfits import find_misfits
from paraph.counterpart.posterior import Contradiction, Posterior
from paraph.counterpart.settings import InferenceSettings
from paraph.counterpart.shifts import Shift, find_shifts
from paraph.errors import InferenceError
from paraph.negotiation import Belief
from paraph.record import Session

_N_MOVES_LEAST = 3
"""A part of the record with fewer moves of the party than this isn't compared."""
_N_DATES = 6
"""How many dates are tried first."""
_BELIEVED_AT = 0.8
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


@dataclass(frozen=True)
class Faction:
    """One voice of a party: the part of the record it is heard in, and what it seems to want.

    `share` (0..1) is its share of the party's moves. `differences` are what it wants differently
    from the first of the factions; empty for that one, and where it can't be told.
    """

    name: str
    share: float
    posterior: Posterior
    differences: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class Changes:
    """Signs that a party changed at some date, or that its levels speak differently.

    `misfits` are statements about the party that its moves contradict: it may have changed, or
    never have been so.
    """

    party_id: str
    drifts: tuple[Drift, ...]
    factions: tuple[Faction, ...]
    misfits: tuple[Contradiction, ...] = ()


def find_drifts(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Drift, ...]:
    """Find the date about which a party seems to have changed; at most one.

    Dates that leave three moves or more on either side are tried: six at most, evenly spread, and
    where there seems to have been a change, all about the likeliest. A change is told where it is
    at least 80 % probable that there was one. A sign to ask about, no proof: a new tactic can look
    the same. InferenceError as in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    splits = [
        (day, parts)
        for day, parts in _split_by_day(case.sessions)
        if not any(_is_too_short(part, party_id) for part in parts)
    ]
    if not splits:
        return ()
    whole = _Reading.of(case, party_id, case.sessions, settings)
    tried = np.unique(np.linspace(0, len(splits) - 1, _N_DATES).round().astype(int))
    read = {int(place): whole.split(splits[place][1]) for place in tried}
    weights = _weigh(whole, read)
    p_changed = sum(weights.values()) / (1 + sum(weights.values()))
    if p_changed < _BELIEVED_AT:
        return ()
    at = int(np.flatnonzero(tried == max(weights, key=weights.__getitem__))[0])
    near = range(tried[max(at - 1, 0)], tried[min(at + 1, len(tried) - 1)] + 1)
    read |= {place: whole.split(splits[place][1]) for place in near if place not in read}
    weights = _weigh(whole, read)
    chances = {splits[place][0]: weights[place] / sum(weights.values()) for place in sorted(read)}
    best = max(weights, key=weights.__getitem__)
    before, after = (reading.posterior for reading in read[best])
    since, until = _span_of(case, chances)
    shifts = find_shifts(case, before, after)
    text = (
        f"after {since.isoformat()} and by {until.isoformat()} they seem to have come to want "
        f"other things{'' if shifts else _UNTOLD}"
    )
    return (Drift(splits[best][0], p_changed, text, since, until, shifts),)


def _weigh(whole: _Reading, read: dict[int, list[_Reading]]) -> dict[int, float]:
    """Return how much likelier the record is with a change at each place than with none.

    The places share even odds of a change between them.
    """
    gains = {place: whole.gain_by(readings) for place, readings in read.items()}
    return {place: float(np.exp(np.clip(g, -500, 500))) / len(read) for place, g in gains.items()}


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


def find_factions(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Faction, ...]:
    """Find whether a party speaks differently at different levels (staff, ministers, leaders).

    Empty where the record has one level, too few moves, or reads as well with one preference.
    InferenceError as in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    levels = list(dict.fromkeys(session.level for session in case.sessions))
    parts = [tuple(s for s in case.sessions if s.level is level) for level in levels]
    held = [
        (level, part)
        for level, part in zip(levels, parts, strict=True)
        if not _is_too_short(part, party_id)
    ]
    if len(held) < 2:
        return ()
    together = tuple(s for s in case.sessions if any(s in part for _, part in held))
    whole = _Reading.of(case, party_id, together, settings)
    readings = whole.split([part for _, part in held])
    if 1 / (1 + np.exp(-np.clip(whole.gain_by(readings), -500, 500))) < _BELIEVED_AT:
        return ()
    counts = [_count_moves(part, party_id) for _, part in held]
    first = readings[0].posterior
    return tuple(
        Faction(
            level.value,
            count / sum(counts),
            reading.posterior,
            () if reading is readings[0] else find_shifts(case, first, reading.posterior),
        )
        for (level, _), count, reading in zip(held, counts, readings, strict=True)
    )


def find_changes(case: Case, party_id: str, settings: InferenceSettings | None = None) -> Changes:
    """Find signs that a party changed, speaks with more than one voice, or isn't what was stated.

    A part of the record of which the model can make nothing is no sign.
    """
    try:
        drifts = find_drifts(case, party_id, settings)
        factions = find_factions(case, party_id, settings)
        misfits = find_misfits(case, party_id, settings)
    except InferenceError:
        return Changes(party_id, (), ())
    return Changes(party_id, drifts, factions, misfits)


def mix_factions(factions: tuple[Faction, ...], *, seed: int) -> Belief:
    """Mix the beliefs about factions into one: any of them may prevail, by its share of moves."""
    rng = np.random.default_rng(seed)
    beliefs = [faction.posterior.belief for faction in factions]
    n_draws = beliefs[0].n_draws
    voices = rng.choice(len(factions), size=n_draws, p=[faction.share for faction in factions])
    pick = np.arange(n_draws)

    def choose(arrays: list[np.ndarray]) -> np.ndarray:
        return np.asarray(np.stack(arrays)[voices, pick])

    return replace(
        beliefs[0],
        weights=choose([belief.weights for belief in beliefs]),
        option_values=tuple(
            choose([belief.option_values[issue] for belief in beliefs])
            for issue in range(len(beliefs[0].option_values))
        ),
        reservation=choose([belief.reservation for belief in beliefs]),
        red_line_holds=choose([np.asarray(belief.red_line_holds) for belief in beliefs]),
    )


@dataclass(frozen=True, eq=False)
class _Reading:
    """Some sessions read as coming of one preference.

    Openings and red lines, which belong to no session, are left out.
    """

    case: Case
    party_id: str
    settings: InferenceSettings
    posterior: Posterior

    @staticmethod
    def of(
        case: Case, party_id: str, sessions: tuple[Session, ...], settings: InferenceSettings
    ) -> _Reading:
        party = replace(case.party(party_id), red_lines=())
        parties = tuple(party if other.id == party_id else other for other in case.parties)
        bare = replace(case, openings=(), parties=parties, sessions=sessions)
        return _Reading(bare, party_id, settings, infer_preference(bare, party_id, settings))

    def split(self, parts: Sequence[tuple[Session, ...]]) -> list[_Reading]:
        """Read each part by itself, its offers counting as much as they do in the whole."""
        return [
            _Reading.of(self.case, self.party_id, part, self._settings_of(part)) for part in parts
        ]

    def gain_by(self, parts: Sequence[_Reading]) -> float:
        """Return the logarithm of how much better the record fits with each part by itself."""
        apart = sum(part.posterior.log_evidence for part in parts)
        return apart - self.posterior.log_evidence

    def _settings_of(self, part: tuple[Session, ...]) -> InferenceSettings:
        whole, held = (
            crowding_power(collect_evidence(case, self.party_id).offer_positions())
            for case in (self.case, replace(self.case, sessions=part))
        )
        power = min(whole / held, 1.0)  # held is the larger, unless one part repeats itself
        return replace(self.settings, offer_power=self.settings.offer_power * power)


def _count_moves(sessions: tuple[Session, ...], party_id: str) -> int:
    return sum(move.party_id == party_id for session in sessions for move in session.moves)


def _is_too_short(sessions: tuple[Session, ...], party_id: str) -> bool:
    return _count_moves(sessions, party_id) < _N_MOVES_LEAST
