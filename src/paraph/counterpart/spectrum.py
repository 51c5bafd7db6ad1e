"""How many packages lie near each level of value, by the characteristic function.

The saddlepoint method (density.py) takes the values of packages for spread out. Where one issue
or two weigh far more than the others they come in clumps instead, and it can be wrong there by a
factor of ten. The characteristic function of a sum of independent parts is a product, clumps or
not, and its Fourier sum gives the share of packages near a level to about 10^-4: enough for all
but the tails, where the saddlepoint method is at its best.
"""

from __future__ import annotations

import numpy as np

from paraph.counterpart.layout import Floats, Indices

_PERIOD = 1.25
"""The Fourier sum repeats itself after this; values lie in 0..1."""
_N_WAVES = 36
_BLUR = 0.018
"""The standard deviation of a normal smoothing, which lets the sum end after so many waves."""
_SHARE_TRUSTED = 1e-3
"""Shares of packages well above this are read off the Fourier sum."""
_N_ISSUES_SPREAD = 4.0
"""Where values vary as if by this many issues of equal weight, they are spread out enough."""


def find_shares(parts: Floats, masses: Floats, starts: Indices, levels: Floats) -> Floats:
    """Find the share of packages near each level; levels are evenly spaced in 0..1.

    `parts[option, draw]` are what options add to a package's value, which lies in 0..1;
    `masses[option, draw]` how readily each is taken; `starts[issue]` the first row of an issue.
    A package counts for the two levels that it lies between, for the nearer one more. Returns
    shares[level, draw], off by some 10^-4, below 0 even, where few packages lie.
    """
    waves = 2 * np.pi / _PERIOD * np.arange(1, _N_WAVES + 1)
    spacing = levels[1] - levels[0]
    damping = np.sinc(waves * spacing / (2 * np.pi)) ** 2 * np.exp(-0.5 * (_BLUR * waves) ** 2)
    issue_of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(parts))))
    member = (issue_of == np.arange(len(starts))[:, None]).astype(np.float32)
    turned = (masses / (member @ masses)[issue_of]).astype(np.complex64)
    turn = np.exp(1j * waves[0] * parts).astype(np.complex64)
    spectrum = np.empty((_N_WAVES, parts.shape[1]), dtype=np.complex64)
    for wave in range(_N_WAVES):
        turned *= turn
        sums = member @ turned.view(np.float32)  # a real product is quicker than a complex one
        np.prod(sums.view(np.complex64), axis=0, out=spectrum[wave])
    angles = np.outer(levels, waves)
    cosines = (2 * np.cos(angles) * damping).astype(np.float32)
    sines = (2 * np.sin(angles) * damping).astype(np.float32)
    total = 1 + cosines @ spectrum.real + sines @ spectrum.imag
    return np.asarray(spacing / _PERIOD * total, dtype=np.float64)


def is_clumped(parts: Floats, starts: Indices) -> Floats:
    """Return, per draw, whether the values vary by so few issues that they may come in clumps."""
    n_options = np.diff(np.append(starts, len(parts)))[:, None]
    means = np.add.reduceat(parts, starts, axis=0) / n_options
    variances = np.add.reduceat(parts**2, starts, axis=0) / n_options - means**2
    spread = variances.sum(axis=0) ** 2 / np.maximum((variances**2).sum(axis=0), 1e-12)
    return np.asarray(spread < _N_ISSUES_SPREAD)


def correct_clumps(
    logs: Floats, parts: Floats, masses: Floats, starts: Indices, levels: Floats
) -> Floats:
    """Correct log_density[level, draw] of the saddlepoint method where values come in clumps."""
    draws = np.flatnonzero(is_clumped(parts, starts))
    if not len(draws):
        return logs
    shares = find_shares(parts[:, draws], masses[:, draws], starts, levels)
    trust = np.maximum(shares, 0) / (np.maximum(shares, 0) + _SHARE_TRUSTED)
    exact = np.log(np.maximum(shares, 1e-9) / (levels[1] - levels[0]))
    corrected = logs.copy()
    corrected[:, draws] += trust * (exact - logs[:, draws])
    return corrected
