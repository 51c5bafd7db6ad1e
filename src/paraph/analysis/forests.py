"""Forests: k-d trees, one for each draw, asked which points are dominated (Bentley 1975)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_LEAF = 8  # points in a leaf
_AT_ONCE = 10_000  # points asked at once, which bounds the memory
_STRONG = 16  # points of each draw tried on all others first
_LEAST = np.iinfo(np.int64).min


@dataclass(frozen=True, eq=False)
class Forest:
    """corners[draw, node, party] hold the best values of the points below a node.

    Node 1 is a tree's root, nodes 2n and 2n + 1 are the halves of node n; the leaves come
    last, each with `_LEAF` places of members[draw, place]: indices of points, -1 if empty.
    """

    corners: Whole
    members: Indices


def find_beaten_among(draws: Whole, values: Whole, most_visits: int | None = None) -> Flags:
    """Return which of the points of values[point, party] others of their draw dominate.

    The points of a draw come together, in ascending order of draws. TooLargeError if more than
    `most_visits` nodes of the trees would have to be looked at: with many parties and points
    hardly any branch can be passed over, and each point is compared with most others.
    """
    trees = np.cumsum(np.append(False, draws[1:] != draws[:-1]))
    beaten = _is_beaten_by_strong(trees, values)
    alive = np.flatnonzero(~beaten)
    forest = _plant(trees[alive], values[alive])
    beaten[alive] = _search(forest, values[alive], trees[alive], most_visits)
    return beaten


def _is_beaten_by_strong(trees: Indices, values: Whole) -> Flags:
    """Try the points whose values sum to most on all others of their draw."""
    span = np.maximum(np.ptp(values, axis=0), 1)
    order = np.lexsort((-(values / span).sum(axis=1), trees))
    starts = np.flatnonzero(np.diff(trees, prepend=-1))
    sizes = np.diff(np.append(starts, len(trees)))
    beaten = np.zeros(len(trees), dtype=np.bool_)
    for place in range(_STRONG):
        strong = values[order[starts + np.minimum(place, sizes - 1)]][trees]
        beaten |= np.all(values <= strong, axis=1) & np.any(values != strong, axis=1)
    return beaten


def _plant(trees: Indices, values: Whole) -> Forest:
    n_trees, n_parties = int(trees[-1]) + 1, values.shape[1]
    starts = np.searchsorted(trees, np.arange(n_trees))
    most = int(np.bincount(trees).max())
    n_levels = max(0, int(np.ceil(np.log2(most / _LEAF))))
    members = np.full((n_trees, _LEAF << n_levels), len(values), dtype=np.intp)
    members[trees, np.arange(len(trees)) - starts[trees]] = np.arange(len(trees))
    padded = np.vstack([values, np.full((1, n_parties), _LEAST)])
    for level in range(n_levels):
        rows = members.reshape(n_trees << level, -1)
        by_value = np.argsort(-(padded[rows, level % n_parties] + 1), axis=1, kind="stable")
        members = np.take_along_axis(rows, by_value, axis=1).reshape(n_trees, -1)
    corners = np.full((n_trees, 2 << n_levels, n_parties), _LEAST, dtype=np.int64)
    leaves = padded[members].reshape(n_trees, 1 << n_levels, _LEAF, n_parties)
    corners[:, 1 << n_levels :] = leaves.max(axis=2)
    for level in range(n_levels - 1, -1, -1):
        halves = corners[:, 2 << level : 4 << level].reshape(n_trees, 1 << level, 2, n_parties)
        corners[:, 1 << level : 2 << level] = halves.max(axis=2)
    members[members == len(values)] = -1
    return Forest(corners, members)


def _search(forest: Forest, own: Whole, trees: Indices, most_visits: int | None) -> Flags:
    """Walk down its tree for each of own[point, party], a batch at a time, level by level."""
    beaten = np.zeros(len(own), dtype=np.bool_)
    n_visits = 0
    first_leaf = forest.corners.shape[1] // 2
    for start in range(0, len(own), _AT_ONCE):
        asked = np.arange(start, min(start + _AT_ONCE, len(own)))
        nodes = np.ones(len(asked), dtype=np.intp)
        while len(nodes) and nodes[0] < first_leaf:
            asked = np.repeat(asked, 2)
            nodes = np.repeat(2 * nodes, 2)
            nodes[1::2] += 1
            may_hold = np.ones(len(asked), dtype=np.bool_)
            for party in range(own.shape[1]):
                corner = forest.corners[trees[asked], nodes, party]
                may_hold &= corner >= own[asked, party]
            asked, nodes = asked[may_hold], nodes[may_hold]
            n_visits += len(asked)
            if most_visits is not None and n_visits > most_visits:
                raise TooLargeError(
                    f"to tell which of {len(own):,} packages of some issues are efficient takes"
                    f" over {most_visits:,} comparisons; allow more (max_points), or accept an"
                    " approximation with a proved bound (epsilon)"
                )
        for place in range(_LEAF):
            other = forest.members[trees[asked], (nodes - first_leaf) * _LEAF + place]
            beats, is_better = other >= 0, np.zeros(len(asked), dtype=np.bool_)
            for party in range(own.shape[1]):
                beats &= own[other, party] >= own[asked, party]
                is_better |= own[other, party] > own[asked, party]
            beaten[asked[beats & is_better]] = True
            remain = ~beaten[asked]
            asked, nodes = asked[remain], nodes[remain]
    return beaten
