"""Align the passages of two versions of a text: first passages, then words within them.

Comparing two long drafts word by word at once takes minutes and pairs words that have nothing to
do with each other. Passages are paired by the word triples they share, the heaviest chain of pairs
in order is kept, and what is paired out of order has moved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from paraph.text.provisions import find_provisions

# A token is a word, a mark, or a line's break with what is left of it to the next token.
# A word, a mark of punctuation, or the mark of a note whole.
TOKEN = re.compile(r"\[\^-?\w+\]|[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]|_+")
_LONGEST_PASSAGE = 400
_LEAST_SIMILAR = 0.4
_CONTAINED = 0.75
_MOVED_SIMILAR = 0.75
_MOVED_WORDS = 8
_MOST_POSTINGS = 24
_BEST_CANDIDATES = 5
_LARGEST_GAP = 2500
_READABLE = 2 * _LONGEST_PASSAGE**2


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text to be aligned: `tokens[first:last]`."""

    first: int
    last: int


@dataclass(frozen=True)
class TokenText:
    """A text cut into tokens and passages.

    `starts[token]`, `ends[token]`: offsets; `words[token]`: what is compared.
    """

    source: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    passages: tuple[Passage, ...]

    def slice(self, first: int, last: int) -> str:
        """The source from one token up to another, blanks between the words included."""
        return self.source[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def passage_words(self, passage: int) -> tuple[str, ...]:
        """The tokens of a passage."""
        one = self.passages[passage]
        return self.words[one.first : one.last]


def cut_text(source: str) -> TokenText:
    """Cut a text into tokens and, along its provisions, into passages of at most 400 tokens."""
    found = list(TOKEN.finditer(source))
    starts = tuple(match.start() for match in found)
    passages: list[Passage] = []
    first = 0
    for provision in find_provisions(source):
        last = bisect_right(starts, provision.end - 1, lo=first)
        while last - first > _LONGEST_PASSAGE:
            passages.append(Passage(first, first + _LONGEST_PASSAGE))
            first += _LONGEST_PASSAGE
        if last > first:
            passages.append(Passage(first, last))
        first = last
    return TokenText(
        source,
        tuple(match.group() for match in found),
        starts,
        tuple(match.end() for match in found),
        tuple(passages),
    )


def cut_paragraphs(paragraphs: Sequence[str]) -> TokenText:
    """Cut paragraphs into tokens; each is one passage, in its order, empty ones included."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    passages: list[Passage] = []
    at = 0
    for paragraph in paragraphs:
        first = len(words)
        for found in TOKEN.finditer(paragraph):
            words.append(found.group())
            starts.append(at + found.start())
            ends.append(at + found.end())
        passages.append(Passage(first, len(words)))
        at += len(paragraph) + 1
    source = "\n".join(paragraphs)
    return TokenText(source, tuple(words), tuple(starts), tuple(ends), tuple(passages))


def pair_paragraphs(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Pair the paragraphs of two versions that answer each other, rising in both."""
    return align_passages(cut_paragraphs(old), cut_paragraphs(new)).in_order


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of passages (old, new): `in_order` rise in both; `moved` stand elsewhere."""

    in_order: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]


def align_passages(old: TokenText, new: TokenText) -> Alignment:
    """Pair the passages of two versions."""
    candidates = [*_find_ends(old, new), *_find_candidates(old, new)]
    chain = _heaviest_chain(candidates)
    chain = _fill_gaps(old, new, chain)
    paired_old = {one for one, _ in chain}
    paired_new = {one for _, one in chain}
    moved: list[tuple[int, int]] = []
    for similarity, i, j in sorted(((s, i, j) for i, j, s in candidates), reverse=True):
        n_words = min(len(old.passage_words(i)), len(new.passage_words(j)))
        is_free = i not in paired_old and j not in paired_new
        if is_free and similarity >= _MOVED_SIMILAR and n_words >= _MOVED_WORDS:
            moved.append((i, j))
            paired_old.add(i)
            paired_new.add(j)
    return Alignment(tuple(chain), tuple(sorted(moved)))


def _find_ends(old: TokenText, new: TokenText) -> list[tuple[int, int, float]]:
    """Passages that are the same from the start, and from the end: what most versions share."""
    n_old, n_new = len(old.passages), len(new.passages)
    n_head = n_tail = 0
    while n_head < min(n_old, n_new):
        if old.passage_words(n_head) != new.passage_words(n_head):
            break
        n_head += 1
    while n_tail < min(n_old, n_new) - n_head:
        if old.passage_words(n_old - 1 - n_tail) != new.passage_words(n_new - 1 - n_tail):
            break
        n_tail += 1
    head = [(k, k, 1.0) for k in range(n_head)]
    return [*head, *((n_old - k, n_new - k, 1.0) for k in range(n_tail, 0, -1))]


def _triples(words: Sequence[str]) -> set[tuple[str, ...]]:
    lowered = [word.lower() for word in words]
    if len(lowered) < 3:
        return {tuple(lowered)}
    return set(zip(lowered, lowered[1:], lowered[2:], strict=False))


def _find_candidates(old: TokenText, new: TokenText) -> list[tuple[int, int, float]]:
    """Return (old passage, new passage, similarity 0..1) for pairs that share word triples."""
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(new.passages)):
        for triple in _triples(new.passage_words(j)):
            postings[triple].append(j)
    candidates = []
    for i in range(len(old.passages)):
        words = old.passage_words(i)
        shared: Counter[int] = Counter()
        for triple in _triples(words):
            found = postings.get(triple, ())
            if len(found) <= _MOST_POSTINGS:
                shared.update(found)
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_BEST_CANDIDATES]:
            similarity = _similarity(words, new.passage_words(j))
            if similarity >= _LEAST_SIMILAR:
                candidates.append((i, j, similarity))
    return candidates


def _similarity(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """Share of words in common, in order, 0..1.

    A short passage that stands nearly whole in a longer one counts as just similar enough: it
    grew, as a sentence does when both sides put their alternatives in.
    """
    similarity = float(Indel.normalized_similarity(old, new))
    shorter = min(len(old), len(new))
    if similarity < _LEAST_SIMILAR and shorter >= 3:
        n_common = similarity * (len(old) + len(new)) / 2
        return _LEAST_SIMILAR if n_common >= _CONTAINED * shorter else similarity
    return similarity


def _heaviest_chain(candidates: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the pairs, rising in both, whose similarities sum to the most (Fenwick tree)."""
    n_new = max((j for _, j, _ in candidates), default=-1) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (n_new + 1)
    came_from: list[int] = []
    top = (0.0, -1)
    # Within one old passage the later new ones come first, so that a chain holds one of them.
    ordered = sorted(range(len(candidates)), key=lambda k: (candidates[k][0], -candidates[k][1]))
    rank_of = {k: rank for rank, k in enumerate(ordered)}
    for k in ordered:
        _, j, similarity = candidates[k]
        before = (0.0, -1)
        at = j
        while at > 0:
            before = max(before, best[at])
            at -= at & -at
        came_from.append(before[1])
        reached = (before[0] + similarity, rank_of[k])
        top = max(top, reached)
        at = j + 1
        while at <= n_new:
            best[at] = max(best[at], reached)
            at += at & -at
    chain = []
    rank = top[1]
    while rank >= 0:
        i, j, _ = candidates[ordered[rank]]
        chain.append((i, j))
        rank = came_from[rank]
    return chain[::-1]


def _fill_gaps(
    old: TokenText, new: TokenText, chain: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair what is left between neighbours of the chain, where the gap is small enough."""
    filled: list[tuple[int, int]] = []
    i, j = 0, 0
    for stop_i, stop_j in [*chain, (len(old.passages), len(new.passages))]:
        if 0 < (stop_i - i) * (stop_j - j) <= _LARGEST_GAP:
            filled += _pair_gap(old, new, (i, stop_i), (j, stop_j))
        if stop_i < len(old.passages):
            filled.append((stop_i, stop_j))
        i, j = stop_i + 1, stop_j + 1
    return filled


def _pair_gap(
    old: TokenText, new: TokenText, rows: tuple[int, int], columns: tuple[int, int]
) -> list[tuple[int, int]]:
    """Pair the passages of a gap by dynamic programming over similarities."""
    candidates = []
    for i in range(*rows):
        for j in range(*columns):
            similarity = _similarity(old.passage_words(i), new.passage_words(j))
            if similarity >= _LEAST_SIMILAR:
                candidates.append((i, j, similarity))
    return _heaviest_chain(candidates)


@dataclass(frozen=True, slots=True)
class Edit:
    """Old tokens [old_first, old_last) stand as new tokens [new_first, new_last)."""

    old_first: int
    old_last: int
    new_first: int
    new_last: int
    is_equal: bool


def find_edits(
    old: TokenText, new: TokenText, pairs: Sequence[tuple[int, int]]
) -> tuple[Edit, ...]:
    """Return the edits that turn one text into the other; they tile both from end to end.

    `pairs`: passages paired, rising in both. Passages in no pair are deleted or inserted whole.
    """
    edits: list[Edit] = []
    old_at = new_at = 0
    for i, j in pairs:
        before, after = old.passages[i], new.passages[j]
        _append(edits, Edit(old_at, before.first, new_at, after.first, is_equal=False))
        for edit in _edit_passage(old, new, before, after):
            _append(edits, edit)
        old_at, new_at = before.last, after.last
    _append(edits, Edit(old_at, len(old.words), new_at, len(new.words), is_equal=False))
    return tuple(edits)


def _edit_passage(old: TokenText, new: TokenText, before: Passage, after: Passage) -> list[Edit]:
    old_words = old.words[before.first : before.last]
    new_words = new.words[after.first : after.last]
    if old_words == new_words:
        return [Edit(before.first, before.last, after.first, after.last, is_equal=True)]
    found = [
        Edit(before.first + i, before.first + i_end, after.first + j, after.first + j_end, is_equal)
        for i, i_end, j, j_end, is_equal in _opcodes(old_words, new_words)
    ]
    return _absorb_islands(found, old.words)


def _opcodes(
    old: tuple[str, ...], new: tuple[str, ...]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """Word edits of a passage: old and new ranges, and whether they are equal.

    Longest runs first, as a reader would see it; where that would take long, the fewest words.
    """
    if len(old) * len(new) <= _READABLE:
        for tag, i, i_end, j, j_end in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes():
            yield i, i_end, j, j_end, tag == "equal"
        return
    for code in Indel.opcodes(old, new):
        yield code.src_start, code.src_end, code.dest_start, code.dest_end, code.tag == "equal"


def _absorb_islands(edits: list[Edit], words: tuple[str, ...]) -> list[Edit]:
    """Make small equal stretches between larger changes part of the change: easier to read.

    "the" in the middle of a rewritten clause is a coincidence, not something kept.
    """
    kept: list[Edit] = []
    for k, edit in enumerate(edits):
        n_equal = edit.old_last - edit.old_first
        is_between = 0 < k < len(edits) - 1
        n_letters = sum(len(word) for word in words[edit.old_first : edit.old_last])
        is_island = edit.is_equal and is_between and n_equal <= 2 and n_letters <= 4
        if is_island and min(_size(edits[k - 1]), _size(edits[k + 1])) >= 3:
            edit = Edit(
                edit.old_first, edit.old_last, edit.new_first, edit.new_last, is_equal=False
            )
        _append(kept, edit)
    return kept


def _size(edit: Edit) -> int:
    return edit.old_last - edit.old_first + edit.new_last - edit.new_first


def _append(edits: list[Edit], edit: Edit) -> None:
    """Add an edit, joined to the one before where both are of a kind; empty ones are left out."""
    if _size(edit) == 0:
        return
    last = edits[-1] if edits else None
    if last is not None and last.is_equal == edit.is_equal:
        edits[-1] = Edit(
            last.old_first, edit.old_last, last.new_first, edit.new_last, edit.is_equal
        )
    else:
        edits.append(edit)
