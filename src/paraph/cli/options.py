"""Arguments that many commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

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
