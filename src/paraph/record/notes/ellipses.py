"""Verbs that are left out ("accepted A but not B"), and options that are ("A without B")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_BUT_NOT = re.compile(
    r"(?:but|and|,|;)? ?not (?:to |on |with |for )?(?!only |yet |more |less |because |if )"
)
_WITHOUT = re.compile(r" (?:without|w/o)(?!\w)")
_OPPOSITES = {MoveKind.ACCEPT: MoveKind.REJECT, MoveKind.SUPPORT: MoveKind.OPPOSE}


def without_denied(clause: Clause, act: Act | None, vocabulary: Vocabulary) -> Clause:
    """Cut what an offer or acceptance leaves out: "offered 4 per cent without a ban"."""
    is_giving = act is not None and act.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT)
    denied = _WITHOUT.search(clause.text) if is_giving else None
    if denied is None or not denied.start():
        return clause
    end = clause.words[0].start + denied.start()
    words = tuple(word for word in clause.words if word.end <= end)
    issues = vocabulary.find_issues(words)
    return replace(clause, words=words, text=clause.text[: denied.start()], issues=issues)


def supply_verbs(
    clauses: tuple[Clause, ...], acts: Sequence[Act | None], vocabulary: Vocabulary
) -> tuple[tuple[Clause, ...], list[Act | None]]:
    """Return clauses and acts where "but not B" does the opposite of the clause before it."""
    meant, done = list(clauses), list(acts)
    for place, clause in enumerate(clauses[1:], start=1):
        before = done[place - 1]
        denied = _BUT_NOT.match(clause.text)
        kind = _OPPOSITES.get(before.kind) if before and not done[place] else None
        if denied is None or kind is None or not clause.is_verbless:
            continue
        start = clause.words[0].start + denied.end()
        words = tuple(word for word in clause.words if word.start >= start)
        if words:
            meant[place] = replace(
                clause,
                words=words,
                text=clause.text[denied.end() :],
                issues=vocabulary.find_issues(words),
            )
            done[place] = Act(kind, kind.value, before.is_hedged if before else False)
    return tuple(meant), done
