"""One measurement of a frontier in a process of its own: `python -m benchmarks._frontiers`.

Prints JSON: wall seconds, processor seconds, how far memory rose, the frontier's size, and its
values (unless there are thousands). Both sides build the same preferences from the same seed;
what is timed starts from these and ends with the frontier's packages.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paraph.analysis import find_frontier
from paraph.negotiation import Agenda, Issue, Option, Preference, Problem

QUICK = 0.1  # seconds; what takes less is measured several times
GRADES = 100  # what the options of an opposed issue share out between two parties


@dataclass(frozen=True)
class Recipe:
    """A problem to make: random values, or opposed whole numbers that always sum to `total`."""

    n_issues: int
    n_options: int
    n_parties: int = 2
    kind: str = "random"
    total: int = GRADES
    seed: int = 1

    @property
    def n_packages(self) -> int:
        """How many packages it has."""
        return self.n_options**self.n_issues


def make_problem(recipe: Recipe) -> Problem:
    """Make the problem of a recipe.

    Opposed: weights 1, and each option shares `total` points out between the parties in random
    whole parts, so that what one gains the others lose and no package dominates another.
    """
    rng = np.random.default_rng(recipe.seed)
    options = tuple(Option(f"o{k}", f"Option {k}") for k in range(recipe.n_options))
    agenda = Agenda(tuple(Issue(f"i{k:03}", f"Issue {k}", options) for k in range(recipe.n_issues)))
    shape = (recipe.n_issues, recipe.n_options)
    parties = range(recipe.n_parties)
    if recipe.kind == "random":
        weights = [tuple(rng.dirichlet(np.ones(recipe.n_issues)).tolist()) for _ in parties]
        values = [rng.random(shape) for _ in parties]
    else:
        weights = [(1.0,) * recipe.n_issues for _ in parties]
        shares = rng.dirichlet(np.ones(recipe.n_parties), size=shape)
        whole = np.floor(shares * recipe.total)
        whole[..., -1] = recipe.total - whole[..., :-1].sum(axis=2)
        values = [whole[..., party] for party in parties]
    return Problem(
        agenda,
        tuple(f"p{party}" for party in parties),
        tuple(
            Preference(own, tuple(map(tuple, table.tolist())))
            for own, table in zip(weights, values, strict=True)
        ),
    )


def solve_with_paraph(problem: Problem) -> list[list[float]]:
    """Return the frontier's values, by Paraph."""
    return [list(point.values) for point in find_frontier(problem).points]


def make_negmas_functions(problem: Problem) -> tuple:
    """Return NegMAS's outcome space and utility functions of a problem."""
    from negmas import LinearAdditiveUtilityFunction, make_issue, make_os

    issues = [
        make_issue([option.id for option in issue.options], issue.id)
        for issue in problem.agenda.issues
    ]
    space = make_os(issues)
    functions = tuple(
        LinearAdditiveUtilityFunction(
            values={
                issue.id: {o.id: v for o, v in zip(issue.options, row, strict=True)}
                for issue, row in zip(problem.agenda.issues, own.option_values, strict=True)
            },
            weights=dict(zip(problem.agenda.issue_ids, own.weights, strict=True)),
            outcome_space=space,
        )
        for own in problem.preferences
    )
    return space, functions


def solve_with_negmas(problem: Problem) -> list[list[float]]:
    """Return the frontier's values, by NegMAS on the path that it documents as its fastest."""
    from negmas.preferences.ops import pareto_frontier

    space, functions = make_negmas_functions(problem)
    values, _ = pareto_frontier(functions, issues=space.issues)
    return [list(map(float, row)) for row in values]


def are_same(ours: list[list[float]], theirs: list[list[float]]) -> bool:
    """Whether two frontiers have the same points, up to rounding in the last digits."""
    return len(ours) == len(theirs) and bool(
        np.allclose(np.array(sorted(ours)), np.array(sorted(theirs)), rtol=0, atol=1e-9)
    )


def are_extra_dominated(ours: list[list[float]], theirs: list[list[float]]) -> bool:
    """Whether theirs are ours and points that one of ours dominates but for rounding errors."""
    own, other = np.array(ours), np.array(theirs)
    is_matched = np.all(np.abs(own[:, None] - other[None]) <= 1e-9, axis=2)
    is_beaten = np.all(own[:, None] >= other[None] - 1e-12, axis=2) & np.any(
        own[:, None] > other[None] + 1e-9, axis=2
    )
    return bool(is_matched.any(axis=1).all() and (is_matched | is_beaten).any(axis=0).all())


def measure(who: str, recipe: Recipe) -> dict:
    """Solve a small problem to warm up, then measure; quick ones nine times, for the median."""
    solve = {"paraph": solve_with_paraph, "negmas": solve_with_negmas}[who]
    solve(make_problem(Recipe(2, 3, recipe.n_parties)))
    problem = make_problem(recipe)
    before = _find_peak()
    seconds = [_time(solve, problem)]
    megabytes = (_find_peak() - before) / 1024
    if seconds[0][0] < QUICK:
        seconds += [_time(solve, problem) for _ in range(8)]
    values = seconds[0][2]
    return {
        "wall": float(np.median([own[1] for own in seconds])),
        "processor": float(np.median([own[0] for own in seconds])),
        "megabytes": megabytes,
        "n_points": len(values),
        "values": sorted(values) if len(values) < 5000 else [],
    }


def _find_peak() -> int:
    """Return the most memory that this process has held, in kilobytes.

    On Linux from /proc, for what `getrusage` says there can be the parent's peak.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = [own for own in status.read_text().splitlines() if own.startswith("VmHWM")]
    return int(line.split()[1])


def _time(
    solve: Callable[[Problem], list[list[float]]], problem: Problem
) -> tuple[float, float, list[list[float]]]:
    """Return processor seconds, wall seconds and the values of one solution."""
    wall, processor = time.perf_counter(), time.process_time()
    values = solve(problem)
    return time.process_time() - processor, time.perf_counter() - wall, values


def main() -> None:
    """Measure what the command line says: who, and a recipe as JSON."""
    print(json.dumps(measure(sys.argv[1], Recipe(**json.loads(sys.argv[2])))))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
