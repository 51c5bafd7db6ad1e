"""Steps: how finely a party's values are counted, so that sums and ties are exact.

Where a party's values are all multiples of one fraction (decimals, grades over a total), the
step is that fraction and nothing is rounded; otherwise the step is a 10^12th of the scale, and
each option's part of the value is rounded to it before anything is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm, log10

import numpy as np
from numpy.typing import NDArray

from paraph.negotiation import Preference, tolerance_of

Floats = NDArray[np.float64]

FINEST = 12  # the scale is divided into 10^12 steps where no common fraction is found

# Of steps times summands: the tolerance of an exact sum then stays below a quarter of a step.
_MOST_STEPS = 2.0**48
_MOST_DIGITS = 13
_LEAST_SCALE = 1e-280  # below it 10^12 steps of the scale overflow


@dataclass(frozen=True)
class Steps:
    """How many steps make a value of 1, and by how much a value may miss a reservation value.

    The tolerance is on the scale of the values (see `paraph.negotiation.tolerance`).
    """

    per_unit: float
    tolerance: float


def find_steps(preference: Preference) -> Steps:
    """Find the steps in which a preference's values are counted."""
    rows = [
        weight * np.array(row)
        for weight, row in zip(preference.weights, preference.option_values, strict=True)
    ]
    bonuses = np.array([own.value for own in preference.interactions], dtype=np.float64)
    parts = np.concatenate([bonuses, *rows])
    largest = max(float(np.abs(parts).max(initial=0.0)), _LEAST_SCALE)
    n_summands, magnitude = preference.n_summands, max(preference.magnitude, _LEAST_SCALE)
    most = _MOST_STEPS / (n_summands * magnitude)
    common = _decimal_denominator(preference, bonuses, most)
    common = common or _common_denominator(parts, largest, most)
    if common:
        return Steps(float(common), tolerance_of(n_summands, magnitude))
    per_unit = 10.0 ** (FINEST - ceil(log10(largest)))
    return Steps(per_unit, tolerance_of(n_summands, magnitude, 1 / per_unit))


def _decimal_denominator(preference: Preference, bonuses: Floats, most: float) -> int:
    """Return the least number that makes all products of decimals whole, 0 if it isn't small.

    The numbers are taken as the decimals that they are written as, so that 0.1 is a tenth.
    """
    weights = np.array(preference.weights, dtype=np.float64)
    values = np.concatenate([np.array(row, dtype=np.float64) for row in preference.option_values])
    digits = [_find_digits(numbers) for numbers in (weights, values, bonuses)]
    n_digits = max(digits[0] + digits[1], digits[2])
    if n_digits > 2 * _MOST_DIGITS:
        return 0
    whole_weights = _whole(weights, digits[0])
    rows = (_whole(np.array(row), digits[1]) for row in preference.option_values)
    shared = 10**n_digits
    for weight, row in zip(whole_weights, rows, strict=True):
        shared = gcd(shared, weight * gcd(*row) * 10 ** (n_digits - digits[0] - digits[1]))
    shared = gcd(shared, *(n * 10 ** (n_digits - digits[2]) for n in _whole(bonuses, digits[2])))
    common = int(10**n_digits // shared)
    return common if common <= most else 0


def _find_digits(numbers: Floats) -> int:
    """Return how many digits after the point all numbers need, over the most if there are more."""
    if not _are_decimals(numbers, _MOST_DIGITS):
        return 2 * _MOST_DIGITS + 1
    fitting = (n for n in range(_MOST_DIGITS) if _are_decimals(numbers, n))
    return next(fitting, _MOST_DIGITS)


def _are_decimals(numbers: Floats, n_digits: int) -> bool:
    return bool(np.all(np.rint(numbers * 10.0**n_digits) / 10.0**n_digits == numbers))


def _whole(numbers: Floats, n_digits: int) -> list[int]:
    return [int(number) for number in np.rint(numbers * 10.0**n_digits)]


def _common_denominator(parts: Floats, largest: float, most: float) -> int:
    """Return the least number that makes all parts whole when multiplied, 0 if none is found."""
    common = 1
    for part in np.unique(parts):
        fraction = Fraction(float(part)).limit_denominator(10**6)
        if abs(float(fraction) - part) > 2.0**-51 * largest:
            return 0
        common = lcm(common, fraction.denominator)
        if common > most:
            return 0
    return common
