"""Statements of need and importance: "what we need most is …", "we have enough of …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paraph.record.notes.clauses import Clause, cut_clause
from paraph.record.notes.cues import (
    ALL_BUT,
    ALL_ELSE,
    ASK_PRIORITIES,
    EXTREME,
    FEARED,
    FIGURE,
    FIRM,
    GIVING,
    INTENSE,
    LEAST,
    MODERATE,
    MODEST,
    MOST,
    NEED,
    NEGATION,
    NO_NEED,
    OTHERS_NEEDS,
    SAME,
    SCARCITY,
    STRONG,
    UNDECIDED,
    Cue,
)
from paraph.record.notes.orders import find_order, find_ranked
from paraph.record.notes.vocabulary import Vocabulary

_LONGEST_ANSWER = 8
_NEAR = 24
_FEW_WORDS = 5
_PARTING = re.compile(r" ?, (?:(?:and|but|while|whereas) )?")
_ASKED_HOW = re.compile(
    r"(?<!\w)(?:asked|asks|wanted to know|wondered|inquired|enquired) (?:\w+ ){0,3}"
    r"(?:how|what|which|whether|if)(?!\w)"
)
_COMPARED = re.compile(
    rf"(?<!\w)(?:more|less)(?: \w+){{0,5}} than (?!{FIGURE}|enough|any|all|every|half|the rest)"
)
_COSTING = re.compile(r"(?<!\w)(?:costs?|costing|earns?) (?:far |much |even )?(?:more|less)(?!\w)")
_RELATIVES = frozenset(("who", "which", "that", "so"))
_PRIORITIES = re.compile(r"(?<!\w)(?:priorities|prios?)(?!\w)")
_OTHER_SUBJECT = re.compile(r"(?<![\w'])(?:you|u|your|you're|you'll|you'd|yours)(?![\w'])")
_OWN_SUBJECT = re.compile(
    r"(?<![\w'])(?:i|we|my|our|me|us|i'm|im|i'd|i'll|i've|we're|we'd|we'll|we've)(?![\w'])"
)
_IT = re.compile(
    r"(?<![\w'])(?:it|those|them|it's|that's|(?:this|that|these)$|"
    r"(?:this|that|these) (?:is|was|are|were|would|matters?))(?![\w'])"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says of importance: issues weightiest first, or issues made light of.

    `is_hedged` says that their order may mean nothing.
    """

    rule: str
    issue_ids: tuple[str, ...] = ()
    slighted_ids: tuple[str, ...] = ()
    is_hedged: bool = False


@dataclass(frozen=True, slots=True)
class Background:
    """What was said just before: its issues, what the other side needs, whether it asked."""

    issue_ids: tuple[str, ...] = ()
    their_ids: tuple[str, ...] = ()
    is_answer: bool = False


def find_statement(
    clause: Clause, *, is_question: bool, before: Background = Background()
) -> Statement | None:
    """Find what a clause says of the importance of issues to the party it is about.

    "It" and "same here" take their issues from `before`. Words on what the other side needs or
    gets, and questions about it, are left alone.
    """
    is_asking = is_question and ASK_PRIORITIES.pattern.search(clause.text) is not None
    is_asking = is_asking or _ASKED_HOW.search(clause.text) is not None
    if (
        is_asking
        or _COSTING.search(clause.text)
        or UNDECIDED.search(clause.text)
        or _is_about_other(clause.text, is_question=is_question)
    ):
        return None
    if not clause.issues:
        return _refer_back(clause.text, before)
    rule = _find_rule(clause, is_answer=before.is_answer)
    ranked = find_ranked(clause)
    is_giving = GIVING.search(clause.text) and rule not in ("least", "no-need", "most")
    order = ranked or find_order(clause)
    is_open = not order and _compares_unknown(clause)
    if not ranked and (not rule or is_giving or is_open):
        return None
    if order:
        return Statement("order", order)
    if rule in ("least", "no-need"):
        slighted = _slighted_in(clause, LEAST if rule == "least" else NO_NEED)
        return Statement(rule, slighted_ids=slighted) if slighted else None
    is_list = len(clause.issue_ids) > 1 and _PRIORITIES.search(clause.text) is not None
    return Statement(rule, clause.issue_ids, is_hedged=is_list)


def part_statements(clause: Clause, vocabulary: Vocabulary) -> Iterator[Clause]:
    """Part a clause behind what it says of one issue: "wages matter most, hours don't matter".

    What puts issues in order is left whole.
    """
    rest = clause
    if find_ranked(clause) or find_order(clause):
        yield clause
        return
    while comma := _find_parting(rest, vocabulary):
        yield cut_clause(rest, slice(None, comma.start()), vocabulary)
        rest = cut_clause(rest, slice(comma.end(), None), vocabulary)
    yield rest


