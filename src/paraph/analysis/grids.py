"""Grids: bounds on how many packages reach the floors, where no exact count can be held.

What each stage of a path adds is rounded to cells of a grid, and the share of packages in each
cell is added up stage by stage, group by group, in two halves; running sums over one half then
give the share of pairs that reach any cells. Counting from more cells than the floors need, or
from fewer, less or more as many packages as rounding can have moved so far (see `residuals`), is a
proved bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, product
from math import ceil, floor, prod

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice
from paraph.analysis.paths import Halves, Path, Stage
from paraph.analysis.residuals import Residuals, add_residuals

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_COARSER = 1.02
_LOST = 1e-9  # of a share, or of a cell: more than floating point can lose
_LEAST = 1e-290  # more than all the shares that floating point takes for nothing


_OFFSETS = np.arange(16) / 16  # of a cell, tried where values are rounded


@dataclass(frozen=True, eq=False)
class _Rounded:
    """A stage in cells[step, party]: its values less its least ones, the offset and residuals."""

    cells: Whole
    residuals: Floats
    offset: Floats


@dataclass(frozen=True, eq=False)
class _Grid:
    """shares[group, cells of each party…] of all packages, from cell `first[party]` on."""

    shares: Floats
    first: Whole


@dataclass(frozen=True, eq=False)
class _Sums:
    """All packages in cells: those of one half, and by bridge the running sums of the other.

    running[group of the first half, cells…] is the share of partners at least in these cells, 0
    beyond the last; the bridge adds bonus[party] cells.
    """

    first: _Grid
    start: Whole
    running: tuple[Floats, ...]
    bonuses: tuple[Whole, ...]

    def find_share(self, needed: Whole) -> float:
        """Return the share of packages at least in cells `needed[party]`."""
        return sum(
            _share_of_pairs(self.first, self.start, own, needed - bonus)
            for own, bonus in zip(self.running, self.bonuses, strict=True)
        )


def find_bounds(lattice: Lattice, halves: Halves, n_cells: int) -> tuple[int, int, int]:
    """Return the least, the likeliest and the largest number of packages that reach the floors.

    The halves are the lattice's, which has one draw; `n_cells` bounds the cells of a half, all
    groups together.
    """
    stages = [stage for path in halves.paths for stage in path.stages]
    if not halves.bridges or not all(len(stage.targets) for stage in stages):
        return 0, 0, 0
    cell = _find_cell(halves, n_cells)
    rounded = tuple([_round(stage, cell) for stage in path.stages] for path in halves.paths)
    bonuses = [bridge.bonus / cell for bridge in halves.bridges]
    sums = _add_halves(halves, rounded, [np.rint(bonus).astype(np.int64) for bonus in bonuses])
    residuals = add_residuals(
        halves,
        [[own.residuals for own in half] for half in rounded],
        [bonus - np.rint(bonus) for bonus in bonuses],
    )
    floors = _place_floors(lattice, halves, cell) - sum(
        own.offset for half in rounded for own in half
    )
    low, high = _find_low(sums, residuals, floors), _find_high(sums, residuals, floors)
    best = _find_best(sums, floors)
    n_packages = prod(stage.n_options for stage in stages)
    least = floor(Fraction(low) * n_packages)
    most = min(n_packages, ceil(Fraction(high) * n_packages))
    return least, min(max(round(Fraction(best) * n_packages), least), most), most


def _find_low(sums: _Sums, residuals: Residuals, floors: Floats) -> float:
    """Return a share that the acceptable packages reach.

    Those in the cells counted from that aren't acceptable were rounded up from below the floor.
    """
    low = 0.0
    for further in count():
        needed = np.ceil(floors + _LOST).astype(np.int64) + further
        share = sums.find_share(needed) * (1 - _LOST)
        p_moved = residuals.find_share(needed - floors, sign=-1)
        low = max(low, share - p_moved)
        if share <= low or not p_moved:
            break
    return low


def _find_high(sums: _Sums, residuals: Residuals, floors: Floats) -> float:
    """Return a share that the acceptable packages don't exceed.

    Those that aren't in the cells counted from were rounded down from the floor or above.
    """
    high = 1.0
    for further in count():
        needed = np.ceil(floors - _LOST).astype(np.int64) - further
        p_moved = residuals.find_share(floors - (needed - 1), sign=1)
        share = sums.find_share(needed) * (1 + _LOST) + _LEAST
        high = min(high, share + p_moved)
        if share >= high or not p_moved:
            break
    return high


def _find_best(sums: _Sums, floors: Floats) -> float:
    """Return the likeliest share, as if the values in a cell were spread evenly over it."""
    needed = np.floor(floors + 0.5).astype(np.int64)
    above = floors + 0.5 - needed
    share = 0.0
    for corner in product((0, 1), repeat=len(floors)):
        weight = np.prod(np.where(corner, above, 1 - above))
        share += float(weight) * sums.find_share(needed + np.array(corner))
    return share


def _place_floors(lattice: Lattice, halves: Halves, cell: Floats) -> Floats:
    """Return floors[party] in cells above the least of all stages, no further off than matters."""
    stages = [stage.values for path in halves.paths for stage in path.stages]
    bonuses = np.array([bridge.bonus for bridge in halves.bridges])
    least = sum(values.min(axis=0) for values in stages)
    lowest = bonuses.min(axis=0) - 1
    highest = sum(np.ptp(values, axis=0) for values in stages) + bonuses.max(axis=0) + 1
    floors: Floats = np.clip(lattice.floors[0] - least, lowest, highest) / cell
    return floors


def _find_cell(halves: Halves, n_cells: int) -> Floats:
    """Return the size of a cell[party]: so large that no stage has more than `n_cells`."""
    spans = [[np.ptp(stage.values, axis=0) for stage in path.stages] for path in halves.paths]
    most = np.maximum(np.max([np.sum(own, axis=0) for own in spans if own], axis=0), 1.0)

    def is_fitting(n_in_half: float) -> bool:
        cell = np.maximum(most / n_in_half, 1.0)
        return all(
            _n_cells(path, [span / cell for span in own]) <= n_cells
            for path, own in zip(halves.paths, spans, strict=True)
        )

    low, high = 1.0, float(n_cells)
    while high > low * _COARSER:
        middle = (low * high) ** 0.5
        low, high = (middle, high) if is_fitting(middle) else (low, middle)
    cell: Floats = np.maximum(most / low, 1.0)
    while any(
        _n_cells(path, [np.ptp(_round(stage, cell).cells, axis=0) for stage in path.stages])
        > max(n_cells, _n_cells(path, [0.0 * cell for _ in path.stages]))
        for path in halves.paths
    ):
        cell = cell * _COARSER
    return cell


def _n_cells(path: Path, spans: Sequence[Floats]) -> float:
    """Return how many cells all groups of the largest stage have, by the spans[party] of stages."""
    sizes = 1 + np.cumsum(spans, axis=0) if spans else np.ones((1, 1))
    n_groups = [stage.n_groups for stage in path.stages] or [1]
    return float(np.max(n_groups * sizes.prod(axis=1)))


def _round(stage: Stage, cell: Floats) -> _Rounded:
    """Round to whole cells, with the offset that leaves the smallest residuals, 0 on average."""
    values = (stage.values - stage.values.min(axis=0)) / cell
    shifted = values - _OFFSETS[:, None, None]
    spread = np.var(shifted - np.rint(shifted), axis=1)
    offset = _OFFSETS[np.argmin(spread, axis=0)]
    cells = np.rint(values - offset)
    offset = np.mean(values - cells, axis=0)
    return _Rounded(cells.astype(np.int64), values - offset - cells, offset)


def _add_halves(
    halves: Halves, rounded: Sequence[Sequence[_Rounded]], bonuses: Sequence[Whole]
) -> _Sums:
    first, second = (
        _add_up(path, own, len(bonuses[0])) for path, own in zip(halves.paths, rounded, strict=True)
    )
    running = _run_down(second.shares)
    partners = tuple(
        np.tensordot(bridge.is_open.astype(np.float64), running, axes=1)
        for bridge in halves.bridges
    )
    return _Sums(first, second.first, partners, tuple(bonuses))


def _add_up(path: Path, rounded: Sequence[_Rounded], n_parties: int) -> _Grid:
    """Add the cells of a path up, stage by stage."""
    total = _Grid(np.ones((1,) * (n_parties + 1)), np.zeros(n_parties, dtype=np.int64))
    for stage, own in zip(path.stages, rounded, strict=True):
        low, high = own.cells.min(axis=0), own.cells.max(axis=0)
        shape = np.array(total.shares.shape[1:])
        shares = np.zeros((stage.n_groups, *(shape + high - low)))
        steps = np.column_stack([stage.sources, stage.targets, own.cells - low])
        for step, n_options in zip(*np.unique(steps, axis=0, return_counts=True), strict=True):
            source, target, *starts = step.tolist()
            place = tuple(slice(start, start + n) for start, n in zip(starts, shape, strict=True))
            shares[target][place] += total.shares[source] * (n_options / stage.n_options)
        total = _Grid(shares, total.first + low)
    return total


def _run_down(shares: Floats) -> Floats:
    """Return share[group, cells of each party…] at least in these cells, 0 beyond the last."""
    running = np.pad(shares, [(0, 0)] + [(0, 1)] * (shares.ndim - 1))
    for axis in range(1, running.ndim):
        backwards = np.flip(running, axis)
        np.cumsum(backwards, axis, out=backwards)
    return running


def _share_of_pairs(first: _Grid, start: Whole, running: Floats, needed: Whole) -> float:
    """Return the share of pairs, one package of each half, at least in cells `needed[party]`."""
    taken = running
    for party, n_cells in enumerate(first.shares.shape[1:]):
        least = needed[party] - first.first[party] - np.arange(n_cells) - start[party]
        taken = np.take(taken, np.clip(least, 0, running.shape[party + 1] - 1), axis=party + 1)
    return float(np.vdot(first.shares, taken))
