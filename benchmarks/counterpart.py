"""How well a counterpart's values are learnt from its offers, beside models of the literature.

    PARAPH_DATA=… OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart

Domains of ANAC are split by a hash of their names; nothing here is tuned on the test part. Each
model sees each offer once. `PARAPH_BENCH_DOMAINS` (default 6) sets how many domains are used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.stats import pearsonr, spearmanr, wilcoxon

from benchmarks._counterpart_bidders import BIDDERS
from benchmarks._counterpart_domains import Domain, read_domains
from benchmarks._counterpart_models import MODELS
from paraph.case import Case
from paraph.counterpart import InferenceSettings, Posterior, infer_preference
from paraph.counterpart.appearance import score_packages
from paraph.counterpart.questions import rank_questions
from paraph.errors import InferenceError
from paraph.negotiation import Package, Party, package_at
from paraph.record import Move, MoveKind, Session

COUNTS = (1, 3, 5, 10, 20, 50)
OURS = "Paraph, mean"
COMBINED = "Paraph, with first appearance"
_SETTINGS = InferenceSettings(n_draws=512)


@dataclass(frozen=True)
class Trial:
    """One bidder on one side of one domain, and how many of its offers are seen."""

    domain: str
    bidder: str
    side: int
    count: int


@dataclass(frozen=True)
class Outcome:
    """What one trial gave: correlations of each model, and how honest our intervals were.

    `is_refused` says that too few effective draws were left for an answer.
    """

    trial: Trial
    spearman: dict[str, float]
    pearson: dict[str, float]
    covered: dict[str, float]
    reservation_error: float = np.nan
    is_refused: bool = False


def choose_domains(*, is_for_tuning: bool) -> list[Domain]:
    """Choose the domains of one part: at least two issues, one variant each, evenly spread."""
    found = [
        domain
        for domain in read_domains()
        if domain.is_for_tuning == is_for_tuning
        and len(domain.agenda) > 1
        and domain.name[-1] not in "BC"
    ]
    n = int(os.environ.get("PARAPH_BENCH_DOMAINS", "6"))
    return found[:: max(1, len(found) // n)][:n]


def draw_reservation(trial: Trial) -> float:
    """Draw the reservation value of a trial's bidder."""
    return float(np.random.default_rng(_seed(trial.domain, trial.side)).uniform(0.2, 0.6))


def draw_trace(domain: Domain, trial: Trial) -> NDArray[np.intp]:
    """Draw the first 50 offers of a bidder, as places among the domain's outcomes."""
    rng = np.random.default_rng(_seed(trial.domain, trial.bidder, trial.side))
    return BIDDERS[trial.bidder](domain, trial.side, draw_reservation(trial), COUNTS[-1], rng)


def _seed(*parts: object) -> list[int]:
    return list(" ".join(map(str, parts)).encode())


def case_of(domain: Domain, moves: Iterable[Move]) -> Case:
    """Put moves on a record of one session."""
    session = Session("s", date(2020, 1, 1), moves=tuple(moves))
    parties = (Party("us", "Us"), Party("them", "Them"))
    return Case("bench", domain.name, "us", domain.agenda, parties, sessions=(session,))


def offers_of(domain: Domain, trace: NDArray[np.intp]) -> list[Move]:
    """Turn a trace into moves."""
    return [
        Move(
            "them", MoveKind.PROPOSE, package_at(domain.agenda, domain.positions[outcome].tolist())
        )
        for outcome in trace
    ]


def estimate_values(domain: Domain, posterior: Posterior) -> NDArray[np.float64]:
    """Return the posterior mean value of each outcome."""
    parts = [part.mean(axis=0) for part in posterior.belief.part_values()]
    return sum(part[domain.positions[:, issue]] for issue, part in enumerate(parts))


