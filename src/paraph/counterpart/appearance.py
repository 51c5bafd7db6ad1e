"""The order of first appearance, and its combination with the posterior.

Options that a bidder offers early are, as a rule, those it likes better. The rule knows nothing
of weights and gives no intervals, but it errs in other places than the posterior does, so that the
two together order packages better than either.
"""

from __future__ import annotations

import numpy as np

from paraph.case import Case
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.posterior import Posterior

_RULE_SHARE = 0.5
"""How much the rule counts beside the posterior mean, both in standard deviations."""


def score_by_appearance(case: Case, party_id: str, positions: Indices) -> Floats:
    """Score positions[package, issue] by when each option was first offered; higher is earlier.

    Issues count alike. An option never offered scores 0, and so does an open issue (-1).
    """
    offers = collect_evidence(case, party_id).offer_positions()
    total = np.zeros(len(positions))
    for issue, n_options in enumerate(case.agenda.shape):
        scores = np.zeros(n_options + 1)
        seen = dict.fromkeys(int(option) for option in offers[:, issue] if option >= 0)
        scores[list(seen)] = 1 - np.arange(len(seen)) / n_options
        total += scores[positions[:, issue]]
    return total


def score_packages(case: Case, posterior: Posterior, positions: Indices) -> Floats:
    """Score positions[package, issue] for ordering them by the party's likely taste.

    The posterior mean value and the order of first appearance, each in standard deviations over
    the packages given. Scores have no unit: for values and intervals use the belief.
    """
    means = posterior.belief.values_at(case.agenda, positions).mean(axis=0)
    rule = score_by_appearance(case, posterior.party_id, positions)
    return np.asarray(_standardise(means) + _RULE_SHARE * _standardise(rule))


def _standardise(scores: Floats) -> Floats:
    spread = scores.std()
    return np.asarray((scores - scores.mean()) / spread if spread > 1e-12 else 0 * scores)
