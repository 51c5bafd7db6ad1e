"""A reservation value that equals a package's value: never lost, whatever the digits."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from paraph.analysis import (
    count_acceptable,
    find_cheapest_concessions,
    find_frontier,
    find_zone,
    lattices,
)
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    Belief,
    Condition,
    Interaction,
    Preference,
    Problem,
    package_at,
)
from tests.analysis.problems import agenda_of, problem_of, random_problem

SHAPE = (4, 3, 4, 3, 2)


def decimal_problem(n_digits: int, seed: int) -> Problem:
    """Weights and values that are decimals of so many digits."""
    rng = np.random.default_rng(seed)
    agenda = agenda_of(SHAPE)

    def decimals(number: int) -> tuple[float, ...]:
        return tuple(float(f"{own:.{n_digits}f}") for own in rng.random(number))

    bonus = Interaction((Condition("i0", ("o1",)), Condition("i2", ("o0", "o1"))), 0.125)
    preferences = tuple(
        Preference(decimals(len(SHAPE)), tuple(map(decimals, SHAPE)), interactions=(bonus,))
        for _ in range(2)
    )
    return Problem(agenda, ("a", "b"), preferences)


def exactly(number: float) -> Fraction:
    """The decimal that a number is written as."""
    return Fraction(repr(float(number)))


def exact_values(problem: Problem) -> dict[tuple[int, ...], tuple[Fraction, ...]]:
    """The values of all packages, added as fractions."""
    parts = [
        [
            [exactly(weight) * exactly(value) for value in row]
            for weight, row in zip(own.weights, own.option_values, strict=True)
        ]
        for own in problem.preferences
    ]
    return {
        row: tuple(
            sum((part[issue][option] for issue, option in enumerate(row)), start=Fraction(0))
            + sum(
                exactly(bonus.value)
                for bonus in own.interactions
                if all(c.holds(package_at(problem.agenda, row)) for c in bonus.conditions)
            )
            for part, own in zip(parts, problem.preferences, strict=True)
        )
        for row in product(*map(range, problem.agenda.shape))
    }


def with_reservations(problem: Problem, reservations: tuple[float, ...]) -> Problem:
    preferences = tuple(
        replace(own, reservation=reservation)
        for own, reservation in zip(problem.preferences, reservations, strict=True)
    )
    return replace(problem, preferences=preferences)


@pytest.mark.parametrize("n_digits", [1, 2, 3, 4, 6, 9])
def test_the_zone_of_decimals_is_what_adding_fractions_gives(n_digits: int) -> None:
    rng = np.random.default_rng(n_digits)
    for seed in range(12):
        problem = decimal_problem(n_digits, seed)
        values = exact_values(problem)
        places = list(values)
        for place in rng.choice(len(places), 6):
            floors = values[places[place]]
            floored = with_reservations(problem, tuple(map(float, floors)))
            acceptable = {
                row
                for row, own in values.items()
                if all(a >= b for a, b in zip(own, floors, strict=True))
            }
            assert count_acceptable(floored).best == len(acceptable)
            zone = find_zone(floored)
            assert not zone.is_empty
            found = {point.package.positions(problem.agenda) for point in zone.frontier.points}
            assert found <= acceptable
            assert all(floored.is_acceptable(point.package) for point in zone.frontier.points)


@pytest.mark.parametrize("n_parties", [2, 3])
def test_an_efficient_package_is_in_the_zone_that_its_own_values_bound(n_parties: int) -> None:
    for seed in range(60):
        problem = random_problem((5, 5, 5, 5, 5, 5), n_parties, seed)
        for point in find_frontier(problem).points[::40]:
            for floors in (point.values, problem.values_of(point.package)):
                zone = find_zone(with_reservations(problem, floors))
                assert [own.package for own in zone.frontier.points] == [point.package]
                assert zone.n_packages == 1


def test_a_reservation_missed_by_little_is_missed() -> None:
    problem = problem_of([[0.1], [0.2]], reservations=[0.3])
    assert not find_zone(problem).is_empty
    for more in (0.3000000000001, 0.30000001, 0.301):
        missed = with_reservations(problem, (more,))
        assert find_zone(missed).is_empty
        assert count_acceptable(missed).best == 0


def test_the_cheapest_concession_may_give_exactly_what_is_asked() -> None:
    for seed in range(40):
        problem = random_problem((5,) * 7, 2, seed)
        points = find_frontier(problem).points
        for point in points[:: max(1, len(points) // 5)]:
            found = find_cheapest_concessions(
                problem, points[0].package, giver="a", receiver="b", at_least=point.values[1]
            )
            assert [own.package for own in found] == [point.package]


def test_a_package_as_good_as_no_agreement_is_accepted_in_every_draw() -> None:
    rng = np.random.default_rng(1)
    shape = (4,) * 12
    agenda: Agenda = agenda_of(shape)
    positions = np.array([[int(option) for option in rng.integers(0, 4, 12)]])
    weights = rng.dirichlet(np.ones(12), 500)
    values = tuple(rng.random((500, 4)) for _ in shape)
    free = Belief("a", weights, values, np.zeros(500))
    belief = replace(free, reservation=free.values_at(agenda, positions)[:, 0])
    assert belief.accepts_at(agenda, positions).all()
    lattice = lattices.lattice_of_beliefs(agenda, [belief], (), NOTHING_SETTLED)
    assert np.all(lattices.values_at(lattice, positions)[:, 0, 0] >= lattice.floors[:, 0])
