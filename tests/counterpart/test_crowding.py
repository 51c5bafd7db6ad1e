"""How much each offer says beside the others; expected values worked by hand."""

import numpy as np
import pytest

from paraph.counterpart.crowding import crowding_power


def test_an_offer_alone_counts_in_full() -> None:
    assert crowding_power(np.zeros((0, 3), dtype=np.intp)) == 1
    assert crowding_power(np.zeros((1, 3), dtype=np.intp)) == 1


def test_each_offer_counts_less_the_more_there_are() -> None:
    unlike = np.repeat(np.arange(26)[:, None], 3, axis=1)
    assert crowding_power(unlike) == pytest.approx(0.5**0.5)


def test_offers_that_differ_little_count_less() -> None:
    # Any two differ on one of four issues: half alike. Of five, each is alike to four halves.
    five = np.array([[0, 0, 0, option] for option in range(5)])
    assert crowding_power(five) == pytest.approx((1 + 4 / 25 + 1) ** -0.5)
    assert crowding_power(five[:3]) == pytest.approx((1 + 2 / 25) ** -0.5)


def test_offers_that_differ_on_half_of_the_issues_are_not_alike() -> None:
    ten = np.array([[0, 0, option, option] for option in range(10)])
    assert crowding_power(ten) == pytest.approx((1 + 9 / 25) ** -0.5)


def test_partial_offers_are_alike_by_all_the_issues_that_either_settles() -> None:
    # The same option on the one issue that both settle, of two that either does: not alike.
    partial = np.array([[0, -1], [0, 1], [0, 2], [0, 3]])
    assert crowding_power(partial) == pytest.approx((1 + 3 / 25) ** -0.5)
    nothing_shared = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])
    assert crowding_power(nothing_shared) == pytest.approx((1 + 2 / 25) ** -0.5)


def test_offers_of_more_than_five_issues_count_less() -> None:
    # Twenty issues are four times five, and others count as four to the power of 1.5: eight.
    unlike = np.repeat(np.arange(26)[:, None], 20, axis=1)
    assert crowding_power(unlike) == pytest.approx((1 + 8 * 25 / 25) ** -0.5)
    settle_five = np.where(np.arange(20) < 5, unlike, -1)
    assert crowding_power(settle_five) == pytest.approx(0.5**0.5)
