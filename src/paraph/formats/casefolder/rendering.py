"""From the nouns of a case to what is written in case.yaml and judgements.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from paraph.case import Case, CaseSettings, PlannedMeeting
from paraph.errors import InputError
from paraph.formats.casefolder.yaml_text import Inline, Plain, number, plain, without_empty
from paraph.negotiation import (
    AtMost,
    Choice,
    Condition,
    Definition,
    Interval,
    Issue,
    LikeLastTime,
    Linkage,
    Mandate,
    MandateItem,
    Option,
    Package,
    Party,
    Person,
    StatedImportance,
    StatedPreference,
    StatedValues,
    Term,
    numeric_issue,
)
from paraph.record import Event, Judgement, Opening, Override, Paper


def case_entries(case: Case, as_of: date | None) -> dict[str, Plain]:
    """Return what case.yaml holds; keys at their defaults are left out."""
    written: dict[str, Plain] = {
        "case": plain(case.id),
        "title": case.title,
        "we": plain(case.we_id),
        "summary": case.summary,
        "as_of": as_of,
        "meeting": _meeting(case.meeting),
        "settings": _settings(case.settings),
        "parties": {party.id: _party(party) for party in case.parties},
        "issues": {issue.id: _issue(issue) for issue in case.agenda.issues},
        "linkages": [_linkage(linkage) for linkage in case.linkages],
        "terms": {term.id: _term(term) for term in case.terms},
        "papers": [_paper(paper) for paper in case.papers],
        "openings": [_opening(opening) for opening in case.openings],
    }
    return without_empty(written)


def judgement_entries(case: Case) -> dict[str, Plain]:
    """Return what judgements.yaml holds."""
    return without_empty(
        {
            "events": {event.id: _event(event) for event in case.events},
            "judgements": [_judgement(judgement) for judgement in case.judgements],
            "overrides": [_override(override) for override in case.overrides],
        }
    )


def package_entry(package: Package) -> dict[str, Plain]:
    """Return a package as it is written: {issue: option}."""
    return Inline({issue: plain(option) for issue, option in package})


def names(ids: Iterable[str]) -> list[Plain]:
    """Return a list of names as it is written."""
    return [plain(name) for name in ids]


def person_entry(name: str, role: str) -> Plain:
    """Return a person: the name alone, or with the role."""
    return Inline({"name": name, "role": role}) if role else name


def _meeting(meeting: PlannedMeeting) -> Plain:
    default = PlannedMeeting()
    return Inline(
        without_empty(
            {
                "date": meeting.day,
                "place": meeting.place,
                "level": None if meeting.level is default.level else meeting.level.value,
                "exchanges": _unless(meeting.n_exchanges, default.n_exchanges),
            }
        )
    )


def _settings(settings: CaseSettings) -> Plain:
    default = CaseSettings()
    rule, usual = settings.thresholds, default.thresholds
    return Inline(
        without_empty(
            {
                "seed": _unless(settings.seed, default.seed),
                "draws": _unless(settings.n_draws, default.n_draws),
                "go_at": _unless(rule.go_at, usual.go_at),
                "no_zone_below": _unless(rule.no_zone_below, usual.no_zone_below),
                "delay_cost": _unless(settings.delay_cost, default.delay_cost),
                "past": [
                    Inline({"said": number(p.said), "agreed": p.is_agreed}) for p in settings.past
                ],
            }
        )
    )


def _unless(value: float, default: float) -> Plain:
    return None if value == default else number(value)


def _party(party: Party) -> Plain:
    return without_empty(
        {
            "name": party.name,
            "principal": party.principal,
            "delegation": [_person(person) for person in party.delegation],
            "preferences": _preferences(party.preference),
            "red_lines": [
                without_empty(
                    {
                        "never": _conditions(line.conditions),
                        "reason": line.reason,
                        "date": line.declared,
                        "sources": names(line.source_ids),
                    }
                )
                for line in party.red_lines
            ],
            "mandate": _mandate(party.mandate),
        }
    )


def _person(person: Person) -> Plain:
    return person_entry(person.name, person.role)


def _preferences(stated: StatedPreference) -> Plain:
    return without_empty(
        {
            "basis": stated.basis,
            "date": stated.stated,
            "sources": names(stated.source_ids),
            "like_last_time": _last_time(stated.like_last_time),
            **importance_entries(stated.importance),
            "options": {values.issue_id: option_values_entry(values) for values in stated.values},
            "interactions": [
                {"when": _conditions(i.conditions), "value": number(i.value)}
                for i in stated.interactions
            ],
            "no_agreement": without_empty(
                {
                    "batna": stated.reservation.batna,
                    "value": interval_entry(stated.reservation.value),
                    "like": Inline(stated.reservation.like.as_dict()),
                }
            ),
            "discount": _unless(stated.discount, 1.0),
            "choices": [choice_entry(choice) for choice in stated.choices],
        }
    )


def _last_time(like: LikeLastTime | None) -> Plain:
    if like is None:
        return None
    default = LikeLastTime("")
    party: dict[str, Plain] = {"party": plain(like.party_id)} if like.party_id else {}
    widening = without_empty({"widening": _unless(like.widening, default.widening)})
    return Inline({"case": like.case, **party, **widening}) if party or widening else like.case


def choice_entry(choice: Choice) -> Plain:
    """Return a choice between two packages as it is written, in one line."""
    return Inline(
        without_empty(
            {
                "prefer": package_entry(choice.better),
                "over": package_entry(choice.worse),
                "date": choice.made,
                "equal": choice.equal.value if choice.equal else None,
            }
        )
    )


def importance_entries(stated: StatedImportance) -> dict[str, Plain]:
    """Return what is stated of the issues' importance, by the key that each form stands under."""
    importance: dict[str, Plain] = {i: interval_entry(share) for i, share in stated.shares}
    return {
        "importance": importance | {issue: word.value for issue, word in stated.words},
        "ranking": ranking_entry(stated.ranking),
        "compared": [{one: f"{word.value} {other}"} for one, word, other in stated.compared],
    }


