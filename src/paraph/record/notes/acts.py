"""What a clause does: offers, accepts, rejects, supports, opposes, reserves or asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import (
    ACCEPT,
    ALL_BUT,
    ASK,
    ASK_PRIORITIES,
    CONDITION,
    HEDGE,
    NEGATION,
    OFFER,
    OPPOSE,
    QUESTION_OPENING,
    REJECT,
    RESERVE,
    SUPPORT,
    Cue,
)
from paraph.record.sessions import MoveKind

_NEAR_CHARACTERS = 32
_SECOND_PERSON = re.compile(r"(?<![\w'])(?:you|u|your)(?![\w'])")
_OPPOSITES = {
    MoveKind.ACCEPT: MoveKind.REJECT,
    MoveKind.REJECT: MoveKind.SUPPORT,
    MoveKind.SUPPORT: MoveKind.OPPOSE,
    MoveKind.OPPOSE: MoveKind.SUPPORT,
    MoveKind.PROPOSE: MoveKind.REJECT,
}
# The first that fires decides, since a rejection often names the offer that it rejects.
_CUES: tuple[tuple[Cue, MoveKind], ...] = (
    (RESERVE, MoveKind.RESERVE),
    (REJECT, MoveKind.REJECT),
    (OPPOSE, MoveKind.OPPOSE),
    (ACCEPT, MoveKind.ACCEPT),
    (OFFER, MoveKind.PROPOSE),
    (SUPPORT, MoveKind.SUPPORT),
)


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does, by which rule, and whether it is hedged or conditional."""

    kind: MoveKind
    rule: str
    is_hedged: bool = False
    is_conditional: bool = False


def find_act(clause: Clause, *, is_question: bool) -> Act | None:
    """Find what a clause does; None where no cue fires.

    A negation shortly before the cue turns acceptance into rejection, support into opposition
    and back. A question to the other side asks, unless it is an offer ("how about …?").
    """
    is_hedged = HEDGE.search(clause.text) is not None
    is_conditional = CONDITION.search(clause.text) is not None
    if ASK_PRIORITIES.pattern.search(clause.text) and (is_question or _asks(clause.text)):
        return Act(MoveKind.ASK, "ask-priorities")
    if _asks(clause.text):
        return Act(MoveKind.ASK, "ask")
    is_asking = is_question and QUESTION_OPENING.search(clause.text) is not None
    is_offer = re.match(r"(?:how|what) about|what if", clause.text) is not None
    if is_asking and not is_offer and _SECOND_PERSON.search(clause.text):
        return Act(MoveKind.ASK, "ask")
    for cue, kind in _CUES:
        match = cue.pattern.search(clause.text)
        if match:
            is_negated = _is_negated(clause.text, match) or _is_all_but(clause.text, kind)
            turned = _OPPOSITES.get(kind, kind) if is_negated else kind
            rule = turned.value if turned is not MoveKind.PROPOSE else "offer"
            is_soft = is_hedged or (is_negated and kind in (MoveKind.REJECT, MoveKind.OPPOSE))
            return Act(turned, rule, is_soft, is_conditional)
    if is_conditional:
        return Act(MoveKind.PROPOSE, "offer", is_hedged, is_conditional)
    return None


def _asks(text: str) -> bool:
    return ASK.pattern.search(text) is not None


def _is_all_but(text: str, kind: MoveKind) -> bool:
    """Whether what is rejected is "anything short of" what is named."""
    return kind in (MoveKind.REJECT, MoveKind.OPPOSE) and ALL_BUT.search(text) is not None


def _is_negated(text: str, match: re.Match[str]) -> bool:
    """Whether a negation stands shortly before a cue; a cue that is itself one doesn't count."""
    before = text[max(0, match.start() - _NEAR_CHARACTERS) : match.start()]
    return NEGATION.search(before) is not None
