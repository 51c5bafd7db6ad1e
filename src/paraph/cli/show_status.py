"""The state of a rolling text on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from paraph.cli.show_text import count_more, cut, list_lines, titled_table
from paraph.text import BracketRow, TextFinding, TextStatus

# What a status shows of each list, so that it stays one screen or two.
N_ROWS_ON_SCREEN = 12
N_ALTERNATIVES = 4
N_NAMED = 12
_N_ALWAYS = 3
_ALTERNATIVES = 2
# The columns of the table of brackets and how wide each may be; 0 is what is left.
_WIDEST = {"Line": 5, "Where": 24, "Alternatives": 0, "Who": 22, "Issue": 18, "Since": 14}


def show_status(title: str, status: TextStatus) -> RenderableType:
    """One screen: what is open and agreed by article, the open brackets, what comes next."""
    count = status.count
    ladder = ", ".join(f"{n} {step}" for step, n in status.steps) or "no brackets, no marks"
    return Group(
        Text(f"{title} ({status.profile} reading)", style="bold"),
        Text(
            f"{count.n_open_pairs} open pairs of brackets, {count.n_blanket} of them blanket; "
            f"{100 * count.share_contested:.0f} % of {count.n_words} words contested."
        ),
        Text(f"Ladder of agreement: {ladder}."),
        *list_lines("Who may change what, and what comes next", _next_steps(status)),
        *list_lines("Named on open brackets", _named(status)),
        Text(""),
        *_show_places(status),
        *_show_brackets(status),
        *_show_marked(status),
        *_coverage(status),
        *list_lines("To mend", _to_mend(status)),
    )


def _named(status: TextStatus) -> list[str]:
    """The parties on open brackets, most often named first, on one line."""
    told = ", ".join(f"{name} {n}" for name, n in status.parties[:N_NAMED])
    left = len(status.parties) - N_NAMED
    return [told + (f", and {left} more" if left > 0 else "")] if told else []


def _show_places(status: TextStatus) -> list[RenderableType]:
    """What is open and agreed by article, the most open first where there are many."""
    places = [place for place in status.places if place.n_open or place.n_agreed]
    shown = places
    title = "By article"
    if len(places) > N_ROWS_ON_SCREEN:
        shown = sorted(places, key=lambda place: -place.n_open)[:N_ROWS_ON_SCREEN]
        title = "By article, the most open first"
    table = titled_table(title, ("Where", "Open", "Agreed"))
    for place in shown:
        table.add_row(Text(place.where), str(place.n_open), str(place.n_agreed))
    return [table, *count_more(len(places), N_ROWS_ON_SCREEN)]


def _show_brackets(status: TextStatus) -> list[RenderableType]:
    """The open brackets, each alternative on a line; what is the same for all is said once."""
    rows = status.brackets[:N_ROWS_ON_SCREEN]
    if not rows:
        return []
    shared = _shared_labels([row.bracket.where for row in rows])
    told = [_bracket_cells(row, len(shared)) for row in rows]
    since = {cells[-1] for cells in told}
    titles = tuple(_WIDEST) if len(since) > 1 else tuple(_WIDEST)[:-1]
    used = [k for k in range(len(titles)) if k < _N_ALWAYS or any(cells[k] for cells in told)]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    for k in used:
        widest = _WIDEST[titles[k]]
        table.add_column(
            titles[k],
            overflow="ellipsis" if k == _ALTERNATIVES else "fold",
            max_width=widest or None,
            ratio=None if widest else 1,
        )
    for cells in told:
        table.add_row(*(Text(cells[k], no_wrap=k == _ALTERNATIVES) for k in used))
    same = f", all since {min(since)}" if len(since) == 1 and min(since) else ""
    place = f" in {', '.join(shared)}" if shared else ""
    kept = any(row.is_for_principals for row in rows)
    return [
        Text(f"Open brackets{place}{same}", style="bold"),
        table,
        *([Text("* kept for principals", style="dim")] if kept else []),
        *count_more(len(status.brackets), N_ROWS_ON_SCREEN),
    ]


def _shared_labels(places: Sequence[str]) -> list[str]:
    """The labels that all places begin with; each keeps one label of its own at least."""
    split = [place.split(", ") for place in places]
    shared: list[str] = []
    for labels in zip(*(labels[:-1] for labels in split), strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return shared


def _bracket_cells(row: BracketRow, n_shared: int) -> tuple[str, ...]:
    bracket = row.bracket
    by = "" if row.introduced_by == str(row.since) else row.introduced_by
    shown = [cut(words) for words in bracket.alternatives[:N_ALTERNATIVES]]
    left = len(bracket.alternatives) - len(shown)
    return (
        str(bracket.line),
        ", ".join(bracket.where.split(", ")[n_shared:]),
        "\n".join([*(f"- {words}" for words in shown), *([f"… {left} more"] if left else [])]),
        cut(bracket.attribution),
        ("blanket" if bracket.is_blanket else bracket.issue_id or "")
        + ("*" if row.is_for_principals else ""),
        "" if row.since in (None, date.min) else f"{row.since} {by}".strip(),
    )


def _show_marked(status: TextStatus) -> list[RenderableType]:
    if not status.provisions:
        return []
    table = titled_table(
        "Provisions with a mark or colour of their own", ("Line", "Where", "Step", "Words")
    )
    for one in status.provisions[:N_ROWS_ON_SCREEN]:
        table.add_row(str(one.line), Text(one.where), str(one.step), Text(cut(one.words)))
    return [table, *count_more(len(status.provisions), N_ROWS_ON_SCREEN)]


def _to_mend(status: TextStatus) -> list[str]:
    shown = [_finding_in_words(finding) for finding in status.findings[:N_ROWS_ON_SCREEN]]
    left = len(status.findings) - len(shown)
    return [*shown, f"and {left} more; --json gives them all"] if left else shown


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
    return list_lines("Text and issues", lines)
