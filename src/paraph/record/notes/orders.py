"""Orders of importance: "A more than B", "A, then B", "the order for us is A, B, C"."""

from __future__ import annotations

import re

from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import (
    AS_MUCH_AS,
    COMPARISONS,
    CONDITION,
    EXCEPTED,
    FIRST_THEN,
    LEAST,
    MOST,
    NEGATION,
    any_of,
)
from paraph.record.notes.grammar import ACTING

_PAIR = 2
_ORDINALS = {
    "first": 1, "firstly": 1, "second": 2, "secondly": 2, "third": 3, "thirdly": 3, "fourth": 4,
    "last": 9, "lastly": 9,
}  # fmt: skip
_RANKING = any_of(
    "(?:order|ranking|sequence)(?: of (?:our |their )?(?:priorit(?:y|ies)|importance|preference))?"
    r"(?: (?:for|of|to) [\w' ]{1,30})? ?(?:is|was|are|remains|:)",
    r"(?:priorit(?:y|ies)|ranks?|ranked|rates?|rated|order)(?: [\w']+){0,4} as follows",
    "in (?:this|that|the following) order(?: of (?:priority|importance))?",
    "in order of (?:priority|importance|preference)",
)  # fmt: skip
_FIRST = any_of("first", "firstly", "foremost")
_SECOND = any_of("second", "last")
_THEN = any_of("then", "followed by", "second(?:ly)?", "after that", "next", "before")
_COMING = re.compile(
    r"(?:'s)?(?: (?:would|will|must|should|clearly|always|still|also|now))* "
    r"(?:(?:come|comes|came|coming|go|goes|went|rank|ranks|ranked|rate|rates|rated) )"
    r"(?:(?:well|far|long|just|clearly) )?(?:before|ahead of|above|over) (?:[\w']+ )?"
    r"| (?:clearly |far |easily )?outweighs? (?:the |its |their |our )?"
)
_PUTTING = re.compile(
    r"(?<!\w)(?:put|puts|place|places|placed|rank|ranks|ranked|rate|rates|rated|set|sets)(?!\w)"
)
_PUT_BEFORE = re.compile(r" (?:\w+ )?(?:before|ahead of|above|over) (?:the |its |their |our )?")
_BARE_BEFORE = re.compile(r" before (?:the )?")
_MOST_BARE = 6
_NEAR_CHARACTERS = 12
# What is taken up first in talks needn't matter most.
_PROCEDURE = any_of(
    r"discuss\w*", r"talk\w*", r"t(?:ake|akes|aken|ook)(?: \w+)? up", r"agenda\w*", r"address\w*",
    "turn(?:ed|s)? to", r"deal\w* with", "dealt", r"tackl\w*", r"negotiat\w*", r"cover\w*",
    r"rais\w+", "speak", "spoke", "spoken", r"present\w*", r"settl\w*",
    "(?:to|let's|let us) take", r"start\w*", "began", "begin", r"open\w*", "sessions?",
    "meetings?", "items?", r"exchang\w*", r"review\w*", r"explain\w*",
    "look(?:ed)? at", "(?:go|went|gone) through", r"examin\w*", r"mention\w*",
    "asked?", r"order of (?:business|the day|speakers|discussion|items|topics)",
)  # fmt: skip


def find_ranked(clause: Clause) -> tuple[str, ...]:
    """Read "A > B > C", "1. A, 2. B" of priorities, and orders that name no need.

    As in "the order for us is A, B, C", "A first, then B", "A came before B". Empty for anything
    else, such as the order in which issues were taken up.
    """
    if len(clause.issue_ids) < _PAIR:
        return ()
    pairs = list(zip(clause.issues, clause.issues[1:], strict=False))
    between = [[w.text for w in clause.words[a.last + 1 : b.first]] for a, b in pairs]
    if all(">" in texts for texts in between):
        return clause.issue_ids
    numbers = [[text for text in texts if text.isdecimal()] for texts in between]
    is_counted = numbers == [[str(n)] for n in range(_PAIR, len(pairs) + _PAIR)]
    if is_counted and MOST.pattern.search(clause.text):
        return clause.issue_ids
    return _find_told(clause)