def run_trial(job: tuple[Domain, Trial]) -> Outcome:
    """Run all models on one trial."""
    domain, trial = job
    trace = draw_trace(domain, trial)[: trial.count]
    offers, truth = domain.positions[trace], domain.values[trial.side]
    estimates = {}
    for name, model in MODELS.items():
        parts = model(offers, domain.agenda.shape)
        estimates[name] = sum(p[domain.positions[:, i]] for i, p in enumerate(parts))
    covered: dict[str, float] = {}
    error, is_refused = np.nan, False
    try:
        case = case_of(domain, offers_of(domain, trace))
        posterior = infer_preference(case, "them", _SETTINGS)
        estimates[OURS] = estimate_values(domain, posterior)
        estimates[COMBINED] = score_packages(case, posterior, domain.positions)
        covered = measure_coverage(domain, trial, posterior)
        error = posterior.reservation.mid - draw_reservation(trial)
    except InferenceError:
        estimates[OURS] = estimates[COMBINED] = estimates["first appearance"]
        is_refused = True
    spearman = {name: correlate(spearmanr, truth, e) for name, e in estimates.items()}
    pearson = {name: correlate(pearsonr, truth, e) for name, e in estimates.items()}
    return Outcome(trial, spearman, pearson, covered, error, is_refused)


def correlate(
    measure: Callable, truth: NDArray[np.float64], estimate: NDArray[np.float64]
) -> float:
    """Correlate an estimate with the truth; 0 where the estimate tells nothing apart."""
    return float(measure(truth, estimate)[0]) if np.ptp(estimate) > 1e-12 else 0.0


def measure_coverage(domain: Domain, trial: Trial, posterior: Posterior) -> dict[str, float]:
    """Return the share of true weights, package values, reservation in the 90 % intervals."""
    truth = domain.preferences[trial.side]
    picked = np.random.default_rng(1).integers(len(domain.positions), size=200)
    values = posterior.belief.values_at(domain.agenda, domain.positions[picked])
    low, high = np.quantile(values, [0.05, 0.95], axis=0)
    true_values = domain.values[trial.side][picked]
    weights = zip(truth.weights, posterior.importance, strict=True)
    held = posterior.reservation
    return {
        "weights": float(np.mean([e.low <= w <= e.high for w, e in weights])),
        "values": float(np.mean((true_values >= low - 1e-9) & (true_values <= high + 1e-9))),
        "reservation": float(held.low <= draw_reservation(trial) <= held.high),
    }


def tabulate_correlations(outcomes: list[Outcome]) -> None:
    """Print the mean correlations by count of offers, with a paired test against the best other."""
    names = [*MODELS, OURS, COMBINED]
    for title, pick in (("Spearman", "spearman"), ("Pearson", "pearson")):
        print(f"\n{title} | " + " | ".join(map(str, COUNTS)))
        rows = {
            (name, count): np.array(
                [getattr(o, pick)[name] for o in outcomes if o.trial.count == count]
            )
            for name in names
            for count in COUNTS
        }
        for name in names:
            cells = (f"{rows[name, count].mean():.2f}" for count in COUNTS)
            print(f"{name} | " + " | ".join(cells))
        for count in COUNTS:
            best = max(MODELS, key=lambda name, count=count: rows[name, count].mean())
            gain = rows[COMBINED, count] - rows[best, count]
            p = wilcoxon(gain).pvalue if np.any(gain) else 1.0
            print(f"  {count} offers: {gain.mean():+.3f} on {best}, p = {p:.3f} (Wilcoxon, paired)")


def tabulate_bidders(outcomes: list[Outcome]) -> None:
    """Print, bidder by bidder, correlations, coverage and the error of the reservation value."""
    print(
        "\nbidder, offers | uniform | first appearance | Paraph | combined | 90 % of values,"
        " weights, reservation | reservation error | constant 0.3 | refused"
    )
    for bidder in BIDDERS:
        for count in COUNTS:
            rows = [o for o in outcomes if o.trial.bidder == bidder and o.trial.count == count]
            held = [o for o in rows if not o.is_refused]
            shown = ("uniform weights", "first appearance", OURS, COMBINED)
            cells = [f"{np.mean([o.spearman[name] for o in rows]):.2f}" for name in shown]
            kinds = ("values", "weights", "reservation")
            cells.append(", ".join(f"{np.mean([o.covered[k] for o in held]):.2f}" for k in kinds))
            cells.append(f"{np.sqrt(np.mean([o.reservation_error**2 for o in held])):.2f}")
            constant = [0.3 - draw_reservation(o.trial) for o in held]
            cells.append(f"{np.sqrt(np.mean(np.square(constant))):.2f}")
            cells.append(str(len(rows) - len(held)))
            print(f"{bidder}, {count} | " + " | ".join(cells))


