"""The reference of commands is what the commands say of themselves."""

import subprocess
import sys
from pathlib import Path

from paraph.cli import app

REFERENCE = Path(__file__).resolve().parents[2] / "docs/reference"


def test_the_page_is_up_to_date() -> None:
    writer = REFERENCE / "write_commands.py"
    run = subprocess.run([sys.executable, writer], capture_output=True, text=True, check=True)
    assert (REFERENCE / "commands.md").read_text() == run.stdout, "run: make docs"


def test_every_command_is_in_the_page() -> None:
    page = (REFERENCE / "commands.md").read_text()
    for name in app:
        if not name.startswith("-"):
            assert f"paraph {name}" in page
