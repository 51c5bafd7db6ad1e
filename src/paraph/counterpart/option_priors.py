"""Priors over the options of one issue: unordered, ranked, on a scale, in ranges, or recalled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeGuard

import numpy as np
from scipy.special import ndtr

from paraph.counterpart.layout import Flags, Floats
from paraph.errors import InputError
from paraph.negotiation import Direction, Issue, RecalledValues, StatedValues

_N_SEGMENTS_MOST = 8
_STEP_SPREAD = 0.9
"""How unevenly values run along a scale: the standard deviation of the logarithms of steps."""
_P_MONOTONE_EACH_WAY = 0.42
_LISTED_SHIFT = -1.0
"""How far the blend leans to independent values (below 0): a list is taken for a scale in part."""
_NUMBERED_SHIFT = 0.5
"""The same of a list of rising or of falling numbers, which is more likely a scale."""
_N_ALPHABETICAL = 4
"""So many names in alphabetical order are hardly so by chance."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_SERIAL = re.compile(
    r"(?P<stem>|option|choice|value|variant|version|alternative|proposal)[ _-]*"
    r"(?P<mark>[a-z]|(?<=.)\d+)",
    re.IGNORECASE,
)


class OptionPrior(Protocol):
    """A prior over the values of one issue's options."""

    @property
    def n_latents(self) -> int:
        """How many standard normal numbers it uses."""
        ...

    def values(self, latents: Floats) -> Floats:
        """Return values[option, draw] in 0..1 for latents[latent, draw]."""
        ...


@dataclass(frozen=True)
class RankedOptions:
    """Options of which at most an order is known; the best counts 1, the worst 0.

    `tiers` hold places of options, best first; with no tiers all orders are equally likely.
    """

    n_options: int
    tiers: tuple[tuple[int, ...], ...] = ()

    @property
    def n_latents(self) -> int:
        """How many standard normal numbers it uses."""
        return self.n_options

    def values(self, latents: Floats) -> Floats:
        """Return values[option, draw] in 0..1."""
        return scale_to_unit(sort_by_tiers(np.asarray(ndtr(latents)), self.tiers))


@dataclass(frozen=True)
class ListedOptions:
    """Options that may lie on a scale in the order in which they are listed, or not at all.

    People tend to list options in some order ("none, partial, full") without saying so. The
    values are a blend of a curve with one peak along the list and of independent ones; how
    much of each is unknown, and learnt for each issue.
    """

    n_options: int
    is_numbered: bool = False

    @property
    def n_latents(self) -> int:
        """One number for each option, one for the peak, one for the blend."""
        return self.n_options + 2

    def values(self, latents: Floats) -> Floats:
        """Return values[option, draw] in 0..1."""
        places = np.linspace(0, 1, self.n_options)[:, None]
        curve = scale_to_unit(1 - np.abs(places - peak_place(latents[-2])))
        shift = _NUMBERED_SHIFT if self.is_numbered else _LISTED_SHIFT
        share = ndtr(1.5 * latents[-1] + shift)
        return scale_to_unit(share * curve + (1 - share) * ndtr(latents[: self.n_options]))


@dataclass(frozen=True)
class ScaledOptions:
    """Options on a scale: values rise to a peak and fall after it.

    Without a known direction the peak is at either end with equal probability, or, less
    often, inside. `places[option]` in 0..1 are the options' places on the scale.
    """

    places: tuple[float, ...]
    direction: Direction | None = None

    @property
    def n_segments(self) -> int:
        """How many pieces the curve has."""
        return min(len(self.places) - 1, _N_SEGMENTS_MOST)

    @property
    def n_latents(self) -> int:
        """How many standard normal numbers it uses."""
        return 1 + self.n_segments

    def values(self, latents: Floats) -> Floats:
        """Return values[option, draw] in 0..1."""
        steps = np.exp(_STEP_SPREAD * latents[1:])
        knots = np.concatenate((np.zeros((1, latents.shape[1])), np.cumsum(steps, axis=0)))
        curve = _interpolation(self.places, self.n_segments) @ (knots / knots[-1])
        return scale_to_unit(1 - np.abs(curve - self._peak(latents[0])))

    def _peak(self, latent: Floats) -> Floats:
        if self.direction is not None:
            return np.full_like(latent, 1.0 if self.direction is Direction.MORE else 0.0)
        return peak_place(latent)


