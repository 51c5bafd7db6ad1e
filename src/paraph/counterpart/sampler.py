"""Sequential Monte Carlo over latent normal numbers (Del Moral, Doucet and Jasra 2006).

The evidence is let in little by little. After each step, draws are resampled and then moved by a
kernel that leaves the posterior as it is: of an issue, or of some at a time, each draw takes fresh
numbers from normals that fit all draws at present, where a Metropolis-Hastings test lets it
(Crank-Nicolson steps as in Cotter et al. 2013, about a reference that is learnt as in Haario et
al. 2001). Draws live on islands that never mix; how far the islands' means disagree shows how many
independent draws the sample is worth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from paraph.counterpart.layout import Flags, Floats, Indices
from paraph.counterpart.settings import InferenceSettings

LogLikelihood = Callable[[Floats], Floats]
"""Takes latents[latent, draw] to log_likelihood[draw]."""

_ACCEPT_AT = 0.25
"""The share of accepted moves that their reach is steered to."""
_ESS_SHARE = 0.7
"""How much of the effective sample a tempering step leaves."""
_FIRST_REACH = 2.0
_REACH_LEAST = 0.02
_N_MOVES_A_FIT = 8
"""So many moves are made about the same normals."""


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


@dataclass
class _Walk:
    """The state of the sampler.

    Moves are made about normals with `centres[latent, 1]` and `spreads[latent, 1]`. Their `reach`
    is the mean number of blocks that a draw renews at a time; below 1, a single block is moved by
    that share of a fresh number.
    """

    latents: Floats
    logs: Floats
    log_likelihood: LogLikelihood
    block_of: Indices
    n_islands: int
    rng: np.random.Generator
    power: float = 0.0
    log_evidence: float = 0.0
    reach: float = _FIRST_REACH
    centres: Floats = field(init=False)
    spreads: Floats = field(init=False)

    def move(self, n_moves: int) -> list[Floats]:
        """Move every draw so many times; return where the draws were after each move."""
        visited = []
        for number in range(n_moves):
            if number % _N_MOVES_A_FIT == 0:
                self._fit()
            self._move_once()
            visited.append(self.latents)
        return visited

    def _fit(self) -> None:
        """Fit independent normals to the draws."""
        self.centres = self.latents.mean(axis=1, keepdims=True)
        self.spreads = np.maximum(self.latents.std(axis=1, keepdims=True), 1e-9)

    def _move_once(self) -> None:
        """Renew some blocks of every draw, and steer how many."""
        here = (self.latents - self.centres) / self.spreads
        step = min(self.reach, 1.0)
        there = np.sqrt(1 - step**2) * here + step * self.rng.standard_normal(here.shape)
        is_moved = self._choose_blocks()
        proposed = np.where(is_moved, self.centres + self.spreads * there, self.latents)
        logs = self.log_likelihood(proposed)
        # the proposal keeps the fitted normals as they are, but not the prior
        log_fit_ratio = 0.5 * np.where(is_moved, there**2 - here**2, 0.0).sum(axis=0)
        log_prior_ratio = 0.5 * ((self.latents**2).sum(axis=0) - (proposed**2).sum(axis=0))
        log_accept = self.power * (logs - self.logs) + log_prior_ratio + log_fit_ratio
        is_taken = np.log(self.rng.uniform(size=logs.shape)) < log_accept
        self.latents = np.where(is_taken, proposed, self.latents)
        self.logs = np.where(is_taken, logs, self.logs)
        reach = self.reach * np.exp(is_taken.mean() - _ACCEPT_AT)
        self.reach = float(np.clip(reach, _REACH_LEAST, self.block_of.max() + 1))

    def _choose_blocks(self) -> Flags:
        """Return is_moved[latent, draw]: of each draw as many blocks at random as the reach is."""
        n_draws = self.latents.shape[1]
        n_blocks = np.floor(max(self.reach, 1.0) + self.rng.uniform(size=n_draws))
        order = self.rng.permuted(np.tile(self._blocks, (n_draws, 1)), axis=1).T
        return np.asarray((order < n_blocks)[self.block_of])

    @cached_property
    def _blocks(self) -> Indices:
        return np.arange(self.block_of.max() + 1)

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
_N_MOVES_A_TRAIL = 4
"""So many moves lie between two places of a draw that its trail keeps."""


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
        walk.move(settings.n_moves_a_step)
    n_effective, n_moves, n_more = 0.0, 0, settings.n_moves_final
    trail: list[Floats] = []
    while n_moves < settings.n_moves_most and n_effective < settings.n_effective_min:
        trail += walk.move(n_more)[_N_MOVES_A_TRAIL - 1 :: _N_MOVES_A_TRAIL]
        n_moves, n_more = n_moves + n_more, _N_MORE
        n_effective = estimate_effective(summarise(walk.latents), settings.n_islands)
    last = trail[-max(1, settings.n_moves_final // _N_MOVES_A_TRAIL) :]
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
