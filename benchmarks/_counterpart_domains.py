"""Domains of the ANAC competitions, as agendas with two exact preferences each.

Read through PARAPH_DATA. Each preference is put on Paraph's scale: the best option of an issue
counts 1, the worst 0, and weights follow; the order of packages stays as it was.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from defusedxml import ElementTree
from numpy.typing import NDArray

from paraph.errors import InputError
from paraph.negotiation import Agenda, Issue, Option, Preference

N_OUTCOMES_MOST = 20_000
_FOLDERS = ("anac-y2010", "anac-y2011", "anac-y2012")


@dataclass(frozen=True, eq=False)
class Domain:
    """A domain: `positions[outcome, issue]`, and `values[side][outcome]` on 0..1.

    Of large domains a sample of outcomes is held.
    """

    name: str
    agenda: Agenda
    preferences: tuple[Preference, Preference]
    positions: NDArray[np.intp]
    values: tuple[NDArray[np.float64], NDArray[np.float64]]

    @property
    def is_for_tuning(self) -> bool:
        """The fixed split: a hash of the name, less its variant letter, takes two fifths."""
        stem = self.name.rstrip("ABC")
        return sha256(stem.encode()).digest()[0] % 5 < 2


def read_domains() -> list[Domain]:
    """Read all additive domains with discrete issues and two profiles that agree on them."""
    folder = Path(os.environ.get("PARAPH_DATA", "")) / "domains"
    if not os.environ.get("PARAPH_DATA") or not folder.is_dir():
        raise InputError("set PARAPH_DATA to the folder that holds domains/anac-y2010 …")
    found = {}
    for year in _FOLDERS:
        for place in sorted((folder / year).iterdir()):
            domain = _read_domain(place)
            if domain is not None:
                found[place.name] = domain
    return [found[name] for name in sorted(found)]


def _read_domain(folder: Path) -> Domain | None:
    """Read a folder; None where it holds what an additive, discrete model can't express."""
    profiles = [_read_profile(file) for file in sorted(folder.glob("*.xml"))]
    usable = [profile for profile in profiles if profile]
    if len(usable) < 2 or [*usable[0]] != [*usable[1]]:
        return None
    first, second = usable[:2]
    if any([*first[name][1]] != [*second[name][1]] for name in first):
        return None
    agenda = Agenda(
        tuple(
            Issue(name, name, tuple(Option(f"o{i}", value) for i, value in enumerate(options)))
            for name, (_, options) in first.items()
        )
    )
    return build_domain(folder.name, agenda, (_preference(first), _preference(second)))


def _read_profile(file: Path) -> dict[str, tuple[float, dict[str, float]]] | None:
    """Return issue -> (weight, option -> value); None for a domain file or one that isn't flat."""
    root = ElementTree.parse(file).getroot()
    weights = {
        node.get("index"): float(node.get("value"))
        for node in root.iter("weight")
        if node.get("value")
    }
    profile = {}
    for issue in root.iter("issue"):
        items = issue.findall("item")
        if not items or any(item.get("evaluation") in (None, "null") for item in items):
            return None
        options = {item.get("value"): float(item.get("evaluation")) for item in items}
        top = max(options.values())
        if issue.get("index") not in weights or top <= 0:
            return None
        scaled = {value: number / top for value, number in options.items()}
        profile[issue.get("name")] = (weights[issue.get("index")], scaled)
    return profile or None


def _preference(profile: dict[str, tuple[float, dict[str, float]]]) -> Preference:
    weights, rows = [], []
    for weight, options in profile.values():
        values = np.array(list(options.values()))
        spread = np.ptp(values)
        weights.append(weight * spread)
        rows.append((values - values.min()) / spread if spread > 0 else np.ones_like(values))
    total = sum(weights)
    return Preference(
        tuple(weight / total for weight in weights), tuple(tuple(map(float, row)) for row in rows)
    )


def build_domain(name: str, agenda: Agenda, preferences: tuple[Preference, Preference]) -> Domain:
    """Build a domain with all its outcomes, or a sample of them."""
    if agenda.n_packages <= N_OUTCOMES_MOST:
        grids = np.meshgrid(*(np.arange(n) for n in agenda.shape), indexing="ij")
        positions = np.stack([grid.ravel() for grid in grids], axis=1)
    else:
        rng = np.random.default_rng(0)
        positions = rng.integers(agenda.shape, size=(N_OUTCOMES_MOST, len(agenda)))
        best = [[int(np.argmax(row)) for row in p.option_values] for p in preferences]
        positions[: len(best)] = best
    values = tuple(value_outcomes(preference, positions) for preference in preferences)
    return Domain(name, agenda, preferences, positions, values)


def value_outcomes(preference: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return value[outcome] of positions[outcome, issue]."""
    return sum(
        weight * np.array(row)[positions[:, issue]]
        for issue, (weight, row) in enumerate(
            zip(preference.weights, preference.option_values, strict=True)
        )
    )


def random_domain(rng: np.random.Generator, n_issues: int, n_options: int) -> Domain:
    """Draw a domain: weights uniform on the simplex, option values uniform."""
    agenda = Agenda(
        tuple(
            Issue(f"i{i}", f"i{i}", tuple(Option(f"o{k}", f"o{k}") for k in range(n_options)))
            for i in range(n_issues)
        )
    )

    def draw() -> Preference:
        rows = rng.uniform(size=(n_issues, n_options))
        rows = (rows - rows.min(1, keepdims=True)) / np.ptp(rows, axis=1)[:, None]
        weights = rng.dirichlet(np.ones(n_issues))
        return Preference(tuple(map(float, weights)), tuple(tuple(map(float, r)) for r in rows))

    return build_domain(f"random {n_issues} x {n_options}", agenda, (draw(), draw()))
