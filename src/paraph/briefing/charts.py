"""The brief's charts as Vega-Lite specifications, drawn from plain data.

Shapes and dashes say all that colours say, so that a page printed in black still reads.
Text of a case goes into data and titles only, never into an expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from paraph.briefing.blocks import Spec
from paraph.briefing.drawing import (
    BLUE,
    GREY,
    INK,
    PALE,
    ZONE,
    Frame,
    Layer,
    Row,
    as_mapping,
    compose_spec,
    encode,
    make_axis,
    make_layer,
    make_scale,
    write_words,
)
from paraph.briefing.wording import clipped
from paraph.negotiation import Estimate

WIDE, NARROW = 660, 330
"""The width of a drawing in pixels: of the text on an A4 page, and of a phone."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A package on the landing chart: its letter, and its value to us and to them."""

    label: str
    ours: Estimate
    theirs: Estimate


@dataclass(frozen=True, slots=True)
class LandingPicture:
    """What the landing chart shows; every value is on its own party's scale, 0..1.

    `others` are packages that aren't proposed: (our value, their value, whether they are
    robust). `frontier` is the frontier at mean values, `cloud` where it may lie.
    """

    our_name: str
    their_name: str
    our_reservation: Estimate
    their_reservation: Estimate
    proposals: tuple[Spot, ...]
    others: tuple[tuple[float, float, bool], ...]
    frontier: tuple[tuple[float, float], ...]
    cloud: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Want:
    """One row of the chart of wants: an issue, its share of the weight, the likely option.

    `chance` says in words how likely the option is; empty where none is told.
    """

    label: str
    importance: Estimate
    option: str
    chance: str
    status: str

    @property
    def wish(self) -> str:
        """The option, with how likely it is."""
        return f"{self.option} ({self.chance})" if self.chance else self.option


@dataclass(frozen=True, slots=True)
class Meeting:
    """One column of the chart of meetings: how many more, and what they would change."""

    n_meetings: int
    p_agreement: Estimate
    p_walkout: Estimate


def draw_landing(picture: LandingPicture, *, width: int) -> Spec:
    """Draw our value against theirs: the frontier, no agreement, the packages proposed."""
    is_narrow = width < WIDE
    frame = Frame(width, 362, left=52, right=10, top=10, bottom=122)
    if not is_narrow:
        frame = Frame(width, 264, left=58, right=190, top=10, bottom=46)
    span_x = _span(picture, 0)
    span_y = _span(picture, 1)
    layers = [
        *_zone_layers(picture, span_x, span_y),
        *_package_layers(picture, is_narrow=is_narrow),
        *_zone_words(picture, span_x, span_y, is_narrow=is_narrow),
        *_proposal_layers(picture.proposals),
    ]
    titles = (
        f"Value to us: {clipped(picture.our_name, 34)} (own scale)",
        f"Value to them: {clipped(picture.their_name, 14)} (own scale)",
    )
    axes = {
        "x": make_axis("x", titles[0], span_x, 5 if is_narrow else 7),
        "y": make_axis("y", titles[1], span_y, 6),
    }
    return compose_spec(frame, layers, axes)


def _span(picture: LandingPicture, axis: int) -> tuple[float, float]:
    """The part of a scale to show: all that is plotted, out to the next tenth."""
    estimates = [picture.our_reservation, picture.their_reservation][axis : axis + 1]
    estimates += [(spot.ours, spot.theirs)[axis] for spot in picture.proposals]
    numbers = [number for e in estimates for number in (e.low, e.mid, e.high)]
    numbers += [point[axis] for point in (*picture.others, *picture.frontier, *picture.cloud)]
    low = max(0.0, floor(10 * min(numbers)) / 10)
    high = min(1.0, ceil(10 * max(numbers)) / 10)
    return (low, high) if high - low >= 0.2 else (max(0.0, low - 0.1), min(1.0, high + 0.1))


