"""What a clause does: offers, accepts, rejects, supports, opposes, reserves or asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import (
    ACCEPT,
    AFFIRMATION,
    ALL_BUT,
    APPROVAL,
    ASK,
    ASK_PRIORITIES,
    BEYOND,
    CONDITION,
    HEDGE,
    LIMIT,
    NEEDS,
    NEGATION,
    OFFER,
    OPPOSE,
    QUESTION_OPENING,
    REFUSAL,
    REJECT,
    RESERVE,
    SUPPORT,
    Cue,
)
from paraph.record.notes.unmade import is_untimely
from paraph.record.notes.words import STOP_WORDS, is_number
from paraph.record.sessions import MoveKind

_NEAR_CHARACTERS = 32
_LONGEST_YES = 4
_SECOND_PERSON = re.compile(r"(?<![\w'])(?:you|u|your)(?![\w'])")
_PROPOSING_QUESTION = re.compile(
    r"^(?:(?:and|so|but|then|ok|okay|well)[ ,]+)?(?:how about|what about|what if|"
    r"what would you say)"
)
_WITHOUT = re.compile(r"(?<!\w)(?:without|w/o)(?!\w)")
_UNLESS = re.compile(r"(?<!\w)unless(?!\w)")
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
    needs_approval = APPROVAL.search(clause.text) is not None
    is_hedged = HEDGE.search(clause.text) is not None or needs_approval
    is_hedged = is_hedged or is_untimely(clause.text)
    is_conditional = CONDITION.search(clause.text) is not None and not needs_approval
    if ASK_PRIORITIES.pattern.search(clause.text) and (is_question or _asks(clause.text)):
        return Act(MoveKind.ASK, "ask-priorities")
    if _asks(clause.text):
        return Act(MoveKind.ASK, "ask")
    is_asking = is_question and QUESTION_OPENING.search(clause.text) is not None
    is_offer = _PROPOSING_QUESTION.search(clause.text) is not None
    if is_asking and not is_offer and _SECOND_PERSON.search(clause.text):
        return Act(MoveKind.ASK, "ask")
    return _find_by_cue(clause, is_hedged=is_hedged, is_conditional=is_conditional)


def _find_by_cue(clause: Clause, *, is_hedged: bool, is_conditional: bool) -> Act | None:
    """The act of the first cue that fires."""
    for cue, kind in _CUES:
        match = cue.pattern.search(clause.text)
        if match:
            meant = _turn(kind, clause.text, match)
            if is_conditional and meant is kind is MoveKind.SUPPORT:
                return Act(MoveKind.PROPOSE, "offer", is_hedged=True, is_conditional=True)
            if meant is MoveKind.REJECT and _UNLESS.search(clause.text, match.end()):
                return Act(MoveKind.PROPOSE, "offer", is_hedged=True, is_conditional=True)
            rule = meant.value if meant is not MoveKind.PROPOSE else "offer"
            is_soft = is_hedged or (meant is MoveKind.SUPPORT and kind is not MoveKind.SUPPORT)
            return Act(meant, rule, is_soft, is_conditional)
    if is_conditional:
        return Act(MoveKind.PROPOSE, "offer", is_hedged, is_conditional)
    if LIMIT.search(clause.text) and NEGATION.search(clause.text):
        return Act(MoveKind.SUPPORT, "support", is_hedged=True)
    return Act(MoveKind.SUPPORT, "support", is_hedged) if _needs_figure(clause) else None


def _needs_figure(clause: Clause) -> bool:
    """Whether a clause says that a number is needed: "A needs eight weeks"."""
    has_number = any(
        word.text[0].isdecimal() or (is_number(word.lower) and word.lower not in STOP_WORDS)
        for word in clause.words
    )
    return has_number and NEEDS.search(clause.text) is not None


def _asks(text: str) -> bool:
    return ASK.pattern.search(text) is not None


def _turn(kind: MoveKind, text: str, match: re.Match[str]) -> MoveKind:
    """The kind of move that a cue means there: a negation turns it to its opposite.

    "Can't accept a treaty without X" is no rejection of X, but asks for it; "can't accept more than
    X" rejects what lies beyond, and takes X.
    """
    is_negated = _is_negated(text, match) or _is_all_but(text, kind)
    meant = _OPPOSITES.get(kind, kind) if is_negated else kind
    is_demand = meant is MoveKind.REJECT and _WITHOUT.search(text, match.end()) is not None
    is_limit = is_negated and meant is MoveKind.REJECT and LIMIT.search(text, match.end())
    is_beyond = meant is MoveKind.REJECT and BEYOND.search(text) is not None
    return MoveKind.SUPPORT if is_demand or is_limit or is_beyond else meant


def _is_all_but(text: str, kind: MoveKind) -> bool:
    """Whether what is rejected is "anything short of" what is named."""
    return kind in (MoveKind.REJECT, MoveKind.OPPOSE) and ALL_BUT.search(text) is not None


def _is_negated(text: str, match: re.Match[str]) -> bool:
    """Whether a negation stands shortly before a cue; a cue that is itself one doesn't count."""
    before = text[max(0, match.start() - _NEAR_CHARACTERS) : match.start()]
    return NEGATION.search(before) is not None


def read_reply(clause: Clause, *, is_first: bool, is_turn: bool) -> Act | None:
    """Read "ok" or "no" at the start of a turn as the answer to the proposal before it."""
    if not (is_first and is_turn):
        return None
    if clause.issues:
        return None
    if AFFIRMATION.match(clause.text) and len(clause.words) <= _LONGEST_YES:
        return Act(MoveKind.ACCEPT, "accept")
    return Act(MoveKind.REJECT, "reject") if REFUSAL.match(clause.text) else None
