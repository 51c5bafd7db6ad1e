"""An item of homework, and how it stands on the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from paraph.readiness.homework.ground import Ground


class HomeworkStatus(StrEnum):
    """How an item of the homework stands on the record."""

    DONE = "done"
    PARTLY = "partly"
    STALE = "stale"
    MISSING = "missing"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class HomeworkItem:
    """One question of preparation, answered from the record.

    `evidence` points into the case ("session 2019-02-06-pyongyang", "term
    denuclearisation"); `finding` says in words what the record shows; `who` could supply what
    is missing; a decisive item that is outstanding keeps the verdict from being *go*;
    `origin` names where the practice is described.
    """

    id: str
    group: str
    question: str
    status: HomeworkStatus
    evidence: tuple[str, ...] = ()
    who: str = ""
    is_decisive: bool = False
    origin: str = ""
    finding: str = ""

    @property
    def is_outstanding(self) -> bool:
        """Whether something is left to do."""
        return self.status not in (HomeworkStatus.DONE, HomeworkStatus.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says to a question."""

    status: HomeworkStatus
    finding: str = ""
    evidence: tuple[str, ...] = ()
    who: str = ""
    is_decisive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of preparation, where the practice is described, and how it is answered."""

    id: str
    text: str
    origin: str
    answer: Callable[[Ground], Answer]


def answer_by_share(
    n_done: int, n_all: int, finding: str, evidence: tuple[str, ...] = (), who: str = ""
) -> Answer:
    """Answer done, partly or missing by how many of the parts are there."""
    if n_done >= n_all:
        return Answer(HomeworkStatus.DONE, finding, evidence)
    status = HomeworkStatus.PARTLY if n_done else HomeworkStatus.MISSING
    return Answer(status, finding, evidence, who)
