"""The rolling text in a terminal: its state, counts, changes, merges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from paraph.negotiation import Agenda
from paraph.text import (
    ChangeKind,
    CleanText,
    CountedVersion,
    History,
    Merge,
    Tie,
    trace_words,
)
from paraph.textcases import Settled
from paraph.textversions import TextChanges

N_ROWS = 40
_WIDTH = 70


def show_counts(counted: Sequence[CountedVersion]) -> RenderableType:
    """The counts of versions, and the rule."""
    columns = ("Version", "Pairs", "Nested", "Options", "Blanket", "Words", "Contested", "Stray")
    table = Table(title="Brackets by version", title_justify="left", box=box.SIMPLE)
    for column in columns:
        table.add_column(
            column, justify="left" if column == "Version" else "right", overflow="fold"
        )
    days = Counter(version.day for version in counted)
    for version in counted:
        count = version.count
        is_known = version.day != date.min and days[version.day] == 1
        numbers = (count.n_open_pairs, count.n_nested, count.n_alternatives, count.n_blanket)
        table.add_row(
            Text(f"{version.day}" if is_known else version.name),
            *(f"{number:,}" for number in (*numbers, count.n_words)),
            f"{100 * count.share_contested:.1f} %",
            f"{count.n_unmatched}",
        )
    rules = dict.fromkeys(version.count.rule for version in counted)
    named = "Options: alternatives as in the rule; stray: marks without a partner."
    return Group(table, *(Text(rule, style="dim") for rule in rules), Text(named, style="dim"))


def show_ties(ties: Sequence[Tie], confirmed: frozenset[int]) -> RenderableType:
    """Proposed ties, numbered."""
    table = titled_table(
        "Proposed ties", ("", "Line", "Where", "Alternatives", "Issue, options", "Why")
    )
    for number, tie in enumerate(ties, start=1):
        options = ", ".join(option or "–" for option in tie.options)
        table.add_row(
            f"{number}{' ✓' if number in confirmed else ''}",
            str(tie.line),
            Text(tie.where),
            Text(" | ".join(cut(words, 34) for words in tie.alternatives)),
            Text(f"{tie.issue_id}: {options}"),
            Text(tie.reason),
        )
    if not ties:
        return Text("Every bracket that shares words with an issue is tied already.")
    return Group(table, Text("Write those that are right: --confirm 1 --confirm 3 --out text.md"))


def show_changes(changes: TextChanges) -> RenderableType:
    """What changed between two versions."""
    table = titled_table("Changes", ("Old line", "New line", "Where", "Before", "After"))
    for change in changes.changes[:N_ROWS]:
        is_new, is_gone = change.kind is ChangeKind.INSERTED, change.kind is ChangeKind.DELETED
        after = f"{'(moved) ' if change.kind is ChangeKind.MOVED else ''}{change.new_words or '–'}"
        is_cited = not change.where.startswith("line ")
        where = f"{change.where}{' (old)' if is_gone else ''}" if is_cited else ""
        table.add_row(
            "" if is_new else str(change.old_line),
            "" if is_gone else str(change.new_line),
            Text(where),
            Text(cut(change.old_words or "–")),
            Text(cut(after)),
        )
    verbs = (
        f"{one.where}, line {one.new_line}: {one.old_verb} became {one.new_verb} "
        f"({'stronger' if one.is_stronger else 'weaker'})"
        for one in changes.verb_changes
    )
    broken = (
        f"line {one.line}: {one.words} leads nowhere now" for one in changes.broken_references
    )
    terms = (
        f"{one.term}: {' | '.join(cut(words) for words in one.definitions)}"
        for one in changes.disputed_terms
    )
    return Group(
        Text(
            f"{len(changes.changes)} changes; {100 * changes.share_kept:.0f} % of the words kept "
            f"in place ({changes.n_words_old} words before, {changes.n_words_new} now)."
        ),
        table,
        *count_more(len(changes.changes)),
        *list_lines("Verbs that bind more or less", verbs),
        *list_lines("References that broke", broken),
        *list_lines("Terms defined differently", terms),
    )


def show_merge(merge: Merge, out: Path) -> RenderableType:
    """What a merge did, paragraph by paragraph where anything changed."""
    table = titled_table(
        "Merged paragraphs and their sources", ("Merged", "Base", "First", "Second", "Why")
    )
    changed = [
        row for row in merge.paragraphs if len(row.reasons) > 1 or row.reasons[0] != "unchanged"
    ]
    for row in changed[:N_ROWS]:
        table.add_row(
            Text(f"{row.merged_where or 'gone'} (line {row.merged_line})"),
            Text(row.base_where),
            Text(row.ours_where),
            Text(row.theirs_where),
            Text("; ".join(reason for reason in row.reasons if reason != "unchanged")),
        )
    return Group(
        Text(f"Conflicts: {merge.n_conflicts}. No word of either copy is lost."),
        table,
        *count_more(len(changed)),
        Text(f"Written: {out}"),
    )


def show_settled(settled: Settled, out: Path | None) -> RenderableType:
    """The settled text, or where it was written."""
    left = [f"{place}: no wording stands for the option" for place in settled.unsettled]
    head = Text(f"{settled.n_closed} open places closed.")
    body = Text(f"Written: {out}") if out else Text(settled.text)
    return Group(head, *list_lines("Left open", left), body)


def show_history(history: History, show: str, as_of: date) -> RenderableType:
    """The steps of a history, the origin of each word, or the text."""
    if show == "text":
        return Text(history.as_of(as_of))
    if show == "words":
        table = titled_table("Who introduced each word", ("When", "By", "Words"))
        for origin in trace_words(history):
            turn = history.turns[origin.turn] if origin.turn >= 0 else None
            day = turn.day if turn else history.base.day
            by = (turn.by or turn.name) if turn else history.base.by or history.base.name
            words = history.source[origin.start : origin.end]
            if words.strip():
                table.add_row(_day(day), Text(by), Text(cut(words)))
        return table
    table = titled_table("Turns", ("Amendment", "When", "By", "Session", "What", "Places changed"))
    table.add_row(
        "base", _day(history.base.day), Text(history.base.by), "", Text(history.base.name), ""
    )
    for number, turn in zip(history.numbers, history.turns, strict=True):
        what, session = f"version {turn.name}", ""
        if turn.amendment is not None:
            what, session = f"{turn.amendment.kind}: {cut(turn.amendment.target)}", turn.name
        if number in history.undone:
            what = f"{what} (undone)"
        table.add_row(
            str(number or ""),
            _day(turn.day),
            Text(turn.by),
            Text(session),
            Text(what),
            str(len(turn.splices)),
        )
    return table


def show_clean(clean: CleanText, agenda: Agenda) -> RenderableType:
    """The principals' choices with what follows from each, and what nobody has dealt with."""
    parts: list[RenderableType] = []
    for choice in clean.choices:
        issue = agenda.issue(choice.issue_id)
        table = titled_table(
            f"Choice {choice.number}: {issue.label} ({', '.join(choice.places)})",
            ("Option", "Words", "Goes with", "Value to us", "They accept"),
        )
        for option in choice.options:
            found = option.consequence
            accept = "–" if found.p_accept is None else f"{100 * found.p_accept:.0f} %"
            labels = {one.id: one.label for one in issue.options}
            table.add_row(
                Text(labels.get(option.option_id, option.option_id)),
                Text(option.wording),
                Text(found.package or "–"),
                found.value_in_words or "–",
                accept,
                end_section=True,
            )
        parts.append(table)
    if parts:
        told = "Goes with: the other choices of the package likeliest to be accepted that holds it."
        parts.append(Text(f"{told} Value to us: 0 to 1.", style="dim"))
    left = dict.fromkeys(clean.left_open)
    return Group(*parts, *list_lines("Not dealt with, left in brackets", left), Text(""))


def _day(day: date) -> str:
    return "" if day == date.min else f"{day}"


def cut(words: str, width: int = _WIDTH) -> str:
    """One line of words, shortened to a width."""
    joined = " ".join(words.split())
    return joined if len(joined) <= width else f"{joined[: width - 1]}…"


def count_more(n_rows: int, n_shown: int = N_ROWS) -> list[RenderableType]:
    """How many rows are not shown, if any."""
    left = n_rows - n_shown
    return [Text(f"… and {left} more; --json gives them all.", style="dim")] if left > 0 else []


def titled_table(title: str, columns: tuple[str, ...]) -> Table:
    """An empty table with its title and columns."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def list_lines(title: str, lines: Iterable[str]) -> list[RenderableType]:
    """Lines under a title; nothing where there are none."""
    grid = Table.grid(padding=(0, 1))
    for line in lines:
        grid.add_row("-", Text(line))
    return [Text(""), Text(title, style="bold"), grid] if grid.row_count else []
