"""Parties that do one thing together: "Tarn and Brook agreed on ten years"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import JOINTLY, MUTUALLY
from paraph.record.notes.grammar import SELF
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_ALL = re.compile(
    r"(?:and |but |so )?(?:(?:both|neither|the two|all|no) "
    r"(?:of us|sides?|part(?:y|ies)|delegations?|teams?)|everyone|everybody|nobody|no one) "
)


def clauses_of_doers(
    clause: Clause, act: Act, sentence: Sentence, vocabulary: Vocabulary
) -> tuple[Clause, ...]:
    """A clause for each who does it: every party where prose says that it was agreed.

    Or those that are named together: "Tarn and Brook rejected …", "we agreed with Tarn on …".
    """
    if sentence.party_id:
        return (clause,)
    named = _find_together(clause, vocabulary)
    if _ALL.match(clause.text):
        named = tuple(party.id for party in vocabulary.parties)
    is_joint = JOINTLY.match(clause.text) is not None or sentence.is_agreed
    if is_joint and act.kind is MoveKind.ACCEPT and not vocabulary.find_parties(clause.words):
        named = tuple(party.id for party in vocabulary.parties)
    return tuple(replace(clause, party_id=p, is_doubtful=False) for p in named) or (clause,)


def _find_together(clause: Clause, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The parties that do one thing in a clause; none where it isn't two or more."""
    mentions = vocabulary.find_parties(clause.words)
    opening = [word.lower for word in clause.words[: mentions[0].first]] if mentions else []
    named = [mentions[0].id] if mentions and set(opening) <= {"the", "and", "both"} else []
    for before, mention in pairwise(mentions):
        between = [word.lower for word in clause.words[before.last + 1 : mention.first]]
        if not named or between not in (["and"], ["and", "the"]):
            break
        named.append(mention.id)
    if mutual := MUTUALLY.search(clause.text):
        end = clause.words[0].start + mutual.end()
        named = [m.id for m in mentions if clause.words[m.last].end <= end]
        if any(word.lower in SELF for word in clause.words if word.end <= end):
            named.append(vocabulary.we_id)
    parties = tuple(dict.fromkeys(filter(None, named)))
    return parties if len(parties) > 1 else ()
