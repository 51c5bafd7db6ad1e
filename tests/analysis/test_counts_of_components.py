"""Bounds of counts where few issues are tied: the tied ones are listed, the rest is independent."""

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.analysis import CountSettings, count_acceptable, count_feasible, tallies
from paraph.analysis.components import untie
from paraph.analysis.counts import count_once
from paraph.analysis.lattices import lattice_of_problem
from paraph.analysis.residues import find_moduli
from paraph.analysis.tallies import Rounding, Tallier
from paraph.negotiation import AtMost, Condition, Preference, Problem, RedLine
from tests.analysis.problems import bounds_of, feasible_packages, problems, random_problem


def n_acceptable(problem: Problem) -> int:
    """How many packages are acceptable, one by one."""
    return sum(
        all(
            value >= own.reservation
            for value, own in zip(problem.values_of(package), problem.preferences, strict=True)
        )
        for package in feasible_packages(problem)
    )


def check_bounds(problem: Problem, n_cells: int) -> None:
    """Compare the bounds with brute force, with small components listed and with none."""
    exact = n_acceptable(problem)
    lattice = lattice_of_problem(problem)
    for own in (lattice, untie(lattice)):
        low, _, high = bounds_of(own, n_cells)
        assert low <= exact <= high


@given(problems(), st.sampled_from([2, 30, 500]))
@settings(max_examples=300, deadline=None)
def test_bounds_hold_the_count_whether_tied_issues_are_listed_or_told_apart_by_group(
    problem: Problem, n_cells: int
) -> None:
    check_bounds(problem, n_cells)


def test_a_red_line_does_not_widen_the_bounds() -> None:
    problem = random_problem([10] * 12, 2, seed=1)
    line = RedLine((Condition("i0", ("o0",)), Condition("i1", ("o1", "o2"))))
    floored = tuple(replace(own, reservation=0.5) for own in problem.preferences)
    tied = replace(problem, preferences=floored, red_lines=((line,), ()))
    count = count_acceptable(tied, CountSettings(n_grid_cells=250_000))
    free = count_acceptable(replace(tied, red_lines=()), CountSettings(n_grid_cells=250_000))
    assert not count.is_exact
    assert count.high < 1.3 * count.low
    assert count.best < free.best


@st.composite
def finely_graded(draw: Callable) -> Problem:
    """Tied issues with values that never repeat, few enough packages to count one by one."""
    problem = draw(problems(n_parties=(1, 3)))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    shape = problem.agenda.shape
    preferences = tuple(
        Preference(
            tuple(rng.dirichlet(np.ones(len(shape)))),
            tuple(tuple(rng.random(n_options)) for n_options in shape),
            reservation=draw(st.sampled_from([0.3, 0.5, 0.6])),
            interactions=tuple(
                replace(interaction, value=float(rng.normal() / 4))
                for interaction in own.interactions
            ),
        )
        for own in problem.preferences
    )
    return replace(problem, preferences=preferences)


@given(finely_graded(), st.sampled_from([2, 8, 30, 200]))
@settings(max_examples=300, deadline=None)
def test_bounds_on_coarse_grids_hold_what_brute_force_counts(
    problem: Problem, n_cells: int
) -> None:
    check_bounds(problem, n_cells)


@given(finely_graded(), st.sampled_from([1, 3, 10]))
@settings(max_examples=200, deadline=None)
def test_bounds_from_rounded_states_hold_what_brute_force_counts(
    problem: Problem, most: int
) -> None:
    exact = n_acceptable(problem)
    lattice = lattice_of_problem(problem)
    moduli = find_moduli(3**5)
    with patch.object(tallies, "_BATCH", 20), patch.object(tallies, "_MOST_KEPT", 1):
        low, high = (
            count_once(Tallier(lattice, moduli, most, rounding))
            for rounding in (Rounding.DOWN, Rounding.UP)
        )
    assert low <= exact <= high


def test_what_nothing_satisfies_is_counted_as_none_beside_many_free_issues() -> None:
    problem = random_problem([10] * 14, 2, seed=2)
    always = tuple(option.id for option in problem.agenda.issues[0].options)
    never = AtMost(0, (Condition("i0", always), Condition("i1", ("o0",))))
    count = count_feasible(replace(problem, linkages=(never,)))
    assert (count.low, count.best, count.high) == (0, 0, 0)
    assert count_acceptable(replace(problem, linkages=(never,))) == count
