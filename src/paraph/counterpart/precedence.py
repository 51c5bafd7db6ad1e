"""What comes first is likely wanted more: the rule of first appearance, as evidence.

Whatever a party's tactic, it mostly asks for what it likes before it gives way, and gives way
first where it matters less to it. So the latent numbers are held to lie higher for options that
were offered earlier, and for issues on which offers change less often. The rule is old and hard to
beat where there are few offers (the order of first appearance; Hao and Leung 2014 count likewise).
One offer tells nothing by it, and the more offers there are, the more it is trusted. Who makes
offers at random shows nothing by their order: the rule counts less the more of them are strays.
"""

from __future__ import annotations

import numpy as np

from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.option_priors import ScaledOptions, is_unordered
from paraph.counterpart.prior import N_MANNERS, Prior

_SHIFT = 1.5
_WEIGHT_SHIFT = 1.0
_N_HALF = 15
"""After the first, the number of offers at which the rule counts half of what it can."""


def lean_to_what_came_first(prior: Prior, evidence: Evidence) -> Floats:
    """Return the means[latent, 1] that the latent numbers have by the rule where it counts in full.

    Their spread is 1.
    """
    means = np.zeros((prior.n_latents, 1))
    positions = evidence.offer_positions()
    if len(positions) < 2:
        return means
    trust = (len(positions) - 1) / (len(positions) - 1 + _N_HALF)
    for issue, options in enumerate(prior.options):
        seen = list(dict.fromkeys(int(option) for option in positions[:, issue] if option >= 0))
        start = prior.latents_of_options(issue).start
        if not seen:
            continue
        if is_unordered(options):
            rows = slice(start, start + options.n_options)
            means[rows, 0] = trust * _SHIFT * _shifts_by_appearance(seen, options.n_options)
        elif isinstance(options, ScaledOptions) and options.direction is None:
            means[start, 0] = trust * _SHIFT * (2 * options.places[seen[0]] - 1)
    if not prior.weights.is_stated:
        means[N_MANNERS : N_MANNERS + len(prior.options), 0] = trust * _shifts_by_change(positions)
    return means


def _shifts_by_appearance(seen: list[int], n_options: int) -> Floats:
    shifts = np.full(n_options, -0.7)
    shifts[seen] = 1 - 1.5 * np.arange(len(seen)) / max(n_options - 1, 1)
    return shifts


def _shifts_by_change(positions: Indices) -> Floats:
    changes = -_WEIGHT_SHIFT * np.mean(positions[1:] != positions[:-1], axis=0)
    return np.asarray(changes - changes.mean())
