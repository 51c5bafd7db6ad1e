"""What a party's options are worth: the forms that `preferences: options:` may take."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from paraph.formats.casefolder.documents import Path
from paraph.formats.casefolder.fields import RANGE, RANKING, Schema, one_of
from paraph.formats.casefolder.findings import Findings
from paraph.formats.casefolder.forms import read_range, read_ranking, word_reader
from paraph.negotiation import Direction, Interval, StatedValues

_LONG_FORM = frozenset({"values", "ranking", "direction"})
_VALUES: Schema = {"type": "object", "additionalProperties": RANGE}
_SCHEMA: Schema = {
    "type": "object",
    "additionalProperties": {
        "anyOf": [
            one_of(*Direction),
            {
                "type": "object",
                "properties": {
                    "values": _VALUES,
                    "ranking": RANKING,
                    "direction": one_of(*Direction),
                },
                "additionalProperties": False,
            },
            _VALUES,
        ]
    },
}


def read_option_values(written: object, info: ValidationInfo) -> tuple[StatedValues, ...]:
    """Read, for each issue, what is said of its options.

    Forms: `more` or `less`; {option: number or [low, high]}; {ranking: [best, …]}; or any of
    these together under the keys values, ranking and direction.
    """
    findings = Findings(info)
    if not isinstance(written, dict):
        findings.refuse((), "values for each issue are expected", "write issue: {option: 0.5}")
    stated = []
    for issue_id, form in written.items():
        findings.check_name((issue_id,), "issue", issue_id, is_about_key=True)
        stated.append(_read_form(issue_id, form, findings))
    findings.refuse_any()
    return tuple(stated)


def _read_form(issue_id: str, form: object, findings: Findings) -> StatedValues:
    if isinstance(form, str):
        direction = _read_direction((issue_id,), issue_id, form, findings)
        return StatedValues(issue_id, direction=direction)
    if not isinstance(form, dict):
        findings.note(
            (issue_id,),
            "what the options are worth is expected here",
            "write {option: 0.5, …}, {ranking: [best, …, worst]}, more or less",
        )
        return StatedValues(issue_id)
    if not _LONG_FORM & set(form):
        return StatedValues(issue_id, _read_values((issue_id,), issue_id, form, findings))
    for key in set(form) - _LONG_FORM:
        findings.note(
            (issue_id, key),
            f"'{key}' can't stand beside a ranking or a direction",
            "put the options' values under a key of their own, values: {…}",
            is_about_key=True,
        )
    said = StatedValues(
        issue_id,
        _read_values((issue_id, "values"), issue_id, form.get("values"), findings),
        _read_ranking((issue_id, "ranking"), issue_id, form.get("ranking"), findings),
        _read_direction((issue_id, "direction"), issue_id, form.get("direction"), findings),
    )
    _note_clashes(said, findings)
    return said


def _note_clashes(said: StatedValues, findings: Findings) -> None:
    """Note the values of options that can't hold beside the order stated for them."""
    values = dict(said.values)
    tiers = _tiers(said, findings)
    for place, tier in enumerate(tiers):
        better = [option for upper in tiers[:place] for option in upper if option in values]
        for option in (option for option in tier if option in values):
            clashing = [upper for upper in better if values[upper].high < values[option].low]
            if clashing:
                findings.note(
                    (said.issue_id, "values", option),
                    f"'{option}' is valued above '{clashing[0]}', against the order stated here",
                    "change one of the two values, or take out the "
                    + ("ranking" if said.ranking else "direction"),
                    is_about_key=True,
                )


def _tiers(said: StatedValues, findings: Findings) -> list[tuple[str, ...]]:
    """Return the options in the order stated for them, best first; empty where none is."""
    names = findings.names
    if said.ranking or said.direction is None or names is None:
        return list(said.ranking)
    options = list(names.options.get(said.issue_id, ()))
    numbers = names.numbers.get(said.issue_id, {})
    if len(numbers) == len(options):
        options.sort(key=lambda option: numbers[option])
    return [(option,) for option in options[:: -1 if said.direction is Direction.MORE else 1]]


def _read_values(
    path: Path, issue_id: str, written: object, findings: Findings
) -> tuple[tuple[str, Interval], ...]:
    if written is None:
        return ()
    if not isinstance(written, dict):
        findings.note(path, "a value for each option is expected here", "write {option: 0.5}")
        return ()
    values: dict[str, Interval] = {}
    for option, value in written.items():
        inside = (*path, option)
        meant = findings.option_of(inside, issue_id, option, is_about_key=True)
        if meant in values:
            findings.note(inside, f"'{option}' is valued twice", "keep one", is_about_key=True)
        values.update((meant, interval) for interval in findings.read(inside, read_range, value))
    return tuple(values.items())


def _read_ranking(
    path: Path, issue_id: str, written: object, findings: Findings
) -> tuple[tuple[str, ...], ...]:
    if written is None:
        return ()
    entries = written if isinstance(written, list) else []
    for ranking in findings.read(path, read_ranking, written):
        return tuple(
            tuple(
                findings.option_of(
                    (*path, index, inside) if isinstance(entries[index], list) else (*path, index),
                    issue_id,
                    option,
                )
                for inside, option in enumerate(tier)
            )
            for index, tier in enumerate(ranking)
        )
    return ()


def _read_direction(
    path: Path, issue_id: str, written: object, findings: Findings
) -> Direction | None:
    if written is None:
        return None
    names = findings.names
    if names and issue_id in names.options and issue_id not in names.ordered:
        findings.note(
            path,
            f"the options of '{issue_id}' aren't in an order, so none is more or less",
            "add ordered: true to the issue, or rank its options: {ranking: [best, …, worst]}",
        )
    for direction in findings.read(path, word_reader(Direction), written):
        return direction
    return None


OptionValues = Annotated[
    tuple[StatedValues, ...], PlainValidator(read_option_values), WithJsonSchema(_SCHEMA)
]
