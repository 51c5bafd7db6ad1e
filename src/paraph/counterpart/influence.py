"""Which entries of the record moved the posterior most: leave-one-out by reweighting."""

from __future__ import annotations

import numpy as np

from paraph.counterpart.evidence import Evidence
from paraph.counterpart.layout import Floats, Sample
from paraph.counterpart.posterior import Influence

_LOG_CAP = 4.0
"""Weights are cut at this many logarithms above their mean, so that none rules alone."""


def estimate_influences(evidence: Evidence, sample: Sample, logs: Floats) -> tuple[Influence, ...]:
    """Estimate each entry's influence from log_likelihood[entry, draw]; the largest first.

    The posterior without an entry is the draws reweighted by the inverse of its likelihood
    (importance sampling, weights truncated; Ionides 2008). That is rough for entries that
    moved the posterior far, where the shift is understated.
    """
    names, quantities = _name_quantities(evidence, sample)
    means = quantities.mean(axis=1)
    influences = []
    for place, entry in enumerate(evidence.entries):
        if not np.any(logs[place]):
            continue
        shifts = np.abs(quantities @ weigh_without(logs[place]) - means)
        most = int(shifts.argmax())
        influences.append(
            Influence(
                session_id=entry.session_id,
                move_index=entry.move_index,
                description=entry.description,
                shift=float(min(shifts[most], 1.0)),
                on=names[most],
            )
        )
    return tuple(sorted(influences, key=lambda influence: -influence.shift))


def weigh_without(logs: Floats) -> Floats:
    """Return weights[draw], summing to 1, of the posterior without an entry of these logs[draw]."""
    away = np.minimum(logs.mean() - logs, _LOG_CAP)
    weights = np.exp(away - away.max())
    return np.asarray(weights / weights.sum())


def _name_quantities(evidence: Evidence, sample: Sample) -> tuple[list[str], Floats]:
    agenda = evidence.layout.agenda
    names = [f"importance of {issue.label}" for issue in agenda.issues]
    names += [
        f"{issue.label}: {option.label}" for issue in agenda.issues for option in issue.options
    ]
    names.append("value of no agreement")
    return names, np.vstack((sample.weights, sample.values, sample.reservation))
