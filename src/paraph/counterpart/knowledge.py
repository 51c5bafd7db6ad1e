"""What we know of a party and what we don't, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from paraph.case import Case
from paraph.counterpart.evidence import Entry, collect_evidence
from paraph.counterpart.posterior import Posterior
from paraph.negotiation import Estimate, StatedPreference, estimate_from

Status = Literal["known", "uncertain", "unknown"]

_KNOWN_AT = 0.75
"""An option counts as known to be the one they want at this probability."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of one issue for one party.

    `importance` is the weight (share of the total); `importance_rank` its place among the
    issues, 1 the weightiest. `likely_option` is most probably their best one. `n_moves` and
    `last_move` tell what the record rests on.
    """

    issue_id: str
    importance: Estimate
    importance_rank: Estimate
    likely_option: str
    p_likely_option: float
    n_moves: int
    last_move: date | None
    status: Status


def tabulate_knowledge(case: Case, posterior: Posterior) -> tuple[Knowledge, ...]:
    """Tabulate what is known of a party for each issue, in the agenda's order.

    *Known*: the option they want most is at least 75 % probable, and their weight for the
    issue is placed within a third of the ranks. *Unknown*: nothing is stated of the issue and
    no move touches it. *Uncertain*: the rest.
    """
    belief = posterior.belief
    entries = collect_evidence(case, posterior.party_id).entries
    order = np.argsort(-belief.weights, axis=1, kind="stable")
    ranks = np.argsort(order, axis=1).astype(np.float64) + 1
    stated = _stated_issue_ids(case.party(posterior.party_id).preference)
    rows = []
    for place, issue in enumerate(case.agenda.issues):
        values = belief.option_values[place]
        best = np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / belief.n_draws
        touching = [entry for entry in entries if issue.id in entry.issue_ids]
        rank = estimate_from(ranks[:, place])
        p_best = float(best.max())
        is_placed = rank.high - rank.low <= max(1.0, len(case.agenda) / 3)
        is_silent = not touching and issue.id not in stated
        rows.append(
            Knowledge(
                issue_id=issue.id,
                importance=posterior.importance[place],
                importance_rank=rank,
                likely_option=issue.options[int(best.argmax())].id,
                p_likely_option=p_best,
                n_moves=sum(1 for entry in touching if entry.move_index >= 0),
                last_move=_last_day(touching),
                status=_status(is_silent=is_silent, is_known=p_best >= _KNOWN_AT and is_placed),
            )
        )
    return tuple(rows)


def _status(*, is_silent: bool, is_known: bool) -> Status:
    if is_silent:
        return "unknown"
    return "known" if is_known else "uncertain"


def _last_day(entries: list[Entry]) -> date | None:
    return max((entry.day for entry in entries if entry.day), default=None)


def _stated_issue_ids(preference: StatedPreference) -> set[str]:
    importance = preference.importance
    named = {issue_id for issue_id, _ in importance.shares}
    named |= {issue_id for issue_id, _ in importance.words}
    named |= {issue_id for tier in importance.ranking for issue_id in tier}
    return named | {values.issue_id for values in preference.values}
