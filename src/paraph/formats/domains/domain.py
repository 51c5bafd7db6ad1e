"""The domain: issues and preferences as negotiation research exchanges them, without a record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from paraph.errors import FormatError
from paraph.negotiation import Agenda, Issue, Option, Package, Preference, Problem


@dataclass(frozen=True)
class Profile:
    """One party's side of a domain.

    `preference.reservation` is 0 where `has_reservation` is false. `discount` multiplies the
    values with each unit of time (1: time costs nothing). `reservation_package` is the package
    that a GeniusWeb file names as worth no agreement.
    """

    name: str
    preference: Preference
    has_reservation: bool = False
    discount: float = 1.0
    reservation_package: Package | None = None


@dataclass(frozen=True)
class Domain:
    """An agenda and the profiles of the parties. Ids of issues and options are their names."""

    name: str
    agenda: Agenda
    profiles: tuple[Profile, ...]

    @property
    def problem(self) -> Problem:
        """The bargaining problem of all profiles, undiscounted."""
        return Problem(
            agenda=self.agenda,
            party_ids=tuple(profile.name for profile in self.profiles),
            preferences=tuple(profile.preference for profile in self.profiles),
        )


def named_issue(name: str, options: tuple[str, ...], where: str) -> Issue:
    """Build an issue from names; FormatError if it has no option or one twice."""
    if not options:
        raise FormatError(f"{where}: issue {name!r} has no values")
    for option in options:
        if options.count(option) > 1:
            raise FormatError(
                f"{where}: issue {name!r} names the value {option!r} twice, so a package that has"
                " it could mean either; rename or remove one of them, in every file of the domain"
            )
    return Issue(name, name, tuple(Option(option, option) for option in options))


def whole_issue(name: str, low: int, high: int, where: str) -> Issue:
    """Build an issue of the whole numbers from low to high."""
    if not 0 <= high - low < 10_000:
        raise FormatError(f"{where}: issue {name!r} goes from {low} to {high}; at most 10,000 fit")
    numbers = range(low, high + 1)
    options = tuple(Option(str(number), str(number), number=float(number)) for number in numbers)
    return Issue(name, name, options, is_ordered=True)


def named_agenda(issues: tuple[Issue, ...], where: str) -> Agenda:
    """Put issues together; FormatError if there is none, or a name comes twice."""
    names = [issue.id for issue in issues]
    if not names:
        raise FormatError(f"{where}: there are no issues in it")
    for name in names:
        if names.count(name) > 1:
            raise FormatError(f"{where}: the issue {name!r} comes twice")
    return Agenda(issues)


def is_whole_range(issue: Issue) -> bool:
    """Whether the options are the whole numbers of a range, named by themselves."""
    numbers = [option.number for option in issue.options]
    named = all(option.id == str(int(option.number or 0)) for option in issue.options)
    return (
        issue.is_ordered
        and None not in numbers
        and named
        and all(b == a + 1 for a, b in pairwise(number or 0.0 for number in numbers))
    )


def read_number(text: str | float | int | None, where: str, what: str) -> float:
    """Return a finite number; FormatError that says where and what it was meant to be."""
    try:
        number = float(text if text is not None else "nothing")
    except (TypeError, ValueError):
        raise FormatError(f"{where}: {what} must be a number, not {text!r}") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise FormatError(f"{where}: {what} must be a finite number, not {text!r}")
    return number
