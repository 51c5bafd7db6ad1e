"""Provisions that are agreed without a bracket, and marks that stand after a full stop."""

from paraph.text import parse_text, read_status
from paraph.text.profile import Step

COLOURED = """# Protocol
{green}Article 1. The Parties agree.{/green}
{yellow}Article 2. The backstop remains.{/yellow}
Article 3. Open [words][text].
"""
MARKED = """Article 1
1. Words that are done. [agreed ad ref]
2. Words [done][there] [agreed ad ref] in this.
3. Informal words. (agreed in informals)
4. Again open [x y][z w]. [reopened]

OP1 Decides to remain seized. (agreed ad ref)
"""


def test_coloured_articles_are_listed_and_counted():
    status = read_status(parse_text(COLOURED))
    found = [(one.where, one.line, one.step, one.words) for one in status.provisions]
    assert found == [
        ("Protocol, Article 1", 2, Step.AGREED, "Article 1. The Parties agree."),
        ("Protocol, Article 2", 3, Step.WORKING_GROUP, "Article 2. The backstop remains."),
    ]
    assert dict(status.steps) == {Step.OPEN: 1, Step.WORKING_GROUP: 1, Step.AGREED: 1}
    assert [(p.where[-9:], p.n_open, p.n_agreed) for p in status.places][1:] == [
        ("Article 1", 0, 1),
        ("Article 2", 0, 1),
        ("Article 3", 1, 0),
    ]


def test_marks_after_a_provision_are_listed_and_counted():
    status = read_status(parse_text(MARKED))
    assert [(one.line, one.step, one.words) for one in status.provisions] == [
        (2, Step.AD_REFERENDUM, "1. Words that are done."),
        (4, Step.INFORMALS, "3. Informal words."),
        (7, Step.AD_REFERENDUM, "OP1 Decides to remain seized."),
    ]
    assert dict(status.steps)[Step.AD_REFERENDUM] == 3


def test_a_mark_after_the_full_stop_belongs_to_the_bracket_before_it():
    status = read_status(parse_text(MARKED))
    assert [(row.bracket.line, row.bracket.step) for row in status.brackets] == [(5, Step.REOPENED)]


def test_a_mark_on_a_line_of_its_own_belongs_to_the_paragraph_before_it():
    status = read_status(parse_text("1. Words.\n\n[agreed]\n"))
    assert [(one.line, one.step, one.words) for one in status.provisions] == [
        (1, Step.AGREED, "1. Words.")
    ]
