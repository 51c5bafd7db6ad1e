"""A simple posterior over orders of priorities, from the moves read out of a talk.

Each order of the issues gets the score sum over issues of (top weight if first) + (bottom weight
if last), where an issue's two weights add up what the moves say of it: a conditional logit
(McFadden 1974), whose coefficients are fitted by maximum likelihood with a ridge on the tuning
part. The likelihood of a move is then the ratio of these scores, so this is Bayes' rule with a
uniform prior over the orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from paraph.record import Move, MoveKind
from paraph.record.notes import ProposedMove, Vocabulary

_SAID = ("need", "strong-need", "most", "order", "reason", "same")
_SLIGHTED = ("no-need", "least")
_PLACES = (
    "first-named",
    "second-named",
    "named",
    "order-first",
    "order-last",
    "asked",
    "other-asked",
    "said-lately",
)
_SHARES = (
    "kept",
    "kept-first",
    "kept-last",
    "kept-all",
    "kept-none",
    "kept-least",
    "given-by-other",
    "rejected",
    "accepted",
    "kept-most-of",
    "kept-fewest-of",
    "standing",
)
_OTHERS = ("other-needs", "other-slights", "other-reasons")
FEATURES = (*_SAID, *_SLIGHTED, *_OTHERS, *_PLACES, *_SHARES)
_FADING = 0.6
_STATED = (MoveKind.SUPPORT, MoveKind.ANSWER)


@dataclass(frozen=True)
class Seen:
    """One move seen so far: the move, its rule ("form" for the experiment's own form)."""

    move: Move
    rule: str
    slighted_ids: tuple[str, ...] = ()


def seen_of(proposed: ProposedMove) -> Seen:
    """Turn a proposed move into one seen."""
    return Seen(proposed.move, proposed.rule, proposed.slighted_ids)


def tabulate_features(
    seen: Sequence[Seen], party_id: str, vocabulary: Vocabulary
) -> NDArray[np.float64]:
    """Return features[issue, feature]: what moves seen say of each issue for one party."""
    table = _Table(party_id, vocabulary)
    for entry in seen:
        if entry.move.party_id == party_id:
            table.add_own(entry)
        else:
            table.add_other(entry)
    return table.conclude()


class _Table:
    def __init__(self, party_id: str, vocabulary: Vocabulary) -> None:
        self.is_holder = {d.issue_id: d.party_id == party_id for d in vocabulary.divisions}
        self.issues = list(vocabulary.agenda.issue_ids)
        self.stock = {i.id: len(i.options) - 1 for i in vocabulary.agenda.issues}
        self.values = np.zeros((len(self.issues), len(FEATURES)))
        self.named: list[str] = []
        self.kept: list[NDArray[np.float64]] = []
        self.standing: dict[str, str] = {}

    def _add(self, feature: str, issue_id: str, amount: float = 1.0) -> None:
        self.values[self.issues.index(issue_id), FEATURES.index(feature)] += amount

    def _shares(self, move: Move) -> NDArray[np.float64]:
        return self._shares_of(move.package.as_dict())

    def _shares_of(self, choices: dict[str, str]) -> NDArray[np.float64]:
        """shares[issue]: the party's part of each stock, from -0.5 to 0.5; 0 where open."""
        shares = np.zeros(len(self.issues))
        for issue_id, option_id in choices.items():
            part = int(option_id) / self.stock[issue_id]
            part = part if self.is_holder[issue_id] else 1 - part
            shares[self.issues.index(issue_id)] = part - 0.5
        return shares

    def add_own(self, entry: Seen) -> None:
        move = entry.move
        if move.kind in _STATED and entry.rule in (*_SAID, *_SLIGHTED):
            self._add_statement(entry)
        elif move.kind is MoveKind.PROPOSE:
            self.kept.append(self._shares(move))
            self.standing.update(move.package.as_dict())
        elif move.kind in (MoveKind.ACCEPT, MoveKind.REJECT):
            feature = "accepted" if move.kind is MoveKind.ACCEPT else "rejected"
            self.values[:, FEATURES.index(feature)] += self._shares(move)
        elif move.kind is MoveKind.ASK and len(move.issue_ids) < len(self.issues):
            for issue_id in move.issue_ids:
                self._add("asked", issue_id)

    def _add_statement(self, entry: Seen) -> None:
        if entry.rule in _SLIGHTED:
            for issue_id in entry.slighted_ids:
                self._add(entry.rule, issue_id)
            return
        self.values[:, FEATURES.index("said-lately")] *= _FADING
        for rank, issue_id in enumerate(entry.move.issue_ids):
            self._add("said-lately", issue_id, _FADING**rank)
            if issue_id not in self.named:
                place = min(len(self.named), 2)
                self._add(("first-named", "second-named", "named")[place], issue_id)
                self.named.append(issue_id)
            self._add(entry.rule, issue_id)
        if entry.rule == "order":
            self._add("order-first", entry.move.issue_ids[0])
            self._add("order-last", entry.move.issue_ids[-1])

    def add_other(self, entry: Seen) -> None:
        move = entry.move
        if move.kind is MoveKind.PROPOSE:
            column = FEATURES.index("given-by-other")
            self.values[:, column] = 0.5 * self.values[:, column] + self._shares(move)
            self.standing.update(move.package.as_dict())
        elif move.kind is MoveKind.ASK and len(move.issue_ids) < len(self.issues):
            for issue_id in move.issue_ids:
                self._add("other-asked", issue_id)
        elif entry.rule in _SLIGHTED:
            for issue_id in entry.slighted_ids:
                self._add("other-slights", issue_id)
        elif entry.rule in ("need", "strong-need", "most", "order", "reason"):
            feature = "other-reasons" if entry.rule == "reason" else "other-needs"
            for issue_id in move.issue_ids:
                self._add(feature, issue_id)

    def conclude(self) -> NDArray[np.float64]:
        n_counts = len(_SAID) + len(_SLIGHTED) + len(_OTHERS)
        self.values[:, :n_counts] = np.log1p(self.values[:, :n_counts])
        if self.kept:
            kept = np.array(self.kept)
            for feature, shares in (
                ("kept", kept.sum(axis=0) / (1 + len(kept))),
                ("kept-first", kept[0]),
                ("kept-last", kept[-1]),
                ("kept-all", np.log1p((kept >= 0.5).sum(axis=0))),
                ("kept-none", np.log1p((kept <= -0.5).sum(axis=0))),
                ("kept-least", kept.min(axis=0)),
            ):
                self.values[:, FEATURES.index(feature)] = shares
            self._add_extremes(kept.mean(axis=0))
        self.values[:, FEATURES.index("standing")] = self._shares_of(self.standing)
        return self.values

    def _add_extremes(self, mean: NDArray[np.float64]) -> None:
        """Mark the issues of which most and fewest were kept on average, unless all are alike."""
        if np.ptp(mean) > 0:
            for feature, extreme in (("kept-most-of", mean.max()), ("kept-fewest-of", mean.min())):
                self.values[:, FEATURES.index(feature)] = mean == extreme


def orders_of(n_issues: int) -> NDArray[np.intp]:
    """Return orders[order, place]: every order of the issues, weightiest first."""
    return np.array(list(permutations(range(n_issues))))


@dataclass(frozen=True)
class OrderModel:
    """Coefficients of the score of an order: top[feature] and bottom[feature]."""

    top: NDArray[np.float64]
    bottom: NDArray[np.float64]

    def predict(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return p_order[order] from features[issue, feature]."""
        scores = _score(features[None], self.top, self.bottom)[0]
        weights = np.exp(scores - scores.max())
        return weights / weights.sum()


def _score(
    features: NDArray[np.float64], top: NDArray[np.float64], bottom: NDArray[np.float64]
) -> NDArray[np.float64]:
    """scores[example, order] from features[example, issue, feature]."""
    orders = orders_of(features.shape[1])
    return (features @ top)[:, orders[:, 0]] + (features @ bottom)[:, orders[:, -1]]


def fit_orders(
    features: NDArray[np.float64], truths: NDArray[np.intp], *, ridge: float = 3.0
) -> OrderModel:
    """Fit the model to features[example, issue, feature] and truths[example], indices of orders."""
    n_features = features.shape[2]
    orders = orders_of(features.shape[1])
    first, last = orders[:, 0], orders[:, -1]
    rows = np.arange(len(truths))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = _score(features, flat[:n_features], flat[n_features:])
        scores -= scores.max(axis=1, keepdims=True)
        p_order = np.exp(scores)
        p_order /= p_order.sum(axis=1, keepdims=True)
        miss = p_order.copy()
        miss[rows, truths] -= 1
        gradient = np.concatenate(
            [np.einsum("eo,eof->f", miss, features[:, places]) for places in (first, last)]
        )
        value = -np.log(p_order[rows, truths]).sum() + ridge * (flat**2).sum()
        return value, gradient + 2 * ridge * flat

    fitted = minimize(loss, np.zeros(2 * n_features), jac=True, method="L-BFGS-B")
    return OrderModel(fitted.x[:n_features], fitted.x[n_features:])
