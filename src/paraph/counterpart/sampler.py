"""Sequential Monte Carlo over latent normal numbers (Del Moral, Doucet and Jasra 2006).

The evidence is let in little by little. After each step, draws are resampled and then moved by
kernels that leave the posterior as it is: preconditioned Crank-Nicolson steps on an issue or two
(Cotter et al. 2013), normal steps shaped by all draws (Haario et al. 2001), exchanges of two
options, and differences of other draws (ter Braak 2006). Draws live
on islands that never mix; how far the islands' means disagree shows how many independent draws
the sample is worth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.settings import InferenceSettings

LogLikelihood = Callable[[Floats], Floats]
"""Takes latents[latent, draw] to log_likelihood[draw]."""

_ACCEPT_AT = 0.25
"""The share of accepted moves that step sizes are steered to."""
_ESS_SHARE = 0.4
"""How much of the effective sample a tempering step may leave."""


@dataclass(frozen=True, eq=False)
class Draws:
    """The result of the sampler: latents[latent, draw], equally likely.

    `n_effective` is the number of independent draws that they are worth; `log_evidence` the
    logarithm of the mean likelihood under the prior. `trail[latent, draw]` holds where the same
    draws were between the last moves: more draws, though not independent, for the sake of means.
    """

    latents: Floats
    trail: Floats
    n_effective: float
    log_evidence: float

    def thinned(self, every: int) -> Draws:
        """Keep each so-manieth draw: no more of them than were asked for, from all islands."""
        n_effective = min(self.n_effective, self.latents.shape[1] / every)
        return replace(self, latents=self.latents[:, ::every], n_effective=n_effective)


_FIRST_STEPS = {"issue": 0.6, "shape": 1.0, "swap": 1.0, "others": 1.0}


@dataclass
class _Walk:
    """The state of the sampler."""

    latents: Floats
    logs: Floats
    log_likelihood: LogLikelihood
    block_of: Indices
    n_islands: int
    rng: np.random.Generator
    power: float = 0.0
    log_evidence: float = 0.0
    step: dict[str, float] = field(default_factory=lambda: dict(_FIRST_STEPS))

    def move(self, kernel: str) -> None:
        """Move every draw once by one kernel, and steer that kernel's step size."""
        proposed = {
            "issue": self._propose_on_issues,
            "shape": self._propose_by_shape,
            "swap": self._propose_swaps,
            "others": self._propose_by_others,
        }[kernel]()
        logs = self.log_likelihood(proposed)
        log_prior_ratio = 0.5 * ((self.latents**2).sum(axis=0) - (proposed**2).sum(axis=0))
        log_accept = self.power * (logs - self.logs)
        log_accept += 0.0 if kernel == "issue" else log_prior_ratio
        is_taken = np.log(self.rng.uniform(size=logs.shape)) < log_accept
        self.latents = np.where(is_taken, proposed, self.latents)
        self.logs = np.where(is_taken, logs, self.logs)
        step = self.step[kernel] * np.exp(is_taken.mean() - _ACCEPT_AT)
        self.step[kernel] = float(np.clip(step, 0.02, 1.0))

    def _propose_on_issues(self) -> Floats:
        """Crank-Nicolson steps on two blocks of each draw, which keep the prior as it is."""
        step = self.step["issue"]
        fresh = self.rng.standard_normal(self.latents.shape)
        proposed = np.sqrt(1 - step**2) * self.latents + step * fresh
        n_blocks = int(self.block_of.max()) + 1
        chosen = self.rng.integers(n_blocks, size=(2, self.latents.shape[1]))
        is_moved = (self.block_of[:, None] == chosen[0]) | (self.block_of[:, None] == chosen[1])
        return np.where(is_moved, proposed, self.latents)

    def _propose_by_shape(self) -> Floats:
        """Normal steps of the shape that the draws have at present (Haario et al. 2001)."""
        n_latents = self.latents.shape[0]
        shape = np.linalg.cholesky(np.cov(self.latents) + 1e-6 * np.eye(n_latents))
        step = self.step["shape"] * 2.38 / np.sqrt(n_latents)
        return np.asarray(
            self.latents + step * (shape @ self.rng.standard_normal(self.latents.shape))
        )

    def _propose_swaps(self) -> Floats:
        """Exchange two numbers of one block in each draw: two options, say, change places."""
        proposed = self.latents.copy()
        block = self.rng.integers(1, int(self.block_of.max()) + 1, size=proposed.shape[1])
        for number in np.unique(block):
            rows = np.flatnonzero(self.block_of == number)
            draws = np.flatnonzero(block == number)
            first, second = rows[self.rng.integers(len(rows), size=(2, len(draws)))]
            proposed[first, draws] = self.latents[second, draws]
            proposed[second, draws] = self.latents[first, draws]
        return proposed

    def _propose_by_others(self) -> Floats:
        n_latents, n_draws = self.latents.shape
        size = n_draws // self.n_islands
        island = np.arange(n_draws) // size * size
        first = island + self.rng.integers(size, size=n_draws)
        second = island + self.rng.integers(size, size=n_draws)
        is_moved = self.rng.uniform(size=(n_latents, n_draws)) < self.rng.choice([0.2, 1.0])
        scale = self.step["others"] * 1.68 / np.sqrt(np.maximum(is_moved.sum(axis=0), 1))
        difference = self.latents.take(first, axis=1) - self.latents.take(second, axis=1)
        noise = 0.01 * self.rng.standard_normal(self.latents.shape)
        return np.asarray(self.latents + is_moved * (scale * difference + noise))

    def let_in(self) -> None:
        """Let in as much more evidence as leaves enough effective draws, and resample."""
        low, high = 0.0, 1 - self.power
        if self._ess_share(high) < _ESS_SHARE:
            for _ in range(30):
                middle = (low + high) / 2
                low, high = (
                    (middle, high) if self._ess_share(middle) >= _ESS_SHARE else (low, middle)
                )
            high = max(low, 1e-6)
        top = self.logs.max()
        self.log_evidence += float(high * top + np.log(np.mean(np.exp(high * (self.logs - top)))))
        picked = self._resample(high)
        self.power = min(1.0, self.power + high)
        self.latents = self.latents[:, picked]
        self.logs = self.logs[picked]

    def _ess_share(self, more: float) -> float:
        weights = np.exp(more * (self.logs - self.logs.max()))
        return float(weights.sum() ** 2 / (weights**2).sum() / len(weights))

    def _resample(self, more: float) -> Indices:
        """Resample each island systematically."""
        logs = (more * self.logs).reshape(self.n_islands, -1)
        size = logs.shape[1]
        picked = []
        for island, row in enumerate(logs):
            weights = np.exp(row - row.max())
            points = (self.rng.uniform() + np.arange(size)) / size
            at = np.searchsorted(np.cumsum(weights / weights.sum()), points)
            picked.append(island * size + np.minimum(at, size - 1))
        return np.concatenate(picked)


