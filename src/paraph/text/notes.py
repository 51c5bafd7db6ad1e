"""Negotiators' notes: what footnotes say of parties' positions, by the number of the note."""

from __future__ import annotations

import re

from paraph.text.attributions import Position, read_positions

_NOTE = re.compile(
    r"^[ \t]*(?P<number>\d{1,3})[ \t]*\n?[ \t]*(?P<words>\[?Negotiators?[’']?s?[ ]Notes?:?[^\n]*"
    r"(?:\n(?![ \t]*\d{1,3}[ \t]*(?:\n|[ ]+\[?[A-Z]))[^\n]+){0,12})",
    re.MULTILINE | re.IGNORECASE,
)


def find_notes(source: str) -> dict[int, tuple[Position, ...]]:
    """Return the positions that each numbered negotiators' note states.

    A number that is used again keeps its first note.
    """
    notes: dict[int, tuple[Position, ...]] = {}
    for found in _NOTE.finditer(source):
        notes.setdefault(int(found["number"]), read_positions(found["words"]))
    return notes
