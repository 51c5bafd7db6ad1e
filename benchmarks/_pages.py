"""Pages of the documentation with parts that a benchmark writes, between marks in the page."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def replace_part(page: str, name: str, text: str) -> Path:
    """Replace what stands between the marks of a part; ValueError if the page has no such part."""
    file = DOCS / page
    before, mark, rest = file.read_text(encoding="utf-8").partition(f"<!-- begin {name} -->\n")
    _, end, after = rest.partition(f"<!-- end {name} -->")
    if not mark or not end:
        raise ValueError(f"{file} has no part between the marks of {name!r}")
    file.write_text(f"{before}{mark}\n{text.strip()}\n\n{end}{after}", encoding="utf-8")
    return file
