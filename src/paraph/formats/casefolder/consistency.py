"""What can't hold together although each entry is well written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from paraph.errors import Mistake
from paraph.formats.casefolder.comparisons import find_clashes
from paraph.formats.casefolder.documents import Document, Path
from paraph.formats.casefolder.entries import CaseEntry, PartyEntry
from paraph.formats.casefolder.files import date_in_name
from paraph.formats.casefolder.findings import mend_for
from paraph.formats.casefolder.nouns import importance_from, issue_from, linkage_from
from paraph.formats.casefolder.preference_entries import PreferencesEntry
from paraph.formats.casefolder.record_entries import JudgementsEntry, SessionEntry
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    AtMost,
    Condition,
    Importance,
    Interval,
    Linkage,
    Package,
    RedLine,
)
from paraph.negotiation.wording import conditions_in_words
from paraph.record import MoveKind

_Entry = TypeVar("_Entry", bound=BaseModel)
_COMMITS = (MoveKind.PROPOSE, MoveKind.ACCEPT)


@dataclass(frozen=True)
class Checked(Generic[_Entry]):
    """A document and the entry that it holds."""

    document: Document
    entry: _Entry


@dataclass(frozen=True)
class Contradictions:
    """What can't hold together, and what is odd."""

    mistakes: tuple[Mistake, ...]
    notices: tuple[Mistake, ...] = ()


def find_contradictions(
    case: Checked[CaseEntry],
    sessions: Sequence[Checked[SessionEntry]],
    judgements: Sequence[Checked[JudgementsEntry]],
) -> Contradictions:
    """Find entries that can't hold together (mistakes), or seldom do (notices)."""
    in_order = sorted(sessions, key=lambda s: (s.entry.date, s.entry.id or s.document.stem))
    linkages = tuple(linkage_from(linkage) for linkage in case.entry.linkages)
    return Contradictions(
        mistakes=(
            *_in_settings(case),
            *_in_parties(case),
            *_between_ids(in_order),
            *_between_sessions_and_linkages(in_order, linkages),
        ),
        notices=(
            *_odd_linkages(case, linkages),
            *_odd_dates(case, in_order, judgements),
            *_crossed_red_lines(case, in_order),
        ),
    )


def _in_settings(case: Checked[CaseEntry]) -> Iterator[Mistake]:
    settings = case.entry.settings
    if settings.no_zone_below > settings.go_at:
        yield case.document.mistake(
            ("settings", "no_zone_below"),
            f"no_zone_below ({settings.no_zone_below:g}) is above go_at ({settings.go_at:g})",
            "write a smaller probability than go_at",
        )


def _in_parties(case: Checked[CaseEntry]) -> Iterator[Mistake]:
    options = {
        issue_id: tuple(option.id for option in issue_from(issue_id, entry).options)
        for issue_id, entry in case.entry.issues.items()
    }
    for party_id, party in case.entry.parties.items():
        path: Path = ("parties", party_id)
        for found in (
            *_in_importance(party.preferences, tuple(options)),
            *_in_option_values(party.preferences),
            *_in_red_lines(party, options),
            *_in_mandate(party, options),
        ):
            inside, problem, mend = found
            yield case.document.mistake((*path, *inside), problem, mend)
        if party.preferences.choices and party_id != case.entry.we:
            yield case.document.mistake(
                (*path, "preferences", "choices"),
                "choices are our own answers; this is another side",
                "put theirs into a session: {party: …, answer: {…}, over: {…}}, or equal_to: {…}",
            )
        if party.preferences.like_last_time and party_id == case.entry.we:
            yield case.document.mistake(
                (*path, "preferences", "like_last_time"),
                "this is our own side, and what we want is ours to say, not to be recalled",
                "state it here; `paraph elicit` asks for it",
                is_about_key=True,
            )


_Found = tuple[Path, str, str]


