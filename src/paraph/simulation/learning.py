"""What a meeting teaches each side about the others: beliefs narrowed by their answers.

Before a meeting the others hold every draw of a party's belief equally likely. At the meeting
the party is asked which of two packages it would rather have, and answers as it truly would
with a stated reliability; Bayes's rule then shifts weight to the draws that would have
answered alike. Nobody asks, or tells, where a party would rather have no agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paraph.negotiation import Agenda, Belief
from paraph.negotiation.beliefs import Flags, Floats, Indices
from paraph.simulation.constraints import Positions, conditions_hold


@dataclass(frozen=True, eq=False)
class Questioning:
    """What a party is asked at a meeting: which of two packages it would rather have.

    `first` and `second` are packages [run, question, issue]; `is_true[run, question]` says
    which answers are as they truly would be, and `reliability` (0.5 to 1) how often they are.
    """

    first: Positions
    second: Positions
    is_true: Flags
    reliability: float


def learn_from_answers(
    agenda: Agenda,
    belief: Belief,
    draws: Indices,
    knowledge: Floats | None,
    asked: Questioning,
) -> Floats:
    """Return knowledge[run, draw] after the party's answers; `draws[run]` is true of it."""
    held = np.full((len(draws), belief.n_draws), 1.0 / belief.n_draws)
    log_held = np.log(held if knowledge is None else np.maximum(knowledge, 1e-300))
    flat, first, second = _features(agenda, belief, asked.first, asked.second)
    for question in range(first.shape[1]):
        gap = (first[:, question] - second[:, question]) @ flat.T
        prefers = np.sign(gap)
        truth = prefers[np.arange(len(draws)), draws]
        said = np.where(asked.is_true[:, question], truth, -truth)
        agrees = prefers * said[:, None]
        # A draw that is indifferent would give either answer.
        likelihood = 0.5 + (asked.reliability - 0.5) * agrees
        log_held += np.log(likelihood)
    log_held -= log_held.max(axis=1, keepdims=True)
    weights: Floats = np.exp(log_held)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _features(
    agenda: Agenda, belief: Belief, first: Positions, second: Positions
) -> tuple[Floats, Floats, Floats]:
    """Return worth[draw, feature] and both packages as features [run, question, feature]."""
    worth = [*belief.part_values()]
    sides: list[list[Flags]] = [[], []]
    for side, positions in zip(sides, (first, second), strict=True):
        for place, issue in enumerate(agenda.issues):
            options = np.arange(len(issue.options))
            side.append(positions[:, :, [place]] == options)
        for interaction in belief.interactions:
            side.append(conditions_hold(agenda, interaction.conditions, positions)[:, :, None])
    for interaction in belief.interactions:
        worth.append(np.full((belief.n_draws, 1), interaction.value))
    ones, twos = (np.concatenate(side, axis=2).astype(np.float64) for side in sides)
    return np.concatenate(worth, axis=1), ones, twos
