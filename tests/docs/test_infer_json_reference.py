"""The reference of `paraph infer --json` is in step with what it prints, and so is its schema."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from paraph.cli import main
from paraph.counterpart import ChangeOfMind, Changes, add_voices_and_misfits, infer_present
from paraph.formats.expectations import ChangesOut, PosteriorOut, expectations_schema
from paraph.formats.results import render_json
from paraph.negotiation import Condition, RedLine
from paraph.record import Level, MoveKind
from tests.counterpart.conftest import FAST, build_case, move

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
    assert [each["red_line"]["reason"] for each in found["theirs"][0]["red_lines"]] == [
        "Company policy"
    ]
    found["theirs"][0]["importance"] = [0.5, 0.5]
    assert not validator.is_valid(found)


def test_two_voices_and_a_red_line_are_printed_as_the_schema_has_them() -> None:
    line = RedLine((Condition("price", ("0",)),), reason="cost", declared=date(2020, 1, 1))
    words = [
        tuple(move(kind, choice) for choice in ({"place": "rome"}, {"guarantee": "yes"}) * 3)
        for kind in (MoveKind.SUPPORT, MoveKind.OPPOSE)
    ]
    case = build_case(*words, red_lines=(line,))
    levels = (Level.WORKING, Level.LEADERS)
    pairs = zip(case.sessions, levels, strict=True)
    case = replace(case, sessions=tuple(replace(s, level=level) for s, level in pairs))
    now = infer_present(case, "them", FAST)
    change = ChangeOfMind(date(2020, 1, 2), 0.97, n_moves=2, n_moves_in_all=4)
    posterior = replace(now.posterior, change_of_mind=change)
    printed = json.loads(render_json(posterior, case.agenda))
    PosteriorOut.model_validate(printed)
    (declared,) = printed["red_lines"]
    assert declared["red_line"]["reason"] == "cost"
    assert declared["p_meant"] == pytest.approx(0.75, abs=0.1)
    changes = add_voices_and_misfits(case, Changes("them", now.drifts), FAST)
    found = json.loads(render_json(changes, case.agenda))
    ChangesOut.model_validate(found)
    assert [each["where"] for each in found["factions"]] == [
        "at the working level",
        "at the leaders level",
    ]
    assert found["drifts"]
    texts = [each["description"] for each in found["factions"][1]["differences"]]
    assert texts
    assert all(" at the working level, but " in text and " then " not in text for text in texts)
