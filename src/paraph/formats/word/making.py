"""Make a Word document of a text."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import docx
from docx.shared import Pt
from lxml import etree

from paraph.formats.word.document import WordDocument, parse_word
from paraph.formats.word.markup import NOTE_MARK, PARAGRAPH, RUN, SPACE, TEXT, make_reference, w
from paraph.formats.word.notes import marks_in
from paraph.formats.word.story import find_body, parse_story, with_story
from paraph.formats.word.tables import BREAK, add_cell, make_table
from paraph.text.profile import COLOUR_MARK
from paraph.text.provisions import Provision, find_provisions
from paraph.text.tables import is_rule, is_table_line, number_rows, read_cells

_HEADING = re.compile(r"(?P<hashes>#{1,6})[ ]+")
_NOTE = re.compile(r"\[\^(?P<id>e?\d+)\]: (?P<words>.+)")
_PART = re.compile(rf"({COLOUR_MARK.pattern}|{NOTE_MARK.pattern}|[\[\]]+)")
_TITLES = frozenset({"part", "article", "working heading"})
_INDENTED = frozenset({"point", "option"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A centimetre, in twentieths of a point.
_INDENT = "567"
_HIGHLIGHT = {
    "green": "brightGreen",
    "yellow": "yellow",
    "white": "white",
    "blue": "turquoise",
    "red": "red",
}


def make_word(text: str, title: str = "") -> WordDocument:
    """Return a new Word document of a text: headings by "#", colours as highlighting, footnotes.

    Each provision is a paragraph, hard line breaks in it joined. Bracket marks are bold so that
    they are seen on paper. A line "[^1]: words" is the note of the mark "[^1]".
    """
    document = _make_empty(title)
    root = parse_story(document)
    body = find_body(root)
    section = body[-1]
    shown = []
    notes: dict[str, str] = {}
    marked = set(marks_in(text))
    for provision in find_provisions(text):
        words = _CONTROL.sub("", " ".join(text[provision.start : provision.end].split()))
        note = _NOTE.fullmatch(words)
        if note and note["id"] in marked and note["id"] not in notes:
            notes[note["id"]] = note["words"]
        elif words:
            shown.append((provision, words))
    writer = _Writer(_give_ids(notes, "\n".join(words for _, words in shown)))
    tables = number_rows(text)

    def table_of(one: tuple[Provision, str]) -> int:
        return tables.get(text.find("|", one[0].start), 0) if is_table_line(one[1]) else 0

    for table, group in itertools.groupby(shown, table_of):
        if table:
            writer.write_table(body, list(group))
        else:
            for provision, words in group:
                writer.write(body, provision, words)
    body.append(section)
    new = {writer.note_ids[one]: words for one, words in notes.items()}
    return with_story(document, root, new)


def _make_empty(title: str) -> WordDocument:
    """A document with styles and, at the most, a title."""
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that equal texts give equal files
    document.styles["Normal"].font.size = Pt(11)
    if title:
        document.add_heading(_CONTROL.sub("", title), level=0)
    stream = io.BytesIO()
    document.save(stream)
    return parse_word(stream.getvalue())


def _give_ids(notes: dict[str, str], text: str) -> dict[str, str]:
    """Ids for notes in the order of their marks; the lowest are for the lines above the notes."""
    counts = {"": itertools.count(2), "e": itertools.count(2)}
    ids: dict[str, str] = {}
    for one in [*marks_in(text), *notes]:
        prefix = "e" if one.startswith("e") else ""
        if one in notes and one not in ids:
            ids[one] = f"{prefix}{next(counts[prefix])}"
    return ids


class _Writer:
    """Writes paragraphs; python-docx's own ways take many times as long. A colour runs on."""

    def __init__(self, note_ids: dict[str, str]) -> None:
        self.note_ids = note_ids
        self._colour = ""
        self._referred: set[str] = set()

    def write(self, body: etree._Element, provision: Provision, words: str) -> None:
        """Write a provision as the last paragraph of the body."""
        paragraph = etree.SubElement(body, PARAGRAPH)
        properties = etree.SubElement(paragraph, w("pPr"))
        found = _HEADING.match(words)
        is_title = provision.kind in _TITLES
        if found:
            style = etree.SubElement(properties, w("pStyle"))
            style.set(w("val"), f"Heading{len(found['hashes'])}")
        if is_title:
            etree.SubElement(properties, w("keepNext"))
        if provision.kind in _INDENTED:
            etree.SubElement(properties, w("ind")).set(w("left"), _INDENT)
        at = found.end() if found else 0
        for part in _PART.finditer(words, at):
            if part.start() > at:
                self._write_run(paragraph, words[at : part.start()], is_bold=is_title)
            self._write_mark(paragraph, part.group(), is_bold=is_title)
            at = part.end()
        if at < len(words):
            self._write_run(paragraph, words[at:], is_bold=is_title)

    def write_table(self, body: etree._Element, rows: Sequence[tuple[Provision, str]]) -> None:
        """Write rows of cells parted by bars as a table, the first one bold."""
        cells = [
            (provision, [cell.words for cell in read_cells(words, 0, len(words))])
            for provision, words in rows
            if not is_rule(words)
        ]
        n_columns = max((len(row) for _, row in cells), default=0)
        if not n_columns:
            return
        table = make_table(body, n_columns)
        for number, (provision, row) in enumerate(cells):
            element = etree.SubElement(table, w("tr"))
            shown = replace(provision, kind="text" if number else "article")
            for words in [*row, *[""] * (n_columns - len(row))]:
                cell = add_cell(element)
                for part in words.replace("\\|", "|").split(BREAK):
                    self.write(cell, shown, part.strip())
        etree.SubElement(body, PARAGRAPH)  # two tables without one between them would be one

    def _write_mark(self, paragraph: etree._Element, mark: str, *, is_bold: bool) -> None:
        """A mark of colour, of a note, or brackets; a note's first mark only refers to it."""
        colour, note = COLOUR_MARK.fullmatch(mark), NOTE_MARK.fullmatch(mark)
        if colour:
            self._colour = "" if colour[1] else colour[2]
        elif note and note["id"] in self.note_ids and note["id"] not in self._referred:
            self._referred.add(note["id"])
            paragraph.append(make_reference(self.note_ids[note["id"]]))
        else:
            self._write_run(paragraph, mark, is_bold=is_bold or not note)

    def _write_run(self, paragraph: etree._Element, words: str, *, is_bold: bool) -> None:
        run = etree.SubElement(paragraph, RUN)
        properties = etree.SubElement(run, w("rPr"))
        if is_bold:
            etree.SubElement(properties, w("b"))
        if self._colour:
            etree.SubElement(properties, w("highlight")).set(w("val"), _HIGHLIGHT[self._colour])
        text = etree.SubElement(run, TEXT)
        text.set(SPACE, "preserve")
        text.text = words
