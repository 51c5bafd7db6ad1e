"""The names that a case defines, found in files that may still hold mistakes elsewhere."""

from __future__ import annotations

from paraph.errors import InputError
from paraph.formats.casefolder.documents import Written
from paraph.formats.casefolder.findings import Names, is_number
from paraph.negotiation import numeric_issue


def find_names(case: Written, judgements: Written) -> Names:
    """Return the names in the data of case.yaml and judgements.yaml."""
    options: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, dict[str, float]] = {}
    ordered: set[str] = set()
    for issue_id, issue in _mapping(_part(case, "issues")).items():
        options[issue_id] = _named(_part(issue, "options"))
        numbers[issue_id] = _numbers_of(issue)
        options[issue_id] = options[issue_id] or tuple(numbers[issue_id])
        if _is_ordered(issue):
            ordered.add(issue_id)
    return Names(
        parties=tuple(_mapping(_part(case, "parties"))),
        options=options,
        numbers=numbers,
        ordered=frozenset(ordered),
        events=tuple(_mapping(_part(judgements, "events"))),
    )


def _numbers_of(issue: Written) -> dict[str, float]:
    written = _part(issue, "range")
    low, high, step = (_part(written, end) for end in ("from", "to", "step"))
    ends = [low, high, "1" if step is None else step]
    numbers = [float(end) for end in ends if isinstance(end, str) and is_number(end)]
    if len(numbers) == 3:
        try:
            numeric = numeric_issue(
                "", "", low=numbers[0], high=numbers[1], step=numbers[2], unit=""
            )
        except InputError:
            return {}
        return {option.id: option.number or 0.0 for option in numeric.options}
    return {
        option: float(number)
        for option, entry in _mapping(_part(issue, "options")).items()
        if isinstance(number := _part(entry, "number"), str) and is_number(number)
    }


def _is_ordered(issue: Written) -> bool:
    written = _part(issue, "ordered")
    if isinstance(written, str):
        return written.lower() in {"true", "yes"}
    return _part(issue, "range") is not None


def _part(written: Written, key: str) -> Written:
    return written.get(key) if isinstance(written, dict) else None


def _mapping(written: Written) -> dict[str, Written]:
    return written if isinstance(written, dict) else {}


def _named(written: Written) -> tuple[str, ...]:
    if isinstance(written, list):
        return tuple(entry for entry in written if isinstance(entry, str))
    return tuple(_mapping(written))
