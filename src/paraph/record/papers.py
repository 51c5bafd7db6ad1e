"""Papers, openings and sources: the documents that preparation leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paraph.negotiation.packages import NOTHING_SETTLED, Package


class PaperKind(StrEnum):
    """What a document on file is for."""

    OBJECTIVES = "objectives"
    LEGAL_MEMO = "legal-memo"
    FUNDING = "funding"
    CREDENTIALS = "credentials"
    CONSULTATION = "consultation"
    AGREED_ISSUE_LIST = "agreed-issue-list"
    AGREED_AGENDA = "agreed-agenda"
    FEASIBILITY = "feasibility"
    OWN_ALTERNATIVE = "own-alternative"
    THEIR_ALTERNATIVE = "their-alternative"
    DECISION_CHAIN = "decision-chain"
    NO_DEAL_PLAN = "no-deal-plan"
    PRESS_LINE = "press-line"
    LEGAL_SCRUB = "legal-scrub"
    ANNEX = "annex"
    IMPLEMENTATION = "implementation"
    PRECEDENTS = "precedents"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document on file: what it is, of which day, by whom, on which issues."""

    kind: PaperKind
    title: str
    day: date | None = None
    by: str = ""
    issue_ids: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a principal means to table, and when the other sides' staff saw it.

    `shown`: (party id, date) for each other party whose staff has seen it. `package` is
    empty where the opening is described in words only.
    """

    party_id: str
    package: Package = NOTHING_SETTLED
    text: str = ""
    prepared: date | None = None
    shown: tuple[tuple[str, date], ...] = ()
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from. `is_disputed` says that sources disagree about it."""

    id: str
    title: str
    is_disputed: bool = False
