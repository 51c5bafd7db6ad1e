"""The forms a value may take in a case folder: ids, dates, shares, rankings, packages.

Each reader turns what is written into a noun, and says how to mend what it can't read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from paraph.errors import suggest
from paraph.formats.casefolder.documents import Path
from paraph.formats.casefolder.findings import Findings, is_number, mend_for, refusal
from paraph.negotiation import (
    Condition,
    Importance,
    Interval,
    Package,
    package_of,
)

LONGEST_ID = 200
# What the words for the value of no agreement stand for, on the party's own scale from its
# worst package (0) to its best (1). They overlap nowhere and leave out the top: a party for
# which no agreement is nearly as good as its best package has nothing to negotiate for.
RESERVATION_WORDS: dict[str, Interval] = {
    "very bad": Interval(0.0, 0.1),
    "bad": Interval(0.1, 0.3),
    "bearable": Interval(0.3, 0.5),
    "good": Interval(0.5, 0.7),
    "very good": Interval(0.7, 0.9),
}

_Word = TypeVar("_Word", bound=StrEnum)
_Read = TypeVar("_Read")


def read_text(written: object) -> str:
    """Read text; numbers, dates and words are all taken as they are written."""
    if isinstance(written, str):
        return written
    if written is None:
        return ""
    raise refusal("text is expected here", "put it in quotes if it starts with [ or {")


def read_id(written: object) -> str:
    """Read a name that other entries refer to: one line of at most 200 characters."""
    if not isinstance(written, str):
        raise refusal("one name is expected here", "write a word, such as sanctions")
    if not written.strip():
        raise refusal("the name is empty", "write a word, such as sanctions")
    if written != written.strip() or not written.isprintable() or len(written) > LONGEST_ID:
        raise refusal(
            f"a name must be one line of at most {LONGEST_ID} characters, without space around it",
            "write a short word, and the long form as its label",
        )
    return written


def reference_reader(kind: str) -> Callable[[object, ValidationInfo], str]:
    """Return a reader of names of one kind, which must exist in the case."""

    def read_reference(written: object, info: ValidationInfo) -> str:
        name = read_id(written)
        findings = Findings(info)
        findings.check_name((), kind, name)
        findings.refuse_any()
        return name

    return read_reference


def list_reader(
    read_entry: Callable[[object, ValidationInfo], _Read],
) -> Callable[[object, ValidationInfo], tuple[_Read, ...]]:
    """Return a reader of lists; a single entry is taken as a list of one."""

    def read_list(written: object, info: ValidationInfo) -> tuple[_Read, ...]:
        if isinstance(written, dict):
            raise refusal("a list is expected here", "write [first, second], or lines with '- '")
        if not isinstance(written, list):
            return (read_entry(written, info),)
        findings = Findings(info)
        entries = []
        for index, entry in enumerate(written):
            try:
                entries.append(read_entry(entry, info))
            except PydanticCustomError as error:
                findings.note_all((index,), error)
        findings.refuse_any()
        return tuple(entries)

    return read_list


def read_date(written: object) -> date:
    """Read a date written as 2019-02-27."""
    if not isinstance(written, str):
        raise refusal("a date is expected here", "write it as year-month-day: 2019-02-27")
    parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written.strip())
    if not parts:
        raise refusal(f"'{written}' is no date", _date_mend(written))
    year, month, day = (int(part) for part in parts.groups())
    if not (year >= 1 and 1 <= month <= 12):
        raise refusal(f"'{written}' is no date", "write it as year-month-day: 2019-02-27")
    if not 1 <= day <= monthrange(year, month)[1]:
        last = monthrange(year, month)[1]
        raise refusal(
            f"'{written}' is no day of the calendar",
            f"the month has {last} days; its last is {year:04}-{month:02}-{last}",
        )
    return date(year, month, day)


def _date_mend(written: str) -> str:
    parts = re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?", written.strip())
    if parts:
        year, month, day = parts.groups()
        return f"write it as {year}-{int(month):02}-{int(day):02}"
    return "write it as year-month-day: 2019-02-27"


def read_number(written: object) -> float:
    """Read a finite number."""
    if isinstance(written, str) and is_number(written):
        return float(written)
    if isinstance(written, str) and re.fullmatch(r"\d+(\.\d+)?\s*%", written.strip()):
        part = float(written.strip().rstrip("% ")) / 100
        raise refusal("a number is expected, not a percentage", f"write {part:g}")
    if isinstance(written, str) and re.fullmatch(r"\d+,\d+", written):
        raise refusal("a number is written with a point", f"write {written.replace(',', '.')}")
    raise refusal(f"a number is expected{_shown(written)}", "write digits, such as 0.4")


def read_whole(written: object) -> int:
    """Read a whole number that isn't negative."""
    number = read_number(written)
    if number != int(number) or number < 0:
        raise refusal(f"a whole number of at least 0 is expected{_shown(written)}")
    return int(number)


