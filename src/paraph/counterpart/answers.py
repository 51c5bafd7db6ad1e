"""How probable each answer is to the question which of two packages is better.

Thurstone's law of comparative judgement (1927): the difference in value is felt with a normal
error. Where "about equal" may be said as well, it is said of a felt difference within a margin
(Rao and Kupper 1967 add ties to Bradley and Terry's model in the same way).
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from paraph.counterpart.layout import Floats
from paraph.negotiation import EqualAnswer

COMPARISON_NOISE = 0.1
"""The standard deviation of the error with which a difference is felt, on the same scale."""
EQUAL_MARGIN = 0.05
"""Differences felt to be below this, as a share of what the question is about, count as equal."""


def three_answers(gaps: Floats) -> Floats:
    """Return p[answer, ...] of "the first", "about equal" and "the second"; they sum to 1.

    `gaps` are the first's value less the second's, as shares of what the question is about.
    """
    noise, apart = COMPARISON_NOISE, np.abs(gaps)
    equal = ndtr((EQUAL_MARGIN - apart) / noise) - ndtr((-EQUAL_MARGIN - apart) / noise)
    first, second = (ndtr((sign * gaps - EQUAL_MARGIN) / noise) for sign in (1, -1))
    return np.stack((first, equal, second))


def probability_of_answer(gaps: Floats, equal: EqualAnswer | None) -> tuple[Floats, float]:
    """Return how probable a meant answer is at each gap, and how probable a blind one.

    Where "about equal" wasn't on offer (None), two answers share the probability, else three.
    """
    if equal is None:
        return np.asarray(ndtr(gaps / COMPARISON_NOISE)), 1 / 2
    first, same, _ = three_answers(gaps)
    return (same if equal is EqualAnswer.SAID else first), 1 / 3
