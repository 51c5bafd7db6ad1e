"""Find the brackets of a draft, match them, and report those that have no partner.

One pass, one explicit stack: linear in time and without a limit on nesting. Pairs are held as
columns of integers, since a hostile file may hold millions of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# A word is a run of letters and digits; hyphens, apostrophes and stops may stand inside it.
_WORD = r"[^\W_]+(?:[-'’.][^\W_]+)*"
_LINK_TARGET = r"\((?:https?://|mailto:|#|\./)[^\s()]{0,2000}\)"
# Brackets that are no negotiating marks: escaped ones, Markdown footnotes, Markdown links.
_MARK = re.compile(
    rf"(?P<word>{_WORD})"
    rf"|(?P<other>\\[\[\]]|\[\^[\w-]{{1,40}}\]|\[[^\[\]\n]*\]{_LINK_TARGET})"
    r"|(?P<mark>[\[\]])|(?P<slash>(?<=\s)/(?=\s))"
)
WORD = re.compile(_WORD)
_MOST_FINDINGS = 1000

UNCLOSED = "unmatched opening bracket"
UNOPENED = "unmatched closing bracket"


@dataclass(frozen=True)
class TextFinding:
    """Something about a draft that a person should look at, and how it could be mended.

    `start` is an offset into the source; `line` and `column` count from 1.
    """

    kind: str
    message: str
    suggestion: str
    start: int
    line: int
    column: int


@dataclass(frozen=True)
class Pairs:
    """Matched brackets in order of opening, as columns.

    `opens[pair]`, `closes[pair]`: offsets of the two marks; `parents[pair]`: the pair around it,
    or -1; `words_before[pair]`, `words_after[pair]`: words of the draft before the opening and
    before the closing mark, so that their difference is the words inside. `slashes[k]`: offset of
    a slash between blanks, which parts alternatives; `slash_pairs[k]`: the innermost pair that
    holds it, or -1.
    """

    opens: array[int]
    closes: array[int]
    parents: array[int]
    words_before: array[int]
    words_after: array[int]
    slashes: array[int]
    slash_pairs: array[int]
    n_words: int

    def __len__(self) -> int:
        return len(self.opens)

    def n_words_in(self, pair: int) -> int:
        """Words inside a pair, those of nested brackets included."""
        return self.words_after[pair] - self.words_before[pair]


@dataclass(frozen=True)
class Unmatched:
    """Offsets of the marks without a partner."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]


def match_brackets(source: str, skipped: Sequence[tuple[int, int]] = ()) -> tuple[Pairs, Unmatched]:
    """Match the brackets of a draft with one stack; what is left over is returned beside them.

    `skipped`: stretches, in order, that are marks: their words don't count as words of the draft,
    their brackets not as brackets.
    """
    opens, before = array("q"), array("q")
    closes, after = array("q"), array("q")
    parents, slashes, slash_pairs = array("q"), array("q"), array("q")
    stack: list[int] = []
    stray: list[int] = []
    n_words = 0
    marks = _Stretches(skipped)
    for found in _MARK.finditer(source):
        kind = found.lastgroup
        if kind == "word":
            n_words += not marks.hold(found.start())
        elif kind == "slash":
            slashes.append(found.start())
            slash_pairs.append(stack[-1] if stack else -1)
        elif kind == "mark" and not marks.hold(found.start()):
            offset = found.start()
            if source[offset] == "[":
                parents.append(stack[-1] if stack else -1)
                stack.append(len(opens))
                opens.append(offset)
                before.append(n_words)
                closes.append(-1)
                after.append(-1)
            elif stack:
                pair = stack.pop()
                closes[pair], after[pair] = offset, n_words
            else:
                stray.append(offset)
    pairs = Pairs(opens, closes, parents, before, after, slashes, slash_pairs, n_words)
    never_closed = tuple(opens[pair] for pair in stack)
    return _drop_unclosed(pairs, stack), Unmatched(never_closed, tuple(stray))


