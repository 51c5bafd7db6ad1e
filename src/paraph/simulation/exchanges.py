"""Bargaining over one table in many runs at once: proposals in turn, within a fixed number.

The protocol is alternating offers (Rubinstein 1982), with parties in rotation where there are
more than two: a proposal stands as agreed when every other party accepts it. A party accepts
what is worth at least what it would insist on at its own next turn (AC-next of Baarslag,
Hindriks and Jonker 2014), and never what it couldn't sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paraph.negotiation.beliefs import Flags, Indices
from paraph.simulation.floor import Floor
from paraph.simulation.table import Table
from paraph.simulation.tactics import Tactic


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The rules: how many proposals, and how often an unacceptable one ends the meeting.

    `p_walkout` (0..1) is the probability that a party leaves on hearing a proposal that it
    couldn't sign.
    """

    n_exchanges: int
    p_walkout: float = 0.0


@dataclass(frozen=True, eq=False)
class Bargaining:
    """How the exchanges went.

    `agreed[run]`: the package agreed on, -1 where none. `n_used[run]`: proposals made.
    `has_walked_out[run]`: a party left before the exchanges were used up.
    `last[run, party]`: its last proposal, -1 where it made none.
    `floor`: where everyone stood at the end.
    """

    agreed: Indices
    n_used: Indices
    has_walked_out: Flags
    last: Indices
    floor: Floor


def bargain(
    table: Table,
    tactics: tuple[Tactic, ...],
    chosen: Indices,
    exchanges: Exchanges,
    rng: np.random.Generator,
) -> Bargaining:
    """Play the exchanges in every run; `chosen[run, party]` names a tactic of `tactics`.

    Who opens is drawn by lot. A party with nothing that it could sign walks out at once.
    """
    n_runs, n_parties = chosen.shape
    floor = Floor(table, tactics, chosen, exchanges.n_exchanges, rng)
    opener: Indices = rng.integers(n_parties, size=chosen.shape[:1])
    agreed = np.full(n_runs, -1, dtype=np.intp)
    n_used = np.zeros(n_runs, dtype=np.intp)
    has_walked_out: Flags = np.logical_or.reduce(
        table.ranking.n_admissible[table.rows] == 0, axis=1
    )
    live = np.flatnonzero(~has_walked_out)
    for step in range(exchanges.n_exchanges):
        if not live.size:
            break
        proposer = (opener[live] + step) % n_parties
        offer = floor.propose(live, proposer, step)
        n_used[live] += 1
        is_agreed, is_unacceptable = floor.answer(live, proposer, offer, step)
        agreed[live[is_agreed]] = offer[is_agreed]
        leaves = is_unacceptable & (rng.random(live.size) < exchanges.p_walkout)
        has_walked_out[live[leaves]] = True
        live = live[~is_agreed & ~leaves]
    return Bargaining(agreed, n_used, has_walked_out, floor.last, floor)
