"""Bargaining solutions: rules that pick packages from the acceptable part of the frontier.

All rules are applied to the finite set of acceptable efficient packages, so their answers are
exact; where several packages do equally well, all are returned. Gains are values less the
reservation value. Two numbers are equal here if they differ by less than a 10^9th.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.frontiers import Frontier, FrontierPoint
from paraph.errors import InputError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SLACK = 1e-9


@dataclass(frozen=True)
class Solution:
    """The packages that a rule picks (several where they tie), and what the rule says."""

    name: str
    points: tuple[FrontierPoint, ...]
    definition: str


def find_solutions(frontier: Frontier, reservations: Sequence[float]) -> tuple[Solution, ...]:
    """Find the Nash, Kalai-Smorodinsky, egalitarian, leximin and utilitarian solutions.

    `frontier` holds acceptable packages only; `reservations[party]` follow its order of parties.
    No solution where it is empty. InputError if one isn't finite, or a party has none.
    """
    _refuse_unless_numbers("reservation values", reservations, frontier.party_ids)
    if not frontier.points:
        return ()
    values = np.array([point.values for point in frontier.points])
    gains = np.maximum(values - np.asarray(reservations), 0.0)
    rules = (
        ("nash", pick_nash(gains), NASH),
        ("kalai-smorodinsky", pick_kalai_smorodinsky(gains), KALAI_SMORODINSKY),
        ("egalitarian", pick_egalitarian(gains), EGALITARIAN),
        ("leximin", pick_leximin(gains), LEXIMIN),
        ("utilitarian", pick_utilitarian(values), UTILITARIAN),
    )
    return tuple(
        Solution(name, tuple(frontier.points[i] for i in np.flatnonzero(picked)), definition)
        for name, picked, definition in rules
    )


def find_least_gain_solution(frontier: Frontier, baseline: Sequence[float]) -> Solution:
    """Find the packages that maximise the least gain from an agreed baseline (values[party]).

    The baseline is a package the parties start from, or any values they agree to count from
    (Raiffa 1982); gains are refined in the leximin way. Empty where the frontier is.
    InputError if the baseline isn't a finite number for each party.
    """
    _refuse_unless_numbers("values of the baseline", baseline, frontier.party_ids)
    if not frontier.points:
        return Solution("least gain from baseline", (), LEAST_GAIN)
    values = np.array([point.values for point in frontier.points])
    picked = pick_leximin(values - np.asarray(baseline))
    points = tuple(frontier.points[i] for i in np.flatnonzero(picked))
    return Solution("least gain from baseline", points, LEAST_GAIN)


def _refuse_unless_numbers(what: str, numbers: Sequence[float], party_ids: Sequence[str]) -> None:
    parties = ", ".join(party_ids)
    if len(numbers) != len(party_ids):
        raise InputError(
            f"the {what} must be {len(party_ids)}, one for each party ({parties}),"
            f" not {len(numbers)}"
        )
    for party_id, number in zip(party_ids, numbers, strict=True):
        if not isfinite(number):
            raise InputError(
                f"the {what} must be finite numbers; that of {party_id!r} is {float(number)}"
            )


NASH = (
    "the greatest product of gains over no agreement (Nash 1950); where some party gains nothing"
    " in every package, as many parties as possible gain, and the product is over these"
    " (Caragiannis and others 2019)"
)
KALAI_SMORODINSKY = (
    "the greatest least share of the ideal gain, a party's ideal being its best acceptable"
    " package (Kalai and Smorodinsky 1975); ties are decided by the next lowest share (Imai 1983)"
)
EGALITARIAN = (
    "the greatest least gain over no agreement (Kalai 1977); it compares gains between parties"
)
LEXIMIN = (
    "as egalitarian, ties decided by the next lowest gain, and so on (Sen 1970); it compares"
    " gains between parties"
)
UTILITARIAN = "the greatest sum of values; it adds values of different parties"
LEAST_GAIN = (
    "the greatest least gain over an agreed baseline, ties decided by the next lowest gain;"
    " it compares gains between parties"
)


def pick_nash(gains: Floats) -> Flags:
    """Return picked[point] for gains[point, party]: the greatest product of gains."""
    has_gain = gains > SLACK
    picked: Flags = has_gain.sum(axis=1) == has_gain.sum(axis=1).max()
    logs = np.where(has_gain, np.log(np.maximum(gains, SLACK)), 0.0).sum(axis=1)
    picked &= logs >= logs[picked].max() - SLACK
    return picked


def pick_kalai_smorodinsky(gains: Floats) -> Flags:
    """Return picked[point] for gains[point, party]: the greatest least share of the ideal.

    A party that can gain nothing has no share, and is left out.
    """
    ideal = gains.max(axis=0)
    can_gain = ideal > SLACK
    if not can_gain.any():
        return np.ones(len(gains), dtype=np.bool_)
    return pick_leximin(gains[:, can_gain] / ideal[can_gain])


def pick_egalitarian(gains: Floats) -> Flags:
    """Return picked[point] for gains[point, party]: the greatest least gain."""
    least = gains.min(axis=1)
    picked: Flags = least >= least.max() - SLACK
    return picked


def pick_leximin(gains: Floats) -> Flags:
    """Return picked[point] for gains[point, party]: the greatest gains, lowest first."""
    ascending = np.sort(gains, axis=1)
    picked = np.ones(len(gains), dtype=np.bool_)
    for column in ascending.T:
        picked &= column >= column[picked].max() - SLACK
    return picked


def pick_utilitarian(values: Floats) -> Flags:
    """Return picked[point] for values[point, party]: the greatest sum."""
    total = values.sum(axis=1)
    picked: Flags = total >= total.max() - SLACK
    return picked
