"""What a long benchmark has finished, kept in a file where one is named."""

from __future__ import annotations

import json
import os
from pathlib import Path


class Results:
    """What is finished, by name of the piece of work.

    Where `PARAPH_BENCH_RESULTS` names a file, it is kept there, and read back from it.
    """

    def __init__(self) -> None:
        named = os.environ.get("PARAPH_BENCH_RESULTS")
        self.file = Path(named) if named else None
        self.held: dict[str, list] = {}
        if self.file and self.file.exists():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                written = json.loads(line)
                self.held[written["name"]] = written["found"]

    def add(self, name: str, found: list) -> None:
        self.held[name] = found
        if self.file:
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"name": name, "found": found}) + "\n")
