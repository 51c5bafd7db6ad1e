"""The last that a party would take: what lies beyond it is rejected."""

import pytest

from paraph.record.notes import find_unread, propose_moves
from tests.record.notes.port_case import PORT, WANTING, Said, confidences, said


@pytest.mark.parametrize(
    "note",
    [
        "The union wants at least 4 per cent.",
        "The union needs at least 4 per cent.",
        "The union needs 4 per cent or more.",
        "Tarn said that we needed 4 per cent at the very least.",
        "The union wants no less than 4 per cent.",
        "The union will not accept less than 4 per cent.",
        "The union won't go below 4 per cent.",
        "The union would never go under 4 per cent.",
        "Tarn said that wages must not fall below 4 per cent.",
        "The increase must be at least 4 per cent, said Tarn.",
        "Nothing below 4 per cent would do for the union.",
        "Anything below 4 per cent is a red line for the union.",
        "The union's floor is 4 per cent.",
        "4 per cent was our floor.",
        "Four per cent is the union's minimum.",
        "The union's floor on wages is 4 per cent.",
        "4 per cent is the least that the union would accept.",
        "Tarn: We can't go lower than 4 per cent for 24 months.",
        "Tarn: Wages must not be lower than 3.5 per cent.",
    ],
)
def test_below_what_a_party_would_take_lies_what_it_rejects(note: str) -> None:
    assert said(note) == [("union", "reject", {"wages": "3"})]


@pytest.mark.parametrize(
    "note",
    [
        "Strand will pay no more than 4 per cent.",
        "Strand can't go over 4 per cent.",
        "Strand's ceiling is 4 per cent.",
        "Lind ruled out more than 4 per cent.",
        "Strand is against more than 4 per cent.",
        "Lind: 4 per cent is our maximum.",
        "Strand could not accept more than 4 per cent.",
        "Anything above 4 per cent is unacceptable to Strand.",
        "4 per cent is the most Strand would accept.",
    ],
)
def test_above_it_likewise(note: str) -> None:
    assert said(note) == [("strand", "reject", {"wages": "5"})]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("The union asked for at least 4 per cent.", [("union", "propose", {"wages": "4"})]),
        ("They insisted on no more than 4 per cent.", [("strand", "propose", {"wages": "4"})]),
        ("Lind: 38 hours is the most we can do.", [("strand", "propose", {"hours": "38"})]),
        ("36 months is the longest Strand could go.", [("strand", "propose", {"duration": "36"})]),
        ("The union accepted a ceiling of 4 per cent.", [("union", "accept", {"wages": "4"})]),
        ("We rejected our minimum of 4 per cent.", [("union", "reject", {"wages": "4"})]),
        ("Strand offered more than 4 per cent.", []),
        ("Strand's maximum is 8 per cent.", []),
        ("The union has at least 3 reasons to want 37 hours.", []),
        ("Wages must not fall below 4 per cent.", []),
        ("At least 300 members came.", []),
    ],
)
def test_an_offer_with_a_bound_stays_an_offer_and_the_rest_is_left(
    note: str, expected: Said
) -> None:
    assert said(note) == expected


def test_a_bound_without_a_side_is_weak_support() -> None:
    note = "The union's bottom line is 4 per cent."
    assert said(note) == [("union", "support", {"wages": "4"})]
    assert confidences(note) < confidences("The union's floor is 4 per cent.")


@pytest.mark.parametrize(
    "note",
    [
        "The union's bottom line is 4 per cent.",
        "Our limit is 4 per cent.",
        "4 per cent is a red line for the union.",
    ],
)
def test_the_case_may_say_on_which_side_a_bound_lies(note: str) -> None:
    (found,) = propose_moves(note, WANTING)
    assert (found.move.kind.value, found.move.package.as_dict()) == ("reject", {"wages": "3"})


