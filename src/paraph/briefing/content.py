"""The content of a brief, composed from what the engines found; pure."""

from __future__ import annotations

from paraph.briefing.blocks import Brief, Summary
from paraph.briefing.content_annex import compose_annex
from paraph.briefing.content_principal import compose_principal
from paraph.briefing.findings import Findings
from paraph.briefing.wording import (
    count_in_words,
    day_in_words,
    decision_in_words,
    sentence,
    verdict_in_words,
)
from paraph.negotiation.wording import estimate_in_percent, listed

N_SUMMARY_REASONS = 3


def compose_brief(findings: Findings) -> Brief:
    """Compose the brief: two pages for the principal, then the annex that staff defend.

    Equal findings give an equal brief. Values of different parties stand on their own
    scales throughout and are never added or compared.
    """
    case, readiness = findings.case, findings.readiness
    go_at = case.settings.thresholds.go_at
    return Brief(
        title=case.title,
        case_id=case.id,
        facts=_facts(findings),
        principal=compose_principal(findings),
        annex=compose_annex(findings),
        summary=Summary(
            verdict=verdict_in_words(readiness),
            sentence=sentence(readiness.sentence),
            p_agreement="probability of agreement "
            f"{estimate_in_percent(readiness.p_agreement, go_at)} if the principals meet now",
            reasons=tuple(sentence(reason.text) for reason in readiness.reasons)[
                :N_SUMMARY_REASONS
            ],
            steps=tuple(sentence(step) for step in findings.advice.next_steps),
            decision=decision_in_words(readiness),
        ),
        digest=readiness.digest,
        seed=case.settings.seed,
        as_of=case.as_of,
    )


def _facts(findings: Findings) -> tuple[tuple[str, str], ...]:
    case = findings.case
    principal = f"{case.we.principal}, {case.we.name}" if case.we.principal else case.we.name
    others = [
        f"{party.name} ({party.principal})" if party.principal else party.name
        for party in case.counterparts
    ]
    meeting = case.meeting
    planned = [f"{meeting.level} level", meeting.place]
    planned.append(day_in_words(meeting.day) if meeting.day else "no date set")
    n_moves = sum(len(session.moves) for session in case.sessions)
    day = f"to {day_in_words(case.as_of)}" if case.as_of else "whole"
    return (
        ("Prepared for", principal),
        ("Counterpart" if len(others) == 1 else "Counterparts", listed(others)),
        ("Meeting", ", ".join(part for part in planned if part)),
        (
            "Record",
            f"{day}; {count_in_words(len(case.sessions), 'session')}, "
            f"{count_in_words(n_moves, 'move')}",
        ),
    )
