"""The questions that start a case, asked in plain words; no numbers are needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from paraph.errors import InputError
from paraph.formats.casefolder.forms import RESERVATION_WORDS
from paraph.formats.casefolder.new_case import NewCaseAnswers, NewIssue
from paraph.negotiation import Importance

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, a hint how to answer, and the answer that an empty line gives."""

    text: str
    hint: str
    default: str = ""


TITLE = Question("What is being negotiated?", "such as: Lease of the Old Mill")
US = Question("Which side are you on?", "its name")
PRINCIPAL = Question("Who decides for you?", "a name; may be left empty")
THEM = Question("Who is on the other side?", "several are separated by commas")
ISSUE = Question("What has to be settled?", "one issue; an empty line ends the list")
OUTCOMES = Question(
    "  Which outcomes are possible?", "from best to worst for you, separated by commas", "yes, no"
)
IMPORTANCE = Question("  How much does it matter to you?", ", ".join(Importance), "medium")
INSTEAD = Question("What would you do without an agreement?", "may be left empty")
NO_AGREEMENT = Question("How good would that be?", ", ".join(RESERVATION_WORDS), "bearable")
MEETING = Question("When do the principals meet?", "2025-03-14; may be left empty")


def ask_new_case(console: Console) -> NewCaseAnswers:
    """Ask what is needed to start a case; an answer that can't be used is asked for again.

    Works with answers piped in, one a line. InputError if they end too early.
    """
    console.print("A few plain questions; an empty line takes the last answer in parentheses.")
    title = _ask(console, TITLE, _required)
    us = _ask(console, US, _required)
    principal = _ask(console, PRINCIPAL, str.strip)
    them = _ask(console, THEM, _listed)
    issues = _ask_issues(console)
    instead = _ask(console, INSTEAD, str.strip)
    return NewCaseAnswers(
        title=title,
        us=us,
        them=them,
        issues=issues,
        principal=principal,
        no_agreement=_ask(console, NO_AGREEMENT, _no_agreement),
        instead=instead,
        meeting_day=_ask(console, MEETING, _day),
    )


def _ask_issues(console: Console) -> tuple[NewIssue, ...]:
    issues: list[NewIssue] = []
    while True:
        label = _ask(console, ISSUE, str.strip)
        if not label and issues:
            return tuple(issues)
        if not label:
            console.print("  At least one issue is needed.")
            continue
        outcomes = _ask(console, OUTCOMES, _outcomes)
        issues.append(NewIssue(label, outcomes, _ask(console, IMPORTANCE, _importance)))


def _ask(console: Console, question: Question, read: Callable[[str], _Read]) -> _Read:
    prompt = Text(question.text, style="bold")
    prompt.append(f" ({question.hint})", style="dim")
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
            raise InputError(f"{problem} Nothing was written") from error
        try:
            return read(answer)
        except InputError as error:
            console.print(Text(f"  {error}", style="yellow"))


def _required(answer: str) -> str:
    if not answer.strip():
        raise InputError("An answer is needed here.")
    return answer.strip()


def _listed(answer: str) -> tuple[str, ...]:
    entries = tuple(entry.strip() for entry in answer.split(",") if entry.strip())
    if not entries:
        raise InputError("At least one name is needed here.")
    return entries


def _outcomes(answer: str) -> tuple[str, ...]:
    outcomes = _listed(answer)
    if len(set(outcomes)) < 2 or len(set(outcomes)) < len(outcomes):
        raise InputError("Two different outcomes or more are needed, separated by commas.")
    return outcomes


def _importance(answer: str) -> Importance:
    if answer.strip() not in list(Importance):
        raise InputError(f"Answer with one of: {', '.join(Importance)}.")
    return Importance(answer.strip())


def _no_agreement(answer: str) -> str:
    if answer.strip() not in RESERVATION_WORDS:
        raise InputError(f"Answer with one of: {', '.join(RESERVATION_WORDS)}.")
    return answer.strip()


def _day(answer: str) -> date | None:
    if not answer.strip():
        return None
    try:
        return date.fromisoformat(answer.strip())
    except ValueError as error:
        raise InputError("Write the date as year-month-day, such as 2025-03-14.") from error
