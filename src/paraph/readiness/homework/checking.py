"""The homework list: every question, answered from one case."""

from __future__ import annotations

from paraph.case import Case
from paraph.readiness.homework import authority, papers, process, substance
from paraph.readiness.homework.ground import Ground
from paraph.readiness.homework.items import HomeworkItem, Question

GROUPS: tuple[tuple[str, tuple[Question, ...]], ...] = (
    ("Mandate and authority", authority.QUESTIONS),
    ("Issues and interests", substance.QUESTIONS),
    ("Papers and consultations", papers.QUESTIONS),
    ("Process and text", process.QUESTIONS),
    ("The principals' meeting", process.MEETING_QUESTIONS),
)


def check_homework(case: Case, decisive_ids: tuple[str, ...]) -> tuple[HomeworkItem, ...]:
    """Answer every question from the record; `decisive_ids` are the issues that decide.

    An item is decisive where the outcome hangs on it: then the verdict isn't *go* until it
    is done. Nothing can be ticked off: the record has to hold it.
    """
    ground = Ground(case, decisive_ids)
    return tuple(
        _answer(group, question, ground) for group, questions in GROUPS for question in questions
    )


def _answer(group: str, question: Question, ground: Ground) -> HomeworkItem:
    answer = question.answer(ground)
    return HomeworkItem(
        id=question.id,
        group=group,
        question=question.text,
        status=answer.status,
        evidence=answer.evidence,
        who=answer.who,
        is_decisive=answer.is_decisive,
        origin=question.origin,
        finding=answer.finding,
    )
