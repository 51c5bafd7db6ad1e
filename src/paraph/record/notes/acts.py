"""What a clause does: offers, accepts, rejects, supports, opposes, reserves or asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import (
    ACCEPT,
    AFFIRMATION,
    ALL_BUT,
    APPROVAL,
    ASK,
    ASK_PRIORITIES,
    CONDITION,
    FIGURE,
    HEDGE,
    JOINTLY,
    NEEDS,
    NEGATION,
    OFFER,
    OPPOSE,
    QUESTION_OPENING,
    REFUSAL,
    REJECT,
    RESERVE,
    SUPPORT,
    UNDECIDED,
    Cue,
)
from paraph.record.notes.echoes import is_accepted, is_refused, says_no, says_yes
from paraph.record.notes.limits import Limit, Side, find_limit
from paraph.record.notes.requests import is_asked_of_another
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
_WITHOUT = re.compile(
    r"(?<!\w)(?:without|w/o)(?! (?:any |an? |further |much )?(?:comment|repl|reason|explan|discuss|"
    r"delay|answer|debate|hesitat|warning|notice|giving|saying|looking))(?!\w)"
)
_NEITHER = re.compile(r" (?:\w+ )?(?:neither|none of)(?!\w)")
_REFUSING = re.compile(r"reject|refus|declin|dismiss|turn|said no|no to|never")
_FIGURE_AGAINST = re.compile(rf"{FIGURE}(?: ?%| [\w%]+){{0,2}} against$")
_FOR_FIGURE = re.compile(rf"(?<!\w)for (?:its |their |our |his |her |the |any )?{FIGURE}")
_CROSSING = re.compile(r"(?<!\w)cross(?:es|ed|ing)? (?:\w+ )?red line")
_WANTED = re.compile(r"want")
_INVERTED = re.compile(r"(?:should|were) (?:the )?\w+(?: \w+)? ")
_UNLESS = re.compile(r"(?<!\w)unless(?!\w)")
_OPPOSITES = {
    MoveKind.ACCEPT: MoveKind.REJECT,
    MoveKind.REJECT: MoveKind.SUPPORT,
    MoveKind.SUPPORT: MoveKind.OPPOSE,
    MoveKind.OPPOSE: MoveKind.SUPPORT,
    MoveKind.PROPOSE: MoveKind.REJECT,
}
_REFUSALS = (MoveKind.REJECT, MoveKind.OPPOSE)
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
    """What a clause does, by which rule, and whether it is hedged or conditional.

    `side` says where what is refused lies, where a bound is spoken of, `figure` at which number, if
    that is clear.
    """

    kind: MoveKind
    rule: str
    is_hedged: bool = False
    is_conditional: bool = False
    side: Side = Side.UNSAID
    figure: float | None = None
    is_red_line: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether it says what the last is that the party would take."""
        return self.rule == "bound" or self.is_red_line


def find_act(clause: Clause, *, is_question: bool) -> Act | None:
    """Find what a clause does; None where no cue fires.

    A negation shortly before the cue turns acceptance into rejection, support into opposition
    and back. A question to the other side asks, unless it is an offer ("how about …?").
    """
    needs_approval = APPROVAL.search(clause.text) is not None
    is_hedged = HEDGE.search(clause.text) is not None or needs_approval
    is_hedged = is_hedged or is_untimely(clause.text)
    is_inverted = not is_question and _INVERTED.match(clause.text) is not None
    is_conditional = is_inverted or (CONDITION.search(clause.text) is not None)
    is_conditional = is_conditional and not needs_approval
    if ASK_PRIORITIES.pattern.search(clause.text) and (is_question or _asks(clause.text)):
        return Act(MoveKind.ASK, "ask-priorities")
    if _asks(clause.text):
        return Act(MoveKind.ASK, "ask")
    if is_refused(clause.text) and not is_question:
        return Act(MoveKind.REJECT, "reject", is_hedged)
    if is_accepted(clause.text) and not is_question:
        return Act(MoveKind.ACCEPT, "accept", is_hedged, is_conditional)
    is_asking = is_question and QUESTION_OPENING.search(clause.text) is not None
    is_offer = _PROPOSING_QUESTION.search(clause.text) is not None
    if is_asking and not is_offer and _SECOND_PERSON.search(clause.text):
        return Act(MoveKind.ASK, "ask")
    return _find_by_cue(clause, is_hedged=is_hedged, is_conditional=is_conditional)


def _find_by_cue(clause: Clause, *, is_hedged: bool, is_conditional: bool) -> Act | None:
    """The act of the first cue that fires, as far as it isn't about a bound."""
    limit = find_limit(clause.text)
    for cue, kind in _CUES:
        match = cue.pattern.search(clause.text)
        if match and not _is_exchange(clause.text, kind, match) and not _is_later(kind, match):
            is_asked = kind is MoveKind.ACCEPT and is_asked_of_another(clause.text, match.start())
            meant = MoveKind.PROPOSE if is_asked else kind
            act = _act_of_cue(meant, match, is_hedged=is_hedged, is_conditional=is_conditional)
            return _at_limit(act, limit, is_hedged=is_hedged) if act and limit else act
    if is_conditional:
        return Act(MoveKind.PROPOSE, "offer", is_hedged, is_conditional)
    if limit and not clause.is_verbless and (limit.is_denied or not limit.is_comparing):
        return Act(MoveKind.REJECT, "bound", is_hedged, side=limit.side, figure=limit.figure)
    return Act(MoveKind.SUPPORT, "support", is_hedged) if _needs_figure(clause) else None


