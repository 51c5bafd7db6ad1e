"""One party's ranking of the packages on the table: what it could sign, best first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.negotiation import Agenda, Belief
from paraph.negotiation.beliefs import Flags, Floats, Indices
from paraph.simulation.constraints import Positions
from paraph.simulation.valuations import admissible, true_parts, values_of

Singles = NDArray[np.float32]
Ranks = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Ranking:
    """How a party ranks packages, one row for each run or each draw that runs share.

    `values[row, package]`; `is_admissible[row, package]`: the party could sign it.
    `order[row, rank]` lists packages, best first, the admissible ones ahead; `ranked[row,
    rank]` are their values (minus infinity where not admissible); `n_admissible[row]`;
    `reservation[row]`. `informed[row, rank]`: of the packages up to the rank, the one believed
    best for the others. `plain[row, rank]`: the last one up to the rank that was put on the
    table without thought of the others (in a full list, the one at the rank).
    """

    values: Singles
    is_admissible: Flags
    order: Ranks
    ranked: Singles
    n_admissible: Indices
    reservation: Singles
    informed: Ranks
    plain: Ranks


@dataclass(frozen=True, eq=False)
class Offering:
    """The packages as one party finds them on the table.

    `positions[set, package, issue]`, `is_usable[set, package]` (it may be proposed at all),
    `gains[set, package]` (what the others are believed to gain), `is_plain[package]`.
    """

    agenda: Agenda
    positions: Positions
    is_usable: Flags
    gains: Floats
    is_plain: Flags


def rank_packages(belief: Belief, draws: Indices, offering: Offering) -> Ranking:
    """Rank the packages by the preference of each draw, one row for each of `draws`."""
    agenda, positions = offering.agenda, offering.positions
    exact = values_of(agenda, belief, true_parts(belief, draws), positions)
    is_admissible = admissible(agenda, belief, draws, exact, positions) & offering.is_usable
    values = exact.astype(np.float32)
    scores = np.where(is_admissible, values, np.float32(-np.inf))
    order: Ranks = np.argsort(-scores, axis=1, kind="stable").astype(np.int32)
    ranked: Singles = np.take_along_axis(scores, order, axis=1)
    n_admissible: Indices = np.add.reduce(is_admissible, axis=1, dtype=np.intp)
    return Ranking(
        values=values,
        is_admissible=is_admissible,
        order=order,
        ranked=ranked,
        n_admissible=n_admissible,
        reservation=belief.reservation[draws].astype(np.float32),
        informed=_best_so_far(np.broadcast_to(offering.gains, values.shape), order),
        plain=_last_plain(offering.is_plain, order),
    )


def join(rankings: list[Ranking]) -> Ranking:
    """Put the rows of several rankings under each other."""
    return Ranking(
        values=np.concatenate([ranking.values for ranking in rankings]),
        is_admissible=np.concatenate([ranking.is_admissible for ranking in rankings]),
        order=np.concatenate([ranking.order for ranking in rankings]),
        ranked=np.concatenate([ranking.ranked for ranking in rankings]),
        n_admissible=np.concatenate([ranking.n_admissible for ranking in rankings]),
        reservation=np.concatenate([ranking.reservation for ranking in rankings]),
        informed=np.concatenate([ranking.informed for ranking in rankings]),
        plain=np.concatenate([ranking.plain for ranking in rankings]),
    )


def _best_so_far(gains: Floats, order: Ranks) -> Ranks:
    """Return best[row, rank]: the package of highest gain among those up to the rank."""
    ordered = np.take_along_axis(gains, order, axis=1)
    highest = np.maximum.accumulate(ordered, axis=1)
    is_new = np.ones(ordered.shape, dtype=np.bool_)
    is_new[:, 1:] = highest[:, 1:] > highest[:, :-1]
    return _last_marked(is_new, order)


def _last_plain(is_plain: Flags, order: Ranks) -> Ranks:
    if is_plain.all():
        return order
    return _last_marked(is_plain[order], order)


def _last_marked(is_marked: Flags, order: Ranks) -> Ranks:
    """Return the last package up to each rank whose rank is marked (the first, if none is)."""
    ranks = np.arange(order.shape[1], dtype=np.int32)
    place = np.maximum.accumulate(np.where(is_marked, ranks, np.int32(0)), axis=1)
    return np.take_along_axis(order, place, axis=1)