def _find_told(clause: Clause) -> tuple[str, ...]:
    """Read an order that is told in words, none of them for a need or an act."""
    is_acting = any(word.lower in ACTING for word in clause.words)
    doubts = (_PROCEDURE, NEGATION, CONDITION)
    if is_acting or any(doubt.search(clause.text) for doubt in doubts):
        return ()
    if len(clause.issues) != len(clause.issue_ids) or any(m.is_hint for m in clause.issues):
        return ()
    start = clause.words[0].start
    first, second = clause.issues[0], clause.issues[1]
    head = clause.text[: clause.words[first.first].start - start]
    between = clause.text[
        clause.words[first.last].end - start : clause.words[second.first].start - start
    ]
    tail = clause.text[clause.words[first.last].end - start :]
    is_put = _PUTTING.search(head) and _PUT_BEFORE.fullmatch(between)
    is_bare = _BARE_BEFORE.fullmatch(between) and len(clause.words) <= _MOST_BARE
    is_ranked = _RANKING.search(head) or _RANKING.search(tail)
    if is_ranked or is_put or is_bare or _COMING.fullmatch(between):
        return clause.issue_ids
    is_first = _FIRST.search(head[-_NEAR_CHARACTERS:]) or _FIRST.search(between)
    if is_first and _THEN.search(tail):
        return _by_ordinals(clause)
    return _by_ordinals(clause) if _FIRST.search(tail) and _SECOND.search(between) else ()


def _by_ordinals(clause: Clause) -> tuple[str, ...]:
    """Put issues in the order of "first", "second" and "last", where each has one, or as named."""
    ordinals = [_ORDINALS[word.lower] for word in clause.words if word.lower in _ORDINALS]
    if ordinals == [1]:
        return clause.issue_ids
    if len(ordinals) != len(clause.issue_ids) or len(set(ordinals)) != len(ordinals):
        return ()
    ranked = sorted(zip(ordinals, clause.issue_ids, strict=True))
    return tuple(issue_id for _, issue_id in ranked)


def find_order(clause: Clause) -> tuple[str, ...]:
    """Read "A more than B" and "A, then B" as an order; empty where the clause states none."""
    issue_ids = clause.issue_ids
    if AS_MUCH_AS.search(clause.text) and NEGATION.search(clause.text):
        return tuple(reversed(issue_ids)) if len(issue_ids) == _PAIR else ()
    if extremes := _find_extremes(clause):
        return extremes
    if excepted := _find_excepted(clause):
        return (*excepted, *(issue_id for issue_id in issue_ids if issue_id not in excepted))
    than = next((at for at, word in enumerate(clause.words) if word.lower in COMPARISONS), 0)
    above = tuple(dict.fromkeys(m.id for m in clause.issues if m.last < than))
    below = tuple(issue_id for issue_id in issue_ids if issue_id not in above)
    if above and below:
        before = clause.text[: clause.words[than].start - clause.words[0].start]
        is_less = re.search(r"(?<!\w)less(?!\w)", before) or LEAST.pattern.search(before)
        return (*below, *above) if is_less else (*above, *below)
    if len(issue_ids) < 2:
        return ()
    start = clause.words[0].start
    first, last = clause.words[clause.issues[0].last], clause.words[clause.issues[-1].first]
    between = clause.text[first.end - start : last.start - start]
    is_denied = NEGATION.search(clause.text[: first.start - start]) is not None
    return issue_ids if FIRST_THEN.search(between) and not is_denied else ()


def _find_excepted(clause: Clause) -> tuple[str, ...]:
    """The issues that come first in "A matters most after B" and "A more than all short of B"."""
    start = clause.words[0].start
    places = [clause.words[mention.first].start - start for mention in clause.issues]
    ends = {match.end() for match in EXCEPTED.finditer(clause.text)}
    excepted = [m.id for m, at in zip(clause.issues, places, strict=True) if at - 1 in ends]
    is_rest = any(mention.id not in excepted for mention in clause.issues)
    return (
        tuple(dict.fromkeys(excepted)) if is_rest and places and places[0] - 1 not in ends else ()
    )


def _find_extremes(clause: Clause) -> tuple[str, ...]:
    """Read "A the most and B the least" as an order."""
    places = {word.lower: at for at, word in enumerate(clause.words)}
    if "most" not in places or "least" not in places or len(clause.issue_ids) < _PAIR:
        return ()
    most = min(clause.issues, key=lambda mention: abs(mention.last - places["most"])).id
    least = min(clause.issues, key=lambda mention: abs(mention.last - places["least"])).id
    return (most, least) if most != least else ()