def read_count(written: object) -> int:
    """Read a whole number of at least 1."""
    number = read_whole(written)
    if number < 1:
        raise refusal("a number of at least 1 is expected", "write 1, or more")
    return number


def read_share(written: object) -> float:
    """Read a number in 0..1."""
    number = read_number(written)
    if not 0 <= number <= 1:
        is_percent = 2 <= number <= 100
        mend = f"for {number:g} in a hundred write {number / 100:g}" if is_percent else ""
        raise refusal(f"a number from 0 to 1 is expected, not {number:g}", mend)
    return number


def read_widening(written: object) -> float:
    """Read how much less sure of the past one is now than then: at least 1."""
    number = read_number(written)
    if number < 1:
        problem = f"a number of at least 1 is expected, not {number:g}"
        raise refusal(problem, "write 1.5: the past can't be surer now than it was then")
    return number


def read_bonus(written: object) -> float:
    """Read a number in -1..1."""
    number = read_number(written)
    if not -1 <= number <= 1:
        raise refusal(f"a number from -1 to 1 is expected, not {number:g}")
    return number


def read_flag(written: object) -> bool:
    """Read a yes or a no."""
    if isinstance(written, str) and written.lower() in {"true", "yes"}:
        return True
    if isinstance(written, str) and written.lower() in {"false", "no"}:
        return False
    raise refusal(f"a yes or a no is expected{_shown(written)}", "write true or false")


def read_range(written: object) -> Interval:
    """Read a number in 0..1, or two of them: [low, high]."""
    if isinstance(written, list):
        if len(written) != 2:
            raise refusal("a range has two ends", "write [low, high], such as [0.2, 0.4]")
        findings = Findings()
        ends = [findings.read((place,), read_share, end) for place, end in enumerate(written)]
        findings.refuse_any()
        (low,), (high,) = ends
        if low > high:
            raise refusal("the range is the wrong way round", f"write [{high:g}, {low:g}]")
        return Interval(low, high)
    if isinstance(written, str):
        ends_written = re.fullmatch(r"(\d*\.?\d+)\s*(?:-|–|\.\.|to)\s*(\d*\.?\d+)", written.strip())
        if ends_written:
            raise refusal(
                f"'{written}' is no range", f"write [{ends_written[1]}, {ends_written[2]}]"
            )
        if not is_number(written) and not written.strip().endswith("%") and "," not in written:
            raise refusal(
                f"a number or a range is expected, not '{written}'", "write 0.3 or [0.2, 0.4]"
            )
    number = read_share(written)
    return Interval(number, number)


def read_importance(written: object) -> Importance | Interval:
    """Read how much an issue matters: a word, a share of the total weight, or a range of it."""
    words = [word.value for word in Importance]
    if isinstance(written, str) and written in words:
        return Importance(written)
    is_word = isinstance(written, str) and re.fullmatch(r"[^\W\d][\w -]*", written)
    if is_word or written is None or isinstance(written, dict):
        near = suggest(str(written), words).removeprefix("; ")
        mend = near if near.startswith("did you") else _any_of(words)
        raise refusal(
            f"an importance is a word, a share or a range{_shown(written)}",
            f"{mend}" if near.startswith("did you") else f"{mend}, 0.3 or [0.2, 0.4]",
        )
    return read_range(written)


