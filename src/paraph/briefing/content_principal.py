"""The two pages for the principal. Every list is bounded; what is cut stands in the annex."""

from __future__ import annotations

from paraph.briefing.blocks import (
    Block,
    Chart,
    Column,
    Heading,
    Item,
    KeyFigure,
    Listing,
    Pair,
    Paragraph,
    Table,
    VerdictBox,
)
from paraph.briefing.charts import NARROW, WIDE, Meeting, Want, draw_meetings, draw_wants
from paraph.briefing.content_judgements import forecast_blocks
from paraph.briefing.content_landing import landing_chart, proposal_blocks
from paraph.briefing.content_parties import change_of_mind_blocks
from paraph.briefing.findings import Findings
from paraph.briefing.wording import (
    clipped,
    count_in_words,
    day_in_words,
    decision_in_words,
    delay_in_words,
    sentence,
    verdict_in_words,
    wish_in_words,
)
from paraph.counterpart import Posterior
from paraph.negotiation import Authority, Party
from paraph.negotiation.wording import (
    estimate_in_percent,
    in_percent,
    listed,
    range_in_percent,
    value_in_words,
)
from paraph.readiness import Reason

N_REASONS, N_TURNS, N_WANTS, N_ISSUES = 4, 2, 8, 7
REASON_LENGTH, EVIDENCE_LENGTH, STEP_LENGTH, DECISION_LENGTH = 220, 170, 260, 300
HALF, N_LEADERS = 320, 3
WORTH_SAYING = 0.05
"""The gain in probability from which more meetings are said to help."""


AUTHORITIES = {
    Authority.STAFF: "staff, ad referendum",
    Authority.MINISTERS: "ministers",
    Authority.PRINCIPAL: "kept for the principal",
    Authority.UNKNOWN: "not on record",
}


def compose_principal(findings: Findings) -> tuple[Block, ...]:
    """Compose the principal's part, in the order in which it is read."""
    return (
        _verdict(findings),
        *_why(findings),
        *_landing(findings),
        *_wants(findings),
        *_standing(findings),
        Heading("The three things to do next", 2),
        _steps(findings),
        Pair(
            (Heading("Advice and forecasts", 2), *forecast_blocks(findings)),
            (Heading("Worth of another meeting", 2), _meetings(findings)),
        ),
    )


def _verdict(findings: Findings) -> VerdictBox:
    readiness, thresholds = findings.readiness, findings.case.settings.thresholds
    figures = (
        ("Agreement, if they meet now", readiness.p_agreement, thresholds.go_at),
        ("A zone of agreement exists", readiness.p_zone, thresholds.no_zone_below),
        ("A side walks out", readiness.p_walkout, None),
    )
    worth = readiness.our_expected_value
    none = findings.ours.reservation
    return VerdictBox(
        word=verdict_in_words(readiness),
        sentence=sentence(readiness.sentence),
        figures=(
            *(
                KeyFigure(name, in_percent(each.mid, turn), range_in_percent(each))
                for name, each, turn in figures
            ),
            KeyFigure(
                "Worth to us" if findings.ours.belief.interactions else "Worth to us, from 0 to 1",
                f"{worth.mid:.2f}",
                f"{worth.low:.2f}–{worth.high:.2f}; no agreement {none.mid:.2f}",
            ),
        ),
        decision=clipped(decision_in_words(readiness), DECISION_LENGTH),
    )


def _why(findings: Findings) -> tuple[Block, ...]:
    readiness = findings.readiness
    items = tuple(
        Item(
            text=clipped(sentence(reason.text), REASON_LENGTH),
            lead="For:" if reason.is_for else "Against:",
            note=clipped(evidence_in_words(reason), EVIDENCE_LENGTH),
        )
        for reason in readiness.reasons[:N_REASONS]
    )
    turns = [clipped(text.rstrip("."), REASON_LENGTH) for text in readiness.would_turn[:N_TURNS]]
    blocks: tuple[Block, ...] = (Heading("Why", 2), Listing(items))
    if turns:
        blocks += (Paragraph(sentence("; ".join(turns)), lead="What would change this:"),)
    return blocks


def evidence_in_words(reason: Reason) -> str:
    """Name what a reason rests on."""
    return f"Evidence: {'; '.join(reason.evidence)}" if reason.evidence else ""


