"""A sweep as a chart: agreement, and walk-outs, by the number of meetings before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import vl_convert as vlc

if TYPE_CHECKING:
    from paraph.simulation.sweeps import Column

_Z = 1.645


def tabulate_sweep(columns: Mapping[str, Column]) -> list[dict[str, object]]:
    """Return a row for each case, mixture, share of gut-led principals and number of meetings.

    Each holds the share of runs that ended in agreement with its 90 % interval (Wilson 1927),
    and the share in which somebody walked out.
    """
    keys = list(
        zip(
            columns["case"].tolist(),
            columns["mixture"].tolist(),
            columns["p_gut"].tolist(),
            columns["n_meetings"].tolist(),
            strict=True,
        )
    )
    groups: dict[tuple[object, ...], list[int]] = {}
    for row, key in enumerate(keys):
        groups.setdefault(key, []).append(row)
    is_agreed, has_walked_out = (
        columns[name].astype(np.float64) for name in ("is_agreed", "has_walked_out")
    )
    rows = []
    for (case, mixture, p_gut, n_meetings), members in groups.items():
        n, share = len(members), float(np.mean(is_agreed[members]))
        low, high = _wilson(share, n)
        rows.append(
            {
                "case": case,
                "mixture": mixture,
                "p_gut": p_gut,
                "n_meetings": n_meetings,
                "n_runs": n,
                "p_agreement": share,
                "low": low,
                "high": high,
                "p_walkout": float(np.mean(has_walked_out[members])),
            }
        )
    return rows


def write_sweep_chart(rows: list[dict[str, object]], file: Path) -> Path:
    """Draw the table of `tabulate_sweep` as an SVG file: a panel a case, a line a mixture."""
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "n_meetings:O", title="meetings before the principals'", axis=alt.Axis(labelAngle=0)
        ),
        color=alt.Color("mixture:N", title="tactics"),
    )
    lines = base.mark_line().encode(
        y=alt.Y("p_agreement:Q", title="agreement", scale=alt.Scale(domain=[0, 1])),
        strokeDash=alt.StrokeDash(
            "p_gut:N", title="gut-led", legend=alt.Legend(symbolType="stroke")
        ),
    )
    points = base.mark_point(filled=True, size=50).encode(
        y=alt.Y("p_agreement:Q", title="agreement"),
        shape=alt.Shape("mixture:N", legend=None),
        detail="p_gut:N",
    )
    bars = base.mark_errorbar().encode(
        y=alt.Y("low:Q", title="agreement"), y2="high:Q", detail="p_gut:N"
    )
    chart = (bars + lines + points).properties(width=320, height=240)
    chart = chart.facet(alt.Facet("case:N", title=None), columns=2)
    unfinished = file.with_suffix(".part")
    unfinished.write_text(vlc.vegalite_to_svg(chart.to_dict()), encoding="utf-8")
    unfinished.replace(file)
    return file


def _wilson(share: float, n: int) -> tuple[float, float]:
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * float(np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)))
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
