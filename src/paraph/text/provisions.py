"""The tree of provisions: chapters, articles, paragraphs, points, and text without a number.

A draft's lines are read once. A line that opens with a label ("Article 3", "3bis", "OP7ter",
"(a)", "Option 2:", "## Scope", "{Timing}") starts a provision, and so does the first line after
a blank one; the tree follows the ranks of the labels.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from paraph.text.tables import first_cell, is_table_line


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: its own words run from `start` to `end`, those of its children not included.

    `index` is its place in the order of the draft, `parent` the index of the provision it
    belongs to (-1 at the top). `label` is the number or heading as a reader would cite it, empty
    for text without one; `kind` one of: part, heading, article, paragraph, point, option, text.
    """

    index: int
    parent: int
    kind: str
    label: str
    start: int
    end: int
    line: int


_NUMBER = r"\d+(?:[ ]?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|alt|pre)\b)*"
_ROMAN = r"[ivxlc]+"
# A line of prose may happen to begin with "Annex II": a heading stands alone or has a mark next.
_PART_NUMBER = r"[ ]+[\dIVXLA-Z]+)(?=\]?\d{0,3}[ \t]*(?:[.:({\[–-]|$))"
_OPTION_LABEL = (
    r"(?P<label>(?:OPTION|Option)[ ]+(?:\([a-zA-Z]{1,3}\)|[IVX]+|\d+|[A-Z])[ ]?"
    r"(?:bis|ter|quater)?)(?=[ \t]*(?:[:.({\[]|$))"
)
_OPTION_RANK = 9
_OPTION_BEHIND = re.compile(rf"[.:]?[ \t]*(?P<own>[\[ \t]*{_OPTION_LABEL})")
# Each row: kind, rank in the tree (smaller is higher), pattern of the line without leading
# blanks and opening brackets. The first row that matches wins.
_LABELS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, rank, re.compile(pattern))
    for kind, rank, pattern in (
        (
            "part",
            0,
            rf"(?P<label>(?:ANNEX|Annex|PART|Part|CHAPTER|Chapter|TITLE){_PART_NUMBER}",
        ),
        ("part", 1, rf"(?P<label>(?:SECTION|Section){_PART_NUMBER}"),
        ("part", 1, r"(?P<label>[A-Z])\.[ \t]+[\[{]?[A-Z][^\n.]{2,120}\]?[ ]*$"),
        (
            "article",
            2,
            r"(?P<label>(?:ARTICLE|Article)[ ]+(?:[A-Z]{1,3}\.)*[A-Z\d]*\.?\d*[ ]?"
            r"(?:bis|ter|quater|alt)?)(?=\]?[ \t]*(?:[.:({\[–-]|$))",
        ),
        ("working heading", 4, r"(?P<label>\{[A-Z][^{}\n]{0,120}\})\s*(?:\d{1,3})?\s*$"),
        ("paragraph", 5, rf"(?P<label>(?:OP|PP|Pp|Op)[ ]?{_NUMBER})(?=[.\s:\])]|$)"),
        (
            "option",
            _OPTION_RANK,
            _OPTION_LABEL,
        ),
        (
            "paragraph",
            5,
            rf"(?P<label>{_NUMBER})(?:\.(?=[ \t\[])|(?=[ ][\[A-Z])|(?<=[a-z])(?=[ \t]))",
        ),
        ("point", 6, r"(?P<label>\([a-z]{1,2}(?:[ ]?(?:bis|ter|quater))?\))(?=\s|\[|$)"),
        ("point", 6, r"(?P<label>[a-z]\))(?=\s)"),
        ("point", 8, r"(?P<label>\([A-Z]\))(?=\s)"),
        ("point", 6, r"(?P<label>[-*•])(?=\s)"),
    )
)
# Markdown headings stand above all other labels, in order of their level.
_HEADING = re.compile(r"(?P<hashes>#{1,6})[ ]+(?=\S)")
_HEADING_RANKS = 7
_ROMAN_POINT = re.compile(rf"\({_ROMAN}\)")
_OPENING = re.compile(r"(?:[ \t\[]|\{/?(?:green|yellow|white|blue|red)\})*")
# Page furniture of drafts that came out of a PDF: a page's number, and the lines that stand
# below it on at least so many pages.
_PAGE_NUMBER = re.compile(r"[ \t]*(?:Page \d+ of \d+|\f|- \d+ -)[ \t]*$", re.MULTILINE)
_LEAST_PAGES = 3
_HEADER_LINES = 4
_TEXT_RANK = 20


def find_provisions(source: str) -> tuple[Provision, ...]:
    """Return the provisions of a draft in order; together they cover every character of it."""
    starts = _provision_starts(source)
    provisions: list[Provision] = []
    open_ranks: list[tuple[int, int]] = []
    for index, (start, line, kind, rank, label) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(source)
        while open_ranks and open_ranks[-1][0] >= rank:
            open_ranks.pop()
        parent = open_ranks[-1][1] if open_ranks else -1
        open_ranks.append((rank, index))
        provisions.append(Provision(index, parent, kind, label, start, end, line))
    return tuple(provisions)


