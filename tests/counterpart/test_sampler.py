"""The sampler, where the posterior and the evidence can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from paraph.counterpart.sampler import Draws, sample_posterior
from paraph.counterpart.settings import InferenceSettings

SEEN = np.array([2.0, -1.0])
"""What was seen: the sum of the first two latents, and the third, each with some noise."""
NOISE = np.array([0.5, 0.25])
BLOCK_OF = np.array([0, 1, 1, 2])


def log_likelihood(latents: np.ndarray) -> np.ndarray:
    means = np.vstack((latents[0] + latents[1], latents[2]))
    z = (SEEN[:, None] - means) / NOISE[:, None]
    return (-0.5 * z**2 - np.log(NOISE[:, None] * np.sqrt(2 * np.pi))).sum(axis=0)


def draw(seed: int) -> Draws:
    settings = InferenceSettings(n_draws=2000)
    rng = np.random.default_rng(seed)
    return sample_posterior(log_likelihood, lambda latents: latents, BLOCK_OF, settings, rng)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_finds_the_posterior_of_normals_and_their_evidence(seed: int) -> None:
    draws = draw(seed)
    # the sum has the prior N(0, 2): its posterior mean is 2 · 2 / (2 + 0.25), shared by the two
    share = 2 / 2.25
    third = 1 / (1 + 0.0625)
    means = [share * 2 / 2, share * 2 / 2, -third, 0.0]
    variances = [1 - share / 2, 1 - share / 2, 1 - third, 1.0]
    assert draws.latents.mean(axis=1) == pytest.approx(means, abs=0.1)
    assert draws.latents.var(axis=1) == pytest.approx(variances, abs=0.12)
    assert np.cov(draws.latents)[0, 1] == pytest.approx(-share / 2, abs=0.1)
    spread = np.array([2.25, 1.0625])
    log_evidence = (-0.5 * SEEN**2 / spread - 0.5 * np.log(2 * np.pi * spread)).sum()
    assert draws.log_evidence == pytest.approx(log_evidence, abs=0.15)
    assert 500 < draws.n_effective <= 2000


def test_the_trail_holds_the_same_posterior() -> None:
    draws = draw(4)
    assert draws.trail.shape[1] > 4 * draws.latents.shape[1]
    assert draws.trail.mean(axis=1) == pytest.approx([8 / 9, 8 / 9, -16 / 17, 0.0], abs=0.08)
