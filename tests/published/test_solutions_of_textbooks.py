"""Bargaining solutions on problems whose answers are published or follow in one line."""

from math import sqrt

import pytest

from paraph.analysis import Zone, find_frontier, find_least_gain_solution, find_zone
from paraph.negotiation import Agenda, Issue, Option, Package, Preference, Problem, package_of
from tests.analysis.problems import problem_of

# Nash (1950), "The Bargaining Problem", Econometrica 18: Bill and Jack barter goods; utilities
# are given in a table, and the goods they own at first are what no agreement leaves them.
GOODS = {  # good: (first owner, worth to Bill, worth to Jack)
    "book": ("bill", 2, 4),
    "whip": ("bill", 2, 2),
    "ball": ("bill", 2, 1),
    "bat": ("bill", 2, 2),
    "box": ("bill", 4, 1),
    "pen": ("jack", 10, 1),
    "toy": ("jack", 4, 1),
    "knife": ("jack", 6, 2),
    "hat": ("jack", 2, 2),
}


def barter() -> Problem:
    owners = (Option("bill", "Bill"), Option("jack", "Jack"))
    own = {
        party: float(sum(worth[place] for worth in GOODS.values() if worth[0] == party))
        for place, party in ((1, "bill"), (2, "jack"))
    }
    return Problem(
        agenda=Agenda(tuple(Issue(good, good, owners) for good in GOODS)),
        party_ids=("bill", "jack"),
        preferences=(
            Preference((1.0,) * 9, tuple((float(w[1]), 0.0) for w in GOODS.values()), own["bill"]),
            Preference((1.0,) * 9, tuple((0.0, float(w[2])) for w in GOODS.values()), own["jack"]),
        ),
    )


def solution(zone: Zone, name: str) -> list[Package]:
    (found,) = (own for own in zone.solutions if own.name == name)
    return [point.package for point in found.points]


def test_nash_bill_and_jack() -> None:
    zone = find_zone(barter())
    to_jack = {"book", "whip", "ball", "bat", "hat"}  # Nash: Bill gives the first four,
    expected = {good: "jack" if good in to_jack else "bill" for good in GOODS}  # Jack the rest
    assert package_of(expected) in solution(zone, "nash")
    values = {point.values for own in zone.solutions for point in own.points if own.name == "nash"}
    assert values == {(24.0, 11.0)}  # gains of 12 and 5
    assert find_frontier(barter()).points[0].values == (34.0, 0.0)


# A dollar to divide, in steps of a tenth of a cent, where the second party is averse to risk:
# its utility is the square root. Nash maximises x sqrt(1 - x): x = 2/3. Kalai-Smorodinsky has
# x = sqrt(1 - x), the golden ratio less one; as both ideals are 1, egalitarian is the same.
STEPS = 1000
DIVIDE = problem_of(
    [[step / STEPS for step in range(STEPS + 1)]],
    [[sqrt(1 - step / STEPS) for step in range(STEPS + 1)]],
)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("nash", 2 / 3),
        ("kalai-smorodinsky", (sqrt(5) - 1) / 2),
        ("egalitarian", (sqrt(5) - 1) / 2),
        ("leximin", (sqrt(5) - 1) / 2),
        ("utilitarian", 3 / 4),  # where the marginal utilities are the same: 1 = 1 / (2 sqrt(1-x))
    ],
)
def test_a_dollar_divided_with_a_party_averse_to_risk(name: str, share: float) -> None:
    (package,) = solution(find_zone(DIVIDE), name)
    assert int(package["i0"].removeprefix("o")) / STEPS == pytest.approx(share, abs=1 / STEPS)


def test_kalai_smorodinsky_shares_out_the_ideal_gains() -> None:
    # One issue with points (10, 0), (6, 3), (0, 5): shares of the ideal (10, 5) are least 0.6 at
    # (6, 3); egalitarian takes it too (least 3); utilitarian takes (10, 0).
    zone = find_zone(problem_of([[10, 6, 0]], [[0, 3, 5]]))
    assert solution(zone, "kalai-smorodinsky") == [package_of({"i0": "o1"})]
    assert solution(zone, "egalitarian") == [package_of({"i0": "o1"})]
    assert solution(zone, "utilitarian") == [package_of({"i0": "o0"})]


def test_leximin_decides_between_equal_least_gains() -> None:
    # Three parties: (1, 5, 2) and (1, 4, 4) have the same least gain; the second has the better
    # next one (Sen 1970).
    problem = problem_of([[1, 1]], [[5, 4]], [[2, 4]])
    zone = find_zone(problem)
    assert len(solution(zone, "egalitarian")) == 2
    assert solution(zone, "leximin") == [package_of({"i0": "o1"})]


def test_nash_where_one_party_can_never_gain() -> None:
    # The second party gets exactly its reservation value whatever is agreed, so every product
    # is 0; then the product is over those who can gain (Caragiannis and others 2019).
    zone = find_zone(problem_of([[1, 2]], [[3, 3]], reservations=[0, 3]))
    assert solution(zone, "nash") == [package_of({"i0": "o1"})]
    assert solution(zone, "kalai-smorodinsky") == [package_of({"i0": "o1"})]


def test_nash_prefers_more_parties_gaining_to_a_larger_gain() -> None:
    zone = find_zone(problem_of([[9, 1]], [[0, 1]], [[0, 0]]))
    assert solution(zone, "nash") == [package_of({"i0": "o1"})]


def test_ties_are_all_returned() -> None:
    zone = find_zone(problem_of([[4, 2]], [[2, 4]]))
    for name in ("nash", "kalai-smorodinsky", "egalitarian", "leximin", "utilitarian"):
        assert len(solution(zone, name)) == 2


def test_the_least_gain_is_counted_from_the_agreed_baseline() -> None:
    problem = problem_of([[4, 3, 0]], [[0, 1, 4]])
    frontier = find_zone(problem).frontier
    from_nothing = find_least_gain_solution(frontier, (0, 0))
    from_third = find_least_gain_solution(frontier, (0, 3))
    assert [point.values for point in from_nothing.points] == [(3, 1)]
    assert [point.values for point in from_third.points] == [(0, 4)]
    empty = find_zone(problem_of([[0]], [[0]], reservations=[1, 1])).frontier
    assert find_least_gain_solution(empty, (0, 0)).points == ()
