"""Comparison at the level of words, with passages that moved."""

from paraph.text import ChangeKind, compare_texts


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(c.kind.value, c.old_words, c.new_words) for c in compare_texts(old, new).changes]


def test_words_inserted_deleted_and_replaced():
    old = "1. Each Party shall report yearly on its measures.\n"
    new = "1. Each Party should report on its own measures.\n"
    assert changes(old, new) == [
        ("replaced", "shall", "should"),
        ("deleted", "yearly", ""),
        ("inserted", "", "own"),
    ]


def test_the_same_text_in_other_lines_is_no_change():
    assert changes("1. Parties\n   meet [yearly].\n", "1. Parties meet\n[yearly].\n") == []


def test_a_passage_that_moved_is_told_as_a_move():
    first = "1. Parties shall meet every year to review the measures taken under this treaty.\n"
    second = "2. The secretariat shall keep a public register of all notifications received.\n"
    third = "3. Disputes shall be settled by negotiation between the parties concerned alone.\n"
    moved = compare_texts(first + second + third, second + third + first).changes
    assert [change.kind for change in moved] == [ChangeKind.MOVED]
    assert moved[0].old_words == first.strip() == moved[0].new_words
    assert (moved[0].old_line, moved[0].new_line) == (1, 3)


def test_each_change_says_where():
    old = "Article 2 (SCOPE)\n1. Text of a paragraph.\nArticle 3 (AIM)\n4. Parties may act.\n"
    (change,) = compare_texts(old, old.replace("may", "shall")).changes
    assert change.where == "Article 3, paragraph 4"
    assert old[change.old_start : change.old_end] == "may"


def test_an_article_in_a_rewritten_clause_is_not_held_up_as_kept():
    old = "The Council of ministers reviews all the national annual reports in public session."
    new = "A board drawn by lot from experts checks the data twice yearly behind closed doors."
    comparison = compare_texts(f"1. {old}\n", f"1. {new}\n")
    assert comparison.share_kept < 0.4


def test_empty_texts():
    assert changes("", "") == []
    assert changes("", "new words") == [("inserted", "", "new words")]
    assert compare_texts("", "").share_kept == 1.0
