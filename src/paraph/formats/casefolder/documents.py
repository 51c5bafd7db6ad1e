"""YAML text with the place of every key and value, so that a mistake can point at them.

Every scalar is kept as the text that was written: what is a number, a date or a yes, the
key decides, and an option may be called `no`, `1.10` or `05`. Anchors, aliases and tags
aren't part of a case folder, so a small file can't unfold into a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)
from ruamel.yaml.reader import ReaderError

from paraph.errors import CaseError, Mistake

Path = tuple[str | int, ...]
Written = str | list["Written"] | dict[str, "Written"] | None

MOST_CHARACTERS = 2_000_000
DEEPEST = 30
MOST_MISTAKES_A_FILE = 200
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; `line` and `column` count from 1."""

    line: int
    column: int
    n_characters: int = 1


@dataclass(frozen=True)
class Document:
    """One file: its lines, what is written in it, and where each key and value stands.

    Paths are tuples of keys and list indices; `()` is the whole document. `slips` are the
    mistakes that left the rest readable (a key written twice).
    """

    file: str
    lines: tuple[str, ...] = ()
    data: Written = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    slips: tuple[Mistake, ...] = ()

    @property
    def stem(self) -> str:
        """The name of the file without its folder and ending."""
        return PurePosixPath(self.file).stem

    def mistake(
        self, path: Path, problem: str, mend: str = "", *, is_about_key: bool = False
    ) -> Mistake:
        """Return a mistake at a path, or at the nearest place above it that exists."""
        place = self.keys.get(path) if is_about_key else None
        for length in range(len(path), -1, -1):
            place = place or self.values.get(path[:length]) or self.keys.get(path[:length])
        return mistake_at(self.file, self.lines, place or Place(1, 1), problem, mend)


def mistake_at(
    file: str, lines: tuple[str, ...], place: Place, problem: str, mend: str = ""
) -> Mistake:
    """Return a mistake at a place, with the line it stands on as its excerpt."""
    excerpt = lines[place.line - 1] if place.line <= len(lines) else ""
    room = max(1, len(excerpt) - place.column + 1)
    return Mistake(
        file=file,
        line=place.line,
        column=place.column,
        problem=problem,
        mend=mend,
        excerpt=excerpt,
        n_marked=max(1, min(place.n_characters, room)),
    )


def parse_document(file: str, text: str) -> Document:
    """Parse one YAML file; CaseError where it can't be read as YAML at all."""
    lines = tuple(_LINE_END.split(text))
    if len(text) > MOST_CHARACTERS:
        raise CaseError(
            [
                Mistake(
                    file,
                    0,
                    0,
                    f"the file has over {MOST_CHARACTERS:,} characters",
                    "keep long texts in text.md, and one session to a file",
                )
            ]
        )
    reading = _Reading(file, lines, text)
    try:
        data = reading.read()
    except ReaderError as error:
        raise CaseError([_forbidden_character(file, lines, text, error)]) from error
    except MarkedYAMLError as error:
        raise CaseError([_syntax_mistake(file, lines, error)]) from error
    except (YAMLError, ValueError, OverflowError) as error:
        place = reading.place_reached
        raise CaseError(
            [mistake_at(file, lines, place, f"not YAML: {_plain(str(error))}")]
        ) from error
    return Document(file, lines, data, reading.values, reading.keys, tuple(reading.slips))


