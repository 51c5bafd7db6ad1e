"""The register of open brackets: where, what alternatives, who stands behind them."""

from __future__ import annotations

from dataclasses import dataclass

from paraph.text.attributions import Attribution
from paraph.text.draft import Draft
from paraph.text.profile import Step
from paraph.text.slots import Alternative, Slot, SlotKind


@dataclass(frozen=True, slots=True)
class Bracket:
    """One open place of the draft, as a row of the register.

    `alternatives[k]` and `attributions[k]` belong together; "(no text)" stands for leaving the
    words out. `slot` is the index among the draft's slots, `parent` that of the slot around it.
    """

    slot: int
    parent: int
    where: str
    line: int
    column: int
    alternatives: tuple[str, ...]
    attributions: tuple[Attribution, ...]
    issue_id: str | None
    is_blanket: bool
    is_blank: bool
    step: Step
    start: int
    end: int

    @property
    def attribution(self) -> str:
        """Who proposes and opposes, as the draft has it; alternatives parted by bars."""
        return " | ".join(dict.fromkeys(a.words for a in self.attributions if a.words))


NO_TEXT = "(no text)"


# Deeper than any real draft nests, only so much of a wording is quoted: what is nested a hundred
# thousand times would be written out as often.
_DEEPEST_WHOLE = 20
_QUOTED = 200


def list_brackets(draft: Draft) -> tuple[Bracket, ...]:
    """Return a row for every place where wording is open, nested ones included, in order.

    Wordings nested more than twenty deep are cut to their first 200 characters, with "…".
    """
    depths: list[int] = []
    rows = []
    for slot in draft.slots:
        depths.append(depths[slot.parent] + 1 if slot.parent >= 0 else 1)
        if not slot.step.is_settled:
            rows.append(_read_row(draft, slot, is_whole=depths[-1] <= _DEEPEST_WHOLE))
    return tuple(rows)


def _read_row(draft: Draft, slot: Slot, *, is_whole: bool) -> Bracket:
    line, column = draft.lines.locate(slot.start)
    return Bracket(
        slot=slot.index,
        parent=slot.parent,
        where=draft.place_of(slot.start),
        line=line,
        column=column,
        alternatives=tuple(_show(draft, one, is_whole=is_whole) for one in slot.alternatives),
        attributions=tuple(one.attribution for one in slot.alternatives),
        issue_id=slot.issue_id,
        is_blanket=slot.is_blanket,
        is_blank=slot.kind is SlotKind.BLANK,
        step=slot.step,
        start=slot.start,
        end=slot.end,
    )


def _show(draft: Draft, alternative: Alternative, *, is_whole: bool) -> str:
    end = alternative.end if is_whole else min(alternative.end, alternative.start + _QUOTED)
    words = " ".join(draft.source[alternative.start : end].split())
    words += " …" if end < alternative.end else ""
    words = NO_TEXT if alternative.is_no_text and not words else words
    return f"({alternative.scope}) {words}" if alternative.scope else words
