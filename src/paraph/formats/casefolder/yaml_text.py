"""Plain data as YAML that people like to read: short groups in one line, long texts as blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

Plain = str | bool | float | int | date | list["Plain"] | dict[str, "Plain"] | None

_LINE = 100
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")


class Inline(dict[str, Plain]):
    """Keys and values that are written in one line: {key: value}."""


def number(value: float) -> float | int:
    """Return a number as it is written: without a point where it is whole."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def plain(name: str) -> str | float | int:
    """Return a name so that it is written without quotes where it is a number."""
    if not _NUMBER.fullmatch(name):
        return name
    value = float(name) if "." in name else int(name)
    return value if str(value) == name else name


def without_empty(entries: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the entries that say something: neither None, nor empty text, list or group."""
    return {
        key: value
        for key, value in entries.items()
        if value is not None and value not in ("", [], {})
    }


def render_yaml(entries: Mapping[str, Plain]) -> str:
    """Write plain data as YAML text."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = _LINE
    stream = StringIO()
    yaml.dump(_styled(dict(entries)), stream)
    return stream.getvalue()


def flowing(value: Plain) -> object:
    """Return plain data as it is dumped in one line."""
    return _styled(value, is_inside_line=True)


def _styled(value: Plain, *, is_inside_line: bool = False) -> object:
    if isinstance(value, dict):
        is_line = is_inside_line or isinstance(value, Inline)
        mapping = CommentedMap(
            (plain(key), _styled(entry, is_inside_line=is_line)) for key, entry in value.items()
        )
        if is_line:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        is_line = is_inside_line or all(map(_is_short, value))
        sequence = CommentedSeq(_styled(entry, is_inside_line=is_line) for entry in value)
        if is_line:
            sequence.fa.set_flow_style()
        return sequence
    if isinstance(value, str) and "\n" in value and _is_block(value):
        return LiteralScalarString(value)
    if isinstance(value, str) and not value.isprintable():
        return DoubleQuotedScalarString(value)
    return value


def _is_short(value: Plain) -> bool:
    if isinstance(value, list):
        return all(not isinstance(entry, list | dict) for entry in value)
    return not isinstance(value, dict) and (not isinstance(value, str) or len(value) <= 30)


def _is_block(text: str) -> bool:
    """Whether a text keeps its exact form when it is written as an indented block."""
    lines = text.split("\n")
    return all(
        line == line.rstrip() and (line.isprintable() or not line) for line in lines
    ) and not (text.startswith((" ", "\n")) or text.endswith("\n\n"))
