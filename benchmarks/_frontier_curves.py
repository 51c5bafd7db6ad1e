"""The picture of how frontiers grow: points and seconds as issues of ten options are added."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import altair as alt
import vl_convert as vlc

PICTURE = Path(__file__).resolve().parents[1] / "docs/pictures/frontier-growth.svg"

_COLOURS = ("#1f4e79", "#5b9bd5", "#b5651d", "#7a3e9d")
_HEIGHT, _WIDTH = 300, 330


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
        _draw_panel(rows, "points", "points of the frontier", "~s"),
        _draw_panel(rows, "seconds", "seconds of processor", "~g"),
    ]
    chart = alt.hconcat(*panels, spacing=30).configure(font="Source Sans Pro, sans-serif")
    chart = chart.configure_view(stroke=None).configure_axis(gridColor="#e3e7eb")
    PICTURE.write_text(vlc.vegalite_to_svg(chart.to_dict()), encoding="utf-8")
    return PICTURE


def _draw_panel(
    rows: list[dict[str, str | float]], field: str, title: str, number_format: str
) -> alt.LayerChart:
    names = list(dict.fromkeys(str(row["series"]) for row in rows))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("issues:Q", title="issues of ten options", scale=alt.Scale(domain=[0, 80])),
        y=alt.Y(
            f"{field}:Q",
            title=title,
            scale=alt.Scale(type="log"),
            axis=alt.Axis(format=number_format, tickCount=6),
        ),
        color=alt.Color(
            "series:N",
            title=None,
            scale=alt.Scale(domain=names, range=list(_COLOURS[: len(names)])),
            legend=alt.Legend(orient="bottom-right", labelLimit=240) if field == "points" else None,
        ),
    )
    marks = base.mark_line(strokeWidth=2) + base.mark_point(filled=True, size=35)
    return marks.properties(width=_WIDTH, height=_HEIGHT)
