"""Nothing later leaks: what comes after a day may be anything, and changes nothing on that day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from paraph.case import Case
from paraph.negotiation import Party, Term, package_of
from paraph.record import Judgement, Move, MoveKind, Role, Session

DAYS = (
    ("hanoi", date(2018, 12, 31)),
    ("hanoi", date(2019, 2, 7)),
    ("hanoi", date(2019, 2, 23)),
    ("hanoi", date(2019, 2, 27)),
    ("hanoi", date(2019, 2, 28)),
    ("jcpoa", date(2013, 10, 31)),
    ("jcpoa", date(2014, 6, 18)),
    ("jcpoa", date(2015, 4, 2)),
    ("jcpoa", date(2015, 7, 13)),
)


@pytest.fixture(params=DAYS, ids=lambda pair: f"{pair[0]} {pair[1]}")
def known(request: pytest.FixtureRequest) -> tuple[Case, date]:
    """An example with its whole record, and a day in it."""
    name, day = request.param
    return request.getfixturevalue(name), day


def garble(case: Case, day: date) -> Case:
    """Change everything that came on record after a day, and add entries of its own."""
    later = day + timedelta(days=1)
    first = case.agenda.issues[0]
    wish = package_of({first.id: first.options[-1].id})
    invented = Session(
        id="invented",
        day=later,
        title="invented",
        moves=tuple(Move(party.id, MoveKind.PROPOSE, wish) for party in case.parties),
        agreed=package_of({issue.id: issue.options[0].id for issue in case.agenda.issues}),
        is_joint_record=True,
    )
    forecasts = tuple(
        Judgement(event.id, "invented", Role.PRINCIPAL, later, 1.0) for event in case.events
    )
    return replace(
        case,
        parties=tuple(garble_party(party, day) for party in case.parties),
        terms=tuple(garble_term(term, day) for term in case.terms),
        texts=tuple(
            replace(text, source="invented") if text.day and text.day > day else text
            for text in case.texts
        ),
        sessions=(*(garble_session(s, day, case) for s in case.sessions), invented),
        openings=tuple(
            replace(o, text="invented", package=wish) if o.prepared and o.prepared > day else o
            for o in case.openings
        ),
        papers=tuple(
            replace(p, title="invented") if p.day and p.day > day else p for p in case.papers
        ),
        events=tuple(
            replace(e, happened=not e.happened) if e.known and e.known > day else e
            for e in case.events
        ),
        judgements=(
            *(garble_forecast(judgement, day) for judgement in case.judgements),
            *forecasts,
        ),
    )


def garble_party(party: Party, day: date) -> Party:
    lines = tuple(
        replace(line, reason="invented") if line.declared and line.declared > day else line
        for line in party.red_lines
    )
    items = tuple(
        replace(item, note="invented") if item.issued and item.issued > day else item
        for item in party.mandate.items
    )
    return replace(party, red_lines=lines, mandate=replace(party.mandate, items=items))


def garble_term(term: Term, day: date) -> Term:
    definitions = tuple(
        replace(d, text="invented") if d.given and d.given > day else d for d in term.definitions
    )
    is_later = term.agreed is not None and term.agreed > day
    return replace(
        term, definitions=definitions, agreed_text="invented" if is_later else term.agreed_text
    )


def garble_forecast(judgement: Judgement, day: date) -> Judgement:
    is_later = (judgement.recorded or judgement.given) > day
    return replace(judgement, probability=1.0) if is_later else judgement


def garble_session(session: Session, day: date, case: Case) -> Session:
    moves = tuple(
        replace(move, kind=MoveKind.OPPOSE, text="invented")
        if session.recorded_on(move) > day
        else move
        for move in session.moves
    )
    session = replace(session, moves=moves)
    if (session.last_day or session.day) > day:
        everything = {issue.id: issue.options[0].id for issue in case.agenda.issues}
        session = replace(session, agreed=package_of(everything), note="invented")
    if (session.recorded or session.day) > day:
        session = replace(session, title="invented", place="invented")
    return session


def test_what_comes_later_may_be_anything(known: tuple[Case, date]) -> None:
    case, day = known
    changed = garble(case, day)
    assert changed.digest != case.digest
    assert changed.on_record(day) == case.on_record(day)
    assert changed.on_record(day).digest == case.on_record(day).digest


def test_the_change_would_be_seen_if_it_leaked(known: tuple[Case, date]) -> None:
    case, day = known
    after = date(2030, 1, 1)
    assert garble(case, day).on_record(after) != case.on_record(after)


def test_the_record_grows_day_by_day(known: tuple[Case, date]) -> None:
    case, day = known
    before, after = case.on_record(day), case.on_record(day + timedelta(days=30))
    assert {s.id for s in before.sessions} <= {s.id for s in after.sessions}
    assert len(before.papers) <= len(after.papers)
    assert len(before.judgements) <= len(after.judgements)


def test_what_the_foreign_minister_said_at_midnight_does_not_count_on_the_night_before(
    hanoi: Case,
) -> None:
    def texts(day: date) -> str:
        case = hanoi.on_record(day)
        moves = [move.text for session in case.sessions for move in session.moves]
        definitions = [d.text for term in case.terms for d in term.definitions]
        return " ".join([*moves, *definitions, *(o.text for o in case.openings)])

    for words in ("resisted", "in their entirety", "written halt", "five of", "additional step"):
        assert words not in texts(date(2019, 2, 27)), words
    assert "written halt" in texts(date(2019, 3, 1))
    assert "resisted" not in texts(date(2019, 3, 1))
    assert "resisted" in texts(date(2019, 3, 2))


def test_a_term_comes_on_record_with_its_first_definition(hanoi: Case) -> None:
    def terms(day: date) -> set[str]:
        return {term.id for term in hanoi.on_record(day).terms}

    assert terms(date(2018, 9, 18)) == set()
    assert terms(date(2018, 9, 19)) == {"yongbyon"}
    assert terms(date(2019, 2, 27)) == {"yongbyon", "denuclearisation"}
    assert terms(date(2019, 2, 28)) == {"yongbyon", "denuclearisation", "civilian-parts"}


# Published after the night before Hanoi.
LATER_SOURCES = {*"ABCDEHIKLTUVW", "AA", "WH"}


def test_nothing_published_later_is_cited_on_the_night_before(hanoi: Case) -> None:
    case = hanoi.on_record(date(2019, 2, 27))
    assert {source.id for source in case.sources} & LATER_SOURCES == set()
    cited = {
        source
        for session in case.sessions
        for entry in (session, *session.moves)
        for source in entry.source_ids
    }
    assert cited & LATER_SOURCES == set()


def test_a_move_tells_nothing_of_later_days(hanoi: Case) -> None:
    case = hanoi.on_record(date(2019, 2, 27))
    texts = [move.text for session in case.sessions for move in session.moves]
    texts += [session.note for session in case.sessions]
    assert [text for text in texts if "28" in text or "March" in text] == []
