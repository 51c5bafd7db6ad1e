"""The zone: what is acceptable to all, cut out exactly; how many packages; when it is empty."""

import tracemalloc
from dataclasses import replace
from math import comb

import numpy as np
import pytest

from paraph.analysis import (
    CountSettings,
    FrontierSettings,
    count_acceptable,
    count_feasible,
    find_frontier,
    find_zone,
    sums,
)
from paraph.analysis.lattices import lattice_of_problem
from paraph.errors import InputError, TooLargeError
from paraph.negotiation import (
    AtMost,
    Condition,
    IfThen,
    Interaction,
    Problem,
    RedLine,
    package_of,
)
from tests.analysis.problems import bounds_of, problem_of, random_problem


def condition(issue: str, *options: str) -> Condition:
    return Condition(issue, options)


# One issue to divide and one to trade, worth 4 and 0, 3 and 3, 2 and 2, or 1 and 5 to a and b.
TRADE = problem_of([[3, 1], [1, 0]], [[0, 2], [0, 3]])


def values_of(points: tuple) -> list[tuple[float, ...]]:
    return [point.values for point in points]


def test_the_frontier_is_sorted_by_the_first_party() -> None:
    frontier = find_frontier(TRADE)
    assert values_of(frontier.points) == [(4, 0), (3, 3), (1, 5)]
    assert frontier.points[1].package == package_of({"i0": "o0", "i1": "o1"})
    assert frontier.is_exact
    assert frontier.epsilon == 0


def test_reservation_values_cut_the_zone_and_count_as_acceptable() -> None:
    zone = find_zone(problem_of([[3, 1], [1, 0]], [[0, 2], [0, 3]], reservations=[2, 2]))
    assert values_of(zone.frontier.points) == [(3, 3)]
    assert zone.n_packages == 2  # also (2, 2), which nobody prefers to (3, 3)
    assert zone.reservations == (2, 2)
    assert not zone.is_empty


def test_an_empty_zone_has_no_solutions() -> None:
    zone = find_zone(problem_of([[3, 1], [1, 0]], [[0, 2], [0, 3]], reservations=[4, 1]))
    assert zone.is_empty
    assert zone.n_packages == 0
    assert zone.frontier.points == ()
    assert zone.solutions == ()


def test_a_single_issue_is_cut_too() -> None:
    zone = find_zone(problem_of([[0, 1, 2]], [[2, 1, 0]], reservations=[1, 1]))
    assert values_of(zone.frontier.points) == [(1, 1)]


def test_constraints_take_packages_out() -> None:
    both = (condition("i0", "o0"), condition("i1", "o1"))
    crossed = replace(TRADE, red_lines=((), (RedLine(both),)))
    assert values_of(find_frontier(crossed).points) == [(4, 0), (2, 2), (1, 5)]
    linked = replace(TRADE, linkages=(IfThen((both[0],), (condition("i1", "o0"),)),))
    assert values_of(find_frontier(linked).points) == [(4, 0), (2, 2), (1, 5)]
    limited = replace(TRADE, linkages=(AtMost(1, both),))
    assert values_of(find_frontier(limited).points) == [(4, 0), (2, 2), (1, 5)]
    settled = replace(TRADE, settled=package_of({"i1": "o0"}))
    assert values_of(find_frontier(settled).points) == [(4, 0), (2, 2)]
    assert count_feasible(settled).best == 2


def test_an_interaction_counts_for_its_party_only() -> None:
    bonus = Interaction((condition("i0", "o1"), condition("i1", "o0")), 2.0)
    first = replace(TRADE.preferences[0], interactions=(bonus,))
    frontier = find_frontier(replace(TRADE, preferences=(first, TRADE.preferences[1])))
    assert values_of(frontier.points) == [(4, 2), (3, 3), (1, 5)]


def test_decimals_that_do_not_add_up_in_floating_point_tie_exactly() -> None:
    # For a, 0.1 + 0.2 and 0.3 + 0 are the same; in floating point the first is larger.
    table = [[0.1, 0.3], [0.2, 0.0]]
    frontier = find_frontier(problem_of(table, [[1, 1], [0, 0]]))
    assert values_of(frontier.points) == [(0.5, 1)]
    tied = find_frontier(
        replace(
            problem_of(table, [[0, 1], [0, 1]]),
            linkages=(
                IfThen((condition("i0", "o0"),), (condition("i1", "o0"),)),
                IfThen((condition("i0", "o1"),), (condition("i1", "o1"),)),
            ),
        )
    )
    assert values_of(tied.points) == [(0.3, 2)]


def test_a_chain_of_linkages_over_many_issues_is_worked_along() -> None:
    problem = random_problem([6] * 60, 2, seed=3)
    chain = tuple(
        IfThen((condition(f"i{i}", "o0", "o1"),), (condition(f"i{i + 1}", "o2", "o3", "o4"),))
        for i in range(59)
    )
    frontier = find_frontier(replace(problem, linkages=chain))
    assert len(frontier.points) > 100
    assert all(
        linkage.allows(point.package) for linkage in chain for point in frontier.points[::50]
    )


def test_at_most_k_of_many_issues_costs_no_product() -> None:
    problem = problem_of(*[[[0.0, 1.0]] * 40] * 2)
    first_options = tuple(condition(f"i{i}", "o1") for i in range(40))
    limited = replace(problem, linkages=(AtMost(3, first_options),))
    assert values_of(find_frontier(limited).points) == [(3, 3)]
    assert count_feasible(limited).best == sum(comb(40, k) for k in range(4))


