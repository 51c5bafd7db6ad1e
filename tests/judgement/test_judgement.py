"""Pooling and scoring of forecasts, by published formulas worked by hand."""

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.errors import InputError
from paraph.judgement import (
    PoolingMethod,
    calibration_error,
    find_calibration,
    pool_forecasts,
    pool_probabilities,
    score_forecasts,
    weigh_by_performance,
)
from paraph.record import Event, Judgement, Role

EVENT = Event("deal", "They sign.")
KNOWN = replace(EVENT, happened=True, known=date(2020, 5, 1))


def _said(who: str, p: float, day: int = 1, event: str = "deal") -> Judgement:
    return Judgement(event, who, Role.STAFF, date(2020, 4, day), p)


def test_the_linear_pool_is_the_mean() -> None:
    pooled = pool_forecasts([_said("a", 0.2), _said("b", 0.6)], EVENT, PoolingMethod.LINEAR)
    assert pooled.p == pytest.approx(0.4)
    assert pooled.n == 2


def test_the_logarithmic_pool_is_the_mean_of_log_odds() -> None:
    # Odds 1/4 and 9 have the geometric mean 3/2: probability 3/5.
    pooled = pool_forecasts([_said("a", 0.2), _said("b", 0.9)], EVENT)
    assert pooled.p == pytest.approx(0.6)


def test_extremising_moves_away_from_a_half() -> None:
    # Odds 4 to the power 3/2 are 8: probability 8/9.
    p = pool_probabilities([0.8, 0.8], [0.5, 0.5], PoolingMethod.EXTREMISED)
    assert p == pytest.approx(8 / 9)


def test_only_the_last_forecast_of_each_person_before_the_event_counts() -> None:
    said = [
        _said("a", 0.1, 1),
        _said("a", 0.3, 9),
        Judgement("deal", "b", Role.STAFF, date(2020, 5, 2), 1.0),
    ]
    pooled = pool_forecasts(said, KNOWN, PoolingMethod.LINEAR)
    assert pooled.p == pytest.approx(0.3)
    early = pool_forecasts(said, KNOWN, PoolingMethod.LINEAR, as_of=date(2020, 4, 5))
    assert early.p == pytest.approx(0.1)


def test_with_nobody_to_pool_the_error_says_what_to_do() -> None:
    with pytest.raises(InputError, match="put a forecast on record"):
        pool_forecasts([], EVENT)


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=6))
def test_a_pool_lies_between_its_members_unless_extremised(given_p: list[float]) -> None:
    weights = [1 / len(given_p)] * len(given_p)
    for method in (PoolingMethod.LINEAR, PoolingMethod.LOGARITHMIC):
        p = pool_probabilities(given_p, weights, method)
        assert min(given_p) - 1e-9 <= p <= max(given_p) + 1e-9


def test_scores_by_hand() -> None:
    events = (
        replace(EVENT, id="x", happened=True, known=date(2020, 5, 1)),
        replace(EVENT, id="y", happened=False, known=date(2020, 5, 1)),
        EVENT,
    )
    said = [_said("a", 0.8, event="x"), _said("a", 0.4, event="y"), _said("a", 0.9)]
    (card,) = score_forecasts(events, said)
    assert card.n == 2
    assert card.brier == pytest.approx((0.04 + 0.16) / 2)
    assert card.log_score == pytest.approx((log(0.8) + log(0.6)) / 2)
    assert card.mean_forecast == pytest.approx(0.6)
    assert card.share_happened == pytest.approx(0.5)


def test_a_forecast_given_when_it_was_known_isnt_scored() -> None:
    late = Judgement("deal", "a", Role.STAFF, date(2020, 5, 1), 1.0)
    assert score_forecasts((KNOWN,), [late]) == ()


def test_a_certainty_that_fails_scores_badly_but_finitely() -> None:
    (card,) = score_forecasts((KNOWN,), [_said("a", 0.0)])
    assert card.log_score == pytest.approx(log(1e-6))


def test_a_forecast_of_an_unknown_event_is_a_mistake() -> None:
    with pytest.raises(InputError, match="isn't stated"):
        score_forecasts((), [_said("a", 0.5)])


def test_calibration_by_hand() -> None:
    # Four forecasts of 0.25 of which one came true, two of 0.95 of which one did.
    given_p = [0.25] * 4 + [0.95] * 2
    happened = [True, False, False, False, True, False]
    low, high = find_calibration(given_p, happened)
    assert (low.n, low.happened.mid, high.n, high.happened.mid) == (4, 0.25, 2, 0.5)
    assert calibration_error(given_p, happened) == pytest.approx(2 / 6 * 0.45)
    # Clopper and Pearson's 90 % limits for 1 of 4.
    assert low.happened.low == pytest.approx(0.0127, abs=1e-4)
    assert low.happened.high == pytest.approx(0.7514, abs=1e-4)


def test_forecasts_drawn_from_their_own_probabilities_are_calibrated() -> None:
    rng = np.random.default_rng(1)
    given_p = rng.random(20_000)
    happened = rng.random(20_000) < given_p
    assert calibration_error(given_p.tolist(), happened.tolist()) < 0.02
    assert calibration_error((given_p**2).tolist(), happened.tolist()) > 0.1


def _record(who: str, p: float, n: int, n_true: int) -> tuple[list[Event], list[Judgement]]:
    events = [Event(f"e{k}", "…", happened=k < n_true, known=date(2020, 5, 1)) for k in range(n)]
    return events, [_said(who, p, event=event.id) for event in events]


def test_who_is_calibrated_and_bold_gets_the_weight() -> None:
    events, bold = _record("bold", 0.85, 20, 17)
    _, timid = _record("timid", 0.55, 20, 17)
    _, wrong = _record("wrong", 0.15, 20, 17)
    weights = weigh_by_performance(events, [*bold, *timid, *wrong])
    assert weights == {"bold": pytest.approx(1.0)}


def test_nobody_has_earned_a_weight_with_too_few_events() -> None:
    events, said = _record("a", 0.85, 4, 3)
    assert weigh_by_performance(events, said) == {}


def test_performance_weights_pool_by_name() -> None:
    said = [_said("a", 0.2), _said("b", 0.6)]
    pooled = pool_forecasts(said, EVENT, PoolingMethod.LINEAR, {"a": 0.25, "b": 0.75})
    assert pooled.p == pytest.approx(0.5)
    assert "performance" in pooled.method
    with pytest.raises(InputError, match="has any weight"):
        pool_forecasts(said, EVENT, weights={"c": 1.0})
