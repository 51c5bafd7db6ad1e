"""Improving a package: what is better for all, what concessions cost, who gives and gets what."""

from dataclasses import replace

import pytest

from paraph.analysis import (
    compare_packages,
    find_cheapest_concessions,
    find_frontier,
    find_improvements,
    find_least_gain_solution,
    find_tied_packages,
    is_efficient,
    order_concessions,
)
from paraph.errors import InputError, TooLargeError, UnknownNameError
from paraph.negotiation import Condition, IfThen, Interaction, RedLine, package_of
from tests.analysis.problems import problem_of

# a cares about i0, b about i1; i2 moves one unit from a to b.
LOGROLL = problem_of([[0, 6], [2, 0], [1, 0]], [[2, 0], [0, 6], [0, 1]])


def package(*options: int) -> object:
    return package_of({f"i{place}": f"o{option}" for place, option in enumerate(options)})


def test_what_is_left_on_the_table() -> None:
    start = package(0, 0, 0)  # worth 3 to a and 2 to b
    assert not is_efficient(LOGROLL, start)
    better = find_improvements(LOGROLL, start)
    assert [point.values for point in better] == [(7, 6), (6, 7)]
    assert is_efficient(LOGROLL, package(1, 1, 0))


def test_the_cheapest_concession_gives_what_costs_least() -> None:
    start = package(1, 0, 0)  # worth 9 to a and 0 to b
    (cheapest,) = find_cheapest_concessions(LOGROLL, start, giver="a", receiver="b", at_least=6)
    assert cheapest.package == package(1, 1, 0)
    assert cheapest.values == (7, 6)
    assert find_cheapest_concessions(LOGROLL, start, giver="a", receiver="b", at_least=10) == ()


def test_concessions_come_cheapest_first() -> None:
    steps = order_concessions(LOGROLL, package(1, 0, 0), package(0, 1, 1), giver="a", receiver="b")
    assert [step.choices.issue_ids for step in steps] == [("i1",), ("i2",), ("i0",)]
    assert [(step.loss, step.gain) for step in steps] == [(2, 6), (1, 1), (6, 2)]
    assert steps[-1].package == package(0, 1, 1)


def test_issues_that_a_linkage_ties_change_together() -> None:
    linkage = IfThen((Condition("i1", ("o1",)),), (Condition("i2", ("o1",)),))
    back = IfThen((Condition("i2", ("o1",)),), (Condition("i1", ("o1",)),))
    tied = replace(LOGROLL, linkages=(linkage, back))
    steps = order_concessions(tied, package(1, 0, 0), package(1, 1, 1), giver="a", receiver="b")
    assert [step.choices.issue_ids for step in steps] == [("i1", "i2")]


def test_what_each_gives_and_gets_in_words() -> None:
    bonus = Interaction((Condition("i0", ("o1",)), Condition("i1", ("o1",))), -0.5)
    first = replace(LOGROLL.preferences[0], interactions=(bonus,))
    problem = replace(LOGROLL, preferences=(first, LOGROLL.preferences[1]))
    ours, theirs = compare_packages(problem, package(0, 0, 0), package(1, 1, 0))
    assert ours.words == (
        "a gives Issue 1 (Option 0 → Option 1, -2.000);"
        " gets Issue 0 (Option 0 → Option 1, +6.000);"
        " -0.500 from issues that interact: +3.500 in all"
    )
    assert (ours.total, ours.from_interactions) == (3.5, -0.5)
    assert [change.issue_id for change in theirs.gives] == ["i0"]
    assert theirs.total == 4


def test_tied_packages_are_all_found() -> None:
    problem = problem_of([[0, 1], [0, 1], [0, 1]], [[1, 0], [1, 0], [1, 0]])
    tied = find_tied_packages(problem, package(0, 0, 1))
    assert set(tied) == {package(0, 0, 1), package(0, 1, 0), package(1, 0, 0)}
    with pytest.raises(TooLargeError, match="limit"):
        find_tied_packages(problem, package(0, 0, 1), limit=2)


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(InputError, match="open"):
        find_improvements(LOGROLL, package_of({"i0": "o0"}))
    with pytest.raises(InputError, match="efficient"):
        find_tied_packages(LOGROLL, package(0, 0, 0))
    with pytest.raises(UnknownNameError):
        find_cheapest_concessions(LOGROLL, package(0, 0, 0), giver="x", receiver="b", at_least=1)
    forbidden = replace(LOGROLL, settled=package_of({"i0": "o0"}))
    with pytest.raises(InputError, match="settled"):
        order_concessions(forbidden, package(0, 0, 0), package(1, 1, 0), giver="a", receiver="b")


def test_a_package_that_breaks_something_is_no_start_and_no_target() -> None:
    line = RedLine((Condition("i0", ("o1",)), Condition("i1", ("o0",))))
    linkage = IfThen((Condition("i1", ("o1",)),), (Condition("i2", ("o1",)),))
    bound = replace(LOGROLL, red_lines=((), (line,)), linkages=(linkage,))
    crossed, linked, fine = package(1, 0, 0), package(0, 1, 0), package(0, 0, 0)
    for broken, reason in ((crossed, "red line of 'b' on i0, i1"), (linked, "linkage .* i1, i2")):
        with pytest.raises(InputError, match=reason):
            is_efficient(bound, broken)
        with pytest.raises(InputError, match=reason):
            find_improvements(bound, broken)
        with pytest.raises(InputError, match=reason):
            find_cheapest_concessions(bound, broken, giver="a", receiver="b", at_least=1)
        with pytest.raises(InputError, match=f"start from .*{reason}"):
            order_concessions(bound, broken, fine, giver="a", receiver="b")
        with pytest.raises(InputError, match=f"reach .*{reason}"):
            order_concessions(bound, fine, broken, giver="a", receiver="b")


def test_nobody_concedes_to_itself_or_to_no_number() -> None:
    start, end = package(0, 0, 0), package(1, 1, 0)
    with pytest.raises(InputError, match="itself"):
        find_cheapest_concessions(LOGROLL, start, giver="a", receiver="a", at_least=1)
    with pytest.raises(InputError, match="itself"):
        order_concessions(LOGROLL, start, end, giver="b", receiver="b")
    with pytest.raises(InputError, match="number"):
        find_cheapest_concessions(LOGROLL, start, giver="a", receiver="b", at_least=float("nan"))
    for baseline in ([0.0], [0.0, float("inf")]):
        with pytest.raises(InputError, match="baseline"):
            find_least_gain_solution(find_frontier(LOGROLL), baseline)
