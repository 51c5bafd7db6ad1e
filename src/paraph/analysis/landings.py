"""Landings: where it can land when preferences are only believed, draw by draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from paraph.analysis.candidates import (
    Assessed,
    Efficiency,
    SolvedDraws,
    assess_positions,
    find_efficiency,
    find_neighbours,
    find_zones,
    propose_positions,
    solve_draws,
)
from paraph.analysis.frontiers import digest_of, packages_at
from paraph.analysis.lattices import Lattice, lattice_of_beliefs
from paraph.analysis.reaching import Reached
from paraph.errors import InputError
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    Belief,
    Estimate,
    Linkage,
    Package,
    estimate_from,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LandingSettings:
    """How a landing is estimated.

    `robust_at` is the probability (0..1) of being acceptable to all that makes a package
    robust; `n_candidates` how many packages are assessed over all draws, and `n_packages` how
    many of them are listed. With more than two parties the frontiers that candidates are taken
    from are trimmed to within `epsilon` of a party's range of values, because they can have
    thousands of points; what is said of a candidate doesn't depend on that.
    """

    robust_at: float = 0.7
    n_candidates: int = 400
    n_packages: int = 40
    epsilon: float = 0.05

    def __post_init__(self) -> None:
        if not 0 < self.robust_at <= 1:
            raise InputError("robust_at is a probability above 0, at most 1")
        if self.n_candidates < 1 or self.n_packages < 1 or not 0 < self.epsilon < inf:
            raise InputError("a landing needs at least one package and an epsilon above 0")


@dataclass(frozen=True)
class LandingPackage:
    """A package, what it is worth to each party, and how likely it is to stand.

    `p_accept[party]` in the order of the beliefs; `p_acceptable`: to all at once;
    `p_efficient`: acceptable to all, and no package better for one without loss to another
    (of the draws that were asked).
    """

    package: Package
    our_value: Estimate
    their_values: tuple[Estimate, ...]
    p_accept: tuple[float, ...]
    p_acceptable: float
    p_efficient: float


@dataclass(frozen=True)
class Landing:
    """Where it can land: the probability of a zone, and the packages likely to stand.

    `packages` are sorted by p_acceptable, then by our value. `robust` are all assessed
    packages whose p_acceptable is at least `robust_at`. `cloud` has the mean values of the
    assessed packages, for a chart. The interval of `p_zone` is that of the sampling only.
    """

    party_ids: tuple[str, ...]
    p_zone: Estimate
    packages: tuple[LandingPackage, ...]
    robust: tuple[Package, ...]
    robust_at: float
    n_draws: int
    n_candidates: int
    cloud: tuple[tuple[float, ...], ...]
    method: str
    seed: int
    digest: str


def estimate_landing(
    agenda: Agenda,
    beliefs: Sequence[Belief],
    linkages: Sequence[Linkage],
    settled: Package,
    *,
    seed: int,
    settings: LandingSettings | None = None,
) -> Landing:
    """Estimate where it can land, from frontiers and questions solved draw by draw.

    `beliefs` are of all parties, ours first; draws of different parties are paired at random.
    Candidates are the packages most often efficient and acceptable in a draw, the bargaining
    solutions of the draws above all, and what differs from the likeliest of them in one issue.
    Frontiers are solved until enough candidates have come up; then every draw is asked whether
    it has a zone, and many or all of them whether a listed package is dominated; `method` says
    how many draws that was.
    """
    settings = settings or LandingSettings()
    paired = _pair_draws(beliefs, seed)
    lattice = lattice_of_beliefs(agenda, paired, linkages, settled)
    solved = solve_draws(lattice, settings.epsilon if lattice.n_parties > 2 else 0.0)
    positions = propose_positions(lattice, solved, agenda, linkages, settings.n_candidates)
    assessed = assess_positions(lattice, positions)
    values = lattice.in_units(assessed.values)
    zones = find_zones(lattice, solved, assessed, settings.epsilon)
    order = np.lexsort((-values[:, :, 0].mean(axis=0), -assessed.p_acceptable))
    packages = packages_at(agenda, positions)
    listed = order[: settings.n_packages]
    efficiency = find_efficiency(lattice, assessed, listed, settings.epsilon)
    return Landing(
        party_ids=tuple(belief.party_id for belief in beliefs),
        p_zone=_estimate_share(int(zones.is_met.sum()), lattice.n_draws),
        packages=tuple(
            _landing_package(packages[index], assessed, values, index, float(p_stands))
            for index, p_stands in zip(listed, efficiency.p_efficient, strict=True)
        ),
        robust=tuple(
            packages[index] for index in order if assessed.p_acceptable[index] >= settings.robust_at
        ),
        robust_at=settings.robust_at,
        n_draws=lattice.n_draws,
        n_candidates=len(packages),
        cloud=tuple(tuple(map(float, row)) for row in values.mean(axis=0)),
        method=_method(lattice, solved, zones, efficiency, settings),
        seed=seed,
        digest=digest_of(
            agenda, _digest_of_beliefs(beliefs), tuple(linkages), settled, seed, settings
        ),
    )


def assess_package(
    agenda: Agenda,
    beliefs: Sequence[Belief],
    linkages: Sequence[Linkage],
    package: Package,
    *,
    settled: Package = NOTHING_SETTLED,
    seed: int = 1,
) -> LandingPackage:
    """Estimate how likely one complete package is acceptable, and efficient besides.

    InputError if the package leaves an issue open, differs from what is settled, or breaks
    a linkage.
    """
    if not package.is_complete(agenda):
        raise InputError("only a complete package can be assessed; settle every issue in it")
    if not package.agrees_with(settled):
        raise InputError("the package differs from what is settled already")
    if not all(linkage.allows(package) for linkage in linkages):
        raise InputError("the package breaks a linkage, so it can't be agreed as it stands")
    lattice = lattice_of_beliefs(agenda, _pair_draws(beliefs, seed), linkages, settled)
    own = np.array([package.positions(agenda)], dtype=np.intp)
    near = find_neighbours(lattice, own, agenda, linkages)
    assessed = assess_positions(lattice, np.concatenate([own, near]))
    efficiency = find_efficiency(lattice, assessed, np.array([0]), LandingSettings().epsilon)
    values = lattice.in_units(assessed.values)
    return _landing_package(package, assessed, values, 0, float(efficiency.p_efficient[0]))


def _pair_draws(beliefs: Sequence[Belief], seed: int) -> list[Belief]:
    """Return the beliefs with their draws in random order, repeated to equal number."""
    rng = np.random.default_rng(seed)
    n_draws = max(belief.n_draws for belief in beliefs)
    return [belief.take(np.resize(rng.permutation(belief.n_draws), n_draws)) for belief in beliefs]


def _landing_package(
    package: Package, assessed: Assessed, values: Floats, index: int, p_efficient: float
) -> LandingPackage:
    ours, *theirs = (estimate_from(draws) for draws in values[:, index, :].T)
    return LandingPackage(
        package=package,
        our_value=ours,
        their_values=tuple(theirs),
        p_accept=tuple(map(float, assessed.p_accept[index])),
        p_acceptable=float(assessed.p_acceptable[index]),
        p_efficient=p_efficient,
    )


def _estimate_share(n_hits: int, n_draws: int) -> Estimate:
    """Return a share with the interval that sampling leaves at 90 % (Wilson 1927)."""
    z = 1.6449
    share = n_hits / n_draws
    middle = (share + z * z / (2 * n_draws)) / (1 + z * z / n_draws)
    spread = sqrt(share * (1 - share) / n_draws + (z / (2 * n_draws)) ** 2)
    half = z * spread / (1 + z * z / n_draws)
    return Estimate(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def _method(
    lattice: Lattice,
    solved: SolvedDraws,
    zones: Reached,
    efficiency: Efficiency,
    settings: LandingSettings,
) -> str:
    trimmed = f"trimmed to within {settings.epsilon:g} of range"
    asked = "exact" if zones.is_exact and efficiency.is_exact else f"where too large {trimmed}"
    return (
        f"candidates from the frontiers of {solved.n_draws:,} of {lattice.n_draws:,} draws"
        f" (Minkowski sums{'' if solved.is_exact else ', ' + trimmed}); a zone asked for in all,"
        f" efficiency in {efficiency.n_draws:,}, {asked}"
    )


def _digest_of_beliefs(beliefs: Sequence[Belief]) -> str:
    fingerprint = sha256()
    for belief in beliefs:
        fingerprint.update(repr((belief.party_id, belief.interactions, belief.red_lines)).encode())
        for array in (belief.weights, belief.reservation, *belief.option_values):
            fingerprint.update(np.ascontiguousarray(array).tobytes())
        assert belief.red_line_holds is not None
        fingerprint.update(belief.red_line_holds.tobytes())
    return fingerprint.hexdigest()
