"""Small bargaining problems, built by hand or by Hypothesis, and brute force on them."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from paraph.analysis.grids import find_bounds
from paraph.analysis.lattices import Lattice
from paraph.analysis.paths import find_halves
from paraph.negotiation import (
    Agenda,
    AtMost,
    Condition,
    IfThen,
    Interaction,
    Issue,
    Option,
    Package,
    Preference,
    Problem,
    RedLine,
    package_at,
    package_of,
)


def agenda_of(shape: Sequence[int]) -> Agenda:
    """Issues i0, i1, … with options o0, o1, …"""
    return Agenda(
        tuple(
            Issue(
                f"i{place}",
                f"Issue {place}",
                tuple(Option(f"o{index}", f"Option {index}") for index in range(n_options)),
            )
            for place, n_options in enumerate(shape)
        )
    )


def problem_of(*tables: Sequence[Sequence[float]], reservations: Sequence[float] = ()) -> Problem:
    """A problem from tables[party][issue][option] of values, every weight 1."""
    shape = [len(row) for row in tables[0]]
    floors = reservations or [0.0] * len(tables)
    return Problem(
        agenda=agenda_of(shape),
        party_ids=tuple("abcdefg"[: len(tables)]),
        preferences=tuple(
            Preference((1.0,) * len(shape), tuple(map(tuple, table)), reservation)
            for table, reservation in zip(tables, floors, strict=True)
        ),
    )


def random_problem(shape: Sequence[int], n_parties: int, seed: int) -> Problem:
    """Weights and values at random."""
    rng = np.random.default_rng(seed)
    return Problem(
        agenda=agenda_of(shape),
        party_ids=tuple("abcdefg"[:n_parties]),
        preferences=tuple(
            Preference(
                tuple(rng.dirichlet(np.ones(len(shape)))),
                tuple(tuple(rng.random(n_options)) for n_options in shape),
            )
            for _ in range(n_parties)
        ),
    )


def bounds_of(lattice: Lattice, n_cells: int) -> tuple[int, int, int]:
    """The bounds of a count, and the likeliest number between them, on grids of so many cells."""
    halves = find_halves(lattice)
    assert halves is not None
    low, best, high = find_bounds(lattice, halves, n_cells)
    assert low <= best <= high
    return low, best, high


def feasible_packages(problem: Problem) -> list[Package]:
    """All feasible packages, one by one."""
    every = (package_at(problem.agenda, row) for row in product(*map(range, problem.agenda.shape)))
    return [package for package in every if problem.is_feasible(package)]


def dominates(first: Sequence[float], second: Sequence[float]) -> bool:
    return all(a >= b for a, b in zip(first, second, strict=True)) and tuple(first) != tuple(second)


def efficient_values(packages: Iterable[Package], problem: Problem) -> set[tuple[float, ...]]:
    """The values of the packages that no other dominates, by comparing all pairs."""
    values = {problem.values_of(package) for package in packages}
    return {own for own in values if not any(dominates(other, own) for other in values)}


# Values are quarters, so that sums are exact in floating point too and ties are many.
QUARTERS = st.integers(0, 4).map(lambda number: number / 4)


@st.composite
def conditions(draw: Callable, agenda: Agenda, *, least: int, most: int) -> tuple[Condition, ...]:
    def condition() -> Condition:
        issue = draw(st.sampled_from(agenda.issues))
        ids = [option.id for option in issue.options]
        chosen = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        return Condition(issue.id, tuple(chosen))

    return tuple(condition() for _ in range(draw(st.integers(least, most))))


@st.composite
def linkages(draw: Callable, agenda: Agenda) -> IfThen | AtMost:
    if draw(st.booleans()):
        return AtMost(draw(st.integers(0, 3)), draw(conditions(agenda, least=0, most=5)))
    premises = draw(conditions(agenda, least=0, most=2))
    return IfThen(premises, draw(conditions(agenda, least=0, most=2)))


@st.composite
def preferences(draw: Callable, agenda: Agenda) -> Preference:
    return Preference(
        weights=tuple(draw(QUARTERS) for _ in agenda.issues),
        option_values=tuple(
            tuple(draw(QUARTERS) for _ in issue.options) for issue in agenda.issues
        ),
        reservation=draw(st.sampled_from([0.0, 0.5, 1.0, 1.5])),
        interactions=tuple(
            Interaction(draw(conditions(agenda, least=0, most=3)), draw(st.integers(-4, 4)) / 4)
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


@st.composite
def problems(draw: Callable, n_parties: tuple[int, int] = (1, 4)) -> Problem:
    """Problems with all kinds of constraints, few enough packages to enumerate."""
    agenda = agenda_of(draw(st.lists(st.integers(1, 3), min_size=1, max_size=5)))
    parties = range(draw(st.integers(*n_parties)))
    settled = {
        issue.id: draw(st.sampled_from(issue.options)).id
        for issue in agenda.issues
        if draw(st.integers(0, 7)) == 0
    }
    return Problem(
        agenda=agenda,
        party_ids=tuple("abcdefg"[party] for party in parties),
        preferences=tuple(draw(preferences(agenda)) for _ in parties),
        linkages=tuple(draw(linkages(agenda)) for _ in range(draw(st.integers(0, 3)))),
        red_lines=tuple(
            tuple(
                RedLine(draw(conditions(agenda, least=1, most=3)))
                for _ in range(draw(st.integers(0, 2)))
            )
            for _ in parties
        ),
        settled=package_of(settled),
    )
