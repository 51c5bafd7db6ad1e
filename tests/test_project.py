"""The project itself: its runner, locks, imports and package hold what they promise."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from paraph import __version__

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
ADDRESS = re.compile(r"://| @ |--(extra-)?index|--find-links|--trusted-host")


def normal_name(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_versions(lock: Path) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for found in REQUIREMENT.finditer(lock.read_text()):
        versions.setdefault(normal_name(found["name"]), set()).add(found["version"])
    return versions


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def declared_names(requirements: list[str]) -> set[str]:
    return {normal_name(re.match(r"[A-Za-z0-9._-]+", text).group()) for text in requirements}


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony, "the Makefile lists its commands under .PHONY"
    return set(phony[1].split())


def test_there_is_a_lock_for_each_environment() -> None:
    assert [lock.stem for lock in LOCKS] == ["bench", "dev", "run", "tools"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_holds_no_address(lock: Path) -> None:
    offending = [
        line
        for line in lock.read_text().splitlines()
        if "://" in line
        or " @ " in line
        or re.search(r"--(extra-)?(index|find-links|trusted)", line)
    ]
    assert offending == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_library_carries_its_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text())
    pinned = [entry for entry in entries if REQUIREMENT.match(entry)]
    assert pinned
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_every_declared_library_is_locked() -> None:
    declared = project()
    core = declared_names(declared["project"]["dependencies"])
    extras = [
        declared_names(names) for names in declared["project"]["optional-dependencies"].values()
    ]
    groups = {name: declared_names(names) for name, names in declared["dependency-groups"].items()}
    locked = {lock.stem: set(locked_versions(lock)) for lock in LOCKS}
    assert core - locked["run"] == set()
    assert core.union(groups["dev"], *map(declared_names, extras)) - locked["dev"] == set()
    assert core | groups["bench"] <= locked["bench"]
    assert groups["tools"] <= locked["tools"]


def test_locks_agree_on_every_version() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, found in locked_versions(lock).items():
            versions.setdefault(name, set()).update(found)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_a_user_installs_no_test_tools() -> None:
    run = set(locked_versions(ROOT / "requirements" / "run.lock"))
    assert run & {"pytest", "hypothesis", "mypy", "ruff", "playwright", "import-linter"} == set()


def test_help_lists_every_command() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert set(re.findall(r"^  make (\S+) +\S", listed, re.MULTILINE)) == make_targets()


def test_imports_point_down_only() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


def test_a_missing_interpreter_is_explained(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "tools.lock").touch()
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "make"):
        (programs / name).symlink_to(shutil.which(name))
    tried = subprocess.run(
        [programs / "make", ".venv/tools.stamp"],
        cwd=tmp_path,
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
    )
    assert tried.returncode != 0
    assert "Paraph needs Python 3.11 or newer" in tried.stderr


def test_the_changelog_has_a_heading_for_what_comes_next() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.slow
def test_the_wheel_carries_the_licence_and_the_types(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name == f"paraph-{__version__}-py3-none-any.whl"
    assert "paraph/py.typed" in names
    assert f"paraph-{__version__}.dist-info/licenses/LICENSE" in names
    assert [name for name in names if not name.startswith(("paraph/", "paraph-"))] == []


def test_use_cases_are_short_enough_to_read() -> None:
    modules = (ROOT / "src/paraph").glob("*.py")
    lengths = {module.name: len(module.read_text().splitlines()) for module in modules}
    assert {"usecases.py", "packagereviews.py"} < lengths.keys()
    assert {name: length for name, length in lengths.items() if length > 400} == {}
