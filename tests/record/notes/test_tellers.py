"""Whose words a line is: labels, the lines below them, and prose that tells who speaks."""

import pytest

from paraph.record.notes import find_unclear, propose_moves
from tests.record.notes.port_case import PORT, Said, said

LABEL = "Lind: We propose 38 hours.\n"
LABELLED = ("strand", "propose", {"hours": "38"})
THREE = {"wages": "3"}


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ("They offered 3 per cent.", ("strand", "propose", THREE)),
        ("Then they offered 3 per cent.", ("strand", "propose", THREE)),
        ("The other side also offered 3 per cent.", ("strand", "propose", THREE)),
        ("She went up to 3 per cent.", ("strand", "propose", THREE)),
        ("Holm said that wages mattered most.", ("strand", "support", ("wages",))),
        ("Tarn asked for 3 per cent.", ("union", "propose", THREE)),
        ("Tarn: We ask for 3 per cent.", ("union", "propose", THREE)),
        ("The union wants 3 per cent.", ("union", "support", THREE)),
        ("We can offer 3 per cent.", ("strand", "propose", THREE)),
        ("and 3 per cent on top.", ("strand", "propose", THREE)),
    ],
)
def test_a_line_below_a_label_goes_on_with_it_or_tells_of_somebody(
    line: str, move: tuple[str, str, dict[str, str] | tuple[str, ...]]
) -> None:
    assert said(LABEL + line)[-1] == move
    assert said(LABEL + line)[0][:2] == LABELLED[:2]
    assert not propose_moves(LABEL + line, PORT)[-1].move.reported_by


@pytest.mark.parametrize(
    "line",
    [
        "In reply we asked for 37 hours.",
        "We then offered 37 hours.",
        "Our side asked for 37 hours.",
        "I told them that we needed 37 hours.",
    ],
)
def test_what_either_side_may_have_said_is_told_and_makes_no_move(line: str) -> None:
    assert said(LABEL + line) == [LABELLED]
    assert find_unclear(LABEL + line, PORT) == ((line, 2),)


def test_a_blank_line_or_a_bullet_ends_what_somebody_said() -> None:
    for gap in ("\n", "- "):
        note = f"{LABEL}{gap}We asked for 37 hours."
        assert said(note) == [LABELLED, ("union", "propose", {"hours": "37"})]


def test_they_in_the_words_of_the_other_side_may_be_anybody() -> None:
    note = "Lind: We propose 38 hours. They offered 3 per cent."
    assert said(note) == [LABELLED]
    assert find_unclear(note, PORT) == (("They offered 3 per cent.", 1),)
    assert said("Tarn: They want 39 hours.") == [("strand", "signal", {"hours": "39"})]


def test_below_a_name_alone_they_are_that_party_and_prose_ends_its_bullets() -> None:
    assert said("Strand:\nThey offered 3 per cent.") == [("strand", "propose", THREE)]
    note = "Strand:\n- proposes 38 hours\n- wants 36 months\nWe asked for 37 hours."
    assert said(note) == [
        LABELLED,
        ("strand", "support", {"duration": "36"}),
        ("union", "propose", {"hours": "37"}),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "“We can accept 38 hours,” said Lind.",
        '"We can accept 38 hours", Lind said.',
        "We can accept 38 hours, said Lind.",
        "Lind said: We can accept 38 hours.",
        'Lind said: "We can accept 38 hours."',
    ],
)
def test_prose_that_tells_who_speaks(note: str) -> None:
    assert said(note) == [("strand", "accept", {"hours": "38"})]


def test_what_an_unknown_person_says_is_nobodys() -> None:
    note = "We can accept 38 hours, said the mediator."
    assert said(note) == []
    assert find_unclear(note, PORT) == ((note, 1),)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Strand offered 3 per cent, the union asked for 5.",
            [("strand", "propose", THREE), ("union", "propose", {"wages": "5"})],
        ),
        (
            "Strand proposed 39 hours and Tarn countered with 37.",
            [("strand", "propose", {"hours": "39"}), ("union", "propose", {"hours": "37"})],
        ),
        (
            "Strand offered 3 per cent but we want 5 per cent.",
            [("strand", "propose", THREE), ("union", "support", {"wages": "5"})],
        ),
        (
            "We asked for 5 per cent and they accepted 38 hours.",
            [("union", "propose", {"wages": "5"}), ("strand", "accept", {"hours": "38"})],
        ),
        ("We were offered 3 per cent.", [("strand", "propose", THREE)]),
        ("Strand was offered 38 hours.", [("union", "propose", {"hours": "38"})]),
        ("We got an offer of 3 per cent from Strand.", [("strand", "propose", THREE)]),
        ("Tarn reported that they want 39 hours.", []),
        ("Our offer is 5 per cent, theirs 3.", [("union", "propose", {"wages": "5"})]),
        ("Strand asked us to take 39 hours.", [("strand", "propose", {"hours": "39"})]),
        ("Next time we offer 3 per cent.", []),
        ("Strand rejected 38 hours without comment.", [("strand", "reject", {"hours": "38"})]),
        ("Their offer is 3 per cent.", [("strand", "propose", THREE)]),
        ("union asked for 37 hours.", [("union", "propose", {"hours": "37"})]),
        (
            "Strand wants 39 hours, and union rejected 40 hours.",
            [("strand", "support", {"hours": "39"}), ("union", "reject", {"hours": "40"})],
        ),
        ("The union delegation asked for 37 hours.", [("union", "propose", {"hours": "37"})]),
    ],
)
def test_each_party_of_a_sentence_does_its_own(note: str, expected: Said) -> None:
    assert said(note) == expected
