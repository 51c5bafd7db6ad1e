"""The heading of a meeting note: when, where, at which level, who, and further words for issues.

Either a front matter of YAML between two lines of dashes, or first lines such as "Date: …",
"Place: …", "Level: …", "Participants: A (party), B (party)", or one line "Place, 6 February 2019".
A line "PARTY: A, B. OTHER PARTY: C" that holds nothing but names tells who was there, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from paraph.case import Case
from paraph.errors import CaseError, Mistake, UnknownNameError, suggest
from paraph.formats.casefolder.documents import Document, Written, parse_document
from paraph.formats.note_people import (
    find_party,
    people_by_party,
    people_in_groups,
    people_in_line,
)
from paraph.record import Level, Participant

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    name: number
    for number, month in enumerate(_MONTH_NAMES, start=1)
    for name in (month, month[:3], *(("sept",) if number == 9 else ()))
}
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -](?:of )?([A-Za-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_KEYS = ("date", "until", "place", "level", "title", "participants", "words")
_LINE = re.compile(
    r"\W{0,4}(date|until|place|level|title|participants|present)\W{0,2}:\s*(.+)", re.I
)
_PLACE_AND_DATE = re.compile(r"\W{0,4}([^\W\d][^,:]{1,60}), (.{6,40})")
_RECORD = re.compile(
    r"(?:meeting|summary|minutes|notes?|record|transcript|call|talks|report|read-?out)(?!\w)", re.I
)
"""What a line with a date opens with where it names no place: "Minutes of the talks, 6 May …"."""
_LEVELS = {"leader": "leaders", "summit": "leaders", "minister": "ministerial", "staff": "working"}
_MOST_LINES = 12
_MOST_MONTHS = 12
_FENCE = "---"


@dataclass(frozen=True)
class NoteHeading:
    """What a note says of its meeting; `words` are (issue id, further words for it), `names` are
    (party id, further names for it: a capital, a demonym).
    """

    day: date | None = None
    last_day: date | None = None
    place: str = ""
    level: Level | None = None
    title: str = ""
    participants: tuple[Participant, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()


def split_heading(text: str, case: Case, file: str) -> tuple[NoteHeading, int]:
    """Read the heading of a note; return it with its length in characters.

    CaseError names every mistake in it with its line.
    """
    lines = text.splitlines(keepends=True)
    if lines and lines[0].strip() == _FENCE:
        ends = [at for at, line in enumerate(lines[1:60], start=1) if line.strip() == _FENCE]
        if ends:
            front = "".join(["\n", *lines[1 : ends[0]]])
            n_heading = sum(map(len, lines[: ends[0] + 1]))
            return _read_front(parse_document(file, front), case), n_heading
    return _read_lines(lines, case, file)


def _read_front(document: Document, case: Case) -> NoteHeading:
    data = document.data if document.data is not None else {}
    if not isinstance(data, Mapping):
        raise CaseError([document.mistake((), "the heading is no list of keys and values")])
    mistakes = [
        document.mistake((key,), f"unknown key '{key}'{suggest(key, _KEYS)}", is_about_key=True)
        for key in data
        if key not in _KEYS
    ]
    heading = NoteHeading()
    for key in (key for key in data if key in _KEYS):
        try:
            heading = _with_entry(heading, key, data[key], case)
        except (ValueError, UnknownNameError) as error:
            mistakes.append(document.mistake((key,), str(error)))
    if mistakes:
        raise CaseError(mistakes)
    return heading


def _with_entry(heading: NoteHeading, key: str, value: Written, case: Case) -> NoteHeading:
    """Add one key of the front matter; ValueError or UnknownNameError if it can't be read."""
    if key == "participants":
        return replace(heading, participants=tuple(people_by_party(value, case)))
    if key == "words":
        return _with_words(heading, _words_by_id(value), case)
    if not isinstance(value, str):
        raise ValueError(f"'{key}' holds one line of text")
    return _with_text(heading, key, value)


def _with_words(
    heading: NoteHeading, written: tuple[tuple[str, tuple[str, ...]], ...], case: Case
) -> NoteHeading:
    """Add further words by the issue or party that each list is for, by id or by name."""
    issues = {i.label.casefold(): i.id for i in case.agenda.issues}
    issues |= {i.casefold(): i for i in case.agenda.issue_ids}
    words, names = [], []
    for name, of_it in written:
        if issue_id := issues.get(name.casefold()):
            words.append((issue_id, of_it))
        elif party_id := find_party(name, case):
            names.append((party_id, of_it))
        else:
            known = (*case.agenda.issue_ids, *(party.id for party in case.parties))
            raise UnknownNameError("issue or party", name, known)
    return replace(heading, words=tuple(words), names=tuple(names))


