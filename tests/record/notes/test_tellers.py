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


@pytest.mark.parametrize(
    "line", ["we asked for 37 hours", "we then offered 37 hours", "we said no to 38 hours"]
)
def test_a_line_in_small_letters_below_a_short_one_may_be_told_as_well(line: str) -> None:
    note = f"- Lind: 38 hours or nothing\n  {line}"
    assert find_unclear(note, PORT) == ((line, 2),)
    assert find_unclear(f"- Lind: 38 hours or nothing, and\n  {line}", PORT) == ()


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
        (
            "Strand offered 38 hours. union to consult its committee",
            [("strand", "propose", {"hours": "38"}), ("union", "reserve", {"hours": "38"})],
        ),
        (
            "- Strand no way on 5 per cent. But would rather have 36 months.",
            [("strand", "reject", {"wages": "5"}), ("strand", "support", {"duration": "36"})],
        ),
        (
            "- Strand told the union no way on 5 per cent. Would rather have 36 months.",
            [("strand", "reject", {"wages": "5"}), ("strand", "support", {"duration": "36"})],
        ),
        (
            "Strand and the union rejected 39 hours.",
            [("strand", "reject", {"hours": "39"}), ("union", "reject", {"hours": "39"})],
        ),
        (
            "Strand offered 39 hours, and the union rejected it.",
            [("strand", "propose", {"hours": "39"}), ("union", "reject", {"hours": "39"})],
        ),
    ],
)
def test_each_party_of_a_sentence_does_its_own(note: str, expected: Said) -> None:
    assert said(note) == expected


BOTH = [(party, "accept", {"hours": "38"}) for party in ("union", "strand")]


@pytest.mark.parametrize(
    "note",
    [
        "It was agreed: 38 hours.",
        "Agreed: 38 hours.",
        "Agreed:\n- 38 hours",
        "Agreed:\n\n- 38 hours",
        "## Agreed so far\n\n- 38 hours",
        "We agreed on 38 hours.",
        "We shook hands on 38 hours.",
        "Both sides shook hands on 38 hours.",
        "We settled on 38 hours.",
        "Agreement was reached on 38 hours.",
        "The union and Strand agreed on 38 hours.",
        "The union shook hands with Strand on 38 hours.",
    ],
)
def test_what_is_agreed_is_accepted_by_both_sides(note: str) -> None:
    assert said(note) == BOTH


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("The union: agreed, 38 hours.", BOTH[:1]),
        ("Lind: We agreed on 38 hours.", BOTH[1:]),
        ("We agreed to 38 hours.", BOTH[:1]),
        ("There was no agreement on 38 hours.", []),
        ("Not agreed:\n- 38 hours", []),
    ],
)
def test_what_one_side_agrees_to_is_its_own_and_what_is_open_nobodys(
    note: str, expected: Said
) -> None:
    assert said(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "Company: We can offer 38 hours.",
        "The mediator said: We propose 38 hours.",
        "Chair to check 38 hours.",
    ],
)
def test_what_a_stranger_says_or_is_to_do_is_not_ours(note: str) -> None:
    assert said("Tarn asked for 37 hours.\n\n" + note)[1:] == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("We asked Lind how important the hours are.", [("union", "ask", ("hours",))]),
        ("We asked how important the hours are to them.", [("union", "ask", ("hours",))]),
        ("Lind asked us how firm we are on the rota.", [("strand", "ask", ("rota",))]),
        ("Lind asked Tarn if 38 hours was possible.", [("strand", "ask", ("hours",))]),
        ("Strand asked after the rota.", [("strand", "ask", ("rota",))]),
        (
            "Strand asked for 39 hours if wages rise by 4 per cent.",
            [("strand", "propose", {"hours": "39", "wages": "4"})],
        ),
    ],
)
def test_who_asks_somebody_something(note: str, expected: Said) -> None:
    assert said(note) == expected


def test_a_question_of_priorities_is_of_all_issues_also_below_a_heading() -> None:
    ((party_id, kind, issue_ids),) = said("## Wages\nLind: What matters most to you?")
    assert (party_id, kind, len(issue_ids)) == ("strand", "ask", 6)
    assert said("## Wages\nLind: What matters to you here?") == [("strand", "ask", ("wages",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Strand is firm on the rota.",
        "Strand stood firm on the rota.",
        "Strand won't move on the rota.",
        "Strand would not budge on the rota.",
        "Strand insists on the rota.",
        "Lind: There is no room on the rota.",
        "Lind: The rota is non-negotiable.",
    ],
)
def test_to_be_firm_on_an_issue_says_that_it_matters(sentence: str) -> None:
    (move,) = propose_moves(sentence, PORT)
    assert (move.move.party_id, move.move.kind.value) == ("strand", "support")
    assert (move.rule, move.move.issue_ids) == ("firm", ("rota",))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Strand is firm on 3 per cent.", [("strand", "support", THREE)]),
        ("Strand won't move from 3 per cent.", [("strand", "support", THREE)]),
        ("Strand stuck to 3 per cent.", [("strand", "support", THREE)]),
        ("Strand insists on 3 per cent.", [("strand", "propose", THREE)]),
        ("Strand is not firm on the rota.", []),
    ],
)
def test_to_be_firm_on_an_option_is_of_that_option(note: str, expected: Said) -> None:
    assert said(note) == expected


@pytest.mark.parametrize(
    "head", ["Strand", "## Strand", "**Lind**", "Strand offered:", "They offered:", "Strand:\n"]
)
def test_what_stands_below_a_name_or_what_it_offered_is_that_partys(head: str) -> None:
    note = f"{head}\n- 3 per cent\n- 39 hours\n"
    assert said(note) == [
        ("strand", "propose", THREE),
        ("strand", "propose", {"hours": "39"}),
    ]


def test_what_stands_below_what_was_refused_is_no_offer() -> None:
    assert said("Strand rejected:\n- 3 per cent\n") == []
