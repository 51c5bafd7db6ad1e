"""Answers that go round in a circle: A before B, B before C, and C before A."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from paraph.case import Case
from paraph.counterpart.evidence import Evidence, describe_package
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.rerankings import ordered_pairs
from paraph.counterpart.telling import tell_contradiction
from paraph.negotiation import EqualAnswer, Package
from paraph.negotiation.wording import listed

_Pair = tuple[Hashable, Hashable]
"""Two things, the first put before the second."""


def find_circles(case: Case, evidence: Evidence) -> tuple[Contradiction, ...]:
    """Find comparisons of packages, and orders of importance, that go round in a circle.

    Each circle is told once, by the entry that closes it and the earliest of the others. A pair
    that was put each way is no circle: the later word stands.
    """
    compared = [
        (each.entry, [(each.better, each.worse)])
        for each in evidence.comparisons
        if each.equal is not EqualAnswer.SAID
    ]
    ordered = [(each.entry, ordered_pairs(each, len(case.agenda))) for each in evidence.orders]
    found = []
    for circle, entries in _close_circles(compared):
        packages = [part for part in circle if isinstance(part, Package)]
        names = [f"“{describe_package(case, package)}”" for package in packages]
        issue_ids = dict.fromkeys(issue_id for part in packages for issue_id in part.issue_ids)
        text = f"went round in a circle: {_in_words(names, 'is better than')}"
        found.append(tell_contradiction(evidence, *_sides(entries), text, tuple(issue_ids)))
    for circle, entries in _close_circles(ordered):
        issues = [case.agenda.issues[place] for place in circle if isinstance(place, int)]
        names = [issue.label for issue in issues]
        text = f"went round in a circle: {_in_words(names, 'matters more than')}"
        issue_ids = dict.fromkeys(issue.id for issue in issues)
        found.append(tell_contradiction(evidence, *_sides(entries), text, tuple(issue_ids)))
    return tuple(found)


def _close_circles(
    said: Iterable[tuple[int, Sequence[_Pair]]],
) -> Iterator[tuple[list[Hashable], list[int]]]:
    """Yield each circle of three or more, in its order, with its entries, the closing one last.

    An entry says all of its pairs at once, and closes one circle at most.
    """
    below: dict[Hashable, dict[Hashable, int]] = {}
    told: set[frozenset[Hashable]] = set()
    for entry, pairs in said:
        for first, second in pairs:
            below.get(second, {}).pop(first, None)
            below.setdefault(first, {})[second] = entry
        ways = (_find_way(below, second, first) for first, second in pairs)
        way = next((way for way in ways if way), [])
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            yield way, [*(below[one][other] for one, other in pairwise(way)), entry]


def _find_way(
    below: dict[Hashable, dict[Hashable, int]], start: Hashable, end: Hashable
) -> list[Hashable]:
    """Return the shortest chain from above to below, both ends included; empty if there is none."""
    ways: list[list[Hashable]] = [[start]]
    seen = {start}
    for way in ways:
        if way[-1] == end:
            return way
        following = [each for each in below.get(way[-1], {}) if each not in seen]
        seen.update(following)
        ways += [[*way, each] for each in following]
    return []


def _in_words(names: list[str], link: str) -> str:
    return listed([f"{one} {link} {other}" for one, other in pairwise([*names, names[0]])])


def _sides(entries: list[int]) -> tuple[list[int], list[int]]:
    """Return the entries of a circle, in order of time, and the one that closes it."""
    *others, last = entries
    return sorted(others), [last]
