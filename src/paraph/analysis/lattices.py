"""Lattices: a problem's values as whole numbers of steps, so that sums and ties are exact.

Sums of decimals depend on the order of adding (0.1 + 0.2 is not 0.3), which would make efficient
packages appear and vanish with it. Here each party's values are counted in steps. Where they
are all multiples of one fraction (decimals, grades over a total), the step is that fraction and
nothing is rounded; otherwise the step is a 10^12th of the scale, and each option's part of the
value is rounded to it before anything is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, lcm, log10

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.factors import (
    Factor,
    factor_of_interaction,
    factor_of_linkage,
    factor_of_red_line,
)
from paraph.errors import InputError
from paraph.negotiation import Agenda, Belief, Linkage, Package, Preference, Problem

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

FINEST = 12  # the scale is divided into 10^12 steps where no common fraction is found
TOLERANCE = 1e-12  # by which a value may miss a reservation value and still meet it


@dataclass(frozen=True, eq=False)
class Lattice:
    """A problem, or many draws of it at once, with values in whole steps.

    `parts[issue][draw, option, party]` is what an option adds; `allowed[issue]` the options
    that what is settled leaves; `floors[draw, party]` the reservation values rounded up to
    a step; `steps_per_unit[party]` how many steps make a value of 1; `is_exact[party]`
    whether no value was rounded.
    """

    parts: tuple[Whole, ...]
    allowed: tuple[tuple[int, ...], ...]
    factors: tuple[Factor, ...]
    floors: Whole
    steps_per_unit: Floats
    is_exact: tuple[bool, ...]

    @property
    def n_draws(self) -> int:
        """How many draws are solved at once; 1 for an exact problem."""
        return int(self.floors.shape[0])

    @property
    def n_parties(self) -> int:
        """How many parties there are."""
        return int(self.floors.shape[1])

    def in_units(self, steps: Whole) -> Floats:
        """Return values[…, party] in the parties' own units."""
        units: Floats = steps / self.steps_per_unit
        return units

    def in_steps_up(self, values: Sequence[float]) -> Whole:
        """Return values[party] in steps, rounded up but for the tolerance."""
        scaled = (np.asarray(values, dtype=np.float64) - TOLERANCE) * self.steps_per_unit
        return np.ceil(np.maximum(scaled, -(2.0**61))).astype(np.int64)

    def with_floors(self, values: Sequence[float]) -> Lattice:
        """Return the lattice with other least values[party], the same in every draw."""
        floors = np.broadcast_to(self.in_steps_up(values), self.floors.shape)
        return replace(self, floors=floors)


def lattice_of_problem(problem: Problem) -> Lattice:
    """Count an exact problem in steps; it has a single draw."""
    counts = [_steps_per_unit(preference) for preference in problem.preferences]
    scales = np.array([count for count, _ in counts])
    parts = tuple(
        np.stack(
            [
                _round(np.array(preference.option_values[issue]) * preference.weights[issue], scale)
                for preference, scale in zip(problem.preferences, scales, strict=True)
            ],
            axis=1,
        )[None]
        for issue in range(len(problem.agenda))
    )
    always = np.ones(1, dtype=np.bool_)
    factors = [factor_of_linkage(problem.agenda, linkage) for linkage in problem.linkages]
    factors += [
        factor_of_red_line(problem.agenda, line, party, always)
        for party, lines in enumerate(problem.red_lines)
        for line in lines
    ]
    factors += _factors_of_interactions(problem.agenda, problem.preferences, scales)
    lattice = Lattice(
        parts=parts,
        allowed=_allowed(problem.agenda, problem.settled),
        factors=tuple(factors),
        floors=np.zeros((1, len(problem.party_ids)), dtype=np.int64),
        steps_per_unit=scales,
        is_exact=tuple(is_exact for _, is_exact in counts),
    )
    return lattice.with_floors([preference.reservation for preference in problem.preferences])


