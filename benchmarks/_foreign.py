"""Negotiators whose tactics the simulator doesn't assume, playing alternating offers one by one.

All see the values of the outcomes to themselves (worst 0, best 1), their reservation value, and
what the other proposes; none uses code of Paraph's simulator.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np


class Negotiator(ABC):
    """One side of a bargain over outcomes, `values[outcome]` to it."""

    def __init__(self, values: np.ndarray, reservation: float, rng: np.random.Generator) -> None:
        self.values = values
        self.reservation = reservation
        self.rng = rng
        self.acceptable = np.flatnonzero(values >= reservation)

    @abstractmethod
    def target(self, time: float) -> float:
        """Return what is insisted on at a time in 0..1."""

    def hear(self, outcome: int) -> None:
        """Take in a proposal of the other side; most make nothing of it."""
        del outcome

    def propose(self, time: float) -> int:
        """Return an outcome drawn from those a little above the target; -1 if there is none."""
        return self.pick(self.above(time, 0.1))

    def accepts(self, outcome: int, time: float) -> bool:
        """Whether a proposal is good enough at this time."""
        return bool(self.values[outcome] >= max(self.target(time), self.reservation))

    def above(self, time: float, width: float) -> np.ndarray:
        """Return the acceptable outcomes within `width` above the target, or the best one."""
        worth = self.values[self.acceptable]
        if not worth.size:
            return self.acceptable
        goal = min(max(self.target(time), self.reservation), worth.max())
        return self.acceptable[(worth >= goal) & (worth <= goal + width)]

    def pick(self, outcomes: np.ndarray) -> int:
        """Return one of the outcomes at random."""
        return int(self.rng.choice(outcomes)) if outcomes.size else -1


class Sigmoid(Negotiator):
    """Holds on, gives way around a moment drawn at the start, and holds on again."""

    def __init__(self, values: np.ndarray, reservation: float, rng: np.random.Generator) -> None:
        super().__init__(values, reservation, rng)
        self.turning = rng.uniform(0.3, 0.9)
        self.least = rng.uniform(reservation, (1 + reservation) / 2)

    def target(self, time: float) -> float:
        share = 1 / (1 + np.exp(-12 * (time - self.turning)))
        return 1 - (1 - self.least) * share


class Satisficer(Negotiator):
    """Has one level that is good enough, takes whatever reaches it, and proposes no less."""

    def __init__(self, values: np.ndarray, reservation: float, rng: np.random.Generator) -> None:
        super().__init__(values, reservation, rng)
        self.enough = reservation + (1 - reservation) * rng.uniform(0.0, 0.6)

    def target(self, time: float) -> float:
        del time
        return self.enough

    def propose(self, time: float) -> int:
        return self.pick(self.above(time, 1.0))


class Brinkman(Negotiator):
    """Asks for nearly everything to the last, then would take almost anything."""

    def target(self, time: float) -> float:
        if time < 0.8:
            return 0.9
        return self.reservation + 0.1 * (1 - self.reservation)


class Counter(Negotiator):
    """Comes down in steps, and proposes what is made of options that the other has named often."""

    def __init__(
        self,
        values: np.ndarray,
        reservation: float,
        rng: np.random.Generator,
        positions: np.ndarray,
    ) -> None:
        super().__init__(values, reservation, rng)
        self.positions = positions
        self.counts = np.zeros((positions.shape[1], positions.max() + 1))

    def target(self, time: float) -> float:
        return 1 - (1 - self.reservation) * np.floor(4 * time) / 4

    def hear(self, outcome: int) -> None:
        self.counts[np.arange(self.positions.shape[1]), self.positions[outcome]] += 1

    def propose(self, time: float) -> int:
        within = self.above(time, 0.2)
        if not within.size:
            return -1
        liking = self.counts[np.arange(self.positions.shape[1]), self.positions[within]].sum(axis=1)
        return int(within[np.argmax(liking + 1e-6 * self.rng.random(within.size))])


def draw_negotiator(
    values: np.ndarray, reservation: float, positions: np.ndarray, rng: np.random.Generator
) -> Negotiator:
    """Draw one of the four kinds."""
    kind = int(rng.integers(4))
    if kind == 3:
        return Counter(values, reservation, rng, positions)
    return (Sigmoid, Satisficer, Brinkman)[kind](values, reservation, rng)


def negotiate(first: Negotiator, second: Negotiator, n_proposals: int) -> tuple[int, list[int]]:
    """Play alternating offers; return the outcome agreed (-1: none) and all proposals in turn."""
    sides = (first, second)
    proposals = []
    for step in range(n_proposals):
        time = step / max(n_proposals - 1, 1)
        proposer, other = sides[step % 2], sides[(step + 1) % 2]
        outcome = proposer.propose(time)
        if outcome < 0:
            return -1, proposals
        proposals.append(outcome)
        other.hear(outcome)
        if other.accepts(outcome, min(time + 1 / max(n_proposals - 1, 1), 1.0)):
            return outcome, proposals
    return -1, proposals
