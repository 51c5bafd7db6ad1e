"""Our own preference: swings, choices, and what doesn't fit together."""

from dataclasses import replace

import numpy as np
import pytest

from paraph.counterpart import infer_preference
from paraph.counterpart.elicitation import (
    Choice,
    elicit_preference,
    propose_choice,
    read_swings,
)
from paraph.errors import InputError
from paraph.negotiation import (
    Interval,
    Preference,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_of,
)
from tests.counterpart.conftest import FAST, build_agenda, build_case


def case_of_ours(preference: StatedPreference | None = None):
    return replace(build_case((), preference=preference), we_id="them")


def test_swings_become_ranges_of_shares() -> None:
    stated = read_swings({"price": 100, "place": 50, "guarantee": 50})
    (price, interval), *_ = stated.shares
    assert price == "price"
    assert interval.middle == pytest.approx(0.5)
    assert (interval.low, interval.high) == (pytest.approx(0.425), pytest.approx(0.575))


@pytest.mark.parametrize("ratings", [{}, {"price": 0}, {"price": 10, "place": -1}])
def test_swings_that_say_nothing_are_refused(ratings: dict[str, float]) -> None:
    with pytest.raises(InputError, match="swing ratings"):
        read_swings(ratings)


def test_choices_move_our_own_posterior() -> None:
    case = case_of_ours()
    choice = Choice(
        package_of({"place": "rome", "guarantee": "no"}),
        package_of({"place": "oslo", "guarantee": "yes"}),
    )
    before = infer_preference(case, "them", FAST).belief
    after = elicit_preference(case, (choice,), FAST).posterior.belief
    assert after.option_values[1][:, 2].mean() > before.option_values[1][:, 2].mean() + 0.05


def test_choices_that_exclude_each_other_are_named() -> None:
    one, other = package_of({"place": "rome"}), package_of({"place": "oslo"})
    elicited = elicit_preference(case_of_ours(), (Choice(one, other), Choice(other, one)), FAST)
    assert [c.description for c in elicited.contradictions] == [
        "compared the same two packages, each way once"
    ]


def test_a_choice_against_stated_weights_is_doubted_in_words() -> None:
    stated = StatedPreference(
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
    against = Choice(
        package_of({"place": "rome", "guarantee": "yes"}),
        package_of({"place": "oslo", "guarantee": "no"}),
    )
    (doubt,) = elicit_preference(case_of_ours(stated), (against,), FAST).doubts
    assert doubt.p_chosen < 0.15
    assert doubt.description == (
        "by your other answers Place matters most here, but you chose "
        "Place: Rome; Guarantee: Given over Place: Oslo; Guarantee: None"
    )


@pytest.mark.slow
def test_adaptive_choices_find_our_weights() -> None:
    agenda = build_agenda()
    truth = Preference((0.2, 0.7, 0.1), ((0, 0.25, 0.5, 0.75, 1), (1, 0.4, 0), (0, 1)))
    case = case_of_ours()
    choices: list[Choice] = []
    posterior = infer_preference(case, "them", FAST)
    first_error = np.abs(posterior.belief.weights.mean(axis=0) - truth.weights).sum()
    for _ in range(12):
        asked = propose_choice(case, posterior)
        values = [truth.value_of(agenda, package) for package in (asked.better, asked.worse)]
        is_first = values[0] >= values[1]
        choices.append(asked if is_first else Choice(asked.worse, asked.better))
        posterior = elicit_preference(case, tuple(choices), FAST).posterior
    error = np.abs(posterior.belief.weights.mean(axis=0) - truth.weights).sum()
    assert error < 0.5 * first_error
