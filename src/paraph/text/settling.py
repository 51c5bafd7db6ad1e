"""Settle a draft: close the brackets of issues that a package decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from paraph.text.draft import Draft
from paraph.text.slots import Alternative, Slot

_NOT_LETTERS = re.compile(r"[\W_]+")


def settle_text(draft: Draft, choices: Mapping[str, str]) -> str:
    """Return the text that a package, or a part of one, means.

    `choices` maps issue ids to option ids. A bracket tied to one of these issues becomes the
    wording of its option; brackets of other issues, and those tied to none, stay as they are, as
    does a bracket whose alternatives don't name the option (see `find_unsettled`).
    """
    cuts: list[tuple[int, int]] = []
    for slot in draft.slots:
        if slot.issue_id in choices:
            chosen = find_alternative(draft, slot, choices[slot.issue_id or ""])
            if chosen is not None:
                cuts += _cuts_around(slot, chosen)
    return cut_out(draft.source, cuts)


def find_unsettled(draft: Draft, choices: Mapping[str, str]) -> tuple[Slot, ...]:
    """Return the slots tied to a chosen issue where no alternative stands for the option."""
    return tuple(
        slot
        for slot in draft.slots
        if slot.issue_id in choices
        and find_alternative(draft, slot, choices[slot.issue_id or ""]) is None
    )


def find_alternative(draft: Draft, slot: Slot, option_id: str) -> Alternative | None:
    """Return the alternative that stands for an option, or None if none does.

    An anchor that names the option decides. Where no anchor of the slot names options, the option
    is known by its words or label ("shall", "option-2", "no-text"). Where anchors name other
    options only, a bracket standing alone gives way to "no text".
    """
    for one in slot.alternatives:
        if option_id in one.option_ids:
            return one
    absent = next((one for one in slot.alternatives if one.is_no_text), None)
    if any(one.option_ids for one in slot.alternatives):
        return absent
    wanted = name_option(option_id)
    for one in slot.alternatives:
        names = (name_option(draft.words_of(one)), name_option(one.label))
        if wanted and wanted in names:
            return one
    return absent if wanted in ("no-text", "none", "delete") else None


def name_option(words: str) -> str:
    """Return words as an option id would write them: "No later than" is "no-later-than"."""
    return _NOT_LETTERS.sub("-", words[:200].lower()).strip("-")


def _cuts_around(slot: Slot, chosen: Alternative) -> list[tuple[int, int]]:
    if chosen.is_implied:
        return [(slot.start, slot.end)]
    return [(slot.start, chosen.start), (chosen.end, slot.end)]


def cut_out(source: str, cuts: Iterable[tuple[int, int]]) -> str:
    """Return the source without the cuts, with the blanks at each seam put in order.

    A doubled blank becomes one, a blank before a stop goes, and a line left empty goes with it.
    """
    kept: list[str] = []
    at = 0
    for start, end in _merge(cuts):
        if start > at:
            kept.append(source[at:start])
        at = _join(kept, source, max(end, at))
    kept.append(source[at:])
    return "".join(kept)


def _join(kept: list[str], source: str, at: int) -> int:
    """Put the blanks of a seam in order; returns where the text goes on."""
    is_line_end = at == len(source) or source[at] == "\n"
    if kept and (is_line_end or source[at] in ",.;:)"):
        kept[-1] = kept[-1].rstrip(" \t")
    while kept and not kept[-1]:
        kept.pop()
    before = kept[-1][-1] if kept else "\n"
    if before in " \n\t":
        while source.startswith(" ", at):
            at += 1
    return at + 1 if before == "\n" and source.startswith("\n", at) else at


def _merge(cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
