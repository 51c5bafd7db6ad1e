"""What isn't read in a note: who speaks or acts without being known, and what no rule reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from paraph.record.notes.clauses import HE_OR_SHE, Clause, split_clauses
from paraph.record.notes.moves import ProposedMove
from paraph.record.notes.passed_over import find_passed_over
from paraph.record.notes.sentences import speakers_in, split_sentences
from paraph.record.notes.subjects import THEY_UNCLEAR
from paraph.record.notes.vocabulary import Vocabulary

_PRONOUNS = (HE_OR_SHE, THEY_UNCLEAR)


class Why(StrEnum):
    """Why words of a note were put down to no party, or gave no move."""

    SPEAKER = "unknown speaker"
    SUBJECT = "unknown subject"
    UNCLEAR = "unclear who is meant"
    NOTHING = "no rule reads it"
    PART = "read only in part"


@dataclass(frozen=True, slots=True)
class Unread:
    """Words of a note that gave no move, with their line, and why.

    `words` are the name before a colon, the subject, or else the whole sentence. `issue_ids` are
    issues that a sentence names and of which nothing was read.
    """

    words: str
    line: int
    why: Why
    issue_ids: tuple[str, ...] = ()


def find_unread(
    note: str, vocabulary: Vocabulary, moves: Sequence[ProposedMove]
) -> tuple[Unread, ...]:
    """Find all that gave no move in a note, in the order of its lines.

    `moves` are those that the rules read in it.
    """
    finders = (
        (find_unknown_speakers, Why.SPEAKER),
        (find_unknown_subjects, Why.SUBJECT),
        (find_unclear, Why.UNCLEAR),
    )
    found = [
        Unread(words, line, why) for find, why in finders for words, line in find(note, vocabulary)
    ]
    told = {unread.words for unread in found}
    lines = {line for _, line in speakers_in(note, vocabulary)}
    for sentence, issue_ids in find_passed_over(note, vocabulary, moves, told):
        words = " ".join(sentence.text.split())
        is_part = any(move.start == sentence.start for move in moves)
        if words not in told and sentence.line not in lines:
            why = Why.PART if is_part else Why.NOTHING
            found.append(Unread(words, sentence.line, why, issue_ids))
    return tuple(sorted(found, key=lambda unread: unread.line))


def find_unknown_speakers(note: str, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Find names before a colon that the vocabulary doesn't know, with their first line.

    What they say of themselves is put down to nobody.
    """
    found: dict[str, int] = {}
    for name, line in speakers_in(note, vocabulary):
        found.setdefault(name, line)
    return tuple(found.items())


def find_unknown_subjects(note: str, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Find who does something about an issue without being known: "The company", with the line.

    No move is read from what they did.
    """
    found: dict[str, int] = {}
    for sentence in split_sentences(note, vocabulary):
        for clause in split_clauses(sentence, vocabulary):
            is_unknown = clause.unknown and clause.unknown not in _PRONOUNS
            if is_unknown and _is_of_issue(clause, vocabulary):
                found.setdefault(clause.unknown, sentence.line)
    return tuple(found.items())


def find_unclear(note: str, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Find sentences on an issue of which it can't be told whose they are, with their lines.

    As "We asked for 90" on a line below the words of the other side. No move is read from them.
    """
    found = []
    for sentence in split_sentences(note, vocabulary):
        clauses = () if sentence.stranger else split_clauses(sentence, vocabulary)
        is_unclear = sentence.is_unclear or any(c.unknown == THEY_UNCLEAR for c in clauses)
        if is_unclear and any(_is_of_issue(clause, vocabulary) for clause in clauses):
            found.append((" ".join(sentence.text.split()), sentence.line))
    return tuple(found)


def _is_of_issue(clause: Clause, vocabulary: Vocabulary) -> bool:
    return bool(clause.issues or vocabulary.find_measures(clause.words))
