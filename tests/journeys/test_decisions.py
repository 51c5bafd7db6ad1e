"""What people decide and state in a case folder reaches the answer to: are we ready?"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from paraph.cli import main
from paraph.usecases import analyse, assess, infer, read

CONTRACT = Path(__file__).resolve().parents[2] / "examples" / "supply-contract"
OVERRIDE = """overrides:
  - verdict: go
    who: Managing director of Alder Pumps
    date: 2025-03-13
    reason: their new works opens in May
"""


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """The invented contract, with a decision above the rule and a cost of waiting."""
    folder = tmp_path / "contract"
    shutil.copytree(CONTRACT, folder)
    with (folder / "judgements.yaml").open("a", encoding="utf-8") as judgements:
        judgements.write(OVERRIDE)
    case = (folder / "case.yaml").read_text(encoding="utf-8")
    costed = case.replace("draws: 1000}", "draws: 200, delay_cost: 0.1}")
    assert costed != case
    (folder / "case.yaml").write_text(costed, encoding="utf-8")
    return folder


def test_ready_shows_who_set_the_verdict_aside_and_what_waiting_costs(
    decided: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ready", str(decided)]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "NOT YET BY THE RULE Set aside by Managing director of Alder Pumps" in words
    assert "on 13 March 2025: GO, because their new works opens in May." in words
    assert "At a cost to us of 0.1 for each further meeting" in words


def test_before_the_day_of_the_decision_the_rule_alone_speaks(
    decided: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ready", str(decided), "--as-of", "2025-03-12"]) == 0
    words = capsys.readouterr().out
    assert "BY THE RULE" not in words
    assert "Set aside" not in words


def test_a_stated_cost_of_delay_lowers_the_number_of_meetings_advised(decided: Path) -> None:
    costly = read(decided)
    free = replace(costly, settings=replace(costly.settings, delay_cost=0.0))
    expectations = infer(free)
    landing = analyse(free, expectations)
    without, with_cost = (assess(case, expectations, landing) for case in (free, costly))
    assert with_cost.settings.delay_cost == 0.1
    assert with_cost.n_meetings_advised < without.n_meetings_advised
    assert with_cost.verdict is without.verdict
