"""Domains of ANAC, ANL and NegoLog, as agendas with two exact preferences each.

Read through PARAPH_DATA. Each preference is put on Paraph's scale: the best option of an issue
counts 1, the worst 0, and weights follow; the order of packages stays as it was. A domain that
comes twice (as ANL 2023 repeats ANL 2022) is kept once, and so is one in variants A, B and C.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks._bargains import rescale
from paraph.errors import InputError
from paraph.formats.domains import survey_domains
from paraph.negotiation import Agenda, Issue, Option, Preference

N_OUTCOMES_MOST = 20_000
FAMILIES = {
    "ANAC": ("anac-y2010", "anac-y2011", "anac-y2012"),
    "ANL": ("anl2022-geniusweb", "anl2023-geniusweb"),
    "NegoLog": ("negolog",),
}
"""Family -> folders. In ANAC options are named and often listed in an order that means something;
in ANL names are letters and values are drawn at random; in NegoLog's own domains names are letters
and the parties mostly want the opposite of each other."""
_GAP = 0.15


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
    family: str = "random"

    @property
    def is_for_tuning(self) -> bool:
        """The fixed split: a hash of the name, less its variant letter, takes two fifths."""
        return sha256(_stem(self.name).encode()).digest()[0] % 5 < 2

    @cached_property
    def is_balanced(self) -> bool:
        """Whether both parties get about as much in the Nash solution (a gap under 0.15)."""
        product = self.values[0] * self.values[1]
        nash = int(product.argmax())
        return bool(abs(self.values[0][nash] - self.values[1][nash]) < _GAP)


def _stem(name: str) -> str:
    return name.rstrip("ABC")


def read_domains() -> list[Domain]:
    """Read all additive domains of the competitions with two profiles, each once."""
    root = Path(os.environ.get("PARAPH_DATA", "")) / "domains"
    if not os.environ.get("PARAPH_DATA") or not root.is_dir():
        raise InputError("set PARAPH_DATA to the folder that holds domains/anac-y2010 …")
    found: dict[str, Domain] = {}
    seen: set[tuple] = set()
    for family, folder, place, agenda, preferences in _read_pairs(root):
        name = place if family == "ANAC" else f"{folder}/{place}"
        content = (agenda, *((p.weights, p.option_values) for p in preferences))
        if content not in seen and _stem(name) not in found:
            found[_stem(name)] = build_domain(name, agenda, preferences, family)
        seen.add(content)
    return sorted(found.values(), key=lambda domain: domain.name)


def choose_domains(*, is_for_tuning: bool) -> list[Domain]:
    """Choose domains of one part, over one issue: all, or so many of each family, evenly spread."""
    n = int(os.environ.get("PARAPH_BENCH_DOMAINS", "1000"))
    chosen = []
    for family in FAMILIES:
        found = [
            domain
            for domain in read_domains()
            if domain.is_for_tuning == is_for_tuning
            and domain.family == family
            and len(domain.agenda) > 1
        ]
        chosen += found[:: max(1, len(found) // n)][:n]
    return chosen


def _read_pairs(root: Path) -> Iterator[tuple[str, str, str, Agenda, tuple]]:
    """Yield family, folder, name, agenda and both preferences of every bilateral domain."""
    for family, folders in FAMILIES.items():
        for folder in folders:
            for held in survey_domains(root / folder):
                if held.domain and len(held.domain.profiles) == 2:
                    preferences = tuple(rescale(profile) for profile in held.domain.profiles)
                    yield family, folder, held.path.name, held.domain.agenda, preferences


def build_domain(
    name: str, agenda: Agenda, preferences: tuple[Preference, Preference], family: str = "random"
) -> Domain:
    """Build a domain with all its outcomes, or a sample of them."""
    if agenda.n_packages <= N_OUTCOMES_MOST:
        grids = np.meshgrid(*(np.arange(n) for n in agenda.shape), indexing="ij")
        positions = np.stack([grid.ravel() for grid in grids], axis=1)
    else:
        rng = np.random.default_rng(0)
        positions = rng.integers(agenda.shape, size=(N_OUTCOMES_MOST, len(agenda)))
        best = [[int(np.argmax(row)) for row in p.option_values] for p in preferences]
        positions[: len(best)] = best
    first, second = (value_outcomes(preference, positions) for preference in preferences)
    return Domain(name, agenda, preferences, positions, (first, second), family)


def value_outcomes(preference: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return value[outcome] of positions[outcome, issue]."""
    return sum(
        weight * np.array(row)[positions[:, issue]]
        for issue, (weight, row) in enumerate(
            zip(preference.weights, preference.option_values, strict=True)
        )
    )


def random_domain(rng: np.random.Generator, n_issues: int, n_options: int) -> Domain:
    """Draw a domain: weights uniform on the simplex, option values uniform, names in no order."""
    agenda = Agenda(
        tuple(
            Issue(f"i{i}", f"i{i}", tuple(Option(f"o{k}", f"option {k}") for k in range(n_options)))
            for i in range(n_issues)
        )
    )

    def draw() -> Preference:
        rows = rng.uniform(size=(n_issues, n_options))
        rows = (rows - rows.min(1, keepdims=True)) / np.ptp(rows, axis=1)[:, None]
        weights = rng.dirichlet(np.ones(n_issues))
        return Preference(tuple(map(float, weights)), tuple(tuple(map(float, r)) for r in rows))

    return build_domain(f"random {n_issues} x {n_options}", agenda, (draw(), draw()))
