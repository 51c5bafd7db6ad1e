"""Short names for issues, on a case as `paraph new` makes it: ids are whole labels."""

import pytest

from paraph.negotiation import Agenda, Issue, Option, Party
from paraph.record.notes import Why, build_vocabulary, find_unread, propose_moves


def issue(label: str, *options: str) -> Issue:
    return Issue(label.lower().replace(" ", "-"), label, tuple(Option(o, o) for o in options))


YARD = build_vocabulary(
    Agenda(
        (
            issue("Pay rise", "3 per cent", "4 per cent"),
            issue("Rent per month", "80 pounds", "90 pounds"),
            issue("Lease term", "4 years", "8 years"),
            issue("Deposit", "No deposit", "Three months' rent"),
            issue("Night bonus", "None", "Paid"),
            issue("Christmas bonus", "None", "Half"),
            issue("Works on the roof and the gutters", "By the tenant", "By the landlord"),
            issue("Tax", "Net", "Gross"),
        )
    ),
    (Party("yard", "Hale Boatyard"), Party("trust", "Harbour Trust")),
    we_id="yard",
)


@pytest.mark.parametrize(
    ("name", "issue_id"),
    [
        ("pay", "pay-rise"),
        ("the rise", "pay-rise"),
        ("the rent", "rent-per-month"),
        ("the term", "lease-term"),
        ("the night bonus", "night-bonus"),
        ("the Christmas one", "christmas-bonus"),
        ("the gutters", "works-on-the-roof-and-the-gutters"),
        ("tax", "tax"),
    ],
)
def test_a_word_that_only_one_label_has_stands_for_its_issue(name: str, issue_id: str) -> None:
    (move,) = propose_moves(f"The Trust is firm on {name}.", YARD)
    assert move.move.issue_ids == (issue_id,)


def test_a_word_that_two_labels_have_is_told_as_unread() -> None:
    note = "The Trust is firm on the bonus."
    assert propose_moves(note, YARD) == ()
    (unread,) = find_unread(note, YARD, ())
    assert (unread.why, unread.issue_ids) == (Why.NOTHING, ("night-bonus", "christmas-bonus"))


@pytest.mark.parametrize(
    "note",
    [
        "The Trust was firm last month.",
        "The Trust insisted on pounds.",
        "The Trust insists on a lease.",
    ],
)
def test_units_and_words_of_any_talks_stand_for_no_issue(note: str) -> None:
    assert [move.move.issue_ids for move in propose_moves(note, YARD)] in ([], [()])


def test_another_issues_option_keeps_its_words() -> None:
    (move,) = propose_moves("The Trust asked for three months' rent.", YARD)
    assert move.move.package.as_dict() == {"deposit": "Three months' rent"}
