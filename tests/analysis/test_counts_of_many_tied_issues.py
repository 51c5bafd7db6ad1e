"""Bounds of counts where linkages tie many issues, held against other ways of counting."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from paraph.analysis import Count, CountSettings, count_acceptable
from paraph.analysis.lattices import lattice_of_problem
from paraph.analysis.paths import find_halves
from paraph.negotiation import AtMost, Condition, IfThen, Linkage, Problem
from tests.analysis.problems import problem_of, random_problem
from tests.analysis.test_counts_along_chains import chain, walk

COARSE = CountSettings(max_states=100, n_cells=100, n_grid_cells=200_000)


def at_most(limit: int, issues: range, option: str = "o0") -> AtMost:
    return AtMost(limit, tuple(Condition(f"i{place}", (option,)) for place in issues))


def with_floors(problem: Problem, reservation: float, *linkages: Linkage) -> Problem:
    floored = tuple(replace(own, reservation=reservation) for own in problem.preferences)
    return replace(problem, preferences=floored, linkages=linkages)


def count_by_limits(problem: Problem, floor: int) -> int:
    """Count issue by issue, by how many are o0 and how many are o1 so far, and by the values."""
    rows = np.array([own.option_values for own in problem.preferences]).astype(int)
    limits = [linkage.limit for linkage in problem.linkages if isinstance(linkage, AtMost)]
    ways = Counter({(0, 0, 0, 0): 1})
    for place in range(rows.shape[1]):
        further: Counter[tuple[int, int, int, int]] = Counter()
        for (zeros, ones, ours, theirs), n_ways in ways.items():
            for option in range(rows.shape[2]):
                counts = zeros + (option == 0), ones + (option == 1)
                if counts[0] <= limits[0] and counts[1] <= limits[1]:
                    values = rows[:, place, option]
                    further[*counts, ours + int(values[0]), theirs + int(values[1])] += n_ways
        ways = further
    return sum(n for (*_, ours, theirs), n in ways.items() if min(ours, theirs) >= floor)


def test_two_limits_over_all_issues_are_bounded_closely() -> None:
    rows = np.random.default_rng(1).integers(0, 10, (2, 20, 3)).astype(float).tolist()
    limits = at_most(3, range(20)), at_most(6, range(20), "o1")
    problem = with_floors(problem_of(*rows), 100, *limits)
    expected = count_by_limits(problem, 100)
    assert count_acceptable(problem) == Count(expected, expected, expected, is_exact=True)
    bounded = count_acceptable(problem, COARSE)
    assert not bounded.is_exact
    assert bounded.low <= expected <= bounded.high < 1.6 * bounded.low
    assert bounded.best == pytest.approx(expected, rel=0.1)


def test_a_chain_with_interactions_is_bounded_closely() -> None:
    for seed in range(2):
        problem = chain(24, 0, seed)
        bounded = count_acceptable(problem, replace(COARSE, n_grid_cells=20_000))
        assert not bounded.is_exact
        assert bounded.low <= walk(problem, 24) <= bounded.high < 1.6 * bounded.low


def test_values_that_never_repeat_are_bounded_closely_under_a_limit_on_forty_issues() -> None:
    problem = with_floors(random_problem([4] * 40, 2, seed=1), 0.45, at_most(5, range(40)))
    count = count_acceptable(problem, CountSettings(n_grid_cells=250_000))
    assert not count.is_exact
    assert 1e20 < count.low <= count.best <= count.high < 1.5 * count.low


def test_a_tree_of_linkages_needs_few_groups() -> None:
    linkages = tuple(
        IfThen((Condition(f"i{(place - 1) // 2}", ("o0",)),), (Condition(f"i{place}", ("o1",)),))
        for place in range(1, 63)
    )
    lattice = lattice_of_problem(with_floors(random_problem([3] * 63, 2, seed=1), 0.4, *linkages))
    halves = find_halves(lattice)
    assert halves is not None
    assert max(stage.n_groups for path in halves.paths for stage in path.stages) <= 150
