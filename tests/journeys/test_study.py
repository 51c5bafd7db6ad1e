"""The whole road on days when little or nothing is on record yet."""

from datetime import date
from pathlib import Path

import pytest

from paraph.usecases import read, study, write_brief

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("example", "day"),
    [
        ("hanoi-2019", date(2017, 1, 1)),
        ("hanoi-2019", date(2018, 7, 1)),
        ("jcpoa-2015", date(2013, 2, 1)),
    ],
)
def test_a_brief_is_written_however_little_is_on_record(
    example: str, day: date, tmp_path: Path
) -> None:
    written = write_brief(study(read(EXAMPLES / example, day)), tmp_path)
    assert [path.name for path in written.files] == ["brief.html", "brief.pdf", "brief.docx"]
    assert all(path.stat().st_size > 10_000 for path in written.files)


def test_a_folder_may_be_named_by_its_path_as_text() -> None:
    assert read(str(EXAMPLES / "supply-contract")) == read(EXAMPLES / "supply-contract")
