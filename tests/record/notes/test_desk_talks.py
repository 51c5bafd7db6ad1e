"""Sentences of notes as desks write them, of cases that the rules weren't made on."""

import pytest

from paraph.record.notes import Vocabulary, find_unread, propose_moves
from paraph.record.notes.names import Names
from tests.record.notes.desk_cases import LICENCE, PAY, RIVER, TRUCE, Said, said


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Ardent's opening position was EUR 1,000,000 a year for 5 years, with office-hours "
            "support.",
            [("ardent", "propose", {"fee": "f10", "term": "y5", "support": "office"})],
        ),
        ("Their position is 5 years.", [("ardent", "propose", {"term": "y5"})]),
        (
            "They urged us to accept one annual fee as the cap on liability. Aho rejected that.",
            [
                ("ardent", "propose", {"liability": "one"}),
                ("nordbank", "reject", {"liability": "one"}),
            ],
        ),
        ("Cole pressed us to take three years instead.", [("ardent", "propose", {"term": "y3"})]),
        ("Ardent invited us to agree to 5 years.", [("ardent", "propose", {"term": "y5"})]),
        ("Ardent was pressed to accept 3 years.", []),
        (
            "A one-year contract is of no interest to Ardent.",
            [("ardent", "reject", {"term": "y1"})],
        ),
        (
            "Unlimited liability is a no-go for Ardent.",
            [("ardent", "reject", {"liability": "unlimited"})],
        ),
        ("One audit a year is a no-go for us.", [("nordbank", "reject", {"audit": "yearly"})]),
        ("We said no audits, full stop.", [("nordbank", "propose", {"audit": "none"})]),
        ("Ardent said no to 5 years.", [("ardent", "reject", {"term": "y5"})]),
        (
            "We have no problem with one audit a year.",
            [("nordbank", "support", {"audit": "yearly"})],
        ),
        (
            "Lind indicated that extended hours would do for us.",
            [("nordbank", "accept", {"support": "extended"})],
        ),
        ("Aho won't sign anything over 3 years.", [("nordbank", "reject", {"term": "y5"})]),
        ("Their counter: 3 years.", [("ardent", "propose", {"term": "y3"})]),
        ("My impression is that they could accept 3 years.", []),
        ("If they insist on 5 years we should walk away.", []),
        (
            "Unlimited liability was demanded by Ardent and rejected by us.",
            [
                ("ardent", "propose", {"liability": "unlimited"}),
                ("nordbank", "reject", {"liability": "unlimited"}),
            ],
        ),
    ],
)
def test_a_contract(note: str, expected: Said) -> None:
    found = said(note, LICENCE)
    assert [(party, kind, dict(options)) for party, kind, options in found] == expected


def test_urging_by_somebody_unknown_is_told() -> None:
    note = "The mediator urged Ardent to accept 3 years."
    moves = propose_moves(note, LICENCE)
    assert moves == ()
    assert [unread.words for unread in find_unread(note, LICENCE, moves)] == ["The mediator"]


@pytest.mark.parametrize(
    ("note", "vocabulary", "expected"),
    [
        ("150 was still too low for Marna.", RIVER, ("marna", "reject", {"flow": "m150"})),
        ("Telk offered 150 cubic metres.", RIVER, ("telk", "propose", {"flow": "m150"})),
        ("Telk tabled a filling of 3 years.", RIVER, ("telk", "propose", {"dam": "y3"})),
        ("The government offered 20 km.", TRUCE, ("gov", "propose", {"weapons": "km20"})),
    ],
)
def test_numbers_that_stand_between_the_same_words(
    note: str, vocabulary: Vocabulary, expected: tuple[str, str, dict[str, str]]
) -> None:
    assert said(note, vocabulary) == [expected]


def test_a_transcript_of_truce_talks() -> None:
    note = (
        "GOVERNMENT: Sixty, then, if the weapons go back 50 km.\n"
        "FRONT: 50 is out of the question. 20 we could do.\n"
        "GOVERNMENT: Fine, 20 km.\n"
        "FRONT: Our people need time to bury the dead.\n"
        "FRONT: We need time to think about it.\n"
    )
    assert said(note, TRUCE) == [
        ("gov", "propose", {"duration": "d60", "weapons": "km50"}),
        ("front", "reject", {"weapons": "km50"}),
        ("front", "propose", {"weapons": "km20"}),
        ("gov", "accept", {"weapons": "km20"}),
        ("front", "reserve", ()),
    ]


def test_a_red_line_is_no_line_of_separation() -> None:
    assert said("FRONT: That is our red line.", TRUCE) == []
    assert said("FRONT: We insist on the river as the line.", TRUCE) == [
        ("front", "propose", {"line": "river"})
    ]


def test_a_telegram_with_initials() -> None:
    note = (
        "NU opened with 5 %.\n"
        "HT: can do 2 %, not a penny more.\n"
        "Grant: an insult.\n"
        "HT ok w/ a mix of both on shifts.\n"
        "NU said yes to that.\n"
        "Grant won't sign anything under 4 %.\n"
    )
    assert said(note, PAY) == [
        ("union", "propose", {"pay": "p5"}),
        ("trust", "propose", {"pay": "p2"}),
        ("trust", "accept", {"shifts": "mixed"}),
        ("union", "accept", {"shifts": "mixed"}),
        ("union", "reject", {"pay": "p3"}),
    ]


def test_initials_that_mean_something_else_are_no_party() -> None:
    parties = tuple(
        party.__class__(party.id, name)
        for party, name in zip(PAY.parties, ("Port Management", "Nurses' Union"), strict=True)
    )
    names = Names(parties, (), frozenset())
    assert names.called("NU") == "union"
    assert names.called("PM") == ""


def test_an_email_of_our_own_tells_of_both_sides() -> None:
    note = (
        "From: Karin Lind <lind@nordbank.example>\nSubject: Talks\n\n"
        "Ardent still want EUR 1,000,000 a year. We offered EUR 800,000.\n"
    )
    assert said(note, LICENCE) == [
        ("ardent", "support", {"fee": "f10"}),
        ("nordbank", "propose", {"fee": "f8"}),
    ]


def test_an_email_of_theirs_is_theirs() -> None:
    note = "From: Jon Cole <cole@ardent.example>\n\nWe can offer EUR 900,000 for 5 years.\n"
    assert said(note, LICENCE) == [("ardent", "propose", {"fee": "f9", "term": "y5"})]


def test_a_rejection_is_not_of_what_we_offered_ourselves() -> None:
    note = (
        "We offered EUR 800,000. Ardent accepted EUR 800,000.\nThey rang later. We rejected this."
    )
    assert [kind for _, kind, _ in said(note, LICENCE)] == ["propose", "accept"]


def test_prose_after_a_question_is_no_answer_by_itself() -> None:
    note = "Aho asked whether the term could be shorter. Cole said the fee was discussed in May."
    assert [kind for _, kind, _ in said(note, LICENCE)] == ["ask"]


@pytest.mark.parametrize(
    ("said_so", "kind", "option"),
    [
        ("FRONT: Not joint patrols.", "reject", "joint"),
        ("FRONT: Anything but UN monitors.", "reject", "un"),
        ("FRONT: UN monitors.", "propose", "un"),
        ("FRONT: No monitors.", "propose", "nobody"),
    ],
)
def test_what_is_denied_without_a_verb_is_refused(said_so: str, kind: str, option: str) -> None:
    assert said(said_so, TRUCE) == [("front", kind, {"monitors": option})]
