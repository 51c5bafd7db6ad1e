"""Questions at a terminal: asked until an answer will do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from paraph.errors import InputError

_FEW = 3


class AnswersEndedError(InputError):
    """The answers that are piped in ended before the questions did."""


def prompt(console: Console, text: str | Text, default: str, choices: Sequence[str] = ()) -> str:
    """Ask until an answer is among the choices, if there are any; the start of one will do."""
    while True:
        try:
            answer = Prompt.ask(
                _with_choices(text, choices),
                console=console,
                default=default,
                show_default=bool(default),
            )
        except EOFError as error:
            console.print()
            raise AnswersEndedError(
                "the answers ended before the moves did; nothing was written"
            ) from error
        meant = [choice for choice in choices if choice.startswith(answer.strip().lower())]
        if answer in choices or not choices:
            return answer
        if len(meant) == 1:
            return meant[0]
        console.print(Text(f"  {_fault_in(answer, meant, choices)}", "red"))


def _fault_in(answer: str, meant: Sequence[str], choices: Sequence[str]) -> str:
    """Say what to write where an answer is no choice, or the start of several (`meant`)."""
    if not answer.strip() or not meant:
        what = f"{answer!r}: " if answer else ""
        return f"{what}write one of {', '.join(choices)}"
    starts = (choice[: _length_of_start(choice, choices)] for choice in meant)
    return f"{answer!r} may be {' or '.join(meant)}; write {' or '.join(starts)}"


def _length_of_start(choice: str, choices: Sequence[str]) -> int:
    """How many letters of a choice tell it from the others."""
    lengths = range(1, len(choice) + 1)
    is_own = (sum(other.startswith(choice[:n]) for other in choices) == 1 for n in lengths)
    return next((n for n, own in zip(lengths, is_own, strict=True) if own), len(choice))


def _with_choices(text: str | Text, choices: Sequence[str]) -> Text:
    """Add the choices to a question; where few of them begin alike, with the letters needed."""
    lengths = [_length_of_start(choice, choices) for choice in choices]
    shown = choices
    if len(choices) <= _FEW and any(length > 1 for length in lengths):
        shown = [f"{c[:n]}({c[n:]})" for c, n in zip(choices, lengths, strict=True)]
    return Text.assemble(text, (f" [{'/'.join(shown)}]" if choices else "", "magenta"))
