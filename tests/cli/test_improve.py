"""`paraph improve` on the contract with exact numbers, whose 27 packages are worked out by hand.

Alder weighs price 0.5, delivery 0.2, warranty 0.3 and no agreement 0.28; Birkholt 0.3, 0.5, 0.2
and 0.24; each option is worth 1, 0.5 or 0, in opposite order (see the page
docs/discussion/supply-contract-by-hand.md).
"""

import json
from pathlib import Path

import pytest

from paraph.cli import main

CONTRACT = str(Path(__file__).resolve().parents[2] / "examples/supply-contract")


def ask(*arguments: str) -> None:
    assert main(["improve", CONTRACT, *arguments, "--json"]) == 0


def test_what_is_better_for_all_is_listed_best_for_us_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ask("price=90", "delivery=w2", "warranty=12")
    found = json.loads(capsys.readouterr().out)
    assert found["values"] == pytest.approx([0.45, 0.35])
    better = [point["values"] for point in found["improvements"]]
    assert better == [
        pytest.approx(values) for values in ([0.8, 0.5], [0.65, 0.6], [0.55, 0.65], [0.5, 0.7])
    ]
    ours, theirs = found["accounts"][0]
    assert [change["issue_id"] for change in ours["gives"]] == ["delivery"]
    assert [change["issue_id"] for change in theirs["gets"]] == ["delivery"]
    assert theirs["total"] == pytest.approx(0.15)
    assert found["standing"]["p_acceptable"] == 1
    assert found["standing"]["p_efficient"] == 0
    assert found["winning"] == []
    assert found["move"] is None


def test_what_would_win_them_costs_us_least(capsys: pytest.CaptureFixture[str]) -> None:
    # They get nothing; four weeks bring them 0.25 for 0.1 of ours, a price of 90 only 0.15.
    ask("price=80", "delivery=w2", "warranty=36")
    found = json.loads(capsys.readouterr().out)
    assert found["improvements"] == []
    (winning,) = found["winning"]
    assert winning["party_id"] == "birkholt"
    assert winning["reservation"] == pytest.approx(0.24)
    (point,) = winning["packages"]
    assert point["package"] == {"price": "80", "delivery": "w4", "warranty": "36"}
    assert point["values"] == pytest.approx([0.9, 0.25])


def test_the_way_to_another_package_goes_cheapest_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # For each point that they gain, delivery costs us 0.4 and warranty 1.5.
    package = ("price=80", "delivery=w2", "warranty=36")
    ask(*package, "--towards", "delivery=w8", "warranty=12")
    move = json.loads(capsys.readouterr().out)["move"]
    assert [step["choices"] for step in move["steps"]] == [{"delivery": "w8"}, {"warranty": "12"}]
    assert [step["loss"] for step in move["steps"]] == pytest.approx([0.2, 0.3])
    assert [step["gain"] for step in move["steps"]] == pytest.approx([0.5, 0.2])


def test_it_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    package = ("price=80", "delivery=w2", "warranty=36")
    assert main(["improve", CONTRACT, *package, "--towards", "delivery=w8"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "It is efficient there" in out
    assert "What brings Birkholt Castings to accept (0.00, where 0.24 is needed)" in out
    assert "Alder Pumps gives Delivery after order (2 weeks → 8 weeks, -0.200); gets nothing" in out
    assert "8 weeks: -0.20 to us, +0.50 to Birkholt Castings" in out


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (("price=80",), "leaves open: delivery, warranty"),
        (("price=85", "delivery=w2", "warranty=36"), "unknown option"),
        (("price",), "write issue=option"),
    ],
)
def test_what_is_no_package_is_refused(
    choices: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["improve", CONTRACT, *choices]) == 2
    assert said in capsys.readouterr().err
