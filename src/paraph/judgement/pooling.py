"""Pooling: one probability out of several people's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, isclose, log

from paraph.errors import InputError
from paraph.record import Event, Judgement

# How far a pool of people who each know a part is pushed from a half; Satopää et al. 2014 and
# Baron et al. 2014 find best exponents of about 1.2 to 2.5.
EXTREMISING = 1.5
_SUREST = 1e-6


class PoolingMethod(StrEnum):
    """How probabilities become one.

    LINEAR: their mean (Stone 1961). LOGARITHMIC: the mean of their log-odds (Genest and Zidek
    1986). EXTREMISED: that, pushed away from a half, since what each knows adds up (Satopää et
    al. 2014).
    """

    LINEAR = "linear"
    LOGARITHMIC = "logarithmic"
    EXTREMISED = "extremised"


@dataclass(frozen=True, slots=True)
class Pooled:
    """The pooled probability (0..1) of an event, how it was pooled, and out of what.

    `weights` follow `members` and sum to 1.
    """

    event_id: str
    p: float
    method: str
    n: int
    members: tuple[Judgement, ...]
    weights: tuple[float, ...] = ()


def pool_forecasts(
    judgements: Sequence[Judgement],
    event: Event,
    method: PoolingMethod = PoolingMethod.LOGARITHMIC,
    weights: dict[str, float] | None = None,
    as_of: date | None = None,
) -> Pooled:
    """Pool the last forecast that each person gave of an event.

    `weights` by name, as from `weigh_by_performance`; equal where None. `as_of` leaves out what
    was given later, and what was given once the event was known never counts. InputError if
    nobody is left, or the people left have no weight.
    """
    last: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.given):
        is_late = event.known is not None and judgement.given >= event.known
        is_later = as_of is not None and judgement.given > as_of
        if judgement.event_id == event.id and not is_late and not is_later:
            last[judgement.who] = judgement
    members = tuple(last.values())
    if not members:
        raise InputError(f"nobody has forecast event {event.id!r}; put a forecast on record first")
    raw = [1.0 if weights is None else weights.get(member.who, 0.0) for member in members]
    if sum(raw) <= 0:
        raise InputError(
            f"no forecaster of event {event.id!r} has any weight; pool with equal ones"
        )
    shares = tuple(weight / sum(raw) for weight in raw)
    p = pool_probabilities([member.probability for member in members], shares, method)
    name = method.value if weights is None else f"{method.value}, weighted by performance"
    return Pooled(event.id, p, name, len(members), members, shares)


def pool_probabilities(
    probabilities: Sequence[float], weights: Sequence[float], method: PoolingMethod
) -> float:
    """Pool probabilities (0..1) with weights that sum to 1.

    InputError if the lengths differ or the weights don't sum to 1.
    """
    if len(probabilities) != len(weights) or not isclose(sum(weights), 1, abs_tol=1e-9):
        raise InputError("pooling needs one weight for each probability, and a sum of 1")
    if method is PoolingMethod.LINEAR:
        return sum(w * p for w, p in zip(weights, probabilities, strict=True))
    odds = sum(w * _log_odds(p) for w, p in zip(weights, probabilities, strict=True))
    if method is PoolingMethod.EXTREMISED:
        odds *= EXTREMISING
    return 1 / (1 + exp(-odds))


def _log_odds(probability: float) -> float:
    held = min(max(probability, _SUREST), 1 - _SUREST)
    return log(held / (1 - held))
