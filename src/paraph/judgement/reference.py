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
from scipy.special import expit, logit, ndtri

from paraph.errors import InputError
from paraph.negotiation import Estimate

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

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
    slope 1 and level 0 change nothing. `share_happened` is the base rate. `variances` are those of
    level and slope, and their covariance: how sure the past is of them.
    """

    n: int
    share_happened: float
    slope: float
    level: float
    variances: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def adjust(self, probability: float) -> float:
        """Return the forecast, 0..1, as the reference class has it."""
        return float(expit(self._log_odds(probability)))

    def adjust_estimate(self, estimate: Estimate) -> Estimate:
        """Return an estimate with its middle and its interval adjusted.

        The interval also covers that level and slope aren't known for sure (by Laplace's method).
        """
        low, mid, high = map(self._log_odds, (estimate.low, estimate.mid, estimate.high))
        of_level, of_slope, of_both = self.variances
        said = float(logit(min(max(estimate.mid, _SUREST), 1 - _SUREST)))
        error = ndtri((1 + estimate.level) / 2) * np.sqrt(
            max(of_level + 2 * said * of_both + said**2 * of_slope, 0.0)
        )
        return Estimate(
            mid=float(expit(mid)),
            low=float(expit(mid - np.hypot(mid - low, error))),
            high=float(expit(mid + np.hypot(high - mid, error))),
            level=estimate.level,
        )

    def _log_odds(self, probability: float) -> float:
        bounded = min(max(probability, _SUREST), 1 - _SUREST)
        return float(self.level + self.slope * logit(bounded))


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

    def loss(level_and_slope: Floats) -> float:
        level, slope = level_and_slope
        shifted = level + slope * log_odds
        fit = np.logaddexp(0, shifted).sum() - happened @ shifted
        beforehand = (level / _SPREAD_OF_LEVEL) ** 2 + ((slope - 1) / _SPREAD_OF_SLOPE) ** 2
        return float(fit + beforehand / 2)

    found = minimize(loss, [0.0, 1.0], method="L-BFGS-B", bounds=[(None, None), (0.0, None)])
    level, slope = map(float, found.x)
    variances = _find_variances(log_odds, level, slope)
    return ReferenceClass(len(given), float(happened.mean()), slope, level, variances)


def _find_variances(log_odds: Floats, level: float, slope: float) -> tuple[float, float, float]:
    """Return the variances of level and slope, and their covariance, by Laplace's method."""
    p = expit(level + slope * log_odds)
    information = np.diag([_SPREAD_OF_LEVEL**-2, _SPREAD_OF_SLOPE**-2])
    inputs = np.stack([np.ones_like(log_odds), log_odds])
    covariance = np.linalg.inv(information + (inputs * (p * (1 - p))) @ inputs.T)
    return float(covariance[0, 0]), float(covariance[1, 1]), float(covariance[0, 1])
