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


SHARES = StatedPreference(
    importance=StatedImportance(
        shares=(
            ("price", Interval(0.5, 0.7)),
            ("place", Interval(0.2, 0.35)),
            ("guarantee", Interval(0.08, 0.12)),
        )
    )
)


@pytest.mark.parametrize("widening", [1.0, 1.5, 2.0])
def test_importance_keeps_its_middles_and_its_ranges_are_so_many_times_as_wide(
    widening: float,
) -> None:
    past = build_case((), preference=SHARES)
    learnt = infer_preference(past, "them")
    case = recall_for_party(past, learnt, build_case(()), "them", widening=widening)
    now = infer_preference(case, "them")
    then = learnt.belief.weights
    assert now.belief.weights.mean(axis=0) == pytest.approx(then.mean(axis=0), abs=0.02)
    spreads = np.log(now.belief.weights).std(axis=0) / np.log(then).std(axis=0)
    assert spreads == pytest.approx(widening, rel=0.12)
    # Which issue takes from which is kept as well: here the first two share what there is.
    found = np.corrcoef(np.log(now.belief.weights[:, :2]).T)[0, 1]
    assert found == pytest.approx(np.corrcoef(np.log(then[:, :2]).T)[0, 1], abs=0.1)


def test_importance_of_which_nothing_was_learnt_stays_as_unknown_as_it_was() -> None:
    past = build_case(())
    learnt = infer_preference(past, "them", FAST)
    case = recall_for_party(past, learnt, build_case(()), "them", widening=3)
    spreads = np.log(infer_preference(case, "them", FAST).belief.weights).std(axis=0)
    assert np.all(spreads < 1.2 * np.log(learnt.belief.weights).std(axis=0))


def test_the_best_option_stays_the_likeliest_best_if_less_surely() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    fresh = build_case(())
    recalled = infer_preference(recall_for_party(past, learnt, fresh, "them"), "them", FAST)

    before, after = p_best(learnt, 1), p_best(recalled, 1)
    assert before.argmax() == after.argmax() == 2
    assert 0.45 < after[2] < before[2]
    means = [found.belief.reservation.mean() for found in (learnt, recalled)]
    assert means[1] == pytest.approx(means[0], abs=0.1)


def p_best(posterior: Posterior, issue: int) -> np.ndarray:
    values = posterior.belief.option_values[issue]
    return np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / len(values)


@pytest.mark.parametrize("widening", [1.0, 1.5, 2.0])
def test_options_hold_as_they_did_with_one_chance_in_the_widening(widening: float) -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    fresh = build_case(())
    unknown = infer_preference(fresh, "them", FAST)
    case = recall_for_party(past, learnt, fresh, "them", widening=widening)
    recalled = infer_preference(case, "them", FAST)
    for issue in range(3):
        share = 1 / widening
        expected = share * p_best(learnt, issue) + (1 - share) * p_best(unknown, issue)
        assert p_best(recalled, issue) == pytest.approx(expected, abs=0.08)
    place = 1  # the only issue of which anything was said
    assert p_best(recalled, place).argmax() == p_best(learnt, place).argmax()


def test_a_scale_stays_one_and_keeps_its_direction() -> None:
    said = (move(MoveKind.SUPPORT, {"price": "4"}), move(MoveKind.OPPOSE, {"price": "0"}))
    past = build_case(said, said, said)
    learnt = infer_preference(past, "them", FAST)
    case = recall_for_party(past, learnt, build_case(()), "them", widening=2)
    values = infer_preference(case, "them", FAST).belief.option_values[0]
    assert np.all(np.diff(values.mean(axis=0)) > 0)
    n_turns = np.abs(np.diff(np.sign(np.diff(values, axis=1)), axis=1)).sum(axis=1)
    assert n_turns.max() <= 2  # each draw rises to one peak and falls
    # Both stories are kept: as it was, and the other way round, less likely.
    assert 0.05 < (values[:, 0] > values[:, 4]).mean() < 0.4


def test_this_time_corrects_last_time() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    said = (
        move(MoveKind.SUPPORT, {"place": "bonn"}),
        move(MoveKind.OPPOSE, {"place": "rome"}),
        move(MoveKind.ANSWER, {"place": "bonn"}, over=package_of({"place": "rome"})),
    )
    now = recall_for_party(past, learnt, build_case(said, said), "them")
    assert p_best(infer_preference(now, "them", FAST), 1).argmax() == 0


def test_options_that_are_new_or_gone_leave_the_others_as_they_were() -> None:
    exactly = tuple((f"{n}", Interval(n / 4, n / 4)) for n in range(5))
    past = build_case((), preference=StatedPreference(values=(StatedValues("price", exactly),)))
    learnt = infer_preference(past, "them", FAST)
    price, *others = build_agenda().issues
    steps = (*price.options[:1], Option("x", "0.5 m"), *price.options[1:4], Option("y", "9 m"))
    agenda = Agenda((replace(price, options=steps), *others))
    case = recall_for_party(past, learnt, build_case((), agenda=agenda), "them", widening=1)
    values = infer_preference(case, "them", FAST).belief.option_values[0]
    expected = [0, 0.125, 0.25, 0.5, 0.75]
    assert values[:, :5] == pytest.approx(np.tile(expected, (len(values), 1)))
    assert values[:, 5].std() > 0.2  # beyond what was known


def test_new_issues_stay_open() -> None:
    past = build_case((), preference=SHARES)
    learnt = infer_preference(past, "them", FAST)
    new = Issue("date", "Date", (Option("soon", "Soon"), Option("late", "Late")))
    case = build_case((), agenda=Agenda((*build_agenda().issues, new)))
    weights = infer_preference(recall_for_party(past, learnt, case, "them"), "them").belief.weights
    price, place, guarantee, date = weights.T
    # The old ones keep their proportions; the new one weighs about what the middle one does.
    assert np.median(price / place) == pytest.approx(2.2, rel=0.1)
    assert np.median(place / guarantee) == pytest.approx(2.75, rel=0.1)
    assert 0.7 < np.median(date / place) < 1.4
    assert np.quantile(date, 0.05) < 0.1 < 0.6 < np.quantile(date, 0.95)


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
    learnt = infer_preference(past, "them")
    place = StatedValues("place", ranking=(("bonn",), ("oslo",)))
    here = StatedPreference(
        importance=StatedImportance(shares=(("price", Interval(0.5, 0.6)),)),
        values=(place,),
        reservation=StatedReservation(Interval(0.2, 0.3), batna="Wait"),
        basis="their minister",
    )
    stated = recall_preference(past, learnt, build_case(()), stated=here)
    assert stated.importance.shares == here.importance.shares
    assert stated.importance.recalled is not None
    assert stated.importance.recalled.issue_ids == ("place", "guarantee")
    weights = infer_preference(build_case((), preference=stated), "them").belief.weights
    assert weights[:, 0].mean() == pytest.approx(0.55, abs=0.02)
    # What is left goes to the others, in the proportion that was learnt.
    now, then = (w[:, 1] / (w[:, 1] + w[:, 2]) for w in (weights, learnt.belief.weights))
    assert now.mean() == pytest.approx(then.mean(), abs=0.07)
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
