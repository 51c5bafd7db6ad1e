"""Preferences: exact ones, and what has been stated of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import isfinite

from paraph.errors import InputError
from paraph.negotiation.constraints import Condition
from paraph.negotiation.issues import Agenda
from paraph.negotiation.packages import NOTHING_SETTLED, Package
from paraph.negotiation.tolerance import tolerance_of


@dataclass(frozen=True, slots=True)
class Interaction:
    """A bonus (or penalty, below 0) in value where all the conditions hold together."""

    conditions: tuple[Condition, ...]
    value: float

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise InputError(f"the value of an interaction must be a number, not {self.value}")

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues that the interaction ties together."""
        return tuple(dict.fromkeys(condition.issue_id for condition in self.conditions))


@dataclass(frozen=True, slots=True)
class Preference:
    """An exact additive preference, on a scale that only this party's values share.

    `weights[issue]` are finite and not negative (mostly they sum to 1);
    `option_values[issue][option]` are finite (mostly in 0..1); both follow the agenda's order.
    `reservation`, finite too, is what no agreement is worth. InputError names what isn't so.
    """

    weights: tuple[float, ...]
    option_values: tuple[tuple[float, ...], ...]
    reservation: float = 0.0
    interactions: tuple[Interaction, ...] = ()

    def __post_init__(self) -> None:
        if len(self.weights) != len(self.option_values):
            raise InputError("a preference needs one weight and one row of values for each issue")
        for place, weight in enumerate(self.weights, start=1):
            if not isfinite(weight) or weight < 0:
                raise InputError(
                    f"the weight of issue {place} must be a number of at least 0, not {weight}"
                )
        for place, (weight, row) in enumerate(
            zip(self.weights, self.option_values, strict=True), start=1
        ):
            for value in row:
                if not isfinite(value) or not isfinite(weight * value):
                    raise InputError(f"issue {place} values an option at {value}: not a number")
        if not isfinite(self.reservation):
            raise InputError(f"a reservation value must be a number, not {self.reservation}")

    @property
    def n_summands(self) -> int:
        """How many amounts a value adds up: one for each issue and interaction."""
        return len(self.weights) + len(self.interactions)

    @property
    def magnitude(self) -> float:
        """The sum of the largest amounts that a value can add up, without their signs."""
        return sum(
            weight * max(max(row), -min(row))
            for weight, row in zip(self.weights, self.option_values, strict=True)
        ) + sum(abs(interaction.value) for interaction in self.interactions)

    @property
    def tolerance(self) -> float:
        """By how much a value, as `value_of` adds it, may miss the reservation value."""
        return tolerance_of(self.n_summands, self.magnitude)

    def value_of(self, agenda: Agenda, package: Package) -> float:
        """Return the value of a package; an open issue adds nothing to it."""
        total = sum(
            weight * values[position]
            for weight, values, position in zip(
                self.weights, self.option_values, package.positions(agenda), strict=True
            )
            if position >= 0
        )
        return total + sum(
            interaction.value
            for interaction in self.interactions
            if all(condition.holds(package) for condition in interaction.conditions)
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of numbers; exact where both ends are the same."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InputError(f"a range needs low <= high, not {self.low:g} to {self.high:g}")

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2


class Importance(StrEnum):
    """How much an issue matters, in words; `swing` is what each word means in numbers."""

    DECISIVE = "decisive"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    MARGINAL = "marginal"

    @property
    def swing(self) -> Interval:
        """The weight relative to the weightiest issue that the word stands for, 0..1."""
        return _SWINGS[self]


_SWINGS = {
    Importance.DECISIVE: Interval(0.85, 1.0),
    Importance.HIGH: Interval(0.6, 0.9),
    Importance.MEDIUM: Interval(0.35, 0.65),
    Importance.LOW: Interval(0.12, 0.4),
    Importance.MARGINAL: Interval(0.0, 0.15),
}


class Comparative(StrEnum):
    """How much more one issue matters than another, in words; `ratio` says it in numbers."""

    MUCH_MORE = "much more than"
    MORE = "more than"
    SOMEWHAT_MORE = "somewhat more than"
    ABOUT_AS_MUCH = "about as much as"

    @property
    def ratio(self) -> Interval:
        """The first issue's weight divided by the second's.

        Saaty (1977) reads "moderately", "strongly" and "very strongly more" as 3, 5 and 7, the
        balanced scale of Salo and Hämäläinen (1997) as 1.5, 2.3 and 4. People differ about as
        much as that in what they mean (Pöyhönen, Hämäläinen and Salo 1997): so the ranges are
        wide, and overlap.
        """
        return _RATIOS[self]


_RATIOS = {
    Comparative.MUCH_MORE: Interval(2.0, 9.0),
    Comparative.MORE: Interval(1.25, 4.0),
    Comparative.SOMEWHAT_MORE: Interval(1.1, 2.0),
    Comparative.ABOUT_AS_MUCH: Interval(0.8, 1.25),
}


class Direction(StrEnum):
    """Which end of an ordered issue a party wants."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class RecalledWeights:
    """How much issues mattered to a party in a past case.

    `logs[draw][issue]`, equally likely, are logarithms of weights divided by that of the weightiest
    issue there, about; they follow `issue_ids`. Now they vary up to `widening` times as much.
    """

    issue_ids: tuple[str, ...]
    logs: tuple[tuple[float, ...], ...] = field(repr=False)
    widening: float = 1.0


@dataclass(frozen=True, slots=True)
class StatedImportance:
    """What has been said of the weights; all forms may be combined, or be empty.

    `shares`: (issue id, range of the share of the total weight, 0..1); `words`:
    (issue id, word); `ranking`: tiers of issue ids, weightiest first, ties in one tier;
    `compared`: (issue id, how much more it matters, than which other issue); `recalled`: what was
    learnt in a past case of issues of which nothing is said here.
    """

    shares: tuple[tuple[str, Interval], ...] = ()
    words: tuple[tuple[str, Importance], ...] = ()
    ranking: tuple[tuple[str, ...], ...] = ()
    compared: tuple[tuple[str, Comparative, str], ...] = ()
    recalled: RecalledWeights | None = None

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues of which something is said, each once."""
        named = [issue_id for issue_id, _ in (*self.shares, *self.words)]
        named += [issue_id for tier in self.ranking for issue_id in tier]
        named += [issue_id for one, _, other in self.compared for issue_id in (one, other)]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class RecalledValues:
    """What an issue's options were worth to a party in a past case.

    `draws[draw][option]` (0..1) are equally likely; they follow `option_ids`. With the
    probability `p_same` the same holds now.
    """

    option_ids: tuple[str, ...]
    draws: tuple[tuple[float, ...], ...] = field(repr=False)
    p_same: float = 1.0


@dataclass(frozen=True, slots=True)
class StatedValues:
    """What has been said of one issue's options.

    `values`: (option id, range of value 0..1, where 1 is the best option of the issue for
    the party); `ranking`: tiers of option ids, best first; `direction`: for ordered issues;
    `recalled`: what was learnt in a past case, in place of all these.
    """

    issue_id: str
    values: tuple[tuple[str, Interval], ...] = ()
    ranking: tuple[tuple[str, ...], ...] = ()
    direction: Direction | None = None
    recalled: RecalledValues | None = None


@dataclass(frozen=True, slots=True)
class StatedReservation:
    """What has been said of the value of no agreement.

    `value` is a range on the party's own scale (0 its worst package, 1 its best), None if
    nothing was said; `batna` describes the best alternative in words. `like` is the package,
    or part of one, that no agreement is about as good as (mostly how things stand today); it
    takes the place of `value`.
    """

    value: Interval | None = None
    batna: str = ""
    like: Package = NOTHING_SETTLED


class EqualAnswer(StrEnum):
    """That "about equal" could be answered: it was on offer and not taken, or it was said."""

    OFFERED = "offered"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to "which would you rather have, all else equal?": `better`, not `worse`.

    Both settle the same issues, differently. `made` is the day of the answer. `equal` is None
    where "about equal" wasn't on offer; where it was said, neither package is the better.
    InputError where they don't settle the same issues.
    """

    better: Package
    worse: Package
    made: date | None = None
    equal: EqualAnswer | None = None

    def __post_init__(self) -> None:
        if self.better.issue_ids != self.worse.issue_ids or self.better == self.worse:
            raise InputError("a choice is between two different packages of the same issues")

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues that the packages settle."""
        return self.better.issue_ids


@dataclass(frozen=True, slots=True)
class LikeLastTime:
    """That a party probably wants what was learnt of it in a past case.

    `case` says where that case is; `party_id` is the party's id there, empty where it is the
    same. For people and times change, ranges are wider than what was learnt by `widening`, and
    what was learnt of options holds with a probability of one over it. InputError where
    `widening` is below 1.
    """

    case: str
    party_id: str = ""
    widening: float = 1.5

    def __post_init__(self) -> None:
        if not (isfinite(self.widening) and self.widening >= 1):
            raise InputError("widening is at least 1: the past can't be surer now than it was then")


@dataclass(frozen=True, slots=True)
class Recalled:
    """Where part of a preference was recalled from, and which part.

    `title` is that of the past case and `last_day` the day of its last session that counted;
    `seed` and `digest` are those of what was learnt there. `weighed` and `valued` are the ids of
    the issues whose importance and whose options were recalled.
    """

    title: str
    last_day: date | None
    widening: float
    seed: int
    digest: str
    weighed: tuple[str, ...] = ()
    valued: tuple[str, ...] = ()
    has_reservation: bool = False


@dataclass(frozen=True, slots=True)
class StatedPreference:
    """All that is stated of a party's preference; what isn't stated stays unknown.

    `choices` are answers to questions which of two packages is better. `basis` says whose
    statement it is ("instructions of 3 March", "analyst's assumption"). `discount` (above 0, at
    most 1) multiplies all values with each unit of time, in domains of negotiation research; it
    is held for them, and no analysis uses it. `recalled` is set once what `like_last_time` names
    was learnt and stands among what is stated.
    """

    importance: StatedImportance = field(default_factory=StatedImportance)
    values: tuple[StatedValues, ...] = ()
    reservation: StatedReservation = field(default_factory=StatedReservation)
    interactions: tuple[Interaction, ...] = ()
    basis: str = ""
    stated: date | None = None
    source_ids: tuple[str, ...] = ()
    discount: float = 1.0
    choices: tuple[Choice, ...] = ()
    like_last_time: LikeLastTime | None = None
    recalled: Recalled | None = None
