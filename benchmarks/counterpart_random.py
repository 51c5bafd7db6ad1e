"""How well wishes are learnt on random domains: in no order, of more issues, as in meetings.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart_random

Weights are uniform on the simplex. Option values are uniform and names in no order; or, "as in
meetings", issues are known to be ordered, one end is best, and four statements "this issue matters
more than that" are on record besides the offers, of which four in five are true. Writes two tables
of docs/discussion/counterpart.md. Nothing was tuned on these domains.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from time import process_time

import numpy as np
from scipy.stats import rankdata

from benchmarks._counterpart_bidders import HOLDERS
from benchmarks._counterpart_domains import Domain, build_domain, random_domain
from benchmarks._counterpart_models import MODELS, sum_parts
from benchmarks._counterpart_trials import (
    SETTINGS,
    Trial,
    case_of,
    correlate,
    draw_trace,
    estimate_values,
    measure_coverage,
    offers_of,
    seed_of,
)
from benchmarks._pages import replace_part
from paraph.counterpart import infer_preference
from paraph.counterpart.appearance import score_packages
from paraph.errors import InferenceError
from paraph.negotiation import Agenda, Package, Preference
from paraph.record import Move, MoveKind

PAGE = "discussion/counterpart.md"
N_DOMAINS = 36
SHAPES = ((5, 5), (8, 5))
BIDDERS = ("linear", "trading off", "conceder", "Boulware", "hardliner", "MiCRO")
COUNTS = (5, 20, 50)
HOLDER_COUNTS = (3, 5, 20)
MEETING_BIDDERS = ("linear", "trading off", *HOLDERS)
MEETING_COUNTS = (1, 3, 5, 10)
RULES = ("uniform weights", "HardHeaded", "first appearance")
_N_STATEMENTS = 4
_P_TRUE = 0.8


@dataclass(frozen=True)
class Task:
    """One bidder on one random domain of some shape, seen for some offers."""

    number: int
    shape: tuple[int, int]
    bidder: str
    count: int
    is_as_in_meetings: bool = False


def draw_domain(task: Task) -> Domain:
    """Draw the domain of a task; the same number draws the same domain."""
    rng = np.random.default_rng([task.number, *task.shape, 5])
    domain = random_domain(rng, *task.shape)
    if not task.is_as_in_meetings:
        return domain
    issues = tuple(replace(issue, is_ordered=True) for issue in domain.agenda.issues)
    first, second = (_turn_ordered(preference, rng) for preference in domain.preferences)
    return build_domain(domain.name, Agenda(issues), (first, second))


def _turn_ordered(preference: Preference, rng: np.random.Generator) -> Preference:
    rows = []
    for row in preference.option_values:
        ascending = sorted(row)
        rows.append(tuple(ascending if rng.uniform() < 0.5 else ascending[::-1]))
    return replace(preference, option_values=tuple(rows))


def make_statements(domain: Domain, task: Task) -> list[Move]:
    """State four times which of two issues matters more, truly four times in five."""
    rng = np.random.default_rng(seed_of(domain.name, task.number, "statements"))
    weights, moves = domain.preferences[0].weights, []
    for _ in range(_N_STATEMENTS):
        pair = sorted(rng.choice(len(weights), size=2, replace=False), key=lambda i: -weights[i])
        said = pair if rng.uniform() < _P_TRUE else pair[::-1]
        ids = tuple(domain.agenda.issue_ids[place] for place in said)
        moves.append(Move("them", MoveKind.SIGNAL, issue_ids=ids))
    return moves


def run(task: Task) -> dict[str, float]:
    """Return model -> Spearman correlation with the truth, and our coverage."""
    domain = draw_domain(task)
    trial = Trial(f"{domain.name} {task.number}", task.bidder, 0, task.count)
    trace = draw_trace(domain, trial)[: task.count]
    truth = rankdata(domain.values[0])
    found = {}
    for name in RULES:
        parts = MODELS[name](domain.positions[trace], domain.agenda.shape)
        found[name] = correlate(truth, rankdata(sum_parts(parts, domain.positions)))
    moves = offers_of(domain, trace)
    if task.is_as_in_meetings:
        moves += make_statements(domain, task)
    case = case_of(domain, moves, side=0)
    try:
        posterior = infer_preference(case, "them", SETTINGS)
    except InferenceError:
        return {**found, "mean": found["first appearance"], "both": found["first appearance"]}
    found["mean"] = correlate(truth, rankdata(estimate_values(domain, posterior)))
    found["both"] = correlate(truth, rankdata(score_packages(case, posterior, domain.positions)))
    return {**found, **measure_coverage(domain, trial, posterior)}


def tabulate(tasks: list[Task], results: list[dict[str, float]]) -> str:
    """Return a table with a row for each shape, bidder and count."""
    names = [*RULES, "mean", "both", "values", "weights"]
    heads = [*RULES, "posterior mean", "with two rules", "values held", "weights held"]
    rows = ["| issues, bidder, offers | " + " | ".join(heads) + " |", "|---" * 8 + "|"]
    for key in dict.fromkeys((t.shape, t.bidder, t.count) for t in tasks):
        held = [
            result
            for task, result in zip(tasks, results, strict=True)
            if (task.shape, task.bidder, task.count) == key
        ]
        (n_issues, n_options), bidder, count = key
        means = [np.mean([r[name] for r in held if name in r]) for name in names]
        cells = " | ".join(f"{mean:.2f}" for mean in means)
        rows.append(f"| {n_issues} of {n_options}, {bidder}, {count} | {cells} |")
    return "\n".join(rows)


def time_updates() -> str:
    """Say how long an update takes on ten issues of five options, in processor seconds."""
    domain = random_domain(np.random.default_rng(3), 10, 5)
    trace = draw_trace(domain, Trial("ten issues", "linear", 0, 50))
    whole = offers_of(domain, trace)
    records = [whole[:11], whole, *(_settle_in_part(whole[:7], n) for n in (4, 6))]
    _time_update(domain, whole[:10])  # to warm up
    seconds = [f"{_time_update(domain, moves):.2f} s" for moves in records]
    return (
        f"On ten issues of five options with eleven offers on record an update took {seconds[0]} "
        f"of one processor, with fifty {seconds[1]}; with one whole offer and six partial ones, "
        f"each on four issues of its own, {seconds[2]}, each on six of its own, {seconds[3]}."
    )


def _settle_in_part(offers: Sequence[Move], n_issues: int) -> list[Move]:
    """Keep the first offer whole, and of each other one so many issues, drawn at random."""
    rng = np.random.default_rng(4)
    found = [offers[0]]
    for move in offers[1:]:
        choices = move.package.choices
        kept = sorted(rng.permutation(len(choices))[:n_issues])
        found.append(replace(move, package=Package(tuple(choices[place] for place in kept))))
    return found


def _time_update(domain: Domain, moves: Sequence[Move]) -> float:
    case = case_of(domain, moves, side=0)
    seconds = []
    for _ in range(3):
        start = process_time()
        infer_preference(case, "them", SETTINGS)
        seconds.append(process_time() - start)
    return float(np.median(seconds))


def main() -> None:
    """Write both tables, and how long an update takes."""
    said = time_updates()
    print(said)
    replace_part(PAGE, "updates", said)
    numbers = range(N_DOMAINS)
    plain = [Task(n, SHAPES[0], b, c) for b, c, n in product(HOLDERS, HOLDER_COUNTS, numbers)]
    plain += [Task(n, s, b, c) for s, b, c, n in product(SHAPES, BIDDERS, COUNTS, numbers)]
    meetings = [
        Task(n, (5, 5), b, c, is_as_in_meetings=True)
        for b, c, n in product(MEETING_BIDDERS, MEETING_COUNTS, numbers)
    ]
    for part, tasks in (("random", plain), ("meetings", meetings)):
        with ProcessPoolExecutor() as pool:
            table = tabulate(tasks, list(pool.map(run, tasks, chunksize=4)))
        print(table, flush=True)
        replace_part(PAGE, part, table)


if __name__ == "__main__":
    main()
