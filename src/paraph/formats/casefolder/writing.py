"""Writing a case as a folder: all of it or nothing, and read back before it counts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from paraph.case import Case, TextVersion
from paraph.errors import CaseError, FormatError, InputError
from paraph.files import write_bytes
from paraph.formats.casefolder.files import (
    CASE,
    JUDGEMENTS,
    SESSIONS,
    SOURCES,
    TEXT,
    TEXTS,
)
from paraph.formats.casefolder.folder import read_folder
from paraph.formats.casefolder.prose import render_sources, render_text
from paraph.formats.casefolder.rendering import case_entries, judgement_entries
from paraph.formats.casefolder.session_rendering import session_entries
from paraph.formats.casefolder.yaml_text import render_yaml
from paraph.record import Participant, Session

_SAFE_NAME = re.compile(r"[^\W_][\w-]*(\.[\w-]+)*")
_LONGEST_NAME = 100


def write_case(
    case: Case, folder: Path, *, as_of: date | None = None, is_replacing: bool = False
) -> None:
    """Write a case as a folder, so that reading it gives an equal case.

    `as_of` becomes the folder's default day (the case's own where it has one). What is
    written is read back before it takes its place; a failure leaves the folder as it was.
    Sessions and text versions are put in order of their dates, and the people of a session
    in order of their parties. An existing folder is refused unless `is_replacing`; then files
    of other kinds in it are kept. InputError if the folder exists; FormatError if a case
    folder can't hold the case.
    """
    day = case.as_of or as_of
    whole = replace(in_order(case), as_of=None)
    write_files(case_files(whole, day), folder, whole, is_replacing=is_replacing)


def in_order(case: Case) -> Case:
    """Return the case with its sessions, texts and participants in a case folder's order."""
    sessions = sorted(case.sessions, key=lambda session: (session.day, session.id))
    texts = sorted(case.texts, key=lambda v: (v.day or date.min, v.name == "", v.name))
    return replace(
        case,
        texts=tuple(texts),
        sessions=tuple(
            replace(session, participants=_by_party(session.participants)) for session in sessions
        ),
    )


def _by_party(people: Sequence[Participant]) -> tuple[Participant, ...]:
    order = list(dict.fromkeys(person.party_id for person in people))
    return tuple(sorted(people, key=lambda person: order.index(person.party_id)))


def case_files(case: Case, as_of: date | None) -> dict[str, str]:
    """Return the content of each file of a case's folder, by its name within the folder."""
    files = {CASE: render_yaml(case_entries(case, as_of))}
    if case.events or case.judgements or case.overrides:
        files[JUDGEMENTS] = render_yaml(judgement_entries(case))
    if case.sources:
        files[SOURCES] = render_sources(case.sources)
    for index, version in enumerate(case.texts, start=1):
        files[_text_name(version, index)] = render_text(version)
    for index, session in enumerate(case.sessions, start=1):
        stem = _session_stem(session, index)
        files[f"{SESSIONS}/{stem}.yaml"] = render_yaml(session_entries(session, stem=stem))
    n_texts, n_sessions = len(case.texts), len(case.sessions)
    if sum(name.startswith(SESSIONS) for name in files) < n_sessions:
        raise FormatError("two sessions have the same id; give each its own")
    if sum(name.startswith(TEXT.removesuffix(".md")) for name in files) < n_texts:
        raise FormatError("two versions of the text have the same name; give each its own")
    return files


def _text_name(version: TextVersion, index: int) -> str:
    if not version.name:
        return TEXT
    if not _is_safe(version.name):
        raise FormatError(
            f"version {index} of the text is called {version.name!r}, which can't be the name "
            "of a file; call it by its date"
        )
    return f"{TEXTS}/{version.name}.md"


def _session_stem(session: Session, index: int) -> str:
    return session.id if _is_safe(session.id) else f"{session.day}-{index:03}"


def _is_safe(name: str) -> bool:
    return bool(_SAFE_NAME.fullmatch(name)) and len(name.encode()) <= _LONGEST_NAME


def write_files(
    files: Mapping[str, str], folder: Path, expected: Case | None, *, is_replacing: bool
) -> None:
    """Write the files of a case folder, read them back, and put them in place at once.

    `expected` is the case that reading must give; None where any case will do.
    """
    folder = folder.absolute()
    is_taken = folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))
    if is_taken and not is_replacing:
        raise InputError(f"{folder} exists already; choose another folder, or say to replace it")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        new = Path(scratch) / "new"
        if folder.is_dir():
            _copy_other_files(folder, new)
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
        _require_readable(new, expected)
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        new.rename(folder)


def replace_file(
    folder: Path, name: str, content: str, is_expected: Callable[[Case], bool]
) -> None:
    """Put new content into one file of a case folder, at once or not at all.

    The folder is read back with it first. FormatError where that doesn't give a case as expected.
    """
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.absolute().parent) as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(folder, copy, symlinks=True)
        (copy / name).write_bytes(content.encode())
        if not is_expected(_read_back(copy)):
            raise FormatError("what is read back isn't what was to be written")
        write_bytes(folder / name, content.encode())


def _copy_other_files(folder: Path, new: Path) -> None:
    shutil.copytree(folder, new, symlinks=True)
    own = [new / name for name in (CASE, JUDGEMENTS, SOURCES, TEXT)]
    own += [*(new / SESSIONS).glob("[!_]*.yaml"), *(new / TEXTS).glob("[!_]*.md")]
    for path in own:
        path.unlink(missing_ok=True)


def _read_back(folder: Path) -> Case:
    try:
        return read_folder(folder).case
    except CaseError as error:
        raise FormatError(f"a case folder can't hold this case:\n{error}") from error


def _require_readable(new: Path, expected: Case | None) -> None:
    read = _read_back(new)
    if expected is None or read == expected:
        return
    changed = [
        name for name in Case.__dataclass_fields__ if getattr(read, name) != getattr(expected, name)
    ]
    raise FormatError(f"a case folder can't hold this case exactly: {', '.join(changed)} differ")
