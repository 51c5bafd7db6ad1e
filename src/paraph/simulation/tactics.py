"""Tactics: how far a party comes down at each exchange, and which package it then proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from paraph.errors import InputError


class Concession(StrEnum):
    """The rule by which a party lowers what it insists on.

    TIME: from the best to the reservation value as time runs out, by the exponent (Faratin,
    Sierra and Jennings 1998). RECIPROCAL: as much as the other side has come towards it since
    its first proposal (tit-for-tat, the same paper). MIXED: the mean of these two, so that it
    also moves first (the paper's weighted combination). MICRO: one package further for each new
    package from the other side (de Jonge 2022). FIRM: never. RANDOM: to a level between its
    best and its least, drawn anew each time.
    """

    TIME = "time"
    RECIPROCAL = "reciprocal"
    MIXED = "mixed"
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
    least up to its best: over 1 is Boulware, 1 linear, under 1 a Conceder. `least` (0..1) is
    where all but FIRM and MICRO stop: that share of the way from the reservation value to
    the best, 0 for those that go all the way down.
    """

    name: str
    concession: Concession
    exponent: float = 1.0
    choice: Choice = Choice.NEAREST
    least: float = 0.0

    def __post_init__(self) -> None:
        if self.exponent <= 0:
            raise InputError(f"tactic {self.name!r}: the exponent must be above 0")
        if not 0 <= self.least <= 1:
            raise InputError(f"tactic {self.name!r}: its least lies in 0..1, not {self.least:g}")


BOULWARE = Tactic("Boulware", Concession.TIME, 4.0)
LINEAR = Tactic("linear", Concession.TIME, 1.0)
CONCEDER = Tactic("Conceder", Concession.TIME, 0.25)
TIT_FOR_TAT = Tactic("tit-for-tat", Concession.RECIPROCAL)
GIVE_AND_TAKE = Tactic("give and take", Concession.MIXED)
LEARNED_GIVE_AND_TAKE = Tactic("learned give and take", Concession.MIXED, choice=Choice.INFORMED)
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


_LEASTS = (0.0, 0.25, 0.5, 0.75)
"""Where a party stops is as unknown as anything: each of these is as likely."""


def _stopping_anywhere(
    name: str, tactics: tuple[Tactic, ...], shares: tuple[float, ...]
) -> TacticMixture:
    """Return a mixture in which each tactic that comes down may stop at any of the leasts."""
    spread = [
        (replace(tactic, least=least), share / len(leasts))
        for tactic, share in zip(tactics, shares, strict=True)
        for leasts in [_LEASTS if tactic.concession is not Concession.FIRM else (0.0,)]
        for least in leasts
    ]
    return TacticMixture(name, *zip(*spread, strict=True))


BALANCED = _stopping_anywhere(
    "balanced",
    (BOULWARE, LINEAR, TRADE_OFF, LEARNER, TOUGH_LEARNER, GIVE_AND_TAKE),
    (0.2, 0.1, 0.2, 0.2, 0.2, 0.1),
)
TOUGH = _stopping_anywhere(
    "tough",
    (BOULWARE, TOUGH_LEARNER, GIVE_AND_TAKE, HARDLINER),
    (0.35, 0.35, 0.15, 0.15),
)
YIELDING = _stopping_anywhere(
    "yielding",
    (CONCEDER, LINEAR, TRADE_OFF, LEARNER, YIELDING_LEARNER),
    (0.15, 0.15, 0.2, 0.25, 0.25),
)
RECIPROCAL = _stopping_anywhere(
    "reciprocal",
    (GIVE_AND_TAKE, LEARNED_GIVE_AND_TAKE, TRADE_OFF, LEARNER),
    (0.3, 0.3, 0.2, 0.2),
)
INFORMED = _stopping_anywhere(
    "informed",
    (TRADE_OFF, LEARNER, TOUGH_LEARNER),
    (0.2, 0.4, 0.4),
)
GUT = _stopping_anywhere(
    "gut",
    (BOULWARE, CONCEDER, HARDLINER, RANDOM_WALKER),
    (0.4, 0.2, 0.2, 0.2),
)
STAFF = TacticMixture(
    "staff",
    (TRADE_OFF, LEARNER, TOUGH_LEARNER),
    (0.4, 0.4, 0.2),
)