def read_reservation(written: object) -> Interval:
    """Read what no agreement is worth: a word, a number in 0..1, or a range."""
    if isinstance(written, str) and written in RESERVATION_WORDS:
        return RESERVATION_WORDS[written]
    if isinstance(written, str) and re.fullmatch(r"[^\W\d][\w -]*", written):
        near = mend_for(written, RESERVATION_WORDS)
        mend = near if near.startswith("did you") else _any_of(list(RESERVATION_WORDS))
        raise refusal(f"'{written}' is no word for the value of no agreement", mend)
    return read_range(written)


def read_ranking(written: object) -> tuple[tuple[str, ...], ...]:
    """Read a ranking: a list of names, best first; ties in a list of their own."""
    if not isinstance(written, list):
        raise refusal("a ranking is a list", "write [first, [second, tied with it], last]")
    findings = Findings()
    seen: set[str] = set()
    tiers: list[tuple[str, ...]] = []
    for index, tier in enumerate(written):
        names: list[str] = []
        for inside, name in enumerate(tier if isinstance(tier, list) else [tier]):
            path: Path = (index, inside) if isinstance(tier, list) else (index,)
            for read in findings.read(path, read_id, name):
                if read in seen:
                    findings.note(path, f"'{read}' is ranked twice", "keep it in one place")
                seen.add(read)
                names.append(read)
        tiers.append(tuple(names))
    findings.refuse_any()
    return tuple(tiers)


def word_reader(words: type[_Word]) -> Callable[[object], _Word]:
    """Return a reader of one of the words of an enumeration."""

    def read_word(written: object) -> _Word:
        values = [word.value for word in words]
        if isinstance(written, str) and written in values:
            return words(written)
        near = mend_for(written, values) if isinstance(written, str) else ""
        mend = near if near.startswith("did you") else _any_of(values)
        raise refusal(f"one of {len(values)} words is expected{_shown(written)}", mend)

    return read_word


def read_package(written: object, info: ValidationInfo) -> Package:
    """Read a package: issue and option, for all issues or for some."""
    if not isinstance(written, dict):
        raise refusal("a package is expected here", "write {issue: option, issue: option}")
    findings = Findings(info)
    choices = {}
    for issue_id, option in written.items():
        findings.check_name((issue_id,), "issue", issue_id, is_about_key=True)
        choices[issue_id] = findings.option_of((issue_id,), issue_id, option)
    findings.refuse_any()
    return package_of(choices)


def read_conditions(written: object, info: ValidationInfo) -> tuple[Condition, ...]:
    """Read conditions: {issue: option, issue: [option, option]}, or a list of such."""
    if isinstance(written, dict):
        return _conditions_in(written, info)
    if not isinstance(written, list):
        raise refusal("conditions are expected here", "write {issue: option}")
    findings = Findings(info)
    conditions: list[Condition] = []
    for index, entry in enumerate(written):
        if not isinstance(entry, dict) or len(entry) != 1:
            findings.note((index,), "one condition is expected here", "write {issue: option}")
            continue
        try:
            conditions.extend(_conditions_in(entry, info))
        except PydanticCustomError as error:
            findings.note_all((index,), error)
    findings.refuse_any()
    return tuple(conditions)


def _conditions_in(written: dict[str, object], info: ValidationInfo) -> tuple[Condition, ...]:
    findings = Findings(info)
    conditions = []
    for issue_id, options in written.items():
        findings.check_name((issue_id,), "issue", issue_id, is_about_key=True)
        listed = options if isinstance(options, list) else [options]
        read = [
            findings.option_of(
                (issue_id, place) if isinstance(options, list) else (issue_id,), issue_id, option
            )
            for place, option in enumerate(listed)
        ]
        if not read:
            findings.note((issue_id,), "no option is given", "write one option, or several in [ ]")
        if len(set(read)) < len(read):
            findings.note((issue_id,), "an option is named twice", "name each once")
        conditions.append(Condition(issue_id, tuple(read)))
    findings.refuse_any()
    return tuple(conditions)


def _shown(written: object) -> str:
    return f", not '{written}'" if isinstance(written, str) else ""


def _any_of(words: Sequence[str]) -> str:
    return f"write one of: {', '.join(words)}"
