"""Fast filters of dominated points against comparing all pairs, in sets of hundreds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.analysis import sums, tables
from paraph.analysis.dominance import find_nondominated, number_rows
from paraph.analysis.lattices import lattice_of_problem
from paraph.analysis.sums import SumSettings, sum_issues
from tests.analysis.problems import random_problem


def is_beaten(values: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether another point is as good for all and better for one, by all pairs."""
    as_good = (others[None] >= values[:, None]).all(axis=2)
    better = (others[None] > values[:, None]).any(axis=2)
    return (as_good & better).any(axis=1)


def points_of(seed: int, n_parties: int) -> tuple[np.ndarray, np.ndarray]:
    """Up to 600 points in up to four draws, many of them equal in some seeds."""
    rng = np.random.default_rng(seed)
    n_points = int(rng.integers(1, 600))
    draws = rng.integers(0, rng.integers(1, 5), n_points)
    scale = int(rng.choice([1, 10**11, 10**15]))
    values = rng.integers(-5, int(rng.choice([3, 30, 1000])), (n_points, n_parties)) * scale
    if rng.random() < 0.5:  # opposed: what one gains the last one loses
        values[:, -1] = -values[:, :-1].sum(axis=1)
    return draws, values


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
@settings(max_examples=80)
def test_what_is_kept_is_what_no_point_of_the_draw_beats(seed: int, n_parties: int) -> None:
    draws, values = points_of(seed, n_parties)
    kept = find_nondominated(draws, values)
    for draw in np.unique(draws):
        own = values[draws == draw]
        expected = {tuple(row) for row in own[~is_beaten(own, own)]}
        found = values[kept[draws[kept] == draw]]
        assert {tuple(row) for row in found} == expected
        assert len(found) == len(expected)
        assert list(found[:, 0]) == sorted(found[:, 0], reverse=True)
    assert list(draws[kept]) == sorted(draws[kept])
    for index in kept:  # the first of equal points stands for all of them
        same = (draws == draws[index]) & (values == values[index]).all(axis=1)
        assert index == np.flatnonzero(same)[0]


def test_rows_are_numbered_also_where_no_single_key_holds_them() -> None:
    rows = np.array([[2**40, -(2**40)], [0, 5], [2**40, -(2**40)], [0, -5]])
    distinct, numbers = number_rows(rows)
    assert distinct.tolist() == [[0, -5], [0, 5], [2**40, -(2**40)]]
    assert numbers.tolist() == [2, 1, 2, 0]


@pytest.mark.parametrize("n_parties", [2, 3, 4])
def test_small_batches_give_the_same_points(
    n_parties: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lattice = lattice_of_problem(random_problem([5] * 6, n_parties, seed=2))
    at_once = sum_issues(lattice, SumSettings()).points.values
    monkeypatch.setattr(tables, "_BATCH", 100)
    in_batches = sums.sum_issues(lattice, SumSettings()).points.values
    assert np.array_equal(at_once, in_batches)
