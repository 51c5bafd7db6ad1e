"""Tactics: how far a party comes down at each exchange, and which package it then proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from paraph.errors import InputError


class Concession(StrEnum):
    """The rule by which a party lowers what it insists on.

    TIME: from the best to the reservation value as time runs out, by the exponent (Faratin,
    Sierra and Jennings 1998). RECIPROCAL: as much as the other side has come towards it since
    its first proposal (tit-for-tat, the same paper). MICRO: one package further for each new
    package from the other side (de Jonge 2022). FIRM: never. RANDOM: to a level between the
    best and the reservation value, drawn anew each time.
    """

    TIME = "time"
    RECIPROCAL = "reciprocal"
    MICRO = "micro"
    FIRM = "firm"
    RANDOM = "random"


class Choice(StrEnum):
    """Which of the packages that are good enough a party proposes.

    NEAREST: the one least above what it insists on. SIMILAR: of the few least above, the one
    most like the other side's last proposal (trade-off; Faratin, Sierra and Jennings 2002).
    INFORMED: the one that it believes best for the others (it learns from a model of them).
    """

    NEAREST = "nearest"
    SIMILAR = "similar"
    INFORMED = "informed"


@dataclass(frozen=True, slots=True)
class Tactic:
    """A way to bargain: a rule of concession and a rule of choice.

    What a TIME tactic insists on at time t in 0..1 is `1 - t ** exponent` of the way from its
    reservation value up to its best: over 1 is Boulware, 1 linear, under 1 a Conceder.
    """

    name: str
    concession: Concession
    exponent: float = 1.0
    choice: Choice = Choice.NEAREST

    def __post_init__(self) -> None:
        if self.exponent <= 0:
            raise InputError(f"tactic {self.name!r}: the exponent must be above 0")


BOULWARE = Tactic("Boulware", Concession.TIME, 4.0)
LINEAR = Tactic("linear", Concession.TIME, 1.0)
CONCEDER = Tactic("Conceder", Concession.TIME, 0.25)
TIT_FOR_TAT = Tactic("tit-for-tat", Concession.RECIPROCAL)
MICRO = Tactic("MiCRO", Concession.MICRO)
HARDLINER = Tactic("hardliner", Concession.FIRM)
RANDOM_WALKER = Tactic("random walker", Concession.RANDOM)
TRADE_OFF = Tactic("trade-off", Concession.TIME, 1.0, Choice.SIMILAR)
LEARNER = Tactic("learner", Concession.TIME, 1.0, Choice.INFORMED)
TOUGH_LEARNER = Tactic("tough learner", Concession.TIME, 4.0, Choice.INFORMED)
YIELDING_LEARNER = Tactic("yielding learner", Concession.TIME, 0.25, Choice.INFORMED)


@dataclass(frozen=True, slots=True)
class TacticMixture:
    """How a party may bargain, where that isn't known: tactics with the share of each."""

    name: str
    tactics: tuple[Tactic, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.tactics) != len(self.shares) or not self.tactics:
            raise InputError(f"mixture {self.name!r} needs one share for each of its tactics")
        if min(self.shares) < 0 or abs(sum(self.shares) - 1) > 1e-9:
            raise InputError(f"the shares of mixture {self.name!r} must be positive and sum to 1")


def only(tactic: Tactic) -> TacticMixture:
    """Return the mixture that holds one tactic alone."""
    return TacticMixture(tactic.name, (tactic,), (1.0,))


def blend(mixtures: Sequence[TacticMixture]) -> TacticMixture:
    """Return the mixture in which each of several counts equally."""
    return TacticMixture(
        " and ".join(mixture.name for mixture in mixtures),
        tuple(tactic for mixture in mixtures for tactic in mixture.tactics),
        tuple(share / len(mixtures) for mixture in mixtures for share in mixture.shares),
    )


BALANCED = TacticMixture(
    "balanced",
    (BOULWARE, LINEAR, TRADE_OFF, LEARNER, TOUGH_LEARNER, TIT_FOR_TAT, MICRO),
    (0.15, 0.1, 0.2, 0.2, 0.2, 0.1, 0.05),
)
TOUGH = TacticMixture(
    "tough",
    (BOULWARE, TOUGH_LEARNER, TIT_FOR_TAT, MICRO, HARDLINER),
    (0.3, 0.3, 0.15, 0.1, 0.15),
)
YIELDING = TacticMixture(
    "yielding",
    (CONCEDER, LINEAR, TRADE_OFF, LEARNER, YIELDING_LEARNER),
    (0.15, 0.15, 0.2, 0.25, 0.25),
)
RECIPROCAL = TacticMixture(
    "reciprocal",
    (TIT_FOR_TAT, MICRO, TRADE_OFF, LEARNER),
    (0.4, 0.2, 0.2, 0.2),
)
INFORMED = TacticMixture(
    "informed",
    (TRADE_OFF, LEARNER, TOUGH_LEARNER),
    (0.2, 0.4, 0.4),
)
GUT = TacticMixture(
    "gut",
    (BOULWARE, CONCEDER, HARDLINER, RANDOM_WALKER),
    (0.4, 0.2, 0.2, 0.2),
)
STAFF = TacticMixture(
    "staff",
    (TRADE_OFF, LEARNER, TOUGH_LEARNER),
    (0.4, 0.4, 0.2),
)
