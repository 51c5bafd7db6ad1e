"""Tallies: how many packages of a set of issues reach each combination of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.dominance import hold_in_all, order_rows
from paraph.analysis.lattices import Lattice
from paraph.analysis.tables import form_options
from paraph.analysis.trees import Costs, Merger, find_allowed, find_tied_pair, is_within, join
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

_BATCH = 1_000_000  # combinations formed at once before equal ones are merged
_MOST_KEPT = 10  # times as many states as allowed, before they are rounded


class Rounding(Enum):
    """Which way values go where too many combinations would have to be held."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


class TooManyStatesError(TooLargeError):
    """An exact count would hold more combinations of values than allowed."""


@dataclass(frozen=True, eq=False)
class States:
    """groups[state], values[state, party] in steps, counts[state, modulus] of packages behind."""

    groups: Whole
    values: Whole
    counts: Whole

    def __len__(self) -> int:
        return len(self.values)

    def take(self, chosen: Indices | Flags | slice) -> States:
        """Return the chosen states, in that order."""
        return States(self.groups[chosen], self.values[chosen], self.counts[chosen])


@dataclass(frozen=True, eq=False)
class Tally:
    """The states of a set of issues; signatures[group, factor] are of `open_factors`."""

    issues: frozenset[int]
    open_factors: tuple[int, ...]
    signatures: Whole
    states: States

    @property
    def size(self) -> int:
        """How many states all groups hold."""
        return len(self.states)

    @property
    def least(self) -> Whole:
        """The least values[party] of any state, 0 where there is none."""
        values = self.states.values
        least: Whole = values.min(axis=0) if self.size else values.sum(axis=0)
        return least

    @property
    def best(self) -> Whole:
        """The best values[party] of any state, 0 where there is none."""
        values = self.states.values
        best: Whole = values.max(axis=0) if self.size else values.sum(axis=0)
        return best


