"""What is agreed or refused: what stands on the table, or something else that is said."""

import pytest

from paraph.record.notes.objects import has_own_object
from tests.record.notes.desk_cases import LICENCE, said

OFFER = "Ardent proposed 3 years at EUR 900,000.\n"
OFFERED = ("ardent", "propose", {"fee": "f9", "term": "y3"})


@pytest.mark.parametrize(
    "note",
    [
        "We agreed to meet again on Monday.",
        "It was agreed to meet again on Monday.",
        "It was agreed that the next meeting would be on 2 December.",
        "We agreed that the lawyers would draft a clause.",
        "We agreed to look at it again next week.",
        "We agreed to take a break.",
        "We agreed on the need for speed.",
        "We agreed to discuss the fee next time.",
        "We accepted their invitation to visit the data centre.",
        "They accepted our apologies for the delay.",
        "We declined the offer of a dinner.",
        "It was understood that nothing was agreed until everything was agreed.",
        "Nothing is agreed until everything is agreed.",
    ],
)
def test_what_has_an_object_of_its_own_is_no_reply_to_an_offer(note: str) -> None:
    assert said(OFFER + note, LICENCE) == [OFFERED]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Nordbank agreed.", "accept"),
        ("We agreed to this.", "accept"),
        ("We agreed with that.", "accept"),
        ("We agreed that this would be acceptable.", "accept"),
        ("We accepted the package.", "accept"),
        ("We accepted their latest offer at once.", "accept"),
        ("We declined the offer.", "reject"),
        ("Aho rejected that out of hand.", "reject"),
        ("We rejected it without comment.", "reject"),
    ],
)
def test_what_points_to_an_offer_replies_to_it(note: str, kind: str) -> None:
    reply = ("nordbank", kind, {"fee": "f9", "term": "y3"})
    assert said(OFFER + note, LICENCE) == [OFFERED, reply]


def test_an_issue_that_is_accepted_is_what_stands_on_it() -> None:
    found = said(OFFER + "We accepted the term but not the fee.", LICENCE)
    assert found[1:] == [
        ("nordbank", "accept", {"term": "y3"}),
        ("nordbank", "reject", {"fee": "f9"}),
    ]


def test_a_clause_without_a_reply_has_no_object() -> None:
    assert not has_own_object("we will see", names_issue=False)
    assert has_own_object("Agreed that it would be good to meet", names_issue=False)
