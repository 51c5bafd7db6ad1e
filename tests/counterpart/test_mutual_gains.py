"""Trades that make a package better for both sides."""

from itertools import product

import numpy as np

from paraph.counterpart.mutual_gains import find_mutual_gains

OPTIONS = [[0, 1, 2], [0, 1], [0, 1]]
OURS = [np.array([0.0, 0.1, 0.2]), np.array([0.0, 0.5]), np.array([0.0, 0.3])]
THEIRS = [np.array([0.6, 0.3, 0.0]), np.array([0.1, 0.0]), np.array([0.3, 0.0])]


def worth(row: np.ndarray) -> tuple[float, float]:
    ours, theirs = (
        sum(float(part[place]) for part, place in zip(parts, row, strict=True))
        for parts in (OURS, THEIRS)
    )
    return ours, theirs


def test_the_trade_is_found_that_gives_both_sides_most() -> None:
    """They give on the second issue, where we gain most, and get on the first."""
    (better,) = find_mutual_gains(np.array([[2, 0, 0]]), OURS, THEIRS, OPTIONS)
    assert better.tolist() == [0, 1, 0]


def test_what_no_trade_makes_better_for_both_is_left_out() -> None:
    assert len(find_mutual_gains(np.array([[0, 1, 0]]), OURS, THEIRS, OPTIONS)) == 0


def test_an_issue_with_one_option_left_stays_as_it_is() -> None:
    settled = [[2], *OPTIONS[1:]]
    assert len(find_mutual_gains(np.array([[2, 0, 0]]), OURS, THEIRS, settled)) == 0


def test_each_package_found_is_better_for_both_than_the_one_it_was_found_from() -> None:
    for row in product(range(3), range(2), range(2)):
        for better in find_mutual_gains(np.array([row]), OURS, THEIRS, OPTIONS):
            assert np.all(np.array(worth(better)) > np.array(worth(np.array(row))))
