"""The prior over the weights of the issues, from shares, words, rankings and comparisons.

Where a form of statement leaves room for it, the transform keeps it; what it can't force, because
two statements meet in one issue, is kept nearly, by `log_agreement`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.special import log_ndtr, ndtr

from paraph.counterpart.layout import Floats
from paraph.counterpart.option_priors import sort_by_tiers
from paraph.negotiation import Agenda, Importance, Interval, RecalledWeights, StatedImportance

_SHARE_NOISE = 0.01
"""How far shares may leave their stated ranges to sum to 1."""
_USUAL_SPREAD = 1.15
"""The usual standard deviation of the logarithms of weights of which nothing is stated."""
_RANKING_NOISE = 0.02
"""How far a ranking or a comparison may be missed, in logarithms, where more is stated."""
_WORD_NOISE = 0.02
"""How far words may be missed beside shares or comparisons, in logarithms."""
_UNSAID_SWING = 0.4
"""The usual weight, beside a word for the weightiest, of an issue of which nothing was said."""
_REST_LEAST = 0.005
"""The least share left for each issue whose share wasn't stated."""
_WEIGHTIEST_FROM = 0.9
"""A word whose range reaches this may stand for the weightiest issue."""


@dataclass(frozen=True, slots=True)
class _Link:
    """That an issue's weight is some multiple, within a range, of another's."""

    issue: int
    other: int
    ratio: Interval


@dataclass(frozen=True, eq=False)
class _Recalled:
    """Normal logarithms of weights beside the weightiest, from a past case.

    `means[issue, 1]` and `factor[issue, issue]`, whose product with itself is the covariance.
    """

    issues: list[int]
    means: Floats
    factor: Floats

    @staticmethod
    def of(agenda: Agenda, recalled: RecalledWeights) -> _Recalled:
        """Take the logarithms of a past case for normal, and spread them as it is said.

        But not further than they would spread if nothing were known.
        """
        logs = np.array(recalled.logs).T
        covariance = np.atleast_2d(np.cov(logs)) + 1e-6 * np.eye(len(logs))
        spread = np.sqrt(np.diag(covariance))[:, None]
        widening = np.clip(_USUAL_SPREAD / spread, 1.0, recalled.widening)
        factor = np.asarray(widening * np.linalg.cholesky(covariance), dtype=np.float64)
        issues = [agenda.position(issue_id) for issue_id in recalled.issue_ids]
        return _Recalled(issues, logs.mean(axis=1, keepdims=True), factor)


