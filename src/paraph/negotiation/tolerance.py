"""The tolerance: by how much a value may miss a reservation value and still meet it.

The one rule, wherever a value is held against a reservation value: a value meets it unless it
is short of it by more than the arithmetic can have lost. For each summand of the value (an
issue, an interaction) that is half of the step it was rounded to, if it was rounded, and
2^-50 of the sum of the largest amounts, which covers multiplying and adding in floating point.
A package is thus never lost because its value equals the reservation value, and none is let in
that misses it by as much as the 13th digit, where values aren't rounded to steps.
"""

from __future__ import annotations

_LOST_OF_SUM = 2.0**-50  # by each summand: two roundings of 2^-53 each, with some to spare


def tolerance_of(n_summands: int, magnitude: float, step: float = 0.0) -> float:
    """Return the tolerance of a sum of `n_summands` amounts rounded to multiples of `step`.

    `magnitude` is the sum of the largest amounts, without their signs; a step of 0 says that
    the amounts weren't rounded. All are on the scale of the value.
    """
    return n_summands * (step / 2 + magnitude * _LOST_OF_SUM)
