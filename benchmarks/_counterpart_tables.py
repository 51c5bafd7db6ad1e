"""The tables of docs/discussion/counterpart.md, out of the outcomes of trials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.stats import wilcoxon

from benchmarks._counterpart_bidders import BIDDERS
from benchmarks._counterpart_domains import FAMILIES
from benchmarks._counterpart_models import MODELS
from benchmarks._counterpart_trials import COMBINED, COUNTS, OURS, Outcome

_COVERED = ("values", "weights", "reservation")
_CONSTANT = 0.3


def tabulate_correlations(outcomes: Sequence[Outcome], measure: str) -> str:
    """Mean correlation of every model by count of offers, and our gain with a paired test.

    The test is Wilcoxon's, over the means of domains, since trials on one domain aren't
    independent of one another.
    """
    names = _names(outcomes)
    others = [name for name in names if name not in (OURS, COMBINED)]
    rows = [_row(name, (_mean(outcomes, measure, name, count) for count in COUNTS))
            for name in names]  # fmt: skip
    best = [max(others, key=lambda n, c=c: _mean(outcomes, measure, n, c)) for c in COUNTS]
    rows.append("| best other | " + " | ".join(map(_short, best)) + " |")
    for ours in (OURS, COMBINED):
        tests = [
            _compare(outcomes, measure, ours, other, count)
            for other, count in zip(best, COUNTS, strict=True)
        ]
        rows.append(f"| {ours}: gain on it | " + " | ".join(f"{g:+.2f}" for g, _ in tests) + " |")
        rows.append("| p | " + " | ".join(say_p(p) for _, p in tests) + " |")
    return draw_table("offers", [str(count) for count in COUNTS], rows)


def tabulate_groups(outcomes: Sequence[Outcome]) -> str:
    """Spearman of few models by kind of domain: named or lettered, balanced or not."""
    groups: dict[str, Callable[[Outcome], bool]] = {
        family: lambda o, f=family: o.family == f for family in FAMILIES
    }
    groups |= {
        "ANAC and ANL": lambda o: o.family in ("ANAC", "ANL"),
        "balanced": lambda o: o.is_balanced,
        "unbalanced": lambda o: not o.is_balanced,
    }
    rows = []
    for group, belongs in groups.items():
        held = [outcome for outcome in outcomes if belongs(outcome)]
        n = len({outcome.trial.domain for outcome in held})
        others = [name for name in _names(held) if name not in (OURS, COMBINED)]
        for name in ("uniform weights", "first appearance", OURS, COMBINED):
            cells = (_mean(held, "spearman", name, count) for count in COUNTS)
            rows.append(_row(f"{group} ({n}): {name}", cells))
        best = [max(others, key=lambda n, c=c: _mean(held, "spearman", n, c)) for c in COUNTS]
        pairs = list(zip(best, COUNTS, strict=True))
        cells = (_mean(held, "spearman", name, count) for name, count in pairs)
        rows.append(_row(f"{group} ({n}): the best of all others", cells))
        tests = [_compare(held, "spearman", OURS, name, count)[1] for name, count in pairs]
        rows.append(f"| {group} ({n}): p of the mean's difference from it | "
                    + " | ".join(map(say_p, tests)) + " |")  # fmt: skip
    return draw_table("domains, model", [str(count) for count in COUNTS], rows)


def tabulate_bidders(outcomes: Sequence[Outcome]) -> str:
    """Spearman after 5 and 50 offers for each bidder, and how often 90 % intervals hold."""
    rows = []
    for bidder in BIDDERS:
        cells = []
        for name in ("uniform weights", "first appearance", OURS, COMBINED):
            pair = (_mean(_of(outcomes, bidder), "spearman", name, count) for count in (5, 50))
            cells.append(" / ".join(f"{value:.2f}" for value in pair))
        for family in FAMILIES:
            held = [o for o in _of(outcomes, bidder) if o.family == family]
            for kind in ("values", "weights"):
                pair = (_coverage(held, kind, count) for count in (5, 50))
                cells.append(" / ".join(f"{value:.2f}" for value in pair))
        rows.append(f"| {bidder} | " + " | ".join(cells) + " |")
    heads = ["uniform", "first appearance", "posterior mean", "combined"]
    heads += [f"{f}: {k} held" for f in FAMILIES for k in ("values", "weights")]
    return draw_table("bidder, after 5 / 50 offers", heads, rows)


def tabulate_coverage(outcomes: Sequence[Outcome]) -> str:
    """Coverage of the 90 % intervals by count of offers, on each family of domains."""
    rows = []
    for family in FAMILIES:
        held = [outcome for outcome in outcomes if outcome.family == family]
        for kind in _COVERED:
            rows.append(_row(f"{family}: {kind}", (_coverage(held, kind, c) for c in COUNTS)))
    refused = []
    for count in COUNTS:
        held = [outcome for outcome in outcomes if outcome.trial.count == count]
        refused.append(f"{sum(outcome.is_refused for outcome in held)} of {len(held)}")
    rows.append("| refused | " + " | ".join(refused) + " |")
    return draw_table("in the 90 % intervals", [str(count) for count in COUNTS], rows)


def tabulate_reservations(outcomes: Sequence[Outcome]) -> str:
    """Error (root mean square) of the reservation value for each bidder, and its coverage."""
    rows = []
    for bidder in BIDDERS:
        cells = []
        for count in (5, 20, 50):
            held = [o for o in _of(outcomes, bidder) if o.trial.count == count]
            held = [o for o in held if not o.is_refused]
            errors = [o.reservation_mean - o.reservation for o in held]
            constant = [_CONSTANT - o.reservation for o in held]
            covered = np.mean([o.covered["reservation"] for o in held])
            cells.append(f"{_rms(errors):.2f} | {_rms(constant):.2f} | {covered:.2f}")
        rows.append(f"| {bidder} | " + " | ".join(cells) + " |")
    heads = [f"{what}, {count}" for count in (5, 20, 50) for what in ("error", "0.3", "covered")]
    return draw_table("bidder, offers", heads, rows)


def _names(outcomes: Sequence[Outcome]) -> list[str]:
    found = dict.fromkeys(name for outcome in outcomes for name in outcome.spearman)
    peers = [name for name in found if name not in (*MODELS, OURS, COMBINED)]
    return [*MODELS, *peers, OURS, COMBINED]


def _of(outcomes: Sequence[Outcome], bidder: str) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.trial.bidder == bidder]


def _pick(outcomes: Sequence[Outcome], measure: str, name: str, count: int) -> dict[str, list]:
    """Return domain -> the correlations of one model after a count of offers."""
    found: dict[str, list[float]] = {}
    for outcome in outcomes:
        held = getattr(outcome, measure)
        if outcome.trial.count == count and name in held:
            found.setdefault(outcome.trial.domain, []).append(held[name])
    return found


def _mean(outcomes: Sequence[Outcome], measure: str, name: str, count: int) -> float:
    found = _pick(outcomes, measure, name, count).values()
    return float(np.mean([np.mean(values) for values in found])) if found else -np.inf


def _compare(
    outcomes: Sequence[Outcome], measure: str, ours: str, other: str, count: int
) -> tuple[float, float]:
    one, two = (_pick(outcomes, measure, name, count) for name in (ours, other))
    gain = np.array([np.mean(one[domain]) - np.mean(two[domain]) for domain in one])
    return float(gain.mean()), float(wilcoxon(gain).pvalue) if np.any(gain) else 1.0


def _coverage(outcomes: Sequence[Outcome], kind: str, count: int) -> float:
    held = [o.covered[kind] for o in outcomes if o.trial.count == count and not o.is_refused]
    return float(np.mean(held)) if held else np.nan


def _rms(errors: Sequence[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


def _short(name: str) -> str:
    return name.removeprefix("NegMAS ").removesuffix(" weights")


def say_p(p: float) -> str:
    """Return a p value in three digits."""
    return "<.001" if p < 0.001 else f"{p:.3f}".lstrip("0")


def _row(name: str, values: Iterable[float]) -> str:
    cells = ("" if np.isneginf(value) else f"{value:.2f}".replace("0.", ".") for value in values)
    return f"| {name} | " + " | ".join(cells) + " |"


def draw_table(head: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    """Draw a table of Markdown with the heads of its columns."""
    return "\n".join(
        [f"| {head} | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|", *rows]
    )
