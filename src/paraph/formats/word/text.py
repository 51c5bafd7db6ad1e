"""A Word document as the plain text that the text room reads, and back."""

from __future__ import annotations

import enum
import io
import re
from datetime import datetime

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Cm, Pt

from paraph.formats.word.document import WordDocument, WordParagraph, parse_word
from paraph.formats.word.editing import Editor, heading_mark, replace_text
from paraph.text.profile import COLOUR_MARK
from paraph.text.provisions import find_provisions

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_NOTE = re.compile(r"\[\^\w+\]: ")
_NOTE_MARK = re.compile(r"\[\^(-?\w+)\]")
_HEADING = re.compile(r"(?P<hashes>#{1,6})[ ]+")
_PART = re.compile(r"(\{/?(?:green|yellow|white|blue|red)\}|[\[\]])")
_TITLES = frozenset({"part", "article", "working heading"})
_INDENTED = frozenset({"point", "option"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Reading(enum.StrEnum):
    """Which state of a document with tracked changes is read."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"
    MARKED = "marked"


def text_of(
    document: WordDocument,
    reading: Reading = Reading.MARKED,
    *,
    has_colours: bool = False,
    has_notes: bool = True,
) -> str:
    """Return a document as plain text: paragraphs parted by blank lines, headings with "#".

    `reading`: MARKED writes tracked changes as attributed brackets. Automatic numbers are written
    out; footnotes follow at the end ("[^2]: ..."). With `has_colours`, highlighting is written as
    colour marks, in the ACCEPTED reading.
    """
    paragraphs = []
    for one in document.paragraphs:
        words = _words_of(one, reading, has_colours=has_colours).strip()
        if words:
            paragraphs.append(heading_mark(one) + words)
    if has_notes:
        paragraphs += [f"[^{note_id}]: {words}" for note_id, words in document.footnotes if words]
    numbers = _note_numbers(document)
    text = "\n\n".join(paragraphs) + "\n" if paragraphs else ""
    return _NOTE_MARK.sub(lambda found: f"[^{numbers.get(found[1], found[1])}]", text)


def _note_numbers(document: WordDocument) -> dict[str, str]:
    """What a reader calls each footnote: 1, 2, ... in the order of the file; endnotes e1, e2."""
    numbers: dict[str, str] = {}
    for note_id, _ in document.footnotes:
        prefix = "e" if note_id.startswith("e") else ""
        count = sum(1 for known in numbers if known.startswith("e") == bool(prefix)) + 1
        numbers[note_id] = f"{prefix}{count}"
    return numbers


def _words_of(paragraph: WordParagraph, reading: Reading, *, has_colours: bool) -> str:
    if reading is Reading.ORIGINAL:
        return paragraph.original
    if reading is Reading.MARKED and not has_colours:
        return paragraph.marked
    if not has_colours:
        return paragraph.accepted
    pieces: list[str] = []
    at = 0
    for start, end, colour in _join_colours(paragraph.colours):
        words = paragraph.accepted
        pieces += (words[at:start], f"{{{colour}}}{words[start:end]}{{/{colour}}}")
        at = end
    return "".join(pieces) + paragraph.accepted[at:]


def _join_colours(runs: tuple[tuple[int, int, str], ...]) -> list[tuple[int, int, str]]:
    joined: list[tuple[int, int, str]] = []
    for start, end, colour in runs:
        if joined and joined[-1][1] == start and joined[-1][2] == colour:
            joined[-1] = (joined[-1][0], end, colour)
        else:
            joined.append((start, end, colour))
    return joined


def write_into(document: WordDocument, text: str, editor: Editor) -> WordDocument:
    """Return the document with its text turned into another, as tracked changes or plainly.

    `text` is laid out as `text_of` gives it: numbers, heading and colour marks and the notes at
    the end belong to the file, and are not written into paragraphs.
    """
    labels = {one.label for one in document.paragraphs if one.label}
    ids = {number: note_id for note_id, number in _note_numbers(document).items()}
    bare = COLOUR_MARK.sub("", text)
    bare = _NOTE_MARK.sub(lambda found: f"[^{ids.get(found[1], found[1])}]", bare)
    paragraphs = []
    for words in _PARAGRAPHS.split(bare.strip("\n")):
        if words.strip() and not _NOTE.match(words):
            paragraphs.append(_without_mark(words.strip(), labels))
    return replace_text(document, _as_they_stand(document, paragraphs), editor)


def _without_mark(words: str, labels: set[str]) -> str:
    """A paragraph without its heading mark and automatic number."""
    found = _HEADING.match(words)
    if found:
        words = words[found.end() :]
    label, blank, rest = words.partition(" ")
    return rest if blank and label in labels else words


def _as_they_stand(document: WordDocument, paragraphs: list[str]) -> list[str]:
    """Give paragraphs that only differ by blanks at the ends the blanks that the file has."""
    own = {one.accepted.strip(): one.accepted for one in document.paragraphs}
    return [own.get(words, words) for words in paragraphs]


def make_word(text: str, title: str = "") -> WordDocument:
    """Return a new Word document of a text: headings by "#", colours as highlighting.

    Each provision is a paragraph, hard line breaks in it joined. Bracket marks are bold so that
    they are seen on paper.
    """
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that equal texts give equal files
    document.styles["Normal"].font.size = Pt(11)
    if title:
        document.add_heading(_CONTROL.sub("", title), level=0)
    colour = ""
    for provision in find_provisions(text):
        words = _CONTROL.sub("", " ".join(text[provision.start : provision.end].split()))
        if not words:
            continue
        found = _HEADING.match(words)
        paragraph = (
            document.add_heading("", level=len(found["hashes"]))
            if found
            else document.add_paragraph()
        )
        if provision.kind in _INDENTED:
            paragraph.paragraph_format.left_indent = Cm(1)
        is_title = provision.kind in _TITLES
        paragraph.paragraph_format.keep_with_next = is_title
        for part in _PART.split(words[found.end() :] if found else words):
            mark = COLOUR_MARK.fullmatch(part)
            if mark:
                colour = "" if mark[1] else mark[2]
            elif part:
                run = paragraph.add_run(part)
                run.bold = True if is_title or part in "[]" else None
                if colour:
                    run.font.highlight_color = _HIGHLIGHT[colour]
    stream = io.BytesIO()
    document.save(stream)
    return parse_word(stream.getvalue())


_HIGHLIGHT = {
    "green": WD_COLOR_INDEX.BRIGHT_GREEN,
    "yellow": WD_COLOR_INDEX.YELLOW,
    "white": WD_COLOR_INDEX.WHITE,
    "blue": WD_COLOR_INDEX.TURQUOISE,
    "red": WD_COLOR_INDEX.RED,
}
