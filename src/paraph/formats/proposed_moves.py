"""Proposed moves as JSON: what `paraph note --json` prints, and the door for a language model.

Whoever reads a note with a model of their own returns this structure; it is checked as strictly
as what the rules propose, and confirmed by a person in the same way. Paraph calls no model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from paraph.case import Case
from paraph.errors import CaseError, FormatError, InputError, Mistake
from paraph.formats.move_faults import faults_in_fields, load_entries, without_wrong_fields
from paraph.formats.notes import MeetingNote, faults_in_move
from paraph.negotiation import package_of
from paraph.record import Move, MoveKind
from paraph.record.notes import ProposedMove, Unread, Why

_MOST_BYTES = 8_000_000
_LINE_END = re.compile(r"\r\n|[\r\n]")
_ADDED = "added by hand"
_IN_MARKS = re.compile('["“](.*)["”]', re.DOTALL)
_NAMING = (
    MoveKind.PROPOSE,
    MoveKind.ACCEPT,
    MoveKind.REJECT,
    MoveKind.SUPPORT,
    MoveKind.OPPOSE,
    MoveKind.ASK,
)
_ADD_OPTIONS = '"options": {"ISSUE": "OPTION"}'
_MENDS = dict.fromkeys((MoveKind.SUPPORT, MoveKind.ASK), f'{_ADD_OPTIONS} or "issues": ["ISSUE"]')
_Fault = tuple[str, str, str]
_SAME_MARKS = ("['‘’]", '["“”]')


class WrittenMove(BaseModel):
    """One proposed move. Give `options`, or `issues` where no option is meant."""

    model_config = ConfigDict(extra="forbid", strict=False)

    party: Annotated[str, Field(description="The id of the party that made the move.")]
    kind: Annotated[MoveKind, Field(description="What the party did.")]
    sentence: Annotated[str, Field(min_length=1, description="The sentence, exactly as noted.")]
    options: Annotated[
        dict[str, str], Field(description="Issue id to option id: what the move is about.")
    ] = {}
    over: Annotated[
        dict[str, str], Field(description="Issue id to option id: what it is better than.")
    ] = {}
    equal_to: Annotated[
        dict[str, str], Field(description="Issue id to option id: what it is about as good as.")
    ] = {}
    issues: Annotated[
        list[str],
        Field(description="Issue ids: asked about, or in order of importance, weightiest first."),
    ] = []
    above_others: Annotated[
        bool, Field(description="Whether `issues` matter more than all that aren't named.")
    ] = False
    makes_light: Annotated[
        bool, Field(description="Whether `issues` are said to matter little, in no order.")
    ] = False
    slighted: Annotated[list[str], Field(description="Issue ids said not to matter.")] = []
    confidence: Annotated[
        float, Field(ge=0, le=1, description="The probability that a reader would agree.")
    ]
    start: Annotated[
        int | None, Field(ge=0, description="Where the sentence begins, in characters from 0.")
    ] = None
    line: Annotated[
        int | None, Field(ge=1, description="The line it begins in; worked out from the sentence.")
    ] = None
    rule: Annotated[str, Field(description="What proposed it: a rule, or a model's name.")] = (
        "model"
    )
    speaker: Annotated[str, Field(description="Who said it, as written; empty in prose.")] = ""
    reported_by: Annotated[str, Field(description="Who reports it, for a signal.")] = ""


class WrittenUnread(BaseModel):
    """Words of a note from which the rules read no move, or not all that they say."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, Field(description="A name that isn't known, or else a sentence.")]
    line: Annotated[int, Field(ge=1, description="The line of the note.")]
    why: Annotated[Why, Field(description="Why it wasn't read.")]
    issues: Annotated[list[str], Field(description="Issue ids named and not read.")] = []


class WrittenMoves(BaseModel):
    """The moves proposed for one note."""

    model_config = ConfigDict(extra="forbid", title="Proposed moves")

    moves: list[WrittenMove]
    unread: Annotated[
        list[WrittenUnread], Field(description="What the rules left out; passed over when read.")
    ] = []


