"""Merge two edited copies paragraph by paragraph, numbers and headings left to the layout.

For files whose paragraphs are numbered by the program that shows them: a number is no word that
anybody proposes, and no bracket runs from one paragraph into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from paraph.text.alignment import pair_paragraphs
from paraph.text.marks import find_lines
from paraph.text.merging import (
    Merge,
    MergedStretch,
    MergeSettings,
    ParagraphSource,
    merge_texts,
)
from paraph.text.provisions import describe_place, find_provisions, provision_at

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph's own words, and what the layout shows before them: "## ", "3. "."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class MergedParagraph:
    """A paragraph of the merge, made of stretches.

    `sources`: the index of the paragraph in the base and in each copy, None where it has none.
    """

    sources: tuple[int | None, int | None, int | None]
    mark: str
    stretches: tuple[MergedStretch, ...]

    @property
    def merged(self) -> str:
        """The merged words; blank where the paragraph is gone."""
        return "".join(stretch.merged for stretch in self.stretches)


def merge_paragraphs(
    texts: tuple[Sequence[MarkedParagraph], Sequence[MarkedParagraph], Sequence[MarkedParagraph]],
    settings: MergeSettings,
) -> tuple[Merge, tuple[MergedParagraph, ...]]:
    """Merge base, ours and theirs; the merge as a text, and paragraph by paragraph.

    Paragraphs that both sides put in at the same place are merged with each other in order.
    Raises EngineError as `merge_texts` does.
    """
    paragraphs = tuple(_merge_three(texts, three, settings) for three in _match(texts))
    merge = Merge(
        _join([(one.mark, one.merged) for one in paragraphs]),
        tuple(stretch for one in paragraphs for stretch in one.stretches),
        _tabulate(texts, paragraphs),
        settings,
    )
    return merge, paragraphs


_Three = tuple[int | None, int | None, int | None]


def _match(texts: Sequence[Sequence[MarkedParagraph]]) -> list[_Three]:
    """Which paragraphs of base, ours and theirs answer each other, in order of the merge."""
    words = [[one.words for one in text] for text in texts]
    (to_ours, new_ours), (to_theirs, new_theirs) = (
        _follow(words[0], copy_words) for copy_words in words[1:]
    )
    matched: list[_Three] = []
    for i in range(len(words[0]) + 1):
        matched += [
            (None, j, k) for j, k in zip_longest(new_ours.get(i, ()), new_theirs.get(i, ()))
        ]
        if i < len(words[0]):
            matched.append((i, to_ours.get(i), to_theirs.get(i)))
    return matched


def _follow(base: list[str], edited: list[str]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Where each base paragraph stands in a copy, and what the copy puts in before each."""
    kept: dict[int, int] = {}
    new: dict[int, list[int]] = {}
    at = 0
    for i, j in [*pair_paragraphs(base, edited), (len(base), len(edited))]:
        new[i] = list(range(at, j))
        at = j + 1
        if i < len(base):
            kept[i] = j
    return kept, new


def _merge_three(
    texts: Sequence[Sequence[MarkedParagraph]], three: _Three, settings: MergeSettings
) -> MergedParagraph:
    found = [text[at] if at is not None else None for text, at in zip(texts, three, strict=True)]
    base, ours, theirs = (one.words if one is not None else "" for one in found)
    mark = next(one.mark for one in found if one is not None)
    return MergedParagraph(three, mark, merge_texts(base, ours, theirs, settings).stretches)


def _join(paragraphs: Sequence[tuple[str, str]]) -> str:
    """The text of marked paragraphs; those without words are left out."""
    return _BETWEEN.join(mark + words for mark, words in paragraphs if words.strip()) + "\n"


class _Places:
    """Where the paragraphs of a text stand, as a reader would cite them, and on which line."""

    def __init__(self, paragraphs: Sequence[tuple[str, str]]) -> None:
        source = _join(paragraphs)
        self._provisions = find_provisions(source)
        self._lines = find_lines(source)
        self._starts: list[int | None] = []
        at = 0
        for mark, words in paragraphs:
            self._starts.append(at if words.strip() else None)
            at += len(mark + words + _BETWEEN) if words.strip() else 0

    def where(self, index: int | None) -> str:
        """The place of a paragraph, "" for none and for one without words."""
        start = self._starts[index] if index is not None else None
        if start is None:
            return ""
        return describe_place(self._provisions, provision_at(self._provisions, start))

    def line(self, index: int) -> int:
        """The line of a paragraph; of one that is gone, the line of what stands before it."""
        start = next((one for one in self._starts[index::-1] if one is not None), 0)
        return self._lines.locate(start)[0]


def _tabulate(
    texts: Sequence[Sequence[MarkedParagraph]], paragraphs: Sequence[MergedParagraph]
) -> tuple[ParagraphSource, ...]:
    merged = _Places([(one.mark, one.merged) for one in paragraphs])
    places = [_Places([(one.mark, one.words) for one in text]) for text in texts]
    rows = []
    for number, one in enumerate(paragraphs):
        base, ours, theirs = (
            place.where(at) for place, at in zip(places, one.sources, strict=True)
        )
        reasons = tuple(dict.fromkeys(stretch.source for stretch in one.stretches))
        rows.append(
            ParagraphSource(merged.where(number), merged.line(number), base, ours, theirs, reasons)
        )
    return tuple(rows)