def test_counts_are_exact_beyond_64_bits_where_values_are_whole() -> None:
    # With values 0 and 1, at least half of 100 issues: the upper half of Pascal's row.
    problem = problem_of([[0, 1]] * 100, reservations=[50])
    count = count_acceptable(problem)
    assert count.is_exact
    assert count.best == sum(comb(100, k) for k in range(50, 101)) > 2**64
    assert count_feasible(problem).best == 2**100


def test_counts_beyond_64_bits_are_exact_where_halves_are_sorted() -> None:
    # Halves of 150 issues have too many sums to be formed one by one.
    for n_parties in (1, 2, 3):
        count = count_acceptable(
            problem_of(*[[[0, 1]] * 300] * n_parties, reservations=[150] * n_parties)
        )
        assert count.is_exact
        assert count.best == sum(comb(300, k) for k in range(150, 301))


def test_a_rounded_count_holds_the_exact_one() -> None:
    problem = random_problem([5] * 8, 2, seed=5)
    floors = [replace(own, reservation=0.5) for own in problem.preferences]
    problem = replace(problem, preferences=tuple(floors))
    exact = count_acceptable(problem)
    rounded = count_acceptable(problem, CountSettings(100, n_cells=100, n_grid_cells=1000))
    assert exact.is_exact
    assert not rounded.is_exact
    assert 0 < rounded.low <= exact.best <= rounded.high < 5**8
    assert rounded.low <= rounded.best <= rounded.high


@pytest.mark.parametrize("n_parties", [1, 2, 3, 4])
def test_bounds_of_a_count_hold_it_however_coarse(n_parties: int) -> None:
    for seed in range(8):
        problem = random_problem([4, 3, 5, 4, 3, 4], n_parties, seed)
        reservation = 0.3 + 0.02 * (seed % 10)
        floored = tuple(replace(own, reservation=reservation) for own in problem.preferences)
        problem = replace(problem, preferences=floored)
        exact = count_acceptable(problem)
        assert exact.is_exact
        for n_grid_cells in (100, 1000, 100_000):
            low, best, high = bounds_of(lattice_of_problem(problem), n_grid_cells)
            assert low <= exact.best <= high
            assert low <= best <= high
        assert n_parties > 2 or high - low < 4 * 3 * 5 * 4 * 3 * 4 / 10  # with the most cells


def test_a_count_that_rounding_would_change_is_bounded_all_the_same() -> None:
    # Every package is worth exactly the reservation value, and the cells don't divide it.
    problem = problem_of(*[[[0.1, 0.7, 0.3]] * 9] * 2)
    mirrored = [[0.9 - value for value in (0.1, 0.7, 0.3)]] * 9
    opposed = problem_of([[0.1, 0.7, 0.3]] * 9, mirrored, reservations=[3.7, 4.4])
    for own in (problem, opposed):
        low, _, high = bounds_of(lattice_of_problem(own), 150)
        assert low <= count_acceptable(own).best <= high


@pytest.mark.parametrize(("n_parties", "n_issues"), [(2, 1), (5, 60), (7, 12)])
def test_bounds_need_no_more_cells_than_allowed(n_parties: int, n_issues: int) -> None:
    lattice = lattice_of_problem(random_problem([200] + [4] * (n_issues - 1), n_parties, seed=1))
    low, best, high = bounds_of(lattice.with_floors([0.3] * n_parties), 10_000)
    assert 0 <= low <= best <= high <= 200 * 4 ** (n_issues - 1)


def test_the_bounds_of_a_hundred_trillion_million_packages_are_close() -> None:
    problem = random_problem([10] * 20, 2, seed=1)
    floored = tuple(replace(own, reservation=0.5) for own in problem.preferences)
    count = count_acceptable(replace(problem, preferences=floored))
    assert not count.is_exact
    assert count.high < 1.06 * count.low


def test_too_large_is_said_and_never_approximated_silently() -> None:
    with pytest.raises(TooLargeError, match=r"max_points.*epsilon"):
        find_frontier(random_problem([5] * 8, 3, seed=1), FrontierSettings(max_points=50))


def test_too_large_is_said_before_the_memory_is_taken() -> None:
    # What one gains the other loses, in digits that never repeat: all 10^8 packages are efficient.
    rows = np.random.default_rng(1).random((8, 10))
    problem = problem_of(rows.tolist(), (1 - rows).tolist())
    tracemalloc.start()
    with pytest.raises(TooLargeError, match="over 1,000,000 points"):
        find_frontier(problem)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 600e6  # bytes; ten million points take over a thousand million


def test_with_many_parties_it_is_said_before_comparing_goes_on_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 14,427 points, fewer than are allowed; but to find them takes over 3.4 million comparisons.
    problem, allowed = random_problem([10] * 5, 7, seed=2), FrontierSettings(max_points=17_000)
    assert len(find_frontier(problem, allowed).points) == 14_427
    monkeypatch.setattr(sums, "_LEAST_ALLOWED", 1)
    with pytest.raises(TooLargeError, match=r"over 3,400,000 comparisons.*max_points.*epsilon"):
        find_frontier(problem, allowed)
    assert not find_frontier(problem, replace(allowed, epsilon=0.1)).is_exact


def test_settings_that_make_no_sense_are_refused() -> None:
    for settings in ({"epsilon": -0.1}, {"epsilon": float("nan")}, {"max_points": 0}):
        with pytest.raises(InputError):
            FrontierSettings(**settings)
    with pytest.raises(InputError):
        CountSettings(n_cells=1)


def test_the_digest_follows_the_input() -> None:
    other: Problem = replace(TRADE, settled=package_of({"i1": "o0"}))
    assert find_zone(TRADE).digest == find_zone(TRADE).digest
    assert find_zone(TRADE).digest != find_zone(other).digest
