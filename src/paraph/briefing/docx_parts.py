"""Parts of a Word file that python-docx has no words for, in WordprocessingML itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.shape import InlineShape
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml import etree

from paraph.briefing.wording import printable


def add_field(line: Paragraph, code: str) -> None:
    """Add a field that Word counts itself, such as PAGE or NUMPAGES."""
    run = line.add_run()
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = OxmlElement("w:instrText")
            instruction.text = code
            _append(run._r, instruction)
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        _append(run._r, mark)
        if kind == "separate":
            run.add_text("1")


def add_line(holder: Document | _Cell, style: str, text: str = "") -> Paragraph:
    """Add a paragraph in a style, by the style's name, to a document or a cell."""
    line = holder.add_paragraph(text)
    set_style(line, style.replace(" ", ""))
    return line


def add_table(holder: Document | _Cell, widths_cm: Sequence[float]) -> Table:
    """Add a table without rows, its columns of these widths in centimetres."""
    table = holder.add_table(rows=0, cols=len(widths_cm))
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    return table


def add_row(table: Table) -> _Row:
    """Add an empty row."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def set_style(line: Paragraph, style_id: str) -> None:
    """Give a paragraph a style by its id: at once, where python-docx goes through all styles."""
    line._p.style = style_id


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground colour, as six hexadecimal digits."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    _append(cell._tc.get_or_add_tcPr(), shading)


def mark_header(row: CT_Row) -> None:
    """Mark a row as a table's header: Word repeats it, screen readers name columns by it."""
    _append(row.get_or_add_trPr(), OxmlElement("w:tblHeader"))


def keep_whole(row: CT_Row) -> None:
    """Keep a row on one page."""
    _append(row.get_or_add_trPr(), OxmlElement("w:cantSplit"))


def rule(table: CT_Tbl, *, inside: str, left: str = "") -> None:
    """Rule a table under its rows in a colour; a heavy bar on its left where one is given."""
    borders = OxmlElement("w:tblBorders")
    edges = [("left", "36", left)] if left else []
    edges += [("bottom", "4", inside), ("insideH", "4", inside)] if inside else []
    for edge, size, colour in edges:
        border = OxmlElement(f"w:{edge}")
        for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    _append(table.tblPr, borders)


def describe(picture: InlineShape, title: str, words: str) -> None:
    """Give a picture its title and the words for who can't see it."""
    properties = picture._inline.docPr
    properties.set("title", printable(title))
    properties.set("descr", printable(words))


def without_clock(content: bytes, day: datetime) -> bytes:
    """Date every part of a zip archive to the same day, so that equal content is equal bytes."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return stream.getvalue()


def _append(parent: etree._Element, child: etree._Element) -> None:
    parent.append(child)
