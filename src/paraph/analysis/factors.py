"""Factors: ties between issues, written so that they can be settled piece by piece.

A red line, a linkage or an interaction looks at several issues at once. Each factor keeps a
status, a small whole number that says all that matters of the choices made so far; statuses of
disjoint sets of issues combine, so that issues can be put together in any order. Two partial
packages with the same statuses of all open factors have the same future, which is what lets a
chain or a tree of linkages be worked through without ever forming the product of its issues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from paraph.negotiation import (
    Agenda,
    AtMost,
    Condition,
    Interaction,
    Linkage,
    RedLine,
)

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Kind(Enum):
    """How the statuses of a factor combine."""

    ALL = "all"  # 1 where all conditions hold so far, else 0
    IMPLICATION = "implication"  # 0 premises fail, 1 conclusions hold too, 2 they fail
    COUNT = "count"  # how many conditions hold so far


@dataclass(frozen=True, eq=False)
class Factor:
    """One tie. `statuses[issue][option]` is what an option contributes to its status.

    What it does once all its issues are settled: a COUNT forbids more than `limit`; an
    IMPLICATION forbids status 2; an ALL whose conditions hold adds `bonus[party]` (an
    interaction), or forbids the package in the draws where `forbids[draw]` (a red line of
    `party`).
    """

    kind: Kind
    statuses: dict[int, tuple[int, ...]]
    limit: int = 0
    bonus: Whole | None = None
    forbids: Flags | None = None
    party: int = -1

    def combine(self, first: Whole, second: Whole) -> Whole:
        """Return the statuses[…] of two disjoint sets of issues together."""
        if self.kind is Kind.COUNT:
            return first + second
        return np.where((first == 0) | (second == 0), 0, np.maximum(first, second))


def factor_of_linkage(agenda: Agenda, linkage: Linkage) -> Factor:
    """Return the factor of an "if … then" or of an "at most"."""
    if isinstance(linkage, AtMost):
        counts: dict[int, tuple[int, ...]] = {}
        for condition in linkage.conditions:
            issue, holds = _holds(agenda, condition)
            known = counts.get(issue, (0,) * len(holds))
            counts[issue] = tuple(a + b for a, b in zip(known, holds, strict=True))
        counts = counts or {0: (0,) * agenda.shape[0]}
        return Factor(Kind.COUNT, counts, limit=linkage.limit)
    premises = _conjunction(agenda, linkage.premises)
    conclusions = _conjunction(agenda, linkage.conclusions)
    statuses: dict[int, tuple[int, ...]] = {}
    for issue in sorted({*premises, *conclusions}):
        ones = (1,) * agenda.shape[issue]
        statuses[issue] = tuple(
            (1 if conclusion else 2) if premise else 0
            for premise, conclusion in zip(
                premises.get(issue, ones), conclusions.get(issue, ones), strict=True
            )
        )
    return Factor(Kind.IMPLICATION, statuses)


def factor_of_red_line(agenda: Agenda, line: RedLine, party: int, forbids: Flags) -> Factor:
    """Return the factor of a party's red line, meant in the draws where `forbids[draw]`."""
    return Factor(Kind.ALL, _conjunction(agenda, line.conditions), forbids=forbids, party=party)


def factor_of_interaction(agenda: Agenda, interaction: Interaction, bonus: Whole) -> Factor:
    """Return the factor of an interaction that adds `bonus[party]` where it holds."""
    return Factor(Kind.ALL, _conjunction(agenda, interaction.conditions), bonus=bonus)


def _conjunction(agenda: Agenda, conditions: Sequence[Condition]) -> dict[int, tuple[int, ...]]:
    """Return, per issue and option, 1 where every condition on the issue holds, else 0.

    No conditions hold always, which the first issue says with each of its options.
    """
    if not conditions:
        return {0: (1,) * agenda.shape[0]}
    result: dict[int, tuple[int, ...]] = {}
    for condition in conditions:
        issue, holds = _holds(agenda, condition)
        known = result.get(issue, (1,) * len(holds))
        result[issue] = tuple(a * b for a, b in zip(known, holds, strict=True))
    return result


def _holds(agenda: Agenda, condition: Condition) -> tuple[int, tuple[int, ...]]:
    place = agenda.position(condition.issue_id)
    issue = agenda.issues[place]
    chosen = {issue.position(option_id) for option_id in condition.option_ids}
    return place, tuple(int(index in chosen) for index in range(len(issue.options)))
