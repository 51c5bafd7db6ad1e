"""`paraph elicit`: our own preference from a few ratings and choices, written into case.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from paraph.briefing.wording import count_in_words
from paraph.case import Case
from paraph.cli.asking import Question, ask, id_called
from paraph.cli.options import AsJson, Folder
from paraph.cli.show import own_ends, show_elicitation
from paraph.counterpart import ChoiceQuestion, Elicitation, propose_choice, read_swings
from paraph.errors import InputError
from paraph.formats.casefolder import read_folder
from paraph.formats.casefolder.own_answers import (
    write_choice,
    write_own_importance,
    write_own_values,
)
from paraph.formats.results import render_json
from paraph.negotiation import (
    Choice,
    Direction,
    EqualAnswer,
    Issue,
    Package,
    StatedImportance,
    StatedValues,
)
from paraph.negotiation.wording import listed
from paraph.usecases import elicit as infer_from_answers

_KEPT = "What was answered before is kept in case.yaml"
_STOP, _SKIP = "stop", "skip"
_Read = TypeVar("_Read")
_QUESTIONS_HELP = "How many choices between packages to ask for."
_AGAIN_HELP = "Rate the issues anew, where shares of importance are stated already."
_TOLD_LITTLE = 0.05
"""Below this many bits of information an answer isn't worth the asking."""


def elicit(
    folder: Folder,
    *,
    questions: Annotated[int, Parameter(help=_QUESTIONS_HELP)] = 8,
    again: Annotated[bool, Parameter(help=_AGAIN_HELP)] = False,
    as_json: AsJson = False,
) -> None:
    """Ask what our own side wants, check that the answers fit together, and keep each at once.

    First which outcomes are better, where nothing is stated; then how much each issue matters,
    beside the weightiest; then choices between two packages, picked to tell most. Answer "stop" at
    any question; the next run goes on from there. With --json nothing is asked: what the answers
    come to, what doesn't fit, and the next choice to ask for are printed.
    """
    if questions < 0:
        raise InputError("--questions is a number of at least 0")
    desk = _Desk(folder, Console(markup=False, emoji=False))
    if as_json:
        elicitation = infer_from_answers(desk.case)
        found = {"elicitation": elicitation, "next": _next(desk.case, elicitation)}
        print(render_json(found, desk.case.agenda))
        return
    desk.console.print(Text(f"What {desk.case.we.name} wants: {desk.case.title}", style="bold"))
    desk.console.print("Each answer is kept at once. Answer “stop” at any question to go on later.")
    desk.show_left_out()
    try:
        desk.ask_orders()
        desk.ask_swings(is_again=again)
        desk.ask_choices(questions)
    except _StoppedError:
        desk.say_stopped()
    desk.console.print(show_elicitation(desk.case, infer_from_answers(desk.case)))


def _next(case: Case, elicitation: Elicitation) -> ChoiceQuestion | None:
    try:
        return propose_choice(case, elicitation.posterior)
    except InputError:
        return None


class _StoppedError(Exception):
    """The user stops, and goes on another day."""


