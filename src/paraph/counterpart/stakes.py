"""What is at stake in an answer: how much of what we don't know of a party's gains it would tell.

A party's gain from a package is what it is worth to it beyond no agreement. Over the draws of the
posterior gains vary, for we don't know them; an answer tells some of that variance. Counting what
it tells of gains, not of everything about the party, keeps us from asking what no package hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paraph.case import Case
from paraph.counterpart.layout import Floats
from paraph.counterpart.posterior import Posterior
from paraph.negotiation import Belief, RedLine

_SHARE_MOST = 0.999


@dataclass(frozen=True, eq=False)
class Stakes:
    """How gains vary: `gains[draw, quantity]` less their means, and their variance in all.

    The sum of squares over the quantities is the mean square, over all packages, of how far a
    package's gain is from what is expected. Issues that are settled don't vary any more.
    """

    gains: Floats
    variance: float

    @staticmethod
    def of(case: Case, posterior: Posterior) -> Stakes:
        """Find what is at stake with one party."""
        belief = posterior.belief
        columns, level = [], -belief.reservation
        for issue, part in zip(case.agenda.issues, belief.part_values(), strict=True):
            if issue.id in case.settled:
                place = issue.position(case.settled[issue.id])
                level = level + part[:, place]
                continue
            level = level + part.mean(axis=1)
            columns.append((part - part.mean(axis=1, keepdims=True)) / np.sqrt(part.shape[1]))
        lost = np.maximum(level, 0.0).mean()
        columns.append(np.column_stack((level, *_lines(case, belief, float(lost)))))
        gains = np.concatenate(columns, axis=1)
        gains -= gains.mean(axis=0)
        return Stakes(gains, float((gains**2).mean(axis=0).sum()))

    def information(self, p_answer: Floats) -> float:
        """Return what an answer tells of gains, in bits, from p_answer[answer, draw].

        Half the logarithm of the variance before, over the variance that is expected to be left:
        the mutual information, if both were normal.
        """
        if self.variance < 1e-12:
            return 0.0
        p = p_answer.mean(axis=1)
        means = p_answer @ self.gains / p_answer.shape[1] / np.maximum(p, 1e-12)[:, None]
        told = float(p @ (means**2).sum(axis=1)) / self.variance
        return float(-0.5 * np.log2(1 - min(told, _SHARE_MOST)))


def _lines(case: Case, belief: Belief, lost: float) -> list[Floats]:
    """Return, for each red line, what the packages behind it lose where it holds."""
    if belief.red_line_holds is None:
        return []
    return [
        lost * np.sqrt(_share_behind(case, line)) * belief.red_line_holds[:, place]
        for place, line in enumerate(belief.red_lines)
    ]


def _share_behind(case: Case, line: RedLine) -> float:
    """Return the share of all packages that cross a red line."""
    shares = [
        len(condition.option_ids) / len(case.agenda.issue(condition.issue_id).options)
        for condition in line.conditions
    ]
    return float(np.prod(shares))
