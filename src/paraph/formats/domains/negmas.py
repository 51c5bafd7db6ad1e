"""NegMAS: outcome spaces and utility functions as YAML (Mohammad and others 2021)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from paraph.errors import FormatError
from paraph.formats.domains.domain import (
    Domain,
    Profile,
    is_whole_range,
    named_agenda,
    named_issue,
    read_number,
    whole_issue,
)
from paraph.negotiation import Agenda, Condition, Interaction, Issue, Option, Preference

Entry = Mapping[str, object]

_SPACE = "DiscreteCartesianOutcomeSpace"
_ADDITIVE = "LinearAdditiveUtilityFunction"
_DISCOUNTED = "ExpDiscountedUFun"
_RECTANGLES = "HyperRectangleUtilityFunction"


def parse_negmas_domain(source: str, where: str) -> tuple[str, Agenda]:
    """Return the name and the agenda in a domain file. FormatError if it isn't one."""
    data = parse_yaml(source, where)
    if not is_negmas_domain(data):
        raise FormatError(f"{where}: no list of issues in it, so it isn't a NegMAS domain")
    issues = tuple(_issue_of(entry, where) for entry in _entries(data, "issues", where))
    return str(data.get("name") or ""), named_agenda(issues, where)


def parse_negmas_profile(source: str, agenda: Agenda, where: str) -> Profile:
    """Return the preference in a utility function's file, which leaves the agenda to the domain.

    Additive functions, hyper-rectangles and exponential discounts over them are read.
    """
    data = parse_yaml(source, where)
    inner, discount = data, 1.0
    if _kind(data) == _DISCOUNTED:
        discount = read_number(_scalar(data, "discount"), where, "discount")
        nested = data.get("ufun")
        if not isinstance(nested, Mapping):
            raise FormatError(f"{where}: a discount needs the utility function it discounts (ufun)")
        inner = nested
    preference = _preference_of(inner, agenda, where)
    reserved = _scalar(data, "reserved_value")
    has_reservation = reserved is not None and str(reserved) != str(float("-inf"))
    reservation = read_number(reserved, where, "reserved_value") if has_reservation else 0.0
    return Profile(
        name=str(data.get("name") or ""),
        preference=Preference(
            preference.weights, preference.option_values, reservation, preference.interactions
        ),
        has_reservation=has_reservation,
        discount=discount,
    )


def parse_yaml(source: str, where: str) -> Entry:
    """Return the mapping in a YAML file; FormatError where it holds something else."""
    try:
        data = YAML(typ="safe", pure=True).load(source)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise FormatError(f"{where}{place}: not YAML that can be read") from None
    if not isinstance(data, Mapping):
        raise FormatError(f"{where}: YAML, but not a mapping of keys")
    return data


def is_negmas_domain(data: Entry) -> bool:
    """Whether a file holds an outcome space rather than a utility function."""
    return "issues" in data and _kind(data) in ("", _SPACE)


def render_negmas_domain(domain: Domain) -> str:
    """Return the domain file of a domain."""
    issues = [_issue_entry(issue) for issue in domain.agenda.issues]
    return _render({"issues": issues, "name": domain.name, "type": _SPACE})


def render_negmas_profile(domain: Domain, profile: Profile) -> str:
    """Return the file of one profile.

    FormatError for what NegMAS can't hold: weights and interactions in one function.
    """
    preference = profile.preference
    if preference.interactions and any(preference.weights):
        raise FormatError("NegMAS holds weights or hyper-rectangles in a function, not both")
    reserved = preference.reservation if profile.has_reservation else float("-inf")
    function = (
        _rectangles_entry(domain, profile)
        if preference.interactions
        else _additive_entry(domain, profile)
    )
    if profile.discount == 1.0:
        return _render({**function, "name": profile.name, "reserved_value": reserved})
    return _render(
        {
            "discount": profile.discount,
            "name": profile.name,
            "reserved_value": reserved,
            "type": _DISCOUNTED,
            "ufun": {**function, "name": profile.name, "reserved_value": reserved},
        }
    )


def _issue_of(entry: Entry, where: str) -> Issue:
    name, values = str(entry.get("name", "")), entry.get("values")
    if not isinstance(values, list):
        raise FormatError(f"{where}: issue {name!r} has no list of values")
    kind = _kind(entry)
    if kind == "ContiguousIssue" and len(values) == 2:
        low, high = (read_number(value, where, f"the range of {name!r}") for value in values)
        return whole_issue(name, int(low), int(high), where)
    if kind in ("ContinuousIssue", "CallableIssue", "ContiguousIssue"):
        raise FormatError(f"{where}: issue {name!r} is a {kind}, which has no list of options")
    return named_issue(name, tuple(map(str, values)), where)


def _preference_of(data: Entry, agenda: Agenda, where: str) -> Preference:
    kind = _kind(data)
    if kind == _RECTANGLES:
        return _rectangles_of(data, agenda, where)
    if kind not in (_ADDITIVE, "LinearUtilityAggregationFunction"):
        raise FormatError(f"{where}: a utility function of type {kind or 'nothing'!r} isn't read")
    functions = _entries(data, "values", where)
    weights = _numbers(data, "weights", where)
    if not len(functions) == len(weights) == len(agenda):
        raise FormatError(f"{where}: needs a weight and values for each of {len(agenda)} issues")
    rows = tuple(
        tuple(_value_of(function, option, where) for option in issue.options)
        for function, issue in zip(functions, agenda.issues, strict=True)
    )
    return Preference(weights, rows)


