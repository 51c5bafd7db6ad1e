"""Words that came after the deeds that go against them: a new position, perhaps."""

from datetime import date

import pytest

from paraph.negotiation import (
    Condition,
    RedLine,
    package_of,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case, move
from tests.counterpart.told import ROME, found, offer, words

DIDNT_MEAN = "a new position, or they didn't mean it"


def test_words_that_came_after_the_deeds_show_less_and_are_worded_so() -> None:
    """They may be a new position: one deed more is needed, and the words say what it may be."""
    said = move(MoveKind.ANSWER, {"price": "4"}, over=package_of({"price": "0"}))
    assert words(offer("0"), offer("1"), said) == []
    assert words(offer("0"), offer("1"), offer("1", "rome"), said) == [
        "offered what is nearer to '0 m' on Price (3 packages), and only then called '4 m' on "
        f"Price better than '0 m' on Price: {DIDNT_MEAN}"
    ]
    most = move(MoveKind.ANSWER, issue_ids=("price",))
    given_way = (offer("4"), offer("1"), offer("0"))
    assert len(words(most, *given_way)) == 1
    assert words(*given_way, most) == []


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (
            (offer("2", "rome"), move(MoveKind.OPPOSE, ROME)),
            f"offered 'Rome' on Place, then spoke against it: {DIDNT_MEAN}",
        ),
        (
            (offer("2", "rome"), move(MoveKind.OPPOSE, ROME), offer("3", "rome")),
            "spoke against 'Rome' on Place, yet offered it",
        ),
    ],
)
def test_an_option_offered_and_then_spoken_against_may_be_a_new_position(
    moves: tuple[Move, ...], told: str
) -> None:
    assert words(*moves) == [told]


def test_words_for_what_became_a_red_line_are_told_in_order_of_time() -> None:
    line = RedLine((Condition("place", ("rome",)),), declared=date(2020, 1, 3))
    (told,) = found(build_case((move(MoveKind.SUPPORT, ROME),), (), red_lines=(line,)))
    assert told.description == "spoke both for and against 'Rome' on Place"
    assert told.first.startswith("day-1: support")
    assert told.second.startswith("red line")


def test_a_red_line_declared_after_it_was_crossed_may_be_a_new_position() -> None:
    line = RedLine((Condition("place", ("rome",)),), declared=date(2020, 1, 3))
    early = build_case((offer("2", "rome"),), red_lines=(line,))
    (told,) = found(early)
    assert told.description == (
        f"offered what they declared a red line later (never Place: Rome): {DIDNT_MEAN}"
    )
    assert told.between == (date(2020, 1, 1), date(2020, 1, 3))
    late = build_case((offer("2", "rome"),), (), (offer("3", "rome"),), red_lines=(line,))
    (told,) = found(late)
    assert told.description == "declared a red line, never Place: Rome, yet offered it"


def test_what_may_be_a_new_position_comes_last() -> None:
    told = words(
        offer("2", "rome"),
        move(MoveKind.OPPOSE, ROME),
        move(MoveKind.ANSWER, {"price": "1"}, over=package_of({"price": "2"})),
        move(MoveKind.ANSWER, {"price": "2"}, over=package_of({"price": "1"})),
    )
    assert [text.split(" ")[0] for text in told] == ["compared", "offered"]
