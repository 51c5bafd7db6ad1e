"""`paraph improve`: how a package stands, and what is better."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from paraph.cli.options import AsJson, AsOf, Choices, Folder, read_choices
from paraph.cli.progress import watching
from paraph.cli.show_package import show_review
from paraph.formats.results import render_json
from paraph.negotiation import package_of
from paraph.packagereviews import review
from paraph.usecases import infer, read


def improve(
    folder: Folder,
    choices: Choices,
    *,
    towards: Annotated[
        list[str] | None,
        Parameter(
            consume_multiple=True,
            help="Choices to move to: what each side gives and gets, step by step.",
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say how likely a package suits all sides, what is better for all, what would win them.

    The package names an option for every issue that isn't settled yet.
    """
    case = read(folder, as_of)
    package = package_of(read_choices(choices))
    end = None if towards is None else package_of(read_choices(towards))
    with watching(n_steps=2 + 2 * len(case.counterparts)) as watch:
        expectations = infer(case, watch)
        watch("What is better for all")
        found = review(case, expectations, package, end)
    if as_json:
        print(render_json(found))
        return
    Console(markup=False, emoji=False).print(show_review(case, found))
