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
    enumerate_choices,
    estimate_log_density,
    tabulate_moments,
)
from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Flags, Floats, Indices, Sample, Singles
from paraph.counterpart.levels import (
    ELSEWHERE,
    FIRST,
    LEVELS,
    N_LEVELS,
    SPACING,
    WANDERING,
    OnGrid,
)
from paraph.counterpart.spectrum import correct_clumps, read_log_density

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
_N_AT_ONCE = 16
"""Offers looked at together; larger arrays take longer to get from the system than to fill."""


@dataclass(frozen=True, eq=False)
class _Packages:
    """The packages that settle the issues of one scope, looked at one by one or as a density.

    `values[row, draw]` are those of the packages, or of the levels of the grid; `shares[row, draw]`
    how readily each is taken, which sum to 1; `scarcity[level, draw]` is one divided by the share
    of packages near a level, None where the packages are looked at one by one.
    """

    values: Floats
    shares: Floats
    scarcity: Singles | None = None

    @staticmethod
    def near_levels(log_density: Singles) -> _Packages:
        """Describe many packages by log_density[level, draw]."""
        shares = np.exp(log_density - log_density.max(axis=0))
        shares /= shares.sum(axis=0)
        values = np.broadcast_to(LEVELS[:, None], log_density.shape)
        scarcity = np.exp(np.minimum(-log_density, _LOG_MOST)) / np.float32(SPACING)
        return _Packages(values, shares, np.asarray(scarcity, dtype=np.float32))


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
        parts = sample.weights[self.evidence.layout.issue_of] * sample.values
        masses = self._masses(sample)
        densities = self._densities(parts, masses, totals)
        on_grid = OnGrid.of(levels)
        logs = np.empty(levels.shape)
        for scope, offers in enumerate(self._offers_of):
            total = totals[offers[0]]
            if scope in self.small_scopes:
                packages = self._enumerated(scope, parts / total, masses)
            else:
                packages = _Packages.near_levels(densities[scope])
            is_good = p_acceptable(sample, packages.values, total)
            n_good = np.maximum((packages.shares * is_good).sum(axis=0), 1e-9)
            for rows in np.split(offers, np.arange(_N_AT_ONCE, len(offers), _N_AT_ONCE)):
                aimed = self._aimed(sample, packages, levels, on_grid, rows)
                loose = p_acceptable(sample, levels[rows], total) / n_good
                logs[rows] = self._mix(sample, aimed, loose, masses, rows)
        return logs

    def _mix(
        self, sample: Sample, aimed: Floats | Singles, loose: Singles, masses: Floats, rows: Indices
    ) -> Floats:
        """Return log_likelihood[offer, draw], given how likely each offer is by each manner.

        aimed[offer, draw] near a level of value, and loose[offer, draw] among all that is worth
        the reservation value; both times the packages' number.
        """
        chosen = (1 - sample.stray) * aimed + sample.stray * (1 - _BLIND) * loose
        chosen *= np.exp(self.choices[rows] @ np.log(masses))
        confidence = self._confidences[rows]
        return np.asarray(np.log(confidence * (chosen + sample.stray * _BLIND) + 1 - confidence))

    @cached_property
    def _confidences(self) -> Floats:
        return self.evidence.confidences(self.evidence.offers)

    @cached_property
    def _offers_of(self) -> list[Indices]:
        """offers_of[scope]: the offers on just the issues of each scope."""
        scopes, scope_of = self.scopes
        return [np.flatnonzero(scope_of == scope) for scope in range(len(scopes))]

    def _enumerated(self, scope: int, parts: Floats, masses: Floats) -> _Packages:
        choices = self.small_scopes[scope]
        shares = np.exp(choices @ np.log(masses)) / len(choices)
        return _Packages(np.clip(choices @ parts, 0.0, 1.0), shares)

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
            moments = tabulate_moments(parts, masses, self._table, self.scopes[0][widest])
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
        """Return masses[option, draw]: how readily options are taken, 1 on average of an issue.

        To please us, or because they are the party's best.
        """
        layout = self.evidence.layout
        best = np.maximum.reduceat(sample.values, layout.starts)[layout.issue_of]
        logs = sample.holding * (sample.values >= best)
        if self.our_parts:
            logs += sample.favour * np.array(self.our_parts)[:, None]
        masses = np.exp(logs)
        return np.asarray(masses / (layout.averaging @ masses)[layout.issue_of])

    def _aimed(
        self, sample: Sample, packages: _Packages, levels: Floats, on_grid: OnGrid, rows: Indices
    ) -> Floats | Singles:
        """Return how likely offers near a level of value are, times the packages' number."""
        before = on_grid.take(self.previous[rows])
        is_same_scope, is_first = self._is_same_scope[rows], self.previous[rows] < 0
        kinds = np.where(is_same_scope[:, None], WANDERING + sample.wander, ELSEWHERE)
        kinds[is_first] = FIRST
        if packages.scarcity is None:
            return _aimed_at_few(packages, levels[rows], before, kinds)
        return _aimed_at_many(packages.scarcity, on_grid.take(rows), before, kinds)


def _aimed_at_many(scarcity: Singles, on_grid: OnGrid, before: OnGrid, kinds: Indices) -> Singles:
    """Let an offer between two levels aim at either, at the nearer one more likely."""
    aimed = np.zeros_like(on_grid.share)
    for node, near in ((on_grid.low, 1 - on_grid.share), (on_grid.low + 1, on_grid.share)):
        scarce = np.take_along_axis(scarcity, node, axis=0)
        aimed += near * before.p_next(kinds, node) * scarce
    return aimed


def _aimed_at_few(packages: _Packages, levels: Floats, before: OnGrid, kinds: Indices) -> Floats:
    """Compare each offer with all packages that are as near to a level as it may be."""
    result, mass = np.zeros((2, *levels.shape))
    for aim in range(0, N_LEVELS, 4):
        expected = before.p_next(kinds, aim)
        near_all = np.exp(-0.5 * ((packages.values - LEVELS[aim]) / _NEARNESS) ** 2)
        near = np.exp(-0.5 * ((levels - LEVELS[aim]) / _NEARNESS) ** 2)
        result += expected * near / (packages.shares * near_all).sum(axis=0)
        mass += expected
    return np.asarray(result / mass)


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
