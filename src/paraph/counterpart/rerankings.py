"""Orders of importance that changed: each re-ranking once, with the issues that changed places."""

from __future__ import annotations

from itertools import combinations

from paraph.case import Case
from paraph.counterpart.evidence import Evidence, Order
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.telling import tell_contradiction
from paraph.negotiation.wording import listed

_Pair = tuple[int, int]
"""Two issues, the first said to matter more than the second."""


def find_rerankings(case: Case, evidence: Evidence) -> tuple[Contradiction, ...]:
    """Find orders of importance that turn round what was said before, in order of time.

    Issues that stand out of all are said to matter more than those that aren't named, too. Each
    order is held against the latest word on each pair of issues, so that an order that is merely
    repeated isn't told again; changes to and fro between the same issues are told once. What others
    report of the party is no word of its own.
    """
    latest: dict[_Pair, Order] = {}
    told: dict[frozenset[frozenset[int]], Contradiction] = {}
    for order in (order for order in evidence.orders if order.is_own):
        pairs = ordered_pairs(order, len(case.agenda))
        turned = [pair for pair in pairs if pair[::-1] in latest]
        if turned:
            before = max((latest[pair[::-1]] for pair in turned), key=lambda each: each.entry)
            key = frozenset(frozenset(pair) for pair in turned)
            told.setdefault(key, _tell(case, evidence, before, order, turned))
        for pair in pairs:
            latest.pop(pair[::-1], None)
            latest[pair] = order
    return tuple(told.values())


def ordered_pairs(order: Order, n_issues: int) -> list[_Pair]:
    """Return the pairs of issues that a word puts in order, the one that matters more first."""
    pairs = list(combinations(order.issues, 2))
    if order.stands_out:
        others = [issue for issue in range(n_issues) if issue not in order.issues]
        pairs += [(issue, other) for issue in order.issues for other in others]
    return pairs


def _tell(
    case: Case, evidence: Evidence, before: Order, order: Order, turned: list[_Pair]
) -> Contradiction:
    labels = [issue.label for issue in case.agenda.issues]
    if len(before.issues) == len(order.issues) == 1:
        first, second = labels[before.issues[0]], labels[order.issues[0]]
        text = f"said that {first} matters most to them, and that {second} does"
    else:
        text = f"changed what matters more to them: {changes_in_words(labels, turned)}"
    issue_ids = [case.agenda.issues[place].id for place in sorted({i for p in turned for i in p})]
    return tell_contradiction(evidence, [before.entry], [order.entry], text, tuple(issue_ids))


def changes_in_words(labels: list[str], turned: list[_Pair]) -> str:
    """Say which issues are now before which others, grouped by the issues that moved.

    >>> changes_in_words(["Rent", "Term", "Deposit"], [(2, 0), (2, 1)])
    'Deposit now before Rent and Term'
    """
    ups: dict[int, list[int]] = {}
    downs: dict[int, list[int]] = {}
    for above, below in turned:
        ups.setdefault(above, []).append(below)
        downs.setdefault(below, []).append(above)
    groups, word = (ups, "before") if len(ups) <= len(downs) else (downs, "after")
    return "; ".join(
        f"{labels[moved]} now {word} {listed([labels[other] for other in others])}"
        for moved, others in groups.items()
    )
