"""A case as it stood on a day: nothing later leaks in, and nothing earlier is lost."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.case import Case, PlannedMeeting, TextVersion
from paraph.formats.casefolder import read_folder
from paraph.negotiation import (
    Agenda,
    Definition,
    Mandate,
    MandateItem,
    Package,
    Party,
    RedLine,
    StatedPreference,
    Term,
    package_of,
)
from paraph.record import Event, Judgement, Move, MoveKind, Opening, Paper, Session, Source
from tests.cases.agenda_strategies import days, examples
from tests.cases.strategies import cases

LEASE = Path(__file__).parents[1] / "cases" / "lease"
DAY_AFTER_ALL = date(2030, 1, 1)


def parts(value: object) -> Iterator[object]:
    """Everything that a case holds, at any depth."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for entry in value:
            yield from parts(entry)


def dated_parts(case: Case) -> Iterator[date]:
    """Every date in a case, but those that are set beforehand: of the meeting, of a due event."""
    beforehand = replace(
        case,
        as_of=None,
        meeting=PlannedMeeting(),
        events=tuple(replace(event, due=None) for event in case.events),
    )
    return (part for part in parts(beforehand) if isinstance(part, date))


@given(case=cases(), day=days)
@examples(15)
def test_no_date_after_the_day_is_left(case: Case, day: date) -> None:
    assert [later for later in dated_parts(case.on_record(day)) if later > day] == []


@given(case=cases(), day=days)
@examples(15)
def test_an_issue_that_is_not_on_the_table_is_named_nowhere(case: Case, day: date) -> None:
    new_ids = (f"issue {index}" for index in range(len(case.agenda)))
    case = rename_issues(case, dict(zip(case.agenda.issue_ids, new_ids, strict=True)))
    later = {issue.id for issue in case.agenda.issues if issue.tabled and issue.tabled > day}
    named = {part for part in parts(case.on_record(day)) if isinstance(part, str)}
    assert named & later == set()


def rename_issues(value, names: dict[str, str]):  # type: ignore[no-untyped-def]
    """The same case with ids of issues that no other text can equal by chance."""
    if is_dataclass(value):
        changed = {f.name: rename_issues(getattr(value, f.name), names) for f in fields(value)}
        if isinstance(value, Agenda):
            issues = (replace(issue, id=names[issue.id]) for issue in value.issues)
            return Agenda(tuple(issues))
        for name in ("issue_id", "issue_ids", "reopened"):
            if name in changed:
                own = getattr(value, name)
                is_one = isinstance(own, str)
                changed[name] = names[own] if is_one else tuple(names[i] for i in own)
        if isinstance(value, Package):
            changed["choices"] = tuple((names[i], o) for i, o in value.choices)
        for name in ("shares", "words"):
            if name in changed:
                changed[name] = tuple((names[i], v) for i, v in getattr(value, name))
        if {"shares", "ranking"} <= set(changed):
            changed["ranking"] = tuple(tuple(names[i] for i in tier) for tier in value.ranking)
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(rename_issues(entry, names) for entry in value)
    return value


@given(case=cases(), day=days)
@examples(15)
def test_a_day_may_be_taken_twice_or_after_a_later_one(case: Case, day: date) -> None:
    known = case.on_record(day)
    assert known.on_record(day) == known
    assert case.on_record(day + timedelta(days=5)).on_record(day) == known


@given(case=cases())
@examples(15)
def test_after_all_dates_everything_is_on_record(case: Case) -> None:
    known = case.on_record(DAY_AFTER_ALL)
    assert replace(known, as_of=None, sources=case.sources) == case


@given(case=cases(), day=days, other=st.integers(0, 9))
@examples(15)
def test_what_comes_later_changes_nothing_on_the_day(case: Case, day: date, other: int) -> None:
    assert garble(case, day, other).on_record(day) == case.on_record(day)


def is_later(own: date | None, day: date) -> bool:
    return own is not None and own > day


