"""Between domains and cases: what negotiation research exchanges, as a case to work on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from paraph.case import Case
from paraph.errors import FormatError
from paraph.formats.domains.domain import Domain, Profile
from paraph.negotiation import (
    Agenda,
    Condition,
    Interaction,
    Interval,
    Issue,
    Option,
    Package,
    Party,
    Preference,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    package_at,
)

_KEYS = frozenset({"ranking", "values", "direction"})  # of what a case folder says of options


def domain_to_case(domain: Domain) -> Case:
    """Return a case that states each profile exactly, with the first party as ours.

    Each party's values are put on the scale of a case, where its best option of an issue is
    worth 1, its worst 0, and the weights sum to 1; that changes no choice. Names become ids,
    and stay as labels; discounts are kept for the way back. FormatError if there are fewer
    than two profiles, or a party whose preference lies beyond what a case states: one to which
    no issue matters by itself, or issues together matter more than all of them by themselves.
    """
    if len(domain.profiles) < 2:
        raise FormatError(f"{domain.name}: a case needs at least two profiles")
    for profile in domain.profiles:
        if not 0 <= profile.discount <= 1:
            raise FormatError(
                f"{domain.name}: {profile.name!r} has a discount of {profile.discount:g}; a case"
                " states one from 0 to 1, what a unit of time leaves of its values"
            )
    names = _Names(domain.agenda)
    party_ids = _ids_of([profile.name for profile in domain.profiles])
    return Case(
        id=_id_of(domain.name),
        title=domain.name,
        we_id=party_ids[0],
        agenda=names.agenda,
        parties=tuple(
            Party(party_id, profile.name, preference=_stated(domain, profile, names))
            for party_id, profile in zip(party_ids, domain.profiles, strict=True)
        ),
        summary=f"Imported from the domain {domain.name}.",
    )


def case_to_domain(case: Case, preferences: Mapping[str, Preference] | None = None) -> Domain:
    """Return the domain of a case, with its labels as names.

    `preferences` gives the exact preference of a party (by id) whose statement leaves ranges;
    other parties must state every number exactly. FormatError for what domains can't hold:
    linkages, red lines, what is settled, statements that aren't exact.
    """
    held = [
        name
        for name, is_held in (
            ("linkages", bool(case.linkages)),
            ("red lines", any(party.red_lines for party in case.parties)),
            ("issues that are settled", bool(case.settled.choices)),
        )
        if is_held
    ]
    if held:
        raise FormatError(f"domain formats can't hold {' and '.join(held)}; export a copy without")
    given = preferences or {}
    labels = _labels_of(case.agenda)
    profiles = []
    for party in case.parties:
        preference = given.get(party.id) or _exact_preference(case.agenda, party)
        stated = party.preference.reservation
        is_like = party.id not in given and bool(stated.like)
        profiles.append(
            Profile(
                party.name,
                _renamed(preference, case.agenda, labels),
                party.id in given or stated.value is not None or is_like,
                party.preference.discount,
                _moved_package(stated.like, case.agenda, labels) if is_like else None,
            )
        )
    return Domain(case.title, labels, tuple(profiles))


class _Names:
    """The agenda of a domain under ids that are easy to type."""

    def __init__(self, agenda: Agenda) -> None:
        issue_ids = _ids_of(agenda.issue_ids)
        self.agenda = Agenda(
            tuple(
                Issue(
                    issue_id,
                    issue.label,
                    tuple(
                        Option(option_id, option.label, option.text, option.number)
                        for option_id, option in zip(
                            _ids_of([option.id for option in issue.options]),
                            issue.options,
                            strict=True,
                        )
                    ),
                    is_ordered=issue.is_ordered,
                )
                for issue_id, issue in zip(issue_ids, agenda.issues, strict=True)
            )
        )
        self.old = agenda

    def condition(self, condition: Condition) -> Condition:
        """Return a condition of the domain under the case's ids."""
        return _moved(condition, self.old, self.agenda)


def _moved(condition: Condition, source: Agenda, target: Agenda) -> Condition:
    place = source.position(condition.issue_id)
    old, new = source.issues[place], target.issues[place]
    ids = tuple(new.options[old.position(option)].id for option in condition.option_ids)
    return Condition(new.id, ids)


def _moved_package(package: Package, source: Agenda, target: Agenda) -> Package:
    return package_at(target, package.positions(source))


