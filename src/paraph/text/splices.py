"""Splices: the smallest unit of change to a text, exact to the character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Postfix, Prefix

from paraph.text.comparison import compare_texts


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `source[start:end]` by some words."""

    start: int
    end: int
    words: str


def splice_text(source: str, splices: Sequence[Splice]) -> str:
    """Return a source with splices applied; they are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for splice in splices:
        pieces += (source[at : splice.start], splice.words)
        at = splice.end
    pieces.append(source[at:])
    return "".join(pieces)


def find_splices(old: str, new: str) -> tuple[Splice, ...]:
    """Word-level splices that turn one text into another exactly, blanks included."""
    comparison = compare_texts(old, new)
    splices: list[Splice] = []
    old_at = new_at = 0
    for edit in comparison.edits:
        if not edit.is_equal:
            continue
        for k in range(edit.old_last - edit.old_first):
            i, j = edit.old_first + k, edit.new_first + k
            before, after = comparison.old.starts[i], comparison.new.starts[j]
            splices += _splice_between(old, new, (old_at, before), (new_at, after))
            old_at, new_at = comparison.old.ends[i], comparison.new.ends[j]
    splices += _splice_between(old, new, (old_at, len(old)), (new_at, len(new)))
    return tuple(splices)


def _splice_between(
    old: str, new: str, old_range: tuple[int, int], new_range: tuple[int, int]
) -> list[Splice]:
    """The splice that turns one stretch into another, without the blanks they share at the ends."""
    before, after = old[slice(*old_range)], new[slice(*new_range)]
    if before == after:
        return []
    blanks = [words[: len(words) - len(words.lstrip())] for words in (before, after)]
    n_head = Prefix.similarity(*blanks)
    blanks = [words[len(words.rstrip()) :] for words in (before[n_head:], after[n_head:])]
    n_tail = Postfix.similarity(*blanks)
    start = old_range[0] + n_head
    return [Splice(start, old_range[1] - n_tail, after[n_head : len(after) - n_tail])]
