"""The axes of the engine: options of all issues one after another, draws last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paraph.negotiation import Agenda, Interaction, Package
from paraph.negotiation.beliefs import conditions_hold

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Layout:
    """Where each option of an agenda stands on the axis `option` of the engine's arrays."""

    agenda: Agenda

    @cached_property
    def starts(self) -> Indices:
        """starts[issue]: the place of the issue's first option."""
        return np.concatenate(([0], np.cumsum(self.agenda.shape)[:-1])).astype(np.intp)

    @cached_property
    def issue_of(self) -> Indices:
        """issue_of[option]: the issue that the option settles."""
        return np.repeat(np.arange(len(self.agenda)), self.agenda.shape)

    @cached_property
    def averaging(self) -> Floats:
        """averaging[issue, option]: times options' numbers, it gives the mean of each issue's."""
        member = self.issue_of == np.arange(len(self.agenda))[:, None]
        return np.asarray(member / member.sum(axis=1, keepdims=True))

    @property
    def n_options(self) -> int:
        """How many options all issues have together."""
        return sum(self.agenda.shape)

    def rows(self, issue: int) -> slice:
        """Return the places of an issue's options."""
        start = int(self.starts[issue])
        return slice(start, start + self.agenda.shape[issue])

    def option(self, issue_id: str, option_id: str) -> int:
        """Return the place of one option."""
        issue = self.agenda.position(issue_id)
        return int(self.starts[issue]) + self.agenda.issues[issue].position(option_id)

    def positions(self, packages: Sequence[Package]) -> Indices:
        """Return positions[package, issue]; -1 where an issue is open."""
        rows = [package.positions(self.agenda) for package in packages]
        return np.array(rows, dtype=np.intp).reshape(len(packages), len(self.agenda))

    def choices(self, positions: Indices) -> Floats:
        """Return choices[package, option], 1 where the package holds the option."""
        chosen = np.zeros((positions.shape[0], self.n_options))
        package, issue = np.nonzero(positions >= 0)
        chosen[package, self.starts[issue] + positions[package, issue]] = 1.0
        return chosen

    def bonus(self, interactions: Sequence[Interaction], positions: Indices) -> Floats:
        """Return bonus[package]: what stated interactions add to each package's value."""
        total = np.zeros(positions.shape[0])
        for interaction in interactions:
            holds = conditions_hold(self.agenda, interaction.conditions, positions)
            total += interaction.value * holds
        return total


@dataclass(frozen=True, eq=False)
class Sample:
    """Preferences and manners of bidding, one for each draw.

    `weights[issue, draw]` sum to 1; `values[option, draw]` lie in 0..1; `reservation[draw]`
    is on the scale of the packages. `stray[draw]` is the share of offers that follow no
    level of value; `candour[draw]` the probability that a statement is true; `wander[draw]`
    (0, 1, …) how far levels wander between offers; `favour[draw]` how strongly the party
    picks, among packages that are alike to it, those that are good for us; `opposition[draw]`
    how strongly its wishes run against ours, 0 where they have nothing to do with them;
    `holding[draw]` how strongly it picks, among packages that are alike to it, those that hold its
    best options, giving way on few issues rather than a little on all.
    """

    weights: Floats
    values: Floats
    reservation: Floats
    stray: Floats
    candour: Floats
    wander: Indices
    favour: Floats
    opposition: Floats
    holding: Floats
