"""A forecast of agreement beside what happened, and how Paraph makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from paraph.case import Case, CaseSettings, PlannedMeeting
from paraph.negotiation import Belief
from paraph.readiness import ReadinessSettings
from paraph.readiness.forecasting import play_by_mixture
from paraph.readiness.sensitivity import Assumptions

SETTINGS = ReadinessSettings(n_runs=500)


@dataclass(frozen=True)
class Forecast:
    """The probability of agreement (0..1) that Paraph gave, and whether there was agreement.

    `features` are what the regression sees. Forecasts of one `group`, such as variants of a
    domain, are never used to fit what is tested on another of the group.
    """

    p: float
    happened: bool
    features: tuple[float, ...]
    group: str


def forecast_agreement(
    case: Case, beliefs: Sequence[Belief], settings: ReadinessSettings = SETTINGS
) -> float:
    """Return the probability of agreement as `assess_readiness` has it, without the rest."""
    base = Assumptions(tuple(beliefs), case.settled, case.meeting.n_exchanges, settings.p_gut)
    played = play_by_mixture(case, base, settings, 0, settings.n_runs)
    return float(np.mean([stages[0].summits.is_agreed.mean() for stages in played]))


def with_exchanges(n_exchanges: int, seed: int) -> dict[str, object]:
    """Return the fields of a case that say how many proposals are traded, and the seed."""
    return {
        "meeting": PlannedMeeting(n_exchanges=n_exchanges),
        "settings": CaseSettings(seed=seed),
    }


def simple_features(
    beliefs: Sequence[Belief], n_exchanges: int, n_packages: int
) -> tuple[float, ...]:
    """Return what a regression may see: reservation values, opposition, size, time."""
    ours, theirs = (belief.mean_preference() for belief in beliefs)
    alike = [
        w * v * float(np.corrcoef(a, b)[0, 1])
        for w, v, a, b in zip(
            ours.weights, theirs.weights, ours.option_values, theirs.option_values, strict=True
        )
        if np.ptp(a) > 0 and np.ptp(b) > 0
    ]
    weights = np.corrcoef(ours.weights, theirs.weights)[0, 1] if len(ours.weights) > 1 else 1.0
    return (
        ours.reservation,
        theirs.reservation,
        ours.reservation + theirs.reservation,
        float(np.sum(alike)),
        float(np.nan_to_num(weights)),
        float(np.log(n_packages)),
        float(np.log(n_exchanges)),
    )
