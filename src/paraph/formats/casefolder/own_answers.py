"""Our answers about our own preference, written into case.yaml with all its comments kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from paraph.case import Case
from paraph.errors import FormatError
from paraph.formats.casefolder.comparisons import find_clashes
from paraph.formats.casefolder.files import CASE
from paraph.formats.casefolder.folder import read_folder
from paraph.formats.casefolder.rendering import (
    choice_entry,
    interval_entry,
    option_values_entry,
    ranking_entry,
)
from paraph.formats.casefolder.writing import replace_file
from paraph.formats.casefolder.yaml_edits import append_entry, keep_entries, set_entry
from paraph.formats.casefolder.yaml_text import Plain
from paraph.negotiation import Choice, StatedImportance, StatedPreference, StatedValues

_Edit = tuple[Callable[..., str], tuple[str, ...], Plain | list[int]]


def write_own_values(folder: Path, values: StatedValues) -> None:
    """Write how good the options of one issue are for us, in place of what was stated of it.

    FormatError where case.yaml stands in a form that can't be added to.
    """
    stated = read_folder(folder).case.we.preference
    kept = tuple(entry for entry in stated.values if entry.issue_id != values.issue_id)
    edit = (set_entry, ("options", values.issue_id), option_values_entry(values))
    _write(folder, replace(stated, values=(*kept, values)), [edit])


def write_own_importance(folder: Path, importance: StatedImportance) -> None:
    """Write shares of importance for some issues, in place of words and shares stated of them.

    So are comparisons of two such issues, and those that can't hold beside the shares, left out.
    A ranking in it is written where one is stated already. FormatError as in `write_own_values`.
    """
    case = read_folder(folder).case
    stated = case.we.preference
    before = stated.importance
    rated = dict(importance.shares)
    edits: list[_Edit] = [
        (set_entry, ("importance", issue_id), interval_entry(share))
        for issue_id, share in importance.shares
    ]
    if before.ranking:
        edits.append((set_entry, ("ranking",), ranking_entry(importance.ranking)))
    after = StatedImportance(
        shares=(*(pair for pair in before.shares if pair[0] not in rated), *importance.shares),
        words=tuple(pair for pair in before.words if pair[0] not in rated),
        ranking=importance.ranking if before.ranking else (),
    )
    compared = [each for each in before.compared if not {each[0], each[2]} <= set(rated)]
    clashing = find_clashes(replace(after, compared=tuple(compared)), case.agenda.issue_ids)
    dropped = [compared[place] for place, _ in clashing]
    kept = [p for p, each in enumerate(before.compared) if each in compared and each not in dropped]
    if len(kept) < len(before.compared):
        edits.append((keep_entries, ("compared",), kept))
    after = replace(after, compared=tuple(before.compared[place] for place in kept))
    _write(folder, replace(stated, importance=after), edits)


def write_choice(folder: Path, choice: Choice) -> None:
    """Write one more choice of ours between two packages. FormatError as in `write_own_values`."""
    stated = read_folder(folder).case.we.preference
    edit = (append_entry, ("choices",), choice_entry(choice))
    _write(folder, replace(stated, choices=(*stated.choices, choice)), [edit])


def _write(folder: Path, expected: StatedPreference, edits: list[_Edit]) -> None:
    case = read_folder(folder).case
    path = folder / CASE
    text = path.read_bytes().decode("utf-8")
    try:
        for change, keys, value in edits:
            text = change(text, ("parties", case.we_id, "preferences", *keys), value)
        replace_file(folder, CASE, text, lambda read: _same_but_ours(read, case, expected))
    except FormatError as error:
        raise FormatError(
            f"{path} can't be changed without a hand: {error}; write the preferences of "
            f"{case.we_id} with one key to a line and each value in one line, then run this again"
        ) from error


def _same_but_ours(read: Case, before: Case, expected: StatedPreference) -> bool:
    """Whether a case is as it was, but for our preference, which is as expected."""
    ours = replace(read.we, preference=before.we.preference)
    parties = tuple(ours if party.id == read.we_id else party for party in read.parties)
    is_same = replace(read, parties=parties) == before
    return is_same and _in_order(read.we.preference) == _in_order(expected)


def _in_order(stated: StatedPreference) -> StatedPreference:
    """The same preference, with its entries in order of their names."""
    importance = replace(
        stated.importance,
        shares=tuple(sorted(stated.importance.shares, key=lambda pair: pair[0])),
        words=tuple(sorted(stated.importance.words)),
    )
    values = tuple(sorted(stated.values, key=lambda entry: entry.issue_id))
    return replace(stated, importance=importance, values=values)
