"""Our own preference: swings, choices, and what doesn't fit together."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from paraph.case import Case
from paraph.counterpart import infer_preference
from paraph.counterpart.elicitation import (
    elicit_preference,
    infer_own_preference,
    propose_choice,
    read_swings,
)
from paraph.errors import InputError
from paraph.negotiation import (
    Agenda,
    Choice,
    Interval,
    Issue,
    Option,
    Preference,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import Session
from tests.counterpart.conftest import FAST, build_agenda, build_case


def case_of_ours(preference: StatedPreference | None = None, *choices: Choice) -> Case:
    stated = replace(preference or StatedPreference(), choices=choices)
    return replace(build_case((), preference=stated), we_id="them")


def test_swings_become_ranges_of_shares() -> None:
    stated = read_swings({"price": 100, "place": 50, "guarantee": 50})
    (price, interval), *_ = stated.shares
    assert price == "price"
    assert interval.middle == pytest.approx(0.5)
    assert (interval.low, interval.high) == (pytest.approx(0.2), pytest.approx(0.8))


def test_swings_of_some_issues_share_what_these_have_together() -> None:
    shares = dict(read_swings({"price": 100, "place": 100}, together=0.5).shares)
    assert shares["price"].middle == pytest.approx(0.25)


@pytest.mark.parametrize("ratings", [{}, {"price": 0}, {"price": 10, "place": -1}])
def test_swings_that_say_nothing_are_refused(ratings: dict[str, float]) -> None:
    with pytest.raises(InputError, match="swing ratings"):
        read_swings(ratings)


ROME_GIVEN = package_of({"place": "rome", "guarantee": "yes"})
ROME_NONE = package_of({"place": "rome", "guarantee": "no"})
OSLO_GIVEN = package_of({"place": "oslo", "guarantee": "yes"})
OSLO_NONE = package_of({"place": "oslo", "guarantee": "no"})
PLACE_FIRST = StatedPreference(
    importance=StatedImportance(
        shares=(
            ("price", Interval(0.1, 0.1)),
            ("place", Interval(0.8, 0.8)),
            ("guarantee", Interval(0.1, 0.1)),
        )
    ),
    values=(
        StatedValues("place", ranking=(("oslo",), ("bonn",), ("rome",))),
        StatedValues("guarantee", ranking=(("yes",), ("no",))),
    ),
)


def test_choices_move_our_own_posterior() -> None:
    before = infer_preference(case_of_ours(), "them", FAST).belief
    after = infer_own_preference(case_of_ours(None, Choice(ROME_NONE, OSLO_GIVEN)), FAST).belief
    assert after.option_values[1][:, 2].mean() > before.option_values[1][:, 2].mean() + 0.05


def test_choices_that_exclude_each_other_are_named() -> None:
    one, other = package_of({"place": "rome"}), package_of({"place": "oslo"})
    case = case_of_ours(None, Choice(one, other), Choice(other, one))
    assert [c.description for c in elicit_preference(case, FAST).contradictions] == [
        "compared “Place: Rome” and “Place: Oslo”, each way once"
    ]


def test_a_choice_against_what_was_said_of_importance_is_doubted_in_words() -> None:
    (doubt,) = elicit_preference(
        case_of_ours(PLACE_FIRST, Choice(ROME_GIVEN, OSLO_NONE)), FAST
    ).doubts
    assert doubt.p_chosen < 0.15
    assert doubt.description == (
        "you said that Place matters more than Guarantee, but you chose "
        "“Place: Rome; Guarantee: Given” over “Place: Oslo; Guarantee: None”"
    )


def test_a_choice_of_what_is_worse_on_every_issue_is_doubted() -> None:
    (doubt,) = elicit_preference(
        case_of_ours(PLACE_FIRST, Choice(ROME_NONE, OSLO_GIVEN)), FAST
    ).doubts
    assert doubt.description.startswith("by your other answers nothing speaks for it")


def test_a_choice_is_doubted_by_the_others_alone() -> None:
    """Three choices say that the place matters more; the fourth, against them, is in doubt."""
    orders = replace(PLACE_FIRST, importance=StatedImportance())
    others = [
        Choice(package_of({"place": place, "guarantee": "no"}), ROME_GIVEN)
        for place in ("oslo", "bonn")
    ]
    bonn = package_of({"place": "bonn", "guarantee": "yes"})
    case = case_of_ours(orders, *others, Choice(OSLO_NONE, bonn), Choice(ROME_GIVEN, OSLO_NONE))
    elicited = elicit_preference(case, FAST)
    assert [doubt.choice for doubt in elicited.doubts] == [Choice(ROME_GIVEN, OSLO_NONE)]
    assert "by your other answers the step on Place matters more here" in (
        elicited.doubts[0].description
    )


def test_choices_that_fit_are_not_doubted() -> None:
    case = case_of_ours(PLACE_FIRST, Choice(OSLO_NONE, ROME_GIVEN))
    assert elicit_preference(case, FAST).doubts == ()


def test_no_pair_is_proposed_twice() -> None:
    case = case_of_ours(PLACE_FIRST)
    posterior = infer_own_preference(case, FAST)
    first = propose_choice(case, posterior)
    pair = frozenset((first.first, first.second))
    again = propose_choice(case, posterior, [pair])
    assert frozenset((again.first, again.second)) != pair
    assert first.information_bits > 0


def test_settled_issues_are_not_asked_about() -> None:
    case = case_of_ours(PLACE_FIRST)
    agreed = Session("day", date(2024, 1, 1), agreed=package_of({"price": "2"}))
    case = replace(case, sessions=(agreed,))
    question = propose_choice(case, infer_own_preference(case, FAST))
    assert set(question.first.issue_ids) == {"place", "guarantee"}


def test_where_nothing_is_left_to_ask_it_is_said() -> None:
    agenda = Agenda((Issue("place", "Place", (Option("rome", "Rome"), Option("oslo", "Oslo"))),))
    rome, oslo = package_of({"place": "rome"}), package_of({"place": "oslo"})
    case = replace(case_of_ours(None, Choice(rome, oslo)), agenda=agenda)
    with pytest.raises(InputError, match="nothing left"):
        propose_choice(case, infer_own_preference(case, FAST))


def test_choices_are_of_the_same_issues() -> None:
    with pytest.raises(InputError, match="same issues"):
        Choice(package_of({"place": "rome"}), package_of({"price": "2"}))


@pytest.mark.slow
def test_adaptive_choices_find_our_weights() -> None:
    agenda = build_agenda()
    truth = Preference((0.2, 0.7, 0.1), ((0, 0.25, 0.5, 0.75, 1), (1, 0.4, 0), (0, 1)))
    choices: list[Choice] = []
    posterior = infer_own_preference(case_of_ours(), FAST)
    first_error = np.abs(posterior.belief.weights.mean(axis=0) - truth.weights).sum()
    for _ in range(12):
        asked = propose_choice(case_of_ours(None, *choices), posterior)
        pair = (asked.first, asked.second)
        better, worse = sorted(pair, key=lambda package: -truth.value_of(agenda, package))
        choices.append(Choice(better, worse))
        posterior = infer_own_preference(case_of_ours(None, *choices), FAST)
    error = np.abs(posterior.belief.weights.mean(axis=0) - truth.weights).sum()
    assert error < 0.5 * first_error