@dataclass(frozen=True)
class StatedOptions:
    """Options with stated ranges of value; those without one lie anywhere in their range.

    `order` holds places of options, worst first, where that is stated too; along it, neither
    `lows` nor `highs` fall.
    """

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    order: tuple[int, ...] = ()

    @property
    def n_latents(self) -> int:
        """How many standard normal numbers it uses."""
        return len(self.lows)

    def values(self, latents: Floats) -> Floats:
        """Return values[option, draw] in 0..1."""
        low, high = np.array(self.lows)[:, None], np.array(self.highs)[:, None]
        values = np.asarray(low + (high - low) * ndtr(latents))
        if self.order:  # sorted, each still lies in its range, for the ranges rise too
            values[list(self.order)] = np.sort(values[list(self.order)], axis=0)
        return values


@dataclass(frozen=True, eq=False)
class RecalledOptions:
    """Options as they were to a party in a past case, or, less likely, as if it weren't known.

    `draws[option, draw]` are from the past case, in an order in which neighbours are alike; an
    option that wasn't there has no number (NaN). With the probability `p_same` one of them holds
    whole, so that the order of options and the shape of a scale stay as they were learnt;
    otherwise `fresh`, the prior without the past case (a robust mixture, Schmidli et al. 2014).
    """

    draws: Floats
    p_same: float
    fresh: OptionPrior

    @property
    def n_latents(self) -> int:
        """One number for which draw, one for whether it holds, and those of the fresh prior."""
        return 2 + self.fresh.n_latents

    def is_recalled(self, latents: Floats) -> Flags:
        """Return is_recalled[option, draw]: whether the value is one of the past case."""
        is_same = ndtr(latents[1]) < self.p_same
        return np.asarray(is_same & ~np.isnan(self.draws[:, :1]))

    def values(self, latents: Floats) -> Floats:
        """Return values[option, draw] in 0..1."""
        n_draws = self.draws.shape[1]
        place = np.minimum((ndtr(latents[0]) * n_draws).astype(np.intp), n_draws - 1)
        fresh = self.fresh.values(latents[2:])
        return np.where(self.is_recalled(latents), self.draws[:, place], fresh)


def peak_place(latent: Floats) -> Floats:
    """Return where on the scale 0..1 the best option lies: mostly at one of the ends."""
    share = np.asarray(ndtr(latent))
    inside = (share - _P_MONOTONE_EACH_WAY) / (1 - 2 * _P_MONOTONE_EACH_WAY)
    return np.clip(inside, 0.0, 1.0)


def option_prior(issue: Issue, said: StatedValues) -> OptionPrior:
    """Choose the prior of one issue's options from what is stated of them."""
    n_options = len(issue.options)
    if said.recalled is not None:
        fresh = option_prior(issue, StatedValues(issue.id))
        return RecalledOptions(_recalled_draws(issue, said.recalled), said.recalled.p_same, fresh)
    if said.values:
        return _stated_options(issue, said)
    if said.ranking:
        tiers = tuple(tuple(issue.position(option) for option in tier) for tier in said.ranking)
        return RankedOptions(n_options, tiers)
    if n_options > 1 and (issue.is_ordered or said.direction is not None):
        return ScaledOptions(_places(issue), said.direction)
    if n_options <= 2 or has_serial_names(issue) or is_alphabetical(issue):
        return RankedOptions(n_options)
    return ListedOptions(n_options, is_numbered(issue))


def is_unordered(options: OptionPrior) -> TypeGuard[RankedOptions | ListedOptions]:
    """Whether no order of an issue's options is known; they may be listed in one."""
    return isinstance(options, ListedOptions) or (
        isinstance(options, RankedOptions) and not options.tiers
    )


def has_serial_names(issue: Issue) -> bool:
    """Whether names only tell the options apart ("A, B, C"; "Option 1, Option 2").

    Such a list is in no order, as far as anybody can tell; "10, 20, 30" and "none, some, all" may
    well be.
    """
    names = [_SERIAL.fullmatch(option.label.strip()) for option in issue.options]
    return len({name and name["stem"].lower() for name in names}) == 1 and all(names)


def is_alphabetical(issue: Issue) -> bool:
    """Whether four names or more, without numbers, are listed from A to Z: in no other order."""
    names = [option.label.strip().lower() for option in issue.options]
    return (
        len(names) >= _N_ALPHABETICAL
        and names == sorted(names)
        and not any(map(_NUMBER.search, names))
    )


def is_numbered(issue: Issue) -> bool:
    """Whether each name holds one number, and these rise or fall down the list."""
    found = [_NUMBER.findall(option.label) for option in issue.options]
    if any(len(numbers) != 1 or numbers[0].count(".") > 1 for numbers in found):
        return False  # 12.5.2026 is a date, and 1.2.3 an article
    values = [float(numbers[0].replace(",", "")) for numbers in found]  # 1,000 is a thousand
    gaps = np.diff(values)
    return bool((gaps > 0).all() or (gaps < 0).all())