RED = "A ban on outsourcing is a red line for Strand."
LINE = "4 per cent is a red line for the union."


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Strand proposed to have outsourcing banned. " + RED, ("support", {"outsourcing": "ban"})),
        ("Strand wants outsourcing allowed. " + RED, ("reject", {"outsourcing": "ban"})),
        ("The union wants outsourcing banned. " + RED, ("reject", {"outsourcing": "ban"})),
        ("The union rejected a ban on outsourcing. " + RED, ("support", {"outsourcing": "ban"})),
        ("Strand rejected a ban on outsourcing. " + RED, ("reject", {"outsourcing": "ban"})),
        ("The union asked for 5 per cent. " + LINE, ("reject", {"wages": "3"})),
        ("Strand offered 2 per cent. " + LINE, ("reject", {"wages": "3"})),
        ("The union proposed 4 per cent. " + LINE, ("support", {"wages": "4"})),
        (
            "Strand asked for 24 months. 36 months is a red line for Strand.",
            ("reject", {"duration": "36"}),
        ),
    ],
)
def test_what_was_asked_for_before_tells_what_a_red_line_is(
    note: str, expected: tuple[str, dict[str, str]]
) -> None:
    assert said(note)[-1][1:] == expected
    assert confidences(note)[-1] <= 0.6


@pytest.mark.parametrize("note", [RED, LINE, "2 per cent is a red line for the union."])
def test_a_red_line_of_which_nothing_tells_the_direction_is_not_read(note: str) -> None:
    assert said(note) == []
    assert [found.words for found in find_unread(note, PORT, ())] == [note]


def test_what_crosses_a_red_line_is_rejected() -> None:
    note = "A ban on outsourcing would cross a red line for Strand."
    assert said(note)[0] == ("strand", "reject", {"outsourcing": "ban"})


def test_the_bottom_line_of_options_in_words_is_support() -> None:
    note = "The union's bottom line is a joint rota."
    assert said(note) == [("union", "support", {"rota": "joint"})]


@pytest.mark.parametrize(
    ("note", "option"),
    [
        ("Strand is ready to move from 6 to 5 per cent.", {"wages": "5"}),
        ("Strand offered to drop from 8 to 6.", {"wages": "6"}),
        ("Strand came down from 6 to 5.", {"wages": "5"}),
        ("Strand went up to 4.", {"wages": "4"}),
        ("They went from 3 to 4 per cent.", {"wages": "4"}),
        ("They went up from 3 per cent to 4 per cent.", {"wages": "4"}),
        ("Lind: We can go from 2 to 3 per cent.", {"wages": "3"}),
        ("Lind: We move from 2 to 3 per cent.", {"wages": "3"}),
        ("Strand is prepared to shift from 39 to 38 hours.", {"hours": "38"}),
        ("Strand moved from 36 months to 24 months.", {"duration": "24"}),
        ("Strand lowered the working week from 39 to 38 hours.", {"hours": "38"}),
        ("They raised their bid from 3 to 4 per cent.", {"wages": "4"}),
        ("Strand edged up from 3 to 4 per cent.", {"wages": "4"}),
        ("Strand's offer rose from 3 to 4 per cent.", {"wages": "4"}),
        ("Lind went from three to four per cent.", {"wages": "4"}),
        ("Strand would drop to 38 hours.", {"hours": "38"}),
        ("Strand moved from 3 to 4 per cent and from 39 to 38 hours.",
         {"wages": "4", "hours": "38"}),
    ],
)  # fmt: skip
def test_who_moves_proposes_where_the_move_ends(note: str, option: dict[str, str]) -> None:
    assert said(note) == [("strand", "propose", option)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Strand refused to move from 3 to 4 per cent.", [("strand", "reject", {"wages": "4"})]),
        ("Strand stayed at 3 per cent and did not move to 4.", []),
        ("Inflation went up from 3 to 4 per cent.", []),
        ("Lind moved to Berlin.", []),
        (
            "Strand offered 3 to 4 per cent.",
            [("strand", "propose", {"wages": "3"}), ("strand", "propose", {"wages": "4"})],
        ),
    ],
)
def test_other_moves_and_ranges(note: str, expected: Said) -> None:
    assert said(note) == expected


@pytest.mark.parametrize(
    ("note", "package"),
    [
        ("Lind: no way on 3 per cent.", {"wages": "3"}),
        ("Lind: under no circumstances 36 months.", {"duration": "36"}),
    ],
)
def test_a_flat_refusal_is_no_offer(note: str, package: dict[str, str]) -> None:
    assert said(note) == [("strand", "reject", package)]
