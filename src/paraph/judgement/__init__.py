"""Forecasts of people and of the model: pooled before the event, scored after it."""

from paraph.judgement.calibration import CalibrationBin, calibration_error, find_calibration
from paraph.judgement.classical import weigh_by_performance
from paraph.judgement.pooling import Pooled, PoolingMethod, pool_forecasts, pool_probabilities
from paraph.judgement.scoring import Scorecard, brier_score, log_score, score_forecasts

__all__ = [
    "CalibrationBin",
    "Pooled",
    "PoolingMethod",
    "Scorecard",
    "brier_score",
    "calibration_error",
    "find_calibration",
    "log_score",
    "pool_forecasts",
    "pool_probabilities",
    "score_forecasts",
    "weigh_by_performance",
]
