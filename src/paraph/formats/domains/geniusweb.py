"""GeniusWeb: domains and linear additive profiles as JSON (Baarslag and others).

A reservation value is held as a package that is worth as much as no agreement; there are no
discounts. NegoLog's JSON, the same in other words, is read too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from paraph.errors import FormatError
from paraph.formats.domains.domain import (
    Domain,
    Profile,
    named_agenda,
    named_issue,
    read_number,
)
from paraph.negotiation import Agenda, Issue, Option, Preference, numeric_issue, package_of

Json = Mapping[str, object]

_SPACE = "LinearAdditiveUtilitySpace"


def parse_geniusweb_domain(source: str, where: str) -> tuple[str, Agenda]:
    """Return the name and the agenda in a domain file. FormatError if it isn't one."""
    data = parse_json(source, where)
    if "issuesValues" not in data:
        raise FormatError(f"{where}: no issuesValues in it, so it isn't a GeniusWeb domain")
    return str(data.get("name", "")), _agenda_of(data, where)


def parse_geniusweb_profile(source: str, where: str) -> tuple[str, Agenda, Profile]:
    """Return the domain's name, the agenda and the preference in a profile file.

    FormatError if it isn't a linear additive profile or contradicts its own domain.
    """
    data = parse_json(source, where)
    if _SPACE not in data:
        found = ", ".join(list(data)[:3]) or "nothing"
        raise FormatError(f"{where}: only {_SPACE} is read; this file holds {found}")
    space = _part(data, _SPACE, where)
    domain = _part(space, "domain", where)
    agenda = _agenda_of(domain, where)
    stated = _part(space, "issueWeights", where)
    utilities = _part(space, "issueUtilities", where)
    preference = Preference(
        tuple(
            read_number(_number(stated, issue.id), where, f"the weight of {issue.id!r}")
            for issue in agenda.issues
        ),
        tuple(_row_of(_part(utilities, issue.id, where), issue, where) for issue in agenda.issues),
    )
    profile = Profile(str(space.get("name", "")), preference)
    if "reservationBid" in space:
        profile = _with_reservation(profile, agenda, _part(space, "reservationBid", where), where)
    return str(domain.get("name", "")), agenda, profile


def parse_negolog_profile(source: str, name: str, where: str) -> tuple[Agenda, Profile]:
    """Return the agenda and the preference in a NegoLog profile. FormatError if it isn't one."""
    data = parse_json(source, where)
    if "issueWeights" not in data or "issues" not in data:
        raise FormatError(
            f"{where}: no issueWeights and issues in it, so it isn't a NegoLog profile"
        )
    issues, weights = _part(data, "issues", where), _part(data, "issueWeights", where)
    agenda = named_agenda(
        tuple(named_issue(issue, tuple(_part(issues, issue, where)), where) for issue in issues),
        where,
    )
    reservation = data.get("reservationValue")
    preference = Preference(
        tuple(
            read_number(_number(weights, issue), where, f"the weight of {issue!r}")
            for issue in issues
        ),
        tuple(
            tuple(
                read_number(
                    _number(_part(issues, issue.id, where), option.id),
                    where,
                    f"the value of {option.id!r}",
                )
                for option in issue.options
            )
            for issue in agenda.issues
        ),
        0.0
        if reservation is None
        else read_number(_number(data, "reservationValue"), where, "reservationValue"),
    )
    return agenda, Profile(name, preference, has_reservation=reservation is not None)


def render_geniusweb_domain(domain: Domain) -> str:
    """Return the domain file of a domain."""
    return json.dumps(_domain_json(domain), indent=2, ensure_ascii=False) + "\n"


def render_geniusweb_profile(domain: Domain, profile: Profile) -> str:
    """Return the file of one profile.

    FormatError for what the format can't hold: interactions, a discount, a reservation value
    that no named package has, weights that don't sum to 1.
    """
    preference = profile.preference
    if preference.interactions:
        raise FormatError("GeniusWeb's additive profiles can't hold interactions between issues")
    if profile.discount != 1.0:
        raise FormatError("GeniusWeb profiles can't hold a discount; set it to 1 to export")
    if profile.has_reservation and profile.reservation_package is None:
        raise FormatError(
            f"{profile.name!r} has a reservation value of {preference.reservation:g}, and GeniusWeb"
            " holds none but as a package worth as much; name that package (in a case:"
            " no_agreement: {like: {issue: option, …}}), leave the reservation value out, or"
            " export to genius or negmas, which hold the number"
        )
    space: dict[str, object] = {
        "issueUtilities": {
            issue.id: _utilities_json(issue, row)
            for issue, row in zip(domain.agenda.issues, preference.option_values, strict=True)
        },
        "issueWeights": dict(zip(domain.agenda.issue_ids, preference.weights, strict=True)),
        "domain": _domain_json(domain),
        "name": profile.name,
    }
    if profile.reservation_package is not None:
        chosen = profile.reservation_package.as_dict()
        space["reservationBid"] = {
            "issuevalues": {i: chosen[i] for i in domain.agenda.issue_ids if i in chosen}
        }
    return json.dumps({_SPACE: space}, indent=2, ensure_ascii=False) + "\n"


