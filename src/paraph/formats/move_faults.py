"""What is wrong in proposed moves as JSON, in our own words: where, what, and how to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from paraph.errors import CaseError, Mistake, suggest
from paraph.record import MoveKind

_KINDS = tuple(kind.value for kind in MoveKind)
_PACKAGE = "names options as text: issue ids with option ids"
_ISSUES = "is a list of issue ids"
_FIELDS = {
    "party": ("is the id of a party, as text", '"party": "PARTY"'),
    "kind": (f"is one of {', '.join(_KINDS)}", '"kind": "propose"'),
    "sentence": ("is the sentence as text, exactly as noted", '"sentence": "…"'),
    "options": (_PACKAGE, '"options": {"ISSUE": "OPTION"}'),
    "over": (_PACKAGE, '"over": {"ISSUE": "OPTION"}'),
    "equal_to": (_PACKAGE, '"equal_to": {"ISSUE": "OPTION"}'),
    "issues": (_ISSUES, '"issues": ["ISSUE"]'),
    "slighted": (_ISSUES, '"slighted": ["ISSUE"]'),
    "confidence": ("is a number from 0 to 1", '"confidence": 0.8'),
    "start": ("counts characters from 0", '"start": 0, or leave it out'),
    "line": ("counts lines from 1", '"line": 1, or leave it out'),
    "rule": ("is text", '"rule": "model"'),
    "speaker": ("is text", '"speaker": "NAME"'),
    "reported_by": ("is text", '"reported_by": "NAME"'),
}
_SHAPE = 'write {"moves": [{"party": …, "kind": …, "sentence": …, "confidence": …}, …]}'
_LIST_OPENING = re.compile(r'"moves"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_MOST_SHOWN = 60
_LEAST_PER_CENT, _MOST_PER_CENT = 2, 100


def load_entries(text: str, file: str) -> list[tuple[Any, int, int]]:
    """Read the entries of {"moves": […]}, each with the line and column in which it begins.

    CaseError with the place where the text is no JSON, or is something else.
    """
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError([_fault_in_json(text, error, file)]) from error
    except RecursionError as error:
        raise CaseError([Mistake(file, 1, 1, "brackets are nested too deeply", _SHAPE)]) from error
    if not isinstance(written, Mapping) or not isinstance(written.get("moves"), list):
        raise CaseError([Mistake(file, 1, 1, "the file holds no list of moves", _SHAPE)])
    if others := [key for key in written if key not in ("moves", "unread")]:
        problem = f"unknown key {others[0]!r} beside 'moves'"
        raise CaseError([Mistake(file, 1, 1, problem, "leave it out")])
    return [(entry, *place) for entry, place in zip(written["moves"], _places(text), strict=True)]


def _fault_in_json(text: str, error: json.JSONDecodeError, file: str) -> Mistake:
    line, column = error.lineno, error.colno
    is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if is_cut:
        problem = "the JSON breaks off here" if text.strip() else "the file is empty"
        return Mistake(file, line, column, problem, "have it written out to its last bracket")
    mend = "look for a missing comma, quotation mark or bracket just before"
    return Mistake(file, line, column, "this is no JSON from here on", mend)


def _places(text: str) -> Iterator[tuple[int, int]]:
    """The line and column, from 1, in which each entry of a valid list of moves begins."""
    opening = _LIST_OPENING.search(text)
    decoder = json.JSONDecoder()
    at = opening.end() if opening else len(text)
    while at < len(text):
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if text[at] == "]":
            return
        yield text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        _, at = decoder.raw_decode(text, at)


def faults_in_fields(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """Yield (place within the entry, what is wrong, how to mend it) once for each wrong field."""
    seen: set[str] = set()
    for found in error.errors():
        path = found["loc"]
        place = _place(path)
        if place not in seen:
            seen.add(place)
            yield (place, *_fault_in_field(path, found["type"], found["input"]))


def without_wrong_fields(entry: object, error: ValidationError) -> dict[str, Any]:
    """Return what is left of an entry without the fields, or the parts of them, that are wrong."""
    kept: dict[str, Any] = dict(entry) if isinstance(entry, Mapping) else {}
    wrong: dict[str, set[str | int]] = {}
    for found in error.errors():
        field, *part = found["loc"] or ("",)
        wrong.setdefault(str(field), set()).add(part[0] if part else "")
    for field, parts in wrong.items():
        held = kept.pop(field, None)
        if isinstance(held, Mapping) and "" not in parts:
            kept[field] = {name: value for name, value in held.items() if name not in parts}
        elif isinstance(held, list) and "" not in parts:
            kept[field] = [value for at, value in enumerate(held) if at not in parts]
    return kept


def _fault_in_field(path: Sequence[str | int], kind: str, value: object) -> tuple[str, str]:
    field = str(path[0]) if path else ""
    if field not in _FIELDS:
        if not field:
            return "an entry holds the fields of one move, in braces", _SHAPE
        return f"unknown field{suggest(field, _FIELDS)}", "leave it out"
    meaning, example = _FIELDS[field]
    if kind == "missing":
        return f"is missing; '{field}' {meaning}", f"add {example}"
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"
    is_bare = isinstance(value, int | float) and not isinstance(value, bool)
    if field == "confidence" and (share := _share_meant(value)):
        example = f"{share:g} for {share * 100:g} per cent; 1 is certain"
    if len(path) > 1 and is_bare:
        example = f'"{path[1]}": "{value}"' if isinstance(path[1], str) else f'"{value}"'
    return f"'{field}' {meaning}, not {shown}", f"write {example}"


def _share_meant(value: object) -> float:
    """The share that a confidence in per cent means, 90 or "90 %"; 0 where it is something else."""
    digits = re.fullmatch(r"\s*(\d{1,3}(?:\.\d{1,6})?)\s*%?\s*", str(value))
    number = float(digits[1]) if digits else 0.0
    return number / 100 if _LEAST_PER_CENT <= number <= _MOST_PER_CENT else 0.0


def _place(path: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
