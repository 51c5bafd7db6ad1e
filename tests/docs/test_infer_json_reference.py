"""The reference of `paraph infer --json` is in step with what it prints, and so is its schema."""

import json
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from paraph.cli import main
from paraph.formats.expectations import expectations_schema

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs/reference"
LEASE = ROOT / "tests/cases/lease"


def test_the_page_is_up_to_date() -> None:
    writer = REFERENCE / "write_infer_json.py"
    run = subprocess.run([sys.executable, writer], capture_output=True, text=True, check=True)
    assert (REFERENCE / "infer-json.md").read_text() == run.stdout, "run: make docs"


def test_what_is_printed_fits_the_schema_and_is_named_by_ids(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["infer", str(LEASE), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    validator = Draft202012Validator(expectations_schema())
    assert [error.message for error in validator.iter_errors(found)] == []
    issues = {
        issue["id"]: [option["id"] for option in issue["options"]] for issue in found["agenda"]
    }
    assert [issue["id"] for issue in found["agenda"] if issue["is_settled"]] == ["term", "deposit"]
    for posterior in (found["ours"], *found["theirs"]):
        assert list(posterior["importance"]) == list(issues)
        for key in ("option_values", "option_ranks", "p_best", "mean_parts"):
            assert {i: list(of) for i, of in posterior[key].items()} == issues
        for issue_id, option_ids in issues.items():
            ranks = posterior["option_ranks"][issue_id]
            assert all(1 <= ranks[option]["mid"] <= len(option_ids) for option in option_ids)
            assert sum(posterior["p_best"][issue_id].values()) == pytest.approx(1)
            assert sorted(chain.from_iterable(posterior["alike"][issue_id])) == sorted(option_ids)
    found["theirs"][0]["importance"] = [0.5, 0.5]
    assert not validator.is_valid(found)
