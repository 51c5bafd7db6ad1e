"""Laws of comparison, merge and history on arbitrary texts."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from paraph.text import (
    MergeSettings,
    Version,
    compare_texts,
    history_of,
    merge_texts,
    trace_words,
)
from paraph.text.alignment import TOKEN

LINES = st.sampled_from(
    [
        "1. Parties shall report yearly on the measures that they take.\n",
        "2. They may [meet][convene] in [May].\n",
        "3. The fund is open to all members of the regional body.\n\n",
        "(a) first point;\n",
        "Article 4 (FUND)\n",
        "shall should ",
        "[US propose: also] ",
        "] [",
        "\n",
        "word ",
        "   ",
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("".join)


@given(TEXTS, TEXTS)
def test_edits_tile_both_texts(old, new):
    comparison = compare_texts(old, new)
    assert [
        w for e in comparison.edits for w in comparison.old.words[e.old_first : e.old_last]
    ] == (TOKEN.findall(old))
    assert [
        w for e in comparison.edits for w in comparison.new.words[e.new_first : e.new_last]
    ] == (TOKEN.findall(new))
    for edit in comparison.edits:
        if edit.is_equal:
            before = comparison.old.words[edit.old_first : edit.old_last]
            assert before == comparison.new.words[edit.new_first : edit.new_last]


@given(TEXTS)
def test_a_text_has_no_changes_against_itself(text):
    assert compare_texts(text, text).changes == ()


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_holds_both_copies_word_for_word(base, ours, theirs):
    merge = merge_texts(base, ours, theirs, MergeSettings(("EU", "US")))
    assert "".join(one.merged for one in merge.stretches) == merge.merged
    for copy, side in ((ours, "ours"), (theirs, "theirs")):
        read = "".join(getattr(one, side) for one in merge.stretches)
        assert TOKEN.findall(read) == TOKEN.findall(copy)


@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_leaves_the_other_sides_text(base, ours):
    merge = merge_texts(base, ours, base, MergeSettings(("EU", "US")))
    assert TOKEN.findall(merge.merged) == TOKEN.findall(ours)
    assert merge.n_conflicts == 0


@given(TEXTS, TEXTS, TEXTS)
def test_history_rebuilds_every_version_and_its_origins_tile_the_last(first, second, third):
    texts = [first, second, third]
    history = history_of(
        [Version(text, date(2026, 1, day)) for day, text in enumerate(texts, start=1)]
    )
    for day, text in enumerate(texts, start=1):
        assert history.as_of(date(2026, 1, day)) == text
    origins = trace_words(history)
    assert "".join(third[o.start : o.end] for o in origins) == third
    assert all(-1 <= origin.turn <= 1 for origin in origins)
