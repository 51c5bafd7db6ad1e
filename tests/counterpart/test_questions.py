"""Questions, probes, and the table of what is known."""

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from paraph.counterpart import (
    Question,
    doubt_knowledge,
    infer_preference,
    rank_questions,
    tabulate_knowledge,
)
from paraph.counterpart.posterior import Contradiction
from paraph.negotiation import (
    Agenda,
    Comparative,
    Condition,
    Direction,
    Importance,
    Interval,
    Issue,
    Option,
    RedLine,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind
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


def test_questions_about_as_good_as_each_other_spread_over_the_issues() -> None:
    options = tuple(Option(name.lower(), name) for name in ("Quay", "Weir", "Zone"))
    agenda = Agenda(tuple(Issue(f"i{n}", f"Issue {n}", options) for n in range(6)))
    case = build_case((), agenda=agenda)
    questions = rank_questions(case, infer_preference(case, "them", FAST))
    asked = Counter(i for q in questions if not q.is_about_importance for i in q.issue_ids)
    assert set(asked) == set(agenda.issue_ids)
    assert max(asked.values()) <= 2


def test_of_one_issue_two_pairs_of_options_are_asked_about_at_most() -> None:
    steps = tuple(Option(f"{n}", f"{n} m") for n in range(9))
    case = build_case((), agenda=Agenda((Issue("rent", "Rent", steps, is_ordered=True),)))
    questions = rank_questions(case, infer_preference(case, "them", FAST))
    assert sum(len(q.issue_ids) == 1 for q in questions) == 2


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


YES_OVER_NO = move(MoveKind.ANSWER, {"guarantee": "yes"}, over=package_of({"guarantee": "no"}))
NO_OVER_YES = move(MoveKind.ANSWER, {"guarantee": "no"}, over=package_of({"guarantee": "yes"}))


def asked(*moves: Move, red_lines: tuple[RedLine, ...] = ()) -> list[Question]:
    case = build_case(moves, red_lines=red_lines)
    return list(rank_questions(case, infer_preference(case, "them", FAST), n=40))


def about(questions: list[Question], issue_id: str) -> list[Question]:
    return [question for question in questions if question.issue_ids == (issue_id,)]


def test_what_was_answered_is_not_asked_again() -> None:
    assert len(about(asked(), "guarantee")) == 1
    assert about(asked(YES_OVER_NO), "guarantee") == []
    assert about(asked(move(MoveKind.OPPOSE, {"guarantee": "no"})), "guarantee") == []
    # Answered each way it is open.
    assert len(about(asked(YES_OVER_NO, NO_OVER_YES), "guarantee")) == 1


def test_what_matters_most_is_not_asked_where_that_was_said() -> None:
    def is_asked(*orders: tuple[str, ...]) -> bool:
        moves = tuple(move(MoveKind.ANSWER, issue_ids=order) for order in orders)
        options = replace(exact_preference(), importance=StatedImportance())
        case = build_case(moves, preference=options)
        questions = rank_questions(case, infer_preference(case, "them", FAST), n=40)
        return any(question.is_about_importance for question in questions)

    assert is_asked()
    assert not is_asked(("price", "place"))
    assert not is_asked(("price",))
    assert not is_asked(("price", "guarantee", "place"))
    assert is_asked(("price",), ("place",))
    # That two issues are in an order is heard of them: whether a third matters more they may say.
    heard = move(MoveKind.SIGNAL, issue_ids=("price", "place"), confidence=0.6)
    options = replace(exact_preference(), importance=StatedImportance())
    case = build_case((heard,), preference=options)
    questions = rank_questions(case, infer_preference(case, "them", FAST), n=40)
    assert any(question.is_about_importance for question in questions)


def asked_of(stated: StatedPreference, *moves: Move) -> list[Question]:
    case = build_case(moves, preference=stated)
    return list(rank_questions(case, infer_preference(case, "them", FAST), n=40))


@pytest.mark.parametrize(
    "said",
    [
        StatedValues("price", direction=Direction.LESS),
        StatedValues("price", ranking=tuple((f"{n}",) for n in range(5))),
        StatedValues("price", values=tuple((f"{n}", Interval(n / 4, n / 4)) for n in range(5))),
    ],
)
def test_which_option_is_better_is_not_asked_where_that_is_stated(said: StatedValues) -> None:
    assert about(asked_of(StatedPreference()), "price")
    assert about(asked_of(StatedPreference(values=(said,))), "price") == []


def trades(questions: list[Question]) -> set[frozenset[str]]:
    return {frozenset(q.issue_ids) for q in questions if len(q.issue_ids) == 2}


@pytest.mark.parametrize(
    ("importance", "left", "is_most_asked"),
    [
        (StatedImportance(), {"price place", "price guarantee", "place guarantee"}, True),
        (StatedImportance(ranking=(("price",), ("place",), ("guarantee",))), set(), False),
        (
            StatedImportance(ranking=(("price",), ("place", "guarantee"))),
            {"place guarantee"},
            False,
        ),
        (
            StatedImportance(words=(("price", Importance.HIGH), ("place", Importance.LOW))),
            {"price guarantee", "place guarantee"},
            True,
        ),
        (
            StatedImportance(
                compared=(
                    ("price", Comparative.MORE, "place"),
                    ("place", Comparative.MORE, "guarantee"),
                )
            ),
            set(),
            False,
        ),
    ],
)
def test_which_issue_matters_more_is_not_asked_where_that_is_stated(
    importance: StatedImportance, left: set[str], *, is_most_asked: bool
) -> None:
    questions = asked_of(StatedPreference(importance=importance))
    assert trades(questions) == {frozenset(pair.split()) for pair in left}
    # Where the options are known, the question what matters most is worth asking, if it is open.
    questions = asked_of(replace(exact_preference(), importance=importance))
    assert any(q.is_about_importance for q in questions) == is_most_asked


def test_a_trade_is_not_asked_about_where_the_party_put_its_issues_in_order() -> None:
    order = move(MoveKind.ANSWER, issue_ids=("price", "place"))
    turned = move(MoveKind.ANSWER, issue_ids=("place", "price"))
    heard = move(MoveKind.SIGNAL, issue_ids=("price", "place"), reported_by="an agent")
    pair = frozenset(("price", "place"))
    assert pair in trades(asked())
    assert pair not in trades(asked(order))
    assert pair in trades(asked(order, turned))
    assert pair in trades(asked(heard))


def test_options_behind_a_red_line_of_theirs_are_not_asked_about() -> None:
    lines = (RedLine((Condition("price", ("3", "4")),)), RedLine((Condition("place", ("rome",)),)))
    questions = [question for question in asked(red_lines=lines) if question.first]
    assert questions
    for question in questions:
        for package in (question.first, question.second):
            assert not any(line.is_crossed_by(package) for line in lines)


def test_a_question_that_tells_next_to_nothing_beside_the_first_is_left_out() -> None:
    questions = asked()
    first = questions[0].information_bits
    assert all(question.information_bits >= 0.05 * first * 0.9 for question in questions)
    assert len(questions) < 15


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


def test_a_weight_that_may_be_nearly_anything_is_not_known() -> None:
    """Of two issues either is within one rank of the other, whatever they weigh."""
    agenda = Agenda(build_case(()).agenda.issues[1:])
    options = exact_preference().values[1:]

    def statuses(stated: StatedImportance) -> list[str]:
        preference = StatedPreference(importance=stated, values=options)
        case = build_case((), preference=preference, agenda=agenda)
        known = tabulate_knowledge(case, infer_preference(case, "them", FAST))
        return [row.status for row in known]

    assert statuses(StatedImportance()) == ["uncertain"] * 2
    assert statuses(StatedImportance(shares=(("place", Interval(0.4, 0.7)),))) == ["known"] * 2


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


def test_whether_a_red_line_could_move_is_asked_until_its_party_crosses_it() -> None:
    line = RedLine((Condition("guarantee", ("no",)),))
    crossing = move(MoveKind.PROPOSE, {"price": "4", "place": "oslo", "guarantee": "no"})

    def asked(*moves: Move) -> bool:
        # Where all else is known, what is left to ask is whether the red line is meant.
        case = build_case(moves, preference=exact_preference(), red_lines=(line,))
        questions = rank_questions(case, infer_preference(case, "them", FAST), n=20)
        return any("red line" in question.text for question in questions)

    assert asked()
    assert not asked(crossing)
