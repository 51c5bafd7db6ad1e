"""Notes as desk officers write them, on cases as `paraph new` makes them: numbers in labels."""

import pytest

from paraph.negotiation import Agenda, Issue, Option, Party, Person
from paraph.record.notes import build_vocabulary, find_unknown_speakers, propose_moves
from paraph.record.notes.quantities import Scale, scale_of
from tests.record.notes.note_case import VOCABULARY


def issue(issue_id: str, label: str, *labels: str) -> Issue:
    options = (Option(text.lower().replace(" ", "-"), text) for text in labels)
    return Issue(issue_id, label, tuple(options))


AGENDA = Agenda(
    (
        issue("wages", "Wage increase", "5 per cent", "4 per cent", "3 per cent", "2 per cent"),
        issue("hours", "Weekly hours", "35 hours", "37 hours", "39 hours"),
        issue("bonus", "Night shift bonus", "40 per cent", "25 per cent", "no bonus"),
        issue("layoffs", "Redundancy protection", "no layoffs before 2029",
              "no layoffs before 2027", "none"),
        issue("duration", "Duration of the agreement", "12 months", "24 months", "36 months"),
        issue("fee", "Fee", "EUR 80", "EUR 90"),
    )
)  # fmt: skip
PARTIES = (
    Party("mwu", "Metal Workers Union", delegation=(Person("Karin Ek"),)),
    Party("norra", "Norra Mills", delegation=(Person("Per Dahl"),)),
)
LABOUR = build_vocabulary(AGENDA, PARTIES, we_id="mwu")

Said = list[tuple[str, str, dict[str, str] | tuple[str, ...]]]


def said(note: str) -> Said:
    return [
        (m.move.party_id, m.move.kind.value, m.move.package.as_dict() or m.move.issue_ids)
        for m in propose_moves(note, LABOUR)
    ]


@pytest.mark.parametrize(
    ("labels", "numbers", "unit"),
    [
        (("2 weeks", "4 weeks"), (2, 4), "week"),
        (("Up to 3.67 %", "Up to 5 %"), (3.67, 5), "%"),
        (("40 per cent", "25 per cent", "No bonus"), (40, 25, 0), "%"),
        (("EUR 80", "EUR 90"), (80, 90), "eur"),
        (("Up to 1,500", "5,060", "10,200, as running"), (1500, 5060, 10200), ""),
    ],
)
def test_labels_that_are_numbers_make_a_scale(
    labels: tuple[str, ...], numbers: tuple[float, ...], unit: str
) -> None:
    scale = scale_of(issue("i", "Issue", *labels))
    assert scale is not None
    assert tuple(number for _, number in scale.numbers) == numbers
    assert scale.unit == unit


@pytest.mark.parametrize(
    "labels",
    [
        ("no layoffs before 2029", "no layoffs before 2027", "none"),
        ("2 weeks", "4 months"),
        ("One party", "Two parties at least"),
        ("Full", "Partial"),
        ("2 weeks", "2 weeks, by ship"),
    ],
)
def test_other_labels_make_none(labels: tuple[str, ...]) -> None:
    assert scale_of(issue("i", "Issue", *labels)) is None


