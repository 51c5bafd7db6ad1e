"""Trees: how sets of tied issues are put together, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.dominance import number_rows
from paraph.analysis.factors import Factor, Kind
from paraph.analysis.lattices import Lattice
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Costs = dict[tuple[frozenset[int], frozenset[int]], tuple[int, int]]

MOST_PAIRS = 20_000_000


class Grouped(Protocol):
    """A set of issues, its packages grouped by the statuses of the factors still open."""

    @property
    def issues(self) -> frozenset[int]:
        """The issues put together so far."""

    @property
    def open_factors(self) -> tuple[int, ...]:
        """The factors that look at these issues and at others."""

    @property
    def signatures(self) -> Whole:
        """signatures[group, factor]: the statuses of the open factors."""

    @property
    def size(self) -> int:
        """How many entries all groups hold."""


AnyGrouped = TypeVar("AnyGrouped", bound=Grouped)


@dataclass(frozen=True, eq=False)
class Merger:
    """What becomes of groups, or of pairs of groups, when factors close; […] is their shape.

    `group[…]` is the new group, -1 where it is forbidden; `signatures[group, factor]` has the
    statuses of `open_factors`; `bonus[…, party]` is what closed interactions add; of each of
    `lines`, a package is forbidden where it holds[…], in the draws where forbids[draw].
    """

    issues: frozenset[int]
    open_factors: tuple[int, ...]
    signatures: Whole
    group: Whole
    bonus: Whole
    lines: tuple[tuple[Flags, Flags], ...]


def is_within(factor: Factor, issues: frozenset[int]) -> bool:
    """Whether all the issues that a factor looks at are among these."""
    return issues.issuperset(factor.statuses)


def settle_options(lattice: Lattice, issue: int) -> Merger:
    """Return what becomes of each allowed option of an issue, as a group of its own."""
    allowed = list(lattice.allowed[issue])
    statuses = {
        index: np.array(factor.statuses[issue], dtype=np.int64)[allowed]
        for index, factor in enumerate(lattice.factors)
        if issue in factor.statuses
    }
    return _settle(lattice, statuses, frozenset({issue}), (len(allowed),))


def join(lattice: Lattice, first: Grouped, second: Grouped) -> Merger:
    """Return what becomes of each pair [one, other] of a group of each of two sets."""
    ones = {
        index: first.signatures[:, None, place] for place, index in enumerate(first.open_factors)
    }
    others = {
        index: second.signatures[None, :, place] for place, index in enumerate(second.open_factors)
    }
    shape = (len(first.signatures), len(second.signatures))
    if shape[0] * shape[1] > MOST_PAIRS:
        raise TooLargeError(
            f"linkages and interactions tie the issues so closely that over {MOST_PAIRS:,}"
            " combinations would have to be held; settle an issue first, or drop a linkage"
        )
    statuses = {}
    for index in sorted({*ones, *others}):
        if index in ones and index in others:
            joint = lattice.factors[index].combine(ones[index], others[index])
        else:
            joint = ones[index] if index in ones else others[index]
        statuses[index] = np.broadcast_to(joint, shape)
    return _settle(lattice, statuses, first.issues | second.issues, shape)


def find_allowed(merger: Merger) -> Flags:
    """Return allowed[…]: the groups, or pairs of groups, that nothing forbids in the one draw."""
    is_allowed: Flags = merger.group >= 0
    for holds, forbids in merger.lines:
        is_allowed &= ~(holds & forbids[0])
    return is_allowed


def find_tied_pair(
    lattice: Lattice, live: Sequence[AnyGrouped], costs: Costs
) -> tuple[AnyGrouped, AnyGrouped] | None:
    """Return the two sets that share a factor and make the fewest groups, the larger first.

    None where no two sets share one. `costs` remembers what was counted before.
    """
    if not lattice.factors:
        return None
    best: tuple[tuple[int, int], tuple[AnyGrouped, AnyGrouped]] | None = None
    for index, first in enumerate(live):
        for second in live[index + 1 :]:
            if set(first.open_factors).isdisjoint(second.open_factors):
                continue
            key = (first.issues, second.issues)
            if key not in costs:
                n_groups = len(first.signatures) * len(second.signatures)
                if n_groups <= MOST_PAIRS:
                    n_groups = len(join(lattice, first, second).signatures)
                costs[key] = (n_groups, first.size * second.size)
            if best is None or costs[key] < best[0]:
                best = (costs[key], (first, second))
    if best is None:
        return None
    first, second = best[1]
    return (first, second) if first.size >= second.size else (second, first)


def _settle(
    lattice: Lattice,
    statuses: Mapping[int, Whole],
    issues: frozenset[int],
    shape: tuple[int, ...],
) -> Merger:
    """Close the factors that lie within the issues, and number what remains open."""
    bonus = np.zeros((*shape, lattice.n_parties), dtype=np.int64)
    if not statuses:
        nothing_open = np.zeros((1, 0), dtype=np.int64)
        return Merger(issues, (), nothing_open, np.zeros(shape, dtype=np.int64), bonus, ())
    is_allowed = np.ones(shape, dtype=np.bool_)
    lines, still_open = [], []
    for index, status in statuses.items():
        factor = lattice.factors[index]
        is_closed = is_within(factor, issues)
        if not is_closed:
            still_open.append(index)
        if factor.kind is Kind.COUNT:
            is_allowed &= status <= factor.limit
        elif is_closed and factor.kind is Kind.IMPLICATION:
            is_allowed &= status != 2
        elif is_closed and factor.bonus is not None:
            bonus += status[..., None] * factor.bonus
        elif is_closed and factor.forbids is not None:
            lines.append((status == 1, factor.forbids))
    rows = (
        np.stack([statuses[index][is_allowed] for index in still_open], axis=1)
        if (still_open)
        else np.zeros((int(is_allowed.sum()), 0), dtype=np.int64)
    )
    signatures, numbers = number_rows(rows)
    group = np.full(shape, -1, dtype=np.int64)
    group[is_allowed] = numbers
    return Merger(issues, tuple(still_open), signatures, group, bonus, tuple(lines))
