"""Packages: an option for every issue, or, when partial, for some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from paraph.errors import InputError
from paraph.negotiation.issues import Agenda


@dataclass(frozen=True, slots=True)
class Package:
    """Choices of one option for each of some issues, as (issue id, option id) pairs.

    Pairs are kept sorted by issue id, so that equal packages compare equal. The empty
    package settles nothing. Use `package_of` to build one from a mapping.
    """

    choices: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.choices))
        if len(dict(ordered)) != len(ordered):
            raise InputError("a package settles an issue twice; name each issue once")
        object.__setattr__(self, "choices", ordered)

    def __len__(self) -> int:
        return len(self.choices)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.choices)

    def __contains__(self, issue_id: object) -> bool:
        return any(issue == issue_id for issue, _ in self.choices)

    def __getitem__(self, issue_id: str) -> str:
        for issue, option in self.choices:
            if issue == issue_id:
                return option
        raise KeyError(issue_id)

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues that the package settles."""
        return tuple(issue for issue, _ in self.choices)

    def as_dict(self) -> dict[str, str]:
        """Return the choices as a new dictionary."""
        return dict(self.choices)

    def is_complete(self, agenda: Agenda) -> bool:
        """Whether every issue of the agenda is settled."""
        return all(issue_id in self for issue_id in agenda.issue_ids)

    def with_choices(self, other: Package) -> Package:
        """Return this package with the choices of another put over it."""
        return package_of({**self.as_dict(), **other.as_dict()})

    def without(self, issue_ids: Sequence[str]) -> Package:
        """Return this package with some issues left open again."""
        return Package(tuple(pair for pair in self.choices if pair[0] not in issue_ids))

    def agrees_with(self, other: Package) -> bool:
        """Whether no issue that both settle is settled differently."""
        return all(other[issue] == option for issue, option in self if issue in other)

    def positions(self, agenda: Agenda) -> tuple[int, ...]:
        """Return the option index per issue in agenda order, -1 where the issue is open.

        UnknownNameError if an issue or option isn't on the agenda.
        """
        indices = [-1] * len(agenda)
        for issue_id, option_id in self.choices:
            place = agenda.position(issue_id)
            indices[place] = agenda.issues[place].position(option_id)
        return tuple(indices)


NOTHING_SETTLED = Package()


def package_of(choices: Mapping[str, str]) -> Package:
    """Build a package from a mapping of issue id to option id."""
    return Package(tuple(choices.items()))


def package_at(agenda: Agenda, positions: Sequence[int]) -> Package:
    """Build a package from option indices in agenda order; -1 leaves an issue open."""
    return Package(
        tuple(
            (issue.id, issue.options[int(position)].id)
            for issue, position in zip(agenda.issues, positions, strict=True)
            if position >= 0
        )
    )
