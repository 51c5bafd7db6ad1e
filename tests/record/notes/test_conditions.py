"""Offers that hang on something, exchanges, demands, and what is accepted in part."""

import pytest

from paraph.negotiation import Agenda, Issue, Option, Party, numeric_issue
from paraph.record.notes import build_vocabulary, propose_moves
from tests.record.notes.port_case import Said, confidences, said

EXCHANGE = {"hours": "39", "wages": "4"}


@pytest.mark.parametrize(
    "note",
    [
        "If we take 39 hours, Strand will pay 4 per cent.",
        "If we accept 39 hours, the other side will go to 4 per cent.",
        "If we took 39 hours, they would go to 4 per cent.",
        "Should the union take 39 hours, Strand could pay 4 per cent.",
        "Were we to take 39 hours, Strand would go to 4 per cent.",
        "Provided that we accept 39 hours, Lind can do 4 per cent.",
        "Lind will do 4 per cent provided we accept 39 hours.",
        "Strand would agree to 4 per cent once we take 39 hours.",
        "In return for 39 hours, Strand offered 4 per cent.",
        "Strand offered 4 per cent against 39 hours.",
        "Lind: If you take 39 hours, you get 4 per cent.",
        "Lind: You will get 4 per cent if we get 39 hours.",
        "Lind: You get 4 per cent, we get 39 hours.",
        "Lind: We get 39 hours, you get 4 per cent.",
        "Lind: You'd have 4 per cent and we'd have 39 hours.",
        "Lind: 4 per cent for you, 39 hours for us.",
        "Lind: If we take 4 per cent, will you take 39 hours?",
    ],
)
def test_a_conditional_offer_is_of_whoever_does_what_hangs_on_it(note: str) -> None:
    assert said(note) == [("strand", "propose", EXCHANGE)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "If Strand gives 37 hours, the union will take 3 per cent.",
            [("union", "propose", {"hours": "37", "wages": "3"})],
        ),
        (
            "Tarn: If you give us 37 hours, we sign for 36 months.",
            [("union", "propose", {"hours": "37", "duration": "36"})],
        ),
        (
            "If we take 36 months, Strand will waive the deposit.",
            [("strand", "propose", {"duration": "36", "deposit": "none"})],
        ),
        ("Strand refused to waive the deposit.", [("strand", "reject", {"deposit": "none"})]),
        ("If we take 36 months, Strand would drop the deposit.", []),
        ("If we take 39 hours, we lose members.", []),
        ("If we take 39 hours, what will Strand do?", []),
        ("If we sign for 36 months, the city pays 4 per cent.", []),
    ],
)
def test_half_a_package_is_none(note: str, expected: Said) -> None:
    assert said(note) == expected


def test_what_prose_tells_of_a_condition_is_doubtful() -> None:
    assert confidences("If we take 39 hours, Strand pays 4 per cent.") < confidences(
        "Strand offered 4 per cent for 39 hours."
    )


@pytest.mark.parametrize(
    "note",
    [
        "The union would sign for 36 months in exchange for a ban on outsourcing.",
        "In exchange for a ban on outsourcing, the union would sign for 36 months.",
        "The union is ready for 36 months in return for a ban on outsourcing.",
        "Tarn: 36 months in exchange for a ban on outsourcing.",
    ],
)
def test_what_is_asked_in_exchange_belongs_to_the_package(note: str) -> None:
    assert said(note) == [("union", "propose", {"duration": "36", "outsourcing": "ban"})]


@pytest.mark.parametrize(
    "note",
    [
        "Tarn: Unless you ban outsourcing no deal.",
        "Tarn: Unless you ban outsourcing, no deal.",
        "Tarn: Without a ban on outsourcing, no contract.",
        "The union: no deal without a ban on outsourcing.",
        "Without a ban on outsourcing there will be no agreement, said Tarn.",
        "Tarn said that there would be no deal unless Strand banned outsourcing.",
        "Unless Strand bans outsourcing, the union walks away.",
        "Unless Strand bans outsourcing, there will be a strike.",
        "Without a ban on outsourcing, the union won't sign.",
        "The union will not sign unless there is a ban on outsourcing.",
    ],
)
def test_the_price_of_any_deal_is_supported(note: str) -> None:
    assert said(note) == [("union", "support", {"outsourcing": "ban"})]
    assert max(confidences(note)) < 0.6


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Without a ban on outsourcing, no contract.", []),
        ("The contract was signed without a ban on outsourcing.", []),
        (
            "Strand offered 4 per cent without a ban on outsourcing.",
            [("strand", "propose", {"wages": "4"})],
        ),
        (
            "Tarn: Unless you offer 5 per cent, we walk away.",
            [("union", "support", {"wages": "5"})],
        ),
        ("Strand won't sign without 36 months.", [("strand", "support", {"duration": "36"})]),
    ],
)
def test_without_something(note: str, expected: Said) -> None:
    assert said(note) == expected


