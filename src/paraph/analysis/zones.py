"""The zone of possible agreement: packages at least as good as no agreement for every party."""

from __future__ import annotations

from dataclasses import dataclass

from paraph.analysis.counts import Count, CountSettings, count_acceptable
from paraph.analysis.frontiers import (
    Frontier,
    FrontierSettings,
    digest_of,
    frontier_of_lattice,
)
from paraph.analysis.lattices import lattice_of_problem
from paraph.analysis.solutions import Solution, find_solutions
from paraph.negotiation import Problem

_QUICK = CountSettings(max_states=30_000, n_cells=2_000, n_grid_cells=250_000)


@dataclass(frozen=True)
class Zone:
    """The acceptable packages: how many, the efficient ones, and the bargaining solutions.

    `frontier` holds the acceptable points of the frontier; it and `solutions` are empty in an
    empty zone. `n_packages` is the count's best figure; `count` says whether it is exact.
    """

    party_ids: tuple[str, ...]
    reservations: tuple[float, ...]
    frontier: Frontier
    solutions: tuple[Solution, ...]
    n_packages: int
    is_empty: bool
    method: str
    digest: str
    count: Count


def find_zone(problem: Problem, settings: FrontierSettings | None = None) -> Zone:
    """Find the zone of possible agreement, its frontier and the solutions on it.

    The count is a quick one: exact up to some 10^8 packages, or where values repeat much;
    `count_acceptable` comes closer. TooLargeError where the frontier has more points than the
    settings allow.
    """
    settings = settings or FrontierSettings()
    lattice = lattice_of_problem(problem)
    frontier = frontier_of_lattice(problem, lattice, settings, is_cut=True)
    reservations = tuple(preference.reservation for preference in problem.preferences)
    count = count_acceptable(problem, _QUICK)
    return Zone(
        party_ids=problem.party_ids,
        reservations=reservations,
        frontier=frontier,
        solutions=find_solutions(frontier, reservations),
        n_packages=count.best,
        is_empty=not frontier.points,
        method=frontier.method,
        digest=digest_of(problem, settings),
        count=count,
    )
