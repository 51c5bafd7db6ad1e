"""Priorities that a party claims and its offers belie, and those that they bear out."""

from itertools import product

import numpy as np
import pytest

from paraph.case import Case
from paraph.counterpart import Contradiction, infer_preference
from paraph.negotiation import (
    Agenda,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
    package_at,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import FAST, build_case

WEIGHTS = np.array([0.45, 0.3, 0.15, 0.1])


def talks(seed: int, *said: str, preference: StatedPreference | None = None) -> Case:
    """One word on importance, then ten offers that go down together from 1 to 0.6."""
    steps = tuple(Option(f"{n}", f"{n} m") for n in range(5))
    names = ("Rent", "Term", "Deposit", "Parking")
    agenda = Agenda(tuple(Issue(name.lower(), name, steps, is_ordered=True) for name in names))
    packages = np.array(list(product(range(5), repeat=4)))
    values = (1 - packages / 4) @ WEIGHTS
    rng = np.random.default_rng(seed)
    near = [np.flatnonzero(np.abs(values - level) < 0.03) for level in np.linspace(1, 0.6, 10)]
    rows = [packages[rng.choice(places)].tolist() for places in near]
    offers = [(Move("them", MoveKind.PROPOSE, package_at(agenda, row)),) for row in rows]
    word = Move("them", MoveKind.ANSWER, issue_ids=said)
    return build_case((word,), *offers, agenda=agenda, preference=preference)


def bluffs(case: Case) -> list[Contradiction]:
    found = infer_preference(case, "them", FAST).contradictions
    return [each for each in found if "their other moves make it improbable" in each.description]


@pytest.mark.parametrize("seed", range(4))
def test_a_priority_that_their_offers_belie_is_told_with_the_offer_most_against(seed: int) -> None:
    (told,) = bluffs(talks(seed, "parking"))
    assert told.description.startswith("said that Parking matters most to them, yet their other")
    assert "that Parking matters more than Rent" in told.description
    assert told.first.startswith("day-1: answer: Parking")
    assert ": propose: " in told.second
    assert {"parking", "rent"} <= set(told.issue_ids)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("said", [("rent",), ("rent", "term", "deposit", "parking")])
def test_a_priority_that_their_offers_bear_out_is_not_told(
    seed: int, said: tuple[str, ...]
) -> None:
    assert infer_preference(talks(seed, *said), "them", FAST).contradictions == ()


def test_what_is_only_stated_of_them_makes_no_word_of_theirs_a_bluff() -> None:
    ranking = StatedImportance(ranking=(("rent",), ("term",), ("deposit",), ("parking",)))
    stated = StatedPreference(importance=ranking)
    assert bluffs(talks(0, "parking", preference=stated)) == []
