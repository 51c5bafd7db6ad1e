"""Intervals that cover both chance in the runs and not knowing how principals will bargain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from paraph.negotiation import Estimate
from paraph.negotiation.beliefs import Flags, Floats

_N_DRAWS = 4000


def estimate_share(
    groups: Sequence[Flags], rng: np.random.Generator, level: float = 0.9
) -> Estimate:
    """Estimate a probability from runs grouped by model (here: by mixture of tactics).

    `mid` is the mean over the models, which count equally: the probability to be scored. The
    interval is that of the probability under a model taken by lot, with Jeffreys's posterior
    Beta(k + 1/2, n - k + 1/2) for its runs, so that it widens both where runs are few and
    where models disagree.
    """
    n_each = -(-_N_DRAWS // len(groups))
    draws = [
        rng.beta(group.sum() + 0.5, group.size - group.sum() + 0.5, size=n_each) for group in groups
    ]
    mid = float(np.mean([group.mean() for group in groups]))
    return _around(mid, np.concatenate(draws), level)


def estimate_mean(
    groups: Sequence[Floats], rng: np.random.Generator, level: float = 0.9
) -> Estimate:
    """Estimate a mean from runs grouped by model, with the normal error of each group's mean."""
    n_each = -(-_N_DRAWS // len(groups))
    draws = [
        rng.normal(group.mean(), group.std() / np.sqrt(group.size), size=n_each) for group in groups
    ]
    mid = float(np.mean([group.mean() for group in groups]))
    return _around(mid, np.concatenate(draws), level)


def _around(mid: float, draws: Floats, level: float) -> Estimate:
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return Estimate(mid, min(float(low), mid), max(float(high), mid), level)
