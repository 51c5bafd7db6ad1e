"""The brief on one screen of a terminal: the verdict, why, what to do, where the files are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from paraph.briefing.blocks import Brief, Summary
from paraph.briefing.wording import clipped, day_in_words, printable

LONGEST_LINE = 240
"""Characters of one text: three lines of a terminal of 80 columns."""


def render_terminal(brief: Brief, files: Sequence[Path] = ()) -> RenderableType:
    """Return the summary for a rich console; `files` are those that were written.

    It reads the same without colour; nothing of the case is taken for markup or for a
    control code of the terminal.
    """
    summary = brief.summary
    day = f"record as of {day_in_words(brief.as_of)}" if brief.as_of else "the whole record"
    parts: list[RenderableType] = [
        Rule(characters="─"),
        Text(clipped(printable(brief.title), LONGEST_LINE), style="bold"),
        Text(f"{printable(brief.case_id)}, {day}", style="dim"),
        Text(""),
        Text.assemble((summary.verdict.upper(), "bold reverse"), "  ", summary.p_agreement),
        *_decision(summary),
        Text(clipped(printable(summary.sentence), LONGEST_LINE)),
        *_section("Why", summary.reasons, ("-",) * len(summary.reasons)),
        *_section("Next", summary.steps, [f"{n}." for n in range(1, len(summary.steps) + 1)]),
    ]
    if files:
        parts += _section("Written", [str(path) for path in files], ["-"] * len(files))
    return Group(*parts, Rule(characters="─"))


def _decision(summary: Summary) -> list[RenderableType]:
    words = clipped(printable(summary.decision), LONGEST_LINE)
    return [Text(words, style="bold")] if words else []


def _section(title: str, texts: Iterable[str], marks: Sequence[str]) -> list[RenderableType]:
    lines = Table.grid(padding=(0, 1))
    lines.add_column(width=2, justify="right")
    lines.add_column(overflow="fold")
    for mark, text in zip(marks, texts, strict=True):
        lines.add_row(Text(mark), Text(clipped(printable(text), LONGEST_LINE)))
    return [Text(""), Text(title, style="bold"), Padding(lines, (0, 0, 0, 1))]
