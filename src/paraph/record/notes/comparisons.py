"""Comparisons of packages: "would rather have ten years at 120 than seven years at 130".

Or that they are about as good, as `equals` reads it: "seven and ten years are the same to them".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from paraph.negotiation import Package, package_of
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import HEDGE
from paraph.record.notes.equals import Equal, FindNamed, find_equal
from paraph.record.notes.findings import Finding
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_COMPARED = re.compile(
    r"(?<!\w)(?:(?:rather|better|sooner)(?!\w)(?P<than>.{1,200}?)(?<!\w)than(?!\w)"
    r"|(?:prefer|prefers|preferred)(?!\w)(?P<to>.{1,200}?)(?<!\w)(?:to|over|rather than)(?!\w))"
)


def find_compared(
    sentence: Sentence,
    clauses: tuple[Clause, ...],
    vocabulary: Vocabulary,
    find_named: FindNamed,
    *,
    is_question: bool,
) -> Iterator[Finding]:
    """Find what a sentence calls better than what, or about as good, which no question does.

    `find_named` finds the options that a clause, or a part of one, names.
    """
    for place, clause in enumerate(clauses):
        if compared := find_comparison(clause, vocabulary, find_named):
            better, worse = compared
            if clause.party_id:
                yield Finding(
                    MoveKind.ANSWER,
                    clause.party_id,
                    "compare",
                    better,
                    over=worse,
                    reported_by=clause.reported_by,
                    is_hedged=clause.is_doubtful,
                )
        elif not is_question:
            yield from _find_equals(sentence, clauses[: place + 1], vocabulary, find_named)


def _find_equals(
    sentence: Sentence,
    clauses: tuple[Clause, ...],
    vocabulary: Vocabulary,
    find_named: FindNamed,
) -> Iterator[Finding]:
    """Read the last of some clauses, with the one before it where it only goes on with "and"."""
    clause = clauses[-1]
    equal = find_equal(clause, vocabulary, find_named)
    if equal is None and len(clauses) > 1 and clause.words[0].lower == "and":
        words = (*clauses[-2].words, *clause.words)
        clause = replace(clauses[-2], words=words, issues=vocabulary.find_issues(words))
        equal = find_equal(clause, vocabulary, find_named)
    if equal is None:
        return
    party_id, reported_by = _to_whom(equal, clause, sentence, vocabulary)
    if party_id:
        yield Finding(
            MoveKind.ANSWER,
            party_id,
            "either" if equal.is_either else "equal",
            equal.first,
            equal_to=equal.second,
            reported_by=reported_by,
            is_hedged=(clause.is_doubtful and not equal.for_whom)
            or (not equal.is_either and HEDGE.search(clause.text) is not None),
            is_inexact=equal.is_inexact,
        )


def _to_whom(
    equal: Equal, clause: Clause, sentence: Sentence, vocabulary: Vocabulary
) -> tuple[str, str]:
    """Return the party to which two packages are about as good, and who reports it.

    "To us" and "to them" decide it where no party is named; of "to you" nothing is taken.
    """
    speaker = sentence.party_id or vocabulary.we_id
    if equal.for_whom == "you":
        return "", ""
    if equal.for_whom in ("us", "me"):
        return speaker, ""
    is_theirs = equal.for_whom in ("them", "him", "her") and clause.party_id in ("", speaker)
    if is_theirs and not vocabulary.find_parties(clause.words):
        reported_by = clause.reported_by or (sentence.speaker if sentence.party_id else "")
        return vocabulary.other_than(speaker), reported_by
    return clause.party_id, clause.reported_by


def find_comparison(
    clause: Clause, vocabulary: Vocabulary, find_named: FindNamed
) -> tuple[Package, Package] | None:
    """Return the package that a clause calls better, and the worse one; None if it compares none.

    `find_named` finds the options that a clause names; each half needs one.
    """
    match = _COMPARED.search(clause.text)
    if match is None:
        return None
    start = clause.words[0].start
    middle = start + match.start("than" if match["than"] else "to")
    end = start + match.end("than" if match["than"] else "to")
    halves = []
    for first, last in ((middle, end), (start + match.end(), clause.words[-1].end)):
        words = tuple(word for word in clause.words if first <= word.start < last)
        part = replace(clause, words=words, issues=vocabulary.find_issues(words)) if words else None
        named = find_named(part) if part else ()
        halves.append(package_of({option.issue_id: option.option_id for option in named}))
    better, worse = halves
    return (better, worse) if better and worse and better != worse else None
