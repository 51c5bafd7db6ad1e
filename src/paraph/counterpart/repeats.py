"""Acts that stand on record more than once: entered again from a second note or in a second file.

Two entries are of one act where the same party did the same with the same content at the same
sitting, whatever words and confidence they were entered with. They aren't where the party did
something else with it in between: another offer, the opposite reply, another order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from paraph.record import Move, MoveKind, Session

AGREED = -1
"""The place, among a session's moves, of what was agreed there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its session, and the move counted from 0 (-1: what was agreed)."""

    session_id: str
    move_index: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """One act that was entered more than once, and counts once.

    `places` are its entries in order of the record. It counts where the first stands.
    """

    description: str
    day: date
    places: tuple[Place, ...]

    @property
    def confidence(self) -> float:
        """The confidence (0..1) that was taken: the highest of its entries."""
        return max(place.confidence for place in self.places)


_Act = list[tuple[int, Place]]
"""The entries of one act, each with the place of its session among all."""
_Key = tuple[Hashable, ...]


def group_entries(
    sessions: Sequence[Session], party_id: str
) -> dict[tuple[int, int], tuple[Place, ...]]:
    """Group a party's entries by the acts that they record.

    Returned is, for the first entry of each act, (place of the session, place of the move; -1 for
    what was agreed) -> all its entries. What a session tells twice as a sequence of its own (offer
    A, offer B, offer A) are two acts; another account of the sitting tells the same two.
    """
    sittings: list[tuple[list[Session], dict[_Key, list[_Act]]]] = []
    for number, session in enumerate(sessions):
        told = _acts_in(session, number, party_id)
        for members, acts in sittings:
            if all(_is_same_sitting(member, session, party_id) for member in members):
                members.append(session)
                _join(acts, told)
                break
        else:
            sittings.append(([session], told))
    return {
        (act[0][0], act[0][1].move_index): tuple(place for _, place in act)
        for _, acts in sittings
        for told_of in acts.values()
        for act in told_of
    }


def _acts_in(session: Session, number: int, party_id: str) -> dict[_Key, list[_Act]]:
    """Return key -> the acts with this content that one session tells, in their order."""
    acts: dict[_Key, list[_Act]] = {}
    latest: dict[Hashable, _Key] = {}
    for subject, key, place in _entries_of(session, party_id):
        told = acts.setdefault(key, [])
        if not told or latest[subject] != key:
            told.append([])
        told[-1].append((number, place))
        latest[subject] = key
    return acts


def _entries_of(session: Session, party_id: str) -> Iterator[tuple[Hashable, _Key, Place]]:
    for index, move in enumerate(session.moves):
        if move.party_id == party_id:
            yield *_subject_and_key(move), Place(session.id, index, move.confidence)
    if session.agreed:
        yield "agreed", ("agreed", session.agreed), Place(session.id, AGREED, 1.0)


def _subject_and_key(move: Move) -> tuple[Hashable, _Key]:
    """Return what a move is about, on which a later one may turn it round, and all its content."""
    source = " ".join(move.reported_by.casefold().split())
    words = "" if move.package or move.issue_ids else " ".join(move.text.split())
    about: Hashable = (move.package, move.over)
    issues: Hashable = move.issue_ids
    subject: Hashable = (move.package, words)
    match move.kind:
        case MoveKind.PROPOSE:
            subject = "offer"
        case MoveKind.ASK:
            issues = frozenset(move.issue_ids)
            subject = (move.package, issues)
        case MoveKind.ACCEPT | MoveKind.REJECT:
            subject = ("reply", move.package)
        case _ if move.equal_to:
            about = subject = frozenset((move.package, move.equal_to))
        case _ if move.over:
            subject = frozenset((move.package, move.over))
        case _ if move.issue_ids:
            subject = frozenset(move.issue_ids)
    said = (move.makes_light, move.is_above_others)
    return subject, (move.kind, about, issues, source, words, said)


def _join(acts: dict[_Key, list[_Act]], told: dict[_Key, list[_Act]]) -> None:
    """Join what another account of the same sitting tells to the acts known of it."""
    for key, again in told.items():
        known = acts.setdefault(key, [])
        for place, act in enumerate(again):
            if place < len(known):
                known[place] += act
            else:
                known.append(act)


def _is_same_sitting(one: Session, other: Session, party_id: str) -> bool:
    """Whether two sessions may be accounts of one sitting: day and level alike, nothing against it.

    Two places, or two teams of the party with nobody in common, are two tracks.
    """
    if one.day != other.day or one.level is not other.level:
        return False
    first, second = (" ".join(session.place.casefold().split()) for session in (one, other))
    if not (first in second or second in first):
        return False
    teams = [
        {p.name.casefold() for p in session.participants if p.party_id == party_id}
        for session in (one, other)
    ]
    return not (teams[0] and teams[1] and teams[0].isdisjoint(teams[1]))
