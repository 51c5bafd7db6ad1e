"""Improving a package: is it efficient, what is better for all, and what the way there costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import isfinite

import numpy as np

from paraph.analysis.frontiers import (
    FrontierPoint,
    FrontierSettings,
    frontier_of_lattice,
)
from paraph.analysis.lattices import lattice_of_problem, values_at
from paraph.errors import InputError, UnknownNameError
from paraph.negotiation import Package, Problem, package_of
from paraph.negotiation.wording import signed

_NO_FLOOR = -(2**61)
_MOST_TOGETHER = 3  # issues tried together before all that remain change at once


@dataclass(frozen=True)
class Change:
    """What settling one issue otherwise is worth to a party, on its own scale."""

    issue_id: str
    before: str
    after: str
    value: float


@dataclass(frozen=True)
class Account:
    """What a party gives and gets between two packages, and what that comes to.

    `total` is the change of value; where it isn't the sum of the changes, interactions
    between issues make up the rest (`from_interactions`).
    """

    party_id: str
    gives: tuple[Change, ...]
    gets: tuple[Change, ...]
    from_interactions: float
    total: float
    words: str


@dataclass(frozen=True)
class Concession:
    """One step from a package towards another, its cost to the giver, its worth to the receiver.

    `choices` are the issues that change together, because linkages tie them or, mostly, one.
    """

    choices: Package
    package: Package
    loss: float
    gain: float


def is_efficient(problem: Problem, package: Package) -> bool:
    """Whether no feasible package is better for one party without loss to another.

    InputError if the package leaves an issue open, or isn't feasible itself.
    """
    return not find_improvements(problem, package)


def find_improvements(
    problem: Problem, package: Package, settings: FrontierSettings | None = None
) -> tuple[FrontierPoint, ...]:
    """Find the efficient packages at least as good for all parties and better for one.

    This is what is left on the table: a post-settlement settlement (Raiffa 1985). Empty where
    the package is efficient. InputError if it leaves an issue open, or isn't feasible itself.
    """
    lattice = lattice_of_problem(problem)
    own = values_at(lattice, _feasible_positions(problem, package, "the package"))[:, 0, :]
    frontier = frontier_of_lattice(
        problem, replace(lattice, floors=own), settings or FrontierSettings(), is_cut=True
    )
    values = tuple(lattice.in_units(own[0]).tolist())
    return tuple(point for point in frontier.points if point.values != values)


def find_cheapest_concessions(
    problem: Problem, package: Package, *, giver: str, receiver: str, at_least: float
) -> tuple[FrontierPoint, ...]:
    """Find the packages worth `at_least` to the receiver that cost the giver least.

    No third party ends worse than in the package given. Empty where that can't be done.
    InputError if the package isn't complete and feasible, giver and receiver are the same, or
    `at_least` isn't a number.
    """
    giving, receiving = _places(problem, giver, receiver)
    if not isfinite(at_least):
        raise InputError(f"what the receiver is to get must be a number, not {at_least}")
    lattice = lattice_of_problem(problem)
    floors = values_at(lattice, _feasible_positions(problem, package, "the package"))[0, 0].copy()
    wanted = [0.0] * lattice.n_parties
    wanted[receiving] = at_least
    floors[receiving] = lattice.in_steps_up(wanted)[receiving]
    floors[giving] = _NO_FLOOR
    frontier = frontier_of_lattice(
        problem, replace(lattice, floors=floors[None]), FrontierSettings(), is_cut=True
    )
    best = max((point.values[giving] for point in frontier.points), default=0.0)
    return tuple(point for point in frontier.points if point.values[giving] == best)


def order_concessions(
    problem: Problem, start: Package, end: Package, *, giver: str, receiver: str
) -> tuple[Concession, ...]:
    """Return the steps from one complete package to another, the cheapest first.

    Each step leads to a feasible package, and is the one of those open then that costs the
    giver least for what it brings the receiver. Issues change together only where no single
    change is feasible: two or three, else all that remain. InputError if either package isn't
    complete and feasible, or giver and receiver are the same.
    """
    places = _places(problem, giver, receiver)
    _feasible_positions(problem, start, "the package to start from")
    _feasible_positions(problem, end, "the package to reach")
    steps: list[Concession] = []
    current = start
    remaining = [issue for issue in problem.agenda.issue_ids if start[issue] != end[issue]]
    while remaining:
        step = _cheapest_step(problem, current, end, remaining, places)
        steps.append(step)
        current = step.package
        remaining = [issue for issue in remaining if issue not in step.choices]
    return tuple(steps)


def compare_packages(problem: Problem, before: Package, after: Package) -> tuple[Account, ...]:
    """Return, for each party, what it gives and gets between two complete packages."""
    _complete_positions(problem, before)
    _complete_positions(problem, after)
    return tuple(_account(problem, party, before, after) for party in range(len(problem.party_ids)))


def _account(problem: Problem, party: int, before: Package, after: Package) -> Account:
    preference, agenda = problem.preferences[party], problem.agenda
    changes = []
    for place, issue in enumerate(agenda.issues):
        old, new = before[issue.id], after[issue.id]
        worth = preference.option_values[place]
        gain = worth[issue.position(new)] - worth[issue.position(old)]
        if old != new:
            changes.append(Change(issue.id, old, new, preference.weights[place] * gain))
    gives = tuple(sorted((c for c in changes if c.value < 0), key=lambda change: change.value))
    gets = tuple(sorted((c for c in changes if c.value > 0), key=lambda change: -change.value))
    total = preference.value_of(agenda, after) - preference.value_of(agenda, before)
    rest = total - sum(change.value for change in changes)
    rest = 0.0 if abs(rest) < 1e-12 else rest
    words = _describe(problem, problem.party_ids[party], (gives, gets), rest, total)
    return Account(problem.party_ids[party], gives, gets, rest, total, words)


def _describe(
    problem: Problem,
    party_id: str,
    changes: tuple[tuple[Change, ...], tuple[Change, ...]],
    rest: float,
    total: float,
) -> str:
    gives, gets = (", ".join(_name(problem, change) for change in side) for side in changes)
    clauses = [f"gives {gives}" if gives else "gives nothing"]
    clauses.append(f"gets {gets}" if gets else "gets nothing")
    if rest:
        clauses.append(f"{signed(rest, 3)} from issues that interact")
    return f"{party_id} {'; '.join(clauses)}: {signed(total, 3)} in all"


def _name(problem: Problem, change: Change) -> str:
    issue = problem.agenda.issue(change.issue_id)
    before, after = issue.option(change.before).label, issue.option(change.after).label
    return f"{issue.label} ({before} → {after}, {signed(change.value, 3)})"


def _cheapest_step(
    problem: Problem,
    current: Package,
    end: Package,
    remaining: Sequence[str],
    places: tuple[int, int],
) -> Concession:
    for size in range(1, min(len(remaining), _MOST_TOGETHER + 1)):
        steps = [
            _step(problem, current, package_of({issue: end[issue] for issue in issues}), places)
            for issues in combinations(remaining, size)
        ]
        feasible = [step for step in steps if problem.is_feasible(step.package)]
        if feasible:
            return min(feasible, key=_price)
    rest = package_of({issue: end[issue] for issue in remaining})
    return _step(problem, current, rest, places)


def _step(
    problem: Problem, current: Package, choices: Package, places: tuple[int, int]
) -> Concession:
    package = current.with_choices(choices)
    old, new = problem.values_of(current), problem.values_of(package)
    giving, receiving = places
    return Concession(choices, package, old[giving] - new[giving], new[receiving] - old[receiving])


def _price(step: Concession) -> tuple[int, float, float]:
    """Rank what costs nothing first, then by loss for the gain, what brings nothing last."""
    if step.loss <= 0:
        return (0, -step.gain, step.loss)
    if step.gain > 0:
        return (1, step.loss / step.gain, step.loss)
    return (2, step.loss, -step.gain)


def _places(problem: Problem, giver: str, receiver: str) -> tuple[int, int]:
    """Return where the giver and the receiver stand among the parties."""
    for party_id in (giver, receiver):
        if party_id not in problem.party_ids:
            raise UnknownNameError("party", party_id, problem.party_ids)
    if giver == receiver:
        raise InputError(f"{giver!r} can't concede to itself; name another party to receive")
    return problem.party_ids.index(giver), problem.party_ids.index(receiver)


def _complete_positions(problem: Problem, package: Package) -> np.ndarray[tuple[int, int]]:
    if not package.is_complete(problem.agenda):
        raise InputError("the package leaves an issue open; settle every issue in it")
    return np.array([package.positions(problem.agenda)], dtype=np.intp)


def _feasible_positions(
    problem: Problem, package: Package, what: str
) -> np.ndarray[tuple[int, int]]:
    """Return the positions of a package; InputError says what it breaks where it isn't feasible."""
    positions = _complete_positions(problem, package)
    if not package.agrees_with(problem.settled):
        raise InputError(f"{what} differs from what is settled already")
    for linkage in problem.linkages:
        if not linkage.allows(package):
            issues = ", ".join(linkage.issue_ids)
            raise InputError(f"{what} breaks a linkage between the issues {issues}")
    for party_id, lines in zip(problem.party_ids, problem.red_lines, strict=False):
        for line in lines:
            if line.is_crossed_by(package):
                issues = ", ".join(line.issue_ids)
                raise InputError(f"{what} crosses a red line of {party_id!r} on {issues}")
    return positions
