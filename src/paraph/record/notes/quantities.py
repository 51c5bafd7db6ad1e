"""Issues whose options are numbers, by what is stated of them or by their labels: "2 weeks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from paraph.negotiation import Issue, Option
from paraph.record.notes.words import Word, content_stems, is_number, number_of, split_words

PERCENT = "%"
CURRENCIES = frozenset(("eur", "usd", "pound", "chf"))
_DENIALS = frozenset(("no", "none", "nothing"))
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

    def holds(self, number: float) -> bool:
        """Whether an option is exactly this number."""
        return any(known == number for _, known in self.numbers)


@lru_cache(maxsize=512)
def scale_of(issue: Issue) -> Scale | None:
    """The scale of an issue; None where its options aren't numbers.

    Numbers that are stated count; else those with which the labels of all options begin, in one
    unit ("3 per cent", "4 per cent"); an option that begins with "no" is then 0.
    """
    stated = tuple((o.id, o.number) for o in issue.options if o.number is not None)
    if stated:
        return Scale(stated, "".join(content_stems(issue.unit)[:1]))
    read = [(option.id, *_read_label(option)) for option in issue.options]
    units = {unit for _, number, unit in read if number}
    if len(units) != 1 or any(number is None for _, number, _ in read):
        return None
    numbers = tuple((option_id, number) for option_id, number, _ in read if number is not None)
    is_scale = len({number for _, number in numbers}) == len(numbers) > 1
    return Scale(numbers, units.pop()) if is_scale else None


def _read_label(option: Option) -> tuple[float | None, str]:
    """The number at the start of a label, and the stem of its unit."""
    words = split_words(option.label)
    if words and words[0].lower in _DENIALS:
        return 0.0, ""
    at = next((n for n, word in enumerate(words) if word.lower not in _BEFORE), len(words))
    has_number = at < len(words) and is_number(words[at].lower) and words[at].lower != "a"
    if not has_number and not (at + 1 < len(words) and words[at].stem in CURRENCIES):
        return None, ""
    at = at if has_number else at + 1
    if not is_number(words[at].lower):
        return None, ""
    unit = unit_at(words, at)
    end = at + 1 + _n_words_of_unit(words, at, unit)
    is_whole = end >= len(words) or words[end].text == ","
    return (number_of(words[at].lower), unit) if is_whole else (None, "")


def _n_words_of_unit(words: Sequence[Word], at: int, unit: str) -> int:
    """How many words behind a number are its unit."""
    if not unit or words[at].text.endswith(PERCENT) or (at and words[at - 1].stem == unit):
        return 0
    return 2 if words[at + 1].lower == "per" else 1


def unit_at(words: Sequence[Word], at: int) -> str:
    """The stem of the unit of the number at a place: "4%", "4 per cent", "EUR 90", "2 weeks"."""
    behind = [word.lower for word in words[at + 1 : at + 3]]
    if words[at].text.endswith(PERCENT) or behind[:1] in (["%"], ["percent"], ["pct"]):
        return PERCENT
    if behind == ["per", "cent"]:
        return PERCENT
    if at and words[at - 1].stem in CURRENCIES:
        return words[at - 1].stem
    return words[at + 1].stem if behind and words[at + 1].is_content else ""


def is_in_date(words: Sequence[Word], at: int) -> bool:
    """Whether a number is the day or year of a date: "12 March", "March 12", "June 2019"."""
    near = [words[place].lower for place in (at - 1, at + 1) if 0 <= place < len(words)]
    return bool(_MONTHS.intersection(near) - {"may"}) or near[-1:] == ["may"]
