"""Amendments as moves on the text."""

from datetime import date

import pytest

from paraph.errors import InputError
from paraph.text import PROFILES, Amendment, AmendmentKind, apply_amendment

TEXT = "1. Parties shall report yearly.\n\n2. They may meet yearly.\n"
DAY = date(2026, 3, 2)


def amend_text(kind: str, source: str = TEXT, profile: str = "trade", **fields: object) -> str:
    amendment = Amendment(AmendmentKind(kind), "EU", DAY, "Geneva", **fields)
    return apply_amendment(source, amendment, PROFILES[profile])


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "replace",
            {"target": "shall", "words": "should"},
            "[EU oppose: shall][EU propose: should]",
        ),
        ("replace", {"target": "shall", "words": "may", "is_agreed": True}, "Parties may report"),
        ("insert", {"target": "shall", "words": " promptly"}, "shall[EU propose:  promptly]"),
        ("insert", {"target": "shall", "words": " now", "is_agreed": True}, "shall now report"),
        ("delete", {"target": "shall report"}, "[EU oppose: shall report] yearly"),
        ("delete", {"target": " meet", "is_agreed": True}, "They may yearly."),
        ("bracket", {"target": "may"}, "They [EU oppose: may] meet"),
        ("agree ad ref", {"target": "report yearly."}, "report yearly. [agreed ad ref]"),
        ("reopen", {"target": "report yearly."}, "report yearly. [reopened]"),
        ("delete", {"target": "yearly", "where": "paragraph 2"}, "meet [EU oppose: yearly]."),
    ],
)
def test_a_move_changes_the_text_where_it_says(kind, fields, expected):
    assert expected in amend_text(kind, **fields)


def test_where_the_forum_does_not_attribute_brackets_are_bare():
    amended = amend_text("replace", profile="unfccc", target="shall", words="should")
    assert "Parties [shall][should] report" in amended


def test_unbracketing_keeps_the_words_and_drops_the_alternatives():
    source = "Parties [US propose: shall][NZ propose: may] act."
    assert amend_text("unbracket", source, target="shall") == "Parties shall act."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Parties [shall] act.", "Parties [EU reserves: shall] act."),
        ("Parties [US propose: shall] act.", "Parties [US propose; EU reserves: shall] act."),
    ],
)
def test_a_reservation_goes_into_the_label(source, expected):
    assert amend_text("reserve", source, target="shall") == expected


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"target": "must"}, "does not stand; quote the words as they are"),
        ({"target": "yearly"}, r"stands 2 times \(lines 1, 3\); quote more words, or say where"),
        ({"target": "yearly", "where": "paragraph 9"}, "does not stand in paragraph 9"),
        ({}, "no target"),
    ],
)
def test_a_target_that_is_not_found_once_is_an_error_that_helps(fields, message):
    with pytest.raises(InputError, match=message):
        amend_text("delete", **fields)


def test_unbracketing_what_is_no_bracket_is_an_error():
    with pytest.raises(InputError, match="is not the whole of a bracket"):
        amend_text("unbracket", target="shall")


def test_an_attribution_without_a_label_is_refused():
    with pytest.raises(InputError, match="put the label in `words`"):
        amend_text("attribute", "Parties [shall] act.", target="shall")