def _act_of_cue(
    kind: MoveKind, match: re.Match[str], *, is_hedged: bool, is_conditional: bool
) -> Act | None:
    """What a cue means where it stands; None where it says nothing of any option."""
    meant = _turn(kind, match.string, match)
    if meant is None or (kind is MoveKind.SUPPORT and UNDECIDED.search(match.string)):
        return None
    if is_conditional and meant is kind is MoveKind.SUPPORT:
        return Act(MoveKind.PROPOSE, "offer", is_hedged=True, is_conditional=True)
    if meant is kind is MoveKind.SUPPORT and _WANTED.match(match.group()):
        is_priced = _FOR_FIGURE.search(match.string) is not None  # "wants 36 months for 4 %"
        return Act(
            MoveKind.PROPOSE if is_priced else meant,
            "offer" if is_priced else "support",
            is_priced or is_hedged,
        )
    if meant is MoveKind.REJECT and _UNLESS.search(match.string, match.end()):
        return Act(MoveKind.PROPOSE, "offer", is_hedged=True, is_conditional=True)
    rule = meant.value if meant is not MoveKind.PROPOSE else "offer"
    is_soft = is_hedged or (meant is MoveKind.SUPPORT and kind is not MoveKind.SUPPORT)
    is_red_line = meant is MoveKind.REJECT and "red line" in match.group()
    is_red_line = is_red_line and not _CROSSING.search(match.string)
    return Act(meant, rule, is_soft, is_conditional, is_red_line=is_red_line)


def _at_limit(act: Act, limit: Limit, *, is_hedged: bool) -> Act | None:
    """What an act is where its clause speaks of a bound.

    "Wants at least 4" and "can't accept more than 3" reject what lies beyond; "asked for at least
    4" is an offer, hedged. Of "offered more than 3" it isn't said what was offered.
    """
    is_refusal = act.kind in _REFUSALS
    if limit.is_comparing and not (limit.is_denied or is_refusal):
        return None
    if act.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT) and not limit.is_taken:
        return replace(act, is_hedged=act.is_hedged or act.kind is MoveKind.PROPOSE)
    if is_refusal and not limit.is_comparing and not act.is_red_line:
        return act
    return Act(MoveKind.REJECT, "bound", is_hedged, act.is_conditional, limit.side, limit.figure)


def _is_exchange(text: str, kind: MoveKind, match: re.Match[str]) -> bool:
    """Whether "against" stands for an exchange: "offered 4 per cent against 36 months"."""
    if kind is not MoveKind.OPPOSE or match.group() != "against":
        return False
    is_offered = OFFER.pattern.search(text, 0, match.start()) is not None
    return is_offered or _FIGURE_AGAINST.search(text, 0, match.end()) is not None


def _is_later(kind: MoveKind, match: re.Match[str]) -> bool:
    """Whether what looks like a reservation is none: "accepted ad ref", "agreed to revert"."""
    if kind is not MoveKind.RESERVE:
        return False
    is_accepted = ACCEPT.pattern.search(match.string, 0, match.start()) is not None
    return (is_accepted and "ref" in match.group()) or JOINTLY.match(match.string) is not None


def _needs_figure(clause: Clause) -> bool:
    """Whether a clause says that a number is needed: "A needs eight weeks"."""
    has_number = any(
        word.text[0].isdecimal() or (is_number(word.lower) and word.lower not in STOP_WORDS)
        for word in clause.words
    )
    is_of_talks = UNDECIDED.search(clause.text) is not None
    return has_number and not is_of_talks and NEEDS.search(clause.text) is not None


def _asks(text: str) -> bool:
    return ASK.pattern.search(text) is not None


def _turn(kind: MoveKind, text: str, match: re.Match[str]) -> MoveKind | None:
    """The kind of move that a cue means there: a negation turns it to its opposite.

    "Can't accept a treaty without X" is no rejection of X, but asks for it. Not to have rejected
    something says nothing of it: None.
    """
    if _is_all_but(text, kind):
        return MoveKind.SUPPORT
    is_negated = _is_negated(text, match)
    if is_negated and kind is MoveKind.REJECT and _REFUSING.match(match.group()):
        return None
    meant = _OPPOSITES.get(kind, kind) if is_negated else kind
    is_demand = meant is MoveKind.REJECT and _WITHOUT.search(text, match.end()) is not None
    return MoveKind.SUPPORT if is_demand else meant


def _is_all_but(text: str, kind: MoveKind) -> bool:
    """Whether what is rejected is "anything short of" what is named."""
    return kind in (MoveKind.REJECT, MoveKind.OPPOSE) and ALL_BUT.search(text) is not None


def _is_negated(text: str, match: re.Match[str]) -> bool:
    """Whether a negation stands shortly before a cue, or "neither" right behind it.

    A cue that is itself a negation doesn't count.
    """
    before = text[max(0, match.start() - _NEAR_CHARACTERS) : match.start()]
    return NEGATION.search(before) is not None or _NEITHER.match(text, match.end()) is not None


def read_reply(clause: Clause, *, is_first: bool, is_turn: bool) -> Act | None:
    """Read "ok" or "no" at the start of a turn as the answer to the proposal before it."""
    if not (is_first and is_turn):
        return None
    if clause.issues:
        return None
    is_short = len(clause.words) <= _LONGEST_YES
    if (AFFIRMATION.match(clause.text) and is_short) or says_yes(clause.text):
        return Act(MoveKind.ACCEPT, "accept")
    is_no = REFUSAL.match(clause.text) is not None or says_no(clause.text)
    return Act(MoveKind.REJECT, "reject") if is_no else None
