"""What comes first is likely wanted more: the rule of first appearance, as evidence.

Whatever a party's tactic, it mostly asks for what it likes before it gives way, and gives way
first where it matters less to it. So the latent numbers are held to lie higher for options that
were offered earlier, and for issues on which offers change less often. The rule is old and hard to
beat where there are few offers (the order of first appearance; Hao and Leung 2014 count likewise).
One offer tells nothing by it, and the more offers there are, the more it is trusted. Who makes
offers at random shows nothing by their order: the rule counts less the more of them are strays,
save where options come and go with time as they hardly would by chance. (Without that, a party that
has conceded far could be taken for one that stays where it is and opened with strays.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import f as ratio_of_variances

from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.option_priors import ScaledOptions, is_unordered
from paraph.counterpart.prior import N_MANNERS, Prior

_SHIFT = 1.5
_WEIGHT_SHIFT = 1.0
_N_HALF = 15
"""After the first, the number of offers at which the rule counts half of what it can."""
_P_BY_CHANCE = 0.05
"""An order that strays would show as seldom as this, or more often, doesn't tell them apart."""


@dataclass(frozen=True, eq=False)
class Precedence:
    """What the order of offers says of the latent numbers.

    `means[latent, 1]` are their means where the rule counts in full; their spread is 1. `trend`,
    from 0 to 1, is how surely the order is not that of offers made at random.
    """

    means: Floats
    trend: float

    def shifts(self, stray: Floats) -> Floats:
        """Return shifts[latent, draw], given the share of strays in each draw."""
        return np.asarray(self.means * (1 - (1 - self.trend) * stray))


def read_precedence(prior: Prior, evidence: Evidence) -> Precedence:
    """Read what the order says in which a party's offers came."""
    positions = evidence.offer_positions()
    if len(positions) < 2:
        return Precedence(np.zeros((prior.n_latents, 1)), 0.0)
    trend = max(0.0, 1 - p_order_by_chance(positions) / _P_BY_CHANCE)
    return Precedence(_means(prior, positions), trend)


def p_order_by_chance(positions: Indices) -> float:
    """Return how often offers in random order would be told apart by time as well as positions.

    `positions[offer, issue]` are the places of the options, in order of time; -1 where an offer
    leaves an issue open. The variance of the offers' ranks in time between the options of an issue
    is compared with that within them, of all issues together (Fisher's test); 1 where no issue has
    an option offered twice and another option.
    """
    between, within, n_between, n_within = 0.0, 0.0, 0, 0
    for column in positions.T:
        times = np.flatnonzero(column >= 0)
        groups = [times[column[times] == option] for option in np.unique(column[times])]
        if len(groups) < 2:
            continue
        between += sum(len(group) * (group.mean() - times.mean()) ** 2 for group in groups)
        within += sum(((group - group.mean()) ** 2).sum() for group in groups)
        n_between += len(groups) - 1
        n_within += len(times) - len(groups)
    if not n_within:
        return 1.0
    ratio = (between / n_between) / max(within / n_within, 1e-9)
    return float(ratio_of_variances.sf(ratio, n_between, n_within))


def _means(prior: Prior, positions: Indices) -> Floats:
    means = np.zeros((prior.n_latents, 1))
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
    """Return shift[issue]: low where options changed often, between offers that settle the issue.

    An issue that wasn't settled twice is thought of as one that changes as often as the others.
    """
    shares = np.full(positions.shape[1], np.nan)
    for issue, column in enumerate(positions.T):
        settled = column[column >= 0]
        if len(settled) > 1:
            shares[issue] = np.mean(settled[1:] != settled[:-1])
    if np.isnan(shares).all():
        return np.zeros(len(shares))
    mean = np.nanmean(shares)
    return np.asarray(-_WEIGHT_SHIFT * (np.where(np.isnan(shares), mean, shares) - mean))
