"""Compare two versions of a draft, word by word, with passages that moved."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from paraph.text.alignment import Edit, Passage, TokenText, align_passages, cut_text, find_edits
from paraph.text.marks import find_lines
from paraph.text.provisions import describe_place, find_provisions, provision_at


class ChangeKind(enum.StrEnum):
    """What became of some words from one version to the next."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the words before and after, and where each stands.

    Offsets are into the old and the new source; lines count from 1. A passage that moved and was
    edited on the way is MOVED, with different words on the two sides.
    """

    kind: ChangeKind
    where: str
    old_words: str
    new_words: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    old_line: int
    new_line: int


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side. `edits` tile both texts; `changes` are what a person reads."""

    old: TokenText
    new: TokenText
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]

    @property
    def n_kept(self) -> int:
        """Tokens (words and marks) that stand in both, in place."""
        return sum(edit.old_last - edit.old_first for edit in self.edits if edit.is_equal)

    @property
    def share_kept(self) -> float:
        """Twice the tokens kept over the tokens of both versions, in 0..1."""
        n_both = len(self.old.words) + len(self.new.words)
        return 2 * self.n_kept / n_both if n_both else 1.0


def compare_texts(old: str, new: str) -> Comparison:
    """Compare two versions: passages are aligned first, then the words within them."""
    old_text, new_text = cut_text(old), cut_text(new)
    alignment = align_passages(old_text, new_text)
    edits = find_edits(old_text, new_text, alignment.in_order)
    reader = _ChangeReader(old_text, new_text)
    moved_old = {old_text.passages[i].first: old_text.passages[i] for i, _ in alignment.moved}
    moved_new = {new_text.passages[j].first: new_text.passages[j] for _, j in alignment.moved}
    changes = [
        reader.read_move(old_text.passages[i], new_text.passages[j]) for i, j in alignment.moved
    ]
    for edit in edits:
        if not edit.is_equal:
            for part in _without_moved(edit, moved_old, moved_new):
                changes.append(reader.read_edit(part))
    changes.sort(key=lambda change: (change.new_start, change.old_start))
    return Comparison(old_text, new_text, edits, tuple(changes))


def _without_moved(
    edit: Edit, moved_old: dict[int, Passage], moved_new: dict[int, Passage]
) -> list[Edit]:
    """Cut the passages that moved out of an edit: they are told as moves."""
    old_parts = _subtract(edit.old_first, edit.old_last, moved_old)
    new_parts = _subtract(edit.new_first, edit.new_last, moved_new)
    if len(old_parts) == 1 == len(new_parts):
        return [Edit(*old_parts[0], *new_parts[0], is_equal=False)]
    gone = [Edit(*part, edit.new_first, edit.new_first, is_equal=False) for part in old_parts]
    come = [Edit(edit.old_last, edit.old_last, *part, is_equal=False) for part in new_parts]
    return gone + come


def _subtract(first: int, last: int, moved: dict[int, Passage]) -> list[tuple[int, int]]:
    inside = sorted(start for start in moved if first <= start < last) if moved else []
    parts = []
    for start in inside:
        if start > first:
            parts.append((first, start))
        first = moved[start].last
    if last > first:
        parts.append((first, last))
    return parts


class _ChangeReader:
    """Turns edits of tokens into changes with offsets, lines and places."""

    def __init__(self, old: TokenText, new: TokenText) -> None:
        self._old, self._new = old, new
        self._old_lines, self._new_lines = find_lines(old.source), find_lines(new.source)
        self._old_places = find_provisions(old.source)
        self._new_places = find_provisions(new.source)

    def read_move(self, before: Passage, after: Passage) -> Change:
        edit = Edit(before.first, before.last, after.first, after.last, is_equal=True)
        return self._read(edit, ChangeKind.MOVED)

    def read_edit(self, edit: Edit) -> Change:
        if edit.old_first == edit.old_last:
            return self._read(edit, ChangeKind.INSERTED)
        if edit.new_first == edit.new_last:
            return self._read(edit, ChangeKind.DELETED)
        return self._read(edit, ChangeKind.REPLACED)

    def _read(self, edit: Edit, kind: ChangeKind) -> Change:
        old_start, old_end = _offsets(self._old, edit.old_first, edit.old_last)
        new_start, new_end = _offsets(self._new, edit.new_first, edit.new_last)
        if kind is ChangeKind.DELETED:
            provisions, at = self._old_places, old_start
        else:
            provisions, at = self._new_places, new_start
        return Change(
            kind,
            describe_place(provisions, provision_at(provisions, at)),
            self._old.source[old_start:old_end],
            self._new.source[new_start:new_end],
            old_start,
            old_end,
            new_start,
            new_end,
            self._old_lines.locate(old_start)[0],
            self._new_lines.locate(new_start)[0],
        )


def _offsets(text: TokenText, first: int, last: int) -> tuple[int, int]:
    """Offsets of some tokens; of an empty stretch, twice the offset where it would stand."""
    if last > first:
        return text.starts[first], text.ends[last - 1]
    at = text.starts[first] if first < len(text.starts) else len(text.source)
    return at, at
