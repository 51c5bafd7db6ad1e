"""Issues whose options are numbers, by what is stated of them or by their labels: "2 weeks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from paraph.negotiation import Issue, Option
from paraph.record.notes.words import (
    Word,
    content_stems,
    find_stem,
    is_number,
    number_of,
    split_words,
)

PERCENT = "%"
CURRENCIES = frozenset(("eur", "usd", "pound", "chf"))
TIMES = frozenset(("minut", "hour", "day", "week", "month", "year"))
_PER_CENTS = frozenset(("%", "percent", "pct", "percentage"))
_MAGNITUDES = {
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), "million"),
    **dict.fromkeys(("bn", "billion", "billions"), "billion"),
    **dict.fromkeys(("k", "thousand"), "thousand"),
}
_PLACED = frozenset((
    "item", "items", "point", "points", "article", "articles", "art", "paragraph", "para", "page",
    "pages", "annex", "section", "clause", "chapter", "option", "version", "room", "hall", "round",
    "session", "meeting", "day", "number", "nr", "table", "line", "question", "agenda", "rule",
    "step", "phase", "draft", "slide", "footnote", "appendix", "bracket", "variant",
))  # fmt: skip
"""Words that a number behind them only numbers: "item 4"."""
_MOVING = frozenset((
    "down", "up", "away", "moved", "moving", "came", "went", "coming", "going", "starting",
    "lowered", "reduced", "raised", "raise", "cut", "increased", "increase", "improved", "dropped",
    "move", "moves", "come", "comes", "go", "goes", "gone", "drop", "drops", "dropping", "fell",
    "fall", "falls", "rose", "rise", "rises", "shift", "shifted", "shifts", "edge", "edged",
    "climb", "climbed", "lower", "lowers", "reduce", "reduces", "raises", "cuts", "increases",
    "improve", "improves", "jumped", "slipped", "retreated", "retreat", "descend", "descended",
))  # fmt: skip
_UNMOVED = frozenset(("not", "never", "cannot", "refused", "refuses"))
_AFTER_FIGURES = frozenset((
    "now", "instead", "maximum", "max", "minimum", "min", "flat", "today", "altogether", "tops",
    "overall", "please", "firm", "final", "again", "still", "already", "yesterday", "tomorrow",
    "works", "sounds", "seems", "looks", "remains", "stays", "suits", "goes", "means", "makes",
    "first", "though", "however", "because", "while", "whereas", "until", "unless", "subject",
    "plus", "versus", "vs", "against", "without", "not", "never", "no", "yes", "ok", "okay", "fine",
    "w",
))  # fmt: skip
"""Words that may follow a bare figure without being what it counts: "80 sounds good"."""
_DENIALS = frozenset(("no", "none", "nothing"))
_LEAST_NUMBERS = 2
_BEFORE = frozenset(("up", "to", "about", "around", "at", "most", "least", "within"))
_MONTHS = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers of an issue's options, as (option id, number), and the stem of their unit."""

    numbers: tuple[tuple[str, float], ...]
    unit: str

    def nearest(self, number: float) -> tuple[str, bool] | None:
        """The option nearest to a number, and whether it is that number; None out of range."""
        ordered = sorted(self.numbers, key=lambda pair: pair[1])
        if not ordered[0][1] <= number <= ordered[-1][1]:
            return None
        option_id, nearest = min(ordered, key=lambda pair: abs(pair[1] - number))
        return option_id, nearest == number

    def beyond(self, number: float, side: int) -> str:
        """The option next below (`side` -1) or above (1) a number; empty where there is none."""
        further = [pair for pair in self.numbers if (pair[1] - number) * side > 0]
        return min(further, key=lambda pair: abs(pair[1] - number))[0] if further else ""

    def ends(self) -> tuple[str, str]:
        """The options with the lowest and the highest number."""
        ordered = sorted(self.numbers, key=lambda pair: pair[1])
        return ordered[0][0], ordered[-1][0]

    def holds(self, number: float) -> bool:
        """Whether an option is exactly this number."""
        return any(known == number for _, known in self.numbers)


