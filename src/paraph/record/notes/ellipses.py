"""Verbs that are left out ("accepted A but not B"), and options that are ("A without B")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause, cut_clause
from paraph.record.notes.cues import NEGATION
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_BUT_NOT = re.compile(
    r"(?:but|and|,|;)? ?not (?:to |on |with |for )?(?!only |yet |more |less |because |if )"
)
_WITHOUT = re.compile(r" (?:without|w/o)(?!\w)")
_BY_ANOTHER = re.compile(r"(?:and|but) (?:[\w']+ ){0,2}?\w+(?:ed|down|out) by(?!\w)")
_REFUSED = re.compile(rf"{NEGATION.pattern}|(?<!\w)(?:reject|refus|declin)")
_OPPOSITES = {MoveKind.ACCEPT: MoveKind.REJECT, MoveKind.SUPPORT: MoveKind.OPPOSE}


def without_denied(clause: Clause, act: Act | None, vocabulary: Vocabulary) -> Clause:
    """Cut what is offered, accepted or wanted without: "offered 4 per cent without a ban".

    Of what isn't accepted "without a ban" only the ban is asked for.
    """
    denied = _WITHOUT.search(clause.text) if act is not None else None
    if act is None or denied is None or not denied.start():
        return clause
    if act.kind is MoveKind.SUPPORT and _REFUSED.search(clause.text, 0, denied.start()):
        return cut_clause(clause, slice(denied.end(), None), vocabulary)
    if act.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT, MoveKind.SUPPORT):
        return cut_clause(clause, slice(None, denied.start()), vocabulary)
    return clause


def supply_verbs(
    clauses: tuple[Clause, ...], acts: Sequence[Act | None], vocabulary: Vocabulary
) -> tuple[tuple[Clause, ...], list[Act | None]]:
    """Return clauses and acts where "but not B" does the opposite of the clause before it.

    And where "and opposed by B" is of what that clause is of.
    """
    meant, done = list(clauses), list(acts)
    for place, clause in enumerate(clauses[1:], start=1):
        before = done[place - 1]
        if before and done[place] and _BY_ANOTHER.match(clause.text) and not clause.issues:
            meant[place] = replace(
                clause, words=meant[place - 1].words, issues=meant[place - 1].issues
            )
            continue
        denied = _BUT_NOT.match(clause.text)
        kind = _OPPOSITES.get(before.kind) if before and not done[place] else None
        if denied is None or kind is None or not clause.is_verbless:
            continue
        cut = cut_clause(clause, slice(denied.end(), None), vocabulary)
        if cut.words:
            meant[place] = cut
            done[place] = Act(kind, kind.value, before.is_hedged if before else False)
    return tuple(meant), done