def option_values_entry(stated: StatedValues) -> Plain:
    """Return what is stated of an issue's options, in the shortest form that holds it."""
    direction = stated.direction.value if stated.direction else None
    if direction and not stated.values and not stated.ranking:
        return direction
    values = Inline({option: interval_entry(value) for option, value in stated.values})
    if values and not direction and not stated.ranking:
        return values
    form = without_empty(
        {"values": values, "ranking": ranking_entry(stated.ranking), "direction": direction}
    )
    return Inline(form) if form else Inline({"values": Inline({})})


def ranking_entry(tiers: Sequence[Sequence[str]]) -> list[Plain]:
    """Return a ranking as it is written; ties in a list of their own."""
    return [plain(tier[0]) if len(tier) == 1 else names(tier) for tier in tiers]


def interval_entry(interval: Interval | None) -> Plain:
    """Return a range as it is written: [low, high], or the number where it is exact."""
    if interval is None:
        return None
    if interval.low == interval.high:
        return number(interval.low)
    return [number(interval.low), number(interval.high)]


def _conditions(conditions: Sequence[Condition]) -> Plain:
    entries = [Inline({c.issue_id: _options(c)}) for c in conditions]
    if len({condition.issue_id for condition in conditions}) < len(conditions):
        return list(entries)
    return Inline({issue: options for entry in entries for issue, options in entry.items()})


def _options(condition: Condition) -> Plain:
    options = names(condition.option_ids)
    return options[0] if len(options) == 1 else options


def _mandate(mandate: Mandate) -> Plain:
    return without_empty(
        {
            "issued_by": mandate.issued_by,
            "date": mandate.issued,
            "issues": {item.issue_id: _mandate_item(item) for item in mandate.items},
        }
    )


def _mandate_item(item: MandateItem) -> Plain:
    entry = without_empty(
        {
            "authority": item.authority.value,
            "options": names(item.option_ids),
            "note": item.note,
            "date": item.issued,
            "sources": names(item.source_ids),
        }
    )
    return item.authority.value if len(entry) == 1 else entry