def _with_text(heading: NoteHeading, key: str, value: str) -> NoteHeading:
    if key == "date":
        return replace(heading, day=parse_day(value))
    if key == "until":
        return replace(heading, last_day=parse_day(value))
    if key == "level":
        return replace(heading, level=_parse_level(value))
    return replace(heading, place=value) if key == "place" else replace(heading, title=value)


def parse_day(text: str) -> date:
    """Read a day: 2019-02-06, 6 February 2019, February 6, 2019 or 6.2.2019.

    With slashes or dashes and the year last, only where it can't be two days: 14/02/2019.
    ValueError for others.
    """
    if found := _ISO.search(text):
        return _day_at(text, int(found[1]), int(found[3]), int(found[4]))
    if (found := _DAY_MONTH.search(text)) and found[2].lower() in _MONTHS:
        return _day_at(text, int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    if (found := _MONTH_DAY.search(text)) and found[1].lower() in _MONTHS:
        return _day_at(text, int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
    if found := _NUMBERS.search(text):
        return _day_in_numbers(text, found)
    raise ValueError(f"'{text.strip()}' is no date; write it as 2019-02-06 or 6 February 2019")


def _day_in_numbers(text: str, found: re.Match[str]) -> date:
    """Read 14.2.2019, the day first, and 14/02/2019 or 02/14/2019, which can't be mistaken."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or first > _MOST_MONTHS or first == second:
        return _day_at(text, year, second, first)
    if second > _MOST_MONTHS:
        return _day_at(text, year, first, second)
    one, other = (_day_at(text, year, m, d) for m, d in ((second, first), (first, second)))
    raise ValueError(
        f"'{found[0]}' may be {_in_words(one)} or {_in_words(other)}; write it as {one} or {other}"
    )


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTH_NAMES[day.month - 1].capitalize()}"


def _day_at(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"'{text.strip()}' is no day of the calendar") from error


def _parse_level(text: str) -> Level:
    word = text.strip().lower()
    for start, level in _LEVELS.items():
        word = level if word.startswith(start) else word
    word = "working" if word.startswith("working") else word
    if word not in list(Level):
        raise ValueError(f"'{text.strip()}' is no level; write working, ministerial or leaders")
    return Level(word)


def _words_by_id(value: Written) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, Mapping):
        raise ValueError("words are listed by issue or party: {sanctions: [embargo, banking]}")
    return tuple((key, tuple(_each_word(words))) for key, words in value.items())


def _each_word(written: Written) -> Iterable[str]:
    for word in written if isinstance(written, list) else [written]:
        if not isinstance(word, str):
            raise ValueError("further words are plain text: {sanctions: [embargo, banking]}")
        yield word


def _read_lines(lines: list[str], case: Case, file: str) -> tuple[NoteHeading, int]:
    heading = NoteHeading()
    n_heading = 0
    at = 0
    mistakes: list[Mistake] = []
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        at += len(line)
        found = _LINE.fullmatch(line.strip())
        try:
            if found:
                heading = _with_line(heading, found[1].lower(), found[2].strip(" *_"), case)
            elif (opening := _place_and_day(line)) and heading.day is None:
                heading = replace(heading, place=heading.place or opening[0], day=opening[1])
            elif (people := people_in_groups(line, case)) and not heading.participants:
                heading = replace(heading, participants=people)
            else:
                continue
            n_heading = at
        except (ValueError, UnknownNameError) as error:
            mistakes.append(Mistake(file, number, 1, str(error), excerpt=line.rstrip()))
    if mistakes:
        raise CaseError(mistakes)
    return heading, n_heading


def _with_line(heading: NoteHeading, key: str, value: str, case: Case) -> NoteHeading:
    if key in ("participants", "present"):
        return replace(heading, participants=tuple(people_in_line(value, case)))
    return _with_text(heading, key, value)


def _place_and_day(line: str) -> tuple[str, date] | None:
    """Read "Pyongyang, 6 February 2019", or the day of "Minutes of 6 February 2019".

    None where a line is something else.
    """
    found = _PLACE_AND_DATE.match(line.strip())
    opening = _RECORD.match(line.lstrip(" \t#*"))
    if found and not opening and (dated := _dated(found[2], re.Pattern.match)):
        return found[1].strip(), parse_day(dated)
    dated = _dated(line, re.Pattern.search) if opening else ""
    return ("", parse_day(dated)) if dated else None


def _dated(text: str, find: Callable[[re.Pattern[str], str], re.Match[str] | None]) -> str:
    """The first date in a text, or at its start, as it is written; empty where there is none."""
    forms = (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMBERS)
    return next((at[0] for form in forms if (at := find(form, text))), "")
