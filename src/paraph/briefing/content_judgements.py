"""What staff advised and what the principal forecast, beside the model, with their record."""

from __future__ import annotations

from collections.abc import Sequence

from paraph.briefing.blocks import Block, Column, Item, Listing, Paragraph, Table
from paraph.briefing.findings import Findings
from paraph.briefing.wording import clipped, sentence, short_day, sources_in_words
from paraph.judgement import Scorecard
from paraph.negotiation.wording import estimate_in_percent, in_percent
from paraph.record import Judgement, Role

N_FORECASTS, N_NOTES, NOTE_LENGTH = 5, 2, 180

_NONE_YET = "none yet"
_EXPLAINED = (
    "Record so far: mean Brier score over the forecasts of this case that have come due; 0 is "
    "perfect, 0.25 a coin."
)

ROLES = {
    Role.STAFF: "staff",
    Role.PRINCIPAL: "principal",
    Role.OUTSIDE: "outside",
    Role.MODEL: "simulation",
}


def forecast_blocks(findings: Findings) -> tuple[Block, ...]:
    """The latest forecast of each, beside the model's; bounded, for the principal's part."""
    latest = _latest(findings)
    numbers = _numbers(findings, latest)
    rows = [_model_row(findings)]
    rows += [
        (
            judgement.who,
            f"{ROLES[judgement.role]}, {numbers[judgement.event_id]}",
            in_percent(judgement.probability),
            _record_of(findings, judgement.who, judgement.role),
        )
        for judgement in latest[:N_FORECASTS]
    ]
    columns = (
        Column("Who", 1.2),
        Column("As", 0.9),
        Column("Probability", 1.4, is_numeric=True),
        Column("Record so far", 1.2, is_numeric=True),
    )
    note = f"{_statements(findings, numbers)}{_EXPLAINED}"
    table = Table("What each holds likely", columns, tuple(rows), note=note)
    if latest:
        advised = tuple(
            Item(clipped(sentence(judgement.note), NOTE_LENGTH), lead=f"{judgement.who}:")
            for judgement in latest
            if judgement.note and judgement.role is Role.STAFF
        )
        return (table, Listing(advised[:N_NOTES])) if advised else (table,)
    silence = (
        "No forecast by staff or by the principal is on record. Let each give one before the "
        "meeting: otherwise nobody learns whose judgement to trust."
    )
    return (table, Paragraph(silence))


def _numbers(findings: Findings, judgements: Sequence[Judgement]) -> dict[str, str]:
    """Number the events that were forecast: people may have forecast different things."""
    forecast = {judgement.event_id for judgement in judgements}
    named = [event.id for event in findings.case.events if event.id in forecast]
    return {event_id: f"event {number}" for number, event_id in enumerate(named, start=1)}


def _statements(findings: Findings, numbers: dict[str, str]) -> str:
    if not numbers:
        return ""
    words = " ".join(
        f"{numbers[event.id].capitalize()}: {sentence(clipped(event.statement, NOTE_LENGTH))}"
        for event in findings.case.events
        if event.id in numbers
    )
    return f"{words} The simulation: the principals agree at their meeting. "


def _model_row(findings: Findings) -> tuple[str, str, str, str]:
    go_at = findings.case.settings.thresholds.go_at
    words = estimate_in_percent(findings.readiness.p_agreement, go_at)
    cards = [card for card in findings.scorecards if card.role is Role.MODEL and card.n > 0]
    record = _score_in_words(cards[0]) if cards else _NONE_YET
    adjusted = ", adjusted" if findings.readiness.settings.reference else ""
    return ("Paraph", f"{ROLES[Role.MODEL]}{adjusted}", words, record)


def _latest(findings: Findings) -> list[Judgement]:
    """The last forecast of each person for each event still open, principal and staff first."""
    case = findings.case
    still_open = {event.id for event in case.events if event.happened is None}
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(case.judgements, key=lambda entry: entry.given):
        if judgement.event_id in still_open and judgement.role is not Role.MODEL:
            last[judgement.event_id, judgement.who] = judgement
    roles = [Role.PRINCIPAL, Role.STAFF, Role.OUTSIDE]
    return sorted(last.values(), key=lambda entry: (roles.index(entry.role), entry.who))


def _record_of(findings: Findings, who: str, role: Role) -> str:
    cards = [card for card in findings.scorecards if (card.who, card.role) == (who, role)]
    return _score_in_words(cards[0]) if cards and cards[0].n > 0 else _NONE_YET


def _score_in_words(card: Scorecard) -> str:
    return f"{card.brier:.2f} over {card.n}"


def judgement_blocks(findings: Findings) -> tuple[Block, ...]:
    """All forecasts on record, pooled per event, and everybody's scores."""
    case = findings.case
    if not case.judgements:
        return (Paragraph("No forecast is on record, and so none has been scored."),)
    statements = {event.id: event.statement for event in case.events}
    rows = tuple(
        (
            judgement.who,
            ROLES[judgement.role],
            short_day(judgement.given),
            in_percent(judgement.probability),
            statements.get(judgement.event_id, judgement.event_id),
            "; ".join(
                part
                for part in (judgement.note, sources_in_words(case, judgement.source_ids))
                if part
            ),
        )
        for judgement in sorted(case.judgements, key=lambda entry: (entry.given, entry.who))
    )
    columns = (
        Column("Who", 1.4),
        Column("As", 1.2),
        Column("Given", 1.2),
        Column("Probability", 1, is_numeric=True),
        Column("Of what", 2),
        Column("Note, source", 2.6),
    )
    return (
        Table("Forecasts on record", columns, rows),
        *_pooled_blocks(findings, statements),
        _scores(findings),
    )


def _pooled_blocks(findings: Findings, statements: dict[str, str]) -> tuple[Block, ...]:
    return tuple(
        Paragraph(
            f"{sentence(statements.get(pooled.event_id, pooled.event_id))} Pooled over "
            f"{pooled.n} people: {in_percent(pooled.p)} ({pooled.method}).",
            is_note=True,
        )
        for pooled in findings.pooled
        if pooled.n > 1
    )


def _scores(findings: Findings) -> Block:
    scored = [card for card in findings.scorecards if card.n > 0]
    if not scored:
        return Paragraph(
            "No scored forecasts yet: no event that somebody forecast has come due on this record."
        )
    return Table(
        "Scores of past forecasts",
        (
            Column("Who", 2),
            Column("As", 1.4),
            Column("Forecasts", is_numeric=True),
            Column("Said, mean", is_numeric=True),
            Column("Happened", is_numeric=True),
            Column("Brier score", is_numeric=True),
            Column("Log score", is_numeric=True),
        ),
        tuple(
            (
                card.who,
                ROLES[card.role],
                str(card.n),
                in_percent(card.mean_forecast),
                in_percent(card.share_happened),
                f"{card.brier:.2f}",
                f"{card.log_score:.2f}",
            )
            for card in scored
        ),
        note="Brier score: mean squared distance from what happened; 0 is perfect, 0.25 is what "
        "a coin gets. Few forecasts say little about a forecaster.",
    )
