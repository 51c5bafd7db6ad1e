"""The command line: a thin door to the use cases.

Commands are named here with their one-line help and loaded only when called, so that
`paraph --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from cyclopts import App, CycloptsError, Group
from rich.console import Console

from paraph import __version__
from paraph.errors import EngineError, ParaphError

EXIT_REFUSED = 1
EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

_CASE = Group("The case", sort_key=1)
_QUESTIONS = Group("What staff ask", sort_key=2)
_TEXT = Group("The rolling text and the notes", sort_key=3)
_RESEARCH = Group("For researchers", sort_key=4)

_COMMANDS = (
    ("new", "paraph.cli.cases:new", _CASE, "Start a case by answering a few plain questions."),
    (
        "check",
        "paraph.cli.cases:check",
        _CASE,
        "Check a case folder; say how to mend each mistake.",
    ),
    (
        "schema",
        "paraph.cli.cases:schema",
        _CASE,
        "Write the JSON Schemas that editors complete from.",
    ),
    (
        "brief",
        "paraph.cli.briefs:brief",
        _QUESTIONS,
        "Write the brief: HTML, PDF, Word, and a summary here.",
    ),
    ("infer", "paraph.cli.engines:infer", _QUESTIONS, "What do they want, and what don't we know?"),
    ("analyse", "paraph.cli.engines:analyse", _QUESTIONS, "Where can it land?"),
    ("ready", "paraph.cli.engines:ready", _QUESTIONS, "Are the principals ready to meet?"),
    (
        "advise",
        "paraph.cli.engines:advise",
        _QUESTIONS,
        "What should we propose, trade and ask next?",
    ),
    (
        "text",
        "paraph.cli.text:app",
        _TEXT,
        "Read, count, compare, merge and settle the rolling text.",
    ),
    (
        "import",
        "paraph.cli.domains:import_",
        _RESEARCH,
        "Make a case from GENIUS, GeniusWeb or NegMAS files.",
    ),
    (
        "export",
        "paraph.cli.domains:export",
        _RESEARCH,
        "Write a case as GENIUS, GeniusWeb or NegMAS files.",
    ),
)

app = App(
    name="paraph",
    version=__version__,
    help="Prepare a negotiation: what they expect, where it can land, whether to meet.",
    help_epilogue="Start with: paraph new FOLDER, or paraph brief examples/hanoi-2019",
    suppress_keyboard_interrupt=False,
)
for _place, (_name, _path, _group, _help) in enumerate(_COMMANDS):
    app.command(_path, name=_name, group=_group, help=_help, sort_key=_place)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code, having said what went wrong, if anything did.

    0: done; 1: an honest answer isn't possible, or a check found mistakes of substance;
    2: what was given can't be used; 130: stopped by the user.
    """
    try:
        answer = app(arguments, exit_on_error=False, result_action="return_value", verbose=False)
    except CycloptsError:
        return EXIT_BAD_INPUT
    except EngineError as error:
        _say(f"No honest answer is possible: {error}")
        return EXIT_REFUSED
    except ParaphError as error:
        _say(str(error))
        return EXIT_BAD_INPUT
    except KeyboardInterrupt:
        _say("Stopped; nothing was left half-written.")
        return EXIT_INTERRUPTED
    return answer if isinstance(answer, int) else 0


def _say(message: str) -> None:
    Console(stderr=True).print(message, markup=False, highlight=False, soft_wrap=True)
