"""The likelihood of offers, with no tactic assumed.

A bidder is thought to aim, with each new offer, at some level of value for itself, near the
level of its last offer but free to wander, and to take any package near that level; or, with the
probability `stray`, to take any package that is acceptable to it. So

    p(offer | last offer) = stray / n * is_acceptable(value) / share of packages acceptable
                            + (1 - stray) / n * sum over levels of
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
    add_over_scopes,
    enumerate_choices,
    estimate_log_density,
    tabulate_moments,
)
from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Flags, Floats, Indices, Sample, Singles
from paraph.counterpart.spectrum import correct_clumps, read_log_density

N_LEVELS = 33
SPACING = 1 / (N_LEVELS - 1)
LEVELS = np.linspace(0, 1, N_LEVELS)
_N_ENUMERATED = 12
"""Where a scope has at most this many packages, they are enumerated."""
_N_READ = 1000
"""With more than that, but not with more than this, shares are read off the Fourier sum alone."""
_NEARNESS = 0.12
"""How near a level a package has to be, where there are few packages."""
_RESERVATION_NOISE = 0.05
_SMOOTHING = SPACING / np.sqrt(6)
"""The standard deviation of a triangle as wide as two steps of the grid."""
_LOG_MOST = 80.0
"""Of packages that are rarer than this, the logarithm of how rare hardly matters."""
_BLIND = 0.1
"""Of offers that aim at no level, the share that has nothing to do with the party's values."""
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
"""steps[kind, from level, to level]: a first offer, one on other issues, then by `wander`."""
_STEPS_FLAT = _STEPS.ravel()


