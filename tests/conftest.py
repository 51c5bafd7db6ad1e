"""What all tests share: Hypothesis profiles, outside programs, other people's data."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile("everyday", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "everyday")
)

# A fresh profile, no sandbox (root in a container has none), and nothing fetched in the background.
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"chromium", "browser"}:
            item.add_marker(pytest.mark.browser)
        if "soffice" in fixtures:
            item.add_marker(pytest.mark.office)


def find_program(names: tuple[str, ...], package: str) -> Path:
    """Find the first of `names` on the PATH; if absent skip, or fail if PARAPH_REQUIRE_ALL=1."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    reason = f"needs {names[0]} on the PATH (Debian: apt-get install {package})"
    if os.environ.get("PARAPH_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium program."""
    return find_program(("chromium", "chromium-browser", "google-chrome"), "chromium")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless Chromium; ask it for a new context in each test."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, headless=True, args=list(CHROMIUM_OPTIONS)
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The LibreOffice program; give each run its own profile with -env:UserInstallation."""
    return find_program(("soffice", "libreoffice"), "libreoffice-writer")


@pytest.fixture(scope="session")
def pdftotext() -> Path:
    """The program that prints the text of a PDF."""
    return find_program(("pdftotext",), "poppler-utils")


@pytest.fixture(scope="session")
def paraph_data() -> Path:
    """The folder of other people's domains, sessions and drafts, named by PARAPH_DATA."""
    named = os.environ.get("PARAPH_DATA")
    if not named:
        pytest.skip("needs other people's data: set PARAPH_DATA to their folder")
    folder = Path(named).resolve()
    if not folder.is_dir():
        pytest.fail(f"PARAPH_DATA names {folder}, which is not a folder", pytrace=False)
    return folder
