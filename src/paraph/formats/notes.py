"""Meeting notes on disk: read a note with its heading, write the session confirmed from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from ruamel.yaml import YAML

from paraph.case import Case
from paraph.errors import FormatError, InputError, UnknownNameError
from paraph.formats.casefolder import read_folder
from paraph.formats.casefolder.record_entries import (
    NAMES_ISSUES,
    fault_in_equal,
    fault_in_over,
    fault_in_standing,
)
from paraph.formats.casefolder.session_rendering import session_entries
from paraph.formats.casefolder.yaml_text import render_yaml
from paraph.formats.note_heading import NoteHeading, split_heading
from paraph.negotiation import Package
from paraph.record import Level, Move, Participant, Session
from paraph.record.notes import ProposedMove, Vocabulary, build_vocabulary

_MOST_BYTES = 8_000_000
_TEXT_ENDINGS = (".txt", ".md", ".markdown", "")
_LONGEST_COMMENT = 90


@dataclass(frozen=True)
class MeetingNote:
    """A note as it was read. `text` has blanks where the heading stood, so that offsets hold.

    Only who an e-mail is from stays.
    """

    name: str
    text: str
    heading: NoteHeading


def read_note(file: Path, case: Case) -> MeetingNote:
    """Read a note from a text, Markdown or Word file.

    FormatError if the file can't be read as text; CaseError if its heading has mistakes.
    """
    if file.is_dir():
        raise InputError(f"{file} is a folder; name one note in it, a .txt, .md or .docx file")
    if not file.is_file():
        raise InputError(f"there is no file {file}")
    if file.stat().st_size > _MOST_BYTES:
        raise FormatError(f"{file} has over 8 MB; keep one meeting to a note")
    if not file.stat().st_size:
        raise FormatError(f"{file} is empty; was it saved?")
    if file.suffix.lower() == ".docx":
        text = _read_word(file)
    elif file.suffix.lower() in _TEXT_ENDINGS:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormatError(f"{file} is not text in UTF-8; save it as UTF-8") from error
    else:
        raise FormatError(f"{file}: a note is a .txt, .md or .docx file")
    return parse_note(text, case, name=file.name)


def parse_note(text: str, case: Case, *, name: str = "note") -> MeetingNote:
    """Read a note from its text: heading first, see docs/how-to/notes-to-moves.md."""
    heading, n_heading = split_heading(text, case, name)
    blank = re.sub(r"(?im)^(?![ \t*]*from\b).*$", _as_blanks, text[:n_heading])
    return MeetingNote(name, blank + text[n_heading:], heading)


def _as_blanks(line: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", line.group())


def _read_word(file: Path) -> str:
    """The paragraphs of a Word file, one a line; list items begin with a dash."""
    try:
        document = docx.Document(str(file))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise FormatError(
            f"{file} is not a Word document, in spite of its ending: open it and save it again "
            "as .docx, or give it the ending .txt if it is plain text"
        ) from error
    lines = []
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
        mark = "# " if style.startswith("Heading") else "- " if style.startswith("List") else ""
        lines.append(mark + paragraph.text)
    return "\n".join(lines)


def vocabulary_for(note: MeetingNote, case: Case) -> Vocabulary:
    """The words of a case, with the people and further words that the note's heading gives."""
    built = build_vocabulary(
        case.agenda,
        case.parties,
        we_id=case.we_id,
        people=(
            *note.heading.participants,
            *(Participant(name, party) for party, names in note.heading.names for name in names),
            *(person for session in case.sessions for person in session.participants),
        ),
        terms=case.terms,
    )
    return Vocabulary(
        agenda=built.agenda,
        parties=built.parties,
        we_id=built.we_id,
        people=built.people,
        synonyms=(*built.synonyms, *note.heading.words),
    )


def build_session(note: MeetingNote, moves: Iterable[ProposedMove]) -> Session:
    """Build the session of a note from its confirmed moves; InputError if it has no date."""
    heading = note.heading
    if heading.day is None:
        raise InputError(
            f"{note.name} doesn't say when the meeting was; "
            "add a first line such as: Date: 2019-02-06"
        )
    return Session(
        id=session_name(heading.day, heading.place),
        day=heading.day,
        last_day=heading.last_day,
        place=heading.place,
        level=heading.level or Level.WORKING,
        title=heading.title,
        participants=heading.participants,
        moves=tuple(proposed.move for proposed in moves),
    )


