"""Reference classes: level and slope found again, few cases change little, bad input is named."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from paraph.errors import InputError
from paraph.judgement import ReferenceClass, fit_reference_class
from paraph.negotiation import Estimate

PROBABILITIES = st.floats(0.0, 1.0)


def test_level_and_slope_are_found_again() -> None:
    rng = np.random.default_rng(1)
    said = rng.uniform(0.1, 0.9, 4000)
    happened = rng.random(4000) < expit(-0.7 + 1.8 * logit(said))
    found = fit_reference_class(said.tolist(), happened.tolist())
    assert found.level == pytest.approx(-0.7, abs=0.12)
    assert found.slope == pytest.approx(1.8, abs=0.15)
    assert found.n == 4000


def test_forecasts_that_were_right_are_left_about_as_they_are() -> None:
    rng = np.random.default_rng(2)
    said = rng.uniform(0.1, 0.9, 3000)
    found = fit_reference_class(said.tolist(), (rng.random(3000) < said).tolist())
    for probability in (0.2, 0.5, 0.8):
        assert found.adjust(probability) == pytest.approx(probability, abs=0.04)


def test_people_who_nearly_always_agree_raise_every_forecast() -> None:
    # 97 of 100 agreed where a half was said: log(97 / 3) = 3.48, less what is expected beforehand.
    found = fit_reference_class([0.5] * 100, [True] * 97 + [False] * 3)
    assert found.share_happened == 0.97
    assert 0.94 < found.adjust(0.5) < 0.97


def test_ten_negotiations_move_a_forecast_by_less_than_their_share() -> None:
    found = fit_reference_class([0.5] * 10, [True] * 10)
    assert 0.8 < found.adjust(0.5) < 0.97


@given(
    st.lists(st.tuples(PROBABILITIES, st.booleans()), min_size=10, max_size=40),
    st.tuples(PROBABILITIES, PROBABILITIES),
)
def test_the_order_of_forecasts_is_kept(past: list[tuple[float, bool]], pair: tuple) -> None:
    found = fit_reference_class([p for p, _ in past], [h for _, h in past])
    low, high = sorted(map(found.adjust, pair)), sorted(pair)
    assert found.slope >= 0
    assert found.adjust(high[0]) == low[0]
    assert 0 <= low[0] <= low[1] <= 1


def test_an_interval_moves_with_its_middle() -> None:
    unchanged = ReferenceClass(20, 0.5, 1.0, 0.0)
    estimate = Estimate(0.5, 0.3, 0.6)
    assert unchanged.adjust_estimate(estimate).mid == pytest.approx(0.5)
    unsure = ReferenceClass(20, 0.5, 1.0, 0.0, (0.25, 0.0, 0.0)).adjust_estimate(estimate)
    assert unsure.low < 0.3 < 0.6 < unsure.high
    raised = ReferenceClass(20, 0.5, 1.0, 1.0).adjust_estimate(estimate)
    assert raised.low == pytest.approx(expit(1 + logit(0.3)))
    assert raised.low < raised.mid < raised.high


@pytest.mark.parametrize(
    ("said", "happened", "named"),
    [
        ([0.5] * 9, [True] * 9, "at least 10"),
        ([0.5] * 10, [True] * 11, "each with its end"),
        ([1.5] * 10, [True] * 10, r"0\.\.1"),
        ([float("nan")] * 10, [True] * 10, r"0\.\.1"),
    ],
)
def test_bad_input_is_named(said: list[float], happened: list[bool], named: str) -> None:
    with pytest.raises(InputError, match=named):
        fit_reference_class(said, happened)
