"""The brief as PDF, set by typst: two pages for the principal, then the annex; tagged."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from typst import Compiler, Fonts, TypstError

from paraph.briefing.blocks import Block, Brief, Chart, Pair, Summary
from paraph.briefing.pictures import font_folder, render_svg
from paraph.briefing.wording import (
    HEADER_LENGTH,
    clipped,
    day_in_words,
    origin_in_words,
    printable,
)
from paraph.files import write_bytes

N_PRINCIPAL_PAGES = 2
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Type sizes in points, tried in turn until the principal's part fits its pages."""


def write_pdf(brief: Brief, path: Path) -> None:
    """Write the brief as PDF; equal briefs give equal bytes on one version of typst."""
    write_bytes(path, render_pdf(brief))


def render_pdf(brief: Brief) -> bytes:
    """Set the brief as a tagged PDF (PDF/UA-1).

    Only the fonts that Paraph ships are used, so that pages are the same everywhere. Where
    a text has letters that they lack, the system's fonts help out; where these lack them
    too, the PDF is tagged but can't claim the standard, which asks for every letter.
    """
    try:
        return _set_pages(brief, _shipped_fonts(), is_strict=True)
    except TypstError:
        fonts = Fonts(include_system_fonts=True, font_paths=[font_folder()])
    try:
        return _set_pages(brief, fonts, is_strict=True)
    except TypstError:
        return _set_pages(brief, fonts, is_strict=False)


def render_first_page(brief: Brief, *, pixels_per_inch: int = 96) -> bytes:
    """Draw the first page of the PDF as PNG, for a page that shows what a brief looks like."""
    pages = _compiler(brief, _shipped_fonts()).compile(format="png", ppi=pixels_per_inch)
    if not isinstance(pages, list):
        raise TypeError("typst returned no pages")
    return pages[0]


def _set_pages(brief: Brief, fonts: Fonts, *, is_strict: bool) -> bytes:
    pages = _compiler(brief, fonts).compile(
        format="pdf",
        pdf_standards="ua-1" if is_strict else None,
        timestamp=_timestamp(brief),
    )
    if not isinstance(pages, bytes):
        raise TypeError("typst returned no PDF")
    return pages


def _compiler(brief: Brief, fonts: Fonts) -> Compiler:
    inputs = {"brief": _content(brief), "size": str(_find_size(brief, fonts))}
    return Compiler(_template(), font_paths=fonts, sys_inputs=inputs)


def _find_size(brief: Brief, fonts: Fonts) -> float:
    """Find the largest type size at which the principal's part fits its pages.

    The smallest is taken where none fits: what is cut from a brief is cut by its content,
    never by its layout.
    """
    content = _content(replace(brief, annex=()))
    for size in SIZES:
        inputs = {"brief": content, "size": str(size)}
        compiler = Compiler(_template(), font_paths=fonts, sys_inputs=inputs)
        last_page = compiler.query("<principal-end>", field="value", one=True)
        if int(last_page) <= N_PRINCIPAL_PAGES:
            return size
    return SIZES[-1]


@cache
def _shipped_fonts() -> Fonts:
    return Fonts(include_system_fonts=False, font_paths=[font_folder()])


def _template() -> Path:
    return Path(str(files("paraph.briefing") / "templates" / "brief.typ"))


def _timestamp(brief: Brief) -> datetime:
    """The record's own day: the same input gives the same bytes, whatever the clock says."""
    day = brief.as_of
    return (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        if day
        else datetime(1970, 1, 1, tzinfo=UTC)
    )


def _content(brief: Brief) -> str:
    day = brief.as_of
    return json.dumps(
        _printable(
            {
                "title": brief.title,
                "summary": _summary(brief.summary),
                "header": f"Brief: {clipped(brief.title, HEADER_LENGTH)}",
                "day": f"Record as of {day_in_words(day)}" if day else "Whole record",
                "date": [day.year, day.month, day.day] if day else None,
                "origin": origin_in_words(brief),
                "facts": brief.facts,
                "principal": [_data(block) for block in brief.principal],
                "annex": [_data(block) for block in brief.annex],
            }
        )
    )


def _summary(summary: Summary) -> str:
    return " ".join(
        part for part in (f"{summary.verdict}:", summary.decision, summary.sentence) if part
    )


def _printable(value: object) -> object:
    """Make every text in the data printable: PDF can't hold control codes in its metadata."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(entry) for entry in value]
    return value


def _data(block: Block) -> dict[str, object]:
    kind = type(block).__name__
    if isinstance(block, Pair):
        left, right = ([_data(part) for part in side] for side in (block.left, block.right))
        return {"kind": kind, "left": left, "right": right}
    if isinstance(block, Chart):
        words = {"title": block.title, "caption": block.caption, "alt": block.alt}
        return {"kind": kind, **words, "svg": render_svg(block.wide)}
    return {"kind": kind, **asdict(block)}