@dataclass(frozen=True)
class OfferModel:
    """What doesn't depend on the preference: the offers, their scopes, their order.

    `our_parts[option]` is what each option is worth to us, by which a bidder that wants an
    agreement may choose among packages that are alike to it; empty where that isn't known.
    """

    evidence: Evidence
    our_parts: tuple[float, ...] = ()

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
            if self._n_packages[scope] <= _N_ENUMERATED:
                small[scope] = enumerate_choices(layout, issues)
        return small

    @cached_property
    def _table(self) -> OptionTable:
        return OptionTable.of(self.evidence.layout)

    @cached_property
    def _is_same_scope(self) -> Flags:
        scope_of = self.scopes[1]
        return np.asarray((scope_of[self.previous] == scope_of) & (self.previous >= 0))

    def levels(self, sample: Sample, bonus: Floats) -> tuple[Floats, Floats]:
        """Return levels[offer, draw] in 0..1, and totals[offer, draw], the weight settled."""
        totals = np.maximum(self.covered @ sample.weights, 1e-9)
        parts = sample.weights[self.evidence.layout.issue_of] * sample.values
        return np.clip((self.choices @ parts + bonus[:, None]) / totals, 0.0, 1.0), totals

    def log_likelihood(self, sample: Sample, levels: Floats, totals: Floats) -> Floats:
        """Return log_likelihood[offer, draw], relative to a package drawn at random."""
        confidence = self.evidence.confidences(self.evidence.offers)
        aimed, loose = self._ratios(sample, levels, totals)
        chosen = (1 - sample.stray) * aimed + sample.stray * (1 - _BLIND) * loose
        return np.asarray(np.log(confidence * (chosen + sample.stray * _BLIND) + (1 - confidence)))

    def _ratios(self, sample: Sample, levels: Floats, totals: Floats) -> tuple[Floats, Floats]:
        """Return the probability of each offer, times the packages' number, by each manner.

        aimed[offer, draw] near a level of value, and loose[offer, draw] among all that is worth
        the reservation value.
        """
        parts = sample.weights[self.evidence.layout.issue_of] * sample.values
        scopes, scope_of = self.scopes
        aimed, n_good = np.empty((2, *levels.shape))
        masses = self._masses(sample)
        densities = self._densities(parts, masses, totals)
        for scope in range(len(scopes)):
            rows = np.flatnonzero(scope_of == scope)
            total = totals[rows[0]]
            if scope in self.small_scopes:
                choices = self.small_scopes[scope]
                values = np.clip(choices @ parts / total, 0.0, 1.0)
                shares = np.exp(choices @ np.log(masses)) / len(choices)
                aimed[rows] = self._aimed_at_few(sample, values, shares, levels, rows)
            else:
                values = np.broadcast_to(LEVELS[:, None], (N_LEVELS, levels.shape[1]))
                logs = densities[scope]
                shares = np.exp(logs - logs.max(axis=0))
                shares /= shares.sum(axis=0)
                aimed[rows] = self._aimed_at_many(sample, logs, levels, rows)
            n_good[rows] = (shares * p_acceptable(sample, values, total)).sum(axis=0)
        loose = p_acceptable(sample, levels, totals) / np.maximum(n_good, 1e-9)
        taken = np.exp(self.choices @ np.log(masses)) if self.our_parts else 1.0
        return aimed * taken, loose * taken

    def _densities(self, parts: Floats, masses: Floats, totals: Floats) -> dict[int, Singles]:
        """Return scope -> log_density[level, draw], of scopes too large to enumerate."""
        large = [scope for scope in range(len(self.scopes[0])) if scope not in self.small_scopes]
        widest = [scope for scope in large if self._n_packages[scope] > _N_READ]
        at = {}
        for scope in large:
            places, starts = self._rows_of_scopes[scope]
            values = parts[places] / totals[self._first_offers[scope]]
            at[scope] = (values, masses[places], starts, LEVELS)
        densities = {
            scope: read_log_density(*at[scope], 0.5 / self._n_packages[scope])
            for scope in large
            if scope not in widest
        }
        if widest:
            moments = tabulate_moments(parts, masses, self._table)
            moments = add_over_scopes(moments, self.scopes[0][widest])
        for place, scope in enumerate(widest):
            total = totals[self._first_offers[scope]]
            logs = estimate_log_density(moments, place, total, N_LEVELS, _SMOOTHING)
            densities[scope] = correct_clumps(logs, *at[scope])
        return densities

    @cached_property
    def _n_packages(self) -> list[int]:
        """n_packages[scope]: how many packages settle just the issues of each scope."""
        shape = self.evidence.layout.agenda.shape
        return [prod(shape[issue] for issue in np.flatnonzero(row)) for row in self.scopes[0]]

    @cached_property
    def _first_offers(self) -> Indices:
        """first_offers[scope]: the first offer of each scope."""
        return np.unique(self.scopes[1], return_index=True)[1]

    @cached_property
    def _rows_of_scopes(self) -> list[tuple[Indices, Indices]]:
        """Places of the options of each scope in the table, and where its issues start there."""
        found = []
        for row in self.scopes[0]:
            rows = np.flatnonzero(np.isin(self._table.issue_of, np.flatnonzero(row)))
            starts = np.flatnonzero(np.diff(self._table.issue_of[rows], prepend=-1))
            found.append((self._table.places[rows], starts))
        return found

    def _masses(self, sample: Sample) -> Floats:
        """Return masses[option, draw]: how readily options are taken to please us, 1 on average."""
        layout = self.evidence.layout
        if not self.our_parts:
            return np.ones_like(sample.values)
        masses = np.exp(sample.favour * np.array(self.our_parts)[:, None])
        means = np.add.reduceat(masses, layout.starts) / np.array(layout.agenda.shape)[:, None]
        return np.asarray(masses / means[layout.issue_of])

    def _aimed_at_many(
        self, sample: Sample, logs: Singles, levels: Floats, rows: Indices
    ) -> Floats:
        """The same, given the logarithm of the density of packages, logs[level, draw]."""
        low = np.minimum((levels[rows] / SPACING).astype(np.intp), N_LEVELS - 2)
        share = levels[rows] / SPACING - low
        scarcity = np.exp(np.minimum(-logs, _LOG_MOST)) / SPACING
        aimed = np.zeros_like(share)
        for node, near in ((low, 1 - share), (low + 1, share)):
            expected = self._expected(sample, levels, rows, node)
            aimed += near * expected * np.take_along_axis(scarcity, node, axis=0)
        return aimed

    def _aimed_at_few(
        self, sample: Sample, values: Floats, shares: Floats, levels: Floats, rows: Indices
    ) -> Floats:
        """The same where all packages can be looked at: values and shares [package, draw]."""
        result, mass = np.zeros((2, len(rows), levels.shape[1]))
        for aim in range(0, N_LEVELS, 4):
            aims = np.full(result.shape, aim, dtype=np.intp)
            expected = self._expected(sample, levels, rows, aims)
            near_all = np.exp(-0.5 * ((values - LEVELS[aim]) / _NEARNESS) ** 2)
            near = np.exp(-0.5 * ((levels[rows] - LEVELS[aim]) / _NEARNESS) ** 2)
            result += expected * near / (shares * near_all).sum(axis=0)
            mass += expected
        return result / mass

    def _expected(self, sample: Sample, levels: Floats, rows: Indices, nodes: Indices) -> Floats:
        """Return the probability of aiming at nodes[row, draw], after the offer before."""
        previous = self.previous[rows]
        kinds = np.where(self._is_same_scope[rows][:, None], 2 + sample.wander, 1)
        kinds = np.where(previous[:, None] < 0, 0, kinds)
        before = levels[previous] / SPACING
        low = np.minimum(before.astype(np.intp), N_LEVELS - 2)
        share = before - low
        place = (kinds * N_LEVELS + low) * N_LEVELS + nodes  # into the flat table: quick to read
        at_low, at_high = _STEPS_FLAT.take(place), _STEPS_FLAT.take(place + N_LEVELS)
        return np.asarray((1 - share) * at_low + share * at_high)