def _provision_starts(source: str) -> list[tuple[int, int, str, int, str]]:
    """Return (start, line, kind, rank, label) of each provision; the first starts at 0."""
    starts: list[tuple[int, int, str, int, str]] = []
    is_after_blank = True
    last_letter = ""
    at = 0
    lines = source.split("\n")
    furniture = _find_furniture(source, lines)
    for line, words in enumerate(lines, start=1):
        if line - 1 in furniture:
            pass  # a paragraph goes on over the end of its page
        elif not words.strip():
            is_after_blank = True
        else:
            is_row = is_table_line(words)
            read = _read_row if is_row else _read_label
            kind, rank, label, n_read = read(words, last_letter)
            if label or is_after_blank or is_row or not starts:
                starts.append((at if starts else 0, line, kind, rank, label))
            option = _OPTION_BEHIND.match(words, n_read) if label and kind != "option" else None
            if option:
                at_option = at + option.start("own")
                starts.append((at_option, line, "option", _OPTION_RANK, option["label"].strip()))
            if kind == "point" and rank == 6:
                last_letter = label.strip("()")
            elif kind not in ("point", "text", "option"):
                last_letter = ""
            is_after_blank = is_row
        at += len(words) + 1
    return starts or [(0, 1, "text", _TEXT_RANK, "")]


def _find_furniture(source: str, lines: list[str]) -> frozenset[int]:
    """Indices of lines that belong to the page, not to the text: numbers, running headers.

    Blank lines beside them are furniture too.
    """
    if not _PAGE_NUMBER.search(source):
        return frozenset()
    numbers = [k for k, words in enumerate(lines) if words.strip() and _PAGE_NUMBER.match(words)]
    below: Counter[str] = Counter()
    for k in numbers:
        following = (words.strip() for words in lines[k + 1 : k + 20])
        below.update([words for words in following if words][:_HEADER_LINES])
    headers = {words for words, n_pages in below.items() if n_pages >= _LEAST_PAGES}
    found: set[int] = set()
    for k in numbers:
        first, last = k, k + 1
        while first and not lines[first - 1].strip():
            first -= 1
        while last < len(lines) and (not lines[last].strip() or lines[last].strip() in headers):
            last += 1
        found.update(range(first, last))
    return frozenset(found)


def _read_label(line: str, last_letter: str) -> tuple[str, int, str, int]:
    """Return the kind, rank and label that a line opens with, and how far it was read."""
    opening = _OPENING.match(line)
    n_opening = opening.end() if opening else 0
    words = line[n_opening:].rstrip()
    heading = _HEADING.match(words)
    if heading:
        kind, _, label, _ = _read_label(words[heading.end() :], "")
        if kind not in ("article", "part"):
            kind, label = "heading", " ".join(words.strip("# ").split())[:160]
        return kind, heading.end("hashes") - _HEADING_RANKS, label, len(line)
    for kind, rank, pattern in _LABELS:
        found = pattern.match(words)
        if found:
            label = " ".join(found["label"].strip("# ").split())
            is_roman = bool(_ROMAN_POINT.fullmatch(label))
            follows = {"i": "h", "v": "u", "x": "w", "l": "k", "c": "b"}.get(label.strip("()"))
            if kind == "point" and is_roman and follows != last_letter:
                rank = 7
            return kind, rank, label, n_opening + found.end()
    return "text", _TEXT_RANK, "", 0


def _read_row(line: str, last_letter: str) -> tuple[str, int, str, int]:
    """Read a row of a table: its label is that of its first cell, where that holds one."""
    words = first_cell(line)
    kind, rank, label, _ = _read_label(words, last_letter)
    if not label:
        # A number alone in its cell: what follows it stands in the next one.
        kind, rank, label, _ = _read_label(f"{words} A", last_letter)
    return kind, rank, label, len(line)


def provision_at(provisions: tuple[Provision, ...], offset: int) -> Provision:
    """Return the provision whose own words hold an offset."""
    at = bisect_right(provisions, offset, key=lambda provision: provision.start)
    return provisions[max(at - 1, 0)]


def describe_place(provisions: tuple[Provision, ...], provision: Provision) -> str:
    """Return how a reader would cite a provision: "Article 3, paragraph 5bis, (a)".

    One that stands under no label is cited by its line.
    """
    labels: list[str] = []
    around: Provision | None = provision
    while around is not None:
        if around.label:
            label = f"paragraph {around.label}" if around.label[0].isdigit() else around.label
            labels.append(label)
        around = provisions[around.parent] if around.parent >= 0 else None
    return ", ".join(reversed(labels)) if labels else f"line {provision.line}"