def _value_of(function: Entry, option: Option, where: str) -> float:
    kind = _kind(function)
    if kind == "TableFun":
        mapping = function.get("mapping")
        named = (
            {str(key): value for key, value in mapping.items()}
            if isinstance(mapping, Mapping)
            else {}
        )
        return read_number(named.get(option.id), where, f"the value of {option.id!r}")
    if kind == "ConstFun":
        return read_number(_scalar(function, "bias"), where, "bias")
    if kind in ("AffineFun", "LinearFun", "IdentityFun") and option.number is not None:
        slope = (
            1.0
            if kind == "IdentityFun"
            else read_number(_scalar(function, "slope"), where, "slope")
        )
        bias = read_number(_scalar(function, "bias") if kind == "AffineFun" else 0.0, where, "bias")
        return slope * option.number + bias
    raise FormatError(f"{where}: values of type {kind or 'nothing'!r} aren't read")


def _rectangles_of(data: Entry, agenda: Agenda, where: str) -> Preference:
    ranges = _entries(data, "outcome_ranges", where)
    utilities = _numbers(data, "utilities", where)
    weights = _numbers(data, "weights", where) if data.get("weights") else (1.0,) * len(ranges)
    if not len(ranges) == len(utilities) == len(weights):
        raise FormatError(f"{where}: needs a utility and a weight for each of {len(ranges)} ranges")
    interactions = [
        Interaction(
            tuple(_condition_of(agenda, place, held, where) for place, held in held_by.items()),
            utility * weight,
        )
        for held_by, utility, weight in zip(ranges, utilities, weights, strict=True)
    ]
    bias = read_number(_scalar(data, "bias") or 0.0, where, "bias")
    if bias:
        interactions.append(Interaction((), bias))
    nothing = tuple((0.0,) * n_options for n_options in agenda.shape)
    return Preference((0.0,) * len(agenda), nothing, interactions=tuple(interactions))


def _condition_of(agenda: Agenda, place: object, held: object, where: str) -> Condition:
    if not isinstance(place, int) or not 0 <= place < len(agenda) or not isinstance(held, list):
        raise FormatError(f"{where}: a range must name issues by their number and list values")
    issue = agenda.issues[place]
    if is_whole_range(issue) and len(held) == 2:
        low, high = (read_number(end, where, "an end of a range") for end in held)
        chosen = [option.id for option in issue.options if low <= (option.number or 0.0) <= high]
    else:
        chosen = [issue.option(str(value)).id for value in held]
    return Condition(issue.id, tuple(chosen))


def _issue_entry(issue: Issue) -> dict[str, object]:
    if is_whole_range(issue):
        ends = [int(issue.options[0].id), int(issue.options[-1].id)]
        return {"name": issue.id, "type": "ContiguousIssue", "values": ends}
    names = [option.id for option in issue.options]
    return {"name": issue.id, "type": "CategoricalIssue", "values": names}


def _additive_entry(domain: Domain, profile: Profile) -> dict[str, object]:
    functions = [
        {
            "mapping": {_key(issue, o): v for o, v in zip(issue.options, row, strict=True)},
            "type": "TableFun",
        }
        for issue, row in zip(domain.agenda.issues, profile.preference.option_values, strict=True)
    ]
    return {"type": _ADDITIVE, "values": functions, "weights": list(profile.preference.weights)}


def _rectangles_entry(domain: Domain, profile: Profile) -> dict[str, object]:
    ranges: list[dict[int, list[object]]] = []
    utilities, bias = [], 0.0
    for interaction in profile.preference.interactions:
        if not interaction.conditions:
            bias += interaction.value
            continue
        ranges.append(dict(_range_of(domain, condition) for condition in interaction.conditions))
        utilities.append(interaction.value)
    return {
        "bias": bias,
        "outcome_ranges": ranges,
        "type": _RECTANGLES,
        "utilities": utilities,
        "weights": [1.0] * len(utilities),
    }


def _range_of(domain: Domain, condition: Condition) -> tuple[int, list[object]]:
    place = domain.agenda.position(condition.issue_id)
    issue = domain.agenda.issues[place]
    if not is_whole_range(issue):
        return place, list(condition.option_ids)
    chosen = [issue.position(option) for option in condition.option_ids]
    if sorted(chosen) != list(range(min(chosen), max(chosen) + 1)):
        raise FormatError(f"NegMAS holds unbroken ranges of numbers only; {issue.id!r} has gaps")
    return place, [int(issue.options[end].id) for end in (min(chosen), max(chosen))]


def _key(issue: Issue, option: Option) -> str | int:
    return int(option.id) if is_whole_range(issue) else option.id


def _kind(data: Entry) -> str:
    return str(data.get("type") or "").rsplit(".", 1)[-1]


def _scalar(data: Entry, key: str) -> str | float | int | None:
    value = data.get(key)
    return value if isinstance(value, str | float | int) else None


def _entries(data: Entry, key: str, where: str) -> Sequence[Entry]:
    entries = data.get(key)
    if isinstance(entries, list) and all(isinstance(entry, Mapping) for entry in entries):
        return entries
    raise FormatError(f"{where}: {key!r} must be a list of mappings")


def _numbers(data: Entry, key: str, where: str) -> tuple[float, ...]:
    entries = data.get(key)
    if not isinstance(entries, list):
        raise FormatError(f"{where}: {key!r} must be a list of numbers")
    return tuple(read_number(entry, where, f"each of {key}") for entry in entries)


def _render(data: Mapping[str, object]) -> str:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.allow_unicode = True
    text = StringIO()
    writer.dump(data, text)
    return text.getvalue()
