"""Notes as short as a telegram: conditions, positions and bounds without verbs."""

import pytest

from tests.record.notes.port_case import Said, said


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Strand: if 3 per cent then no deposit",
            [("strand", "propose", {"wages": "3", "deposit": "none"})],
        ),
        (
            "Strand: if 3 per cent, 36 months",
            [("strand", "propose", {"wages": "3", "duration": "36"})],
        ),
        (
            "Strand: 38 hours ok if 3 per cent",
            [("strand", "propose", {"hours": "38", "wages": "3"})],
        ),
        (
            "Strand - 3 per cent, 38 hours",
            [("strand", "propose", {"wages": "3", "hours": "38"})],
        ),
        (
            "Wages: we 5, Strand 3.",
            [("union", "propose", {"wages": "5"}), ("strand", "propose", {"wages": "3"})],
        ),
        (
            "Hours - Strand 39, us 37",
            [("strand", "propose", {"hours": "39"}), ("union", "propose", {"hours": "37"})],
        ),
        (
            "Strand wants 39 hours / we want 37",
            [("strand", "support", {"hours": "39"}), ("union", "support", {"hours": "37"})],
        ),
        (
            "They: 3 per cent. Us: 5 per cent.",
            [("strand", "propose", {"wages": "3"}), ("union", "propose", {"wages": "5"})],
        ),
        ("Strand could live w/ 3 per cent.", [("strand", "accept", {"wages": "3"})]),
        (
            "Strand: ok with 38 hours if wages are 3 per cent",
            [("strand", "propose", {"hours": "38", "wages": "3"})],
        ),
        ("we said 36 months max", [("union", "propose", {"duration": "36"})]),
        ("Strand said 3 per cent.", [("strand", "propose", {"wages": "3"})]),
        ("Strand said 3 per cent was too much.", [("strand", "reject", {"wages": "3"})]),
        ("Strand needs 39 hours min.", [("strand", "reject", {"hours": "38"})]),
        ("Strand hinted at 4 per cent.", [("strand", "propose", {"wages": "4"})]),
        ("Strand won't have a joint rota.", []),
        ("Strand won't have outsourcing banned.", [("strand", "reject", {"outsourcing": "ban"})]),
        (
            "Strand offered 3 per cent for 36 months if we take 39 hours.",
            [("strand", "propose", {"wages": "3", "duration": "36", "hours": "39"})],
        ),
        ("Strand offered 3 per cent if the rota is settled.", []),
        ("Strand offered 3 per cent, provided we talk about the rota.", []),
    ],
)
def test_in_few_words(note: str, expected: Said) -> None:
    assert said(note) == expected
