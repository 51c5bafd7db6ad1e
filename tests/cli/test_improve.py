"""`paraph improve` on the contract with exact numbers, whose 27 packages are worked out by hand.

Alder weighs price 0.5, delivery 0.2, warranty 0.3 and no agreement 0.28; Birkholt 0.3, 0.5, 0.2
and 0.24; each option is worth 1, 0.5 or 0, in opposite order (see the page
docs/discussion/supply-contract-by-hand.md).
"""

import json
import re
import shutil
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


def test_zero_has_no_sign(capsys: pytest.CaptureFixture[str]) -> None:
    # 80 EUR and 4 weeks: Birkholt loses 0.3 * 0.5 and 0.2 * 0.5 and gets 0.5 * 0.5, just as much.
    package = ("price=90", "delivery=w2", "warranty=24")
    better = ("price=80", "delivery=w4", "warranty=36")
    assert main(["improve", CONTRACT, *package, "--towards", *better]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "0.25 (0.00)" in out
    assert "0.000 in all" in out
    assert not re.search(r"[-+]0\.0+(?!\d)", out)


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


def contract_with(red_line: str, party: str, tmp_path: Path) -> str:
    """Write a copy of the contract in which a party has a red line."""
    folder = tmp_path / "contract"
    shutil.copytree(CONTRACT, folder)
    text = (folder / "case.yaml").read_text()
    head, own = text.split(f"\n  {party}:\n")
    own = own.replace(
        "    mandate:\n", f"    red_lines: [{{never: {red_line}}}]\n    mandate:\n", 1
    )
    (folder / "case.yaml").write_text(f"{head}\n  {party}:\n{own}")
    return str(folder)


def test_a_red_line_of_theirs_may_be_a_bluff(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = contract_with('{price: "90", delivery: w2}', "birkholt", tmp_path)
    package = ("price=90", "delivery=w2", "warranty=12")
    assert main(["improve", folder, *package, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (crossed,) = found["crossed"]
    assert crossed["party_id"] == "birkholt"
    assert 0.5 < crossed["p_meant"] < 1
    # Nothing else speaks against the package, which is worth enough to both.
    assert found["standing"]["p_acceptable"] == pytest.approx(1 - crossed["p_meant"])
    assert [point["values"] for point in found["improvements"]] == [
        pytest.approx(values) for values in ([0.8, 0.5], [0.65, 0.6], [0.55, 0.65], [0.5, 0.7])
    ]
    assert main(["improve", folder, *package]) == 0
    out = " ".join(capsys.readouterr().out.split())
    said = "It crosses a red line of Birkholt Castings (Price of a casting: 90 EUR together with"
    assert said in out
    assert "which is meant with a probability of" in out


def test_the_way_may_cross_a_red_line_of_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = contract_with('{price: "80", delivery: w8}', "birkholt", tmp_path)
    package = ("price=80", "delivery=w2", "warranty=36")
    assert main(["improve", folder, *package, "--towards", "delivery=w8", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["crossed"] == []
    assert [own["party_id"] for own in found["move"]["crossed"]] == ["birkholt"]
    assert [step["choices"] for step in found["move"]["steps"]] == [{"delivery": "w8"}]


def test_a_red_line_of_ours_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = contract_with('{price: "90", delivery: w2}', "alder", tmp_path)
    assert main(["improve", folder, "price=90", "delivery=w2", "warranty=12"]) == 2
    assert "crosses a red line of 'alder'" in capsys.readouterr().err
