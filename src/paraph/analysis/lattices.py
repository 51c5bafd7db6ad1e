"""Lattices: a problem's values as whole numbers of steps, so that sums and ties are exact.

Sums of decimals depend on the order of adding (0.1 + 0.2 is not 0.3), which would make efficient
packages appear and vanish with it. Here each party's values are counted in steps (see `steps`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.factors import (
    Factor,
    factor_of_interaction,
    factor_of_linkage,
    factor_of_red_line,
)
from paraph.analysis.steps import FINEST, find_steps
from paraph.errors import InputError
from paraph.negotiation import Agenda, Belief, Linkage, Package, Preference, Problem, tolerance_of

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_FURTHEST = 2**61  # steps; no sum comes near
_FURTHEST_OF_DRAWS = 2.0**55  # the same where floors are weighted and added up


@dataclass(frozen=True, eq=False)
class Lattice:
    """A problem, or many draws of it at once, with values in whole steps.

    `parts[issue][draw, option, party]` is what an option adds; `allowed[issue]` the options
    that what is settled leaves; `floors[draw, party]` the reservation values less their
    `tolerances[party]`, rounded up to a step; `steps_per_unit[party]` how many steps make a
    value of 1. Of the parties the last `n_bounds` are none: they are weighted sums of the
    others' values, by which sums are cut but not compared.
    """

    parts: tuple[Whole, ...]
    allowed: tuple[tuple[int, ...], ...]
    factors: tuple[Factor, ...]
    floors: Whole
    steps_per_unit: Floats
    tolerances: tuple[float, ...]
    n_bounds: int = 0

    @property
    def n_draws(self) -> int:
        """How many draws are solved at once; 1 for an exact problem."""
        return int(self.floors.shape[0])

    @property
    def n_parties(self) -> int:
        """How many parties there are."""
        return int(self.floors.shape[1])

    def take(self, draws: Indices) -> Lattice:
        """Return the lattice of these draws only (repeats allowed)."""
        return replace(
            self,
            parts=tuple(part[draws] for part in self.parts),
            factors=tuple(
                own if own.forbids is None else replace(own, forbids=own.forbids[draws])
                for own in self.factors
            ),
            floors=self.floors[draws],
        )

    def in_units(self, steps: Whole) -> Floats:
        """Return values[…, party] in the parties' own units."""
        units: Floats = steps / self.steps_per_unit
        return units

    def in_steps_up(self, values: Sequence[float]) -> Whole:
        """Return values[party] in steps, rounded up but for the tolerance."""
        steps = [
            ceil((Fraction(value) - Fraction(tolerance)) * Fraction(per_unit))
            for value, tolerance, per_unit in zip(
                values, self.tolerances, self.steps_per_unit.tolist(), strict=True
            )
        ]
        return np.array([min(max(own, -_FURTHEST), _FURTHEST) for own in steps], dtype=np.int64)

    def with_floors(self, values: Sequence[float]) -> Lattice:
        """Return the lattice with other least values[party], the same in every draw."""
        floors = np.broadcast_to(self.in_steps_up(values), self.floors.shape)
        return replace(self, floors=floors)


def lattice_of_problem(problem: Problem) -> Lattice:
    """Count an exact problem in steps; it has a single draw."""
    steps = [find_steps(preference) for preference in problem.preferences]
    scales = np.array([own.per_unit for own in steps])
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
        tolerances=tuple(own.tolerance for own in steps),
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
    tolerances = tuple(
        tolerance_of(belief.n_summands, belief.magnitude, 10.0**-FINEST) for belief in beliefs
    )
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
        floors=np.ceil(
            np.clip((reservations - tolerances) * scales, -_FURTHEST_OF_DRAWS, _FURTHEST_OF_DRAWS)
        ).astype(np.int64),
        steps_per_unit=scales,
        tolerances=tolerances,
    )


def values_at(lattice: Lattice, positions: Indices) -> Whole:
    """Return values[draw, package, party] in steps."""
    total = np.zeros((lattice.n_draws, len(positions), lattice.n_parties), dtype=np.int64)
    for issue, part in enumerate(lattice.parts):
        total += np.take(part, positions[:, issue], axis=1)
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