class _Stretches:
    """Tells whether offsets, asked in rising order, lie in one of some stretches."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._left = iter(stretches)
        self._now = next(self._left, None)

    def hold(self, offset: int) -> bool:
        """Whether a stretch holds the offset."""
        while self._now is not None and self._now[1] <= offset:
            self._now = next(self._left, None)
        return self._now is not None and self._now[0] <= offset


def count_words(source: str, start: int, end: int, skipped: Sequence[tuple[int, int]] = ()) -> int:
    """Words from one offset to another, those in skipped stretches left out."""
    first = bisect_right(skipped, start, key=lambda stretch: stretch[1])
    last = bisect_left(skipped, end, key=lambda stretch: stretch[0])
    marks = _Stretches(skipped[first:last])
    return sum(1 for word in WORD.finditer(source, start, end) if not marks.hold(word.start()))


def _drop_unclosed(pairs: Pairs, unclosed: list[int]) -> Pairs:
    """Return the pairs without those never closed, renumbering parents."""
    if not unclosed:
        return pairs
    gone = set(unclosed)
    kept = [pair for pair in range(len(pairs)) if pair not in gone]
    renumbered = array("q", [-1]) * len(pairs)
    for new, old in enumerate(kept):
        renumbered[old] = new
    parents = array("q")
    for pair in kept:
        around = pairs.parents[pair]
        # An unclosed bracket has only unclosed brackets around it: the stack held them all.
        parents.append(renumbered[around] if around >= 0 else -1)
    return Pairs(
        array("q", (pairs.opens[pair] for pair in kept)),
        array("q", (pairs.closes[pair] for pair in kept)),
        parents,
        array("q", (pairs.words_before[pair] for pair in kept)),
        array("q", (pairs.words_after[pair] for pair in kept)),
        pairs.slashes,
        array("q", (renumbered[pair] if pair >= 0 else -1 for pair in pairs.slash_pairs)),
        pairs.n_words,
    )


@dataclass(frozen=True)
class Lines:
    """Where each line of a source starts, to turn offsets into lines and columns."""

    starts: array[int]

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and column, from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def find_lines(source: str) -> Lines:
    """Return the starts of the lines of a source (a line ends with a line feed)."""
    starts = array("q", [0])
    at = source.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = source.find("\n", at + 1)
    return Lines(starts)


def report_unmatched(source: str, unmatched: Unmatched, lines: Lines) -> tuple[TextFinding, ...]:
    """Say where brackets without a partner stand, with a suggested repair.

    Neighbouring marks are one finding; after the first thousand findings of a kind one more
    says how many are left.
    """
    ends = _paragraph_ends(source) if unmatched.opens else array("q")
    findings = []
    opens = _runs(unmatched.opens)
    for start, n_marks in opens[:_MOST_FINDINGS]:
        what = "an opening bracket is" if n_marks == 1 else f"{n_marks} opening brackets are"
        close_line = lines.locate(_repair_offset(ends, start))[0]
        mend = f"close at the end of the paragraph (line {close_line}), or take the mark out"
        findings.append(
            TextFinding(UNCLOSED, f"{what} never closed", mend, start, *lines.locate(start))
        )
    closes = _runs(unmatched.closes)
    for start, n_marks in closes[:_MOST_FINDINGS]:
        what = "a closing bracket has" if n_marks == 1 else f"{n_marks} closing brackets have"
        mend = "take it out, or open the bracket where the disputed words begin"
        findings.append(
            TextFinding(
                UNOPENED, f"{what} no opening bracket before", mend, start, *lines.locate(start)
            )
        )
    for kind, runs in ((UNCLOSED, opens), (UNOPENED, closes)):
        if len(runs) > _MOST_FINDINGS:
            start = runs[_MOST_FINDINGS][0]
            more = f"{len(runs) - _MOST_FINDINGS} more places like those before"
            mend = "is this file a draft at all?"
            findings.append(TextFinding(kind, more, mend, start, *lines.locate(start)))
    return tuple(sorted(findings, key=lambda finding: finding.start))


def report_slashes(pairs: Pairs, lines: Lines, most_words: int) -> tuple[TextFinding, ...]:
    """Say, in one finding, where slashes part alternatives whose extent no bracket marks.

    A slash counts as marked inside a bracket of at most `most_words` words.
    """
    loose = [
        slash
        for slash, pair in zip(pairs.slashes, pairs.slash_pairs, strict=True)
        if pair < 0 or pairs.n_words_in(pair) > most_words
    ]
    if not loose:
        return ()
    shown = ", ".join(str(line) for line in dict.fromkeys(lines.locate(s)[0] for s in loose[:9]))
    what = f"{len(loose)} slashes between words without a bracket round the alternatives"
    return (
        TextFinding(
            "slash without brackets",
            f"{what} (lines {shown}{', …' if len(loose) > 9 else ''})",
            "put each alternative in brackets of its own: [one][other]",
            loose[0],
            *lines.locate(loose[0]),
        ),
    )


def repair_brackets(source: str) -> str:
    """Apply the suggested repair of every unmatched bracket and return the mended source.

    What is opened and never closed is closed at the end of its paragraph; a closing mark that
    nothing opened is taken out.
    """
    _, unmatched = match_brackets(source)
    ends = _paragraph_ends(source) if unmatched.opens else array("q")
    edits = []
    for start in unmatched.opens:
        end = _repair_offset(ends, start)
        # A backslash before the new mark would escape it.
        edits.append((end, " ]" if source[end - 1] == "\\" else "]", 0))
    edits += [(start, "", 1) for start in unmatched.closes]
    pieces: list[str] = []
    at = 0
    for offset, inserted, n_deleted in sorted(edits):
        pieces += (source[at:offset], inserted)
        at = offset + n_deleted
    pieces.append(source[at:])
    return "".join(pieces)


def _runs(offsets: tuple[int, ...]) -> list[tuple[int, int]]:
    """Group neighbouring offsets into (first offset, how many)."""
    runs: list[tuple[int, int]] = []
    for offset in offsets:
        if runs and runs[-1][0] + runs[-1][1] == offset:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((offset, 1))
    return runs


def _paragraph_ends(source: str) -> array[int]:
    """Offsets just after the last visible character of each paragraph (blank lines part them)."""
    ends = array("q")
    at = 0
    last = -1
    for line in source.split("\n"):
        words = line.rstrip()
        if words:
            last = at + len(words)
        elif last >= 0:
            ends.append(last)
            last = -1
        at += len(line) + 1
    ends.append(last if last >= 0 else len(source))
    return ends


def _repair_offset(ends: array[int], offset: int) -> int:
    """Where to close a bracket that opens at an offset: the end of its paragraph."""
    return ends[bisect_right(ends, offset)]
