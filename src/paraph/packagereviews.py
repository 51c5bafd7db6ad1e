"""What a user asks of one package: how it stands, what is better, what would win who isn't won."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from paraph.analysis import (
    Account,
    Concession,
    FrontierPoint,
    LandingPackage,
    assess_package,
    compare_packages,
    find_cheapest_concessions,
    find_improvements,
    order_concessions,
)
from paraph.case import Case
from paraph.errors import InputError
from paraph.negotiation import Package, Problem, RedLine
from paraph.usecases import Expectations, problem_at_mean


@dataclass(frozen=True)
class Winning:
    """The packages that bring a counterpart to accept and cost us least; none where that can't be.

    `value` is what the package asked about is worth to it, `reservation` what no agreement is.
    """

    party_id: str
    value: float
    reservation: float
    packages: tuple[FrontierPoint, ...]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A red line of a counterpart that a package crosses; `p_meant`: that it isn't a bluff."""

    party_id: str
    line: RedLine
    p_meant: float


@dataclass(frozen=True)
class Move:
    """The way from the package to another: what each party gives and gets, and the steps to it.

    `steps` are ordered by what each costs us for what it brings `receiver`, cheapest first;
    `crossed` are the counterparts' red lines that the other package crosses.
    """

    package: Package
    crossed: tuple[Crossed, ...]
    accounts: tuple[Account, ...]
    receiver: str
    steps: tuple[Concession, ...]


@dataclass(frozen=True)
class PackageReview:
    """How a package stands, what is better for all, and what would win who isn't won yet.

    `standing` counts all that is uncertain; the rest is exact at the mean of what is believed:
    `values[party]`, `improvements` (best for us first; none where it is efficient) with the
    `accounts` of each, and `winning`, an entry for each counterpart that it is worth too little to.
    There the counterparts' red lines that it crosses, `crossed`, are taken for bluffs, and all
    others as meant.
    """

    party_ids: tuple[str, ...]
    package: Package
    standing: LandingPackage
    crossed: tuple[Crossed, ...]
    values: tuple[float, ...]
    reservations: tuple[float, ...]
    improvements: tuple[FrontierPoint, ...]
    accounts: tuple[tuple[Account, ...], ...]
    winning: tuple[Winning, ...]
    move: Move | None


def review(
    case: Case, expectations: Expectations, choices: Package, towards: Package | None = None
) -> PackageReview:
    """Say how a package stands and what is better; `towards` are the choices to move to, if any.

    What is settled already needn't be repeated in it. InputError if it leaves an issue open,
    or breaks what is settled, a linkage, or a red line of ours. Theirs may be bluffs.
    """
    at_mean = problem_at_mean(case, expectations)
    package = _complete(case, case.settled.with_choices(choices))
    problem = _without_crossed(at_mean, package)
    values = problem.values_of(package)
    improvements = find_improvements(problem, package)
    standing = assess_package(
        case.agenda,
        expectations.beliefs,
        case.linkages,
        package,
        settled=case.settled,
        seed=case.settings.seed,
    )
    return PackageReview(
        party_ids=problem.party_ids,
        package=package,
        standing=standing,
        crossed=_find_crossed(expectations, package),
        values=values,
        reservations=tuple(own.reservation for own in problem.preferences),
        improvements=improvements,
        accounts=tuple(
            compare_packages(problem, package, better.package) for better in improvements
        ),
        winning=_find_winning(problem, package, values),
        move=None
        if towards is None
        else _plan_move(problem, expectations, package, package.with_choices(towards)),
    )


def _find_crossed(expectations: Expectations, package: Package) -> tuple[Crossed, ...]:
    return tuple(
        Crossed(belief.party_id, line, float(np.mean(is_meant)))
        for belief in expectations.beliefs[1:]
        for line, is_meant in zip(
            belief.red_lines, np.asarray(belief.red_line_holds).T, strict=True
        )
        if line.is_crossed_by(package)
    )


def _without_crossed(problem: Problem, package: Package) -> Problem:
    """Return the problem without the counterparts' red lines that the package crosses."""
    ours, *theirs = problem.red_lines
    kept = (tuple(line for line in own if not line.is_crossed_by(package)) for own in theirs)
    return replace(problem, red_lines=(ours, *kept))


def _complete(case: Case, package: Package) -> Package:
    package.positions(case.agenda)
    if still_open := [issue for issue in case.agenda.issue_ids if issue not in package]:
        raise InputError(
            f"the package leaves open: {', '.join(still_open)}; choose an option for each,"
            f" as in {still_open[0]}={case.agenda.issue(still_open[0]).options[0].id}"
        )
    return package


def _find_winning(
    problem: Problem, package: Package, values: Sequence[float]
) -> tuple[Winning, ...]:
    """Find what would win each counterpart that the package is worth too little to."""
    us = problem.party_ids[0]
    return tuple(
        Winning(
            party_id,
            value,
            own.reservation,
            find_cheapest_concessions(
                problem, package, giver=us, receiver=party_id, at_least=own.reservation
            ),
        )
        for party_id, own, value in zip(
            problem.party_ids[1:], problem.preferences[1:], values[1:], strict=True
        )
        if value < own.reservation - own.tolerance
    )


def _plan_move(
    problem: Problem, expectations: Expectations, package: Package, end: Package
) -> Move:
    """Plan the way from a package to another, for the first counterpart that gains by it."""
    problem = _without_crossed(problem, end)
    accounts = compare_packages(problem, package, end)
    us, *them = problem.party_ids
    gains = [account.party_id for account in accounts[1:] if account.total > 0]
    receiver = (gains or them)[0]
    steps = order_concessions(problem, package, end, giver=us, receiver=receiver)
    return Move(end, _find_crossed(expectations, end), accounts, receiver, steps)
