"""Verbs that bind more or less, terms defined twice, references that lead nowhere."""

from paraph.text import (
    PROFILES,
    compare_texts,
    find_broken_references,
    find_disputed_terms,
    find_new_broken_references,
    find_verb_changes,
    parse_text,
)


def test_a_verb_that_became_weaker_is_flagged():
    comparison = compare_texts("1. Parties shall act now.\n", "1. Parties should act now.\n")
    (change,) = find_verb_changes(comparison)
    assert (change.old_verb, change.new_verb, change.is_stronger) == ("shall", "should", False)
    assert change.where == "paragraph 1"


def test_a_verb_of_the_same_strength_is_not_flagged():
    comparison = compare_texts("1. Parties may act now.\n", "1. Parties can act now.\n")
    assert find_verb_changes(comparison) == ()


def test_a_term_that_each_side_defines_differently_is_flagged():
    source = (
        'Article 1\n[US propose: "Facility" means a site that holds a reactor;]\n'
        '[IR propose: "facility" means a site under safeguards;]\n"Party" means a State.\n'
        '"Party"  means a State.\n'
    )
    (term,) = find_disputed_terms(parse_text(source, PROFILES["trade"]))
    assert term.term == "facility"
    assert term.definitions == ("a site that holds a reactor", "a site under safeguards")
    assert term.parties == (("US",), ("IR",))


DRAFT = """Article 1 (AIM)
As set out in Article 3 and Articles 2 and 7, and in Article 12 of the Convention.
Article 2 (MEANS)
See Article 2bis and Article 8 TRIPS.
Article 3 bis (MORE)
Text.
"""


def test_references_without_a_heading_that_answers_are_broken():
    broken = find_broken_references(parse_text(DRAFT))
    assert [(one.target, one.line) for one in broken] == [("3", 2), ("7", 2), ("2bis", 4)]


def test_only_references_that_broke_between_versions_are_new():
    new = DRAFT.replace("Article 2 (MEANS)", "Article 4 (MEANS)")
    found = find_new_broken_references(parse_text(DRAFT), parse_text(new))
    assert [one.target for one in found] == ["2"]
