"""`paraph domains`: which domain files under a folder are read, which refused, and why."""

import json
from pathlib import Path

import pytest

from paraph.cli import main

GENIUS = """<utility_space><objective name="Sale">
<issue name="price" index="1"><item value="low" evaluation="1"/><item value="high" evaluation="2"/>
</issue><weight index="1" value="1"/></objective></utility_space>"""


def folder_of_domains(root: Path) -> Path:
    files = {
        "sale/buyer.xml": GENIUS,
        "sale/seller.xml": GENIUS,
        "sale/broken.xml": "<oops",
        "sale/report.pdf": "not a domain's kind",
        "yaml/d.yml": "issues: [{name: x, type: ContiguousIssue, values: [0, 2]}]\nname: d\n",
        "yaml/a.yml": "name: a\ntype: MappingUtilityFunction\n",
        "web/d.json": '{"name": "d", "issuesValues": {"x": {"values": ["a", "b"]}}}',
        "web/result.json": '{"nash": 0.5}',
        "web/other.json": '{"welfare": 1.5}',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    return root


def test_each_format_is_counted_and_each_refusal_has_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["domains", str(folder_of_domains(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "1 domains in 3 folders" in out
    counted = {line.split(")")[0] + ")": line.split()[-2:] for line in out.splitlines()[2:5]}
    assert counted["GENIUS (XML)"] == ["2", "1"]
    assert counted["GeniusWeb (JSON)"] == ["0", "1"]
    assert counted["NegMAS (YAML)"] == ["0", "2"]
    assert "other JSON" in out
    assert "Refused, 2: holds neither issues nor preferences" in out
    for name in ("broken.xml", "a.yml", "result.json", "other.json"):
        assert name in out
    assert "report.pdf" not in out


def test_the_counts_are_there_for_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["domains", str(folder_of_domains(tmp_path)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["domains"] == 1
    assert found["formats"]["GENIUS (XML)"] == {"read": 2, "refused": 1}
    assert len(found["refused"]) == 6
    assert all(entry["reason"] for entry in found["refused"])


@pytest.mark.parametrize("name", ["nothing-here", "empty"])
def test_a_folder_without_domains_is_said(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["domains", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err


def test_importing_a_folder_of_domains_says_how_to_list_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of_domains(tmp_path)
    assert main(["import", str(folder), "--out", str(tmp_path / "case")]) == 2
    assert "paraph domains" in capsys.readouterr().err
