"""Counts of packages whose issues are tied along a chain, held against a walk along it."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from paraph.analysis import Count, count_acceptable
from paraph.negotiation import AtMost, Condition, IfThen, Interaction, Problem, RedLine
from tests.analysis.problems import problem_of

FLOOR = 55


def chain(n_issues: int, n_free: int, seed: int) -> Problem:
    """Issues of three options, each tied to the next one, and some that nothing ties.

    After o2 there is no o0; of two neighbours at most one is o1; o0 beside o0 is worth 2 more
    to the first party and 1 less to the second; where the first two issues are o2, the second
    party refuses.
    """
    rng = np.random.default_rng(seed)
    tables = rng.integers(0, 5, (2, n_issues + n_free, 3)).astype(float).tolist()
    problem = problem_of(*tables, reservations=[FLOOR, FLOOR])
    linkages: list[IfThen | AtMost] = []
    bonuses: list[tuple[Interaction, ...]] = [(), ()]
    for place in range(n_issues - 1):
        here, there = f"i{place}", f"i{place + 1}"
        linkages.append(IfThen((Condition(here, ("o2",)),), (Condition(there, ("o1", "o2")),)))
        linkages.append(AtMost(1, (Condition(here, ("o1",)), Condition(there, ("o1",)))))
        both = (Condition(here, ("o0",)), Condition(there, ("o0",)))
        bonuses[0] += (Interaction(both, 2.0),)
        bonuses[1] += (Interaction(both, -1.0),)
    line = RedLine((Condition("i0", ("o2",)), Condition("i1", ("o2",))))
    preferences = tuple(
        replace(own, interactions=bonus)
        for own, bonus in zip(problem.preferences, bonuses, strict=True)
    )
    return replace(
        problem, preferences=preferences, linkages=tuple(linkages), red_lines=((), (line,))
    )


def walk(problem: Problem, n_issues: int) -> int:
    """Count the acceptable packages issue by issue, by the last option and the values so far."""
    rows = np.array([own.option_values for own in problem.preferences]).astype(int)
    ways = Counter({(option, *map(int, rows[:, 0, option])): 1 for option in range(3)})
    for place in range(1, rows.shape[1]):
        further: Counter[tuple[int, int, int]] = Counter()
        for (last, ours, theirs), n_ways in ways.items():
            for option in range(3):
                is_tied = place < n_issues
                is_refused = place == 1 and (last, option) == (2, 2)
                if is_tied and (is_refused or (last, option) in ((2, 0), (1, 1))):
                    continue
                both = is_tied and (last, option) == (0, 0)
                gain, loss = (2, 1) if both else (0, 0)
                values = rows[:, place, option]
                own = (option, ours + int(values[0]) + gain, theirs + int(values[1]) - loss)
                further[own] += n_ways
        ways = further
    return sum(n for (_, ours, theirs), n in ways.items() if ours >= FLOOR and theirs >= FLOOR)


@pytest.mark.parametrize(("n_issues", "n_free"), [(24, 0), (20, 4), (30, 0)])
def test_a_chain_of_linkages_and_interactions_is_counted_exactly(
    n_issues: int, n_free: int
) -> None:
    for seed in range(2):
        problem = chain(n_issues, n_free, seed)
        expected = walk(problem, n_issues)
        assert 10**6 < expected < 3 ** (n_issues + n_free)
        assert count_acceptable(problem) == Count(expected, expected, expected, is_exact=True)
