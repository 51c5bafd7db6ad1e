"""Demands that are put as the price of any agreement: "without a ban, no contract"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import any_of
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_PRICE = re.compile(r"(?<!\w)(?:unless|without|w/o)(?!\w)")
_NO_DEAL = any_of(
    r"no (?:\w+ )?(?:deal|contract|agreement|treaty|signature|accord|settlement|lease)",
    r"(?:not|won't|cannot|can't|wouldn't|refuse to|never) (?:\w+ )?(?:sign|agree|settle|conclude|"
    "continue|go ahead|be (?:an? |any )?(?:deal|agreement|contract|signature))",
    "walk(?:s|ed)?(?: away| out)?", "breaks? off", "strikes?", "leave the table", "the deal is off",
)  # fmt: skip
_LONGEST_REFUSAL = 9


def put_demands(
    clauses: tuple[Clause, ...],
    acts: Sequence[Act | None],
    sentence: Sentence,
    vocabulary: Vocabulary,
) -> tuple[tuple[Clause, ...], list[Act | None]]:
    """Return the clauses and acts with demands in place of what "unless" and "without" deny.

    "Unless you offer 5 per cent, we walk away" supports 5 per cent, for whoever says "we".
    """
    meant, done = list(clauses), list(acts)
    for place, clause in enumerate(clauses):
        price = _PRICE.search(clause.text)
        refusing = _find_refusing(clauses, place) if price else None
        if price is None or refusing is None:
            continue
        demander = _demander(clause, clauses[refusing], price.start(), sentence, vocabulary)
        meant[place] = replace(clause, party_id=demander, reported_by="", is_own=True)
        done[place] = Act(MoveKind.SUPPORT, "support", is_hedged=True)
        if refusing != place:
            done[refusing] = None
    return tuple(meant), done


def _find_refusing(clauses: tuple[Clause, ...], place: int) -> int | None:
    """The place of the clause that refuses to agree: this one, or a short one beside it."""
    if _NO_DEAL.search(clauses[place].text):
        return place
    for beside in (place + 1, place - 1):
        if 0 <= beside < len(clauses) and len(clauses[beside].words) <= _LONGEST_REFUSAL:
            other = clauses[beside]
            if not other.issues and _NO_DEAL.search(other.text):
                return beside
    return None


def _demander(
    clause: Clause, refusing: Clause, at: int, sentence: Sentence, vocabulary: Vocabulary
) -> str:
    """Who demands: the speaker; in prose who refuses, who isn't the one that is to do it."""
    if sentence.party_id:
        return sentence.party_id
    if refusing is not clause and vocabulary.find_parties(refusing.words):
        return refusing.party_id
    mentions = vocabulary.find_parties(clause.words)
    start = clause.words[0].start
    is_asked = bool(mentions) and clause.words[mentions[0].first].start - start > at
    return vocabulary.other_than(mentions[0].id) if is_asked else refusing.party_id
