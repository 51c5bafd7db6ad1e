"""How a case's forecasts are pooled: by performance once there is one, and people's alone."""

from dataclasses import replace
from datetime import date

import pytest

from paraph.case import Case
from paraph.record import Event, Judgement, Role
from paraph.usecases import pool
from tests.readiness.cases import prepared_case

GOOD, BAD = "Careful", "Careless"
PAST = tuple(
    Event(f"past-{k}", f"Past {k}", happened=k % 4 != 0, known=date(2020, 2, 1)) for k in range(20)
)
OPEN = Event("deal", "The deal is signed")


def _judge(who: str, event_id: str, p: float, role: Role = Role.STAFF) -> Judgement:
    return Judgement(event_id, who, role, date(2020, 1, 1), p)


def _case(*judgements: Judgement) -> Case:
    return replace(prepared_case(), events=(*PAST, OPEN), judgements=judgements)


NOW = (_judge(GOOD, "deal", 0.8), _judge(BAD, "deal", 0.2))


def test_without_scored_forecasts_everybody_counts_alike() -> None:
    (pooled,) = pool(_case(*NOW))
    assert pooled.weights == (0.5, 0.5)
    assert pooled.p == pytest.approx(0.5)


def test_who_was_right_as_often_as_said_counts_for_more() -> None:
    before = [_judge(GOOD, event.id, 0.75) for event in PAST]
    before += [_judge(BAD, event.id, 0.05) for event in PAST]
    pooled = {each.event_id: each for each in pool(_case(*before, *NOW))}["deal"]
    assert dict(zip((m.who for m in pooled.members), pooled.weights, strict=True)) == {
        GOOD: 1.0,
        BAD: 0.0,
    }
    assert pooled.p == pytest.approx(0.8)
    assert "performance" in pooled.method


def test_the_models_own_forecast_is_scored_and_not_pooled() -> None:
    (pooled,) = pool(_case(*NOW, _judge("Paraph", "deal", 0.99, Role.MODEL)))
    assert {member.who for member in pooled.members} == {GOOD, BAD}
