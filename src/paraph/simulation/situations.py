"""Where many runs of one negotiation stand: who wants what, what is settled, what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from paraph.errors import InputError
from paraph.negotiation import NOTHING_SETTLED, Agenda, Belief, Linkage, Package
from paraph.negotiation.beliefs import Flags, Floats, Indices


@dataclass(frozen=True, slots=True)
class StandingOffer:
    """A package, and the parties whose delegations have proposed or accepted it."""

    package: Package
    party_ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Setting:
    """What all runs share: the agenda, what is believed of each party, the linkages.

    `standing`: packages that delegations have put on the table before.
    """

    agenda: Agenda
    beliefs: tuple[Belief, ...]
    linkages: tuple[Linkage, ...] = ()
    standing: tuple[StandingOffer, ...] = ()

    def __post_init__(self) -> None:
        if len(self.beliefs) < 2:
            raise InputError("a negotiation needs the beliefs of at least two parties")
        for belief in self.beliefs:
            if tuple(values.shape[1] for values in belief.option_values) != self.agenda.shape:
                raise InputError(
                    f"the belief of {belief.party_id!r} doesn't value each option of the agenda"
                )

    @property
    def party_ids(self) -> tuple[str, ...]:
        """The parties, in the order of every party axis."""
        return tuple(belief.party_id for belief in self.beliefs)

    @property
    def n_parties(self) -> int:
        """How many parties negotiate."""
        return len(self.beliefs)


@dataclass(frozen=True, eq=False)
class Situation:
    """Where each run stands when a meeting opens.

    `draws[run, party]`: which draw of the party's belief is true in the run.
    `settled[run, issue]`: the option settled, -1 where open.
    `knowledge[party][run, draw]`: how likely the others hold each draw of the party to be,
    rows sum to 1; None where they know no more than the belief itself says.
    `stands[run, offer]`: whether a standing offer of the setting may still be taken up.
    """

    setting: Setting
    draws: Indices
    settled: Indices
    knowledge: tuple[Floats | None, ...]
    stands: Flags

    @property
    def n_runs(self) -> int:
        """How many runs there are."""
        return int(self.draws.shape[0])

    def take(self, runs: Indices | slice) -> Situation:
        """Return the situation of some of the runs."""
        return replace(
            self,
            draws=self.draws[runs],
            settled=self.settled[runs],
            knowledge=tuple(held if held is None else held[runs] for held in self.knowledge),
            stands=self.stands[runs],
        )


def open_situation(
    setting: Setting, settled: Package, n_runs: int, rng: np.random.Generator
) -> Situation:
    """Draw what is true in each run, with the same choices settled in all of them.

    Every draw of a belief is used equally often (as far as `n_runs` allows), in an order drawn
    separately for each party.
    """
    draws = np.stack(
        [spread_draws(belief.n_draws, n_runs, rng) for belief in setting.beliefs], axis=1
    )
    return situation_at(setting, settled, draws)


def situation_at(
    setting: Setting, settled: Package, draws: Indices | Sequence[Sequence[int]]
) -> Situation:
    """Return the situation with these draws[run, party], and nothing known but the beliefs.

    No offer stands.
    """
    chosen = np.asarray(draws, dtype=np.intp)
    positions = np.array((settled or NOTHING_SETTLED).positions(setting.agenda), dtype=np.intp)
    return Situation(
        setting=setting,
        draws=chosen,
        settled=np.tile(positions, (chosen.shape[0], 1)),
        knowledge=(None,) * setting.n_parties,
        stands=np.zeros((chosen.shape[0], len(setting.standing)), dtype=np.bool_),
    )


def with_equal_knowledge(situation: Situation) -> Situation:
    """Return the situation with what isn't known written out, as the same for every draw."""
    n_runs = situation.n_runs
    knowledge = tuple(
        np.full((n_runs, belief.n_draws), 1.0 / belief.n_draws) if held is None else held
        for belief, held in zip(situation.setting.beliefs, situation.knowledge, strict=True)
    )
    return replace(situation, knowledge=knowledge)


def spread_draws(n_draws: int, n_runs: int, rng: np.random.Generator) -> Indices:
    """Return n_runs indices in 0..n_draws - 1, each as often as any other, in random order."""
    if n_draws == 1:
        return np.zeros(n_runs, dtype=np.intp)
    n_rounds = -(-n_runs // n_draws)
    rounds = [rng.permutation(n_draws) for _ in range(n_rounds)]
    return np.concatenate(rounds)[:n_runs].astype(np.intp)
