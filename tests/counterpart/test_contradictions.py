"""What a party says against what it says or does elsewhere: each told once, most telling first."""

from dataclasses import replace
from datetime import date

import pytest

from paraph.counterpart.contradictions import find_contradictions
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.posterior import Contradiction
from paraph.negotiation import (
    Condition,
    RedLine,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case, move
from tests.counterpart.told import FULL, ROME, found, offer, words


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (MoveKind.PROPOSE, MoveKind.REJECT, "offered, then rejected the same package"),
        (MoveKind.REJECT, MoveKind.PROPOSE, "rejected, then offered the same package"),
        (MoveKind.REJECT, MoveKind.ACCEPT, "rejected, then accepted the same package"),
    ],
)
def test_a_package_that_was_taken_and_rejected_is_told(
    first: MoveKind, second: MoveKind, told: str
) -> None:
    assert words(move(first, FULL), move(second, FULL)) == [told]
    assert words(move(first, FULL), move(second, FULL | {"price": "2"})) == []


def test_a_package_offered_again_and_again_and_rejected_is_told_once() -> None:
    moves = (move(MoveKind.PROPOSE, FULL), move(MoveKind.REJECT, FULL))
    (told,) = found(build_case(moves, moves, moves))
    assert told.first.startswith("day-1: propose")
    assert told.second.startswith("day-1: reject")


def test_each_red_line_that_is_crossed_is_told_once_with_its_options() -> None:
    lines = (
        RedLine((Condition("place", ("rome",)),), reason="heat"),
        RedLine((Condition("price", ("0", "1")), Condition("guarantee", ("no",)))),
        RedLine((Condition("price", ("4",)),)),
    )
    case = build_case(
        (move(MoveKind.OPPOSE, {"place": "rome"}),),
        (offer("1", "rome"), move(MoveKind.ACCEPT, {"place": "rome"})),
        red_lines=lines,
    )
    rome, cheap = found(case)
    assert rome.description == (
        "declared a red line, never Place: Rome, yet offered and accepted it"
    )
    assert rome.first == "red line: never Place: Rome (heat)"
    assert rome.issue_ids == ("place",)
    assert "never Price: 0 m or 1 m together with Guarantee: None, yet offered it" in (
        cheap.description
    )


def test_a_re_ranking_is_one_with_the_pairs_that_changed_in_it() -> None:
    before = move(MoveKind.SUPPORT, issue_ids=("price", "place", "guarantee"))
    after = move(MoveKind.SUPPORT, issue_ids=("guarantee", "price", "place"))
    told = "changed what matters more to them: Guarantee now before Price and Place"
    assert words(before, after) == [told]
    # Said again it is no other change, and to and fro is told once.
    assert [c.description for c in found(build_case((before,), (after,), (after,)))] == [told]
    assert len(found(build_case((before,), (after,), (before,), (after,)))) == 1
    down = move(MoveKind.SUPPORT, issue_ids=("place", "guarantee", "price"))
    assert words(before, down) == [
        "changed what matters more to them: Price now after Place and Guarantee"
    ]


def test_issues_above_all_others_are_put_before_those_that_are_not_named() -> None:
    before = move(MoveKind.SUPPORT, issue_ids=("price", "place"), is_above_others=True)
    later = move(MoveKind.SUPPORT, issue_ids=("guarantee", "place"))
    assert words(before, later) == ["changed what matters more to them: Guarantee now before Place"]
    assert words(replace(before, is_above_others=False), later) == []


def test_what_others_report_is_no_word_that_the_party_went_back_on() -> None:
    said = move(MoveKind.SUPPORT, issue_ids=("price", "place"))
    heard = move(MoveKind.SIGNAL, issue_ids=("place", "price"), reported_by="an agent")
    assert words(said, heard) == []


def test_two_answers_to_what_matters_most_are_told() -> None:
    price, place = (move(MoveKind.ANSWER, issue_ids=(i,)) for i in ("price", "place"))
    assert words(price, place) == [
        "said that Price matters most to them, and that Place does",
    ]
    assert words(price, price) == []
    # A list compares the issues in it, and no others.
    assert words(price, move(MoveKind.ANSWER, issue_ids=("place", "guarantee"))) == []
    ahead = move(MoveKind.ANSWER, issue_ids=("place", "price"))
    assert words(price, ahead) == ["changed what matters more to them: Place now before Price"]


