"""Trees: in which order sets of tied issues are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.factors import Factor
from paraph.analysis.lattices import Lattice
from paraph.errors import TooLargeError

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Signature = tuple[int, ...]
Costs = dict[tuple[frozenset[int], frozenset[int]], tuple[int, int]]

MOST_GROUPS = 100_000


class Grouped(Protocol):
    """A set of issues, its packages grouped by the statuses of the factors still open."""

    @property
    def issues(self) -> frozenset[int]:
        """The issues put together so far."""

    @property
    def open_factors(self) -> tuple[int, ...]:
        """The factors that look at these issues and at others."""

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """For each group the statuses of the open factors."""

    @property
    def size(self) -> int:
        """How many entries all groups hold."""


AnyGrouped = TypeVar("AnyGrouped", bound=Grouped)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What becomes of a group: its signature, what closed factors add, where they forbid it."""

    signature: Signature
    bonus: Whole
    forbids: Flags


def is_within(factor: Factor, issues: frozenset[int]) -> bool:
    """Whether all the issues that a factor looks at are among these."""
    return issues.issuperset(factor.statuses)


def find_open_factors(lattice: Lattice, issues: frozenset[int]) -> tuple[int, ...]:
    """Return the factors that look at some of these issues and at others."""
    return tuple(
        index
        for index, factor in enumerate(lattice.factors)
        if not issues.isdisjoint(factor.statuses) and not is_within(factor, issues)
    )


def settle(lattice: Lattice, statuses: Mapping[int, int], issues: frozenset[int]) -> Outcome | None:
    """Close the factors that lie within the issues; None if the statuses are forbidden."""
    bonus = np.zeros(lattice.n_parties, dtype=np.int64)
    forbids = np.zeros(lattice.n_draws, dtype=np.bool_)
    signature = []
    for index in sorted(statuses):
        factor, status = lattice.factors[index], statuses[index]
        is_closed = is_within(factor, issues)
        if factor.is_forbidden(status, is_closed=is_closed):
            return None
        if not is_closed:
            signature.append(status)
        elif status and factor.bonus is not None:
            bonus = bonus + factor.bonus
        elif status and factor.forbids is not None:
            forbids = forbids | factor.forbids
    return Outcome(tuple(signature), bonus, forbids)


def settle_option(lattice: Lattice, issue: int, option: int) -> Outcome | None:
    """Return what becomes of an option of one issue; None if it is forbidden."""
    statuses = {
        index: factor.statuses[issue][option]
        for index, factor in enumerate(lattice.factors)
        if issue in factor.statuses
    }
    return settle(lattice, statuses, frozenset({issue}))


def join(
    lattice: Lattice, first: Grouped, second: Grouped, signatures: tuple[Signature, Signature]
) -> Outcome | None:
    """Return what becomes of a group of each of two sets when these are put together."""
    statuses = dict(zip(first.open_factors, signatures[0], strict=True))
    for index, status in zip(second.open_factors, signatures[1], strict=True):
        known = statuses.get(index)
        statuses[index] = status if known is None else lattice.factors[index].combine(known, status)
    return settle(lattice, statuses, first.issues | second.issues)


def find_tied_pair(
    lattice: Lattice, live: Sequence[AnyGrouped], costs: Costs
) -> tuple[AnyGrouped, AnyGrouped] | None:
    """Return the two sets that share a factor and make the fewest groups, the larger first.

    None where no two sets share one. `costs` remembers what was counted before.
    TooLargeError if even the best pair makes too many groups.
    """
    best: tuple[tuple[int, int], tuple[AnyGrouped, AnyGrouped]] | None = None
    for index, first in enumerate(live):
        for second in live[index + 1 :]:
            if set(first.open_factors).isdisjoint(second.open_factors):
                continue
            key = (first.issues, second.issues)
            if key not in costs:
                costs[key] = (_count_groups(lattice, first, second), first.size * second.size)
            if best is None or costs[key] < best[0]:
                best = (costs[key], (first, second))
    if best is None:
        return None
    if best[0][0] > MOST_GROUPS:
        raise TooLargeError(
            f"linkages and interactions tie the issues so closely that over {MOST_GROUPS:,}"
            " combinations would have to be held; settle an issue first, or drop a linkage"
        )
    first, second = best[1]
    return (first, second) if first.size >= second.size else (second, first)


def _count_groups(lattice: Lattice, first: Grouped, second: Grouped) -> int:
    seen = set()
    for one in first.signatures:
        for other in second.signatures:
            outcome = join(lattice, first, second, (one, other))
            if outcome is not None:
                seen.add(outcome.signature)
        if len(seen) > MOST_GROUPS:
            break
    return len(seen)
