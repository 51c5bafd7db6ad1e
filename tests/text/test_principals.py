"""The clean text for principals and the state of a draft on one screen."""

from datetime import date

from paraph.text import (
    Consequence,
    IssueWords,
    Version,
    clean_text,
    history_of,
    parse_text,
    read_status,
    strip_anchors,
)

SOURCE = """Article 1
Sanctions end [at once]{relief=now}[in steps]{relief=steps}.
Article 2
Inspectors see [any site [, military ones included,]]{sites=any}[declared sites]{sites=declared}.
Talks [may][shall] go on. They open [in May] [agreed ad ref].
"""
IDS = {"relief", "sites"}


def test_decided_issues_are_settled_and_the_rest_are_choices_with_consequences():
    draft = parse_text(SOURCE, issue_ids=IDS)
    consequences = {
        ("sites", "any"): Consequence("package B", 0.7, p_accept=0.25),
        ("sites", "declared"): Consequence("package A", 0.5, p_accept=0.8),
    }
    clean = clean_text(draft, {"relief": "steps"}, ["sites"], consequences)
    assert "Sanctions end in steps." in clean.text
    assert "Inspectors see [choice 1]." in clean.text
    assert "{" not in clean.text
    (choice,) = clean.choices
    assert choice.places == ("Article 2",)
    assert [(o.option_id, o.wording) for o in choice.options] == [
        ("any", "any site [, military ones included,]"),
        ("declared", "declared sites"),
    ]
    assert choice.options[1].consequence.p_accept == 0.8
    assert choice.options[1].consequence.value_in_words == "0.50"


def test_brackets_that_nobody_dealt_with_are_named_not_hidden():
    clean = clean_text(parse_text(SOURCE, issue_ids=IDS), {"relief": "now"}, ["sites"], {})
    assert clean.left_open == ("Article 2",)
    assert "Talks [may][shall] go on" in clean.text


def test_an_issue_that_is_decided_is_no_choice():
    clean = clean_text(parse_text(SOURCE, issue_ids=IDS), {"sites": "any"}, ["sites"], {})
    assert clean.choices == ()


def test_anchors_can_be_taken_out():
    assert "{" not in strip_anchors(parse_text(SOURCE, issue_ids=IDS))


def test_the_status_says_what_is_open_where_and_since_when():
    old = SOURCE.replace("[may][shall]", "may")
    history = history_of(
        [Version(old, date(2026, 1, 1), by="Chair"), Version(SOURCE, date(2026, 2, 1), by="EU")]
    )
    draft = parse_text(SOURCE, issue_ids=IDS)
    issues = [IssueWords("relief", ""), IssueWords("sites", ""), IssueWords("fund", "")]
    status = read_status(draft, issues, history, ["sites"])
    rows = {row.bracket.alternatives[0]: row for row in status.brackets}
    assert rows["may"].since == date(2026, 2, 1)
    assert rows["may"].introduced_by == "EU"
    assert rows["at once"].since == date(2026, 1, 1)
    assert rows["any site [, military ones included,]"].is_for_principals
    assert "in May" not in rows
    assert [(p.where, p.n_open, p.n_agreed) for p in status.places] == [
        ("Article 1", 1, 0),
        ("Article 2", 3, 1),
    ]
    assert status.coverage.issues_without_bracket == ("fund",)
