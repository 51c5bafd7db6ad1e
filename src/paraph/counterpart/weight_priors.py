"""The prior over the weights of the issues, from shares, words and rankings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import log_ndtr, ndtr

from paraph.counterpart.layout import Floats
from paraph.counterpart.option_priors import sort_by_tiers
from paraph.negotiation import Agenda, Importance, Interval, StatedImportance

_SHARE_NOISE = 0.01
"""How far shares may leave their stated ranges to sum to 1."""
_USUAL_SPREAD = 0.95
"""The usual standard deviation of the logarithms of weights of which nothing is stated."""
_RANKING_NOISE = 0.02
"""How far a stated ranking may be missed, in logarithms, where words or shares are stated."""
_UNSAID_SWING = 0.4
"""The usual weight, beside the weightiest issue's, of an issue of which nothing was said."""
_REST_LEAST = 0.005
"""The least share left for each issue whose share wasn't stated."""


@dataclass(frozen=True)
class WeightPrior:
    """The prior over weights.

    `shares` and `swings` hold (issue, range); `tiers` places of issues, weightiest first.
    Where nothing is said, weights are log-normal and their spread is itself unknown.
    """

    n_issues: int
    shares: tuple[tuple[int, Interval], ...] = ()
    swings: tuple[tuple[int, Interval], ...] = ()
    tiers: tuple[tuple[int, ...], ...] = ()

    @property
    def n_latents(self) -> int:
        """One number for each issue, and one for the spread."""
        return self.n_issues + 1

    @property
    def is_stated(self) -> bool:
        """Whether anything is stated of the weights."""
        return bool(self.shares or self.swings or self.tiers)

    def weights(self, latents: Floats) -> Floats:
        """Return weights[issue, draw], which sum to 1."""
        spread = _USUAL_SPREAD * np.exp(0.5 * latents[-1])
        logs = spread * latents[: self.n_issues]
        said = {issue for issue, _ in self.shares + self.swings}
        free_tiers = [[issue for issue in tier if issue not in said] for tier in self.tiers]
        swings = np.exp(sort_by_tiers(logs, [tier for tier in free_tiers if tier]))
        swings *= _UNSAID_SWING if self.swings else 1.0
        for issue, interval in self.swings:
            swings[issue] = _within(interval, latents[issue])
        return self._put_shares(swings, latents)

    def _put_shares(self, swings: Floats, latents: Floats) -> Floats:
        if not self.shares:
            return np.asarray(swings / swings.sum(axis=0))
        taken = [issue for issue, _ in self.shares]
        rest = [issue for issue in range(self.n_issues) if issue not in taken]
        for issue, interval in self.shares:
            swings[issue] = _within(interval, latents[issue])
        left = np.maximum(1 - swings[taken].sum(axis=0), _REST_LEAST * len(rest))
        if rest:
            swings[rest] *= left / swings[rest].sum(axis=0)
        return np.asarray(swings / swings.sum(axis=0))

    def log_agreement(self, weights: Floats) -> Floats:
        """Return, per draw, how well the weights keep stated shares and mixed rankings."""
        total = np.zeros(weights.shape[1])
        for issue, interval in self.shares:
            outside = np.maximum(interval.low - weights[issue], weights[issue] - interval.high)
            total -= 0.5 * (np.maximum(outside, 0) / _SHARE_NOISE) ** 2
        said = {issue for issue, _ in self.shares + self.swings}
        logs = np.log(np.maximum(weights, 1e-12))
        for above, below in pairwise(self.tiers):
            for first in above:
                for second in below:
                    if first in said or second in said:
                        total += log_ndtr((logs[first] - logs[second]) / _RANKING_NOISE)
        return total


def _within(interval: Interval, latent: Floats) -> Floats:
    low, high = max(interval.low, 1e-4), max(interval.high, 1e-4)
    return low + (high - low) * np.asarray(ndtr(latent), dtype=np.float64)


def weight_prior(agenda: Agenda, stated: StatedImportance) -> WeightPrior:
    """Build the prior over weights from what is stated of the issues' importance."""
    shares = tuple((agenda.position(issue), interval) for issue, interval in stated.shares)
    has_share = {issue for issue, _ in shares}
    words = ((agenda.position(issue), Importance(word).swing) for issue, word in stated.words)
    return WeightPrior(
        n_issues=len(agenda),
        shares=shares,
        swings=tuple((issue, swing) for issue, swing in words if issue not in has_share),
        tiers=tuple(tuple(agenda.position(issue) for issue in tier) for tier in stated.ranking),
    )