def add_one_word(domain: Domain, trial: Trial, word: str, rng: np.random.Generator) -> list[Move]:
    """Return one more entry, as the bidder would give it: a rejection, a ranking, an answer."""
    truth = domain.preferences[trial.side]
    if word == "a rejection":
        poor = np.flatnonzero(domain.values[trial.side] < draw_reservation(trial))
        poor = poor if len(poor) else np.array([int(domain.values[trial.side].argmin())])
        package = package_at(domain.agenda, domain.positions[rng.choice(poor)].tolist())
        return [Move("them", MoveKind.REJECT, package)]
    if word == "a ranking of issues":
        order = np.argsort(-np.array(truth.weights))
        ids = tuple(domain.agenda.issue_ids[place] for place in order)
        return [Move("them", MoveKind.ANSWER, issue_ids=ids)]
    return []


def answer_question(domain: Domain, side: int, first: Package, second: Package) -> Move:
    """Let the counterpart answer a comparison truly."""
    truth = domain.preferences[side]
    values = [truth.value_of(domain.agenda, package) for package in (first, second)]
    better, worse = (first, second) if values[0] >= values[1] else (second, first)
    return Move("them", MoveKind.ANSWER, better, worse)


def run_words(job: tuple[Domain, Trial]) -> dict[str, float]:
    """Measure what one more entry adds to the correlation, and what five questions add."""
    domain, trial = job
    truth = domain.values[trial.side]
    base = offers_of(domain, draw_trace(domain, trial)[: trial.count])
    rng = np.random.default_rng(_seed(trial.domain, trial.bidder, "word"))

    def learn(moves: list[Move]) -> tuple[float, Posterior]:
        posterior = infer_preference(case_of(domain, moves), "them", _SETTINGS)
        return correlate(spearmanr, truth, estimate_values(domain, posterior)), posterior

    result = {}
    result["offers alone"], posterior = learn(base)
    for word in ("a rejection", "a ranking of issues"):
        result[word] = learn(base + add_one_word(domain, trial, word, rng))[0]
    ranked = list(base)
    for n in range(5):
        asked = [
            question
            for question in rank_questions(case_of(domain, ranked), posterior, n=8)
            if question.first and question.second
        ]
        if not asked:
            break
        ranked.append(answer_question(domain, trial.side, asked[0].first, asked[0].second))
        result[f"{n + 1} chosen"], posterior = learn(ranked)
    result["5 at random"] = learn(base + ask_at_random(domain, trial.side, rng))[0]
    return result


def ask_at_random(domain: Domain, side: int, rng: np.random.Generator) -> list[Move]:
    """Ask five random comparisons of the same two kinds."""
    moves = []
    for _ in range(5):
        n_issues = min(int(rng.integers(1, 3)), len(domain.agenda))
        rows = np.full((2, len(domain.agenda)), -1)
        for issue in rng.choice(len(domain.agenda), size=n_issues, replace=False):
            n_options = domain.agenda.shape[issue]
            rows[:, issue] = rng.choice(n_options, size=2, replace=n_options < 2)
        first, second = (package_at(domain.agenda, row.tolist()) for row in rows)
        moves.append(answer_question(domain, side, first, second))
    return moves


def main() -> None:
    """Run the benchmark on the test part and print its tables."""
    domains = choose_domains(is_for_tuning=False)
    print("test domains:", ", ".join(f"{d.name} {d.agenda.shape}" for d in domains))
    trials = [
        (domain, Trial(domain.name, bidder, place % 2, count))
        for place, domain in enumerate(domains)
        for bidder in BIDDERS
        for count in COUNTS
    ]
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(run_trial, trials, chunksize=4))
        tabulate_correlations(outcomes)
        tabulate_bidders(outcomes)
        jobs = [
            (domain, replace(trial, count=5))
            for domain, trial in trials
            if trial.count == 5 and trial.bidder in ("linear", "Boulware", "hardliner")
        ]
        results = list(pool.map(run_words, jobs))
    print("\nafter 5 offers, with one more entry | Spearman")
    for key in results[0]:
        held = [result[key] for result in results if key in result]
        print(f"{key} | {np.mean(held):.3f} (n = {len(held)})")


if __name__ == "__main__":
    main()
