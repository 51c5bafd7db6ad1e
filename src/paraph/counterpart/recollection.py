"""Last time as a prior: what was learnt of a party in one case, stated for another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from paraph.case import Case
from paraph.counterpart.layout import Floats
from paraph.counterpart.posterior import Posterior
from paraph.errors import InputError
from paraph.negotiation import (
    Estimate,
    Interval,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
)


def recall_preference(
    past: Case, posterior: Posterior, case: Case, *, widening: float = 1.5
) -> StatedPreference:
    """State for a new case what was learnt of a party in a past one: "probably like last time".

    Issues and options are matched by their ids. Every range is wider than what was learnt by
    `widening` (at least 1), for people and times change. Shares of importance are scaled to
    the part of the new agenda that the old one covers, and the rest stays open. So does the
    value of no agreement where the past record didn't tell it. InputError if the two agendas
    share no issue.
    """
    if widening < 1:
        raise InputError("widening is at least 1: the past can't be surer now than it was then")
    shared = [issue for issue in case.agenda.issues if issue.id in past.agenda]
    if not shared:
        raise InputError(f"{case.id!r} and {past.id!r} share no issue: nothing can be recalled")
    places = {issue.id: past.agenda.position(issue.id) for issue in shared}
    total = sum(posterior.importance[place].mid for place in places.values())
    scale = len(shared) / len(case.agenda) / total
    shares = tuple(
        (issue_id, _stretch(posterior.importance[place], widening, scale))
        for issue_id, place in places.items()
    )
    values = []
    for issue in shared:
        old = past.agenda.issue(issue.id)
        draws = posterior.belief.option_values[places[issue.id]]
        ids = [option.id for option in issue.options]
        stated = tuple(
            (option.id, _range_about(column, widening))
            for option, column in zip(old.options, draws.T, strict=True)
            if option.id in ids
        )
        values.append(StatedValues(issue.id, values=stated))
    return StatedPreference(
        importance=StatedImportance(shares=shares),
        values=tuple(said for said in values if said.values),
        reservation=_recall_reservation(posterior, widening),
        basis=f"as learnt in {past.title}",
    )


def recall_for_party(
    past: Case, posterior: Posterior, case: Case, party_id: str, *, widening: float = 1.5
) -> Case:
    """Return the case with that statement put in place of what it states of a party."""
    stated = recall_preference(past, posterior, case, widening=widening)
    case.party(party_id)
    parties = tuple(
        replace(party, preference=stated) if party.id == party_id else party
        for party in case.parties
    )
    return replace(case, parties=parties)


def _stretch(estimate: Estimate, widening: float, scale: float = 1.0) -> Interval:
    low = estimate.mid - widening * (estimate.mid - estimate.low)
    high = estimate.mid + widening * (estimate.high - estimate.mid)
    return Interval(max(low * scale, 0.0), min(max(high * scale, 0.0), 1.0))


def _recall_reservation(posterior: Posterior, widening: float) -> StatedReservation:
    if not posterior.is_reservation_identified:
        return StatedReservation()
    return StatedReservation(_stretch(posterior.reservation, widening))


def _range_about(draws: Floats, widening: float) -> Interval:
    """Return a range of even probability for what draws in 0..1 tell, with more spread than they.

    Its middle is nearer to 1/2 than their mean, by `widening`; it ends at 0 and 1.
    """
    middle = 0.5 + (float(draws.mean()) - 0.5) / widening
    half = float(np.sqrt(3) * widening * draws.std())
    return Interval(max(middle - half, 0.0), min(middle + half, 1.0))
