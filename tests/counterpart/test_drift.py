"""Changes of mind, and more than one voice."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from paraph.counterpart import find_drifts, find_factions, mix_factions
from paraph.record import Level, MoveKind
from tests.counterpart.conftest import FAST, build_case, move


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


def test_too_few_moves_are_not_compared() -> None:
    case = build_case((move(MoveKind.SUPPORT, {"place": "rome"}),), words(MoveKind.OPPOSE))
    assert find_drifts(case, "them", FAST) == ()


@pytest.mark.parametrize(("second", "n_factions"), [(MoveKind.SUPPORT, 0), (MoveKind.OPPOSE, 2)])
def test_factions_are_found_where_levels_speak_differently(
    second: MoveKind, n_factions: int
) -> None:
    case = build_case(words(MoveKind.SUPPORT) * 2, words(second) * 2)
    first, last = case.sessions
    case = replace(case, sessions=(first, replace(last, level=Level.LEADERS)))
    factions = find_factions(case, "them", FAST)
    assert [faction.name for faction in factions] == ["working", "leaders"][:n_factions]


def test_mixed_factions_hold_both_views() -> None:
    case = build_case(words(MoveKind.SUPPORT) * 2, words(MoveKind.OPPOSE) * 2)
    first, last = case.sessions
    case = replace(case, sessions=(first, replace(last, level=Level.LEADERS)))
    factions = find_factions(case, "them", FAST)
    mixed = mix_factions(factions, seed=1).option_values[1][:, 2]
    one, other = (faction.posterior.belief.option_values[1][:, 2] for faction in factions)
    assert mixed.mean() == pytest.approx((one.mean() + other.mean()) / 2, abs=0.1)
    assert np.std(mixed) > max(np.std(one), np.std(other))
