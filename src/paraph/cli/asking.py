"""Questions put to a user in the terminal, one a line; answers may be piped in as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from paraph.errors import InputError

_Read = TypeVar("_Read")
NOTHING_WRITTEN = "Nothing was written"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, a hint how to answer, and the answer that an empty line gives."""

    text: str
    hint: str
    default: str = ""


def ask(
    console: Console,
    question: Question,
    read: Callable[[str], _Read],
    *,
    at_end: str = NOTHING_WRITTEN,
) -> _Read:
    """Ask until the answer can be read; what `read` raises as an InputError is shown.

    InputError if the answers end before; `at_end` says what became of those before.
    """
    prompt = Text(question.text, style="bold")
    prompt.append(f" ({question.hint})" if question.hint else "", style="dim")
    while True:
        try:
            answer = Prompt.ask(
                prompt,
                console=console,
                default=question.default,
                show_default=bool(question.default),
            )
        except EOFError as error:
            problem = f"the answers ended at the question: {question.text.strip()}"
            raise InputError(f"{problem} {at_end}") from error
        try:
            return read(answer)
        except InputError as error:
            console.print(Text(f"  {error}", style="yellow"))


def id_called(name: str, known: Iterable[tuple[str, str]]) -> str:
    """The id that a name or label stands for, of (id, label) pairs; the name itself if none."""
    same = (own for own, label in known if name.casefold() in (own.casefold(), label.casefold()))
    return next(same, name)
