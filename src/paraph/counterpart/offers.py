"""The likelihood of offers, with no tactic assumed.

A bidder is thought to aim, with each new offer, at some level of value for itself, near the
level of its last offer but free to wander, and to take any package near that level. So

    p(offer | last offer) = stray / n + (1 - stray) / n * sum over levels of
                            p(level | last level) * nearness(value, level) / density(level)

where n counts the packages, and density(level) is the share of them near the level. What an
offer says is therefore that it is high among packages as rare as itself. Levels lie on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from scipy.special import ndtr

from paraph.counterpart.density import (
    OptionTable,
    TiltedMoments,
    add_over_scopes,
    enumerate_choices,
    estimate_log_density,
    tabulate_moments,
)
from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Floats, Indices, Sample

N_LEVELS = 33
SPACING = 1 / (N_LEVELS - 1)
LEVELS = np.linspace(0, 1, N_LEVELS)
_N_ENUMERATED = 12
"""Where a scope has at most this many packages, they are enumerated."""
_NEARNESS = 0.12
"""How near a level a package has to be, where there are few packages."""
_RESERVATION_NOISE = 0.05
_SMOOTHING = SPACING / np.sqrt(6)
"""The standard deviation of a triangle as wide as two steps of the grid."""
_LOG_MOST = 600.0


def level_steps(scales: tuple[float, ...], shares: tuple[float, ...]) -> Floats:
    """Return steps[from level, to level]: a mixture of steps of several sizes, and of a jump."""
    total = np.full((N_LEVELS, N_LEVELS), (1 - sum(shares)) / N_LEVELS)
    gaps = LEVELS[None, :] - LEVELS[:, None]
    for scale, share in zip(scales, shares, strict=True):
        near = np.exp(-0.5 * (gaps / scale) ** 2)
        total += share * near / near.sum(axis=1, keepdims=True)
    return total


_STEPS = level_steps((0.02, 0.06, 0.2), (0.45, 0.35, 0.15))
"""Steps between two offers on the same issues."""
_STEPS_ACROSS = level_steps((0.1, 0.3), (0.45, 0.45))
"""Steps between offers on different issues."""
_FIRST = 0.95 * LEVELS**5 / (LEVELS**5).sum() + 0.05 / N_LEVELS
"""first[level]: bidders open high, as a rule."""


@dataclass(frozen=True)
class OfferModel:
    """What doesn't depend on the preference: the offers, their scopes, their order."""

    evidence: Evidence

    @cached_property
    def positions(self) -> Indices:
        """positions[offer, issue]; -1 where an offer leaves an issue open."""
        return self.evidence.offer_positions()

    @cached_property
    def choices(self) -> Floats:
        """choices[offer, option] is 1 where the offer holds the option."""
        return self.evidence.layout.choices(self.positions)

    @cached_property
    def covered(self) -> Floats:
        """covered[offer, issue] is 1 where the offer settles the issue."""
        return (self.positions >= 0).astype(np.float64)

    @cached_property
    def scopes(self) -> tuple[Floats, Indices]:
        """scopes[scope, issue], each once, and scope_of[offer]."""
        scopes, scope_of = np.unique(self.covered, axis=0, return_inverse=True)
        return scopes, scope_of.reshape(-1)

    @cached_property
    def previous(self) -> Indices:
        """previous[offer]: the offer that it is compared with; -1 for the first.

        The last one on the same issues, or, if there is none, the last one.
        """
        scope_of = self.scopes[1]
        last: dict[int, int] = {}
        previous = np.arange(-1, len(scope_of) - 1)
        for offer, scope in enumerate(scope_of):
            previous[offer] = last.get(int(scope), offer - 1)
            last[int(scope)] = offer
        return previous

    @cached_property
    def small_scopes(self) -> dict[int, Floats]:
        """choices[package, option] of the scopes that are small enough to enumerate."""
        layout = self.evidence.layout
        small = {}
        for scope, row in enumerate(self.scopes[0]):
            issues = tuple(int(issue) for issue in np.flatnonzero(row))
            if prod(layout.agenda.shape[issue] for issue in issues) <= _N_ENUMERATED:
                small[scope] = enumerate_choices(layout, issues)
        return small

    @cached_property
    def _table(self) -> OptionTable:
        return OptionTable.of(self.evidence.layout)

    @cached_property
    def _steps(self) -> Floats:
        """steps[kind, from level, to level]: a first offer, the same issues, other issues."""
        return np.stack((np.broadcast_to(_FIRST, _STEPS.shape), _STEPS, _STEPS_ACROSS))

    @cached_property
    def _step_kinds(self) -> Indices:
        scope_of = self.scopes[1]
        kinds = np.where(scope_of[self.previous] == scope_of, 1, 2)
        return np.where(self.previous < 0, 0, kinds)

    def levels(self, sample: Sample, bonus: Floats) -> tuple[Floats, Floats]:
        """Return levels[offer, draw] in 0..1, and totals[offer, draw], the weight settled."""
        totals = np.maximum(self.covered @ sample.weights, 1e-9)
        parts = sample.weights[self.evidence.layout.issue_of] * sample.values
        return np.clip((self.choices @ parts + bonus[:, None]) / totals, 0.0, 1.0), totals

    def log_likelihood(self, sample: Sample, levels: Floats, totals: Floats) -> Floats:
        """Return log_likelihood[offer, draw], relative to a package drawn at random."""
        parts = sample.weights[self.evidence.layout.issue_of] * sample.values
        trust = (1 - sample.stray) * self.evidence.confidences(self.evidence.offers)
        above = ndtr((levels - sample.reservation) / reservation_noise(totals))
        aimed = self._aimed(parts, levels, totals)
        return np.asarray(np.log(trust * aimed * above + (1 - trust)))

    def _aimed(self, parts: Floats, levels: Floats, totals: Floats) -> Floats:
        """Return aimed[offer, draw]: the probability of the offer, times the packages' number."""
        scopes, scope_of = self.scopes
        aimed = np.empty_like(levels)
        if len(self.small_scopes) < len(scopes):
            moments = add_over_scopes(tabulate_moments(parts, self._table), scopes)
        for scope in range(len(scopes)):
            rows = np.flatnonzero(scope_of == scope)
            total = totals[rows[0]]
            if scope in self.small_scopes:
                values = np.clip(self.small_scopes[scope] @ parts / total, 0.0, 1.0)
                aimed[rows] = self._aimed_at_few(values, levels, rows)
            else:
                aimed[rows] = self._aimed_at_many(moments, scope, total, levels, rows)
        return aimed

    def _aimed_at_many(
        self, moments: TiltedMoments, scope: int, total: Floats, levels: Floats, rows: Indices
    ) -> Floats:
        low = np.minimum((levels[rows] / SPACING).astype(np.intp), N_LEVELS - 2)
        share = levels[rows] / SPACING - low
        nodes = np.concatenate((low, low + 1))
        logs = estimate_log_density(moments, scope, total, nodes * SPACING, _SMOOTHING)
        expected = self._expected(levels, np.concatenate((rows, rows)), nodes)
        near = np.concatenate((1 - share, share))
        aimed = near * expected * np.exp(np.minimum(-logs, _LOG_MOST)) / SPACING
        return np.asarray(aimed[: len(rows)] + aimed[len(rows) :])

    def _aimed_at_few(self, values: Floats, levels: Floats, rows: Indices) -> Floats:
        """The same where all packages can be looked at, by their values[package, draw]."""
        result, mass = np.zeros((2, len(rows), levels.shape[1]))
        for aim in range(0, N_LEVELS, 4):
            aims = np.full(result.shape, aim, dtype=np.intp)
            expected = self._expected(levels, rows, aims)
            density = np.exp(-0.5 * ((values - LEVELS[aim]) / _NEARNESS) ** 2).mean(axis=0)
            near = np.exp(-0.5 * ((levels[rows] - LEVELS[aim]) / _NEARNESS) ** 2)
            result += expected * near / density
            mass += expected
        return result / mass

    def _expected(self, levels: Floats, rows: Indices, nodes: Indices) -> Floats:
        """Return the probability of aiming at nodes[row, draw], after the offer before."""
        kinds = self._step_kinds[rows][:, None]
        before = levels[self.previous[rows]] / SPACING
        low = np.minimum(before.astype(np.intp), N_LEVELS - 2)
        share = before - low
        steps = self._steps
        return np.asarray(
            (1 - share) * steps[kinds, low, nodes] + share * steps[kinds, low + 1, nodes]
        )


def reservation_noise(totals: Floats) -> Floats:
    """How loosely a package that settles totals[package, draw] of the weight bears on the whole."""
    return _RESERVATION_NOISE + 0.25 * (1 - np.minimum(totals, 1.0))
