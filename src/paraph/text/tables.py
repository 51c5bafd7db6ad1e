"""Tables of a draft in columns: rows of cells parted by bars, below a row that names the columns.

    | No. | Base text             | EU       | US                     | Compromise |
    |-----|-----------------------|----------|------------------------|------------|
    | 1   | Parties shall report. | [same]   | Parties may report.    |            |

This is the four-column document of the European Union and the side-by-side text of trade talks,
in the way that Markdown writes tables; the line of dashes may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paraph.text.attributions import read_label

_LINE = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
# A bar within an anchor ("{relief=partial|phased}") parts no cells.
_BAR = re.compile(r"\{[\w.-]+=[^{}\n]*\}|(?<!\\)(?P<bar>\|)")
_RULE = re.compile(r"[ \t|:-]*-[ \t|:-]*")
# Columns that number or comment a provision, and hold no wording of it.
_NO_WORDING = re.compile(
    r"|#|(?:no|nr|nos?|number|row|line|item|ref(?:erence)?|provision|art(?:icle)?|para(?:graph)?|recital|"
    r"topic|issue|subject|heading|comments?|remarks?|notes?|status|state of play|source|rationale|"
    r"explanation|date)\b.{0,20}",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:the\s+)?(?:base(?:line)?|basis|chair(?:man|person)?(?:['’]?s)?|co-?chairs['’]?|"
    r"facilitators?['’]?s?|mediator['’]?s|consolidated|negotiating|current|existing|single|"
    r"original|bracketed)(?:\s+(?:negotiating\s+)?(?:text|draft|proposal|document))?",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"(?:(?:possible|proposed|provisionally|provisional|draft|agreed|final)\s+)*"
    r"(?:compromise|agreed|agreement)(?:\s+(?:text|proposal|wording))?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:['’]s)?\s+(?:proposal|position|mandate|amendments?|text|draft|column|general approach|"
    r"first reading)$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"[\[(\s]*(?:no\s+changes?|unchanged|idem|ditto|same(?:\s+as\s+(?:the\s+)?base(?:\s+text)?)?"
    r"|[-–—]+)[\])\s.]*",
    re.IGNORECASE,
)
_DELETE = re.compile(r"[\[(\s]*(?:deleted?|deletion|no\s+text)[\])\s.]*", re.IGNORECASE)
_PENDING = re.compile(r"[\[(\s]*(?:open|pending|tbd|tbc|to be (?:agreed|discussed))[\])\s.]*", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; its words, without blanks at the ends, run from `start` to `end`."""

    start: int
    end: int
    words: str

    @property
    def is_same(self) -> bool:
        """Whether it says nothing, or that the base text stands."""
        return not self.words or bool(_SAME.fullmatch(self.words))

    @property
    def is_delete(self) -> bool:
        """Whether it wants the provision out."""
        return bool(_DELETE.fullmatch(self.words))

    @property
    def is_mark(self) -> bool:
        """Whether its words say something of the wording, and are none themselves."""
        return bool(self.words) and (
            self.is_same or self.is_delete or bool(_PENDING.fullmatch(self.words))
        )

    @property
    def is_agreed(self) -> bool:
        """Whether, in a column of agreed wordings, it holds one: not empty, pending or bracketed.

        "No change" agrees to the base text, "delete" to have no text.
        """
        if not self.words or _PENDING.fullmatch(self.words) or not self.words.strip("-–—"):
            return False
        return self.is_mark or "[" not in self.words


@dataclass(frozen=True)
class ColumnTable:
    """A table in which sides stand beside the base text.

    `base`: the index of its column; `sides`: the indices and names of the columns of the parties,
    the one that proposed the base text among them; `agreed`: that of the agreed wordings, -1 where
    there is none. `rows` are without the names of the columns.
    """

    names: tuple[str, ...]
    base: int
    sides: tuple[tuple[int, str], ...]
    agreed: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def base_name(self) -> str:
        """What the draft calls the base text."""
        return self.names[self.base]


