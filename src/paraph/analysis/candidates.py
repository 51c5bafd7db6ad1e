"""Candidates: the packages worth assessing over all draws, and how they fare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.dominance import number_rows
from paraph.analysis.forests import find_beaten_by
from paraph.analysis.lattices import Lattice, conditions_hold, values_at
from paraph.analysis.tables import Table, trace_positions
from paraph.negotiation import Agenda, Linkage, package_at

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_NEIGHBOURS_OF = 10  # of how many packages the neighbours are tried


@dataclass(frozen=True, eq=False)
class Assessed:
    """How packages fare: values[draw, package, party] in units, and probabilities 0..1.

    `p_accept[package, party]`; `p_acceptable[package]` to all at once.
    """

    values: Floats
    p_accept: Floats
    p_acceptable: Floats


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
    rows, numbers = number_rows(positions)
    weights = np.bincount(numbers, weights=_importance(lattice, table))
    most = np.argsort(-weights, kind="stable")[:n_candidates]
    chosen = rows[most].astype(np.intp)
    p_acceptable = _accepts(lattice, values_at(lattice, chosen), chosen).all(axis=2).mean(axis=0)
    likeliest = chosen[np.argsort(-p_acceptable, kind="stable")[:_NEIGHBOURS_OF]]
    near = _neighbours(lattice, likeliest, agenda, linkages)
    return number_rows(np.concatenate([chosen, near]))[0]


def assess_positions(lattice: Lattice, positions: Indices) -> Assessed:
    """Return how packages at positions[package, issue] fare over all draws."""
    values = values_at(lattice, positions)
    accepts = _accepts(lattice, values, positions)
    return Assessed(
        values=lattice.in_units(values),
        p_accept=accepts.mean(axis=0),
        p_acceptable=accepts.all(axis=2).mean(axis=0),
    )


def find_p_efficient(lattice: Lattice, table: Table, positions: Indices) -> Floats:
    """Return for each package how likely it is acceptable to all, and efficient besides.

    `table` holds the frontier of the zone of each draw.
    """
    values = values_at(lattice, positions)
    is_efficient: Flags = np.logical_and.reduce(_accepts(lattice, values, positions), axis=2)
    draws, packages = np.nonzero(is_efficient)
    if len(draws):
        points = table.points
        beaten = find_beaten_by(points.draws, points.values, draws, values[draws, packages])
        is_efficient[draws, packages] = ~beaten
    shares: Floats = is_efficient.mean(axis=0)
    return shares


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


def _accepts(lattice: Lattice, values: Whole, positions: Indices) -> Flags:
    """Return accepts[draw, package, party]: at least the floor, no red line of theirs crossed."""
    accepts = np.greater_equal(values, lattice.floors[:, None, :])
    for index, factor in enumerate(lattice.factors):
        if factor.forbids is not None:
            crossed = factor.forbids[:, None] & conditions_hold(lattice, index, positions)[None]
            accepts[:, :, factor.party] &= ~crossed
    return accepts


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
    near, _ = number_rows(np.concatenate(rows))
    is_allowed = [
        all(linkage.allows(package_at(agenda, row)) for linkage in linkages)
        for row in (near if linkages else ())
    ]
    return near[np.array(is_allowed, dtype=np.bool_)] if linkages else near
