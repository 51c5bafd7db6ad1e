"""Sums: the frontier of a sum of issues as the pruned sum of their frontiers.

With additive values the efficient packages of two disjoint sets of issues, put together, hold
all efficient packages of both sets (Nemhauser and Ullmann 1969); so issues are added one by one
and dominated sums are dropped at once. Issues tied by factors are added along a tree, keeping
one set of points for each combination of statuses of the factors that are still open. What no
party would accept is cut while adding, against the best that the remaining issues could bring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.dominance import find_nondominated, hold_in_all, order_rows
from paraph.analysis.lattices import Lattice
from paraph.analysis.tables import (
    Points,
    Table,
    find_best,
    form_options,
    form_sums,
    gather,
    table_of,
)
from paraph.analysis.trees import Costs, find_tied_pair, is_within, join
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_TRIM_ABOVE = 5_000  # sums of a draw
_VISITS = 200  # for each point allowed, to find which are dominated: some fifteen seconds
_LEAST_ALLOWED = 1_000_000  # points that this is reckoned from


@dataclass(frozen=True)
class SumSettings:
    """How points are kept while adding.

    `is_cut` drops what can't reach the lattice's floors. `errors[party]`, in steps, is by how
    much every package may in the end be worse than some point that is kept (empty: not at
    all). `max_points` bounds the points held of one table, for each draw on average.
    """

    is_cut: bool = False
    errors: tuple[int, ...] = ()
    max_points: int = 1_000_000


def sum_issues(lattice: Lattice, settings: SumSettings) -> Table:
    """Return the nondominated points over all issues, in one group, sorted by draw.

    TooLargeError if more points than allowed would have to be held, or compared for too long.
    """
    live = [_table_of_issue(lattice, issue) for issue in range(len(lattice.parts))]
    if settings.is_cut:
        for place in (*range(len(live)), *range(len(live))):
            live[place] = _cut(lattice, live[place], live[:place] + live[place + 1 :])
    costs: Costs = {}
    total: Table | None = None
    while len(live) > 1:
        pair = find_tied_pair(lattice, live, costs) or _next_pair(live, total, settings)
        others = [table for table in live if table not in pair]
        total = _add(lattice, settings, pair, others)
        live = [*others, total]
    return live[0]


def _next_pair(
    live: Sequence[Table], total: Table | None, settings: SumSettings
) -> tuple[Table, Table]:
    """Return the tables to add next, the larger first.

    Exact sums grow least if the smallest table is added to what there is. Where points are
    trimmed the two smallest are added, so that few additions are large enough to need it.
    """
    ascending = sorted(live, key=lambda table: table.size)
    if any(settings.errors) or total is None or total not in live:
        return ascending[1], ascending[0]
    nearest = next(table for table in ascending if table is not total)
    return (total, nearest) if total.size >= nearest.size else (nearest, total)


def _table_of_issue(lattice: Lattice, issue: int) -> Table:
    merger, points = form_options(lattice, issue)
    points = _prune(lattice, points, _LEAST_ALLOWED)
    return table_of(lattice, merger, points, np.zeros(lattice.n_parties, np.int64))


def _add(
    lattice: Lattice, settings: SumSettings, pair: tuple[Table, Table], others: Sequence[Table]
) -> Table:
    """Return the pruned sum of two tables; `others` is what remains to be added to it."""
    merger = join(lattice, *pair)
    needed = _needed(lattice, merger.issues, others) if settings.is_cut else None
    trims = _find_trims(lattice, settings, pair, others)
    kept = pair[0].points.take(np.zeros(0, dtype=np.intp))
    for sums in form_sums(lattice, merger, pair):
        points = sums
        if needed is not None:
            points = points.take(_reach(points, needed))
        points = gather([kept, points]) if len(kept) else points
        points = _trim(points, trims) if trims.any() else points
        kept = _prune(lattice, points, settings.max_points)
        if len(kept) > settings.max_points * lattice.n_draws:
            raise TooLargeError(
                f"the frontier of {len(merger.issues)} of {len(lattice.parts)} issues already has"
                f" over {settings.max_points:,} points, which is all that is allowed; allow more"
                " (max_points), or accept an approximation with a proved bound (epsilon)"
            )
    return table_of(lattice, merger, kept, pair[0].error + pair[1].error + trims, pair)


def _find_trims(
    lattice: Lattice, settings: SumSettings, pair: tuple[Table, Table], others: Sequence[Table]
) -> Whole:
    """Return the cells[party] to trim a sum to: an equal part of the error that is left.

    Sums of few points aren't trimmed. Errors add up over all additions, for in each of them
    a package's point can be replaced once more.
    """
    nothing = np.zeros(lattice.n_parties, dtype=np.int64)
    n_sums = pair[0].size * pair[1].size / lattice.n_draws**2
    if not any(settings.errors) or n_sums <= _TRIM_ABOVE:
        return nothing
    spent = sum((table.error for table in (*pair, *others)), nothing)
    trims: Whole = (np.array(settings.errors) - spent) // (len(others) + 1)
    return trims


def _cut(lattice: Lattice, table: Table, others: Sequence[Table]) -> Table:
    """Return a table of one issue without the options that can't reach the floors."""
    needed = _needed(lattice, table.issues, others)
    points = table.points
    kept = points.take(_reach(points, needed))
    return replace(table, points=kept, best=find_best(lattice, kept))


def _reach(points: Points, needed: Whole) -> Flags:
    """Return which points have at least needed[draw, party] for every party."""
    return hold_in_all(points.values >= np.take(needed, points.draws, axis=0))


def _needed(lattice: Lattice, issues: frozenset[int], others: Sequence[Table]) -> Whole:
    """Return needed[draw, party], below which the rest can't lift a sum to the floor."""
    needed = lattice.floors - sum(table.best for table in others)
    for factor in lattice.factors:
        if factor.bonus is not None and not is_within(factor, issues):
            needed = needed - np.maximum(factor.bonus, 0)
    result: Whole = needed
    return result


def _prune(lattice: Lattice, points: Points, max_points: int) -> Points:
    """Return the points that no other of the same group and draw dominates.

    TooLargeError where that takes far longer than holding `max_points` would lead one to expect.
    """
    kinds = points.groups * lattice.n_draws + points.draws
    n_compared = lattice.n_parties - lattice.n_bounds
    most_visits = _VISITS * max(max_points, _LEAST_ALLOWED) * lattice.n_draws
    return points.take(find_nondominated(kinds, points.values[:, :n_compared], most_visits))


def _trim(points: Points, cells: Whole) -> Points:
    """Keep one point of each cell of the values of all parties but the first, the best for it.

    The point that is kept is worse than any that goes by less than a cell for the other
    parties, and not worse for the first; trimming to the same cells again adds no error.
    """
    if not len(points):
        return points
    columns = [points.values[:, party] // max(1, cell) for party, cell in enumerate(cells) if party]
    rows = np.column_stack([points.groups, points.draws, *columns, -points.values[:, 0]])
    order = order_rows(rows)
    is_new = np.append(True, np.any(rows[order[1:], :-1] != rows[order[:-1], :-1], axis=1))
    return points.take(order[is_new])
