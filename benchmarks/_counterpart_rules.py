"""The models of the literature, told what else is known, as far as a plain rule can take it.

An accepted package is one more offer. What is said of importance replaces a model's weights by
the mean of all weights in that order (rank-order centroid, Barron and Barrett 1996). On a known
scale values fall in a straight line on either side of the end that is wanted, or, where that isn't
known, of the option that was offered first. Rejections and answers they can't take.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks._counterpart_domains import Domain
from benchmarks._counterpart_entries import Entry
from benchmarks._counterpart_models import Model, Parts, sum_parts
from paraph.negotiation import Direction
from paraph.record import MoveKind


def value_by_rule(
    model: Model, domain: Domain, offers: NDArray[np.intp], entry: Entry
) -> NDArray[np.float64]:
    """Return value[outcome] by one model that sees offers[offer, issue] and an entry."""
    accepted = [
        move.package.positions(domain.agenda)
        for move in entry.moves
        if move.kind is MoveKind.ACCEPT
    ]
    parts = model(np.array([*offers, *accepted]), domain.agenda.shape)
    parts = _lay_on_scales(parts, domain, offers[0], entry)
    order = max((move.issue_ids for move in entry.moves), key=len, default=())
    if order:
        places = [domain.agenda.position(issue_id) for issue_id in order]
        parts = _weigh(parts, centroid_weights(len(parts), places))
    return sum_parts(parts, domain.positions)


def centroid_weights(n_issues: int, order: list[int]) -> NDArray[np.float64]:
    """Return the mean of all weights in which some issues, weightiest first, are in that order."""
    n = len(order)
    weights = np.full(n_issues, 1 / n_issues)
    weights[order] = [sum(1 / k for k in range(rank, n + 1)) / n_issues for rank in range(1, n + 1)]
    return weights


def _weigh(parts: Parts, weights: NDArray[np.float64]) -> Parts:
    return [weight * part / part.max() for weight, part in zip(weights, parts, strict=True)]


def _lay_on_scales(
    parts: Parts, domain: Domain, first_offer: NDArray[np.intp], entry: Entry
) -> Parts:
    ends = {said.issue_id: said.direction for said in entry.directions}
    laid = list(parts)
    for issue_id in entry.scales:
        issue = domain.agenda.position(issue_id)
        n_options = len(parts[issue])
        top = {None: first_offer[issue], Direction.MORE: n_options - 1, Direction.LESS: 0}
        distance = np.abs(np.arange(n_options) - top[ends.get(issue_id)])
        laid[issue] = parts[issue].max() * (1 - distance / distance.max())
    return laid
