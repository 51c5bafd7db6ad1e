"""Questions of process and text, and of the principals' meeting itself."""

from __future__ import annotations

from paraph.readiness.homework.ground import Ground, point_paper, point_session
from paraph.readiness.homework.items import Answer, HomeworkStatus, Question, answer_by_share
from paraph.readiness.homework.papers import answer_by_paper
from paraph.record import Level, PaperKind, Role

_FEW = 5


def _staff_met(ground: Ground) -> Answer:
    sessions = [s for s in ground.case.sessions if s.level is Level.WORKING]
    n_days = sum(session.n_days for session in sessions)
    finding = f"{len(sessions)} working-level sessions, {n_days} days in all"
    if sessions:
        return Answer(HomeworkStatus.DONE, finding, tuple(map(point_session, sessions)))
    return Answer(HomeworkStatus.MISSING, finding, who="both delegations")


def _agenda(ground: Ground) -> Answer:
    papers = ground.papers(PaperKind.AGREED_AGENDA)
    meeting = ground.case.meeting
    if papers:
        return Answer(HomeworkStatus.DONE, "agreed", tuple(map(point_paper, papers)))
    who = "both chief negotiators"
    if meeting.day is not None and meeting.place:
        finding = f"{meeting.day}, {meeting.place}; no agenda agreed"
        return Answer(HomeworkStatus.PARTLY, finding, ("meeting",), who)
    return Answer(HomeworkStatus.MISSING, "no agenda agreed, no day or place fixed", who=who)


def _single_text(ground: Ground) -> Answer:
    texts = ground.case.texts
    if not texts:
        return Answer(HomeworkStatus.MISSING, "no text on file", who="both delegations")
    shared = [version for version in texts if version.is_shared]
    if not shared:
        finding = "a text on file that not all sides work on"
        return Answer(HomeworkStatus.PARTLY, finding, ("text",), "both delegations")
    dated = [version.day for version in shared if version.day is not None]
    finding = f"a rolling text, last of {max(dated)}" if dated else "a rolling text"
    return Answer(HomeworkStatus.DONE, finding, ("text",))


def _wording(ground: Ground) -> Answer:
    """Whether the options of each open issue exist as wording, not only as an idea."""
    n_worded = sum(all(o.text for o in issue.options) for issue in ground.open_issues)
    n_all = len(ground.open_issues)
    finding = f"every option is worded on {n_worded} of {n_all} open issues"
    evidence = ("agenda",) if n_worded else ()
    return answer_by_share(n_worded, n_all, finding, evidence, "our drafters")


def _joint_records(ground: Ground) -> Answer:
    sessions = ground.case.sessions
    if not sessions:
        return Answer(HomeworkStatus.NOT_NEEDED, "no session yet")
    joint = [session for session in sessions if session.is_joint_record]
    finding = f"{len(joint)} of {len(sessions)} sessions have a record signed off by both sides"
    evidence = tuple(map(point_session, joint))
    return answer_by_share(len(joint), len(sessions), finding, evidence, "both note-takers")


def _legal_scrub(ground: Ground) -> Answer:
    if len(ground.open_issues) > 2:
        return Answer(HomeworkStatus.NOT_NEEDED, "the text isn't stable yet")
    return answer_by_paper(
        ground, kinds=(PaperKind.LEGAL_SCRUB,), who="both sides' legal and language revisers"
    )


def _few_open(ground: Ground) -> Answer:
    """Whether little is left to the principals: few points, each with options in writing."""
    n_open = len(ground.open_issues)
    finding = f"{n_open} issues open: {ground.labels(ground.case.open_issue_ids)}"
    if not n_open:
        return Answer(HomeworkStatus.DONE, "no issue open", ("agreed ad referendum",))
    if n_open > _FEW:
        return Answer(HomeworkStatus.MISSING, finding, who="both delegations")
    if all(o.text for issue in ground.open_issues for o in issue.options):
        return Answer(HomeworkStatus.DONE, finding, ("agenda",))
    finding += "; their options aren't all in writing"
    return Answer(HomeworkStatus.PARTLY, finding, ("agenda",), "our drafters")


