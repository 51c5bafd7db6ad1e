"""Questions of mandate and authority: who may say yes, to what, and since when."""

from __future__ import annotations

from paraph.negotiation import Authority, Party
from paraph.readiness.homework.ground import Ground, point_mandate, point_paper, point_session
from paraph.readiness.homework.items import Answer, HomeworkStatus, Question, answer_by_share
from paraph.record import MoveKind, PaperKind


def _objectives(ground: Ground) -> Answer:
    papers = ground.papers(PaperKind.OBJECTIVES)
    who = ground.case.we.principal or "our principal"
    if not papers:
        return Answer(HomeworkStatus.MISSING, "no paper of objectives on file", who=who)
    paper = papers[-1]
    evidence = (point_paper(paper),)
    if not paper.by or paper.day is None:
        return Answer(HomeworkStatus.PARTLY, "not approved by name and day", evidence, who)
    met = ground.last_leaders_day
    if met is not None and paper.day < met:
        finding = f"of {paper.day}, before the principals met on {met}"
        return Answer(HomeworkStatus.STALE, finding, evidence, who)
    return Answer(HomeworkStatus.DONE, f"approved by {paper.by} on {paper.day}", evidence)


def _own_mandate(ground: Ground) -> Answer:
    we = ground.case.we
    known = [
        issue.id
        for issue in ground.open_issues
        if we.mandate.item(issue.id).authority is not Authority.UNKNOWN
    ]
    n_open = len(ground.open_issues)
    finding = f"an instruction on {len(known)} of {n_open} open issues"
    evidence = (point_mandate(we),) if known else ()
    return answer_by_share(len(known), n_open, finding, evidence, we.principal or "our principal")


def _within_mandate(ground: Ground) -> Answer:
    we = ground.case.we
    beyond: dict[str, None] = {}
    n_moves = 0
    for session, move in ground.moves_by(we.id):
        if move.kind not in (MoveKind.PROPOSE, MoveKind.ACCEPT):
            continue
        n_moves += 1
        for issue_id, option_id in move.package:
            if not we.mandate.item(issue_id).allows(option_id):
                beyond[f"{point_session(session)}, {ground.label(issue_id)}"] = None
    if not n_moves:
        return Answer(HomeworkStatus.NOT_NEEDED, "we have proposed and accepted nothing yet")
    if beyond:
        who = we.principal or "our principal"
        finding = "we went beyond the mandate; have it approved by name, or taken back"
        return Answer(HomeworkStatus.PARTLY, finding, tuple(beyond), who)
    return Answer(HomeworkStatus.DONE, f"{n_moves} moves, none beyond it", (point_mandate(we),))


def _their_authority(ground: Ground) -> Answer:
    """Whether it is known who over there can say yes; decisive on the issues that decide."""
    unknown: list[str] = []
    evidence: list[str] = []
    asked: list[Party] = []
    is_decisive = False
    for party in ground.case.counterparts:
        open_ids = [issue.id for issue in ground.open_issues]
        dark = [i for i in open_ids if party.mandate.item(i).authority is Authority.UNKNOWN]
        if dark:
            unknown.append(f"{party.name}: not known on {ground.labels(dark)}")
            asked.append(party)
            is_decisive |= any(issue_id in ground.decisive_ids for issue_id in dark)
        if len(dark) < len(open_ids):
            evidence.append(point_mandate(party))
    if not unknown:
        return Answer(HomeworkStatus.DONE, "known on every open issue", tuple(evidence))
    status = HomeworkStatus.PARTLY if evidence else HomeworkStatus.MISSING
    who = " and ".join(f"the delegation of {party.name}" for party in asked)
    return Answer(status, "; ".join(unknown), tuple(evidence), who, is_decisive)


def _instructions_fresh(ground: Ground) -> Answer:
    """Whether our instructions are newer than the principals' last meeting."""
    met = ground.last_leaders_day
    we = ground.case.we
    if met is None:
        return Answer(HomeworkStatus.NOT_NEEDED, "the principals have not met")
    who = we.principal or "our principal"
    days = {
        issue.id: we.mandate.item(issue.id).issued or we.mandate.issued
        for issue in ground.open_issues
    }
    if not any(days.values()):
        finding = f"no dated instruction since the principals met on {met}"
        return Answer(HomeworkStatus.MISSING, finding, (), who, is_decisive=True)
    old = [issue_id for issue_id, day in days.items() if day is None or day < met]
    evidence = (point_mandate(we),)
    if not old:
        return Answer(HomeworkStatus.DONE, f"issued after the principals met on {met}", evidence)
    finding = f"older than the principals' meeting of {met}: {ground.labels(old)}"
    is_decisive = any(issue_id in ground.decisive_ids for issue_id in old)
    return Answer(HomeworkStatus.STALE, finding, evidence, who, is_decisive)


def _credentials(ground: Ground) -> Answer:
    if ground.open_issues:
        return Answer(HomeworkStatus.NOT_NEEDED, "nothing can be signed while issues are open")
    papers = ground.papers(PaperKind.CREDENTIALS)
    if papers:
        return Answer(HomeworkStatus.DONE, "on file", tuple(map(point_paper, papers)))
    return Answer(HomeworkStatus.MISSING, "no full powers on file", who="the foreign ministry")


def _delegation(ground: Ground) -> Answer:
    people = ground.case.we.delegation
    n_named = sum(1 for person in people if person.role)
    finding = f"{len(people)} people named, {n_named} with their role"
    evidence = tuple(f"delegation: {person.name}" for person in people)
    # A lead, a second and a note-taker are the least that can negotiate and keep a record.
    return answer_by_share(min(len(people), 3), 3, finding, evidence, "our chief negotiator")


QUESTIONS = (
    Question(
        "objectives",
        "Are our objectives written down, and approved by a named person on a given day?",
        "Circular 175 procedure",
        _objectives,
    ),
    Question(
        "own-mandate",
        "Is it laid down for each open issue who on our side may settle it?",
        "Circular 175 procedure; EU negotiating directives",
        _own_mandate,
    ),
    Question(
        "within-mandate",
        "Has everything that we proposed and accepted been within our mandate?",
        "Circular 175 procedure",
        _within_mandate,
    ),
    Question(
        "their-authority",
        "Who on the other side can say yes to each open issue?",
        "lessons of the Hanoi summit",
        _their_authority,
    ),
    Question(
        "fresh-instructions",
        "Have instructions been renewed since the principals last met?",
        "lessons of the Reykjavik summit",
        _instructions_fresh,
    ),
    Question(
        "credentials",
        "Are full powers at hand where something is to be signed?",
        "Vienna Convention on the Law of Treaties, article 7",
        _credentials,
    ),
    Question(
        "delegation",
        "Is our delegation named: lead, second, note-taker, experts?",
        "preparation guides for negotiators",
        _delegation,
    ),
)
