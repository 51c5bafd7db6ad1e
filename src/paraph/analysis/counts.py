"""Counting packages without building them: how large the zone is, also of 10^20 packages.

Issues are put together into two halves that hold each reachable combination of values once,
with the number of packages behind it. Values that can't matter any more are merged (a party
already sure to accept) or dropped (a party that can't be brought to accept). What remains is to
count the pairs, one from each half, whose sums reach every floor. Where a half would hold too
many combinations its values are rounded: to cells of a grid if issues are independent, or tied
in small groups (see `grids`, `components`), else down for a lower and up for an upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from paraph.analysis.components import untie
from paraph.analysis.grids import find_bounds
from paraph.analysis.lattices import Lattice, lattice_of_problem
from paraph.analysis.pairs import count_halves
from paraph.analysis.paths import find_halves
from paraph.analysis.residues import find_moduli, whole_of_residues
from paraph.analysis.tallies import Rounding, Tallier, TooManyStatesError
from paraph.errors import InputError
from paraph.negotiation import Problem


@dataclass(frozen=True)
class Count:
    """How many packages: at least `low`, at most `high`; equal where the count is exact.

    `best` lies between them: the count with values rounded to the nearest.
    """

    low: int
    high: int
    best: int
    is_exact: bool


@dataclass(frozen=True)
class CountSettings:
    """How many combinations of values a half may hold.

    Up to `max_states` the count is exact. Above, values are rounded: to a grid of
    `n_grid_cells`, or, where linkages, red lines or interactions tie many issues together, so
    that a half holds about `n_cells`. More give closer bounds, and take longer. For three
    parties and more, 10,000 is the most of states and cells.
    """

    max_states: int = 100_000
    n_cells: int = 5_000
    n_grid_cells: int = 2_000_000

    def __post_init__(self) -> None:
        if min(self.max_states, self.n_cells, self.n_grid_cells) < 100:
            raise InputError("a count needs at least 100 states and cells")


def count_feasible(problem: Problem, settings: CountSettings | None = None) -> Count:
    """Count the packages that respect what is settled, the linkages and all red lines."""
    nobody = [-1e9] * len(problem.party_ids)
    lattice = lattice_of_problem(problem).with_floors(nobody)
    return _count(lattice, settings or CountSettings())


def count_acceptable(problem: Problem, settings: CountSettings | None = None) -> Count:
    """Count the feasible packages that every party finds at least as good as no agreement."""
    return _count(lattice_of_problem(problem), settings or CountSettings())


_MOST_COMPARED = 10_000  # states of a half whose pairs are compared one by one


def _count(lattice: Lattice, settings: CountSettings) -> Count:
    moduli = find_moduli(prod(map(len, lattice.allowed)))
    max_states, n_cells = settings.max_states, settings.n_cells
    if lattice.n_parties > 2:
        max_states, n_cells = min(max_states, _MOST_COMPARED), min(n_cells, _MOST_COMPARED)
    try:
        exact = count_once(Tallier(lattice, moduli, max_states, None))
    except TooManyStatesError:
        untied = untie(lattice)
        halves = find_halves(untied)
        if halves is not None:
            low, best, high = find_bounds(untied, halves, settings.n_grid_cells)
        else:
            low, best, high = (
                count_once(Tallier(lattice, moduli, n_cells, rounding))
                for rounding in (Rounding.DOWN, Rounding.NEAREST, Rounding.UP)
            )
        return Count(low, high, min(max(best, low), high), is_exact=low == high)
    return Count(exact, exact, exact, is_exact=True)


def count_once(tallier: Tallier) -> int:
    """Count with one tallier, exactly or as it rounds."""
    residues = count_halves(tallier, *tallier.fold_halves())
    return whole_of_residues(residues, [int(modulus) for modulus in tallier.moduli])
