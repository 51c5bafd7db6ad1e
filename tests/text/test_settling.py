"""Choosing options closes brackets; the text that comes out reads as a person would write it."""

import pytest

from paraph.text import find_unsettled, parse_text, settle_text

ISSUES = {"force", "relief", "tests"}


def settle(source: str, **choices: str) -> str:
    return settle_text(parse_text(source, issue_ids=ISSUES), choices)


@pytest.mark.parametrize(
    ("source", "choices", "expected"),
    [
        ("Parties [shall][should]{force} act.", {"force": "should"}, "Parties should act."),
        ("Parties [shall] [should]{force} act.", {"force": "shall"}, "Parties shall act."),
        ("Part[y]{force=one} [ies]{force=many} act", {"force": "many"}, "Parties act"),
        ("Part[y]{force=one} [ies]{force=many} act", {"force": "one"}, "Party act"),
        (
            "lift [all]{relief=full}[some]{relief=part|phased} measures",
            {"relief": "phased"},
            "lift some measures",
        ),
        ("act [, as apt,]{force=yes} now", {"force": "no"}, "act now"),
        ("act[, as apt,]{force=yes} now", {"force": "yes"}, "act, as apt, now"),
        ("shall stop [all tests]{tests=yes}.", {"tests": "no"}, "shall stop."),
        ("[All [big] tests]{tests=yes} end", {"tests": "yes"}, "All [big] tests end"),
        ("[a [b]{force=b} c]{tests=yes}", {"tests": "yes", "force": "x"}, "a c"),
        ("[a [b]{force=b} c]{tests=yes} d", {"tests": "no", "force": "b"}, "d"),
        ("1. Keep.\n[2. Drop.]{tests=yes}\n3. Stay.", {"tests": "no"}, "1. Keep.\n3. Stay."),
        ("Parties [shall][should] act.", {"force": "shall"}, "Parties [shall][should] act."),
        (
            "[no later than 2020][2025]{force}",
            {"force": "no-later-than-2020"},
            "no later than 2020",
        ),
    ],
)
def test_a_choice_closes_its_brackets(source, choices, expected):
    assert settle(source, **choices) == expected


def test_options_headed_by_labels_are_settled_by_anchor_or_label():
    source = (
        "7. Option 1: {relief=full} All measures end.\n   Option 2: {relief=none} No text\n8. Next."
    )
    assert settle(source, relief="full") == "7. All measures end.\n8. Next."
    plain = "7. Option 1: {relief} All end.\n   Option 2: Some end.\n8. Next."
    assert settle(plain, relief="option-2") == "7. Some end.\n8. Next."


def test_the_label_of_who_proposed_goes_with_the_bracket():
    source = "A Party may [US propose; AU oppose: also]{force=yes} act [PE: x] [NZ: y]"
    assert settle(source, force="yes").startswith("A Party may also act [PE: x]")


def test_an_option_that_no_wording_stands_for_leaves_the_bracket_open():
    draft = parse_text("Parties [shall][should]{force} act.", issue_ids=ISSUES)
    assert settle_text(draft, {"force": "may"}) == draft.source
    assert [slot.issue_id for slot in find_unsettled(draft, {"force": "may"})] == ["force"]
    assert find_unsettled(draft, {"force": "shall"}) == ()


def test_a_settled_text_has_no_open_bracket_of_a_chosen_issue():
    source = "[a]{force=x}[b]{force=y} and [c [d]{tests=yes}]{relief=full}"
    settled = settle(source, force="y", tests="yes", relief="full")
    assert settled == "b and c d"
