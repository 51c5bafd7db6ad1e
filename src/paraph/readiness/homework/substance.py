"""Questions of substance: issues, terms, interests, options and trades."""

from __future__ import annotations

from paraph.negotiation import Term
from paraph.readiness.homework.ground import Ground, point_paper, point_session
from paraph.readiness.homework.items import Answer, HomeworkStatus, Question, answer_by_share
from paraph.record import MoveKind, PaperKind


def _issue_list(ground: Ground) -> Answer:
    papers = ground.papers(PaperKind.AGREED_ISSUE_LIST)
    if papers:
        return Answer(HomeworkStatus.DONE, "agreed with the other side", (point_paper(papers[-1]),))
    who = "both chief negotiators"
    return Answer(HomeworkStatus.MISSING, "no list of issues agreed by both sides", who=who)


def _terms(ground: Ground) -> Answer:
    """Whether both sides mean the same by each term that open issues hang on; decisive."""
    if not ground.case.terms:
        return Answer(
            HomeworkStatus.MISSING, "no key term is listed", who="both sides' legal advisers"
        )
    told: list[str] = []
    evidence: list[str] = []
    n_clear = 0
    is_decisive = False
    for term in ground.case.terms:
        is_clear, finding = _compare(ground, term)
        evidence.append(f"term {term.id}")
        n_clear += is_clear
        if not is_clear:
            told.append(f"{term.label}: {finding}")
            is_decisive |= _is_open(ground, term)
    if not told:
        return Answer(HomeworkStatus.DONE, "one agreed definition each", tuple(evidence))
    status = HomeworkStatus.PARTLY if n_clear else HomeworkStatus.MISSING
    who = "both sides' legal advisers"
    return Answer(status, "; ".join(told), tuple(evidence), who, is_decisive)


def _compare(ground: Ground, term: Term) -> tuple[bool, str]:
    if term.agreed_text:
        return True, "agreed"
    given = {definition.party_id: definition.text for definition in term.definitions}
    silent = [party.name for party in ground.case.parties if party.id not in given]
    if silent:
        return False, f"no definition by {', '.join(silent)} on record"
    if len({" ".join(text.casefold().split()) for text in given.values()}) > 1:
        return False, "the sides define it differently"
    return False, "the sides use the same words, but no definition is agreed"


def _is_open(ground: Ground, term: Term) -> bool:
    """Whether an issue that decides is open and hangs on the term (any open one if none named)."""
    open_ids = set(ground.case.open_issue_ids)
    if not term.issue_ids:
        return bool(open_ids)
    return any(issue in open_ids and issue in ground.decisive_ids for issue in term.issue_ids)


def _own_interests(ground: Ground) -> Answer:
    preference = ground.case.we.preference
    weighed = preference.importance.issue_ids
    n_weighed = sum(issue.id in weighed for issue in ground.open_issues)
    finding = f"importance stated for {n_weighed} of {len(ground.open_issues)} open issues"
    evidence = ("our preferences",) if n_weighed else ()
    who = ground.case.we.principal or "our principal"
    return answer_by_share(n_weighed, len(ground.open_issues), finding, evidence, who)


def _own_limits(ground: Ground) -> Answer:
    we = ground.case.we
    has_limit = we.preference.reservation.value is not None
    finding = "the value of no agreement is stated" if has_limit else "no limit is stated"
    evidence = tuple(
        f"red line: {line.reason or ', '.join(line.issue_ids)}" for line in we.red_lines
    )
    if has_limit:
        return Answer(HomeworkStatus.DONE, finding, ("our preferences", *evidence))
    status = HomeworkStatus.PARTLY if evidence else HomeworkStatus.MISSING
    return Answer(status, finding, evidence, we.principal or "our principal")


def _their_interests(ground: Ground) -> Answer:
    """Whether they have spoken to each open issue, in a session that is on record."""
    return _spoken_to(ground, "their interests", is_ours=False)


def _positions(ground: Ground) -> Answer:
    return _spoken_to(ground, "a position of every side", is_ours=True)


