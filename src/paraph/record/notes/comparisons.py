"""Comparisons of packages: "would rather have ten years at 120 than seven years at 130"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from paraph.negotiation import Package, package_of
from paraph.record.notes.clauses import Clause
from paraph.record.notes.options import NamedOption
from paraph.record.notes.vocabulary import Vocabulary

_COMPARED = re.compile(
    r"(?<!\w)(?:(?:rather|better|sooner)(?!\w)(?P<than>.{1,200}?)(?<!\w)than(?!\w)"
    r"|(?:prefer|prefers|preferred)(?!\w)(?P<to>.{1,200}?)(?<!\w)(?:to|over|rather than)(?!\w))"
)


def find_comparison(
    clause: Clause,
    vocabulary: Vocabulary,
    find_named: Callable[[Clause], tuple[NamedOption, ...]],
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
