"""Grids: bounds on how many packages reach the floors, where no exact count can be held.

Each option's part of the value is rounded to a cell of a grid, and the share of packages in
each cell is added up issue by issue, in two halves; running sums over one half then give the
share of pairs that reach any cells. What rounding did to a package is the sum of what it did
to its options. Of all packages, equally weighted, these are independent from issue to issue, so
Chernoff's bound says for how many packages at most they come to more than some distance. Counting
with the floors moved that far up or down, less or more that many packages, is a proved bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, prod

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_DISTANCES = 24  # by which the floors are moved, the furthest what rounding can come to at most
_EXPONENTS = 2.0 ** np.arange(-4, 7, 0.25)  # tried in Chernoff's bound, in 1 over a cell
_COARSER = 1.02
_LOST = 1e-9  # of a share, or of a cell: more than floating point can lose
_LEAST = 1e-290  # more than all the shares that floating point takes for nothing


@dataclass(frozen=True, eq=False)
class _Half:
    """shares[cells of each party…] of the packages of some issues, from cell `first[party]` on."""

    shares: Floats
    first: Whole


def find_bounds(lattice: Lattice, n_cells: int) -> tuple[int, int, int]:
    """Return the least, the likeliest and the largest number of packages that reach the floors.

    `n_cells` bounds the cells of a half. The lattice has one draw and no factors.
    """
    parts = [part[0, list(own)] for part, own in zip(lattice.parts, lattice.allowed, strict=True)]
    halves = _split(parts)
    cell, rounded = _round(halves, n_cells)
    first, second = (_add_up(half, lattice.n_parties) for half in rounded)
    running = _run_down(second)
    residuals = [
        part - cells * cell
        for half, own in zip(halves, rounded, strict=True)
        for part, cells in zip(half, own, strict=True)
    ]
    floors, n_packages = lattice.floors[0], prod(map(len, parts))
    lows, highs = [0.0], [1.0]
    for distance in np.linspace(0, 1, _DISTANCES):
        up, p_up = _find_distance(residuals, cell, distance, sign=1)
        down, p_down = _find_distance(residuals, cell, distance, sign=-1)
        # What is acceptable was rounded down by more than `up`, or is still as good as this.
        share = _share_of_pairs(first, second, running, (floors - up) / cell - _LOST)
        highs.append((share + p_up) * (1 + _LOST) + _LEAST)
        # What is better than this is acceptable, or was rounded up by more than `down`.
        share = _share_of_pairs(first, second, running, (floors + down) / cell + _LOST)
        lows.append(share * (1 - _LOST) - p_down * (1 + _LOST))
    best = _share_of_pairs(first, second, running, floors / cell)
    low = floor(Fraction(max(lows)) * n_packages)
    high = min(n_packages, ceil(Fraction(min(highs)) * n_packages))
    return low, min(max(round(Fraction(best) * n_packages), low), high), high


def _split(parts: Sequence[Whole]) -> tuple[list[Whole], list[Whole]]:
    """Split issues into two halves of about the same range of values."""
    ranges = np.array([np.ptp(part, axis=0) for part in parts], dtype=np.float64)
    weights = (ranges / np.maximum(ranges.sum(axis=0), 1)).sum(axis=1)
    halves: tuple[list[Whole], list[Whole]] = ([], [])
    totals = [0.0, 0.0]
    for issue in np.argsort(-weights, kind="stable"):
        side = int(totals[1] < totals[0])
        halves[side].append(parts[issue])
        totals[side] += weights[issue]
    return halves


def _round(halves: Sequence[Sequence[Whole]], n_cells: int) -> tuple[Floats, list[list[Whole]]]:
    """Return the size of a cell for each party, and the options of each half in cells.

    A half spans `n_cells` or fewer: cells are made larger until it does.
    """
    ranges = [np.sum([np.ptp(part, axis=0) for part in half], axis=0) for half in halves if half]
    most = np.max(ranges, axis=0)
    cell = np.maximum(most / max(2, int(n_cells ** (1 / len(most)))), 1.0)
    while True:
        rounded = [[np.rint(part / cell).astype(np.int64) for part in half] for half in halves]
        spans = [1 + sum(np.ptp(part, axis=0) for part in half) for half in rounded if half]
        if max(prod(map(int, span)) for span in spans) <= n_cells:
            return cell, rounded
        cell = cell * _COARSER


def _add_up(half: Sequence[Whole], n_parties: int) -> _Half:
    """Add the cells of issues up, the narrow ones first."""
    total = _Half(np.ones((1,) * n_parties), np.zeros(n_parties, dtype=np.int64))
    for cells in sorted(half, key=lambda own: int(np.ptp(own, axis=0).prod())):
        low, high = cells.min(axis=0), cells.max(axis=0)
        shares = np.zeros(np.array(total.shares.shape) + high - low)
        for option, n_options in zip(
            *np.unique(cells - low, axis=0, return_counts=True), strict=True
        ):
            place = tuple(
                slice(start, start + n) for start, n in zip(option, total.shares.shape, strict=True)
            )
            shares[place] += total.shares * (n_options / len(cells))
        total = _Half(shares, total.first + low)
    return total


def _run_down(half: _Half) -> Floats:
    """Return share[cells of each party…] of packages at least in these cells, 0 beyond the last."""
    running = np.pad(half.shares, [(0, 1)] * half.shares.ndim)
    for axis in range(running.ndim):
        backwards = np.flip(running, axis)
        np.cumsum(backwards, axis, out=backwards)
    return running


def _share_of_pairs(first: _Half, second: _Half, running: Floats, needed: Floats) -> float:
    """Return the share of pairs, one package of each half, at least in cells `needed[party]`."""
    taken = running
    for party, n_cells in enumerate(first.shares.shape):
        own = first.first[party] + np.arange(n_cells)
        least = np.ceil(needed[party] - own).astype(np.int64) - second.first[party]
        taken = np.take(taken, np.clip(least, 0, running.shape[party] - 1), axis=party)
    return float(np.sum(first.shares * taken))


def _find_distance(
    residuals: Sequence[Floats], cell: Floats, share: float, *, sign: int
) -> tuple[Floats, float]:
    """Return a distance[party], and the most packages that rounding took further, as a share.

    The distance is a share of the most that rounding can come to for each party.
    """
    most = np.sum([np.max(sign * own, axis=0) for own in residuals], axis=0)
    distance = share * most
    p_further = 0.0
    if share < 1:
        for party, size in enumerate(cell):
            exponents = _EXPONENTS[:, None] / size
            logs = -(exponents[:, 0] * distance[party])
            for own in residuals:
                logs += np.log(np.mean(np.exp(exponents * (sign * own[:, party])), axis=1))
            p_further += float(np.exp(min(0.0, logs.min())))
    return distance, p_further