@dataclass
class _Desk:
    """One run of questions on a case folder, which is read anew after each answer.

    `kept` counts what was answered in it and is kept.
    """

    folder: Path
    console: Console
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.case, self.day = self._read()

    def _ask(self, question: Question, read: Callable[[str], _Read]) -> _Read:
        """Ask until the answer can be read, or is to stop."""

        def read_or_stop(answer: str) -> _Read:
            try:
                return read(answer)
            except InputError:
                if answer.strip().casefold() == _STOP:
                    raise _StoppedError from None
                raise

        return ask(self.console, question, read_or_stop, at_end=_KEPT)

    def say_stopped(self) -> None:
        """Say what of this run is kept."""
        counted = [count_in_words(n, *nouns) for nouns, n in self.kept.items()]
        kept = f"Kept in case.yaml: {listed(counted)}." if counted else "Nothing was answered yet."
        self.console.print(Text(f"\nStopped. {kept} Run the command again to go on."))

    def _read(self) -> tuple[Case, date]:
        held = read_folder(self.folder)
        case = held.case.on_record(held.as_of) if held.as_of else held.case
        return case, held.as_of or datetime.now(UTC).date()

    def _open_issues(self) -> list[Issue]:
        """The issues that can still be settled one way or another."""
        open_ids = self.case.open_issue_ids or self.case.agenda.issue_ids
        return [
            issue
            for issue in self.case.agenda.issues
            if issue.id in open_ids and len(issue.options) > 1
        ]

    def show_left_out(self) -> None:
        """Name the issues that aren't asked about, and say why."""
        asked = {issue.id for issue in self._open_issues()}
        reasons = [
            f"{issue.label} ({_why_left_out(issue, self.case.settled)})"
            for issue in self.case.agenda.issues
            if issue.id not in asked
        ]
        if reasons:
            self.console.print(Text(f"Not asked about: {'; '.join(reasons)}.", style="dim"))
            self.console.print("What is stated of them stays.", style="dim")

    def ask_orders(self) -> None:
        """Ask which options are better, issue by issue, where nothing is stated of them."""
        stated = {values.issue_id for values in self.case.we.preference.values}
        for issue in self._open_issues():
            if issue.id in stated:
                continue
            self.console.print(Text(f"\n{issue.label}: {_labels(issue)}"))
            scale = "more, less, or " if issue.is_ordered else ""
            hint = f"{scale}from best to worst with commas, or the best alone; skip if not known"
            question = Question("  Which is better for you?", hint)
            values = self._ask(question, _order_reader(issue))
            if values is None:
                continue
            write_own_values(self.folder, values)
            self.case, _ = self._read()
            self.kept["order of outcomes", "orders of outcomes"] += 1

    def ask_swings(self, *, is_again: bool) -> None:
        """Ask how much each step from worst to best matters beside the weightiest."""
        importance = self.case.we.preference.importance
        issues = self._open_issues()
        is_rated = {issue.id for issue in issues} <= {issue for issue, _ in importance.shares}
        if len(issues) < 2 or (is_rated and not is_again):
            return
        steps = self._steps(issues)
        self.console.print("\nThink of each issue at its worst for you, and of a step to its best:")
        words = dict(importance.words)
        for issue in issues:
            stated = f" (stated so far: {words[issue.id].value})" if issue.id in words else ""
            self.console.print(Text(f"  {issue.label}: {steps[issue.id]}{stated}"))
        first = self._ask_weightiest(issues)
        self.console.print(
            Text(f"  {first.label} counts 100. What matters half as much counts 50, and so on.")
        )
        ratings = {first.id: 100.0}
        try:
            for issue in issues:
                if issue.id not in ratings:
                    text = f"  {issue.label}: {steps[issue.id]}?"
                    question = Question(text, "0 to 100")
                    ratings[issue.id] = self._ask(question, _rating)
        finally:
            # Also where the user stops half-way; the weightiest alone says nothing of shares.
            if len(ratings) > 1:
                self._keep_ratings(ratings, importance)
                self.kept["rating", "ratings"] = len(ratings)

    def _steps(self, issues: Sequence[Issue]) -> dict[str, str]:
        """Issue -> its step from the worst option to the best, by what is stated."""
        belief = infer_from_answers(self.case).posterior.belief
        steps = {}
        for issue in issues:
            ends = own_ends(
                self.case, issue, belief.option_values[self.case.agenda.position(issue.id)]
            )
            steps[issue.id] = f"from {ends[1]} to {ends[0]}" if ends else "from worst to best"
        return steps

    def _ask_weightiest(self, issues: Sequence[Issue]) -> Issue:
        known = [(issue.id, issue.label) for issue in issues]

        def read(answer: str) -> Issue:
            name = _called(answer.strip(), known)
            found = [issue for issue in issues if issue.id == name]
            if not found:
                raise InputError(f"Answer with one of: {', '.join(label for _, label in known)}.")
            return found[0]

        return self._ask(Question("Which step matters most to you?", "an issue's name"), read)

    def _keep_ratings(self, ratings: dict[str, float], before: StatedImportance) -> None:
        self._show_turned(ratings, before)
        levels = sorted(set(ratings.values()), reverse=True)
        tiers = (tuple(i for i in ratings if ratings[i] == level) for level in levels)
        left = tuple(t for t in (_outside(tier, ratings) for tier in before.ranking) if t)
        belief = infer_from_answers(self.case).posterior.belief
        rated = [self.case.agenda.position(issue_id) for issue_id in ratings]
        together = float(belief.weights[:, rated].sum(axis=1).mean())
        shares = read_swings(ratings, together=together).shares
        ranking = (*tiers, *left)
        write_own_importance(self.folder, StatedImportance(shares=shares, ranking=ranking))
        self.case, _ = self._read()

    def _show_turned(self, ratings: dict[str, float], before: StatedImportance) -> None:
        """Say where the ratings turn round what was stated before, which they replace."""
        labels = {issue.id: issue.label for issue in self.case.agenda.issues}
        words = dict(before.words)
        for one in ratings:
            for other in ratings:
                is_above = one in words and other in words
                is_above = is_above and words[one].swing.low >= words[other].swing.high
                if is_above and ratings[one] < ratings[other]:
                    self._warn(
                        f"{labels[one]} was stated to matter more ({words[one].value}) than "
                        f"{labels[other]} ({words[other].value}); your ratings turn that round."
                    )
        for one, word, other in before.compared:
            is_rated = one in ratings and other in ratings
            if is_rated and word.ratio.low > 1 and ratings[one] < ratings[other]:
                self._warn(
                    f"{labels[one]} was stated to matter {word.value} {labels[other]}; "
                    "your ratings turn that round."
                )

    def ask_choices(self, n_questions: int) -> None:
        """Ask for choices between two packages."""
        elicitation = infer_from_answers(self.case)
        asked: set[frozenset[Package]] = set()
        for number in range(1, n_questions + 1):
            try:
                question = propose_choice(self.case, elicitation.posterior, asked)
            except InputError:
                self.console.print("\nThere is nothing left to choose between.")
                break
            if question.information_bits < _TOLD_LITTLE:
                self.console.print("\nFurther choices would tell little: your answers suffice.")
                break
            asked.add(frozenset((question.first, question.second)))
            self._show_choice(question, f"{number} of {n_questions}")
            hint = "1, 2, equal, skip or stop"
            answer = self._ask(Question("  Which would you rather have?", hint, _SKIP), _pick)
            if answer == _STOP:
                raise _StoppedError
            if answer != _SKIP:
                elicitation = self._choose(_choice_of(question, answer, self.day), elicitation)

    def _show_choice(self, question: ChoiceQuestion, count: str) -> None:
        self.console.print(Text(f"\n{count}: all else equal,", style="dim"))
        for number, package in (("1", question.first), ("2", question.second)):
            self.console.print(Text(f"  {number}  {self._in_words(package)}"))

    def _in_words(self, package: Package) -> str:
        issues = [issue for issue in self.case.agenda.issues if issue.id in package]
        return "; ".join(f"{i.label}: {i.option(package[i.id]).label}" for i in issues)

    def _choose(self, choice: Choice, before: Elicitation) -> Elicitation:
        """Keep a choice, unless it doesn't fit and is taken back; return what all come to."""
        stated = self.case.we.preference
        ours = replace(self.case.we, preference=replace(stated, choices=(*stated.choices, choice)))
        parties = tuple(ours if p.id == self.case.we_id else p for p in self.case.parties)
        elicitation = infer_from_answers(replace(self.case, parties=parties))
        doubts = [doubt for doubt in elicitation.doubts if doubt.choice == choice]
        for doubt in doubts:
            self._warn(f"This doesn't fit: {doubt.description}.")
        question = Question("  Keep it, or take it back?", "keep or back", "keep")
        if doubts and self._ask(question, _keep_or_back) == "back":
            return before
        write_choice(self.folder, choice)
        self.case, _ = self._read()
        self.kept["choice", "choices"] += 1
        return elicitation

    def _warn(self, text: str) -> None:
        self.console.print(Text(f"  {text}", style="yellow"))