def _issue(issue: Issue) -> Plain:
    scale = _range(issue)
    return without_empty(
        {
            "label": issue.label,
            "chapter": issue.chapter,
            "date": issue.tabled,
            "ordered": True if issue.is_ordered and not scale else None,
            "unit": "" if scale else issue.unit,
            "range": scale,
            "options": None if scale else {o.id: _option(o) for o in issue.options},
        }
    )


def _range(issue: Issue) -> Plain:
    """Return the range whose numbers are exactly this issue's options; None if none is."""
    numbers = [option.number for option in issue.options if option.number is not None]
    if len(numbers) < 2 or not issue.is_ordered:
        return None
    low, high, step = numbers[0], numbers[-1], round(numbers[1] - numbers[0], 10)
    try:
        numeric = numeric_issue(
            issue.id, issue.label, low=low, high=high, step=step, unit=issue.unit
        )
    except InputError:
        return None
    if replace(numeric, chapter=issue.chapter, tabled=issue.tabled) != issue:
        return None
    ends = {"from": number(low), "to": number(high), "step": number(step), "unit": issue.unit}
    return Inline(without_empty(ends))


def _option(option: Option) -> Plain:
    if not option.text and option.number is None:
        return option.label
    place = None if option.number is None else number(option.number)
    entry: dict[str, Plain] = {"label": option.label, "number": place, "text": option.text}
    return without_empty(entry)


def _linkage(linkage: Linkage) -> Plain:
    entry: dict[str, Plain]
    if not isinstance(linkage, AtMost):
        entry = {"if": _conditions(linkage.premises), "then": _conditions(linkage.conclusions)}
    else:
        of: list[Plain] = [_conditions([condition]) for condition in linkage.conditions]
        is_pair = linkage.limit == 1 and len(of) == 2
        entry = {"not_both": of} if is_pair else {"at_most": linkage.limit, "of": of}
    return entry | ({"reason": linkage.reason} if linkage.reason else {})


def _term(term: Term) -> Plain:
    agreed: dict[str, Plain] = {"text": term.agreed_text}
    agreed |= without_empty({"date": term.agreed})
    return without_empty(
        {
            "label": term.label,
            "issues": names(term.issue_ids),
            "definitions": {d.party_id: _definition(d) for d in term.definitions},
            "agreed": agreed if term.agreed_text or term.agreed else None,
        }
    )


def _definition(definition: Definition) -> Plain:
    dated = {"date": definition.given, "sources": names(definition.source_ids)}
    entry: dict[str, Plain] = {"text": definition.text}
    return entry | without_empty(dated)


def _paper(paper: Paper) -> Plain:
    entry: dict[str, Plain] = {"kind": paper.kind.value, "title": paper.title}
    return entry | without_empty(
        {
            "date": paper.day,
            "by": paper.by,
            "issues": names(paper.issue_ids),
            "sources": names(paper.source_ids),
        }
    )


def _opening(opening: Opening) -> Plain:
    return without_empty(
        {
            "party": plain(opening.party_id),
            "package": package_entry(opening.package),
            "text": opening.text,
            "date": opening.prepared,
            "shown": Inline(dict(opening.shown)),
            "sources": names(opening.source_ids),
        }
    )


def _event(event: Event) -> Plain:
    entry: dict[str, Plain] = {"statement": event.statement}
    return entry | without_empty(
        {
            "due": event.due,
            "happened": event.happened,
            "known": event.known,
            "sources": names(event.source_ids),
        }
    )


def _judgement(judgement: Judgement) -> Plain:
    entry: dict[str, Plain] = {
        "event": plain(judgement.event_id),
        "who": judgement.who,
        "role": judgement.role.value,
        "date": judgement.given,
        "probability": number(judgement.probability),
    }
    return entry | without_empty(
        {
            "note": judgement.note,
            "recorded": judgement.recorded,
            "sources": names(judgement.source_ids),
        }
    )


def _override(override: Override) -> Plain:
    entry: dict[str, Plain] = {
        "verdict": override.verdict.value,
        "who": override.who,
        "date": override.given,
        "reason": override.reason,
    }
    return entry | without_empty({"sources": names(override.source_ids)})
