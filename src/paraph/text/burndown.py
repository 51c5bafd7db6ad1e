"""How open a text was from version to version.

Brackets do not close steadily: they multiply when parties put positions back in. The series is
for a person to look at; nothing here scores progress by it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from paraph.text.counting import BracketCount, count_brackets
from paraph.text.draft import parse_text
from paraph.text.history import Version
from paraph.text.profile import Profile


@dataclass(frozen=True, slots=True)
class CountedVersion:
    """One version and its count."""

    day: date
    name: str
    count: BracketCount


def count_versions(
    versions: Sequence[Version], profile: Profile | None = None, issue_ids: Collection[str] = ()
) -> tuple[CountedVersion, ...]:
    """Count each version by the same rule, in order of date.

    The profile is guessed for each version where none is given; `issue_ids` as in `parse_text`.
    """
    return tuple(
        CountedVersion(
            version.day,
            version.name,
            count_brackets(parse_text(version.source, profile, issue_ids)),
        )
        for version in sorted(versions, key=lambda version: version.day)
    )
