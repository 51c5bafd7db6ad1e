"""Words for the last that a party would take: "at least 4 per cent", "their floor is 120"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from paraph.record.notes.cues import FIGURE, NEGATION, any_of
from paraph.record.notes.words import Word, is_number, number_of, split_words

_NEAR_CHARACTERS = 48
_TAKE = r"(?:accept|take|agree to|settle for|sign for|live with|go to|consider)"
_WHOSE = (
    r"(?:(?:the )?[\w']+'s|the|our|my|their|its|his|her|a|an)"
    r"(?: (?:absolute|bare|very|final|firm))?"
)
_IS = r"(?:(?: (?:for|to|of|on) (?:[\w']+ ){0,3}[\w']+)? (?:is|was|are|remains|stays|of|at))"


def _called(nouns: str) -> str:
    """The pattern of what is called a bound: "their floor is …", "… was our floor"."""
    return rf"(?:{nouns}){_IS}|(?:is|was|are|remains|stays|as) {_WHOSE} (?:{nouns})"


_LOWEST = any_of(
    rf"(?:at (?:the very )?least|min(?:imum)?) (?:[\w']+ ){{0,3}}{FIGURE}",
    rf"{FIGURE}(?: [\w%']+){{1,2}} min(?:imum)?",  # "10 min" may be minutes
    rf"(?:needs?|wants?|requires?|asks? for|asked for) {FIGURE} min(?:imum)?",
    rf"{FIGURE}(?: [\w%']+){{0,3}},? (?:at (?:the very )?least|or more|or better)",
    _called(r"floor|minimum|lower limit"),
)
_HIGHEST = any_of(
    rf"(?:at most|max(?:imum)?) (?:[\w']+ ){{0,3}}{FIGURE}",
    rf"{FIGURE}(?: [\w%']+){{0,2}} max(?:imum)?",
    rf"{FIGURE}(?: [\w%']+){{0,3}},? (?:at most|or less|or fewer)",
    _called(r"ceiling|maximum|cap|upper limit"),
)
_TAKEN = re.compile(
    rf"(?<!\w)the (?:(?P<least>least|lowest|minimum|shortest)|most|highest|maximum|longest) "
    rf"(?:that )?(?:[\w']+ ){{1,4}}{_TAKE}(?!\w)"
)
_LAST = any_of(_called(r"bottom line|limit"))
_UNDER = (
    rf"(?:(?:less|fewer|lower|shorter|smaller|earlier) than|below|under) (?:[\w']+ ){{0,2}}{FIGURE}"
)
_OVER = (
    r"(?:(?:more|longer|higher|greater|bigger|larger|later) than|above|beyond|over|"
    rf"exceed(?:s|ing)?) (?:[\w']+ ){{0,2}}{FIGURE}"
)
_BEYOND = re.compile(rf"(?<!\w)(?:(?P<under>{_UNDER})|(?P<over>{_OVER}))")
_DURING = re.compile(r"(?:over|under) ")
_NOTHING = any_of("nothing", "nobody", "none", "without", "anything", "no")


class Side(IntEnum):
    """Where what is refused lies, by the numbers: below a bound, above it, or not said."""

    BELOW = -1
    UNSAID = 0
    ABOVE = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound that a clause speaks of, and where what is refused lies.

    `is_comparing` says that it is put as "more than …" or "below …"; `is_denied` that such a
    comparison is denied: "not below 4"; `is_taken` that it is "the least they would accept".
    `figure` is its number, if that is clear.
    """

    side: Side
    is_comparing: bool = False
    is_denied: bool = False
    is_taken: bool = False
    figure: float | None = None


def find_limit(text: str) -> Limit | None:
    """Find the bound that a clause, in small letters, speaks of; None where it speaks of none."""
    if beyond := _BEYOND.search(text):
        side = Side.BELOW if beyond["under"] else Side.ABOVE
        before = text[max(0, beyond.start() - _NEAR_CHARACTERS) : beyond.start()]
        is_denied = NEGATION.search(before) is not None or _NOTHING.search(before) is not None
        is_during = _DURING.match(beyond.group()) is not None and not is_denied
        figure = _figure_in(beyond.group())
        return None if is_during else Limit(side, True, is_denied, figure=figure)
    if taken := _TAKEN.search(text):
        return Limit(Side.BELOW if taken["least"] else Side.ABOVE, is_taken=True)
    for pattern, side in ((_LOWEST, Side.BELOW), (_HIGHEST, Side.ABOVE), (_LAST, Side.UNSAID)):
        if match := pattern.search(text):
            return Limit(side, figure=_figure_in(match.group()))
    return None


def _figure_in(text: str) -> float | None:
    """The one number in a text, or None."""
    numbers = [number_of(w.lower) for w in split_words(text) if is_number(w.lower) and _counts(w)]
    return numbers[0] if len(numbers) == 1 else None


def _counts(word: Word) -> bool:
    return word.lower not in ("a", "an", "no", "none", "one", "single", "both", "couple")