def test_offers_that_go_against_a_comparison_again_and_again_are_told() -> None:
    said = move(MoveKind.ANSWER, {"price": "4"}, over=package_of({"price": "0"}))
    told = (
        "called '4 m' on Price better than '0 m' on Price, yet offered what is nearer to '0 m' on "
        "Price"
    )
    assert words(said, offer("0"), offer("1")) == [f"{told} (2 packages)"]
    assert words(said, offer("0")) == []
    # The middle of the scale is nearer to neither; a conceder started where it said.
    assert words(said, offer("2"), offer("2", "rome")) == []
    assert words(said, offer("4"), offer("1"), offer("0")) == []


def test_what_offers_belie_is_told_with_its_issues() -> None:
    said = move(MoveKind.SUPPORT, {"price": "4"})
    case = build_case((said, offer("0"), offer("1"), offer("1", "rome")))
    (found,) = find_contradictions(case, collect_evidence(case, "them"))
    assert found.issue_ids == ("price",)


def test_offers_that_go_against_a_word_for_an_option_are_told() -> None:
    said = move(MoveKind.SUPPORT, {"price": "4"})
    assert words(said, offer("0"), offer("1"), offer("1", "rome")) == [
        "spoke for '4 m' on Price, yet then offered '0 m' and '1 m' (3 packages)"
    ]
    assert words(offer("0"), offer("1"), said) == []
    assert words(said, offer("2"), offer("3")) == []
    # In no order, any other option is against it: that needs three.
    rome = move(MoveKind.SUPPORT, {"place": "rome"})
    assert words(rome, offer("4"), offer("3")) == []
    assert len(words(rome, offer("4"), offer("3"), offer("2"))) == 1


def test_what_matters_most_and_is_given_to_us_from_the_start_is_told() -> None:
    case = build_case(
        (
            move(MoveKind.ANSWER, issue_ids=("place",)),
            offer("4"),
            offer("3"),
        )
    )
    assert found(case) == ()
    us, them = case.parties
    stated = StatedPreference(values=(StatedValues("place", ranking=(("oslo",), ("rome",))),))
    case = replace(case, parties=(replace(us, preference=stated), them))
    (told,) = found(case)
    assert told.description == (
        "said that Place matters most to them, yet offered 'Oslo' on Place, which is what we "
        "want most (2 packages)"
    )


def test_what_both_sides_want_is_not_given_up_by_offering_it() -> None:
    most = move(MoveKind.ANSWER, issue_ids=("place",))
    wish = move(MoveKind.SUPPORT, {"place": "oslo"})
    stated = StatedPreference(values=(StatedValues("place", ranking=(("oslo",), ("rome",))),))

    def told(*moves: Move) -> tuple[Contradiction, ...]:
        case = build_case(moves)
        us, them = case.parties
        return found(replace(case, parties=(replace(us, preference=stated), them)))

    assert len(told(most, offer("4"), offer("3"))) == 1
    assert told(most, wish, offer("4"), offer("3")) == ()
    # Nor does a party say what a third one says of it.
    heard = move(MoveKind.SIGNAL, issue_ids=("place",), reported_by="a broker")
    assert told(heard, offer("4"), offer("3")) == ()


def test_what_matters_most_and_alone_is_given_way_on_is_told() -> None:
    said = move(MoveKind.SUPPORT, issue_ids=("price", "place"))
    told = "said that Price matters more to them than Place, yet gave way on Price and not on Place"
    assert words(said, offer("4"), offer("1"), offer("0")) == [f"{told} (2 packages)"]
    assert words(said, offer("4"), offer("3"), offer("2")) == []
    assert words(said, offer("4"), offer("1", "rome"), offer("0", "rome")) == []


def test_what_matters_most_and_is_given_way_on_beside_others_is_told() -> None:
    """Place moves too, but of what was said to matter less half is held on to."""
    said = move(MoveKind.ANSWER, issue_ids=("price",))
    told = "said that Price matters most to them, yet gave way on Price and not on Guarantee"
    offers = (offer("4"), offer("3"), offer("1", "rome"), offer("0", "rome"))
    assert words(said, *offers) == [f"{told} (2 packages)"]
    assert words(said, *offers, offer("0", "rome", "yes")) == []


