"""Ties: all the packages that give every party the same as one efficient package."""

from __future__ import annotations

from itertools import product

import numpy as np

from paraph.analysis.lattices import Lattice, lattice_of_problem, values_at
from paraph.analysis.sums import SumSettings, sum_issues
from paraph.analysis.tables import Table, form_options, form_sums
from paraph.analysis.trees import join
from paraph.errors import InputError, TooLargeError
from paraph.negotiation import Package, Problem, package_at

Choices = tuple[tuple[int, int], ...]  # (issue, option) pairs of a partial package


def find_tied_packages(
    problem: Problem, package: Package, *, limit: int = 1000
) -> tuple[Package, ...]:
    """Find all feasible packages whose values are those of an efficient package, itself included.

    InputError if the package isn't complete, feasible and efficient; TooLargeError if there
    are more than `limit`.
    """
    if not package.is_complete(problem.agenda) or not problem.is_feasible(package):
        raise InputError("ties are found for a complete package that respects all constraints")
    lattice = lattice_of_problem(problem)
    table = sum_issues(lattice, SumSettings())
    positions = np.array([package.positions(problem.agenda)], dtype=np.intp)
    own = values_at(lattice, positions)[0, 0]
    matches = np.flatnonzero(np.all(table.points.values == own, axis=1))
    if not len(matches):
        raise InputError("the package isn't efficient: find_improvements shows better ones")
    tied = _Expansion(lattice, limit).expand(table, 0, tuple(own.tolist()))
    rows = [[option for _, option in sorted(choices)] for choices in tied]
    return tuple(sorted((package_at(problem.agenda, row) for row in rows), key=_by_choices))


def _by_choices(package: Package) -> tuple[tuple[str, str], ...]:
    return package.choices


class _Expansion:
    """Retraces every way in which the points of a table come about."""

    def __init__(self, lattice: Lattice, limit: int) -> None:
        self.lattice = lattice
        self.limit = limit
        self.known: dict[tuple[frozenset[int], int, tuple[int, ...]], list[Choices]] = {}

    def expand(self, table: Table, group: int, target: tuple[int, ...]) -> list[Choices]:
        """Return all choices within one group of the table that have the target values."""
        key = (table.issues, group, target)
        if key not in self.known:
            retrace = self._from_options if table.children is None else self._from_sums
            self.known[key] = retrace(table, group, target)
        return self.known[key]

    def _from_options(self, table: Table, group: int, target: tuple[int, ...]) -> list[Choices]:
        (issue,) = table.issues
        _, points = form_options(self.lattice, issue)
        is_met = (points.groups == group) & np.all(points.values == target, axis=1)
        return [((issue, option),) for option in points.left[is_met].tolist()]

    def _from_sums(self, table: Table, group: int, target: tuple[int, ...]) -> list[Choices]:
        assert table.children is not None
        first, second = table.children
        merger = join(self.lattice, first, second)
        found: list[Choices] = []
        for sums in form_sums(self.lattice, merger, (first, second)):
            is_met = (sums.groups == group) & np.all(sums.values == target, axis=1)
            for left, right in zip(
                sums.left[is_met].tolist(), sums.right[is_met].tolist(), strict=True
            ):
                lefts = self._expand_point(first, left)
                rights = self._expand_point(second, right)
                self._check(len(found) + len(lefts) * len(rights))
                found += [one + other for one, other in product(lefts, rights)]
        return found

    def _expand_point(self, table: Table, point: int) -> list[Choices]:
        values = tuple(table.points.values[point].tolist())
        return self.expand(table, int(table.points.groups[point]), values)

    def _check(self, n_packages: int) -> None:
        if n_packages > self.limit:
            raise TooLargeError(
                f"more than {self.limit:,} packages share these values; allow more (limit),"
                " or settle an issue first"
            )
