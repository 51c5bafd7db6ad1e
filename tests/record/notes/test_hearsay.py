"""What rumours, the press and polls say of a party, and what others than the parties offer."""

import pytest

from paraph.record.notes import Why, find_unread, propose_moves
from tests.record.notes.port_case import PORT, Said, said


@pytest.mark.parametrize(
    ("note", "reporter"),
    [
        ("A poll says Strand would accept 4 per cent.", "A poll"),
        ("The press reports that Strand would accept 4 per cent.", "The press"),
        ("The local paper wrote that Strand would accept 4 per cent.", "The local paper"),
        ("Our sources say that Strand would accept 4 per cent.", "Our sources"),
        ("According to the press, Strand would accept 4 per cent.", "the press"),
        ("It is rumoured that Strand would accept 4 per cent.", "hearsay"),
        ("Rumour has it that Strand would accept 4 per cent.", "hearsay"),
        ("Word is that Strand would accept 4 per cent.", "hearsay"),
        ("There is talk that Strand would accept 4 per cent.", "hearsay"),
        ("We hear that Strand would accept 4 per cent.", "hearsay"),
        ("I heard that they would accept 4 per cent.", "hearsay"),
        ("From what we hear, Strand would accept 4 per cent.", "hearsay"),
        ("We read in the paper that Strand would accept 4 per cent.", "hearsay"),
        ("Strand is said to accept 4 per cent.", "hearsay"),
        ("Strand would reportedly accept 4 per cent.", "hearsay"),
        ("It was reported that Strand would accept 4 per cent.", "hearsay"),
        ("Tarn: We hear that you would accept 4 per cent.", "hearsay"),
    ],
)
def test_a_rumour_is_a_signal_that_counts_for_less_than_a_report(note: str, reporter: str) -> None:
    (found,) = propose_moves(note, PORT)
    assert (found.move.party_id, found.move.kind.value) == ("strand", "signal")
    assert found.move.package.as_dict() == {"wages": "4"}
    assert found.move.reported_by == reporter
    (told,) = propose_moves("According to the mediator, Strand would accept 4 per cent.", PORT)
    assert found.move.confidence < told.move.confidence


@pytest.mark.parametrize(
    ("note", "reporter"),
    [
        ("The port agent says Strand would accept 4 per cent.", "The port agent"),
        ("The agent told us Strand would accept 4 per cent.", "The agent"),
        ("The Gazette reports that Strand would accept 4 per cent.", "The Gazette"),
        ("We understand from the agent that Strand would accept 4 per cent.", "the agent"),
        ("The agent rang; he thinks Strand would accept 4 per cent.", "The agent"),
        ("The agent rang. He thinks that Strand would accept 4 per cent.", "The agent"),
        ("The agent rang. In her view, Strand would accept 4 per cent.", "The agent"),
        ("The agent rang to say Strand would accept 4 per cent.", "The agent"),
        ("In the agent's view, Strand would accept 4 per cent.", "the agent"),
        ("Heard from the agent that Strand would accept 4 per cent.", "the agent"),
        ("agent reckons Strand would accept 4 per cent", "agent"),
        ("Agent: Strand would accept 4 per cent.", "Agent"),
        ("Tarn rang. She thinks Strand would accept 4 per cent.", "Tarn"),
    ],
)
def test_what_somebody_of_no_party_says_of_one_is_reported_by_them(
    note: str, reporter: str
) -> None:
    (found,) = propose_moves(note, PORT)
    assert (found.move.party_id, found.move.kind.value) == ("strand", "signal")
    assert found.move.reported_by == reporter


def test_what_a_party_says_of_itself_is_its_own() -> None:
    note = "Lind said that Strand would accept 4 per cent."
    assert said(note) == [("strand", "accept", {"wages": "4"})]


def test_a_rumour_of_nobody_is_nobodys() -> None:
    assert said("A poll says wages matter most.") == []
    assert said("Sources close to Strand say it would accept 5 per cent.") == []


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("A rival bidder offers 3 per cent.", "a rival bidder"),
        ("Tarn said a rival bidder offers 3 per cent.", "a rival bidder"),
        ("Lind: A rival bidder offers 3 per cent.", "a rival bidder"),
        ("Lind: A competitor has agreed to 3 per cent.", "a competitor"),
        ("Lind pointed out that Steelco had agreed to 3 per cent.", "Steelco"),
        ("Lind said that the board rejected 3 per cent.", "the board"),
        ("Another employer pays 3 per cent.", "another employer"),
        ("Lind: The neighbours pay 3 per cent.", "the neighbours"),
        ("Strand has an offer from another union for 3 per cent.", "another union"),
        ("We also have an offer of 3 per cent from a firm in Kendal.", "somebody else"),
        ("Lind: We have another offer of 3 per cent.", "somebody else"),
        ("Lind: We have a better offer of 3 per cent.", "somebody else"),
    ],
)
def test_what_others_offer_is_no_move_and_is_told(note: str, who: str) -> None:
    assert said(note) == []
    assert [(found.words, found.why) for found in find_unread(note, PORT, ())] == [
        (who, Why.SUBJECT)
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("The other side offered 3 per cent.", [("strand", "propose", {"wages": "3"})]),
        ("The other party offered 3 per cent.", [("strand", "propose", {"wages": "3"})]),
        ("Strand made another offer of 3 per cent.", [("strand", "propose", {"wages": "3"})]),
        ("Strand made a better offer: 3 per cent.", [("strand", "propose", {"wages": "3"})]),
        ("We have an offer from Strand at 3 per cent.", [("strand", "propose", {"wages": "3"})]),
    ],
)
def test_another_offer_of_a_party_is_its_own(note: str, expected: Said) -> None:
    assert said(note) == expected


def test_who_is_not_known_is_told_by_lines_whether_speaker_or_subject() -> None:
    note = (
        "Management: 39 hours.\nThe dockers: 37 hours.\nThe result: 38 hours.\n\n"
        "The board offered 3 per cent.\nunion asked for 37 hours.\n"
    )
    unread = find_unread(note, PORT, propose_moves(note, PORT))
    assert [(found.words, found.line, found.why) for found in unread] == [
        ("Management", 1, Why.SPEAKER),
        ("The dockers", 2, Why.SPEAKER),
        ("The result: 38 hours.", 3, Why.NOTHING),
        ("The board", 5, Why.SUBJECT),
    ]