@dataclass(frozen=True)
class WeightPrior:
    """The prior over weights.

    `shares` hold (issue, range); `swings` (issue, range), of the weightiest issue's weight;
    `tiers` places of issues, weightiest first; `ratios` (issue, other, range of the first one's
    weight divided by the other's); `recalled` what was learnt in a past case of issues of which
    nothing else is said. Elsewhere weights are log-normal and their spread is itself unknown.
    """

    n_issues: int
    shares: tuple[tuple[int, Interval], ...] = ()
    swings: tuple[tuple[int, Interval], ...] = ()
    tiers: tuple[tuple[int, ...], ...] = ()
    ratios: tuple[tuple[int, int, Interval], ...] = ()
    recalled: _Recalled | None = None

    @property
    def n_latents(self) -> int:
        """One number for each issue, and one for the spread."""
        return self.n_issues + 1

    @property
    def is_stated(self) -> bool:
        """Whether anything is stated of the weights."""
        return bool(self._said or self.tiers or self.ratios or self.recalled)

    def weights(self, latents: Floats) -> Floats:
        """Return weights[issue, draw], which sum to 1."""
        weights = self._unsaid(latents)
        for issue, interval in self.shares + self.swings:
            weights[issue] = _within(interval, latents[issue])
        for link in self._chains:
            weights[link.issue] = weights[link.other] * _ratio(link, latents)
        if self.shares:
            self._fill_beside_shares(weights)
        return np.asarray(weights / weights.sum(axis=0))

    def _unsaid(self, latents: Floats) -> Floats:
        """Return weights[issue, draw], not yet on one scale with those of which more is said.

        Independent log-normal numbers; in the order of the ranking; issues that are only compared
        with one another at ratios within the ranges, their common level being free; and what is
        recalled.
        """
        spread = _USUAL_SPREAD * np.exp(0.5 * latents[-1])
        logs = spread * latents[: self.n_issues]
        compared = {issue for one, other, _ in self.ratios for issue in (one, other)}
        fixed = compared.union(self._said)
        free_tiers = [[issue for issue in tier if issue not in fixed] for tier in self.tiers]
        logs = sort_by_tiers(logs, [tier for tier in free_tiers if tier]).copy()
        for root, links in self._clusters:
            members = [root, *(link.issue for link in links)]
            level = logs[root] / np.sqrt(len(members))
            logs[root] = 0.0
            for link in links:
                logs[link.issue] = logs[link.other] + np.log(_ratio(link, latents))
            logs[members] += level - logs[members].mean(axis=0)
        if self.swings or self.recalled:
            logs += np.log(self._unsaid_swing)
        if self.recalled:
            own = self.recalled.factor @ latents[self.recalled.issues]
            logs[self.recalled.issues] = self.recalled.means + own
        return np.asarray(np.exp(logs))

    @cached_property
    def _unsaid_swing(self) -> float:
        """The usual weight, beside the weightiest, of an issue of which nothing is said."""
        if self.recalled is None:
            return _UNSAID_SWING
        return float(np.exp(np.median(self.recalled.means)))

    def _top_beside_shares(self, weights: Floats) -> Floats:
        """Return top[draw]: what words are parts of, on the scale of issues without a share.

        Where no word can mean the weightiest issue, it is one of which nothing is said.
        """
        if self._has_weightiest_word or not self._open:
            return np.ones(weights.shape[1])
        return np.asarray(weights[self._open].max(axis=0))

    def _fill_beside_shares(self, weights: Floats) -> None:
        """Put words and the rest beside stated shares, in place.

        What the shares leave goes to the others in proportion, unless one of the shares is the
        weightiest: then words are parts of that share, and the rest fills what is left.
        """
        worded, rest = self._worded, self._open
        n_others = len(worded) + len(rest)
        left = np.maximum(1 - weights[self._shared].sum(axis=0), _REST_LEAST * n_others)
        top = self._top_beside_shares(weights)
        nominal = top * weights[worded].sum(axis=0) + weights[rest].sum(axis=0)
        top = top * left / np.maximum(nominal, 1e-12)
        weightiest = weights[self._shared].max(axis=0)
        is_share_weightiest = top < weightiest
        if not rest and not self._has_weightiest_word and self._may_share_be_weightiest:
            is_share_weightiest[:] = True
        weights[worded] *= np.where(is_share_weightiest, weightiest, top)
        if rest:
            left = np.maximum(left - weights[worded].sum(axis=0), _REST_LEAST * len(rest))
            weights[rest] *= left / weights[rest].sum(axis=0)

    def log_agreement(self, weights: Floats) -> Floats:
        """Return, per draw, how well the weights keep what the transform can't force.

        That is: shares, words beside shares or comparisons, rankings of issues of which more is
        said, and comparisons of two such issues.
        """
        total = np.zeros(weights.shape[1])
        for issue, interval in self.shares:
            total -= 0.5 * (_outside(interval, weights[issue]) / _SHARE_NOISE) ** 2
        if self.swings and (self.shares or self.ratios):
            total -= 0.5 * (self._misses_of_words(weights) / _WORD_NOISE) ** 2
        logs = np.log(np.maximum(weights, 1e-12))
        for first, second in self._orders_to_keep:
            total += log_ndtr((logs[first] - logs[second]) / _RANKING_NOISE)
        for link in self._loose:
            in_logs = Interval(float(np.log(link.ratio.low)), float(np.log(link.ratio.high)))
            missed = _outside(in_logs, logs[link.issue] - logs[link.other])
            total -= 0.5 * (missed / _RANKING_NOISE) ** 2
        return total

    def _misses_of_words(self, weights: Floats) -> Floats:
        """Return, per draw, by how much words can't all be parts of one weight, in logarithms.

        That is the weightiest issue's weight; or, where a word may stand for the weightiest
        issue or no issue can be it, any weight that is not exceeded.
        """
        issues = list(self._said[len(self.shares) :])
        lows = np.array([[max(swing.low, 1e-4)] for _, swing in self.swings])
        highs = np.array([[swing.high] for _, swing in self.swings])
        top = weights.max(axis=0)
        least = np.maximum((weights[issues] / highs).max(axis=0), top)
        most = (weights[issues] / lows).min(axis=0)
        if not self._has_weightiest_word and (self._open or self._may_share_be_weightiest):
            most = np.minimum(most, top)
        return np.asarray(np.maximum(np.log(least / np.maximum(most, 1e-12)), 0.0))

    @cached_property
    def _said(self) -> tuple[int, ...]:
        return tuple(issue for issue, _ in self.shares + self.swings)

    @cached_property
    def _links(self) -> tuple[_Link, ...]:
        """The comparisons, each as it is said."""
        return tuple(_Link(*ratio) for ratio in self.ratios)

    @cached_property
    def _chains(self) -> tuple[_Link, ...]:
        """Comparisons that place an issue by one that has a share, a word, or such a place."""
        return _follow(self._links, self._said)

    @cached_property
    def _clusters(self) -> tuple[tuple[int, tuple[_Link, ...]], ...]:
        """Issues of which nothing is said but how they compare: a first one, and links from it."""
        placed = {*self._said, *(link.issue for link in self._chains)}
        clusters = []
        for link in self._links:
            if not placed.intersection((link.issue, link.other)):
                links = _follow(self._links, (link.issue,))
                placed.update((link.issue, *(each.issue for each in links)))
                clusters.append((link.issue, links))
        return tuple(clusters)

    @cached_property
    def _loose(self) -> tuple[_Link, ...]:
        """Comparisons of two issues that are placed by something else."""
        used = [*self._chains, *(link for _, links in self._clusters for link in links)]
        pairs = {frozenset((link.issue, link.other)) for link in used}
        return tuple(
            link for link in self._links if frozenset((link.issue, link.other)) not in pairs
        )

    @cached_property
    def _orders_to_keep(self) -> tuple[tuple[int, int], ...]:
        """Pairs (above, below) of the ranking that the transform doesn't sort."""
        fixed = {issue for one, other, _ in self.ratios for issue in (one, other)}
        fixed.update(self._said)
        return tuple(
            (first, second)
            for above, below in pairwise(self.tiers)
            for first in above
            for second in below
            if first in fixed or second in fixed
        )

    @cached_property
    def _shared(self) -> list[int]:
        return self._with_chained(issue for issue, _ in self.shares)

    @cached_property
    def _worded(self) -> list[int]:
        return self._with_chained(issue for issue, _ in self.swings)

    @cached_property
    def _open(self) -> list[int]:
        placed = {*self._shared, *self._worded}
        return [issue for issue in range(self.n_issues) if issue not in placed]

    def _with_chained(self, issues: Iterable[int]) -> list[int]:
        """Return the issues, and those placed by them."""
        held = list(issues)
        for link in self._chains:
            if link.other in held:
                held.append(link.issue)
        return held

    @cached_property
    def _has_weightiest_word(self) -> bool:
        return any(swing.high >= _WEIGHTIEST_FROM for _, swing in self.swings)

    @cached_property
    def _may_share_be_weightiest(self) -> bool:
        """Whether words can be parts of the weightiest share, all weights adding up to 1."""
        if not self.shares:
            return False
        most = sum(share.high for _, share in self.shares)
        weightiest = max(share.high for _, share in self.shares)
        is_enough = most + weightiest * sum(swing.high for _, swing in self.swings) >= 1
        return is_enough or bool(self._chains)


