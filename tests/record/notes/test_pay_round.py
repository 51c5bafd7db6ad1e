"""Sentences that staff write of a pay round: what each says, and what it doesn't say."""

import pytest

from paraph.record.notes import find_unknown_speakers, find_unknown_subjects, propose_moves
from tests.record.notes.pay_case import PAY

Said = list[tuple[str, str, dict[str, str] | tuple[str, ...]]]


def said(note: str) -> Said:
    return [
        (m.move.party_id, m.move.kind.value, m.move.package.as_dict() or m.move.issue_ids)
        for m in propose_moves(note, PAY, year=2026)
    ]


def confidences(note: str) -> list[float]:
    return [m.move.confidence for m in propose_moves(note, PAY, year=2026)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Dubois: No deal w/o a site guarantee to 2030.",
            [("union", "support", {"site": "to-2030"})],
        ),
        ("Grün: No to 36 months.", [("union", "reject", {"term": "36"})]),
        ("Grün: Yes to the joint fund.", [("union", "accept", {"pension": "joint"})]),
        (
            "The union accepted our offer of 3 % for 24 months.",
            [("union", "accept", {"pay": "3", "term": "24"})],
        ),
        (
            "The union rejected our offer of 3 % for 24 months.",
            [("union", "reject", {"pay": "3", "term": "24"})],
        ),
        ("Our offer of 3 % was rejected.", [("union", "reject", {"pay": "3"})]),
        ("36 months is off the table for IG Werk.", [("union", "reject", {"term": "36"})]),
        ("IG Werk took 36 months off the table.", [("union", "reject", {"term": "36"})]),
        (
            "Mr Lefèvre turned down the full company scheme.\n"
            "Pay matters more to them than the term.",
            [("nordwerk", "reject", {"pension": "full"}), ("union", "support", ("pay", "term"))],
        ),
        ("IG Werk asked for 4.5 per cent.", [("union", "propose", {"pay": "4"})]),
        ("IG Werk's bottom line is 4 per cent.", [("union", "support", {"pay": "4"})]),
        ("Dubois: We're at 5 per cent, you know that.", [("union", "propose", {"pay": "5"})]),
        ("Böhm: Four per cent is our last word.", [("nordwerk", "propose", {"pay": "4"})]),
        ("They asked for 5%, down from 6%.", [("union", "propose", {"pay": "5"})]),
        ("They moved from 6% to 5%.", [("union", "propose", {"pay": "5"})]),
        ("IG Werk lowered its demand from 6 to 5 per cent.", [("union", "propose", {"pay": "5"})]),
        ("They are still at 5 per cent.", [("union", "propose", {"pay": "5"})]),
        ("Dubois wants 12, not 24 months.", [("union", "support", {"term": "12"})]),
        (
            "The full company scheme was rejected by us.",
            [("nordwerk", "reject", {"pension": "full"})],
        ),
        (
            "Dubois: 4 per cent. Böhm: 3 per cent.",
            [("union", "propose", {"pay": "4"}), ("nordwerk", "propose", {"pay": "3"})],
        ),
        (
            "Dubois won't accept 3 per cent unless the site guarantee runs to 2030.",
            [("union", "propose", {"pay": "3", "site": "to-2030"})],
        ),
        ("AB: 3 per cent is all we can do.", [("nordwerk", "propose", {"pay": "3"})]),
        ("We: 3% max.", [("nordwerk", "propose", {"pay": "3"})]),
        ("IGW asked for 12 mths.", [("union", "propose", {"term": "12"})]),
        ("Dubois asked for a 24-month term.", [("union", "propose", {"term": "24"})]),
        (
            "- Agreed: 2 days a week.",
            [(party, "accept", {"remote": "d2"}) for party in ("nordwerk", "union")],
        ),
        (
            "- IG Werk offer: pay rise 4 %; term 24 months",
            [("union", "propose", {"pay": "4", "term": "24"})],
        ),
        (
            "- IG Werk offer: pay rise 3.8 %; term 23.5 months",
            [("union", "propose", {"pay": "4", "term": "24"})],
        ),
        (
            "They would accept 3 %, but only with a site guarantee to 2030.",
            [("union", "propose", {"pay": "3", "site": "to-2030"})],
        ),
    ],
)
def test_who_does_what(note: str, expected: Said) -> None:
    assert said(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "We offered EUR 3 m for the pension scheme.",
        "We offered 3 million euros for the pension scheme.",
        "We offered 3 for the pension scheme.",
        "The parties met for 3 hours and IG Werk proposed a break of 2 hours.",
        "Dubois asked for item 4 to be taken up again.",
        "IG Werk proposed to go through points 3 and 4.",
        "IG Werk proposed to meet again at 10:30, in room 3.",
        "IG Werk proposed 3 more meetings.",
        "IG Werk proposed 4 March.",
        "Dubois: Inflation is at 3 per cent.",
        "IG Werk has 4,000 members, 12 of them in the room.",
        "Dubois: We have (1) a mandate and (2) time, and propose a break.",
    ],
)
def test_a_figure_that_counts_something_else_is_no_option(note: str) -> None:
    assert said(note) == []