_N_MORE = 12
"""How many moves are added at a time where there are too few effective draws."""
_KERNELS = ("issue", "shape", "swap", "others")


def sample_posterior(
    log_likelihood: LogLikelihood,
    summarise: Callable[[Floats], Floats],
    block_of: Indices,
    settings: InferenceSettings,
    rng: np.random.Generator,
) -> Draws:
    """Draw latents from their posterior.

    `block_of[latent]` says which latents are moved together; `summarise` takes latents to
    quantities[quantity, draw], by which the number of effective draws is judged. Moves go on
    after the last tempering step until that number is enough or `n_moves_most` is reached.
    """
    size = -(-settings.n_draws // settings.n_islands)
    latents = rng.standard_normal((len(block_of), size * settings.n_islands))
    walk = _Walk(
        latents, log_likelihood(latents), log_likelihood, block_of, settings.n_islands, rng
    )
    while walk.power < 1:
        walk.let_in()
        for move in range(settings.n_moves_a_step):
            walk.move(_KERNELS[move % len(_KERNELS)])
    n_effective, n_moves, n_more = 0.0, 0, settings.n_moves_final
    trail: list[Floats] = []
    while n_moves < settings.n_moves_most and n_effective < settings.n_effective_min:
        for move in range(n_more):
            walk.move(_KERNELS[move % len(_KERNELS)])
            if move % len(_KERNELS) == len(_KERNELS) - 1:
                trail.append(walk.latents)
        n_moves, n_more = n_moves + n_more, _N_MORE
        n_effective = estimate_effective(summarise(walk.latents), settings.n_islands)
    last = trail[-max(1, settings.n_moves_final // len(_KERNELS)) :]
    return Draws(
        walk.latents[:, : settings.n_draws],
        np.concatenate([*last, walk.latents], axis=1),
        n_effective,
        walk.log_evidence,
    )


def estimate_effective(quantities: Floats, n_islands: int) -> float:
    """Estimate how many independent draws quantities[quantity, draw] are worth.

    The variance of the islands' means is compared with what independent draws would give, and
    the ratio averaged over the quantities; never more than the number of draws.
    """
    n_draws = quantities.shape[1]
    varied = quantities[quantities.std(axis=1) > 1e-9]
    if varied.shape[0] == 0:
        return float(n_draws)
    islands = varied.reshape(varied.shape[0], n_islands, -1)
    between = islands.mean(axis=2).var(axis=1, ddof=1)
    within = varied.var(axis=1)
    inflation = float(np.mean(between * islands.shape[2] / within))
    return float(n_draws / max(inflation, 1.0))