@dataclass(frozen=True, eq=False)
class Tallier:
    """Puts tallies of one lattice together, holding at most `max_states` in each.

    Without `rounding` it raises TooManyStatesError where that isn't enough.
    """

    lattice: Lattice
    moduli: Whole
    max_states: int
    rounding: Rounding | None
    costs: Costs = field(default_factory=dict)

    def fold_halves(self) -> tuple[Tally, Tally]:
        """Put all issues together into two halves of about the same size, perhaps still tied.

        What isn't tied is put to a half before two large sets that are tied make one.
        """
        live = [self._tally_of_issue(issue) for issue in range(len(self.lattice.parts))]
        while len(live) > 2:
            live.sort(key=lambda tally: -tally.size)
            pair = find_tied_pair(self.lattice, live, self.costs)
            if pair is None:
                pair = (min(live[:2], key=lambda tally: tally.size), live[2])
            elif pair[0].size * pair[1].size > _BATCH:
                free = [own for own in live if own not in pair and not own.open_factors]
                pair = (pair[1], free[-1]) if free else pair
            others = [tally for tally in live if tally not in pair]
            live = [*others, self._add(pair, others)]
        return live[0], live[1] if len(live) == 2 else self._nothing_more()

    def form_sums(self, merger: Merger, pair: tuple[Tally, Tally]) -> Iterator[States]:
        """Yield the allowed sums of all pairs of states, in batches of bounded size."""
        first, second = (tally.states for tally in pair)
        step = max(1, _BATCH // max(1, len(first)))
        for start in range(0, len(second), step):
            block = second.take(slice(start, start + step))
            one = np.tile(np.arange(len(first)), len(block))
            other = np.repeat(np.arange(len(block)), len(first))
            sides = first.groups[one], block.groups[other]
            is_allowed = find_allowed(merger)[sides]
            yield States(
                merger.group[sides],
                first.values[one] + block.values[other] + merger.bonus[sides],
                first.counts[one] * block.counts[other] % self.moduli,
            ).take(is_allowed)

    def _nothing_more(self) -> Tally:
        """Return the half without issues: one way to add nothing."""
        states = States(
            np.zeros(1, dtype=np.int64),
            np.zeros((1, self.lattice.n_parties), dtype=np.int64),
            np.ones((1, len(self.moduli)), dtype=np.int64),
        )
        return Tally(frozenset(), (), np.zeros((1, 0), dtype=np.int64), states)

    def _tally_of_issue(self, issue: int) -> Tally:
        merger, points = form_options(self.lattice, issue)
        counts = np.ones((len(points), len(self.moduli)), dtype=np.int64)
        return self._tally(merger, States(points.groups, points.values, counts))

    def _add(self, pair: tuple[Tally, Tally], others: Sequence[Tally]) -> Tally:
        merger = join(self.lattice, *pair)
        needed, sure = self._levels(merger.issues, others)
        most = self._most_states(merger)
        kept: States | None = None
        for sums in self.form_sums(merger, pair):
            states = sums.take(hold_in_all(sums.values >= needed))
            states = States(states.groups, np.minimum(states.values, sure), states.counts)
            kept = merge_equal(states if kept is None else _gather(kept, states), self.moduli)
            if len(kept) > (most if self.rounding is None else _MOST_KEPT * most):
                kept = self._shrink(merger, kept)
        return self._tally(merger, pair[0].states.take(slice(0, 0)) if kept is None else kept)

    def _levels(self, issues: frozenset[int], others: Sequence[Tally]) -> tuple[Whole, Whole]:
        """Return what a party needs so far to be won yet, and what makes it sure to accept."""
        needed = sure = self.lattice.floors[0]
        for tally in others:
            needed, sure = needed - tally.best, sure - tally.least
        for factor in self.lattice.factors:
            if factor.bonus is not None and not is_within(factor, issues):
                needed = needed - np.maximum(factor.bonus, 0)
                sure = sure - np.minimum(factor.bonus, 0)
        return needed, sure

    def _most_states(self, merger: Merger) -> int:
        return max(self.max_states, 4 * len(merger.signatures))

    def _tally(self, merger: Merger, states: States) -> Tally:
        shrunk = self._shrink(merger, merge_equal(states, self.moduli))
        return Tally(merger.issues, merger.open_factors, merger.signatures, shrunk)

    def _shrink(self, merger: Merger, states: States) -> States:
        """Return the states if they are few enough, else rounded, where that is allowed."""
        most = self._most_states(merger)
        if len(states) <= most:
            return states
        if self.rounding is None:
            raise TooManyStatesError(f"over {most:,} combinations of values")
        return self._round(states, most, most / len(merger.signatures))

    def _round(self, states: States, most: int, most_in_group: float) -> States:
        """Return the states rounded to ever coarser cells until they are few enough."""
        span = np.ptp(states.values, axis=0)
        cell = np.maximum(1, span // int(1.5 * most_in_group ** (1 / len(span)) + 1))
        while True:
            cells = _cells_of(states.values, cell, self.rounding)
            merged = merge_equal(States(states.groups, cells, states.counts), self.moduli)
            if len(merged) <= most:
                return States(merged.groups, merged.values * cell, merged.counts)
            cell = cell + cell // 4 + 1


def merge_equal(states: States, moduli: Whole) -> States:
    """Merge states of the same group and values, adding their counts."""
    if len(states) < 2:
        return states
    rows = np.column_stack([states.groups, states.values])
    order = order_rows(rows)
    ordered = np.take(rows, order, axis=0)
    is_new = np.append(True, ~hold_in_all(ordered[1:] == ordered[:-1]))
    counts = np.add.reduceat(states.counts[order], np.flatnonzero(is_new), axis=0)
    chosen = order[is_new]
    return States(states.groups[chosen], states.values[chosen], counts % moduli)


def _gather(first: States, second: States) -> States:
    return States(
        np.concatenate([first.groups, second.groups]),
        np.concatenate([first.values, second.values]),
        np.concatenate([first.counts, second.counts]),
    )


def _cells_of(values: Whole, cell: Whole, rounding: Rounding | None) -> Whole:
    """Return the values in whole cells[party], rounded the way that is asked."""
    if rounding is Rounding.DOWN:
        return values // cell
    if rounding is Rounding.UP:
        return -(-values // cell)
    return (values + cell // 2) // cell