def parse_json(source: str, where: str) -> Json:
    """Return the JSON object of a file; FormatError where it isn't one."""
    try:
        data = json.loads(source)
    except json.JSONDecodeError as error:
        raise FormatError(f"{where}:{error.lineno}:{error.colno}: not JSON ({error.msg})") from None
    except RecursionError:
        raise FormatError(f"{where}: JSON nested too deeply to be read") from None
    if not isinstance(data, dict):
        raise FormatError(f"{where}: JSON, but not an object with keys")
    return data


def _domain_json(domain: Domain) -> dict[str, object]:
    return {
        "name": domain.name,
        "issuesValues": {issue.id: _values_json(issue) for issue in domain.agenda.issues},
    }


def _values_json(issue: Issue) -> dict[str, object]:
    scale = _scale_of(issue)
    if scale is None:
        return {"values": [option.id for option in issue.options]}
    return {"range": list(scale)}


def _utilities_json(issue: Issue, row: tuple[float, ...]) -> dict[str, object]:
    scale = _scale_of(issue)
    if scale is None:
        named = dict(zip((option.id for option in issue.options), row, strict=True))
        return {"DiscreteValueSetUtilities": {"valueUtilities": named}}
    line = {
        "lowValue": scale[0],
        "lowUtility": row[0],
        "highValue": scale[1],
        "highUtility": row[-1],
    }
    data: dict[str, object] = {"NumberValueSetUtilities": line}
    if any(abs(a - b) > 1e-12 for a, b in zip(row, _row_of(data, issue, issue.id), strict=True)):
        raise FormatError(f"GeniusWeb values numbers along a straight line only, not {issue.id!r}")
    return data


def _scale_of(issue: Issue) -> tuple[float, float, float] | None:
    """Return the least and the largest number and the step of a numeric issue, else None."""
    numbers = [option.number for option in issue.options if option.number is not None]
    if len(numbers) < 2 or len(numbers) < len(issue.options):
        return None
    low, high, step = numbers[0], numbers[-1], numbers[1] - numbers[0]
    if step <= 0:
        return None
    same = numeric_issue(issue.id, issue.id, low=low, high=high, step=step, unit="")
    return (low, high, step) if same == issue else None


def _agenda_of(data: Json, where: str) -> Agenda:
    issues = _part(data, "issuesValues", where)
    return named_agenda(
        tuple(_issue_of(name, _part(issues, name, where), where) for name in issues), where
    )


def _issue_of(name: str, data: Json, where: str) -> Issue:
    values, limits = data.get("values"), data.get("range")
    if isinstance(values, list):
        return named_issue(name, tuple(map(str, values)), where)
    if isinstance(limits, list) and len(limits) == 3:
        low, high, step = (read_number(limit, where, f"the range of {name!r}") for limit in limits)
        return numeric_issue(name, name, low=low, high=high, step=step, unit="")
    raise FormatError(f"{where}: issue {name!r} has neither values nor a range of three numbers")


def _row_of(data: Json, issue: Issue, where: str) -> tuple[float, ...]:
    if "DiscreteValueSetUtilities" in data:
        table = _part(_part(data, "DiscreteValueSetUtilities", where), "valueUtilities", where)
        return tuple(
            read_number(_number(table, option.id), where, f"the utility of {option.id!r}")
            if option.id in table
            else 0.0
            for option in issue.options
        )
    if "NumberValueSetUtilities" in data:
        line = _part(data, "NumberValueSetUtilities", where)
        keys = ("lowValue", "lowUtility", "highValue", "highUtility")
        low, at_low, high, at_high = (read_number(_number(line, key), where, key) for key in keys)
        width = high - low or 1.0
        return tuple(
            _on_line(option, (low, at_low), (at_high - at_low) / width) for option in issue.options
        )
    raise FormatError(f"{where}: the utilities of {issue.id!r} are of a kind that isn't read")


def _on_line(option: Option, start: tuple[float, float], slope: float) -> float:
    return start[1] + slope * ((option.number or 0.0) - start[0])


def _with_reservation(profile: Profile, agenda: Agenda, data: Json, where: str) -> Profile:
    chosen = _part(data, "issuevalues", where) if "issuevalues" in data else data
    package = package_of({str(issue): str(option) for issue, option in chosen.items()})
    preference = profile.preference
    value = preference.value_of(agenda, package)
    held = Preference(preference.weights, preference.option_values, value)
    return Profile(profile.name, held, has_reservation=True, reservation_package=package)


def _part(data: Json, key: str, where: str) -> Json:
    part = data.get(key)
    if not isinstance(part, dict):
        raise FormatError(f"{where}: {key!r} is missing or isn't an object")
    return part


def _number(data: Json, key: str) -> str | float | int | None:
    value = data.get(key)
    return value if isinstance(value, str | float | int) else None