OFFER = "We proposed 37 hours and 5 per cent. "


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            OFFER + "They accepted the hours but not the wage increase.",
            [("strand", "accept", {"hours": "37"}), ("strand", "reject", {"wages": "5"})],
        ),
        (
            "Strand accepted 38 hours but not 4 per cent.",
            [("strand", "accept", {"hours": "38"}), ("strand", "reject", {"wages": "4"})],
        ),
        (
            "Strand agreed to 38 hours, but not to 4 per cent.",
            [("strand", "accept", {"hours": "38"}), ("strand", "reject", {"wages": "4"})],
        ),
        (
            "The union supports 37 hours, but not 36 months.",
            [("union", "support", {"hours": "37"}), ("union", "oppose", {"duration": "36"})],
        ),
        ("Strand accepted not only 38 hours.", [("strand", "accept", {"hours": "38"})]),
        *(
            (note, [("strand", "reject", {"hours": "38"}), ("strand", "reject", {"hours": "39"})])
            for note in (
                "Strand accepted neither 38 nor 39 hours.",
                "Strand can accept neither 38 nor 39 hours.",
                "Neither 38 nor 39 hours is acceptable to Strand.",
                "Lind: Neither 38 nor 39 hours.",
            )
        ),
    ],
)
def test_both_and_neither(note: str, expected: Said) -> None:
    assert said(note)[-2:] == expected


@pytest.mark.parametrize(
    "note",
    [
        "38 hours was not rejected, but met with silence.",
        "Our offer of 38 hours was not rejected, but met with silence.",
        "Strand did not reject 38 hours.",
        "Strand didn't refuse 38 hours outright.",
        "Strand never rejected 38 hours.",
        "38 hours was neither accepted nor rejected by Strand.",
        "Strand neither accepted nor rejected 38 hours.",
        "Strand did not reject 38 hours, but did not accept it either.",
        "Strand did not accept 38 hours, and did not reject it.",
        "Strand did not respond to our offer of 38 hours.",
        "Strand did not comment on 38 hours.",
    ],
)
def test_what_is_left_open_is_no_verdict(note: str) -> None:
    assert said(note) == []


def test_not_to_object_is_still_weak_support() -> None:
    assert said("Strand did not oppose 38 hours.") == [("strand", "support", {"hours": "38"})]
    assert said("Strand refused 38 hours.") == [("strand", "reject", {"hours": "38"})]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Strand won't accept 6 per cent without 39 hours.", [("support", {"hours": "39"})]),
        ("Strand refused 6 per cent without 39 hours.", [("support", {"hours": "39"})]),
        (
            "Strand cannot agree to a joint rota without 24 months.",
            [("support", {"duration": "24"})],
        ),
        ("Strand supports 24 months without a deposit.", [("support", {"duration": "24"})]),
        (
            "Strand came back with 5 per cent and 38 hours.",
            [("propose", {"hours": "38", "wages": "5"})],
        ),
        ("Lind came back with a question on wages.", []),
    ],
)
def test_what_is_refused_without_something_asks_for_that_alone(
    note: str, expected: list[tuple[str, dict[str, str]]]
) -> None:
    assert said(note) == [("strand", kind, package) for kind, package in expected]


WORKS = build_vocabulary(
    Agenda(
        (
            numeric_issue("rent", "Rent", low=80, high=110, step=10, unit="pounds"),
            Issue(
                "roof",
                "Roof works",
                (Option("yard", "The yard does the roof works"), Option("trust", "The trust does")),
            ),
        )
    ),
    (Party("yard", "Hale Yard"), Party("trust", "Harbour Trust")),
    we_id="yard",
)


@pytest.mark.parametrize(
    ("note", "doer"),
    [
        ("The Trust offered 90 if we do the roof works ourselves.", "yard"),
        ("The Trust offered 90 if the roof works are done by us.", "yard"),
        ("Trust: 90 pounds, and we do the roof works.", "trust"),
        ("Trust: 90 pounds, if you do the roof works.", "yard"),
        ("Trust: 90 pounds, and roof works by the yard.", "yard"),
    ],
)
def test_who_does_what_an_option_calls_by_a_partys_name(note: str, doer: str) -> None:
    (found,) = propose_moves(note, WORKS)
    assert found.move.party_id == "trust"
    assert found.move.package.as_dict() == {"rent": "90", "roof": doer}
