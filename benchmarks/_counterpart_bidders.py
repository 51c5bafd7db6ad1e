"""Bidders whose offers the models watch. No model is told which of them it faces.

Each takes a domain, its side, its reservation value and the number of offers, and returns
offers[offer] as places among the domain's outcomes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks._counterpart_domains import Domain

Trace = NDArray[np.intp]
Values = NDArray[np.float64]
Bidder = Callable[[Domain, int, float, int, np.random.Generator], Trace]


def _nearest(
    values: NDArray[np.float64], level: float, rng: np.random.Generator, n: int = 3
) -> int:
    """Return one of the few outcomes whose value is nearest the level, not far below it."""
    gap = np.abs(values - level) + np.where(values < level - 0.02, 0.05, 0.0)
    return int(rng.choice(np.argpartition(gap, min(n, len(gap) - 1))[:n]))


def _conceding(exponent: float) -> Bidder:
    """Time-dependent tactics (Faratin, Sierra and Jennings 1998): 1 linear, below 1 Boulware."""

    def bid(
        domain: Domain, side: int, reservation: float, n: int, rng: np.random.Generator
    ) -> Trace:
        values = domain.values[side]
        levels = 1 - (1 - reservation) * (np.arange(n) / max(n - 1, 1)) ** (1 / exponent)
        return np.array([_nearest(values, level, rng) for level in levels])

    return bid


def _hardliner(
    domain: Domain, side: int, _reservation: float, n: int, rng: np.random.Generator
) -> Trace:
    """Stays among its best few outcomes."""
    best = np.argsort(-domain.values[side])[: max(3, len(domain.positions) // 200)]
    return np.concatenate((best[:1], rng.choice(best, size=n - 1)))


def _random(
    domain: Domain, side: int, reservation: float, n: int, rng: np.random.Generator
) -> Trace:
    """Offers anything above its reservation value."""
    good = np.flatnonzero(domain.values[side] >= reservation)
    return rng.choice(good, size=n)


def _tit_for_tat(
    domain: Domain, side: int, reservation: float, n: int, rng: np.random.Generator
) -> Trace:
    """Gives as much as it got in the last exchange, from an opponent that concedes by fits."""
    values, other = domain.values[side], domain.values[1 - side]
    level, offers, theirs = 1.0, [], 1.0
    last = _nearest(other, theirs, rng)
    for _ in range(n):
        offers.append(_nearest(values, level, rng))
        theirs = max(0.4, theirs - rng.exponential(0.6 / n))
        new = _nearest(other, theirs, rng)
        level = float(np.clip(level - 0.8 * (values[new] - values[last]), reservation, 1.0))
        last = new
    return np.array(offers)


def _micro(
    domain: Domain, side: int, reservation: float, n: int, rng: np.random.Generator
) -> Trace:
    """MiCRO (de Jonge 2022): its outcomes from the best down, a new one where the other moved."""
    order = np.argsort(-domain.values[side], kind="stable")
    order = order[domain.values[side][order] >= reservation]
    moved = np.cumsum(rng.uniform(size=n) < 0.8)
    step = max(1, len(order) // (4 * n))
    return order[np.minimum((moved - moved[0]) * step, len(order) - 1)]


def _trading(
    domain: Domain, side: int, reservation: float, n: int, rng: np.random.Generator
) -> Trace:
    """Trades off (Faratin, Sierra and Jennings 2002): at its level, what is best for the other."""
    values, other = domain.values[side], domain.values[1 - side]
    guess = other + rng.normal(0, 0.15, size=len(other))
    offers = []
    for level in 1 - (1 - reservation) * 0.7 * np.arange(n) / max(n - 1, 1):
        near = np.flatnonzero(np.abs(values - level) < 0.03)
        near = near if len(near) else np.array([_nearest(values, level, rng)])
        offers.append(near[np.argmax(guess[near] + rng.normal(0, 0.05, size=len(near)))])
    return np.array(offers)


def _giving_way(steps_of: Callable[[Domain, int], list[tuple[int, int]]]) -> Bidder:
    """Holds on to its best package but for one step (issue, option) more with each offer.

    It stops above its reservation value, and says the same again.
    """

    def bid(
        domain: Domain, side: int, reservation: float, n: int, _rng: np.random.Generator
    ) -> Trace:
        values = domain.values[side]
        package = domain.positions[values.argmax()].copy()
        offers = [int(values.argmax())]
        for issue, option in steps_of(domain, side):
            package[issue] = option
            at = int((domain.positions == package).sum(axis=1).argmax())
            if values[at] < reservation or len(offers) == n:
                break
            offers.append(at)
        return np.array(offers + offers[-1:] * (n - len(offers)))

    return bid


def _whole_issues(domain: Domain, side: int) -> list[tuple[int, int]]:
    """Gives the other side its best option on one issue after the other, the lightest first."""
    weights = domain.preferences[side].weights
    theirs = domain.preferences[1 - side].option_values
    return [(int(issue), int(np.argmax(theirs[issue]))) for issue in np.argsort(weights)]


def _small_steps(domain: Domain, side: int) -> list[tuple[int, int]]:
    """Goes down by the next best option of some issue, what costs least first."""
    own = domain.preferences[side]
    steps = []
    for issue, (weight, row) in enumerate(zip(own.weights, own.option_values, strict=True)):
        ranked = np.argsort(row)[::-1]
        losses = -np.diff(np.array(row)[ranked]) * weight
        costs = np.maximum.accumulate(losses)  # no step before the one above it
        steps += [
            (cost, issue, int(option)) for cost, option in zip(costs, ranked[1:], strict=True)
        ]
    return [(issue, option) for _, issue, option in sorted(steps, key=lambda step: step[0])]


BIDDERS: dict[str, Bidder] = {
    "linear": _conceding(1.0),
    "Boulware": _conceding(0.2),
    "conceder": _conceding(3.0),
    "hardliner": _hardliner,
    "tit for tat": _tit_for_tat,
    "MiCRO": _micro,
    "trading off": _trading,
    "random": _random,
}
"""Name -> bidder."""
HOLDERS: dict[str, Bidder] = {
    "issue by issue": _giving_way(_whole_issues),
    "step by step": _giving_way(_small_steps),
}
"""Bidders that hold on to their best options as long as they can, as people do."""
