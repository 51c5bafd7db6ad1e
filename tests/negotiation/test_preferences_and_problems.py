"""Preferences, beliefs and the bargaining problem."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.errors import InputError
from paraph.negotiation import (
    Agenda,
    AtMost,
    Belief,
    Condition,
    Estimate,
    Importance,
    Interaction,
    Interval,
    Issue,
    Option,
    Package,
    Preference,
    Problem,
    RedLine,
    estimate_from,
    package_of,
)

AGENDA = Agenda(
    (
        Issue("rent", "Rent", (Option("low", "Low"), Option("high", "High"))),
        Issue("term", "Term", (Option("3", "3"), Option("5", "5"), Option("7", "7"))),
    )
)
OURS = Preference(
    weights=(0.75, 0.25),
    option_values=((1.0, 0.0), (0.0, 0.5, 1.0)),
    reservation=0.5,
    interactions=(Interaction((Condition("rent", ("high",)), Condition("term", ("7",))), 0.1),),
)
THEIRS = Preference((0.5, 0.5), ((0.0, 1.0), (1.0, 0.5, 0.0)), reservation=0.25)


@pytest.mark.parametrize(
    ("package", "value"),
    [
        ({}, 0.0),
        ({"rent": "low"}, 0.75),
        ({"rent": "low", "term": "5"}, 0.875),
        ({"rent": "high", "term": "5"}, 0.125),
        ({"rent": "high", "term": "7"}, 0.35),
    ],
)
def test_the_value_of_a_package_by_hand(package: dict[str, str], value: float) -> None:
    assert OURS.value_of(AGENDA, package_of(package)) == pytest.approx(value)


def test_a_preference_needs_a_row_for_each_weight_and_no_negative_one() -> None:
    with pytest.raises(InputError, match="one row of values"):
        Preference((1.0,), ())
    for weight in (-0.1, float("nan"), float("inf")):
        with pytest.raises(InputError, match="at least 0"):
            Preference((weight,), ((1.0,),))


def test_a_range_the_wrong_way_round_is_refused() -> None:
    assert Interval(0.2, 0.4).middle == pytest.approx(0.3)
    with pytest.raises(InputError, match="low <= high"):
        Interval(0.4, 0.2)
    with pytest.raises(InputError):
        Interval(float("nan"), 1.0)


def test_a_weightier_word_never_means_less() -> None:
    swings = [word.swing for word in Importance]
    for upper, lower in pairwise(swings):
        assert upper.low > lower.low
        assert upper.high > lower.high


def problem(**changed: object) -> Problem:
    return Problem(
        **{"agenda": AGENDA, "party_ids": ("us", "them"), "preferences": (OURS, THEIRS), **changed}
    )  # type: ignore[arg-type]


def test_a_package_is_acceptable_if_nobody_prefers_no_agreement() -> None:
    ours_and_theirs = problem()
    values = {
        (rent, term): ours_and_theirs.values_of(package_of({"rent": rent, "term": term}))
        for rent, term in product(("low", "high"), ("3", "5", "7"))
    }
    acceptable = {
        key
        for key in values
        if ours_and_theirs.is_acceptable(package_of(dict(zip(("rent", "term"), key, strict=True))))
    }
    assert acceptable == {("low", "3"), ("low", "5")}
    assert values["low", "5"] == pytest.approx((0.875, 0.25))


def test_what_is_settled_a_linkage_and_a_red_line_each_rule_out() -> None:
    package = package_of({"rent": "low", "term": "5"})
    low, five = Condition("rent", ("low",)), Condition("term", ("5",))
    assert problem().is_feasible(package)
    assert not problem(settled=package_of({"rent": "high"})).is_feasible(package)
    assert not problem(linkages=(AtMost(1, (low, five)),)).is_feasible(package)
    assert not problem(red_lines=((RedLine((low, five)),), ())).is_feasible(package)
    assert not problem(red_lines=((), (RedLine((five,)),))).is_acceptable(package)


def test_a_problem_that_does_not_fit_its_agenda_is_refused() -> None:
    with pytest.raises(InputError, match="one preference for each party"):
        problem(preferences=(OURS,))
    with pytest.raises(InputError, match="red lines for each party"):
        problem(red_lines=((),))
    with pytest.raises(InputError, match="value each option"):
        problem(preferences=(OURS, Preference((1.0,), ((1.0, 0.0),))))


def belief_of(*preferences: Preference, **more: object) -> Belief:
    """A belief whose draws are exactly these preferences."""
    return Belief(
        party_id="us",
        weights=np.array([p.weights for p in preferences]),
        option_values=tuple(
            np.array([p.option_values[issue] for p in preferences]) for issue in range(2)
        ),
        reservation=np.array([p.reservation for p in preferences]),
        interactions=preferences[0].interactions,
        **more,  # type: ignore[arg-type]
    )


weights = st.floats(0.05, 0.95).map(lambda share: (share, 1 - share))
values = st.tuples(
    st.tuples(*[st.floats(0, 1)] * 2),
    st.tuples(*[st.floats(0, 1)] * 3),
)
exact = st.builds(Preference, weights, values, st.floats(0, 1), st.just(OURS.interactions))
POSITIONS = np.array(list(product((-1, 0, 1), (-1, 0, 1, 2))))


@given(st.lists(exact, min_size=1, max_size=4))
def test_a_belief_values_packages_as_each_of_its_draws(draws: list[Preference]) -> None:
    belief = belief_of(*draws)
    found = belief.values_at(AGENDA, POSITIONS)
    for row, preference in enumerate(draws):
        assert belief.preference(row) == preference
        for column, positions in enumerate(POSITIONS):
            package = Package(
                tuple(
                    (issue.id, issue.options[place].id)
                    for issue, place in zip(AGENDA.issues, positions, strict=True)
                    if place >= 0
                )
            )
            assert found[row, column] == pytest.approx(preference.value_of(AGENDA, package))


@given(st.lists(exact, min_size=1, max_size=4))
def test_the_mean_preference_values_every_package_at_the_mean(draws: list[Preference]) -> None:
    belief = belief_of(*draws)
    mean = belief_of(belief.mean_preference())
    expected = belief.values_at(AGENDA, POSITIONS).mean(axis=0)
    assert mean.values_at(AGENDA, POSITIONS)[0] == pytest.approx(expected)


def test_a_bluffed_red_line_holds_in_some_draws_only() -> None:
    line = RedLine((Condition("rent", ("low",)),))
    belief = belief_of(OURS, OURS, red_lines=(line,), red_line_holds=np.array([[True], [False]]))
    low, high = np.array([[0, 2]]), np.array([[1, 2]])
    assert belief.accepts_at(AGENDA, low).tolist() == [[False], [True]]
    assert belief.accepts_at(AGENDA, high).tolist() == [[False], [False]]
    assert belief.take([1, 1]).accepts_at(AGENDA, low).tolist() == [[True], [True]]
    assert belief.n_draws == 2


def test_a_belief_cannot_be_changed() -> None:
    belief = belief_of(OURS)
    with pytest.raises(ValueError, match="read-only"):
        belief.weights[0, 0] = 1.0
    with pytest.raises(InputError, match="values for each issue"):
        Belief("us", np.ones((2, 1)), (), np.zeros(2))


def test_an_estimate_is_the_median_and_the_central_interval() -> None:
    estimate = estimate_from(np.arange(101, dtype=float), level=0.8)
    assert estimate == Estimate(
        mid=50.0, low=pytest.approx(10.0), high=pytest.approx(90.0), level=0.8
    )
