"""The invented contract, worked by hand in docs/discussion/supply-contract-by-hand.md."""

import pytest

from paraph.analysis import find_frontier, find_zone
from paraph.case import Case
from paraph.negotiation import Package, Preference, Problem, StatedPreference, package_of

# Price, delivery, warranty; the value to Alder and to Birkholt. Order: best for Alder first.
FRONTIER = (
    (("80", "w2", "36"), (1.00, 0.00)),
    (("80", "w4", "36"), (0.90, 0.25)),
    (("80", "w8", "36"), (0.80, 0.50)),
    (("80", "w8", "24"), (0.65, 0.60)),
    (("90", "w8", "36"), (0.55, 0.65)),
    (("80", "w8", "12"), (0.50, 0.70)),
    (("90", "w8", "24"), (0.40, 0.75)),
    (("100", "w8", "36"), (0.30, 0.80)),
    (("90", "w8", "12"), (0.25, 0.85)),
    (("100", "w8", "24"), (0.15, 0.90)),
    (("100", "w8", "12"), (0.00, 1.00)),
)
SOLUTIONS = {
    "nash": ("80", "w8", "36"),
    "utilitarian": ("80", "w8", "36"),
    "egalitarian": ("80", "w8", "24"),
    "leximin": ("80", "w8", "24"),
    "kalai-smorodinsky": ("80", "w8", "24"),
}


def package(choices: tuple[str, str, str]) -> Package:
    return package_of(dict(zip(("price", "delivery", "warranty"), choices, strict=True)))


def exact(stated: StatedPreference, case: Case) -> Preference:
    """The preference that exact statements pin down."""
    shares = dict(stated.importance.shares)
    values = {entry.issue_id: dict(entry.values) for entry in stated.values}
    assert stated.reservation.value
    return Preference(
        weights=tuple(shares[issue.id].middle for issue in case.agenda.issues),
        option_values=tuple(
            tuple(values[issue.id][option.id].middle for option in issue.options)
            for issue in case.agenda.issues
        ),
        reservation=stated.reservation.value.middle,
    )


@pytest.fixture(scope="module")
def problem(supply: Case) -> Problem:
    """The contract as a bargaining problem."""
    return Problem(
        agenda=supply.agenda,
        party_ids=tuple(party.id for party in supply.parties),
        preferences=tuple(exact(party.preference, supply) for party in supply.parties),
        linkages=supply.linkages,
    )


def test_the_frontier_is_the_one_worked_by_hand(problem: Problem) -> None:
    frontier = find_frontier(problem)
    assert frontier.is_exact
    assert [point.package for point in frontier.points] == [package(row) for row, _ in FRONTIER]
    for point, (_, values) in zip(frontier.points, FRONTIER, strict=True):
        assert point.values == pytest.approx(values)


def test_the_zone_holds_seven_of_them_among_seventeen_packages(problem: Problem) -> None:
    zone = find_zone(problem)
    assert not zone.is_empty
    assert zone.n_packages == 17
    assert [p.package for p in zone.frontier.points] == [package(row) for row, _ in FRONTIER[1:8]]


@pytest.mark.parametrize("name", SOLUTIONS)
def test_a_solution_is_the_one_worked_by_hand(problem: Problem, name: str) -> None:
    (solution,) = [one for one in find_zone(problem).solutions if one.name == name]
    assert [point.package for point in solution.points] == [package(SOLUTIONS[name])]
