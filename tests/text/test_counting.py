"""Counts by the stated rule, against counts made by hand on excerpts written for the purpose."""

import pytest

from paraph.text import PROFILES, count_brackets, parse_text

# Counted by hand: pairs 1 (outer), 2-3 [relevant][evolving], 4 [and goals], 5-7 [shall][should]
# [other], 8 [X]. Alternatives: relevant/evolving and shall/should/other, 5 in all. Words, in
# order: Parties | act in line with relevant evolving trends and goals | They | shall should other
# | report every | X | years
CLIMATE = (
    "Parties [act in line with [relevant][evolving] trends [and goals]]. "
    "They [shall][should][other] report every [X] years."
)
# By hand: pairs 1 [US ...], 2 [PE oppose: also], 3 [27]. Words inside: US propose AU oppose A
# Party may PE oppose also act (11) and 27 (1), of 13 with "soon".
TRADE = "[US propose; AU oppose: A Party may [PE oppose: also] act][ 27] soon"


def test_a_climate_text_counted_by_hand():
    count = count_brackets(parse_text(CLIMATE))
    assert count.n_open_pairs == 8
    assert count.n_nested == 3
    assert count.deepest == 2
    assert count.n_slots == 5
    assert count.n_alternatives == 5
    assert count.n_words == 18
    assert count.n_contested_words == 13
    assert count.share_contested == pytest.approx(13 / 18)


def test_a_trade_text_counted_by_hand():
    count = count_brackets(parse_text(TRADE, PROFILES["trade"]))
    assert (count.n_open_pairs, count.n_words, count.n_contested_words) == (3, 13, 12)


def test_blanket_brackets_are_counted_apart():
    count = count_brackets(parse_text("[" + "word " * 398 + "[may] [shall]]"))
    assert count.n_blanket == 0
    assert count.n_contested_words == 400
    count = count_brackets(parse_text("[" + "word " * 399 + "[may] [shall]]"))
    assert count.n_blanket == 1
    assert count.n_contested_words == 2


def test_marks_of_agreement_are_not_open_brackets():
    count = count_brackets(parse_text("Parties meet [yearly] here. [agreed ad ref]"))
    assert (count.n_open_pairs, count.n_contested_words) == (1, 1)


def test_where_colours_count_uncoloured_words_are_contested():
    source = "{green}one two [three]{/green} four {yellow}five{/yellow}"
    count = count_brackets(parse_text(source))
    assert "in no colour that the forum reads as agreed" in count.rule
    # Contested: three (bracketed in green), four (no colour); yellow is agreed in objective.
    assert (count.n_open_pairs, count.n_words, count.n_contested_words) == (1, 5, 2)


def test_anchors_are_no_words():
    source = "Parties [shall]{force=binding}[may]{force=soft} act. {aim}"
    count = count_brackets(parse_text(source, issue_ids={"force", "aim"}))
    assert (count.n_words, count.n_contested_words, count.n_slots) == (4, 2, 1)


def test_an_empty_draft_has_no_share():
    assert count_brackets(parse_text("")).share_contested == 0.0


def test_the_rule_is_stated_with_the_numbers():
    assert "more than 400 words" in count_brackets(parse_text(CLIMATE)).rule
