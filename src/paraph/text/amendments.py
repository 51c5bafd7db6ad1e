"""Amendments: each side's proposals as moves on the text, with who, when and at which session."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from paraph.errors import InputError
from paraph.text.draft import Draft, parse_text
from paraph.text.profile import Profile
from paraph.text.slots import Slot, SlotKind
from paraph.text.splices import Splice, splice_text


class AmendmentKind(enum.StrEnum):
    """What a move does to the text."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    BRACKET = "bracket"
    UNBRACKET = "unbracket"
    ATTRIBUTE = "attribute"
    RESERVE = "reserve"
    AGREE = "agree ad ref"
    REOPEN = "reopen"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Amendment:
    """One move on the text.

    `target` quotes the words that it is about, exactly as they stand (for an insertion: the words
    after which it comes); `where` narrows the search to a provision ("Article 3, paragraph 2"),
    and is needed where the words occur more than once. `words` are those put in their place; for
    ATTRIBUTE, the label ("US propose; NZ oppose").

    A proposal is written as bracketed alternatives beside what stands, with the party's name
    where the forum attributes. Where `is_agreed`, the text itself changes.

    UNDO takes an earlier amendment back; its `target` is that amendment's number in the record,
    from 1.
    """

    kind: AmendmentKind
    by: str
    day: date
    session: str = ""
    target: str = ""
    words: str = ""
    where: str = ""
    is_agreed: bool = False


def plan_amendment(draft: Draft, amendment: Amendment) -> tuple[Splice, ...]:
    """Return what an amendment changes in a draft, in order of place.

    Raises InputError where the target does not stand in the draft, or stands there more than
    once, where there is no bracket to take away or attribute, and for an undo, which only a
    history can make.
    """
    if amendment.kind is AmendmentKind.UNDO:
        raise InputError(f"{cite(amendment)}: a text alone can't undo; its history can")
    start, end = find_target(draft, amendment)
    kind = amendment.kind
    if kind is AmendmentKind.UNBRACKET:
        return _plan_unbracket(draft, start, end, amendment)
    if kind is AmendmentKind.ATTRIBUTE and not amendment.words.strip():
        raise InputError(
            f"{cite(amendment)}: put the label in `words`, as in 'US propose; NZ oppose'"
        )
    if kind is AmendmentKind.ATTRIBUTE:
        return (_plan_label(draft, start, end, amendment.words, amendment),)
    if kind is AmendmentKind.RESERVE:
        return (_plan_label(draft, start, end, f"{amendment.by} reserves", amendment),)
    if kind is AmendmentKind.AGREE:
        return (Splice(end, end, " [agreed ad ref]"),)
    if kind is AmendmentKind.REOPEN:
        return (Splice(end, end, " [reopened]"),)
    return _plan_wording(draft, start, end, amendment)


def _plan_wording(draft: Draft, start: int, end: int, amendment: Amendment) -> tuple[Splice, ...]:
    """Plan the moves that change words: replace, insert, delete, bracket."""
    name = amendment.by if draft.profile.has_attributions else ""
    proposes = f"{name} propose: " if name else ""
    opposes = f"{name} oppose: " if name else ""
    kind, words = amendment.kind, amendment.words
    if kind is AmendmentKind.REPLACE:
        if amendment.is_agreed:
            return (Splice(start, end, words),)
        return (
            Splice(start, start, f"[{opposes}"),
            Splice(end, end, f"][{proposes}{words}]"),
        )
    if kind is AmendmentKind.INSERT:
        return (Splice(end, end, words if amendment.is_agreed else f"[{proposes}{words}]"),)
    if kind is AmendmentKind.DELETE and amendment.is_agreed:
        return (Splice(start, end, ""),)
    return (Splice(start, start, f"[{opposes}"), Splice(end, end, "]"))


def _bracketed(draft: Draft) -> list[Slot]:
    """The slots that brackets mark, innermost first; the rows of columns are none."""
    return [slot for slot in reversed(draft.slots) if slot.kind is not SlotKind.COLUMNS]


def _plan_unbracket(draft: Draft, start: int, end: int, amendment: Amendment) -> tuple[Splice, ...]:
    """Take away the bracket that holds just the target: its words stand."""
    for slot in _bracketed(draft):
        for one in slot.written:
            words = draft.source[one.mark_start : one.mark_end]
            if (start, end) in ((one.mark_start, one.mark_end), (one.start, one.end)) and words:
                rest = [other for other in slot.written if other is not one]
                gone = [Splice(other.mark_start, other.mark_end, "") for other in rest]
                marks = [Splice(one.mark_start, one.start, ""), Splice(one.end, one.mark_end, "")]
                return tuple(sorted([*gone, *marks], key=lambda splice: splice.start))
    raise InputError(
        f"{cite(amendment)}: {amendment.target!r} is not the whole of a bracket; "
        "quote the words between its marks exactly"
    )


def _plan_label(draft: Draft, start: int, end: int, label: str, amendment: Amendment) -> Splice:
    """Put a label on the bracket that holds just the target, after one that it has."""
    for slot in _bracketed(draft):
        for one in slot.written:
            if (start, end) in ((one.mark_start, one.mark_end), (one.start, one.end)):
                if one.attribution.words:
                    colon = draft.source.rindex(":", one.mark_start, one.start + 1)
                    return Splice(colon, colon, f"; {label}")
                return Splice(one.mark_start + 1, one.mark_start + 1, f"{label}: ")
    raise InputError(
        f"{cite(amendment)}: {amendment.target!r} is not the whole of a bracket; "
        "quote the words between its marks exactly"
    )


def find_target(draft: Draft, amendment: Amendment) -> tuple[int, int]:
    """Return where the target of an amendment stands.

    Raises InputError where it stands nowhere in the place named, or more than once.
    """
    if not amendment.target:
        raise InputError(f"{cite(amendment)}: no target; quote the words that it is about")
    found = []
    at = draft.source.find(amendment.target)
    while at >= 0:
        place = draft.place_of(at)
        if not amendment.where or f"{place}, ".startswith(f"{amendment.where}, "):
            found.append(at)
        at = draft.source.find(amendment.target, at + 1)
    if len(found) == 1:
        return found[0], found[0] + len(amendment.target)
    place = f" in {amendment.where}" if amendment.where else ""
    if not found:
        raise InputError(
            f"{cite(amendment)}: {amendment.target!r} does not stand{place}; "
            "quote the words as they are in the text of that day"
        )
    lines = ", ".join(str(draft.lines.locate(at)[0]) for at in found[:5])
    raise InputError(
        f"{cite(amendment)}: {amendment.target!r} stands {len(found)} times{place} "
        f"(lines {lines}); quote more words, or say where"
    )


def cite(amendment: Amendment) -> str:
    """Name an amendment in a message: by whom, when, where, of which kind."""
    session = f" at {amendment.session}" if amendment.session else ""
    return f"amendment of {amendment.by}, {amendment.day}{session} ({amendment.kind})"


def apply_amendment(source: str, amendment: Amendment, profile: Profile | None = None) -> str:
    """Return a text with an amendment made; see `plan_amendment` for the errors."""
    return splice_text(source, plan_amendment(parse_text(source, profile), amendment))
