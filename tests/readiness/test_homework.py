"""Homework is answered from the record: what is on it, and what happens when it is taken off."""

from dataclasses import replace
from datetime import date

import pytest

from paraph.case import Case
from paraph.negotiation import Authority, MandateItem, Package, package_of
from paraph.readiness import HomeworkItem, HomeworkStatus, check_homework
from paraph.record import Judgement, Move, MoveKind, Paper, PaperKind, Role, Session
from tests.readiness.cases import AGENDA, leaders_met, mandate, prepared_case, with_session

DECISIVE = ("relief",)


def _item(case: Case, item_id: str, decisive: tuple[str, ...] = DECISIVE) -> HomeworkItem:
    return next(item for item in check_homework(case, decisive) if item.id == item_id)


def _with_their_mandate(case: Case, authority: Authority) -> Case:
    us, them = case.parties
    return replace(case, parties=(us, replace(them, mandate=mandate(authority))))


def test_a_prepared_case_has_no_decisive_homework_outstanding() -> None:
    items = check_homework(prepared_case(), AGENDA.issue_ids)
    assert not [item.id for item in items if item.is_decisive and item.is_outstanding]


def test_every_question_has_its_own_name_and_says_where_the_practice_is_described() -> None:
    items = check_homework(prepared_case(), DECISIVE)
    assert len({item.id for item in items}) == len(items)
    assert all(item.origin and item.question.endswith("?") for item in items)


def test_whatever_is_outstanding_names_who_could_supply_it() -> None:
    bare = replace(prepared_case(), sessions=(), openings=(), terms=())
    for item in check_homework(bare, DECISIVE):
        assert bool(item.who) == item.is_outstanding, item.id


def test_terms_that_the_sides_define_differently_are_decisive() -> None:
    case = prepared_case()
    term = case.terms[0]
    ours, theirs = term.definitions
    differ = replace(
        case,
        terms=(replace(term, definitions=(ours, replace(theirs, text="a part")), agreed_text=""),),
    )
    item = _item(differ, "terms")
    assert item.status is HomeworkStatus.MISSING
    assert item.is_decisive
    assert item.evidence == ("term relief",)
    assert "define it differently" in item.finding


def test_a_term_that_only_one_side_has_defined_is_decisive() -> None:
    case = prepared_case()
    term = case.terms[0]
    one = replace(case, terms=(replace(term, definitions=term.definitions[:1], agreed_text=""),))
    item = _item(one, "terms")
    assert item.is_decisive
    assert "no definition by Theirland" in item.finding


def test_a_term_isnt_decisive_once_its_issue_is_settled() -> None:
    case = prepared_case()
    term = replace(case.terms[0], agreed_text="")
    session = replace(case.sessions[0], agreed=package_of({"relief": "1"}))
    settled = replace(case, terms=(term,), sessions=(session,))
    item = _item(settled, "terms")
    assert item.is_outstanding
    assert not item.is_decisive


def test_an_unknown_mandate_is_decisive_only_on_issues_that_decide() -> None:
    case = _with_their_mandate(prepared_case(), Authority.UNKNOWN)
    item = _item(case, "their-authority")
    assert item.status is HomeworkStatus.MISSING
    assert item.is_decisive
    assert "Relief" in item.finding
    assert not _item(case, "their-authority", ()).is_decisive


def test_authority_kept_for_the_principal_is_known_authority() -> None:
    case = _with_their_mandate(prepared_case(), Authority.PRINCIPAL)
    assert _item(case, "their-authority").status is HomeworkStatus.DONE


def test_an_opening_that_their_staff_havent_seen_is_decisive() -> None:
    case = prepared_case()
    ours, theirs = case.openings
    hidden = replace(case, openings=(replace(ours, shown=()), theirs))
    item = _item(hidden, "openings-seen")
    assert item.status is HomeworkStatus.PARTLY
    assert item.is_decisive
    assert "Ourland not shown to Theirland" in item.finding
    none = _item(replace(case, openings=()), "openings-seen")
    assert none.status is HomeworkStatus.MISSING
    assert none.is_decisive


