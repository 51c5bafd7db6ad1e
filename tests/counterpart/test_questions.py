"""Questions, probes, and the table of what is known."""

from datetime import date

import numpy as np
import pytest

from paraph.counterpart import doubt_knowledge, infer_preference, rank_questions, tabulate_knowledge
from paraph.counterpart.posterior import Contradiction
from paraph.negotiation import (
    Direction,
    Interval,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    package_of,
)
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move


def exact_preference() -> StatedPreference:
    shares = (("price", 0.5), ("place", 0.3), ("guarantee", 0.2))
    return StatedPreference(
        importance=StatedImportance(shares=tuple((i, Interval(s, s)) for i, s in shares)),
        values=(
            StatedValues("price", values=tuple((f"{n}", Interval(n / 4, n / 4)) for n in range(5))),
            StatedValues("place", ranking=(("oslo",), ("bonn",), ("rome",))),
            StatedValues("guarantee", ranking=(("yes",), ("no",))),
        ),
        reservation=StatedReservation(Interval(0.5, 0.5)),
    )


def test_nothing_is_worth_asking_where_all_is_known() -> None:
    case = build_case((), preference=exact_preference())
    questions = rank_questions(case, infer_preference(case, "them", FAST))
    assert all(question.information_bits < 0.2 for question in questions)


def test_questions_are_distinct_in_words_and_carry_information() -> None:
    case = build_case(())
    questions = rank_questions(case, infer_preference(case, "them", FAST), n=5)
    assert len(questions) == 5
    assert len({question.text for question in questions}) == 5
    assert all(0 < question.information_bits <= np.log2(5) for question in questions)
    assert all(question.reveals for question in questions)


def test_settled_issues_are_not_asked_about() -> None:
    case = build_case((), agreed=package_of({"place": "oslo"}))
    questions = rank_questions(case, infer_preference(case, "them", FAST), n=20)
    assert questions
    assert not any("place" in question.issue_ids for question in questions)


def test_a_comparison_names_both_packages() -> None:
    case = build_case(())
    questions = rank_questions(case, infer_preference(case, "them", FAST), n=20)
    compared = [question for question in questions if question.first]
    assert compared
    for question in compared:
        assert question.first.issue_ids == question.second.issue_ids
        assert question.first != question.second
        for issue_id in question.first.issue_ids:
            assert case.agenda.issue(issue_id).label in question.text


def test_what_was_answered_is_worth_less_asked_again() -> None:
    said = move(MoveKind.ANSWER, {"guarantee": "yes"}, over=package_of({"guarantee": "no"}))
    before, after = build_case(()), build_case((said,))
    worth = [
        max(
            question.information_bits
            for question in rank_questions(case, infer_preference(case, "them", FAST), n=40)
            if question.issue_ids == ("guarantee",)
        )
        for case in (before, after)
    ]
    assert worth[1] < 0.7 * worth[0]


def test_knowledge_says_what_the_record_rests_on() -> None:
    case = build_case(
        (move(MoveKind.SUPPORT, {"place": "rome"}),), (move(MoveKind.OPPOSE, {"place": "oslo"}),)
    )
    knowledge = tabulate_knowledge(case, infer_preference(case, "them", FAST))
    assert [row.issue_id for row in knowledge] == ["price", "place", "guarantee"]
    price, place, _ = knowledge
    assert (price.status, price.n_moves, price.last_move) == ("unknown", 0, None)
    assert (place.status, place.n_moves, place.last_move) == ("uncertain", 2, date(2020, 1, 2))
    assert place.likely_option == "rome"
    assert 0.5 < place.p_likely_option < 1
    assert 1 <= place.importance_rank.low <= place.importance_rank.high <= 3


def test_what_is_stated_in_full_is_known() -> None:
    case = build_case((), preference=exact_preference())
    knowledge = tabulate_knowledge(case, infer_preference(case, "them", FAST))
    assert [row.status for row in knowledge] == ["known"] * 3
    assert [row.likely_option for row in knowledge] == ["4", "oslo", "yes"]
    assert [row.importance_rank.mid for row in knowledge] == pytest.approx([1, 2, 3])


def test_an_ordered_issue_with_a_direction_is_known_at_its_end() -> None:
    stated = StatedPreference(values=(StatedValues("price", direction=Direction.LESS),))
    case = build_case((), preference=stated)
    row = tabulate_knowledge(case, infer_preference(case, "them", FAST))[0]
    assert (row.likely_option, row.p_likely_option) == ("0", 1.0)


def test_a_wish_is_told_only_where_it_is_clearly_likelier_than_with_nothing_known() -> None:
    said = (move(MoveKind.ANSWER, {"guarantee": "yes"}, over=package_of({"guarantee": "no"})),)
    case = build_case(said, agreed=package_of({"place": "oslo"}))
    price, place, guarantee = tabulate_knowledge(case, infer_preference(case, "them", FAST))
    # Of a scale, mostly one end is the best: 0.42 for each, and 0.16 inside.
    assert price.p_blind == pytest.approx(0.44, abs=0.05)
    assert not price.is_told
    # One in three, a little more for the ends of a list, which may be a scale.
    assert place.p_blind == pytest.approx(1 / 3, abs=0.1)
    assert place.is_told == (place.p_likely_option >= place.p_blind + 0.15)
    assert guarantee.p_blind == pytest.approx(0.5, abs=0.03)
    assert guarantee.is_told


def test_what_is_not_borne_out_is_not_known() -> None:
    case = build_case((), preference=exact_preference())
    knowledge = tabulate_knowledge(case, infer_preference(case, "them", FAST))
    misfit = Contradiction("stated", "their moves", "improbable", ("place",))
    doubted = doubt_knowledge(knowledge, (misfit,))
    assert [row.status for row in doubted] == ["known", "uncertain", "known"]
    assert doubt_knowledge(knowledge, ()) == knowledge
