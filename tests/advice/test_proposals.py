"""Packages are chosen by our gain, weighed with how likely they accept; worked by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paraph.advice.proposals import choose_packages
from paraph.negotiation import Agenda, Belief, Issue, Option, package_of, tolerance_of

PRICE = Issue("price", "Price", tuple(Option(str(n), str(n)) for n in range(5)), is_ordered=True)
AGENDA = Agenda((PRICE,))
PACKAGES = [package_of({"price": str(n)}) for n in range(5)]


def _belief(party_id: str, values: list[float], reservations: list[float]) -> Belief:
    n_draws = len(reservations)
    return Belief(
        party_id=party_id,
        weights=np.ones((n_draws, 1)),
        option_values=(np.tile(values, (n_draws, 1)),),
        reservation=np.array(reservations),
    )


# We want a high price and would go without agreement for 0.1; they want a low one, and are
# sure to take 0 or 1, to take 2 in three draws of four, and 3 in one of four.
OURS = _belief("us", [0.0, 0.25, 0.5, 0.75, 1.0], [0.1, 0.1, 0.1, 0.1])
THEIRS = _belief("them", [1.0, 0.75, 0.5, 0.25, 0.0], [0.2, 0.4, 0.45, 0.6])


def test_each_purpose_has_the_package_worked_by_hand() -> None:
    # Expected gains: price 1: 0.15 x 1; 2: 0.4 x 0.75 = 0.3 (best); 3: 0.65 x 0.25 = 0.1625.
    # Safe: gain at least 0.2, likeliest accepted: price 2 again. Ambitious: expected gain at
    # least 0.15, most for us: price 3.
    chosen = choose_packages(AGENDA, [OURS, THEIRS], PACKAGES, our_floor=0.8)
    # One issue leaves one way to differ: price 1 is the best of the rest.
    assert chosen == (
        ("best bet", PACKAGES[2]),
        ("ambitious", PACKAGES[3]),
        ("alternative", PACKAGES[1]),
    )


def test_a_package_that_we_would_refuse_ourselves_is_never_proposed() -> None:
    unsure = _belief("us", [0.0, 0.25, 0.5, 0.75, 1.0], [0.1, 0.1, 0.6, 0.6])
    chosen = choose_packages(AGENDA, [unsure, THEIRS], PACKAGES, our_floor=0.8)
    assert PACKAGES[2] not in [package for _, package in chosen]


def test_where_they_accept_nothing_that_we_do_there_is_nothing_to_propose() -> None:
    stubborn = _belief("them", [1.0, 0.75, 0.5, 0.25, 0.0], [0.99] * 4)
    assert choose_packages(AGENDA, [OURS, stubborn], PACKAGES, our_floor=0.8) == ()


def test_without_packages_there_is_nothing_to_propose() -> None:
    assert choose_packages(AGENDA, [OURS, THEIRS], [], our_floor=0.8) == ()


@given(st.lists(st.floats(0, 1), min_size=4, max_size=8), st.floats(0, 0.5))
def test_the_best_bet_beats_every_other_in_expected_gain(theirs: list[float], ours: float) -> None:
    beliefs = [
        _belief("us", [0.0, 0.25, 0.5, 0.75, 1.0], [ours] * 4),
        _belief("them", [1.0, 0.75, 0.5, 0.25, 0.0], theirs),
    ]
    slack = tolerance_of(1, 1.0)  # a single issue, worth 1 at most
    expected = {
        package: (value / 4 - ours) * sum(1 - value / 4 >= r - slack for r in theirs) / len(theirs)
        for value, package in enumerate(PACKAGES)
        if value / 4 >= ours - slack
    }
    chosen = dict(choose_packages(AGENDA, beliefs, PACKAGES, our_floor=0.8))
    if chosen:
        assert expected[chosen["best bet"]] >= max(expected.values()) - 1e-9
    else:
        assert max(expected.values(), default=0) <= 1e-9