def _zone_layers(
    picture: LandingPicture, span_x: tuple[float, float], span_y: tuple[float, float]
) -> list[Layer]:
    ours, theirs = picture.our_reservation, picture.their_reservation
    zone = {"x": ours.mid, "x2": span_x[1], "y": theirs.mid, "y2": span_y[1]}
    band_x = {"x": ours.low, "x2": ours.high, "y": span_y[0], "y2": span_y[1]}
    band_y = {"x": span_x[0], "x2": span_x[1], "y": theirs.low, "y2": theirs.high}
    line = {"type": "rule", "strokeDash": [6, 4], "stroke": INK, "strokeWidth": 1.2}
    corners = encode("x", "y", "x2", "y2")
    band = {"type": "rect", "color": GREY, "opacity": 0.1}
    return [
        make_layer([zone], {"type": "rect", "color": ZONE}, corners),
        make_layer([band_x, band_y], band, corners),
        make_layer([{"x": ours.mid}], line, encode("x")),
        make_layer([{"y": theirs.mid}], line, encode("y=y")),
    ]


def _zone_words(
    picture: LandingPicture,
    span_x: tuple[float, float],
    span_y: tuple[float, float],
    *,
    is_narrow: bool,
) -> list[Layer]:
    x, y = picture.our_reservation.mid, picture.their_reservation.mid
    places = [
        ({"x": span_x[1], "y": span_y[1], "text": "both better off"}, "right", -5, 11),
        ({"x": x, "y": span_y[0], "text": "no agreement: us"}, "left", 5, -8),
    ]
    their_words = {"x": span_x[1], "y": y, "text": "no agreement: them"}
    places.append((their_words, "right", -5, 10) if is_narrow else (their_words, "left", 8, 0))
    style = {"type": "text", "color": INK, "fontSize": 11, "fontStyle": "italic"}
    encoding = {**encode("x", "y"), "text": {"field": "text"}}
    return [
        make_layer(
            [row], {**style, "align": align, "baseline": "middle", "dx": dx, "dy": dy}, encoding
        )
        for row, align, dx, dy in places
    ]


_KINDS = (
    "proposal, with intervals",
    "very likely acceptable to all",
    "other package considered",
    "where the frontier may lie",
)


def _package_layers(picture: LandingPicture, *, is_narrow: bool) -> list[Layer]:
    proposed, robust, other, cloud = _KINDS
    rows: list[Row] = [{"x": x, "y": y, "kind": cloud} for x, y in picture.cloud]
    rows += [
        {"x": x, "y": y, "kind": robust if is_robust else other}
        for x, y, is_robust in picture.others
    ]
    rows += [{"x": s.ours.mid, "y": s.theirs.mid, "kind": proposed} for s in picture.proposals]
    kinds = [kind for kind in _KINDS if any(row["kind"] == kind for row in rows)]
    legend = {
        "title": None,
        "orient": "none",
        "legendX": -30 if is_narrow else 478 - 58 - 16 + 12,
        "legendY": 274 if is_narrow else 14,
        "labelLimit": 280,
        "rowPadding": 3,
    }
    frontier = [{"x": x, "y": y, "order": i} for i, (x, y) in enumerate(picture.frontier)]
    shapes = dict(zip(_KINDS, ("diamond", "circle", "square", "circle"), strict=True))
    fills = dict(zip(_KINDS, (BLUE, GREY, "white", PALE), strict=True))
    strokes = dict(zip(_KINDS, (BLUE, INK, GREY, PALE), strict=True))
    sizes = dict(zip(_KINDS, (150, 44, 30, 8), strict=True))
    encoding = {
        **encode("x", "y"),
        "shape": make_scale("kind", kinds, shapes, legend),
        "fill": make_scale("kind", kinds, fills, legend),
        "stroke": make_scale("kind", kinds, strokes, legend),
        "size": make_scale("kind", kinds, sizes, legend),
    }
    return [
        make_layer(
            frontier,
            {"type": "line", "stroke": GREY, "strokeWidth": 1.2},
            {**encode("x", "y"), "order": {"field": "order", "type": "quantitative"}},
        ),
        make_layer(rows, {"type": "point", "opacity": 1}, encoding),
    ]


