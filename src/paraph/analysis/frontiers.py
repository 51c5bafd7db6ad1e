"""The frontier: the packages that no other improves for one party without loss to another."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice, lattice_of_problem
from paraph.analysis.sums import SumSettings, sum_issues
from paraph.analysis.tables import Narrow, Table, trace_positions
from paraph.errors import InputError
from paraph.negotiation import Agenda, Package, Problem

Indices = NDArray[np.intp]

EXACT = "Minkowski sum with dominance pruning, exact"


@dataclass(frozen=True)
class FrontierSettings:
    """What the caller allows.

    `epsilon`: 0 for the exact frontier; above, every package may be worse than a returned
    point by at most epsilon for each party, as a share of that party's range of values.
    `max_points`: how many points may be held at once before TooLargeError is raised; with four
    parties or more, also two hundred comparisons for each (of a million at least) whenever
    dominated packages are looked for.
    """

    epsilon: float = 0.0
    max_points: int = 1_000_000

    def __post_init__(self) -> None:
        if not isfinite(self.epsilon) or self.epsilon < 0:
            raise InputError(f"epsilon must be a number of at least 0, not {self.epsilon}")
        if self.max_points < 1:
            raise InputError("max_points must be at least 1")


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """An efficient package and its values[party], in the order of the result's party ids."""

    package: Package
    values: tuple[float, ...]


@dataclass(frozen=True)
class Frontier:
    """The efficient packages, best for the first party first; one of each that are tied.

    With `is_exact` no package improves on a point for one party without loss to another,
    and every package is matched or improved on by a point. Otherwise every package is worse
    than some point by at most `epsilon` of each party's range. `find_tied_packages` gives
    the other packages with the values of a point.
    """

    party_ids: tuple[str, ...]
    points: tuple[FrontierPoint, ...]
    is_exact: bool
    epsilon: float
    method: str
    digest: str


def find_frontier(problem: Problem, settings: FrontierSettings | None = None) -> Frontier:
    """Find the frontier over all feasible packages, whether or not they are acceptable.

    Exact unless `settings.epsilon` is above 0 and points had to be trimmed (Nemhauser and
    Ullmann 1969; Hespe, Sanders, Storandt and Truschel 2023). TooLargeError where it has more
    points than allowed.
    """
    settings = settings or FrontierSettings()
    lattice = lattice_of_problem(problem)
    return frontier_of_lattice(problem, lattice, settings, is_cut=False)


def frontier_of_lattice(
    problem: Problem, lattice: Lattice, settings: FrontierSettings, *, is_cut: bool
) -> Frontier:
    """Find the frontier, with `is_cut` only of what reaches the lattice's floors."""
    errors = find_errors(lattice, settings.epsilon)
    table = sum_issues(
        lattice, SumSettings(is_cut=is_cut, errors=errors, max_points=settings.max_points)
    )
    is_exact = not table.error.any()
    return Frontier(
        party_ids=problem.party_ids,
        points=points_of_table(problem.agenda, lattice, table),
        is_exact=is_exact,
        epsilon=0.0 if is_exact else settings.epsilon,
        method=EXACT if is_exact else f"the same, trimmed: within {settings.epsilon:g} of range",
        digest=digest_of(problem, settings),
    )


def points_of_table(agenda: Agenda, lattice: Lattice, table: Table) -> tuple[FrontierPoint, ...]:
    """Return the points of a complete table with their packages."""
    positions = trace_positions(table, np.arange(len(table.points)), len(agenda))
    values = lattice.in_units(table.points.values)
    packages = packages_at(agenda, positions)
    return tuple(
        FrontierPoint(package, tuple(row))
        for package, row in zip(packages, values.tolist(), strict=True)
    )


def packages_at(agenda: Agenda, positions: Indices | Narrow) -> list[Package]:
    """Return the complete packages at positions[package, issue]."""
    order = sorted(range(len(agenda)), key=lambda index: agenda.issues[index].id)
    pairs = [
        [(agenda.issues[index].id, option.id) for option in agenda.issues[index].options]
        for index in order
    ]
    return [
        Package(tuple([row[place] for row, place in zip(pairs, places, strict=True)]))
        for places in positions[:, order].tolist()
    ]


def digest_of(*inputs: object) -> str:
    """Return a fingerprint of the inputs of a result, to trace it to them."""
    return sha256(repr(inputs).encode()).hexdigest()[:16]


def find_errors(lattice: Lattice, epsilon: float) -> tuple[int, ...]:
    """Return epsilon of each party's range in steps, as its issues add up without interactions.

    Of many draws the one with the least range counts.
    """
    ranges = np.sum([np.ptp(part, axis=1) for part in lattice.parts], axis=0).min(axis=0)
    return tuple(int(epsilon * total) for total in ranges)
