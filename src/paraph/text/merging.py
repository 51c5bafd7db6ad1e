"""Merge two delegations' edited copies of one base text, without a word added or lost.

What one side changed and the other left alone is taken over (or, if asked, bracketed with the
side's name); what both changed differently becomes bracketed alternatives with attribution. Every
stretch of the merged text names its sources.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from paraph.errors import EngineError
from paraph.text.alignment import TokenText, cut_text
from paraph.text.hunks import Hunk, Texts, cut_into_hunks
from paraph.text.marks import find_lines
from paraph.text.provisions import Provision, describe_place, find_provisions, provision_at


class Source(enum.StrEnum):
    """Where the words of a merged stretch come from."""

    ALL = "unchanged"
    OURS = "changed by the first side"
    THEIRS = "changed by the second side"
    BOTH = "changed by both alike"
    CONFLICT = "changed by both differently"


@dataclass(frozen=True, slots=True)
class MergeSettings:
    """How a merge is written.

    `names`: the two sides, as they stand in attributions. With `is_every_change_bracketed` a
    one-sided change is bracketed too: a proposal is not agreed because nobody else touched it.
    """

    names: tuple[str, str]
    is_every_change_bracketed: bool = False


@dataclass(frozen=True, slots=True)
class MergedStretch:
    """A stretch of the merged text with what stood there in the base and in each copy."""

    source: Source
    base: str
    ours: str
    theirs: str
    merged: str


@dataclass(frozen=True, slots=True)
class ParagraphSource:
    """A row of the table from merged paragraphs to their sources.

    Places are as a reader would cite them; "" where the paragraph has no words of that text, in
    the merge too if it is gone; `merged_line` is then the line where it would stand.
    `reasons` are the kinds of source found in it.
    """

    merged_where: str
    merged_line: int
    base_where: str
    ours_where: str
    theirs_where: str
    reasons: tuple[Source, ...]


@dataclass(frozen=True)
class Merge:
    """A merged text with the sources of each stretch and paragraph."""

    merged: str
    stretches: tuple[MergedStretch, ...]
    paragraphs: tuple[ParagraphSource, ...]
    settings: MergeSettings

    @property
    def n_conflicts(self) -> int:
        """How many stretches both sides changed differently."""
        return sum(1 for stretch in self.stretches if stretch.source is Source.CONFLICT)


def merge_texts(base: str, ours: str, theirs: str, settings: MergeSettings) -> Merge:
    """Merge two edited copies of a base text.

    Raises EngineError if the check fails that the words of each copy can be read back from the
    merge: nothing is written that adds or loses a word.
    """
    texts = (cut_text(base), cut_text(ours), cut_text(theirs))
    hunks = cut_into_hunks(texts)
    stretches = tuple(_merge_hunk(texts, hunk, settings) for hunk in hunks)
    merged = "".join(stretch.merged for stretch in stretches)
    merge = Merge(merged, stretches, _tabulate(texts, hunks, stretches), settings)
    check_conservation(merge, ours, theirs)
    return merge


def check_conservation(merge: Merge, ours: str, theirs: str) -> None:
    """Check that the words of both copies can be read back from the merge, in order.

    Also that the words of the merged text are those of its stretches' sources and of the
    attribution labels, none besides. Raises EngineError naming the first word that differs.
    """
    for name, copy, read in (
        (merge.settings.names[0], ours, "".join(one.ours for one in merge.stretches)),
        (merge.settings.names[1], theirs, "".join(one.theirs for one in merge.stretches)),
    ):
        if copy != read and copy.strip():
            raise EngineError(f"the merge does not hold the copy of {name} word for word")
    for stretch in merge.stretches:
        written = Counter(cut_text(stretch.merged).words)
        for side in _kept_sides(stretch):
            lost = Counter(cut_text(side).words) - written
            if lost:
                word = next(iter(lost))
                raise EngineError(f"the merge would lose the word {word!r} in {side[:80]!r}")


def _kept_sides(stretch: MergedStretch) -> tuple[str, ...]:
    """The readings whose words must stand in the merged stretch."""
    if stretch.source is Source.OURS:
        return (stretch.ours,)
    if stretch.source is Source.THEIRS:
        return (stretch.theirs,)
    return (stretch.ours, stretch.theirs)


def _merge_hunk(texts: Texts, hunk: Hunk, settings: MergeSettings) -> MergedStretch:
    base, ours, theirs = (
        _with_blanks(text, first, last)
        for text, (first, last) in zip(texts, hunk.ranges(), strict=True)
    )
    source = _source_of(texts, hunk)
    return MergedStretch(source, base, ours, theirs, _write(source, (base, ours, theirs), settings))


def _with_blanks(text: TokenText, first: int, last: int) -> str:
    """The source of some tokens with the blanks before each; the last of all takes the rest.

    Stretches cut this way tile the source.
    """
    if first == last:
        return ""
    start = text.ends[first - 1] if first else 0
    end = text.ends[last - 1]
    return text.source[start : len(text.source) if last == len(text.words) else end]


def _source_of(texts: Texts, hunk: Hunk) -> Source:
    base, ours, theirs = (
        text.words[first:last] for text, (first, last) in zip(texts, hunk.ranges(), strict=True)
    )
    if ours == theirs:
        return Source.ALL if ours == base else Source.BOTH
    if theirs == base:
        return Source.OURS
    return Source.THEIRS if ours == base else Source.CONFLICT


def _write(source: Source, readings: tuple[str, str, str], settings: MergeSettings) -> str:
    """The words of a merged stretch."""
    base, ours, theirs = readings
    our_name, their_name = settings.names
    if source is Source.ALL:
        # Blanks that only one copy changed are taken from it.
        return theirs if ours == base else ours
    if source is Source.BOTH:
        return ours
    if source is Source.CONFLICT:
        return _bracket((our_name, ours), (their_name, theirs))
    name, mine, other = (
        (our_name, ours, base) if source is Source.OURS else (their_name, theirs, base)
    )
    if not settings.is_every_change_bracketed or not (mine.strip() or other.strip()):
        return mine
    written = f"[{name} propose: {mine.strip()}]" if mine.strip() else ""
    dropped = f"[{name} oppose: {other.strip()}]" if other.strip() else ""
    return _blanks_before(mine or other) + dropped + written + _blanks_after(mine or other)


def _bracket(first: tuple[str, str], second: tuple[str, str]) -> str:
    """Two readings as bracketed alternatives; a side that wants no text opposes the other's."""
    (our_name, ours), (their_name, theirs) = first, second
    blanks = _blanks_before(ours or theirs), _blanks_after(ours or theirs)
    if not ours.strip():
        words = f"[{their_name} propose; {our_name} oppose: {theirs.strip()}]"
    elif not theirs.strip():
        words = f"[{our_name} propose; {their_name} oppose: {ours.strip()}]"
    else:
        words = f"[{our_name} propose: {ours.strip()}][{their_name} propose: {theirs.strip()}]"
    return words.join(blanks)


