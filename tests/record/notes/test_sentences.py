"""Where sentences stand, and who says them."""

from paraph.record.notes import split_sentences
from tests.record.notes.note_case import VOCABULARY


def test_sentences_keep_their_offsets_and_lines() -> None:
    note = "First one. Second\none goes on.\n\nLind: Third? Mr. Berg left.\n"
    sentences = split_sentences(note, VOCABULARY)
    assert [s.text for s in sentences] == [
        "First one.",
        "Second\none goes on.",
        "Third?",
        "Mr. Berg left.",
    ]
    assert [s.line for s in sentences] == [1, 1, 4, 4]
    assert all(note[s.start : s.end] == s.text for s in sentences)


def test_a_speaker_speaks_until_the_next_one_or_a_blank_line() -> None:
    note = "**Olaf Lind**: One.\nTwo.\n[10:30] Skov: Three.\n\nFour."
    assert [s.party_id for s in split_sentences(note, VOCABULARY)] == ["north", "north", "us", ""]


def test_an_unknown_name_before_a_colon_is_no_speaker() -> None:
    (sentence,) = split_sentences("Remark: nothing new.", VOCABULARY)
    assert sentence.party_id == ""
    assert sentence.text == "Remark: nothing new."


def test_a_text_without_a_full_stop_is_cut_at_blanks() -> None:
    note = "word " * 1000
    sentences = split_sentences(note, VOCABULARY)
    assert max(len(s.text) for s in sentences) <= 600
    assert "".join(s.text.replace(" ", "") for s in sentences) == note.replace(" ", "")
