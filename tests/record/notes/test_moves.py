"""What the reader makes of a note: a line or two, and the moves that they should give."""

from dataclasses import replace

import pytest

from paraph.record import MoveKind
from paraph.record.notes import ProposedMove, propose_moves
from tests.record.notes.note_case import DIVIDED, VOCABULARY


def _read(note: str) -> list[ProposedMove]:
    return list(propose_moves(note, VOCABULARY))


def _said(note: str) -> list[tuple[str, str, dict[str, str] | tuple[str, ...]]]:
    """The moves in short: party, kind, and package or issues."""
    return [
        (m.move.party_id, m.move.kind.value, m.move.package.as_dict() or m.move.issue_ids)
        for m in _read(note)
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Northland proposed a full increase of the quota.",
            ("north", "propose", {"quota": "full"}),
        ),
        (
            "We rejected a full increase of the fishing quota.",
            ("us", "reject", {"quota": "full"}),
        ),
        (
            "Northland could not accept joint patrols on the high sea.",
            ("north", "reject", {"patrols": "sea"}),
        ),
        ("Northland opposed patrols along the coast.", ("north", "oppose", {"patrols": "coast"})),
        (
            "Northland did not object to patrols along the coast.",
            ("north", "support", {"patrols": "coast"}),
        ),
        ("Northland accepted access to the harbour.", ("north", "accept", {"harbour": "open"})),
        ("Northland asked whether the quota could change.", ("north", "ask", ("quota",))),
        ("Northland asked for a full quota increase.", ("north", "propose", {"quota": "full"})),
        ("Lind proposed a term of 10 years.", ("north", "propose", {"term": "10"})),
        (
            "A full increase of the quota was rejected by Northland.",
            ("north", "reject", {"quota": "full"}),
        ),
        (
            "Northland rejected anything short of a full increase of the quota.",
            ("north", "support", {"quota": "full"}),
        ),
        (
            "Northland could not accept a treaty without access to the harbour.",
            ("north", "support", {"harbour": "open"}),
        ),
        (
            "They stressed that the fishing quota was their top priority.",
            ("north", "support", ("quota",)),  # "they" are the other side in our note are nobody
        ),
    ],
)
def test_one_sentence_of_prose(
    note: str, expected: tuple[str, str, dict[str, str] | tuple[str, ...]] | None
) -> None:
    assert _said(note) == ([expected] if expected else [])


def test_a_conditional_offer_is_one_package_of_the_party_that_makes_it() -> None:
    note = "Skov: If you open the harbour to all vessels, we could offer a partial quota increase."
    (move,) = _read(note)
    assert move.move.party_id == "us"
    assert move.move.kind is MoveKind.PROPOSE
    assert move.move.package.as_dict() == {"harbour": "open", "quota": "partial"}


def test_a_hedge_lowers_the_confidence() -> None:
    (plain,) = _read("Northland accepts patrols on the high sea.")
    (hedged,) = _read("Northland might perhaps accept patrols on the high sea.")
    assert hedged.move.confidence < plain.move.confidence


def test_hearsay_is_a_signal_with_its_reporter_and_less_confidence() -> None:
    note = "According to the mediator, Northland would accept patrols on the high sea."
    (move,) = _read(note)
    assert move.move.kind is MoveKind.SIGNAL
    assert move.move.party_id == "north"
    assert move.move.reported_by == "the mediator"
    (direct,) = _read("Northland would accept patrols on the high sea.")
    assert move.move.confidence < direct.move.confidence


def test_a_range_of_numbers_is_a_move_for_each_end() -> None:
    moves = _read("Northland could accept a term of between 10 and 15 years.")
    assert [m.move.package.as_dict() for m in moves] == [{"term": "10"}, {"term": "15"}]


def test_a_number_between_two_options_is_the_nearest_with_less_confidence() -> None:
    (near,) = _read("Northland proposed a term of 12 years.")
    (exact,) = _read("Northland proposed a term of 10 years.")
    assert near.move.package.as_dict() == {"term": "10"}
    assert near.move.confidence < exact.move.confidence


def test_agreed_and_we_cannot_accept_that_are_about_the_last_proposal() -> None:
    note = (
        "Lind: We propose a full increase of the quota.\n"
        "Skov: We cannot accept that.\n"
        "Lind: How about a partial increase of the quota?\n"
        "Skov: Agreed.\n"
    )
    assert _said(note)[1] == ("us", "reject", {"quota": "full"})
    assert _said(note)[3] == ("us", "accept", {"quota": "partial"})


def test_a_statement_after_a_question_of_priorities_is_an_answer() -> None:
    note = "Skov: What are your priorities?\nLind: The quota matters most to us."
    ask, answer = _read(note)
    assert ask.move.kind is MoveKind.ASK
    assert (answer.move.kind, answer.move.issue_ids) == (MoveKind.ANSWER, ("quota",))


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("We need harbour access more than joint patrols.", ("harbour", "patrols")),
        ("The harbour matters less than joint patrols to us.", ("patrols", "harbour")),
        ("Our first priority is the quota, followed by the harbour.", ("quota", "harbour")),
        ("We don't need the quota as much as the harbour.", ("harbour", "quota")),
        ("We need the harbour the most and the patrols the least.", ("harbour", "patrols")),
    ],
)
def test_an_order_of_importance_names_the_weightiest_first(
    sentence: str, order: tuple[str, ...]
) -> None:
    orders = [m.move.issue_ids for m in _read(f"Lind: {sentence}") if m.rule == "order"]
    assert orders == [order]


