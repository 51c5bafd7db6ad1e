"""What a party wants now, where it has changed its mind."""

from dataclasses import replace
from datetime import date

import pytest

from paraph.case import Case
from paraph.counterpart import (
    Drift,
    Posterior,
    Present,
    infer_preference,
    infer_present,
    present,
    rank_questions,
    tabulate_knowledge,
)
from paraph.counterpart.present import NEARLY_CERTAIN_AT, present_record
from paraph.errors import InferenceError
from paraph.negotiation import (
    Condition,
    RedLine,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import MoveKind, Opening
from tests.counterpart.conftest import FAST, build_case, move

ROME, BONN = package_of({"place": "rome"}), package_of({"place": "bonn"})
BEFORE = (
    move(MoveKind.SUPPORT, issue_ids=("price", "place", "guarantee")),
    move(MoveKind.ANSWER, {"place": "rome"}, over=BONN),
    move(MoveKind.SUPPORT, {"place": "rome"}),
)
SINCE = (
    move(MoveKind.SUPPORT, issue_ids=("guarantee", "place", "price")),
    move(MoveKind.ANSWER, {"place": "bonn"}, over=ROME),
    move(MoveKind.SUPPORT, {"place": "bonn"}),
)
TURNED_ON = date(2020, 1, 4)


def turned(**rest: object) -> Case:
    """Who wants Rome, and that the price be right; and, in the last two of five meetings, Bonn."""
    return build_case(*[BEFORE] * 3, *[SINCE] * 2, **rest)  # type: ignore[arg-type]


def p_place(posterior: Posterior) -> dict[str, float]:
    return dict(zip(("bonn", "oslo", "rome"), posterior.p_best()[1], strict=True))


def with_drift(monkeypatch: pytest.MonkeyPatch, p_changed: float) -> None:
    drift = Drift(TURNED_ON, p_changed, "they changed")
    monkeypatch.setattr(present, "find_drifts", lambda *_: (drift,))


def test_who_did_not_change_is_read_by_all_moves() -> None:
    case = build_case(*[BEFORE] * 5)
    whole = infer_preference(case, "them", FAST)
    now = infer_present(case, "them", FAST)
    assert now.drifts == ()
    assert now.posterior.change_of_mind is None
    assert now.posterior.digest == whole.digest


def test_who_changed_as_good_as_certainly_is_read_by_the_moves_since() -> None:
    case = turned()
    now = infer_present(case, "them", FAST)
    (drift,) = now.drifts
    change = now.posterior.change_of_mind
    assert change is not None
    assert (change.day, change.p_changed) == (TURNED_ON, drift.p_changed)
    assert drift.p_changed >= NEARLY_CERTAIN_AT
    assert (change.n_moves, change.n_moves_in_all) == (6, 15)
    assert change.is_followed
    assert now.posterior.n_moves == 6
    whole = infer_preference(case, "them", FAST)
    assert p_place(whole)["rome"] > 0.5
    assert p_place(now.posterior)["bonn"] > 0.6
    # What contradicts what is told of the whole record, with the change that would explain it.
    assert now.posterior.contradictions == tuple(
        replace(each, explained_by=TURNED_ON) for each in whole.contradictions
    )
    assert whole.contradictions


def test_a_change_explains_only_what_lies_on_either_side_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = (MoveKind.SUPPORT, MoveKind.OPPOSE)
    for_rome, against = (move(kind, {"place": "rome"}) for kind in kinds)
    for_yes, against_yes = (move(kind, {"guarantee": "yes"}) for kind in kinds)
    case = build_case((for_rome, for_yes), (against_yes,), (), (against,), ())
    with_drift(monkeypatch, 0.85)
    told = infer_present(case, "them", FAST).posterior.contradictions
    assert {each.issue_ids: each.explained_by for each in told} == {
        ("place",): TURNED_ON,
        ("guarantee",): None,
    }


def test_what_is_known_rests_on_the_same_moves_as_the_belief() -> None:
    guarantee = (move(MoveKind.SUPPORT, {"guarantee": "yes"}),)
    case = turned()
    case = replace(
        case,
        sessions=(
            replace(case.sessions[0], moves=BEFORE + guarantee),
            *case.sessions[1:],
        ),
    )
    now = infer_present(case, "them", FAST)
    price, place, last = tabulate_knowledge(case, now.posterior)
    assert (place.n_moves, place.last_move) == (6, date(2020, 1, 5))
    # The order of importance touches each issue, once in each meeting since the change.
    assert (price.n_moves, last.n_moves) == (2, 2)


def test_what_it_answered_before_is_asked_again() -> None:
    given = move(MoveKind.ANSWER, {"guarantee": "yes"}, over=package_of({"guarantee": "no"}))
    case = build_case((*BEFORE, given), *[BEFORE] * 2, *[SINCE] * 2)
    posterior = infer_present(case, "them", FAST).posterior
    pair = {package_of({"guarantee": option}) for option in ("yes", "no")}
    asked = rank_questions(case, posterior, n=40)
    assert any({each.first, each.second} == pair for each in asked)
    before = replace(posterior, change_of_mind=None)
    asked = rank_questions(case, before, n=40)
    assert not any({each.first, each.second} == pair for each in asked)


def test_what_is_settled_stays_settled() -> None:
    case = turned()
    sessions = (replace(case.sessions[0], agreed=package_of({"price": "2"})), *case.sessions[1:])
    case = replace(case, sessions=sessions)
    posterior = infer_present(case, "them", FAST).posterior
    assert posterior.change_of_mind
    assert not any("price" in each.issue_ids for each in rank_questions(case, posterior, n=40))


def test_what_is_stated_is_left_out_where_the_moves_since_are_likelier_without() -> None:
    ranking = StatedValues("place", ranking=(("rome",), ("oslo",), ("bonn",)))
    posterior = infer_present(
        turned(preference=StatedPreference(values=(ranking,))), "them", FAST
    ).posterior
    assert posterior.change_of_mind
    assert not posterior.change_of_mind.is_as_stated
    assert p_place(posterior)["bonn"] > 0.6
    kept = StatedValues("place", ranking=(("bonn",), ("oslo",), ("rome",)))
    posterior = infer_present(
        turned(preference=StatedPreference(values=(kept,))), "them", FAST
    ).posterior
    assert posterior.change_of_mind
    assert posterior.change_of_mind.is_as_stated
    assert p_place(posterior)["bonn"] == pytest.approx(1)


def test_red_lines_stand_after_a_change() -> None:
    line = RedLine((Condition("guarantee", ("no",)),), declared=date(2020, 1, 1))
    posterior = infer_present(turned(red_lines=(line,)), "them", FAST).posterior
    assert posterior.change_of_mind
    assert posterior.belief.red_lines == (line,)


def test_an_opening_counts_if_it_was_prepared_since() -> None:
    package = package_of({"price": "0", "place": "bonn", "guarantee": "yes"})
    late = Opening("them", package, prepared=TURNED_ON)
    openings = (late, replace(late, prepared=date(2020, 1, 1)), replace(late, prepared=None))
    case = replace(turned(), openings=openings)
    posterior = infer_present(case, "them", FAST).posterior
    assert present_record(case, posterior).openings == (late,)
    assert any(each.description.startswith("opening") for each in posterior.influences)


def test_a_mere_suspicion_leaves_the_whole_record(monkeypatch: pytest.MonkeyPatch) -> None:
    with_drift(monkeypatch, NEARLY_CERTAIN_AT - 0.01)
    now = infer_present(turned(), "them", FAST)
    assert len(now.drifts) == 1
    assert now.posterior.change_of_mind is None
    assert now.posterior.n_moves == 15


def test_where_the_moves_since_tell_too_little_the_whole_record_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_drift(monkeypatch, 0.99)

    def refuse_parts(case: Case, *rest: object) -> Posterior:
        if len(case.sessions) < 5:
            raise InferenceError("no draw fits")
        return infer_preference(case, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(present, "infer_preference", refuse_parts)
    posterior = infer_present(turned(), "them", FAST).posterior
    change = posterior.change_of_mind
    assert change is not None
    assert not change.is_followed
    assert (change.n_moves, posterior.n_moves) == (6, 15)
    place = tabulate_knowledge(turned(), posterior)[1]
    assert place.n_moves == 15


def test_where_no_change_can_be_looked_for_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise InferenceError("no draw fits")

    monkeypatch.setattr(present, "find_drifts", refuse)
    now = infer_present(turned(), "them", FAST)
    assert isinstance(now, Present)
    assert now.drifts == ()
    assert now.posterior.n_moves == 15
