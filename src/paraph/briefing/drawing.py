"""What every chart is drawn with: frames, axes, layers, one typeface, few colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paraph.briefing.blocks import Spec

Layer = dict[str, object]
Row = Mapping[str, object]

FONT = "Source Sans Pro"
INK, BLUE, GREY, PALE, ZONE = "#1d2733", "#1f4e79", "#6b7682", "#c3cad2", "#e9f0f7"


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing in pixels, and the margins around what is plotted."""

    width: int
    height: int
    left: int
    right: int
    top: int = 8
    bottom: int = 44

    @property
    def plot_width(self) -> int:
        """The width of what is plotted."""
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        """The height of what is plotted."""
        return self.height - self.top - self.bottom


def make_scale(
    field: str, kinds: Sequence[str], values: Mapping[str, object], legend: object
) -> dict[str, object]:
    """Encode a field of kinds by the shape, colour or size that `values` gives each."""
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(kinds), "range": [values[kind] for kind in kinds]},
        "legend": legend,
    }


def write_words(
    rows: Sequence[Row], field: str, *, at: float, dy: int, is_strong: bool = False
) -> Layer:
    """Write a field of each row at a distance from the left edge, in pixels."""
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "dy": dy,
        "fontWeight": 600 if is_strong else 400,
        "color": INK,
    }
    return make_layer(rows, mark, {"x": {"value": at}, **encode("row=y"), "text": {"field": field}})


def as_mapping(value: object) -> dict[str, object]:
    """Return a copy of a mapping within a specification, empty where it isn't one."""
    return dict(value) if isinstance(value, dict) else {}


def make_axis(
    channel: str, title: str, span: tuple[float, float], n_ticks: int
) -> dict[str, object]:
    """Describe a numeric axis over a span; only the upright one carries a grid."""
    return {
        "type": "quantitative",
        "scale": {"domain": list(span), "nice": False, "zero": False},
        "axis": {"title": title, "tickCount": n_ticks, "grid": channel == "y"},
    }


def encode(*fields: str) -> dict[str, object]:
    """Encode fields on channels: "x" names both; "low=y" puts field low on channel y."""
    encoding: dict[str, object] = {}
    for field in fields:
        name, _, channel = field.partition("=")
        channel = channel or name
        is_end = channel in ("x2", "y2")
        encoding[channel] = {"field": name} if is_end else {"field": name, "type": "quantitative"}
    return encoding


def make_layer(rows: Sequence[Row], mark: Row, encoding: Row) -> Layer:
    """Draw rows with one mark, by an encoding of their fields."""
    return {
        "data": {"values": [dict(row) for row in rows]},
        "mark": {**mark, "clip": False, "aria": False},
        "encoding": dict(encoding),
    }


def compose_spec(
    frame: Frame, layers: Sequence[Layer], axes: Mapping[str, dict[str, object]]
) -> Spec:
    """Put layers into one drawing of a fixed size; all share the axes given."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": frame.plot_width,
        "height": frame.plot_height,
        "autosize": {"type": "none"},
        "padding": {
            "left": frame.left,
            "right": frame.right,
            "top": frame.top,
            "bottom": frame.bottom,
        },
        "background": "white",
        "layer": [_with_axes(layer, axes) for layer in layers],
        "config": _CONFIG,
    }


def _with_axes(layer: Layer, axes: Mapping[str, dict[str, object]]) -> Layer:
    encoding = as_mapping(layer["encoding"])
    for channel, axis in axes.items():
        if "field" in as_mapping(encoding.get(channel)):
            encoding[channel] = {**as_mapping(encoding[channel]), **axis}
    return {**layer, "encoding": encoding}


_CONFIG = {
    "font": FONT,
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": 12},
    "axis": {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 11,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": "#e3e7eb",
        "titleLimit": 400,
    },
    "legend": {"labelFont": FONT, "labelFontSize": 12, "labelColor": INK, "symbolStrokeWidth": 1.4},
}
