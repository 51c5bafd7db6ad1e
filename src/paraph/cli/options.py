"""Arguments that many commands share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from paraph.errors import InputError

Folder = Annotated[Path, Parameter(help="The case folder.")]
AsOf = Annotated[
    date | None,
    Parameter(
        name="--as-of",
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