def _landing(findings: Findings) -> tuple[Block, ...]:
    blocks: tuple[Block, ...] = (
        Heading("Where agreement is possible", 2),
        landing_chart(findings, findings.hardest),
    )
    if findings.advice.proposals:
        return (*blocks, *proposal_blocks(findings, most=N_ISSUES))
    nothing = (
        "No package is proposed: none was found that we would take ourselves with enough "
        "certainty and that gives us more than no agreement."
    )
    return (*blocks, Paragraph(nothing))


def _wants(findings: Findings) -> tuple[Block, ...]:
    place = findings.hardest
    others = [party for party in findings.case.counterparts if party.id != _party(findings).id]
    blocks: tuple[Block, ...] = (
        Heading(f"What they want: {_party(findings).name}", 2),
        *change_of_mind_blocks(findings.theirs[place]),
        wants_chart(findings, place, most=N_WANTS),
    )
    if others:
        names = listed([party.name for party in others])
        blocks += (Paragraph(f"For {names}, see the annex.", is_note=True),)
    return blocks


def _party(findings: Findings) -> Party:
    return findings.counterpart(findings.hardest)


def wants_chart(findings: Findings, place: int, *, most: int) -> Chart:
    """Chart what matters to a counterpart, with intervals, and what it likely wants."""
    agenda, knowledge = findings.case.agenda, findings.knowledge[place]
    them = findings.counterpart(place).name
    ranked = sorted(knowledge, key=lambda known: -known.importance.mid)[:most]
    wants = [
        Want(
            label=agenda.issue(known.issue_id).label,
            importance=known.importance,
            option=wish_in_words(agenda.issue(known.issue_id), known),
            chance=in_percent(known.p_likely_option) if known.is_told else "",
            status=known.status,
        )
        for known in ranked
    ]
    n_silent = sum(known.n_moves == 0 for known in knowledge)
    cut = f" The {most} weightiest of {len(knowledge)} issues." if len(knowledge) > most else ""
    caption = (
        f"{_leaders(wants)} "
        f"{_silence(n_silent, len(knowledge), findings.theirs[place])}{cut} "
        "Filled dot: known; diamond: uncertain; hollow square: not known."
    )
    return Chart(
        id=f"wants-{place + 1}",
        title="What matters to them, and what they likely want.",
        caption=caption,
        alt=f"{them}: one row for each issue, a dot with its 90 % interval. {caption}",
        wide=draw_wants(wants, width=WIDE),
        narrow=draw_wants(wants, width=NARROW),
        table=_wants_table(wants, them),
    )


def _leaders(wants: list[Want]) -> str:
    """Say what matters most, as far as the intervals tell it apart from the rest."""
    first = wants[0]
    share = f"{estimate_in_percent(first.importance)} of the weight"
    near = [want.label for want in wants if want.importance.mid >= first.importance.low]
    if len(near) == 1:
        return f"{first.label} probably matters most to them: {share}."
    if len(near) <= N_LEADERS:
        return f"{listed(near)} lead, too close to tell apart; {first.label} has {share}."
    return f"No issue stands out; {first.label} has the highest estimate, {share}."


def _silence(n_silent: int, n_issues: int, posterior: Posterior) -> str:
    change = posterior.change_of_mind
    since = f" since {day_in_words(change.day)}" if change and change.is_followed else ""
    where = f"on record{since}"
    if n_silent == 0:
        return f"Every issue has a move of theirs {where}."
    if n_silent == n_issues:
        return f"No move of theirs is {where}: all of this is assumption."
    return f"On {count_in_words(n_silent, 'issue')} no move of theirs is {where}."


def _wants_table(wants: list[Want], them: str) -> Table:
    return Table(
        f"What matters to {them}",
        (
            Column("Issue", 2),
            Column("Share of the weight", 1.4, is_numeric=True),
            Column("Option they likely want", 2),
            Column("Status"),
        ),
        tuple(
            (
                want.label,
                estimate_in_percent(want.importance),
                want.wish,
                want.status,
            )
            for want in wants
        ),
    )


def _standing(findings: Findings) -> tuple[Block, ...]:
    case = findings.case
    settled = [
        f"{issue.label}: {issue.option(case.settled[issue.id]).label}"
        for issue in case.agenda.issues
        if issue.id in case.settled
    ]
    n_issues = len(case.agenda)
    if settled:
        cut = f"; and {len(settled) - N_ISSUES} more" if len(settled) > N_ISSUES else ""
        agreed = sentence("; ".join(settled[:N_ISSUES]) + cut)
    else:
        agreed = "Nothing stands agreed ad referendum."
    lead = f"Agreed ad referendum ({len(settled)} of {count_in_words(n_issues, 'issue')}):"
    blocks: tuple[Block, ...] = (
        Heading("What is agreed, what is open, and who may settle it", 2),
        Paragraph(agreed, lead=lead),
    )
    return (*blocks, open_issues_table(findings, most=N_ISSUES)) if case.open_issue_ids else blocks


