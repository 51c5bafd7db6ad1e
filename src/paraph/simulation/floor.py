"""What the negotiators insist on, propose and accept, as the exchanges go on."""

from __future__ import annotations

import numpy as np

from paraph.negotiation.beliefs import Flags, Indices
from paraph.simulation.rankings import Singles
from paraph.simulation.table import Table
from paraph.simulation.tactics import Choice, Concession, Tactic

_TOLERANCE = np.float32(1e-6)
_N_ALIKE = 32


class Floor:
    """The state of the exchanges in every run: who said what, and who has come how far.

    Public methods take `runs`, indices of the runs that still go on, and arrays that follow
    them. It changes as proposals are made, and lives for one bargaining only.
    """

    def __init__(
        self,
        table: Table,
        tactics: tuple[Tactic, ...],
        chosen: Indices,
        n_exchanges: int,
        rng: np.random.Generator,
    ) -> None:
        self._table = table
        self._ranking = table.ranking
        self._rng = rng
        self._n_exchanges = n_exchanges
        self._has = {kind: _having(tactics, "concession", kind)[chosen] for kind in Concession}
        self._picks = {kind: _having(tactics, "choice", kind)[chosen] for kind in Choice}
        self._exponent = np.array([t.exponent for t in tactics], dtype=np.float32)[chosen]
        self._least = np.array([t.least for t in tactics], dtype=np.float32)[chosen]
        n_runs, self._n_parties = chosen.shape
        # [run, party]: own last proposal, distinct own ones, the others' first and last ones,
        # distinct ones of theirs; [step, run]: every proposal so far.
        self.last = np.full(chosen.shape, -1, dtype=np.intp)
        self._n_shown = np.zeros(chosen.shape, dtype=np.intp)
        self._heard_first = np.full(chosen.shape, -1, dtype=np.intp)
        self._heard_last = np.full(chosen.shape, -1, dtype=np.intp)
        self._n_heard = np.zeros(chosen.shape, dtype=np.intp)
        self._said = np.full((n_exchanges, n_runs), -1, dtype=np.int32)

    def propose(self, runs: Indices, parties: Indices, step: int) -> Indices:
        """Return the package that the party whose turn it is proposes in each run."""
        rows = self._table.rows[runs, parties]
        rank = self._rank_to_propose(runs, parties, rows, step)
        offer = self._ranking.plain[rows, rank].astype(np.intp)
        is_informed = self._picks[Choice.INFORMED][runs, parties]
        offer[is_informed] = self._ranking.informed[rows[is_informed], rank[is_informed]]
        is_similar = self._picks[Choice.SIMILAR][runs, parties]
        is_similar &= self._heard_last[runs, parties] >= 0
        if is_similar.any():
            offer[is_similar] = self._most_alike(
                runs[is_similar], parties[is_similar], rank[is_similar]
            )
        waits = self._has[Concession.MICRO][runs, parties] & ~self._is_ready(runs, parties)
        if waits.any():
            again = self._rng.integers(np.maximum(self._n_shown[runs, parties][waits], 1))
            offer[waits] = self._ranking.order[rows[waits], again]
        self._note(runs, parties, offer, step)
        return offer

    def answer(
        self, runs: Indices, proposers: Indices, offers: Indices, step: int
    ) -> tuple[Flags, Flags]:
        """Return whether all others accept, and whether one of them could never sign."""
        is_agreed = np.ones(runs.size, dtype=np.bool_)
        is_unacceptable = np.zeros(runs.size, dtype=np.bool_)
        for offset in range(1, self._n_parties):
            parties = (proposers + offset) % self._n_parties
            rows = self._table.rows[runs, parties]
            could_sign = self._ranking.is_admissible[rows, offers]
            level = self._insists_on(runs, parties, min(step + 1, self._n_exchanges - 1))
            is_agreed &= could_sign & (self._ranking.values[rows, offers] >= level - _TOLERANCE)
            is_unacceptable |= ~could_sign
        return is_agreed, is_unacceptable

    def insisted_at_the_end(self, runs: Indices) -> Singles:
        """Return insisted[run, party]: the value that each party insists on at the last step."""
        levels = [
            self._insists_on(runs, np.full_like(runs, party), self._n_exchanges - 1)
            for party in range(self._n_parties)
        ]
        return np.stack(levels, axis=1)

    def _rank_to_propose(
        self, runs: Indices, parties: Indices, rows: Indices, step: int
    ) -> Indices:
        """Return the rank of the package that each party would propose by its own values."""
        rank = self._rank_of_micro(runs, parties, rows)
        others = np.flatnonzero(~self._has[Concession.MICRO][runs, parties])
        if others.size:
            level = self._insists_on(runs[others], parties[others], step)
            rank[others] = self._rank_at(rows[others], level)
        return rank

    def _rank_of_micro(self, runs: Indices, parties: Indices, rows: Indices) -> Indices:
        """Return the rank down to which a MiCRO party has come, its next one where it owes one."""
        rank: Indices = self._n_shown[runs, parties] - ~self._is_ready(runs, parties)
        return np.clip(rank, 0, self._ranking.n_admissible[rows] - 1)

    def _insists_on(self, runs: Indices, parties: Indices, step: int) -> Singles:
        """Return the value that the party would insist on if it were its turn at this step."""
        is_micro = self._has[Concession.MICRO][runs, parties]
        if is_micro.all():
            rows = self._table.rows[runs, parties]
            reached: Singles = self._ranking.ranked[rows, self._rank_of_micro(runs, parties, rows)]
            return reached
        table = self._table
        rows = table.rows[runs, parties]
        best = self._ranking.ranked[rows, 0]
        time = np.float32(step / (self._n_exchanges - 1) if self._n_exchanges > 1 else 1.0)
        share = time ** self._exponent[runs, parties]
        share[self._has[Concession.FIRM][runs, parties]] = 0
        span = (best - self._ranking.reservation[rows]) * (1 - self._least[runs, parties])
        level: Singles = best - span * share
        self._reciprocate(runs, parties, rows, level)
        if is_micro.any():
            rank = self._rank_of_micro(runs, parties, rows)
            level[is_micro] = self._ranking.ranked[rows[is_micro], rank[is_micro]]
        is_random = self._has[Concession.RANDOM][runs, parties]
        if is_random.any():
            least = best[is_random] - span[is_random]
            lots = self._rng.random(least.size, dtype=np.float32)
            level[is_random] = least + lots * (best[is_random] - least)
        return level

    def _reciprocate(self, runs: Indices, parties: Indices, rows: Indices, level: Singles) -> None:
        """Put in what tit-for-tat insists on: its best, less what the others have come."""
        is_mixed = self._has[Concession.MIXED][runs, parties]
        does = self._has[Concession.RECIPROCAL][runs, parties] | is_mixed
        if not does.any():
            return
        runs, parties, rows, by_time = runs[does], parties[does], rows[does], level[does]
        first, latest = self._heard_first[runs, parties], self._heard_last[runs, parties]
        come = self._ranking.values[rows, latest] - self._ranking.values[rows, first]
        come = np.where(first >= 0, np.maximum(come, 0), 0)
        best = self._ranking.ranked[rows, 0]
        least = best - (best - self._ranking.reservation[rows]) * (1 - self._least[runs, parties])
        in_kind = np.maximum(best - come, least)
        level[does] = np.where(is_mixed[does], (by_time + in_kind) / 2, in_kind)

    def _is_ready(self, runs: Indices, parties: Indices) -> Flags:
        """Whether a MiCRO party owes a new package: the others have shown as many as it has."""
        shown = self._n_shown[runs, parties] * (self._n_parties - 1)
        ready: Flags = shown <= self._n_heard[runs, parties]
        return ready

    def _rank_at(self, rows: Indices, level: Singles) -> Indices:
        """Return the rank of the package least above a level (0 where none is), by bisection."""
        low = np.zeros(rows.size, dtype=np.intp)
        high = self._ranking.n_admissible[rows].astype(np.intp)
        for _ in range(int(self._table.n_packages).bit_length()):
            middle = (low + high) // 2
            is_above = self._ranking.ranked[rows, np.minimum(middle, self._table.n_packages - 1)]
            rises = (middle < high) & (is_above >= level - _TOLERANCE)
            low = np.where(rises, middle + 1, low)
            high = np.where(rises, high, middle)
        return np.maximum(low - 1, 0)

    def _most_alike(self, runs: Indices, parties: Indices, rank: Indices) -> Indices:
        """Return, of the packages ranked just above, the one most like the last one heard."""
        rows = self._table.rows[runs, parties]
        ranks = np.maximum(rank[:, None] - np.arange(_N_ALIKE)[None, :], 0)
        near = self._ranking.order[rows[:, None], ranks].astype(np.intp)
        heard = self._table.positions_at(runs, self._heard_last[runs, parties])
        options = self._table.positions_at(np.repeat(runs, _N_ALIKE), near.ravel())
        options = options.reshape(*near.shape, -1)
        n_same = (options == heard[:, None, :]).sum(axis=2)
        picked: Indices = near[np.arange(runs.size), n_same.argmax(axis=1)]
        return picked

    def _note(self, runs: Indices, parties: Indices, offers: Indices, step: int) -> None:
        """Take down a proposal: what its party has shown, and what the others have heard."""
        said = offers.astype(np.int32)
        is_new = np.ones(runs.size, dtype=np.bool_)
        for earlier in self._said[step % self._n_parties : step : self._n_parties]:
            is_new &= earlier[runs] != said
        self.last[runs, parties] = offers
        self._n_shown[runs, parties] += is_new
        self._said[step, runs] = said
        for offset in range(1, self._n_parties):
            others = (parties + offset) % self._n_parties
            self._n_heard[runs, others] += is_new
            self._heard_last[runs, others] = offers
            first = self._heard_first[runs, others]
            self._heard_first[runs, others] = np.where(first < 0, offers, first)


def _having(tactics: tuple[Tactic, ...], attribute: str, kind: Concession | Choice) -> Flags:
    return np.array([getattr(tactic, attribute) is kind for tactic in tactics], dtype=np.bool_)
