"""The brief as one HTML file: offline, without scripts, for screen, phone and print."""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from paraph.briefing.blocks import Block, Brief, Chart, Column, Heading, Spec, Table, walk
from paraph.briefing.pictures import render_svg
from paraph.briefing.wording import origin_in_words, printable
from paraph.files import write_bytes


def write_html(brief: Brief, path: Path) -> None:
    """Write the brief as one HTML file that needs nothing else; equal briefs, equal bytes."""
    write_bytes(path, render_html(brief).encode())


def render_html(brief: Brief) -> str:
    """Render the brief as a standalone page. Everything of the case is escaped.

    The page's own policy allows its one style sheet and nothing else: no script, no
    request, no form.
    """
    headings = [b for b in walk(brief.principal + brief.annex) if isinstance(b, Heading)]
    anchors = {id(heading): f"part-{number}" for number, heading in enumerate(headings, 1)}
    style = _style()
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    page = _environment().get_template("brief.html.j2")
    return page.render(
        brief=brief,
        contents=[heading for heading in headings if heading.level <= 3],
        origin=origin_in_words(brief),
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'",
        anchor=lambda heading: anchors[id(heading)],
        kind_of=_kind_of,
        picture=_picture,
        share=_share,
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("paraph.briefing"),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _printable(value: object) -> object:
    return printable(value) if type(value) is str else value


@cache
def _style() -> str:
    return (files("paraph.briefing") / "templates" / "brief.css").read_text(encoding="utf-8")


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _share(table: Table, column: Column) -> int:
    """The share of the table's width that a column takes, in steps of 5 % as the styles have."""
    return 5 * max(1, round(20 * column.width / sum(each.width for each in table.columns)))


def _picture(chart: Chart, spec: Spec) -> Markup:
    """Return the drawing as an image with its description; Vega escapes the text in it."""
    label = escape(printable(chart.alt), quote=True)
    svg = render_svg(spec).replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return Markup(svg)
