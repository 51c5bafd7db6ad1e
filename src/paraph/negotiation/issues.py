"""Issues, their options, and the agenda: what is on the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import prod

from paraph.errors import InputError, UnknownNameError

_MOST_STEPS = 1000  # of a numeric issue


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle an issue.

    `text` is the wording that the option means in the rolling text; `number` its
    place on the issue's scale, where the issue is numeric (in the issue's unit).
    """

    id: str
    label: str
    text: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A question to be settled, and its options.

    `is_ordered` says that the options lie on a scale in the order given, so that a
    party may want more of it, or less. `chapter` groups issues (an annex, a basket).
    `tabled` is the date from which the issue is on the table; None: from the start.
    """

    id: str
    label: str
    options: tuple[Option, ...]
    unit: str = ""
    is_ordered: bool = False
    chapter: str = ""
    tabled: date | None = None

    def __post_init__(self) -> None:
        ids = [option.id for option in self.options]
        if not ids:
            raise InputError(f"issue {self.id!r} has no option; give it at least one")
        if len(set(ids)) != len(ids):
            raise InputError(f"issue {self.id!r} names an option twice; give each its own id")

    def position(self, option_id: str) -> int:
        """Return the index of an option; UnknownNameError if the issue has no such option."""
        for index, option in enumerate(self.options):
            if option.id == option_id:
                return index
        raise UnknownNameError(
            f"option of issue {self.id!r}", option_id, (option.id for option in self.options)
        )

    def option(self, option_id: str) -> Option:
        """Return the option with this id; UnknownNameError if there is none."""
        return self.options[self.position(option_id)]


def numeric_issue(
    issue_id: str, label: str, *, low: float, high: float, step: float, unit: str
) -> Issue:
    """Build an issue whose options are the numbers low, low + step, … up to high.

    InputError if the step isn't positive, or the range holds no number or over 1,000.
    """
    if not (step > 0 and low <= high):
        raise InputError(f"issue {issue_id!r}: a range needs low <= high and a step above 0")
    n_steps = (high - low) / step + 1e-9
    if not n_steps < _MOST_STEPS:
        raise InputError(f"issue {issue_id!r}: over 1,000 steps; take a larger step than {step:g}")
    numbers = [round(low + i * step, 10) for i in range(int(n_steps) + 1)]
    options = tuple(
        Option(id=f"{number:.10g}", label=_counted(number, unit), number=number)
        for number in numbers
    )
    return Issue(id=issue_id, label=label, options=options, unit=unit, is_ordered=True)


_TIMES = ("days", "weeks", "months", "years", "hours", "minutes")
_AMOUNTS = ("points", "seats", "votes", "pounds", "dollars", "euros", "tonnes", "miles", "metres")
_PLURALS = frozenset({*_TIMES, *_AMOUNTS, "kilometres"})


def _counted(number: float, unit: str) -> str:
    """Return a number with its unit, of which one is one: 1 day, 2 days."""
    words = [word[:-1] if number == 1 and word in _PLURALS else word for word in unit.split()]
    return " ".join([f"{number:.10g}", *words])


@dataclass(frozen=True)
class Agenda:
    """All issues on the table, in a fixed order that engines use as their axis."""

    issues: tuple[Issue, ...]

    def __post_init__(self) -> None:
        ids = [issue.id for issue in self.issues]
        if len(set(ids)) != len(ids):
            raise InputError("the agenda names an issue twice; give each issue its own id")

    def __len__(self) -> int:
        return len(self.issues)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {issue.id: index for index, issue in enumerate(self.issues)}

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The ids of the issues, in order."""
        return tuple(issue.id for issue in self.issues)

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of options of each issue."""
        return tuple(len(issue.options) for issue in self.issues)

    @property
    def n_packages(self) -> int:
        """How many packages the options allow, before red lines and linkages."""
        return prod(self.shape)

    def __contains__(self, issue_id: object) -> bool:
        return issue_id in self._positions

    def position(self, issue_id: str) -> int:
        """Return the index of an issue; UnknownNameError if it isn't on the agenda."""
        if issue_id not in self._positions:
            raise UnknownNameError("issue", issue_id, self.issue_ids)
        return self._positions[issue_id]

    def issue(self, issue_id: str) -> Issue:
        """Return the issue with this id; UnknownNameError if it isn't on the agenda."""
        return self.issues[self.position(issue_id)]
