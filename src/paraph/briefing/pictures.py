"""Charts made into pictures, offline: SVG with text as text, and PNG."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import vl_convert

from paraph.briefing.blocks import Spec


def font_folder() -> Path:
    """The folder of the fonts that Paraph ships, so that pages look the same everywhere."""
    return Path(str(files("paraph.briefing") / "fonts"))


def render_svg(spec: Spec) -> str:
    """Render a chart as SVG, without roles of its own: who places it describes it as a whole."""
    return _render_svg(json.dumps(spec, sort_keys=True))


def render_png(spec: Spec) -> bytes:
    """Render a chart as PNG, at twice its size, so that print shows no pixels."""
    return vl_convert.svg_to_png(render_svg(spec), scale=2)


@lru_cache(maxsize=64)
def _render_svg(source: str) -> str:
    _register_fonts()
    svg = vl_convert.vegalite_to_svg(source, allowed_base_urls=[])
    return _without_roles(svg)


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(font_folder()))


def _without_roles(svg: str) -> str:
    """Drop the roles that Vega writes on each group: the chart is described as a whole."""
    return re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
