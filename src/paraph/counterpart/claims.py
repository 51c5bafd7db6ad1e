"""What is stated of a party, as pairs: which issue matters more, which option is better for it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from paraph.negotiation import Importance, Interval, StatedImportance, StatedValues

Pair = tuple[str, str]
"""Ids of two issues, or of two options of one issue; the first is above the second."""


def claims_on_importance(stated: StatedImportance) -> list[Pair]:
    """Return the issues stated to matter more than another, by shares, words, ranks, comparisons.

    What was recalled of a past case isn't among them.
    """
    ranges = (dict(stated.shares), {i: Importance(word).swing for i, word in stated.words})
    pairs = [pair for known in ranges for pair in _ordered_pairs(known)]
    pairs += _ranked_pairs(stated.ranking)
    return pairs + [(one, other) for one, word, other in stated.compared if word.ratio.low > 1]


def claims_on_options(said: StatedValues) -> list[Pair]:
    """Return the options stated to be better than another by values or ranks; not by direction."""
    return [*_ordered_pairs(dict(said.values)), *_ranked_pairs(said.ranking)]


def find_all_below(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Return, of each id, those that it is above, by the pairs and by what follows from them."""
    below: dict[str, set[str]] = {}
    for above, lower in pairs:
        below.setdefault(above, set()).add(lower)
    is_growing = True
    while is_growing:
        is_growing = False
        for held in below.values():
            more = set().union(*(below.get(lower, set()) for lower in held)) - held
            held |= more
            is_growing |= bool(more)
    return below


def _ordered_pairs(ranges: dict[str, Interval]) -> list[Pair]:
    """Return (above, below) of all whose ranges lie apart."""
    return [
        (above, below)
        for above, below in permutations(ranges, 2)
        if ranges[above].low > ranges[below].high
    ]


def _ranked_pairs(tiers: tuple[tuple[str, ...], ...]) -> list[Pair]:
    return [
        (above, below)
        for place, tier in enumerate(tiers)
        for lower in tiers[place + 1 :]
        for above in tier
        for below in lower
    ]
