"""The brief as a Word file: real heading styles, header rows, pictures with words."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph as Line

from paraph.briefing.blocks import (
    Block,
    Brief,
    Chart,
    Heading,
    Listing,
    Pair,
    Paragraph,
    Table,
    VerdictBox,
    walk,
)
from paraph.briefing.docx_parts import (
    describe,
    keep_whole,
    mark_header,
    rule,
    shade,
    without_clock,
)
from paraph.briefing.docx_styles import (
    SANS,
    SOFT,
    TEXT_WIDTH_CM,
    find_style,
    set_page,
    set_styles,
)
from paraph.briefing.files import write_bytes
from paraph.briefing.pictures import render_png
from paraph.briefing.wording import origin_in_words, printable

NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - Word's properties carry no zone; zip starts in 1980


def write_docx(brief: Brief, path: Path) -> None:
    """Write the brief as a Word file; equal briefs give equal bytes."""
    write_bytes(path, render_docx(brief))


def render_docx(brief: Brief) -> bytes:
    """Build the Word file. Text goes in as text: Word reads no markup in it."""
    document = Document()
    set_page(document, brief)
    set_styles(document)
    _set_properties(document, brief)
    document.add_paragraph("BRIEF FOR THE PRINCIPAL", style="Kicker")
    document.add_heading(printable(brief.title), level=1)
    for label, words in brief.facts:
        line = document.add_paragraph(style="Facts")
        line.add_run(f"{printable(label)}\t").font.color.rgb = SOFT
        line.add_run(printable(words))
    document.add_paragraph(style="Facts")
    for block in walk(brief.principal):
        _add_block(document, block)
    for number, block in enumerate(walk(brief.annex)):
        first = _add_block(document, block)
        if number == 0 and first is not None:
            first.paragraph_format.page_break_before = True
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue(), _day(brief))


def _set_properties(document: DocumentFile, brief: Brief) -> None:
    properties = document.core_properties
    properties.title, properties.author = printable(brief.title)[:255], "Paraph"
    properties.last_modified_by, properties.comments = "Paraph", origin_in_words(brief)[:255]
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = properties.last_printed = _day(brief)


def _day(brief: Brief) -> datetime:
    day = brief.as_of
    return datetime(day.year, day.month, day.day) if day else NO_DAY  # noqa: DTZ001 - as above


def _add_block(document: DocumentFile, block: Block) -> Line | None:
    """Add a block; return its first paragraph where it starts with one."""
    match block:
        case Heading():
            heading: Line = document.add_heading(printable(block.text), level=block.level)
            return heading
        case Paragraph():
            line = document.add_paragraph(style="Note" if block.is_note else "Normal")
            _add_led(line, block.lead, block.text)
            return line
        case Listing():
            _add_list(document, block)
        case VerdictBox():
            _add_verdict(document, block)
        case Table():
            _add_table(document, block)
        case Chart():
            _add_chart(document, block)
        case Pair():
            for part in block.left + block.right:
                _add_block(document, part)
    return None


def _add_led(line: Line, lead: str, text: str) -> None:
    if lead:
        run = line.add_run(printable(lead) + " ")
        run.bold, run.font.name = True, SANS
    line.add_run(printable(text))


def _add_list(document: DocumentFile, block: Listing) -> None:
    for number, item in enumerate(block.items, 1):
        if block.is_numbered:
            line = document.add_paragraph(style="Normal")
            line.paragraph_format.left_indent = Cm(0.63)
            line.paragraph_format.first_line_indent = Cm(-0.63)
            line.paragraph_format.tab_stops.add_tab_stop(Cm(0.63))
            line.add_run(f"{number}.\t").bold = True
        else:
            line = document.add_paragraph(style="List Bullet")
        _add_led(line, item.lead, item.text)
        if item.note:
            line.add_run().add_break()
            run = line.add_run(printable(item.note))
            run.font.name, run.font.size, run.font.color.rgb = SANS, Pt(7.5), SOFT


def _add_verdict(document: DocumentFile, verdict: VerdictBox) -> None:
    """Set the verdict in a shaded box: its words above, its figures side by side below."""
    n_columns = max(1, len(verdict.figures))
    table = document.add_table(rows=2, cols=n_columns)
    rule(table._tbl, inside="", left="1F4E79")
    head = table.cell(0, 0).merge(table.cell(0, n_columns - 1))
    head.paragraphs[0].style = find_style(document, "Verdict")
    head.paragraphs[0].add_run(printable(verdict.word.upper()))
    head.add_paragraph(style="Normal").add_run(printable(verdict.sentence)).font.size = Pt(11)
    for cell, figure in zip(table.rows[1].cells, verdict.figures, strict=False):
        cell.paragraphs[0].style = find_style(document, "Note")
        cell.paragraphs[0].add_run(printable(figure.label))
        value = cell.add_paragraph(style="Cell").add_run(printable(figure.value))
        value.bold, value.font.size = True, Pt(11)
        cell.add_paragraph(printable(figure.note), style="Note")
    for cell in (head, *table.rows[1].cells):
        shade(cell, "EEF3F8")


def _add_table(document: DocumentFile, block: Table) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run(printable(block.caption)).bold = True
    table = document.add_table(rows=0, cols=len(block.columns))
    table.autofit = False
    rule(table._tbl, inside="B9C2CB")
    titles = tuple(column.title for column in block.columns)
    _fill_row(document, table.add_row(), titles, block)
    mark_header(table.rows[0]._tr)
    for line in table.rows[0].cells:
        line.paragraphs[0].runs[0].bold = True
    for texts in block.rows:
        _fill_row(document, table.add_row(), texts, block)
    for place, width in zip(table.columns, _widths(block), strict=True):
        place.width = width
    if block.note:
        document.add_paragraph(printable(block.note), style="Note")


def _fill_row(document: DocumentFile, row: _Row, texts: tuple[str, ...], block: Table) -> None:
    keep_whole(row._tr)
    style = find_style(document, "Cell")
    filled = zip(row.cells, texts, block.columns, _widths(block), strict=True)
    for cell, text, column, width in filled:
        cell.width = width
        line = cell.paragraphs[0]
        line.style = style
        line.add_run(printable(text))
        if column.is_numeric:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(block: Table) -> list[Cm]:
    total = sum(column.width for column in block.columns)
    return [Cm(TEXT_WIDTH_CM * column.width / total) for column in block.columns]


def _add_chart(document: DocumentFile, chart: Chart) -> None:
    line = document.add_paragraph(style="Normal")
    line.paragraph_format.keep_with_next = True
    width = Cm(TEXT_WIDTH_CM * chart.share_of_width)
    picture = line.add_run().add_picture(io.BytesIO(render_png(chart.wide)), width=width)
    describe(picture, chart.title, chart.alt)
    caption = document.add_paragraph(style="Caption")
    caption.add_run(printable(chart.title) + " ").bold = True
    caption.add_run(printable(chart.caption))
