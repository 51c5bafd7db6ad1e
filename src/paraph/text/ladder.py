"""Provisions that carry a step of the ladder of agreement themselves, by a mark or by colour."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from paraph.text.brackets import step_places
from paraph.text.draft import Draft
from paraph.text.profile import COLOUR_MARK, Step
from paraph.text.slots import SlotKind


@dataclass(frozen=True, slots=True)
class ProvisionStep:
    """Words of a provision that stand at a step of the ladder without a bracket of their own."""

    where: str
    line: int
    start: int
    step: Step
    words: str


def find_provision_steps(draft: Draft) -> tuple[ProvisionStep, ...]:
    """Return the provisions with a mark that belongs to no bracket, and words in agreed colours.

    Of several marks in one provision the last counts.
    """
    found = {row.start: row for row in (*_read_colours(draft), *_read_marks(draft))}
    return tuple(found[start] for start in sorted(found))


def _read_marks(draft: Draft) -> list[ProvisionStep]:
    taken = {
        place
        for slot in draft.slots
        if slot.kind in (SlotKind.BRACKETS, SlotKind.BLANK)
        for place in step_places(draft.source, slot.end)
    }
    rows = []
    for mark in draft.step_marks:
        if mark.start in taken:
            continue
        provision = draft.provision_at(mark.start)
        if not draft.source[provision.start : mark.start].strip() and provision.index:
            provision = draft.provisions[provision.index - 1]
        rows.append(_read_row(draft, provision.start, mark.start, mark.step))
    return rows


def _read_colours(draft: Draft) -> list[ProvisionStep]:
    rows = []
    outer = [slot for slot in draft.slots if slot.parent == -1]
    for run in draft.colour_runs:
        index = bisect_right(outer, run.start, key=lambda slot: slot.start) - 1
        is_in_bracket = index >= 0 and run.start < outer[index].end
        if not run.step.is_settled or is_in_bracket:
            continue
        inner = (one.start for one in draft.provisions if run.start < one.start < run.end)
        cuts = [run.start, *inner, run.end]
        rows += [
            _read_row(draft, start, end, run.step)
            for start, end in pairwise(cuts)
            if draft.source[start:end].strip()
        ]
    return rows


def _read_row(draft: Draft, start: int, end: int, step: Step) -> ProvisionStep:
    words = draft.source[start:end]
    start += len(words) - len(words.lstrip())
    line = draft.lines.locate(start)[0]
    shown = " ".join(COLOUR_MARK.sub("", words).split())
    return ProvisionStep(draft.place_of(start), line, start, step, shown)
