"""Meetings below the principals: bound by mandates, limited in time, and sometimes wasted."""

from dataclasses import replace

import numpy as np
import pytest

from paraph.negotiation import (
    NOTHING_SETTLED,
    Authority,
    Condition,
    Interaction,
    Mandate,
    MandateItem,
    package_of,
)
from paraph.negotiation.beliefs import Indices
from paraph.record import Level
from paraph.simulation import MeetingSettings, RouteSettings, Setting, SummitSettings, play_route
from paraph.simulation.learning import Questioning, learn_from_answers
from paraph.simulation.meetings import hold_meeting
from paraph.simulation.powers import Powers, powers_at
from paraph.simulation.situations import Situation, open_situation, with_equal_knowledge
from tests.simulation.bargains import agenda_of, random_belief

AGENDA = agenda_of(4, 3)
BELIEFS = tuple(random_belief(AGENDA, name, 40, seed, (0.1, 0.3)) for seed, name in enumerate("ab"))
SETTING = Setting(AGENDA, BELIEFS)
N_RUNS = 400
FAIR = MeetingSettings(p_breakdown=0.0, p_leak=0.0, n_drafted=4)


def _mandate(authority: Authority, options: tuple[str, ...] = ()) -> Mandate:
    return Mandate(tuple(MandateItem(issue, authority, options) for issue in AGENDA.issue_ids))


def _powers(first: Mandate, second: Mandate, level: Level = Level.WORKING) -> Powers:
    unknown = np.zeros((N_RUNS, 2, len(AGENDA)), dtype=np.bool_)
    return powers_at(AGENDA, (first, second), level, unknown)


def _open() -> Situation:
    situation = open_situation(SETTING, NOTHING_SETTLED, N_RUNS, np.random.default_rng(1))
    return with_equal_knowledge(situation)


def _settled(powers: Powers, settings: MeetingSettings = FAIR) -> Indices:
    return hold_meeting(_open(), powers, settings, np.random.default_rng(2)).settled


def _weight_on_truth(situation: Situation) -> float:
    held = situation.knowledge[1]
    assert held is not None
    return float(held[np.arange(N_RUNS), situation.draws[:, 1]].mean())


STAFF = _mandate(Authority.STAFF)


def test_staff_with_a_mandate_settle_issues() -> None:
    assert (_settled(_powers(STAFF, STAFF)) >= 0).mean() > 0.5


@pytest.mark.parametrize("kept", [Authority.MINISTERS, Authority.PRINCIPAL, Authority.UNKNOWN])
def test_staff_settle_nothing_that_one_side_keeps_for_others(kept: Authority) -> None:
    assert (_settled(_powers(STAFF, _mandate(kept))) == -1).all()


def test_ministers_settle_what_is_kept_for_them_but_not_what_is_the_principals() -> None:
    ministers = _mandate(Authority.MINISTERS)
    assert (_settled(_powers(STAFF, ministers, Level.MINISTERIAL)) >= 0).any()
    principals = _mandate(Authority.PRINCIPAL)
    assert (_settled(_powers(STAFF, principals, Level.MINISTERIAL)) == -1).all()


def test_staff_agree_to_no_option_outside_their_mandate() -> None:
    settled = _settled(_powers(STAFF, _mandate(Authority.STAFF, ("o1", "o2"))))
    assert (settled >= 0).any()
    assert not (settled == 0).any()


