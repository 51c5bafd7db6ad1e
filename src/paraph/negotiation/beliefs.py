"""Beliefs: what is held of a party's preference, as a sample of equally likely ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.errors import InputError
from paraph.negotiation.constraints import Condition, RedLine
from paraph.negotiation.issues import Agenda
from paraph.negotiation.preferences import Interaction, Preference
from paraph.negotiation.tolerance import tolerance_of

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that isn't known exactly: its median, and an interval that holds it.

    `level` is the probability that the interval from `low` to `high` holds the number.
    """

    mid: float
    low: float
    high: float
    level: float = 0.9


def estimate_from(draws: Floats, level: float = 0.9) -> Estimate:
    """Summarise equally likely draws by their median and their central interval."""
    tail = (1 - level) / 2
    low, mid, high = np.quantile(draws, [tail, 0.5, 1 - tail])
    return Estimate(float(mid), float(low), float(high), level)


@dataclass(frozen=True, eq=False)
class Belief:
    """A sample of preferences that a party may hold, every draw equally likely.

    `weights[draw, issue]` sum to 1 over issues; `option_values[issue][draw, option]` lie in
    0..1; `reservation[draw]` is on the same scale as the sums of their products.
    `red_line_holds[draw, red_line]` says in which draws a red line is meant: a declared
    one can be a bluff. InputError names what isn't finite, or has the wrong shape.
    """

    party_id: str
    weights: Floats
    option_values: tuple[Floats, ...]
    reservation: Floats
    interactions: tuple[Interaction, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    red_line_holds: Flags | None = None

    def __post_init__(self) -> None:
        n_draws, n_issues = self.weights.shape
        if len(self.option_values) != n_issues or self.reservation.shape != (n_draws,):
            raise InputError("a belief needs values for each issue and a reservation for each draw")
        if self.red_line_holds is None:
            meant = np.ones((n_draws, len(self.red_lines)), dtype=np.bool_)
            object.__setattr__(self, "red_line_holds", meant)
        assert self.red_line_holds is not None
        if n_draws == 0 or self.red_line_holds.shape != (n_draws, len(self.red_lines)):
            raise InputError(
                f"the belief about {self.party_id!r} needs at least one draw, and must say of"
                " each red line whether it is meant in each"
            )
        self._check_numbers()
        for array in (self.weights, self.reservation, self.red_line_holds, *self.option_values):
            array.setflags(write=False)

    def _check_numbers(self) -> None:
        if not np.all(np.isfinite(self.weights) & (self.weights >= 0)):
            raise InputError(
                f"the belief about {self.party_id!r} has weights that aren't 0 or more"
            )
        if not np.all(np.isfinite(self.reservation)):
            raise InputError(f"the belief about {self.party_id!r} has reservations not a number")
        for place, values in enumerate(self.option_values, start=1):
            if values.shape[0] != self.n_draws or not np.all(np.isfinite(values)):
                raise InputError(
                    f"the belief about {self.party_id!r} needs numbers for issue {place}"
                    " in each draw"
                )

    @property
    def n_draws(self) -> int:
        """How many draws the sample has."""
        return int(self.weights.shape[0])

    @property
    def n_summands(self) -> int:
        """How many amounts a value adds up: one for each issue and interaction."""
        return len(self.option_values) + len(self.interactions)

    @property
    def magnitude(self) -> float:
        """The sum of the largest amounts that a value can add up, in any draw."""
        parts = sum(np.abs(part).max(axis=1) for part in self.part_values())
        bonuses = sum(abs(interaction.value) for interaction in self.interactions)
        return float(np.max(parts)) + bonuses

    def part_values(self) -> tuple[Floats, ...]:
        """Return weight times option value, one array [draw, option] per issue."""
        return tuple(
            self.weights[:, [index]] * values for index, values in enumerate(self.option_values)
        )

    def values_at(self, agenda: Agenda, positions: Indices) -> Floats:
        """Return values[draw, package] of packages given as positions[package, issue].

        An issue at position -1 is open and adds nothing.
        """
        total = np.zeros((self.n_draws, positions.shape[0]))
        for index, part in enumerate(self.part_values()):
            column = positions[:, index]
            total += np.where(column >= 0, part[:, np.maximum(column, 0)], 0.0)
        for interaction in self.interactions:
            holds = conditions_hold(agenda, interaction.conditions, positions)
            total += interaction.value * holds
        return total

    def accepts_at(self, agenda: Agenda, positions: Indices) -> Flags:
        """Return accepts[draw, package]: at least the reservation value, no red line crossed."""
        tolerance = tolerance_of(self.n_summands, self.magnitude)
        accepts = self.values_at(agenda, positions) >= self.reservation[:, None] - tolerance
        for index, line in enumerate(self.red_lines):
            crossed = conditions_hold(agenda, line.conditions, positions)
            assert self.red_line_holds is not None
            accepts &= ~(self.red_line_holds[:, [index]] & crossed[None, :])
        return accepts

    def preference(self, draw: int) -> Preference:
        """Return one draw as an exact preference."""
        return Preference(
            weights=tuple(map(float, self.weights[draw])),
            option_values=tuple(tuple(map(float, values[draw])) for values in self.option_values),
            reservation=float(self.reservation[draw]),
            interactions=self.interactions,
        )

    def mean_preference(self) -> Preference:
        """Return the preference whose value of any package is the mean over the draws."""
        weights = self.weights.mean(axis=0)
        rows = [
            part.mean(axis=0) / weight if weight > 0 else values.mean(axis=0)
            for part, weight, values in zip(
                self.part_values(), weights, self.option_values, strict=True
            )
        ]
        return Preference(
            weights=tuple(map(float, weights)),
            option_values=tuple(tuple(map(float, row)) for row in rows),
            reservation=float(self.reservation.mean()),
            interactions=self.interactions,
        )

    def take(self, draws: Sequence[int] | Indices) -> Belief:
        """Return the belief that holds only these draws (repeats allowed)."""
        chosen = np.asarray(draws, dtype=np.intp)
        assert self.red_line_holds is not None
        return Belief(
            party_id=self.party_id,
            weights=self.weights[chosen],
            option_values=tuple(values[chosen] for values in self.option_values),
            reservation=self.reservation[chosen],
            interactions=self.interactions,
            red_lines=self.red_lines,
            red_line_holds=self.red_line_holds[chosen],
        )


def conditions_hold(agenda: Agenda, conditions: Iterable[Condition], positions: Indices) -> Flags:
    """Return holds[package]: whether all conditions hold in positions[package, issue]."""
    holds = np.ones(positions.shape[0], dtype=np.bool_)
    for condition in conditions:
        place = agenda.position(condition.issue_id)
        options = [agenda.issues[place].position(option) for option in condition.option_ids]
        holds &= np.isin(positions[:, place], options)
    return holds
