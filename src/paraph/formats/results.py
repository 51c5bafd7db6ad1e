"""Results as JSON, for scripts: every field of a result under its own name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from paraph.counterpart import Posterior
from paraph.errors import FormatError
from paraph.negotiation import Agenda, Belief, Package


def render_json(result: object, agenda: Agenda | None = None) -> str:
    """Render a result as indented JSON; equal results give equal text.

    Packages become objects of issue id to option id; a belief is summarised by its size
    and means, since its draws follow from the case, the settings and the seed. With an agenda,
    what is believed of a party stands under the ids of issues and options.
    FormatError where a value has no form in JSON.
    """
    try:
        opened = partial(_open, agenda=agenda)
        return json.dumps(result, default=opened, indent=2, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise FormatError(f"the result can't be written as JSON: {error}") from error


def fields_of(value: object) -> dict[str, object]:
    """Return the fields of a dataclass by their names."""
    assert is_dataclass(value)
    assert not isinstance(value, type)
    return {field.name: getattr(value, field.name) for field in fields(value)}


def list_agenda(agenda: Agenda, settled: Package) -> list[dict[str, object]]:
    """Return the issues and options of an agenda with ids and labels, in its order."""
    return [
        {
            "id": issue.id,
            "label": issue.label,
            "is_settled": issue.id in settled,
            "options": [{"id": option.id, "label": option.label} for option in issue.options],
        }
        for issue in agenda.issues
    ]


def _open(value: object, agenda: Agenda | None) -> object:
    """Open what JSON doesn't know into what it knows, one level at a time."""
    if isinstance(value, Package):
        return value.as_dict()
    if isinstance(value, Belief):
        return _summarise_belief(value)
    if isinstance(value, Posterior) and agenda is not None:
        return _by_ids(value, agenda)
    if is_dataclass(value) and not isinstance(value, type):
        return fields_of(value)
    if isinstance(value, date | Path):
        return str(value)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise FormatError(f"a {type(value).__name__} has no form in JSON")


def _by_ids(posterior: Posterior, agenda: Agenda) -> dict[str, object]:
    """Return a posterior with all that follows the agenda under the ids of issues and options."""
    option_ids = [[option.id for option in issue.options] for issue in agenda.issues]

    def by_option(rows: Sequence[Sequence[object]]) -> dict[str, dict[str, object]]:
        named = zip(option_ids, rows, strict=True)
        return dict(
            zip(agenda.issue_ids, (dict(zip(*pair, strict=True)) for pair in named), strict=True)
        )

    keyed: dict[str, object] = {
        "belief": _summarise_belief(posterior.belief, posterior.alike),
        "importance": dict(zip(agenda.issue_ids, posterior.importance, strict=True)),
        "option_values": by_option(posterior.option_values),
        "option_ranks": by_option(posterior.option_ranks()),
        "p_best": by_option(posterior.p_best()),
        "red_lines": _red_lines(posterior.belief),
        "mean_parts": by_option(posterior.mean_parts) if posterior.mean_parts else {},
        "alike": {
            issue_id: [[ids[place] for place in group] for group in groups]
            for issue_id, ids, groups in zip(
                agenda.issue_ids, option_ids, posterior.alike, strict=True
            )
        }
        if posterior.alike
        else {},
    }
    return fields_of(posterior) | keyed


def _red_lines(belief: Belief) -> list[dict[str, object]]:
    """Return each declared red line with how probably it is meant."""
    if belief.red_line_holds is None:
        return []
    meant = np.asarray(belief.red_line_holds).mean(axis=0)
    return [
        {"red_line": line, "p_meant": float(p_meant)}
        for line, p_meant in zip(belief.red_lines, meant, strict=True)
    ]


def _summarise_belief(
    belief: Belief, alike: Sequence[Sequence[Sequence[int]]] = ()
) -> dict[str, object]:
    """Return the size and means of a belief; options in one group of `alike` have one mean."""
    mean = belief.mean_preference()
    values = [np.array(row) for row in mean.option_values]
    for row, groups in zip(values, alike, strict=bool(alike)):
        for group in map(list, groups):
            row[group] = row[group].mean()
    return {
        "party_id": belief.party_id,
        "n_draws": belief.n_draws,
        "mean_weights": mean.weights,
        "mean_option_values": values,
        "mean_reservation": mean.reservation,
    }
