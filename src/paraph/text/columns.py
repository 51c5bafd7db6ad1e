"""Drafts in columns: each row a provision, each column a side's wording beside the base text.

A row whose cells differ is a slot. The base text is its first alternative; sides whose cell is
empty or says "same" stand behind it; sides with the same words stand behind one alternative.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from paraph.text.anchors import Anchor
from paraph.text.attributions import Attribution
from paraph.text.profile import Step
from paraph.text.slots import Alternative, Slot, SlotKind
from paraph.text.tables import Cell, ColumnTable, find_tables

_EMPHASIS = re.compile(r"\*+|<br[ ]?/?>")


@dataclass
class _Wording:
    """One wording of a row while it is being read; `cell` is where it stands first."""

    cell: Cell
    label: str
    is_no_text: bool
    sides: list[str] = field(default_factory=list)


def find_column_slots(source: str, anchors: tuple[Anchor, ...]) -> list[Slot]:
    """Return a slot for each row of the draft's tables whose wordings differ or are agreed.

    A row whose last column holds an agreed wording is agreed, if that column is called so, and
    else agreed ad referendum ("compromise", "draft agreement"). `{issue}` in any cell of a row ties
    it; `{issue=option}` at the end of a cell says which option its wording stands for.
    """
    return [
        slot
        for table in find_tables(source)
        for row in table.rows
        if (slot := _read_row(table, row, anchors)) is not None
    ]


def _read_row(
    table: ColumnTable, row: tuple[Cell, ...], anchors: tuple[Anchor, ...]
) -> Slot | None:
    """The slot of a row; None where it holds one wording, as a row that was settled does."""
    if len(row) <= table.sides[0][0] + (table.sides[0][0] == table.base):
        return None
    own = _anchors_in(anchors, row[0].start, row[-1].end)
    cells = [_without_anchors(cell, own) for cell in row]
    wordings = _read_wordings(table, cells)
    step = Step.OPEN
    agreed = cells[table.agreed] if 0 <= table.agreed < len(cells) else None
    if agreed is not None and agreed.words and not agreed.is_mark:
        _add(wordings, agreed, table.names[table.agreed], "")
    if agreed is not None and agreed.is_agreed:
        is_final = table.names[table.agreed].lower().lstrip("* ").startswith("agreed")
        step = Step.AGREED if is_final else Step.AD_REFERENDUM
    if len(wordings) < 2 and step is Step.OPEN:
        return None
    last = row[min(max(table.agreed, table.sides[-1][0]), len(row) - 1)]
    return Slot(
        -1,
        -1,
        SlotKind.COLUMNS,
        row[table.base].start,
        last.end,
        tuple(_make_alternative(one, own) for one in wordings),
        issue_id=own[0].issue_id if own else None,
        step=step,
    )


def _read_wordings(table: ColumnTable, cells: Sequence[Cell]) -> list[_Wording]:
    """The wordings of a row, the base text first; who has none of its own is with the base."""
    base = cells[table.base]
    wordings = [_Wording(base, table.base_name, not base.words or base.is_mark)]
    for column, side in table.sides:
        cell = cells[column] if column < len(cells) else None
        if column == table.base or cell is None or cell.is_same:
            wordings[0].sides.append(side)
        else:
            _add(wordings, cell, side, side)
    return wordings


def _add(wordings: list[_Wording], cell: Cell, label: str, side: str) -> None:
    """Put a cell to the wording that it repeats, or as a new one."""
    known = next((one for one in wordings if _are_the_same(one, cell)), None)
    if known is None:
        known = _Wording(cell, label, cell.is_delete)
        wordings.append(known)
    if side:
        known.sides.append(side)


def _are_the_same(wording: _Wording, cell: Cell) -> bool:
    if cell.is_delete or wording.is_no_text:
        return cell.is_delete and wording.is_no_text
    return _plain(wording.cell.words) == _plain(cell.words)


def _plain(words: str) -> str:
    """Words as they are compared: without emphasis and the layout of blanks."""
    return " ".join(_EMPHASIS.sub(" ", words).split())


def _make_alternative(wording: _Wording, anchors: Sequence[Anchor]) -> Alternative:
    start = wording.cell.start
    end = start if wording.is_no_text else wording.cell.end
    sides = tuple(wording.sides)
    behind = [one for one in anchors if one.start >= wording.cell.end and _is_next(one, wording)]
    return Alternative(
        start,
        wording.cell.end,
        start,
        end,
        is_no_text=wording.is_no_text,
        attribution=Attribution(sides, words=", ".join(sides) or wording.label),
        option_ids=behind[0].option_ids if behind else (),
        label=wording.label,
    )


def _is_next(anchor: Anchor, wording: _Wording) -> bool:
    """Whether an anchor stands right after the words of a cell."""
    return anchor.start - wording.cell.end <= 1


def _anchors_in(anchors: tuple[Anchor, ...], start: int, end: int) -> tuple[Anchor, ...]:
    first = bisect_left(anchors, start, key=lambda anchor: anchor.start)
    last = bisect_left(anchors, end, key=lambda anchor: anchor.start)
    return anchors[first:last]


def _without_anchors(cell: Cell, anchors: Sequence[Anchor]) -> Cell:
    """A cell without the anchors at its end."""
    end = cell.end
    for anchor in reversed(anchors):
        if cell.start <= anchor.start and anchor.end == end:
            kept = cell.words[: anchor.start - cell.start].rstrip()
            cell = Cell(cell.start, cell.start + len(kept), kept)
            end = cell.end
    return cell
