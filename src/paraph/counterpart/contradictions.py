"""Contradictions: what a party says against what it says or does elsewhere."""

from __future__ import annotations

from itertools import combinations

from paraph.case import Case
from paraph.counterpart.evidence import Comparison, Entry, Evidence, Reply, Stance
from paraph.counterpart.posterior import Contradiction
from paraph.negotiation import EqualAnswer


def find_contradictions(case: Case, evidence: Evidence) -> tuple[Contradiction, ...]:
    """Find pairs of entries of one party that can't both show what it wants.

    Found: an option supported and opposed; opposed (or behind a red line) and yet offered or
    accepted; opposite comparisons, or one that calls the two about equal; opposite orders of
    importance; a package both accepted and rejected. A change of mind looks the same: the dates
    are in the words.
    """
    found = [
        *_between_stances(case, evidence),
        *_between_stances_and_deeds(case, evidence),
        *_between_red_lines_and_deeds(evidence),
        *_between_comparisons(evidence),
        *_between_orders(case, evidence),
        *_between_replies(evidence),
    ]
    return tuple(dict.fromkeys(found))


def name_entry(entry: Entry) -> str:
    """Return an entry in words, with its day and session."""
    day = f" ({entry.day.isoformat()})" if entry.day else ""
    place = f"{entry.session_id}: " if entry.session_id else ""
    return f"{place}{entry.description}{day}"


def _pair(evidence: Evidence, first: int, second: int, description: str) -> Contradiction:
    names = [name_entry(evidence.entries[entry]) for entry in (first, second)]
    return Contradiction(names[0], names[1], description)


def _label(case: Case, option: int) -> str:
    flat = [(issue, choice) for issue in case.agenda.issues for choice in issue.options]
    issue, choice = flat[option]
    return f"{choice.label!r} on {issue.label}"


def _between_stances(case: Case, evidence: Evidence) -> list[Contradiction]:
    return [
        _pair(evidence, a.entry, b.entry, f"spoke both for and against {_label(case, a.option)}")
        for a, b in combinations(evidence.stances, 2)
        if a.option == b.option and a.sign != b.sign and a.entry != b.entry
    ]


def _between_stances_and_deeds(case: Case, evidence: Evidence) -> list[Contradiction]:
    found = []
    for stance in evidence.stances:
        if stance.sign > 0 or stance.power < 1 or not evidence.entries[stance.entry].session_id:
            continue
        for entry, word in _deeds_with(evidence, stance):
            text = f"spoke against {_label(case, stance.option)}, yet {word} it"
            found.append(_pair(evidence, stance.entry, entry, text))
    return found


def _deeds_with(evidence: Evidence, stance: Stance) -> list[tuple[int, str]]:
    """Return the entries in which the party offered or accepted the option on its own account."""
    layout = evidence.layout
    issue = layout.agenda.issues[layout.issue_of[stance.option]]
    option = issue.options[stance.option - int(layout.starts[layout.issue_of[stance.option]])]
    offered = [(item.entry, "offered", item.package) for item in evidence.offers]
    accepted = [(r.entry, "accepted", r.package) for r in evidence.replies if r.is_accepted]
    return [
        (entry, word)
        for entry, word, package in offered + accepted
        if issue.id in package and package[issue.id] == option.id
    ]


def _between_red_lines_and_deeds(evidence: Evidence) -> list[Contradiction]:
    deeds = [(item.entry, "offered", item.package) for item in evidence.offers]
    deeds += [(r.entry, "accepted", r.package) for r in evidence.replies if r.is_accepted]
    return [
        _pair(evidence, place, entry, f"declared a red line, yet {word} what crosses it")
        for place, line in enumerate(evidence.red_lines)
        for entry, word, package in deeds
        if line.is_crossed_by(package)
    ]


def _between_comparisons(evidence: Evidence) -> list[Contradiction]:
    def is_opposite(a: Comparison, b: Comparison) -> bool:
        return a.better == b.worse and a.worse == b.better

    def is_equal_once(a: Comparison, b: Comparison) -> bool:
        is_same_pair = {a.better, a.worse} == {b.better, b.worse}
        return is_same_pair and (a.equal is EqualAnswer.SAID) != (b.equal is EqualAnswer.SAID)

    found = []
    for a, b in combinations(evidence.comparisons, 2):
        if is_equal_once(a, b):
            text = "compared the same two packages, and called them about equal once"
            found.append(_pair(evidence, a.entry, b.entry, text))
        elif is_opposite(a, b) and a.equal is not EqualAnswer.SAID:
            text = "compared the same two packages, each way once"
            found.append(_pair(evidence, a.entry, b.entry, text))
    return found


def _between_orders(case: Case, evidence: Evidence) -> list[Contradiction]:
    found = []
    for a, b in combinations(evidence.orders, 2):
        for one, other in combinations([issue for issue in a.issues if issue in b.issues], 2):
            if b.issues.index(one) > b.issues.index(other):
                labels = [case.agenda.issues[issue].label for issue in (one, other)]
                text = f"put {labels[0]} before {labels[1]}, and after it"
                found.append(_pair(evidence, a.entry, b.entry, text))
    return found


def _between_replies(evidence: Evidence) -> list[Contradiction]:
    def is_opposite(a: Reply, b: Reply) -> bool:
        return a.package == b.package and a.is_accepted != b.is_accepted

    return [
        _pair(evidence, a.entry, b.entry, "accepted and rejected the same package")
        for a, b in combinations(evidence.replies, 2)
        if is_opposite(a, b)
    ]
