"""Questions that a paper on file answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from paraph.readiness.homework.ground import Ground, point_paper
from paraph.readiness.homework.items import Answer, HomeworkStatus, Question
from paraph.record import PaperKind


def answer_by_paper(ground: Ground, *, kinds: tuple[PaperKind, ...], who: str) -> Answer:
    """Answer done where a dated paper of one of the kinds is on file, partly if undated."""
    papers = tuple(paper for kind in kinds for paper in ground.papers(kind))
    if not papers:
        return Answer(HomeworkStatus.MISSING, "nothing on file", who=who)
    evidence = tuple(map(point_paper, papers))
    if all(paper.day is None for paper in papers):
        return Answer(HomeworkStatus.PARTLY, "on file, without a date", evidence, who)
    latest = max(paper.day for paper in papers if paper.day is not None)
    return Answer(HomeworkStatus.DONE, f"on file, latest of {latest}", evidence)


def _by(who: str, *kinds: PaperKind) -> Callable[[Ground], Answer]:
    return partial(answer_by_paper, kinds=kinds, who=who)


def _own_alternative(ground: Ground) -> Answer:
    reservation = ground.case.we.preference.reservation
    answer = answer_by_paper(ground, kinds=(PaperKind.OWN_ALTERNATIVE,), who="our planning staff")
    if answer.status is HomeworkStatus.MISSING and reservation.batna:
        finding = f"stated, without a paper: {reservation.batna}"
        return Answer(HomeworkStatus.PARTLY, finding, ("our preferences",), answer.who)
    return answer


def _their_alternative(ground: Ground) -> Answer:
    answer = answer_by_paper(ground, kinds=(PaperKind.THEIR_ALTERNATIVE,), who="our analysts")
    stated = [p for p in ground.case.counterparts if p.preference.reservation.batna]
    if answer.status is HomeworkStatus.MISSING and stated:
        evidence = tuple(f"preferences of {party.name}" for party in stated)
        return Answer(HomeworkStatus.PARTLY, "stated, without a paper", evidence, answer.who)
    return answer


QUESTIONS = (
    Question(
        "legal-memo",
        "Has a lawyer said that nothing here conflicts with law or other agreements?",
        "Circular 175 procedure",
        _by("our legal adviser", PaperKind.LEGAL_MEMO),
    ),
    Question(
        "funding",
        "Is it clear what it costs, and who pays?",
        "Circular 175 procedure",
        _by("the finance ministry", PaperKind.FUNDING),
    ),
    Question(
        "consultation",
        "Have those who must be heard been heard: legislature, agencies, allies, public?",
        "Circular 175 procedure",
        _by("our parliamentary and allied liaison", PaperKind.CONSULTATION),
    ),
    Question(
        "decision-chain",
        "Do we know who on the other side must approve what its negotiators agree?",
        "Putnam, two-level games",
        _by("our analysts and our embassy", PaperKind.DECISION_CHAIN),
    ),
    Question(
        "feasibility",
        "Have experts checked that what is to be tabled can be done?",
        "accounts of the Vienna talks of 2014",
        _by("our technical experts", PaperKind.FEASIBILITY),
    ),
    Question(
        "precedents",
        "Are earlier decisions and earlier attempts at hand?",
        "ESCWA guide for climate negotiators; UN guidance for mediators",
        _by("our archive", PaperKind.PRECEDENTS),
    ),
    Question(
        "own-alternative",
        "Do we know what we would do without agreement, and what that is worth?",
        "Fisher and Ertel, Getting Ready to Negotiate",
        _own_alternative,
    ),
    Question(
        "their-alternative",
        "Do we know what they would do without agreement?",
        "Fisher and Ertel, Getting Ready to Negotiate",
        _their_alternative,
    ),
    Question(
        "no-deal-plan",
        "Is it ready what we do and say if there is no agreement?",
        "lessons of the Hanoi summit",
        _by("our chief negotiator and spokesperson", PaperKind.NO_DEAL_PLAN),
    ),
    Question(
        "press-line",
        "Is there an agreed line on what is said in public, and what isn't?",
        "accounts of the Geneva talks of 2013",
        _by("our spokesperson", PaperKind.PRESS_LINE),
    ),
    Question(
        "implementation",
        "Is it written down who does what first, who checks it, and how disputes are settled?",
        "annexes of the JCPOA",
        _by("our technical experts", PaperKind.IMPLEMENTATION, PaperKind.ANNEX),
    ),
)
