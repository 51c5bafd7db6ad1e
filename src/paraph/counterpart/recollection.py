"""Last time as a prior: what was learnt of a party in one case, stated for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from paraph.case import Case
from paraph.counterpart.posterior import Posterior
from paraph.errors import InputError
from paraph.negotiation import (
    Estimate,
    Interval,
    Recalled,
    RecalledValues,
    RecalledWeights,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
)

_NEGLIGIBLE = 0.002
"""Issues that weigh less than this, beside the weightiest, count as if they weighed so much."""


def recall_preference(
    past: Case,
    posterior: Posterior,
    case: Case,
    *,
    widening: float = 1.5,
    stated: StatedPreference | None = None,
) -> StatedPreference:
    """State for a new case what was learnt of a party in a past one: "probably like last time".

    Issues and options are matched by their ids. What is `stated` in the new case goes before
    what is recalled, issue by issue. For people and times change, every range is wider than what
    was learnt by `widening` (at least 1), and what was learnt of an issue's options holds with a
    probability of 1 / `widening`. Shares of importance are scaled to the part of
    the new agenda that the old one covers, and the rest stays open. So does the value of no
    agreement where neither the past record nor a statement there told it. InputError if the two
    agendas share no issue.
    """
    if widening < 1:
        raise InputError("widening is at least 1: the past can't be surer now than it was then")
    stated = stated or StatedPreference()
    memory = _Memory(past, posterior, case, widening)
    if not memory.issue_ids:
        raise InputError(f"{case.id!r} and {past.id!r} share no issue: nothing can be recalled")
    weighed = memory.unless(set(stated.importance.issue_ids))
    valued = memory.values(memory.unless({said.issue_id for said in stated.values}))
    reservation = memory.reservation(stated.reservation)
    return replace(
        stated,
        importance=memory.importance(stated.importance, weighed),
        values=(*stated.values, *valued),
        reservation=reservation,
        basis=stated.basis or f"as learnt in {past.title}",
        recalled=Recalled(
            title=past.title,
            last_day=max((s.last_day or s.day for s in past.sessions), default=None),
            widening=widening,
            seed=posterior.seed,
            digest=posterior.digest,
            weighed=weighed,
            valued=tuple(said.issue_id for said in valued),
            has_reservation=reservation != stated.reservation,
        ),
    )


def recall_for_party(
    past: Case, posterior: Posterior, case: Case, party_id: str, *, widening: float = 1.5
) -> Case:
    """Return the case with what was learnt of a party added to what the case states of it."""
    stated = recall_preference(
        past, posterior, case, widening=widening, stated=case.party(party_id).preference
    )
    parties = tuple(
        replace(party, preference=stated) if party.id == party_id else party
        for party in case.parties
    )
    return replace(case, parties=parties)


def shared_issue_ids(past: Case, case: Case) -> tuple[str, ...]:
    """Return the ids of the issues that two cases share, in the second one's order."""
    return tuple(issue_id for issue_id in case.agenda.issue_ids if issue_id in past.agenda)


@dataclass(frozen=True)
class _Memory:
    """What was learnt of a party in a past case, as far as a new case has room for it."""

    past: Case
    posterior: Posterior
    case: Case
    widening: float

    @property
    def issue_ids(self) -> tuple[str, ...]:
        return shared_issue_ids(self.past, self.case)

    def unless(self, stated: set[str]) -> tuple[str, ...]:
        """Return the issues of which nothing is stated."""
        return tuple(issue_id for issue_id in self.issue_ids if issue_id not in stated)

    def importance(self, stated: StatedImportance, recalled: Sequence[str]) -> StatedImportance:
        """Add how much the issues recalled mattered to what is stated.

        On their scale the weightiest issue that is there again counts about 1, as for words.
        """
        if not recalled:
            return stated
        weights = self.posterior.belief.weights
        old = weights[:, [self.past.agenda.position(issue_id) for issue_id in self.issue_ids]]
        logs = np.log(np.maximum(old / old.max(axis=1, keepdims=True), _NEGLIGIBLE))
        logs -= logs.mean(axis=1, keepdims=True)
        logs -= logs.max(axis=1).mean()
        picked = logs[:, [self.issue_ids.index(issue_id) for issue_id in recalled]]
        learnt = RecalledWeights(tuple(recalled), tuple(map(tuple, picked.tolist())), self.widening)
        return replace(stated, recalled=learnt)

    def values(self, issue_ids: Sequence[str]) -> tuple[StatedValues, ...]:
        """Return what each option was worth last time, for options that are there again."""
        found = []
        for issue_id in issue_ids:
            draws = self.posterior.belief.option_values[self.past.agenda.position(issue_id)]
            now = [option.id for option in self.case.agenda.issue(issue_id).options]
            then = [option.id for option in self.past.agenda.issue(issue_id).options]
            again = [place for place, option_id in enumerate(then) if option_id in now]
            if again:
                recalled = RecalledValues(
                    option_ids=tuple(then[place] for place in again),
                    draws=tuple(map(tuple, draws[:, again].tolist())),
                    p_same=1 / self.widening,
                )
                found.append(StatedValues(issue_id, recalled=recalled))
        return tuple(found)

    def reservation(self, stated: StatedReservation) -> StatedReservation:
        """Add the value of no agreement, unless it is stated, or nothing was known of it there."""
        then = self.past.party(self.posterior.party_id).preference.reservation
        is_known = self.posterior.is_reservation_identified or _is_stated(then)
        if _is_stated(stated) or not is_known:
            return stated
        return replace(stated, value=_about(self.posterior.reservation, self.widening))


def _is_stated(reservation: StatedReservation) -> bool:
    return reservation.value is not None or bool(reservation.like)


def _about(estimate: Estimate, widening: float) -> Interval:
    low = estimate.mid - widening * (estimate.mid - estimate.low)
    high = estimate.mid + widening * (estimate.high - estimate.mid)
    return Interval(max(low, 0.0), min(max(high, 0.0), 1.0))