def proposed_moves_schema() -> dict[str, Any]:
    """Return the JSON Schema of proposed moves, to be given to a model."""
    return WrittenMoves.model_json_schema()


def render_proposed_moves(moves: Iterable[ProposedMove], unread: Iterable[Unread] = ()) -> str:
    """Render proposed moves as JSON that `read_proposed_moves` reads back.

    `unread` is what gave no move; it stands beside the moves, and is not read back.
    """
    written = WrittenMoves(
        moves=[_written(proposed) for proposed in moves],
        unread=[
            WrittenUnread(words=u.words, line=u.line, why=u.why, issues=list(u.issue_ids))
            for u in unread
        ],
    )
    return json.dumps(written.model_dump(mode="json"), indent=2, ensure_ascii=False)


def _written(proposed: ProposedMove) -> WrittenMove:
    move = proposed.move
    return WrittenMove(
        party=move.party_id,
        kind=move.kind,
        sentence=proposed.sentence,
        options=move.package.as_dict(),
        over=move.over.as_dict(),
        equal_to=move.equal_to.as_dict(),
        issues=list(move.issue_ids),
        above_others=move.is_above_others,
        makes_light=move.makes_light,
        slighted=list(proposed.slighted_ids),
        confidence=move.confidence,
        start=proposed.start,
        line=proposed.line,
        rule=proposed.rule,
        speaker=proposed.speaker,
        reported_by=move.reported_by,
    )


def read_proposed_moves(file: Path, note: MeetingNote, case: Case) -> tuple[ProposedMove, ...]:
    """Read proposed moves from a JSON file. CaseError holds every mistake in it."""
    if not file.is_file():
        raise InputError(f"there is no file {file}")
    if file.stat().st_size > _MOST_BYTES:
        raise FormatError(f"{file} has over 8 MB; keep one meeting to a file")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{file} is not text in UTF-8; save it as UTF-8") from error
    return parse_proposed_moves(text, note, case, name=file.name)


def parse_proposed_moves(
    text: str, note: MeetingNote, case: Case, *, name: str = "moves.json"
) -> tuple[ProposedMove, ...]:
    """Read proposed moves from JSON text and check each against the note and the case.

    CaseError holds every mistake, with its place and how to mend it: no JSON, a field that is
    missing, unknown or of the wrong kind, a name that the case doesn't have, a sentence that the
    note doesn't hold, a move about nothing.
    """
    moves: list[ProposedMove] = []
    mistakes: list[Mistake] = []
    for index, (entry, line, column) in enumerate(load_entries(text, name)):
        proposed, faults = _read_entry(entry, note, case, moves)
        mistakes += (
            Mistake(name, line, column, f"moves[{index}]{field}: {problem}", mend)
            for field, problem, mend in faults
        )
        moves.append(proposed)
    if mistakes:
        raise CaseError(mistakes)
    return tuple(moves)


def _read_entry(
    entry: object, note: MeetingNote, case: Case, before: Sequence[ProposedMove]
) -> tuple[ProposedMove, list[_Fault]]:
    """Return the move of an entry, and everything that is wrong with the entry.

    Where fields are wrong, those that are right are checked as well, so that one run shows all.
    """
    try:
        proposed, faults = _check(WrittenMove.model_validate(entry), note, case, before)
        return proposed, [("", *fault) for fault in faults]
    except ValidationError as error:
        left = _with_stand_ins(without_wrong_fields(entry, error), entry, note, case)
        proposed, faults = _check(WrittenMove.model_validate(left), note, case, before)
        return proposed, [*faults_in_fields(error), *(("", *fault) for fault in faults)]


def _with_stand_ins(
    kept: dict[str, Any], entry: object, note: MeetingNote, case: Case
) -> dict[str, Any]:
    """Fill what is left of an entry with fields that are right, so that the others are checked."""
    if "sentence" not in kept:
        kept = {**kept, "sentence": note.text, "start": 0}
    about = [field for field in ("options", "issues", "slighted") if kept.get(field)]
    if not about and isinstance(entry, Mapping) and (entry.get("options") or entry.get("issues")):
        kept = {**kept, "kind": MoveKind.SIGNAL}  # it was about something, which is wrong
    stand_ins = {"party": case.parties[0].id, "kind": MoveKind.SIGNAL, "confidence": 1.0}
    return {**stand_ins, **kept}


