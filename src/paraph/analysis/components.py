"""Components: issues that are tied, put together as one issue whose options are their packages.

Fewer values are rounded then for the bounds of counts, and fewer groups have to be told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.factors import Factor, Kind
from paraph.analysis.lattices import Lattice

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MOST = 2_000  # packages of one component


def untie(lattice: Lattice) -> Lattice:
    """Return the lattice of one draw with each small component as a single issue.

    Components of too many packages to be listed stay as they are, with their factors. A
    component that is forbidden altogether becomes an issue without options.
    """
    components = find_components(lattice)
    listed = [own for own in components if len(own) == 1 or _n_packages(lattice, own) <= _MOST]
    kept = sorted(issue for own in components if own not in listed for issue in own)
    parts = [_list_packages(lattice, own) for own in listed]
    places = {issue: place for place, issue in enumerate(kept)}
    return replace(
        lattice,
        parts=(*(lattice.parts[issue] for issue in kept), *(part[None] for part in parts)),
        allowed=(
            *(lattice.allowed[issue] for issue in kept),
            *(tuple(range(len(part))) for part in parts),
        ),
        factors=tuple(
            replace(
                factor,
                statuses={places[issue]: own for issue, own in factor.statuses.items()},
            )
            for factor in lattice.factors
            if not places.keys().isdisjoint(factor.statuses)
        ),
    )


def find_components(lattice: Lattice) -> list[list[int]]:
    """Return the issues in sets that no factor ties to each other, each in ascending order."""
    components = [{issue} for issue in range(len(lattice.parts))]
    for factor in lattice.factors:
        touched = [own for own in components if not own.isdisjoint(factor.statuses)]
        rest = [own for own in components if own.isdisjoint(factor.statuses)]
        components = [*rest, set().union(*touched)]
    return [sorted(own) for own in components]


def _n_packages(lattice: Lattice, issues: Sequence[int]) -> int:
    return prod(len(lattice.allowed[issue]) for issue in issues)


def _list_packages(lattice: Lattice, issues: Sequence[int]) -> Whole:
    """Return values[package, party] of the packages of some issues that nothing forbids."""
    grid = np.meshgrid(*(lattice.allowed[issue] for issue in issues), indexing="ij")
    chosen = {issue: own.ravel() for issue, own in zip(issues, grid, strict=True)}
    values = sum(
        (lattice.parts[issue][0, options] for issue, options in chosen.items()),
        np.zeros((_n_packages(lattice, issues), lattice.n_parties), dtype=np.int64),
    )
    is_allowed = np.ones(len(values), dtype=np.bool_)
    for factor in lattice.factors:
        if chosen.keys().isdisjoint(factor.statuses):
            continue
        status = _status_of(factor, chosen)
        if factor.bonus is not None:
            values = values + status[:, None] * factor.bonus
        else:
            is_allowed &= ~_is_forbidden(factor, status)
    result: Whole = values[is_allowed]
    return result


def _status_of(factor: Factor, chosen: dict[int, Whole]) -> Whole:
    """Return status[package] of a factor whose issues are all chosen."""
    first, *others = (
        np.array(own, dtype=np.int64)[chosen[issue]] for issue, own in factor.statuses.items()
    )
    for other in others:
        first = factor.combine(first, other)
    return first


def _is_forbidden(factor: Factor, status: Whole) -> Flags:
    if factor.kind is Kind.COUNT:
        return np.greater(status, factor.limit)
    if factor.kind is Kind.IMPLICATION:
        return np.equal(status, 2)
    assert factor.forbids is not None
    is_crossed: Flags = np.equal(status, 1) & factor.forbids[0]
    return is_crossed
