"""How the inference is run."""

from __future__ import annotations

from dataclasses import dataclass, replace

from paraph.errors import InputError


@dataclass(frozen=True, slots=True)
class InferenceSettings:
    """How a preference is inferred; the defaults are those that the docs measure.

    `n_draws` equally likely preferences are drawn in `n_islands` populations that never mix,
    so that their disagreement shows how far the sampling can be trusted. `offer_power` (0..1)
    tempers what offers say, because no bidder draws them as independently as the model has
    it. `n_moves_final` is the number of moves of each draw after the last tempering step.
    An answer with fewer than `n_effective_min` effective draws is refused.
    """

    n_draws: int = 1000
    seed: int = 1
    n_islands: int = 8
    offer_power: float = 1.0
    p_red_line_meant: float = 0.75
    n_moves_a_step: int = 2
    n_moves_final: int = 24
    n_moves_most: int = 240
    n_effective_min: float = 50.0

    def __post_init__(self) -> None:
        if self.n_islands < 2 or self.n_draws < 4 * self.n_islands:
            raise InputError("inference needs at least 2 islands and 4 draws on each")
        if not 0 < self.offer_power <= 1 or not 0 <= self.p_red_line_meant <= 1:
            raise InputError("offer_power lies in (0, 1] and p_red_line_meant in 0..1")

    @property
    def for_signs(self) -> InferenceSettings:
        """Fewer draws, for parts of a record of which many are read and none is the answer."""
        return replace(self, n_draws=400, n_effective_min=40.0)
