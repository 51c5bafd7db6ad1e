"""What is worse for a party than a package that it refused: it would hardly take that."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from paraph.case import Case
from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Flags, Floats, Indices
from paraph.negotiation import Belief, Package

_WORSE_AT = 0.8
"""From this probability on a package counts as worse than one that was refused."""
_TIE = 1e-9


def are_worse_than_refused(
    case: Case, belief: Belief, evidence: Evidence, positions: Indices
) -> Flags:
    """Return, for each of positions[package, issue], whether it is worse than a refused one.

    That is: worse for the party, with a probability over 80 %. A refusal counts where it leaves no
    issue open, for otherwise what the package holds elsewhere might make up for it; and until the
    party takes it back by offering or accepting what is, more probably than not, no better for it.
    """
    values = belief.values_at(case.agenda, positions)
    is_worse = np.zeros(len(positions), dtype=bool)
    for refused in _values_refused(case, belief, evidence):
        is_worse |= (values < refused[:, None] - _TIE).mean(axis=0) > _WORSE_AT
    return is_worse


def _values_refused(case: Case, belief: Belief, evidence: Evidence) -> Iterator[Floats]:
    """Yield value[draw] of each whole package that was refused and is refused still."""
    taken = [(offer.entry, offer.standing) for offer in evidence.offers]
    taken += [(reply.entry, reply.judged) for reply in evidence.replies if reply.is_accepted]
    for reply in evidence.replies:
        if reply.is_accepted or not _is_whole(case, reply.package):
            continue
        refused = _value(case, belief, reply.package)
        since = [held for entry, held in taken if entry > reply.entry and _is_whole(case, held)]
        values = (_value(case, belief, held) for held in since)
        if not any((value <= refused + _TIE).mean() > 0.5 for value in values):
            yield refused


def _is_whole(case: Case, package: Package) -> bool:
    """Whether a package, with what is settled, leaves no issue open."""
    return len(case.settled.with_choices(package)) == len(case.agenda)


def _value(case: Case, belief: Belief, package: Package) -> Floats:
    whole = case.settled.with_choices(package)
    return np.asarray(belief.values_at(case.agenda, np.array([whole.positions(case.agenda)]))[:, 0])
