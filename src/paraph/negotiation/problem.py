"""The bargaining problem: exact preferences and constraints, what engines solve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from paraph.errors import InputError
from paraph.negotiation.constraints import AtMost, Condition, Linkage, RedLine
from paraph.negotiation.issues import Agenda
from paraph.negotiation.packages import NOTHING_SETTLED, Package
from paraph.negotiation.preferences import Preference


@dataclass(frozen=True)
class Problem:
    """A bargaining problem of n parties (Nash 1950) over packages.

    `preferences[party]` and `red_lines[party]` follow `party_ids`; `red_lines` may be empty.
    `settled` are choices already made: every package must agree with them. InputError where
    these don't fit together, UnknownNameError where they name what isn't on the agenda.
    """

    agenda: Agenda
    party_ids: tuple[str, ...]
    preferences: tuple[Preference, ...]
    linkages: tuple[Linkage, ...] = ()
    red_lines: tuple[tuple[RedLine, ...], ...] = ()
    settled: Package = NOTHING_SETTLED

    def __post_init__(self) -> None:
        if len(self.party_ids) != len(self.preferences):
            raise InputError("a problem needs one preference for each party")
        if self.red_lines and len(self.red_lines) != len(self.party_ids):
            raise InputError("a problem needs one tuple of red lines for each party, or none")
        if not len(self.agenda) or not self.party_ids:
            raise InputError("a problem needs at least one issue and one party")
        if len(set(self.party_ids)) != len(self.party_ids):
            raise InputError("a problem names a party twice; give each its own id")
        for party_id, preference in zip(self.party_ids, self.preferences, strict=True):
            if tuple(len(row) for row in preference.option_values) != self.agenda.shape:
                raise InputError(f"the preference of {party_id!r} must value each option once")
        self.settled.positions(self.agenda)
        self._check_conditions()

    def _check_conditions(self) -> None:
        known = {issue.id: {option.id for option in issue.options} for issue in self.agenda.issues}
        for condition in self._conditions():
            if not known.get(condition.issue_id, set()).issuperset(condition.option_ids):
                issue = self.agenda.issue(condition.issue_id)
                for option_id in condition.option_ids:
                    issue.position(option_id)

    def _conditions(self) -> Iterator[Condition]:
        for linkage in self.linkages:
            if isinstance(linkage, AtMost):
                yield from linkage.conditions
            else:
                yield from linkage.premises + linkage.conclusions
        for line in chain.from_iterable(self.red_lines):
            yield from line.conditions
        for preference in self.preferences:
            for interaction in preference.interactions:
                yield from interaction.conditions

    def is_feasible(self, package: Package) -> bool:
        """Whether a complete package respects what is settled, linkages and all red lines."""
        return (
            package.agrees_with(self.settled)
            and all(linkage.allows(package) for linkage in self.linkages)
            and not any(line.is_crossed_by(package) for lines in self.red_lines for line in lines)
        )

    def values_of(self, package: Package) -> tuple[float, ...]:
        """Return each party's value of the package, each on its own scale."""
        return tuple(preference.value_of(self.agenda, package) for preference in self.preferences)

    def is_acceptable(self, package: Package) -> bool:
        """Whether the package is feasible and no party prefers no agreement to it."""
        return self.is_feasible(package) and all(
            value >= preference.reservation - preference.tolerance
            for value, preference in zip(self.values_of(package), self.preferences, strict=True)
        )