def _in_importance(stated: PreferencesEntry, issue_ids: Sequence[str]) -> Iterator[_Found]:
    path: Path = ("preferences", "importance")
    shares = {i: v for i, v in stated.importance.items() if isinstance(v, Interval)}
    least = sum(share.low for share in shares.values())
    if least > 1 + 1e-9:
        yield path, f"the shares add up to {least:g} at least", "let them add up to 1 at most"
    most = sum(share.high for share in shares.values())
    if set(shares) == set(issue_ids) and most < 1 - 1e-9:
        mend = "let them add up to 1, or give ranges"
        yield path, f"the shares of all issues add up to {most:g} at most", mend
    swings = {i: v.swing for i, v in stated.importance.items() if isinstance(v, Importance)}
    for known, what in ((shares, "share"), (swings, "importance")):
        yield from _against_ranking(known, stated.ranking, ("preferences", "ranking"), what)
    yield from _in_comparisons(stated, issue_ids)


def _in_comparisons(stated: PreferencesEntry, issue_ids: Sequence[str]) -> Iterator[_Found]:
    """Find comparisons of issues that can't hold beside shares, words, ranking and each other."""
    for place, against in find_clashes(importance_from(stated), issue_ids):
        one, word, other = stated.compared[place]
        goes_against = " and ".join(against) or f"a case of {len(issue_ids)} issues"
        problem = f"“{one}: {word.value} {other}” can't hold beside {goes_against}"
        low, high = word.ratio.low, word.ratio.high
        mend = f"change one of them: {word.value} means {low:g} to {high:g} times the weight"
        yield ("preferences", "compared", place, one), problem, mend


def _in_option_values(stated: PreferencesEntry) -> Iterator[_Found]:
    for values in stated.options:
        path: Path = ("preferences", "options", values.issue_id)
        yield from _against_ranking(dict(values.values), values.ranking, path, "value")


def _against_ranking(
    known: Mapping[str, Interval], ranking: Sequence[Sequence[str]], path: Path, what: str
) -> Iterator[_Found]:
    """Find two names ranked one way and given numbers the other way."""
    for index, tier in enumerate(ranking):
        lower = [name for below in ranking[index + 1 :] for name in below]
        for upper in tier:
            for name in lower:
                if upper in known and name in known and known[upper].high < known[name].low:
                    problem = f"'{upper}' is ranked above '{name}', yet its {what} is lower"
                    yield path, problem, "change the ranking, or the numbers or words"


def _in_red_lines(party: PartyEntry, options: Mapping[str, Sequence[str]]) -> Iterator[_Found]:
    ruled_out: dict[str, set[str]] = {}
    for index, line in enumerate(party.red_lines):
        path: Path = ("red_lines", index, "never")
        for issue_id in {condition.issue_id for condition in line.never}:
            together = _options_together(line.never, issue_id)
            if not together:
                problem = f"no option of '{issue_id}' meets all these conditions"
                yield path, problem, "remove one of them: as it stands it rules out nothing"
            elif len(line.never) == 1:
                before = ruled_out.setdefault(issue_id, set())
                is_new = not set(options[issue_id]) <= before
                before |= together
                if is_new and set(options[issue_id]) <= before:
                    problem = f"this rules out every option of '{issue_id}' that was left"
                    yield path, problem, "leave at least one option that the party could accept"


def _options_together(conditions: Iterable[Condition], issue_id: str) -> set[str]:
    sets = [set(c.option_ids) for c in conditions if c.issue_id == issue_id]
    return set.intersection(*sets)


def _in_mandate(party: PartyEntry, options: Mapping[str, Sequence[str]]) -> Iterator[_Found]:
    for issue_id, item in party.mandate.issues.items():
        for index, option in enumerate(item.options):
            if option not in options[issue_id]:
                path: Path = ("mandate", "issues", issue_id, "options", index)
                problem = f"issue '{issue_id}' has no option '{option}'"
                yield path, problem, mend_for(option, options[issue_id])


def _between_ids(sessions: Sequence[Checked[SessionEntry]]) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for session in sessions:
        session_id = session.entry.id or session.document.stem
        if session_id in first:
            problem = f"{first[session_id]} has the id '{session_id}' too"
            yield session.document.mistake(("id",), problem, "give each session its own id")
        first.setdefault(session_id, session.document.file)


