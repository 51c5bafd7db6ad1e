"""Bargaining solutions: what they can't be counted from is refused."""

import pytest

from paraph.analysis import (
    Frontier,
    find_frontier,
    find_least_gain_solution,
    find_solutions,
)
from paraph.errors import InputError
from tests.analysis.problems import problem_of

DIVIDE = find_frontier(problem_of([[0, 1, 2]], [[2, 1, 0]]))
NONE_LEFT = Frontier(DIVIDE.party_ids, (), True, 0.0, DIVIDE.method, DIVIDE.digest)


@pytest.mark.parametrize("frontier", [DIVIDE, NONE_LEFT], ids=["points", "no points"])
@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([0.0], r"must be 2, one for each party \(a, b\), not 1"),
        ([0.0, 0.0, 0.0], r"must be 2, one for each party \(a, b\), not 3"),
        ([0.0, float("nan")], "must be finite numbers; that of 'b' is nan"),
        ([float("-inf"), 0.0], "must be finite numbers; that of 'a' is -inf"),
    ],
)
def test_a_finite_number_is_needed_for_each_party(
    frontier: Frontier, numbers: list[float], said: str
) -> None:
    with pytest.raises(InputError, match=f"the reservation values {said}"):
        find_solutions(frontier, numbers)
    with pytest.raises(InputError, match=f"the values of the baseline {said}"):
        find_least_gain_solution(frontier, numbers)
