"""Whether a package is reached or dominated in a draw, against looking at every package."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.analysis import reaching, sums
from paraph.analysis.lattices import lattice_of_problem, values_at
from paraph.analysis.reaching import find_dominated, find_reached
from paraph.negotiation import Problem
from tests.analysis.problems import dominates, feasible_packages, problems, random_problem


@given(problems(), st.data())
@settings(max_examples=120)
def test_what_is_dominated_is_what_comparing_all_packages_gives(
    problem: Problem, data: st.DataObject
) -> None:
    feasible = feasible_packages(problem)
    if not feasible:
        return
    asked = data.draw(st.lists(st.sampled_from(feasible), min_size=1, max_size=4))
    lattice = lattice_of_problem(problem)
    rows = np.array([package.positions(problem.agenda) for package in asked])
    floors = values_at(lattice, rows)[0]
    draws = replace(lattice.take(np.zeros(len(asked), dtype=np.intp)), floors=floors)
    found = find_dominated(draws, 0.05)
    values = [problem.values_of(package) for package in feasible]
    expected = [
        any(dominates(other, problem.values_of(package)) for other in values) for package in asked
    ]
    assert found.is_met.tolist() == expected
    assert found.is_exact
    assert find_reached(draws, 0.05).is_met.all()
    assert not find_reached(replace(draws, floors=floors + 10**9), 0.05).is_met.any()


@given(problems(n_parties=(2, 3)))
@settings(max_examples=60)
def test_reservation_values_are_reached_where_some_package_is_acceptable(
    problem: Problem,
) -> None:
    is_any = any(problem.is_acceptable(package) for package in feasible_packages(problem))
    assert find_reached(lattice_of_problem(problem), 0.05).is_met.tolist() == [is_any]


@pytest.mark.parametrize("n_parties", [2, 3, 4])
def test_trimming_and_blocks_change_no_answer(
    n_parties: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lattice = lattice_of_problem(random_problem([5] * 6, n_parties, seed=4))
    rows = np.random.default_rng(4).integers(0, 5, (40, 6))
    draws = replace(lattice.take(np.zeros(40, dtype=np.intp)), floors=values_at(lattice, rows)[0])
    expected = find_dominated(draws, 0.05).is_met
    assert expected.sum() > 0
    monkeypatch.setattr(reaching, "_FIRST", 7)
    monkeypatch.setattr(reaching, "_AT_ONCE", 50)
    monkeypatch.setattr(sums, "_TRIM_ABOVE", 0)
    trimmed = find_dominated(draws, 0.3)
    assert (trimmed.is_met == expected).all()
    assert trimmed.is_exact


def test_what_is_too_large_to_be_sure_of_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_MOST_POINTS", 1)
    monkeypatch.setattr(sums, "_TRIM_ABOVE", 0)
    lattice = lattice_of_problem(random_problem([5] * 6, 3, seed=4))
    efficient = sums.sum_issues(lattice, sums.SumSettings()).points.values[:20]
    draws = replace(lattice.take(np.zeros(20, dtype=np.intp)), floors=efficient)
    monkeypatch.setattr(reaching, "_directions", lambda _: iter(()))
    found = find_dominated(draws, 0.3)
    assert not found.is_met.any()
    assert not found.is_exact
