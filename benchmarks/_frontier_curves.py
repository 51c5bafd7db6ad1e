"""The picture of how frontiers grow: points and seconds as issues of ten options are added."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import altair as alt
import vl_convert as vlc

PICTURE = Path(__file__).resolve().parents[1] / "docs/pictures/frontier-growth.svg"

_COLOURS = ("#1f4e79", "#5b9bd5", "#b5651d", "#7a3e9d")
_HEIGHT, _WIDTH = 300, 350
_FAR = 40  # issues; a curve that ends there has its name on its left


@dataclass(frozen=True)
class Size:
    """One solved problem of a series: its issues, the points of its frontier, its seconds."""

    series: str
    n_issues: int
    n_points: int
    seconds: float


def draw_growth(sizes: list[Size]) -> Path:
    """Draw both curves of every series side by side, on logarithmic scales; return the file."""
    rows = [
        {"series": s.series, "issues": s.n_issues, "points": s.n_points, "seconds": s.seconds}
        for s in sizes
    ]
    panels = [
        _draw_panel(rows, "points", "points of the frontier", ",.0f"),
        _draw_panel(rows, "seconds", "seconds of processor", "~g"),
    ]
    chart = alt.hconcat(*panels, spacing=30).configure(font="Source Sans Pro, sans-serif")
    chart = chart.configure_view(stroke=None).configure_axis(
        gridColor="#e3e7eb", titleFontWeight="normal", titleFontSize=12
    )
    PICTURE.write_text(vlc.vegalite_to_svg(chart.to_dict()), encoding="utf-8")
    return PICTURE


def _draw_panel(
    rows: list[dict[str, str | float]], field: str, title: str, number_format: str
) -> alt.LayerChart:
    """Draw one curve for each series, with its name at its end."""
    names = list(dict.fromkeys(str(row["series"]) for row in rows))
    decades = [10.0**power for power in range(-4, 6)]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("issues:Q", title="issues of ten options", scale=alt.Scale(domain=[0, 80])),
        y=alt.Y(
            f"{field}:Q",
            title=title,
            scale=alt.Scale(type="log"),
            axis=alt.Axis(format=number_format, values=decades),
        ),
        color=alt.Color(
            "series:N",
            scale=alt.Scale(domain=names, range=list(_COLOURS[: len(names)])),
            legend=None,
        ),
    )
    marks = base.mark_line(strokeWidth=2) + base.mark_point(filled=True, size=35, opacity=1)
    for place, name in enumerate(names):
        end = [row for row in rows if row["series"] == name][-1]
        is_far = float(end["issues"]) > _FAR
        # The lowest curve, which comes first, has its name below.
        dy = (36 if place == 0 else -12) if is_far else 0
        label = base.mark_text(
            align="right" if is_far else "left", dx=0 if is_far else 8, dy=dy
        ).encode(text="series:N")
        marks += label.properties(data=alt.InlineData(values=[end]))
    return marks.properties(width=_WIDTH, height=_HEIGHT)
