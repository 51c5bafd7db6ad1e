"""The verdict follows from the case: change the record or the beliefs, and it moves rightly."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from paraph.case import CaseSettings, Thresholds
from paraph.errors import InputError
from paraph.judgement import fit_reference_class
from paraph.negotiation import Condition, Estimate, RedLine, package_of
from paraph.readiness import ReadinessSettings, Verdict, assess_readiness, find_decisive_issues
from paraph.readiness.forecasting import find_standing
from paraph.record import Move, MoveKind, Override, Session
from tests.readiness.cases import believe, prepared_case, with_session

QUICK = ReadinessSettings(n_runs=300, n_runs_sensitivity=60, n_meetings=2)


def test_a_prepared_case_with_a_wide_zone_is_go() -> None:
    case = prepared_case()
    readiness = assess_readiness(case, believe(case, (0.02, 0.02)), QUICK)
    assert readiness.verdict is Verdict.GO
    assert readiness.sentence.startswith("Go:")
    assert readiness.reasons[0].is_for
    estimate = readiness.p_agreement
    assert 0 <= estimate.low <= estimate.mid <= estimate.high <= 1


def test_missing_decisive_homework_alone_makes_it_not_yet() -> None:
    case = prepared_case()
    unseen = replace(case, openings=())
    readiness = assess_readiness(unseen, believe(case, (0.02, 0.02)), QUICK)
    assert readiness.verdict is Verdict.NOT_YET
    assert not readiness.reasons[0].is_for
    assert "staff seen" in readiness.reasons[0].text
    assert any("staff seen" in turn for turn in readiness.would_turn)


def test_alternatives_too_good_leave_no_zone() -> None:
    case = prepared_case()
    readiness = assess_readiness(case, believe(case, (0.9, 0.9)), QUICK)
    assert readiness.verdict is Verdict.NO_ZONE
    assert readiness.p_zone.mid < 0.2
    assert "no package" in readiness.sentence


def test_better_alternatives_make_agreement_less_likely() -> None:
    case = prepared_case()
    chances = [
        assess_readiness(case, believe(case, (r, r)), QUICK).p_agreement.mid
        for r in (0.1, 0.4, 0.6)
    ]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] - chances[2] > 0.2


def test_dropping_a_red_line_makes_agreement_likelier() -> None:
    case = prepared_case()
    ours, theirs = believe(case)
    line = RedLine((Condition("inspection", ("1", "2")),), reason="no inspection at all")
    bound = replace(theirs, red_lines=(line,), red_line_holds=None)
    readiness = assess_readiness(case, (ours, bound), QUICK)
    free = assess_readiness(case, (ours, theirs), QUICK)
    assert free.p_agreement.mid > readiness.p_agreement.mid + 0.1
    dropped = [row for row in readiness.sensitivity if "no inspection at all" in row.assumption]
    assert len(dropped) == 1
    assert dropped[0].p_agreement.mid > readiness.p_agreement.mid + 0.1


def test_meetings_of_staff_with_a_mandate_help_and_without_one_settle_nothing() -> None:
    case = prepared_case()
    beliefs = believe(case, (0.45, 0.45))
    meetings = assess_readiness(case, beliefs, QUICK).meetings
    assert [worth.n_meetings for worth in meetings] == [0, 1, 2]
    assert meetings[2].p_agreement.mid > meetings[0].p_agreement.mid + 0.05


def test_what_is_already_agreed_counts() -> None:
    case = prepared_case()
    session = replace(case.sessions[0], agreed=package_of({"inspection": "2", "relief": "0"}))
    beliefs = believe(case, (0.45, 0.45))
    before = assess_readiness(case, beliefs, QUICK)
    after = assess_readiness(replace(case, sessions=(session,)), beliefs, QUICK)
    assert after.p_agreement.mid > before.p_agreement.mid
    assert "2 of 3 issues are agreed" in " ".join(reason.text for reason in after.reasons)


def test_the_thresholds_are_the_users() -> None:
    case = prepared_case()
    beliefs = believe(case, (0.3, 0.3))
    strict = replace(case, settings=CaseSettings(seed=3, thresholds=Thresholds(go_at=0.99)))
    lenient = replace(case, settings=CaseSettings(seed=3, thresholds=Thresholds(go_at=0.1)))
    assert assess_readiness(strict, beliefs, QUICK).verdict is Verdict.NOT_YET
    readiness = assess_readiness(lenient, beliefs, QUICK)
    assert readiness.verdict is Verdict.GO
    assert "10\N{NO-BREAK SPACE}%" in readiness.rule


def test_a_zone_estimated_elsewhere_is_taken_as_it_is() -> None:
    case = prepared_case()
    given = Estimate(0.1, 0.05, 0.15)
    readiness = assess_readiness(case, believe(case, (0.1, 0.1)), QUICK, p_zone=given)
    assert readiness.p_zone == given
    assert readiness.verdict is Verdict.NO_ZONE


def test_a_stated_cost_of_delay_is_taken_off_and_moves_the_knee() -> None:
    case = prepared_case()
    beliefs = believe(case, (0.45, 0.45))
    costly = assess_readiness(case, beliefs, replace(QUICK, delay_cost=0.2))
    assert costly.n_meetings_advised == 0
    second = costly.meetings[2]
    assert second.our_value_less_delay is not None
    assert second.our_value_less_delay.mid == pytest.approx(second.our_value.mid - 0.4)


def test_past_negotiations_of_the_kind_adjust_the_probability_of_agreement() -> None:
    case = prepared_case()
    beliefs = believe(case, (0.45, 0.45))
    plain = assess_readiness(case, beliefs, QUICK)
    assert plain.p_simulated == plain.p_agreement
    rarely = fit_reference_class([0.6] * 50, [False] * 40 + [True] * 10)
    adjusted = assess_readiness(case, beliefs, replace(QUICK, reference=rarely))
    assert adjusted.p_simulated == plain.p_agreement
    for before, after in zip(plain.meetings, adjusted.meetings, strict=True):
        expected = rarely.adjust_estimate(before.p_agreement)
        assert after.p_agreement.mid == pytest.approx(expected.mid)
        assert after.p_agreement.high == pytest.approx(expected.high)
        assert after.p_agreement.low < after.p_agreement.mid < after.p_agreement.high
    assert adjusted.p_agreement.mid < plain.p_agreement.mid - 0.1
    assert "50 past negotiations of this kind, of which 20" in adjusted.reasons[1].text
    for before, after in zip(plain.meetings, adjusted.meetings, strict=True):
        assert after.our_value.mid < before.our_value.mid
        assert after.p_walkout.mid > before.p_walkout.mid
        assert after.p_agreement.mid + after.p_walkout.mid <= 1


def test_the_same_case_gives_the_same_answer_to_the_last_digit() -> None:
    case = prepared_case()
    first, again = (assess_readiness(case, believe(case), QUICK) for _ in range(2))
    assert first == again
    other = replace(case, settings=CaseSettings(seed=4))
    assert assess_readiness(other, believe(case), QUICK).p_agreement != first.p_agreement


def test_the_interval_widens_where_tactics_disagree() -> None:
    case = prepared_case()
    beliefs = believe(case, (0.5, 0.5))
    both = assess_readiness(case, beliefs, QUICK).p_agreement
    one = assess_readiness(case, beliefs, replace(QUICK, mixtures=QUICK.mixtures[:1])).p_agreement
    assert both.high - both.low > one.high - one.low


def test_a_driver_is_found_where_one_red_line_decides() -> None:
    case = prepared_case()
    ours, theirs = believe(case)
    line = RedLine((Condition("inspection", ("1", "2")),), reason="no inspection at all")
    holds = (np.arange(theirs.n_draws) % 2 == 0)[:, None]
    unsure = replace(theirs, red_lines=(line,), red_line_holds=holds)
    drivers = assess_readiness(case, (ours, unsure), QUICK).drivers
    named = [driver for driver in drivers if "no inspection at all" in driver.description]
    assert named
    assert named[0].p_with < named[0].p_without


def test_a_person_can_set_the_verdict_aside_by_name_and_with_a_reason() -> None:
    case = replace(prepared_case(), openings=())
    decided = Override(Verdict.GO, "The minister", date(2020, 3, 20), "the date can't be moved")
    readiness = assess_readiness(replace(case, overrides=(decided,)), believe(case), QUICK)
    assert readiness.verdict is Verdict.NOT_YET
    assert readiness.verdict_in_force is Verdict.GO
    assert readiness.override == decided
    assert replace(case, overrides=(decided,)).on_record(date(2020, 3, 19)).overrides == ()
    with pytest.raises(InputError, match="named person, with a reason"):
        Override(Verdict.GO, " ", date(2020, 3, 20), "…")


def test_of_two_overrides_the_latest_holds_and_on_one_day_the_last_written() -> None:
    case = prepared_case()
    earlier, first, last = (
        Override(verdict, "The minister", date(2020, 3, day), "so it was decided")
        for verdict, day in ((Verdict.GO, 10), (Verdict.GO, 20), (Verdict.NO_ZONE, 20))
    )
    readiness = assess_readiness(
        replace(case, overrides=(first, last, earlier)), believe(case), QUICK
    )
    assert readiness.override is last
    assert readiness.verdict_in_force is Verdict.NO_ZONE


def test_beliefs_of_the_wrong_parties_are_refused() -> None:
    case = prepared_case()
    ours, theirs = believe(case)
    with pytest.raises(InputError, match="ours first: us, them"):
        assess_readiness(case, (theirs, ours))
    with pytest.raises(InputError, match="one belief for each party"):
        assess_readiness(case, (ours,))


def test_the_issues_that_decide_are_those_that_hold_most_for_some_party() -> None:
    case = prepared_case()
    assert find_decisive_issues(case, believe(case)) == ("inspection", "relief")


def test_a_package_that_both_delegations_took_is_taken_up_at_the_top() -> None:
    case = prepared_case()
    beliefs = believe(case, (0.3, 0.3))
    middle = package_of({issue.id: issue.options[1].id for issue in case.agenda.issues})
    moves = (Move(case.we_id, MoveKind.PROPOSE, middle),)
    proposed = with_session(case, Session("2024-03-02", date(2024, 3, 2), moves=moves))
    taken = (*moves, Move(case.counterparts[0].id, MoveKind.ACCEPT, middle))
    accepted = with_session(case, Session("2024-03-02", date(2024, 3, 2), moves=taken))
    offer = find_standing(accepted)[-1]
    assert offer.package == middle
    assert set(offer.party_ids) == {case.we_id, case.counterparts[0].id}
    refused = (*taken, Move(case.we_id, MoveKind.REJECT, middle))
    withdrawn = with_session(case, Session("2024-03-02", date(2024, 3, 2), moves=refused))
    assert middle not in [each.package for each in find_standing(withdrawn)]
    assert find_standing(proposed)[-1].party_ids == (case.we_id,)
    never, once, both = (
        assess_readiness(each, beliefs, QUICK).p_agreement.mid
        for each in (case, proposed, accepted)
    )
    assert never < once < both
    assert both > 0.6
