"""How many packages lie at each level of value, without enumerating them.

The value of a package drawn at random is a sum of independent parts, one for each issue. Its
density is found by the saddlepoint method (Daniels, "Saddlepoint approximations in statistics",
1954), whose relative error stays small in the tails, where offers are. Where a package settles
so few issues that there is no density to speak of, the packages are enumerated.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from paraph.counterpart.layout import Floats, Indices, Layout, Singles

_SIDE = np.geomspace(2.0, 600.0, 9)
TILTS = np.concatenate((-_SIDE[5::-1], [0.0], _SIDE)).astype(np.float32)
"""tilt[node]: the exponential tilts at which the cumulant functions are tabulated."""

_N_STEPS_TABULATED = 40
"""Issues on a scale with more options than this are represented by as many, evenly spaced."""


@dataclass(frozen=True)
class TiltedMoments:
    """Cumulants of the value that the issues of a scope add, options equally likely, under tilts.

    All arrays are [tilt, scope, draw]: the logarithm of the moment generating function, the
    tilted mean, and the tilted variance.
    """

    logs: Singles
    means: Singles
    variances: Singles


@dataclass(frozen=True, eq=False)
class OptionTable:
    """Which options stand for each issue in the tables.

    `places[row]` are places of options; `member[issue, row]` is 1 where the row is of the issue;
    `issue_of[row]` and `starts[issue]` say the same by index.
    """

    places: Indices
    starts: Indices
    issue_of: Indices
    member: Singles

    @staticmethod
    def of(layout: Layout) -> OptionTable:
        """Choose all options, but of a long scale only some, evenly spaced.

        Values run smoothly along a scale. Elsewhere each option counts: those left out could be
        taken for good and rare.
        """
        used = []
        for start, issue in zip(layout.starts, layout.agenda.issues, strict=True):
            n = len(issue.options)
            n_used = min(n, _N_STEPS_TABULATED) if issue.is_ordered else n
            used.append(start + np.unique(np.linspace(0, n - 1, n_used).round()))
        counts = [len(rows) for rows in used]
        issue_of = np.repeat(np.arange(len(used)), counts)
        member = (issue_of == np.arange(len(used))[:, None]).astype(np.float32)
        starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        return OptionTable(np.concatenate(used).astype(np.intp), starts, issue_of, member)


def tabulate_moments(
    parts: Floats, masses: Floats, table: OptionTable, scopes: Floats
) -> TiltedMoments:
    """Tabulate the tilted cumulants of parts[option, draw], added over the issues of each scope.

    `masses[option, draw]` are how readily each option is taken, whatever its value;
    `scopes[scope, issue]` is 0 or 1.
    """
    x = parts[table.places].astype(np.float32)
    base = masses[table.places].astype(np.float32)
    mask = scopes.astype(np.float32)
    log_counts = np.log(table.member @ base)
    shape = len(TILTS), len(scopes), parts.shape[1]
    logs, means, variances = (np.empty(shape, dtype=np.float32) for _ in range(3))
    tilted = np.empty_like(x)
    for nodes, best in ((TILTS < 0, np.minimum), (TILTS >= 0, np.maximum)):
        end = best.reduceat(x, table.starts)
        from_end = x - end[table.issue_of]
        for node in np.flatnonzero(nodes):
            np.multiply(from_end, TILTS[node], out=tilted)
            np.exp(tilted, out=tilted)
            tilted *= base
            mass = table.member @ tilted
            tilted *= x
            mean = (table.member @ tilted) / mass
            tilted *= x
            variance = (table.member @ tilted) / mass - mean * mean
            np.matmul(mask, np.log(mass) - log_counts + TILTS[node] * end, out=logs[node])
            np.matmul(mask, mean, out=means[node])
            np.matmul(mask, np.maximum(variance, 0, out=variance), out=variances[node])
    return TiltedMoments(logs, means, variances)


def estimate_log_density(
    moments: TiltedMoments, scope: int, total: Floats, n_levels: int, width: float
) -> Singles:
    """Estimate the logarithm of the density of package values at levels spaced evenly in 0..1.

    `total[draw]` is the weight of the scope, by which values are divided, so that they lie in
    0..1; `width` is the standard deviation of the smoothing on that scale. Returns
    log_density[level, draw].
    """
    tilts = TILTS.astype(np.float64)[:, None] * total
    noise = width**2
    logs = moments.logs[:, scope].astype(np.float64) + 0.5 * noise * tilts**2
    means = moments.means[:, scope].astype(np.float64) / total + noise * tilts
    variances = moments.variances[:, scope].astype(np.float64) / total**2 + noise
    at_nodes = logs - tilts * means - 0.5 * np.log(2 * np.pi * variances)
    return _interpolate(means, at_nodes, -tilts, n_levels)


def _interpolate(x: Floats, y: Floats, slope: Floats, n_levels: int) -> Singles:
    """Read curves x[node, draw], y, slope at even levels by cubic Hermite pieces."""
    n_pieces, n_draws = x.shape[0] - 1, x.shape[1]
    gap = np.maximum(x[1:] - x[:-1], 1e-9)
    rise, start, end = y[1:] - y[:-1], gap * slope[:-1], gap * slope[1:]
    curve = (x[:-1], 1 / gap, y[:-1], start, 3 * rise - 2 * start - end, start + end - 2 * rise)
    place = _pieces(x[1:n_pieces], n_levels) * n_draws + np.arange(n_draws)
    left, per_gap, c0, c1, c2, c3 = (a.astype(np.float32).ravel().take(place) for a in curve)
    t = np.linspace(0, 1, n_levels, dtype=np.float32)[:, None] - left
    t *= per_gap
    np.clip(t, 0, 1, out=t)
    return np.asarray(((c3 * t + c2) * t + c1) * t + c0)


def _pieces(knots: Floats, n_levels: int) -> Indices:
    """Return piece[level, draw]: how many of knots[knot, draw] lie at or below each level."""
    n_draws = knots.shape[1]
    first = np.clip(np.ceil(knots * (n_levels - 1)), 0, n_levels).astype(np.intp)
    place = first * n_draws + np.arange(n_draws)
    counts = np.bincount(place.ravel(), minlength=(n_levels + 1) * n_draws)
    return np.cumsum(counts.reshape(-1, n_draws)[:n_levels], axis=0)


def enumerate_choices(layout: Layout, issues: tuple[int, ...]) -> Floats:
    """Return choices[package, option] of all packages that settle just these issues."""
    shape = layout.agenda.shape
    packages = list(product(*(range(shape[issue]) for issue in issues)))
    positions = np.full((len(packages), len(shape)), -1, dtype=np.intp)
    positions[:, list(issues)] = packages
    return layout.choices(positions)
