"""A reference class: how forecasts of one kind of negotiation turned out, and what follows.

How often people agree depends on who they are, and that isn't in any one record. Where the ends of
comparable negotiations are known, the log-odds of a forecast are corrected in level and slope by
them (Cox 1958; Platt 1999): the model's own view of the case, put on the scale of what happened
(the outside view of Kahneman and Tversky 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

from paraph.errors import InputError
from paraph.negotiation import Estimate

N_LEAST_PAST = 10
"""With fewer negotiations there is no reference class."""

_SUREST = 0.005
"""A forecast is taken to be no surer than this, so that one surprise doesn't decide the slope."""
_SPREAD_OF_LEVEL = 2.0
_SPREAD_OF_SLOPE = 1.0
"""Standard deviations of what is expected of level and slope beforehand, around 0 and 1."""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """What `n` past forecasts of a kind of negotiation, and their ends, say of the next one.

    The log-odds of a forecast are multiplied by `slope` (0 or more) and raised by `level`;
    slope 1 and level 0 change nothing. `share_happened` is the base rate.
    """

    n: int
    share_happened: float
    slope: float
    level: float

    def adjust(self, probability: float) -> float:
        """Return the forecast, 0..1, as the reference class has it."""
        bounded = min(max(probability, _SUREST), 1 - _SUREST)
        return float(expit(self.level + self.slope * logit(bounded)))

    def adjust_estimate(self, estimate: Estimate) -> Estimate:
        """Return an estimate with its middle and its interval adjusted."""
        low, mid, high = map(self.adjust, (estimate.low, estimate.mid, estimate.high))
        return Estimate(mid, low, high, estimate.level)


def fit_reference_class(probabilities: Sequence[float], outcomes: Sequence[bool]) -> ReferenceClass:
    """Fit level and slope to past forecasts, 0..1, and whether what they said happened.

    The most probable ones, with normal beliefs around "change nothing" beforehand, so that few
    negotiations change little. InputError if there are fewer than ten, not one outcome for
    each, or a forecast isn't a probability.
    """
    given = np.array(probabilities, dtype=np.float64)
    happened = np.array(outcomes, dtype=np.float64)
    if given.shape != happened.shape or given.size < N_LEAST_PAST:
        raise InputError(
            f"a reference class needs at least {N_LEAST_PAST} forecasts, each with its end"
        )
    if not ((given >= 0) & (given <= 1)).all():
        raise InputError("a probability lies in 0..1")
    log_odds = logit(np.clip(given, _SUREST, 1 - _SUREST))

    def loss(level_and_slope: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        level, slope = level_and_slope
        shifted = level + slope * log_odds
        fit = np.logaddexp(0, shifted).sum() - happened @ shifted
        beforehand = (level / _SPREAD_OF_LEVEL) ** 2 + ((slope - 1) / _SPREAD_OF_SLOPE) ** 2
        return float(fit + beforehand / 2)

    found = minimize(loss, [0.0, 1.0], method="L-BFGS-B", bounds=[(None, None), (0.0, None)])
    level, slope = map(float, found.x)
    return ReferenceClass(len(given), float(happened.mean()), slope, level)
