"""Opponent models of the literature, written anew from their papers, as baselines.

Each takes offers[offer, issue] (option places, in order of time) and the agenda's shape, and
returns one array of part values for each issue: what each option adds to a package's value.
Offers are fed once each, as their authors meant them.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Parts = list[NDArray[np.float64]]
Model = Callable[[NDArray[np.intp], tuple[int, ...]], Parts]


def _counts(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    return [
        np.bincount(offers[:, issue], minlength=n).astype(float) for issue, n in enumerate(shape)
    ]


def uniform(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """Equal weights; options by how often they were offered."""
    return [count / count.max() / len(shape) for count in _counts(offers, shape)]


def hardheaded(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """HardHeaded (van Krimpen, Looije and Hajizadeh 2013): unchanged issues gain weight."""
    n = len(shape)
    weights = np.full(n, 1 / n)
    gain = 0.2 / n
    for before, after in pairwise(offers):
        same = before == after
        weights = np.where(same, weights + gain, weights)
        weights /= weights.sum()
    values = [1 + count for count in _counts(offers, shape)]
    return [w * value / value.max() for w, value in zip(weights, values, strict=True)]


def smith(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """Agent Smith (van Galen Last 2012): weights by the share of the most frequent option."""
    counts = _counts(offers, shape)
    weights = np.array([count.max() for count in counts])
    weights /= weights.sum()
    return [w * count / count.max() for w, count in zip(weights, counts, strict=True)]


def cuhk(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """CUHKAgent (Hao and Leung 2014): counts of options in the first 100 distinct offers."""
    _, first = np.unique(offers, axis=0, return_index=True)
    distinct = offers[np.sort(first)][:100]
    counts = _counts(distinct, shape)
    top = sum(count.max() for count in counts)
    return [count / top for count in counts]


def distribution_based(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """Tunali, Aydogan and Sanchez-Anguix (2017): windows of offers compared by frequencies."""
    window, gamma = 5, 0.25
    n, n_windows = len(shape), len(offers) // 5
    weights = np.full(n, 1 / n)
    for index in range(1, n_windows):
        before = offers[(index - 1) * window : index * window]
        after = offers[index * window : (index + 1) * window]
        is_same = _are_alike(before, after, shape)
        if not is_same.all():
            gain = 10 * (1 - (index / max(n_windows, 1)) ** 5) / 100
            weights = weights + gain * is_same
    weights /= weights.sum()
    values = [(1 + count) ** gamma for count in _counts(offers, shape)]
    return [w * value / value.max() for w, value in zip(weights, values, strict=True)]


def _are_alike(
    before: NDArray[np.intp], after: NDArray[np.intp], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    alike = []
    for issue, n in enumerate(shape):
        old = (1 + np.bincount(before[:, issue], minlength=n)) / (n + len(before))
        new = (1 + np.bincount(after[:, issue], minlength=n)) / (n + len(after))
        alike.append(((new - old) ** 2 / old).sum() < 0.2)
    return np.array(alike)


def first_appearance(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """Equal weights; options in the order in which they were first offered."""
    parts = []
    for issue, n in enumerate(shape):
        seen = list(dict.fromkeys(int(option) for option in offers[:, issue]))
        values = np.zeros(n)
        for rank, option in enumerate(seen):
            values[option] = 1 - rank / n
        parts.append(values / len(shape))
    return parts


def hindriks_tykhonov(offers: NDArray[np.intp], shape: tuple[int, ...]) -> Parts:
    """Hindriks and Tykhonov (2008), in the form that treats issues one by one.

    Hypotheses: each issue's rank among the weights, and rising, falling or triangular option
    values. The bidder is assumed to concede by 0.05 an offer; a hypothesis is as likely as the
    expected value of the offer under it is near that level.
    """
    n = len(shape)
    weight_levels = 2 * np.arange(1, n + 1) / (n * (n + 1))
    p_weight = np.full((n, n), 1 / n)
    shapes = [_shapes(options) for options in shape]
    p_shape = [np.full(len(curves), 1 / len(curves)) for curves in shapes]
    for time, offer in enumerate(offers):
        level, spread = max(1 - 0.05 * time, 0.0), 0.25
        weights = p_weight @ weight_levels
        values = np.array(
            [p @ curves[:, o] for p, curves, o in zip(p_shape, shapes, offer, strict=True)]
        )
        total = float(weights @ values)
        for issue in range(n):
            rest = total - weights[issue] * values[issue]
            by_weight = rest + weight_levels * values[issue]
            by_shape = rest + weights[issue] * shapes[issue][:, offer[issue]]
            p_weight[issue] *= np.exp(-((by_weight - level) ** 2) / (2 * spread**2))
            p_shape[issue] *= np.exp(-((by_shape - level) ** 2) / (2 * spread**2))
            p_weight[issue] /= p_weight[issue].sum()
            p_shape[issue] /= p_shape[issue].sum()
    weights = p_weight @ weight_levels
    return [
        w * (p @ curves)
        for w, p, curves in zip(weights / weights.sum(), p_shape, shapes, strict=True)
    ]


def _shapes(n_options: int) -> NDArray[np.float64]:
    """Return curves[hypothesis, option]: rising, falling, and a triangle at each inner option."""
    if n_options == 1:
        return np.ones((1, 1))
    x = np.linspace(0, 1, n_options)
    triangles = [np.where(x <= top, x / top, (1 - x) / (1 - top)) for top in x[1:-1]]
    return np.array([x, 1 - x, *triangles])


def sum_parts(parts: Parts, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return value[outcome] of positions[outcome, issue]."""
    return sum(part[positions[:, issue]] for issue, part in enumerate(parts))


MODELS: dict[str, Model] = {
    "uniform weights": uniform,
    "HardHeaded": hardheaded,
    "Smith": smith,
    "CUHK": cuhk,
    "distribution-based": distribution_based,
    "Hindriks and Tykhonov": hindriks_tykhonov,
    "first appearance": first_appearance,
}
"""Name -> model."""
