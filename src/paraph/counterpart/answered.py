"""What a party has answered already, so that it isn't asked again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from paraph.case import Case
from paraph.counterpart.claims import (
    claims_on_importance,
    claims_on_options,
    find_all_below,
)
from paraph.counterpart.deeds import CONFIDENCE_LEAST
from paraph.counterpart.evidence import Evidence, Order
from paraph.counterpart.rerankings import ordered_pairs
from paraph.negotiation import Package, StatedPreference

_ANSWER_AT = 0.8
"""A list of two issues that is held less surely answers no more than which of them matters more."""


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
    """What the record of one party answers, and what is stated of it.

    - Which open issue matters most: an order of importance says so, or shares, words, a ranking or
      comparisons that are stated. The first issue of a list that the party surely gave is taken for
      its answer to that, even where the list holds two.
    - Which of two packages is better: the same comparison. Where each is better on one of two
      issues: which of these matters more.
    - Which of two options is better: it spoke against one of them, and not against the other; or a
      direction, a ranking or values are stated.

    What it answered differently at different times isn't answered.
    """

    case: Case
    party_id: str
    evidence: Evidence

    def covers(self, asked: _Asked) -> bool:
        """Whether the record or what is stated answers a question."""
        if asked.is_about_importance:
            return self._is_most_important_stated or len(self._most_important) == 1
        if not asked.first:
            return False
        pair = (asked.first, asked.second)
        is_answered = self._is_compared(*pair) or self._is_opposed(*pair)
        return is_answered or self._is_stated(*pair) or self._is_trade_ordered(asked.first)

    @cached_property
    def _most_important(self) -> set[int]:
        """The issues that were said, each at its time, to matter most of all open ones."""
        still_open = {self.case.agenda.position(i) for i in self.case.open_issue_ids}
        return {
            next(place for place in order.issues if place in still_open)
            for order in self.evidence.orders
            if self._names_the_first(order, still_open)
        }

    @staticmethod
    def _names_the_first(order: Order, still_open: set[int]) -> bool:
        """Whether an order of importance says which open issue is the first of all."""
        if order.stands_out or still_open <= set(order.issues):
            return not still_open.isdisjoint(order.issues)
        is_answer = order.is_own and order.confidence >= _ANSWER_AT
        return is_answer and order.issues[0] in still_open

    @cached_property
    def _stated(self) -> StatedPreference:
        return self.case.party(self.party_id).preference

    @cached_property
    def _less_important(self) -> dict[str, set[str]]:
        """By issue, those that it is stated to matter more than."""
        return find_all_below(claims_on_importance(self._stated.importance))

    @cached_property
    def _is_most_important_stated(self) -> bool:
        still_open = set(self.case.open_issue_ids)
        return any(
            still_open - {issue_id} <= self._less_important.get(issue_id, set())
            for issue_id in still_open
        )

    def _is_stated(self, first: Package, second: Package) -> bool:
        """Whether it is stated which of two options of one issue is better."""
        if len(first) != 1 or first.issue_ids != second.issue_ids:
            return False
        (issue_id,) = first.issue_ids
        for said in self._stated.values:
            if said.issue_id == issue_id:
                below = find_all_below(claims_on_options(said))
                one, other = first[issue_id], second[issue_id]
                is_ranked = other in below.get(one, ()) or one in below.get(other, ())
                return said.direction is not None or is_ranked
        return False

    def _is_trade_ordered(self, package: Package) -> bool:
        """Whether it was said or is stated which of the two issues of a trade matters more."""
        if len(package) != 2:
            return False
        one, other = package.issue_ids
        is_stated = other in self._less_important.get(one, ()) or (
            one in self._less_important.get(other, ())
        )
        places = (self.case.agenda.position(one), self.case.agenda.position(other))
        is_said = (places in self._pairs_said) != (places[::-1] in self._pairs_said)
        return is_stated or is_said

    @cached_property
    def _pairs_said(self) -> set[tuple[int, int]]:
        """The pairs of issues that the party itself put in order."""
        return {
            pair
            for order in self.evidence.orders
            if order.is_own and order.confidence >= CONFIDENCE_LEAST
            for pair in ordered_pairs(order, len(self.case.agenda))
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
