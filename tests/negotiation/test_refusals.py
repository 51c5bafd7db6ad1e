"""Numbers and names that can't be meant are refused where a problem is put together."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from paraph.errors import InputError, UnknownNameError
from paraph.negotiation import (
    Agenda,
    AtMost,
    Belief,
    Condition,
    IfThen,
    Interaction,
    Issue,
    Option,
    Preference,
    Problem,
    RedLine,
    package_of,
)

AGENDA = Agenda((Issue("i0", "Issue 0", (Option("o0", "Option 0"), Option("o1", "Option 1"))),))
FAIR = Preference((1.0,), ((0.0, 1.0),))
PROBLEM = Problem(AGENDA, ("a", "b"), (FAIR, FAIR))


@pytest.mark.parametrize("number", [nan, inf, -inf])
@pytest.mark.parametrize("where", ["weight", "option", "reservation", "interaction"])
def test_a_preference_of_no_number_is_refused_by_name(where: str, number: float) -> None:
    with pytest.raises(InputError, match=f"{where}.*not"):
        {
            "weight": lambda: Preference((number,), ((0.0, 1.0),)),
            "option": lambda: Preference((1.0,), ((0.0, number),)),
            "reservation": lambda: replace(FAIR, reservation=number),
            "interaction": lambda: Interaction((Condition("i0", ("o0",)),), number),
        }[where]()


def test_a_weight_below_nothing_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"issue 2 .* not -0.1"):
        Preference((1.0, -0.1), ((0.0,), (1.0,)))


def test_values_that_multiply_to_no_number_are_refused() -> None:
    with pytest.raises(InputError, match="issue 1"):
        Preference((1e200,), ((1e200, 0.0),))


@pytest.mark.parametrize("limit", [-1, 1.5, nan])
def test_at_most_fewer_than_none_is_refused(limit: float) -> None:
    with pytest.raises(InputError, match="limit"):
        AtMost(limit, (Condition("i0", ("o0",)),))


ODD = (Condition("i9", ("o0",)), Condition("i0", ("o9",)))


@pytest.mark.parametrize("odd", ODD)
def test_names_that_are_not_on_the_agenda_are_refused(odd: Condition) -> None:
    bent = replace(FAIR, interactions=(Interaction((odd,), 1.0),))
    for change in (
        {"linkages": (IfThen((odd,), ()),)},
        {"linkages": (AtMost(1, (odd,)),)},
        {"red_lines": ((), (RedLine((odd,)),))},
        {"preferences": (FAIR, bent)},
        {"settled": package_of({odd.issue_id: odd.option_ids[0]})},
    ):
        with pytest.raises(UnknownNameError):
            replace(PROBLEM, **change)


def test_a_problem_of_nobody_or_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="at least one issue"):
        Problem(AGENDA, (), ())
    with pytest.raises(InputError, match="at least one issue"):
        Problem(Agenda(()), ("a",), (Preference((), ()),))
    with pytest.raises(InputError, match="twice"):
        Problem(AGENDA, ("a", "a"), (FAIR, FAIR))


@pytest.mark.parametrize(
    "change",
    [
        {"weights": np.array([[nan], [1.0]])},
        {"weights": np.array([[-1.0], [1.0]])},
        {"reservation": np.array([inf, 0.0])},
        {"option_values": (np.array([[0.0, nan], [0.0, 1.0]]),)},
        {"option_values": (np.array([[0.0, 1.0]]),)},
        {"red_lines": (RedLine((Condition("i0", ("o0",)),)),), "red_line_holds": np.ones((1, 1))},
    ],
)
def test_a_belief_of_no_numbers_is_refused_with_its_party(change: dict) -> None:
    whole = {
        "weights": np.ones((2, 1)),
        "option_values": (np.ones((2, 2)),),
        "reservation": np.zeros(2),
    }
    with pytest.raises(InputError, match="'them'"):
        Belief("them", **(whole | change))
