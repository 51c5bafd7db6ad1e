"""What is asked, by whom, and of which issues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.findings import Finding
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_WAS_ASKED = re.compile(r"(?<!\w)(?:was|were|been) (?:\w+ )?asked(?!\w)")
_HERE = re.compile(r"(?<!\w)(?:here|(?:on|about|of|in) (?:this|that|it))(?!\w)")


def ask_of(
    clause: Clause, act: Act, sentence: Sentence, vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Find who asks about which issues; a question of priorities is of all of them.

    Any other question that names no issue is of the topic above it.
    """
    party_id = sentence.party_id or _asker(clause, vocabulary)
    measured = (mention.id for mention in vocabulary.find_measures(clause.words))
    figures = (
        mention.id for mention in vocabulary.find_figures(clause.words) if not mention.is_hint
    )
    issue_ids = clause.issue_ids or tuple(dict.fromkeys((*measured, *figures)))
    is_here = bool(sentence.topic_ids) and _HERE.search(clause.text) is not None
    is_open = act.rule == "ask-priorities" and not is_here
    if not issue_ids:
        issue_ids = vocabulary.agenda.issue_ids if is_open else sentence.topic_ids
    if issue_ids and party_id:
        yield Finding(MoveKind.ASK, party_id, act.rule, issue_ids=issue_ids)


def _asker(clause: Clause, vocabulary: Vocabulary) -> str:
    """Who asks in prose: who opens the clause, whoever the question is about."""
    mentions = vocabulary.find_parties(clause.words)
    opens = bool(mentions) and mentions[0].first <= 1
    return mentions[0].id if opens and not _WAS_ASKED.search(clause.text) else clause.party_id
