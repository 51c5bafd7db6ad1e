"""Orders of priorities predicted and scored: top place, whole order, log score, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks._priorities import orders_of, tabulate_features
from benchmarks._talks import ReadTalk

ORDERS = orders_of(3)
_N_BINS = 10


@dataclass(frozen=True)
class Example:
    """One person of one talk after some of their moves: what is known, and the true order."""

    features: NDArray[np.float64]
    truth: int
    n_submitted: int


def list_examples(talks: Sequence[ReadTalk], n_moves: int, *, has_form: bool) -> list[Example]:
    """One example a person without ties, from the moves before their own `n_moves`-th."""
    examples = []
    for read, party_id, truth in list_persons(talks):
        first = read.seen_until(party_id, n_moves, has_form=has_form)
        features = tabulate_features(first, party_id, read.talk.vocabulary)
        examples.append(Example(features, truth, read.talk.n_submitted))
    return examples


def list_persons(talks: Sequence[ReadTalk]) -> list[tuple[ReadTalk, str, int]]:
    """Return (talk, party id, place of the true order among `ORDERS`) of all without ties."""
    persons = []
    for read in talks:
        goods = read.talk.vocabulary.agenda.issue_ids
        for party_id, tiers in read.talk.priorities.items():
            if all(len(tier) == 1 for tier in tiers):
                order = [goods.index(tier[0]) for tier in tiers]
                persons.append((read, party_id, ORDERS.tolist().index(order)))
    return persons


@dataclass(frozen=True)
class Score:
    """Accuracy of the first place and of the whole order, mean log score, calibration error.

    `calibration_floor` is the error that as many perfectly calibrated predictions would show.
    """

    n: int
    top: float
    full: float
    log_score: float
    calibration_error: float
    calibration_floor: float

    def as_row(self, name: str, count: str) -> str:
        """The score as a row of a table."""
        return (
            f"| {name} | {count} | {self.n:,} | {self.top:.3f} | {self.full:.3f} | "
            f"{self.log_score:.2f} | {self.calibration_error:.2f} | {self.calibration_floor:.2f} |"
        )


HEAD = "| predictor | moves | persons | top | full | log | cal. | floor |\n" + "|---" * 8 + "|"


def score_predictions(p_orders: NDArray[np.float64], truths: NDArray[np.intp]) -> Score:
    """Score p_orders[example, order] against the true orders; ties count in part."""
    p_tops = np.stack([p_orders[:, ORDERS[:, 0] == i].sum(axis=1) for i in range(3)], axis=1)
    rows = np.arange(len(truths))
    best = p_orders >= p_orders.max(axis=1, keepdims=True) - 1e-9
    best_top = p_tops >= p_tops.max(axis=1, keepdims=True) - 1e-9
    top = best_top[rows, ORDERS[truths, 0]] / best_top.sum(axis=1)
    sure = p_tops.max(axis=1)
    rng = np.random.default_rng(0)
    honest = [_find_gap(rng.random(len(sure)) < sure, sure) for _ in range(50)]
    return Score(
        n=len(truths),
        top=float(top.mean()),
        full=float((best[rows, truths] / best.sum(axis=1)).mean()),
        log_score=float(np.log(p_orders[rows, truths]).mean()),
        calibration_error=_find_gap(top, sure),
        calibration_floor=float(np.mean(honest)),
    )


def _find_gap(right: NDArray, sure: NDArray[np.float64]) -> float:
    bins = np.minimum((sure * _N_BINS).astype(int), _N_BINS - 1)
    gaps = [
        abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean()
        for b in np.unique(bins)
    ]
    return float(sum(gaps))
