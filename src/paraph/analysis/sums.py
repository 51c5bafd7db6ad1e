"""Sums: the frontier of a sum of issues as the pruned sum of their frontiers.

With additive values the efficient packages of two disjoint sets of issues, put together, hold
all efficient packages of both sets (Nemhauser and Ullmann 1969); so issues are added one by one
and dominated sums are dropped at once. Issues tied by factors are added along a tree, keeping
one set of points for each combination of statuses of the factors that are still open. What no
party would accept is cut while adding, against the best that the remaining issues could bring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.dominance import find_nondominated, order_rows
from paraph.analysis.lattices import Lattice
from paraph.analysis.tables import Points, Table, apply, gather, pair_up, table_of_groups
from paraph.analysis.trees import (
    Costs,
    Signature,
    find_tied_pair,
    is_within,
    join,
    settle_option,
)
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]

_BATCH = 2_000_000  # sums formed at once before dominated ones are dropped


@dataclass(frozen=True)
class SumSettings:
    """How points are kept while adding.

    `is_cut` drops what can't reach the lattice's floors; `trims[party]`, in steps, lets a
    point go where another is kept that is worse by less than that for each party (empty:
    none); `max_points` bounds the points of one table held for one draw.
    """

    is_cut: bool = False
    trims: tuple[int, ...] = ()
    max_points: int = 1_000_000


def sum_issues(lattice: Lattice, settings: SumSettings) -> Table:
    """Return the nondominated points over all issues, in one group, or none if there is none.

    TooLargeError if more points than allowed would have to be held.
    """
    live = [_table_of_issue(lattice, issue) for issue in range(len(lattice.parts))]
    if settings.is_cut:
        live = [
            _cut(lattice, table, [other for other in live if other is not table]) for table in live
        ]
    costs: Costs = {}
    while (pair := find_tied_pair(lattice, live, costs)) is not None:
        others = [table for table in live if table not in pair]
        live = [*others, _add(lattice, settings, pair, others)]
    total, *others = sorted(live, key=lambda table: len(table.points))
    while others:
        nearest, *others = others
        pair = (total, nearest) if len(total.points) >= len(nearest.points) else (nearest, total)
        total = _add(lattice, settings, pair, others)
    return total


def _table_of_issue(lattice: Lattice, issue: int) -> Table:
    if not any(issue in factor.statuses for factor in lattice.factors):
        return table_of_groups(
            lattice, frozenset({issue}), {(): _prune([_options(lattice, issue)])}
        )
    draws = np.arange(lattice.n_draws)
    groups: dict[Signature, list[Points]] = {}
    for option in lattice.allowed[issue]:
        outcome = settle_option(lattice, issue, option)
        if outcome is not None:
            origin = np.full(lattice.n_draws, option, dtype=np.intp)
            points = Points(draws, lattice.parts[issue][:, option, :], origin, origin)
            groups.setdefault(outcome.signature, []).append(apply(outcome, points))
    pruned = {signature: _prune(parts) for signature, parts in groups.items()}
    return table_of_groups(lattice, frozenset({issue}), pruned)


def _options(lattice: Lattice, issue: int) -> Points:
    """Return the options of an issue that no factor looks at, draw by draw."""
    allowed = np.array(lattice.allowed[issue], dtype=np.intp)
    draws = np.repeat(np.arange(lattice.n_draws), len(allowed))
    origin = np.tile(allowed, lattice.n_draws)
    return Points(draws, lattice.parts[issue][draws, origin], origin, origin)


def _add(
    lattice: Lattice, settings: SumSettings, pair: tuple[Table, Table], others: Sequence[Table]
) -> Table:
    """Return the pruned sum of two tables; `others` is what remains to be added to it."""
    first, second = pair
    issues = first.issues | second.issues
    needed = _needed(lattice, issues, others) if settings.is_cut else None
    groups: dict[Signature, list[Points]] = {}
    for one in range(len(first.signatures)):
        for other in range(len(second.signatures)):
            signatures = (first.signatures[one], second.signatures[other])
            outcome = join(lattice, first, second, signatures)
            if outcome is None:
                continue
            parts = groups.setdefault(outcome.signature, [])
            for sums in _form_sums(lattice, pair, (first.group(one), second.group(other))):
                points = apply(outcome, sums)
                if needed is not None:
                    points = points.take(np.all(points.values >= needed[points.draws], axis=1))
                parts.append(points)
                if sum(map(len, parts)) > _BATCH:
                    parts[:] = [_prune(parts)]
    pruned = {
        signature: _prune([_trim(gather(parts), settings.trims)])
        for signature, parts in groups.items()
    }
    n_points = sum(map(len, pruned.values()))
    if n_points > settings.max_points * lattice.n_draws:
        raise TooLargeError(
            f"the frontier of {len(issues)} of {len(lattice.parts)} issues already has"
            f" {n_points:,} points, over the {settings.max_points:,} allowed; allow more"
            " (max_points), or accept an approximation with a proved bound (epsilon)"
        )
    return table_of_groups(lattice, issues, pruned, pair)


def _form_sums(
    lattice: Lattice, pair: tuple[Table, Table], slices: tuple[slice, slice]
) -> Iterator[Points]:
    """Yield all sums of points of one group of each table, in batches of bounded size."""
    first, second = (
        table.points.take(np.arange(part.start, part.stop))
        for table, part in zip(pair, slices, strict=True)
    )
    step = len(second)
    if lattice.n_draws == 1:
        step = max(1, _BATCH // max(1, len(first)))
    for start in range(0, len(second), max(1, step)):
        block = second.take(np.arange(start, min(start + step, len(second))))
        left, right = pair_up(first, block, lattice.n_draws)
        yield Points(
            first.draws[left],
            first.values[left] + block.values[right],
            left + slices[0].start,
            right + slices[1].start + start,
        )


def _cut(lattice: Lattice, table: Table, others: Sequence[Table]) -> Table:
    """Return a table of one issue without the options that can't reach the floors."""
    needed = _needed(lattice, table.issues, others)
    groups = {}
    for index, signature in enumerate(table.signatures):
        points = table.points.take(np.arange(table.starts[index], table.starts[index + 1]))
        groups[signature] = points.take(np.all(points.values >= needed[points.draws], axis=1))
    return table_of_groups(lattice, table.issues, groups)


def _needed(lattice: Lattice, issues: frozenset[int], others: Sequence[Table]) -> Whole:
    """Return needed[draw, party], below which the rest can't lift a sum to the floor."""
    needed = lattice.floors - sum(table.best for table in others)
    for factor in lattice.factors:
        if factor.bonus is not None and not is_within(factor, issues):
            needed = needed - np.maximum(factor.bonus, 0)
    result: Whole = needed
    return result


def _prune(parts: Sequence[Points]) -> Points:
    points = gather(parts)
    return points.take(find_nondominated(points.draws, points.values))


def _trim(points: Points, trims: Sequence[int]) -> Points:
    """Keep one point of each cell of the values of all parties but the first, the best for it.

    The point that is kept is worse than any that goes by less than a cell's width for the
    other parties, and not worse for the first.
    """
    if not any(trims) or not len(points):
        return points
    cells = [points.values[:, party] // max(1, trim) for party, trim in enumerate(trims) if party]
    rows = np.column_stack([points.draws, *cells, -points.values[:, 0]])
    order = order_rows(rows)
    is_new = np.append(True, np.any(rows[order[1:], :-1] != rows[order[:-1], :-1], axis=1))
    return points.take(order[is_new])
