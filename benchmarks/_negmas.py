"""Preferences as utility functions of NegMAS's."""

from __future__ import annotations

from collections.abc import Sequence

from paraph.negotiation import Agenda, Preference


def to_negmas(agenda: Agenda, preferences: Sequence[Preference]) -> tuple[list, list]:
    """Return issues and utility functions of NegMAS with the same values."""
    from negmas import LinearAdditiveUtilityFunction, TableFun, make_issue

    issues = [make_issue([o.id for o in issue.options], issue.id) for issue in agenda.issues]
    functions = []
    for preference in preferences:
        tables = [
            TableFun(dict(zip((o.id for o in issue.options), map(float, row), strict=True)))
            for issue, row in zip(agenda.issues, preference.option_values, strict=True)
        ]
        functions.append(
            LinearAdditiveUtilityFunction(
                tables,
                weights=list(map(float, preference.weights)),
                issues=issues,
                reserved_value=float(preference.reservation),
            )
        )
    return issues, functions