def session_name(day: date, place: str) -> str:
    """The name of a session's file: its date and place, in plain letters."""
    plain = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-")
    return f"{day}-{plain or 'meeting'}"[:80].rstrip("-")


def render_session(session: Session, moves: Sequence[ProposedMove], note_name: str) -> str:
    """Render a session file; above each move stands the line and sentence it came from."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 100
    written = yaml.load(render_yaml(session_entries(session, stem=session.id)))
    listed = written.get("moves")
    for index, proposed in enumerate(moves):
        comment = f"{note_name}, {_origin(proposed)}"
        listed.yaml_set_comment_before_after_key(index, before=_printable(comment), indent=2)
    stream = StringIO()
    yaml.dump(written, stream)
    return stream.getvalue()


def _origin(proposed: ProposedMove) -> str:
    """Where in the note a move comes from: its line, rule and sentence, if it has one."""
    if not proposed.sentence:
        return proposed.rule
    sentence = " ".join(proposed.sentence.split())
    short = sentence if len(sentence) <= _LONGEST_COMMENT else sentence[:_LONGEST_COMMENT] + "…"
    speaker = f"{proposed.speaker}: " if proposed.speaker else ""
    return f"line {proposed.line}, {proposed.rule}: {speaker}{short}"


def _printable(comment: str) -> str:
    return "".join(character if character.isprintable() else " " for character in comment)


def write_session(folder: Path, session: Session, content: str, *, out: Path | None = None) -> Path:
    """Write a session's file into a case folder, at once or not at all; return its path.

    The folder is read back with the new file first. InputError if the file exists already;
    CaseError if the folder with it has mistakes.
    """
    path = out or folder / "sessions" / f"{session.id}.yaml"
    if path.exists():
        raise InputError(f"{path} exists already; name another file with --out")
    if not path.parent.is_dir() and out is not None:
        raise InputError(f"there is no folder {path.parent} to write to")
    with TemporaryDirectory(prefix=".paraph-note-", dir=folder.absolute().parent) as scratch:
        copy = Path(scratch) / folder.absolute().name
        shutil.copytree(folder, copy, symlinks=True)
        trial = copy / "sessions" / f"{session.id}.yaml"
        trial.parent.mkdir(exist_ok=True)
        trial.write_bytes(content.encode())
        read_folder(copy)
        path.parent.mkdir(exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        try:
            shutil.copyfile(trial, new)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    return path


def check_move(proposed: ProposedMove, case: Case) -> None:
    """Raise UnknownNameError or InputError where a move names what the case doesn't have."""
    for fault in faults_in_move(proposed, case):
        raise fault


def faults_in_move(proposed: ProposedMove, case: Case) -> Iterator[InputError]:
    """Yield everything that a move names without the case having it, or puts together wrongly."""
    move = proposed.move
    if move.party_id not in [party.id for party in case.parties]:
        yield UnknownNameError("party", move.party_id, (party.id for party in case.parties))
    for choice in (*move.package, *move.over, *move.equal_to):
        try:
            Package((choice,)).positions(case.agenda)
        except UnknownNameError as error:
            yield error
    for issue_id in (*move.issue_ids, *proposed.slighted_ids):
        if issue_id not in case.agenda:
            yield UnknownNameError("issue", issue_id, case.agenda.issue_ids)
    if not (move.package or move.issue_ids or move.text):
        yield InputError("the move is about nothing; name options or issues, or quote the note")
    yield from _faults_of_form(move)


def _faults_of_form(move: Move) -> Iterator[InputError]:
    """Yield what a move puts together wrongly, whatever the case."""
    if move.package and move.issue_ids:
        yield InputError("a move is about options or about issues; write two moves for both")
    if move.issue_ids and move.kind not in NAMES_ISSUES:
        yield InputError(
            f"a party can {move.kind.value} options only; name an option of each issue"
        )
    for fault in (
        fault_in_equal(move.kind, move.package, over=move.over, equal_to=move.equal_to),
        fault_in_over(move.kind, move.package, move.over),
        fault_in_standing(
            move.kind,
            is_list=bool(move.issue_ids),
            above_others=move.is_above_others,
            makes_light=move.makes_light,
        ),
    ):
        if fault:
            yield InputError("; ".join(fault[:2]))