@lru_cache(maxsize=512)
def scale_of(issue: Issue) -> Scale | None:
    """The scale of an issue; None where its options aren't numbers.

    Numbers that are stated count; else those with which the labels of all options begin, in one
    unit ("3 per cent", "4 per cent"), or that stand between the same words ("withdrawn 20 km",
    "EUR 80 a month"); an option that begins with "no" is then 0.
    """
    stated = tuple((o.id, o.number) for o in issue.options if o.number is not None)
    if stated:
        return Scale(stated, unit_of(issue.unit))
    around = _common_words([option.label for option in issue.options])
    read = [(option.id, *_read_label(option, *around)) for option in issue.options]
    units = {unit for _, number, unit in read if number}
    if len(units) != 1 or any(number is None for _, number, _ in read):
        return None
    numbers = tuple((option_id, number) for option_id, number, _ in read if number is not None)
    is_scale = len({number for _, number in numbers}) == len(numbers) > 1
    return Scale(numbers, units.pop()) if is_scale else None


def _common_words(labels: Sequence[str]) -> tuple[int, int]:
    """How many words before the number, and at the end, are those of all labels but of "no …"."""
    said = [[word.lower for word in split_words(label)] for label in labels]
    said = [words for words in said if words[:1] and words[0] not in _DENIALS]
    if len(said) < _LEAST_NUMBERS:
        return 0, 0
    return _n_same(said), _n_same([words[::-1] for words in said])


def _n_same(said: Sequence[Sequence[str]]) -> int:
    """How many words are the same from the start of all lists on, before a number or currency."""
    n_same = 0
    for at in zip(*said, strict=False):
        if len(set(at)) > 1 or is_number(at[0]) or find_stem(at[0]) in CURRENCIES:
            break
        n_same += 1
    return n_same


def _read_label(option: Option, n_lead: int, n_tail: int) -> tuple[float | None, str]:
    """The number of a label between so many words, and the stem of its unit."""
    words = split_words(option.label)
    if words and words[0].lower in _DENIALS:
        return 0.0, ""
    words = words[n_lead:]
    at = next((n for n, word in enumerate(words) if word.lower not in _BEFORE), len(words))
    has_number = at < len(words) and is_number(words[at].lower) and words[at].lower != "a"
    if not has_number and not (at + 1 < len(words) and words[at].stem in CURRENCIES):
        return None, ""
    at = at if has_number else at + 1
    if not is_number(words[at].lower):
        return None, ""
    unit, n_behind = _measure_at(words, at)
    end = at + 1 + n_behind
    is_whole = end >= len(words) - n_tail or words[end].text == ","
    return (number_of(words[at].lower), unit) if is_whole else (None, "")


def unit_at(words: Sequence[Word], at: int) -> str:
    """The stem of the unit of the number at a place: "4%", "4 per cent", "EUR 90", "2 weeks".

    "EUR 3 m" and "3 million euros" are both in "eur million".
    """
    return _measure_at(words, at)[0]


def _measure_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """The unit of the number at a place, and how many words behind the number belong to it."""
    behind = [word.lower for word in words[at + 1 : at + 3]]
    is_share = words[at].text.endswith(PERCENT)
    if is_share or behind == ["per", "cent"] or _PER_CENTS.intersection(behind[:1]):
        return PERCENT, 0 if is_share else 2 if behind[0] == "per" else 1
    if behind[:1] == ["-"] and len(behind) > 1 and not is_number(behind[1]):
        return words[at + 2].stem, 2  # "a 24-month term"
    magnitude = _MAGNITUDES.get(behind[0], "") if behind else ""
    if at and words[at - 1].stem in CURRENCIES:
        return f"{words[at - 1].stem} {magnitude}".rstrip(), 1 if magnitude else 0
    if magnitude and len(behind) > 1 and words[at + 2].stem in CURRENCIES:
        return f"{words[at + 2].stem} {magnitude}", 2
    return (words[at + 1].stem, 1) if behind and words[at + 1].is_content else ("", 0)


