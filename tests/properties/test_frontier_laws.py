"""Laws of frontiers, zones and counts, against brute force and under relabelling."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.analysis import (
    FrontierSettings,
    count_acceptable,
    count_feasible,
    find_frontier,
    find_improvements,
    find_tied_packages,
    find_zone,
    is_efficient,
    sums,
)
from paraph.negotiation import Agenda, Package, Preference, Problem
from tests.analysis.problems import (
    dominates,
    efficient_values,
    feasible_packages,
    problems,
    random_problem,
)


@given(problems())
@settings(max_examples=120)
def test_the_frontier_is_what_comparing_all_packages_gives(problem: Problem) -> None:
    frontier = find_frontier(problem)
    expected = efficient_values(feasible_packages(problem), problem)
    assert {point.values for point in frontier.points} == expected
    assert len(frontier.points) == len(expected)
    assert all(problem.values_of(point.package) == point.values for point in frontier.points)
    assert all(problem.is_feasible(point.package) for point in frontier.points)
    firsts = [point.values[0] for point in frontier.points]
    assert firsts == sorted(firsts, reverse=True)


@given(problems())
@settings(max_examples=80)
def test_the_zone_is_what_comparing_all_acceptable_packages_gives(problem: Problem) -> None:
    zone = find_zone(problem)
    acceptable = [p for p in feasible_packages(problem) if problem.is_acceptable(p)]
    assert {point.values for point in zone.frontier.points} == efficient_values(acceptable, problem)
    assert zone.is_empty == (not acceptable)
    assert zone.n_packages == zone.count.low == zone.count.high == len(acceptable)
    assert bool(zone.solutions) == bool(acceptable)


@given(problems())
@settings(max_examples=60)
def test_counts_are_what_enumeration_gives(problem: Problem) -> None:
    feasible = feasible_packages(problem)
    acceptable = [package for package in feasible if problem.is_acceptable(package)]
    assert count_feasible(problem).best == len(feasible)
    assert count_acceptable(problem).best == len(acceptable)


@given(problems(n_parties=(2, 3)), st.data())
@settings(max_examples=60)
def test_ties_and_improvements_are_what_enumeration_gives(
    problem: Problem, data: st.DataObject
) -> None:
    feasible = feasible_packages(problem)
    if not feasible:
        return
    package = data.draw(st.sampled_from(feasible))
    own = problem.values_of(package)
    better = {values for values in efficient_values(feasible, problem) if dominates(values, own)}
    assert {point.values for point in find_improvements(problem, package)} == better
    assert is_efficient(problem, package) == (not better)
    if not better:
        tied = sorted((p for p in feasible if problem.values_of(p) == own), key=choices)
        assert find_tied_packages(problem, package) == tuple(tied)


def choices(package: Package) -> tuple[tuple[str, str], ...]:
    return package.choices


@given(problems(n_parties=(2, 3)), st.data())
@settings(max_examples=60)
def test_the_order_of_parties_and_issues_does_not_matter(
    problem: Problem, data: st.DataObject
) -> None:
    parties = data.draw(st.permutations(range(len(problem.party_ids))))
    issues = data.draw(st.permutations(range(len(problem.agenda))))
    shuffled = replace(
        problem,
        agenda=Agenda(tuple(problem.agenda.issues[issue] for issue in issues)),
        party_ids=tuple(problem.party_ids[party] for party in parties),
        preferences=tuple(reordered(problem.preferences[party], issues) for party in parties),
        red_lines=tuple(problem.red_lines[party] for party in parties),
    )
    one, other = find_zone(problem), find_zone(shuffled)
    expected = {tuple(point.values[party] for party in parties) for point in one.frontier.points}
    assert {point.values for point in other.frontier.points} == expected
    assert one.n_packages == other.n_packages
    for first, second in zip(one.solutions, other.solutions, strict=True):
        picked = {tuple(point.values[party] for party in parties) for point in first.points}
        assert {point.values for point in second.points} == picked


def reordered(preference: Preference, issues: list[int]) -> Preference:
    return replace(
        preference,
        weights=tuple(preference.weights[issue] for issue in issues),
        option_values=tuple(preference.option_values[issue] for issue in issues),
    )


@given(problems(n_parties=(2, 3)), st.sampled_from([0.5, 2.0, 3.0, 8.0]))
@settings(max_examples=60)
def test_rescaling_one_party_changes_nothing_but_its_numbers(
    problem: Problem, factor: float
) -> None:
    first, *others = problem.preferences
    rescaled = replace(
        first,
        weights=tuple(weight * factor for weight in first.weights),
        reservation=first.reservation * factor,
        interactions=tuple(replace(own, value=own.value * factor) for own in first.interactions),
    )
    before = find_zone(problem)
    after = find_zone(replace(problem, preferences=(rescaled, *others)))
    assert [point.package for point in after.frontier.points] == [
        point.package for point in before.frontier.points
    ]
    assert after.n_packages == before.n_packages
    for name in ("nash", "kalai-smorodinsky"):
        assert packages_of(after.solutions, name) == packages_of(before.solutions, name)


def packages_of(solutions: tuple, name: str) -> list[Package]:
    return [point.package for own in solutions if own.name == name for point in own.points]


@given(st.integers(0, 10**6), st.integers(2, 4), st.sampled_from([0.01, 0.05, 0.2]))
@settings(max_examples=40)
def test_an_approximation_keeps_its_bound(seed: int, n_parties: int, epsilon: float) -> None:
    problem = random_problem([4, 3, 4, 3, 4], n_parties, seed)
    exact = find_frontier(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sums, "_TRIM_ABOVE", 0)
        near = find_frontier(problem, FrontierSettings(epsilon=epsilon))
    assert exact.is_exact
    assert not near.is_exact
    assert near.epsilon == epsilon
    ranges = [
        sum(
            weight * (max(row) - min(row))
            for weight, row in zip(own.weights, own.option_values, strict=True)
        )
        for own in problem.preferences
    ]
    for point in exact.points:
        assert any(
            all(
                theirs >= own - epsilon * scale
                for theirs, own, scale in zip(other.values, point.values, ranges, strict=True)
            )
            for other in near.points
        )


@pytest.mark.slow
@pytest.mark.timeout(300)
@given(problems())
@settings(max_examples=1200)
def test_thousands_of_problems_agree_with_brute_force(problem: Problem) -> None:
    frontier = find_frontier(problem)
    feasible = feasible_packages(problem)
    assert {point.values for point in frontier.points} == efficient_values(feasible, problem)
    acceptable = [package for package in feasible if problem.is_acceptable(package)]
    assert count_acceptable(problem).best == len(acceptable)


def test_an_approximation_that_trims_nothing_says_that_it_is_exact() -> None:
    problem = random_problem([3, 3], 2, seed=1)
    assert find_frontier(problem, FrontierSettings(epsilon=0.1)).points == (
        find_frontier(problem).points
    )
    assert find_frontier(problem, FrontierSettings(epsilon=0.1)).is_exact


def test_an_approximation_is_far_smaller_than_what_it_stands_for() -> None:
    problem = random_problem([8] * 9, 4, seed=1)
    exact = find_frontier(problem)
    near = find_frontier(problem, FrontierSettings(epsilon=0.1))
    assert len(near.points) < len(exact.points) / 3
    assert {point.package for point in exact.points} != {point.package for point in near.points}
