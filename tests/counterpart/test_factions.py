"""More than one voice: levels, or people of a party, that want different things."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from paraph.case import Case
from paraph.counterpart import Changes, add_voices_and_misfits, changes, find_factions, mix_factions
from paraph.counterpart.crowding import crowding_power
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.readings import Reading
from paraph.errors import InferenceError
from paraph.negotiation import (
    Agenda,
    Interval,
    StatedPreference,
    StatedValues,
    package_at,
)
from paraph.record import Level, Move, MoveKind, Participant
from tests.counterpart.conftest import FAST, build_case, move
from tests.counterpart.test_drift import agenda_of_letters, words


def with_levels(case: Case, *levels: Level) -> Case:
    pairs = zip(case.sessions, levels, strict=True)
    return replace(case, sessions=tuple(replace(s, level=level) for s, level in pairs))


def with_people(case: Case, *teams: Sequence[str]) -> Case:
    """Name who sat in each session for them; we sat there too."""
    pairs = zip(case.sessions, teams, strict=True)
    sessions = (
        replace(
            session,
            participants=(
                Participant("Our Head", "us"),
                *(Participant(name, "them") for name in team),
            ),
        )
        for session, team in pairs
    )
    return replace(case, sessions=tuple(sessions))


def offers_of(
    weights: Sequence[float], agenda: Agenda, seed: int, *, is_reversed: bool
) -> list[Move]:
    """Eight offers of somebody who wants the first options most, or the last."""
    rng = np.random.default_rng(seed)
    packages = np.array(list(product(range(4), repeat=4)))
    values = (packages if is_reversed else 3 - packages) / 3 @ np.array(weights)
    near = [np.flatnonzero(np.abs(values - level) < 0.05) for level in np.linspace(1, 0.75, 8)]
    rows = [packages[rng.choice(places)].tolist() for places in near]
    return [Move("them", MoveKind.PROPOSE, package_at(agenda, row)) for row in rows]


def alternating(seed: int, *, are_opposed: bool) -> Case:
    """Eight sessions, two teams in turn, an offer of each in each; of one will or of two."""
    agenda = agenda_of_letters(n_issues=4, n_options=4)
    weights = (0.4, 0.3, 0.2, 0.1)
    one = offers_of(weights, agenda, seed, is_reversed=False)
    other = offers_of(weights, agenda, seed + 100, is_reversed=True) if are_opposed else one
    days = [((one, other)[place % 2][place],) for place in range(8)]
    return with_people(build_case(*days, agenda=agenda), *[("Ana", "Ben"), ("Carl", "Dora")] * 4)


@pytest.mark.parametrize(("second", "n_factions"), [(MoveKind.SUPPORT, 0), (MoveKind.OPPOSE, 2)])
def test_factions_are_found_where_levels_speak_differently(
    second: MoveKind, n_factions: int
) -> None:
    case = build_case(words(MoveKind.SUPPORT) * 2, words(second) * 2)
    case = with_levels(case, Level.WORKING, Level.LEADERS)
    factions = find_factions(case, "them", FAST)
    assert [faction.name for faction in factions] == ["working", "leaders"][:n_factions]
    if factions:
        assert factions[0].differences == ()
        wanted = {shift.issue_id for shift in factions[1].differences if shift.kind == "wanted"}
        assert "guarantee" in wanted


@pytest.mark.parametrize("seed", range(4))
def test_two_teams_of_opposed_wishes_that_alternate_are_found_and_named(seed: int) -> None:
    one, other = find_factions(alternating(seed, are_opposed=True), "them", FAST)
    assert (one.kind, one.people) == ("people", ("Ana", "Ben"))
    assert (other.people, other.where) == (("Carl", "Dora"), "where Carl and Dora sat")
    assert one.share == other.share == 0.5
    assert other.differences
    assert " where Ana and Ben sat, but " in other.differences[0].description


@pytest.mark.parametrize("seed", range(6))
def test_two_teams_of_one_will_are_not_two_voices(seed: int) -> None:
    assert find_factions(alternating(seed, are_opposed=False), "them", FAST) == ()


def test_offers_that_both_teams_made_are_no_sign_of_two_wills() -> None:
    """A repeated offer says nothing new, in one reading or in two."""
    agenda = agenda_of_letters(n_issues=4, n_options=4)
    offers = offers_of((0.4, 0.3, 0.2, 0.1), agenda, 3, is_reversed=False)
    case = build_case(*[(offer,) for offer in offers for _ in range(2)], agenda=agenda)
    case = with_people(case, *[("Ana",), ("Carl",)] * 8)
    whole = Reading.of(case, "them", case.sessions, FAST)
    parts = [case.sessions[::2], case.sessions[1::2]]
    first, second = whole.split(parts)
    assert second.posterior.n_moves == 0
    assert whole.gain_by([first, second]) == pytest.approx(0, abs=0.3)
    assert whole.read(parts[1]).posterior.n_moves == 8
    assert find_factions(case, "them", FAST) == ()


def test_somebody_who_is_sometimes_there_is_named_by_their_absence_too() -> None:
    case = build_case(*[words(MoveKind.SUPPORT), words(MoveKind.OPPOSE)] * 2)
    case = with_people(case, ("Ana", "Ben"), ("Ana", "Carl"), ("Ana", "Ben"), ("Ana", "Dora"))
    one, other = find_factions(case, "them", FAST)
    assert (one.name, other.name) == ("Ben", "without Ben")
    assert (other.where, other.people) == ("where Ben didn't sit", ())


@pytest.mark.parametrize(
    "teams",
    [
        ((), (), (), ()),  # nobody is named
        (("Ana",), ("Ana",), ("Ana",), ("Ana",)),  # always the same
        (("Ana",), (), ("Ana",), ()),  # of the other sessions it isn't known
    ],
)
def test_where_the_record_names_no_two_teams_none_are_told_apart(teams: tuple) -> None:
    case = build_case(*[words(MoveKind.SUPPORT), words(MoveKind.OPPOSE)] * 2)
    assert find_factions(with_people(case, *teams), "them", FAST) == ()


def test_people_who_sat_at_one_level_alone_are_told_as_that_level() -> None:
    case = build_case(words(MoveKind.SUPPORT) * 2, words(MoveKind.OPPOSE) * 2)
    case = with_levels(case, Level.WORKING, Level.LEADERS)
    factions = find_factions(with_people(case, ("Ana",), ("Carl",)), "them", FAST)
    assert [faction.kind for faction in factions] == ["level", "level"]


def test_a_stated_preference_hides_neither_voice() -> None:
    """It is that of the first of the two; in every draw it would hold for both."""
    values = (
        StatedValues("guarantee", (("yes", Interval(1, 1)), ("no", Interval(0, 0)))),
        StatedValues("place", ranking=(("rome",), ("oslo", "bonn"))),
    )
    case = build_case(
        words(MoveKind.SUPPORT) * 2,
        words(MoveKind.OPPOSE) * 2,
        preference=StatedPreference(values=values),
    )
    case = with_levels(case, Level.WORKING, Level.LEADERS)
    one, other = find_factions(case, "them", FAST)
    assert one.posterior.p_best()[2][1] > 0.9
    assert other.posterior.p_best()[2][1] < 0.2
    # What the record as a whole neither bears out nor denies, the second voice denies.
    assert one.misfits == ()
    assert "'Given' suits them better than 'None' on Guarantee" in " ".join(
        misfit.description for misfit in other.misfits
    )


def test_one_sign_that_cannot_be_looked_for_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise InferenceError("no draw fits")

    monkeypatch.setattr(changes, "find_misfits", refuse)
    case = build_case(words(MoveKind.SUPPORT) * 2, words(MoveKind.OPPOSE) * 2)
    case = with_levels(case, Level.WORKING, Level.LEADERS)
    found = add_voices_and_misfits(case, Changes("them", ()), FAST)
    assert found.misfits == ()
    assert len(found.factions) == 2


def test_offers_of_a_part_count_as_much_as_in_the_whole() -> None:
    towns = ("bonn", "oslo", "rome")
    offers = [
        move(MoveKind.PROPOSE, {"price": f"{price}", "place": town, "guarantee": "yes"})
        for price, town in zip((4, 4, 3, 3), (*towns, towns[0]), strict=True)
    ]
    against = [
        move(MoveKind.PROPOSE, {"price": f"{price}", "place": town, "guarantee": "no"})
        for price, town in zip((0, 0, 1, 1), (*towns, towns[0]), strict=True)
    ]
    case = build_case(
        (*offers, *words(MoveKind.SUPPORT) * 2), (*against, *words(MoveKind.OPPOSE) * 2)
    )
    case = with_levels(case, Level.WORKING, Level.LEADERS)
    factions = find_factions(case, "them", FAST)
    assert len(factions) == 2
    whole = crowding_power(collect_evidence(case, "them").offer_positions())
    for faction, session in zip(factions, case.sessions, strict=True):
        part = collect_evidence(replace(case, sessions=(session,)), "them").offer_positions()
        power = faction.posterior.settings.offer_power
        assert power * crowding_power(part) == pytest.approx(whole)


def test_mixed_factions_hold_both_views() -> None:
    case = build_case(words(MoveKind.SUPPORT) * 2, words(MoveKind.OPPOSE) * 2)
    case = with_levels(case, Level.WORKING, Level.LEADERS)
    factions = find_factions(case, "them", FAST)
    mixed = mix_factions(factions, seed=1).option_values[1][:, 2]
    one, other = (faction.posterior.belief.option_values[1][:, 2] for faction in factions)
    assert mixed.mean() == pytest.approx((one.mean() + other.mean()) / 2, abs=0.1)
    assert np.std(mixed) > max(np.std(one), np.std(other))
