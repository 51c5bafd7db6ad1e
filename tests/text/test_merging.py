"""Three-way merge: conflicts become bracketed alternatives, no word is added or lost."""

import pytest

from paraph.errors import EngineError
from paraph.text import Merge, MergeSettings, merge_texts
from paraph.text.merging import MergedStretch, Source, check_conservation

BASE = "1. Parties shall act promptly.\n\n2. They may report yearly.\n\n3. Keep this.\n"
NAMES = MergeSettings(("EU", "US"))


def merged(ours: str, theirs: str, settings: MergeSettings = NAMES) -> str:
    return merge_texts(BASE, ours, theirs, settings).merged


def test_what_one_side_changed_is_taken_over():
    ours, theirs = BASE.replace("shall", "should"), BASE.replace("yearly", "every other year")
    assert merged(ours, theirs) == ours.replace("yearly", "every other year")


def test_what_both_changed_alike_is_taken_once():
    ours = BASE.replace("shall", "should")
    assert merged(ours, ours) == ours


def test_what_both_changed_differently_becomes_attributed_alternatives():
    ours, theirs = BASE.replace("yearly", "each May"), BASE.replace("yearly", "monthly")
    assert "They may report [EU propose: each May][US propose: monthly]." in merged(ours, theirs)


def test_a_deletion_against_a_change_names_who_opposes():
    ours, theirs = BASE.replace(" promptly", ""), BASE.replace("promptly", "at once")
    assert "act [US propose; EU oppose: at once]." in merged(ours, theirs)


def test_every_change_can_be_bracketed():
    settings = MergeSettings(("EU", "US"), is_every_change_bracketed=True)
    ours, theirs = BASE.replace("shall", "should"), BASE + "\n4. New words.\n"
    result = merged(ours, theirs, settings)
    assert "Parties [EU oppose: shall][EU propose: should] act" in result
    assert "[US propose: 4. New words.]" in result


def test_a_conflict_never_cuts_a_bracket_in_two():
    base = "1. Parties [shall act] now.\n"
    ours, theirs = "1. Parties [should act] now.\n", "1. Parties may act now.\n"
    result = merge_texts(base, ours, theirs, NAMES).merged
    assert result == "1. Parties [EU propose: [should act]][US propose: may act] now.\n"


def test_the_table_says_where_each_paragraph_comes_from():
    ours = BASE.replace("shall", "should").replace("yearly", "each May")
    theirs = BASE.replace("yearly", "monthly") + "\n4. New words.\n"
    rows = merge_texts(BASE, ours, theirs, NAMES).paragraphs
    assert [row.merged_where for row in rows] == [f"paragraph {k}" for k in (1, 2, 3, 4)]
    assert rows[0].reasons == (Source.ALL, Source.OURS)
    assert Source.CONFLICT in rows[1].reasons
    assert rows[2].reasons[0] is Source.ALL
    assert (rows[3].base_where, rows[3].theirs_where) == ("", "paragraph 4")


LINES = "# Article 1\n1. Act yearly.\n2. Meet in Vienna.\n3. Leave on notice.\n4. This stays.\n"


def changed_rows(ours: str, theirs: str, settings: MergeSettings = NAMES):
    rows = merge_texts(LINES, ours, theirs, settings).paragraphs
    return [
        (row.merged_where.rpartition(" ")[2], row.base_where.rpartition(" ")[2], row.merged_line)
        for row in rows
        if row.reasons != (Source.ALL,)
    ]


@pytest.mark.parametrize("is_all", [False, True])
def test_every_changed_paragraph_has_a_row_and_no_other(is_all):
    settings = MergeSettings(("EU", "US"), is_every_change_bracketed=is_all)
    ours = LINES.replace("on notice", "at will").replace("yearly", "monthly")
    theirs = LINES.replace("3. Leave on notice.\n", "") + "5. New words.\n"
    assert changed_rows(ours, theirs, settings) == [("1", "1", 2), ("3", "3", 4), ("5", "", 6)]


def test_a_paragraph_that_only_lost_words_has_a_row():
    assert changed_rows(LINES.replace(" yearly", ""), LINES) == [("1", "1", 2)]


def test_a_paragraph_that_is_gone_has_a_row():
    found = changed_rows(LINES, LINES.replace("3. Leave on notice.\n", ""))
    assert [(merged, base) for merged, base, _ in found] == [("", "3")]


def test_the_check_finds_a_lost_word():
    lost = MergedStretch(Source.CONFLICT, "a", "b", "c", "[EU propose: b]")
    with pytest.raises(EngineError, match="would lose the word 'c'"):
        check_conservation(Merge("", (lost,), (), NAMES), "b", "c")
    with pytest.raises(EngineError, match="does not hold the copy of US"):
        check_conservation(Merge("", (lost,), (), NAMES), "b", "d")
