"""The charts are valid Vega-Lite, read without colour, and draw what they are given."""

import json
from importlib.resources import files

import jsonschema
import pytest

from paraph.briefing.charts import (
    NARROW,
    WIDE,
    LandingPicture,
    Meeting,
    Spot,
    Want,
    draw_landing,
    draw_meetings,
    draw_wants,
)
from paraph.briefing.pictures import render_png, render_svg
from paraph.negotiation import Estimate

PICTURE = LandingPicture(
    our_name="Alpine Pumps",
    their_name="Boreal Machines",
    our_reservation=Estimate(0.4, 0.3, 0.5),
    their_reservation=Estimate(0.35, 0.2, 0.5),
    proposals=(
        Spot("A", Estimate(0.6, 0.5, 0.7), Estimate(0.5, 0.4, 0.6)),
        Spot("B", Estimate(0.5, 0.4, 0.6), Estimate(0.6, 0.5, 0.7)),
    ),
    others=((0.45, 0.5, True), (0.4, 0.4, False)),
    frontier=((0.7, 0.3), (0.5, 0.6)),
    cloud=((0.7, 0.35), (0.5, 0.65)),
)
WANTS = (
    Want("Fee", Estimate(0.5, 0.4, 0.6), "low", "about 80 %", "known"),
    Want("Field", Estimate(0.3, 0.1, 0.5), "wide", "about 60 %", "uncertain"),
    Want("Audit", Estimate(0.2, 0.0, 0.4), "none", "about 50 %", "unknown"),
)
MEETINGS = tuple(Meeting(n, Estimate(0.4, 0.3, 0.5), Estimate(0.1, 0.05, 0.2)) for n in range(4))
SPECS = {
    "landing": draw_landing(PICTURE, width=WIDE),
    "landing on a phone": draw_landing(PICTURE, width=NARROW),
    "wants": draw_wants(WANTS, width=WIDE),
    "wants on a phone": draw_wants(WANTS, width=NARROW),
    "meetings": draw_meetings(MEETINGS, width=320, go_at=0.6),
}


@pytest.fixture(scope="module")
def schema() -> dict:
    path = files("altair") / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SPECS)
def test_charts_are_valid_vega_lite(name: str, schema: dict) -> None:
    jsonschema.Draft7Validator(schema).validate(SPECS[name])


@pytest.mark.parametrize("name", SPECS)
def test_charts_have_the_size_that_they_say(name: str) -> None:
    spec = SPECS[name]
    width = spec["width"] + spec["padding"]["left"] + spec["padding"]["right"]
    assert f'width="{width}"' in render_svg(spec)[:200]


def test_proposals_are_labelled_and_axes_named() -> None:
    svg = render_svg(SPECS["landing"])
    for words in (">A<", ">B<", "Value to us: Alpine Pumps", "no agreement: us", "both better off"):
        assert words in svg


def test_kinds_differ_in_shape_and_not_in_colour_alone() -> None:
    (layer,) = [
        layer
        for layer in SPECS["landing"]["layer"]
        if "shape" in layer["encoding"] and layer["mark"]["type"] == "point"
    ]
    shapes = layer["encoding"]["shape"]["scale"]["range"]
    sizes = layer["encoding"]["size"]["scale"]["range"]
    assert len(set(zip(shapes, sizes, strict=True))) == len(shapes)


def test_kinds_that_do_not_occur_are_not_in_the_legend() -> None:
    bare = LandingPicture(
        "us", "them", PICTURE.our_reservation, PICTURE.their_reservation, (), (), (), ((0.5, 0.5),)
    )
    svg = render_svg(draw_landing(bare, width=WIDE))
    assert "where the frontier may lie" in svg
    assert "proposal, with intervals" not in svg


def test_a_long_option_is_cut_and_its_probability_is_not() -> None:
    want = Want(
        "Fee", Estimate(0.5, 0.4, 0.6), "as low as it can be made " * 4, "about 80 %", "known"
    )
    assert "… (about 80 %)" in render_svg(draw_wants((want,), width=WIDE))


def test_words_of_a_case_are_escaped_in_pictures() -> None:
    want = Want(
        "<script>alert(1)</script> & datum.x",
        Estimate(0.5, 0.4, 0.6),
        "{{x}}",
        "about 80 %",
        "known",
    )
    svg = render_svg(draw_wants((want,), width=WIDE))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "datum.x" in svg


def test_pictures_repeat_to_the_byte_and_ask_for_nothing() -> None:
    svg = render_svg(SPECS["wants"])
    assert svg == render_svg(draw_wants(WANTS, width=WIDE))
    assert "style=" not in svg
    assert "href" not in svg.replace("xmlns:xlink", "")
    assert render_png(SPECS["wants"]) == render_png(SPECS["wants"])
    assert render_png(SPECS["wants"])[:4] == b"\x89PNG"
