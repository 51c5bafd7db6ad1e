"""From a case folder to a brief on disk, as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

EXAMPLES = Path(__file__).parents[2] / "examples"
PARAPH = Path(sys.executable).with_name("paraph")


def run_brief(name: str, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PARAPH, "brief", EXAMPLES / name, "--out", out, *options],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        timeout=100,
    )


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("contract")
    ran = run_brief("supply-contract", out)
    assert ran.returncode == 0, ran.stderr
    return out, ran.stdout


def test_three_files_are_written_and_named(contract: tuple[Path, str]) -> None:
    out, said = contract
    assert sorted(path.name for path in out.iterdir()) == ["brief.docx", "brief.html", "brief.pdf"]
    for name in ("brief.docx", "brief.html", "brief.pdf"):
        assert name in said.replace("\n", "")


def test_the_summary_fits_a_plain_terminal(contract: tuple[Path, str]) -> None:
    _, said = contract
    assert "\x1b[3" not in said
    assert all(len(line) <= 80 for line in said.splitlines())
    for word in ("Why", "Next", "Written", "1.", "2.", "3."):
        assert word in said


def test_all_writers_say_the_same_verdict(contract: tuple[Path, str]) -> None:
    out, said = contract
    pdf = PdfReader(out / "brief.pdf").pages[0].extract_text()
    page = (out / "brief.html").read_text(encoding="utf-8")
    (verdict,) = [word for word in ("NOT YET", "NO ZONE", "GO ") if word in said]
    assert verdict.strip() in pdf
    assert f'<p class="word">{verdict.strip().lower()}</p>' in page


def test_the_same_case_gives_the_same_files(contract: tuple[Path, str], tmp_path: Path) -> None:
    out, _ = contract
    assert run_brief("supply-contract", tmp_path).returncode == 0
    for name in ("brief.docx", "brief.html", "brief.pdf"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hanoi-2019", "jcpoa-2015"])
def test_the_principal_reads_two_pages_of_a_real_case(name: str, tmp_path: Path) -> None:
    ran = run_brief(name, tmp_path)
    assert ran.returncode == 0, ran.stderr
    pages = [page.extract_text() for page in PdfReader(tmp_path / "brief.pdf").pages]
    assert "Annex for staff" in pages[2]
    assert not any("Annex for staff" in text for text in pages[:2])
