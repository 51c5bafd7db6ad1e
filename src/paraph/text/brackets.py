"""Read matched brackets as slots: neighbouring brackets are alternatives of one slot.

"[shall][should]" is one slot; a slash between blanks parts alternatives within a bracket; a
bracket that stands alone has "no text" as its other alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from paraph.text.anchors import Anchor
from paraph.text.attributions import NOBODY, Attribution, Position, read_label
from paraph.text.marks import Pairs
from paraph.text.profile import Profile, Step
from paraph.text.slots import NO_TEXT, Alternative, Slot, SlotKind

_BLANK = re.compile(
    r"\s*(?:[xyz]{1,2}|[xyz#_]+\s*%?|_+|\.{2,}|…|date|year\s*x?|number|"
    r"(?:placeholder|to be (?:decided|determined|completed|added|inserted)|insert|tbd|tbc)"
    r"\b.*|)\s*",
    re.IGNORECASE | re.DOTALL,
)
_STEP_MARK = re.compile(
    r"\s*(?P<words>agreed(?:\s+(?:ad\s*\.?\s*ref(?:erendum)?\.?|(?:in\s+)?(?:the\s+)?"
    r"(?:informals?|working\s+group|wg|plenary|committee(?:\s+of\s+the\s+whole)?)))?|ad\s+ref"
    r"(?:erendum)?\.?|re-?opened)\s*",
    re.IGNORECASE,
)
_PARENTHESISED_STEP = re.compile(rf"[(]{_STEP_MARK.pattern}[)]", re.IGNORECASE)
_GAP = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_LONGEST_GAP = 120
# In a longer bracket nobody can tell how far the alternatives round a slash reach.
MOST_WORDS_WITH_SLASH = 25
_LONGEST_LABEL = 500
_LONGEST_BLANK = 300
# An addition joins on to the words before it; it is no alternative to the bracket before it.
_ADDITION = re.compile(r"\s*(?:[,;]\s*\w|(?:and|or|including|as well as)\b)", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s*(?:and|or|and[ ]?/[ ]?or)\s*", re.IGNORECASE)
# A bracket on a line of its own that opens with a number is a paragraph of its own.
_PARAGRAPH_LABEL = re.compile(
    r"[ \t\[]*(?:\d+(?:\.\d+)*[ ]?(?:[a-z]{3,10}\b)?\.[ \t]|(?:OP|PP)[ ]?\d)"
)
# Nor is a note to the reader, nor, where footnotes state positions, the mark of a footnote.
_NOTE = re.compile(r"\s*(?:negotiators?[’']?s?[’']?\s+notes?|note)\s*:", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_FOOTNOTE_MARK = re.compile(r"\d{1,3}(?![\d.])")


def read_step(words: str) -> Step | None:
    """Return the step that a mark such as "[agreed ad ref]" names, or None if it names none."""
    found = _STEP_MARK.fullmatch(words) if len(words) < 60 else None
    return _step_of(found["words"]) if found else None


def _step_of(words: str) -> Step:
    said = words.lower()
    if "open" in said:
        return Step.REOPENED
    if "ad" in said.replace(".", " ").split() or "referendum" in said:
        return Step.AD_REFERENDUM
    if "informal" in said:
        return Step.INFORMALS
    if "working" in said or said.endswith("wg"):
        return Step.WORKING_GROUP
    return Step.AGREED


@dataclass(frozen=True, slots=True)
class StepMark:
    """A mark of the ladder of agreement at its place in the draft."""

    step: Step
    start: int
    end: int


def find_step_marks(source: str, pairs: Pairs) -> tuple[StepMark, ...]:
    """Return the marks such as "[agreed ad ref]" and "(reopened)", in order."""
    marks = [
        StepMark(_step_of(found["words"]), found.start(), found.end())
        for found in _PARENTHESISED_STEP.finditer(source)
    ]
    for opens, closes in zip(pairs.opens, pairs.closes, strict=True):
        step = read_step(source[opens + 1 : closes]) if closes - opens < 60 else None
        if step is not None:
            marks.append(StepMark(step, opens, closes + 1))
    return tuple(sorted(marks, key=lambda mark: mark.start))


_SENTENCE_END = re.compile(r"[ \t]?[.;,:][ \t]*")


def step_places(source: str, end: int) -> tuple[int, ...]:
    """Where the mark of a bracket that ends at `end` may begin: right after, or after a stop."""
    stop = _SENTENCE_END.match(source, end)
    return (end, end + 1, stop.end()) if stop else (end, end + 1)


@dataclass(frozen=True, slots=True)
class _Member:
    """One bracket, read: its alternatives and the anchor right after it."""

    alternatives: tuple[Alternative, ...]
    start: int
    end: int
    issue_id: str | None
    is_blanket: bool
    is_blank: bool


def _are_alike(wordings: Iterable[str]) -> bool:
    """Whether what slashes part is of like length; else they part words within a clause."""
    lengths = [len(wording.split()) for wording in wordings]
    return max(lengths) <= 3 * min(lengths) + 3


class BracketReader:
    """Turns the pairs of one draft into slots."""

    def __init__(self, source: str, pairs: Pairs, profile: Profile) -> None:
        self._source = source
        self._pairs = pairs
        self._profile = profile
        self._anchors: dict[int, Anchor] = {}
        self._positions: dict[int, tuple[Position, ...]] = {}
        self._cuts: dict[int, list[int]] = {}
        for slash, pair in zip(pairs.slashes, pairs.slash_pairs, strict=True):
            self._cuts.setdefault(pair, []).append(slash)

    def find_slots(
        self,
        anchors: tuple[Anchor, ...],
        step_marks: tuple[StepMark, ...],
        positions: dict[int, tuple[Position, ...]],
    ) -> list[Slot]:
        """Return the slots, in order of opening; parents are not yet known (all -1).

        `positions[number]`: what the footnote of that number says of parties' positions.
        """
        self._anchors = {anchor.start: anchor for anchor in anchors}
        self._positions = positions
        steps = {mark.start: mark.step for mark in step_marks}
        groups: list[list[_Member]] = []
        last_group: dict[int, int] = {}
        for pair in range(len(self._pairs)):
            if self._pairs.opens[pair] in steps:
                continue
            member = self._read_member(pair)
            around = self._pairs.parents[pair]
            before = last_group.get(around)
            if before is not None and self._is_alternative(groups[before], member):
                groups[before].append(member)
            else:
                last_group[around] = len(groups)
                groups.append([member])
        return [self._make_slot(group, steps) for group in groups]

    def _read_member(self, pair: int) -> _Member:
        """Read one bracket: attribution label, alternatives parted by slashes, anchor."""
        opens, closes = self._pairs.opens[pair], self._pairs.closes[pair]
        attribution, n_label = NOBODY, 0
        if self._profile.has_attributions:
            inner = self._source[opens + 1 : min(closes, opens + _LONGEST_LABEL)]
            attribution, n_label = read_label(inner)
        start = opens + 1 + n_label
        if n_label and start < closes and self._source[start] in " \t\n":
            start += 1
        anchor, after_notes, noted = self._read_tail(closes + 1)
        attribution = self._with_positions(attribution, noted)
        is_blanket = self._pairs.n_words_in(pair) > self._profile.blanket_words
        return _Member(
            self._read_alternatives(pair, start, attribution, anchor),
            opens,
            anchor.end if anchor else after_notes,
            anchor.issue_id if anchor else None,
            is_blanket,
            closes - start < _LONGEST_BLANK and bool(_BLANK.fullmatch(self._source, start, closes)),
        )

    def _read_alternatives(
        self, pair: int, start: int, attribution: Attribution, anchor: Anchor | None
    ) -> tuple[Alternative, ...]:
        opens, closes = self._pairs.opens[pair], self._pairs.closes[pair]
        cuts = [cut for cut in self._cuts.get(pair, ()) if cut > start]
        if self._pairs.n_words_in(pair) > MOST_WORDS_WITH_SLASH:
            cuts = []
        option_ids = anchor.option_ids if anchor else ()
        starts, ends = [start, *(cut + 1 for cut in cuts)], [*cuts, closes]
        if cuts and not _are_alike(self._source[a:b] for a, b in zip(starts, ends, strict=True)):
            cuts, starts, ends = [], [start], [closes]
        return tuple(
            Alternative(
                opens,
                closes + 1,
                first,
                last,
                is_no_text=last - first < 80 and bool(NO_TEXT.match(self._source[first:last])),
                attribution=attribution,
                option_ids=option_ids[index : index + 1] if cuts else option_ids,
            )
            for index, (first, last) in enumerate(zip(starts, ends, strict=True))
        )

    def _read_tail(self, at: int) -> tuple[Anchor | None, int, tuple[Position, ...]]:
        """Read what is glued to a closing bracket: a footnote's number, an anchor."""
        noted: tuple[Position, ...] = ()
        end = at
        found = _FOOTNOTE_MARK.match(self._source, at) if self._positions else None
        if found:
            noted = self._positions.get(int(found.group()), ())
            end = found.end()
        anchor = self._anchors.get(end)
        if anchor is None and self._source.startswith(" {", end):
            anchor = self._anchors.get(end + 1)
        return anchor, end, noted

    def _with_positions(self, attribution: Attribution, noted: tuple[Position, ...]) -> Attribution:
        """Add what footnotes say: the one after the bracket, and those glued to names in it."""
        numbers = _FOOTNOTE_MARK.findall(attribution.words) if self._positions else []
        named = (self._positions.get(int(number), ()) for number in numbers)
        positions = (*attribution.positions, *(p for group in named for p in group), *noted)
        if positions == attribution.positions:
            return attribution
        return Attribution(
            attribution.supporters, attribution.opponents, positions, attribution.words
        )

    def _is_alternative(self, group: list[_Member], after: _Member) -> bool:
        """Whether a bracket is an alternative to the group before it, of the same parent.

        Nothing but blanks, or one line break, may stand between them; a bracket that is a whole
        paragraph is none, nor one that adds to the words before it ("[, as appropriate]"), nor a
        note or a footnote's mark.
        """
        before = group[-1]
        gap = self._source[before.end : min(after.start, before.end + _LONGEST_GAP)]
        if after.start > before.end + len(gap) or not _GAP.fullmatch(gap):
            return False
        if before.issue_id and after.issue_id:
            return before.issue_id == after.issue_id
        if self._is_note(before) or self._is_note(after) or self._adds(before, after):
            return False
        if self._profile.has_attributions and self._is_footnote_between(before, after):
            return False
        return "\n" not in gap or not self._opens_paragraph(group[0].start, after.start)

    def _adds(self, before: _Member, after: _Member) -> bool:
        """Whether one of two brackets joins on to words; "[and][or]" are alternatives."""
        both = (before.alternatives[-1], after.alternatives[0])
        n_bare = sum(
            _CONJUNCTION.fullmatch(self._source, one.start, one.end) is not None for one in both
        )
        if n_bare:
            return n_bare == 1
        return any(_ADDITION.match(self._source, one.start, one.end) for one in both)

    def _is_note(self, member: _Member) -> bool:
        """Whether a bracket holds a note to the reader: no alternative to a neighbour."""
        return _NOTE.match(self._source, member.alternatives[0].start) is not None

    def _is_footnote_between(self, before: _Member, after: _Member) -> bool:
        """Whether one of two brackets is a footnote's mark, where these are bracketed too.

        A number beside words is, and so are two in a row, "[130] [131]"; "[100][150]" are amounts.
        """
        first, second = (
            _BARE_NUMBER.fullmatch(self._source, one.alternatives[0].start, one.alternatives[0].end)
            for one in (before, after)
        )
        if first and second:
            return int(second.group()) == int(first.group()) + 1
        return bool(first or second)

    def _opens_paragraph(self, first: int, after: int) -> bool:
        """Whether brackets on lines of their own are paragraphs.

        They are if only blanks and brackets stand before the first on its line, or if the one
        after opens with a paragraph's number.
        """
        if _PARAGRAPH_LABEL.match(self._source, after + 1):
            return True
        line_start = self._source.rfind("\n", max(first - 200, 0), first) + 1
        return not self._source[max(line_start, first - 200) : first].strip(" \t[")

    def _make_slot(self, group: list[_Member], steps: dict[int, Step]) -> Slot:
        alternatives = tuple(one for member in group for one in member.alternatives)
        is_blank = len(alternatives) == 1 and group[0].is_blank
        if len(alternatives) == 1 and not is_blank:
            end = alternatives[0].mark_end
            implied = Alternative(end, end, end, end, is_no_text=True, is_implied=True)
            alternatives = (*alternatives, implied)
        end = group[-1].end
        issue_id = next((member.issue_id for member in group if member.issue_id), None)
        return Slot(
            -1,
            -1,
            SlotKind.BLANK if is_blank else SlotKind.BRACKETS,
            group[0].start,
            end,
            alternatives,
            any(member.is_blanket for member in group),
            issue_id,
            next((steps[at] for at in step_places(self._source, end) if at in steps), Step.OPEN),
        )
