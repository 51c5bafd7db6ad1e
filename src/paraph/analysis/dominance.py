"""Dominance: which of many points no other improves for one party without loss to another.

Points hold whole steps, so that comparisons are exact. Of points equal for all parties the one
that comes first is kept. Two parties: sort and sweep. Three or more: a k-d tree over the points,
asked for each point whether another one is at least as good for all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_LEAF = 8  # points in a leaf of the k-d tree
_ROUNDS = 20_000  # points asked at once, which bounds the memory of the plain search
_WORTH_COMPILING = 30_000  # below so many points the plain search beats loading the compiler


def find_nondominated(draws: Whole, values: Whole) -> Indices:
    """Return the indices of the points that no other point of the same draw dominates.

    `draws[point]` is the draw that a point belongs to, `values[point, party]` in steps. The
    indices are ordered by draw, then by the first party's value, descending.
    """
    if values.shape[0] == 0:
        return np.zeros(0, dtype=np.intp)
    if values.shape[1] == 1:
        values = np.repeat(values, 2, axis=1)
    if values.shape[1] == 2:
        return _find_by_sweep(draws, values)
    order, values = _in_order(draws, values)
    starts = np.flatnonzero(np.diff(draws[order], prepend=-1))
    ends = np.append(starts[1:], len(order))
    kept = [
        start + _find_by_tree(values[start:end]) for start, end in zip(starts, ends, strict=True)
    ]
    return order[np.concatenate(kept)]


def _find_by_sweep(draws: Whole, values: Whole) -> Indices:
    """Sort by the first party's value; keep what beats all before it for the second party."""
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


def _in_order(draws: Whole, values: Whole) -> tuple[Indices, Whole]:
    """Return the order by draw and descending values, without repeats, and the values so."""
    order = np.lexsort((*(-column for column in values.T[::-1]), draws))
    ordered, own = values[order], draws[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = np.any(ordered[1:] != ordered[:-1], axis=1) | (own[1:] != own[:-1])
    return order[is_new], ordered[is_new]


def _find_by_tree(values: Whole) -> Indices:
    """Return the nondominated of distinct points of one draw, sorted descending."""
    strong = values[np.argsort(-_ranked_sum(values), kind="stable")[:64]]
    alive = np.flatnonzero(~_is_dominated_by(values, strong))
    if len(alive) <= 64:
        return alive[~_is_dominated_by(values[alive], values[alive])]
    corners, members = _plant(values[alive])
    ask = _compiled_search() if len(alive) >= _WORTH_COMPILING else None
    if ask is not None:
        dominated = ask(values[alive], corners, members, _LEAF)
    else:
        dominated = _search(values[alive], corners, members)
    return alive[~dominated]


def _ranked_sum(values: Whole) -> NDArray[np.float64]:
    span = np.maximum(values.max(axis=0) - values.min(axis=0), 1)
    total: NDArray[np.float64] = (values / span).sum(axis=1)
    return total


def _is_dominated_by(values: Whole, others: Whole) -> Flags:
    """Whether each point is at most equal to one of the others for all, and not the same."""
    dominated = np.zeros(len(values), dtype=np.bool_)
    for other in others:
        dominated |= np.all(values <= other, axis=1) & np.any(values != other, axis=1)
    return dominated


def _plant(values: Whole) -> tuple[Whole, Indices]:
    """Build a k-d tree: corners[node, party] hold the best values in a node's points.

    Node 1 is the root, nodes 2n and 2n+1 the halves of n; the leaves come last, each with
    `_LEAF` places of members[place], which hold indices of points (-1: an empty place).
    """
    n_levels = max(0, int(np.ceil(np.log2(len(values) / _LEAF))))
    n_places = _LEAF << n_levels
    least = np.iinfo(np.int64).min
    padded = np.full((n_places, values.shape[1]), least, dtype=np.int64)
    padded[: len(values)] = values
    members = np.arange(n_places)
    for level in range(n_levels):
        rows = members.reshape(1 << level, -1)
        party = level % values.shape[1]
        by_value = np.argsort(-padded[rows, party], axis=1, kind="stable")
        members = np.take_along_axis(rows, by_value, axis=1).ravel()
    corners = np.full((2 << n_levels, values.shape[1]), least, dtype=np.int64)
    corners[1 << n_levels :] = padded[members].reshape(1 << n_levels, _LEAF, -1).max(axis=1)
    for level in range(n_levels - 1, -1, -1):
        halves = corners[2 << level : 4 << level].reshape(1 << level, 2, -1)
        corners[1 << level : 2 << level] = halves.max(axis=1)
    members[members >= len(values)] = -1
    return corners, members


def _search(values: Whole, corners: Whole, members: Indices) -> Flags:
    """Ask the tree about all points, level by level, a batch at a time."""
    dominated = np.zeros(len(values), dtype=np.bool_)
    first_leaf = len(corners) // 2
    for start in range(0, len(values), _ROUNDS):
        asked = np.arange(start, min(start + _ROUNDS, len(values)))
        nodes = np.ones(len(asked), dtype=np.intp)
        while nodes[0] < first_leaf:
            asked = np.repeat(asked, 2)
            nodes = np.repeat(2 * nodes, 2)
            nodes[1::2] += 1
            may_hold = np.all(corners[nodes] >= values[asked], axis=1)
            asked, nodes = asked[may_hold], nodes[may_hold]
        for place in range(_LEAF):
            other = members[(nodes - first_leaf) * _LEAF + place]
            beats = (other >= 0) & (other != asked)
            beats &= np.all(values[other] >= values[asked], axis=1)
            dominated[asked[beats]] = True
            asked, nodes = asked[~beats], nodes[~beats]
    return dominated


Search = Callable[[Whole, Whole, Indices, int], Flags]


@cache
def _compiled_search() -> Search | None:
    """Return the search compiled by numba, None where numba isn't installed."""
    if find_spec("numba") is None:
        return None
    from paraph.analysis.compiled import search

    return search
