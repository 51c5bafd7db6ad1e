"""A rolling text as a page to read: brackets in colour by depth, who stands behind them, a table.

The page stands alone: no script, no link to anywhere, styles inside. Every word of the draft is in
it, private notes apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape

from paraph.formats.sharing import without_private_notes
from paraph.text import (
    Change,
    ChangeKind,
    CleanText,
    Comparison,
    Draft,
    Profile,
    count_brackets,
    list_brackets,
    parse_text,
)
from paraph.text.profile import COLOUR_MARK
from paraph.text.provisions import Provision
from paraph.text.tables import is_rule, number_rows, read_cells

_STYLE = """
:root { color-scheme: light; --ink: #1c2430; --quiet: #5b6673; --line: #d5dbe2; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f5f7; color: var(--ink);
  font: 16px/1.6 Georgia, "Liberation Serif", serif; }
main { max-width: 52rem; margin: 2rem auto; padding: 2.5rem 3rem; background: var(--paper);
  border: 1px solid var(--line); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
.sum, table, .legend, .note { font-family: "DejaVu Sans", Arial, sans-serif; font-size: .82rem; }
.sum { color: var(--quiet); margin: 0 0 1.5rem; }
.legend { color: var(--quiet); border-top: 1px solid var(--line); border-bottom:
  1px solid var(--line); padding: .5rem 0; margin-bottom: 1.5rem; }
p { margin: 0 0 .7rem; overflow-wrap: anywhere; }
p.point { margin-left: 2rem; } p.sub { margin-left: 4rem; }
p.option { margin-left: 1rem; border-left: 3px solid #b9c6d6; padding-left: .8rem; }
.b { border-radius: 2px; padding: 0 1px; }
.b1 { background: #fdf1d3; } .b2 { background: #dcecfb; } .b3 { background: #e0f3e2; }
.b4 { background: #f8e1ea; } .b5 { background: #eae4f7; } .b6 { background: #e3f1f1; }
.m { font-weight: bold; color: #7a3b00; }
.who { font-family: "DejaVu Sans", Arial, sans-serif; font-size: .74rem; color: #34495e;
  font-weight: bold; }
.issue { font: .7rem "DejaVu Sans", Arial, sans-serif; border: 1px solid #8da2b8; color: #34506e;
  border-radius: 8px; padding: 0 .4rem; white-space: nowrap; }
.green { background: #cfeccf; } .yellow { background: #fff2a8; } .blue { background: #cfe4fa; }
.red { background: #f9d0cc; }
.label { font-weight: bold; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
th { color: var(--quiet); font-weight: normal; border-bottom: 2px solid var(--line); }
.columns { margin: 1rem 0; } .columns tr:first-child td { font-weight: bold; }
td.n { white-space: nowrap; }
ins { background: #d9f0dc; text-decoration: none; border-bottom: 2px solid #2f7d3b; }
del { background: #fae0dd; color: #8a2b20; }
.moved { background: #e4ecfb; border-bottom: 2px dotted #2f5fa8; }
@media (max-width: 40rem) { main { margin: 0; padding: 1.2rem; border: 0; } }
@media print { body { background: #fff; }
  main { border: 0; margin: 0; padding: 0; max-width: none; }
  tr, p { break-inside: avoid; } }
"""
_HASHES = re.compile(r"\s*#{1,6}[ ]+")
_HEADING = re.compile(
    r"(?P<tags>^\s*(?:</?(?:ins|del|span)\b[^>]*>\s*)*|<ins>)(?P<hashes>#{1,6})[ ]+"
)
_DEEPEST = 24
_SHORT = 160


def render_html(draft: Draft, title: str) -> str:
    """Return a page with the draft and the table of its open brackets."""
    draft = parse_text(without_private_notes(draft.source), draft.profile, draft.issue_ids)
    count = count_brackets(draft)
    share = f"{100 * count.share_contested:.0f} % of {count.n_words:,} words contested"
    unmatched = f"; {count.n_unmatched} unmatched marks" if count.n_unmatched else ""
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="sum">{count.n_open_pairs:,} open pairs of brackets, {share}; '
        f"{count.n_blanket} blanket brackets apart{unmatched}.</p>",
        '<p class="legend">Brackets by depth: '
        + " ".join(f'<span class="b b{depth}">[{depth}]</span>' for depth in range(1, 7))
        + ' &#183; <span class="who">who proposes or opposes</span> &#183; '
        '<span class="issue">issue</span></p>',
        *_Paragraphs(draft).render(),
        _register_table(draft),
    ]
    return _page(title, "\n".join(body))


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Paragraphs:
    """Writes a draft's provisions; brackets that run over paragraphs are taken up in the next."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._source = draft.source
        self._depth = 0
        self._marks: dict[int, str] = {}
        for opens, closes in zip(draft.pairs.opens, draft.pairs.closes, strict=True):
            self._marks[opens], self._marks[closes] = "[", "]"
        self._asides = self._find_asides()

    def _find_asides(self) -> dict[int, tuple[int, str]]:
        """Stretches with markup of their own, by their start: (end, HTML)."""
        asides: dict[int, tuple[int, str]] = {}
        for anchor in self._draft.anchors:
            options = f": {', '.join(anchor.option_ids)}" if anchor.option_ids else ""
            html = f'<span class="issue">{escape(anchor.issue_id + options)}</span>'
            asides[anchor.start] = (anchor.end, html)
        for slot in self._draft.slots:
            for one in slot.written:
                if one.attribution.words and one.start > one.mark_start + 1:
                    label = self._source[one.mark_start + 1 : one.start]
                    html = f'<span class="who">{escape(label)}</span>'
                    asides[one.mark_start + 1] = (one.start, html)
        for run in self._draft.colour_runs:
            opening = len(run.colour) + 2
            asides[run.start - opening] = (run.start, "")
            asides[run.end] = (run.end + opening + 1, "")
        return asides

    def render(self) -> Iterator[str]:
        """The paragraphs in order."""
        tables, table = number_rows(self._source), 0
        for provision in self._draft.provisions:
            line = self._source[provision.start : provision.end].strip()
            bar = self._source.find("|", provision.start) if line.startswith("|") else -1
            if tables.get(bar, 0) != table:
                yield "</table>" * bool(table) + '<table class="columns">' * (bar >= 0)
                table = tables.get(bar, 0)
            if table:
                yield from self._write_row(bar, line)
                continue
            opened = "".join(map(_open_mark, range(1, min(self._depth, _DEEPEST) + 1)))
            words = self._write(self._after_hashes(provision), provision.end)
            closed = "</span>" * min(self._depth, _DEEPEST)
            if words.strip():
                tag, kind = _element_of(provision)
                yield f"<{tag}{kind}>{opened}{words.strip()}{closed}</{tag}>"
        yield "</table>" * bool(table)

    def _write_row(self, start: int, line: str) -> Iterator[str]:
        """A row of a table; the line of dashes below its head is none."""
        if is_rule(line):
            return
        cells = []
        for cell in read_cells(self._source, start, start + len(line)):
            opened = "".join(map(_open_mark, range(1, min(self._depth, _DEEPEST) + 1)))
            words = self._write(cell.start, cell.end).replace("&lt;br&gt;", "<br>")
            cells.append(f"<td>{opened}{words}{'</span>' * min(self._depth, _DEEPEST)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"

    def _after_hashes(self, provision: Provision) -> int:
        """Where a provision's words begin, after the mark of a Markdown heading."""
        found = _HASHES.match(self._source, provision.start, provision.end)
        return found.end() if found else provision.start

    def _write(self, start: int, end: int) -> str:
        pieces: list[str] = []
        at = start
        while at < end:
            if at in self._asides and self._asides[at][0] <= end:
                at, html = self._asides[at]
                pieces.append(html)
            elif at in self._marks:
                pieces.append(self._write_mark(self._marks[at]))
                at += 1
            else:
                stop = self._next_stop(at, end)
                pieces.append(self._in_colour(at, escape(self._source[at:stop])))
                at = stop
        return "".join(pieces)

    def _in_colour(self, at: int, words: str) -> str:
        runs = self._draft.colour_runs
        index = bisect_right(runs, at, key=lambda run: run.start) - 1
        is_coloured = index >= 0 and at < runs[index].end
        return f'<span class="{runs[index].colour}">{words}</span>' if is_coloured else words

    def _next_stop(self, at: int, end: int) -> int:
        stop = at + 1
        while stop < end and stop not in self._marks and stop not in self._asides:
            stop += 1
        return stop

    def _write_mark(self, mark: str) -> str:
        html = f'<span class="m">{mark}</span>'
        if mark == "[":
            self._depth += 1
            return (_open_mark(self._depth) if self._depth <= _DEEPEST else "") + html
        self._depth -= 1
        return html + ("</span>" if self._depth < _DEEPEST else "")


def _open_mark(depth: int) -> str:
    return f'<span class="b b{(depth - 1) % 6 + 1}">'


def _element_of(provision: Provision) -> tuple[str, str]:
    if provision.kind in ("part", "heading"):
        return "h2", ""
    if provision.kind in ("article", "working heading"):
        return "h3", ""
    is_sub = provision.kind == "point" and provision.label.strip("()").startswith(("i", "v", "x"))
    kinds = {"point": "sub" if is_sub else "point", "option": "option"}
    kind = kinds.get(provision.kind)
    return "p", f' class="{kind}"' if kind else ""


def _register_table(draft: Draft) -> str:
    """The table of open brackets."""
    rows = []
    for number, row in enumerate(list_brackets(draft), start=1):
        shown = [
            f"{escape(words[:_SHORT])}{'…' if len(words) > _SHORT else ''}"
            for words in row.alternatives
        ]
        marks = [row.issue_id] if row.issue_id else []
        marks += ["blanket"] if row.is_blanket else []
        marks += ["to be filled"] if row.is_blank else []
        rows.append(
            f'<tr><td class="n">{number}</td><td>{escape(row.where)}</td>'
            f"<td>{'<br>'.join(shown)}</td><td>{escape(row.attribution)}</td>"
            f"<td>{escape(', '.join(marks))}</td></tr>"
        )
    if not rows:
        return '<h2>Open brackets</h2><p class="note">None.</p>'
    head = "".join(
        f"<th>{name}</th>" for name in ("", "Where", "Alternatives", "Who", "Issue, kind")
    )
    return (
        f"<h2>Open brackets</h2>\n<table><thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table>"
    )


def render_comparison_html(comparison: Comparison, title: str) -> str:
    """Return a page with the new text, what was put in and what was taken out, and moves."""
    changes = [one for one in comparison.changes if one.kind is not ChangeKind.MOVED]
    moves = [one for one in comparison.changes if one.kind is ChangeKind.MOVED]
    source = comparison.new.source
    spans: list[tuple[int, int, str, str]] = [
        (one.new_start, one.new_end, one.old_words, "ins") for one in changes
    ]
    spans += [(one.new_start, one.new_end, "", "moved") for one in moves]
    pieces: list[str] = []
    at = 0
    for start, end, gone, kind in sorted(spans):
        if start < at:
            continue
        pieces.append(escape(source[at:start]))
        pieces.append(_changed(gone, "del") + " " if gone else "")
        pieces.append(_changed(source[start:end], kind))
        at = end
    pieces.append(escape(source[at:]))
    paragraphs = re.split(r"\n[ \t]*\n", "".join(pieces))
    share = f"{100 * comparison.share_kept:.0f} % of the words kept in place"
    head = (
        f"<h1>{escape(title)}</h1>"
        f'<p class="sum">{len(changes):,} changes, {len(moves)} passages moved; {share}.</p>'
    )
    body = "\n".join(_compared_paragraph(one) for one in paragraphs if one.strip())
    return _page(title, f"{head}\n{body}\n{_moves_table(moves)}")


def _compared_paragraph(html: str) -> str:
    """A paragraph of a comparison; headings without their marks, colours as badges."""
    found = _HEADING.match(html)
    tag = "p" if found is None else "h2" if len(found["hashes"]) == 1 else "h3"
    words = _HEADING.sub(r"\g<tags>", html) if found else html
    badge = r'<span class="issue">\2</span>'
    words = COLOUR_MARK.sub(lambda mark: "" if mark[1] else mark.expand(badge), words)
    return f"<{tag}>{words.strip()}</{tag}>"


def _changed(words: str, kind: str) -> str:
    if not words:
        return ""
    opened, closed = (
        ('<span class="moved">', "</span>") if kind == "moved" else (f"<{kind}>", f"</{kind}>")
    )
    # A change that runs over paragraphs is marked in each, for tags must not cross.
    parts = re.split(r"\n[ \t]*\n", words)
    return "\n\n".join(f"{opened}{escape(part)}{closed}" for part in parts if part.strip())


def _moves_table(moves: list[Change]) -> str:
    if not moves:
        return ""
    rows = "\n".join(
        f'<tr><td class="n">line {one.old_line} &#8594; {one.new_line}</td>'
        f"<td>{escape(one.where)}</td><td>{escape(one.new_words[:_SHORT])}</td></tr>"
        for one in moves
    )
    return (
        "<h2>Passages that moved</h2>\n<table><thead><tr><th>From, to</th><th>Where now</th>"
        f"<th>Words</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )


def render_clean_html(clean: CleanText, profile: Profile, title: str) -> str:
    """Return a page for principals: their choices with consequences first, then the clean text."""
    draft = parse_text(without_private_notes(clean.text), profile)
    choices = []
    for choice in clean.choices:
        rows = "\n".join(
            f'<tr><td class="n">{escape(option.option_id)}</td>'
            f"<td>{escape(option.wording)}</td>"
            f"<td>{escape(option.consequence.package or '–')}</td>"
            f'<td class="n">{option.consequence.value_in_words or "–"}</td>'
            f'<td class="n">{_percent(option.consequence.p_accept)}</td></tr>'
            for option in choice.options
        )
        choices.append(
            f"<h3>Choice {choice.number}: {escape(choice.issue_id)} "
            f"({escape(', '.join(choice.places))})</h3>\n<table><thead><tr><th>Option</th>"
            "<th>Words</th><th>Package</th><th>Value to us</th><th>They accept</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
    left = ""
    if clean.left_open:
        places = escape("; ".join(dict.fromkeys(clean.left_open)))
        left = f'<p class="note">Not dealt with, and left in brackets: {places}.</p>'
    note = '<p class="note">–: no package that is likely to be accepted holds this option.</p>'
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            *choices,
            note if choices else "",
            left,
            "<h2>Text</h2>",
            *_Paragraphs(draft).render(),
        ]
    )
    return _page(title, body)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"
