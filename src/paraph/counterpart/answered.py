"""What a party has answered already, so that it isn't asked again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from paraph.case import Case
from paraph.counterpart.evidence import Evidence
from paraph.negotiation import Package


class _Asked(Protocol):
    """A question: about two packages, or, where both are empty, about issues."""

    @property
    def first(self) -> Package: ...
    @property
    def second(self) -> Package: ...
    @property
    def is_about_importance(self) -> bool: ...


@dataclass(frozen=True)
class Answered:
    """What the record of one party answers.

    - Which open issue matters most: a single issue named as that, or an order of all open ones.
    - Which of two packages is better: the same comparison.
    - Which of two options is better: it spoke against one of them, and not against the other.

    What it answered differently at different times isn't answered.
    """

    case: Case
    evidence: Evidence

    def covers(self, asked: _Asked) -> bool:
        """Whether the record answers a question."""
        if asked.is_about_importance:
            return len(self._most_important) == 1
        if not asked.first:
            return False
        return self._is_compared(asked.first, asked.second) or self._is_opposed(
            asked.first, asked.second
        )

    @cached_property
    def _most_important(self) -> set[int]:
        """The issues that were said, each at its time, to matter most of all open ones."""
        still_open = {self.case.agenda.position(i) for i in self.case.open_issue_ids}
        return {
            next(place for place in order.issues if place in still_open)
            for order in self.evidence.orders
            if still_open <= set(order.issues)
            or (len(order.issues) == 1 and order.issues[0] in still_open)
        }

    def _is_compared(self, first: Package, second: Package) -> bool:
        said = {
            (comparison.better, comparison.worse, comparison.equal)
            for comparison in self.evidence.comparisons
            if {comparison.better, comparison.worse} == {first, second}
        }
        return len(said) == 1

    @cached_property
    def _signs(self) -> dict[int, set[int]]:
        """By option, whether the party spoke for it (1) and against it (-1)."""
        signs: dict[int, set[int]] = {}
        for stance in self.evidence.stances:
            if stance.power >= 1:
                signs.setdefault(stance.option, set()).add(stance.sign)
        return signs

    def _is_opposed(self, first: Package, second: Package) -> bool:
        if len(first) != 1 or first.issue_ids != second.issue_ids:
            return False
        (issue_id,) = first.issue_ids
        against = [
            self._signs.get(self.evidence.layout.option(issue_id, package[issue_id])) == {-1}
            for package in (first, second)
        ]
        return against[0] != against[1]
