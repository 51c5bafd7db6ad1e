"""Count what is open, by a rule that is stated beside the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from paraph.text.draft import Draft, find_skipped
from paraph.text.marks import Pairs, count_words
from paraph.text.slots import SlotKind

RULE = (
    "Open pairs: every matched pair of square brackets, nested ones counted each, blanks such as "
    "[X] included, marks of agreement such as [agreed ad ref] left out. Alternatives: wordings "
    "written in slots that hold two or more (neighbouring brackets, slashes within short brackets, "
    "'Option' blocks{cells}). Blanket: pairs holding more than {blanket_words} words. Words: runs "
    "of letters and digits, labels included, anchors and colour marks not. Contested: words inside "
    "at least one pair that is not blanket{more}."
)
_COLUMN_RULE = ", or in a row whose columns differ and where none is agreed"
_COLOUR_RULE = ", or in no colour that the forum reads as agreed"


@dataclass(frozen=True, slots=True)
class BracketCount:
    """How much of a draft is open; `rule` says what was counted.

    `share_contested` is in 0..1: contested words over all words, blanket brackets left out.
    """

    n_open_pairs: int
    n_alternatives: int
    n_blanket: int
    n_words: int
    n_contested_words: int
    share_contested: float
    rule: str
    n_slots: int
    n_nested: int
    n_unmatched: int
    deepest: int


def count_brackets(draft: Draft) -> BracketCount:
    """Count the open brackets, alternatives and contested words of a draft."""
    settled_marks = {mark.start for mark in draft.step_marks}
    pairs = draft.pairs
    is_open = [opens not in settled_marks for opens in pairs.opens]
    is_blanket = [pairs.n_words_in(k) > draft.profile.blanket_words for k in range(len(pairs))]
    depths = _depths(pairs)
    n_contested = _count_contested(draft, is_open, is_blanket)
    rule = RULE.format(
        blanket_words=draft.profile.blanket_words,
        cells=", rows of columns that differ" if draft.profile.has_columns else "",
        more=(_COLOUR_RULE if draft.profile.has_colours else "")
        + (_COLUMN_RULE if draft.profile.has_columns else ""),
    )
    return BracketCount(
        n_open_pairs=sum(is_open),
        n_alternatives=sum(len(slot.written) for slot in draft.slots if len(slot.written) > 1),
        n_blanket=sum(is_blanket),
        n_words=pairs.n_words,
        n_contested_words=n_contested,
        share_contested=n_contested / pairs.n_words if pairs.n_words else 0.0,
        rule=rule,
        n_slots=len(draft.slots),
        n_nested=sum(1 for pair, depth in enumerate(depths) if depth > 1 and is_open[pair]),
        n_unmatched=draft.n_unmatched,
        deepest=max(depths, default=0),
    )


def _depths(pairs: Pairs) -> list[int]:
    """Nesting depth of each pair, 1 for one that stands in no other."""
    depths: list[int] = []
    for parent in pairs.parents:
        depths.append(1 if parent < 0 else depths[parent] + 1)
    return depths


def _count_contested(draft: Draft, is_open: list[bool], is_blanket: list[bool]) -> int:
    """Words inside a pair that is open and not blanket; where colours count, in none agreed."""
    stretches = [
        (draft.pairs.words_before[pair], draft.pairs.words_after[pair])
        for pair in range(len(draft.pairs))
        if is_open[pair] and not is_blanket[pair]
    ]
    if draft.profile.has_colours:
        stretches = sorted([*stretches, *_uncoloured_stretches(draft)])
    if draft.profile.has_columns:
        stretches = sorted([*stretches, *_open_rows(draft)])
    n_contested = covered = 0
    for first, last in stretches:
        n_contested += max(0, last - max(first, covered))
        covered = max(covered, last)
    return n_contested


def _uncoloured_stretches(draft: Draft) -> list[tuple[int, int]]:
    """Word ranges outside the colours that stand for an agreed wording."""
    agreed = [run for run in draft.colour_runs if run.step.is_settled]
    skipped = find_skipped(draft.source, draft.profile, draft.issue_ids)
    stretches: list[tuple[int, int]] = []
    at = n_words = 0
    for run in agreed:
        outside = count_words(draft.source, at, run.start, skipped)
        stretches.append((n_words, n_words + outside))
        n_words += outside + count_words(draft.source, run.start, run.end, skipped)
        at = run.end
    stretches.append((n_words, draft.pairs.n_words))
    return stretches


def _open_rows(draft: Draft) -> list[tuple[int, int]]:
    """Word ranges of the rows of a draft in columns that are open."""
    skipped = find_skipped(draft.source, draft.profile, draft.issue_ids)
    stretches: list[tuple[int, int]] = []
    at = n_words = 0
    for slot in draft.slots:
        if slot.kind is SlotKind.COLUMNS and not slot.step.is_settled:
            n_words += count_words(draft.source, at, slot.start, skipped)
            n_inside = count_words(draft.source, slot.start, slot.end, skipped)
            stretches.append((n_words, n_words + n_inside))
            n_words += n_inside
            at = slot.end
    return stretches
