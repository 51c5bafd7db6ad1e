"""The commands as a user runs them: what they print, what they write, how they fail."""

import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from paraph.cli import main
from paraph.errors import InferenceError

ROOT = Path(__file__).resolve().parents[2]
LEASE = ROOT / "tests/cases/lease"
PARAPH = Path(sys.executable).with_name("paraph")

QUESTIONS = ("infer", "analyse", "ready", "advise")


@pytest.mark.parametrize("command", QUESTIONS)
def test_each_question_is_answered_in_words(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(LEASE)]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 5


@pytest.mark.parametrize("command", ["infer", pytest.param("advise", marks=pytest.mark.slow)])
def test_the_same_seed_gives_the_same_json(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(LEASE), "--json"]) == 0
    first = capsys.readouterr().out
    assert main([command, str(LEASE), "--json"]) == 0
    assert capsys.readouterr().out == first
    json.loads(first)


def test_check_finds_nothing_in_a_good_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(LEASE)]) == 0
    assert "No mistakes" in capsys.readouterr().out


def test_check_names_a_mistake_with_its_place_and_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (LEASE / "case.yaml").read_text()
    (tmp_path / "case.yaml").write_text(text.replace("\nissues:", "\nisues:", 1))
    assert main(["check", str(tmp_path)]) == 2
    out = capsys.readouterr().out
    assert "case.yaml:" in out
    assert "did you mean 'issues'" in out


def test_a_broken_case_stops_a_brief_with_2_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.yaml").write_text("case: [")
    assert main(["brief", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "case.yaml" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_refusal_names_the_case_and_fits_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "what Tarn Estates wants can't be told: only 12 effective draws of 8000, fewer than 50"

    def refuse(*_: object) -> None:
        raise InferenceError(f"{why}. {why}")

    monkeypatch.setattr("paraph.usecases.infer_present", refuse)
    assert main(["infer", str(LEASE)]) == 1
    first, *lines = capsys.readouterr().err.strip().splitlines()
    assert first == f"{LEASE / 'case.yaml'}: no honest answer is possible:"
    assert len(lines) > 1
    assert all(line.startswith("    ") and len(line) <= 80 for line in lines)
    assert " ".join(" ".join(lines).split()) == f"{why}. {why}"


@pytest.mark.parametrize(
    ("command", "end"), [("infer", "1 to mend."), ("brief", "1 to mend; nothing was written.")]
)
def test_only_commands_that_write_say_that_nothing_was_written(
    command: str, end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.yaml").write_text("case: [")
    assert main([command, str(tmp_path)]) == 2
    assert capsys.readouterr().err.rstrip().endswith(end)


def test_a_day_that_is_none_is_answered_with_how_to_write_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["infer", str(LEASE), "--as-of", "yesterday"]) == 2
    said = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert "write the day as year-month-day, such as 2025-03-14" in said
    assert main(["check", str(LEASE), "--as-of", "2024-05-01"]) == 0


def test_an_unknown_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["breif"]) == 2
    assert 'Did you mean "brief"' in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    assert main(["schema", "--out", str(tmp_path / "out")]) == 2
    assert "out" in capsys.readouterr().err


def test_a_case_goes_out_as_a_domain_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = ROOT / "examples/supply-contract"
    assert main(["export", str(contract), "--format", "negmas", "--out", str(tmp_path / "d")]) == 0
    assert "domain.yml" in capsys.readouterr().out
    assert main(["import", str(tmp_path / "d"), "--out", str(tmp_path / "case")]) == 0
    assert main(["check", str(tmp_path / "case")]) == 0


def test_a_new_case_is_written_from_plain_answers_and_passes_check(tmp_path: Path) -> None:
    answers = "Lease of a mill\nMill Ltd\n\nTenant Co\nRent\nlow, high\nhigh\n\n\n\n\n"
    run = subprocess.run(
        [PARAPH, "new", "case"],
        input=answers,
        text=True,
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert main(["check", str(tmp_path / "case")]) == 0


def test_ctrl_c_ends_a_brief_with_130_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [PARAPH, "brief", ROOT / "examples/hanoi-2019", "--out", out]
    # A shell's background jobs ignore Ctrl-C, and hand that on; a person's terminal doesn't.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed) as run:
        time.sleep(1.5)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Stopped" in said
    assert "Traceback" not in said
    assert not any(path.suffix not in (".html", ".pdf", ".docx") for path in out.glob("*"))
