"""Paths: a lattice's issues in two halves, each added issue by issue, with its groups on the way.

Issues that are tied follow one another, in an order in which few factors are open at any place,
so that few groups have to be told apart; the first half goes down that line and the second up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.components import find_components
from paraph.analysis.factors import Factor, Kind
from paraph.analysis.lattices import Lattice
from paraph.analysis.trees import Merger, find_allowed, join, settle_options

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MOST_STARTS = 30  # of a line, tried
_MOST_GROUPS = 2_000  # times the bonuses that differ, where halves go together


@dataclass(frozen=True, eq=False)
class Stage:
    """One issue more: what each group and option that go together lead to.

    `sources[step]` is a group before, `targets[step]` the group after, one of `n_groups`, in
    ascending order; `values[step, party]` is what the step adds. `n_options` were to choose from.
    """

    sources: Whole
    targets: Whole
    values: Whole
    n_groups: int
    n_options: int


@dataclass(frozen=True, eq=False)
class Path:
    """The stages of a set of issues, and signatures[group, factor] of the factors still open."""

    issues: frozenset[int]
    open_factors: tuple[int, ...]
    signatures: Whole
    stages: tuple[Stage, ...]

    @property
    def size(self) -> int:
        """How many groups there are at the end."""
        return len(self.signatures)


@dataclass(frozen=True, eq=False)
class Bridge:
    """The pairs of groups of two halves, is_open[one, other], that add the same bonus[party]."""

    bonus: Whole
    is_open: Flags


@dataclass(frozen=True, eq=False)
class Halves:
    """Two paths that hold all issues between them, and how their groups go together."""

    paths: tuple[Path, Path]
    bridges: tuple[Bridge, ...]


def find_halves(lattice: Lattice) -> Halves | None:
    """Return the issues in two halves of about the same range; None where groups are too many.

    Where the halves' groups go together in too many ways, all tied issues are in one of them.
    The lattice has one draw.
    """
    line, loads = _line_up(lattice)
    for place in (_find_cut(lattice, line, loads), len(line)):
        paths = [_walk(lattice, issues) for issues in _split(lattice, line, place)]
        first, second = paths
        if first is not None and second is not None:
            bridges = _build_bridges(join(lattice, first, second))
            if len(bridges) * max(first.size, second.size) <= _MOST_GROUPS:
                return Halves((first, second), bridges)
    return None


def _walk(lattice: Lattice, issues: Sequence[int]) -> Path | None:
    """Return the path of some issues, None where that makes too many groups."""
    path = Path(frozenset(), (), np.zeros((1, 0), dtype=np.int64), ())
    for issue in issues:
        path = _go_on(lattice, path, issue)
        if path.size > _MOST_GROUPS:
            return None
    return path


def _go_on(lattice: Lattice, path: Path, issue: int) -> Path:
    """Return the path with one issue more."""
    options = settle_options(lattice, issue)
    leaf = Path(options.issues, options.open_factors, options.signatures, ())
    merger = join(lattice, path, leaf)
    own = np.flatnonzero(find_allowed(options))
    sources, places = np.nonzero(find_allowed(merger)[:, options.group[own]])
    chosen = own[places]
    sides = sources, options.group[chosen]
    part = lattice.parts[issue][0, list(lattice.allowed[issue])]
    values = part[chosen] + options.bonus[chosen] + merger.bonus[sides]
    targets = merger.group[sides]
    order = np.argsort(targets, kind="stable")
    stage = Stage(sources[order], targets[order], values[order], len(merger.signatures), len(part))
    return Path(merger.issues, merger.open_factors, merger.signatures, (*path.stages, stage))


def _build_bridges(merger: Merger) -> tuple[Bridge, ...]:
    is_allowed = find_allowed(merger)
    bonuses = np.unique(merger.bonus[is_allowed], axis=0)
    return tuple(
        Bridge(bonus, is_allowed & np.all(merger.bonus == bonus, axis=-1))
        for bonus in bonuses[: _MOST_GROUPS + 1]
    )


def _find_cut(lattice: Lattice, line: Sequence[int], loads: Sequence[float]) -> int:
    """Return where to cut the line, so that the larger half with its groups needs fewest cells."""
    weights = _weigh(lattice)
    least = max(sum(weights) / 2, 1e-9)

    def cost(place: int) -> float:
        sides = (line[:place], loads[: place + 1]), (line[place:], loads[place:])
        return max(
            lattice.n_parties * log(max(least, sum(weights[issue] for issue in own))) + max(along)
            for own, along in sides
        )

    return min(range(len(line) + 1), key=cost)


def _split(
    lattice: Lattice, line: Sequence[int], place: int
) -> tuple[Sequence[int], Sequence[int]]:
    """Return the issues of two halves in the order in which to add them.

    Of those that aren't in line each goes to the half that has less; the narrow are added first.
    """
    weights = _weigh(lattice)
    tied = line[:place], line[place:][::-1]
    totals = [sum(weights[issue] for issue in own) for own in tied]
    free: tuple[list[int], list[int]] = ([], [])
    for issue in sorted(set(range(len(weights))) - set(line), key=lambda own: -weights[own]):
        side = int(totals[1] < totals[0])
        free[side].insert(0, issue)
        totals[side] += weights[issue]
    return (*free[0], *tied[0]), (*free[1], *tied[1])


def _weigh(lattice: Lattice) -> list[float]:
    """Return how much of the range of all issues each has, added up over parties."""
    ranges = np.array(
        [
            np.ptp(part[0, list(own)], axis=0) if own else np.zeros(lattice.n_parties)
            for part, own in zip(lattice.parts, lattice.allowed, strict=True)
        ],
        dtype=np.float64,
    )
    weights: list[float] = (ranges / np.maximum(ranges.sum(axis=0), 1)).sum(axis=1).tolist()
    return weights


def _line_up(lattice: Lattice) -> tuple[list[int], list[float]]:
    """Return the tied issues in line, and the load of open factors before each and at the end."""
    line: list[int] = []
    loads = [0.0]
    for issues in find_components(lattice):
        if len(issues) > 1:
            starts = issues[:: -(-len(issues) // _MOST_STARTS)]
            tried = [_follow(lattice.factors, start) for start in starts]
            own, along = min(tried, key=lambda way: max(way[1]))
            line += own
            loads += along
    return line, loads


def _follow(factors: Sequence[Factor], start: int) -> tuple[list[int], list[float]]:
    """Return the issues tied to one in line, and the load of open factors after each.

    Next comes the issue that leaves the least load; among equals one tied to the latest.
    """
    missing = [set(factor.statuses) for factor in factors]
    latest = {start: 0}
    line: list[int] = []
    changes: list[float] = []
    while latest:
        change, _, issue = min(
            (_change_load(factors, missing, issue), -place, issue)
            for issue, place in latest.items()
        )
        for own in missing:
            if issue in own:
                own.discard(issue)
                latest.update(dict.fromkeys(own, len(line)))
        del latest[issue]
        line.append(issue)
        changes.append(change)
    return line, list(accumulate(changes))


def _change_load(factors: Sequence[Factor], missing: Sequence[set[int]], issue: int) -> float:
    """Return by how much the load of open factors grows with an issue, or by how much it falls."""
    change = 0.0
    for factor, own in zip(factors, missing, strict=True):
        if issue in own:
            change += _load_of(factor) * ((len(own) > 1) - (len(own) < len(factor.statuses)))
    return change


def _load_of(factor: Factor) -> float:
    """Return the logarithm of how many statuses are mostly told apart while a factor is open."""
    if factor.kind is Kind.COUNT:
        return log(min(factor.limit, len(factor.statuses)) + 1)
    return log(2)
