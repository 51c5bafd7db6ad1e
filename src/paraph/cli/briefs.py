"""`paraph brief`: from a case folder to the brief."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from paraph.briefing import render_terminal
from paraph.cli.options import AsJson, AsOf, Folder
from paraph.cli.progress import watching
from paraph.formats.results import render_json
from paraph.usecases import read, study, write_brief

Out = Annotated[
    Path | None,
    Parameter(help="Where to write; out/ and the case's name where none is given."),
]


def brief(folder: Folder, *, out: Out = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Write the brief of a case as HTML, PDF and Word, and show its summary here.

    Two pages for the principal, then the annex that staff defend them with.
    """
    case = read(folder, as_of)
    target = out or Path("out") / case.id
    with watching(n_steps=8 + 2 * len(case.counterparts)) as watch:
        findings = study(case, watch)
        written = write_brief(findings, target, watch)
    if as_json:
        print(render_json({"files": written.files, "findings": findings}, case.agenda))
        return
    Console(markup=False, emoji=False).print(render_terminal(written.brief, files=written.files))