def test_options_spoken_against_in_one_breath_and_offered_in_one_are_told_as_one() -> None:
    against = move(MoveKind.OPPOSE, {"place": "oslo", "guarantee": "no"})
    assert words(against, offer("4"), move(MoveKind.ACCEPT, {"place": "oslo"})) == [
        "spoke against 'None' on Guarantee and 'Oslo' on Place, yet offered and accepted them"
    ]


def test_the_most_telling_comes_first() -> None:
    line = RedLine((Condition("place", ("rome",)),), declared=date(2020, 1, 1))
    told = words(
        move(MoveKind.ANSWER, {"price": "1"}, over=package_of({"price": "2"})),
        move(MoveKind.ANSWER, {"price": "2"}, over=package_of({"price": "1"})),
        move(MoveKind.SUPPORT, {"guarantee": "no"}),
        move(MoveKind.OPPOSE, {"guarantee": "no"}),
        move(MoveKind.REJECT, {"price": "3"}),
        move(MoveKind.ACCEPT, {"price": "3"}),
        move(MoveKind.ACCEPT, {"place": "rome"}),
        red_lines=(line,),
    )
    assert [text.split(" ")[0] for text in told] == ["declared", "rejected,", "spoke", "compared"]


def prefers(better: dict[str, str], worse: dict[str, str]) -> Move:
    return move(MoveKind.ANSWER, better, over=package_of(worse))


def test_answers_that_go_round_in_a_circle_are_told_with_the_one_that_closes_it() -> None:
    rome, oslo, bonn = ({"place": town} for town in ("rome", "oslo", "bonn"))
    case = build_case((prefers(rome, oslo),), (prefers(oslo, bonn),), (prefers(bonn, rome),))
    (told,) = found(case)
    assert told.description == (
        "went round in a circle: “Place: Rome” is better than “Place: Oslo”, “Place: Oslo” is "
        "better than “Place: Bonn” and “Place: Bonn” is better than “Place: Rome”"
    )
    assert told.first.startswith("day-1: answer")
    assert told.second.startswith("day-3: answer")
    assert told.issue_ids == ("place",)
    # Said again it is no other circle; who takes an answer back is in no circle.
    assert len(words(*[m for day in case.sessions for m in day.moves] * 2)) == 1
    assert words(prefers(rome, oslo), prefers(oslo, bonn), prefers(rome, bonn)) == []


def test_a_circle_of_importance_is_told_in_the_issues_of_it() -> None:
    pairs = (("price", "place"), ("place", "guarantee"), ("guarantee", "price"))
    answers = [move(MoveKind.ANSWER, issue_ids=pair) for pair in pairs]
    assert words(*answers) == [
        "went round in a circle: Price matters more than Place, Place matters more than Guarantee "
        "and Guarantee matters more than Price"
    ]
    assert words(*answers[:2], move(MoveKind.ANSWER, issue_ids=("price", "guarantee"))) == []


def test_an_answer_that_was_turned_round_closes_no_circle() -> None:
    rome, oslo, bonn = ({"place": town} for town in ("rome", "oslo", "bonn"))
    answers = (prefers(rome, oslo), prefers(oslo, bonn), prefers(oslo, rome), prefers(bonn, rome))
    told = "compared “Place: Rome” and “Place: Oslo”, each way once"
    assert words(*answers) == [told]


ROME_GIVEN = {**ROME, "guarantee": "yes"}


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (
            (move(MoveKind.REJECT, ROME), move(MoveKind.SUPPORT, ROME)),
            "rejected 'Rome' on Place, then spoke for it",
        ),
        (
            (move(MoveKind.SUPPORT, ROME_GIVEN), move(MoveKind.REJECT, ROME)),
            "spoke for 'Rome' on Place, then rejected it",
        ),
        (
            (move(MoveKind.REJECT, ROME_GIVEN), move(MoveKind.SUPPORT, ROME_GIVEN)),
            "rejected 'Rome' on Place and 'Given' on Guarantee, then spoke for them",
        ),
        # Who refuses two options together may want either.
        ((move(MoveKind.REJECT, ROME_GIVEN), move(MoveKind.SUPPORT, ROME)), ""),
        # Who refuses a whole package may want an option of it.
        ((move(MoveKind.REJECT, FULL), move(MoveKind.SUPPORT, {"price": "1"})), ""),
        ((move(MoveKind.REJECT, ROME, confidence=0.4), move(MoveKind.SUPPORT, ROME)), ""),
        # Told already, as an option spoken both for and against.
        (
            (
                move(MoveKind.REJECT, ROME),
                move(MoveKind.SUPPORT, ROME),
                move(MoveKind.OPPOSE, ROME),
            ),
            "spoke both for and against 'Rome' on Place",
        ),
    ],
)
def test_an_option_that_was_refused_and_spoken_for_is_told(
    moves: tuple[Move, ...], told: str
) -> None:
    assert words(*moves) == ([told] if told else [])


