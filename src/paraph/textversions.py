"""What a user asks of several versions of one text: compare, merge, trace, undo, convert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from paraph.errors import CaseError, InputError, Mistake, UnknownNameError
from paraph.formats.amendments import append_amendment, check_amendments
from paraph.formats.casefolder import CheckReport, check_folder
from paraph.formats.casefolder.folder import read_folder
from paraph.formats.sharing import without_private_notes
from paraph.formats.text_files import (
    TextOrigin,
    day_in_name,
    read_accepted,
    read_text,
    write_file,
    write_text,
)
from paraph.formats.text_html import render_comparison_html
from paraph.formats.word import (
    Editor,
    Reading,
    bracket_changes,
    merge_word,
    read_word,
    render_for_sharing,
    text_of,
    track_brackets,
    write_into,
)
from paraph.text import (
    Amendment,
    AmendmentKind,
    BrokenReference,
    Change,
    History,
    Merge,
    MergeSettings,
    TermUse,
    VerbChange,
    Version,
    amend,
    compare_texts,
    find_disputed_terms,
    find_new_broken_references,
    find_verb_changes,
    history_of,
    merge_texts,
    parse_text,
    strip_anchors,
)
from paraph.textcases import AMENDMENTS, open_text

_WORD = ".docx"


@dataclass(frozen=True)
class TextChanges:
    """Two versions compared: what a person reads, and what a legal reader looks for."""

    n_words_old: int
    n_words_new: int
    share_kept: float
    changes: tuple[Change, ...]
    verb_changes: tuple[VerbChange, ...]
    disputed_terms: tuple[TermUse, ...]
    broken_references: tuple[BrokenReference, ...]


def compare_files(old: Path, new: Path, out: Path | None = None) -> TextChanges:
    """Compare two versions word by word, private notes left out; `out`: a page to write as well."""
    before, after = open_text(old), open_text(new)
    comparison = compare_texts(
        without_private_notes(before.draft.source), without_private_notes(after.draft.source)
    )
    if out is not None:
        page = render_comparison_html(comparison, f"{before.title} to {after.title}")
        write_file(out, page.encode())
    return TextChanges(
        before.draft.pairs.n_words,
        after.draft.pairs.n_words,
        comparison.share_kept,
        comparison.changes,
        find_verb_changes(comparison),
        find_disputed_terms(after.draft),
        find_new_broken_references(before.draft, after.draft),
    )


@dataclass(frozen=True, slots=True)
class MergePlan:
    """A merge to be made: the base, the two edited copies, the names of the sides.

    `show`: "conflicts" brackets what both sides changed differently; "all" brackets every change;
    "tracked" tracks every change in the name of its side, where base and result are Word.
    """

    base: Path
    ours: Path
    theirs: Path
    names: tuple[str, str]
    show: str = "conflicts"


def merge_files(plan: MergePlan, out: Path, when: datetime) -> Merge:
    """Merge two edited copies of a base and write the result.

    Three Word files are merged paragraph by paragraph, automatic numbers left to the layout; the
    result keeps the base's layout. Word copies are read with their own changes accepted.
    """
    settings = MergeSettings(plan.names, plan.show != "conflicts")
    is_word = plan.base.suffix.lower() == _WORD == out.suffix.lower()
    if {path.suffix.lower() for path in (plan.base, plan.ours, plan.theirs)} == {_WORD}:
        documents = read_word(plan.base), read_word(plan.ours), read_word(plan.theirs)
        editor = Editor("Paraph", when, is_tracked=is_word and plan.show == "tracked")
        merge, document = merge_word(documents, settings, editor)
        text = text_of(document, Reading.ACCEPTED)
    else:
        base, ours, theirs = map(read_accepted, (plan.base, plan.ours, plan.theirs))
        merge = merge_texts(base, ours, theirs, settings)
        text = merge.merged
        if is_word:
            plainly = Editor("Paraph", when, is_tracked=False)
            document = write_into(read_word(plan.base), text, plainly)
            document = track_brackets(document, when) if plan.show == "tracked" else document
    if is_word:
        write_file(out, render_for_sharing(document))
    else:
        write_text(parse_text(text), out, TextOrigin(plan.base, plan.base.stem, when.date()))
    return merge


def trace(path: Path, as_of: date | None = None) -> History:
    """The history of a case's text, its versions and amendments up to a day."""
    text = open_text(path, as_of=as_of)
    if text.history is None:
        raise InputError(f"{path}: one file has no history; give the case folder")
    return text.history


def trace_files(paths: Sequence[Path]) -> History:
    """The history of versions kept as files with dates in their names."""
    undated = [path for path in paths if day_in_name(path) is None]
    if undated:
        raise InputError(f"{undated[0]}: no date in its name; name it like draft-2026-03-02.md")
    return history_of(
        [Version(read_text(path), day_in_name(path) or date.min, path.stem) for path in paths]
    )


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who takes which amendment back, when and at which session; `number` counts from 1."""

    number: int
    by: str
    day: date
    session: str = ""


def undo(folder: Path, undoing: Undoing) -> History:
    """Take an amendment of a case's text back, as a move of its own in the record of amendments.

    Returns the history with it. Raises InputError, and writes nothing, where the amendment can't
    be undone, and CaseError where the session or party isn't one of the case.
    """
    move = Amendment(
        AmendmentKind.UNDO, undoing.by, undoing.day, undoing.session, str(undoing.number)
    )
    history = amend(trace(folder), [move])
    append_amendment(folder / AMENDMENTS, move, read_folder(folder).case)
    return history


def check_with_text(folder: Path) -> CheckReport:
    """Look for mistakes in a case folder, the amendments to its text included.

    An amendment is wrong if its party or session isn't the case's, if its date is none of the
    session's, or if it can't be made on the text of its day.
    """
    report = check_folder(folder)
    if report.mistakes or not (folder / AMENDMENTS).is_file():
        return report
    try:
        notices = check_amendments(folder / AMENDMENTS, read_folder(folder).case)
        trace(folder)
    except CaseError as error:
        return CheckReport(error.mistakes, report.notices)
    except InputError as error:
        return CheckReport((Mistake(AMENDMENTS, 0, 0, str(error)),), report.notices)
    return CheckReport((), (*report.notices, *notices))


def convert(path: Path, out: Path, when: datetime, *, changes: str = "keep") -> Path:
    """Write a text in another format, without private comments and notes.

    From Word to Word, `changes` says what becomes of tracked changes and brackets: "keep" them,
    write changes as "brackets", or attributed brackets as "tracked" changes.
    """
    if path.suffix.lower() == _WORD == out.suffix.lower():
        document, ways = read_word(path), ("keep", "brackets", "tracked")
        if changes not in ways:
            raise UnknownNameError("way of writing changes", changes, ways)
        if changes == "brackets":
            document = bracket_changes(document)
        elif changes == "tracked":
            document = track_brackets(document, when)
        return write_file(out, render_for_sharing(document))
    text = open_text(path)
    origin = TextOrigin(path, text.title, text.day)
    return write_text(parse_text(strip_anchors(text.draft)), out, origin)
