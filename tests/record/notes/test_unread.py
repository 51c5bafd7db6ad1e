"""What isn't read is told, whole or in part: no sentence on an issue is lost in silence."""

import pytest

from paraph.record.notes import Why, find_unread, propose_moves
from tests.record.notes.port_case import PORT


def unread(note: str) -> list[tuple[str, Why, tuple[str, ...]]]:
    return [
        (u.words, u.why, u.issue_ids) for u in find_unread(note, PORT, propose_moves(note, PORT))
    ]


@pytest.mark.parametrize(
    ("note", "issue_ids"),
    [
        ("Wages came up twice.", ("wages",)),
        ("The mood was bad when it came to 36 months.", ("duration",)),
        ("In the last round we agreed 2 per cent.", ("wages",)),
        ("Strand offered to pay for the fence.", ()),
        ("That's unacceptable to Lind.", ()),
    ],
)
def test_a_sentence_that_gives_no_move_is_told(note: str, issue_ids: tuple[str, ...]) -> None:
    assert unread(note) == [(note, Why.NOTHING, issue_ids)]


def test_a_sentence_of_which_one_issue_is_left_out_is_told() -> None:
    note = "Strand offered 4 per cent without a word on the deposit."
    assert unread(note) == [(note, Why.PART, ("deposit",))]


@pytest.mark.parametrize(
    "note",
    [
        "Strand offered 4 per cent and 38 hours.",
        "Lind: The rota is not a priority for us.",
        "The room was cold.",
        "Lind: Good morning.",
        "Strand asked about the weather.",
        "# Wages\n\n- Strand offered 4 per cent.",
    ],
)
def test_what_is_read_whole_or_is_no_matter_is_not_told(note: str) -> None:
    assert unread(note) == []