def _why_left_out(issue: Issue, settled: Package) -> str:
    if issue.id in settled:
        return f"agreed: {issue.option(settled[issue.id]).label}"
    return "it has one option only"


def _outside(tier: Sequence[str], rated: dict[str, float]) -> tuple[str, ...]:
    return tuple(issue_id for issue_id in tier if issue_id not in rated)


def _labels(issue: Issue) -> str:
    """Name the options, each with its id where that isn't the start of its label."""
    return ", ".join(
        option.label
        if option.label.casefold().startswith(option.id.casefold())
        else f"{option.label} ({option.id})"
        for option in issue.options
    )


def _order_reader(issue: Issue) -> Callable[[str], StatedValues | None]:
    """Return what reads an order of options; None is that it isn't known."""
    known = [(option.id, option.label) for option in issue.options]

    def read(answer: str) -> StatedValues | None:
        word = answer.strip().lower()
        if issue.is_ordered and word in list(Direction):
            return StatedValues(issue.id, direction=Direction(word))
        names = [_called(part.strip(), known) for part in answer.split(",") if part.strip()]
        unknown = [name for name in names if name not in dict(known)]
        if word == _SKIP and unknown:
            return None
        if unknown or not names or len(set(names)) < len(names):
            scale = "more, less, or " if issue.is_ordered else ""
            options = ", ".join(option for option, _ in known)
            raise InputError(f"Answer with {scale}some of: {options}.")
        rest = tuple(option for option, _ in known if option not in names)
        ranking = tuple((name,) for name in names) + ((rest,) if rest else ())
        return StatedValues(issue.id, ranking=ranking)

    return read