def test_a_sum_for_another_issue_is_not_added_to_the_percentage() -> None:
    note = "IG Werk proposed a pay rise of 4 per cent and EUR 2 m for the pension scheme."
    assert said(note) == [("union", "propose", {"pay": "4"})]


def test_an_agreement_with_a_further_demand_is_a_doubtful_offer_of_what_is_named() -> None:
    note = "Dubois: OK, 24 months, but then 2 days of home office.\nLefèvre: Deal."
    assert said(note) == [
        ("union", "propose", {"term": "24"}),
        ("nordwerk", "accept", {"term": "24"}),
    ]
    assert max(confidences(note)) < 0.7


def test_below_a_heading_without_a_mark_figures_are_of_its_issue() -> None:
    note = "Remote\n- Grün: three days.\n- Böhm: 2 at most.\n\nAOB\n- Dubois: 4 at least.\n"
    assert said(note) == [
        ("union", "propose", {"remote": "d3"}),
        ("nordwerk", "propose", {"remote": "d2"}),
        ("union", "propose", {"pay": "4"}),
    ]


def test_a_figure_that_two_issues_have_is_doubtful() -> None:
    (doubtful,) = confidences("Böhm: We're at 3.")
    (sure,) = confidences("Böhm: We're at 4.")
    assert doubtful < sure


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("IG Werk wants 6 per cent.\nNW offered 3 per cent.", "NW"),
        ("IG Werk wants 6 per cent.\nThe company offered 3 per cent.", "The company"),
        ("IG Werk wants 6 per cent.\nThe company would accept 3 per cent.", "The company"),
        (
            "IG Werk wants 6 per cent. The employer's side rejected 5 per cent.",
            "The employer's side",
        ),
        ("IG Werk wants 6 per cent. The company would offer 3 per cent.", "The company"),
        (
            "IG Werk wants 6 per cent. The firm would rather have 36 months than 12 months.",
            "The firm",
        ),
        ("IG Werk wants 6 per cent. The board approved 3 per cent.", "The board"),
        ("IG Werk wants 6 per cent. The mediator then proposed 3 per cent.", "The mediator"),
        ("IG Werk wants 6 per cent, and management offered 3 per cent.", "management"),
    ],
)
def test_a_subject_that_is_not_known_is_told_and_inherits_nothing(note: str, name: str) -> None:
    assert said(note) == [("union", "support", {"pay": "6"})]
    assert [found for found, _ in find_unknown_subjects(note, PAY)] == [name]


def test_he_after_somebody_unknown_is_nobody_either() -> None:
    note = "Dubois left. The mediator proposed 3 per cent. He also proposed 24 months."
    assert said(note) == []


@pytest.mark.parametrize(
    "note",
    [
        "IG Werk asked for 6 per cent.",
        "Both sides agreed 3 per cent.",
        "A pay rise of 3 per cent was agreed.",
        "Then offered 3 per cent.",
        "The talks ran late, and it was proposed to stop.",
        "The IG Werk delegation proposed 3 per cent.",
    ],
)
def test_known_and_missing_subjects_are_not_told_as_unknown(note: str) -> None:
    assert find_unknown_subjects(note, PAY) == ()


def test_a_party_that_only_the_sentence_before_names_is_doubtful() -> None:
    before, after = confidences("IG Werk wants 6 per cent. A term of 36 months was rejected.")
    (named,) = confidences("IG Werk rejected a term of 36 months.")
    assert after < named
    assert before == 0.7


def test_what_matters_to_a_party_is_no_statement_of_who_says_so() -> None:
    note = (
        "Böhm: We cannot accept a pay rise of 5 per cent.\n"
        "The site guarantee matters most to Dubois.\n"
    )
    assert said(note) == [
        ("nordwerk", "reject", {"pay": "5"}),
        ("union", "signal", ("site",)),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Had we offered 4 per cent, they would have signed.",
        "If we had offered 4 per cent, they would have signed.",
        "IG Werk could have had 4 per cent.",
        "We plan to offer 4 per cent next week.",
        "We will offer 4 per cent at the next meeting.",
        "We did not offer 4 per cent.",
        "IG Werk never asked for 4 per cent.",
        "IG Werk has not yet rejected 3 per cent.",
        "IG Werk hasn't accepted 3 per cent yet.",
        "IG Werk has yet to accept 3 per cent.",
        "In 2024 we agreed 2 per cent.",
        "We agreed 2 per cent in 2024.",
        "Two years ago IG Werk accepted 2 per cent.",
        "In the last round we agreed 2 per cent.",
        "We should offer 4 per cent.",
        "We agreed internally to offer up to 4 per cent.",
        "Dubois believes that we will accept 4 per cent.",
        "We expect them to ask for 6 per cent.",
        "Would IG Werk accept 4 per cent?",
        "Open question: is 4 per cent acceptable to IG Werk?",
        "IG Werk no longer asks for 6 per cent.",
    ],
)
def test_what_nobody_did_in_this_meeting_is_no_move(note: str) -> None:
    assert said(note) == []