def garble(case: Case, day: date, other: int) -> Case:
    """Rewrite every entry that is dated after the day, and add one of most kinds."""
    later = day + timedelta(days=1 + other)
    words = f"later {other}"
    us = case.we_id
    return replace(
        case,
        parties=tuple(garble_party(party, day, words) for party in case.parties),
        terms=tuple(garble_term(term, day, later, us) for term in case.terms),
        texts=(
            *(replace(v, source=words) if is_later(v.day, day) else v for v in case.texts),
            TextVersion(words, later, words),
        ),
        sessions=(
            *(garble_session(session, day, words) for session in case.sessions),
            Session(id=words, day=later, note=words, source_ids=("X",)),
        ),
        openings=(
            *(garble_opening(opening, day, words) for opening in case.openings),
            Opening(us, text=words, prepared=later, source_ids=("X",)),
        ),
        papers=tuple(replace(p, title=words) if is_later(p.day, day) else p for p in case.papers),
        events=tuple(garble_event(event, day, later) for event in case.events),
        judgements=tuple(
            replace(j, probability=0.5, who=words) if is_later(j.recorded or j.given, day) else j
            for j in case.judgements
        ),
        sources=(*case.sources, Source("X", words)),
    )


def garble_party(party: Party, day: date, words: str) -> Party:
    if is_later(party.preference.stated, day):
        stated = replace(party.preference, basis=words, source_ids=("X",))
        party = replace(party, preference=stated)
    mandate = party.mandate
    if is_later(mandate.issued, day):
        mandate = replace(mandate, items=(), issued_by=words)
    items = tuple(
        replace(item, note=words) if is_later(item.issued, day) else item for item in mandate.items
    )
    lines = tuple(
        replace(line, reason=words) if is_later(line.declared, day) else line
        for line in party.red_lines
    )
    return replace(party, mandate=replace(mandate, items=items), red_lines=lines)


def garble_term(term: Term, day: date, later: date, party_id: str) -> Term:
    kept = tuple(d for d in term.definitions if not is_later(d.given, day))
    if term.definitions:
        term = replace(term, definitions=(*kept, Definition(party_id, "later", later)))
    return replace(term, agreed_text="later") if is_later(term.agreed, day) else term


def garble_session(session: Session, day: date, words: str) -> Session:
    if is_later(session.day, day) or is_later(session.recorded, day):
        return replace(session, place=words, moves=(), note=words, source_ids=("X",))
    moves = tuple(
        replace(move, text=words, source_ids=("X",)) if session.recorded_on(move) > day else move
        for move in session.moves
    )
    session = replace(session, moves=moves)
    if is_later(session.last_day, day):
        is_joint = not session.is_joint_record
        return replace(session, note=words, is_joint_record=is_joint, source_ids=("X",))
    return session


def garble_opening(opening: Opening, day: date, words: str) -> Opening:
    if is_later(opening.prepared, day):
        return replace(opening, text=words, source_ids=("X",))
    return replace(opening, shown=tuple(p for p in opening.shown if not is_later(p[1], day)))


def garble_event(event: Event, day: date, later: date) -> Event:
    if event.happened is None or not is_later(event.known, day):
        return event
    return replace(event, happened=not event.happened, known=later, source_ids=("X",))


@pytest.fixture(scope="module")
def lease() -> Case:
    return read_folder(LEASE).case


def test_the_lease_as_it_stood_after_the_first_meeting(lease: Case) -> None:
    known = lease.on_record(date(2024, 4, 10))
    assert [session.id for session in known.sessions] == ["2024-04-10-first-meeting"]
    assert known.settled.as_dict() == {}
    assert [definition.party_id for definition in known.terms[0].definitions] == ["brook", "tarn"]
    assert known.terms[0].agreed_text == ""
    assert known.openings == ()
    assert known.judgements == ()
    assert known.text == ""
    assert [source.id for source in known.sources] == ["I", "B", "M1"]


def test_a_talk_that_lasts_is_not_over_on_its_first_day(lease: Case) -> None:
    session = lease.on_record(date(2024, 4, 24)).sessions[-1]
    assert session.n_days == 1
    assert session.moves == ()
    assert session.agreed.as_dict() == {}
    assert session.note == ""
    session = lease.on_record(date(2024, 4, 25)).sessions[-1]
    assert session.agreed.as_dict() == {"deposit": "three-months", "term": "5"}
    assert len(session.moves) == 3


def test_a_move_counts_from_the_day_on_which_it_was_recorded(lease: Case) -> None:
    def n_signals(day: date) -> int:
        moves = [move for session in lease.on_record(day).sessions for move in session.moves]
        return sum(move.kind.value == "signal" for move in moves)

    assert n_signals(date(2024, 5, 1)) == 0
    assert n_signals(date(2024, 5, 2)) == 1
    assert n_signals(date(2024, 5, 16)) == 1
    assert n_signals(date(2024, 5, 17)) == 2