def _stated(domain: Domain, profile: Profile, names: _Names) -> StatedPreference:
    parts, interactions = _split(domain.agenda, profile.preference)
    lows = [min(row) for row in parts]
    swings = [max(row) - min(row) for row in parts]
    scale = sum(swings)
    if scale <= 0:
        raise FormatError(
            f"{domain.name}: to {profile.name!r} no issue matters by itself, only together with"
            " others; a case can't state that"
        )
    reservation = (profile.preference.reservation - sum(lows)) / scale
    together = max((abs(own.value) / scale for own in interactions), default=0.0)
    if together > 1 or reservation > 1:
        what = "some issues together matter" if together > 1 else "no agreement matters"
        raise FormatError(
            f"{domain.name}: to {profile.name!r} {what} {max(together, reservation):.3g} times as"
            " much as all issues by themselves; a case states at most as much (analyse the domain"
            " from Python: paraph.analysis takes it as it is)"
        )
    return StatedPreference(
        importance=StatedImportance(
            shares=tuple(
                (issue.id, _exactly(swing / scale))
                for issue, swing in zip(names.agenda.issues, swings, strict=True)
            )
        ),
        values=tuple(
            StatedValues(
                issue.id,
                tuple(
                    (option.id, _exactly((value - low) / (swing or 1.0)))
                    for option, value in zip(issue.options, row, strict=True)
                ),
            )
            for issue, row, low, swing in zip(names.agenda.issues, parts, lows, swings, strict=True)
        ),
        reservation=_stated_reservation(domain, profile, reservation, names),
        interactions=tuple(
            Interaction(tuple(map(names.condition, own.conditions)), own.value / scale)
            for own in interactions
        ),
        basis=f"profile {profile.name} of the domain {domain.name}",
        discount=profile.discount,
    )


def _stated_reservation(
    domain: Domain, profile: Profile, reservation: float, names: _Names
) -> StatedReservation:
    """Return what no agreement is worth: like a package where the domain says so, or a value."""
    if profile.reservation_package is not None:
        package = _moved_package(profile.reservation_package, domain.agenda, names.agenda)
        return StatedReservation(like=package)
    return StatedReservation(_exactly(max(0.0, reservation)) if profile.has_reservation else None)


def _split(
    agenda: Agenda, preference: Preference
) -> tuple[list[list[float]], tuple[Interaction, ...]]:
    """Return the value of each option by itself, and the interactions between issues.

    An interaction that looks at a single issue is part of the value of its options.
    """
    parts = [
        [weight * value for value in row]
        for weight, row in zip(preference.weights, preference.option_values, strict=True)
    ]
    between = []
    for interaction in preference.interactions:
        if len(interaction.issue_ids) > 1:
            between.append(interaction)
            continue
        place = agenda.position(interaction.issue_ids[0]) if interaction.conditions else 0
        for index, option in enumerate(agenda.issues[place].options):
            if all(option.id in condition.option_ids for condition in interaction.conditions):
                parts[place][index] += interaction.value
    return parts, tuple(between)


def _exact_preference(agenda: Agenda, party: Party) -> Preference:
    stated = party.preference
    shares = dict(stated.importance.shares)
    values = {own.issue_id: dict(own.values) for own in stated.values}
    weights = []
    rows = []
    for issue in agenda.issues:
        weights.append(_exact_number(shares.get(issue.id), party, f"the share of {issue.id!r}"))
        row = values.get(issue.id, {})
        rows.append(
            tuple(
                _exact_number(row.get(option.id), party, f"{option.id!r} of {issue.id!r}")
                for option in issue.options
            )
        )
    preference = Preference(tuple(weights), tuple(rows), interactions=stated.interactions)
    reservation, like = stated.reservation.value, stated.reservation.like
    if like:
        if not like.is_complete(agenda):
            raise FormatError(
                f"{party.name} says no agreement is like part of a package; a domain needs it all"
            )
        return replace(preference, reservation=preference.value_of(agenda, like))
    if reservation is None:
        return preference
    number = _exact_number(reservation, party, "the value of no agreement")
    return replace(preference, reservation=number)


def _exact_number(interval: Interval | None, party: Party, what: str) -> float:
    if interval is None or interval.low != interval.high:
        raise FormatError(
            f"{party.name} doesn't state {what} as one number, and a domain holds no ranges;"
            " state it exactly, or export what is inferred"
        )
    return interval.low


def _labels_of(agenda: Agenda) -> Agenda:
    """Return the agenda with labels as names, where they tell issues and options apart."""
    issue_labels = _distinct([issue.label for issue in agenda.issues], agenda.issue_ids)
    issues = []
    for issue, name in zip(agenda.issues, issue_labels, strict=True):
        ids = [option.id for option in issue.options]
        names = _distinct([option.label for option in issue.options], ids)
        options = tuple(
            Option(label, label, number=option.number)
            for label, option in zip(names, issue.options, strict=True)
        )
        issues.append(Issue(name, name, options, is_ordered=issue.is_ordered))
    return Agenda(tuple(issues))


def _distinct(labels: Sequence[str], ids: Sequence[str]) -> Sequence[str]:
    return labels if len(set(labels)) == len(labels) and all(labels) else ids


def _renamed(preference: Preference, source: Agenda, target: Agenda) -> Preference:
    return Preference(
        preference.weights,
        preference.option_values,
        preference.reservation,
        tuple(
            Interaction(
                tuple(_moved(condition, source, target) for condition in own.conditions), own.value
            )
            for own in preference.interactions
        ),
    )


def _exactly(number: float) -> Interval:
    return Interval(number, number)


def _ids_of(names: Sequence[str]) -> list[str]:
    """Return ids for names: short words where they tell them apart, else numbered.

    Words that are keys in a case folder are numbered too.
    """
    ids: list[str] = []
    for name in names:
        base = own = _id_of(name)
        number = 2
        while own in ids or own in _KEYS:
            own, number = f"{base}-{number}", number + 1
        ids.append(own)
    return ids


def _id_of(name: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.") or "unnamed"