def _proposal_layers(proposals: Sequence[Spot]) -> list[Layer]:
    rows = [_spot_row(spot) for spot in proposals]
    rule = {"type": "rule", "stroke": BLUE, "strokeWidth": 1.4}
    letter = {"type": "text", "fontSize": 14, "fontWeight": 600}
    text = {**encode("x", "y"), "text": {"field": "label"}}
    layers = [
        make_layer(rows, rule, encode("x1=x", "y", "x2")),
        make_layer(rows, rule, encode("x", "y1=y", "y2")),
    ]
    for place, row in enumerate(rows):
        dx, dy = _CORNERS[place % len(_CORNERS)]
        at = {**letter, "dx": dx, "dy": dy}
        layers.append(make_layer([row], {**at, "stroke": "white", "strokeWidth": 3}, text))
        layers.append(make_layer([row], {**at, "color": INK}, text))
    return layers


_CORNERS = ((12, -10), (-12, -10), (12, 13), (-12, 13))
"""Where the letters of successive proposals stand, so that near ones don't collide."""


def _spot_row(spot: Spot) -> Row:
    return {
        "label": spot.label,
        "x": spot.ours.mid,
        "x1": spot.ours.low,
        "x2": spot.ours.high,
        "y": spot.theirs.mid,
        "y1": spot.theirs.low,
        "y2": spot.theirs.high,
    }


def draw_wants(wants: Sequence[Want], *, width: int) -> Spec:
    """Draw how much each issue matters to them, with intervals, and what they likely want."""
    if width < WIDE:
        return _draw_wants_narrow(wants, width)
    pitch = 21
    frame = Frame(width, pitch * len(wants) + 62, left=234, right=262, top=24, bottom=38)
    rows = _want_rows(wants, label_length=40, option_length=42)
    heads = (
        ("Issue", -226),
        ("Share of what matters to them", 0),
        ("Option they likely want", frame.plot_width + 14),
    )
    layers = [
        write_words(rows, "label", at=-226, dy=0),
        write_words(rows, "option", at=frame.plot_width + 14, dy=0),
        *[
            write_words([{"text": text, "row": 0}], "text", at=at, dy=-20, is_strong=True)
            for text, at in heads
        ],
        *_want_marks(rows),
    ]
    return compose_spec(frame, layers, _want_axes(wants, pitch * len(wants)))


def _draw_wants_narrow(wants: Sequence[Want], width: int) -> Spec:
    pitch = 52
    frame = Frame(width, pitch * len(wants) + 56, left=8, right=12, top=12, bottom=44)
    rows = _want_rows(wants, label_length=46, option_length=52)
    layers = [
        write_words(rows, "label", at=0, dy=-15, is_strong=True),
        write_words(rows, "option", at=0, dy=15),
        *_want_marks(rows),
    ]
    return compose_spec(frame, layers, _want_axes(wants, pitch * len(wants)))


def _want_rows(wants: Sequence[Want], *, label_length: int, option_length: int) -> list[Row]:
    return [
        {
            "row": index,
            "label": clipped(want.label, label_length),
            "option": replace(
                want, option=clipped(want.option, option_length - len(want.chance))
            ).wish,
            "mid": 100 * want.importance.mid,
            "low": 100 * want.importance.low,
            "high": 100 * want.importance.high,
            "status": want.status,
        }
        for index, want in enumerate(wants)
    ]