def unit_of(text: str) -> str:
    """The unit that is stated of an issue as `unit_at` gives it: "per cent", "months", "EUR m"."""
    words = split_words(text)
    if any(word.lower in _PER_CENTS or word.lower == "cent" for word in words[:2]):
        return PERCENT
    currency = next((word.stem for word in words if word.stem in CURRENCIES), "")
    magnitude = next((_MAGNITUDES[w.lower] for w in words if w.lower in _MAGNITUDES), "")
    if currency:
        return f"{currency} {magnitude}".rstrip()
    return "".join(content_stems(text)[:1])


def own_stems_of(issue: Issue, scale: Scale) -> frozenset[str]:
    """What may follow a number of an issue: its unit, and the words of its label and id."""
    return frozenset((scale.unit, *content_stems(issue.label), *content_stems(issue.id))) - {""}


def is_counting_else(words: Sequence[Word], at: int, own_stems: frozenset[str]) -> bool:
    """Whether the number at a place counts or numbers something else than an issue.

    So it does with a unit, currency or noun of its own ("EUR 3 m", "2 hours"), behind "item" and
    the like, in an enumeration ("1. …"), a time or a date. `own_stems` are the issue's unit and
    the words of its label, which may follow.
    """
    unit, n_behind = _measure_at(words, at)
    if unit:
        behind = words[at + 1].lower if n_behind else ""
        is_noun = unit not in own_stems and n_behind == 1 and unit != PERCENT
        is_no_noun = behind in _AFTER_FIGURES or behind.endswith(("ly", "ed", "n't"))
        return unit not in own_stems and not (is_noun and is_no_noun)
    return _is_placed(words, at) or is_in_date(words, at)


def is_left(words: Sequence[Word], at: int) -> bool:
    """Whether a number is one that somebody moves away from: "5 %, down from 6 %", "not 6"."""
    at -= at > 0 and words[at - 1].stem in CURRENCIES
    before = tuple(word.lower for word in words[max(0, at - 2) : at])
    said = {word.lower for word in words[:at]}
    is_from = before[-1:] == ("from",) and not said.isdisjoint(_MOVING)
    is_held = any(word in _UNMOVED or word[-3:] == "n't" for word in said)
    is_held = is_held and "to" not in [word.lower for word in words[at + 1 : at + 4]]
    is_from = is_from and not is_held
    return is_from or before[-1:] == ("not",) or before in (("instead", "of"), ("rather", "than"))


def _is_placed(words: Sequence[Word], at: int) -> bool:
    """Whether a number stands for a place in a text, a list or a day: "item 4", "1) …", "10:30"."""
    before = [word.lower for word in words[max(0, at - 2) : at]]
    behind = [word.lower for word in words[at + 1 : at + 3]]
    if before[-1:] == ["."] and len(before) > 1:
        before = before[:1]
    if before and before[-1] in _PLACED:
        return True
    if (
        len(before) > 1
        and before[-1] in ("and", "or", "to", "-", "–", ",")
        and is_number(before[0])
    ):
        return at > 2 and _is_placed(words, at - 2)
    if behind[:1] == ["."] and len(behind) > 1:  # a full stop would have ended the sentence
        return True
    is_opening = not before or before[-1] in ("(", ":", ",", ";")
    if is_opening and behind[:1] == [")"]:
        return True
    joined = (before[::-1], behind)
    return any(len(near) > 1 and near[0] in ("/", ":") and is_number(near[1]) for near in joined)


def is_in_date(words: Sequence[Word], at: int) -> bool:
    """Whether a number is the day or year of a date: "12 March", "March 12", "June 2019"."""
    near = [words[place].lower for place in (at - 1, at + 1) if 0 <= place < len(words)]
    return bool(_MONTHS.intersection(near) - {"may"}) or near[-1:] == ["may"]
