"""Calibration: whether what was called 70 % likely happened seven times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from paraph.errors import InputError
from paraph.negotiation import Estimate


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Forecasts of about the same probability, and how often what they said happened.

    `happened` is the share with its exact binomial interval (Clopper and Pearson 1934).
    """

    low: float
    high: float
    n: int
    mean_forecast: float
    happened: Estimate


def find_calibration(
    probabilities: Sequence[float], outcomes: Sequence[bool], n_bins: int = 10, level: float = 0.9
) -> tuple[CalibrationBin, ...]:
    """Return the calibration curve over equally wide bins of probability; empty bins are left out.

    InputError if there are no forecasts, or not one outcome for each.
    """
    given, happened = _check(probabilities, outcomes)
    place = np.minimum((given * n_bins).astype(np.intp), n_bins - 1)
    found = []
    for index in range(n_bins):
        is_here = place == index
        n = int(is_here.sum())
        if n:
            k = int(happened[is_here].sum())
            found.append(
                CalibrationBin(
                    low=index / n_bins,
                    high=(index + 1) / n_bins,
                    n=n,
                    mean_forecast=float(given[is_here].mean()),
                    happened=_binomial(k, n, level),
                )
            )
    return tuple(found)


def calibration_error(
    probabilities: Sequence[float], outcomes: Sequence[bool], n_bins: int = 10
) -> float:
    """Return the expected calibration error, 0..1: the gaps of the bins, weighted by their size.

    As Naeini, Cooper and Hauskrecht (2015) define it. InputError as for `find_calibration`.
    """
    bins = find_calibration(probabilities, outcomes, n_bins)
    n_all = sum(each.n for each in bins)
    return sum(each.n / n_all * abs(each.mean_forecast - each.happened.mid) for each in bins)


def _check(
    probabilities: Sequence[float], outcomes: Sequence[bool]
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.bool_]]
]:
    given = np.array(probabilities, dtype=np.float64)
    happened = np.array(outcomes, dtype=np.bool_)
    if not given.size or given.shape != happened.shape:
        raise InputError("calibration needs forecasts, and one outcome for each")
    if given.min() < 0 or given.max() > 1:
        raise InputError("a probability lies in 0..1")
    return given, happened


def _binomial(k: int, n: int, level: float) -> Estimate:
    tail = (1 - level) / 2
    low = float(betaincinv(k, n - k + 1, tail)) if k else 0.0
    high = float(betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
    return Estimate(k / n, low, high, level)
