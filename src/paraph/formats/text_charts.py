"""How open a text was from version to version, drawn."""

from __future__ import annotations

from collections import Counter
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
            "version": label,
            "place": place,
            "pairs": version.count.n_open_pairs,
            "share": version.count.share_contested,
        }
        for place, (version, label) in enumerate(zip(counted, _labels(counted), strict=True))
    ]
    x = {
        "field": "version",
        "type": "ordinal",
        "sort": {"field": "place"},
        "axis": {"title": None, "labelAngle": -30},
    }
    bars = _panel(x, "pairs", "Open pairs of brackets", {"type": "bar", "color": _BARS}, ",d")
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


def _labels(counted: Sequence[CountedVersion]) -> list[str]:
    """A label of its own for each version: its day, numbered where several share it, or its name.

    Two versions under one label would be added up in the chart.
    """
    stems = [one.name if one.day == date.min else f"{one.day}" for one in counted]
    seen: Counter[str] = Counter()
    labels = []
    for stem in stems:
        seen[stem] += 1
        labels.append(f"{stem} ({seen[stem]})" if stems.count(stem) > 1 else stem)
    return labels


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
