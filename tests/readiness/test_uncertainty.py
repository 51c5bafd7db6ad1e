"""An interval covers both too few runs and models that disagree."""

import numpy as np
import pytest
from scipy.stats import beta

from paraph.readiness.uncertainty import estimate_mean, estimate_share


def _runs(n_true: int, n: int) -> np.ndarray:
    return np.arange(n) < n_true


def test_one_model_has_the_interval_of_its_runs() -> None:
    estimate = estimate_share([_runs(30, 100)], np.random.default_rng(1))
    low, high = beta.ppf([0.05, 0.95], 30.5, 70.5)
    assert estimate.mid == pytest.approx(0.3)
    assert estimate.low == pytest.approx(low, abs=0.01)
    assert estimate.high == pytest.approx(high, abs=0.01)


def test_models_that_disagree_widen_it_however_many_runs_there_are() -> None:
    estimate = estimate_share([_runs(900, 10_000), _runs(8000, 10_000)], np.random.default_rng(1))
    assert estimate.mid == pytest.approx(0.445)
    assert estimate.low < 0.1
    assert estimate.high > 0.79


def test_a_mean_is_treated_alike() -> None:
    rng = np.random.default_rng(2)
    groups = [rng.normal(1.0, 0.5, 400), rng.normal(2.0, 0.5, 400)]
    estimate = estimate_mean(groups, rng)
    assert estimate.mid == pytest.approx(1.5, abs=0.05)
    assert estimate.low == pytest.approx(1.0, abs=0.06)
    assert estimate.high == pytest.approx(2.0, abs=0.06)