def _follow(links: tuple[_Link, ...], start: tuple[int, ...]) -> tuple[_Link, ...]:
    """Return links that reach new issues from some, in order, turned so that they lead away."""
    reached, way = set(start), list[_Link]()
    turned = [
        _Link(link.other, link.issue, Interval(1 / link.ratio.high, 1 / link.ratio.low))
        for link in links
    ]
    both = [*links, *turned]
    while ahead := [link for link in both if link.other in reached and link.issue not in reached]:
        reached.add(ahead[0].issue)
        way.append(ahead[0])
    return tuple(way)


def _ratio(link: _Link, latents: Floats) -> Floats:
    """Return ratio[draw]: in logarithms anywhere in the range, so that its inverse is as well."""
    low, high = np.log(link.ratio.low), np.log(link.ratio.high)
    return np.asarray(np.exp(low + (high - low) * ndtr(latents[link.issue])))


def _outside(interval: Interval, numbers: Floats) -> Floats:
    """Return by how much numbers[draw] miss a range."""
    missed = np.maximum(interval.low - numbers, numbers - interval.high)
    return np.asarray(np.maximum(missed, 0.0))


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
        ratios=tuple(
            (agenda.position(issue), agenda.position(other), word.ratio)
            for issue, word, other in stated.compared
        ),
        recalled=_Recalled.of(agenda, stated.recalled) if stated.recalled else None,
    )
