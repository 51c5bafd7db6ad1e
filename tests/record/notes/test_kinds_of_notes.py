"""Sentences of many kinds of notes, each read as a reader would, or told as unread."""

import pytest

from paraph.record.notes import find_unread, propose_moves
from tests.record.notes.port_case import PORT, Said, said

THREE = {"wages": "3"}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Lind said yes to 3 per cent and no to 38 hours.", [
            ("strand", "accept", THREE), ("strand", "reject", {"hours": "38"}),
        ]),
        ("Lind: Yes to 3 per cent, no to 38 hours.", [
            ("strand", "accept", THREE), ("strand", "reject", {"hours": "38"}),
        ]),
        ("Lind: 36 months too long, 24 ok.", [
            ("strand", "reject", {"duration": "36"}), ("strand", "accept", {"duration": "24"}),
        ]),
        ("Both sides want 38 hours.", [
            ("union", "support", {"hours": "38"}), ("strand", "support", {"hours": "38"}),
        ]),
        ("Neither side accepted 38 hours.", [
            ("union", "reject", {"hours": "38"}), ("strand", "reject", {"hours": "38"}),
        ]),
        ("Both sides could accept 38 hours, ad referendum.", [
            ("union", "accept", {"hours": "38"}), ("strand", "accept", {"hours": "38"}),
        ]),
        ("Strand cares about the rota, everything else is secondary.", [
            ("strand", "support", ("rota",)),
        ]),
        ("36 months was too long for us.", [("union", "reject", {"duration": "36"})]),
        ("Outsourcing is what matters acc. to Lind.", [("strand", "support", ("outsourcing",))]),
        ("A source in the firm tells us Strand would accept 3 per cent.", [
            ("strand", "signal", THREE),
        ]),
        ("Strand said 3 per cent was its line and reserved its position on the rota.", [
            ("strand", "reserve", ()),
        ]),
        ("Lind: thirty-six months.", [("strand", "propose", {"duration": "36"})]),
        ("Lind: Thirty-nine hours.", [("strand", "propose", {"hours": "39"})]),
        ("Tarn: 36 months?\nLind: 36 months? You must be joking.", [
            ("union", "propose", {"duration": "36"}), ("strand", "reject", {"duration": "36"}),
        ]),
        ("Lind: Thirty-six months.\nTarn: 36 months?", [
            ("strand", "propose", {"duration": "36"}),
        ]),
        ("Duration: Lind: 24 months.", [("strand", "propose", {"duration": "24"})]),
        ("Hours: we 37, union still at 38.", [
            ("union", "propose", {"hours": "37"}), ("union", "propose", {"hours": "38"}),
        ]),
        ("After we rejected 36 months Strand offered 24 months.", [
            ("union", "reject", {"duration": "36"}), ("strand", "propose", {"duration": "24"}),
        ]),
        ("Lind asked for a break after we rejected 36 months.", [
            ("union", "reject", {"duration": "36"}),
        ]),
        ("Although Strand had asked for 39 hours, it accepted 38 hours.", [
            ("strand", "propose", {"hours": "39"}), ("strand", "accept", {"hours": "38"}),
        ]),
        ("Strand, which had asked for 39 hours, accepted 38 hours.", [
            ("strand", "propose", {"hours": "39"}), ("strand", "accept", {"hours": "38"}),
        ]),
        ('Strand came at ten. Lind: "No more talk." We offered 38 hours.', [
            ("union", "propose", {"hours": "38"}),
        ]),
        ("Strand (Lind): 39 hours. Union (Tarn): 37 hours.", [
            ("strand", "propose", {"hours": "39"}), ("union", "propose", {"hours": "37"}),
        ]),
        ("Strand: 39 hours; union: 37 hours.", [
            ("strand", "propose", {"hours": "39"}), ("union", "propose", {"hours": "37"}),
        ]),
        ("Strand went to 4 per cent but would not hear of 36 months.", [
            ("strand", "propose", {"wages": "4"}), ("strand", "reject", {"duration": "36"}),
        ]),
        ("Lind: 36 months, no. 24, yes.", [
            ("strand", "reject", {"duration": "36"}), ("strand", "accept", {"duration": "24"}),
        ]),
        ("For 4 per cent Strand wants 36 months.", [
            ("strand", "propose", {"wages": "4", "duration": "36"}),
        ]),
        ("Strand will only pay 4 per cent for 36 months.", [
            ("strand", "propose", {"wages": "4", "duration": "36"}),
        ]),
        ("Strand can't pay 5 per cent.", [("strand", "reject", {"wages": "5"})]),
        ("Lind winked when Tarn said 4 per cent.", [("union", "propose", {"wages": "4"})]),
        ("Lind refused to budge from 3 per cent.", [("strand", "support", THREE)]),
        ("Tarn: Could you do 38?", [("union", "ask", ("hours",))]),
    ],
)  # fmt: skip
def test_what_is_said_in_few_or_many_words(note: str, expected: Said) -> None:
    assert said(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "Strand made agreement on the rota conditional on 38 hours.",
        "Maybe four if we get 36 months, said Lind.",
        "Strand could go to 40k if the rota is joint.",
        "I'd suggest we offer 38 hours.",
        "Lind countered that 5 per cent meant job losses.",
        "I'd be surprised if they went below 4 per cent.",
        "Lind remarked that the rota cost more than the wages.",
        "Lind refused to discuss outsourcing.",
        "If the board says no to 38 hours, Lind will resign.",
        "Lind: 24 months beats 36 months.",
        "My take: they would accept 38 hours.",
        "Lind: I wish I could offer 38 hours.",
        "Lind: It used to be 38 hours.",
        "Lind: Let's not talk about 38 hours.",
        "Lind: Inflation takes us to 3 per cent.",
        "Lind: Why 38 hours?",
        "Lind: Outsourcing stays out.",
        "Strand stopped short of accepting 38 hours.",
        "It was agreed to revert to wages in June.",
    ],
)
def test_what_is_no_move_is_told(note: str) -> None:
    moves = propose_moves(note, PORT)
    assert [move.move.kind.value for move in moves if move.move.package] == []
    assert len(find_unread(note, PORT, moves)) == 1


@pytest.mark.parametrize(
    "note",
    [
        "Strand would rather strike than accept 3 per cent.",
        "It is unlikely that Strand accepts 3 per cent.",
        "Nobody expects Strand to accept 36 months.",
        "Strand accepted everything except 36 months.",
        "Strand was pressed to accept 36 months.",
        "Strand doubts that we can accept 36 months.",
        "Strand did not say whether it could accept 3 per cent.",
        "Lind was disappointed that we rejected 38 hours.",
    ],
)
def test_what_is_doubted_or_urged_is_no_reply_and_is_told(note: str) -> None:
    assert said(note) == []
    assert [unread.words for unread in find_unread(note, PORT, propose_moves(note, PORT))] == [note]
