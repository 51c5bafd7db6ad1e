"""Exact frontiers: time and memory beside NegMAS, then alone up to 20^100 packages.

Every solution runs in a process of its own, after a small one that loads what is loaded once.
Processor seconds are shown beside wall seconds because they hold on a busy machine too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from benchmarks._frontier_curves import Size, draw_growth
from benchmarks._frontiers import (
    Recipe,
    are_extra_dominated,
    are_same,
    make_problem,
    solve_with_negmas,
    solve_with_paraph,
)
from paraph.analysis import (
    FrontierSettings,
    count_acceptable,
    estimate_landing,
    find_frontier,
)
from paraph.formats.domains import survey_domains
from paraph.negotiation import NOTHING_SETTLED, Agenda, Belief, Problem

LEAST_MEGABYTES = 0.25  # memory is seen in pages and arenas: less can't be told from nothing
MOST_FOR_NEGMAS = 100_000  # packages of the domains that both solve

SAME = "the same"
KEPT = "the same, but NegMAS keeps points that are dominated, after rounding errors in sums"
DIFFERENT = "NOT the same"
LARGE = f"left out: over {MOST_FOR_NEGMAS:,} packages"
NONLINEAR = "left out: hyper-rectangles"

BESIDE_NEGMAS = [Recipe(n_issues, 10) for n_issues in (3, 4, 5, 6)]
ALONE = [
    Recipe(9, 10),
    Recipe(12, 10),
    Recipe(20, 10),
    Recipe(40, 10),
    Recipe(100, 20),
    Recipe(9, 10, kind="opposed"),
    Recipe(12, 10, kind="opposed"),
    Recipe(20, 10, kind="opposed"),
    Recipe(20, 10, kind="opposed", total=1000),
    Recipe(100, 20, kind="opposed"),
    Recipe(10, 10, 3),
    Recipe(20, 10, 3),
    Recipe(20, 10, 3, kind="opposed", total=23),
    Recipe(10, 10, 4),
    Recipe(10, 5, 4, kind="opposed", total=20),
    Recipe(10, 5, 5),
    Recipe(10, 5, 5, kind="opposed", total=6),
]
CURVES = {
    "two parties, random": [Recipe(n, 10) for n in (5, 10, 20, 30, 40, 60, 80)],
    "two parties, opposed": [Recipe(n, 10, kind="opposed") for n in (5, 10, 20, 30, 40, 60, 80)],
    "three parties, random": [Recipe(n, 10, 3) for n in (5, 8, 10, 12, 15, 18, 20)],
    "four parties, random": [Recipe(n, 10, 4) for n in (5, 6, 7, 8, 9, 10, 11)],
}
COUNTED = [Recipe(6, 10), Recipe(10, 10), Recipe(20, 10), Recipe(20, 10, 3), Recipe(20, 10, 4)]
APPROXIMATE = [(Recipe(10, 10, 4), 0.05), (Recipe(20, 10, 4), 0.05), (Recipe(20, 10, 4), 0.1)]


def main() -> None:
    """Print all tables; those beside NegMAS need `make bench`'s environment."""
    print_beside_negmas()
    print_alone()
    print_curves()
    print_approximations()
    print_start()
    print_landing()
    print_counts()
    print_domains()


def run(who: str, recipe: Recipe) -> dict:
    """Measure one solution in a fresh process."""
    command = [sys.executable, "-m", "benchmarks._frontiers", who, json.dumps(asdict(recipe))]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    return json.loads(done.stdout)


