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

from paraph.text import (
    ChangeKind,
    CleanText,
    CountedVersion,
    History,
    Merge,
    TextFinding,
    TextStatus,
    Tie,
    trace_words,
)
from paraph.textcases import Settled
from paraph.textversions import TextChanges

N_ROWS = 40
_WIDTH = 70


def show_status(title: str, status: TextStatus) -> RenderableType:
    """One screen: what is open and agreed by article, the open brackets, what comes next."""
    count = status.count
    places = _table("By article", ("Where", "Open", "Agreed"))
    for place in status.places:
        if place.n_open or place.n_agreed:
            places.add_row(Text(place.where), str(place.n_open), str(place.n_agreed))
    rows = _table("Open brackets", ("Line", "Where", "Alternatives", "Who", "Since", "Issue"))
    for row in status.brackets[:N_ROWS]:
        bracket = row.bracket
        since = f"{row.since or ''} {row.introduced_by}".strip()
        issue = (bracket.issue_id or "") + (" (principals)" if row.is_for_principals else "")
        rows.add_row(
            str(bracket.line),
            Text(bracket.where),
            Text(" | ".join(_cut(words, 34) for words in bracket.alternatives)),
            Text(_cut(bracket.attribution)),
            "" if row.since == date.min else since,
            Text("blanket" if bracket.is_blanket else issue),
        )
    marked = _table(
        "Provisions with a mark or colour of their own", ("Line", "Where", "Step", "Words")
    )
    for one in status.provisions[:N_ROWS]:
        marked.add_row(str(one.line), Text(one.where), str(one.step), Text(_cut(one.words)))
    ladder = ", ".join(f"{n} {step}" for step, n in status.steps) or "no brackets, no marks"
    return Group(
        Text(f"{title} ({status.profile} reading)", style="bold"),
        Text(
            f"{count.n_open_pairs} open pairs of brackets, {count.n_blanket} of them blanket; "
            f"{100 * count.share_contested:.0f} % of {count.n_words} words contested."
        ),
        Text(f"Ladder of agreement: {ladder}."),
        places,
        rows,
        *_more(len(status.brackets)),
        *((marked, *_more(len(status.provisions))) if status.provisions else ()),
        *_listed("Who may change what, and what comes next", _next_steps(status)),
        *_listed("Named on open brackets", (f"{name}: {n}" for name, n in status.parties)),
        *_coverage(status),
        *_listed(
            "To mend", (f"line {f.line}: {f.message}; {f.suggestion}" for f in status.findings)
        ),
    )


def _finding_in_words(finding: TextFinding) -> str:
    return f"line {finding.line}: {finding.message}; {finding.suggestion}"


def _next_steps(status: TextStatus) -> list[str]:
    told: dict[str, None] = {}
    for row in status.brackets:
        told.setdefault(f"{row.bracket.step}: {row.who_may_change}; next: {row.next_step}")
    for_principals = [row.bracket.issue_id for row in status.brackets if row.is_for_principals]
    if for_principals:
        told.setdefault(
            f"kept for principals: {', '.join(map(str, dict.fromkeys(for_principals)))}"
        )
    return list(told)


def _coverage(status: TextStatus) -> list[RenderableType]:
    coverage = status.coverage
    if coverage is None:
        return []
    loose = len(coverage.brackets_without_issue)
    lines = [f"{loose} brackets that no issue covers"] if loose else []
    if coverage.issues_without_bracket:
        lines.append(f"no bracket covers: {', '.join(coverage.issues_without_bracket)}")
    lines += [
        f"{i} has no option {o!r}, which an anchor names" for i, o in coverage.unknown_options
    ]
    lines += [f"no wording stands for {i}={o}" for i, o in coverage.unwritten_options]
    return _listed("Text and issues", lines)


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
    table = _table("Proposed ties", ("", "Line", "Where", "Alternatives", "Issue, options", "Why"))
    for number, tie in enumerate(ties, start=1):
        options = ", ".join(option or "–" for option in tie.options)
        table.add_row(
            f"{number}{' ✓' if number in confirmed else ''}",
            str(tie.line),
            Text(tie.where),
            Text(" | ".join(_cut(words, 34) for words in tie.alternatives)),
            Text(f"{tie.issue_id}: {options}"),
            Text(tie.reason),
        )
    if not ties:
        return Text("Every bracket that shares words with an issue is tied already.")
    return Group(table, Text("Write those that are right: --confirm 1 --confirm 3 --out text.md"))


