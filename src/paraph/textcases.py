"""What a user can ask of the rolling text, one short function for each verb.

A text is named by its file (.md, .txt, .docx, .xml) or by the case folder that it belongs to; in
a case, its anchors tie brackets to the case's issues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from paraph.analysis import Landing
from paraph.case import Case
from paraph.errors import InputError, UnknownNameError
from paraph.formats.amendments import read_amendments
from paraph.formats.casefolder import read_case
from paraph.formats.sharing import without_private_notes
from paraph.formats.text_charts import render_burndown
from paraph.formats.text_files import (
    TextOrigin,
    day_in_name,
    read_accepted,
    read_text,
    write_file,
    write_text,
)
from paraph.formats.text_html import render_clean_html, render_comparison_html
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
from paraph.negotiation import Authority
from paraph.text import (
    BrokenReference,
    Change,
    CleanText,
    Consequence,
    CountedVersion,
    Draft,
    History,
    IssueWords,
    Merge,
    MergeSettings,
    Profile,
    TermUse,
    TextStatus,
    Tie,
    VerbChange,
    Version,
    amend,
    apply_ties,
    clean_text,
    compare_texts,
    count_versions,
    find_disputed_terms,
    find_new_broken_references,
    find_profile,
    find_unsettled,
    find_verb_changes,
    history_of,
    issue_version,
    merge_texts,
    parse_text,
    propose_ties,
    read_status,
    settle_text,
    start_history,
    strip_anchors,
)

AMENDMENTS = "amendments.yaml"
_WORD = ".docx"


@dataclass(frozen=True)
class TextInHand:
    """A text with what is known around it; `case` is None for a text outside a case folder."""

    draft: Draft
    title: str
    day: date | None
    issues: tuple[IssueWords, ...] = ()
    for_principals: tuple[str, ...] = ()
    history: History | None = None
    case: Case | None = None


def open_text(path: Path, profile: str = "", as_of: date | None = None) -> TextInHand:
    """Read the text of a file or of a case folder, as of a day.

    Raises FormatError, CaseError or UnknownNameError for what can't be read.
    """
    forum = find_profile(profile) if profile else None
    if not path.is_dir():
        return TextInHand(parse_text(read_text(path), forum), path.stem, day_in_name(path))
    case = read_case(path)
    case = case.on_record(as_of) if as_of else case
    if not case.texts:
        raise InputError(f"{path}: the case has no text yet; write one in {path / 'text.md'}")
    history = _read_history(case, path, forum, as_of)
    draft = parse_text(history.source, forum, case.agenda.issue_ids)
    return TextInHand(
        draft,
        case.title,
        history.turns[-1].day if history.turns else history.base.day,
        _issue_words(case),
        _kept_for_principals(case),
        history,
        case,
    )


def _kept_for_principals(case: Case) -> tuple[str, ...]:
    """The issues that our mandate keeps for our principal."""
    items = case.we.mandate.items
    return tuple(item.issue_id for item in items if item.authority is Authority.PRINCIPAL)


def _issue_words(case: Case) -> tuple[IssueWords, ...]:
    return tuple(
        IssueWords(
            issue.id,
            f"{issue.label} {issue.chapter}".strip(),
            tuple((option.id, option.text or option.label) for option in issue.options),
        )
        for issue in case.agenda.issues
    )


def _read_history(case: Case, folder: Path, profile: Profile | None, as_of: date | None) -> History:
    """The case's versions and its amendments in order of date."""
    versions = sorted(
        (Version(text.source, text.day or date.min, text.name) for text in case.texts),
        key=lambda version: version.day,
    )
    file = folder / AMENDMENTS
    written = read_amendments(file) if file.is_file() else ()
    moves = [move for move in written if as_of is None or move.day <= as_of]
    history = start_history(versions[0], profile)
    for following in versions[1:]:
        due = [move for move in moves if move.day < following.day]
        history = issue_version(amend(history, due), following)
        moves = moves[len(due) :]
    return amend(history, moves)


def tell_status(
    path: Path, profile: str = "", as_of: date | None = None
) -> tuple[TextInHand, TextStatus]:
    """Say what is agreed, what is not, who may change it, and what comes next."""
    text = open_text(path, profile, as_of)
    return text, read_status(text.draft, text.issues, text.history, text.for_principals)


