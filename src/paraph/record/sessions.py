"""Sessions and the moves made in them: the record that inference rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paraph.negotiation.packages import NOTHING_SETTLED, Package


class Level(StrEnum):
    """The level at which a session is held."""

    WORKING = "working"
    MINISTERIAL = "ministerial"
    LEADERS = "leaders"


class MoveKind(StrEnum):
    """What a party does in a session."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    REJECT = "reject"
    SUPPORT = "support"
    OPPOSE = "oppose"
    RESERVE = "reserve"
    SIGNAL = "signal"
    ASK = "ask"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a party did or said, as the record has it.

    `package` is what the move is about: a package, a partial package or a single option.
    `over` is what it was said to be better than (an answer or a signal may compare two), and
    `equal_to` what it was said to be about as good as; one of the two at most.
    `issue_ids` names issues where no option is meant: an `ask` about them, or, in a
    `signal`, `answer` or `support`, their order of importance, weightiest first;
    `is_above_others` says that they matter more than all issues that aren't named. Where it
    `makes_light` of them, the issues are said to matter little, in no order.
    A `signal` is what somebody else reports of the party; `reported_by` says who.
    `confidence` (0..1) is the probability that the record is right. `recorded` is the date
    on which it came on our record, where that is later than the session.
    """

    party_id: str
    kind: MoveKind
    package: Package = NOTHING_SETTLED
    over: Package = NOTHING_SETTLED
    equal_to: Package = NOTHING_SETTLED
    issue_ids: tuple[str, ...] = ()
    is_above_others: bool = False
    makes_light: bool = False
    text: str = ""
    reported_by: str = ""
    confidence: float = 1.0
    recorded: date | None = None
    source_ids: tuple[str, ...] = ()

    @property
    def compared_with(self) -> Package:
        """The other of two packages that were compared: the worse one, or one as good."""
        return self.over or self.equal_to


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part in a session for a party."""

    name: str
    party_id: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting: when, where, at which level, who did what, and what was agreed.

    `agreed` holds what was agreed ad referendum; `reopened` the issues opened again.
    `n_days` counts sitting days, both ends included. `is_joint_record` says that both
    sides signed off a common record of it. `recorded` is the date on which the session itself
    came on our record, where that is later (talks held in secret).
    """

    id: str
    day: date
    place: str = ""
    level: Level = Level.WORKING
    last_day: date | None = None
    title: str = ""
    participants: tuple[Participant, ...] = ()
    moves: tuple[Move, ...] = ()
    agreed: Package = NOTHING_SETTLED
    reopened: tuple[str, ...] = ()
    is_joint_record: bool = False
    note: str = ""
    source_ids: tuple[str, ...] = ()
    recorded: date | None = None

    @property
    def n_days(self) -> int:
        """How many days the session sat, both ends included."""
        return ((self.last_day or self.day) - self.day).days + 1

    def recorded_on(self, move: Move) -> date:
        """The date on which a move of this session came on our record."""
        return move.recorded or self.recorded or self.last_day or self.day
