"""Packages that are better for both sides on average than given ones, by changes on two issues.

Who gives on one issue and gets on another finds most of what a package leaves on the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from paraph.counterpart.layout import Floats, Indices

Parts = Sequence[Floats]
"""What each option of each issue adds to a package's value: parts[issue][option]."""


def find_mutual_gains(
    positions: Indices, ours: Parts, theirs: Parts, options: Sequence[Sequence[int]]
) -> Indices:
    """Return positions[package, issue]: for each package the trade that gives both sides most.

    A trade sets two issues anew, each to one of its `options`; it counts for what the side that
    gains less gains. Packages that no trade makes better for both are left out.
    """
    best = np.zeros(len(positions))
    better = positions.copy()
    for pair in combinations(range(len(options)), 2):
        gained = [
            _gains(positions, parts, pair, options).reshape(len(positions), -1)
            for parts in (ours, theirs)
        ]
        gains = np.minimum(*gained)
        choice = gains.argmax(axis=1)
        gain = gains[np.arange(len(positions)), choice]
        rows = np.flatnonzero(gain > best)
        first, second = np.divmod(choice[rows], len(options[pair[1]]))
        better[rows] = positions[rows]
        better[rows, pair[0]] = np.array(options[pair[0]])[first]
        better[rows, pair[1]] = np.array(options[pair[1]])[second]
        best[rows] = gain[rows]
    return better[best > 0]


def _gains(
    positions: Indices, parts: Parts, pair: tuple[int, int], options: Sequence[Sequence[int]]
) -> Floats:
    """Return gain[package, option of the first, option of the second] of one side."""
    steps = [
        parts[issue][list(options[issue])] - parts[issue][positions[:, [issue]]] for issue in pair
    ]
    return np.asarray(steps[0][:, :, None] + steps[1][:, None, :])
