"""Dominance: which of many points no other improves for one party without loss to another.

Points hold whole steps, so that comparisons are exact. Of points equal for all parties the one
that comes first is kept. Points of many draws are handled at once; they are compared only with
points of their own draw. Two parties: sort and sweep. Three: sort, then halve and sweep (Kung,
Luccio and Preparata 1975), all blocks of one size at once. Four or more: k-d trees.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.forests import find_beaten_among

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
_Integer = TypeVar("_Integer", bound=np.signedinteger[Any])

_MOST = 2**62  # of a key that holds the draw and the value
_PAIRWISE = 32  # up to so many neighbours are compared pair by pair


def find_nondominated(draws: Whole, values: Whole, most_visits: int | None = None) -> Indices:
    """Return the indices of the points that no other point of the same draw dominates.

    `draws[point]` is the draw that a point belongs to, `values[point, party]` in steps. The
    indices are ordered by draw, then by the first party's value, descending. For four parties
    or more, TooLargeError if the search takes over `most_visits` (see `forests`).
    """
    if values.shape[0] == 0:
        return np.zeros(0, dtype=np.intp)
    if values.shape[1] == 1:
        values = np.repeat(values, 2, axis=1)
    if values.shape[1] == 2:
        return _find_by_sweep(draws, values)
    order, draws, values = _in_order(draws, values)
    kept = np.arange(len(order))
    kept = kept[~_is_beaten_nearby(draws, values)]
    if values.shape[1] == 3:
        kept = _drop_by_halving(kept, draws, values)
    else:
        kept = kept[~find_beaten_among(draws[kept], values[kept], most_visits)]
    return order[kept]


def _find_by_sweep(draws: Whole, values: Whole) -> Indices:
    """Sort by the first party's value; keep what beats all before it for the second party."""
    low, high = values.min(axis=0), values.max(axis=0)
    span = high - low + 1
    if (int(draws.max()) + 1) * int(span.max()) >= _MOST:
        draws = np.unique(draws, return_inverse=True)[1]
        values = np.stack([np.unique(own, return_inverse=True)[1] for own in values.T], axis=1)
        low, high = values.min(axis=0), values.max(axis=0)
        span = high - low + 1
    first = draws * span[0] + (high[0] - values[:, 0])
    second = draws * span[1] + (values[:, 1] - low[1])
    order = np.argsort(first, kind="stable")
    first, second = first[order], second[order]
    is_kept = np.ones(len(order), dtype=np.bool_)
    np.greater(second[1:], np.maximum.accumulate(second)[:-1], out=is_kept[1:])
    kept = np.flatnonzero(is_kept)
    # Of points equal for the first party the sweep keeps each that is better for the second.
    is_last = np.ones(len(kept), dtype=np.bool_)
    np.not_equal(first[kept[1:]], first[kept[:-1]], out=is_last[:-1])
    chosen: Indices = order[kept[is_last]]
    return chosen


def _in_order(draws: Whole, values: Whole) -> tuple[Indices, Whole, Whole]:
    """Return the order by draw and descending values, without repeats, and both so ordered.

    In this order a point can be dominated only by one that comes before it.
    """
    order = order_rows(np.column_stack([draws, -values]))
    ordered, own = np.take(values, order, axis=0), draws[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = ~hold_in_all(ordered[1:] == ordered[:-1]) | (own[1:] != own[:-1])
    return order[is_new], own[is_new], ordered[is_new]


def order_rows(rows: NDArray[np.signedinteger[Any]]) -> Indices:
    """Return the stable ascending order of rows[row, column], first column first."""
    low = rows.min(axis=0)
    spans = [int(span) + 1 for span in rows.max(axis=0) - low]
    key, total = np.zeros(len(rows), dtype=np.int64), 1
    for column, span in enumerate(spans):
        total *= span
        if total >= _MOST:
            return np.lexsort(rows.T[::-1])
        key = key * span + (rows[:, column] - low[column])
    return np.argsort(key, kind="stable")


def hold_in_all(flags: Flags) -> Flags:
    """Return whether flags[row, column] hold in all columns: for few, quicker than np.all."""
    result = flags[:, 0].copy()
    for column in range(1, flags.shape[1]):
        result &= flags[:, column]
    return result


def number_rows(rows: NDArray[_Integer]) -> tuple[NDArray[_Integer], Whole]:
    """Return the distinct rows, ascending, and the number of each row among them."""
    if not len(rows) or not rows.shape[1]:
        return rows[:1], np.zeros(len(rows), dtype=np.int64)
    order = order_rows(rows)
    ordered = np.take(rows, order, axis=0)
    is_new = np.append(True, ~hold_in_all(ordered[1:] == ordered[:-1]))
    numbers = np.empty(len(rows), dtype=np.int64)
    numbers[order] = np.cumsum(is_new) - 1
    return ordered[is_new], numbers


def _is_beaten_nearby(draws: Whole, values: Whole) -> Flags:
    """Whether a point is dominated by one of those just before it, block by block."""
    n_points = len(draws)
    n_blocks = -(-n_points // _PAIRWISE)
    shape = (n_blocks, _PAIRWISE)
    padded = np.zeros(n_blocks * _PAIRWISE, dtype=np.int64)
    padded[:n_points] = draws
    own = padded.reshape(shape)
    beats = own[:, None, :] == own[:, :, None]
    for party in range(values.shape[1]):
        padded = np.full(n_blocks * _PAIRWISE, np.iinfo(np.int64).min)
        padded[:n_points] = values[:, party]
        column = padded.reshape(shape)
        beats &= column[:, None, :] >= column[:, :, None]
    beats &= np.tri(_PAIRWISE, k=-1, dtype=np.bool_)
    beaten: Flags = beats.any(axis=2).ravel()[:n_points]
    return beaten


def _drop_by_halving(kept: Indices, draws: Whole, values: Whole) -> Indices:
    """Drop from the kept points of three parties, in order, all that others dominate.

    The second half of each block is swept against the first, in ever larger blocks: in the
    order of the second party's value, a point is dominated where a point of the first half
    before it has as much for the third party.
    """
    _, second = number_rows(np.column_stack([draws, -values[:, 1]]))
    _, third = number_rows(values[:, 2:])
    n_ranks, n_thirds = int(second.max()) + 1, int(third.max()) + 1
    level = _PAIRWISE.bit_length() - 1
    by_second = kept
    while (len(draws) - 1) >> level:
        key = (by_second >> (level + 1)) * n_ranks + second[by_second]
        by_second = by_second[np.argsort(key, kind="stable")]
        is_left = (by_second >> level) & 1 == 0
        part = (by_second >> (level + 1)) * (int(draws[-1]) + 1) + draws[by_second]
        height = part * (n_thirds + 1) + third[by_second] + 1
        best_left = np.maximum.accumulate(np.where(is_left, height, part * (n_thirds + 1)))
        by_second = by_second[is_left | (best_left < height)]
        level += 1
    return np.sort(by_second)
