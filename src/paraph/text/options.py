"""Read blocks headed "Option 1:", "Option 2: (paragraphs 3-3quater)", "Option (b):" as slots."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from paraph.text.anchors import Anchor
from paraph.text.marks import Pairs
from paraph.text.provisions import Provision
from paraph.text.slots import NO_TEXT, Alternative, Slot, SlotKind

_LABEL = re.compile(
    r"(?:OPTION|Option)[ ]+(?:\((?P<paren>[a-zA-Z]{1,3})\)|(?P<roman>[IVX]+)\b|(?P<digit>\d+)"
    r"|(?P<letter>[A-Z])\b)"
)
_NEXT_BRACKETED = re.compile(rf"\s*(?P<mark>\[)\s*(?P<next>{_LABEL.pattern})")
_LONGEST_LABEL = 40
_AFTER_LABEL = re.compile(r"[ \t]*(?:bis|ter|quater)?\.?[ \t]*[:.]?[ \t]*")
# What an option would take the place of: "Option 2: (paragraphs 3-3quater) ...".
_SCOPE = re.compile(
    r"\((?P<scope>(?:paragraphs?|paras?\.?|articles?|sub-?paragraphs?|points?|sections?)\b"
    r"[^()\n]{1,80})\)[ \t]*(?::[ \t]*)?",
    re.IGNORECASE,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_GOES_ON = (":", ",", "—", "–", " and", " or", "\nand", "\nor")
_NUMBER = re.compile(r"\d+")
# A slot of options ends at the latest where one of these begins.
_BOUNDARIES = frozenset({"part", "heading", "article", "working heading"})


def read_option_label(label: str) -> tuple[str, int]:
    """Return the style of an option's label and its place: "Option (b)" is ("paren", 2)."""
    found = _LABEL.match(label)
    if not found:
        return "none", 0
    style = found.lastgroup or "none"
    words = found[style]
    if style == "digit":
        return style, int(words[:6])
    if style == "roman":
        values = [_ROMAN_VALUES[letter] for letter in words]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return style, sum(-one if one < following else one for one, following in pairs)
    return style, ord(words.lower()[0]) - ord("a") + 1


@dataclass(frozen=True, slots=True)
class _Member:
    """An option: `mark` is where its own bracket opens, its label's start where it has none."""

    label: str
    start: int
    provision: int
    mark: int
    own_close: int


@dataclass
class _Block:
    """Options of one slot while they are being collected."""

    style: str
    last: int
    limit: int
    is_in_paragraph: bool
    members: list[_Member] = field(default_factory=list)


def find_option_slots(
    source: str, provisions: tuple[Provision, ...], pairs: Pairs, anchors: tuple[Anchor, ...]
) -> list[Slot]:
    """Return a slot for each run of options of one style, nested runs included.

    A run ends where a heading or article begins, where the bracket around it closes, when its
    first option stands in a numbered paragraph where the next paragraph of that rank begins, or
    where a kind of provision begins that none of the options before the last holds.
    """
    anchor_at = {anchor.start: anchor for anchor in anchors}
    options = {one.index: _label_start(source, one) for one in provisions if one.kind == "option"}
    surroundings = _find_surroundings(source, pairs, list(options.values()))
    limits = dict(zip(options, surroundings, strict=True))
    slots: list[Slot] = []
    stack: list[_Block] = []

    def close_down_to(depth: int, end: int) -> None:
        while len(stack) > depth:
            block = stack.pop()
            end_of_last = _end_of_last(source, provisions, block, end)
            slots.append(_close(source, block, end_of_last, anchor_at))

    for provision in provisions:
        while stack and _ends_before(stack[-1], provision):
            close_down_to(len(stack) - 1, provision.start)
        if provision.kind != "option":
            continue
        mark, own_close, limit = limits[provision.index]
        start = options[provision.index]
        member = _Member(provision.label, start, provision.index, mark, own_close)
        style, place = read_option_label(provision.label)
        depth = next((k for k, block in enumerate(stack) if block.style == style), len(stack))
        close_down_to(depth + 1, member.mark)
        if depth < len(stack) and place < stack[depth].last:
            close_down_to(depth, member.mark)
        if depth < len(stack):
            stack[depth].last = place
            stack[depth].members.append(member)
        else:
            is_in_paragraph = _is_behind_label(provisions, provision)
            stack.append(_Block(style, place, limit, is_in_paragraph, [member]))
    close_down_to(0, len(source))
    return [slot for slot in slots if len(slot.alternatives) > 1]


def _label_start(source: str, option: Provision) -> int:
    found = _LABEL.search(source, option.start, option.end)
    return found.start() if found else option.start


def _is_behind_label(provisions: tuple[Provision, ...], option: Provision) -> bool:
    """Whether an option begins on the line of a numbered paragraph ("7. Option 1: ...")."""
    return option.index > 0 and provisions[option.index - 1].line == option.line


def _ends_before(block: _Block, provision: Provision) -> bool:
    """Whether a block of options is over where a provision begins."""
    if provision.kind in _BOUNDARIES or provision.start >= block.limit:
        return True
    return block.is_in_paragraph and provision.kind == "paragraph"


