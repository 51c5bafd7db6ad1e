"""Judgements: dated probabilities that somebody gave for a stated event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paraph.errors import InputError


class Role(StrEnum):
    """In what capacity a forecast was made: advice (staff), gut (principal), simulation (model)."""

    STAFF = "staff"
    PRINCIPAL = "principal"
    OUTSIDE = "outside"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Event:
    """A stated event, when it will be known, and, afterwards, whether it happened."""

    id: str
    statement: str
    due: date | None = None
    happened: bool | None = None
    known: date | None = None
    source_ids: tuple[str, ...] = ()


class Verdict(StrEnum):
    """Whether the principals should meet now."""

    GO = "go"
    NOT_YET = "not yet"
    NO_ZONE = "no zone"


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision on whether the principals meet, set above the rule's verdict.

    Who decided, when, and why stay on record. InputError without a name or a reason.
    """

    verdict: Verdict
    who: str
    given: date
    reason: str
    source_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.reason.strip():
            raise InputError("a verdict can be set aside by a named person, with a reason")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A forecast: who gave which probability (0..1) to which event, and when.

    `recorded` is the date on which it came on our record, where that is later: a forecast
    made before an event but reported after it is scored by the day on which it was given.
    """

    event_id: str
    who: str
    role: Role
    given: date
    probability: float
    note: str = ""
    source_ids: tuple[str, ...] = ()
    recorded: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise InputError(f"a probability lies in 0..1, not {self.probability:g}")
