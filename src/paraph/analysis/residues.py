"""Residues: whole numbers of any size as their remainders by several primes.

Counts of packages outgrow 64 bits; their remainders don't, add and multiply one prime at a
time in arrays, and give the number back (Chinese remainder theorem).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isqrt

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

_BELOW = 2**31  # so that a product of two remainders fits in 63 bits


def find_moduli(largest: int) -> Whole:
    """Return enough primes to tell all whole numbers from 0 to `largest` apart."""
    moduli: list[int] = []
    product = 1
    while product <= largest or not moduli:
        moduli.append(_prime_below(moduli[-1] if moduli else _BELOW))
        product *= moduli[-1]
    return np.array(moduli, dtype=np.int64)


def whole_of_residues(residues: Sequence[int], moduli: Sequence[int]) -> int:
    """Return the least whole number with these remainders."""
    number, product = 0, 1
    for residue, modulus in zip(residues, moduli, strict=True):
        step = (residue - number) * pow(product, -1, modulus) % modulus
        number += product * step
        product *= modulus
    return number


@cache
def _prime_below(limit: int) -> int:
    candidate = limit - 1
    while not _is_prime(candidate):
        candidate -= 1
    return candidate


def _is_prime(number: int) -> bool:
    divisors = np.arange(2, isqrt(number) + 1)
    return bool(np.all(number % divisors != 0))