def _end_of_last(source: str, provisions: tuple[Provision, ...], block: _Block, end: int) -> int:
    """Where the last option of a block ends: it holds provisions of such kinds as the others do.

    Paragraphs within options bear numbers that the options share; a higher one comes after them.
    A provision that follows on a colon, or in the middle of a sentence, belongs to it all the same.
    """
    first, last = block.members[0].provision, block.members[-1].provision
    kinds = {one.kind for one in provisions[first:last] if one.kind != "option"}
    numbers = [_number_of(one) for one in provisions[first:last] if one.kind == "paragraph"]
    following = last + 1 if first < last else len(provisions)
    while following < len(provisions) and provisions[following].start < end:
        provision = provisions[following]
        following += 1
        is_next = provision.kind == "paragraph" and _number_of(provision) > max(numbers, default=0)
        if provision.kind == "option" or (provision.kind in kinds and not is_next):
            continue
        start = provision.start
        goes_on = source[max(start - 40, 0) : start].rstrip(" \t\n]").endswith(_GOES_ON)
        words = source[start : start + 40].lstrip(" \t[")
        if goes_on:
            kinds.add(provision.kind)
        elif provision.kind != "text" or not words[:1].islower():
            return start
    return end


def _number_of(paragraph: Provision) -> int:
    found = _NUMBER.search(paragraph.label)
    return int(found.group()[:9]) if found else 0


def _close(source: str, block: _Block, end: int, anchor_at: dict[int, Anchor]) -> Slot:
    """Make the slot of a finished block, which ends at `end` or with the bracket around it."""
    last = block.members[-1]
    end = min(end, block.limit if last.own_close < 0 else last.own_close + 1)
    while end > last.start and source[end - 1].isspace():
        end -= 1
    ends = [*(member.mark for member in block.members[1:]), end]
    alternatives = []
    issue_id = None
    for member, mark_end in zip(block.members, ends, strict=True):
        stop = mark_end if member.own_close < 0 else min(member.own_close, mark_end)
        found = _AFTER_LABEL.match(source, min(member.start + len(member.label), stop))
        start = min(found.end() if found else member.start, stop)
        anchor = anchor_at.get(start)
        if anchor:
            issue_id = issue_id or anchor.issue_id
            is_blank_after = source.startswith(" ", anchor.end)
            start = min(anchor.end + is_blank_after, stop)
        scope = _SCOPE.match(source, start, stop)
        start = scope.end() if scope else start
        alternatives.append(
            Alternative(
                member.mark,
                mark_end,
                start,
                stop,
                is_no_text=stop - start < 80 and bool(NO_TEXT.match(source[start:stop])),
                option_ids=anchor.option_ids if anchor else (),
                label=member.label,
                scope=scope["scope"] if scope else "",
            )
        )
    return Slot(
        -1,
        -1,
        SlotKind.OPTIONS,
        block.members[0].mark,
        end,
        tuple(alternatives),
        issue_id=issue_id,
    )


def _find_surroundings(source: str, pairs: Pairs, offsets: list[int]) -> list[tuple[int, int, int]]:
    """What stands around the labels at each offset, in rising order.

    For each: where its own bracket opens and closes (the offset itself and -1 without one), and
    where the innermost other bracket around it closes. A bracket is an option's own if its mark
    stands right before the label, and right after it stands the bracket of the run's next option,
    or right before it that of the one before: "[Option 1: ...] [Option 2: ...]".
    """
    around: list[tuple[int, int, int]] = []
    stack: list[int] = []
    following = 0
    awaited: tuple[int, tuple[str, int]] = (-1, ("none", 0))
    for offset in offsets:
        while following < len(pairs) and pairs.opens[following] < offset:
            while stack and pairs.closes[stack[-1]] < pairs.opens[following]:
                stack.pop()
            stack.append(following)
            following += 1
        while stack and pairs.closes[stack[-1]] < offset:
            stack.pop()
        mark, own_close, limit = offset, -1, len(source)
        label = read_option_label(source[offset : offset + _LONGEST_LABEL])
        if stack:
            opens, limit = pairs.opens[stack[-1]], pairs.closes[stack[-1]]
            goes_on = opens == awaited[0] and label == awaited[1]
            follower = _follower_of(source, limit, label)
            is_right_before = not source[opens + 1 : min(offset, opens + 20)].strip()
            if is_right_before and (goes_on or follower[0] >= 0):
                mark, own_close, awaited = opens, limit, follower
                limit = pairs.closes[stack[-2]] if len(stack) > 1 else len(source)
        around.append((mark, own_close, limit))
    return around


def _follower_of(source: str, closes: int, label: tuple[str, int]) -> tuple[int, tuple[str, int]]:
    """Where, after a bracket, that of the run's next option opens, and its label; -1 if nowhere."""
    style, place = label
    found = _NEXT_BRACKETED.match(source, closes + 1)
    if found and read_option_label(found["next"]) == (style, place + 1):
        return found.start("mark"), (style, place + 1)
    return -1, ("none", 0)