def test_an_issue_counts_from_the_day_on_which_it_was_tabled(lease: Case) -> None:
    known = lease.on_record(date(2024, 4, 9))
    assert known.agenda.issue_ids == ("rent", "term", "fit-out")
    assert [linkage.issue_ids for linkage in known.linkages] == [("fit-out", "term")]
    assert known.party("brook").red_lines == ()
    assert known.party("brook").preference.importance.ranking == (("rent",), ("fit-out", "term"))


def test_a_move_on_an_issue_that_was_not_on_the_table_is_left_out(lease: Case) -> None:
    moves = (
        Move("tarn", MoveKind.OPPOSE, package_of({"deposit": "none"}), text="no deposit"),
        Move("tarn", MoveKind.PROPOSE, package_of({"rent": "140", "deposit": "none"})),
        Move("tarn", MoveKind.ASK, issue_ids=("deposit", "rent")),
        Move("tarn", MoveKind.ASK, text="about the weather"),
        # What is left of two packages that were about as good needn't be.
        Move(
            "tarn",
            MoveKind.ANSWER,
            package_of({"rent": "140", "deposit": "none"}),
            equal_to=package_of({"rent": "110", "deposit": "three-months"}),
        ),
    )
    early = Session("early", date(2024, 4, 1), moves=moves, reopened=("deposit", "term"))
    opening = Opening("tarn", package_of({"deposit": "none"}), "no deposit", date(2024, 4, 1))
    case = replace(lease, sessions=(early, *lease.sessions), openings=(opening,))
    known = case.on_record(date(2024, 4, 9))
    assert known.sessions[0].moves == (
        Move("tarn", MoveKind.PROPOSE, package_of({"rent": "140"})),
        Move("tarn", MoveKind.ASK, issue_ids=("rent",)),
        Move("tarn", MoveKind.ASK, text="about the weather"),
    )
    assert known.sessions[0].reopened == ("term",)
    assert known.openings == ()
    assert case.on_record(date(2024, 4, 10)).sessions[0] == early


def test_an_opening_has_been_shown_only_from_that_day_on(lease: Case) -> None:
    assert lease.on_record(date(2024, 5, 12)).openings[0].shown == ()
    assert lease.on_record(date(2024, 5, 13)).openings[0].shown == (("tarn", date(2024, 5, 13)),)


def test_an_outcome_is_open_until_it_is_known(lease: Case) -> None:
    before, after = (lease.on_record(date(2024, 5, day)).events[0] for day in (28, 29))
    assert (before.happened, before.known, before.source_ids) == (None, None, ())
    assert (after.happened, after.source_ids) == (True, ("L",))


def test_what_was_reopened_is_open_until_it_is_agreed_again(lease: Case) -> None:
    assert lease.settled.as_dict() == {"deposit": "three-months", "term": "7"}
    sessions = (*lease.sessions[:2], replace(lease.sessions[2], agreed=lease.sessions[0].agreed))
    assert replace(lease, sessions=sessions).settled.as_dict() == {"deposit": "three-months"}
    assert replace(lease, sessions=sessions).open_issue_ids == ("rent", "term", "fit-out")


def test_the_digest_tells_cases_apart(lease: Case) -> None:
    assert lease.digest == read_folder(LEASE).case.digest
    assert lease.digest != replace(lease, summary="other").digest


def test_the_latest_text_counts(lease: Case) -> None:
    assert "7 years" in lease.text
    assert "5 years" in lease.on_record(date(2024, 5, 7)).text


def test_every_kind_of_entry_is_dated_or_undated_on_purpose() -> None:
    """A new kind of dated entry must be put into this file before it can leak."""
    kinds = (
        *(Case, Party, StatedPreference, RedLine, Mandate, MandateItem, Term, Definition),
        *(TextVersion, Session, Move, Opening, Paper, Event, Judgement, Source, PlannedMeeting),
    )
    dated = {
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        for field in fields(kind)
        if re.search(r"\bdate\b", str(field.type))
    }
    assert dated == {
        *("Case.as_of", "PlannedMeeting.day", "StatedPreference.stated", "RedLine.declared"),
        *("Mandate.issued", "MandateItem.issued", "Term.agreed", "Definition.given"),
        *("TextVersion.day", "Session.day", "Session.last_day", "Session.recorded"),
        *("Move.recorded", "Opening.prepared", "Opening.shown", "Paper.day", "Event.due"),
        *("Event.known", "Judgement.given", "Judgement.recorded"),
    }