def p_acceptable(sample: Sample, levels: Floats, total: Floats) -> Singles:
    """How likely levels[row, draw] are worth the reservation value; total[draw] is settled.

    A normal noise, by a quick approximation to within 0.0002 (Page 1977).
    """
    z = ((levels - sample.reservation) / reservation_noise(total)).astype(np.float32)
    return np.asarray(1 / (1 + np.exp(np.clip(z * (-1.5957691 - 0.0713548 * z * z), -80, 80))))


def reservation_noise(totals: Floats) -> Floats:
    """How loosely a package that settles totals[package, draw] of the weight bears on the whole."""
    return _RESERVATION_NOISE + 0.25 * (1 - np.minimum(totals, 1.0))


_REACHED_NOISE = 0.06
_P_REACHED = 0.5
"""How likely a party that has conceded has come down to its reservation value already."""
_RESERVATION_DENSITY = 1.5
"""About the density of the prior of the reservation value where it is high."""


def reservation_factor(sample: Sample, levels: Floats, totals: Floats) -> Floats:
    """Return log_factor[draw]: how well the reservation value fits the lowest fifth of levels.

    No party offers less than no agreement is worth to it, save in stray offers. Beyond that it
    is a mixture: the party has conceded to its reservation value (which only offers of whole
    packages show), or it stops anywhere above it, which says nothing more.
    """
    margins = _mean_of_lowest((levels - sample.reservation) / reservation_noise(totals))
    above = (1 - sample.stray) * ndtr(margins) + sample.stray
    lowest = _mean_of_lowest(np.where(totals > 0.999, levels, 1.0))
    gap = (lowest - sample.reservation) / _REACHED_NOISE
    reached = np.exp(-0.5 * gap**2) / (_REACHED_NOISE * np.sqrt(2 * np.pi))
    share = _P_REACHED * np.clip((1 - lowest) / 0.3, 0.0, 1.0)
    return np.asarray(np.log(above) + np.log(1 - share + share * reached / _RESERVATION_DENSITY))


def _mean_of_lowest(rows: Floats) -> Floats:
    """Return, per draw, the mean of the lowest fifth of rows: one alone would be too low."""
    n_lowest = max(1, len(rows) // 5)
    return np.asarray(np.partition(rows, n_lowest - 1, axis=0)[:n_lowest].mean(axis=0))
