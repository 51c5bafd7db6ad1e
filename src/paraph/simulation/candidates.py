"""The packages that can come on the table: all of them, or, where too many, a telling sample.

A sample is drawn for each run. Half of it leans towards each party's own values, from not at
all to almost wholly (options by a softmax of rising strength, as in logit choice; McFadden
1974): that spreads it over all levels of value without favouring what the others like. The
other half are packages that a party would find by trading what matters less to it for what
matters more to the others, as it believes: the best for weighted sums of its own values and
those that it believes of them, which lie on the frontier between the two (Geoffrion 1968).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from paraph.errors import InputError
from paraph.negotiation import Agenda, Linkage
from paraph.negotiation.beliefs import Flags, Floats
from paraph.simulation.constraints import Positions, linkages_allow, mend_linkages
from paraph.simulation.situations import Situation

_LEANINGS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
_N_AT_LEANING = 8
_N_TRADED = 32

Parts = tuple[Floats, ...]


def count_packages(agenda: Agenda, is_open: Flags) -> int:
    """Return how many packages the open issues allow, before linkages and red lines."""
    return prod(
        len(issue.options) for issue, free in zip(agenda.issues, is_open, strict=True) if free
    )


def list_packages(agenda: Agenda, linkages: Sequence[Linkage], settled: Sequence[int]) -> Positions:
    """Return positions[package, issue] of every package that respects settled and linkages.

    InputError if there is none: what is settled contradicts the linkages.
    """
    axes = [
        np.arange(len(issue.options), dtype=np.int16)
        if position < 0
        else np.array([position], dtype=np.int16)
        for issue, position in zip(agenda.issues, settled, strict=True)
    ]
    if not axes:
        return np.zeros((1, 0), dtype=np.int16)
    grid = np.meshgrid(*axes, indexing="ij")
    positions = np.stack([column.ravel() for column in grid], axis=1)
    kept: Positions = positions[linkages_allow(agenda, linkages, positions)]
    if not len(kept):
        raise InputError("no package respects the linkages; look at them, and at what is settled")
    return kept


def draw_packages(
    situation: Situation, own: Sequence[Parts], believed: Sequence[Parts], rng: np.random.Generator
) -> Positions:
    """Return positions[run, package, issue]: the sample of each run, its settled issues as settled.

    `own[party][issue]` and `believed[party][issue]` are part values [run, option]: the true
    ones, and those that the others believe (one row where all runs believe the same).
    """
    agenda = situation.setting.agenda
    n_parties = situation.setting.n_parties
    n_packages = n_parties * (len(_LEANINGS) * _N_AT_LEANING + _N_TRADED)
    positions = np.empty((situation.n_runs, n_packages, len(agenda)), dtype=np.int16)
    # Half of the trades are the best for their weights, half are off that by some issues.
    shares = np.linspace(0.01, 0.99, _N_TRADED // 2)
    for issue in range(len(agenda)):
        columns = []
        for party in range(n_parties):
            columns.append(_lean(own[party][issue], len(agenda), rng))
            others = np.mean([believed[q][issue] for q in range(n_parties) if q != party], axis=0)
            columns.append(_trade(own[party][issue], others, shares))
            blur = np.exp(rng.normal(0.0, 0.5, (situation.n_runs, len(shares))))
            columns.append(_trade(own[party][issue], others, shares, blur))
        positions[:, :, issue] = np.concatenate(columns, axis=1)
    is_open = situation.settled < 0
    positions = np.where(is_open[:, None, :], positions, situation.settled[:, None, :])
    positions = positions.astype(np.int16)
    mend_linkages(agenda, situation.setting.linkages, positions, is_open, rng)
    return positions


def leaning_packages(party: int, n_parties: int) -> Flags:
    """Return is_leaning[package]: which of a sample lean towards the party's own values alone."""
    n_leaning = len(_LEANINGS) * _N_AT_LEANING
    first = party * (n_leaning + _N_TRADED)
    is_leaning = np.zeros(n_parties * (n_leaning + _N_TRADED), dtype=np.bool_)
    is_leaning[first : first + n_leaning] = True
    return is_leaning


def find_repeats(positions: Positions) -> Flags:
    """Return is_repeat[set, package]: whether the same package stands earlier in its set."""
    mixer = np.random.default_rng(7).integers(1, 2**62, size=positions.shape[-1], dtype=np.int64)
    with np.errstate(over="ignore"):
        codes = positions.astype(np.int64) @ mixer
    order = np.argsort(codes, axis=1, kind="stable")
    ordered = np.take_along_axis(codes, order, axis=1)
    is_same = np.zeros(codes.shape, dtype=np.bool_)
    is_same[:, 1:] = ordered[:, 1:] == ordered[:, :-1]
    is_repeat = np.empty_like(is_same)
    np.put_along_axis(is_repeat, order, is_same, axis=1)
    return is_repeat


def _lean(part: Floats, n_issues: int, rng: np.random.Generator) -> Positions:
    """Return options [run, package] drawn with a softmax of the party's own part values."""
    strengths = n_issues * np.array(_LEANINGS)
    scores = strengths[:, None] * part.T[:, :, None, None]
    scores -= scores.max(axis=0)
    ladder = np.cumsum(np.exp(scores), axis=0)
    lots = rng.random((part.shape[0], len(_LEANINGS), _N_AT_LEANING)) * ladder[-1]
    chosen = np.zeros(lots.shape, dtype=np.int16)
    for step in ladder[:-1]:
        chosen += lots > step
    options: Positions = chosen.reshape(part.shape[0], -1)
    return options


def _trade(own: Floats, others: Floats, shares: Floats, blur: Floats | None = None) -> Positions:
    """Return the best option [run, share] of the weighted sum, from one's own best to theirs.

    `blur[run, share]` multiplies what the others are believed to care about the issue.
    """
    factors = shares if blur is None else shares * blur
    best = np.zeros((own.shape[0], len(shares)), dtype=np.int16)
    highest = np.full(best.shape, -np.inf)
    for option in range(own.shape[1]):
        score = own[:, [option]] * (1 - shares) + others[:, [option]] * factors
        best[score > highest] = option
        np.maximum(highest, score, out=highest)
    return best
