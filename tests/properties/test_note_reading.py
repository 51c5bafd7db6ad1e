"""Laws of the note reader: any text gives moves that stand in it, and in linear time."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.record.notes import propose_moves
from tests.record.notes.note_case import AGENDA, DIVIDED, PARTIES, VOCABULARY

PIECES = st.sampled_from(
    [
        "Northland", "US", "we", "they", "you", "I", "Lind:", "Skov:", "Ada:", "Bo:", "could",
        "not", "accept", "reject", "offer", "propose", "if", "more than", "priority", "need",
        "enough", "quota", "harbour", "patrols", "term", "full", "partial", "10", "15 years",
        "between", "and", "for", "the rest", "boats", "nets", "2", "all the", "each", ".", "?",
        "either", "or", "indifferent", "the same to", "us", "them", "as good as", "fine",
        ",", "\n", "\n\n", "- ", "# ", "according to", "told us that", "agreed", "no", "then",
        "at least", "neither", "nor", "unless", "without", "before", "first", "order:", "red line",
        "bottom line is", "came down from", "to", "we hear that", "a rival bidder offers", "waive",
        "said Lind.", "but", "silence", "in exchange for", "in return", "they offered", "offered",
    ]
)  # fmt: skip
SIGNS = st.sampled_from(["²", "½", "٣", "1.000.000", "İ", "’s", "\u2028", "\r", "%", "7%"])
WORDS = st.one_of(PIECES, PIECES, SIGNS, st.text(max_size=4))
NOTES = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@given(NOTES)
def test_any_text_gives_moves_that_stand_in_it(note: str) -> None:
    for vocabulary in (VOCABULARY, DIVIDED):
        last = 0
        for proposed in propose_moves(note, vocabulary):
            assert note[proposed.start : proposed.end] == proposed.sentence
            assert proposed.start >= last
            last = proposed.start
            assert proposed.move.party_id in [party.id for party in vocabulary.parties]
            assert 0 < proposed.move.confidence <= 1
            proposed.move.package.positions(vocabulary.agenda)
            if equal_to := proposed.move.equal_to:
                assert equal_to.issue_ids == proposed.move.package.issue_ids
                assert equal_to != proposed.move.package
                equal_to.positions(vocabulary.agenda)
            assert set(proposed.move.issue_ids) <= set(vocabulary.agenda.issue_ids)


@given(NOTES)
def test_reading_twice_gives_the_same(note: str) -> None:
    assert propose_moves(note, VOCABULARY) == propose_moves(note, VOCABULARY)


@given(st.lists(PIECES, min_size=20, max_size=40).map(" ".join))
def test_a_move_by_nobody_of_the_case_is_never_proposed(note: str) -> None:
    known = {party.id for party in PARTIES}
    assert {m.move.party_id for m in propose_moves(note, VOCABULARY)} <= known
    assert AGENDA.n_packages == 48


@pytest.mark.parametrize(
    "hostile",
    [
        "if we could not accept the quota, harbour and 10 boats more than you need ",
        "either 10 years or the quota and no difference to us between is the same to them ",
        "we came down from 10 years and went to at least the quota before a rival bidder who has ",
        "unless not rejected in the local press, neither accepted nor 10 said to be the order of ",
        "a poll of the most that they of the harbour\nthey offered\n- we asked, said ",
    ],
)
def test_time_grows_with_the_length_of_the_note(hostile: str) -> None:
    times = []
    for n_repeats in (100, 800):
        note = hostile * n_repeats
        start = process_time()
        propose_moves(note, VOCABULARY)
        times.append(process_time() - start)
    assert times[1] < 8 * times[0] * 3
