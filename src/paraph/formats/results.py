"""Results as JSON, for scripts: every field of a result under its own name."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import numpy as np

from paraph.errors import FormatError
from paraph.negotiation import Belief, Package


def render_json(result: object) -> str:
    """Render a result as indented JSON; equal results give equal text.

    Packages become objects of issue id to option id; a belief is summarised by its size
    and means, since its draws follow from the case, the settings and the seed.
    FormatError where a value has no form in JSON.
    """
    try:
        return json.dumps(result, default=_open, indent=2, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise FormatError(f"the result can't be written as JSON: {error}") from error


def _open(value: object) -> object:
    """Open what JSON doesn't know into what it knows, one level at a time."""
    if isinstance(value, Package):
        return value.as_dict()
    if isinstance(value, Belief):
        return _summarise_belief(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date | Path):
        return str(value)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise FormatError(f"a {type(value).__name__} has no form in JSON")


def _summarise_belief(belief: Belief) -> dict[str, object]:
    mean = belief.mean_preference()
    return {
        "party_id": belief.party_id,
        "n_draws": belief.n_draws,
        "mean_weights": mean.weights,
        "mean_option_values": mean.option_values,
        "mean_reservation": mean.reservation,
    }
