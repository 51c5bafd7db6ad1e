"""Sweeps: one case played under many tactics and routes, cut into batches that stand alone.

A batch is a function of its own fields and of the case: whoever plays it, wherever and in
whichever order, finds the same runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from paraph.errors import InputError
from paraph.negotiation import Mandate, Package
from paraph.record import Level
from paraph.simulation.meetings import MeetingSettings
from paraph.simulation.routes import RouteSettings, play_route
from paraph.simulation.situations import Setting
from paraph.simulation.summits import SummitSettings
from paraph.simulation.tactics import BALANCED, TOUGH, YIELDING, TacticMixture

Column = NDArray[np.str_] | NDArray[np.float64] | NDArray[np.int64] | NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SweepPlan:
    """What a sweep plays: each mixture of tactics with each share of gut-led principals.

    Every combination is played `n_batches` times with `n_runs` runs, through none to
    `n_meetings` meetings before the principals', the last `n_ministerial` of them held by
    ministers and the others by staff. `n_exchanges`: proposals at the principals' meeting;
    0 for as many as the case states.
    """

    mixtures: tuple[TacticMixture, ...] = (BALANCED, TOUGH, YIELDING)
    p_guts: tuple[float, ...] = (0.0, 0.5)
    n_meetings: int = 3
    n_ministerial: int = 0
    n_batches: int = 4
    n_runs: int = 500
    n_exchanges: int = 0
    p_walkout: float = 0.05
    meeting: MeetingSettings = field(default_factory=MeetingSettings)
    seed: int = 1

    def __post_init__(self) -> None:
        if not self.mixtures or not self.p_guts or min(self.n_batches, self.n_runs) < 1:
            raise InputError("a sweep needs a mixture, a share of gut-led principals, and runs")
        if not 0 <= self.n_ministerial <= self.n_meetings:
            raise InputError(
                "a sweep holds no fewer than no meetings, and as many of ministers at most"
            )

    @property
    def levels(self) -> tuple[Level, ...]:
        """The level of each meeting before the principals', in order."""
        n_working = self.n_meetings - self.n_ministerial
        return (Level.WORKING,) * n_working + (Level.MINISTERIAL,) * self.n_ministerial


@dataclass(frozen=True, eq=False)
class SweepCase:
    """A case as a sweep plays it."""

    id: str
    setting: Setting
    mandates: tuple[Mandate, ...]
    settled: Package
    n_exchanges: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One part of a sweep; `number` tells apart batches that differ in their seed only."""

    case_id: str
    mixture: TacticMixture
    p_gut: float
    number: int

    @property
    def id(self) -> str:
        """A name that is unlike that of any other batch of the sweep."""
        mixture = self.mixture.name.replace(" ", "-")
        return f"{self.case_id}_{mixture}_gut{round(100 * self.p_gut):03d}_{self.number:04d}"


def list_batches(plan: SweepPlan, case_ids: Sequence[str]) -> tuple[Batch, ...]:
    """Return all batches of a sweep over some cases."""
    return tuple(
        Batch(case_id, mixture, p_gut, number)
        for case_id in case_ids
        for mixture in plan.mixtures
        for p_gut in plan.p_guts
        for number in range(plan.n_batches)
    )


def play_batch(case: SweepCase, plan: SweepPlan, batch: Batch) -> dict[str, Column]:
    """Play one batch, and return its rows as columns: one row for each run and stage.

    Columns: case, mixture, p_gut, batch, run, n_meetings, is_agreed, has_walked_out, n_used,
    n_settled, and value_<party> (the reservation value where there is no agreement).
    """
    seed = int(sha256(f"{plan.seed} {batch.id}".encode()).hexdigest()[:12], 16)
    summit = SummitSettings(
        n_exchanges=plan.n_exchanges or case.n_exchanges,
        n_runs=plan.n_runs,
        seed=seed,
        tactics=(batch.mixture,),
        p_walkout=plan.p_walkout,
    )
    settings = RouteSettings(summit, plan.meeting, p_gut=batch.p_gut)
    stages = play_route(case.setting, case.mandates, case.settled, plan.levels, settings)
    n_rows = len(stages) * plan.n_runs
    columns: dict[str, Column] = {
        "case": np.full(n_rows, batch.case_id),
        "mixture": np.full(n_rows, batch.mixture.name),
        "p_gut": np.full(n_rows, batch.p_gut),
        "batch": np.full(n_rows, batch.number, dtype=np.int64),
        "run": np.tile(np.arange(plan.n_runs, dtype=np.int64), len(stages)),
        "n_meetings": np.repeat(np.arange(len(stages), dtype=np.int64), plan.n_runs),
        "is_agreed": np.concatenate([stage.summits.is_agreed for stage in stages]),
        "has_walked_out": np.concatenate([stage.summits.has_walked_out for stage in stages]),
        "n_used": np.concatenate([stage.summits.n_used for stage in stages]),
        "n_settled": np.concatenate([stage.n_settled for stage in stages]),
    }
    for party, party_id in enumerate(case.setting.party_ids):
        values = [stage.summits.values[:, party] for stage in stages]
        columns[f"value_{party_id}"] = np.concatenate(values)
    return columns


def thin_case(case: SweepCase, n_draws: int) -> SweepCase:
    """Return the case with beliefs of at most so many draws, taken evenly."""
    beliefs = tuple(
        belief
        if belief.n_draws <= n_draws
        else belief.take(np.linspace(0, belief.n_draws - 1, n_draws).astype(np.intp))
        for belief in case.setting.beliefs
    )
    return replace(case, setting=replace(case.setting, beliefs=beliefs))