class _Reading:
    """One pass over the parser's events: builds the data and notes every place."""

    def __init__(self, file: str, lines: tuple[str, ...], text: str) -> None:
        self.file = file
        self.lines = lines
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.slips: list[Mistake] = []
        self.place_reached = Place(1, 1)
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)

    def read(self) -> Written:
        """Return what the file's one document holds; None where it is empty."""
        data: Written = None
        n_documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                n_documents += 1
                if n_documents > 1:
                    self._stop(event, "a second document starts here", "remove the line '---'")
                data = self._read_value(next(self._events), (), 0)
            elif not isinstance(event, StreamStartEvent | DocumentEndEvent):
                break
        return data

    def _read_value(self, event: Event, path: Path, depth: int) -> Written:
        self.place_reached = place = _place_of(event)
        self.values[path] = place
        self._refuse_marks(event)
        if depth > DEEPEST:
            self._stop(event, f"over {DEEPEST} levels inside one another", "write it flatter")
        if isinstance(event, ScalarEvent):
            is_empty = event.style is None and event.value in _EMPTY
            return None if is_empty else str(event.value)
        if isinstance(event, SequenceStartEvent):
            return self._read_list(path, depth)
        return self._read_mapping(path, depth)

    def _read_list(self, path: Path, depth: int) -> list[Written]:
        entries: list[Written] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            entries.append(self._read_value(event, (*path, len(entries)), depth + 1))
        return entries

    def _read_mapping(self, path: Path, depth: int) -> dict[str, Written]:
        entries: dict[str, Written] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            self._refuse_marks(event)
            place = _place_of(event)
            if not isinstance(event, ScalarEvent):
                self._stop(event, "a key must be a single word or number", "put a word here")
            key = str(event.value)  # type: ignore[attr-defined]
            inside = (*path, key)
            if key in entries:
                self._note_second(key, place, self.keys[inside])
                inside = (*path, "")
            self.keys[inside] = place
            value = self._read_value(next(self._events), inside, depth + 1)
            if inside[-1] == key:
                entries[key] = value
        return entries

    def _note_second(self, key: str, place: Place, first: Place) -> None:
        if len(self.slips) < MOST_MISTAKES_A_FILE:
            self.slips.append(
                mistake_at(
                    self.file,
                    self.lines,
                    place,
                    f"the key '{key}' is written twice",
                    f"it stands in line {first.line} already; keep one of the two",
                )
            )

    def _refuse_marks(self, event: Event) -> None:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, AliasEvent):
            self._stop(
                event,
                f"an alias, *{anchor}",
                "write the value out, or put it in quotes if the star is meant",
            )
        if anchor:
            self._stop(event, f"an anchor, &{anchor}", "remove it, or put quotes around it")
        if getattr(event, "tag", None):
            self._stop(event, "a tag, !…", "remove it, or put quotes around the text")

    def _stop(self, event: Event, problem: str, mend: str) -> None:
        raise CaseError([mistake_at(self.file, self.lines, _place_of(event), problem, mend)])


def _place_of(event: Event) -> Place:
    start, end = event.start_mark, event.end_mark
    is_one_line = isinstance(event, ScalarEvent | AliasEvent) and end.line == start.line
    n_characters = end.column - start.column if is_one_line else 1
    return Place(start.line + 1, start.column + 1, max(1, n_characters))


def _forbidden_character(
    file: str, lines: tuple[str, ...], text: str, error: ReaderError
) -> Mistake:
    offset = next((i for i, char in enumerate(text) if ord(char) == error.character), 0)
    before = _LINE_END.split(text[:offset])
    place = Place(len(before), len(before[-1]) + 1)
    problem = f"a character that no text may hold (U+{error.character:04X})"
    return mistake_at(file, lines, place, problem, "delete it")


_NO_COLON = "a line without ': '"
_OPEN_QUOTE = "a quotation mark that is never closed"
_OPEN_BRACKET = "a bracket that is never closed, or a comma left out"
_SHOWN_WHERE_THEY_START = (_NO_COLON, _OPEN_QUOTE, _OPEN_BRACKET)
_SYNTAX_MENDS = (
    (r"character '\\t'", "a tab", "indent with spaces, two a level"),
    (
        "mapping values are not allowed",
        "a second ': ' in one line",
        "put the text in quotes, or start a new line for the new key",
    ),
    (
        "could not find expected ':'",
        _NO_COLON,
        "write 'key: value', or '- ' for a list entry, and check the indentation",
    ),
    ("unexpected end of stream", _OPEN_QUOTE, "close it"),
    (
        "expected ',' or '[]}]'",
        _OPEN_BRACKET,
        "check that each [ and { has its partner and that commas stand between entries",
    ),
    (
        "expected <block end>",
        "indentation that fits no line above",
        "align the line with the entries it belongs to",
    ),
    (
        "expected <document start>|could not find expected <document start>",
        "indentation that fits no line above",
        "align the line with the entries it belongs to",
    ),
    ("cannot start any token", "a character that can't start a value", "put the text in quotes"),
    ("escape", "an escape (\\) that YAML doesn't know", "use single quotes, or write \\\\"),
)


def _syntax_mistake(file: str, lines: tuple[str, ...], error: MarkedYAMLError) -> Mistake:
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    words = error.problem or error.context or "it can't be read"
    for pattern, problem, mend in _SYNTAX_MENDS:
        if re.search(pattern, words):
            start = error.context_mark if problem in _SHOWN_WHERE_THEY_START else None
            if start:
                place = Place(start.line + 1, start.column + 1)
            return mistake_at(file, lines, place, f"not YAML: {problem}", mend)
    return mistake_at(file, lines, place, f"not YAML: {_plain(words)}")


def _plain(words: str) -> str:
    return " ".join(words.split())[:200]
