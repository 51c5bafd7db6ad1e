"""Results as JSON keep every field, and nothing that JSON can't hold gets through."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pytest

from paraph.errors import FormatError
from paraph.formats.results import render_json
from paraph.negotiation import Estimate, Package, package_of


class _Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class _Result:
    package: Package
    p: Estimate
    day: date
    colour: _Colour
    share: np.float64
    counts: tuple[int, ...]


def test_every_field_is_kept_under_its_name() -> None:
    result = _Result(
        package_of({"b": "2", "a": "1"}),
        Estimate(0.5, 0.2, 0.8),
        date(2019, 2, 27),
        _Colour.RED,
        np.float64(0.25),
        (1, 2),
    )
    assert json.loads(render_json(result)) == {
        "package": {"a": "1", "b": "2"},
        "p": {"mid": 0.5, "low": 0.2, "high": 0.8, "level": 0.9},
        "day": "2019-02-27",
        "colour": "red",
        "share": 0.25,
        "counts": [1, 2],
    }


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(FormatError, match="object has no form in JSON"):
        render_json(object())