def _stated_options(issue: Issue, said: StatedValues) -> StatedOptions:
    lows, highs = np.zeros(len(issue.options)), np.ones(len(issue.options))
    known = sorted((issue.position(option), interval) for option, interval in said.values)
    for place, interval in known:
        lows[place], highs[place] = interval.low, interval.high
    if issue.is_ordered:
        for (left, first), (right, last) in pairwise(known):
            between = slice(left + 1, right)
            lows[between] = min(first.low, last.low)
            highs[between] = max(first.high, last.high)
    order = _worst_to_best(issue, said)
    if order:
        lows[order], highs[order] = _along_order(lows[order], highs[order])
    if (lows > highs).any():
        raise InputError(
            f"the values stated for {issue.label} go against the order that is stated for its "
            "options; take one of them out"
        )
    return StatedOptions(tuple(map(float, lows)), tuple(map(float, highs)), tuple(order))


def _worst_to_best(issue: Issue, said: StatedValues) -> list[int]:
    """Return the places of all options, worst first, where a direction or a ranking says so."""
    if said.direction is not None:
        order = [int(place) for place in np.argsort(_places(issue), kind="stable")]
        return order if said.direction is Direction.MORE else order[::-1]
    if len(said.ranking) == len(issue.options):
        return [issue.position(option) for (option,) in said.ranking[::-1]]
    return []


def _along_order(lows: Floats, highs: Floats) -> tuple[Floats, Floats]:
    """Narrow ranges[option], worst option first, to what the order leaves; the ends are 0 and 1.

    An end whose value is stated keeps it.
    """
    lows, highs = lows.copy(), highs.copy()
    if (lows[0], highs[0]) == (0, 1):
        highs[0] = 0.0
    if (lows[-1], highs[-1]) == (0, 1):
        lows[-1] = 1.0
    return np.maximum.accumulate(lows), np.minimum.accumulate(highs[::-1])[::-1]


def _recalled_draws(issue: Issue, recalled: RecalledValues) -> Floats:
    """Return draws[option, draw], neighbours alike: in order of what they differ in most.

    On a scale, an option that is new between two others is worth what lies between theirs.
    """
    known = np.array([issue.position(option_id) for option_id in recalled.option_ids])
    drawn = np.array(recalled.draws).T
    centred = drawn - drawn.mean(axis=1, keepdims=True)
    widest = np.linalg.svd(centred, full_matrices=False)[0][:, 0]
    drawn = drawn[:, np.argsort(widest @ centred, kind="stable")]
    draws = np.full((len(issue.options), drawn.shape[1]), np.nan)
    draws[known] = drawn
    if issue.is_ordered and len(known) > 1:
        places, order = np.array(_places(issue)), np.argsort(known)
        for option in range(known.min(), known.max()):
            right = int(np.searchsorted(known[order], option))
            left, right = order[max(right - 1, 0)], order[right]
            if option not in known:
                start, end = places[known[left]], places[known[right]]
                share = (places[option] - start) / (end - start)
                draws[option] = (1 - share) * drawn[left] + share * drawn[right]
    return draws


def _places(issue: Issue) -> tuple[float, ...]:
    numbers = [option.number for option in issue.options if option.number is not None]
    if len(numbers) < len(issue.options) or len(set(numbers)) < 2:
        return tuple(float(place) for place in np.linspace(0, 1, len(issue.options)))
    low, high = min(numbers), max(numbers)
    return tuple((number - low) / (high - low) for number in numbers)


def _interpolation(places: Sequence[float], n_segments: int) -> Floats:
    """Return the matrix [option, knot] that reads a piecewise linear curve at the places."""
    knots = np.linspace(0, 1, n_segments + 1)
    return np.array([np.interp(places, knots, row) for row in np.eye(n_segments + 1)]).T


def scale_to_unit(values: Floats) -> Floats:
    """Stretch values[option, draw] so that the best option is 1 and the worst 0."""
    low, high = values.min(axis=0), values.max(axis=0)
    spread = high - low
    is_flat = spread <= 1e-12
    return np.where(is_flat, 1.0, (values - low) / np.where(is_flat, 1.0, spread))


def sort_by_tiers(values: Floats, tiers: Sequence[Sequence[int]]) -> Floats:
    """Reorder values[row, draw] so that each tier's rows lie above the next tier's.

    Rows in one tier keep their own order; rows in no tier keep their values. For
    exchangeable rows this is the same as drawing until the ranking holds.
    """
    listed = [row for tier in tiers for row in tier]
    if len(listed) < 2:
        return values
    ordered = -np.sort(-values[listed], axis=0)
    result = values.copy()
    start = 0
    for tier in tiers:
        block = ordered[start : start + len(tier)]
        ranks = np.argsort(np.argsort(-values[list(tier)], axis=0), axis=0)
        result[list(tier)] = np.take_along_axis(block, ranks, axis=0)
        start += len(tier)
    return result
