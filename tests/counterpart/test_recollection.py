"""Last time as a prior."""

from dataclasses import replace

import numpy as np
import pytest

from paraph.counterpart import (
    Posterior,
    infer_preference,
    recall_for_party,
    recall_preference,
)
from paraph.errors import InputError
from paraph.negotiation import Agenda, Issue, Option, package_of
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_agenda, build_case, move


def past_case():
    said = (
        move(MoveKind.SUPPORT, {"place": "rome"}),
        move(MoveKind.SIGNAL, {"place": "rome"}, over=package_of({"place": "oslo"})),
        move(MoveKind.SIGNAL, issue_ids=("place", "price", "guarantee")),
    )
    return build_case(said, said)


def test_what_was_learnt_last_time_is_where_this_time_starts() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    fresh = build_case(())
    recalled = infer_preference(recall_for_party(past, learnt, fresh, "them"), "them", FAST)
    unknown = infer_preference(fresh, "them", FAST)
    assert recalled.belief.weights[:, 1].mean() > unknown.belief.weights[:, 1].mean() + 0.05
    assert recalled.belief.option_values[1][:, 2].mean() > 0.55


def test_intervals_are_wider_than_they_were() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    stated = recall_preference(past, learnt, build_case(()))
    for (_, interval), estimate in zip(stated.importance.shares, learnt.importance, strict=True):
        assert interval.low <= estimate.low
        assert interval.high >= estimate.high or interval.high == 1
    assert stated.basis == "as learnt in A case"


def test_the_best_option_stays_the_likeliest_best_if_less_surely() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    fresh = build_case(())
    recalled = infer_preference(recall_for_party(past, learnt, fresh, "them"), "them", FAST)

    def p_best(posterior: Posterior) -> np.ndarray:
        best = posterior.belief.option_values[1].argmax(axis=1)
        return np.bincount(best, minlength=3) / len(best)

    before, after = p_best(learnt), p_best(recalled)
    assert before.argmax() == after.argmax() == 2
    assert 0.45 < after[2] < before[2]
    means = [found.belief.reservation.mean() for found in (learnt, recalled)]
    assert means[1] == pytest.approx(means[0], abs=0.1)


def test_new_issues_stay_open() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    new = Issue("date", "Date", (Option("soon", "Soon"), Option("late", "Late")))
    case = build_case((), agenda=Agenda((*build_agenda().issues, new)))
    stated = recall_preference(past, learnt, case)
    assert [issue_id for issue_id, _ in stated.importance.shares] == ["price", "place", "guarantee"]
    total = sum(interval.middle for _, interval in stated.importance.shares)
    assert total < 1.2 * 0.75


def test_cases_that_share_nothing_are_refused() -> None:
    past = past_case()
    learnt = infer_preference(past, "them", FAST)
    other = replace(past, id="other", agenda=Agenda((Issue("x", "X", (Option("y", "Y"),)),)))
    with pytest.raises(InputError, match="share no issue"):
        recall_preference(past, learnt, other)
    with pytest.raises(InputError, match="at least 1"):
        recall_preference(past, learnt, past, widening=0.5)