def lattice_of_beliefs(
    agenda: Agenda, beliefs: Sequence[Belief], linkages: Sequence[Linkage], settled: Package
) -> Lattice:
    """Count as many draws of a problem as the beliefs have, draw by draw, in steps of 10^-12.

    InputError if the beliefs differ in their number of draws.
    """
    if len({belief.n_draws for belief in beliefs}) != 1:
        raise InputError("the beliefs must have equally many draws; take the same draws of each")
    scales = np.full(len(beliefs), 10.0**FINEST)
    part_values = [belief.part_values() for belief in beliefs]
    parts = tuple(
        np.stack([_round(own[issue], scales[0]) for own in part_values], axis=2)
        for issue in range(len(agenda))
    )
    reservations = np.stack([belief.reservation for belief in beliefs], axis=1)
    factors = [factor_of_linkage(agenda, linkage) for linkage in linkages]
    for party, belief in enumerate(beliefs):
        assert belief.red_line_holds is not None
        factors += [
            factor_of_red_line(agenda, line, party, belief.red_line_holds[:, index])
            for index, line in enumerate(belief.red_lines)
        ]
    factors += _factors_of_interactions(agenda, beliefs, scales)
    return Lattice(
        parts=parts,
        allowed=_allowed(agenda, settled),
        factors=tuple(factors),
        floors=np.ceil((reservations - TOLERANCE) * scales).astype(np.int64),
        steps_per_unit=scales,
        is_exact=(False,) * len(beliefs),
    )


def values_at(lattice: Lattice, positions: Indices) -> Whole:
    """Return values[draw, package, party] in steps."""
    total = np.zeros((lattice.n_draws, len(positions), lattice.n_parties), dtype=np.int64)
    for issue, part in enumerate(lattice.parts):
        total += part[:, positions[:, issue], :]
    for index in range(len(lattice.factors)):
        bonus = lattice.factors[index].bonus
        if bonus is not None:
            total += conditions_hold(lattice, index, positions)[None, :, None] * bonus
    return total


def conditions_hold(lattice: Lattice, index: int, positions: Indices) -> Flags:
    """Return holds[package]: whether all conditions of a factor hold."""
    holds = np.ones(len(positions), dtype=np.bool_)
    for issue, statuses in lattice.factors[index].statuses.items():
        holds &= np.asarray(statuses, dtype=np.bool_)[positions[:, issue]]
    return holds


def _factors_of_interactions(
    agenda: Agenda, holders: Sequence[Preference | Belief], scales: Floats
) -> list[Factor]:
    factors = []
    for party, holder in enumerate(holders):
        for interaction in holder.interactions:
            bonus = np.zeros(len(holders), dtype=np.int64)
            bonus[party] = round(interaction.value * scales[party])
            factors.append(factor_of_interaction(agenda, interaction, bonus))
    return factors


def _allowed(agenda: Agenda, settled: Package) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(range(n_options)) if position < 0 else (position,)
        for position, n_options in zip(settled.positions(agenda), agenda.shape, strict=True)
    )


def _round(values: Floats, steps_per_unit: float) -> Whole:
    return np.rint(values * steps_per_unit).astype(np.int64)


def _steps_per_unit(preference: Preference) -> tuple[float, bool]:
    """Return how many steps make 1 of this party's value, and whether that rounds nothing."""
    parts = np.concatenate(
        [
            np.array([interaction.value for interaction in preference.interactions]),
            *(
                weight * np.array(row)
                for weight, row in zip(preference.weights, preference.option_values, strict=True)
            ),
        ]
    )
    largest = float(np.abs(parts).max(initial=0.0)) or 1.0
    common = _common_denominator(parts, largest)
    if common:
        return float(common), True
    return 10.0 ** (FINEST - ceil(log10(largest))), False


def _common_denominator(parts: Floats, largest: float) -> int:
    """Return the least number that makes all parts whole when multiplied, 0 if none is found."""
    for exponent in range(7):
        scaled = parts * 10**exponent
        if np.all(np.abs(scaled - np.rint(scaled)) <= 1e-15 * largest * 10**exponent):
            return int(10**exponent)
    common = 1
    for part in np.unique(parts):
        fraction = Fraction(float(part)).limit_denominator(10**6)
        if abs(float(fraction) - part) > 1e-15 * largest:
            return 0
        common = lcm(common, fraction.denominator)
        if common * largest > 10**FINEST:
            return 0
    return common