def print_beside_negmas() -> None:
    """Both on the same random preferences of two parties."""
    try:
        import negmas
    except ModuleNotFoundError:
        print("NegMAS isn't installed here; make bench has an environment with it")
        return
    print(f"\nBeside NegMAS {negmas.__version__}, two parties, random values; s of processor, MB")
    print(
        f"{'packages':>10} {'NegMAS s':>9} {'ours s':>8} {'times':>7} "
        f"{'NegMAS MB':>10} {'ours MB':>8} {'times':>7} {'points':>7} same"
    )
    for recipe in BESIDE_NEGMAS:
        theirs, ours = run("negmas", recipe), run("paraph", recipe)
        memory = max(ours["megabytes"], LEAST_MEGABYTES)
        print(
            f"{recipe.n_packages:10,} {theirs['processor']:9.3f} {ours['processor']:8.4f} "
            f"{theirs['processor'] / ours['processor']:7,.0f} {theirs['megabytes']:10.1f} "
            f"{ours['megabytes']:8.1f} {theirs['megabytes'] / memory:7,.0f} "
            f"{ours['n_points']:7,} {'yes' if are_same(ours['values'], theirs['values']) else 'NO'}"
        )


def print_alone() -> None:
    """Where nothing can be enumerated."""
    print("\nAlone; find_frontier with all packages of the points")
    print(
        f"{'parties':>7} {'issues':>6} {'options':>7} {'packages':>9} {'values':24} "
        f"{'points':>8} {'wall s':>8} {'cpu s':>8} {'MB':>7}"
    )
    for recipe in ALONE:
        found = run("paraph", recipe)
        kind = "random" if recipe.kind == "random" else f"opposed, {recipe.total} points an issue"
        size = f"10^{recipe.n_issues * np.log10(recipe.n_options):.0f}"
        print(
            f"{recipe.n_parties:7} {recipe.n_issues:6} {recipe.n_options:7} {size:>9} "
            f"{kind:24} {found['n_points']:8,} {found['wall']:8.4f} {found['processor']:8.4f} "
            f"{found['megabytes']:7.1f}"
        )


def print_curves() -> None:
    """How points and seconds grow with the issues, of ten options each; and the picture of it."""
    print("\nAs issues are added: points, and seconds of processor")
    sizes = []
    for series, recipes in CURVES.items():
        found = [(recipe.n_issues, run("paraph", recipe)) for recipe in recipes]
        sizes += [Size(series, n, own["n_points"], own["processor"]) for n, own in found]
        cells = [f"{n}: {own['n_points']:,} in {own['processor']:.3f}" for n, own in found]
        print(f"  {series}\n    {';  '.join(cells)}")
    print(f"  drawn: {draw_growth(sizes).name}")


def print_approximations() -> None:
    """Where the exact frontier is large."""
    print("\nApproximate, within epsilon of each party's range")
    for recipe, epsilon in APPROXIMATE:
        problem = make_problem(recipe)
        start = time.process_time()
        frontier = find_frontier(problem, FrontierSettings(epsilon=epsilon))
        print(
            f"  {recipe.n_parties} parties, {recipe.n_issues} issues of {recipe.n_options}, "
            f"epsilon {epsilon:g}: {len(frontier.points):,} points in "
            f"{time.process_time() - start:.2f} s of processor"
        )


def print_start() -> None:
    """What a user waits for before the first answer."""
    nothing = min(_seconds_of("pass") for _ in range(3))
    importing = min(_seconds_of("import paraph") for _ in range(3))
    analysis = min(_seconds_of("import paraph.analysis") for _ in range(3))
    first = run_first_use()
    print(
        f"\nStart-up, processor seconds over bare Python's {nothing:.3f}: import paraph "
        f"{importing - nothing:.3f}, paraph.analysis {analysis - nothing:.3f}; "
        f"first frontier of 10^20 packages after that {first[0]:.3f}, second {first[1]:.3f}"
    )


