"""`paraph text`: read, count, link, compare, merge, settle and clean the rolling text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter
from rich.console import Console

from paraph.cli.options import AsJson, AsOf, Choices, Folder, read_choices
from paraph.cli.progress import watching
from paraph.cli.show_status import show_status
from paraph.cli.show_text import (
    show_changes,
    show_clean,
    show_counts,
    show_history,
    show_merge,
    show_settled,
    show_ties,
)
from paraph.errors import InputError
from paraph.formats.results import render_json
from paraph.textcases import (
    clean as clean_for_principals,
)
from paraph.textcases import (
    count_texts,
    draw_burndown,
    find_consequences,
    propose_links,
    tell_status,
    write_links,
)
from paraph.textcases import (
    settle as settle_choices,
)
from paraph.textversions import (
    MergePlan,
    Undoing,
    compare_files,
    merge_files,
    trace,
    trace_files,
)
from paraph.textversions import (
    convert as convert_file,
)
from paraph.textversions import (
    undo as undo_amendment,
)
from paraph.usecases import analyse, infer, read

TextOrCase = Annotated[Path, Parameter(help="A text (.md, .txt, .docx, .xml) or a case folder.")]
Forum = Annotated[
    str,
    Parameter(
        name="--profile",
        help="How marks are read: unfccc, trade, bilateral, un, columns; guessed if not given.",
    ),
]
Out = Annotated[
    Path | None, Parameter(name=["--out", "-o"], help="The file to write: .md, .docx, .html, .xml.")
]

app = App(
    name="text",
    help="Read, count, compare, merge and settle the rolling text.",
    help_epilogue="",
)


@app.command
def status(
    text: TextOrCase, *, profile: Forum = "", as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Say what is agreed, what is not, who may change it, and what comes next."""
    in_hand, found = tell_status(text, profile, as_of)
    if as_json:
        print(render_json(found))
        return
    Console(markup=False, emoji=False).print(show_status(in_hand.title, found))


@app.command
def count(
    texts: Annotated[list[Path], Parameter(help="Versions; dates are read from their names.")],
    *,
    profile: Forum = "",
    plot: Annotated[Path | None, Parameter(help="Draw the burn-down into this .svg file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count open brackets, alternatives and contested words, by a stated rule."""
    counted = count_texts(texts, profile)
    if plot is not None:
        draw_burndown(counted, plot)
    if as_json:
        print(render_json(counted))
        return
    Console(markup=False, emoji=False).print(show_counts(counted))


@app.command
def link(
    folder: Folder,
    *,
    confirm: Annotated[
        list[int] | None, Parameter(help="Numbers of the proposals to write as anchors.")
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Propose ties between brackets and issues; write those that you confirm."""
    in_hand, ties = propose_links(folder)
    chosen = confirm or []
    if chosen:
        wrong = [number for number in chosen if not 1 <= number <= len(ties)]
        if wrong:
            raise InputError(f"there is no proposal {wrong[0]}; there are {len(ties)}")
        if out is None:
            raise InputError("say with --out where to write the text with the confirmed ties")
        write_links(in_hand, [ties[number - 1] for number in chosen], out)
    if as_json:
        print(render_json(ties))
        return
    Console(markup=False, emoji=False).print(show_ties(ties, frozenset(chosen)))


@app.command
def compare(old: TextOrCase, new: TextOrCase, *, out: Out = None, as_json: AsJson = False) -> None:
    """Compare two versions word by word; flag verbs, terms and references."""
    changes = compare_files(old, new, out)
    if as_json:
        print(render_json(changes))
        return
    Console(markup=False, emoji=False).print(show_changes(changes))


@app.command
def merge(
    copies: Annotated[
        tuple[Path, Path, Path], Parameter(help="The base, and the two edited copies.")
    ],
    *,
    names: Annotated[tuple[str, str], Parameter(help="The two sides, as in attributions.")],
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="The merged file to write.")],
    show: Annotated[
        Literal["conflicts", "all", "tracked"],
        Parameter(
            help="Bracket conflicts only, all changes, or (in Word) show all as tracked changes."
        ),
    ] = "conflicts",
    as_json: AsJson = False,
) -> None:
    """Merge two edited copies of a base: conflicts become bracketed alternatives."""
    plan = MergePlan(*copies, names, show)
    merged = merge_files(plan, out, datetime.now(UTC))
    if as_json:
        print(render_json(merged))
        return
    Console(markup=False, emoji=False).print(show_merge(merged, out))


@app.command
def settle(
    text: TextOrCase,
    choices: Choices,
    *,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Render the text that a package means: the brackets of chosen issues close."""
    settled = settle_choices(text, read_choices(choices), out)
    if as_json:
        print(render_json(settled))
        return
    Console(markup=False, emoji=False).print(show_settled(settled, out))


@app.command
def history(
    texts: Annotated[
        list[Path], Parameter(help="A case folder, or versions with dates in their names.")
    ],
    *,
    as_of: AsOf = None,
    show: Annotated[
        Literal["turns", "words", "text"],
        Parameter(help="The steps, who introduced each word, or the text of that day."),
    ] = "turns",
    as_json: AsJson = False,
) -> None:
    """Say how the text came to be: by whom, when, and as of any date."""
    is_case = len(texts) == 1 and texts[0].is_dir()
    found = trace(texts[0], as_of) if is_case else trace_files(texts)
    if as_json:
        print(render_json(found))
        return
    Console(markup=False, emoji=False).print(
        show_history(found, show, as_of or date.max), soft_wrap=show == "text"
    )


@app.command
def undo(
    folder: Folder,
    amendment: Annotated[int, Parameter(help="Its number, as `paraph text history` shows it.")],
    *,
    by: Annotated[str, Parameter(help="The party, or the Chair, that takes it back.")],
    on: Annotated[date | None, Parameter(help="The day of the move; today if not given.")] = None,
    session: Annotated[str, Parameter(help="The session at which it was taken back.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take an amendment back; the history keeps both, with who and when."""
    day = on or datetime.now(UTC).date()
    found = undo_amendment(folder, Undoing(amendment, by, day, session))
    if as_json:
        print(render_json(found))
        return
    Console(markup=False, emoji=False).print(show_history(found, "turns", date.max))


@app.command
def clean(
    folder: Folder,
    *,
    out: Out = None,
    words_only: Annotated[
        bool, Parameter(negative="", help="Leave out what follows from each choice; quicker.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the clean text for principals, with the choices left to them."""
    case = read(folder)
    consequences = {}
    if not words_only:
        with watching(n_steps=3 + 2 * len(case.counterparts)) as watch:
            expectations = infer(case, watch)
            watch("Where it can land")
            landing = analyse(case, expectations)
            watch("What follows from each choice")
            consequences = find_consequences(case, landing, expectations.beliefs)
    result = clean_for_principals(folder, consequences, out)
    if as_json:
        print(render_json(result))
        return
    console = Console(markup=False, emoji=False)
    console.print(show_clean(result, case.agenda))
    body = f"Written: {out}" if out else result.text
    console.print(body, markup=False, highlight=False, soft_wrap=True)


@app.command
def convert(
    text: TextOrCase,
    out: Annotated[Path, Parameter(help="The file to write: .md, .docx, .html, .xml.")],
    *,
    changes: Annotated[
        Literal["keep", "brackets", "tracked"],
        Parameter(help="From Word to Word: what becomes of tracked changes and brackets."),
    ] = "keep",
) -> None:
    """Write a text in another format, without private comments."""
    convert_file(text, out, datetime.now(UTC), changes=changes)
    Console(markup=False, emoji=False).print(f"Written: {out}", markup=False)
