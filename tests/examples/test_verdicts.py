"""Verdicts follow from the record: change the record, and they move the right way."""

from dataclasses import replace
from datetime import date

import pytest

from paraph.case import Case
from paraph.negotiation import Condition, RedLine
from paraph.readiness import HomeworkStatus, Readiness, Verdict
from paraph.usecases import analyse, assess, infer
from tests.examples.changes import (
    with_authority,
    with_meeting,
    with_openings_shown,
    with_red_lines,
    with_reservation,
    with_shared_definitions,
)

pytestmark = pytest.mark.slow

NIGHT_BEFORE = date(2019, 2, 27)
EARLIER = date(2019, 2, 20)
# Enough draws for differences of a few points; the examples themselves use 1,000.
N_DRAWS = 400


def judge(case: Case, day: date | None = None, seed: int = 1) -> Readiness:
    settings = replace(case.settings, n_draws=N_DRAWS, seed=seed)
    known = case.on_record(day) if day else case
    known = replace(known, settings=settings)
    expectations = infer(known)
    return assess(known, expectations, analyse(known, expectations))


def missing(readiness: Readiness) -> set[str]:
    """The decisive homework that is missing."""
    return {
        item.id
        for item in readiness.homework
        if item.is_decisive and item.status is HomeworkStatus.MISSING
    }


@pytest.fixture(scope="module")
def night_before(hanoi: Case) -> Readiness:
    """Hanoi as the record stood on 27 February 2019."""
    return judge(hanoi, NIGHT_BEFORE)


def prepared(case: Case) -> Case:
    """Hanoi with the homework done that the record lacks."""
    case = with_shared_definitions(case, EARLIER)
    case = with_openings_shown(case, EARLIER)
    return with_authority(case, "dprk", EARLIER)


def test_the_record_of_the_night_before_does_not_carry_a_go(night_before: Readiness) -> None:
    assert night_before.verdict is not Verdict.GO
    assert missing(night_before)


def test_done_homework_counts_as_done(hanoi: Case, night_before: Readiness) -> None:
    after = judge(prepared(hanoi), NIGHT_BEFORE)
    assert missing(after) < missing(night_before)


def test_more_meetings_that_agree_on_more_make_agreement_likelier(
    hanoi: Case, night_before: Readiness
) -> None:
    one = with_meeting(
        hanoi, date(2019, 2, 22), {"testing": "written", "sequencing": "in-parallel"}
    )
    two = with_meeting(
        one,
        date(2019, 2, 23),
        {"inter-korean": "exemptions", "sanctions": "exemptions", "yongbyon": "production"},
    )
    after = judge(two, NIGHT_BEFORE)
    assert after.p_agreement.mid > night_before.p_agreement.mid


def test_a_prepared_record_with_most_issues_agreed_carries_a_go(hanoi: Case) -> None:
    agreed = {
        "testing": "written",
        "sequencing": "in-parallel",
        "inter-korean": "exemptions",
        "sanctions": "exemptions",
        "yongbyon": "production",
        "wmd-freeze": "fissile",
        "denuclearisation": "joint-definition",
    }
    case = prepared(with_meeting(hanoi, date(2019, 2, 22), agreed))
    case = with_reservation(case, "us", 0.2, 0.3)
    case = with_reservation(case, "dprk", 0.2, 0.3)
    after = judge(case, NIGHT_BEFORE)
    assert after.verdict is Verdict.GO, (after.p_agreement, missing(after))


def test_a_narrower_range_moves_the_probability_to_its_side(hanoi: Case) -> None:
    modest = judge(with_reservation(hanoi, "us", 0.30, 0.32), NIGHT_BEFORE)
    demanding = judge(with_reservation(hanoi, "us", 0.60, 0.62), NIGHT_BEFORE)
    assert modest.p_agreement.mid > demanding.p_agreement.mid
    assert modest.p_zone.mid >= demanding.p_zone.mid


def test_dropping_a_red_line_never_shrinks_the_zone(hanoi: Case) -> None:
    line = RedLine((Condition("sanctions", ("exemptions", "civilian", "all")),), reason="strict")
    strict = judge(with_red_lines(hanoi, "us", (line,)), NIGHT_BEFORE)
    free = judge(with_red_lines(hanoi, "us", ()), NIGHT_BEFORE)
    assert free.p_zone.mid >= strict.p_zone.mid
    assert free.p_agreement.mid > strict.p_agreement.mid


def test_two_sides_that_both_need_most_of_it_have_no_zone(hanoi: Case) -> None:
    case = with_reservation(hanoi, "us", 0.90, 0.95)
    case = with_reservation(case, "dprk", 0.90, 0.95)
    assert judge(case, NIGHT_BEFORE).verdict is Verdict.NO_ZONE


def test_the_long_record_of_the_iran_talks_makes_agreement_likelier(jcpoa: Case) -> None:
    early = judge(jcpoa, date(2014, 6, 15))
    late = judge(jcpoa, date(2015, 7, 13))
    assert late.p_agreement.mid > early.p_agreement.mid
    assert missing(late) <= missing(early)


def test_the_iran_talks_were_better_prepared_than_hanoi(
    jcpoa: Case, night_before: Readiness
) -> None:
    late = judge(jcpoa, date(2015, 7, 13))
    assert len(missing(late)) < len(missing(night_before))


def test_two_prepared_firms_are_one_meeting_of_staff_short_of_their_contract(supply: Case) -> None:
    readiness = judge(supply)
    assert readiness.verdict is Verdict.NOT_YET
    assert not missing(readiness)
    now, later = readiness.meetings[:2]
    assert later.p_agreement.mid > now.p_agreement.mid + 0.1


def test_the_same_seed_gives_the_same_result(hanoi: Case, night_before: Readiness) -> None:
    assert judge(hanoi, NIGHT_BEFORE) == night_before


def test_another_seed_gives_nearly_the_same_result(hanoi: Case, night_before: Readiness) -> None:
    other = judge(hanoi, NIGHT_BEFORE, seed=2)
    assert other.p_agreement.mid == pytest.approx(night_before.p_agreement.mid, abs=0.1)
    assert other.verdict is night_before.verdict


def test_the_case_can_be_seen_from_the_other_chair(hanoi: Case) -> None:
    turned = judge(replace(hanoi, we_id="dprk"), NIGHT_BEFORE)
    assert turned.verdict in Verdict
    assert 0 <= turned.p_agreement.low <= turned.p_agreement.high <= 1
