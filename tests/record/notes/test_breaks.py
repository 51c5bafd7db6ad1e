"""Where sentences end in hurried notes: lines without stops, shortened words, terms taken up."""

import pytest

from paraph.record.notes import split_sentences
from tests.record.notes.port_case import PORT, Said, said

OFFERED = ("strand", "propose", {"wages": "3"})
ASKED = ("union", "propose", {"hours": "37"})


def sentences(note: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(note, PORT)]


@pytest.mark.parametrize(
    "note",
    [
        "Strand offered 3 per cent\nwe asked for 37 hours\n",
        "Strand offered 3 per cent\nTarn asked for 37 hours\n",
        "Strand offered 3 per cent\nunion asked for 37 hours\n",
        "- Strand offered 3 per cent\n  we asked for 37 hours\n",
        "- Strand offered 3 per cent\nwe asked for 37 hours\n",
    ],
)
def test_a_short_line_ends_a_sentence_where_the_next_begins_another(note: str) -> None:
    assert said(note) == [OFFERED, ASKED]


@pytest.mark.parametrize(
    "note",
    [
        "Strand offered 3 per cent\nfor a term of 24 months.",
        "- Strand offered 3 per cent\n  and 24 months",
        "Strand offered 3 per cent,\nTarn reported.",
        "It was for the whole of the next three years that\nStrand offered 3 per cent.",
        "After a long morning on the rota and all that hangs on it\n"
        "Strand came to the point, and Lind put a paper on the desk\n"
        "with 3 per cent in it.",
    ],
)
def test_a_line_that_goes_on_is_one_sentence_with_the_next(note: str) -> None:
    assert len(sentences(note)) == 1


@pytest.mark.parametrize(
    ("note", "n_sentences"),
    [
        ("Lind offered outs. ban for 24 months.", 1),
        ("Lind offered 24 mths. max. if 3 per cent.", 1),
        ("Lind met Dr. Tarn.", 1),
        ("Lind came with ideas etc. The union asked for 37 hours.", 2),
        ("Lind said no. The union asked for 37 hours.", 2),
        ("Lind said no. 4 per cent was too much.", 2),
        ("Lind gave us paper no. 4 on wages.", 1),
        ("Lind spoke of the rota. we asked for 37 hours.", 2),
        ("Lind offered 24 mths. union said no.", 2),
    ],
)
def test_a_shortened_word_ends_no_sentence(note: str, n_sentences: int) -> None:
    assert len(sentences(note)) == n_sentences


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Lind: 36 months? Forget it.", [("strand", "reject", {"duration": "36"})]),
        ("Lind: 5 per cent? No way!", [("strand", "reject", {"wages": "5"})]),
        ("Lind: 5 per cent? Far too high.", [("strand", "reject", {"wages": "5"})]),
        ("Lind: A joint rota? Not with us.", [("strand", "reject", {"rota": "joint"})]),
        (
            "A joint rota? Out of the question for Strand.",
            [("strand", "reject", {"rota": "joint"})],
        ),
        ("Lind: 36 months? Fine.", [("strand", "accept", {"duration": "36"})]),
        (
            "Tarn: 5 per cent?\nLind: No way.",
            [("union", "propose", {"wages": "5"}), ("strand", "reject", {"wages": "5"})],
        ),
        ("Lind: 36 months? Deal?", [("strand", "propose", {"duration": "36"})]),
        ("Lind: The rota? Out of the question.", []),
    ],
)
def test_a_term_that_is_taken_up_is_answered_at_once(note: str, expected: Said) -> None:
    assert said(note) == expected
