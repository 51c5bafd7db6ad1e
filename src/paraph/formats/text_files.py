"""Read a rolling text from a file, whatever its format, and write one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paraph.errors import FormatError
from paraph.files import write_bytes
from paraph.formats.akoma_ntoso import ArchiveRecord, parse_akoma_ntoso, render_akoma_ntoso
from paraph.formats.sharing import without_private_notes
from paraph.formats.text_html import render_html
from paraph.formats.word import (
    Reading,
    has_colour_system,
    has_column_table,
    make_word,
    read_word,
    render_for_sharing,
    text_of,
)
from paraph.text import Draft, Profile, parse_text, strip_anchors

READABLE = (".md", ".txt", ".docx", ".xml")
WRITABLE = (".md", ".txt", ".docx", ".html", ".xml")
_PLAIN = (".md", ".txt")
_MOST_BYTES = 64 * 1024 * 1024
_FRONT_MATTER = re.compile(r"\A---\n(?:(?:date|shared):[^\n]*\n)+---\n+")
_DAY_IN_NAME = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


def read_text(path: Path, profile: Profile | None = None) -> str:
    """Return the rolling text in a file: .md, .txt, .docx (changes as brackets), or .xml.

    Highlighting in Word is read as colour marks if the profile gives colours a meaning; where no
    profile is given, if much of the text is coloured. Raises FormatError for a file that can't be
    read, with the reason.
    """
    if path.suffix.lower() == ".docx":
        document = read_word(path)
        has_colours = profile.has_colours if profile else has_colour_system(document)
        has_columns = profile.has_columns if profile else has_column_table(document)
        return text_of(document, has_colours=has_colours, has_columns=has_columns)
    if path.suffix.lower() == ".xml":
        return parse_akoma_ntoso(_read_bytes(path), str(path))
    if path.suffix.lower() not in READABLE:
        kinds = ", ".join(READABLE)
        raise FormatError(f"{path}: a text is read from {kinds}; save it as one of these")
    data = _read_bytes(path)
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8 text"
        ) from error
    return _FRONT_MATTER.sub("", words)


def read_accepted(path: Path) -> str:
    """Return the text in a file as `read_text` does; of Word, with all changes accepted."""
    if path.suffix.lower() == ".docx":
        return text_of(read_word(path), Reading.ACCEPTED)
    return read_text(path)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FormatError(f"{path}: more than 64 MB; is it a draft?")
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"{path}: can't be read ({error.strerror})") from error


def day_in_name(path: Path) -> date | None:
    """The date in a file's name, as in "draft-2015-12-04.txt"; None where it has none."""
    for found in _DAY_IN_NAME.finditer(path.stem):
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue  # digits that only look like a date
    return None


def render_text_file(draft: Draft, suffix: str, record: ArchiveRecord) -> bytes:
    """Return a text as the bytes of a file; private notes are left out of every format.

    Anchors stay in plain text and Markdown, which go back into a case, and on the page as labels;
    Word and Akoma Ntoso files are without them.

    FormatError for a suffix that is not written.
    """
    source = without_private_notes(draft.source)
    clean = parse_text(source, draft.profile, draft.issue_ids)
    if suffix in _PLAIN:
        return source.encode()
    if suffix == ".html":
        return render_html(clean, record.title).encode()
    if suffix == ".xml":
        return render_akoma_ntoso(clean, record)
    if suffix == ".docx":
        return render_for_sharing(make_word(strip_anchors(clean)))
    kinds = ", ".join(WRITABLE)
    raise FormatError(f"a text is not written as {suffix or 'a file without suffix'}; try {kinds}")


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """Where a text that is written comes from: the file or case folder, its title and day."""

    path: Path
    title: str
    day: date | None


def write_text(draft: Draft, out: Path, origin: TextOrigin) -> Path:
    """Write a text in the format of the file's name.

    Plain text and Markdown begin with a byte order mark if the file that they come from does.
    """
    suffix = out.suffix.lower()
    record = ArchiveRecord(origin.title, origin.day or date(1970, 1, 1), "unknown")
    content = render_text_file(draft, suffix, record)
    if suffix in _PLAIN and origin.path.suffix.lower() in _PLAIN and origin.path.is_file():
        is_marked = _read_bytes(origin.path).startswith(codecs.BOM_UTF8)
        content = codecs.BOM_UTF8 + content if is_marked else content
    return write_file(out, content)


def write_file(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all. FormatError where it can't be written."""
    try:
        write_bytes(path, content)
    except OSError as error:
        raise FormatError(f"{path}: can't be written ({error.strerror})") from error
    return path