def _called(name: str, known: Sequence[tuple[str, str]]) -> str:
    """Return the id that a name, a label or the start of one stands for; the name if none."""
    own = id_called(name, known)
    begun = [own for own, label in known if name and label.casefold().startswith(name.casefold())]
    return begun[0] if own not in dict(known) and len(begun) == 1 else own


def _rating(answer: str) -> float:
    try:
        rating = float(answer.strip().rstrip("%"))
    except ValueError as error:
        raise InputError("Answer with a number from 0 to 100.") from error
    if not 0 <= rating <= 100:
        raise InputError("Answer with a number from 0 to 100.")
    return rating


def _one_of(answer: str, words: Sequence[str]) -> str:
    """The word that an answer begins."""
    meant = [word for word in words if answer.strip() and word.startswith(answer.strip().lower())]
    if len(meant) != 1:
        raise InputError(f"Answer with one of: {', '.join(words)}.")
    return meant[0]


def _pick(answer: str) -> str:
    return _one_of("equal" if answer.strip() == "=" else answer, ("1", "2", "equal", _SKIP, _STOP))


def _choice_of(question: ChoiceQuestion, answer: str, day: date) -> Choice:
    """The choice that an answer makes: "1", "2" or "equal"."""
    first, second = question.first, question.second
    if answer == "equal":
        return Choice(first, second, day, EqualAnswer.SAID)
    better, worse = (first, second) if answer == "1" else (second, first)
    return Choice(better, worse, day, EqualAnswer.OFFERED)


def _keep_or_back(answer: str) -> str:
    return _one_of(answer, ("keep", "back"))
