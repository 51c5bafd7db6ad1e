"""What an assessment of readiness finds: the verdict, and everything that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from paraph.negotiation import Estimate
from paraph.readiness.homework import HomeworkItem
from paraph.readiness.settings import ReadinessSettings
from paraph.record import Override, Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for or against meeting now, with pointers to its evidence."""

    text: str
    is_for: bool
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingWorth:
    """What the principals' meeting is worth after so many more working-level meetings.

    `our_value` is on our own scale, `our_value_less_delay` with the stated cost of waiting
    taken off.
    """

    n_meetings: int
    p_agreement: Estimate
    our_value: Estimate
    p_walkout: Estimate
    our_value_less_delay: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Driver:
    """A circumstance that isn't known, and the probability of agreement with and without it."""

    description: str
    p_with: float
    p_without: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What becomes of the probability and the verdict when one assumption is changed."""

    assumption: str
    change: str
    p_agreement: Estimate
    verdict: Verdict
    turns: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the principals are ready to meet, how sure that is, and what it rests on.

    `verdict` is the rule's; `override`, where a person set one above it, is the latest on record.
    `p_agreement.mid` is the probability to be scored; `p_simulated` what the simulation says,
    before past negotiations adjust it (the same where there are none). `n_meetings_advised` is
    the knee of the curve `meetings`: one more adds less than it is worth.
    """

    verdict: Verdict
    sentence: str
    p_agreement: Estimate
    p_simulated: Estimate
    p_zone: Estimate
    our_expected_value: Estimate
    p_walkout: Estimate
    reasons: tuple[Reason, ...]
    would_turn: tuple[str, ...]
    meetings: tuple[MeetingWorth, ...]
    homework: tuple[HomeworkItem, ...]
    drivers: tuple[Driver, ...]
    sensitivity: tuple[Sensitivity, ...]
    rule: str
    method: str
    settings: ReadinessSettings
    seed: int
    digest: str
    n_meetings_advised: int = 0
    override: Override | None = None

    @property
    def verdict_in_force(self) -> Verdict:
        """The verdict that holds: a person's where one was set above the rule's."""
        return self.override.verdict if self.override else self.verdict
