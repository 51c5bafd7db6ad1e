"""Levels of value on an even grid, and how a bidder wanders on it from one offer to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paraph.counterpart.layout import Floats, Indices, Singles

N_LEVELS = 33
SPACING = 1 / (N_LEVELS - 1)
LEVELS = np.linspace(0, 1, N_LEVELS)
FIRST, ELSEWHERE, WANDERING = 0, 1, 2
"""Kinds of step: a first offer, one on other issues, and from here on by how far levels wander."""
_UP_SHARE = 0.5
"""How likely a step up is, beside one down: bidders concede more often than they retreat."""


def level_steps(scale: float) -> Floats:
    """Return steps[from level, to level] of about the scale, some four times as far, few jumps."""
    gaps = LEVELS[None, :] - LEVELS[:, None]
    total = np.full((N_LEVELS, N_LEVELS), 0.05 / N_LEVELS)
    for width, share in ((scale, 0.7), (4 * scale, 0.25)):
        near = np.exp(-0.5 * (gaps / width) ** 2) * np.where(gaps > 0, _UP_SHARE, 1.0)
        total += share * near / near.sum(axis=1, keepdims=True)
    return total


_FIRST = 0.95 * LEVELS**8 / (LEVELS**8).sum() + 0.05 / N_LEVELS
"""first[level]: bidders open high, as a rule."""
_STEPS = np.stack(
    [np.broadcast_to(_FIRST, (N_LEVELS, N_LEVELS)), level_steps(0.12)]
    + [level_steps(scale) for scale in (0.02, 0.05, 0.12)]
)
"""steps[kind, from level, to level]."""
_STEPS_FLAT = _STEPS.ravel().astype(np.float32)


@dataclass(frozen=True, eq=False)
class OnGrid:
    """Levels between nodes of the grid: low[offer, draw], and share[offer, draw] of the next."""

    low: Indices
    share: Singles

    @staticmethod
    def of(levels: Floats) -> OnGrid:
        """Place levels[offer, draw], which lie in 0..1."""
        places = levels / SPACING
        low = np.minimum(places.astype(np.intp), N_LEVELS - 2)
        return OnGrid(low, (places - low).astype(np.float32))

    def take(self, offers: Indices) -> OnGrid:
        """Keep some of the offers."""
        return OnGrid(self.low[offers], self.share[offers])

    def p_next(self, kinds: Indices, nodes: Indices | int) -> Singles:
        """Return the probability of aiming at nodes[offer, draw] after these levels.

        `kinds` are the kinds of step, of a shape that fits [offer, draw].
        """
        place = (kinds * N_LEVELS + self.low) * N_LEVELS + nodes  # the flat table is quick to read
        at_low, at_high = _STEPS_FLAT.take(place), _STEPS_FLAT.take(place + N_LEVELS)
        return np.asarray(at_low + self.share * (at_high - at_low))
