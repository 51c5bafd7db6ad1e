"""The worked examples, read once."""

from datetime import date
from pathlib import Path

import pytest

from paraph.case import Case
from paraph.formats.casefolder import CaseFolder, read_folder

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = tuple(sorted(path.parent for path in EXAMPLES.glob("*/case.yaml")))
LATEST = date(2100, 1, 1)


@pytest.fixture(scope="session", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """Each example in turn."""
    return request.param


@pytest.fixture(scope="session")
def example(folder: Path) -> CaseFolder:
    """Each example in turn, read with its whole record."""
    return read_folder(folder)


@pytest.fixture(scope="session")
def hanoi() -> Case:
    """Hanoi 2019 with its whole record."""
    return read_folder(EXAMPLES / "hanoi-2019").case


@pytest.fixture(scope="session")
def jcpoa() -> Case:
    """The talks on Iran's nuclear programme with their whole record."""
    return read_folder(EXAMPLES / "jcpoa-2015").case


@pytest.fixture(scope="session")
def supply() -> Case:
    """The invented supply contract."""
    return read_folder(EXAMPLES / "supply-contract").case
