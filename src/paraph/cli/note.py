"""`paraph note`: from a meeting note to a session on record, each move confirmed by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from paraph.case import Case
from paraph.cli.asking import id_called
from paraph.cli.options import AsJson
from paraph.errors import InputError
from paraph.formats.casefolder import read_folder
from paraph.formats.notes import (
    MeetingNote,
    build_session,
    check_move,
    read_note,
    render_session,
    vocabulary_for,
    write_session,
)
from paraph.formats.proposed_moves import read_proposed_moves, render_proposed_moves
from paraph.negotiation import Package, package_of
from paraph.record import Move, MoveKind
from paraph.record.notes import ProposedMove, find_unknown_speakers, propose_moves

_CASE_HELP = "The case folder that the meeting belongs to."
_OUT_HELP = "Where to write the session; sessions/DATE-PLACE.yaml of the case if left out."
_SURE_HELP = "Confirm moves of at least this confidence (0..1) without asking; ask for the others."
_MOVES_HELP = "Moves proposed by a reader of your own, as JSON, instead of the rules'."


def note(
    file: Annotated[Path, Parameter(help="The note: .txt, .md or .docx, in English.")],
    *,
    case: Annotated[Path, Parameter(help=_CASE_HELP)],
    out: Annotated[Path | None, Parameter(help=_OUT_HELP)] = None,
    yes_to_sure: Annotated[float | None, Parameter(help=_SURE_HELP)] = None,
    moves: Annotated[Path | None, Parameter(help=_MOVES_HELP)] = None,
    as_json: AsJson = False,
) -> None:
    """Read a meeting note, propose the moves in it, and record those that you confirm.

    With --json the proposed moves are printed and nothing is asked or written.
    """
    if yes_to_sure is not None and not 0 <= yes_to_sure <= 1:
        raise InputError("--yes-to-sure is a probability: a number from 0 to 1")
    held = read_folder(case).case
    written = read_note(file, held)
    vocabulary = vocabulary_for(written, held)
    if moves:
        proposed = read_proposed_moves(moves, written, held)
    else:
        proposed = propose_moves(written.text, vocabulary)
        _say_unknown(find_unknown_speakers(written.text, vocabulary), held)
    if as_json:
        print(render_proposed_moves(proposed))
        return
    _record(written, proposed, held, case, (out, yes_to_sure))


def _say_unknown(speakers: Sequence[tuple[str, int]], held: Case) -> None:
    """Say who speaks in the note without being known, and how to say who that is."""
    if not speakers:
        return
    names = ", ".join(f"{name} (line {line})" for name, line in speakers)
    party = held.counterparts[0].id
    Console(stderr=True).print(
        Text(
            f"Not known here: {names}. What they said is put down to no party. Say who they are in "
            f"the first lines of the note, such as: Participants: {speakers[0][0]} ({party})",
            style="yellow",
        )
    )


def _record(
    written: MeetingNote,
    proposed: Sequence[ProposedMove],
    held: Case,
    folder: Path,
    choices: tuple[Path | None, float | None],
) -> None:
    """Ask about each move, then write the session; nothing is written before the last answer."""
    out, sure = choices
    console = Console()
    build_session(written, ())
    if not proposed:
        console.print("No move was found in the note; nothing was written.")
        return
    confirmed = []
    for number, move in enumerate(proposed, start=1):
        console.print(_show(move, held, f"{number} of {len(proposed)}"))
        if sure is not None and move.move.confidence >= sure:
            console.print("  recorded as sure")
            confirmed.append(move)
        elif answer := _ask(console, move, held):
            confirmed.append(answer)
    if not confirmed:
        console.print("No move was confirmed; nothing was written.")
        return
    session = build_session(written, confirmed)
    content = render_session(session, confirmed, written.name)
    path = write_session(folder, session, content, out=out)
    console.print(f"{len(confirmed)} of {len(proposed)} moves recorded in {path}", markup=False)


def _show(proposed: ProposedMove, held: Case, count: str) -> Text:
    speaker = f"{proposed.speaker}: " if proposed.speaker else ""
    return Text.assemble(
        "\n",
        (f"{count}, line {proposed.line}  ", "dim"),
        f"“{speaker}{' '.join(proposed.sentence.split())}”\n  ",
        (describe(proposed, held), "bold"),
        (f"  ({proposed.move.confidence:.0%}, rule: {proposed.rule})", "dim"),
    )


def describe(proposed: ProposedMove, held: Case) -> str:
    """Say a proposed move in words: "DPRK proposes: Sanctions relief = Partial relief"."""
    move = proposed.move
    name = held.party(move.party_id).name
    about = _options_in_words(move.package, held)
    if move.issue_ids:
        order = ", " if move.kind is MoveKind.ASK else " before "
        about = order.join(held.agenda.issue(issue_id).label for issue_id in move.issue_ids)
    elif proposed.slighted_ids:
        labels = (held.agenda.issue(issue_id).label for issue_id in proposed.slighted_ids)
        about = f"makes light of {', '.join(labels)}"
    over = f" rather than {_options_in_words(move.over, held)}" if move.over else ""
    by = f", reported by {move.reported_by}" if move.reported_by else ""
    return f"{name}, {move.kind.value}: {about or 'as said'}{over}{by}"


def _options_in_words(package: Package, held: Case) -> str:
    issues = (held.agenda.issue(issue_id) for issue_id, _ in package)
    return "; ".join(f"{issue.label} = {issue.option(package[issue.id]).label}" for issue in issues)


def _ask(console: Console, proposed: ProposedMove, held: Case) -> ProposedMove | None:
    """Ask about one move: the move as confirmed or corrected; None where it is dropped."""
    while True:
        answer = _prompt(
            console, "  confirm, correct or drop?", "confirm", ("confirm", "correct", "drop")
        )
        if answer == "drop":
            return None
        if answer == "confirm":
            return _as_confirmed(proposed)
        try:
            corrected = _correct(console, proposed, held)
            check_move(corrected, held)
        except (InputError, ValueError) as error:
            console.print(Text(f"  {error}", style="red"))
            continue
        proposed = corrected
        console.print(Text(f"  {describe(proposed, held)}", style="bold"))


def _as_confirmed(proposed: ProposedMove) -> ProposedMove:
    """A person has read the sentence: only hearsay stays less than certain."""
    if proposed.move.reported_by:
        return proposed
    return replace(proposed, move=replace(proposed.move, confidence=1.0))


def _correct(console: Console, proposed: ProposedMove, held: Case) -> ProposedMove:
    """Ask for the parts of a move anew; an empty answer keeps what stands there.

    Parties, issues and options may be given by id or by name.
    """
    move = proposed.move
    kinds = tuple(kind.value for kind in MoveKind)
    parties = ((party.id, party.name) for party in held.parties)
    party_id = id_called(_prompt(console, "  party", move.party_id), parties)
    kind = MoveKind(_prompt(console, "  kind of move", move.kind.value, kinds))
    shown = ", ".join(f"{issue}={option}" for issue, option in move.package)
    about = _prompt(
        console,
        "  about (issue=option, … or issues, weightiest first)",
        shown or ", ".join(move.issue_ids),
    )
    package, issue_ids = _parse_about(about, held)
    changed = Move(
        party_id=party_id,
        kind=kind,
        package=package,
        issue_ids=issue_ids,
        text=move.text,
        reported_by=move.reported_by,
        confidence=move.confidence,
    )
    return replace(proposed, move=changed, slighted_ids=())


def _parse_about(text: str, held: Case) -> tuple[Package, tuple[str, ...]]:
    issues = [(issue.id, issue.label) for issue in held.agenda.issues]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not any("=" in part for part in parts):
        return Package(), tuple(id_called(part, issues) for part in parts)
    choices = {}
    for part in parts:
        name, mark, option = part.partition("=")
        if not mark:
            raise InputError(f"say which option of {name!r}: {name}=…, or name issues only")
        issue_id = id_called(name.strip(), issues)
        options = held.agenda.issue(issue_id).options if issue_id in held.agenda else ()
        labels = ((known.id, known.label) for known in options)
        choices[issue_id] = id_called(option.strip(), labels)
    return package_of(choices), ()


def _prompt(console: Console, text: str, default: str, choices: Sequence[str] = ()) -> str:
    """Ask until an answer is among the choices, if there are any; the start of one will do."""
    while True:
        try:
            answer = Prompt.ask(_with_choices(text, choices), console=console, default=default)
        except EOFError as error:
            raise InputError(
                "the answers ended before the moves did; nothing was written"
            ) from error
        meant = [choice for choice in choices if choice.startswith(answer.strip().lower())]
        if answer in choices or not choices:
            return answer
        if len(meant) == 1:
            return meant[0]
        console.print(Text(f"  {answer!r}: write one of {', '.join(meant or choices)}", "red"))


def _with_choices(text: str, choices: Sequence[str]) -> Text:
    return Text.assemble(text, (f" [{'/'.join(choices)}]" if choices else "", "magenta"))