def _blanks_before(words: str) -> str:
    return words[: len(words) - len(words.lstrip())]


def _blanks_after(words: str) -> str:
    return words[len(words.rstrip()) :] if words.strip() else ""


def _tabulate(
    texts: Texts, hunks: list[Hunk], stretches: tuple[MergedStretch, ...]
) -> tuple[ParagraphSource, ...]:
    """The table from each merged paragraph to its sources."""
    merged = "".join(stretch.merged for stretch in stretches)
    provisions = find_provisions(merged)
    places = [find_provisions(text.source) for text in texts]
    lines = find_lines(merged)
    starts = _paragraph_starts(provisions, stretches)
    named = {provision.start: provision for provision in provisions}
    rows: dict[tuple[int, bool], tuple[list[Source], list[str]]] = {}
    at = 0
    for hunk, stretch in zip(hunks, stretches, strict=True):
        for key in _touched(starts, at, stretch):
            reasons, cited = rows.setdefault(key, ([], ["", "", ""]))
            reasons.append(stretch.source)
            offset = max(key[0] - at, 0) if stretch.source is Source.ALL else 0
            for side, (text, (first, last)) in enumerate(zip(texts, hunk.ranges(), strict=True)):
                if last > first and not cited[side]:
                    own = min(text.starts[first] + offset, text.starts[last - 1])
                    cited[side] = describe_place(places[side], provision_at(places[side], own))
        at += len(stretch.merged)
    table = []
    for (start, is_gone), (reasons, cited) in sorted(rows.items()):
        # A paragraph within a bracket is no provision of the merge; its sources name it.
        own_place = describe_place(provisions, named[start]) if start in named else ""
        where = "" if is_gone else own_place or next(filter(None, cited), "")
        line = lines.locate(min(start, max(len(merged) - 1, 0)))[0]
        base, ours, theirs = cited
        reasons_once = tuple(dict.fromkeys(reasons))
        table.append(ParagraphSource(where, line, base, ours, theirs, reasons_once))
    return tuple(table)


def _paragraph_starts(
    provisions: tuple[Provision, ...], stretches: tuple[MergedStretch, ...]
) -> list[int]:
    """Where the paragraphs of the merge begin: provisions, and changes that begin on a new line."""
    starts = {provision.start for provision in provisions} | {0}
    at = 0
    for stretch in stretches:
        blanks = _blanks_before(stretch.merged)
        if stretch.source is not Source.ALL and "\n" in blanks and stretch.merged.strip():
            starts.add(at + len(blanks))
        at += len(stretch.merged)
    return sorted(starts)


def _touched(starts: list[int], at: int, stretch: MergedStretch) -> list[tuple[int, bool]]:
    """The paragraphs that a stretch touches: their starts, and whether it took them out whole."""
    words = stretch.merged.strip()
    if not words:
        if stretch.source is Source.ALL:
            return []
        is_whole = "\n" in _blanks_before(stretch.base or stretch.ours or stretch.theirs)
        if is_whole:
            return [(at, True)]
        return [(starts[bisect_right(starts, max(at - 1, 0)) - 1], False)]
    first = at + len(_blanks_before(stretch.merged))
    low = bisect_right(starts, first) - 1
    high = bisect_right(starts, first + len(words) - 1)
    return [(start, False) for start in starts[max(low, 0) : high]]
