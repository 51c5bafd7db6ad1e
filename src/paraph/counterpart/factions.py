"""Signs that a party speaks with more than one voice: at two levels, or through different people.

The record is split by the level of the sessions, or by who of the party sat there, and read once
as one preference and once as one for each part (paraph.counterpart.readings). The splits that are
tried share the odds of there being one, so that many people bring no more false alarms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from paraph.case import Case
from paraph.counterpart.misfits import find_misfits
from paraph.counterpart.posterior import Contradiction, Posterior
from paraph.counterpart.readings import (
    BELIEVED_AT,
    Reading,
    count_moves,
    is_too_short,
    odds_of_split,
)
from paraph.counterpart.settings import InferenceSettings
from paraph.counterpart.shifts import Shift, find_shifts
from paraph.negotiation import Belief
from paraph.negotiation.wording import listed
from paraph.record import Session

_N_SPLITS_MOST = 6
"""So many ways to split the record by people are tried, those that split the moves most evenly."""
_N_PEOPLE_NAMED = 3

FactionKind = Literal["level", "people"]
_Part = tuple[Session, ...]


@dataclass(frozen=True)
class Faction:
    """One voice of a party: the part of the record it is heard in, and what it seems to want.

    It is heard at a *level*, or where some *people* of the party sat or didn't; `where` says so,
    and `people` are those who sat in all sessions of the part and in no other. `share` (0..1) is
    its share of the party's moves. `differences` are what it wants differently from the first of
    the factions; empty for that one, and where it can't be told. `misfits` are statements about
    the party that the moves of this voice contradict.
    """

    name: str
    share: float
    posterior: Posterior
    differences: tuple[Shift, ...] = ()
    kind: FactionKind = "level"
    where: str = ""
    people: tuple[str, ...] = ()
    misfits: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class _Voice:
    """A part of the record in which one voice may be heard."""

    name: str
    where: str
    part: _Part
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Split:
    """The record in parts, by the voices that may be heard in them."""

    kind: FactionKind
    voices: tuple[_Voice, ...]

    @property
    def parts(self) -> list[_Part]:
        return [voice.part for voice in self.voices]


def find_factions(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Faction, ...]:
    """Find whether a party speaks differently at different levels, or through different people.

    Tried are the levels of the sessions, and, for those sessions of which it is on record who sat
    there for the party, the sessions with somebody against those without; three moves at least on
    each side. Told is the likeliest split, where it is at least 80 % probable that there is one.
    Empty where the record can't be split, or reads as well with one preference. InferenceError as
    in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    splits = [*_by_level(case, party_id), *_by_people(case, party_id)]
    if not splits:
        return ()
    wholes = [_read_together(case, party_id, split, settings) for split in splits]
    odds = odds_of_split(
        [
            whole.gain_by(whole.split(split.parts))
            for whole, split in zip(wholes, splits, strict=True)
        ]
    )
    if sum(odds) / (1 + sum(odds)) < BELIEVED_AT:
        return ()
    best = int(np.argmax(odds))
    readings = [wholes[best].read(part) for part in splits[best].parts]
    return _tell(case, party_id, splits[best], readings)


def _read_together(
    case: Case, party_id: str, split: _Split, settings: InferenceSettings
) -> Reading:
    """Read the sessions of all parts of a split as coming of one preference."""
    ids = {session.id for part in split.parts for session in part}
    held = tuple(session for session in case.sessions if session.id in ids)
    return Reading.of(case, party_id, held, settings)


def _tell(
    case: Case, party_id: str, split: _Split, readings: Sequence[Reading]
) -> tuple[Faction, ...]:
    n_moves = sum(count_moves(part, party_id) for part in split.parts)
    first = split.voices[0]
    factions = []
    for voice, reading in zip(split.voices, readings, strict=True):
        pair = (readings[0].posterior, reading.posterior)
        faction = Faction(
            voice.name,
            count_moves(voice.part, party_id) / n_moves,
            reading.posterior,
            () if voice is first else find_shifts(case, *pair, (first.where, voice.where)),
            split.kind,
            voice.where,
            voice.people,
            find_misfits(reading.case, party_id, reading.settings),
        )
        factions.append(faction)
    return tuple(factions)


def _by_level(case: Case, party_id: str) -> Iterator[_Split]:
    """Yield the split by levels, if two levels or more have enough moves."""
    voices = []
    for level in dict.fromkeys(session.level for session in case.sessions):
        part = tuple(session for session in case.sessions if session.level is level)
        if not is_too_short(part, party_id):
            voices.append(_Voice(level.value, f"at the {level.value} level", part))
    if len(voices) > 1:
        yield _Split("level", tuple(voices))


def _by_people(case: Case, party_id: str) -> list[_Split]:
    """Return the splits into sessions with somebody and without, the most even first.

    People who always sat together are one split. What splits the record as levels do is left to
    these, and so are sessions of which nobody is named.
    """
    manned = [session for session in case.sessions if _team(session, party_id)]
    known = {
        frozenset(session.id for session in part)
        for split in _by_level(case, party_id)
        for part in split.parts
    }
    splits: dict[frozenset[str], _Split] = {}
    for name in dict.fromkeys(name for session in manned for name in _team(session, party_id)):
        with_them = tuple(s for s in manned if name in _team(s, party_id))
        without = tuple(s for s in manned if name not in _team(s, party_id))
        if any(is_too_short(part, party_id) for part in (with_them, without)):
            continue
        ids = [frozenset(session.id for session in part) for part in (with_them, without)]
        if splits.keys().isdisjoint(ids) and not known.issuperset(ids):
            split = _Split("people", _voices(party_id, with_them, without))
            splits[ids[0]] = split
    evenly = sorted(
        splits.values(), key=lambda split: -min(count_moves(p, party_id) for p in split.parts)
    )
    return evenly[:_N_SPLITS_MOST]


def _voices(party_id: str, with_them: _Part, without: _Part) -> tuple[_Voice, _Voice]:
    """Name both parts by the people who sat in all of the one and in none of the other."""
    people = _only_in(party_id, with_them, without)
    others = _only_in(party_id, without, with_them)
    named = _named(people)
    first = _Voice(named, f"where {named} sat", with_them, people)
    if not others:
        return first, _Voice(f"without {named}", f"where {named} didn't sit", without)
    return first, _Voice(_named(others), f"where {_named(others)} sat", without, others)


def _only_in(party_id: str, part: _Part, other: _Part) -> tuple[str, ...]:
    elsewhere = {name for session in other for name in _team(session, party_id)}
    teams = [_team(session, party_id) for session in part]
    return tuple(
        full_name
        for name, full_name in teams[0].items()
        if name not in elsewhere and all(name in team for team in teams)
    )


def _named(people: Sequence[str]) -> str:
    n_more = len(people) - _N_PEOPLE_NAMED
    if n_more <= 1:
        return listed(list(people))
    return listed([*people[:_N_PEOPLE_NAMED], f"{n_more} more"])


def _team(session: Session, party_id: str) -> dict[str, str]:
    """Return who sat in a session for a party: name, in small letters -> as it was written."""
    return {
        " ".join(person.name.casefold().split()): person.name
        for person in session.participants
        if person.party_id == party_id
    }


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
