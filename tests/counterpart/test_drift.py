"""Changes of mind."""

import json
from datetime import date
from itertools import product

import numpy as np
import pytest

from paraph.counterpart import (
    Posterior,
    find_drifts,
    infer_preference,
)
from paraph.counterpart.shifts import find_shifts
from paraph.formats.results import render_json
from paraph.negotiation import (
    Agenda,
    Interval,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_at,
    package_of,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import FAST, build_case, move


def agenda_of_letters(n_issues: int, n_options: int) -> Agenda:
    options = tuple(Option(letter, letter) for letter in "abcdef"[:n_options])
    return Agenda(tuple(Issue(f"i{i}", f"Issue {i}", options) for i in range(n_issues)))


def words(kind: MoveKind) -> tuple:
    return (
        move(kind, {"place": "rome"}),
        move(kind, {"guarantee": "yes"}),
        move(kind, {"place": "rome", "guarantee": "yes"}),
        move(kind, {"price": "0"}),
    )


def test_a_steady_party_shows_no_drift() -> None:
    case = build_case(words(MoveKind.SUPPORT), words(MoveKind.SUPPORT))
    assert find_drifts(case, "them", FAST) == ()


def test_a_party_that_turns_round_shows_drift_on_that_day() -> None:
    case = build_case(
        words(MoveKind.SUPPORT) + words(MoveKind.SUPPORT),
        words(MoveKind.OPPOSE) + words(MoveKind.OPPOSE),
    )
    (drift,) = find_drifts(case, "them", FAST)
    assert drift.day == date(2020, 1, 2)
    assert drift.p_changed > 0.8
    assert "2020-01-02" in drift.description
    assert (drift.since, drift.until) == (date(2020, 1, 1), date(2020, 1, 2))


def test_of_many_dates_the_right_one_is_found_without_trying_all() -> None:
    for_rome, against = (
        (move(kind, {"place": "rome"}), move(kind, {"guarantee": "yes"}))
        for kind in (MoveKind.SUPPORT, MoveKind.OPPOSE)
    )
    case = build_case(*[for_rome] * 9, *[against] * 11)
    (drift,) = find_drifts(case, "them", FAST)
    assert drift.day == date(2020, 1, 10)
    assert (drift.since, drift.until) == (date(2020, 1, 9), date(2020, 1, 10))


@pytest.mark.parametrize("n_before", range(3, 8))
def test_a_sharp_change_is_found_at_whichever_of_ten_meetings(n_before: int) -> None:
    rome, bonn = (
        (move(MoveKind.SUPPORT, {"place": for_it}), move(MoveKind.OPPOSE, {"place": against}))
        for for_it, against in (("rome", "bonn"), ("bonn", "rome"))
    )
    case = build_case(*[rome] * n_before, *[bonn] * (10 - n_before))
    (drift,) = find_drifts(case, "them", FAST)
    assert drift.day == date(2020, 1, n_before + 1)
    assert drift.p_changed > 0.95


@pytest.mark.parametrize("n_before", [2, 4])
def test_one_change_is_told_once_with_its_date_and_what_moved(n_before: int) -> None:
    before = (
        move(MoveKind.SUPPORT, issue_ids=("price", "place", "guarantee")),
        move(MoveKind.ANSWER, {"place": "rome"}, over=package_of({"place": "bonn"})),
        move(MoveKind.SUPPORT, {"place": "rome"}),
    )
    after = (
        move(MoveKind.SUPPORT, issue_ids=("guarantee", "place", "price")),
        move(MoveKind.ANSWER, {"place": "bonn"}, over=package_of({"place": "rome"})),
        move(MoveKind.SUPPORT, {"place": "bonn"}),
    )
    case = build_case(*[before] * n_before, *[after] * (6 - n_before))
    (drift,) = find_drifts(case, "them", FAST)
    assert drift.day == date(2020, 1, 1 + n_before)
    assert drift.since is not None
    assert drift.until is not None
    assert drift.since < drift.day <= drift.until
    assert (drift.until - drift.since).days <= 2
    moved = {(shift.kind, shift.issue_id): shift for shift in drift.shifts}
    price, place = moved["importance", "price"], moved["wanted", "place"]
    assert price.first > price.second + 0.2
    assert (place.first_option, place.second_option) == ("rome", "bonn")
    assert place.description.startswith("what they want on Place: “Rome” (")
    told = json.loads(render_json(drift))
    assert told["day"] == f"2020-01-0{1 + n_before}"
    assert {"kind", "issue_id", "first", "second", "first_option"} <= set(told["shifts"][0])


@pytest.mark.parametrize("seed", range(4))
def test_who_concedes_and_wants_the_same_all_along_shows_no_drift(seed: int) -> None:
    agenda = agenda_of_letters(n_issues=4, n_options=4)
    rng = np.random.default_rng(seed)
    weights = np.array([0.45, 0.3, 0.15, 0.1])
    packages = np.array(list(product(range(4), repeat=4)))
    values = (1 - packages / 3) @ weights
    offers = []
    for level in np.linspace(1, 0.5, 12):
        near = np.flatnonzero(np.abs(values - level) < 0.04)
        offers.append(
            Move("them", MoveKind.PROPOSE, package_at(agenda, packages[rng.choice(near)]))
        )
    days = [tuple(offers[place : place + 2]) for place in range(0, 12, 2)]
    case = build_case(*days, agenda=agenda)
    assert find_drifts(case, "them", FAST) == ()


def exactly(**shares: float) -> Posterior:
    stated = tuple((issue, Interval(share, share)) for issue, share in shares.items())
    importance = StatedImportance(shares=stated)
    case = build_case((), preference=StatedPreference(importance=importance))
    return infer_preference(case, "them", FAST)


def test_what_differs_between_two_beliefs_is_said_in_words() -> None:
    first = exactly(price=0.6, place=0.3, guarantee=0.1)
    second = exactly(price=0.1, place=0.3, guarantee=0.6)
    shifts = find_shifts(build_case(()), first, second)
    told = {shift.description.replace("\u00a0", " ") for shift in shifts}
    assert told == {
        f"how much {label} matters (share of the weight): {then} (over 95 % likely)"
        for label, then in (
            ("Price", "about 60 %, then about 10 %"),
            ("Guarantee", "about 10 %, then about 60 %"),
        )
    }
    assert find_shifts(build_case(()), first, first) == ()


def test_what_differs_between_two_places_is_said_with_the_places() -> None:
    pair = (
        exactly(price=0.6, place=0.3, guarantee=0.1),
        exactly(price=0.1, place=0.3, guarantee=0.6),
    )
    shifts = find_shifts(build_case(()), *pair, ("at the working level", "where Ana sat"))
    (price,) = [shift for shift in shifts if shift.issue_id == "price"]
    assert price.description.replace("\u00a0", " ") == (
        "how much Price matters (share of the weight): about 60 % at the working level, "
        "but about 10 % where Ana sat (over 95 % likely)"
    )


def test_a_change_shows_where_the_stated_preference_is_that_of_before() -> None:
    values = (StatedValues("guarantee", (("yes", Interval(1, 1)), ("no", Interval(0, 0)))),)
    stated = StatedPreference(
        values=(*values, StatedValues("place", ranking=(("rome",), ("bonn",))))
    )
    case = build_case(words(MoveKind.SUPPORT) * 2, words(MoveKind.OPPOSE) * 2, preference=stated)
    (drift,) = find_drifts(case, "them", FAST)
    assert drift.day == date(2020, 1, 2)


def test_too_few_moves_are_not_compared() -> None:
    case = build_case((move(MoveKind.SUPPORT, {"place": "rome"}),), words(MoveKind.OPPOSE))
    assert find_drifts(case, "them", FAST) == ()
