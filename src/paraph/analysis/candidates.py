"""Candidates: the packages worth assessing over all draws, and how they fare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice
from paraph.analysis.tables import Table, trace_positions
from paraph.negotiation import Agenda, Linkage, package_at

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_NEIGHBOURS_OF = 10  # of how many packages the neighbours are tried
_BLOCK = 4_000_000  # comparisons of packages with points made at once


@dataclass(frozen=True, eq=False)
class Assessed:
    """How packages fare: values[draw, package, party] in units, and probabilities 0..1.

    `p_accept[package, party]`; `p_acceptable[package]` to all at once;
    `p_efficient[package]` acceptable to all, and efficient.
    """

    values: Floats
    p_accept: Floats
    p_acceptable: Floats
    p_efficient: Floats


def propose_positions(
    lattice: Lattice,
    table: Table,
    agenda: Agenda,
    linkages: Sequence[Linkage],
    n_candidates: int,
) -> Indices:
    """Return positions[package, issue] of the packages worth assessing.

    They are the most frequent over all draws among the points of the table, where the Nash
    point of a draw counts for all points of its draw; then the packages that differ from the
    likeliest of them in one issue.
    """
    if not len(table.points):
        return np.zeros((0, len(agenda)), dtype=np.intp)
    positions = trace_positions(table, np.arange(len(table.points)), len(agenda))
    rows, inverse = np.unique(positions, axis=0, return_inverse=True)
    weights = np.bincount(inverse.ravel(), weights=_importance(lattice, table))
    most = np.argsort(-weights, kind="stable")[:n_candidates]
    chosen = rows[most]
    p_acceptable = _accepts(lattice, _values_at(lattice, chosen), chosen).all(axis=2).mean(axis=0)
    likeliest = chosen[np.argsort(-p_acceptable, kind="stable")[:_NEIGHBOURS_OF]]
    near = _neighbours(lattice, likeliest, agenda, linkages)
    return np.unique(np.concatenate([chosen, near]), axis=0)


def assess_positions(lattice: Lattice, table: Table, positions: Indices) -> Assessed:
    """Return how packages at positions[package, issue] fare over all draws.

    `table` holds the frontier of the zone of each draw.
    """
    values = _values_at(lattice, positions)
    accepts = _accepts(lattice, values, positions)
    is_acceptable = accepts.all(axis=2)
    is_efficient = is_acceptable & ~_is_beaten(lattice, table, values)
    return Assessed(
        values=lattice.in_units(values),
        p_accept=accepts.mean(axis=0),
        p_acceptable=is_acceptable.mean(axis=0),
        p_efficient=is_efficient.mean(axis=0),
    )


def _importance(lattice: Lattice, table: Table) -> Floats:
    """Return weights[point]: 1 in all for the points of a draw, and 1 more for its Nash point."""
    draws = table.points.draws
    gains = lattice.in_units(table.points.values - lattice.floors[draws])
    products = gains.prod(axis=1)
    weights: Floats = 1 / np.bincount(draws, minlength=lattice.n_draws)[draws]
    best = np.lexsort((-products, draws))
    is_first = np.diff(draws[best], prepend=-1) > 0
    weights[best[is_first]] += 1
    return weights


def _values_at(lattice: Lattice, positions: Indices) -> Whole:
    """Return values[draw, package, party] in steps."""
    total = np.zeros((lattice.n_draws, len(positions), lattice.n_parties), dtype=np.int64)
    for issue, part in enumerate(lattice.parts):
        total += part[:, positions[:, issue], :]
    for index in range(len(lattice.factors)):
        bonus = lattice.factors[index].bonus
        if bonus is not None:
            total += _holds(lattice, index, positions)[None, :, None] * bonus
    return total


def _accepts(lattice: Lattice, values: Whole, positions: Indices) -> Flags:
    """Return accepts[draw, package, party]: at least the floor, no red line of theirs crossed."""
    accepts: Flags = values >= lattice.floors[:, None, :]
    for index, factor in enumerate(lattice.factors):
        if factor.forbids is not None:
            crossed = factor.forbids[:, None] & _holds(lattice, index, positions)[None]
            accepts[:, :, factor.party] &= ~crossed
    return accepts


def _holds(lattice: Lattice, index: int, positions: Indices) -> Flags:
    """Return holds[package]: whether all conditions of a factor hold."""
    holds = np.ones(len(positions), dtype=np.bool_)
    for issue, statuses in lattice.factors[index].statuses.items():
        holds &= np.asarray(statuses, dtype=np.bool_)[positions[:, issue]]
    return holds


def _neighbours(
    lattice: Lattice, positions: Indices, agenda: Agenda, linkages: Sequence[Linkage]
) -> Indices:
    """Return the packages that differ in one issue and respect the linkages."""
    rows = [positions]
    for issue, options in enumerate(lattice.allowed):
        for option in options:
            changed = positions.copy()
            changed[:, issue] = option
            rows.append(changed)
    near = np.unique(np.concatenate(rows), axis=0)
    is_allowed = [
        all(linkage.allows(package_at(agenda, row)) for linkage in linkages)
        for row in (near if linkages else ())
    ]
    return near[np.array(is_allowed, dtype=np.bool_)] if linkages else near


def _is_beaten(lattice: Lattice, table: Table, values: Whole) -> Flags:
    """Return beaten[draw, package]: a point of the draw is better for one, worse for none."""
    if lattice.n_parties == 2 and len(table.points):
        return _is_beaten_for_two(table, values)
    beaten = np.zeros(values.shape[:2], dtype=np.bool_)
    starts = np.searchsorted(table.points.draws, np.arange(lattice.n_draws + 1))
    for draw in range(lattice.n_draws):
        points = table.points.values[starts[draw] : starts[draw + 1]]
        step = max(1, _BLOCK // max(1, len(points)))
        for start in range(0, values.shape[1], step):
            own = values[draw, start : start + step]
            is_matched = np.all(points[None] >= own[:, None], axis=2)
            is_better = np.any(points[None] > own[:, None], axis=2)
            beaten[draw, start : start + step] = np.any(is_matched & is_better, axis=1)
    return beaten


def _is_beaten_for_two(table: Table, values: Whole) -> Flags:
    """Look up, in each draw, the best point for the second party among those for the first."""
    points, draws = table.points.values, table.points.draws
    high = max(int(points[:, 0].max()), int(values[:, :, 0].max()))
    span = high - min(int(points[:, 0].min()), int(values[:, :, 0].min())) + 1
    key = draws * span + (high - points[:, 0])
    asked = np.arange(values.shape[0])[:, None] * span + (high - values[:, :, 0])
    last = np.searchsorted(key, asked, side="right") - 1
    exists = (last >= 0) & (draws[last] == np.arange(values.shape[0])[:, None])
    first, second = points[last, 0], points[last, 1]
    is_better = (second > values[:, :, 1]) | (
        (second == values[:, :, 1]) & (first > values[:, :, 0])
    )
    beaten: Flags = exists & is_better
    return beaten