def open_issues_table(findings: Findings, *, most: int) -> Table:
    """The open issues and who may settle each, those kept for the principal first."""
    case = findings.case
    order = (Authority.PRINCIPAL, Authority.MINISTERS, Authority.STAFF, Authority.UNKNOWN)
    ranked = sorted(
        case.open_issue_ids,
        key=lambda issue_id: order.index(case.we.mandate.item(issue_id).authority),
    )
    rows = tuple(
        (
            case.agenda.issue(issue_id).label,
            *(
                AUTHORITIES[party.mandate.item(issue_id).authority]
                for party in (case.we, *case.counterparts)
            ),
        )
        for issue_id in ranked[:most]
    )
    left = len(ranked) - len(rows)
    return Table(
        f"Open: {count_in_words(len(ranked), 'issue')}, and who may settle each",
        (
            Column("Issue", 2.2),
            *(Column(party.name, 1.4) for party in (case.we, *case.counterparts)),
        ),
        rows,
        note=f"{count_in_words(left, 'further issue')} in the annex." if left else "",
    )


def _steps(findings: Findings) -> Listing:
    steps = findings.advice.next_steps
    return Listing(
        tuple(Item(clipped(sentence(step), STEP_LENGTH)) for step in steps), is_numbered=True
    )


def _meetings(findings: Findings) -> Block:
    if not findings.readiness.meetings:
        return Paragraph("What further meetings would be worth was not assessed.")
    return meetings_chart(findings)


def meetings_chart(findings: Findings) -> Chart:
    """Chart what more working-level meetings would change before the principals meet."""
    readiness = findings.readiness
    meetings = [Meeting(m.n_meetings, m.p_agreement, m.p_walkout) for m in readiness.meetings]
    go_at = findings.case.settings.thresholds.go_at
    drawn = draw_meetings(meetings, width=HALF, go_at=go_at)
    caption = _meetings_caption(meetings, go_at)
    return Chart(
        id="meetings",
        title="Probability of agreement after more working-level meetings.",
        caption=" ".join(
            part
            for part in (
                caption,
                delay_in_words(readiness),
                f"Dashed: the verdict's threshold of {round(100 * go_at)} %.",
            )
            if part
        ),
        alt=f"Dots with 90 % intervals for each number of further meetings. {caption}",
        wide=drawn,
        narrow=drawn,
        table=meetings_table(findings),
        share_of_width=0.5,
    )


def meetings_table(findings: Findings) -> Table:
    """What further working-level meetings are worth, in numbers."""
    go_at = findings.case.settings.thresholds.go_at
    columns = [
        Column("Meetings first"),
        Column("Agreement", 1.4, is_numeric=True),
        Column("Value to us", 1.4, is_numeric=True),
        Column("Walk-out", 1.4, is_numeric=True),
    ]
    rows = [
        [
            str(meeting.n_meetings),
            estimate_in_percent(meeting.p_agreement, go_at),
            value_in_words(meeting.our_value),
            estimate_in_percent(meeting.p_walkout),
        ]
        for meeting in findings.readiness.meetings
    ]
    nets = [meeting.our_value_less_delay for meeting in findings.readiness.meetings]
    if any(nets):
        columns.append(Column("Value less delay", 1.4, is_numeric=True))
        for row, net in zip(rows, nets, strict=True):
            row.append(value_in_words(net) if net else "")
    return Table(
        "Worth of further working-level meetings",
        tuple(columns),
        tuple(map(tuple, rows)),
        note=delay_in_words(findings.readiness),
    )


def _meetings_caption(meetings: list[Meeting], go_at: float) -> str:
    now = meetings[0]
    best = max(meetings, key=lambda meeting: meeting.p_agreement.mid)
    gain = best.p_agreement.mid - now.p_agreement.mid
    if gain < WORTH_SAYING:
        return "More meetings at working level alone would hardly change the probability."
    overlap = now.p_agreement.high > best.p_agreement.low
    doubt = ", though the intervals overlap" if overlap else ""
    return (
        f"{count_in_words(best.n_meetings, 'more meeting')} would take it from "
        f"{in_percent(now.p_agreement.mid, go_at)} to "
        f"{in_percent(best.p_agreement.mid, go_at)}{doubt}."
    )
