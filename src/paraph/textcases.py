"""What a user can ask of the rolling text, one short function for each verb.

A text is named by its file (.md, .txt, .docx, .xml) or by the case folder that it belongs to; in
a case, its anchors tie brackets to the case's issues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paraph.analysis import Landing, estimate_landing
from paraph.case import Case
from paraph.errors import InputError, UnknownNameError
from paraph.formats.amendments import read_amendments
from paraph.formats.casefolder import read_case
from paraph.formats.text_charts import render_burndown
from paraph.formats.text_files import (
    TextOrigin,
    day_in_name,
    read_text,
    write_file,
    write_text,
)
from paraph.formats.text_html import render_clean_html
from paraph.negotiation import Authority, Belief, package_of
from paraph.text import (
    CleanText,
    Consequence,
    CountedVersion,
    Draft,
    History,
    IssueWords,
    Profile,
    TextStatus,
    Tie,
    Version,
    amend,
    apply_ties,
    clean_text,
    count_versions,
    find_profile,
    find_unsettled,
    issue_version,
    parse_text,
    propose_ties,
    read_status,
    settle_text,
    start_history,
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
        return TextInHand(parse_text(read_text(path, forum), forum), path.stem, day_in_name(path))
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
            versions.append(
                Version(read_text(path, forum), day_in_name(path) or date.min, path.stem)
            )
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


def find_consequences(
    case: Case, landing: Landing, beliefs: Sequence[Belief]
) -> dict[tuple[str, str], Consequence]:
    """What follows from each option that principals may choose: the likeliest package with it.

    By (issue id, option id); of the package, the other choices left to principals are told. An
    option in none of the landing's packages is looked at by itself, as if it were settled; one
    without an entry stands in no package that can be assessed.
    """
    kept = _kept_for_principals(case)
    consequences = _read_consequences(case, landing)
    for issue_id in kept:
        if issue_id in case.settled:
            continue
        for option in case.agenda.issue(issue_id).options:
            if (issue_id, option.id) not in consequences:
                fixed = package_of({**case.settled.as_dict(), issue_id: option.id})
                alone = estimate_landing(
                    case.agenda, beliefs, case.linkages, fixed, seed=case.settings.seed
                )
                found = _read_consequences(case, alone).get((issue_id, option.id))
                if found is not None:
                    consequences[issue_id, option.id] = found
    return consequences


def _read_consequences(case: Case, landing: Landing) -> dict[tuple[str, str], Consequence]:
    """The likeliest of a landing's packages for each option in one of them."""
    kept = set(_kept_for_principals(case))
    consequences: dict[tuple[str, str], Consequence] = {}
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
