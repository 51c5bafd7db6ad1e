"""What is odd in a case folder is noticed, with its place, and read all the same."""

from pathlib import Path

import pytest

from paraph.formats.casefolder import check_folder, read_case
from tests.formats.conftest import change

CASE = "case.yaml"
FIRST = "sessions/2024-04-10-first-meeting.yaml"
SECOND = "sessions/2024-04-24-second-meeting.yaml"
JUDGED = "judgements.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (FIRST, "date: 2024-04-10", "date: 2024-04-11", "named 2024-04-10"),
        (JUDGED, "date: 2024-05-16", "date: 2024-06-01", "outcome was known on 2024-05-29"),
        (CASE, "as_of: 2024-05-15", "as_of: 2024-06-01", "as_of is after the meeting"),
        (CASE, "at_most: 2", "at_most: 3", "at most 3 of 3 issues: this is always so"),
        (
            SECOND,
            "accept: {deposit: three-months}",
            "accept: {deposit: none}",
            "a red line of tarn",
        ),
    ],
)
def test_what_is_odd_is_noticed_and_read(
    folder: Path, file: str, old: str, new: str, problem: str
) -> None:
    change(folder, file, old, new)
    report = check_folder(folder)
    assert report.mistakes == ()
    assert [problem in notice.problem for notice in report.notices] == [True]
    assert read_case(folder).id == "lease"


def test_files_that_are_not_read_are_noticed(folder: Path) -> None:
    (folder / "sessions" / "notes.txt").write_text("…")
    (folder / "sessions" / "2024-06-01.yml").write_text("date: 2024-06-01")
    notices = check_folder(folder).notices
    assert [notice.file for notice in notices] == ["sessions/2024-06-01.yml", "sessions/notes.txt"]


def test_a_red_line_that_its_own_party_crosses_is_named(folder: Path) -> None:
    change(folder, CASE, "never: {deposit: none}", "never: {rent: [140, 150], term: 10}")
    (notice,) = check_folder(folder).notices
    assert notice.problem.endswith(
        "crosses a red line of tarn itself: never Rent a square metre and year: 140 pounds or 150 "
        "pounds together with Length of the lease: Ten years"
    )


def test_a_bracket_without_a_partner_is_noticed_at_its_place(folder: Path) -> None:
    text = "---\ndate: 2024-05-08\n---\nThe rent is [90 pounds a year.\n"
    (folder / "text.md").write_text(text)
    report = check_folder(folder)
    assert not report.mistakes
    (notice,) = [found for found in report.notices if found.file == "text.md"]
    assert (notice.line, notice.column) == (4, 13)
    assert "never closed" in notice.problem
