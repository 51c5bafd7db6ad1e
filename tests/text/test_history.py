"""The text as of any date, who introduced each word, undo."""

from datetime import date

import pytest

from paraph.errors import InputError
from paraph.text import (
    PROFILES,
    Amendment,
    AmendmentKind,
    Version,
    amend,
    history_of,
    issue_version,
    start_history,
    trace_words,
)

BASE = Version("1. Parties shall report yearly.\n", date(2026, 1, 10), "chair's text", "Chair")


def move(kind: AmendmentKind, by: str, day: int, target: str, words: str = "") -> Amendment:
    return Amendment(kind, by, date(2026, 2, day), "Vienna", target, words)


REPLACE = move(AmendmentKind.REPLACE, "US", 1, "shall", "should")
INSERT = move(AmendmentKind.INSERT, "IR", 5, "yearly", ", if asked")
RESERVE = move(AmendmentKind.RESERVE, "EU", 9, "should")


def build():
    return amend(start_history(BASE, PROFILES["trade"]), [REPLACE, INSERT, RESERVE])


def test_the_text_as_of_a_date():
    history = build()
    assert history.as_of(date(2026, 1, 1)) == BASE.source
    assert history.as_of(date(2026, 2, 4)) == (
        "1. Parties [US oppose: shall][US propose: should] report yearly.\n"
    )
    assert (
        history.as_of(date(2026, 12, 1))
        == history.source
        == (
            "1. Parties [US oppose: shall][US propose; EU reserves: should] report yearly"
            "[IR propose: , if asked].\n"
        )
    )


def test_each_word_has_who_introduced_it():
    history = build()
    by = {-1: "Chair", **{k: turn.by for k, turn in enumerate(history.turns)}}
    told = [(history.source[o.start : o.end], by[o.turn]) for o in trace_words(history)]
    assert told == [
        ("1. Parties ", "Chair"),
        ("[US oppose: ", "US"),
        ("shall", "Chair"),
        ("][US propose", "US"),
        ("; EU reserves", "EU"),
        (": should]", "US"),
        (" report yearly", "Chair"),
        ("[IR propose: , if asked]", "IR"),
        (".\n", "Chair"),
    ]


def undo(history, number):
    moves = [Amendment(AmendmentKind.UNDO, "Chair", date(2026, 6, 1), "Geneva", str(number))]
    return amend(history, moves)


def test_undo_takes_one_move_back_keeps_the_later_ones_and_stays_on_record():
    undone = undo(build(), 2)
    assert undone.source == (
        "1. Parties [US oppose: shall][US propose; EU reserves: should] report yearly.\n"
    )
    assert [turn.by for turn in undone.turns] == ["US", "IR", "EU", "Chair"]
    assert undone.as_of(date(2026, 5, 31)) == build().source
    assert undone.undone == {2}


def test_what_rests_on_no_undone_move_can_be_undone_in_any_order():
    history = undo(undo(build(), 2), 3)
    assert history.source == ("1. Parties [US oppose: shall][US propose: should] report yearly.\n")
    assert undo(history, 1).source == BASE.source


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ((1,), "amendment 1 can't be undone: amendment 3 rests on it; undo that one first.*EU"),
        ((7,), "there is no amendment 7; the history has 3"),
        (("first",), "there is no amendment first"),
        ((2, 2), "amendment 2 is undone already"),
        ((2, 4), "amendment 4 is itself an undo"),
    ],
)
def test_undo_is_refused_with_the_reason(numbers, reason):
    *earlier, last = numbers
    history = build()
    for number in earlier:
        history = undo(history, number)
    with pytest.raises(InputError, match=reason):
        undo(history, last)


def test_undo_does_not_reach_behind_a_version_issued_whole():
    later = issue_version(build(), Version("1. New.", date(2026, 5, 1), "rev. 1"))
    with pytest.raises(InputError, match="a version issued whole on 2026-05-01 holds it"):
        undo(later, 2)


def test_versions_issued_whole_are_compared_word_by_word():
    later = Version("1. Parties should report yearly.\n\n2. New.\n", date(2026, 3, 1), "rev. 1")
    history = history_of([later, BASE])
    assert history.source == later.source
    assert history.as_of(date(2026, 2, 1)) == BASE.source
    told = [(later.source[o.start : o.end], o.turn) for o in trace_words(history)]
    assert told == [
        ("1. Parties ", -1),
        ("should", 0),
        (" report yearly.\n", -1),
        ("\n2. New.\n", 0),
    ]
    with pytest.raises(InputError, match="there is no amendment 0"):
        undo(history, 0)


def test_moves_are_in_order_of_date():
    with pytest.raises(InputError, match="put amendments in order of date"):
        amend(start_history(BASE), [INSERT, REPLACE])


def test_a_history_needs_a_text():
    with pytest.raises(InputError, match="at least one version"):
        history_of([])


def test_turns_are_numbered_from_one():
    assert [str(number) for number in build().numbers] == ["1", "2", "3"]
