"""What is held of a preference before any move: from what is stated, or from nothing.

Every unknown is a smooth function of independent standard normal numbers, so that one
sampler serves all cases. A stated range is kept exactly (uniform within it), a stated ranking
by sorting, which is the prior truncated to that ranking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.special import expit, log_ndtr, ndtr

from paraph.counterpart.layout import Floats, Indices, Layout, Sample
from paraph.counterpart.opposition import against_us, lean, opposition
from paraph.counterpart.option_priors import (
    OptionPrior,
    RecalledOptions,
    StatedOptions,
    option_prior,
)
from paraph.counterpart.weight_priors import WeightPrior, weight_prior
from paraph.negotiation import Agenda, Interval, Package, StatedPreference, StatedValues

N_MANNERS = 8
"""Latent numbers that aren't of an issue: fields of a sample, the fall, opposition, holding."""
FALL, OPPOSITION, HOLDING = 5, 6, 7
_USUAL_FALL = 0.2
_FALL_SPREAD = 0.9
"""How steeply values fall from the best option, in logarithms of odds; at 0 evenly."""

_STRAY_USUAL = -3.0
_STRAY_SPREAD = 6.0
"""The log odds of the share of stray offers: hardly any, or, with one bidder in three, most."""
N_WANDERS = 3
_FAVOUR_MOST = 12.0
_HOLDING_MOST = 4.0

_LIKENESS = 0.05
"""How far the value of no agreement may lie from that of the package it is said to be like."""

_RANKING_NOISE = 0.02
"""How far a stated ranking may be missed, where ranges are stated as well."""


@dataclass(frozen=True)
class Prior:
    """The prior of one party's preference on one agenda.

    A latent vector holds, in order, the manners, the weights, and the options of each issue,
    followed, where `against[issue]` isn't None, by whether the issue follows the opposition.
    """

    layout: Layout
    weights: WeightPrior
    options: tuple[OptionPrior, ...]
    reservation: Interval | None
    like: Floats | None
    option_orders: tuple[tuple[int, int], ...]
    against: tuple[Floats | None, ...]

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        sizes = [N_MANNERS, self.weights.n_latents]
        for prior, against in zip(self.options, self.against, strict=True):
            sizes.append(prior.n_latents + (against is not None))
        return tuple(int(end) for end in np.cumsum(sizes))

    @property
    def n_latents(self) -> int:
        """The length of a latent vector."""
        return self._ends[-1]

    def latents_of_options(self, issue: int) -> slice:
        """Return the places of the latent numbers of an issue's options."""
        return slice(self._ends[issue + 1], self._ends[issue + 2])

    @cached_property
    def block_of(self) -> Indices:
        """block_of[latent]: what is moved together: the manners (0), or one issue (1 …)."""
        blocks = np.zeros(self.n_latents, dtype=np.intp)
        n_issues = len(self.options)
        blocks[N_MANNERS : N_MANNERS + n_issues] = np.arange(1, n_issues + 1)
        for issue in range(n_issues):
            blocks[self.latents_of_options(issue)] = issue + 1
        return blocks

    def stray(self, latents: Floats) -> Floats:
        """Return stray[draw]: the share of offers that follow no level."""
        return np.asarray(expit(_STRAY_USUAL + _STRAY_SPREAD * latents[1]))

    def transform(self, latents: Floats) -> Sample:
        """Return the preferences that latents[latent, draw] stand for."""
        weights = self.weights.weights(latents[N_MANNERS : self._ends[1]])
        opposed = opposition(latents[OPPOSITION])
        values = self._values(latents, opposed)
        return Sample(
            weights=weights,
            values=values,
            reservation=self._reservation(latents[0], weights, values),
            stray=self.stray(latents),
            candour=1 / (1 + np.exp(-1.6 - 0.8 * latents[2])),
            wander=np.minimum((N_WANDERS * ndtr(latents[3])).astype(np.intp), N_WANDERS - 1),
            favour=_FAVOUR_MOST * np.maximum(2 * ndtr(latents[4]) - 1, 0.0),
            opposition=opposed,
            holding=_HOLDING_MOST * np.maximum(2 * ndtr(latents[HOLDING]) - 1, 0.0),
        )

    def _values(self, latents: Floats, opposed: Floats) -> Floats:
        """Return values[option, draw].

        To some parties only the best option will do, to others most: one number for all issues
        whose values aren't stated.
        """
        fall = np.exp(_USUAL_FALL + _FALL_SPREAD * latents[FALL])
        rows = []
        for issue, prior in enumerate(self.options):
            own = latents[self.latents_of_options(issue)]
            against = self.against[issue]
            if against is not None:
                n = len(against)
                own = np.concatenate((lean(own[:n], against, opposed, own[-1]), own[n:-1]))
            values = prior.values(own)
            steep = values / (values + fall * (1 - values))
            if isinstance(prior, RecalledOptions):
                steep = np.where(prior.is_recalled(own), values, steep)
            rows.append(values if isinstance(prior, StatedOptions) else steep)
        return np.concatenate(rows, axis=0)

    def _reservation(self, latent: Floats, weights: Floats, values: Floats) -> Floats:
        if self.like is not None:
            value: Floats = self.like @ (weights[self.layout.issue_of] * values)
            return np.asarray(np.clip(value + _LIKENESS * latent, 0.0, 1.0), dtype=np.float64)
        if self.reservation is None:
            return np.asarray(ndtr(0.6 * latent - 0.5), dtype=np.float64)
        low, high = self.reservation.low, self.reservation.high
        return low + (high - low) * np.asarray(ndtr(latent), dtype=np.float64)

    def log_agreement(self, sample: Sample) -> Floats:
        """Return, per draw, how well it keeps statements that the transform can't force."""
        total = self.weights.log_agreement(sample.weights)
        for better, worse in self.option_orders:
            total = total + log_ndtr(
                (sample.values[better] - sample.values[worse]) / _RANKING_NOISE
            )
        return total


