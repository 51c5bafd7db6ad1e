"""A case written as a folder is read again as the same case, or nothing is written."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from paraph.case import Case
from paraph.errors import FormatError, InputError
from paraph.formats.casefolder import read_case, read_folder, write_case
from tests.cases.agenda_strategies import days, examples
from tests.cases.strategies import cases

LEASE = Path(__file__).parents[1] / "cases" / "lease"


@given(case=cases())
@examples(25)
def test_a_case_is_read_as_it_was_written(case: Case) -> None:
    with TemporaryDirectory() as scratch:
        write_case(case, Path(scratch) / "case")
        assert read_case(Path(scratch) / "case") == case


@given(case=cases(), day=days)
@examples(12)
def test_a_case_as_it_stood_is_read_as_it_was_written(case: Case, day: date) -> None:
    known = case.on_record(day)
    if not known.agenda.issues:
        return  # no case yet: nothing was on the table
    with TemporaryDirectory() as scratch:
        write_case(known, Path(scratch) / "case")
        assert read_case(Path(scratch) / "case") == known


@pytest.fixture(scope="module")
def lease() -> Case:
    return read_folder(LEASE).case


def test_the_folder_keeps_its_default_day(lease: Case, tmp_path: Path) -> None:
    day = date(2024, 4, 25)
    write_case(lease, tmp_path / "case", as_of=day)
    assert read_folder(tmp_path / "case").as_of == day
    assert read_case(tmp_path / "case") == lease.on_record(day)
    assert read_case(tmp_path / "case", date(2024, 4, 10)) == lease.on_record(date(2024, 4, 10))
    assert read_folder(tmp_path / "case").case == lease


def test_writing_repeats_to_the_byte(lease: Case, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_case(lease, tmp_path / name)
    for path in (tmp_path / "a").rglob("*.*"):
        other = tmp_path / "b" / path.relative_to(tmp_path / "a")
        assert path.read_bytes() == other.read_bytes()


def test_an_existing_folder_is_refused_and_left_alone(lease: Case, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        write_case(lease, tmp_path / "case")
    assert [path.name for path in tmp_path.rglob("*")] == ["case", "notes.txt"]


def test_replacing_keeps_files_of_other_kinds_and_drops_old_sessions(
    lease: Case, tmp_path: Path
) -> None:
    write_case(lease, tmp_path / "case")
    (tmp_path / "case" / "notes.txt").write_text("mine")
    shorter = replace(lease, sessions=lease.sessions[:1])
    write_case(shorter, tmp_path / "case", is_replacing=True)
    assert read_case(tmp_path / "case") == shorter
    assert (tmp_path / "case" / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_what_a_folder_cannot_hold_is_refused_and_nothing_is_left(
    lease: Case, tmp_path: Path
) -> None:
    nameless = replace(lease, parties=(replace(lease.parties[0], name=""), lease.parties[1]))
    with pytest.raises(FormatError, match="exactly: parties differ"):
        write_case(nameless, tmp_path / "case")
    misnamed = replace(lease, texts=(replace(lease.texts[0], name="../up"),))
    with pytest.raises(FormatError, match="can't be the name of a file"):
        write_case(misnamed, tmp_path / "case")
    with pytest.raises(FormatError, match="two sessions have the same id"):
        write_case(replace(lease, sessions=lease.sessions[:1] * 2), tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_write_leaves_nothing(
    lease: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("paraph.formats.casefolder.writing._require_readable", stop)
    with pytest.raises(KeyboardInterrupt):
        write_case(lease, tmp_path / "case")
    assert list(tmp_path.iterdir()) == []
