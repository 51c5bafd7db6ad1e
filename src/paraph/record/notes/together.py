"""What the parties of a sentence do: each its own, or one thing together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import JOINTLY, MUTUALLY
from paraph.record.notes.findings import accepts_another
from paraph.record.notes.grammar import SELF
from paraph.record.notes.options import NamedOption
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.subjects import without_approvers
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_ALL = re.compile(
    r"(?:and |but |so )?(?:(?:both|neither|the (?:two|three|four)|all(?: the| three| four)?|no) "
    r"(?:of (?:us|them)|sides?|part(?:y|ies)|delegations?|teams?)|all (?:two|three|four|five)|"
    "everyone|everybody|no one) "
)


def by_party(
    clauses: tuple[Clause, ...],
    acts: list[Act | None],
    sentence: Sentence,
    find_named: Callable[[Clause, Sentence], tuple[NamedOption, ...]],
) -> Iterator[tuple[tuple[Clause, ...], list[Act | None]]]:
    """Part a sentence of prose by whom it tells of: "Strand offered 3, the union asked for 5".

    Talk is one speaker's, and what hangs on a condition is one offer. Who had asked for one option
    and accepted another did two things.
    """
    if sentence.party_id or any(act and act.is_conditional for act in acts):
        yield clauses, acts
        return
    pairs = list(zip(clauses, acts, strict=True))
    for party_id in dict.fromkeys(clause.party_id for clause in clauses):
        own = [pair for pair in pairs if pair[0].party_id == party_id]
        named = [find_named(clause, sentence) for clause, _ in own]
        if accepts_another([act for _, act in own], named):
            yield from (((clause,), [act]) for clause, act in own)
        else:
            yield tuple(clause for clause, _ in own), [act for _, act in own]


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
    parties = vocabulary.find_parties(clause.words)
    is_for_all = not without_approvers(parties, clause.words, clause.text)
    if is_joint and act.kind is MoveKind.ACCEPT and is_for_all:
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
