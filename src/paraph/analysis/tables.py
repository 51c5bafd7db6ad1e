"""Tables: the points of a set of issues, grouped by the statuses of their open factors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice
from paraph.analysis.trees import Merger, settle_options

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Narrow = NDArray[np.int16]

_BATCH = 2_000_000  # sums formed at once
_BATCH_OF_DRAWS = 400_000  # the same where draws can be taken one after another


@dataclass(frozen=True, eq=False)
class Points:
    """Partial packages: groups[point], draws[point], values[point, party] in steps.

    `left` and `right` say where they come from: indices of points of the two tables that
    were added, or, in the table of a single issue, the option.
    """

    groups: Whole
    draws: Whole
    values: Whole
    left: Indices
    right: Indices

    def __len__(self) -> int:
        return len(self.draws)

    def take(self, chosen: Indices | Flags) -> Points:
        """Return the chosen points, in that order."""
        return Points(
            self.groups[chosen],
            self.draws[chosen],
            self.values[chosen],
            self.left[chosen],
            self.right[chosen],
        )


def gather(parts: Sequence[Points]) -> Points:
    """Return the points of all parts, one after another."""
    if len(parts) == 1:
        return parts[0]
    return Points(
        np.concatenate([part.groups for part in parts]),
        np.concatenate([part.draws for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
    )


@dataclass(frozen=True, eq=False)
class Table:
    """The points of a set of issues; signatures[group, factor] are of `open_factors`.

    `best[draw, party]` is the most that any point gives; any package is worse than some point
    by at most `error[party]`. The table of a single issue has no children.
    """

    issues: frozenset[int]
    open_factors: tuple[int, ...]
    signatures: Whole
    points: Points
    best: Whole
    error: Whole
    children: tuple[Table, Table] | None = None

    @property
    def size(self) -> int:
        """How many points all groups hold."""
        return len(self.points)


def table_of(
    lattice: Lattice,
    merger: Merger,
    points: Points,
    error: Whole,
    children: tuple[Table, Table] | None = None,
) -> Table:
    """Return the table of what a merger made of points."""
    best = find_best(lattice, points)
    return Table(
        merger.issues, merger.open_factors, merger.signatures, points, best, error, children
    )


def form_options(lattice: Lattice, issue: int) -> tuple[Merger, Points]:
    """Return the options of an issue as points, draw by draw."""
    merger = settle_options(lattice, issue)
    allowed = np.array(lattice.allowed[issue], dtype=np.intp)
    draws = np.repeat(np.arange(lattice.n_draws), len(allowed))
    place = np.tile(np.arange(len(allowed)), lattice.n_draws)
    origin = allowed[place]
    values = lattice.parts[issue][draws, origin] + merger.bonus[place]
    points = Points(merger.group[place], draws, values, origin, origin)
    is_allowed = points.groups >= 0
    for holds, forbids in merger.lines:
        is_allowed &= ~(holds[place] & forbids[draws])
    return merger, points.take(is_allowed)


def form_sums(lattice: Lattice, merger: Merger, pair: tuple[Table, Table]) -> Iterator[Points]:
    """Yield the sums of all pairs of points of the same draw, in batches of bounded size."""
    first, second = (table.points for table in pair)
    if lattice.n_draws == 1:
        step = max(1, _BATCH // max(1, len(first)))
        for start in range(0, len(second), step):
            block = np.arange(start, min(start + step, len(second)))
            left = np.tile(np.arange(len(first)), len(block))
            yield _sums_of(merger, (first, second), left, np.repeat(block, len(first)))
        return
    by_draw = np.argsort(first.draws, kind="stable")
    counts = np.bincount(first.draws, minlength=lattice.n_draws)
    starts = np.cumsum(counts) - counts
    asked = np.argsort(second.draws, kind="stable")
    sizes = counts[second.draws[asked]]
    batch = np.cumsum(sizes) // _BATCH_OF_DRAWS
    for number in range(int(batch[-1]) + 1 if len(batch) else 0):
        block, n_pairs = asked[batch == number], sizes[batch == number]
        right = np.repeat(block, n_pairs)
        begins = np.repeat(np.cumsum(n_pairs) - n_pairs, n_pairs)
        places = np.repeat(starts[second.draws[block]], n_pairs) + np.arange(len(right)) - begins
        yield _sums_of(merger, (first, second), by_draw[places], right)


def _sums_of(merger: Merger, sides: tuple[Points, Points], left: Indices, right: Indices) -> Points:
    first, second = sides
    values = np.take(first.values, left, axis=0) + np.take(second.values, right, axis=0)
    draws = first.draws[left]
    if (
        merger.group.size == 1
        and merger.group[0, 0] == 0
        and not (merger.lines or merger.bonus.any())
    ):
        return Points(np.full(len(left), merger.group[0, 0]), draws, values, left, right)
    one, other = first.groups[left], second.groups[right]
    groups = merger.group[one, other]
    is_allowed = groups >= 0
    for holds, forbids in merger.lines:
        is_allowed &= ~(holds[one, other] & forbids[draws])
    sums = Points(groups, draws, values + merger.bonus[one, other], left, right)
    return sums.take(is_allowed)


def trace_positions(table: Table, chosen: Indices, n_issues: int) -> Narrow:
    """Return positions[point, issue], the options behind chosen points of the table.

    There may be points by the hundred thousand, so the numbers are kept narrow.
    """
    positions = np.zeros((len(chosen), n_issues), dtype=np.int16)
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


def find_best(lattice: Lattice, points: Points) -> Whole:
    """Return best[draw, party]; 0 in a draw without points, which no sum can reach anyway."""
    best = np.zeros((lattice.n_draws, lattice.n_parties), dtype=np.int64)
    if len(points) and lattice.n_draws == 1:
        best[0] = points.values.max(axis=0)
    elif len(points):
        best[points.draws] = np.iinfo(np.int64).min
        np.maximum.at(best, points.draws, points.values)
    return best