def count_texts(paths: Sequence[Path], profile: str = "") -> tuple[CountedVersion, ...]:
    """Count the brackets of several versions by one rule, in order of date.

    The date is that in a file's name; files without one count from the start. For a case folder,
    every version of its text is counted.
    """
    forum = find_profile(profile) if profile else None
    versions: list[Version] = []
    issue_ids: set[str] = set()
    for path in paths:
        if path.is_dir():
            case = read_case(path)
            issue_ids |= set(case.agenda.issue_ids)
            versions += [Version(t.source, t.day or date.min, t.name) for t in case.texts]
        else:
            versions.append(Version(read_text(path), day_in_name(path) or date.min, path.stem))
    return count_versions(versions, forum, issue_ids)


def draw_burndown(counted: Sequence[CountedVersion], out: Path) -> Path:
    """Draw how open the text was from version to version, as SVG."""
    return write_file(out, render_burndown(counted).encode())


def propose_links(folder: Path, as_of: date | None = None) -> tuple[TextInHand, tuple[Tie, ...]]:
    """Propose ties between the brackets of a case's text and its issues."""
    text = open_text(folder, as_of=as_of)
    return text, propose_ties(text.draft, text.issues)


def write_links(text: TextInHand, ties: Sequence[Tie], out: Path) -> Path:
    """Write the text with an anchor for each tie that a person confirmed."""
    return write_file(out, apply_ties(text.draft, ties).encode())


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


@dataclass(frozen=True, slots=True)
class Settled:
    """A text settled by a package. `unsettled`: places whose bracket names no such option."""

    text: str
    n_closed: int
    unsettled: tuple[str, ...]


def settle(path: Path, choices: Mapping[str, str], out: Path | None = None) -> Settled:
    """Render the text that a package means; `choices` map issue ids to option ids.

    Raises UnknownNameError for an issue or option that the case does not have.
    """
    text = open_text(path)
    if text.case is not None:
        for issue_id, option_id in choices.items():
            if issue_id not in text.case.agenda.issue_ids:
                raise UnknownNameError("issue", issue_id, text.case.agenda.issue_ids)
            text.case.agenda.issue(issue_id).position(option_id)
    else:
        text = _with_anchors(text, choices)
    settled = settle_text(text.draft, choices)
    left = parse_text(settled, text.draft.profile, text.draft.issue_ids)
    if out is not None:
        write_text(left, out, TextOrigin(path, text.title, text.day))
    return Settled(
        settled,
        len(text.draft.slots) - len(left.slots),
        tuple(text.draft.place_of(slot.start) for slot in find_unsettled(text.draft, choices)),
    )


def _with_anchors(text: TextInHand, choices: Mapping[str, str]) -> TextInHand:
    """Outside a case the issues known are those that the package names."""
    draft = parse_text(text.draft.source, text.draft.profile, choices.keys())
    return TextInHand(draft, text.title, text.day)


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


def find_consequences(case: Case, landing: Landing) -> dict[tuple[str, str], Consequence]:
    """What follows from each option: the likeliest package that holds it, as far as one is listed.

    By (issue id, option id); of the package, the other choices left to principals are told. An
    option in none of the landing's packages has no entry.
    """
    consequences: dict[tuple[str, str], Consequence] = {}
    kept = set(_kept_for_principals(case))
    for found in landing.packages:
        for issue_id, option_id in found.package:
            others = [
                f"{case.agenda.issue(other).label}: {case.agenda.issue(other).option(option).label}"
                for other, option in found.package
                if other in kept and other != issue_id
            ]
            consequences.setdefault(
                (issue_id, option_id),
                Consequence(
                    "; ".join(others),
                    found.our_value.mid,
                    (found.our_value.low, found.our_value.high),
                    min(found.p_accept[1:]),
                ),
            )
    return consequences


def clean(
    folder: Path,
    consequences: Mapping[tuple[str, str], Consequence],
    out: Path | None = None,
) -> CleanText:
    """Clean text for principals: what is agreed settled, their choices with consequences.

    `consequences` by (issue id, option id) come from the engines; empty where none were run.
    """
    text = open_text(folder)
    if text.case is None:
        raise InputError(f"{folder}: give the case folder; a text alone doesn't say who decides")
    decided = text.case.settled.as_dict()
    result = clean_text(text.draft, decided, text.for_principals, consequences)
    if out is not None:
        if out.suffix.lower() == ".html":
            page = render_clean_html(result, text.draft.profile, text.title)
            write_file(out, page.encode())
        else:
            origin = TextOrigin(folder, text.title, text.day)
            write_text(parse_text(result.text, text.draft.profile), out, origin)
    return result


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