def build_prior(
    agenda: Agenda, stated: StatedPreference, ours: Sequence[Floats | None] | None = None
) -> Prior:
    """Build the prior from what is stated of a preference; nothing stated is allowed.

    `ours[issue][option]` are our own values, None where nothing is stated of them.

    UnknownNameError if a statement names an issue or option that isn't on the agenda.
    """
    layout = Layout(agenda)
    said = {values.issue_id: values for values in stated.values}
    for issue_id in said:
        agenda.position(issue_id)
    options = tuple(
        option_prior(issue, said.get(issue.id, StatedValues(issue.id))) for issue in agenda.issues
    )
    return Prior(
        layout=layout,
        weights=weight_prior(agenda, stated.importance),
        options=options,
        reservation=stated.reservation.value,
        like=_shares_of(layout, stated.reservation.like) if stated.reservation.like else None,
        option_orders=_option_orders(layout, stated),
        against=tuple(
            against_us(option, values) if values is not None else None
            for option, values in zip(options, ours or [None] * len(options), strict=True)
        ),
    )


def _shares_of(layout: Layout, like: Package) -> Floats:
    """Return shares[option]: those of a package; all options alike of an issue it leaves open."""
    (positions,) = layout.positions([like])
    shares: Floats = layout.choices(positions[None, :])[0]
    for issue, position in enumerate(positions):
        if position < 0:
            shares[layout.rows(issue)] = 1 / layout.agenda.shape[issue]
    return shares


def _option_orders(layout: Layout, stated: StatedPreference) -> tuple[tuple[int, int], ...]:
    """Return the (better, worse) places that a ranking names beside stated ranges."""
    orders = []
    for said in stated.values:
        if not (said.values and said.ranking):
            continue
        for above, below in pairwise(said.ranking):
            orders += [
                (layout.option(said.issue_id, better), layout.option(said.issue_id, worse))
                for better in above
                for worse in below
            ]
    return tuple(orders)
