"""Who speaks or acts in a note without being known: named to its reader, and put down to nobody."""

from __future__ import annotations

from paraph.record.notes.clauses import split_clauses
from paraph.record.notes.sentences import speakers_in, split_sentences
from paraph.record.notes.vocabulary import Vocabulary

# What stands before a colon in minutes without being a name.
_ANNOUNCING = frozenset((
    "agreed", "decided", "open", "rejected", "accepted", "result", "results", "next", "action",
    "actions", "todo", "note", "notes", "summary", "conclusion", "aob", "pending", "offer",
    "offers", "proposal", "proposals", "remark", "remarks", "comment", "background", "context",
    "outcome", "status", "topic", "agenda", "annex", "deadline", "purpose", "follow-up", "re",
    "subject",
))  # fmt: skip


def find_unknown_speakers(note: str, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Find names before a colon that the vocabulary doesn't know, with their first line.

    What they say is read as prose, so that nothing is put down to them.
    """
    found: dict[str, int] = {}
    for name, line in speakers_in(note, vocabulary):
        if name.split()[0].lower() not in _ANNOUNCING:
            found.setdefault(name, line)
    return tuple(found.items())


def find_unknown_subjects(note: str, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Find who does something about an issue without being known: "The company", with the line.

    No move is read from what they did.
    """
    found: dict[str, int] = {}
    for sentence in split_sentences(note, vocabulary):
        for clause in split_clauses(sentence, vocabulary):
            has_issue = clause.issues or vocabulary.find_measures(clause.words)
            if clause.unknown and has_issue:
                found.setdefault(clause.unknown, sentence.line)
    return tuple(found.items())
