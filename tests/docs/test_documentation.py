"""Every command and every snippet in the documentation runs, and prints what the page shows.

Commands stand in blocks marked `console`, after `$ `; what they print follows. A line that
holds only `...` stands for any number of lines. Python stands in blocks marked `python`; the
blocks of one page run one after the other, as a reader would run them.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)\s]*)?\)")
COLUMNS = "100"
# A percentage (also the lower end of a range of them), or a number with decimals.
ESTIMATE = re.compile(r"\d+\.\d+|\d+(?=(?: to \d+|–\d+)?\s%)")


@dataclass(frozen=True)
class Shown:
    """A command or snippet on a page, and what the page says it prints."""

    page: str
    source: str
    expected: str

    def __str__(self) -> str:
        return f"{self.page}: {self.source.splitlines()[0]}"


def blocks(page: Path, kind: str) -> list[str]:
    return [
        found["body"]
        for found in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if found["kind"] == kind
    ]


def shown_commands() -> list[Shown]:
    """The commands of all pages."""
    commands = []
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                commands.append(Shown(str(page.relative_to(ROOT)), line, output))
    return commands


COMMANDS = shown_commands()
WITH_PYTHON = [page for page in PAGES if blocks(page, "python")]


def says_the_same(expected: str, got: str) -> bool:
    """Whether the output holds the lines shown, in order, and nothing else but at `...`.

    Estimates, which are percentages or have decimals, may have moved by a few points.
    """
    shown, printed = (
        [line.rstrip() for line in text.strip().splitlines()] for text in (expected, got)
    )
    is_gap = False
    for line in shown:
        if line == "...":
            is_gap = True
            continue
        while is_gap and printed and not is_near(line, printed[0]):
            printed.pop(0)
        if not printed or not is_near(line, printed.pop(0)):
            return False
        is_gap = False
    return is_gap or not printed


def is_near(line: str, other: str) -> bool:
    """Whether two lines say the same, with each estimate within 6 points of the other's."""
    if ESTIMATE.sub("#", line) != ESTIMATE.sub("#", other):
        return False
    pairs = zip(ESTIMATE.findall(line), ESTIMATE.findall(other), strict=True)
    return all(abs(as_points(first) - as_points(second)) <= 6 for first, second in pairs)


def as_points(number: str) -> float:
    return 100 * float(number) if "." in number else float(number)


def test_a_page_is_held_to_what_is_printed() -> None:
    assert says_the_same("GO\n...\nabout 55 % (30–80 %)", "GO\nwhy\nabout 54 % (31–80 %)")
    assert not says_the_same("GO\n...\nabout 55 %", "GO\nwhy\nabout 35 %")
    assert not says_the_same("GO", "GO\nwhy")
    assert not says_the_same("GO\nwhy", "GO\nhow")
    assert not says_the_same("NOT YET\n...", "GO\nwhy")
    assert not says_the_same("3 of 11 issues", "4 of 11 issues")
    assert is_near("0.53 (0.47–0.59)", "0.51 (0.47–0.60)")
    assert is_near("about 25\N{NO-BREAK SPACE}%", "about 20\N{NO-BREAK SPACE}%")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it: the examples, and Word files that delegations sent."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "examples").symlink_to(ROOT / "examples")
    for name, sentence in (
        ("draft", "The parties [shall][should] meet [EU propose: twice] a year."),
        ("base", "The parties shall meet once a year."),
        ("ours", "The parties should meet once a year."),
        ("theirs", "The parties shall meet twice a year."),
    ):
        document = Document()
        document.add_paragraph(sentence)
        document.save(str(folder / f"{name}.docx"))
    case = shutil.copytree(ROOT / "examples" / "supply-contract", folder / "contract")
    (case / "amendments.yaml").write_text(
        "- {kind: agree ad ref, by: Chair, date: 2099-01-01, target: '"
        + (case / "text.md").read_text(encoding="utf-8").rstrip().splitlines()[-1][-30:]
        + "'}\n",
        encoding="utf-8",
    )
    return folder


def split_command(line: str, folder: Path) -> list[str]:
    """The words of a command, with variables and patterns of file names filled in."""
    words = []
    for word in shlex.split(line, comments=True):
        filled = os.path.expandvars(word)
        if "$" in filled:
            pytest.skip(f"needs {word.split('/')[0]} set")
        place = folder / filled
        found = sorted(place.parent.glob(place.name)) if "*" in filled else []
        words += [str(path) for path in found] or [filled]
    return words


@pytest.mark.slow
@pytest.mark.parametrize("shown", [c for c in COMMANDS if c.source.startswith("paraph ")], ids=str)
def test_a_command_prints_what_the_page_shows(shown: Shown, desk: Path) -> None:
    words = split_command(shown.source, desk)
    done = subprocess.run(
        [Path(sys.executable).with_name("paraph"), *words[1:]],
        cwd=desk,
        env={**os.environ, "COLUMNS": COLUMNS, "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    if shown.expected.strip():
        assert says_the_same(shown.expected, done.stdout), (
            f"the page is out of date:\n{done.stdout}"
        )


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_python_of_a_page_runs(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, object] = {"__name__": "page"}
    for source in blocks(page, "python"):
        if ">>>" in source:
            example = doctest.DocTestParser().get_doctest(source, names, str(page), str(page), 0)
            report = io.StringIO()
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            runner.run(example, out=report.write, clear_globs=False)
            assert runner.failures == 0, report.getvalue()
            names.update(example.globs)
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, str(page), "exec"), names)


def test_each_verb_of_the_rolling_text_has_an_example_that_runs() -> None:
    page = (ROOT / "docs" / "reference" / "rolling-text.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z]+) [A-Z]", page, re.MULTILINE))
    shown = {c.source.split()[2] for c in COMMANDS if c.source.startswith("paraph text ")}
    assert len(listed) > 9
    assert listed <= shown


def test_other_commands_are_the_runner_s_own() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets
    known = {f"make {target}" for target in targets[1].split()} | {"make"}
    others = [c for c in COMMANDS if not c.source.startswith("paraph ")]
    assert [str(c) for c in others if c.source.split("#")[0].strip() not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_parts_that_a_benchmark_writes_are_written(page: Path) -> None:
    parts = re.findall(
        r"<!-- begin (.+?) -->\n(.*?)<!-- end \1 -->", page.read_text(encoding="utf-8"), re.DOTALL
    )
    assert [name for name, written in parts if not written.strip()] == []


def test_the_index_leads_to_every_page() -> None:
    """Decisions are listed in their own folder's README."""
    index = ROOT / "docs" / "index.md"
    linked = {
        (index.parent / found["target"]).resolve()
        for found in LINK.finditer(index.read_text(encoding="utf-8"))
    }
    pages = {page for page in PAGES if page not in (index, ROOT / "README.md")}
    unlinked = {page for page in pages if page.resolve() not in linked}
    assert {page.name for page in unlinked if page.parent.name != "decisions"} == set()
