"""What is on the table in each run: packages, and each party's ranking of them.

A party ranks the packages that it could sign: at least its reservation value, no red line of
its own crossed, within what is settled. Runs in which the same draw of a party is true and
nothing else differs share a row; otherwise each run has a row for each party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from paraph.negotiation.beliefs import Flags, Floats, Indices
from paraph.simulation.candidates import (
    count_packages,
    draw_packages,
    find_repeats,
    leaning_packages,
    list_packages,
)
from paraph.simulation.constraints import Positions, linkages_allow
from paraph.simulation.rankings import Offering, Ranking, join, rank_packages
from paraph.simulation.situations import Situation
from paraph.simulation.valuations import Parts, believed_gains, believed_parts, true_parts

# Up to so many packages are listed in full: where runs share rows, and where each has its own.
N_LISTED_SHARED = 200_000
N_LISTED_EACH = 400
N_CELLS = 4_000_000

Bounds = tuple[Flags, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """The packages on the table and each party's ranking of them.

    `positions[set, package, issue]`: one set for all runs, or one for each. `rows[run, party]`
    names the party's row of `ranking`.
    """

    positions: Positions
    rows: Indices
    ranking: Ranking

    @property
    def n_packages(self) -> int:
        """How many packages each set holds."""
        return int(self.positions.shape[1])

    def positions_at(self, runs: Indices, packages: Indices) -> Positions:
        """Return positions[run, issue] of one package for each of the runs."""
        sets = runs if self.positions.shape[0] > 1 else np.zeros_like(runs)
        found: Positions = self.positions[sets, packages]
        return found

    def has_zone(self) -> Flags:
        """Return has_zone[run]: whether some package on the table suits every party."""
        alike, place = np.unique(self.rows, axis=0, return_inverse=True)
        suits = self.ranking.is_admissible[alike[:, 0]]
        for party in range(1, self.rows.shape[1]):
            suits = suits & self.ranking.is_admissible[alike[:, party]]
        found: Flags = np.logical_or.reduce(suits, axis=1)
        return found[place.ravel()]


def is_listable(situation: Situation) -> bool:
    """Whether all packages are listed in full, rather than sampled."""
    n_listed = count_packages(situation.setting.agenda, ~_is_settled_alike(situation))
    if not _is_alike(situation):
        return n_listed <= N_LISTED_EACH
    n_rows = sum(len(np.unique(column)) for column in situation.draws.T)
    return n_listed <= N_LISTED_EACH or (
        n_listed <= N_LISTED_SHARED and n_rows * n_listed <= N_CELLS
    )


def lay_table(
    situation: Situation, rng: np.random.Generator, bounds: Bounds | None = None
) -> Table:
    """Lay out the packages of each run and rank them for each party.

    `bounds[issue][run, party, option]`, where given, binds the negotiators: no party proposes
    or accepts a package with an option that it isn't allowed.
    """
    beliefs = situation.setting.beliefs
    believed = [
        believed_parts(belief, held)
        for belief, held in zip(beliefs, situation.knowledge, strict=True)
    ]
    is_listed = is_listable(situation)
    is_shared = is_listed and bounds is None and _is_alike(situation)
    positions, is_usable = (
        _list_table(situation) if is_listed else _draw_table(situation, believed, rng)
    )
    gains = [
        believed_gains(situation, party, parts, positions) for party, parts in enumerate(believed)
    ]
    rows = np.empty_like(situation.draws)
    rankings: list[Ranking] = []
    n_rows = 0
    for party, belief in enumerate(beliefs):
        offering = Offering(
            agenda=situation.setting.agenda,
            positions=positions,
            is_usable=is_usable & _within(bounds, party, positions) if bounds else is_usable,
            gains=_least_of_others(gains, party),
            is_plain=_plain_packages(positions, party, len(beliefs), is_listed=is_listed),
        )
        draws, place = situation.draws[:, party], np.arange(situation.n_runs)
        if is_shared:
            draws, place = np.unique(draws, return_inverse=True)
        rankings.append(rank_packages(belief, draws, offering))
        rows[:, party] = n_rows + place
        n_rows += len(draws)
    return Table(positions, rows, join(rankings))


def _is_alike(situation: Situation) -> bool:
    """Whether runs differ in nothing but the draws that are true."""
    return all(held is None for held in situation.knowledge) and bool(
        (situation.settled == situation.settled[:1]).all()
    )


def _is_settled_alike(situation: Situation) -> Flags:
    """Return is_alike[issue]: whether all runs have the issue settled, and in the same way."""
    settled = situation.settled
    alike: Flags = np.logical_and.reduce((settled >= 0) & (settled == settled[:1]), axis=0)
    return alike


def _list_table(situation: Situation) -> tuple[Positions, Flags]:
    settled = situation.settled
    is_common = _is_settled_alike(situation)
    setting = situation.setting
    positions = list_packages(
        setting.agenda, setting.linkages, np.where(is_common, settled[0], -1).tolist()
    )
    differs = np.flatnonzero((settled != settled[:1]).any(axis=0))
    is_usable = np.ones((len(settled) if len(differs) else 1, len(positions)), dtype=np.bool_)
    for issue in differs:
        own = settled[:, [issue]]
        is_usable &= (own < 0) | (own == positions[None, :, issue])
    return positions[None], is_usable


def _draw_table(
    situation: Situation, believed: Sequence[Parts], rng: np.random.Generator
) -> tuple[Positions, Flags]:
    setting = situation.setting
    own = [true_parts(b, situation.draws[:, party]) for party, b in enumerate(setting.beliefs)]
    positions = draw_packages(situation, own, believed, rng)
    allows = linkages_allow(setting.agenda, setting.linkages, positions)
    return positions, allows & ~find_repeats(positions)


def _within(bounds: Bounds, party: int, positions: Positions) -> Flags:
    within = np.ones((len(bounds[0]), positions.shape[1]), dtype=np.bool_)
    runs = np.arange(len(bounds[0]))[:, None]
    for issue, allowed in enumerate(bounds):
        within &= allowed[runs, party, positions[:, :, issue]]
    return within


def _least_of_others(gains: Sequence[Floats], party: int) -> Floats:
    """Return what the party believes that the other side gains, of several the least."""
    others = [gain for other, gain in enumerate(gains) if other != party]
    least: Floats = np.minimum.reduce(others)
    return least


def _plain_packages(positions: Positions, party: int, n_parties: int, *, is_listed: bool) -> Flags:
    if is_listed:
        return np.ones(positions.shape[1], dtype=np.bool_)
    return leaning_packages(party, n_parties)
