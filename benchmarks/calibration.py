"""Is agreement as likely as Paraph says? Reliability on drawn cases, ANAC domains, and people.

Prints the scores beside those of the base rate and of a logistic regression on simple features, and
those with a reference class (all fitted out of sample, ten folds), and writes them into
docs/discussion/readiness.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks._cases_drawn import forecast_drawn_cases
from benchmarks._cases_foreign import forecast_foreign_negotiations
from benchmarks._cases_people import forecast_people
from benchmarks._forecast import Forecast
from benchmarks._pages import replace_part
from paraph.judgement import (
    brier_score,
    calibration_error,
    find_calibration,
    fit_reference_class,
    log_score,
)

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
    base, regression, adjusted = fit_baselines(forecasts)
    rows = [
        score(who, given, outcomes)
        for who, given in (
            ("Paraph", ours),
            ("base rate", base),
            ("regression", regression),
            ("Paraph, with a reference class", adjusted),
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
    lines.append("")
    for who, given in (("Paraph's", ours), ("Paraph's with a reference class", adjusted)):
        better, low, high = compare(given, regression, outcomes)
        lines.append(
            f"Brier score of the regression less {who}: {better:+.3f} "
            f"(90 % {low:+.3f} to {high:+.3f})."
        )
    for who, given in (("Paraph", ours), ("Paraph with a reference class", adjusted)):
        lines += ["", f"{who}:", "", *tabulate_calibration(given, outcomes)]
    return "\n".join(lines)


def tabulate_calibration(given: Sequence[float], outcomes: Sequence[bool]) -> list[str]:
    """Return the calibration curve as the lines of a Markdown table."""
    lines = ["| said | n | mean said | happened | 90 % of it |", "|---|---:|---:|---:|---|"]
    for each in find_calibration(given, outcomes, N_BINS):
        lines.append(
            f"| {each.low:.1f}–{each.high:.1f} | {each.n} | {each.mean_forecast:.2f} "
            f"| {each.happened.mid:.2f} | {each.happened.low:.2f}–{each.happened.high:.2f} |"
        )
    return lines


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

    The base rate; the regression on features; and Paraph's own, adjusted by a reference class.
    """
    features = np.array([forecast.features for forecast in forecasts])
    outcomes = np.array([forecast.happened for forecast in forecasts])
    groups = np.array([forecast.group for forecast in forecasts])
    said = np.array([forecast.p for forecast in forecasts])
    base, regression, adjusted = (np.empty(len(outcomes)) for _ in range(3))
    n_folds = min(10, int(outcomes.sum()), int((~outcomes).sum()))
    folds = StratifiedGroupKFold(n_folds, shuffle=True, random_state=0)
    for train, test in folds.split(features, outcomes, groups):
        base[test] = outcomes[train].mean()
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        model.fit(features[train], outcomes[train])
        regression[test] = model.predict_proba(features[test])[:, 1]
        reference = fit_reference_class(said[train].tolist(), outcomes[train].tolist())
        adjusted[test] = [reference.adjust(p) for p in said[test]]
    return base.tolist(), regression.tolist(), adjusted.tolist()


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
