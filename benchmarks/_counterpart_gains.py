"""The tables of what one more entry adds, out of scored trials.

Means are over domains, of the means of each one's trials; tests are Wilcoxon's, paired, over
domains. An entry that doesn't apply to a domain is compared on the others only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import wilcoxon

from benchmarks._counterpart_entries import (
    ACCEPTANCE,
    ALONE,
    DIRECTIONS,
    ENTRIES,
    EVERYTHING,
    PAIR,
    RANKING,
    SCALES,
)
from benchmarks._counterpart_models import MODELS
from benchmarks._counterpart_tables import draw_table, say_p
from benchmarks._counterpart_trials import COUNTS, OURS

RULE = "first appearance"
BEST = "the best of the seven"
TAKEN_BY_RULES = (ACCEPTANCE, PAIR, RANKING, SCALES, DIRECTIONS, EVERYTHING)


@dataclass(frozen=True)
class Scored:
    """Correlations with the truth of one trial: spearman[entry][model], and Pearson's likewise.

    `refused` are the entries with which Paraph refused to answer; the order of first appearance
    stands in for it there.
    """

    domain: str
    count: int
    spearman: dict[str, dict[str, float]]
    pearson: dict[str, dict[str, float]]
    refused: list[str]


def tabulate_entries(scored: Sequence[Scored]) -> str:
    """Mean rank correlation of each model with each entry, by count of offers."""
    on_scales = [one for one in scored if SCALES in one.spearman]
    rows = _rows(ALONE, scored, (*MODELS, BEST, OURS))
    for entry in (*ENTRIES, EVERYTHING):
        if entry == SCALES:
            rows += _rows(ALONE, on_scales, (RULE, BEST, OURS))
        others = (RULE, BEST) if entry in TAKEN_BY_RULES else ()
        rows += _rows(entry, scored, (*others, OURS))
    return draw_table("besides the offers", ["model", "domains", *map(str, COUNTS)], rows)


def tabulate_gains(scored: Sequence[Scored], measure: str) -> str:
    """Paraph's gain by each entry, and on the best other model that has the same entry."""
    rows = []
    for entry in (*ENTRIES, EVERYTHING):
        held = _Chosen([one for one in scored if entry in one.spearman], measure)
        cells = [_compare(held.pick(entry, OURS, n), held.pick(ALONE, OURS, n)) for n in COUNTS]
        rows.append(f"| {entry} | {OURS}, offers alone | " + " | ".join(cells) + " |")
    chosen = _Chosen(scored, measure)
    for entry in (ALONE, *TAKEN_BY_RULES):
        cells = [_compare(chosen.pick(entry, OURS, n), chosen.pick(entry, BEST, n)) for n in COUNTS]
        rows.append(f"| {entry} | {BEST}, with the same | " + " | ".join(cells) + " |")
    return draw_table("besides the offers", ["gain on", *map(str, COUNTS)], rows)


def _rows(entry: str, scored: Sequence[Scored], names: Iterable[str]) -> list[str]:
    chosen = _Chosen(scored, "spearman")
    n_domains = len({one.domain for one in scored if entry in one.spearman})
    rows = []
    for name in names:
        cells = " | ".join(_short(_mean(chosen.pick(entry, name, n))) for n in COUNTS)
        rows.append(f"| {entry} | {name} | {n_domains} | {cells} |")
    return rows


@dataclass(frozen=True)
class _Chosen:
    """Scored trials by one measure of correlation."""

    scored: Sequence[Scored]
    measure: str

    def pick(self, entry: str, model: str, count: int) -> dict[str, float]:
        """Return domain -> mean correlation of a model with an entry after a count of offers.

        The best of the seven is picked in hindsight, by its mean over domains.
        """
        if model == BEST:
            return max((self.pick(entry, name, count) for name in MODELS), key=_mean)
        found: dict[str, list[float]] = {}
        for one in self.scored:
            by_entry = getattr(one, self.measure)
            if one.count == count and entry in by_entry:
                found.setdefault(one.domain, []).append(by_entry[entry][model])
        return {domain: float(np.mean(values)) for domain, values in found.items()}


def _mean(found: dict[str, float]) -> float:
    return float(np.mean(list(found.values())))


def _compare(ours: dict[str, float], other: dict[str, float]) -> str:
    gain = np.array([ours[domain] - other[domain] for domain in ours])
    p = float(wilcoxon(gain).pvalue) if np.any(gain) else 1.0
    return f"{_signed(gain.mean())} ({say_p(p)})"


def _short(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".")


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("0.", ".")
