"""How much each offer says beside the others: the less, the more there are and the closer they are.

Offers are modelled as drawn independently near a level of value, which no bidder does. A bidder
that stays among its few best packages shows them all, and each shows hardly more than the one
before; counted in full, they would make the posterior far too sure. It would be the surer of what
holds for all issues (how steeply values fall, how unlike weights are), the more issues there are.
"""

from __future__ import annotations

import numpy as np

from paraph.counterpart.layout import Floats, Indices

_N_CROWDED = 25
"""With so many other offers each counts about 1/sqrt(2) of its full power, and less with more."""
_N_ISSUES_USUAL = 5
"""Others count as so many more, the more issues over this offers settle …"""
_ISSUES_POWER = 1.5
"""… by this power of how many times as many."""
_N_ALIKE_FREE = 1.0
"""How many others may be alike to an offer before that counts against it."""


def crowding_power(positions: Indices) -> float:
    """Return how much each of these offers counts, beside one alone: over 0, at most 1.

    `positions[offer, issue]` are the options offered, -1 where an offer leaves the issue open.
    """
    n_offers = len(positions)
    if n_offers < 2:
        return 1.0
    n_alike = _likeness(positions).sum() / n_offers - 1
    crowd = (n_offers - 1) / _N_CROWDED + max(n_alike - _N_ALIKE_FREE, 0.0)
    n_settled = (positions >= 0).sum() / n_offers
    crowd *= max(n_settled / _N_ISSUES_USUAL, 1.0) ** _ISSUES_POWER
    return float(1 / np.sqrt(1 + crowd))


def _likeness(positions: Indices) -> Floats:
    """Return likeness[offer, offer]: 1 where they are the same, 0 where half of them differs."""
    is_settled = positions >= 0
    is_same = (positions[:, None] == positions) & is_settled
    n_settled = (is_settled[:, None] | is_settled).sum(axis=2)
    return np.asarray(np.maximum(2 * is_same.sum(axis=2) / n_settled - 1, 0.0))
