"""The command line: a thin door to the use cases.

Commands are named here with their one-line help and loaded only when called, so that
`paraph --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cyclopts import App, CycloptsError, Group, Parameter
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from paraph import __version__
from paraph.cli.mistakes import render_mistakes
from paraph.errors import CaseError, EngineError, ParaphError

EXIT_REFUSED = 1
EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

_CASE = Group("The case", sort_key=1)
_QUESTIONS = Group("What staff ask", sort_key=2)
_RESEARCH = Group("For researchers", sort_key=3)

_COMMANDS = (
    ("new", "cases:new", _CASE, "Start a case by answering a few plain questions."),
    ("check", "cases:check", _CASE, "Find every mistake in a case folder, and how to mend it."),
    (
        "note",
        "note:note",
        _CASE,
        "Turn a meeting note into moves on record, each confirmed by you.",
    ),
    ("elicit", "elicit:elicit", _CASE, "Say what you want: ratings and choices, checked, kept."),
    ("text", "text:app", _CASE, "Read, count, compare, merge and settle the rolling text."),
    ("schema", "cases:schema", _CASE, "Write the JSON Schemas from which editors complete."),
    ("brief", "briefs:brief", _QUESTIONS, "Write the brief: HTML, PDF, Word; a summary here."),
    ("infer", "engines:infer", _QUESTIONS, "What do they want, and what don't we know?"),
    (
        "analyse",
        "engines:analyse",
        _QUESTIONS,
        "Where can it land: packages, size of the zone, solutions.",
    ),
    ("improve", "packages:improve", _QUESTIONS, "What is a package worth, and what is better?"),
    ("ready", "engines:ready", _QUESTIONS, "Are the principals ready to meet?"),
    ("advise", "engines:advise", _QUESTIONS, "What to propose, trade, ask and do next?"),
    ("simulate", "sweeps:simulate", _RESEARCH, "Play cases by the thousand; rows in Parquet."),
    ("import", "domains:import_", _RESEARCH, "Make a case of GENIUS, GeniusWeb, NegMAS files."),
    ("export", "domains:export", _RESEARCH, "Write a case as GENIUS, GeniusWeb, NegMAS files."),
    ("domains", "domains:domains", _RESEARCH, "Which domains under a folder can be read?"),
)

_WRITES = frozenset({"new", "note", "elicit", "text", "schema", "brief"})
_WRITES |= frozenset({"simulate", "import", "export"})
"""The commands that write files, or may."""

app = App(
    name="paraph",
    version=__version__,
    help=(
        "Prepare a negotiation: what they expect, where it can land, whether to meet.\n\n"
        "Start with: paraph new FOLDER, or: paraph brief examples/hanoi-2019"
    ),
    default_parameter=Parameter(negative=()),
    suppress_keyboard_interrupt=False,
)
for _place, (_name, _path, _group, _help) in enumerate(_COMMANDS):
    app.command(
        f"paraph.cli.{_path}",
        name=_name,
        group=_group,
        help=_help,
        sort_key=_place,
        # An App with commands of its own says its epilogue itself.
        **({} if _path.endswith(":app") else {"help_epilogue": ""}),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code, having said what went wrong, if anything did.

    0: done; 1: an honest answer isn't possible, or a check found mistakes of substance;
    2: what was given can't be used; 130: stopped by the user.
    """
    # Small matrices by the thousand: threads of the linear algebra library only wait for each
    # other, and on a busy machine cost many times what they bring.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        answer = app(arguments, exit_on_error=False, result_action="return_value", verbose=False)
    except (CycloptsError, ParaphError, OSError, KeyboardInterrupt) as error:
        return _give_up(error, sys.argv[1:] if arguments is None else arguments)
    return answer if isinstance(answer, int) else 0


def _give_up(error: BaseException, given: Sequence[str]) -> int:
    """Say why a command ended early, in one line where one is enough; return the exit code."""
    match error:
        case CycloptsError():
            pass  # said already, with the nearest right spelling
        case CaseError():
            _say_mistakes(error, is_writing=any(name in _WRITES for name in given[:1]))
        case EngineError():
            _say_refusal(error, given)
            return EXIT_REFUSED
        case BrokenPipeError():
            # Who reads our output has left (paraph … | head): say nothing more, to nobody.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return EXIT_REFUSED
        case OSError():
            _say(f"{error.filename or 'a file'}: {error.strerror or error}")
        case KeyboardInterrupt():
            _say("Stopped; nothing was left half-written.")
            return EXIT_INTERRUPTED
        case _:
            _say(str(error))
    return EXIT_BAD_INPUT


def _say(message: str) -> None:
    Console(stderr=True, markup=False, emoji=False).print(
        message, markup=False, highlight=False, soft_wrap=True
    )


def _say_refusal(error: EngineError, given: Sequence[str]) -> None:
    """Say that there is no honest answer, of which case, and below it why."""
    console = Console(stderr=True, markup=False, emoji=False)
    files = (Path(argument) / "case.yaml" for argument in given)
    file = next((file for file in files if file.is_file()), None)
    told = f"{file}: no honest answer is possible:" if file else "No honest answer is possible:"
    console.print(told, markup=False, highlight=False, soft_wrap=True)
    console.print(Padding(Text(str(error)), (0, 0, 0, 4)))


def _say_mistakes(error: CaseError, *, is_writing: bool) -> None:
    console = Console(stderr=True, markup=False, emoji=False)
    console.print(render_mistakes(error.mistakes))
    written = "; nothing was written" if is_writing else ""
    console.print(f"{len(error.mistakes)} to mend{written}.")
