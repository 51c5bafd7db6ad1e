"""Tables: the points of a set of issues, grouped by the statuses of their open factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice
from paraph.analysis.trees import Outcome, Signature, find_open_factors

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Points:
    """Partial packages: draws[point], values[point, party] in steps, and where they come from.

    `left` and `right` are indices of points of the two tables that were added; in the table
    of a single issue `left` is the option.
    """

    draws: Whole
    values: Whole
    left: Indices
    right: Indices

    def __len__(self) -> int:
        return len(self.draws)

    def take(self, chosen: Indices | Flags) -> Points:
        """Return the chosen points, in that order."""
        return Points(
            self.draws[chosen], self.values[chosen], self.left[chosen], self.right[chosen]
        )


def gather(parts: Sequence[Points]) -> Points:
    """Return the points of all parts, one after another."""
    if len(parts) == 1:
        return parts[0]
    return Points(
        np.concatenate([part.draws for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
    )


@dataclass(frozen=True, eq=False)
class Table:
    """The points of a set of issues; `signatures[group]` are statuses of `open_factors`.

    Group g holds the points starts[g] to starts[g + 1], sorted by draw. `best[draw, party]`
    is the most that any point gives. A table of a single issue has no children.
    """

    issues: frozenset[int]
    open_factors: tuple[int, ...]
    signatures: tuple[Signature, ...]
    starts: tuple[int, ...]
    points: Points
    best: Whole
    children: tuple[Table, Table] | None = None

    @property
    def size(self) -> int:
        """How many points all groups hold."""
        return len(self.points)

    def group(self, index: int) -> slice:
        """The points of one group."""
        return slice(self.starts[index], self.starts[index + 1])


def apply(outcome: Outcome, points: Points) -> Points:
    """Return the points with the outcome's bonus, without those in forbidden draws."""
    if outcome.bonus.any():
        values = points.values + outcome.bonus
        points = Points(points.draws, values, points.left, points.right)
    if outcome.forbids.any():
        points = points.take(~outcome.forbids[points.draws])
    return points


def table_of_groups(
    lattice: Lattice,
    issues: frozenset[int],
    groups: Mapping[Signature, Points],
    children: tuple[Table, Table] | None = None,
) -> Table:
    """Put pruned groups together to a table."""
    kept = {signature: points for signature, points in groups.items() if len(points)}
    points = gather(list(kept.values())) if kept else no_points(lattice)
    sizes = [len(part) for part in kept.values()]
    return Table(
        issues=issues,
        open_factors=find_open_factors(lattice, issues),
        signatures=tuple(kept),
        starts=tuple(int(start) for start in np.cumsum([0, *sizes])),
        points=points,
        best=_find_best(lattice, points),
        children=children,
    )


def no_points(lattice: Lattice) -> Points:
    """Return a set of no points."""
    none = np.zeros(0, dtype=np.intp)
    return Points(none, np.zeros((0, lattice.n_parties), dtype=np.int64), none, none)


def pair_up(first: Points, second: Points, n_draws: int) -> tuple[Indices, Indices]:
    """Return the indices of all pairs of points of the same draw.

    Pairs come in runs that follow the order of `first`, so that its sorting is kept.
    """
    n_first, n_second = len(first), len(second)
    if n_draws == 1:
        return np.tile(np.arange(n_first), n_second), np.repeat(np.arange(n_second), n_first)
    counts = np.bincount(second.draws, minlength=n_draws)
    starts = np.cumsum(counts) - counts
    lefts, rights = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    for rank in range(int(counts.max(initial=0))):
        left = np.flatnonzero(counts[first.draws] > rank)
        lefts.append(left)
        rights.append(starts[first.draws[left]] + rank)
    return np.concatenate(lefts), np.concatenate(rights)


def trace_positions(table: Table, chosen: Indices, n_issues: int) -> Indices:
    """Return positions[point, issue], the options behind chosen points of the table."""
    positions = np.zeros((len(chosen), n_issues), dtype=np.intp)
    waiting = [(table, chosen)]
    while waiting:
        place, own = waiting.pop()
        if place.children is None:
            (issue,) = place.issues
            positions[:, issue] = place.points.left[own]
        else:
            waiting.append((place.children[0], place.points.left[own]))
            waiting.append((place.children[1], place.points.right[own]))
    return positions


def _find_best(lattice: Lattice, points: Points) -> Whole:
    """Return best[draw, party]; 0 in a draw without points, which no sum can reach anyway."""
    best = np.zeros((lattice.n_draws, lattice.n_parties), dtype=np.int64)
    if len(points) and lattice.n_draws == 1:
        best[0] = points.values.max(axis=0)
    elif len(points):
        best[points.draws] = np.iinfo(np.int64).min
        np.maximum.at(best, points.draws, points.values)
    return best
