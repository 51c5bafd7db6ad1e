"""Sentences that call two options about as good become a move with `equal_to`."""

import pytest

from paraph.record import MoveKind
from paraph.record.notes import propose_moves
from tests.record.notes.note_case import VOCABULARY
from tests.record.notes.test_office_notes import LABOUR

TEN, FIFTEEN = {"term": "10"}, {"term": "15"}


@pytest.mark.parametrize(
    ("note", "party"),
    [
        ("Northland said that 10 years and 15 years are the same to them.", "north"),
        ("They said 10 and 15 years are about the same to them.", "north"),
        ("We noted that 10 and 15 years are the same to them.", "north"),
        ("Northland said to us that 10 and 15 years are the same to them.", "north"),
        ("There is no difference to them between 10 and 15 years.", "north"),
        ("There is no difference to us between 10 and 15 years.", "us"),
        ("Northland is indifferent between 10 and 15 years.", "north"),
        ("Northland has no preference between 10 and 15 years.", "north"),
        ("Northland does not see much difference between 10 and 15 years.", "north"),
        ("Northland doesn't mind whether the term is 10 or 15 years.", "north"),
        ("Lind: It makes no difference to us whether the term is 10 or 15 years.", "north"),
        ("Lind: 10 or 15 years, it's all the same to us.", "north"),
        ("Lind: 10 years is just as good as 15 years for us.", "north"),
        ("Skov: For us 10 and 15 years are equally good.", "us"),
    ],
)
def test_two_options_that_are_about_as_good(note: str, party: str) -> None:
    (found,) = propose_moves(note, VOCABULARY)
    assert found.rule == "equal"
    assert (found.move.party_id, found.move.kind) == (party, MoveKind.ANSWER)
    assert found.move.package.as_dict() == TEN
    assert found.move.equal_to.as_dict() == FIFTEEN
    assert found.move.confidence == 0.7


@pytest.mark.parametrize(
    ("note", "one", "other"),
    [
        (
            "Lind: On the quota, a partial increase and a full increase are all the same to us.",
            {"quota": "partial"},
            {"quota": "full"},
        ),
        (
            "Northland doesn't mind whether the patrols are along the coast or on the high sea.",
            {"patrols": "coast"},
            {"patrols": "sea"},
        ),
        (
            "Northland sees no difference between a term of 10 years with a full increase of the "
            "quota and a term of 15 years with a partial increase of the quota.",
            {"term": "10", "quota": "full"},
            {"term": "15", "quota": "partial"},
        ),
    ],
)
def test_options_in_words_and_packages(
    note: str, one: dict[str, str], other: dict[str, str]
) -> None:
    (found,) = propose_moves(note, VOCABULARY)
    assert (found.move.package.as_dict(), found.move.equal_to.as_dict()) == (one, other)


def test_bare_figures_that_are_options_of_one_issue() -> None:
    (found,) = propose_moves("Dahl: 24 and 36 are the same to us.", LABOUR)
    assert found.move.package.as_dict() == {"duration": "24-months"}
    assert found.move.equal_to.as_dict() == {"duration": "36-months"}


@pytest.mark.parametrize(
    "note",
    [
        "Lind: Either 10 or 15 years is fine with us.",
        "Lind: 10 or 15 years, either is fine with us.",
        "Northland could live with either 10 or 15 years.",
    ],
)
def test_either_says_that_both_would_do_and_that_they_are_as_good_at_half(note: str) -> None:
    equal, *rest = propose_moves(note, VOCABULARY)
    assert (equal.rule, equal.move.confidence) == ("either", 0.5)
    assert (equal.move.package.as_dict(), equal.move.equal_to.as_dict()) == (TEN, FIFTEEN)
    assert [(m.move.kind, m.move.package.as_dict()) for m in rest] == [
        (MoveKind.ACCEPT, TEN),
        (MoveKind.ACCEPT, FIFTEEN),
    ]


def test_what_somebody_reports_of_a_party_is_a_signal() -> None:
    note = "According to the agent, Northland is indifferent between 10 and 15 years."
    (found,) = propose_moves(note, VOCABULARY)
    assert (found.move.kind, found.move.reported_by) == (MoveKind.SIGNAL, "the agent")
    assert found.move.confidence == 0.49


def test_a_number_between_two_options_and_a_hedge_lower_the_confidence() -> None:
    (near,) = propose_moves("Northland is indifferent between 11 and 15 years.", VOCABULARY)
    assert near.move.package.as_dict() == TEN
    assert near.move.confidence == 0.49
    (hedged,) = propose_moves(
        "Northland is perhaps indifferent between 10 and 15 years.", VOCABULARY
    )
    assert hedged.move.confidence == 0.52  # 0.7 * 0.75


@pytest.mark.parametrize(
    "note",
    [
        "Northland is not indifferent between 10 and 15 years.",
        "Lind: 10 and 15 years are not the same to us.",
        "Lind: Would 10 and 15 years be the same to you?",
        "Lind: 10 and 15 years are the same to you.",
        "Lind: 10 years is at least as good as 15 years for us.",
        "Lind: If the quota rises, 10 and 15 years are the same to us.",
        "Lind: We could offer either 10 or 15 years.",
        "Neither 10 nor 15 years is fine with us.",
        "Northland is indifferent between 10 years and 10 years.",
        "Northland is indifferent between 10 years and a full increase of the quota.",
        "Northland is indifferent to the term.",
    ],
)
def test_what_calls_no_two_options_about_as_good(note: str) -> None:
    assert not any(found.move.equal_to for found in propose_moves(note, VOCABULARY))