def test_unknown_authority_counts_in_the_runs_where_there_turns_out_to_be_one() -> None:
    unknown = np.zeros((N_RUNS, 2, len(AGENDA)), dtype=np.bool_)
    unknown[: N_RUNS // 2] = True
    powers = powers_at(AGENDA, (STAFF, Mandate()), Level.WORKING, unknown)
    settled = _settled(powers)
    assert (settled[: N_RUNS // 2] >= 0).any()
    assert (settled[N_RUNS // 2 :] == -1).all()


def test_there_is_time_to_draft_only_so_many_issues() -> None:
    settled = _settled(_powers(STAFF, STAFF), replace(FAIR, n_drafted=1))
    assert (settled >= 0).sum(axis=1).max() == 1


def test_a_meeting_that_breaks_down_settles_and_teaches_nothing() -> None:
    after = hold_meeting(
        _open(), _powers(STAFF, STAFF), replace(FAIR, p_breakdown=1.0), np.random.default_rng(2)
    )
    assert (after.settled == -1).all()
    assert _weight_on_truth(after) == pytest.approx(1 / 40)


def test_a_leak_undoes_what_was_agreed_but_not_what_was_learned() -> None:
    after = hold_meeting(
        _open(), _powers(STAFF, STAFF), replace(FAIR, p_leak=1.0), np.random.default_rng(2)
    )
    assert (after.settled == -1).all()
    assert _weight_on_truth(after) > 1.2 / 40


def test_what_was_settled_before_stays_as_it_was() -> None:
    situation = open_situation(SETTING, package_of({"i2": "o1"}), N_RUNS, np.random.default_rng(1))
    after = hold_meeting(
        with_equal_knowledge(situation), _powers(STAFF, STAFF), FAIR, np.random.default_rng(2)
    )
    assert (after.settled[:, 2] == 1).all()


def test_answers_narrow_beliefs_by_bayes_rule() -> None:
    # The draws that prefer the first package go from 1/n to 0.8/Z, the others to 0.2/Z.
    belief = BELIEFS[1]
    first = np.array([[[0, 0, 0, 0]]], dtype=np.int16)
    second = np.array([[[1, 2, 0, 1]]], dtype=np.int16)
    values = belief.values_at(AGENDA, np.array([first[0, 0], second[0, 0]], dtype=np.intp))
    prefers = values[:, 0] > values[:, 1]
    truth = int(np.flatnonzero(prefers)[0])
    asked = Questioning(first, second, np.array([[True]]), 0.8)
    held = learn_from_answers(AGENDA, belief, np.array([truth]), None, asked)[0]
    expected = np.where(prefers, 0.8, 0.2)
    assert np.allclose(held, expected / expected.sum())


def test_interactions_count_in_answers() -> None:
    both = (Condition("i0", ("o0",)), Condition("i1", ("o0",)))
    belief = replace(BELIEFS[1], interactions=(Interaction(both, 5.0),))
    first = np.array([[[0, 0, 0, 0]]], dtype=np.int16)
    second = np.array([[[1, 2, 1, 1]]], dtype=np.int16)
    asked = Questioning(first, second, np.array([[True]]), 0.8)
    held = learn_from_answers(AGENDA, belief, np.array([0]), None, asked)[0]
    assert np.allclose(held, 1 / 40)


def test_what_is_learned_is_calibrated() -> None:
    # Where the others come to hold a draw w likely, it is true in a share w of the runs.
    held = hold_meeting(
        _open(), _powers(STAFF, STAFF), replace(FAIR, n_answers=8), np.random.default_rng(5)
    ).knowledge[1]
    assert held is not None
    truth = _open().draws[:, 1]
    is_true = np.zeros_like(held)
    is_true[np.arange(N_RUNS), truth] = 1
    likely = held > 0.08
    assert likely.sum() > 200
    assert is_true[likely].mean() == pytest.approx(held[likely].mean(), abs=0.035)


def _route(settings: RouteSettings, n_meetings: int) -> list[float]:
    levels = [Level.WORKING] * n_meetings
    stages = play_route(SETTING, (STAFF, STAFF), NOTHING_SETTLED, levels, settings)
    return [stage.summits.p_agreement for stage in stages]


def test_more_is_settled_with_every_meeting() -> None:
    stages = play_route(
        SETTING, (STAFF, STAFF), NOTHING_SETTLED, [Level.WORKING] * 3, RouteSettings()
    )
    settled = [float(stage.n_settled.mean()) for stage in stages]
    assert settled == sorted(settled)
    assert settled[0] == 0 < settled[1]


def test_what_gut_led_principals_reopen_isnt_settled() -> None:
    reopened = RouteSettings(p_gut=1.0, p_reopen=1.0)
    stages = play_route(SETTING, (STAFF, STAFF), NOTHING_SETTLED, [Level.WORKING], reopened)
    assert stages[1].n_settled.max() == 0


def test_principals_who_follow_their_gut_agree_less() -> None:
    heeding, gut = (
        _route(RouteSettings(SummitSettings(n_runs=1000), p_gut=p), 1)[1] for p in (0.0, 1.0)
    )
    assert gut < heeding


def test_a_route_is_the_same_with_the_same_seed() -> None:
    settings = RouteSettings(SummitSettings(n_runs=200, seed=5), p_gut=0.3)
    assert _route(settings, 2) == _route(settings, 2)