def _find_parting(clause: Clause, vocabulary: Vocabulary) -> re.Match[str] | None:
    """The first comma with an issue and then what is said of it before, and an issue after."""
    for comma in _PARTING.finditer(clause.text):
        first = cut_clause(clause, slice(None, comma.start()), vocabulary)
        last = cut_clause(clause, slice(comma.end(), None), vocabulary)
        if not (first.issues and last.issues):
            continue
        named_to = first.words[first.issues[0].last].end - first.words[0].start
        if any(cue.pattern.search(first.text, named_to) for cue in (LEAST, NO_NEED, MOST)):
            return comma
    return None


def _compares_unknown(clause: Clause) -> bool:
    """Whether issues stand only behind "matters more than": what is put above them isn't known."""
    compared = _COMPARED.search(clause.text)
    first = clause.words[clause.issues[0].first].start - clause.words[0].start
    return compared is not None and first >= compared.end()


def _refer_back(text: str, before: Background) -> Statement | None:
    if before.their_ids and SAME.search(text):
        return Statement("same", before.their_ids[:1])
    if not before.issue_ids or not _IT.search(text):
        return None
    for cue in (LEAST, NO_NEED):
        if cue.pattern.search(text) and not SCARCITY.search(text):
            return Statement(cue.rule, slighted_ids=before.issue_ids[:1])
    return Statement("most", before.issue_ids[:1]) if MOST.pattern.search(text) else None


def _find_rule(clause: Clause, *, is_answer: bool) -> str:
    """The rule that fires: scarcity beats abundance, the strongest word beats the weaker ones."""
    text = clause.text
    if SCARCITY.search(text):
        return "most" if MOST.pattern.search(text) else "strong-need"
    if NO_NEED.pattern.search(text) and ALL_BUT.search(text):
        return "most"
    if ALL_ELSE.search(text):
        return "most"
    cues = (NO_NEED, STRONG) if EXTREME.search(text) else (LEAST, NO_NEED, MOST, STRONG)
    named = next((cue.rule for cue in cues if cue.pattern.search(text)), "")
    return named or _find_weaker_rule(clause, is_answer=is_answer)


def _find_weaker_rule(clause: Clause, *, is_answer: bool) -> str:
    if FIRM.pattern.search(clause.text):
        is_denied = NEGATION.search(FIRM.pattern.split(clause.text)[0][-_NEAR:]) is not None
        return "" if is_denied else "firm"
    if NEED.pattern.search(clause.text):
        is_strong = INTENSE.search(clause.text) and not MODEST.search(clause.text)
        return "strong-need" if is_strong else "need"
    if is_answer and len(clause.words) <= _LONGEST_ANSWER:
        return "need"
    is_reason = all(mention.is_hint for mention in clause.issues)
    if not is_reason or not _OWN_SUBJECT.search(clause.text):
        return ""
    return "no-need" if _is_moderate(clause) else "reason"


def _is_moderate(clause: Clause) -> bool:
    """Whether a reason is denied, as in "we don't drink much" and "I'm not that hungry"."""
    start = clause.words[0].start
    for mention in clause.issues:
        first, last = clause.words[mention.first], clause.words[mention.last]
        before = clause.text[: first.start - start]
        around = clause.text[max(0, first.start - start - _NEAR) : last.end - start + _NEAR]
        near = before[-_NEAR:]
        is_denied = NEGATION.search(near) and not FEARED.search(before)
        if is_denied and MODERATE.search(around):
            return True
    return False


def _slighted_in(clause: Clause, cue: Cue) -> tuple[str, ...]:
    """The issues named soon after the cue ("we have enough of …"), or else those before it."""
    match = cue.pattern.search(clause.text)
    if match is None:
        return clause.issue_ids
    start = clause.words[0].start
    first, last = start + match.start(), start + match.end()
    behind = [m for m in clause.issues if clause.words[m.last].end > first]
    if behind:
        until = clause.words[behind[0].first].start
        between = [word.lower for word in clause.words if last <= word.start < until]
        if _RELATIVES.intersection(between):
            return ()
        if len(between) <= _FEW_WORDS:
            return tuple(dict.fromkeys(m.id for m in behind))
    before = [m.id for m in clause.issues if m not in behind]
    return tuple(dict.fromkeys(before))


def _is_about_other(text: str, *, is_question: bool) -> bool:
    """Whether the clause's subject is the person spoken to: the first pronoun decides."""
    other = _OTHER_SUBJECT.search(text)
    own = _OWN_SUBJECT.search(text)
    if OTHERS_NEEDS.match(text):
        return True
    if own and (not other or own.start() < other.start()):
        return False
    return bool(other) or is_question
