"""What `paraph note` says of words in a note that it put down to no party, or didn't read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from paraph.case import Case
from paraph.record.notes import Unread, Why


def say_unread(unread: Sequence[Unread], held: Case) -> None:
    """Say who speaks or acts in a note without being known, what is unclear, and how to mend it."""
    for why, explain in _EXPLANATIONS.items():
        of_this = [found for found in unread if found.why is why]
        if of_this:
            Console(stderr=True, markup=False, emoji=False).print(
                Text(explain(of_this, held), style="yellow")
            )


def _explain_speakers(speakers: Sequence[Unread], held: Case) -> str:
    participant = f"{speakers[0].words} ({held.counterparts[0].id})"
    return (
        f"Not known here: {_listed(speakers)}. What they said is put down to no party. Say who "
        f"they are in the first lines of the note, such as: Participants: {participant}"
    )


def _explain_subjects(subjects: Sequence[Unread], held: Case) -> str:
    parties = " or ".join(party.id for party in held.parties)
    return (
        f"Not known here: {_listed(subjects)}. No move was read from what they did. If a party is "
        f"meant, say which in a front matter of the note: words: {{PARTY: [{subjects[0].words}]}}, "
        f"where PARTY is {parties}"
    )


def _explain_unclear(sentences: Sequence[Unread], _held: Case) -> str:
    return (
        f"Unclear who is meant: {_listed(sentences)}. No move was read from it. Name the party in "
        "the sentence, or put a blank line before it where it is no longer what somebody said."
    )


def _explain_nothing(sentences: Sequence[Unread], _held: Case) -> str:
    return (
        "Nothing was read from these sentences. If one of them is a move, add it at the end."
        + _itemised(f"“{found.words}” (line {found.line})" for found in sentences)
    )


def _explain_part(sentences: Sequence[Unread], held: Case) -> str:
    return "These were read, but not what they say of:" + _itemised(
        f"{' and '.join(held.agenda.issue(issue_id).label for issue_id in found.issue_ids)}: "
        f"“{found.words}” (line {found.line})"
        for found in sentences
    )


def _itemised(lines: Iterable[str]) -> str:
    return "".join(f"\n  {line}" for line in lines)


def _listed(unread: Sequence[Unread]) -> str:
    return ", ".join(f"{found.words} (line {found.line})" for found in unread)


_EXPLANATIONS = {
    Why.SPEAKER: _explain_speakers,
    Why.SUBJECT: _explain_subjects,
    Why.UNCLEAR: _explain_unclear,
    Why.NOTHING: _explain_nothing,
    Why.PART: _explain_part,
}
