"""Mistakes in a case folder, shown at their place: in the terminal, or as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from paraph.errors import Mistake

_TAB = 4
_WIDEST = 72


def render_mistakes(mistakes: Sequence[Mistake], *, style: str = "red") -> RenderableType:
    """Return each mistake with its place, its line, a mark under it, and how to mend it."""
    return Group(*(_render(mistake, style) for mistake in mistakes))


def mistakes_as_json(mistakes: Iterable[Mistake]) -> list[dict[str, str | int]]:
    """Return plain data; lines and columns count from 1, and are 0 where there is no place."""
    return [
        {
            "file": mistake.file,
            "line": mistake.line,
            "column": mistake.column,
            "n_marked": mistake.n_marked,
            "problem": mistake.problem,
            "mend": mistake.mend,
            "excerpt": mistake.excerpt,
        }
        for mistake in mistakes
    ]


def _render(mistake: Mistake, style: str) -> Text:
    place = f"{mistake.file}:{mistake.line}:{mistake.column}" if mistake.line else mistake.file
    text = Text()
    text.append(place, style="bold")
    text.append(f": {mistake.problem}\n", style=style)
    if mistake.excerpt.strip():
        text.append(_excerpt(mistake, style))
    if mistake.mend:
        text.append("    → ", style="green")
        text.append(f"{mistake.mend}\n")
    return text


def _excerpt(mistake: Mistake, style: str) -> Text:
    """Return the part of the line around the mark, and the mark under it."""
    before = mistake.excerpt[: mistake.column - 1].expandtabs(_TAB)
    marked = mistake.excerpt[mistake.column - 1 :][: mistake.n_marked].expandtabs(_TAB)
    after = mistake.excerpt[mistake.column - 1 + mistake.n_marked :].expandtabs(_TAB)
    cut = max(0, len(before) - _WIDEST // 2)
    shown = ("…" if cut else "") + before[cut:]
    room = max(_WIDEST - len(shown), 20)
    marked, after = marked[:room], after[: max(0, room - len(marked))]
    text = Text("    ")
    text.append(shown + marked + after + "\n", style="dim")
    text.append(" " * (4 + len(shown)))
    text.append("^" * max(1, len(marked)) + "\n", style=style)
    return text