def test_what_is_made_light_of_comes_after_what_was_needed() -> None:
    note = "Lind: We really need the quota. The harbour is not a priority for us."
    need, light = _read(note)
    assert need.move.issue_ids == ("quota",)
    assert light.slighted_ids == ("harbour",)
    assert light.move.issue_ids == ("quota", "harbour")


def test_what_is_made_light_of_before_any_need_is_no_order() -> None:
    (light,) = _read("Lind: The harbour is not a priority for us.")
    assert light.slighted_ids == ("harbour",)
    assert light.move.kind is MoveKind.ANSWER
    assert (light.move.issue_ids, light.move.makes_light) == (("harbour",), True)
    assert light.move.text == "The harbour is not a priority for us."


def test_scarcity_is_a_need_and_not_abundance() -> None:
    (move,) = _read("Lind: We don't have enough quota.")
    assert move.rule == "strong-need"


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("We have plenty of quota.", "no-need"),
        ("We can get by with less quota.", "no-need"),
        ("We have no preference on the quota.", "no-need"),
        ("If we had enough quota, we would sign.", "strong-need"),
        ("We don't need anything other than quota.", "most"),
        ("The quota is a deal breaker.", "most"),
        ("We really need the quota.", "strong-need"),
        ("We also need the quota.", "need"),
    ],
)
def test_how_much_an_issue_matters(sentence: str, rule: str) -> None:
    (move,) = _read(f"Lind: {sentence}")
    assert (move.rule, move.slighted_ids or move.move.issue_ids) == (rule, ("quota",))


def test_abundance_of_something_else_says_nothing_of_an_issue() -> None:
    assert not _read("Lind: We have a lot of young people who fish by the harbour.")


def test_what_somebody_thinks_another_party_needs_is_not_the_speakers_need() -> None:
    (move,) = _read("We understand that Northland needs the harbour.")
    assert (move.move.party_id, move.rule) == ("north", "need")
    assert not _read("Lind: I think you need the harbour the most.")


def test_a_reason_that_is_denied_makes_light_of_its_issue() -> None:
    hinting = replace(VOCABULARY, hints=(("quota", ("hungry",)),))
    (light,) = propose_moves("Lind: We are not that hungry.", hinting)
    assert light.slighted_ids == ("quota",)
    (reason,) = propose_moves("Lind: We can't let our people go hungry.", hinting)
    assert reason.move.issue_ids == ("quota",)


def test_a_topic_before_a_colon_or_in_a_heading_tells_what_an_option_is_of() -> None:
    assert _said("Fishing quota: Northland asked for a full increase.") == [
        ("north", "propose", {"quota": "full"})
    ]
    assert _said("# Term of the treaty\n\n- Northland proposed 15 years.") == [
        ("north", "propose", {"term": "15"})
    ]


def test_a_name_alone_with_a_colon_speaks_for_the_bullets_below_it() -> None:
    note = "Northland:\n- Proposed a term of 20 years\n- Opposed patrols along the coast\n"
    assert _said(note) == [
        ("north", "propose", {"term": "20"}),
        ("north", "oppose", {"patrols": "coast"}),
    ]


def test_a_party_whose_id_is_a_common_word_is_known_by_its_capitals() -> None:
    assert _said("Northland told us nothing new.") == []
    assert _said("The US proposed a term of 5 years.") == [("us", "propose", {"term": "5"})]


@pytest.mark.parametrize(
    ("line", "package"),
    [
        ("Ada: I take 2 boats and you get 1 net.", {"boat": "2", "net": "2"}),
        ("Bo: I take 2 boats and you get 1 net.", {"boat": "1", "net": "1"}),
        ("Ada: You can have all the boats if I get the rest.", {"boat": "0", "net": "3"}),
        ("Ada: I'd give you two boats for two nets.", {"boat": "1", "net": "2"}),
        ("Ada: 2 boats for me and 1 for you.", {"boat": "2"}),
        ("Ada: 3 nets to you.", {"net": "0"}),
        ("Ada: Can I have both a boat and 2 nets?", {"boat": "1", "net": "2"}),
    ],
)
def test_an_offer_that_divides_stocks(line: str, package: dict[str, str]) -> None:
    offers = [
        m.move.package.as_dict()
        for m in propose_moves(line, DIVIDED)
        if m.move.kind is MoveKind.PROPOSE
    ]
    assert offers[-1] == package


@pytest.mark.parametrize(
    "line", ["Ada: I can't give you 2 boats.", "Ada: I need some boats.", "Ada: I saw 30 boats."]
)
def test_no_offer_where_none_is_made(line: str) -> None:
    kinds = [m.move.kind for m in propose_moves(line, DIVIDED)]
    assert MoveKind.PROPOSE not in kinds
