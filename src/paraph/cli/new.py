"""The questions that start a case, asked in plain words; no numbers are needed."""

from __future__ import annotations

from datetime import date

from rich.console import Console

from paraph.cli.asking import Question, ask
from paraph.errors import InputError
from paraph.formats.casefolder.forms import RESERVATION_WORDS
from paraph.formats.casefolder.new_case import NewCaseAnswers, NewIssue
from paraph.negotiation import Importance

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
    title = ask(console, TITLE, _required)
    us = ask(console, US, _required)
    principal = ask(console, PRINCIPAL, str.strip)
    them = ask(console, THEM, _listed)
    issues = _ask_issues(console)
    instead = ask(console, INSTEAD, str.strip)
    return NewCaseAnswers(
        title=title,
        us=us,
        them=them,
        issues=issues,
        principal=principal,
        no_agreement=ask(console, NO_AGREEMENT, _no_agreement),
        instead=instead,
        meeting_day=ask(console, MEETING, _day),
    )


def _ask_issues(console: Console) -> tuple[NewIssue, ...]:
    issues: list[NewIssue] = []
    while True:
        label = ask(console, ISSUE, str.strip)
        if not label and issues:
            return tuple(issues)
        if not label:
            console.print("  At least one issue is needed.")
            continue
        outcomes = ask(console, OUTCOMES, _outcomes)
        issues.append(NewIssue(label, outcomes, ask(console, IMPORTANCE, _importance)))


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
