"""What a brief is made of: headings, paragraphs, tables, charts; no layout, no files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

Spec = Mapping[str, object]
"""A Vega-Lite specification as plain data, with its values inside."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the brief's title, 2 a part, 3 a section, 4 what is under it."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is its opening words, set in bold; a note is set smaller."""

    text: str
    lead: str = ""
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: opening words in bold, the text, and a note set smaller."""

    text: str
    lead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered where the order is that of doing."""

    items: tuple[Item, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that carries the verdict: what it is, the number in words, its interval."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerdictBox:
    """The verdict: its word, the sentence that says it, and the numbers behind it.

    `decision` says who set the rule's verdict aside, and how; empty where nobody did.
    """

    word: str
    sentence: str
    figures: tuple[KeyFigure, ...]
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its share of the width, and whether it holds numbers."""

    title: str
    width: float = 1.0
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column heads the rows. `rows[row][column]` are plain text."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what to see in it, the words for who can't see it, and its numbers.

    `wide` is drawn for a page, `narrow` for a phone. `table` holds what is drawn.
    `share_of_width` is how much of the page's width the drawing needs, 0..1.
    """

    id: str
    title: str
    caption: str
    alt: str
    wide: Spec
    narrow: Spec
    table: Table
    share_of_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups of blocks to be read one after the other, side by side where there is room."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Heading | Paragraph | Listing | VerdictBox | Table | Chart | Pair


@dataclass(frozen=True, slots=True)
class Summary:
    """The brief on one screen: the verdict, the reasons that carry it, what to do next.

    `decision` says who set the rule's verdict aside, and how; empty where nobody did.
    """

    verdict: str
    sentence: str
    p_agreement: str
    reasons: tuple[str, ...]
    steps: tuple[str, ...]
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: two pages for the principal, and an annex for staff.

    `facts` are the lines under the title, as (label, text); `digest` traces the brief to
    its input. `as_of` is the day up to which the record counts; None where it counts whole.
    """

    title: str
    case_id: str
    facts: tuple[tuple[str, str], ...]
    principal: tuple[Block, ...]
    annex: tuple[Block, ...]
    summary: Summary
    digest: str
    seed: int
    as_of: date | None = None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts, in the order in which they appear."""
        return tuple(
            block for block in walk(self.principal + self.annex) if isinstance(block, Chart)
        )


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks in reading order, those of a pair in its place."""
    for block in blocks:
        if isinstance(block, Pair):
            yield from walk(block.left + block.right)
        else:
            yield block
