"""The summary in a terminal: one screen, 80 columns, no colour needed."""

import io
from pathlib import Path

from rich.console import Console

from paraph.briefing.content import compose_brief
from paraph.briefing.terminal import render_terminal
from tests.briefing.sample_brief import HOSTILE, sample_brief
from tests.briefing.sample_findings import overridden_findings, sample_findings


def shown(brief, files=(), **options) -> str:
    stream = io.StringIO()
    Console(file=stream, width=80, **options).print(render_terminal(brief, files))
    return stream.getvalue()


def test_it_fits_one_screen() -> None:
    text = shown(compose_brief(sample_findings()), (Path("out/brief.html"), Path("out/brief.pdf")))
    lines = text.splitlines()
    assert len(lines) <= 30
    assert all(len(line) <= 80 for line in lines)
    for words in ("NOT YET", "about 35", "Why", "Next", "1. Agree what", "out/brief.pdf"):
        assert words in text


def test_a_verdict_set_aside_stands_under_the_rules_own() -> None:
    text = shown(compose_brief(overridden_findings()), no_color=True)
    words = " ".join(text.split())
    assert "NOT YET BY THE RULE probability of agreement about 35" in words
    assert "Set aside by Anna Weiss on 27 February 2024: GO, because the licence" in words
    assert len(text.splitlines()) <= 30


def test_without_colour_it_reads_the_same() -> None:
    brief = compose_brief(sample_findings())
    plain = shown(brief, no_color=True)
    assert "\x1b" not in plain
    assert "NOT YET" in plain


def test_long_texts_are_cut_to_three_lines() -> None:
    text = shown(sample_brief("word " * 400))
    assert len(text.splitlines()) <= 9 * 4 + 8
    assert "…" in text


def test_a_case_sends_no_markup_and_no_control_codes() -> None:
    text = shown(sample_brief(HOSTILE), (Path("out/[red]x"),))
    assert "[bold red]x[/]" in text
    assert "out/[red]x" in text
    assert "\x1b" not in text
