"""What an answer is expected to tell of a party's gains."""

import numpy as np
import pytest

from paraph.counterpart import infer_preference, rank_questions
from paraph.counterpart.stakes import Stakes
from paraph.negotiation import Interval, StatedImportance, StatedPreference, package_of
from tests.counterpart.conftest import FAST, build_case

ONE = Stakes(np.array([[-1.0], [-1.0], [1.0], [1.0]]), 1.0)
TWO = Stakes(np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]), 2.0)
FIRST_SAID = np.array([[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])


def test_an_answer_that_tells_one_of_two_equal_quantities_is_worth_half_a_bit() -> None:
    # Half of the variance is left: -1/2 log2(1/2).
    assert TWO.information(FIRST_SAID) == pytest.approx(0.5)


def test_an_answer_by_the_toss_of_a_coin_tells_nothing() -> None:
    assert ONE.information(np.full((2, 4), 0.5)) == pytest.approx(0.0)


def test_an_answer_that_tells_all_is_worth_a_finite_amount() -> None:
    assert ONE.information(FIRST_SAID) == pytest.approx(-0.5 * np.log2(0.001))


def test_where_nothing_varies_nothing_is_worth_asking() -> None:
    assert Stakes(np.zeros((4, 1)), 0.0).information(FIRST_SAID) == 0.0


def test_what_hardly_matters_is_hardly_worth_asking() -> None:
    shares = (("price", 0.7), ("place", 0.29), ("guarantee", 0.01))
    stated = StatedPreference(
        StatedImportance(shares=tuple((issue, Interval(s, s)) for issue, s in shares))
    )
    case = build_case((), preference=stated)
    questions = rank_questions(case, infer_preference(case, "them", FAST), n=40)
    worth = {
        issue: max(q.information_bits for q in questions if q.issue_ids == (issue,))
        for issue in ("price", "place")
    }
    assert worth["price"] > worth["place"]
    about_guarantee = [q.information_bits for q in questions if q.issue_ids == ("guarantee",)]
    assert max(about_guarantee, default=0.0) < 0.01 * worth["price"] + 1e-3


def test_a_settled_issue_is_at_stake_no_more() -> None:
    case = build_case((), agreed=package_of({"price": "4"}))
    stakes = Stakes.of(case, infer_preference(case, "them", FAST))
    # Three quantities of the place, two of the guarantee, and the level of all.
    assert stakes.gains.shape == (FAST.n_draws, 3 + 2 + 1)