def test_the_nearest_option_is_found_within_the_scale_only() -> None:
    scale = Scale((("low", 2.0), ("high", 4.0)), "week")
    assert scale.nearest(4.0) == ("high", True)
    assert scale.nearest(2.5) == ("low", False)
    assert scale.nearest(5.0) is None


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "We rejected this and asked for 5 per cent.",
            [("mwu", "propose", {"wages": "5-per-cent"})],
        ),
        ("The company said no. They offered 4%.", [("norra", "propose", {"wages": "4-per-cent"})]),
        (
            "Mr Dahl said the mill might go to 3 per cent if the agreement ran for 36 months.",
            [("norra", "propose", {"wages": "3-per-cent", "duration": "36-months"})],
        ),
        (
            "Norra Mills offered a fee of EUR 90, provided that the term is 24 months.",
            [("norra", "propose", {"fee": "eur-90", "duration": "24-months"})],
        ),
        (
            "We could not accept a duration of more than 24 months.",
            [("mwu", "reject", {"duration": "36-months"})],
        ),
        ("A fee of 80 is not possible for Dahl.", [("norra", "reject", {"fee": "eur-80"})]),
        ("We do not insist on 35 hours.", []),
        (
            "We withdraw our demand for a 40 per cent bonus and propose 25 per cent instead.",
            [("mwu", "propose", {"bonus": "25-per-cent"})],
        ),
        (
            "The union accepts 3 per cent and 36 months.",
            [("mwu", "accept", {"wages": "3-per-cent", "duration": "36-months"})],
        ),
        (
            "Norra Mills would rather have 36 months at 4 per cent than 12 months at 3 per cent.",
            [("norra", "answer", {"wages": "4-per-cent", "duration": "36-months"})],
        ),
        (
            "We stressed that redundancy protection is our top priority after wages.",
            [("mwu", "support", ("wages", "layoffs"))],
        ),
        (
            "Weekly hours and the bonus are of little importance to Norra compared with wages.",
            [("norra", "support", ("wages", "hours", "bonus"))],
        ),
        (
            "There was broad agreement that the night shift bonus would be 25 per cent.",
            [(party, "accept", {"bonus": "25-per-cent"}) for party in ("mwu", "norra")],
        ),
        (
            "Ek said that we would not lift the bonus, and asked what Norra Mills meant by hours.",
            [("mwu", "ask", ("hours",))],
        ),
        ("The deadline is 12 May 2026, for both.", []),
        (
            "Dahl made clear that anything above 3 per cent would be unacceptable.",
            [("norra", "reject", {"wages": "4-per-cent"})],
        ),
        (
            "Norra would consider 37 hours if we take 24 months.",
            [("norra", "propose", {"hours": "37-hours", "duration": "24-months"})],
        ),
        (
            "He opened at 2 per cent. I asked for 4. She went up to 3 per cent.",
            [
                ("norra", "propose", {"wages": "2-per-cent"}),
                ("mwu", "propose", {"wages": "4-per-cent"}),
                ("norra", "propose", {"wages": "3-per-cent"}),
            ],
        ),
        (
            "Karin Ek took note. She proposed 37 hours.",
            [("mwu", "propose", {"hours": "37-hours"})],
        ),
        ("Dahl asked whether 36 months could be discussed.", [("norra", "ask", ("duration",))]),
        ("Dahl spoke first. For the Ministry, wages matter most.", []),
        ("For Dahl the bonus comes first.", [("norra", "support", ("bonus",))]),
    ],
)
def test_a_line_of_minutes(note: str, expected: Said) -> None:
    assert said(note) == expected


def test_a_comparison_keeps_what_is_worse() -> None:
    (move,) = propose_moves("Norra Mills prefers 36 months to 12 months.", LABOUR)
    assert move.rule == "compare"
    assert move.move.package.as_dict() == {"duration": "36-months"}
    assert move.move.over.as_dict() == {"duration": "12-months"}


def test_figures_in_talk_need_no_other_word() -> None:
    note = (
        "Ek: What would you say to 4% and no layoffs before 2029?\n"
        "Dahl: 4% is too much. I can do 3%, and no layoffs before 2027.\n"
        "Ek: Then what about 24 months?\n"
        "Dahl: 24 months is fine.\n"
        "Ek: And 25 per cent for the night shift?\n"
        "Dahl: Agreed.\n"
    )
    assert said(note) == [
        ("mwu", "propose", {"wages": "4-per-cent", "layoffs": "no-layoffs-before-2029"}),
        ("norra", "reject", {"wages": "4-per-cent"}),
        ("norra", "propose", {"wages": "3-per-cent", "layoffs": "no-layoffs-before-2027"}),
        ("mwu", "propose", {"duration": "24-months"}),
        ("norra", "accept", {"duration": "24-months"}),
        ("mwu", "propose", {"bonus": "25-per-cent"}),
        ("norra", "accept", {"bonus": "25-per-cent"}),
    ]


def test_a_sentence_with_a_colon_is_no_speaker() -> None:
    note = "Dahl recalled our position on the bonus: it must go.\nThe union accepts 37 hours."
    assert said(note)[-1] == ("mwu", "accept", {"hours": "37-hours"})
    assert {move.speaker for move in propose_moves(note, LABOUR)} == {""}


def test_a_line_that_tells_of_a_party_ends_what_was_said_before_it() -> None:
    note = "Dahl: The bonus is the point.\nEk accepted 37 hours."
    assert said(note)[-1] == ("mwu", "accept", {"hours": "37-hours"})
    assert not propose_moves(note, LABOUR)[-1].move.reported_by


def test_a_long_sentence_of_prose_answers_no_proposal() -> None:
    note = "We asked for 37 hours. Dahl thought that something else might be acceptable in time."
    assert said(note) == [("mwu", "propose", {"hours": "37-hours"})]


def test_speakers_that_are_not_known_are_named() -> None:
    note = (
        "From: Siv Berg <siv@example.org>\nSubject: Talks\n\n"
        "Union: 4 per cent\nCompany: 3 per cent\nBonus: as before\nSo it went on: as before\n"
    )
    assert find_unknown_speakers(note, LABOUR) == (("Siv Berg", 1), ("Company", 5))
    assert find_unknown_speakers("Lind: We agree.", VOCABULARY) == ()
