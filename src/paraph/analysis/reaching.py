"""Reaching: in which draws some package reaches given values, or dominates a given one.

Both are questions of yes or no in each draw, far cheaper than its whole frontier. What can't
reach the values is cut while adding, option by option at first: an option is dropped if, by
some weights of the parties, more is lost with it than a package that reaches them can lose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.frontiers import find_errors
from paraph.analysis.lattices import Lattice
from paraph.analysis.sums import SumSettings, sum_issues
from paraph.analysis.tables import Table
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_FIRST = 500  # draws solved at once before it is known how many points they have
_AT_ONCE = 400_000  # points held at once, which bounds the memory
_MOST_POINTS = 2_000  # of a draw on average, where the trimmed sums haven't found anything
_NOTHING = -(2**50)  # what an option that is dropped is worth: no sum with it reaches anything


@dataclass(frozen=True, eq=False)
class Reached:
    """is_met[draw], and whether that is certain: if not, more may be met than it says.

    `n_points` is how many points were held to find it: a measure of the work.
    """

    is_met: Flags
    is_exact: bool
    n_points: int


def find_reached(lattice: Lattice, epsilon: float) -> Reached:
    """Find the draws in which some package reaches the lattice's floors.

    Sums of too many points are first trimmed to within `epsilon` of a party's range; draws in
    which nothing is found that way are solved exactly, unless that is too large.
    """
    return _solve(lattice, epsilon, is_more=False)


def find_dominated(lattice: Lattice, epsilon: float) -> Reached:
    """Find the draws in which a package is better than the floors for one party, as good for all.

    The floors of a draw are the values of a package in it. Trimmed as `find_reached` is.
    """
    return _solve(lattice, epsilon, is_more=True)


def _solve(lattice: Lattice, epsilon: float, *, is_more: bool) -> Reached:
    """Solve the draws in blocks, which are as large as the points of those before allow."""
    is_met, is_exact = np.zeros(lattice.n_draws, dtype=np.bool_), True
    start, n_points, size = 0, 0, _FIRST
    while start < lattice.n_draws:
        block = lattice.take(np.arange(start, min(start + size, lattice.n_draws)))
        found = _solve_block(block, epsilon, is_more=is_more)
        is_met[start : start + block.n_draws] = found.is_met
        is_exact &= found.is_exact
        start, n_points = start + block.n_draws, n_points + found.n_points
        size = int(min(4 * size, 1 + _AT_ONCE * start / max(1, n_points)))
    return Reached(is_met, is_exact, n_points)


def _solve_block(lattice: Lattice, epsilon: float, *, is_more: bool) -> Reached:
    """Solve draws at once: trimmed, then exactly those in which nothing is found that way."""
    errors = find_errors(lattice, epsilon)
    narrow, is_open = _narrow(lattice, is_more=is_more)
    bound_errors = (*errors, int(narrow.parts[0].shape[2]) * max(errors))
    is_met, n_points, draws = np.zeros(lattice.n_draws, dtype=np.bool_), 0, np.flatnonzero(is_open)
    for own_errors, most in ((bound_errors, SumSettings().max_points), ((), _MOST_POINTS)):
        if not len(draws):
            break
        part = narrow.take(draws)
        try:
            table = sum_issues(part, SumSettings(True, own_errors, most))
        except TooLargeError:
            return Reached(is_met, is_exact=False, n_points=n_points + most * len(draws))
        n_points += _count_points(table)
        found = _find_met(part, table, is_more=is_more)
        is_met[draws[found]] = True
        draws = draws[~found]
        if not table.error.any():
            break
    return Reached(is_met, True, n_points)


def _find_met(lattice: Lattice, table: Table, *, is_more: bool) -> Flags:
    """Return met[draw] by the points of a complete table."""
    points = table.points
    met = np.zeros(lattice.n_draws, dtype=np.bool_)
    n_parties = lattice.n_parties - lattice.n_bounds
    own = lattice.floors[points.draws, :n_parties]
    is_better = np.any(points.values[:, :n_parties] != own, axis=1)
    met[points.draws[is_better] if is_more else points.draws] = True
    return met


def _count_points(table: Table) -> int:
    """Return how many points were held on the way to a table."""
    return table.size + sum(map(_count_points, table.children or ()))


def _narrow(lattice: Lattice, *, is_more: bool) -> tuple[Lattice, Flags]:
    """Return the lattice without options that can't be in a package that is asked for.

    Besides open[draw]: whether there can be such a package at all. For any weights of the
    parties, its weighted value is at least that of the floors (more, where it is to dominate),
    and at most that of each issue's best option, and of all interactions that add to it. The
    weights that leave least room in a draw go on to cut its sums.
    """
    parts = [part.copy() for part in lattice.parts]
    is_open = np.ones(lattice.n_draws, dtype=np.bool_)
    tightest = np.ones(lattice.floors.shape, dtype=np.int64)
    least_room = np.full(lattice.n_draws, np.inf)
    for weights in _directions(lattice.n_parties):
        weighted = [part @ weights for part in lattice.parts]
        best = [
            own[:, allowed].max(axis=1)
            for own, allowed in zip(weighted, map(list, lattice.allowed), strict=True)
        ]
        spare = np.sum(best, axis=0) - lattice.floors @ weights
        for factor in lattice.factors:
            if factor.bonus is not None:
                spare += max(0, int(factor.bonus @ weights))
        is_open &= spare > 0 if is_more else spare >= 0
        for part, own, most in zip(parts, weighted, best, strict=True):
            part[most[:, None] - own > spare[:, None]] = _NOTHING
        room = np.log(np.maximum(spare, 1)) - np.log(weights).mean()
        tightest[room < least_room] = weights
        least_room = np.minimum(room, least_room)
    return _with_bound(replace(lattice, parts=tuple(parts)), tightest), is_open


def _with_bound(lattice: Lattice, weights: Whole) -> Lattice:
    """Return the lattice with sums by weights[draw, party] as one party more, to cut by."""
    factors = []
    for factor in lattice.factors:
        if factor.bonus is not None:  # the same in all draws, so the most that it is in any
            factor = replace(factor, bonus=np.append(factor.bonus, (weights @ factor.bonus).max()))
        factors.append(factor)
    bounds = [(part * weights[:, None, :]).sum(axis=2, keepdims=True) for part in lattice.parts]
    floors = (lattice.floors * weights).sum(axis=1, keepdims=True)
    return replace(
        lattice,
        parts=tuple(
            np.concatenate([part, bound], axis=2)
            for part, bound in zip(lattice.parts, bounds, strict=True)
        ),
        factors=tuple(factors),
        floors=np.concatenate([lattice.floors, floors], axis=1),
        n_bounds=1,
    )


def _directions(n_parties: int) -> Iterator[Whole]:
    """Yield weights[party], whole so that nothing is rounded: more of them for fewer parties."""
    most = {1: 1, 2: 8, 3: 3}.get(n_parties, 2)
    for weights in product(range(1, most + 1), repeat=n_parties):
        if np.gcd.reduce(weights) == 1:
            yield np.array(weights, dtype=np.int64)
