"""Answers to what lies on the table: outright, by halves, and with something added."""

import pytest

from paraph.record.notes import find_unread, propose_moves
from tests.record.notes.port_case import PORT, Said, confidences, said

OFFER = "Tarn: We propose 37 hours and 5 per cent.\n"
BOTH = {"hours": "37", "wages": "5"}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Sold.", [("strand", "accept", BOTH)]),
        ("Gladly.", [("strand", "accept", BOTH)]),
        ("Not a chance.", [("strand", "reject", BOTH)]),
        ("Out of the question.", [("strand", "reject", BOTH)]),
        ("Neither.", [("strand", "reject", BOTH)]),
        ("The hours are fine, the wages aren't.", [("strand", "accept", {"hours": "37"})]),
        ("We accept all but the hours.", [("strand", "accept", {"wages": "5"})]),
        ("I could do that if you took 36 months.", [
            ("strand", "propose", {**BOTH, "duration": "36"}),
        ]),
        ("Yes, but with 36 months.", [("strand", "propose", {**BOTH, "duration": "36"})]),
        ("OK, if you take 36 months.", [("strand", "propose", {**BOTH, "duration": "36"})]),
        ("Yes, but only 36 months and 4 per cent.", [
            ("strand", "propose", {"hours": "37", "wages": "4", "duration": "36"}),
        ]),
    ],
)  # fmt: skip
def test_a_reply_to_an_offer(reply: str, expected: Said) -> None:
    assert said(OFFER + f"Lind: {reply}")[1:] == expected


def test_a_qualified_yes_is_doubtful_and_without_an_offer_before_it_none() -> None:
    reply = "Lind: I could do that if you took 36 months."
    assert confidences(OFFER + reply)[-1] < 0.6
    assert said(reply) == []


@pytest.mark.parametrize(
    "note",
    [
        "Strand offered 38 hours for 24 months. We shook hands on the hours.",
        "Strand offered 38 hours. Both sides agreed.",
    ],
)
def test_what_both_sides_agree_to_is_the_last_offer_of_all(note: str) -> None:
    accepted = [(party, "accept", {"hours": "38"}) for party in ("union", "strand")]
    assert said(note)[1:] == accepted


@pytest.mark.parametrize("reply", ["Interesting.", "You must be joking.", "I'll ask the board."])
def test_a_short_answer_to_an_offer_that_is_not_read_is_told(reply: str) -> None:
    note = OFFER + f"Lind: {reply}"
    assert [u.words for u in find_unread(note, PORT, propose_moves(note, PORT))] == [reply]
    prose = "We proposed 37 hours. Lind laughed."
    assert [u.words for u in find_unread(prose, PORT, propose_moves(prose, PORT))] == [
        "Lind laughed."
    ]


def test_what_is_refused_below_another_topic_is_not_the_offer_on_the_table() -> None:
    assert said(OFFER + "\nRota: Lind: No way.")[1:] == []
    assert said(OFFER + "\nWages: Lind: No way.")[1:] == [("strand", "reject", {"wages": "5"})]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Strand asked us to accept 3 per cent.", ("strand", "propose", {"wages": "3"})),
        ("They asked the union to agree to 38 hours.", ("strand", "propose", {"hours": "38"})),
        ("Lind: Please accept 3 per cent.", ("strand", "propose", {"wages": "3"})),
    ],
)
def test_acceptance_asked_of_the_other_side_is_an_offer(
    note: str, expected: tuple[str, str, dict[str, str]]
) -> None:
    assert said(note) == [expected]


def test_nobody_accepts_what_they_are_only_asked_to() -> None:
    assert said("We were asked to accept 39 hours.") == []


@pytest.mark.parametrize(
    "reply", ["Not with 37 hours.", "Not at 37 hours.", "Certainly not with 37 hours."]
)
def test_not_with_a_term_refuses_it(reply: str) -> None:
    assert said(OFFER + f"Lind: {reply}")[1:] == [("strand", "reject", {"hours": "37"})]


@pytest.mark.parametrize("reply", ["Not at this stage.", "Not for now.", "Not at the moment."])
def test_not_now_refuses_nothing(reply: str) -> None:
    assert said(OFFER + f"Lind: {reply}")[1:] == []


@pytest.mark.parametrize(
    "between",
    [
        "Strand then put forward a new formula for the rise.",
        "Then they proposed something on pensions.",
    ],
)
def test_agreed_is_doubtful_where_a_later_offer_was_not_read(between: str) -> None:
    sure, unsure = (
        confidences(f"Strand offered 3 per cent.\n{said_next}\nThe union agreed.")[-1]
        for said_next in ("Strand repeated its proposal.", between)
    )
    assert unsure < 0.7 < sure


@pytest.mark.parametrize(
    "note",
    [
        "38 hours was agreed in principle, subject to approval by the Board.",
        "38 hours agreed, pending approval of the Ministry.",
        "Agreed on 38 hours provided that the Board approves.",
        "We agreed in principle on 38 hours, subject to approval by the Board.",
        "38 hours agreed in principle, subject to approval by Strand's Board.",
        "We agreed on 38 hours, pending a green light from Strand's board.",
    ],
)
def test_what_awaits_approval_is_agreed_doubtfully_by_both_sides(note: str) -> None:
    assert said(note) == [(party, "accept", {"hours": "38"}) for party in ("union", "strand")]
    assert max(confidences(note)) < 0.6


def test_who_is_to_approve_has_not_agreed() -> None:
    note = "Strand agreed to 38 hours, subject to approval by the union's committee."
    assert said(note) == [("strand", "accept", {"hours": "38"})]


@pytest.mark.parametrize(
    "heard", ["Strand doesn't care about hours.", "Strand does not care about hours."]
)
def test_what_one_of_ours_says_of_the_other_side_is_of_the_other_side(heard: str) -> None:
    (proposed,) = propose_moves(f"Tarn: {heard}", PORT)
    move = proposed.move
    assert (move.party_id, move.issue_ids, move.makes_light) == ("strand", ("hours",), True)
