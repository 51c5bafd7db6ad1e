"""Counts of real drafts against those published, where a text of the same version is at hand."""

import pytest

from paraph.text import (
    count_brackets,
    guess_profile,
    list_brackets,
    parse_text,
    render_text,
)

# Press reports of October 2015 gave 231 brackets for the co-chairs' non-paper of 5 October.
PUBLISHED_5_OCTOBER = 231


@pytest.fixture(scope="module")
def texts(paraph_data):
    return {p.name: p.read_bytes().decode("utf-8") for p in (paraph_data / "texts").glob("*.txt")}


def test_the_non_paper_of_5_october_2015_has_the_brackets_that_were_reported(texts):
    source = texts["unfccc-adp-cochairs-nonpaper-2015-10-05.txt"]
    count = count_brackets(parse_text(source))
    assert (count.n_open_pairs, count.n_unmatched) == (PUBLISHED_5_OCTOBER, 0)


def test_every_draft_is_read_and_renders_back_byte_for_byte(texts):
    assert texts
    for source in texts.values():
        draft = parse_text(source)
        assert render_text(draft) == source
        # Counted again by the simplest means: every mark is in a pair, or reported.
        n_marks = source.count("[") + source.count("]")
        assert 2 * len(draft.pairs) + draft.n_unmatched == n_marks
        assert len(list_brackets(draft)) == len(draft.slots)


def test_a_final_text_has_nothing_open(texts):
    count = count_brackets(parse_text(texts["bbnj-agreement-2023-06-19-final.txt"]))
    assert (count.n_open_pairs, count.share_contested) == (0, 0.0)


def test_the_forum_is_guessed(texts):
    guesses = {name: guess_profile(source).name for name, source in texts.items()}
    assert guesses["tpp-ip-chapter-2013-08-30-consolidated.txt"] == "trade"
    assert {guess for name, guess in guesses.items() if name.startswith("unfccc")} == {"unfccc"}


def test_attributions_of_a_trade_text_name_its_parties(texts):
    draft = parse_text(texts["tpp-ip-chapter-2013-08-30-consolidated.txt"])
    named = {
        name
        for row in list_brackets(draft)
        for attribution in row.attributions
        for name in attribution.supporters + attribution.opponents
    }
    parties = {"AU", "BN", "CA", "CL", "JP", "MX", "MY", "NZ", "PE", "SG", "US", "VN"}
    assert parties <= named
    # What else was read as a name is a handful of working groups and slips, not prose.
    assert len(named - parties) <= 6
