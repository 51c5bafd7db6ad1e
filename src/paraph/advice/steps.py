"""The three things to do next, in order, out of everything that could be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paraph.advice.proposals import Proposal
from paraph.advice.trades import Trade
from paraph.case import Case
from paraph.readiness import HomeworkItem, HomeworkStatus, Readiness, Verdict

N_STEPS = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """What the steps are chosen from, beside the case and its readiness."""

    proposals: tuple[Proposal, ...]
    trades: tuple[Trade, ...]
    common: tuple[tuple[str, str, float], ...]
    questions: tuple[str, ...]


def choose_steps(case: Case, readiness: Readiness, ground: Ground) -> tuple[str, ...]:
    """Choose exactly three steps, each of another kind where the case allows it.

    The order of kinds follows the verdict in force: with *no zone*, what could open one comes
    first; with *not yet*, the decisive homework and what to find out; with *go*, what to
    carry into the meeting.
    """
    homework = [_homework_step(item) for item in _undone(readiness.homework)]
    whom = "Ask them: " if len(case.counterparts) == 1 else "Ask "
    questions = [f"{whom}{question}" for question in ground.questions]
    proposals = _proposal_steps(case, ground.proposals)
    common = _common_steps(case, ground.common)
    if readiness.verdict_in_force is Verdict.NO_ZONE:
        kinds = [_no_zone_steps(), questions, homework, common]
    elif readiness.verdict_in_force is Verdict.NOT_YET:
        kinds = [homework, questions, proposals, common]
    else:
        kinds = [proposals, homework, common, questions]
    return _one_of_each(kinds)


def _one_of_each(kinds: Sequence[Sequence[str]]) -> tuple[str, ...]:
    firsts = [steps[0] for steps in kinds if steps]
    others = [step for steps in kinds for step in steps[1:]]
    steps = (firsts + others + _standing_steps())[:N_STEPS]
    return tuple(steps)


def _undone(homework: Sequence[HomeworkItem]) -> list[HomeworkItem]:
    undone = (HomeworkStatus.MISSING, HomeworkStatus.STALE, HomeworkStatus.PARTLY)
    items = [item for item in homework if item.status in undone]
    return sorted(items, key=lambda item: not item.is_decisive)


def _homework_step(item: HomeworkItem) -> str:
    who = f" Get the answer from {item.who}." if item.who else ""
    return f"{item.question}{who}"


def _proposal_steps(case: Case, proposals: Sequence[Proposal]) -> list[str]:
    steps = []
    for proposal in proposals:
        core = "; ".join(
            f"{case.agenda.issue(issue_id).label}: "
            f"{case.agenda.issue(issue_id).option(proposal.package[issue_id]).label}"
            for issue_id in proposal.core
        )
        leave = " once the principal gives leave" if proposal.needs_principal else ""
        steps.append(f"Float the {proposal.purpose} package{leave}. At its core: {core}.")
    return steps


def _common_steps(case: Case, common: Sequence[tuple[str, str, float]]) -> list[str]:
    return [
        f"Settle “{case.agenda.issue(issue_id).label}” ad referendum: both sides probably "
        f"want “{case.agenda.issue(issue_id).option(option_id).label}”."
        for issue_id, option_id, _ in common
    ]


def _no_zone_steps() -> list[str]:
    return [
        "Look for a zone before any meeting of principals: new issues or options to trade, "
        "a red line that could be worded otherwise, a better reading of what no agreement "
        "costs each side."
    ]


def _standing_steps() -> list[str]:
    return [
        "Hold one more working-level meeting and enter what each side said the same day.",
        "Agree with their staff on a joint record of what stands agreed ad referendum.",
        "Have each member of staff enter a forecast of the meeting before it starts.",
    ]
