"""Forecasts of people and of the model: pooled before the event, scored after it."""

from paraph.judgement.calibration import CalibrationBin, calibration_error, find_calibration
from paraph.judgement.classical import weigh_by_performance
from paraph.judgement.pooling import Pooled, PoolingMethod, pool_forecasts, pool_probabilities
from paraph.judgement.reference import N_LEAST_PAST, ReferenceClass, fit_reference_class
from paraph.judgement.scoring import Scorecard, brier_score, log_score, score_forecasts

__all__ = [
    "N_LEAST_PAST",
    "CalibrationBin",
    "Pooled",
    "PoolingMethod",
    "ReferenceClass",
    "Scorecard",
    "brier_score",
    "calibration_error",
    "find_calibration",
    "fit_reference_class",
    "log_score",
    "pool_forecasts",
    "pool_probabilities",
    "score_forecasts",
    "weigh_by_performance",
]
