"""Options that nothing on record tells apart.

Where an issue's options are in no order and neither a statement nor a move distinguishes two of
them, the posterior treats them alike; its draws differ by chance alone. What is said of them is
therefore taken from all of them together.
"""

from __future__ import annotations

from collections.abc import Sequence

from paraph.counterpart.evidence import Comparison, Evidence
from paraph.counterpart.option_priors import RankedOptions
from paraph.counterpart.prior import Prior
from paraph.negotiation import EqualAnswer, Interaction

Groups = tuple[tuple[int, ...], ...]


def group_alike(
    prior: Prior, evidence: Evidence, interactions: Sequence[Interaction]
) -> tuple[Groups, ...]:
    """Return, for each issue, its options' places in groups that nothing tells apart."""
    marks = _mark_options(evidence, interactions)
    groups: list[Groups] = []
    for issue, options in enumerate(prior.options):
        rows = prior.layout.rows(issue)
        is_unordered = isinstance(options, RankedOptions) and not options.tiers
        held: dict[object, list[int]] = {}
        for place in range(rows.stop - rows.start):
            is_free = is_unordered and (prior.like is None or not prior.like[rows].any())
            key = tuple(marks[rows.start + place]) if is_free else place
            held.setdefault(key, []).append(place)
        groups.append(tuple(map(tuple, held.values())))
    return tuple(groups)


def _mark_options(
    evidence: Evidence, interactions: Sequence[Interaction]
) -> list[list[tuple[str, int]]]:
    """Return marks[option]: the entries and interactions in which each option figures."""
    layout = evidence.layout
    marks: list[list[tuple[str, int]]] = [[] for _ in range(layout.n_options)]
    named = [("offer", item.package, item.entry) for item in evidence.offers]
    named += [("reply", item.package, item.entry) for item in evidence.replies]
    for item in evidence.comparisons:
        roles = ("equal", "equal") if _is_even(item) else ("better", "worse")
        named += [(roles[0], item.better, item.entry), (roles[1], item.worse, item.entry)]
    for role, package, entry in named:
        for issue_id, option_id in package:
            marks[layout.option(issue_id, option_id)].append((role, entry))
    for stance in evidence.stances:
        marks[stance.option].append((f"stance {stance.sign}", stance.entry))
    for number, interaction in enumerate(interactions):
        for condition in interaction.conditions:
            for option_id in condition.option_ids:
                marks[layout.option(condition.issue_id, option_id)].append(("tie", number))
    return marks


def _is_even(item: Comparison) -> bool:
    """Whether a comparison says the same of both: about equal, and different on one issue alone.

    Of packages that differ on more, "A with X is as good as B with Y" isn't "B with X as A with Y".
    """
    n_apart = len(set(item.better) - set(item.worse))
    return item.equal is EqualAnswer.SAID and n_apart == 1