def _want_marks(rows: Sequence[Row]) -> list[Layer]:
    rule = {"type": "rule", "stroke": INK, "strokeWidth": 1.6}
    kinds = ("known", "uncertain", "unknown")
    fill = {"known": INK, "uncertain": PALE, "unknown": "white"}
    shape = {"known": "circle", "uncertain": "diamond", "unknown": "square"}
    point = {"type": "point", "stroke": INK, "strokeWidth": 1.4, "size": 64, "opacity": 1}
    return [
        make_layer(rows, rule, {**encode("low=x", "row=y"), "x2": {"field": "high"}}),
        make_layer(
            rows,
            point,
            {
                **encode("mid=x", "row=y"),
                "fill": make_scale("status", kinds, fill, None),
                "shape": make_scale("status", kinds, shape, None),
            },
        ),
    ]


def _want_axes(wants: Sequence[Want], height: int) -> dict[str, dict[str, object]]:
    top = min(100, 10 * ceil(10 * max(want.importance.high for want in wants) + 1e-9))
    share = make_axis("x", "Share of the weight, in %, with 90 % interval", (0, max(top, 10)), 5)
    row: dict[str, object] = {
        "type": "quantitative",
        "scale": {"domain": [-0.5, len(wants) - 0.5], "range": [0, height], "nice": False},
        "axis": None,
    }
    return {"x": share, "y": row}


def draw_meetings(meetings: Sequence[Meeting], *, width: int, go_at: float) -> Spec:
    """Draw what more working-level meetings would change: agreement, and walking out."""
    frame = Frame(width, 206, left=48, right=26, top=26, bottom=44)
    rows = [
        {
            "n": meeting.n_meetings + shift,
            "kind": kind,
            "mid": 100 * p.mid,
            "low": 100 * p.low,
            "high": 100 * p.high,
        }
        for meeting in meetings
        for kind, shift, p in (
            ("agreement", -0.09, meeting.p_agreement),
            ("walk-out", 0.09, meeting.p_walkout),
        )
    ]
    rule = {"type": "rule", "stroke": BLUE, "strokeWidth": 1.4}
    layers = [
        *_threshold_layers(meetings[-1].n_meetings + 0.4, go_at),
        make_layer(rows, rule, {**encode("n=x", "low=y"), "y2": {"field": "high"}}),
        _meeting_points(rows),
    ]
    return compose_spec(frame, layers, _meeting_axes(meetings))


def _threshold_layers(right: float, go_at: float) -> list[Layer]:
    threshold = [{"y": 100 * go_at, "n": right, "text": "go"}]
    word = {"type": "text", "align": "left", "baseline": "middle", "dx": 5, "color": INK}
    return [
        make_layer(threshold, {"type": "rule", "strokeDash": [6, 4], "stroke": INK}, encode("y=y")),
        make_layer(threshold, word, {**encode("n=x", "y=y"), "text": {"field": "text"}}),
    ]


def _meeting_points(rows: Sequence[Row]) -> Layer:
    kinds = ("agreement", "walk-out")
    fill = {"agreement": BLUE, "walk-out": "white"}
    shape = {"agreement": "circle", "walk-out": "triangle-up"}
    legend = {
        "title": None,
        "orient": "none",
        "legendX": 0,
        "legendY": -26,
        "direction": "horizontal",
    }
    point = {"type": "point", "stroke": BLUE, "strokeWidth": 1.4, "size": 64, "opacity": 1}
    encoding = {
        **encode("n=x", "mid=y"),
        "fill": make_scale("kind", kinds, fill, legend),
        "shape": make_scale("kind", kinds, shape, legend),
    }
    return make_layer(rows, point, encoding)


def _meeting_axes(meetings: Sequence[Meeting]) -> dict[str, dict[str, object]]:
    counts = [meeting.n_meetings for meeting in meetings]
    x = make_axis("x", "More working-level meetings first", (counts[0] - 0.4, counts[-1] + 0.4), 4)
    x["axis"] = {**as_mapping(x["axis"]), "values": counts, "format": "d", "grid": False}
    return {"x": x, "y": make_axis("y", "Probability, %", (0, 100), 5)}
