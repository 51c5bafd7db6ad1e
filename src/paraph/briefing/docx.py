"""The brief as a Word file: real heading styles, header rows, pictures with words."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentFile

from paraph.briefing.blocks import Brief
from paraph.briefing.docx_blocks import Place, add_block
from paraph.briefing.docx_parts import add_line, without_clock
from paraph.briefing.docx_styles import SOFT, TEXT_WIDTH_CM, set_page, set_styles
from paraph.briefing.wording import origin_in_words, printable
from paraph.files import write_bytes

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
    page = Place(document, TEXT_WIDTH_CM)
    _add_title(document, brief)
    for block in brief.principal:
        add_block(page, block)
    for number, block in enumerate(brief.annex):
        first = add_block(page, block)
        if number == 0 and first is not None:
            first.paragraph_format.page_break_before = True
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue(), _day(brief))


def _add_title(document: DocumentFile, brief: Brief) -> None:
    add_line(document, "Kicker", "BRIEF FOR THE PRINCIPAL")
    add_line(document, "Heading 1", printable(brief.title))
    for label, words in brief.facts:
        line = add_line(document, "Facts")
        line.add_run(f"{printable(label)}\t").font.color.rgb = SOFT
        line.add_run(printable(words))
    add_line(document, "Facts")


def _set_properties(document: DocumentFile, brief: Brief) -> None:
    properties = document.core_properties
    properties.title, properties.author = printable(brief.title)[:255], "Paraph"
    properties.last_modified_by, properties.comments = "Paraph", origin_in_words(brief)[:255]
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = properties.last_printed = _day(brief)


def _day(brief: Brief) -> datetime:
    day = brief.as_of
    return datetime(day.year, day.month, day.day) if day else NO_DAY  # noqa: DTZ001 - as above