def _spoken_to(ground: Ground, what: str, *, is_ours: bool) -> Answer:
    parties = ground.case.parties if is_ours else ground.case.counterparts
    evidence: dict[str, None] = {}
    dark: list[str] = []
    for issue in ground.open_issues:
        spoken = [ground.sessions_on(party.id, issue.id) for party in parties]
        if all(spoken):
            evidence.update(dict.fromkeys(pointer for pointers in spoken for pointer in pointers))
        else:
            dark.append(issue.id)
    n_all = len(ground.open_issues)
    finding = f"{what} on {n_all - len(dark)} of {n_all} open issues"
    if dark:
        finding += f"; nothing on {ground.labels(dark)}"
    who = "our delegation, at the next working-level meeting"
    return answer_by_share(n_all - len(dark), n_all, finding, tuple(evidence), who)


def _answers(ground: Ground) -> Answer:
    """Whether the counterpart has answered questions, so that assumptions became facts."""
    asks = [s for s, move in ground.moves_by(ground.case.we_id) if move.kind is MoveKind.ASK]
    told = [
        session
        for party in ground.case.counterparts
        for session, move in ground.moves_by(party.id)
        if move.kind is MoveKind.ANSWER
    ]
    evidence = tuple(dict.fromkeys(point_session(session) for session in (*asks, *told)))
    who = "our delegation, at the next working-level meeting"
    finding = f"{len(asks)} questions asked, {len(told)} answers on record"
    if told:
        return Answer(HomeworkStatus.DONE, finding, evidence)
    status = HomeworkStatus.PARTLY if asks else HomeworkStatus.MISSING
    return Answer(status, finding, evidence, who)


def _options(ground: Ground) -> Answer:
    short = [issue.id for issue in ground.open_issues if len(issue.options) < 2]
    n_all = len(ground.open_issues)
    finding = f"{n_all - len(short)} of {n_all} open issues have two options or more"
    return answer_by_share(n_all - len(short), n_all, finding, ("agenda",), "our delegation")


def _trades(ground: Ground) -> Answer:
    packages = [
        session
        for session, move in ground.moves_by(ground.case.we_id)
        if move.kind is MoveKind.PROPOSE and len(move.package) > 1
    ]
    if packages:
        evidence = tuple(dict.fromkeys(map(point_session, packages)))
        return Answer(HomeworkStatus.DONE, f"{len(packages)} packages proposed", evidence)
    finding = "we have proposed single points only, or nothing"
    return Answer(HomeworkStatus.MISSING, finding, who="our delegation")


def _sequence(ground: Ground) -> Answer:
    if ground.case.linkages:
        finding = f"{len(ground.case.linkages)} linkages on record"
        return Answer(HomeworkStatus.DONE, finding, ("linkages",))
    finding = "no linkage and no order of steps on record"
    return Answer(HomeworkStatus.MISSING, finding, who="our delegation and technical experts")


QUESTIONS = (
    Question(
        "issue-list",
        "Have both sides agreed on the list of all issues to be settled?",
        "accounts of the Vienna talks of 2014",
        _issue_list,
    ),
    Question(
        "terms",
        "Do both sides mean the same by each key term?",
        "lessons of the Hanoi summit",
        _terms,
    ),
    Question(
        "own-interests",
        "Do we know how much each open issue matters to us?",
        "Fisher and Ertel, Getting Ready to Negotiate",
        _own_interests,
    ),
    Question(
        "own-limits",
        "Is it stated below what we would rather have no agreement?",
        "Harvard Program on Negotiation, checklist",
        _own_limits,
    ),
    Question(
        "their-interests",
        "Have they told us, on the record, what they want on each open issue?",
        "Harvard Program on Negotiation, checklist",
        _their_interests,
    ),
    Question(
        "positions",
        "Is every side's position on each open issue on record, with its date?",
        "ESCWA guide for climate negotiators",
        _positions,
    ),
    Question(
        "assumptions",
        "Have our assumptions about them been tested by asking?",
        "USAF Negotiation Center worksheet",
        _answers,
    ),
    Question(
        "options",
        "Are there at least two ways to settle each open issue?",
        "Fisher and Ertel, Getting Ready to Negotiate",
        _options,
    ),
    Question(
        "trades",
        "Have packages been tried that trade one issue for another?",
        "Fisher and Ertel, Getting Ready to Negotiate",
        _trades,
    ),
    Question(
        "sequence",
        "Is it clear what depends on what, and who moves first?",
        "lessons of the Hanoi summit",
        _sequence,
    ),
)