def _seconds_of(code: str) -> float:
    script = f"import time\n{code}\nprint(time.process_time())"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def run_first_use() -> tuple[float, float]:
    """Return the seconds of the first and of the second frontier in a fresh process."""
    script = (
        "import time\n"
        "from benchmarks._frontiers import Recipe, make_problem, find_frontier\n"
        "problem = make_problem(Recipe(20, 10))\n"
        "marks = [time.process_time()]\n"
        "for _ in range(2):\n"
        "    find_frontier(problem)\n"
        "    marks.append(time.process_time())\n"
        "print(marks[1] - marks[0], marks[2] - marks[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    first, second = map(float, done.stdout.split())
    return first, second


def print_landing() -> None:
    """Ten issues of five options, 1,000 draws of each party."""
    print("\nestimate_landing, 10 issues of 5, 1,000 draws: the second of two runs")
    for n_parties in (2, 3, 4):
        agenda, beliefs = make_beliefs(n_parties)
        for _ in range(2):
            wall, processor = time.perf_counter(), time.process_time()
            landing = estimate_landing(agenda, beliefs, (), NOTHING_SETTLED, seed=1)
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
        print(
            f"  {n_parties} parties: {wall:.2f} s, {processor:.2f} s of processor; "
            f"{landing.n_candidates} packages assessed\n    {landing.method}"
        )


def make_beliefs(n_parties: int) -> tuple[Agenda, list[Belief]]:
    """Make beliefs of 1,000 draws that scatter around a centre of each party."""
    rng = np.random.default_rng(1)
    beliefs = []
    for party in range(n_parties):
        centre = rng.dirichlet(np.ones(10))
        values = tuple(
            np.clip(rng.random(5) + rng.normal(0, 0.15, (1000, 5)), 0, 1) for _ in range(10)
        )
        weights = rng.dirichlet(30 * centre + 0.1, 1000)
        beliefs.append(Belief(f"p{party}", weights, values, rng.uniform(0.4, 0.6, 1000)))
    return make_problem(Recipe(10, 5)).agenda, beliefs


def print_counts() -> None:
    """How many packages the zone holds."""
    print("\ncount_acceptable, reservation value 0.5 of random values")
    print(
        f"{'parties':>7} {'packages':>10} {'low':>12} {'best':>12} {'high':>12} "
        f"{'exact':>6} {'cpu s':>7}"
    )
    for recipe in COUNTED:
        problem = make_problem(recipe)
        floors = tuple(replace(own, reservation=0.5) for own in problem.preferences)
        start = time.process_time()
        count = count_acceptable(replace(problem, preferences=floors))
        seconds = time.process_time() - start
        print(
            f"{recipe.n_parties:7} {recipe.n_packages:10.0e} {count.low:12.4e} {count.best:12.4e} "
            f"{count.high:12.4e} {'yes' if count.is_exact else 'no':>6} {seconds:7.2f}"
        )


def print_domains() -> None:
    """Compare frontiers on every domain under PARAPH_DATA that both can solve."""
    root = os.environ.get("PARAPH_DATA")
    if not root:
        print("\nOther people's domains: set PARAPH_DATA to compare frontiers on them")
        return
    outcomes = dict.fromkeys((SAME, KEPT, DIFFERENT, LARGE, NONLINEAR), 0)
    for folder in survey_domains(Path(root) / "domains"):
        if folder.domain is None or len(folder.domain.profiles) < 2:
            continue
        outcomes[_compare(folder.domain.problem)] += 1
    print("\nFrontiers of other people's domains:")
    for what, number in outcomes.items():
        print(f"  {number:4} {what}")


def _compare(problem: Problem) -> str:
    if any(own.interactions for own in problem.preferences):
        return NONLINEAR
    if problem.agenda.n_packages > MOST_FOR_NEGMAS:
        return LARGE
    ours = solve_with_paraph(problem)
    unreserved = tuple(replace(own, reservation=0.0) for own in problem.preferences)
    theirs = solve_with_negmas(replace(problem, preferences=unreserved))
    if are_same(ours, theirs):
        return SAME
    return KEPT if are_extra_dominated(ours, theirs) else DIFFERENT


if __name__ == "__main__":
    main()