def test_an_option_that_was_spoken_for_and_called_worse_is_told() -> None:
    for_rome, oslo_first = move(MoveKind.SUPPORT, ROME), prefers({"place": "oslo"}, ROME)
    assert words(for_rome, oslo_first) == [
        "spoke for 'Rome' on Place, then called 'Oslo' on Place better"
    ]
    assert words(oslo_first, for_rome) == [
        "called 'Oslo' on Place better than 'Rome' on Place, then spoke for the latter: "
        "a concession, or they didn't mean it"
    ]
    assert words(for_rome, prefers(ROME, {"place": "oslo"})) == []
    # Of packages that differ on several issues nothing is said of one of them.
    two = prefers({"place": "oslo", "guarantee": "no"}, ROME_GIVEN)
    assert words(for_rome, two) == []
    equal = move(MoveKind.ANSWER, {"place": "oslo"}, equal_to=package_of(ROME))
    assert words(for_rome, equal) == []


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (
            (move(MoveKind.REJECT, ROME), offer("2", "rome")),
            "rejected 'Rome' on Place, then offered a package with it: "
            "a concession, or they didn't mean it",
        ),
        (
            (move(MoveKind.REJECT, ROME_GIVEN), move(MoveKind.ACCEPT, {**FULL, **ROME_GIVEN})),
            "rejected 'Rome' on Place and 'Given' on Guarantee, then accepted a package with them: "
            "a concession, or they didn't mean it",
        ),
        ((move(MoveKind.REJECT, ROME_GIVEN), offer("2", "rome")), ""),
        ((offer("2", "rome"), move(MoveKind.REJECT, ROME)), ""),
        ((move(MoveKind.REJECT, FULL), offer("2")), ""),
        # Told already, as the same package, as an option spoken against, as a red line.
        (
            (move(MoveKind.REJECT, ROME), move(MoveKind.PROPOSE, ROME), offer("2", "rome")),
            "rejected, then offered the same package",
        ),
        (
            (move(MoveKind.OPPOSE, ROME), move(MoveKind.REJECT, ROME), offer("2", "rome")),
            "spoke against 'Rome' on Place, yet offered it",
        ),
    ],
)
def test_an_option_that_was_refused_and_then_taken_in_a_package_is_told_as_what_it_may_be(
    moves: tuple[Move, ...], told: str
) -> None:
    assert words(*moves) == ([told] if told else [])


def test_a_refused_option_behind_a_red_line_is_told_as_the_red_line_that_is_crossed() -> None:
    line = RedLine((Condition("place", ("rome",)),))
    moves = (move(MoveKind.REJECT, ROME), offer("2", "rome"))
    assert words(*moves, red_lines=(line,)) == [
        "declared a red line, never Place: Rome, yet offered it"
    ]


def test_what_may_be_a_concession_comes_last() -> None:
    told = words(
        move(MoveKind.REJECT, ROME),
        offer("2", "rome"),
        move(MoveKind.ANSWER, {"price": "1"}, over=package_of({"price": "2"})),
        move(MoveKind.ANSWER, {"price": "2"}, over=package_of({"price": "1"})),
    )
    assert [text.split(" ")[0] for text in told] == ["compared", "rejected"]


def test_with_what_is_settled_an_option_may_be_a_whole_package() -> None:
    moves = (move(MoveKind.REJECT, ROME), offer("1", "rome"))
    settled = package_of({"price": "1", "guarantee": "no"})
    told = [each.description for each in found(build_case(moves, agreed=settled))]
    assert not any(text.startswith("rejected") for text in told)


def test_words_of_which_the_record_is_hardly_sure_contradict_nothing() -> None:
    against = move(MoveKind.OPPOSE, {"place": "rome"})
    rumour, report = (
        move(MoveKind.SIGNAL, {"place": "rome"}, confidence=confidence) for confidence in (0.4, 0.6)
    )
    assert words(against, rumour) == []
    assert words(against, report) == ["spoke both for and against 'Rome' on Place"]