def _openings_seen(ground: Ground) -> Answer:
    """Whether the other side's staff have seen what each principal will table; decisive."""
    if not ground.open_issues:
        return Answer(HomeworkStatus.NOT_NEEDED, "nothing is left to be tabled")
    unseen: list[str] = []
    evidence: list[str] = []
    owing: list[str] = []
    for party in ground.case.parties:
        openings = [o for o in ground.case.openings if o.party_id == party.id]
        others = [other for other in ground.case.parties if other.id != party.id]
        if not openings:
            unseen.append(f"no opening of {party.principal or party.name} on record")
            owing.append(party.name)
            continue
        shown = dict(openings[-1].shown)
        evidence.append(f"opening of {party.name}")
        blind = [other.name for other in others if other.id not in shown]
        if blind:
            unseen.append(f"that of {party.name} not shown to {', '.join(blind)}")
            owing.append(party.name)
    if not unseen:
        return Answer(HomeworkStatus.DONE, "seen by the other side's staff", tuple(evidence))
    status = HomeworkStatus.PARTLY if evidence else HomeworkStatus.MISSING
    who = " and ".join(f"the delegation of {name}" for name in owing)
    is_decisive = bool(ground.decisive_ids)
    return Answer(status, "; ".join(unseen), tuple(evidence), who, is_decisive)


def _forecasts(ground: Ground) -> Answer:
    judgements = ground.case.judgements
    roles = {judgement.role for judgement in judgements}
    evidence = tuple(dict.fromkeys(f"judgement of {j.who}, {j.given}" for j in judgements))
    n_there = len(roles & {Role.STAFF, Role.PRINCIPAL})
    finding = f"{len(judgements)} forecasts, of " + (
        ", ".join(sorted(role.value for role in roles)) or "nobody"
    )
    return answer_by_share(n_there, 2, finding, evidence, "staff, and the principal in person")


def _lessons(ground: Ground) -> Answer:
    events = ground.case.events
    known = [event for event in events if event.happened is not None]
    if not events:
        return Answer(HomeworkStatus.MISSING, "no event stated to forecast", who="our delegation")
    if not known:
        return Answer(HomeworkStatus.NOT_NEEDED, "nothing has come to pass yet")
    finding = f"{len(known)} of {len(events)} events are known and can be scored"
    return Answer(HomeworkStatus.DONE, finding, tuple(f"event {event.id}" for event in known))


QUESTIONS = (
    Question(
        "staff-met",
        "Have the delegations met at working level?",
        "lessons of the Hanoi summit and of the JCPOA",
        _staff_met,
    ),
    Question(
        "agenda",
        "Are day, place and agenda of the meeting agreed?",
        "Harvard Program on Negotiation, checklist",
        _agenda,
    ),
    Question(
        "single-text",
        "Do all sides work on one text?",
        "Fisher, the one-text procedure",
        _single_text,
    ),
    Question(
        "wording",
        "Is there wording for each option of each open issue?",
        "practice of the Paris conference of 2015",
        _wording,
    ),
    Question(
        "joint-records",
        "Is there a record of each session that both sides signed off?",
        "lessons of Camp David and of Lausanne",
        _joint_records,
    ),
    Question(
        "legal-scrub",
        "Have lawyers and language revisers gone through the text?",
        "practice of the Paris conference of 2015",
        _legal_scrub,
    ),
)

MEETING_QUESTIONS = (
    Question(
        "few-open",
        "Are the points left to the principals few, and each in writing?",
        "accounts of the Vienna talks of 2015",
        _few_open,
    ),
    Question(
        "openings-seen",
        "Has the other side's staff seen what each principal will table?",
        "lessons of the Hanoi summit",
        _openings_seen,
    ),
    Question(
        "forecasts",
        "Have staff and the principal each put on record how likely agreement is?",
        "lessons of the Hanoi summit",
        _forecasts,
    ),
    Question(
        "lessons",
        "Have earlier forecasts been held against what happened?",
        "Harvard Program on Negotiation, checklist",
        _lessons,
    ),
)
