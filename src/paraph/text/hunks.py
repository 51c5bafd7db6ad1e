"""Cut a base text and two edited copies into stretches: kept by all, or changed by somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from paraph.text.alignment import Edit, TokenText, align_passages, find_edits


@dataclass(frozen=True, slots=True)
class Hunk:
    """Token ranges of one stretch in base, ours and theirs: (first, last) each."""

    base: tuple[int, int]
    ours: tuple[int, int]
    theirs: tuple[int, int]
    is_stable: bool

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The three ranges, base first."""
        return (self.base, self.ours, self.theirs)


Texts = tuple[TokenText, TokenText, TokenText]


def cut_into_hunks(texts: Texts) -> list[Hunk]:
    """Cut base, ours and theirs into hunks that tile all three.

    Contested hunks are widened until the brackets in each reading match, where that can be had.
    """
    return _balance(texts, _join_hunks(_find_hunks(texts)))


def _find_hunks(texts: Texts) -> Iterator[Hunk]:
    """Walk the base: stretches that both copies kept are stable, what lies between is not."""
    base, ours, theirs = texts
    to_ours = _kept_tokens(find_edits(base, ours, align_passages(base, ours).in_order))
    to_theirs = _kept_tokens(find_edits(base, theirs, align_passages(base, theirs).in_order))
    at = (0, 0, 0)
    for token in sorted(to_ours.keys() & to_theirs.keys()):
        place = (token, to_ours[token], to_theirs[token])
        if place != at:
            yield _hunk(at, place, is_stable=False)
        at = (place[0] + 1, place[1] + 1, place[2] + 1)
        yield _hunk(place, at, is_stable=True)
    end = (len(base.words), len(ours.words), len(theirs.words))
    if at != end:
        yield _hunk(at, end, is_stable=False)


def _hunk(first: tuple[int, int, int], last: tuple[int, int, int], *, is_stable: bool) -> Hunk:
    base, ours, theirs = zip(first, last, strict=True)
    return Hunk(base, ours, theirs, is_stable)


def _kept_tokens(edits: tuple[Edit, ...]) -> dict[int, int]:
    """Map each base token that a copy kept to its place in the copy."""
    return {
        edit.old_first + k: edit.new_first + k
        for edit in edits
        if edit.is_equal
        for k in range(edit.old_last - edit.old_first)
    }


def _join_hunks(hunks: Iterator[Hunk]) -> list[Hunk]:
    """Join neighbours of a kind."""
    joined: list[Hunk] = []
    for hunk in hunks:
        if joined and joined[-1].is_stable == hunk.is_stable:
            joined[-1] = _span(joined[-1], hunk, is_stable=hunk.is_stable)
        else:
            joined.append(hunk)
    return joined


def _span(first: Hunk, last: Hunk, *, is_stable: bool) -> Hunk:
    return Hunk(
        (first.base[0], last.base[1]),
        (first.ours[0], last.ours[1]),
        (first.theirs[0], last.theirs[1]),
        is_stable,
    )


_FURTHEST = 400


def _balance(texts: Texts, hunks: list[Hunk]) -> list[Hunk]:
    """Widen contested stretches until the brackets in each of their readings match.

    A bracket put round half of another bracket could not be read. A stretch is widened over its
    neighbours, mark by mark, by up to 400 words; where that does not do, the brackets were
    unmatched in a copy, and the stretch stays as it was.
    """
    pieces = [piece for hunk in hunks for piece in _cut_at_marks(texts[0], hunk)]
    result: list[Hunk] = []
    k = 0
    while k < len(pieces):
        hunk = pieces[k]
        k += 1
        if not hunk.is_stable and _is_contested(texts, hunk):
            n_left, n_right = _widen(texts, result, hunk, pieces[k : k + _FURTHEST])
            if n_left:
                hunk = _span(result[-n_left], hunk, is_stable=False)
                del result[-n_left:]
            if n_right:
                hunk = _span(hunk, pieces[k + n_right - 1], is_stable=False)
                k += n_right
        result.append(hunk)
    return _join_hunks(iter(result))


def _cut_at_marks(base: TokenText, hunk: Hunk) -> Iterator[Hunk]:
    """Cut a stable stretch so that every bracket mark stands by itself."""
    if not hunk.is_stable:
        yield hunk
        return
    first, last = hunk.base
    cuts = {first, last}
    for token in range(first, last):
        if base.words[token] in "[]":
            cuts |= {token, token + 1}
    ordered = sorted(cuts)
    shifts = hunk.ours[0] - first, hunk.theirs[0] - first
    for start, end in pairwise(ordered):
        ours, theirs = ((start + shift, end + shift) for shift in shifts)
        yield Hunk((start, end), ours, theirs, is_stable=True)


def _widen(texts: Texts, before: list[Hunk], hunk: Hunk, after: list[Hunk]) -> tuple[int, int]:
    """How many pieces before and after a contested stretch it takes to match its brackets."""
    n_left = n_right = 0
    n_words = max(last - first for first, last in hunk.ranges())
    wide = hunk
    while n_words <= _FURTHEST:
        n_unopened, n_unclosed = _missing_marks(texts, wide)
        if not (n_unopened or n_unclosed):
            return n_left, n_right
        if n_unopened and n_left < len(before):
            n_left += 1
            piece = before[-n_left]
            wide = _span(piece, wide, is_stable=False)
        elif n_unclosed and n_right < len(after):
            piece = after[n_right]
            n_right += 1
            wide = _span(wide, piece, is_stable=False)
        else:
            break
        n_words += max(last - first for first, last in piece.ranges())
    return 0, 0


def _is_contested(texts: Texts, hunk: Hunk) -> bool:
    base, ours, theirs = (
        text.words[first:last] for text, (first, last) in zip(texts, hunk.ranges(), strict=True)
    )
    return ours != theirs and base not in (ours, theirs)


def _missing_marks(texts: Texts, hunk: Hunk) -> tuple[int, int]:
    """The most closing marks without opening, and opening without closing, in any reading."""
    most_before = most_after = 0
    for text, (first, last) in zip(texts, hunk.ranges(), strict=True):
        depth = lowest = 0
        for word in text.words[first:last]:
            depth += (word == "[") - (word == "]")
            lowest = min(lowest, depth)
        most_before = max(most_before, -lowest)
        most_after = max(most_after, depth - lowest)
    return most_before, most_after
