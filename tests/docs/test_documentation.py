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
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)\s]*)?\)")
COLUMNS = "100"


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
    """Whether the output is as shown: trailing blanks aside, `...` standing for any lines."""
    trimmed = [
        "\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (expected, got)
    ]
    checker = doctest.OutputChecker()
    return checker.check_output(trimmed[0] + "\n", trimmed[1] + "\n", doctest.ELLIPSIS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it after cloning: the examples, and room for out/."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "examples").symlink_to(ROOT / "examples")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("shown", [c for c in COMMANDS if c.source.startswith("paraph ")], ids=str)
def test_a_command_prints_what_the_page_shows(shown: Shown, desk: Path) -> None:
    words = shlex.split(shown.source, comments=True)
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
