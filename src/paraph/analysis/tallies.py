"""Tallies: how many packages of a set of issues reach each combination of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.lattices import Lattice
from paraph.analysis.trees import (
    Costs,
    Outcome,
    Signature,
    find_open_factors,
    find_tied_pair,
    is_within,
    join,
    settle_option,
)
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Indices = NDArray[np.intp]

_BATCH = 1_000_000  # combinations formed at once before equal ones are merged


class Rounding(Enum):
    """Which way values go where too many combinations would have to be held."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


class TooManyStatesError(TooLargeError):
    """An exact count would hold more combinations of values than allowed."""


@dataclass(frozen=True, eq=False)
class States:
    """values[state, party] in steps, and counts[state, modulus] of packages behind each."""

    values: Whole
    counts: Whole

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True, eq=False)
class Tally:
    """The states of a set of issues, one group for each signature."""

    issues: frozenset[int]
    open_factors: tuple[int, ...]
    signatures: tuple[Signature, ...]
    groups: tuple[States, ...]

    @property
    def size(self) -> int:
        """How many states all groups hold."""
        return sum(map(len, self.groups))

    def extremes(self, n_parties: int) -> tuple[Whole, Whole]:
        """Return the least and the best values[party] of any state, 0 where there is none."""
        if not self.size:
            nothing = np.zeros(n_parties, dtype=np.int64)
            return nothing, nothing
        values = np.concatenate([group.values for group in self.groups])
        return values.min(axis=0), values.max(axis=0)


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

    def fold_halves(self) -> tuple[States, States]:
        """Put all issues together into two halves of about the same size."""
        live = [self._tally_of_issue(issue) for issue in range(len(self.lattice.parts))]
        while (pair := find_tied_pair(self.lattice, live, self.costs)) is not None:
            others = [tally for tally in live if tally not in pair]
            live = [*others, self._add(pair, others)]
        live.sort(key=lambda tally: -tally.size)
        while len(live) > 2:
            smaller = min(live[:2], key=lambda tally: tally.size)
            larger = live[0] if smaller is live[1] else live[1]
            nearest, others = live[2], live[3:]
            live = [larger, self._add((smaller, nearest), [larger, *others]), *others]
        states = [gather(tally.groups, self._nothing()) for tally in live]
        return states[0], states[1] if len(states) == 2 else self._one()

    def _nothing(self) -> States:
        n_parties, n_moduli = self.lattice.n_parties, len(self.moduli)
        return States(
            np.zeros((0, n_parties), dtype=np.int64), np.zeros((0, n_moduli), dtype=np.int64)
        )

    def _one(self) -> States:
        n_parties, n_moduli = self.lattice.n_parties, len(self.moduli)
        return States(
            np.zeros((1, n_parties), dtype=np.int64), np.ones((1, n_moduli), dtype=np.int64)
        )

    def _tally_of_issue(self, issue: int) -> Tally:
        groups: dict[Signature, list[States]] = {}
        for option in self.lattice.allowed[issue]:
            outcome = settle_option(self.lattice, issue, option)
            if outcome is not None and not outcome.forbids.any():
                values = self.lattice.parts[issue][0, [option], :] + outcome.bonus
                groups.setdefault(outcome.signature, []).append(
                    States(values, np.ones((1, len(self.moduli)), dtype=np.int64))
                )
        return self._tally(frozenset({issue}), groups)

    def _add(self, pair: tuple[Tally, Tally], others: Sequence[Tally]) -> Tally:
        first, second = pair
        issues = first.issues | second.issues
        needed, sure = self._levels(issues, others)
        groups: dict[Signature, list[States]] = {}
        for one, left in zip(first.signatures, first.groups, strict=True):
            for other, right in zip(second.signatures, second.groups, strict=True):
                outcome = join(self.lattice, first, second, (one, other))
                if outcome is None or outcome.forbids.any():
                    continue
                parts = groups.setdefault(outcome.signature, [])
                for sums in self._form_sums(left, right, outcome):
                    can = np.all(sums.values >= needed, axis=1)
                    parts.append(States(np.minimum(sums.values[can], sure), sums.counts[can]))
                    if sum(map(len, parts)) > _BATCH:
                        parts[:] = [merge_equal(gather(parts, parts[0]), self.moduli)]
        return self._tally(issues, groups)

    def _form_sums(self, left: States, right: States, outcome: Outcome) -> Iterator[States]:
        step = max(1, _BATCH // max(1, len(left)))
        for start in range(0, len(right), step):
            block = slice(start, start + step)
            values = left.values[None] + right.values[block, None] + outcome.bonus
            counts = left.counts[None] * right.counts[block, None] % self.moduli
            yield States(values.reshape(-1, values.shape[2]), counts.reshape(-1, counts.shape[2]))

    def _levels(self, issues: frozenset[int], others: Sequence[Tally]) -> tuple[Whole, Whole]:
        """Return what a party needs so far to be won yet, and what makes it sure to accept."""
        needed = sure = self.lattice.floors[0]
        for tally in others:
            least, best = tally.extremes(self.lattice.n_parties)
            needed, sure = needed - best, sure - least
        for factor in self.lattice.factors:
            if factor.bonus is not None and not is_within(factor, issues):
                needed = needed - np.maximum(factor.bonus, 0)
                sure = sure - np.minimum(factor.bonus, 0)
        return needed, sure

    def _tally(self, issues: frozenset[int], groups: dict[Signature, list[States]]) -> Tally:
        merged = {
            signature: merge_equal(gather(parts, self._nothing()), self.moduli)
            for signature, parts in groups.items()
        }
        kept = {signature: states for signature, states in merged.items() if len(states)}
        most = max(100, self.max_states // max(1, len(kept)))
        fitted = {signature: self._fit(states, most) for signature, states in kept.items()}
        return Tally(
            issues, find_open_factors(self.lattice, issues), tuple(fitted), tuple(fitted.values())
        )

    def _fit(self, states: States, most: int) -> States:
        """Return the states, rounded to ever coarser cells until they are few enough."""
        if len(states) <= most:
            return states
        if self.rounding is None:
            raise TooManyStatesError
        span = np.ptp(states.values, axis=0)
        cell = np.maximum(1, span // int(4 * most ** (1 / len(span))))
        rounded = states
        while len(rounded) > most:
            values = _round_to(states.values, cell, self.rounding)
            rounded = merge_equal(States(values, states.counts), self.moduli)
            cell = cell + cell // 4 + 1
        return rounded


def gather(parts: Sequence[States], nothing: States) -> States:
    """Return the states of all parts, one after another."""
    if not parts:
        return nothing
    return States(
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def merge_equal(states: States, moduli: Whole) -> States:
    """Merge states of equal values, adding their counts."""
    if len(states) < 2:
        return states
    order = _order_rows(states.values)
    values = states.values[order]
    is_new = np.append(True, np.any(values[1:] != values[:-1], axis=1))
    counts = np.add.reduceat(states.counts[order], np.flatnonzero(is_new), axis=0)
    return States(values[is_new], counts % moduli)


def _order_rows(values: Whole) -> Indices:
    """Return an order that brings equal rows together."""
    spans = [int(span) + 1 for span in np.ptp(values, axis=0)]
    low = values.min(axis=0)
    total = 1
    key = np.zeros(len(values), dtype=np.int64)
    for party, span in enumerate(spans):
        if total * span >= 2**62:
            return np.lexsort(values.T)
        key = key * span + (values[:, party] - low[party])
        total *= span
    return np.argsort(key, kind="stable")


def _round_to(values: Whole, cell: Whole, rounding: Rounding) -> Whole:
    if rounding is Rounding.DOWN:
        return values // cell * cell
    if rounding is Rounding.UP:
        return -(-values // cell) * cell
    return (values + cell // 2) // cell * cell
