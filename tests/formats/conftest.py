"""A folder that tests of the case folder change, and how they change it."""

import shutil
from pathlib import Path

import pytest

LEASE = Path(__file__).parents[1] / "cases" / "lease"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LEASE, tmp_path / "lease"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    content = (folder / file).read_text()
    assert old in content, f"{old!r} stands in {file}"
    (folder / file).write_text(content.replace(old, new, 1))
