"""Arguments that many commands share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, Token

from paraph.errors import InputError

Folder = Annotated[Path, Parameter(help="The case folder.")]


def _read_day(_: object, tokens: Sequence[Token]) -> date:
    """Read a day as people write it on a command line; say how where it isn't written so."""
    try:
        return date.fromisoformat(tokens[0].value)
    except ValueError as error:
        raise ValueError("write the day as year-month-day, such as 2025-03-14") from error


AsOf = Annotated[
    date | None,
    Parameter(
        name="--as-of",
        converter=_read_day,
        help="Count only what was on record by this day (YYYY-MM-DD); "
        "the case's own day where none is given.",
    ),
]
AsJson = Annotated[
    bool, Parameter(name="--json", negative="", help="Print the result as JSON, for scripts.")
]
Choices = Annotated[list[str], Parameter(help="What is chosen, as issue=option.")]


def read_choices(written: Sequence[str]) -> dict[str, str]:
    """Return the option chosen for each issue; InputError where it isn't written so."""
    choices = {}
    for one in written:
        issue_id, sign, option_id = one.partition("=")
        if not (issue_id and sign and option_id):
            raise InputError(f"{one!r} is no choice; write issue=option, as in sanctions=partial")
        choices[issue_id] = option_id
    return choices
