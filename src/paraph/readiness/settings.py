"""How readiness is assessed: the number of runs, the mixtures of tactics, the stated rates."""

from __future__ import annotations

from dataclasses import dataclass, field

from paraph.errors import InputError
from paraph.judgement import ReferenceClass
from paraph.simulation import (
    BALANCED,
    INFORMED,
    RECIPROCAL,
    TOUGH,
    YIELDING,
    MeetingSettings,
    TacticMixture,
)


@dataclass(frozen=True, slots=True)
class ReadinessSettings:
    """How readiness is assessed.

    `mixtures` are the ways in which principals may bargain; they count equally, and what they
    disagree on widens the interval. `p_gut` (0..1) is how often a principal pays no heed to
    staff; `p_stands` how often an offer made earlier may still be taken up at the end;
    `p_walkout` how often one leaves on hearing what couldn't be signed; `delay_cost`
    what each further meeting costs us, on our own scale of value. `reference` adjusts
    probabilities of agreement by past negotiations of the same kind. `n_draws` caps how many
    draws of a belief are used, `n_draws_zone` how many where the zone is solved exactly.
    """

    n_runs: int = 800
    n_runs_sensitivity: int = 250
    n_draws: int = 400
    n_draws_zone: int = 200
    n_meetings: int = 3
    mixtures: tuple[TacticMixture, ...] = (BALANCED, TOUGH, YIELDING, RECIPROCAL, INFORMED)
    working_level: MeetingSettings = field(default_factory=MeetingSettings)
    p_gut: float = 0.2
    p_stands: float = 0.75
    p_walkout: float = 0.05
    delay_cost: float = 0.0
    reference: ReferenceClass | None = None
    level: float = 0.9

    def __post_init__(self) -> None:
        if self.n_runs < 20 or self.n_runs_sensitivity < 20:
            raise InputError("an assessment needs at least 20 runs")
        for share in (self.p_gut, self.p_stands, self.p_walkout):
            if not 0 <= share <= 1:
                raise InputError(f"a probability lies in 0..1, not {share:g}")
        if not 0 <= self.delay_cost <= 1:
            raise InputError(f"the cost of delay lies in 0..1, not {self.delay_cost:g}")
