"""What one more entry beside the offers adds: a rejection, a ranking, an answered question."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.stats import rankdata

from benchmarks._counterpart_domains import Domain
from benchmarks._counterpart_trials import (
    SETTINGS,
    Trial,
    case_of,
    correlate,
    draw_reservation,
    draw_trace,
    estimate_values,
    offers_of,
    seed_of,
)
from paraph.counterpart import Posterior, infer_preference, rank_questions
from paraph.errors import InferenceError
from paraph.negotiation import Package, package_at
from paraph.record import Move, MoveKind

ALONE = "offers alone"


def run_words(domain: Domain, trial: Trial) -> dict[str, float]:
    """Return entry -> Spearman correlation with it; empty where an inference was refused."""
    base = offers_of(domain, draw_trace(domain, trial)[: trial.count])
    rng = np.random.default_rng(seed_of(trial.domain, trial.bidder, "word"))
    entries = {
        "a rejection": _reject(domain, trial, rng),
        "a ranking of all issues": _rank(domain, trial),
        "the answer to a random question": ask_at_random(domain, trial.side, rng),
    }
    try:
        posterior = _infer(domain, trial, base)
        found = {ALONE: _score(domain, trial, posterior)}
        case = case_of(domain, base, side=trial.side)
        for question in rank_questions(case, posterior, n=8):
            if question.first and question.second:
                entries["the answer to the question ranked first"] = answer_question(
                    domain, trial.side, question.first, question.second
                )
                break
        for name, entry in entries.items():
            found[name] = _score(domain, trial, _infer(domain, trial, [*base, entry]))
        everything = [*base, *entries.values()]
        found["all four"] = _score(domain, trial, _infer(domain, trial, everything))
    except InferenceError:
        return {}
    return found


def _infer(domain: Domain, trial: Trial, moves: Iterable[Move]) -> Posterior:
    return infer_preference(case_of(domain, moves, side=trial.side), "them", SETTINGS)


def _score(domain: Domain, trial: Trial, posterior: Posterior) -> float:
    values = estimate_values(domain, posterior)
    return correlate(rankdata(domain.values[trial.side]), rankdata(values))


def _reject(domain: Domain, trial: Trial, rng: np.random.Generator) -> Move:
    """Let the bidder reject a package below its reservation value."""
    values = domain.values[trial.side]
    poor = np.flatnonzero(values < draw_reservation(trial))
    poor = poor if len(poor) else np.array([int(values.argmin())])
    package = package_at(domain.agenda, domain.positions[rng.choice(poor)].tolist())
    return Move("them", MoveKind.REJECT, package)


def _rank(domain: Domain, trial: Trial) -> Move:
    order = np.argsort(-np.array(domain.preferences[trial.side].weights))
    ids = tuple(domain.agenda.issue_ids[place] for place in order)
    return Move("them", MoveKind.ANSWER, issue_ids=ids)


def answer_question(domain: Domain, side: int, first: Package, second: Package) -> Move:
    """Let the counterpart answer a comparison truly."""
    truth = domain.preferences[side]
    values = [truth.value_of(domain.agenda, package) for package in (first, second)]
    better, worse = (first, second) if values[0] >= values[1] else (second, first)
    return Move("them", MoveKind.ANSWER, better, worse)


def ask_at_random(domain: Domain, side: int, rng: np.random.Generator) -> Move:
    """Ask a random comparison of two options, or of two swings."""
    n_issues = min(int(rng.integers(1, 3)), len(domain.agenda))
    rows = np.full((2, len(domain.agenda)), -1)
    for issue in rng.choice(len(domain.agenda), size=n_issues, replace=False):
        n_options = domain.agenda.shape[issue]
        rows[:, issue] = rng.choice(n_options, size=2, replace=n_options < 2)
    first, second = (package_at(domain.agenda, row.tolist()) for row in rows)
    return answer_question(domain, side, first, second)
