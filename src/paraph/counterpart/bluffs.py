"""Priorities that a party's own moves belie: what it says matters most, and what it holds on to.

An order of importance counts as true with a learnt probability, so that offers can outweigh it.
Here the draws are weighed as if no such word had been said, and each word is held against them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from paraph.case import Case
from paraph.counterpart.evidence import Evidence, Order
from paraph.counterpart.influence import weigh_without
from paraph.counterpart.layout import Floats
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.rerankings import ordered_pairs
from paraph.counterpart.telling import tell_contradiction
from paraph.negotiation.wording import in_percent, listed

_DOUBTED_BELOW = 0.1
_OPEN_FROM = 0.25
"""What is stated of a party leaves a pair of issues open where it is so likely before any move."""


def find_bluffs(
    case: Case, evidence: Evidence, weights: Floats, blind: Floats, logs: Floats
) -> tuple[Contradiction, ...]:
    """Find words on what matters more that the party's other moves leave a probability under 10 %.

    `weights[issue, draw]` are of the posterior, `blind[issue, draw]` of what was held before the
    record, and `logs[entry, draw]` the log-likelihoods. Each word is told once, with the entry that
    speaks most against it. Where what is stated of the party decides, nothing is told: that is no
    word of its own.
    """
    if not evidence.orders:
        return ()
    words = logs[sorted({order.entry for order in evidence.orders})].sum(axis=0)
    without = weigh_without(words)
    told: dict[tuple[int, ...], Contradiction] = {}
    for order in evidence.orders:
        doubted = {
            (above, below): p_true
            for above, below in ordered_pairs(order, len(case.agenda))
            if (blind[above] > blind[below]).mean() >= _OPEN_FROM
            and (p_true := float(without @ (weights[above] > weights[below]))) < _DOUBTED_BELOW
        }
        if not doubted or order.issues in told:
            continue
        holds = np.mean([weights[above] > weights[below] for above, below in doubted], axis=0)
        against = _most_against(evidence, words, logs, holds)
        if against is not None:
            told[order.issues] = _tell(case, evidence, order, against, doubted)
    return tuple(told.values())


def _most_against(evidence: Evidence, words: Floats, logs: Floats, holds: Floats) -> int | None:
    """Return the entry without which what was said would be most likelier, if there is one."""
    said = {order.entry for order in evidence.orders}
    before = weigh_without(words) @ holds
    gains = {
        entry: float(weigh_without(words + row) @ holds - before)
        for entry, row in enumerate(logs)
        if entry not in said
    }
    most = max(gains, key=gains.__getitem__, default=None)
    return most if most is not None and gains[most] > 0 else None


def _tell(
    case: Case,
    evidence: Evidence,
    order: Order,
    against: int,
    doubted: dict[tuple[int, int], float],
) -> Contradiction:
    labels = [issue.label for issue in case.agenda.issues]
    chances = list(dict.fromkeys(in_percent(p_true) for p_true in sorted(doubted.values())))
    chance = " to ".join(dict.fromkeys((chances[0], chances[-1])))
    touched = sorted({issue for pair in doubted for issue in pair})
    return tell_contradiction(
        evidence,
        [order.entry],
        [against],
        f"said that {_order_in_words(labels, order)}, yet their other moves make it improbable "
        f"({chance}) that {_pairs_in_words(labels, list(doubted))}",
        tuple(case.agenda.issues[issue].id for issue in touched),
    )


def _order_in_words(labels: Sequence[str], order: Order) -> str:
    first, *others = (labels[issue] for issue in order.issues)
    if not others:
        return f"{first} matters most to them"
    return f"{first} matters more to them than {listed(others)}"


def _pairs_in_words(labels: Sequence[str], pairs: Sequence[tuple[int, int]]) -> str:
    below: dict[int, list[str]] = {}
    for above, lower in pairs:
        below.setdefault(above, []).append(labels[lower])
    return ", and that ".join(
        f"{labels[above]} matters more than {listed(others, 'or')}"
        for above, others in below.items()
    )
