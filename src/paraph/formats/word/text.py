"""A Word document as the plain text that the text room reads, and back."""

from __future__ import annotations

import enum
import re
from itertools import groupby

from paraph.formats.word.document import WordDocument, WordParagraph
from paraph.formats.word.editing import Editor, heading_mark, replace_text
from paraph.formats.word.notes import number_notes, rename_marks
from paraph.formats.word.tables import lay_out, write_table
from paraph.text.profile import COLOUR_MARK
from paraph.text.tables import is_column_header, name_columns

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_NOTE = re.compile(r"\[\^\w+\]: ")
_HEADING = re.compile(r"(?P<hashes>#{1,6})[ ]+")


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
    has_columns: bool = False,
) -> str:
    """Return a document as plain text: paragraphs parted by blank lines, headings with "#".

    `reading`: MARKED writes tracked changes as attributed brackets. Automatic numbers are written
    out; the notes that the text refers to follow at the end ("[^2]: ..."), numbered in the order
    of their marks. With `has_colours`, highlighting is written as colour marks (not in the
    ORIGINAL reading). With `has_columns`, tables of sides beside a base text are written as such.
    """
    paragraphs = []
    for table, group in groupby(document.paragraphs, lambda one: one.place and one.place.table):
        read = [(one, _words_of(one, reading, has_colours=has_colours).strip()) for one in group]
        cells = _cells_of(read) if has_columns and table is not None else []
        if cells and name_columns(cells[0]):
            paragraphs.append(write_table(cells))
        else:
            paragraphs += [heading_mark(one) + words for one, words in read if words]
    numbers = number_notes("\n".join(paragraphs), document.notes)
    if has_notes:
        notes = {note.id: getattr(note, reading.value) for note in document.notes}
        known = [one for one in numbers if notes.get(one)]
        paragraphs += [f"[^{one}]: {notes[one]}" for one in known]
    return rename_marks("\n\n".join(paragraphs) + "\n", numbers) if paragraphs else ""


def has_colour_system(document: WordDocument) -> bool:
    """Whether colour tells what is agreed: at least a tenth of the words are green or yellow.

    A highlighted date or a marked sentence says nothing of that kind.
    """
    n_coloured = n_all = 0
    for one in document.paragraphs:
        n_all += len(one.accepted)
        n_coloured += sum(
            end - start for start, end, colour in one.states.colours if colour in _AGREED_COLOURS
        )
    return n_coloured > 0 and n_coloured >= _LEAST_COLOURED * n_all


def has_column_table(document: WordDocument) -> bool:
    """Whether the first row of a table names a base text or agreed wordings, and sides."""
    for table, group in groupby(document.paragraphs, lambda one: one.place and one.place.table):
        cells = _cells_of([(one, one.accepted) for one in group]) if table is not None else []
        if cells and is_column_header(cells[0]):
            return True
    return False


def _cells_of(paragraphs: list[tuple[WordParagraph, str]]) -> list[list[str]]:
    """The rows of a table, with automatic numbers in their cells."""
    placed = [(one.place, words) for one, words in paragraphs if one.place is not None]
    return lay_out(placed)


_AGREED_COLOURS = frozenset(("green", "yellow"))
_LEAST_COLOURED = 0.1


def _words_of(paragraph: WordParagraph, reading: Reading, *, has_colours: bool) -> str:
    if reading is Reading.ORIGINAL:
        return paragraph.original
    if reading is Reading.MARKED:
        return paragraph.states.coloured if has_colours else paragraph.marked
    if not has_colours:
        return paragraph.accepted
    pieces: list[str] = []
    at = 0
    for start, end, colour in _join_colours(paragraph.states.colours):
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
    accepted = "\n".join(one.accepted for one in document.paragraphs)
    ids = {number: note_id for note_id, number in number_notes(accepted, document.notes).items()}
    bare = rename_marks(COLOUR_MARK.sub("", text), ids)
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
