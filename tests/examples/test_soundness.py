"""The examples keep their promises: no mistakes, sources for facts, assumptions marked."""

from datetime import date
from pathlib import Path

import pytest

from paraph.case import Case
from paraph.formats.casefolder import CaseFolder, check_folder
from paraph.record import Level
from paraph.text.anchors import find_anchors

REAL = ("hanoi-2019", "jcpoa-2015")


def test_an_example_has_no_mistakes_and_nothing_odd(folder: Path) -> None:
    report = check_folder(folder)
    assert [str(mistake) for mistake in (*report.mistakes, *report.notices)] == []


def test_every_issue_has_at_least_two_options(example: CaseFolder) -> None:
    few = [issue.id for issue in example.case.agenda.issues if len(issue.options) < 2]
    assert few == []


def test_the_text_leaves_open_what_is_open_and_no_more(example: CaseFolder) -> None:
    case = example.case.on_record(example.as_of) if example.as_of else example.case
    anchors = find_anchors(case.text, case.agenda.issue_ids)
    bracketed = {anchor.issue_id for anchor in anchors if anchor.option_ids}
    assert bracketed == set(case.open_issue_ids)
    assert {anchor.issue_id for anchor in anchors} == set(case.agenda.issue_ids)


def test_a_bracket_holds_every_option_of_its_issue(example: CaseFolder) -> None:
    case = example.case.on_record(example.as_of) if example.as_of else example.case
    held: dict[str, set[str]] = {issue: set() for issue in case.open_issue_ids}
    for anchor in find_anchors(case.text, case.agenda.issue_ids):
        if anchor.option_ids:
            held[anchor.issue_id].update(anchor.option_ids)
    expected = {
        issue: {option.id for option in case.agenda.issue(issue).options}
        for issue in case.open_issue_ids
    }
    assert held == expected


@pytest.fixture(params=REAL)
def real(request: pytest.FixtureRequest) -> Case:
    """Each example about real governments."""
    case = request.getfixturevalue("hanoi" if request.param == "hanoi-2019" else "jcpoa")
    assert isinstance(case, Case)
    return case


def test_every_sitting_and_move_is_sourced(real: Case) -> None:
    bare = [session.id for session in real.sessions if not session.source_ids]
    bare += [
        f"{session.id}, move {place}"
        for session in real.sessions
        for place, move in enumerate(session.moves)
        if not move.source_ids
    ]
    assert bare == []


def test_every_definition_and_paper_is_sourced(real: Case) -> None:
    assert [p.title for p in real.papers if not p.source_ids] == []
    assert [t.id for t in real.terms for d in t.definitions if not d.source_ids] == []


def test_a_red_line_without_a_source_says_that_it_is_an_assumption(real: Case) -> None:
    lines = [line for party in real.parties for line in party.red_lines]
    assert lines
    assert [x.reason for x in lines if not x.source_ids and "assumption" not in x.reason] == []


def test_an_authority_without_a_source_says_that_it_is_an_assumption(real: Case) -> None:
    items = [item for party in real.parties for item in party.mandate.items]
    assert items
    assert [i.issue_id for i in items if not i.source_ids and "assumption" not in i.note] == []


def test_preferences_are_assumptions_by_the_same_method_for_each_side(real: Case) -> None:
    bases = {party.preference.basis for party in real.parties}
    assert len(bases) == 1
    assert bases.pop().startswith("analyst's assumption")


def test_preferences_of_real_governments_are_never_exact(real: Case) -> None:
    for party in real.parties:
        shares = [interval for _, interval in party.preference.importance.shares]
        shares += [interval for stated in party.preference.values for _, interval in stated.values]
        assert all(interval.low < interval.high for interval in shares)


def test_a_forecast_read_from_words_says_so(real: Case) -> None:
    unsaid = [
        judgement.note
        for judgement in real.judgements
        if "reading" not in judgement.note and "50" not in judgement.note
    ]
    assert unsaid == []
    assert [j.who for j in real.judgements if not j.source_ids] == []


def test_disputed_facts_are_marked(real: Case) -> None:
    sources = {source.id: source for source in real.sources}
    disputed = [
        (session.id, move)
        for session in real.sessions
        for move in session.moves
        if "(disputed)" in move.text
    ]
    assert disputed
    assert all(move.confidence < 1 for _, move in disputed)
    unmarked = [
        (session, move.text)
        for session, move in disputed
        if not any(sources[source].is_disputed for source in move.source_ids)
    ]
    assert unmarked == []


def working_days(case: Case, first: date, last: date) -> int:
    return sum(
        session.n_days
        for session in case.sessions
        if session.level is Level.WORKING and first <= session.day <= last
    )


def test_hanoi_holds_the_counts_of_the_public_record(hanoi: Case) -> None:
    days = {session.id: session.day for session in hanoi.sessions}
    assert len(hanoi.agenda) == 11
    assert (days["2019-01-19-stockholm"] - days["2018-06-12-singapore"]).days == 221
    assert working_days(hanoi, date(2018, 6, 12), date(2019, 2, 27)) == 3 + 3 + 5
    assert (date(2019, 2, 27) - days["2019-01-19-stockholm"]).days == 39


def test_on_the_night_before_hanoi_the_issues_that_decided_were_open(hanoi: Case) -> None:
    case = hanoi.on_record(date(2019, 2, 27))
    assert {"yongbyon", "sanctions", "denuclearisation"} <= set(case.open_issue_ids)
    assert len(case.settled) <= 5
    assert all(event.happened is None for event in case.events)


def test_the_iran_talks_settle_issues_step_by_step(jcpoa: Case) -> None:
    days = [date(2014, 6, 30), date(2015, 4, 2), date(2015, 7, 13), date(2015, 7, 14)]
    counts = [len(jcpoa.on_record(day).settled) for day in days]
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert len(set(counts)) == len(counts)
    assert jcpoa.settled.is_complete(jcpoa.agenda)


def test_secret_talks_are_not_on_record_before_they_were_reported(jcpoa: Case) -> None:
    def holds_muscat(day: date) -> bool:
        return any(s.id == "2013-03-01-muscat" for s in jcpoa.on_record(day).sessions)

    assert not holds_muscat(date(2013, 11, 23))
    assert holds_muscat(date(2013, 11, 24))
