"""From a session to what is written in its file."""

from __future__ import annotations

from paraph.formats.casefolder.entries import NO_PARTY
from paraph.formats.casefolder.rendering import names, package_entry, person_entry
from paraph.formats.casefolder.yaml_text import Plain, number, plain, without_empty
from paraph.record import Level, Move, Participant, Session


def session_entries(session: Session, *, stem: str) -> dict[str, Plain]:
    """Return what a session's file holds; `stem` is the file's name without its ending."""
    return without_empty(
        {
            "id": None if session.id == stem else plain(session.id),
            "date": session.day,
            "until": session.last_day,
            "place": session.place,
            "level": None if session.level is Level.WORKING else session.level.value,
            "title": session.title,
            "participants": _participants(session.participants),
            "moves": [_move(move) for move in session.moves],
            "agreed": package_entry(session.agreed),
            "reopened": names(session.reopened),
            "joint_record": True if session.is_joint_record else None,
            "note": session.note,
            "sources": names(session.source_ids),
            "recorded": session.recorded,
        }
    )


def _participants(participants: tuple[Participant, ...]) -> dict[str, Plain]:
    by_party: dict[str, list[Plain]] = {}
    for person in participants:
        listed = by_party.setdefault(person.party_id or NO_PARTY, [])
        listed.append(person_entry(person.name, person.role))
    return dict(by_party)


def _move(move: Move) -> dict[str, Plain]:
    about: Plain = names(move.issue_ids) if move.issue_ids else package_entry(move.package)
    entry: dict[str, Plain] = {"party": plain(move.party_id), move.kind.value: about}
    return entry | without_empty(
        {
            "over": package_entry(move.over),
            "equal_to": package_entry(move.equal_to),
            "above_others": True if move.is_above_others else None,
            "makes_light": True if move.makes_light else None,
            "text": move.text,
            "reported_by": move.reported_by,
            "confidence": None if move.confidence == 1 else number(move.confidence),
            "recorded": move.recorded,
            "sources": names(move.source_ids),
        }
    )