def _check(
    entry: WrittenMove, note: MeetingNote, case: Case, before: Sequence[ProposedMove]
) -> tuple[ProposedMove, list[tuple[str, str]]]:
    """Return the move of an entry, and what is wrong with it, each with how to mend it."""
    faults: list[tuple[str, str]] = []
    start = _find_sentence(entry, note)
    if start < 0:
        short = entry.sentence[:60]
        where = f" at {entry.start}" if entry.start is not None else ""
        mend = "copy it as it stands there" + (", or leave start out" if where else "")
        faults.append((f"{note.name} doesn't hold the sentence {short!r}{where}", mend))
    proposed = _proposed(entry, max(start, 0), note)
    faults += ((str(fault), "") for fault in faults_in_move(proposed, case))
    if _is_about_nothing(entry, before):
        mend = f"add {_MENDS.get(entry.kind, _ADD_OPTIONS)}"
        faults.append((f"'{entry.kind.value}' of nothing: no options are named", mend))
    return proposed, faults


def _is_about_nothing(entry: WrittenMove, before: Sequence[ProposedMove]) -> bool:
    """Whether an entry names nothing, and no package that another party put before it."""
    if entry.options or entry.issues or entry.slighted or entry.kind not in _NAMING:
        return False
    is_reply = entry.kind in (MoveKind.ACCEPT, MoveKind.REJECT)
    is_put = any(
        other.move.package and other.move.party_id != entry.party
        for other in before
        if other.move.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT)
    )
    return not (is_reply and is_put)


def _proposed(entry: WrittenMove, start: int, note: MeetingNote) -> ProposedMove:
    return ProposedMove(
        move=Move(
            party_id=entry.party,
            kind=entry.kind,
            package=package_of(entry.options),
            over=package_of(entry.over),
            equal_to=package_of(entry.equal_to),
            issue_ids=tuple(entry.issues),
            is_above_others=entry.above_others,
            makes_light=entry.makes_light,
            text=" ".join(entry.sentence.split()),
            reported_by=entry.reported_by,
            confidence=entry.confidence,
        ),
        sentence=entry.sentence,
        start=start,
        end=start + len(entry.sentence),
        line=_line_at(start, note),
        rule=entry.rule,
        speaker=entry.speaker,
        slighted_ids=tuple(entry.slighted),
    )


def added_move(move: Move, note: MeetingNote, quotation: str = "") -> ProposedMove:
    """Return a move that a person adds to those proposed, with the words of the note it rests on.

    The quotation may be a part of a sentence; its spaces, line ends, quotation marks and
    apostrophes need not be the note's. InputError if the note doesn't hold it.
    """
    words = _without_marks(quotation.strip()).split()
    if not words:
        end = len(note.text)
        return ProposedMove(move, sentence="", start=end, end=end, line=0, rule=_ADDED)
    pattern = r"\s+".join(re.escape(word) for word in words)
    for marks in _SAME_MARKS:
        pattern = re.sub(marks, marks, pattern)
    found = re.search(pattern, note.text)
    if not found:
        short = " ".join(words)[:60]
        raise InputError(f"{note.name} doesn't hold the words {short!r}; copy them as they stand")
    return ProposedMove(
        move=replace(move, text=" ".join(found.group().split())),
        sentence=found.group(),
        start=found.start(),
        end=found.end(),
        line=_line_at(found.start(), note),
        rule=_ADDED,
    )


def _without_marks(quotation: str) -> str:
    whole = _IN_MARKS.fullmatch(quotation)
    return whole[1] if whole else quotation


def _line_at(start: int, note: MeetingNote) -> int:
    return len(_LINE_END.findall(note.text, 0, start)) + 1


def _find_sentence(entry: WrittenMove, note: MeetingNote) -> int:
    """Where the sentence begins in the note; -1 where the note doesn't hold it, or not there."""
    start = entry.start if entry.start is not None else note.text.find(entry.sentence)
    return start if start >= 0 and note.text.startswith(entry.sentence, start) else -1
