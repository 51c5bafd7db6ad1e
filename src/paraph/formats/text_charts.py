"""How open a text was from version to version, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import vl_convert

from paraph.text import CountedVersion

_INK, _QUIET, _BARS, _LINE = "#1c2430", "#5b6673", "#9db4cd", "#a24a17"


def render_burndown(counted: Sequence[CountedVersion]) -> str:
    """Return an SVG: open pairs as bars, the share of contested words below, by version.

    Two panels, for a count and a share have no scale in common.
    """
    svg = vl_convert.vegalite_to_svg(specify_burndown(counted))
    return str(svg)


def specify_burndown(counted: Sequence[CountedVersion]) -> dict[str, Any]:
    """Return the Vega-Lite specification of the chart."""
    values = [
        {
            "version": version.name if version.day == date.min else f"{version.day}",
            "place": place,
            "pairs": version.count.n_open_pairs,
            "share": version.count.share_contested,
        }
        for place, version in enumerate(counted)
    ]
    x = {
        "field": "version",
        "type": "ordinal",
        "sort": {"field": "place"},
        "axis": {"title": None, "labelAngle": -30},
    }
    bars = _panel(x, "pairs", "Open pairs of brackets", {"type": "bar", "color": _BARS}, ",")
    line = _panel(
        x,
        "share",
        "Contested words (blanket brackets apart)",
        {"type": "line", "color": _LINE, "point": {"color": _LINE}},
        ".0%",
    )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": values},
        "vconcat": [bars, line],
        "config": {
            "view": {"stroke": None},
            "axis": {"labelColor": _QUIET, "titleColor": _INK, "gridColor": "#e4e8ec"},
            "font": "DejaVu Sans",
        },
    }


def _panel(
    x: dict[str, Any], field: str, title: str, mark: dict[str, Any], style: str
) -> dict[str, Any]:
    y = {"field": field, "type": "quantitative", "axis": {"title": None, "format": style}}
    label = {
        "mark": {"type": "text", "dy": -8, "color": _INK},
        "encoding": {"text": {"field": field, "type": "quantitative", "format": style}},
    }
    return {
        "width": 520,
        "height": 170,
        "title": {"text": title, "anchor": "start", "color": _INK, "fontSize": 13},
        "encoding": {"x": x, "y": y},
        "layer": [{"mark": mark}, label],
    }