def read_cells(source: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of the line from `start` to `end`, which opens with a bar."""
    found_bars = _BAR.finditer(source, start, end)
    bars = [found.start() for found in found_bars if found["bar"]]
    if source[bars[-1] + 1 : end].strip():
        bars.append(end)
    cells = []
    for bar, following in pairwise(bars):
        inner = source[bar + 1 : following]
        words = inner.strip()
        first = bar + 1 + (len(inner) - len(inner.lstrip()) if words else min(1, len(inner)))
        cells.append(Cell(first, first + len(words), words))
    return tuple(cells)


def first_cell(line: str) -> str:
    """The words of the first cell of a line that opens with a bar."""
    cells = read_cells(line, 0, len(line))
    return cells[0].words if cells else ""


def is_table_line(line: str) -> bool:
    """Whether a line is a row of a table: it opens with a bar."""
    return line.lstrip(" \t").startswith("|")


def name_columns(names: Sequence[str]) -> tuple[int, tuple[tuple[int, str], ...], int] | None:
    """Tell the columns by their names: the base text, the sides, and the agreed wordings.

    The base text is the first column that holds wordings. A side is named by its column, without
    "proposal", "position", "mandate" and the like. None where less than two columns hold sides'
    wordings and the base text.
    """
    wordings = [k for k, name in enumerate(names) if not _NO_WORDING.fullmatch(_bare(name))]
    agreed = -1
    if wordings and _AGREED.fullmatch(_bare(names[wordings[-1]])):
        agreed = wordings.pop()
    if len(wordings) < 2:
        return None
    is_nobodys = bool(_BASE.fullmatch(_bare(names[wordings[0]])))
    sides = tuple((k, _ROLE.sub("", _bare(names[k]))) for k in wordings[is_nobodys:])
    return wordings[0], sides, agreed


def is_column_header(names: Sequence[str]) -> bool:
    """Whether the names are those of a draft in columns, and not of just any table.

    One is the base text or the agreed wordings, or two are delegations.
    """
    columns = name_columns(names)
    if columns is None:
        return False
    _, sides, agreed = columns
    is_based = any(_BASE.fullmatch(_bare(name)) for name in names)
    n_known = sum(1 for _, name in sides if read_label(f"{name}:")[1])
    return agreed >= 0 or is_based or n_known >= 2


def find_tables(source: str) -> Iterator[ColumnTable]:
    """The tables of a draft whose first row names a base text and sides, in order."""
    for lines in _runs_of_lines(source):
        header = read_cells(source, *lines[0])
        names = tuple(cell.words for cell in header)
        columns = name_columns(names)
        if columns is None:
            continue
        rows = (
            read_cells(source, *line) for line in lines[1:] if not is_rule(source[slice(*line)])
        )
        base, sides, agreed = columns
        yield ColumnTable(names, base, sides, agreed, tuple(rows))


def has_columns(source: str) -> bool:
    """Whether a table of the draft has the names of columns of a draft in columns."""
    return any(
        is_column_header([cell.words for cell in read_cells(source, *lines[0])])
        for lines in _runs_of_lines(source)
    )


def number_rows(source: str) -> dict[int, int]:
    """The number of the table that each line opening with a bar belongs to, by the bar's offset."""
    return {
        source.index("|", start): number
        for number, lines in enumerate(_runs_of_lines(source), start=1)
        for start, _ in lines
    }


def find_table_marks(source: str) -> list[tuple[int, int]]:
    """Stretches of tables that are marks and no words: "[same]", "delete", line breaks."""
    marks: list[tuple[int, int]] = []
    for table in find_tables(source):
        for row in table.rows:
            for cell in row:
                if cell.is_mark:
                    marks.append((cell.start, cell.end))
                else:
                    marks += (
                        found.span() for found in _BREAK.finditer(source, cell.start, cell.end)
                    )
    return marks


_BREAK = re.compile(r"<br[ ]?/?>", re.IGNORECASE)


def _runs_of_lines(source: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that open with a bar, none but these between them, as offsets."""
    run: list[tuple[int, int]] = []
    for found in _LINE.finditer(source):
        if run and found.start() != run[-1][1] + 1:
            yield run
            run = []
        run.append(found.span())
    if run:
        yield run


def is_rule(line: str) -> bool:
    """Whether a line of a table only parts its head from its rows."""
    return bool(_RULE.fullmatch(line.strip()))


def _bare(name: str) -> str:
    """The name of a column without emphasis and line breaks."""
    return " ".join(_BREAK.sub(" ", name).replace("*", "").split())
