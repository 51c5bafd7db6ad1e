"""Two plain rules on offers, and their combination with the posterior.

Options that a bidder offers early, and those that it keeps in one offer after the other, are as a
rule those it likes better. The rules know nothing of weights and give no intervals, but they err in
other places than the posterior does, so that together they order packages better, early on most.
"""

from __future__ import annotations

import numpy as np

from paraph.case import Case
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.posterior import Posterior

_RULE_SHARE = 0.6
"""How much each rule counts beside the posterior mean before any offer, in standard deviations."""
_N_HALF = 25
"""The number of different offers at which the rules count half as much."""


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


def score_by_frequency(case: Case, party_id: str, positions: Indices) -> Floats:
    """Score positions[package, issue] by how many different offers hold each of its options.

    The opponent model of CUHKAgent (Hao and Leung 2014), up to a factor. An open issue (-1)
    scores 0.
    """
    offers = collect_evidence(case, party_id).offer_positions()
    total = np.zeros(len(positions))
    for issue, n_options in enumerate(case.agenda.shape):
        column = offers[:, issue]
        counts = np.bincount(column[column >= 0], minlength=n_options + 1).astype(np.float64)
        total += counts[positions[:, issue]]
    return total


def score_packages(case: Case, posterior: Posterior, positions: Indices) -> Floats:
    """Score positions[package, issue] for ordering them by the party's likely taste.

    The posterior mean value, the order of first appearance and the frequency of options, each in
    standard deviations over the packages given. The rules count less the more offers there are,
    and only for issues of whose options nothing is known but their names.
    Scores have no unit: for values and intervals use the belief.
    """
    n_offers = len(collect_evidence(case, posterior.party_id).offers)
    share = _RULE_SHARE / (1 + n_offers / _N_HALF)
    stated = {values.issue_id for values in case.party(posterior.party_id).preference.values}
    is_known = [issue.is_ordered or issue.id in stated for issue in case.agenda.issues]
    unknown = np.where(is_known, -1, positions)
    rules = (score_by_appearance, score_by_frequency)
    scores = [_standardise(rule(case, posterior.party_id, unknown)) for rule in rules]
    means = posterior.mean_values(case.agenda, positions)
    return np.asarray(_standardise(means) + share * sum(scores))


def _standardise(scores: Floats) -> Floats:
    spread = scores.std()
    return np.asarray((scores - scores.mean()) / spread if spread > 1e-12 else 0 * scores)
