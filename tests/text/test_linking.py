"""Ties between brackets and issues: proposed by words, confirmed by a person, then reported on."""

from paraph.text import (
    IssueWords,
    apply_ties,
    list_brackets,
    parse_text,
    propose_ties,
    report_coverage,
    settle_text,
)

ISSUES = (
    IssueWords(
        "sanctions-relief",
        "Relief from sanctions",
        (("full", "all sanctions are lifted"), ("partial", "some sanctions are suspended")),
    ),
    IssueWords("inspections", "Access of inspectors to sites", (("any", "any site"),)),
)
SOURCE = """1. Upon signature [all sanctions are lifted][some sanctions are suspended].

2. Inspectors have access to [any site][declared sites only].

3. The depositary is [the Secretary-General].
"""


def test_a_bracket_is_tied_to_the_issue_whose_words_it_shares():
    ties = propose_ties(parse_text(SOURCE), ISSUES)
    by_slot = {tie.slot: tie for tie in ties}
    assert by_slot[0].issue_id == "sanctions-relief"
    assert by_slot[0].options == ("full", "partial")
    assert by_slot[1].issue_id == "inspections"
    assert by_slot[1].options == ("any", "")
    assert 2 not in by_slot


def test_confirmed_ties_are_written_as_anchors_and_nothing_else_changes():
    draft = parse_text(SOURCE)
    tied = apply_ties(draft, propose_ties(draft, ISSUES))
    assert "[all sanctions are lifted]{sanctions-relief=full}[some" in tied
    again = parse_text(tied, issue_ids=[issue.id for issue in ISSUES])
    assert settle_text(again, {"sanctions-relief": "partial"}).startswith(
        "1. Upon signature some sanctions are suspended.\n"
    )
    assert propose_ties(again, ISSUES) == ()


def test_brackets_without_issue_and_issues_without_bracket_are_reported():
    source = "[lift]{sanctions-relief=full}[keep]{sanctions-relief=no} and [more]"
    draft = parse_text(source, issue_ids=[issue.id for issue in ISSUES])
    coverage = report_coverage(draft, ISSUES)
    assert coverage.covered == (("sanctions-relief", (0,)), ("inspections", ()))
    assert coverage.issues_without_bracket == ("inspections",)
    assert coverage.brackets_without_issue == (1,)
    assert coverage.unknown_options == (("sanctions-relief", "no"),)
    assert coverage.unwritten_options == (("sanctions-relief", "partial"),)


def test_an_option_block_is_tied_after_its_labels():
    source = "7. Option 1: All sanctions are lifted.\n   Option 2: Some sanctions are suspended.\n"
    draft = parse_text(source)
    tied = apply_ties(draft, propose_ties(draft, ISSUES))
    assert "Option 1: {sanctions-relief=full} All sanctions" in tied
    rows = list_brackets(parse_text(tied, issue_ids=["sanctions-relief"]))
    assert [row.issue_id for row in rows] == ["sanctions-relief"]
