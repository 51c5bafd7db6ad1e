"""Drafts in columns in a Word file: its tables as the text room reads them, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from paraph.formats.word.markup import w

# Between the paragraphs of a cell, as Markdown has it.
BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a paragraph stands in a table: which one, row and column, and how many it spans."""

    table: int
    row: int
    column: int
    span: int


def find_places(elements: Sequence[etree._Element]) -> list[TablePlace | None]:
    """The place of each paragraph of the flow; None outside tables, the outer of nested ones."""
    tables: dict[etree._Element, int] = {}
    rows: dict[etree._Element, tuple[int, dict[etree._Element, tuple[int, int]]]] = {}
    n_rows: dict[etree._Element, int] = {}
    places: list[TablePlace | None] = []
    for element in elements:
        around = [one for one in element.iterancestors() if one.tag in (w("tbl"), w("tr"), w("tc"))]
        if len(around) < 3:
            places.append(None)
            continue
        cell, row, table = around[-3:]
        if row not in rows:
            rows[row] = (n_rows.get(table, 0), _read_columns(row))
            n_rows[table] = n_rows.get(table, 0) + 1
        number, columns = rows[row]
        places.append(
            TablePlace(tables.setdefault(table, len(tables)), number, *columns.get(cell, (0, 1)))
        )
    return places


def _read_columns(row: etree._Element) -> dict[etree._Element, tuple[int, int]]:
    """The first column of each cell of a row, and how many it spans."""
    columns: dict[etree._Element, tuple[int, int]] = {}
    at = 0
    for cell in row.iter(w("tc")):
        if next(cell.iterancestors(w("tr"))) is not row:
            continue
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        given = span.get(w("val"), "") if span is not None else ""
        width = min(int(given[:3]), _WIDEST) if given.isdecimal() else 1
        columns[cell] = (at, max(width, 1))
        at += columns[cell][1]
    return columns


_WIDEST = 63  # the most columns that Word lets a table have


def lay_out(paragraphs: Sequence[tuple[TablePlace, str]]) -> list[list[str]]:
    """The rows of a table by cell; a cell that spans some columns stands in each of them.

    One that spans the whole row is a heading, and stands in the first alone.
    """
    n_rows = 1 + max(place.row for place, _ in paragraphs)
    n_columns = max(place.column + place.span for place, _ in paragraphs)
    cells = [[""] * n_columns for _ in range(n_rows)]
    for place, words in paragraphs:
        is_heading = place.column == 0
        for column in range(place.column, place.column + (1 if is_heading else place.span)):
            written = cells[place.row][column]
            cells[place.row][column] = BREAK.join(part for part in (written, words) if part)
    return cells


def write_table(cells: Sequence[Sequence[str]]) -> str:
    """The rows as a table in plain text, the first above a line of dashes."""
    lines = ["| " + " | ".join(map(_escape, row)) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(cells[0]), *lines[1:]])


def _escape(words: str) -> str:
    return words.strip().replace("\n", BREAK).replace("|", "\\|")


def make_table(body: etree._Element, n_columns: int) -> etree._Element:
    """A new table at the end of the body, with lines round its cells and no row yet."""
    table = etree.SubElement(body, w("tbl"))
    properties = etree.SubElement(table, w("tblPr"))
    etree.SubElement(properties, w("tblStyle")).set(w("val"), "TableGrid")
    width = etree.SubElement(properties, w("tblW"))
    width.set(w("w"), "5000")
    width.set(w("type"), "pct")
    grid = etree.SubElement(table, w("tblGrid"))
    for _ in range(n_columns):
        etree.SubElement(grid, w("gridCol"))
    return table


def add_cell(row: etree._Element) -> etree._Element:
    """A new cell at the end of a row, still without the paragraph that it must have."""
    return etree.SubElement(row, w("tc"))
