"""How many packages lie near each level of value, by the characteristic function.

The saddlepoint method (density.py) takes the values of packages for spread out. Where one issue
or two weigh far more than the others they come in clumps instead, and it can be wrong there by a
factor of ten. The characteristic function of a sum of independent parts is a product, clumps or
not, and its Fourier sum gives the share of packages near a level to about 10^-4: enough for all
but the tails, where the saddlepoint method is at its best. Between two clumps lies nothing, though
the saddlepoint method would have much there; so the sum is trusted wherever either of them finds
many packages.
"""

from __future__ import annotations

import numpy as np

from paraph.counterpart.layout import Flags, Floats, Indices, Singles

_PERIOD = 1.25
"""The Fourier sum repeats itself after this; values lie in 0..1."""
_N_WAVES = 36
_BLUR = 0.018
"""The standard deviation of a normal smoothing, which lets the sum end after so many waves."""
_SHARE_TRUSTED = 1e-3
"""Shares of packages well above this, by either method, are read off the Fourier sum."""
_SHARE_LEAST = 1e-4
"""Smaller shares the Fourier sum can't tell from none."""
_N_BEYOND = 3
"""How many levels the smoothing may carry packages beyond 0 and 1; they are folded back."""
_N_ISSUES_SPREAD = 4.0
"""Where values vary as if by this many issues of equal weight, they are spread out enough."""


def find_shares(parts: Floats, masses: Floats, starts: Indices, levels: Floats) -> Singles:
    """Find the share of packages near each level; levels are evenly spaced in 0..1.

    `parts[option, draw]` are what options add to a package's value, which lies in 0..1;
    `masses[option, draw]` how readily each is taken; `starts[issue]` the first row of an issue.
    A package counts for the two levels that it lies between, for the nearer one more. What the
    smoothing carries beyond 0 and 1 is folded back. Returns shares[level, draw], which sum to 1,
    off by some 10^-4, below 0 even, where few packages lie.
    """
    waves = 2 * np.pi / _PERIOD * np.arange(1, _N_WAVES + 1)
    spacing = levels[1] - levels[0]
    damping = np.sinc(waves * spacing / (2 * np.pi)) ** 2 * np.exp(-0.5 * (_BLUR * waves) ** 2)
    member, issue_of = _members(starts, len(parts))
    angles = (waves[0] * parts).astype(np.float32)
    turn = np.empty(parts.shape, dtype=np.complex64)
    turn.real, turn.imag = np.cos(angles), np.sin(angles)
    turned = (masses / (member @ masses)[issue_of]).astype(np.complex64)
    spectrum = np.empty((_N_WAVES, parts.shape[1]), dtype=np.complex64)
    for wave in range(_N_WAVES):
        turned *= turn
        sums = member @ turned.view(np.float32)  # a real product is quicker than a complex one
        np.multiply.reduce(sums.view(np.complex64), axis=0, out=spectrum[wave])
    beyond = spacing * np.arange(1, _N_BEYOND + 1)
    phases = np.outer(
        np.concatenate((levels[0] - beyond[::-1], levels, levels[-1] + beyond)), waves
    )
    cosines = (2 * np.cos(phases) * damping).astype(np.float32)
    sines = (2 * np.sin(phases) * damping).astype(np.float32)
    total = 1 + cosines @ spectrum.real + sines @ spectrum.imag
    return _fold(total * np.float32(spacing / _PERIOD))


def _fold(shares: Singles) -> Singles:
    """Add what lies beyond the first and last levels to the levels as far within."""
    within = shares[_N_BEYOND:-_N_BEYOND].copy()
    within[1 : _N_BEYOND + 1] += shares[_N_BEYOND - 1 :: -1]
    within[-_N_BEYOND - 1 : -1] += shares[: -_N_BEYOND - 1 : -1]
    return np.asarray(within)


def _members(starts: Indices, n_options: int) -> tuple[Singles, Indices]:
    """Return member[issue, option], 1 where the option is of the issue, and issue_of[option]."""
    issue_of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, n_options)))
    return (issue_of == np.arange(len(starts))[:, None]).astype(np.float32), issue_of


def is_clumped(parts: Floats, starts: Indices) -> Flags:
    """Return, per draw, whether the values vary by so few issues that they may come in clumps."""
    member = _members(starts, len(parts))[0].astype(np.float64)
    member /= member.sum(axis=1, keepdims=True)
    variances = member @ parts**2 - (member @ parts) ** 2
    spread = variances.sum(axis=0) ** 2 / np.maximum((variances**2).sum(axis=0), 1e-12)
    return np.asarray(spread < _N_ISSUES_SPREAD)


def read_log_density(
    parts: Floats, masses: Floats, starts: Indices, levels: Floats, least: float
) -> Singles:
    """Return log_density[level, draw], by the Fourier sum alone; no share is below `least`."""
    shares = np.maximum(find_shares(parts, masses, starts, levels), np.float32(least))
    return np.asarray(np.log(shares) - np.float32(np.log(levels[1] - levels[0])))


def correct_clumps(
    logs: Singles, parts: Floats, masses: Floats, starts: Indices, levels: Floats
) -> Singles:
    """Correct log_density[level, draw] of the saddlepoint method where values come in clumps."""
    draws = np.flatnonzero(is_clumped(parts, starts))
    if not len(draws):
        return logs
    picked = slice(None) if len(draws) == logs.shape[1] else draws  # a slice isn't copied
    shares = find_shares(parts[:, picked], masses[:, picked], starts, levels)
    log_spacing = np.float32(np.log(levels[1] - levels[0]))
    trust = np.maximum(shares, np.exp(logs[:, picked] + log_spacing))
    trust /= trust + np.float32(_SHARE_TRUSTED)
    exact = np.log(np.maximum(shares, np.float32(_SHARE_LEAST))) - log_spacing
    corrected = logs.copy()
    corrected[:, picked] += trust * (exact - logs[:, picked])
    return corrected
