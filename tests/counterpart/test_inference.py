"""What each kind of evidence does to the posterior."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from paraph.counterpart import InferenceSettings, Posterior, infer_preference
from paraph.negotiation import (
    Condition,
    Direction,
    Importance,
    Interaction,
    Interval,
    RedLine,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind, Opening
from tests.counterpart.conftest import FAST, build_case, move


def infer(*days, **rest) -> Posterior:
    return infer_preference(build_case(*days, **rest), "them", FAST)


def mean_value(posterior: Posterior, issue: int, option: int) -> float:
    return float(posterior.belief.option_values[issue][:, option].mean())


def test_without_moves_the_posterior_is_the_prior() -> None:
    posterior = infer(())
    assert posterior.n_moves == 0
    assert posterior.influences == ()
    assert posterior.contradictions == ()
    assert not posterior.is_reservation_identified
    for issue in range(3):
        assert posterior.belief.weights[:, issue].mean() == pytest.approx(1 / 3, abs=0.05)
    assert mean_value(posterior, 1, 0) == pytest.approx(0.5, abs=0.08)


def test_draws_keep_the_scale_that_beliefs_promise() -> None:
    posterior = infer(
        (move(MoveKind.PROPOSE, {"price": "4", "place": "oslo", "guarantee": "yes"}),)
    )
    belief = posterior.belief
    assert belief.n_draws == FAST.n_draws
    assert np.allclose(belief.weights.sum(axis=1), 1)
    for values in belief.option_values:
        assert np.allclose(values.max(axis=1), 1)
        assert np.allclose(values.min(axis=1), 0)
    assert np.all((belief.reservation >= 0) & (belief.reservation <= 1))


def test_offers_raise_what_they_hold() -> None:
    before = infer(())
    after = infer(
        (move(MoveKind.PROPOSE, {"price": "4", "place": "oslo", "guarantee": "yes"}),),
        (move(MoveKind.PROPOSE, {"price": "3", "place": "oslo", "guarantee": "yes"}),),
    )
    for issue, option in ((0, 4), (1, 1), (2, 1)):
        assert mean_value(after, issue, option) > mean_value(before, issue, option) + 0.1


def test_a_repeated_offer_says_nothing_new() -> None:
    offer = move(MoveKind.PROPOSE, {"price": "4", "place": "oslo", "guarantee": "yes"})
    once, twice = infer((offer,)), infer((offer,), (offer,))
    assert np.array_equal(once.belief.weights, twice.belief.weights)


def test_the_issue_they_concede_on_first_matters_less() -> None:
    offers = [
        {"price": "4", "place": "oslo", "guarantee": "yes"},
        {"price": "4", "place": "bonn", "guarantee": "yes"},
        {"price": "4", "place": "rome", "guarantee": "yes"},
    ]
    posterior = infer(tuple(move(MoveKind.PROPOSE, offer) for offer in offers))
    weights = posterior.belief.weights.mean(axis=0)
    assert weights[0] > weights[1]
    assert weights[2] > weights[1]


def test_an_acceptance_lowers_and_a_rejection_raises_what_they_hold_out_for() -> None:
    package = {"price": "2", "place": "oslo", "guarantee": "no"}
    accepted = infer((move(MoveKind.ACCEPT, package),))
    rejected = infer((move(MoveKind.REJECT, package),))
    assert mean_value(accepted, 1, 1) > mean_value(rejected, 1, 1) + 0.1
    assert mean_value(accepted, 2, 0) > mean_value(rejected, 2, 0) + 0.2
    assert accepted.reservation.mid < rejected.reservation.mid


@pytest.mark.parametrize("kind", [MoveKind.SUPPORT, MoveKind.SIGNAL, MoveKind.ANSWER])
def test_a_word_for_an_option_raises_it(kind: MoveKind) -> None:
    assert mean_value(infer((move(kind, {"place": "rome"}),)), 1, 2) > 0.6


@pytest.mark.parametrize("kind", [MoveKind.OPPOSE, MoveKind.RESERVE])
def test_a_word_against_an_option_lowers_it(kind: MoveKind) -> None:
    assert mean_value(infer((move(kind, {"place": "rome"}),)), 1, 2) < 0.43


def test_an_opposition_says_more_than_a_reserve() -> None:
    opposed, reserved = (
        mean_value(infer((move(kind, {"place": "rome"}),)), 1, 2)
        for kind in (MoveKind.OPPOSE, MoveKind.RESERVE)
    )
    assert opposed < reserved


def test_a_report_of_low_confidence_says_less() -> None:
    sure, unsure = (
        mean_value(infer((move(MoveKind.SIGNAL, {"place": "rome"}, confidence=c),)), 1, 2)
        for c in (1.0, 0.3)
    )
    assert 0.5 < unsure < sure


def test_an_order_of_importance_moves_the_weights() -> None:
    posterior = infer((move(MoveKind.SIGNAL, issue_ids=("guarantee", "price", "place")),))
    weights = posterior.belief.weights.mean(axis=0)
    assert weights[2] > weights[0] > weights[1]


def test_an_issue_named_alone_stands_out() -> None:
    posterior = infer((move(MoveKind.ANSWER, issue_ids=("place",)),))
    assert posterior.belief.weights[:, 1].mean() > 0.42


def test_a_comparison_orders_two_packages() -> None:
    said = move(MoveKind.ANSWER, {"price": "0"}, over=package_of({"price": "4"}))
    posterior = infer((said,))
    assert mean_value(posterior, 0, 0) > mean_value(posterior, 0, 4) + 0.4


def test_a_question_shows_a_little_interest() -> None:
    posterior = infer((move(MoveKind.ASK, issue_ids=("place",)),))
    assert 0.33 < posterior.belief.weights[:, 1].mean() < 0.42


def test_what_was_agreed_is_evidence_too() -> None:
    posterior = infer((), agreed=package_of({"guarantee": "yes"}))
    assert mean_value(posterior, 2, 1) > 0.6


def test_an_opening_of_theirs_on_our_record_is_an_offer() -> None:
    case = build_case(())
    opening = Opening("them", package_of({"price": "0", "place": "rome", "guarantee": "no"}))
    with_opening = infer_preference(replace(case, openings=(opening,)), "them", FAST)
    assert mean_value(with_opening, 1, 2) > 0.6


def test_stated_shares_and_ranges_are_kept() -> None:
    stated = StatedPreference(
        importance=StatedImportance(shares=(("price", Interval(0.2, 0.3)),)),
        values=(StatedValues("place", values=(("oslo", Interval(0.4, 0.5)),)),),
        reservation=StatedReservation(Interval(0.3, 0.4)),
    )
    posterior = infer((), preference=stated)
    belief = posterior.belief
    assert belief.weights[:, 0].min() >= 0.2 - 1e-9
    assert belief.weights[:, 0].max() <= 0.3 + 1e-9
    assert belief.option_values[1][:, 1].min() >= 0.4
    assert belief.option_values[1][:, 1].max() <= 0.5
    assert belief.reservation.min() >= 0.3
    assert belief.reservation.max() <= 0.4


def test_exact_statements_leave_nothing_open() -> None:
    stated = StatedPreference(
        importance=StatedImportance(
            shares=tuple(
                (issue, Interval(share, share))
                for issue, share in (("price", 0.5), ("place", 0.3), ("guarantee", 0.2))
            )
        ),
        reservation=StatedReservation(Interval(0.4, 0.4)),
    )
    belief = infer((), preference=stated).belief
    assert np.allclose(belief.weights, [0.5, 0.3, 0.2])
    assert np.allclose(belief.reservation, 0.4)


def test_a_ranking_of_issues_and_options_is_kept() -> None:
    stated = StatedPreference(
        importance=StatedImportance(ranking=(("guarantee",), ("place", "price"))),
        values=(StatedValues("place", ranking=(("rome",), ("bonn",), ("oslo",))),),
    )
    belief = infer((), preference=stated).belief
    assert np.all(belief.weights[:, 2] >= belief.weights[:, :2].max(axis=1))
    assert 0.3 < np.mean(belief.weights[:, 0] > belief.weights[:, 1]) < 0.7
    place = belief.option_values[1]
    assert np.all((place[:, 2] >= place[:, 0]) & (place[:, 0] >= place[:, 1]))


def test_a_ranking_beside_words_is_nearly_kept() -> None:
    stated = StatedPreference(
        importance=StatedImportance(
            words=(("price", Importance.HIGH), ("place", Importance.HIGH)),
            ranking=(("place",), ("price",)),
        )
    )
    weights = infer((), preference=stated).belief.weights
    assert np.mean(weights[:, 1] > weights[:, 0]) > 0.9
    assert weights[:, 2].mean() < weights[:, :2].mean()


@pytest.mark.parametrize("direction", list(Direction))
def test_a_direction_makes_values_monotone(direction: Direction) -> None:
    stated = StatedPreference(values=(StatedValues("price", direction=direction),))
    steps = np.diff(infer((), preference=stated).belief.option_values[0], axis=1)
    assert np.all(steps > 0 if direction is Direction.MORE else steps < 0)


@pytest.mark.parametrize(
    "doubted",
    [
        move(MoveKind.PROPOSE, {"place": "rome"}),
        move(MoveKind.PROPOSE, {"price": "0", "place": "rome", "guarantee": "no"}),
        move(MoveKind.ACCEPT, {"place": "rome"}),
        move(MoveKind.REJECT, {"place": "bonn"}),
        move(MoveKind.SUPPORT, {"place": "rome"}),
        move(MoveKind.RESERVE, {"place": "bonn"}),
        move(MoveKind.ASK, issue_ids=("guarantee",)),
        move(MoveKind.ANSWER, issue_ids=("guarantee", "price")),
        move(MoveKind.ANSWER, {"place": "rome"}, over=package_of({"place": "bonn"})),
        move(MoveKind.ANSWER, {"place": "rome"}, equal_to=package_of({"place": "bonn"})),
    ],
)
def test_what_is_surely_wrong_on_record_is_listed_and_changes_nothing(doubted: Move) -> None:
    offers = [
        move(MoveKind.PROPOSE, {"price": price, "place": "oslo", "guarantee": "no"})
        for price in ("3", "2")
    ]
    without = infer(tuple(offers))
    beside = infer((offers[0], replace(doubted, confidence=0.0), offers[1]))
    assert beside.n_moves == without.n_moves + 1
    assert np.array_equal(beside.belief.weights, without.belief.weights)
    assert np.array_equal(beside.belief.reservation, without.belief.reservation)
    for one, other in zip(beside.belief.option_values, without.belief.option_values, strict=True):
        assert np.array_equal(one, other)
    same = ("importance", "option_values", "mean_parts", "log_evidence", "contradictions")
    for name in same:
        assert getattr(beside, name) == getattr(without, name)


def test_red_lines_may_be_bluffs_until_they_are_crossed() -> None:
    line = RedLine((Condition("price", ("0",)), Condition("guarantee", ("yes",))))
    crossing = move(MoveKind.PROPOSE, {"price": "0", "guarantee": "yes"})
    holds, crossed = (
        infer(moves, red_lines=(line,)).belief.red_line_holds for moves in ((), (crossing,))
    )
    assert holds is not None
    assert crossed is not None
    assert 0.65 < holds.mean() < 0.85
    assert crossed.mean() < 0.4
    # What it offered before it declared the red line shows less.
    later = replace(line, declared=date(2020, 2, 1))
    before = infer((crossing,), red_lines=(later,)).belief.red_line_holds
    assert before is not None
    assert crossed.mean() + 0.1 < before.mean() < holds.mean()


def test_our_own_red_lines_are_meant_and_our_moves_are_no_evidence() -> None:
    case = build_case((move(MoveKind.PROPOSE, {"place": "rome"}),))
    posterior = infer_preference(replace(case, we_id="them"), "them", FAST)
    assert posterior.influences == ()
    assert mean_value(posterior, 1, 2) == pytest.approx(0.5, abs=0.08)


def test_interactions_that_are_stated_reach_the_belief() -> None:
    interaction = Interaction((Condition("price", ("0",)), Condition("place", ("rome",))), -0.2)
    posterior = infer((), preference=StatedPreference(interactions=(interaction,)))
    assert posterior.belief.interactions == (interaction,)


def test_no_party_offers_less_than_no_agreement_is_worth_to_it() -> None:
    shares = (("price", 0.5), ("place", 0.3), ("guarantee", 0.2))
    stated = StatedPreference(
        importance=StatedImportance(shares=tuple((i, Interval(s, s)) for i, s in shares)),
        values=(
            StatedValues("price", direction=Direction.MORE),
            StatedValues("place", ranking=(("oslo",), ("bonn",), ("rome",))),
            StatedValues("guarantee", ranking=(("yes",), ("no",))),
        ),
    )
    offers = [{"price": price, "place": "oslo", "guarantee": "no"} for price in "420"]
    posterior = infer(tuple(move(MoveKind.PROPOSE, offer) for offer in offers), preference=stated)
    # The last offer is worth 0.3.
    assert posterior.reservation.high < 0.45
    assert posterior.is_reservation_identified
    assert infer((), preference=stated).reservation.high > 0.6


def test_the_most_influential_entry_comes_first_and_is_named() -> None:
    posterior = infer(
        (move(MoveKind.ASK, issue_ids=("place",)), move(MoveKind.OPPOSE, {"place": "rome"}))
    )
    first = posterior.influences[0]
    assert (first.session_id, first.move_index) == ("day-1", 1)
    assert first.on == "Place: Rome"
    assert 0.1 < first.shift <= 1


def test_contradictions_name_both_entries() -> None:
    posterior = infer(
        (move(MoveKind.OPPOSE, {"place": "rome"}),),
        (move(MoveKind.PROPOSE, {"place": "rome", "price": "1"}),),
    )
    (contradiction,) = posterior.contradictions
    assert "oppose: Place: Rome" in contradiction.first
    assert "propose: Price: 1 m; Place: Rome" in contradiction.second
    assert contradiction.description == "spoke against 'Rome' on Place, yet offered it"


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        (
            (move(MoveKind.SUPPORT, {"place": "rome"}), move(MoveKind.OPPOSE, {"place": "rome"})),
            "for and against",
        ),
        (
            (
                move(MoveKind.SIGNAL, issue_ids=("price", "place")),
                move(MoveKind.SIGNAL, issue_ids=("place", "price")),
            ),
            "changed what matters more to them: Place now before Price",
        ),
        (
            (
                move(MoveKind.ANSWER, {"price": "0"}, over=package_of({"price": "1"})),
                move(MoveKind.ANSWER, {"price": "1"}, over=package_of({"price": "0"})),
            ),
            "each way once",
        ),
        (
            (move(MoveKind.ACCEPT, {"price": "0"}), move(MoveKind.REJECT, {"price": "0"})),
            "accepted, then rejected",
        ),
    ],
)
def test_each_kind_of_contradiction_is_found(moves, words: str) -> None:
    (contradiction,) = infer(moves).contradictions
    assert words in contradiction.description


def test_crossing_ones_own_red_line_is_a_contradiction() -> None:
    line = RedLine((Condition("price", ("0",)),), reason="too cheap", declared=date(2019, 12, 1))
    posterior = infer((move(MoveKind.PROPOSE, {"price": "0"}),), red_lines=(line,))
    (contradiction,) = posterior.contradictions
    assert contradiction.first == "red line: never Price: 0 m (too cheap) (2019-12-01)"


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    case = build_case((move(MoveKind.PROPOSE, {"place": "rome"}),))
    one, again = (infer_preference(case, "them", FAST) for _ in range(2))
    other = infer_preference(
        case, "them", InferenceSettings(n_draws=400, seed=2, n_effective_min=40)
    )
    assert one.belief.weights.tobytes() == again.belief.weights.tobytes()
    assert (one.importance, one.digest) == (again.importance, again.digest)
    assert one.belief.weights.tobytes() != other.belief.weights.tobytes()
    assert one.digest != other.digest


def test_what_a_party_makes_light_of_weighs_less_and_the_more_surely_said_the_less() -> None:
    light = move(MoveKind.ANSWER, issue_ids=("price",), makes_light=True)
    doubted = replace(light, confidence=0.3)
    price = [infer(moves).belief.weights[:, 0].mean() for moves in ((), (doubted,), (light,))]
    assert price[2] < price[1] - 0.01 < price[0] - 0.02


def test_two_issues_above_all_others_matter_more_than_those_that_are_not_named() -> None:
    pair = move(MoveKind.ANSWER, issue_ids=("price", "place"))
    above = replace(pair, is_above_others=True)
    guarantee = [infer((each,)).belief.weights[:, 2].mean() for each in (pair, above)]
    assert guarantee[1] < guarantee[0] - 0.05
