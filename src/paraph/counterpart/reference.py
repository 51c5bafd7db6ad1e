"""Where the sampler starts: options that were offered first are likely the better ones.

The reference is a normal distribution of the latent numbers, shifted by the order in which
options first appear in offers, and by how often an issue changes between offers. It is not
evidence: tempering leads from it to the posterior, which counts prior and moves alone. But
where the moves leave many preferences about as likely, draws stay near what the rule says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.option_priors import ScaledOptions, is_unordered
from paraph.counterpart.prior import N_MANNERS, Prior

_SHIFT = 1.5
_SPREAD = 0.8
_WEIGHT_SHIFT = 1.0
_N_HALF = 15
"""The number of offers at which the reference is half as far from the prior as it can be."""


@dataclass(frozen=True, eq=False)
class Reference:
    """Independent normals over latents: `means[latent, 1]` and `spreads[latent, 1]`."""

    means: Floats
    spreads: Floats

    def latents(self, standard: Floats) -> Floats:
        """Return the latents that standard[latent, draw] stand for."""
        return self.means + self.spreads * standard

    def log_ratio(self, standard: Floats) -> Floats:
        """Return, per draw, the log density of the prior less that of the reference."""
        latents = self.latents(standard)
        return np.asarray(0.5 * ((standard**2).sum(axis=0) - (latents**2).sum(axis=0)))


def build_reference(prior: Prior, evidence: Evidence) -> Reference:
    """Build the reference from the offers on record; the prior itself where there are none."""
    means = np.zeros((prior.n_latents, 1))
    spreads = np.ones((prior.n_latents, 1))
    if not evidence.offers:
        return Reference(means, spreads)
    positions = evidence.offer_positions()
    trust = len(positions) / (len(positions) + _N_HALF)
    for issue, options in enumerate(prior.options):
        seen = list(dict.fromkeys(int(option) for option in positions[:, issue] if option >= 0))
        start = prior.latents_of_options(issue).start
        if not seen:
            continue
        if is_unordered(options):
            rows = slice(start, start + options.n_options)
            means[rows, 0] = trust * _SHIFT * _shifts_by_appearance(seen, options.n_options)
            spreads[rows] = 1 - trust * (1 - _SPREAD)
        elif isinstance(options, ScaledOptions) and options.direction is None:
            means[start, 0] = trust * _SHIFT * (2 * options.places[seen[0]] - 1)
            spreads[start] = 1 - trust * (1 - _SPREAD)
    if not prior.weights.is_stated:
        means[N_MANNERS : N_MANNERS + len(prior.options), 0] = trust * _shifts_by_change(positions)
    return Reference(means, spreads)


def _shifts_by_appearance(seen: list[int], n_options: int) -> Floats:
    shifts = np.full(n_options, -0.7)
    shifts[seen] = 1 - 1.5 * np.arange(len(seen)) / max(n_options - 1, 1)
    return shifts


def _shifts_by_change(positions: Indices) -> Floats:
    if len(positions) < 2:
        return np.zeros(positions.shape[1])
    changes = -_WEIGHT_SHIFT * np.mean(positions[1:] != positions[:-1], axis=0)
    return np.asarray(changes - changes.mean())
