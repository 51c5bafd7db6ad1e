"""Pairs: how many pairs, one from each half of the issues, reach every party's floor.

Halves that are still tied are counted group by group: all pairs of a group of the one and a
group of the other are allowed or not, and add the same for interactions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.tallies import States, Tallier, Tally
from paraph.analysis.trees import Merger, find_allowed, join

Whole = NDArray[np.int64]

_BLOCK = 256
_SUMS_OF_A_CALL = 5_000  # as many sums take about as long to form as groups to be sorted


def count_halves(tallier: Tallier, first: Tally, second: Tally) -> list[int]:
    """Return the remainders of how many packages of two halves are allowed and reach the floors."""
    merger = join(tallier.lattice, first, second)
    if merger.group.size * _SUMS_OF_A_CALL > first.size * second.size:
        return _count_sums(tallier, merger, (first, second))
    floors, moduli = tallier.lattice.floors[0], tallier.moduli
    total = np.zeros(len(moduli), dtype=np.int64)
    for one, other in np.argwhere(find_allowed(merger)).tolist():
        sides = (
            first.states.take(first.states.groups == one),
            second.states.take(second.states.groups == other),
        )
        total += count_pairs(*sides, floors - merger.bonus[one, other], moduli)
    return [int(own) for own in total % moduli]


def _count_sums(tallier: Tallier, merger: Merger, pair: tuple[Tally, Tally]) -> list[int]:
    """Return the same by forming every sum, which is quicker for many groups of few states."""
    total = np.zeros(len(tallier.moduli), dtype=np.int64)
    for sums in tallier.form_sums(merger, pair):
        reaches = np.all(sums.values >= tallier.lattice.floors[0], axis=1)
        total += sums.counts[reaches].sum(axis=0) % tallier.moduli
    return [int(own) for own in total % tallier.moduli]


def count_pairs(first: States, second: States, floors: Whole, moduli: Whole) -> list[int]:
    """Return the remainders by each modulus of the number of pairs that reach the floors."""
    if not len(first) or not len(second):
        return [0] * len(moduli)
    if len(floors) <= 2:
        matches = _matches_of_two(first, second, floors)
    else:
        matches = _matches_of_many(first, second, floors)
    products = first.counts * (matches % moduli) % moduli
    return [int(total) for total in products.sum(axis=0) % moduli]


def _matches_of_many(first: States, second: States, floors: Whole) -> Whole:
    """Return matches[state, modulus] of the first half by comparing all pairs."""
    weights = second.counts.astype(np.float64)  # sums stay below 2^53, hence exact
    matches = np.zeros(first.counts.shape, dtype=np.int64)
    for start in range(0, len(first), _BLOCK):
        needed = floors - first.values[start : start + _BLOCK]
        reaches = np.ones((len(needed), len(second)), dtype=np.bool_)
        for party in range(len(floors)):
            reaches &= second.values[None, :, party] >= needed[:, None, party]
        matches[start : start + _BLOCK] = np.rint(reaches @ weights).astype(np.int64)
    return matches


def _matches_of_two(first: States, second: States, floors: Whole) -> Whole:
    """Return matches[state, modulus] of the first half for one or two parties.

    The second half is sorted by the first party's value, so that what it accepts is a prefix,
    and each prefix is cut into blocks of sizes that are powers of two; within the blocks of
    one size states are sorted by the second party's value, and their counts accumulated.
    """
    needed = floors - first.values
    order = np.argsort(-second.values[:, 0], kind="stable")
    values, counts = second.values[order], second.counts[order]
    prefix = np.searchsorted(-values[:, 0], -needed[:, 0], side="right")
    levels, depth = np.unique(-values[:, -1], return_inverse=True)
    span = len(levels) + 1
    allowed = np.searchsorted(levels, -needed[:, -1], side="right") - 1
    matches = np.zeros(first.counts.shape, dtype=np.int64)
    places = np.arange(len(values))
    for level in range(len(values).bit_length()):
        key = (places >> level) * span + depth
        by_key = np.argsort(key, kind="stable")
        sums = np.zeros((len(values) + 1, counts.shape[1]), dtype=np.int64)
        np.cumsum(counts[by_key], axis=0, out=sums[1:])
        asking = np.flatnonzero((prefix >> level) & 1)
        block = (prefix[asking] >> (level + 1)) << 1
        end = np.searchsorted(key[by_key], block * span + allowed[asking], side="right")
        matches[asking] += sums[end] - sums[block << level]
    return matches