def _between_sessions_and_linkages(
    sessions: Sequence[Checked[SessionEntry]], linkages: Sequence[Linkage]
) -> Iterator[Mistake]:
    settled = NOTHING_SETTLED
    for session in sessions:
        before = settled.without(session.entry.reopened)
        settled = before.with_choices(session.entry.agreed)
        for linkage in linkages:
            is_new = not _is_broken(linkage, before) and _is_broken(linkage, settled)
            touched = [i for i in session.entry.agreed.issue_ids if i in linkage.issue_ids]
            if is_new and touched:
                reason = f" ({linkage.reason})" if linkage.reason else ""
                yield session.document.mistake(
                    ("agreed", touched[-1]),
                    f"this breaks the linkage of {' and '.join(linkage.issue_ids)}{reason}",
                    "change what was agreed, or drop the linkage from case.yaml",
                )


def _is_broken(linkage: Linkage, settled: Package) -> bool:
    """Whether what is settled already breaks a linkage, however open issues are settled."""
    if isinstance(linkage, AtMost):
        return not linkage.allows(settled)
    return all(premise.holds(settled) for premise in linkage.premises) and any(
        conclusion.issue_id in settled and not conclusion.holds(settled)
        for conclusion in linkage.conclusions
    )


def _odd_linkages(case: Checked[CaseEntry], linkages: Sequence[Linkage]) -> Iterator[Mistake]:
    for index, linkage in enumerate(linkages):
        if isinstance(linkage, AtMost) and len(linkage.issue_ids) <= linkage.limit:
            yield case.document.mistake(
                ("linkages", index),
                f"at most {linkage.limit} of {len(linkage.issue_ids)} issues: this is always so",
                "write a smaller number",
            )


def _odd_dates(
    case: Checked[CaseEntry],
    sessions: Sequence[Checked[SessionEntry]],
    judgements: Sequence[Checked[JudgementsEntry]],
) -> Iterator[Mistake]:
    for session in sessions:
        named = date_in_name(session.document.file)
        if named and named != str(session.entry.date):
            problem = f"the file is named {named}, the session dated {session.entry.date}"
            yield session.document.mistake(("date",), problem, "the date in the file counts")
    for found in judgements:
        events = found.entry.events
        for index, judgement in enumerate(found.entry.judgements):
            known = events[judgement.event].known
            if known and judgement.date > known:
                path: Path = ("judgements", index, "date")
                problem = f"the outcome was known on {known} already"
                yield found.document.mistake(path, problem, "a forecast comes before it")
    meeting = case.entry.meeting.date
    if meeting and case.entry.as_of and case.entry.as_of > meeting:
        problem = f"as_of is after the meeting of {meeting}"
        yield case.document.mistake(("as_of",), problem, "a meeting is prepared before it")


def _crossed_red_lines(
    case: Checked[CaseEntry], sessions: Sequence[Checked[SessionEntry]]
) -> Iterator[Mistake]:
    lines = {
        party_id: [RedLine(line.never, declared=line.date) for line in party.red_lines]
        for party_id, party in case.entry.parties.items()
    }
    issues = (issue_from(issue_id, entry) for issue_id, entry in case.entry.issues.items())
    agenda = Agenda(tuple(issues))
    for session in sessions:
        for index, move in enumerate(session.entry.moves):
            ((kind, about),) = move.kinds.items()
            if kind not in _COMMITS or not isinstance(about, Package):
                continue
            for line in lines[move.party]:
                is_known = line.declared is None or line.declared <= session.entry.date
                if is_known and line.is_crossed_by(about):
                    path: Path = ("moves", index, kind.value)
                    never = conditions_in_words(agenda, line.conditions)
                    problem = f"this crosses a red line of {move.party} itself: never {never}"
                    mend = "a red line that its own party crosses may be a bluff"
                    yield session.document.mistake(path, problem, mend)
