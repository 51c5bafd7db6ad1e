"""A case written as a folder is read again as the same case, or nothing is written."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from paraph.case import Case
from paraph.formats.casefolder import read_case, write_case
from tests.cases.strategies import cases, days, examples

LEASE = Path(__file__).parents[1] / "cases" / "lease"


@given(case=cases())
@examples(60)
def test_a_case_is_read_as_it_was_written(case: Case) -> None:
    with TemporaryDirectory() as scratch:
        write_case(case, Path(scratch) / "case")
        assert read_case(Path(scratch) / "case") == case


@given(case=cases(), day=days)
@examples(30)
def test_a_case_as_it_stood_is_read_as_it_was_written(case: Case, day: date) -> None:
    known = case.on_record(day)
    if not known.agenda.issues:
        return  # no case yet: nothing was on the table
    with TemporaryDirectory() as scratch:
        write_case(known, Path(scratch) / "case")
        assert read_case(Path(scratch) / "case") == known
