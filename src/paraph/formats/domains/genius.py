"""GENIUS: domains and profiles as XML (Lin and others 2014).

A profile's value of an option is its evaluation over the largest evaluation of the issue, times
the issue's weight. Costs, descriptions, similarity functions and agents say nothing about
preferences in a negotiation and are not kept. Hyper-rectangle utilities are read as
interactions: a bonus where several issues lie within ranges.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

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
from paraph.negotiation import Agenda, Condition, Interaction, Issue, Preference


def parse_genius_domain(source: str, where: str) -> tuple[str, Agenda]:
    """Return the name and the agenda in a domain file (or a profile, which repeats them).

    `where` names the file in errors. FormatError if it isn't GENIUS XML, or contradicts itself.
    """
    objective = _objective_of(_root_of(source, where), where)
    return objective.get("name", ""), _agenda_of(objective, where)


def parse_genius_profile(source: str, name: str, where: str) -> tuple[str, Agenda, Profile]:
    """Return the domain's name, the agenda and the preference in a profile file.

    The format has no place for the profile's own name, so `name` gives it.

    FormatError if it isn't a GENIUS profile, or lacks a weight or an evaluation.
    """
    root = _root_of(source, where)
    objective = _objective_of(root, where)
    agenda = _agenda_of(objective, where)
    if root.get("type") == "nonlinear":
        preference = _nonlinear_preference(objective, agenda, where)
    elif any(item.get("evaluation") is not None for item in objective.iter("item")):
        preference = _additive_preference(objective, agenda, where)
    else:
        raise FormatError(f"{where}: a domain without evaluations, so nobody's profile")
    reservation = _setting(root, "reservation", where)
    discount = _setting(root, "discount_factor", where)
    return (
        objective.get("name", ""),
        agenda,
        Profile(
            name=name,
            preference=Preference(
                preference.weights,
                preference.option_values,
                0.0 if reservation is None else reservation,
                preference.interactions,
            ),
            has_reservation=reservation is not None,
            discount=1.0 if discount is None else discount,
        ),
    )


def is_genius_profile(source: str, where: str) -> bool:
    """Whether the file holds a profile; FormatError if it isn't GENIUS XML at all."""
    root = _root_of(source, where)
    return root.tag == "utility_space"


def render_genius_domain(domain: Domain) -> str:
    """Return the domain file of a domain."""
    root = Element("negotiation_template")
    space = SubElement(root, "utility_space", number_of_issues=str(len(domain.agenda)))
    objective = _add_objective(space, domain.name)
    for place, issue in enumerate(domain.agenda.issues, start=1):
        _add_issue(objective, issue, place, None)
    return _text_of(root)


def render_genius_profile(domain: Domain, profile: Profile) -> str:
    """Return the file of one profile.

    FormatError for what GENIUS can't hold: a preference with both weights and interactions is
    written as hyper-rectangles only where its issues are whole numbers.
    """
    preference = profile.preference
    root = Element("utility_space")
    if preference.interactions:
        root.set("type", "nonlinear")
        _add_rectangles(_add_objective(root, domain.name), domain, profile)
    else:
        root.set("number_of_issues", str(len(domain.agenda)))
        objective = _add_objective(root, domain.name)
        for place, issue in enumerate(domain.agenda.issues, start=1):
            _add_issue(objective, issue, place, preference.option_values[place - 1])
        for place, row in enumerate(preference.option_values, start=1):
            # The format divides evaluations by their largest: what that takes, the weight gives.
            weight = preference.weights[place - 1] * _largest(row)
            SubElement(objective, "weight", index=str(place), value=repr(weight))
    if profile.has_reservation:
        SubElement(root, "reservation", value=repr(preference.reservation))
    SubElement(root, "discount_factor", value=repr(profile.discount))
    return _text_of(root)


def _root_of(source: str, where: str) -> Element:
    try:
        root: Element = fromstring(source.strip())
    except ParseError as error:
        raise FormatError(f"{where}: not XML ({error})") from None
    except DefusedXmlException:
        raise FormatError(f"{where}: declares entities, which aren't read for safety") from None
    if root.tag not in ("negotiation_template", "utility_space"):
        raise FormatError(f"{where}: XML, but not of GENIUS: it opens with <{root.tag}>")
    return root


def _objective_of(root: Element, where: str) -> Element:
    space = root if root.tag == "utility_space" else root.find("utility_space")
    objectives = [] if space is None else space.findall("objective")
    if len(objectives) != 1 or objectives[0].find("objective") is not None:
        raise FormatError(f"{where}: needs exactly one <objective> with the issues in it")
    return objectives[0]


def _agenda_of(objective: Element, where: str) -> Agenda:
    return named_agenda(
        tuple(_issue_of(element, where) for element in objective.findall("issue")), where
    )


def _issue_of(element: Element, where: str) -> Issue:
    name = element.get("name", "")
    kind = element.get("vtype") or element.get("type") or element.get("etype") or "discrete"
    if kind == "integer":
        ends = (
            read_number(element.get(end), where, f"{end} of issue {name!r}")
            for end in ("lowerbound", "upperbound")
        )
        low, high = map(int, ends)
        return whole_issue(name, low, high, where)
    if kind != "discrete":
        raise FormatError(
            f"{where}: issue {name!r} is of kind {kind!r}; discrete and integer are read"
        )
    return named_issue(
        name, tuple(item.get("value", "") for item in element.findall("item")), where
    )


