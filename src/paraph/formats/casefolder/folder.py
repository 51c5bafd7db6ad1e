"""A case folder: the case in it, or all the mistakes in all of its files at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from paraph.case import Case, TextVersion
from paraph.errors import CaseError, Mistake
from paraph.formats.casefolder.consistency import Checked, find_contradictions
from paraph.formats.casefolder.documents import Document
from paraph.formats.casefolder.entries import CaseEntry
from paraph.formats.casefolder.files import CASE, JUDGEMENTS, SESSIONS, SOURCES, Files
from paraph.formats.casefolder.findings import NOTHING_KNOWN
from paraph.formats.casefolder.names import find_names
from paraph.formats.casefolder.nouns import case_from, session_from
from paraph.formats.casefolder.record_entries import JudgementsEntry, SessionEntry
from paraph.record import Source


@dataclass(frozen=True)
class CaseFolder:
    """What a case folder holds: the whole record, and the folder's own default day.

    `as_of` is the day up to which the folder itself says that the record counts (None: all
    of it). `notices` are things that may be meant but often aren't. `document` is case.yaml, in
    which mistakes that show only later are placed.
    """

    case: Case
    as_of: date | None = None
    notices: tuple[Mistake, ...] = ()
    document: Document = field(default_factory=lambda: Document(CASE), repr=False)

    def on_record(self, day: date | None) -> Case:
        """Return the case as it stood at the end of a day; where none is given, of its own day."""
        day = day or self.as_of
        return self.case.on_record(day) if day else self.case


def read_case(folder: Path, as_of: date | None = None) -> Case:
    """Read a case as it stood at the end of a day.

    That day is `as_of` where it is given, else the folder's own default; where there is
    neither, the whole record counts. CaseError holds every mistake in the folder.
    """
    return read_folder(folder).on_record(as_of)


def read_folder(folder: Path) -> CaseFolder:
    """Read the whole record of a case folder. CaseError holds every mistake in it."""
    files = Files(folder)
    files.require_folder()
    written = _read_written(files)
    notices = list(files.notices)
    for case in written.cases:
        found = find_contradictions(case, written.sessions, written.judgements)
        files.mistakes.extend(found.mistakes)
        notices.extend(found.notices)
    if files.mistakes:
        raise CaseError(_in_order(files.mistakes))
    return _build(written, _in_order(notices))


@dataclass(frozen=True)
class _WrittenCase:
    """The entries of all files; a file with mistakes has none."""

    cases: list[Checked[CaseEntry]]
    judgements: list[Checked[JudgementsEntry]]
    sessions: list[Checked[SessionEntry]]
    texts: tuple[TextVersion, ...]
    sources: tuple[Source, ...]


def _read_written(files: Files) -> _WrittenCase:
    cases = files.read_document(CASE)
    judgements = [Document(JUDGEMENTS, data={})]
    if files.has(JUDGEMENTS):
        judgements = files.read_document(JUDGEMENTS)
    sessions = [
        document
        for name in files.names_in(SESSIONS, ".yaml")
        for document in files.read_document(name)
    ]
    sources = files.read_sources()
    names = NOTHING_KNOWN
    if cases and judgements:
        names = replace(
            find_names(cases[0].data, judgements[0].data),
            sources=tuple(source.id for source in sources),
            has_sources=files.has(SOURCES),
        )
    return _WrittenCase(
        cases=[Checked(d, e) for d in cases for e in files.check(d, CaseEntry, names)],
        judgements=[
            Checked(d, e) for d in judgements for e in files.check(d, JudgementsEntry, names)
        ],
        sessions=[Checked(d, e) for d in sessions for e in files.check(d, SessionEntry, names)],
        texts=files.read_texts(),
        sources=sources,
    )


def _build(written: _WrittenCase, notices: tuple[Mistake, ...]) -> CaseFolder:
    (entry,), (judgements,) = written.cases, written.judgements
    case = case_from(
        entry.entry,
        sessions=[session_from(s.document.stem, s.entry) for s in written.sessions],
        judgements=judgements.entry,
        texts=written.texts,
        sources=written.sources,
    )
    return CaseFolder(case, entry.entry.as_of, notices, entry.document)


def _in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    unique = dict.fromkeys(mistakes)
    return tuple(sorted(unique, key=lambda m: (m.file != CASE, m.file, m.line, m.column)))
