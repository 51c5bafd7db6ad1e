"""`paraph note`: from a meeting note to a session on record, each move confirmed by a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import Annotated, TypeVar

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from paraph.case import Case
from paraph.cli.asking import id_called
from paraph.cli.note_unread import say_unread
from paraph.cli.options import AsJson
from paraph.cli.prompting import AnswersEndedError, prompt
from paraph.errors import InputError
from paraph.formats.casefolder import read_folder
from paraph.formats.casefolder.record_entries import COMPARES
from paraph.formats.notes import (
    MeetingNote,
    build_session,
    check_move,
    read_note,
    render_session,
    vocabulary_for,
    write_session,
)
from paraph.formats.proposed_moves import added_move, read_proposed_moves, render_proposed_moves
from paraph.negotiation import NOTHING_SETTLED, Package, package_of
from paraph.record import Move, MoveKind
from paraph.record.notes import (
    ProposedMove,
    Unread,
    find_unread,
    propose_moves,
)

_CASE_HELP = "The case folder that the meeting belongs to."
_OUT_HELP = "Where to write the session; sessions/DATE-PLACE.yaml of the case if left out."
_SURE_HELP = "Confirm moves of at least this confidence (0..1) without asking; ask for the others."
_MOVES_HELP = "Moves proposed by a reader of your own, as JSON, instead of the rules'."
_ABOUT = "  about (2.1, … or issue=option, … or issues, weightiest first)"
_OVER = "  better than"
_EQUAL_TO = "  about as good as"
_KIND = "  kind"
_VERDICT = "  confirm, correct or drop?"
_KINDS = tuple(kind.value for kind in MoveKind)
_HEARSAY = 0.7  # as the rules put what somebody reports

_Read = TypeVar("_Read")


def note(
    file: Annotated[Path, Parameter(help="The note: .txt, .md or .docx, in English.")],
    *,
    case: Annotated[Path, Parameter(help=_CASE_HELP)],
    out: Annotated[Path | None, Parameter(help=_OUT_HELP)] = None,
    yes_to_sure: Annotated[float | None, Parameter(help=_SURE_HELP)] = None,
    moves: Annotated[Path | None, Parameter(help=_MOVES_HELP)] = None,
    as_json: AsJson = False,
) -> None:
    """Read a meeting note, propose the moves in it, and record those that you confirm or add.

    With --json the proposed moves are printed, with what was not read, and nothing is asked or
    written.
    """
    if yes_to_sure is not None and not 0 <= yes_to_sure <= 1:
        raise InputError("--yes-to-sure is a probability: a number from 0 to 1")
    held = read_folder(case).case
    written = read_note(file, held)
    vocabulary = vocabulary_for(written, held)
    unread: tuple[Unread, ...] = ()
    if moves:
        proposed = read_proposed_moves(moves, written, held)
    else:
        day = written.heading.day
        proposed = propose_moves(written.text, vocabulary, year=day.year if day else None)
        unread = find_unread(written.text, vocabulary, proposed)
        say_unread(unread, held)
    if as_json:
        print(render_proposed_moves(proposed, unread))
        return
    _record(written, proposed, held, case, (out, yes_to_sure))


def _record(
    written: MeetingNote,
    proposed: Sequence[ProposedMove],
    held: Case,
    folder: Path,
    choices: tuple[Path | None, float | None],
) -> None:
    """Ask about each move, then write the session; nothing is written before the last answer."""
    out, sure = choices
    console = Console(markup=False, emoji=False)
    build_session(written, ())
    if not proposed:
        console.print("No move was found in the note.")
    confirmed = _confirm_each(console, proposed, held, sure)
    added = _add_missed(console, written, held)
    recorded = _in_order(confirmed, added)
    if not recorded:
        console.print("No move was confirmed; nothing was written.")
        return
    session = build_session(written, recorded)
    content = render_session(session, recorded, written.name)
    path = write_session(folder, session, content, out=out)
    counts = [f"{len(confirmed)} of {len(proposed)} moves"] if proposed else []
    if added:
        noun = "" if proposed else "move " if len(added) == 1 else "moves "
        counts.append(f"{len(added)} {noun}of your own")
    console.print(f"{' and '.join(counts)} recorded in {path}", markup=False)


def _confirm_each(
    console: Console, proposed: Sequence[ProposedMove], held: Case, sure: float | None
) -> list[ProposedMove]:
    confirmed = []
    for number, move in enumerate(proposed, start=1):
        console.print(_show(move, held, f"{number} of {len(proposed)}"))
        if sure is not None and move.move.confidence >= sure:
            console.print("  recorded as sure")
            confirmed.append(move)
        elif answer := _ask(console, move, held):
            confirmed.append(answer)
    return confirmed


def _add_missed(console: Console, written: MeetingNote, held: Case) -> list[ProposedMove]:
    """Ask for moves that were not proposed, until there are no more or the answers end."""
    added: list[ProposedMove] = []
    while True:
        try:
            question = "\nAdd another move?" if added else "\nAdd a move that was missed?"
            if prompt(console, question, "no", ("no", "yes")) == "no":
                return added
        except AnswersEndedError:
            return added
        move = _compose(console, written, held)
        if move is None:
            continue
        console.print(Text(f"  {describe(move, held)}", style="bold"))
        if answer := _ask(console, move, held):
            added.append(answer)


def _compose(console: Console, written: MeetingNote, held: Case) -> ProposedMove | None:
    """Ask for the parts of a move; each question is put again until its answer holds.

    None where no party is named, or neither options, issues nor words of the note.
    """
    parties = [(party.id, party.name) for party in held.parties]
    known = Text.assemble("  party", (f" [{'/'.join(own for own, _ in parties)}]", "magenta"))
    known.append(" (empty: no move)", style="dim")
    party_id = _until_read(
        console, known, lambda name: name and held.party(id_called(name, parties)).id
    )
    if not party_id:
        return None
    kind = MoveKind(prompt(console, _KIND, "", _KINDS))
    said = Move(party_id, kind)
    if kind is MoveKind.SIGNAL:
        source = prompt(console, "  reported by, if known", "").strip()
        said = replace(said, reported_by=source, confidence=_HEARSAY if source else 1.0)

    def about(answer: str) -> Move:
        package, issue_ids = _parse_about(answer, held)
        move = replace(said, package=package, issue_ids=issue_ids)
        if package or issue_ids:
            check_move(added_move(move, written), held)
        return move

    console.print(_numbered(held, console.width))
    move = _until_read(console, Text(_ABOUT), about)
    quote = Text("  words of the note that say so, if any")
    added = _until_read(console, quote, lambda words: added_move(move, written, words))
    if move.package or move.issue_ids or added.sentence:
        return added
    console.print(Text("  left out: it named no options, no issues and no words", style="red"))
    return None


def _until_read(console: Console, text: Text, read: Callable[[str], _Read]) -> _Read:
    while True:
        try:
            return read(prompt(console, text, "").strip())
        except (InputError, ValueError) as error:
            if isinstance(error, AnswersEndedError):
                raise
            console.print(Text(f"  {error}", style="red"))


def _in_order(
    confirmed: Sequence[ProposedMove], added: Sequence[ProposedMove]
) -> list[ProposedMove]:
    """Put each added move before the first that stands later in the note, or last."""
    ordered = list(confirmed)
    for move in added:
        later = (place for place, other in enumerate(ordered) if other.start > move.start)
        ordered.insert(next(later, len(ordered)), move)
    return ordered


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
    if move.issue_ids and move.makes_light:
        labels = (held.agenda.issue(issue_id).label for issue_id in move.issue_ids)
        about = f"makes light of {', '.join(labels)}"
    elif move.issue_ids:
        order = ", " if move.kind is MoveKind.ASK else " before "
        about = order.join(held.agenda.issue(issue_id).label for issue_id in move.issue_ids)
        about += " before all others" if move.is_above_others else ""
    link = "rather than" if move.over else "about as good as"
    other = f" {link} {_options_in_words(move.compared_with, held)}" if move.compared_with else ""
    by = f", reported by {move.reported_by}" if move.reported_by else ""
    return f"{name}, {move.kind.value}: {about or 'as said'}{other}{by}"


def _options_in_words(package: Package, held: Case) -> str:
    issues = (held.agenda.issue(issue_id) for issue_id, _ in package)
    return "; ".join(f"{issue.label} = {issue.option(package[issue.id]).label}" for issue in issues)


def _ask(console: Console, proposed: ProposedMove, held: Case) -> ProposedMove | None:
    """Ask about one move: the move as confirmed or corrected; None where it is dropped."""
    while True:
        answer = prompt(console, _VERDICT, "confirm", ("confirm", "correct", "drop"))
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
    parties = ((party.id, party.name) for party in held.parties)
    party_id = id_called(prompt(console, "  party", move.party_id), parties)
    kind = MoveKind(prompt(console, _KIND, move.kind.value, _KINDS))
    console.print(_numbered(held, console.width))
    about = prompt(console, _ABOUT, _as_answer(move.package) or ", ".join(move.issue_ids))
    package, issue_ids = _parse_about(about, held)
    is_compared = bool(package) and kind in COMPARES
    over, equal_to = (
        _ask_other(console, question, other, held) if is_compared and other else NOTHING_SETTLED
        for question, other in ((_OVER, move.over), (_EQUAL_TO, move.equal_to))
    )
    changed = Move(
        party_id=party_id,
        kind=kind,
        package=package,
        over=over,
        equal_to=equal_to,
        issue_ids=issue_ids,
        is_above_others=move.is_above_others and bool(issue_ids) and kind in COMPARES,
        makes_light=move.makes_light and bool(issue_ids) and kind in COMPARES,
        text=move.text,
        reported_by=move.reported_by,
        confidence=move.confidence,
    )
    return replace(proposed, move=changed, slighted_ids=())


def _ask_other(console: Console, question: str, other: Package, held: Case) -> Package:
    """Ask for the other of two packages that a move compares."""
    package, issue_ids = _parse_about(prompt(console, question, _as_answer(other)), held)
    if issue_ids:
        raise InputError("two packages are compared, not issues: write issue=option")
    return package


def _as_answer(package: Package) -> str:
    return ", ".join(f"{issue}={option}" for issue, option in package)


def _numbered(held: Case, width: int) -> Text:
    """The issues with their options, by the numbers that an answer may use: 2, or 2.1."""
    listed = Text()
    for place, issue in enumerate(held.agenda.issues, start=1):
        options = "   ".join(
            # A number and its label stay on one line: wrapping leaves these spaces alone.
            f"{place}.{rank} {' '.join(option.label.split())}".replace(" ", "\xa0")
            for rank, option in enumerate(issue.options, start=1)
        )
        indent = " " * 7
        lines = wrap(
            options,
            max(width, 40),
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
        listed.append(f"  {place:>3}  {issue.label}\n")
        listed.append("\n".join(lines).replace("\xa0", " ") + "\n", style="cyan")
    listed.rstrip()
    return listed


def _unnumber(part: str, held: Case) -> str:
    """Write a number of the list as what it stands for: an issue, or issue=option."""
    found = re.fullmatch(r"([0-9]{1,4})(?:\.([0-9]{1,4}))?", part)
    issues = held.agenda.issues
    names = (name.casefold() for issue in issues for name in (issue.id, issue.label))
    if not found or part.casefold() in names:
        return part
    place, rank = int(found[1]), int(found[2] or 1)
    if not 1 <= place <= len(issues) or not 1 <= rank <= len(issues[place - 1].options):
        raise InputError(f"there is no {part} in the list")
    issue = issues[place - 1]
    return f"{issue.id}={issue.options[rank - 1].id}" if found[2] else issue.id


def _parse_about(text: str, held: Case) -> tuple[Package, tuple[str, ...]]:
    issues = [(issue.id, issue.label) for issue in held.agenda.issues]
    parts = [_unnumber(part.strip(), held) for part in text.split(",") if part.strip()]
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
