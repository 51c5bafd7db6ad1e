"""`paraph new`, `paraph check`, `paraph schema`: the case folder itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from paraph.briefing.wording import count_in_words
from paraph.cli import EXIT_BAD_INPUT
from paraph.cli.mistakes import mistakes_as_json, render_mistakes
from paraph.cli.new import ask_new_case
from paraph.cli.options import AsJson, AsOf, Folder
from paraph.errors import InputError
from paraph.formats.casefolder import read_case
from paraph.formats.casefolder.new_case import write_new_case
from paraph.formats.casefolder.schemas import write_schemas
from paraph.textversions import check_with_text


def new(
    folder: Annotated[Path, Parameter(help="The folder to make.")], *, as_json: AsJson = False
) -> None:
    """Ask a few plain questions and write a commented case; no numbers are needed.

    With --json the questions go to standard error, so that standard output is for scripts.
    """
    if folder.exists():
        raise InputError(f"{folder} exists already; name a folder that doesn't")
    console = Console(stderr=as_json)
    write_new_case(ask_new_case(console), folder)
    if as_json:
        print(json.dumps({"folder": str(folder)}))
        return
    console.print(f"Written: {folder}", markup=False)
    console.print(f"Look it over, then: paraph brief {folder}", markup=False)


def check(folder: Folder, *, as_of: AsOf = None, as_json: AsJson = False) -> int:
    """Look for all mistakes in a case folder at once, and say how to mend each.

    The exit code is 2 where there is a mistake. With --as-of, what was on record by that
    day is counted.
    """
    report = check_with_text(folder)
    code = EXIT_BAD_INPUT if report.mistakes else 0
    if as_json:
        found = {
            "mistakes": mistakes_as_json(report.mistakes),
            "notices": mistakes_as_json(report.notices),
        }
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return code
    console = Console(markup=False, emoji=False)
    console.print(render_mistakes(report.mistakes))
    console.print(render_mistakes(report.notices, style="yellow"))
    if report.mistakes:
        console.print(f"{len(report.mistakes)} to mend, {len(report.notices)} to look at.")
        return code
    case = read_case(folder, as_of)
    n_moves = sum(len(session.moves) for session in case.sessions)
    console.print(
        f"{case.title}: {count_in_words(len(case.parties), 'party', 'parties')}, "
        f"{count_in_words(len(case.agenda), 'issue')}, "
        f"{count_in_words(len(case.sessions), 'session')} with {count_in_words(n_moves, 'move')}"
        + (f" by {case.as_of}" if case.as_of else "")
        + f". No mistakes, {len(report.notices)} to look at.",
        markup=False,
        soft_wrap=True,
    )
    return code


def schema(
    *,
    out: Annotated[Path, Parameter(help="The folder to write into.")] = Path("schema"),
    as_json: AsJson = False,
) -> None:
    """Write the JSON Schemas of a case's files, from which editors complete and check."""
    paths = [str(path) for path in write_schemas(out)]
    print(json.dumps({"files": paths}) if as_json else "\n".join(paths))
