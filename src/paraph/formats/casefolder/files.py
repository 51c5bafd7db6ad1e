"""The files of a case folder, read one by one; mistakes are collected, not raised at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from paraph.case import TextVersion
from paraph.errors import CaseError, Mistake
from paraph.formats.casefolder.checking import check
from paraph.formats.casefolder.documents import Document, Place, mistake_at, parse_document
from paraph.formats.casefolder.findings import Names
from paraph.formats.casefolder.forms import read_date
from paraph.formats.casefolder.prose import parse_sources, parse_text
from paraph.record import Source
from paraph.text import parse_text as parse_draft
from paraph.text.marks import UNCLOSED, UNOPENED

CASE = "case.yaml"
JUDGEMENTS = "judgements.yaml"
SOURCES = "sources.md"
TEXT = "text.md"
TEXTS = "text"
SESSIONS = "sessions"

_MOST_BYTES = 8_000_000
_DAY_AT_START = re.compile(r"\d{4}-\d{2}-\d{2}(?![0-9])")
_Entry = TypeVar("_Entry", bound=BaseModel)
_Read = TypeVar("_Read")


@dataclass
class Files:
    """One reading of a folder. What can't be read is left out and noted in `mistakes`."""

    folder: Path
    mistakes: list[Mistake] = field(default_factory=list)
    notices: list[Mistake] = field(default_factory=list)

    def require_folder(self) -> None:
        """Raise CaseError where there is no folder, or none with a case.yaml."""
        start = f"start a case with: paraph new {self.folder}"
        if not self.folder.exists():
            raise CaseError([Mistake(str(self.folder), 0, 0, "there is no such folder", start)])
        if not self.folder.is_dir():
            mend = "name the folder that holds case.yaml"
            raise CaseError([Mistake(str(self.folder), 0, 0, "this is a file, not a folder", mend)])
        if not (self.folder / CASE).is_file():
            problem = f"the folder has no {CASE}"
            raise CaseError([Mistake(str(self.folder), 0, 0, problem, start)])

    def names_in(self, part: str, ending: str) -> list[str]:
        """Return the names of the files in a part of the folder, in order; notice all others.

        A name that starts with . or _ is left alone: a place for drafts and examples.
        """
        names = []
        inside = self.folder / part
        for path in sorted(inside.iterdir()) if inside.is_dir() else ():
            if path.name.startswith((".", "_")) or path.name.endswith("~"):
                continue
            if path.suffix == ending and path.is_file():
                names.append(f"{part}/{path.name}")
                continue
            if path.suffix == ending:
                mend = f"put the files that are in it into {part}/, or rename it"
                problem = "this is a folder, not a file"
                self.mistakes.append(Mistake(f"{part}/{path.name}", 0, 0, problem, mend))
                continue
            mend = f"only files that end in {ending} are read here"
            self.notices.append(Mistake(f"{part}/{path.name}", 0, 0, "this isn't read", mend))
        return names

    def has(self, name: str) -> bool:
        """Whether the folder has a file of this name."""
        return (self.folder / name).is_file()

    def read_document(self, name: str) -> list[Document]:
        """Return the YAML file, or nothing where it can't be read."""
        for text in self._read_text(name):
            for document in self._try(partial(parse_document, name, text)):
                self.mistakes.extend(document.slips)
                if document.data is not None:
                    return [document]
                if name == JUDGEMENTS:
                    return [Document(name, document.lines, {})]
                problem = "the file is empty"
                mend = "start a case with: paraph new FOLDER" if name == CASE else "write date: …"
                self.mistakes.append(Mistake(name, 1, 1, problem, mend))
        return []

    def check(self, document: Document, model: type[_Entry], names: Names) -> list[_Entry]:
        """Return what the document holds, or nothing where it holds mistakes."""
        return self._try(partial(check, document, model, names))

    def read_sources(self) -> tuple[Source, ...]:
        """Return the sources, none where there is no sources.md."""
        for text in self._read_text(SOURCES) if self.has(SOURCES) else ():
            sources, mistakes = parse_sources(SOURCES, text)
            self.mistakes.extend(mistakes)
            return sources
        return ()

    def read_texts(self) -> tuple[TextVersion, ...]:
        """Return the versions of the rolling text in order of their dates."""
        earlier = self.names_in(TEXTS, ".md")
        versions = [version for name in earlier for version in self._read_version(name)]
        if self.has(TEXT):
            for version in self._read_version(TEXT):
                if earlier and version.day is None:
                    problem = f"{TEXT} has no date, although earlier versions stand in {TEXTS}/"
                    mend = "put three lines at its top: ---, date: 2019-02-26, ---"
                    self.mistakes.append(Mistake(TEXT, 1, 1, problem, mend))
                versions.append(version)
        return tuple(sorted(versions, key=lambda v: (v.day or date.min, v.name == "", v.name)))

    def _read_version(self, name: str) -> list[TextVersion]:
        stem = "" if name == TEXT else Path(name).stem
        for text in self._read_text(name):
            self.notices.extend(_notice_brackets(name, text))
            for version in self._try(partial(parse_text, name, text, name=stem)):
                if stem and version.day is None:
                    return self._dated_by_name(name, stem, version)
                return [version]
        return []

    def _dated_by_name(self, name: str, stem: str, version: TextVersion) -> list[TextVersion]:
        day = _DAY_AT_START.match(stem)
        if day and _is_date(day[0]):
            return [replace(version, day=read_date(day[0]))]
        mend = f"name the file {TEXTS}/2019-02-26.md, or put its date in a front matter"
        self.mistakes.append(Mistake(name, 1, 1, "this version of the text has no date", mend))
        return []

    def _read_text(self, name: str) -> list[str]:
        try:
            content = (self.folder / name).read_bytes()
        except OSError as error:
            problem = f"the file can't be read ({error.strerror})"
            self.mistakes.append(Mistake(name, 0, 0, problem, "check who may read it"))
            return []
        if len(content) > _MOST_BYTES:
            problem = f"the file is larger than {_MOST_BYTES // 1_000_000} MB"
            self.mistakes.append(Mistake(name, 0, 0, problem, "split it"))
            return []
        try:
            return [content.decode("utf-8-sig")]
        except UnicodeDecodeError as error:
            self.mistakes.append(_not_utf8(name, content, error))
            return []

    def _try(self, read: Callable[[], _Read]) -> list[_Read]:
        try:
            return [read()]
        except CaseError as error:
            self.mistakes.extend(error.mistakes)
            return []


def date_in_name(name: str) -> str:
    """Return the date at the start of a file's name; empty where there is none."""
    found = _DAY_AT_START.match(Path(name).name)
    return found[0] if found else ""


def _is_date(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _not_utf8(name: str, content: bytes, error: UnicodeDecodeError) -> Mistake:
    before = content[: error.start].decode("utf-8-sig").splitlines() or [""]
    lines = tuple(content.decode("utf-8-sig", errors="replace").splitlines())
    place = Place(max(1, len(before)), len(before[-1]) + 1)
    problem = f"the file isn't UTF-8 text (byte {content[error.start]:#04x})"
    return mistake_at(name, lines, place, problem, "save it again with the encoding UTF-8")


def _notice_brackets(name: str, text: str) -> list[Mistake]:
    """Notice brackets without a partner; a text is read all the same."""
    lines = text.splitlines()
    return [
        Mistake(
            name,
            finding.line,
            finding.column,
            finding.message,
            finding.suggestion,
            lines[finding.line - 1] if finding.line <= len(lines) else "",
        )
        for finding in parse_draft(text).findings
        if finding.kind in (UNCLOSED, UNOPENED)
    ]
