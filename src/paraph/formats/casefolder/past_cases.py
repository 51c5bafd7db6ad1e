"""Past cases that a case recalls: read with it, as of the same day, or refused at their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from paraph.case import Case
from paraph.errors import CaseError, Mistake, UnknownNameError
from paraph.formats.casefolder.documents import Document
from paraph.formats.casefolder.findings import mend_for
from paraph.formats.casefolder.folder import CaseFolder, read_folder
from paraph.negotiation import LikeLastTime

LIKE_LAST_TIME = "like_last_time"


@dataclass(frozen=True)
class CheckReport:
    """The outcome of a check: `mistakes` must be mended, `notices` should be looked at."""

    mistakes: tuple[Mistake, ...] = ()
    notices: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Recollection:
    """What a case says a party is like: a party of a past case, which may recall in its turn."""

    party_id: str
    past_party_id: str
    widening: float
    past: CaseWithPast
    document: Document = field(repr=False)

    def mistake(self, problem: str, mend: str) -> Mistake:
        """Return a mistake at the place where the past case is named."""
        return _mistake(self.document, self.party_id, problem, mend)


@dataclass(frozen=True)
class CaseWithPast:
    """A case as it stood on a day, and what it recalls of its parties, not yet learnt."""

    case: Case
    recollections: tuple[Recollection, ...] = ()


def read_with_past(folder: Path, as_of: date | None = None) -> CaseWithPast:
    """Read a case as `read_case` does, with the past cases that its parties are likened to.

    Of these, too, only what was on record by that day counts. CaseError holds every mistake in
    the folder; or, each in the line that names it, all past cases that can't be recalled.
    """
    held = read_folder(folder)
    return _read_past(held, held.on_record(as_of), (folder.resolve(),))


def check_folder(folder: Path) -> CheckReport:
    """Look for mistakes and oddities in a case folder, without raising for them."""
    try:
        held = read_folder(folder)
        _read_past(held, held.on_record(None), (folder.resolve(),))
    except CaseError as error:
        return CheckReport(mistakes=error.mistakes)
    return CheckReport(notices=held.notices)


class _CircleError(Exception):
    """Past cases that lead round to one of themselves."""


def _read_past(held: CaseFolder, case: Case, chain: tuple[Path, ...]) -> CaseWithPast:
    """Read the past cases that a case recalls; `chain` holds the folders that lead to it."""
    recollections: list[Recollection] = []
    mistakes: list[Mistake] = []
    for party_id, like in _likened(case):
        try:
            recollections.append(_recollect(held, case, party_id, like, chain))
        except CaseError as error:
            mistakes.extend(error.mistakes)
        except _CircleError as circle:
            if len(chain) > 1:
                raise
            problem = f"past cases lead round in a circle: {circle}"
            mend = f"take {LIKE_LAST_TIME} out of one of them"
            mistakes.append(_mistake(held.document, party_id, problem, mend))
    if mistakes:
        raise CaseError(mistakes)
    return CaseWithPast(case, tuple(recollections))


def _likened(case: Case) -> Iterator[tuple[str, LikeLastTime]]:
    for party in case.parties:
        if party.preference.like_last_time:
            yield party.id, party.preference.like_last_time


def _recollect(
    held: CaseFolder, case: Case, party_id: str, like: LikeLastTime, chain: tuple[Path, ...]
) -> Recollection:
    folder = (chain[-1] / like.case).resolve()
    if folder in chain:
        names = [path.name for path in (*chain[chain.index(folder) :], folder)]
        raise _CircleError(" → ".join(names))
    whole = _open(held.document, party_id, like, folder)
    day = min((day for day in (case.as_of, whole.as_of) if day), default=None)
    past = whole.case.on_record(day) if day else whole.case
    past_party_id = like.party_id or party_id
    document = held.document
    for key, problem, mend in _unfit(case, whole.case, past, past_party_id):
        raise CaseError([_mistake(document, party_id, problem, mend, key)])
    try:
        read = _read_past(whole, past, (*chain, folder))
    except CaseError as error:
        raise CaseError([_mistake(document, party_id, *_told(like, folder, error))]) from error
    return Recollection(party_id, past_party_id, like.widening, read, document)


def _open(document: Document, party_id: str, like: LikeLastTime, folder: Path) -> CaseFolder:
    """Read the folder of a past case; CaseError at the place that names it where that can't be."""
    mend = "write the past case's folder as it is reached from this case's folder: ../last-lease"
    if not folder.exists():
        problem = f"there is no folder '{like.case}' ({folder})"
    elif not folder.is_dir():
        problem = f"'{like.case}' is a file, not a case folder"
    elif not (folder / "case.yaml").is_file():
        problem = f"the folder '{like.case}' holds no case: it has no case.yaml"
    else:
        try:
            return read_folder(folder)
        except CaseError as error:
            problem, mend = _told(like, folder, error)
    raise CaseError([_mistake(document, party_id, problem, mend)])


def _told(like: LikeLastTime, folder: Path, error: CaseError) -> tuple[str, str]:
    """Say that a past case has mistakes, with the first of them, and how to see all."""
    n_more = len(error.mistakes) - 1
    more = f" and {n_more} more" if n_more else ""
    first = error.mistakes[0]
    place = f"{first.file}:{first.line}" if first.line else first.file
    problem = f"the case in '{like.case}' has a mistake{more}: {place}: {first.problem}"
    return problem, f"mend it; all are told by: paraph check {folder}"


_Unfit = tuple[str, str, str]
"""A key below like_last_time, what is wrong there, and how to mend it."""


def _unfit(case: Case, whole: Case, past: Case, party_id: str) -> Iterator[_Unfit]:
    """Find why a party of a past case can't be recalled."""
    try:
        whole.party(party_id)
    except UnknownNameError as error:
        near = mend_for(party_id, error.known)
        problem = f"'{whole.title}' has no party '{party_id}'"
        yield "party", problem, f"name its id there, as party: … ({near})"
    days = [session.day for session in whole.sessions]
    if days and not past.sessions:
        problem = f"of '{whole.title}' nothing was on record by {past.as_of}"
        mend = (
            f"its first meeting was on {min(days)}: name a case from before that day, or give "
            "these preferences the date from which they hold"
        )
        yield "case", problem, mend
    if not any(issue_id in past.agenda for issue_id in case.agenda.issue_ids):
        known = ", ".join(whole.agenda.issue_ids[:8])
        problem = f"'{whole.title}' shares no issue with this case, so that nothing is recalled"
        yield "case", problem, f"call the same issues by the same ids; known there: {known}"


def _mistake(
    document: Document, party_id: str, problem: str, mend: str, key: str = "case"
) -> Mistake:
    path = ("parties", party_id, "preferences", LIKE_LAST_TIME)
    places = [place for place in ((*path, key), (*path, "case")) if place in document.values]
    return document.mistake(places[0] if places else path, problem, mend)