def show_changes(changes: TextChanges) -> RenderableType:
    """What changed between two versions."""
    table = _table("Changes", ("Line", "Where", "Before", "After"))
    for change in changes.changes[:N_ROWS]:
        after = change.new_words or "–"
        if change.kind is ChangeKind.MOVED:
            after = f"(moved from line {change.old_line}) {after}"
        table.add_row(
            str(change.new_line),
            Text(change.where),
            Text(_cut(change.old_words or "–")),
            Text(_cut(after)),
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
        f"{one.term}: {' | '.join(_cut(words) for words in one.definitions)}"
        for one in changes.disputed_terms
    )
    return Group(
        Text(
            f"{len(changes.changes)} changes; {100 * changes.share_kept:.0f} % of the words kept "
            f"in place ({changes.n_words_old} words before, {changes.n_words_new} now)."
        ),
        table,
        *_more(len(changes.changes)),
        *_listed("Verbs that bind more or less", verbs),
        *_listed("References that broke", broken),
        *_listed("Terms defined differently", terms),
    )


def show_merge(merge: Merge, out: Path) -> RenderableType:
    """What a merge did, paragraph by paragraph where anything changed."""
    table = _table(
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
        *_more(len(changed)),
        Text(f"Written: {out}"),
    )


def show_settled(settled: Settled, out: Path | None) -> RenderableType:
    """The settled text, or where it was written."""
    left = [f"{place}: no wording stands for the option" for place in settled.unsettled]
    head = Text(f"{settled.n_closed} open places closed.")
    body = Text(f"Written: {out}") if out else Text(settled.text)
    return Group(head, *_listed("Left open", left), body)


def show_history(history: History, show: str, as_of: date) -> RenderableType:
    """The steps of a history, the origin of each word, or the text."""
    if show == "text":
        return Text(history.as_of(as_of))
    if show == "words":
        table = _table("Who introduced each word", ("When", "By", "Words"))
        for origin in trace_words(history):
            turn = history.turns[origin.turn] if origin.turn >= 0 else None
            day = turn.day if turn else history.base.day
            by = (turn.by or turn.name) if turn else history.base.by or history.base.name
            words = history.source[origin.start : origin.end]
            if words.strip():
                table.add_row(_day(day), Text(by), Text(_cut(words)))
        return table
    table = _table("Turns", ("Amendment", "When", "By", "Session", "What", "Places changed"))
    table.add_row(
        "base", _day(history.base.day), Text(history.base.by), "", Text(history.base.name), ""
    )
    for number, turn in zip(history.numbers, history.turns, strict=True):
        what, session = f"version {turn.name}", ""
        if turn.amendment is not None:
            what, session = f"{turn.amendment.kind}: {_cut(turn.amendment.target)}", turn.name
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


def show_clean(clean: CleanText, out: Path | None) -> RenderableType:
    """The principals' choices, then the clean text, or where it was written."""
    parts: list[RenderableType] = []
    for choice in clean.choices:
        table = _table(
            f"Choice {choice.number}: {choice.issue_id} ({', '.join(choice.places)})",
            ("Option", "Words", "Package", "Value to us", "They accept"),
        )
        for option in choice.options:
            found = option.consequence
            accept = "" if found.p_accept is None else f"{100 * found.p_accept:.0f} %"
            table.add_row(
                Text(option.option_id),
                Text(_cut(option.wording)),
                Text(found.package),
                found.value_in_words,
                accept,
            )
        parts.append(table)
    left = dict.fromkeys(clean.left_open)
    body = Text(f"Written: {out}") if out else Text(clean.text)
    return Group(*parts, *_listed("Not dealt with, left in brackets", left), body)


def _day(day: date) -> str:
    return "" if day == date.min else f"{day}"


def _cut(words: str, width: int = _WIDTH) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= width else f"{joined[: width - 1]}…"


def _more(n_rows: int) -> list[RenderableType]:
    left = n_rows - N_ROWS
    return [Text(f"… and {left} more; --json gives them all.", style="dim")] if left > 0 else []


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _listed(title: str, lines: Iterable[str]) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 1))
    for line in lines:
        grid.add_row("-", Text(line))
    return [Text(""), Text(title, style="bold"), grid] if grid.row_count else []
