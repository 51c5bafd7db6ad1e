"""The search of dominance.py compiled by numba (the `fast` extra), with equal results."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit("b1[::1](i8[:,::1], i8[:,::1], i8[::1], i8)", cache=True)
def search(
    values: NDArray[np.int64],
    corners: NDArray[np.int64],
    members: NDArray[np.intp],
    leaf: int,
) -> NDArray[np.bool_]:
    """Return for each of values[point, party] whether the k-d tree holds a better one."""
    n_points, n_parties = values.shape
    first_leaf = len(corners) // 2
    dominated = np.zeros(n_points, dtype=np.bool_)
    stack = np.empty(128, dtype=np.int64)
    for point in range(n_points):
        stack[0] = 1
        height = 1
        while height > 0 and not dominated[point]:
            height -= 1
            node = stack[height]
            may_hold = True
            for party in range(n_parties):
                if corners[node, party] < values[point, party]:
                    may_hold = False
                    break
            if not may_hold:
                continue
            if node < first_leaf:
                stack[height] = 2 * node + 1
                stack[height + 1] = 2 * node
                height += 2
                continue
            for place in range((node - first_leaf) * leaf, (node - first_leaf + 1) * leaf):
                other = members[place]
                if other < 0 or other == point:
                    continue
                beats = True
                for party in range(n_parties):
                    if values[other, party] < values[point, party]:
                        beats = False
                        break
                if beats:
                    dominated[point] = True
                    break
    return dominated
