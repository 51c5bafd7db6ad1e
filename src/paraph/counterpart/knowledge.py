"""What we know of a party and what we don't, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

import numpy as np

from paraph.case import Case
from paraph.counterpart.evidence import Entry, collect_evidence
from paraph.counterpart.layout import Floats
from paraph.counterpart.option_priors import option_prior
from paraph.counterpart.posterior import Contradiction, Posterior
from paraph.counterpart.present import present_record
from paraph.counterpart.weight_priors import WeightPrior
from paraph.negotiation import (
    Estimate,
    Issue,
    StatedPreference,
    StatedValues,
    estimate_from,
)

Status = Literal["known", "uncertain", "unknown"]

_KNOWN_AT = 0.75
"""An option counts as known to be the one they want at this probability."""
_TOLD_ABOVE = 0.15
"""An option is told as the one they probably want where it is likelier by so much than blindly."""
_WIDTH_MOST = 0.5
"""A weight counts as known only in an interval of this part of its width with nothing known."""
_N_BLIND_DRAWS = 4000


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of one issue for one party.

    `importance` is the weight (share of the total); `importance_rank` its place among the
    issues, 1 the weightiest. `likely_option` is most probably their best one; `p_blind` is how
    probable that would be with nothing known of the issue but its list of options. `n_moves` and
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
    p_blind: float = 0.0

    @property
    def is_told(self) -> bool:
        """Whether the likely option is worth telling: clearly likelier than with nothing known.

        That is, by 15 points in a hundred or more. Of three options in no order each is the best
        with one in three; of a scale, either end with over two in five.
        """
        return self.p_blind >= 1 or self.p_likely_option - self.p_blind >= _TOLD_ABOVE


def tabulate_knowledge(case: Case, posterior: Posterior) -> tuple[Knowledge, ...]:
    """Tabulate what is known of a party for each issue, in the agenda's order.

    *Known*: the option they want most is at least 75 % probable, and their weight for the issue is
    placed within a third of the ranks, in an interval at most half as wide as with nothing known.
    *Unknown*: nothing is stated of the issue and
    no move touches it. *Uncertain*: the rest. Moves and statements count that the belief rests on.
    """
    belief = posterior.belief
    record = present_record(case, posterior)
    entries = collect_evidence(record, posterior.party_id).entries
    order = np.argsort(-belief.weights, axis=1, kind="stable")
    ranks = np.argsort(order, axis=1).astype(np.float64) + 1
    stated = _stated_issue_ids(record.party(posterior.party_id).preference)
    width_most = _WIDTH_MOST * _width_blindly(len(case.agenda))
    rows = []
    for place, issue in enumerate(case.agenda.issues):
        values = belief.option_values[place]
        best = np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / belief.n_draws
        touching = [entry for entry in entries if issue.id in entry.issue_ids]
        rank = estimate_from(ranks[:, place])
        likely = int(best.argmax())
        p_best = float(best[likely])
        importance = posterior.importance[place]
        is_placed = rank.high - rank.low <= max(1.0, len(case.agenda) / 3)
        is_placed &= importance.high - importance.low <= width_most
        is_silent = not touching and issue.id not in stated
        rows.append(
            Knowledge(
                issue_id=issue.id,
                importance=importance,
                importance_rank=rank,
                likely_option=issue.options[likely].id,
                p_likely_option=p_best,
                n_moves=sum(1 for entry in touching if entry.move_index >= 0),
                last_move=_last_day(touching),
                status=_status(is_silent=is_silent, is_known=p_best >= _KNOWN_AT and is_placed),
                p_blind=float(_best_blindly(issue)[likely]),
            )
        )
    return tuple(rows)


def _best_blindly(issue: Issue) -> Floats:
    """Return p[option]: how probably each is the best one where nothing is known of the party."""
    prior = option_prior(issue, StatedValues(issue.id))
    latents = np.random.default_rng(0).standard_normal((prior.n_latents, _N_BLIND_DRAWS))
    best = prior.values(latents).argmax(axis=0)
    return np.bincount(best, minlength=len(issue.options)) / _N_BLIND_DRAWS


@cache
def _width_blindly(n_issues: int) -> float:
    """Return the width of a weight's 90 % interval where nothing is known of the party."""
    prior = WeightPrior(n_issues)
    latents = np.random.default_rng(0).standard_normal((prior.n_latents, _N_BLIND_DRAWS))
    weight = estimate_from(prior.weights(latents)[0])
    return weight.high - weight.low


def doubt_knowledge(
    knowledge: tuple[Knowledge, ...], misfits: tuple[Contradiction, ...]
) -> tuple[Knowledge, ...]:
    """Return what is known, with no issue as *known* of which a statement isn't borne out.

    `misfits` are those of `find_misfits`: what is stated of an issue is kept by every draw, so that
    it looks certain even where the party's moves deny it.
    """
    doubted = {issue_id for misfit in misfits for issue_id in misfit.issue_ids}
    return tuple(
        replace(row, status="uncertain")
        if row.status == "known" and row.issue_id in doubted
        else row
        for row in knowledge
    )


def _status(*, is_silent: bool, is_known: bool) -> Status:
    if is_silent:
        return "unknown"
    return "known" if is_known else "uncertain"


def _last_day(entries: list[Entry]) -> date | None:
    return max((entry.day for entry in entries if entry.day), default=None)


def _stated_issue_ids(preference: StatedPreference) -> set[str]:
    return {*preference.importance.issue_ids, *(values.issue_id for values in preference.values)}