def test_the_year_of_the_meeting_and_later_ones_are_not_past() -> None:
    note = "In 2026 we agreed 2 per cent."
    assert said(note) == [("nordwerk", "accept", {"pay": "2"})]
    assert len(propose_moves("In 2024 we agreed 2 per cent.", PAY)) == 1  # no year is known


def test_a_refusal_to_offer_is_still_a_rejection() -> None:
    assert said("We cannot offer 4 per cent.") == [("nordwerk", "reject", {"pay": "4"})]
    assert said("We did not accept 4 per cent.") == [("nordwerk", "reject", {"pay": "4"})]


def test_a_plan_said_at_the_table_is_a_doubtful_offer() -> None:
    (planned,) = confidences("Böhm: We plan to offer 4 per cent.")
    (made,) = confidences("Böhm: We offer 4 per cent.")
    assert planned < made


@pytest.mark.parametrize(
    "note",
    [
        "Dubois threatened to strike if pay was not raised by 5 per cent.",
        "Böhm: I don't think they will accept 36 months.",
        "We think they would accept 24 months.",
        "At the last meeting IG Werk proposed 4 per cent.",
    ],
)
def test_threats_and_guesses_are_doubtful(note: str) -> None:
    (move,) = propose_moves(note, PAY)
    assert move.move.party_id == "union"
    assert move.move.confidence < 0.6


@pytest.mark.parametrize(
    "note",
    [
        "Dubois: Our priorities are the site guarantee, then pay rise, then the pension scheme.",
        "Priorities of IG Werk: site guarantee, pay rise, pension scheme.",
        "IGW prio: site > pay > pension",
        "Dubois: Site > pay > pension.",
        "We stressed the term.\n"
        "The union's priorities: 1. site guarantee, 2. pay rise, 3. pension scheme.",
        "Böhm: 3 per cent.\nThe union's priorities: 1) site guarantee, 2) pay, 3) pension scheme.",
    ],
)
def test_a_list_of_priorities_is_an_order(note: str) -> None:
    assert said(note)[-1] == ("union", "support", ("site", "pay", "pension"))
    assert not any(move[2] == {"pay": "1"} for move in said(note))


def test_a_list_without_numbers_may_be_in_no_order() -> None:
    (plain,) = confidences("Priorities of IG Werk: site guarantee, pay rise, pension scheme.")
    (ranked,) = confidences("Priorities of IG Werk: site guarantee > pay rise > pension scheme.")
    assert plain < ranked


def test_a_red_line_is_of_the_option_named_or_else_of_the_issue() -> None:
    assert said("Dubois: Remote work is a red line for us.") == [("union", "support", ("remote",))]
    note = "Dubois: We want 12 months. A term of 36 months is a red line for us."
    assert said(note)[-1] == ("union", "reject", {"term": "36"})


@pytest.mark.parametrize(
    "verb", ["does not care", "doesn't care", "did not care", "cares little", "do not care"]
)
def test_not_to_care_makes_light_of_an_issue(verb: str) -> None:
    (move,) = propose_moves(f"IG Werk {verb} about remote work.", PAY)
    assert (move.move.party_id, move.slighted_ids) == ("union", ("remote",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Remote work is not a red line for IG Werk.",
        "Remote work is less of a priority for them.",
    ],
)
def test_a_weight_that_is_denied_makes_light_of_an_issue(sentence: str) -> None:
    (move,) = propose_moves(sentence, PAY)
    assert (move.move.party_id, move.slighted_ids) == ("union", ("remote",))


def test_what_is_not_meant_is_not_offered() -> None:
    assert said("Grün: Not 36 months.") == []


def test_labels_of_minutes_are_no_unknown_speakers() -> None:
    note = "- Agreed: 2 days a week.\nWe: 3% max.\nAB: 24 months.\nSmith: 36 months.\n"
    assert find_unknown_speakers(note, PAY) == (("Smith", 4),)


def test_initials_that_two_parties_share_are_nobodys() -> None:
    assert PAY.party_called("AB") == "nordwerk"
    assert PAY.party_called("XY") == ""