def _additive_preference(objective: Element, agenda: Agenda, where: str) -> Preference:
    elements = objective.findall("issue")
    stated = {
        element.get("index"): read_number(element.get("value"), where, "a weight")
        for element in objective.findall("weight")
    }
    rows = [
        _evaluations(element, issue, where)
        for element, issue in zip(elements, agenda.issues, strict=True)
    ]
    if stated:
        weights = []
        for element, issue in zip(elements, agenda.issues, strict=True):
            if element.get("index") not in stated:
                raise FormatError(f"{where}: issue {issue.id!r} has no weight")
            weights.append(stated[element.get("index")])
    else:
        # Without weights the evaluations are points that add up.
        total = sum(map(_largest, rows))
        weights = [_largest(row) / total for row in rows]
    values = tuple(tuple(value / _largest(row) for value in row) for row in rows)
    return Preference(tuple(weights), values)


def _evaluations(element: Element, issue: Issue, where: str) -> tuple[float, ...]:
    values = tuple(
        read_number(item.get("evaluation"), where, f"the evaluation of an item of {issue.id!r}")
        for item in element.findall("item")
    )
    if len(values) != len(issue.options):
        raise FormatError(
            f"{where}: issue {issue.id!r} has no evaluations; linear ones aren't read"
        )
    if min(values) < 0:
        raise FormatError(f"{where}: issue {issue.id!r} has an evaluation below 0")
    return values


def _largest(row: Iterable[float]) -> float:
    """Return the largest value, or 1 where all are 0, to divide by."""
    return max(row, default=0.0) or 1.0


def _nonlinear_preference(objective: Element, agenda: Agenda, where: str) -> Preference:
    utility = objective.find("utility")
    functions = [] if utility is None else utility.findall("ufun")
    if utility is None or [f.get("type") for f in functions] != ["PlainUfun"]:
        raise FormatError(f"{where}: of nonlinear profiles only one PlainUfun is read")
    if functions[0].get("aggregation", "sum") != "sum":
        raise FormatError(f"{where}: hyper-rectangles are read where they add up (sum)")
    largest = read_number(utility.get("maxutility"), where, "maxutility")
    places = {
        element.get("index"): issue
        for element, issue in zip(objective.findall("issue"), agenda.issues, strict=True)
    }
    interactions = tuple(
        _interaction_of(rectangle, places, largest, where)
        for rectangle in functions[0].findall("hyperRectangle")
    )
    nothing = tuple((0.0,) * n_options for n_options in agenda.shape)
    return Preference((0.0,) * len(agenda), nothing, interactions=interactions)


def _interaction_of(
    rectangle: Element, places: dict[str | None, Issue], largest: float, where: str
) -> Interaction:
    conditions = []
    for part in rectangle:
        if part.tag != "INCLUDES" or part.get("index") not in places:
            raise FormatError(f"{where}: a hyper-rectangle holds <{part.tag}>; INCLUDES is read")
        issue = places[part.get("index")]
        low, high = (read_number(part.get(end), where, end) for end in ("min", "max"))
        inside = tuple(o.id for o in issue.options if low <= (o.number or 0.0) <= high)
        conditions.append(Condition(issue.id, inside))
    value = read_number(rectangle.get("utility"), where, "the utility of a hyper-rectangle")
    return Interaction(tuple(conditions), value / largest)


def _setting(root: Element, tag: str, where: str) -> float | None:
    """Return a number beside the objective; None where it is absent, or "null" or "s"."""
    element = root.find(tag)
    text = None if element is None else element.get("value")
    if text in (None, "null", "s"):
        return None
    return read_number(text, where, tag)


def _add_objective(parent: Element, name: str) -> Element:
    return SubElement(
        parent,
        "objective",
        index="0",
        name=name,
        type="objective",
        etype="objective",
        description="",
    )


def _add_issue(
    objective: Element, issue: Issue, place: int, values: tuple[float, ...] | None
) -> None:
    kind = "integer" if values is None and is_whole_range(issue) else "discrete"
    element = SubElement(
        objective, "issue", index=str(place), name=issue.id, type=kind, etype=kind, vtype=kind
    )
    if kind == "integer":
        element.set("lowerbound", issue.options[0].id)
        element.set("upperbound", issue.options[-1].id)
        return
    largest = _largest(values or ())
    for index, option in enumerate(issue.options, start=1):
        item = SubElement(element, "item", index=str(index), value=option.id)
        if values is not None:
            item.set("evaluation", repr(values[index - 1] / largest))


def _add_rectangles(objective: Element, domain: Domain, profile: Profile) -> None:
    if any(profile.preference.weights):
        raise FormatError("GENIUS holds weights or interactions between issues, not both")
    for place, issue in enumerate(domain.agenda.issues, start=1):
        if not is_whole_range(issue):
            raise FormatError(
                f"GENIUS holds interactions of whole-number issues only, not {issue.id!r}"
            )
        _add_issue(objective, issue, place, None)
    utility = SubElement(objective, "utility", maxutility="1.0")
    function = SubElement(utility, "ufun", type="PlainUfun", weight="1", aggregation="sum")
    for interaction in profile.preference.interactions:
        rectangle = SubElement(function, "hyperRectangle", utility=repr(interaction.value))
        for condition in interaction.conditions:
            place = domain.agenda.position(condition.issue_id)
            chosen = [domain.agenda.issues[place].position(own) for own in condition.option_ids]
            if sorted(chosen) != list(range(min(chosen), max(chosen) + 1)):
                raise FormatError(
                    f"GENIUS holds unbroken ranges only; {condition.issue_id!r} has gaps"
                )
            ends = domain.agenda.issues[place].options
            SubElement(
                rectangle,
                "INCLUDES",
                index=str(place + 1),
                min=ends[min(chosen)].id,
                max=ends[max(chosen)].id,
            )


def _text_of(root: Element) -> str:
    indent(root)
    return tostring(root, encoding="unicode") + "\n"
