"""Progress of long work, shown only where somebody watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from paraph.usecases import Watch


@contextmanager
def watching(n_steps: int) -> Iterator[Watch]:
    """Show a bar that moves on with each step named; it vanishes when the work is done.

    The bar goes to standard error, so that standard output holds results alone.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    console = Console(file=sys.stderr, markup=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Reading the case", total=n_steps)

        def watch(step: str) -> None:
            progress.update(task, description=step, advance=1)

        yield watch