@pytest.mark.parametrize(
    ("met", "status"),
    [(date(2019, 12, 1), HomeworkStatus.DONE), (date(2020, 3, 9), HomeworkStatus.STALE)],
)
def test_instructions_go_stale_when_the_principals_meet(met: date, status: HomeworkStatus) -> None:
    item = _item(with_session(prepared_case(), leaders_met(met)), "fresh-instructions")
    assert item.status is status
    assert item.is_decisive == item.is_outstanding


def test_a_move_beyond_the_mandate_is_found() -> None:
    case = prepared_case()
    us, them = case.parties
    bound = replace(us.mandate, items=(MandateItem("relief", Authority.STAFF, ("1",)),))
    item = _item(replace(case, parties=(replace(us, mandate=bound), them)), "within-mandate")
    assert item.status is HomeworkStatus.PARTLY
    assert item.evidence == ("session 2020-03-02-geneva, Relief",)


def test_a_paper_counts_once_it_is_on_file_and_dated() -> None:
    case = prepared_case()
    assert _item(case, "legal-memo").status is HomeworkStatus.MISSING
    undated = replace(case, papers=(Paper(PaperKind.LEGAL_MEMO, "Opinion"),))
    assert _item(undated, "legal-memo").status is HomeworkStatus.PARTLY
    dated = replace(case, papers=(Paper(PaperKind.LEGAL_MEMO, "Opinion", date(2020, 2, 1)),))
    item = _item(dated, "legal-memo")
    assert item.status is HomeworkStatus.DONE
    assert item.evidence == ("paper Opinion",)


def test_objectives_older_than_the_principals_meeting_are_stale() -> None:
    paper = Paper(PaperKind.OBJECTIVES, "Aims", date(2020, 1, 1), by="the cabinet")
    case = replace(prepared_case(), papers=(paper,))
    assert _item(case, "objectives").status is HomeworkStatus.DONE
    met = with_session(case, leaders_met(date(2020, 2, 1)))
    assert _item(met, "objectives").status is HomeworkStatus.STALE


def test_forecasts_are_wanted_of_staff_and_of_the_principal() -> None:
    case = prepared_case()
    staff = Judgement("agreement", "Chief", Role.STAFF, date(2020, 3, 1), 0.3)
    gut = Judgement("agreement", "President", Role.PRINCIPAL, date(2020, 3, 1), 0.8)
    statuses = [
        _item(replace(case, judgements=judgements), "forecasts").status
        for judgements in ((), (staff,), (staff, gut))
    ]
    assert statuses == [HomeworkStatus.MISSING, HomeworkStatus.PARTLY, HomeworkStatus.DONE]


def test_silence_on_an_issue_is_found_and_named() -> None:
    item = _item(prepared_case(), "positions")
    assert item.status is HomeworkStatus.DONE
    quiet = replace(prepared_case(), sessions=())
    assert _item(quiet, "positions").status is HomeworkStatus.MISSING
    spoken = Move("them", MoveKind.SUPPORT, package_of({"relief": "1"}))
    session = Session("2020-03-01-x", date(2020, 3, 1), moves=(spoken,))
    item = _item(replace(quiet, sessions=(session,)), "their-interests")
    assert item.status is HomeworkStatus.PARTLY
    assert item.evidence == ("session 2020-03-01-x",)
    assert "Offices" in item.finding


def test_with_nothing_open_nothing_is_left_to_table() -> None:
    case = prepared_case()
    everything = package_of(dict.fromkeys(AGENDA.issue_ids, "1"))
    session = replace(case.sessions[0], agreed=everything)
    done = replace(case, sessions=(session,), openings=())
    assert _item(done, "openings-seen").status is HomeworkStatus.NOT_NEEDED
    assert _item(done, "few-open").status is HomeworkStatus.DONE
    assert _item(done, "credentials").status is HomeworkStatus.MISSING
    assert Package() == prepared_case().settled
