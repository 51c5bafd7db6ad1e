"""Residuals: how far rounding to cells can have moved how many packages.

What rounding did to a package is a sum of what it did at each stage of its path. For a sum R
Chernoff's bound says: the share of packages with R at least d is at most exp(-t d) times the
mean of exp(t R) over all packages, for every t above 0. That mean is added up stage by stage and
group by group like the packages themselves, so that only those count that nothing forbids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.paths import Halves, Path

Floats = NDArray[np.float64]

_EXPONENTS = 2.0 ** np.arange(-4, 7, 0.25)  # tried in Chernoff's bound, in 1 over a cell
_LOST = 1e-9  # of a share, or of a cell: more than floating point can lose
_LEAST = 1e-290  # more than all that floating point takes for nothing


@dataclass(frozen=True, eq=False)
class Residuals:
    """What values are less what they were rounded to, in cells, and the same with signs changed.

    `most[sign, party]` no package exceeds; `logs[sign, party, exponent]` is the logarithm of the
    mean of exp(exponent * (residual - most)).
    """

    most: Floats
    logs: Floats

    def find_share(self, distances: Floats, *, sign: int) -> float:
        """Return a share of all packages that those at least so far off for a party don't exceed.

        `distances[party]` are in cells; `sign` is 1 where values were rounded down by so much,
        -1 where they were rounded up.
        """
        side = 0 if sign > 0 else 1
        beyond = distances - _LOST - self.most[side]
        bounds = (self.logs[side] - _EXPONENTS * beyond[:, None]).min(axis=1)
        shares = np.where(beyond > 0, 0.0, np.exp(np.minimum(0.0, bounds)))
        return float(shares.sum()) * (1 + _LOST)


def add_residuals(
    halves: Halves, rounded: Sequence[Sequence[Floats]], of_bonuses: Sequence[Floats]
) -> Residuals:
    """Return the residuals of all packages.

    `rounded[half][stage]` holds those of steps, residuals[step, party] in cells, and
    `of_bonuses[bridge]` those of the bonuses, residuals[party].
    """
    (first, most), (second, most_of_second) = (
        _add_up(path, own, len(of_bonuses[0]))
        for path, own in zip(halves.paths, rounded, strict=True)
    )
    signed = [_with_signs(own) for own in of_bonuses]
    top = np.max(signed, axis=0)
    total = np.zeros(first.shape[1:])
    for bridge, own in zip(halves.bridges, signed, strict=True):
        partners = np.tensordot(bridge.is_open.astype(np.float64), second, axes=1)
        total += np.einsum("gspt,gspt,spt->spt", first, partners, _powers(own - top))
    return Residuals(most + most_of_second + top, np.log(total + _LEAST))


def _add_up(path: Path, rounded: Sequence[Floats], n_parties: int) -> tuple[Floats, Floats]:
    """Return means[group, sign, party, exponent] of exp(exponent * (residual - most)), and most."""
    means = np.ones((1, 2, n_parties, len(_EXPONENTS)))
    most = np.zeros((2, n_parties))
    for stage, own in zip(path.stages, rounded, strict=True):
        signed = _with_signs(own)
        top = signed.max(axis=0)
        terms = means[stage.sources] * _powers(signed - top) / stage.n_options
        reached, starts = np.unique(stage.targets, return_index=True)
        means = np.zeros((stage.n_groups, *means.shape[1:]))
        means[reached] = np.add.reduceat(terms, starts, axis=0)
        most = most + top
    return means, most


def _with_signs(residuals: Floats) -> Floats:
    """Return residuals[…, sign, party] from residuals[…, party]."""
    return np.stack([residuals, -residuals], axis=-2)


def _powers(below: Floats) -> Floats:
    """Return powers[…, sign, party, exponent] of e."""
    powers: Floats = np.exp(below[..., None] * _EXPONENTS)
    return powers
