"""`paraph import`, `paraph export`: domains of negotiation research."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from paraph.cli.options import AsJson, AsOf, Folder
from paraph.formats.domains import DomainFormat
from paraph.formats.results import render_json
from paraph.usecases import export_case, import_domain


def import_(
    files: Annotated[
        list[Path], Parameter(help="The domain's files (XML, JSON, YAML), or the folder of them.")
    ],
    *,
    out: Annotated[Path, Parameter(help="The case folder to make.")],
    as_json: AsJson = False,
) -> None:
    """Make a case folder from a domain of GENIUS, GeniusWeb, NegMAS or NegoLog.

    The first profile becomes our side. What a case can't hold is said.
    """
    case = import_domain(files, out)
    if as_json:
        print(render_json({"folder": out, "case": case.id, "summary": case.summary}))
        return
    print(f"Written: {out} ({len(case.agenda)} issues, {len(case.parties)} parties)")
    print(case.summary)


def export(
    folder: Folder,
    *,
    to: Annotated[DomainFormat, Parameter(name="--format", help="The format to write.")],
    out: Annotated[Path, Parameter(help="The folder to write into.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Write a case as a domain: one file for the issues, one for each party's profile.

    Preferences that are stated in ranges are written as the mean of what is believed.
    """
    paths = export_case(folder, to, out, as_of)
    if as_json:
        print(render_json({"files": paths}))
        return
    for path in paths:
        print(path)
