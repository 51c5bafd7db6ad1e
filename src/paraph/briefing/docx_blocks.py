"""The blocks of a brief, put into a Word file or into a cell of it."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from paraph.briefing.blocks import (
    Block,
    Chart,
    Heading,
    Listing,
    Pair,
    Paragraph,
    Table,
    VerdictBox,
)
from paraph.briefing.docx_parts import (
    add_line,
    add_row,
    add_table,
    describe,
    keep_whole,
    mark_header,
    rule,
    set_style,
    shade,
)
from paraph.briefing.docx_styles import SANS, SOFT
from paraph.briefing.pictures import render_png
from paraph.briefing.wording import printable

GUTTER_CM = 0.6
INDENT = Cm(0.6)
N_ROWS_WHOLE = 8
"""The longest table that is kept on one page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks go, and how wide it is: the document itself, or a cell."""

    holder: Document | _Cell
    width_cm: float


def add_block(place: Place, block: Block) -> Line | None:
    """Add a block; return its first paragraph where it starts with one."""
    match block:
        case Heading():
            return add_line(place.holder, f"Heading {block.level}", printable(block.text))
        case Paragraph():
            line = add_line(place.holder, "Note" if block.is_note else "Normal")
            _add_led(line, block.lead, block.text)
            return line
        case Listing():
            _add_list(place, block)
        case VerdictBox():
            _add_verdict(place, block)
        case Table():
            _add_table(place, block)
        case Chart():
            _add_chart(place, block)
        case Pair():
            _add_pair(place, block)
    return None


def _add_led(line: Line, lead: str, text: str) -> None:
    if lead:
        run = line.add_run(printable(lead) + " ")
        run.bold, run.font.name, run.font.size = True, SANS, Pt(9)
    line.add_run(printable(text))


def _add_list(place: Place, block: Listing) -> None:
    for number, item in enumerate(block.items, 1):
        if block.is_numbered:
            line = add_line(place.holder, "Normal")
            line.paragraph_format.left_indent = INDENT
            line.paragraph_format.first_line_indent = -INDENT
            line.paragraph_format.tab_stops.add_tab_stop(INDENT)
            line.add_run(f"{number}.\t").bold = True
        else:
            line = add_line(place.holder, "List Bullet")
        _add_led(line, item.lead, item.text)
        if item.note:
            line.add_run().add_break()
            run = line.add_run(printable(item.note))
            run.font.name, run.font.size, run.font.color.rgb = SANS, Pt(7.5), SOFT


def _add_verdict(place: Place, verdict: VerdictBox) -> None:
    """Set the verdict in a shaded box: its words above, its figures side by side below."""
    n_columns = max(1, len(verdict.figures))
    table = add_table(place.holder, [place.width_cm / n_columns] * n_columns)
    rule(table._tbl, inside="", left="1F4E79")
    top, bottom = add_row(table), add_row(table)
    head = top.cells[0].merge(top.cells[-1])
    set_style(head.paragraphs[0], "Verdict")
    head.paragraphs[0].add_run(printable(verdict.word.upper()))
    if verdict.decision:
        decision = add_line(head, "Normal").add_run(printable(verdict.decision))
        decision.bold, decision.font.size = True, Pt(11)
    add_line(head, "Normal").add_run(printable(verdict.sentence)).font.size = Pt(11)
    for cell, figure in zip(bottom.cells, verdict.figures, strict=False):
        set_style(cell.paragraphs[0], "Note")
        cell.paragraphs[0].add_run(printable(figure.label))
        value = add_line(cell, "Cell").add_run(printable(figure.value))
        value.bold, value.font.size = True, Pt(11)
        add_line(cell, "Note", printable(figure.note))
    for cell in (head, *bottom.cells):
        shade(cell, "EEF3F8")


def _add_table(place: Place, block: Table) -> None:
    caption = add_line(place.holder, "Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run(printable(block.caption)).bold = True
    total = sum(column.width for column in block.columns)
    widths = [place.width_cm * column.width / total for column in block.columns]
    table = add_table(place.holder, widths)
    rule(table._tbl, inside="B9C2CB")
    rows = [tuple(column.title for column in block.columns), *block.rows]
    for number, texts in enumerate(rows):
        is_whole = len(rows) <= N_ROWS_WHOLE and number < len(rows) - 1
        _fill_row(add_row(table), texts, block, keeps_with_next=number == 0 or is_whole)
    _emphasise_header(table)
    if block.note:
        add_line(place.holder, "Note", printable(block.note))


def _fill_row(row: _Row, texts: tuple[str, ...], block: Table, *, keeps_with_next: bool) -> None:
    keep_whole(row._tr)
    for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
        line = cell.paragraphs[0]
        set_style(line, "Cell")
        line.add_run(printable(text))
        if column.is_numeric:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if keeps_with_next:
            line.paragraph_format.keep_with_next = True


def _emphasise_header(table: WordTable) -> None:
    head = table.rows[0]
    mark_header(head._tr)
    for cell in head.cells:
        cell.paragraphs[0].runs[0].bold = True


def _add_chart(place: Place, chart: Chart) -> None:
    line = add_line(place.holder, "Normal")
    line.paragraph_format.keep_with_next = True
    is_page = isinstance(place.holder, Document)
    width = Cm(place.width_cm * (chart.share_of_width if is_page else 1))
    picture = line.add_run().add_picture(io.BytesIO(render_png(chart.wide)), width=width)
    describe(picture, chart.title, chart.alt)
    caption = add_line(place.holder, "Caption")
    caption.add_run(printable(chart.title) + " ").bold = True
    caption.add_run(printable(chart.caption))


def _add_pair(place: Place, pair: Pair) -> None:
    """Set two groups side by side in a table without rules; they read left, then right."""
    half = place.width_cm / 2
    row = add_row(add_table(place.holder, [half, half]))
    for cell, blocks in zip(row.cells, (pair.left, pair.right), strict=True):
        inner = Place(cell, half - GUTTER_CM)
        for block in blocks:
            add_block(inner, block)
        opening = cell.paragraphs[0]
        opening._p.getparent().remove(opening._p)
        if not cell.paragraphs:
            cell.add_paragraph()
    add_line(place.holder, "Facts")
