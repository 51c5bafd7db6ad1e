"""The words of a paragraph in each state: changes accepted, rejected, or written as brackets."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from lxml import etree

from paraph.formats.word.markup import (
    REMOVED,
    changes_around,
    is_added,
    is_removed,
    run_words,
    runs_of,
    w,
)


@dataclass(frozen=True, slots=True)
class States:
    """A paragraph's words with all changes accepted, with all rejected, and with brackets.

    `coloured` are those with brackets, highlighting written as marks ("{green}words{/green}");
    `colours` are (start, end, colour) in the accepted words.
    """

    accepted: str
    original: str
    marked: str
    coloured: str
    colours: tuple[tuple[int, int, str], ...]


def read_states(element: etree._Element) -> States:
    """Read a paragraph's words in each state."""
    accepted, original = [], []
    colours: list[tuple[int, int, str]] = []
    pieces: list[tuple[str, str, str]] = []
    at = 0
    for run in runs_of(element):
        words = run_words(run)
        if not words:
            continue
        colour = _colour_of(run)
        if not is_added(run):
            original.append(words)
        if not is_removed(run):
            if colour:
                colours.append((at, at + len(words), colour))
            accepted.append(words)
            at += len(words)
        pieces.append((label_of(run), colour, words))
    return States(
        "".join(accepted),
        "".join(original),
        _write([(label, "", words) for label, _, words in pieces]),
        _write(pieces),
        tuple(colours),
    )


def label_of(run: etree._Element) -> str:
    """Who put in or took out the words of a run, as a bracket's label; "" where nobody did."""
    labels = []
    for change in changes_around(run):
        verb = "oppose" if change.tag in REMOVED else "propose"
        labels.append(f"{change.get(w('author'), 'unknown')} {verb}")
    return "; ".join(labels)


def _write(pieces: list[tuple[str, str, str]]) -> str:
    """Words with their labels as brackets and their colours as marks."""
    written: list[str] = []
    last_label = last_colour = ""
    for label, colour, words in [*pieces, ("", "", "")]:
        if last_colour and (colour != last_colour or label != last_label):
            written.append(f"{{/{last_colour}}}")
            last_colour = ""
        if label != last_label:
            written += ("]" if last_label else "", f"[{label}: " if label else "")
        if colour != last_colour:
            written.append(f"{{{colour}}}")
        written.append(words)
        last_label, last_colour = label, colour
    return "".join(written)


def _colour_of(run: etree._Element) -> str:
    """The highlighting or shading of a run, in plain words: "green", "yellow"; "" for none."""
    marked = run.find(f"{w('rPr')}/{w('highlight')}")
    if marked is not None:
        value = marked.get(w("val"), "")
        return _HIGHLIGHTS.get(value, value if value in ("red", "blue", "white") else "")
    shaded = run.find(f"{w('rPr')}/{w('shd')}")
    fill = shaded.get(w("fill"), "") if shaded is not None else ""
    return _colour_of_fill(fill) if _FILL.fullmatch(fill) else ""


_HIGHLIGHTS = {
    **dict.fromkeys(("brightGreen", "darkGreen", "green"), "green"),
    **dict.fromkeys(("yellow", "darkYellow"), "yellow"),
}
_FILL = re.compile("[0-9a-fA-F]{6}")
_LEAST_SATURATION = 0.15


def _colour_of_fill(fill: str) -> str:
    """Green or yellow, by the hue of a shade such as "C6EFCE"; "" for others and for greys."""
    red, green, blue = (int(fill[k : k + 2], 16) / 255 for k in (0, 2, 4))
    hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _LEAST_SATURATION:
        return ""
    if 75 / 360 < hue < 165 / 360:
        return "green"
    return "yellow" if 40 / 360 < hue <= 75 / 360 else ""
