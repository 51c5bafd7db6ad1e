"""Options that nothing on record tells apart are treated alike."""

import json
from dataclasses import replace

import pytest

from paraph.counterpart import infer_preference
from paraph.counterpart.option_priors import has_serial_names, is_alphabetical, is_numbered
from paraph.formats.results import render_json
from paraph.negotiation import (
    Agenda,
    Direction,
    Issue,
    Option,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import FAST, build_case, move


def issue_of(name: str, *labels: str) -> Issue:
    options = tuple(Option(f"{place}", label) for place, label in enumerate(labels))
    return Issue(name, name, options)


AGENDA = Agenda((issue_of("a", "A", "B", "C", "D"), issue_of("b", "none", "some", "all")))
OFFERS: tuple[Move, ...] = (
    move(MoveKind.PROPOSE, {"a": "0", "b": "0"}),
    move(MoveKind.PROPOSE, {"a": "2", "b": "1"}),
)


def test_options_never_named_form_one_group_where_the_list_is_in_no_order() -> None:
    posterior = infer_preference(build_case(OFFERS, agenda=AGENDA), "them", FAST)
    # "none, some, all" may be a scale, so that each place on it differs.
    assert posterior.alike == (((0,), (1, 3), (2,)), ((0,), (1,), (2,)))
    part = posterior.mean_parts[0]
    assert part[1] == part[3] < part[2] < part[0]
    values = posterior.option_values[0]
    assert values[1] == values[3]
    drawn = posterior.belief.part_values()[0].mean(axis=0)
    assert part == pytest.approx(drawn, abs=0.05)


@pytest.mark.parametrize("is_ordered", [False, True])
def test_on_a_list_or_scale_of_which_nothing_is_known_the_ends_are_alike(
    *, is_ordered: bool
) -> None:
    levels = replace(issue_of("b", "none", "a little", "some", "all"), is_ordered=is_ordered)
    agenda = Agenda((AGENDA.issues[0], levels))
    words = (move(MoveKind.OPPOSE, {"a": "3"}),)
    posterior = infer_preference(build_case(words, agenda=agenda), "them", FAST)
    assert posterior.alike[1] == ((0, 3), (1, 2))
    values, chances = posterior.option_values[1], posterior.p_best()[1]
    assert (values[0], values[1]) == (values[3], values[2])
    assert (chances[0], chances[1]) == (chances[3], chances[2])
    summary = json.loads(render_json(posterior, agenda))["belief"]["mean_option_values"][1]
    assert (summary[0], summary[1]) == (summary[3], summary[2])


def test_whatever_tells_one_end_from_the_other_keeps_them_apart() -> None:
    steps = replace(issue_of("b", "none", "some", "all"), is_ordered=True)
    agenda = Agenda((AGENDA.issues[0], steps))
    said = build_case((move(MoveKind.SUPPORT, {"b": "1"}),), agenda=agenda)
    up = StatedPreference(values=(StatedValues("b", direction=Direction.MORE),))
    stated = build_case((), agenda=agenda, preference=up)
    numbers = [replace(o, number=n) for o, n in zip(steps.options, (0, 1, 10), strict=True)]
    uneven = Agenda((AGENDA.issues[0], replace(steps, options=tuple(numbers))))
    for case in (said, stated, build_case((), agenda=uneven)):
        assert infer_preference(case, "them", FAST).alike[1] == ((0,), (1,), (2,))


def test_a_word_for_an_option_tells_it_apart() -> None:
    words = (move(MoveKind.OPPOSE, {"a": "3"}),)
    posterior = infer_preference(build_case(OFFERS, words, agenda=AGENDA), "them", FAST)
    assert posterior.alike[0] == ((0,), (1,), (2,), (3,))


def test_two_options_called_equal_stay_alike_and_apart_from_the_others() -> None:
    words = (move(MoveKind.ANSWER, {"a": "1"}, equal_to=package_of({"a": "3"})),)
    posterior = infer_preference(build_case(words, agenda=AGENDA), "them", FAST)
    assert posterior.alike[0] == ((0, 2), (1, 3))
    other = (move(MoveKind.ANSWER, {"a": "3"}, equal_to=package_of({"a": "1"})),)
    swapped = infer_preference(build_case(other, agenda=AGENDA), "them", FAST)
    assert swapped.alike == posterior.alike


def test_packages_called_equal_that_differ_on_two_issues_tell_their_options_apart() -> None:
    """Where all is better than none, A with none is as good as B with all only if A is better."""
    other = package_of({"a": "1", "b": "2"})
    words = (move(MoveKind.ANSWER, {"a": "0", "b": "0"}, equal_to=other),)
    posterior = infer_preference(build_case(words, agenda=AGENDA), "them", FAST)
    assert posterior.alike[0] == ((0,), (1,), (2, 3))
    # What both hold is no difference: one issue is left.
    held = package_of({"a": "1", "b": "0"})
    words = (move(MoveKind.ANSWER, {"a": "0", "b": "0"}, equal_to=held),)
    posterior = infer_preference(build_case(words, agenda=AGENDA), "them", FAST)
    assert posterior.alike[0] == ((0, 1), (2, 3))


def test_a_stated_ranking_tells_all_options_apart() -> None:
    stated = StatedPreference(values=(StatedValues("a", ranking=(("0", "1"), ("2",), ("3",))),))
    case = build_case(OFFERS, agenda=AGENDA, preference=stated)
    assert infer_preference(case, "them", FAST).alike[0] == ((0,), (1,), (2,), (3,))


TWINS = Agenda(tuple(issue_of(name, "A", "B", "C") for name in "pqr"))


def test_issues_that_came_and_went_together_are_expected_to_weigh_alike() -> None:
    offers = (
        move(MoveKind.PROPOSE, {"p": "0", "q": "2", "r": "1"}),
        move(MoveKind.PROPOSE, {"p": "1", "q": "0", "r": "1"}),
    )
    posterior = infer_preference(build_case(offers, agenda=TWINS), "them", FAST)
    p, q, r = posterior.mean_parts
    assert (p[0], p[1], p[2]) == (q[2], q[0], q[1])  # first, then, never
    assert r[1] > p[0]
    assert posterior.importance[0] == posterior.importance[1] != posterior.importance[2]


def test_a_word_on_importance_tells_issues_apart() -> None:
    words = (
        move(MoveKind.PROPOSE, {"p": "0", "q": "0", "r": "0"}),
        move(MoveKind.SIGNAL, issue_ids=("q", "p", "r")),
    )
    posterior = infer_preference(build_case(words, agenda=TWINS), "them", FAST)
    means = [estimate.mid for estimate in posterior.importance]
    assert means[1] > means[0] > means[2]


@pytest.mark.parametrize(
    ("labels", "is_serial"),
    [
        (("A", "B", "c"), True),
        (("Option 1", "Option 2", "Option 3"), True),
        (("valueA", "valueB"), True),
        (("10", "20", "30"), False),
        (("none", "some", "all"), False),
        (("Option A", "B"), False),
        (("Phase 1", "Phase 2"), False),
    ],
)
def test_names_that_only_tell_options_apart(labels: tuple[str, ...], *, is_serial: bool) -> None:
    assert has_serial_names(issue_of("a", *labels)) is is_serial


@pytest.mark.parametrize(
    ("labels", "is_from_a_to_z"),
    [
        (("Apples", "bananas", "Cherries", "Pears"), True),
        (("Apples", "Cherries", "Bananas", "Pears"), False),
        (("Apples", "Bananas", "Cherries"), False),  # by chance, one time in six
        (("1 year", "2 years", "3 years", "4 years"), False),
    ],
)
def test_a_list_from_a_to_z_is_in_no_other_order(
    labels: tuple[str, ...], *, is_from_a_to_z: bool
) -> None:
    assert is_alphabetical(issue_of("a", *labels)) is is_from_a_to_z


@pytest.mark.parametrize(
    ("labels", "rises_or_falls"),
    [
        (("60 days", "45 days", "30 days"), True),
        (("$1,000", "$2,500", "$10,000"), True),
        (("3.5 %", "4 %", "4.25 %"), True),
        (("2 %", "2 % and jobs", "5 %"), False),
        (("upon delivery", "30 days", "60 days"), False),
        (("2 of 3", "3 of 3", "1 of 3"), False),
    ],
)
def test_a_list_of_rising_or_falling_numbers(
    labels: tuple[str, ...], *, rises_or_falls: bool
) -> None:
    assert is_numbered(issue_of("a", *labels)) is rises_or_falls
