"""Scores of forecasts after the event: how far off, and how surprised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from paraph.errors import InputError
from paraph.record import Event, Judgement, Role

# A forecast of 0 or 1 that fails would be infinitely wrong: as sure as this is as sure as counts.
_SUREST = 1e-6


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One forecaster's record so far, in one role.

    `brier` (0 best, 1 worst; 0.25 for always saying a half) and `log_score` (nats, 0 best,
    lower is worse) are means over the events known; `n` is how many. `mean_forecast` beside
    `share_happened` shows whether the forecaster says too much or too little.
    """

    who: str
    role: Role
    n: int
    brier: float
    log_score: float
    mean_forecast: float
    share_happened: float
    event_ids: tuple[str, ...]


def brier_score(probability: float, *, happened: bool) -> float:
    """Return the squared error of a probability, 0..1 (Brier 1950, in its halved form)."""
    return (probability - float(happened)) ** 2


def log_score(probability: float, *, happened: bool) -> float:
    """Return the log of the probability given to what happened, in nats (Good 1952).

    Forecasts of exactly 0 or 1 count as one in a million off.
    """
    given = probability if happened else 1 - probability
    return log(min(max(given, _SUREST), 1 - _SUREST))


def score_forecasts(
    events: Sequence[Event], judgements: Sequence[Judgement]
) -> tuple[Scorecard, ...]:
    """Return a scorecard for each forecaster and role, best Brier score first.

    Only events that are known count, and of each forecaster's judgements of an event only
    the last one given before the day on which the event became known. InputError if a
    judgement names an event that isn't stated.
    """
    outcomes = {event.id: event for event in events}
    last: dict[tuple[str, Role, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.given):
        if judgement.event_id not in outcomes:
            raise InputError(f"a forecast names event {judgement.event_id!r}, which isn't stated")
        event = outcomes[judgement.event_id]
        if event.happened is None or not _is_in_time(judgement, event):
            continue
        last[(judgement.who, judgement.role, event.id)] = judgement
    people = dict.fromkeys((who, role) for who, role, _ in last)
    cards = [
        _score(who, role, [j for key, j in last.items() if key[:2] == (who, role)], outcomes)
        for who, role in people
    ]
    return tuple(sorted(cards, key=lambda card: (card.brier, card.who)))


def _is_in_time(judgement: Judgement, event: Event) -> bool:
    return event.known is None or judgement.given < event.known


def _score(
    who: str, role: Role, judgements: Sequence[Judgement], outcomes: dict[str, Event]
) -> Scorecard:
    scored = [(j.probability, bool(outcomes[j.event_id].happened)) for j in judgements]
    n = len(scored)
    return Scorecard(
        who=who,
        role=role,
        n=n,
        brier=sum(brier_score(p, happened=happened) for p, happened in scored) / n,
        log_score=sum(log_score(p, happened=happened) for p, happened in scored) / n,
        mean_forecast=sum(p for p, _ in scored) / n,
        share_happened=sum(happened for _, happened in scored) / n,
        event_ids=tuple(judgement.event_id for judgement in judgements),
    )
