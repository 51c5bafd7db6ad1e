"""What no package may hold: red lines of a party, linkages between issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paraph.errors import InputError
from paraph.negotiation.packages import Package


@dataclass(frozen=True, slots=True)
class Condition:
    """True of a package that settles the issue with one of the options."""

    issue_id: str
    option_ids: tuple[str, ...]

    def holds(self, package: Package) -> bool:
        """Whether the package settles the issue with one of these options."""
        return self.issue_id in package and package[self.issue_id] in self.option_ids


@dataclass(frozen=True, slots=True)
class RedLine:
    """What a party will never accept: any package in which all the conditions hold.

    `declared` is the date on which the party declared it (None: known from the start);
    declared red lines can be bluffs, so for a counterpart they are evidence, not fact.
    """

    conditions: tuple[Condition, ...]
    reason: str = ""
    declared: date | None = None
    source_ids: tuple[str, ...] = ()

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues that the red line touches."""
        return tuple(dict.fromkeys(condition.issue_id for condition in self.conditions))

    def is_crossed_by(self, package: Package) -> bool:
        """Whether the package holds everything that the party will never accept together."""
        return all(condition.holds(package) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class IfThen:
    """A linkage: where all premises hold, all conclusions must."""

    premises: tuple[Condition, ...]
    conclusions: tuple[Condition, ...]
    reason: str = ""

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues that the linkage ties together."""
        both = self.premises + self.conclusions
        return tuple(dict.fromkeys(condition.issue_id for condition in both))

    def allows(self, package: Package) -> bool:
        """Whether a complete package respects the linkage."""
        if not all(condition.holds(package) for condition in self.premises):
            return True
        return all(condition.holds(package) for condition in self.conclusions)


@dataclass(frozen=True, slots=True)
class AtMost:
    """A linkage: at most `limit` of the conditions may hold; "not both" is a limit of 1.

    InputError if the limit isn't a whole number of at least 0.
    """

    limit: int
    conditions: tuple[Condition, ...]
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.limit >= 0 or self.limit % 1:
            raise InputError(f"at most {self.limit}: the limit must be a whole number, 0 or more")

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues that the linkage ties together."""
        return tuple(dict.fromkeys(condition.issue_id for condition in self.conditions))

    def allows(self, package: Package) -> bool:
        """Whether a complete package respects the linkage."""
        return sum(condition.holds(package) for condition in self.conditions) <= self.limit


Linkage = IfThen | AtMost
