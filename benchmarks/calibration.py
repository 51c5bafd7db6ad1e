"""Is agreement as likely as Paraph says? Reliability on drawn cases, ANAC domains, and people.

Prints the scores beside those of the base rate and of a logistic regression on simple features
(both out of sample, ten folds), and writes them into docs/discussion/readiness.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks._cases_drawn import forecast_drawn_cases
from benchmarks._cases_foreign import forecast_foreign_negotiations
from benchmarks._cases_people import forecast_people
from benchmarks._forecast import Forecast
from benchmarks._pages import replace_part
from paraph.judgement import brier_score, calibration_error, find_calibration, log_score

PAGE = "discussion/readiness.md"
N_BINS = 10


@dataclass(frozen=True)
class Scores:
    """The scores of one way of forecasting."""

    who: str
    brier: float
    log: float
    error: float
    auc: float


def main() -> None:
    """Forecast all three kinds, print the scores and write them into the page."""
    for name, title, forecast in (
        ("drawn", "Cases drawn from the model's own prior", forecast_drawn_cases),
        (
            "foreign",
            "ANAC domains, foreign tactics",
            forecast_foreign_negotiations,
        ),
        ("people", "People, from a part of their talk", forecast_people),
    ):
        parts = []
        for subtitle, forecasts in forecast():
            parts.append(f"{subtitle}\n\n{report(forecasts)}")
            print(f"\n{title}: {parts[-1]}", flush=True)
        replace_part(PAGE, name, "\n\n".join(parts))


def report(forecasts: Sequence[Forecast]) -> str:
    """Return scores and calibration curve as Markdown tables."""
    outcomes = [forecast.happened for forecast in forecasts]
    ours = [forecast.p for forecast in forecasts]
    base, regression, stretched = fit_baselines(forecasts)
    rows = [
        score(who, given, outcomes)
        for who, given in (
            ("Paraph", ours),
            ("base rate", base),
            ("regression", regression),
            ("Paraph, recalibrated", stretched),
        )
    ]
    lines = [
        f"{len(forecasts)} negotiations, of which {np.mean(outcomes):.0%} ended in agreement.",
        "",
        "| forecast | Brier | log score | calibration error | area under the curve |",
        "|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        lines.append(
            f"| {row.who} | {row.brier:.3f} | {row.log:.3f} | {row.error:.3f} | {row.auc:.2f} |"
        )
    better, low, high = compare(ours, regression, outcomes)
    lines += [
        "",
        f"Brier score of the regression less Paraph's: {better:+.3f} "
        f"(90 % {low:+.3f} to {high:+.3f}).",
        "",
        "| said | n | mean said | happened | 90 % of it |",
        "|---|---:|---:|---:|---|",
    ]
    for each in find_calibration(ours, outcomes, N_BINS):
        lines.append(
            f"| {each.low:.1f}–{each.high:.1f} | {each.n} | {each.mean_forecast:.2f} "
            f"| {each.happened.mid:.2f} | {each.happened.low:.2f}–{each.happened.high:.2f} |"
        )
    return "\n".join(lines)


def score(who: str, given: Sequence[float], outcomes: Sequence[bool]) -> Scores:
    """Score forecasts."""
    pairs = list(zip(given, outcomes, strict=True))
    return Scores(
        who=who,
        brier=float(np.mean([brier_score(p, happened=h) for p, h in pairs])),
        log=float(np.mean([log_score(p, happened=h) for p, h in pairs])),
        error=calibration_error(given, outcomes, N_BINS),
        auc=float(roc_auc_score(outcomes, given)),
    )


def fit_baselines(forecasts: Sequence[Forecast]) -> tuple[list[float], list[float], list[float]]:
    """Return forecasts of each negotiation that were fitted on the other nine folds.

    The base rate; the regression on features; and Paraph's own with slope and level of its
    log-odds fitted (Platt 1999), which shows how much of its error is calibration alone.
    """
    features = np.array([forecast.features for forecast in forecasts])
    outcomes = np.array([forecast.happened for forecast in forecasts])
    said = np.clip([forecast.p for forecast in forecasts], 0.005, 0.995)
    log_odds = np.log(said / (1 - said))[:, None]
    base, regression, stretched = (np.empty(len(outcomes)) for _ in range(3))
    n_folds = min(10, int(outcomes.sum()), int((~outcomes).sum()))
    folds = StratifiedKFold(n_folds, shuffle=True, random_state=0)
    for train, test in folds.split(features, outcomes):
        base[test] = outcomes[train].mean()
        for fitted, inputs in ((regression, features), (stretched, log_odds)):
            model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
            model.fit(inputs[train], outcomes[train])
            fitted[test] = model.predict_proba(inputs[test])[:, 1]
    return base.tolist(), regression.tolist(), stretched.tolist()


def compare(
    ours: Sequence[float], other: Sequence[float], outcomes: Sequence[bool]
) -> tuple[float, float, float]:
    """Return how much lower our Brier score is, with a bootstrap interval over negotiations."""
    gaps = np.array(
        [
            brier_score(q, happened=h) - brier_score(p, happened=h)
            for p, q, h in zip(ours, other, outcomes, strict=True)
        ]
    )
    rng = np.random.default_rng(0)
    means = rng.choice(gaps, size=(2000, len(gaps))).mean(axis=1)
    low, high = np.quantile(means, [0.05, 0.95])
    return float(gaps.mean()), float(low), float(high)


if __name__ == "__main__":
    main()
