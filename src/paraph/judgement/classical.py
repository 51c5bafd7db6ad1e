"""Weights by performance, after Cooke's classical model, for probabilities of events."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from scipy.special import chdtrc

from paraph.record import Event, Judgement

# Forecasts are read in tenths: what was called 62 % likely counts as a statement of 65 %.
_N_BINS = 10
_LEAST_SCORED = 5


def weigh_by_performance(
    events: Sequence[Event],
    judgements: Sequence[Judgement],
    *,
    cutoff: float = 0.05,
    least_scored: int = _LEAST_SCORED,
) -> dict[str, float]:
    """Return a weight for each forecaster, summing to 1; empty where none has earned one.

    A weight is calibration times information (Cooke 1991, *Experts in Uncertainty*, chapter 15,
    in the form for discrete tests). Calibration is the p-value of the hypothesis that the
    forecaster's probabilities are right: twice the sum over bins of n times the relative
    information of the frequency seen to the probability stated, taken as chi-squared.
    Information is the mean relative information of what was stated to a half. Forecasters with
    fewer than `least_scored` known events, or calibrated worse than `cutoff`, get none.
    """
    outcomes = {event.id: event for event in events if event.happened is not None}
    stated: dict[str, dict[str, tuple[float, bool]]] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.given):
        event = outcomes.get(judgement.event_id)
        if event is None or (event.known is not None and judgement.given >= event.known):
            continue
        scored = (judgement.probability, bool(event.happened))
        stated.setdefault(judgement.who, {})[event.id] = scored
    raw = {}
    for who, scored_by_event in stated.items():
        scored_all = tuple(scored_by_event.values())
        p_value = calibrate(scored_all)
        if len(scored_all) >= least_scored and p_value >= cutoff:
            raw[who] = p_value * inform(scored_all)
    total = sum(raw.values())
    return {who: weight / total for who, weight in raw.items() if weight > 0} if total else {}


def calibrate(scored: Sequence[tuple[float, bool]]) -> float:
    """Return Cooke's calibration score, 0..1: the p-value that the probabilities are right."""
    bins: dict[int, list[bool]] = {}
    for probability, happened in scored:
        bins.setdefault(min(int(probability * _N_BINS), _N_BINS - 1), []).append(happened)
    statistic = 0.0
    for index, outcomes in bins.items():
        claimed = (index + 0.5) / _N_BINS
        seen = sum(outcomes) / len(outcomes)
        statistic += 2 * len(outcomes) * _relative_information(seen, claimed)
    return float(chdtrc(len(bins), statistic))


def inform(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the information score in nats: how far from a half the forecaster dares to go."""
    return sum(_relative_information(probability, 0.5) for probability, _ in scored) / len(scored)


def _relative_information(seen: float, claimed: float) -> float:
    """Return the Kullback-Leibler divergence of two chances, in nats."""
    parts = ((seen, claimed), (1 - seen, 1 - claimed))
    return sum(s * log(s / c) for s, c in parts if s > 0)
