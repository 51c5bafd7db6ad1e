"""Last time as a prior."""

from dataclasses import replace

import numpy as np
import pytest

from paraph.counterpart import (
    Posterior,
    infer_preference,
    recall_for_party,
    recall_preference,
)
from paraph.errors import InputError
from paraph.negotiation import (
    Agenda,
    Importance,
    Interval,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    package_of,
)
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_agenda, build_case, move


def past_case():
    said = (
        move(MoveKind.SUPPORT, {"place": "rome"}),
        move(MoveKind.SIGNAL, {"place": "rome"}, over=package_of({"place": "oslo"})),
        move(MoveKind.SIGNAL, issue_ids=("place", "price", "guarantee")),
    )
    return build_case(said, said)


def test_what_was_learnt_last_time_is_where_this_time_starts() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    fresh = build_case(())
    recalled = infer_preference(recall_for_party(past, learnt, fresh, "them"), "them", FAST)
    unknown = infer_preference(fresh, "them", FAST)
    assert recalled.belief.weights[:, 1].mean() > unknown.belief.weights[:, 1].mean() + 0.05
    assert recalled.belief.option_values[1][:, 2].mean() > 0.55


def test_intervals_are_wider_than_they_were() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    stated = recall_preference(past, learnt, build_case(()))
    for (_, interval), estimate in zip(stated.importance.shares, learnt.importance, strict=True):
        assert interval.low <= estimate.low
        assert interval.high >= estimate.high or interval.high == 1
    assert stated.basis == "as learnt in A case"


def test_the_best_option_stays_the_likeliest_best_if_less_surely() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    fresh = build_case(())
    recalled = infer_preference(recall_for_party(past, learnt, fresh, "them"), "them", FAST)

    def p_best(posterior: Posterior) -> np.ndarray:
        best = posterior.belief.option_values[1].argmax(axis=1)
        return np.bincount(best, minlength=3) / len(best)

    before, after = p_best(learnt), p_best(recalled)
    assert before.argmax() == after.argmax() == 2
    assert 0.45 < after[2] < before[2]
    means = [found.belief.reservation.mean() for found in (learnt, recalled)]
    assert means[1] == pytest.approx(means[0], abs=0.1)


def test_new_issues_stay_open() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    new = Issue("date", "Date", (Option("soon", "Soon"), Option("late", "Late")))
    case = build_case((), agenda=Agenda((*build_agenda().issues, new)))
    stated = recall_preference(past, learnt, case)
    assert [issue_id for issue_id, _ in stated.importance.shares] == ["price", "place", "guarantee"]
    total = sum(interval.middle for _, interval in stated.importance.shares)
    assert total < 1.2 * 0.75


def test_cases_that_share_nothing_are_refused() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    other = replace(past, id="other", agenda=Agenda((Issue("x", "X", (Option("y", "Y"),)),)))
    with pytest.raises(InputError, match="share no issue"):
        recall_preference(past, learnt, other)
    with pytest.raises(InputError, match="at least 1"):
        recall_preference(past, learnt, past, widening=0.5)


def test_what_is_stated_here_goes_first_issue_by_issue() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    place = StatedValues("place", ranking=(("bonn",), ("oslo",)))
    here = StatedPreference(
        importance=StatedImportance(shares=(("price", Interval(0.5, 0.6)),)),
        values=(place,),
        reservation=StatedReservation(Interval(0.2, 0.3), batna="Wait"),
        basis="their minister",
    )
    stated = recall_preference(past, learnt, build_case(()), stated=here)
    shares = dict(stated.importance.shares)
    assert shares["price"] == Interval(0.5, 0.6)
    assert set(shares) == {"price", "place", "guarantee"}
    # What is left beside 0.55 goes to the others.
    assert shares["place"].middle + shares["guarantee"].middle == pytest.approx(0.45, abs=0.1)
    assert stated.values[0] == place
    assert {said.issue_id for said in stated.values[1:]} == {"price", "guarantee"}
    assert stated.reservation == here.reservation
    assert stated.basis == "their minister"
    assert stated.recalled is not None
    assert stated.recalled.weighed == ("place", "guarantee")
    assert stated.recalled.valued == ("price", "guarantee")
    assert not stated.recalled.has_reservation
    assert stated.recalled.digest == learnt.digest


@pytest.mark.parametrize(
    ("word", "least", "most"), [(Importance.DECISIVE, 0.27, 0.6), (Importance.MARGINAL, 0, 0.09)]
)
def test_a_word_stated_here_keeps_its_meaning_beside_what_is_recalled(
    word: Importance, least: float, most: float
) -> None:
    # Last time the guarantee mattered least: a weight of 0.2 beside 0.4 and 0.4.
    weights = StatedImportance(
        shares=tuple(
            (issue, Interval(share, share))
            for issue, share in (("price", 0.4), ("place", 0.4), ("guarantee", 0.2))
        )
    )
    past = build_case((), preference=StatedPreference(importance=weights))
    learnt = infer_preference(past, "them", FAST)
    here = StatedPreference(importance=StatedImportance(words=(("guarantee", word),)))
    case = build_case((), preference=here)
    recalled = recall_for_party(past, learnt, case, "them")
    mean = infer_preference(recalled, "them", FAST).belief.weights.mean(axis=0)
    assert least < mean[2] < most
    assert mean[0] == pytest.approx(mean[1], abs=0.03)


def test_a_stated_ranking_holds_beside_what_is_recalled() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    ranked = StatedImportance(ranking=(("guarantee",), ("price",)))
    case = build_case((), preference=StatedPreference(importance=ranked))
    recalled = recall_for_party(past, learnt, case, "them")
    weights = infer_preference(recalled, "them", FAST).belief.weights
    assert np.all(weights[:, 2] >= weights[:, 0])


def test_a_value_of_no_agreement_that_was_stated_there_is_recalled() -> None:
    stated = StatedPreference(reservation=StatedReservation(Interval(0.4, 0.6)))
    past = build_case((), preference=stated)
    learnt = infer_preference(past, "them", FAST)
    value = recall_preference(past, learnt, build_case(())).reservation.value
    assert value is not None
    assert value.low < 0.42
    assert value.high > 0.58
    nothing = build_case(())
    unknown = infer_preference(nothing, "them", FAST)
    assert recall_preference(nothing, unknown, nothing).reservation.value is None
