"""Candidates: the packages worth assessing over all draws, and how they fare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.dominance import number_rows
from paraph.analysis.frontiers import find_errors
from paraph.analysis.lattices import Lattice, conditions_hold, values_at
from paraph.analysis.reaching import Reached, find_dominated, find_reached
from paraph.analysis.sums import SumSettings, sum_issues
from paraph.analysis.tables import Narrow, Table, trace_positions
from paraph.negotiation import Agenda, Linkage, package_at

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_NEIGHBOURS_OF = 10  # of how many packages the neighbours are tried

_MOST_POINTS = 200_000  # of all draws solved; half of that for each party, as they cost more
_AT_ONCE = 20_000  # points of the draws solved at once
_FIRST_DRAWS = 800  # solved first; a quarter of that for each party
_LEAST_DRAWS = 5

_MOST_HELD = 100_000  # points on the way to know which packages are dominated
_FIRST_ASKED = 10  # draws


@dataclass(frozen=True, eq=False)
class SolvedDraws:
    """Points of the frontiers of the first `n_draws` draws' zones, and how much each counts.

    positions[point, issue]; weights[point] add up to 1 in a draw, and 1 more for its Nash
    point. `has_zone[draw]` is certain where true, and where nothing was trimmed (`is_exact`).
    """

    n_draws: int
    positions: Narrow
    weights: Floats
    has_zone: Flags
    is_exact: bool


@dataclass(frozen=True, eq=False)
class Assessed:
    """How packages fare: values[draw, package, party] in steps, and which are acceptable.

    `p_accept[package, party]`; `is_acceptable[draw, package]` and `p_acceptable[package]` to
    all at once.
    """

    values: Whole
    p_accept: Floats
    is_acceptable: Flags
    p_acceptable: Floats


def solve_draws(lattice: Lattice, epsilon: float) -> SolvedDraws:
    """Solve the frontier of the zone draw by draw, until enough points have come up.

    The draws are solved in blocks, so that memory stays bounded. With `epsilon` above 0 sums
    of many points are trimmed to within that share of a party's range.
    """
    most = _MOST_POINTS >> lattice.n_parties
    size = max(_LEAST_DRAWS, _FIRST_DRAWS >> (2 * lattice.n_parties))
    n_done, n_points, is_exact = 0, 0, True
    positions, weights, zones = [], [], []
    while n_done < lattice.n_draws and n_points < most:
        block = lattice.take(np.arange(n_done, min(n_done + size, lattice.n_draws)))
        table = sum_issues(block, SumSettings(is_cut=True, errors=find_errors(block, epsilon)))
        places = np.arange(len(table.points))
        positions.append(trace_positions(table, places, len(lattice.parts)))
        weights.append(_importance(block, table))
        zones.append(np.bincount(table.points.draws, minlength=block.n_draws) > 0)
        is_exact &= not table.error.any()
        n_done, n_points = n_done + block.n_draws, n_points + len(places)
        of_a_draw = max(1.0, n_points / n_done)
        size = int(min(4 * size, 1 + (most - n_points) / of_a_draw, 1 + _AT_ONCE / of_a_draw))
    return SolvedDraws(
        n_done, np.concatenate(positions), np.concatenate(weights), np.concatenate(zones), is_exact
    )


def propose_positions(
    lattice: Lattice,
    solved: SolvedDraws,
    agenda: Agenda,
    linkages: Sequence[Linkage],
    n_candidates: int,
) -> Indices:
    """Return positions[package, issue] of the packages worth assessing.

    They are those that come up most over the solved draws, where the Nash point of a draw
    counts for all points of its draw; then the packages that differ from the likeliest of
    them in one issue.
    """
    if not len(solved.positions):
        return np.zeros((0, len(agenda)), dtype=np.intp)
    rows, numbers = number_rows(solved.positions)
    weights = np.bincount(numbers, weights=solved.weights)
    most = np.argsort(-weights, kind="stable")[:n_candidates]
    chosen = rows[most].astype(np.intp)
    p_acceptable = _accepts(lattice, values_at(lattice, chosen), chosen).all(axis=2).mean(axis=0)
    likeliest = chosen[np.argsort(-p_acceptable, kind="stable")[:_NEIGHBOURS_OF]]
    near = find_neighbours(lattice, likeliest, agenda, linkages)
    return number_rows(np.concatenate([chosen, near]))[0]


def assess_positions(lattice: Lattice, positions: Indices) -> Assessed:
    """Return how packages at positions[package, issue] fare over all draws."""
    values = values_at(lattice, positions)
    accepts = _accepts(lattice, values, positions)
    is_acceptable: Flags = np.all(accepts, axis=2)
    return Assessed(values, accepts.mean(axis=0), is_acceptable, is_acceptable.mean(axis=0))


def find_zones(
    lattice: Lattice, solved: SolvedDraws, assessed: Assessed, epsilon: float
) -> Reached:
    """Find the draws that have a zone: most by a package known to be in it, else by asking."""
    has_zone: Flags = np.any(assessed.is_acceptable, axis=1)
    has_zone[: solved.n_draws] |= solved.has_zone
    is_open = ~has_zone
    if solved.is_exact:
        is_open[: solved.n_draws] = False
    draws = np.flatnonzero(is_open)
    asked = find_reached(lattice.take(draws), epsilon)
    has_zone[draws[asked.is_met]] = True
    return Reached(has_zone, asked.is_exact, asked.n_points)


@dataclass(frozen=True, eq=False)
class Efficiency:
    """p_efficient[package] over the first `n_draws` draws; too high where not exact."""

    p_efficient: Floats
    n_draws: int
    is_exact: bool


def find_efficiency(
    lattice: Lattice, assessed: Assessed, places: Indices, epsilon: float
) -> Efficiency:
    """Find how likely the packages at some places are acceptable to all, and efficient besides.

    In each draw a package is held against the other assessed ones first; whether any other
    package dominates it is asked only if none of these does. Draws are asked until enough
    points have been held; of two parties mostly all are.
    """
    n_asked, n_points, is_exact = 0, 0, True
    shares = np.zeros(len(places))
    size = _FIRST_ASKED
    while n_asked < lattice.n_draws and n_points < _MOST_HELD:
        draws = np.arange(n_asked, min(n_asked + size, lattice.n_draws))
        stands = _find_undominated(assessed, draws, places)
        rows, columns = np.nonzero(stands)
        floors = assessed.values[draws[rows], places[columns]]
        dominated = find_dominated(replace(lattice.take(draws[rows]), floors=floors), epsilon)
        stands[rows, columns] = ~dominated.is_met
        shares += stands.sum(axis=0)
        is_exact &= dominated.is_exact
        n_asked, n_points = n_asked + len(draws), n_points + dominated.n_points
        of_a_draw = max(1.0, n_points / n_asked)
        size = int(min(4 * size, 1 + (_MOST_HELD - n_points) / of_a_draw))
    return Efficiency(shares / n_asked, n_asked, is_exact)


def _find_undominated(assessed: Assessed, draws: Indices, places: Indices) -> Flags:
    """Return stands[draw, package]: acceptable, and no other acceptable assessed one dominates."""
    is_acceptable = assessed.is_acceptable[draws]
    stands: Flags = is_acceptable[:, places].copy()
    by_party = np.ascontiguousarray(np.moveaxis(assessed.values[draws], 2, 0))
    for column, place in enumerate(places):
        stands[:, column] &= ~_is_beaten(by_party, is_acceptable, place)
    return stands


def _is_beaten(by_party: Whole, is_acceptable: Flags, place: np.intp) -> Flags:
    """Return beaten[draw]: another acceptable package of values[party, draw, package] dominates."""
    as_good = is_acceptable.copy()
    for values in by_party:
        as_good &= values >= values[:, place, None]
    draws, packages = np.nonzero(as_good)
    is_better = np.any(by_party[:, draws, packages] > by_party[:, draws, place], axis=0)
    beaten = np.zeros(len(is_acceptable), dtype=np.bool_)
    beaten[draws[is_better]] = True
    return beaten


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


def find_neighbours(
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
