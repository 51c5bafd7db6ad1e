"""ANAC domains as bargains: an agenda, two exact preferences on 0..1, and what each may believe.

Read through PARAPH_DATA. Values are put on the scale on which a party's worst package is worth
0 and its best 1, as Paraph's cases are; the order of packages stays as it was.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paraph.errors import InputError
from paraph.formats.domains import Profile, survey_domains
from paraph.negotiation import Agenda, Belief, Preference

FOLDERS = ("anac-y2010", "anac-y2011", "anac-y2012")


@dataclass(frozen=True)
class Bargain:
    """A domain with two parties; reservation values as the domain states them."""

    name: str
    agenda: Agenda
    preferences: tuple[Preference, Preference]


def read_bargains() -> list[Bargain]:
    """Read every bilateral domain of the ANAC competitions 2010 to 2012 that is additive.

    InputError if PARAPH_DATA doesn't lead to them.
    """
    root = Path(os.environ.get("PARAPH_DATA", "")) / "domains"
    if not os.environ.get("PARAPH_DATA") or not root.is_dir():
        raise InputError("set PARAPH_DATA to the folder that holds domains/anac-y2010 …")
    found = []
    for folder in FOLDERS:
        for held in survey_domains(root / folder):
            domain = held.domain
            if domain is None or len(domain.profiles) != 2:
                print(f"left out: {held.path.name}, which has no two readable profiles")
                continue
            first, second = (rescale(profile) for profile in domain.profiles)
            found.append(Bargain(held.path.name, domain.agenda, (first, second)))
    return found


def rescale(profile: Profile) -> Preference:
    """Put a preference on the scale from its worst package, 0, to its best, 1."""
    preference = profile.preference
    parts = [
        weight * np.array(row)
        for weight, row in zip(preference.weights, preference.option_values, strict=True)
    ]
    spreads = np.array([np.ptp(part) for part in parts])
    lowest, whole = sum(part.min() for part in parts), spreads.sum()
    rows = [(part - part.min()) / max(np.ptp(part), 1e-12) for part in parts]
    reservation = (preference.reservation - lowest) / whole if profile.has_reservation else 0.0
    return Preference(
        weights=tuple(map(float, spreads / whole)),
        option_values=tuple(tuple(map(float, row)) for row in rows),
        reservation=float(np.clip(reservation, 0.0, 1.0)),
    )


def surround(
    preference: Preference, party_id: str, n_draws: int, rng: np.random.Generator
) -> Belief:
    """Return a belief whose first draw is the truth, among others that know nothing of it.

    The others have weights uniform on the simplex and uniform option values; the reservation
    value is as it is in all draws.
    """
    weights = rng.dirichlet(np.ones(len(preference.weights)), n_draws)
    weights[0] = preference.weights
    option_values = []
    for row in preference.option_values:
        values = rng.random((n_draws, len(row)))
        values -= values.min(axis=1, keepdims=True)
        values /= np.maximum(values.max(axis=1, keepdims=True), 1e-12)
        values[0] = row
        option_values.append(values)
    return Belief(party_id, weights, tuple(option_values), np.full(n_draws, preference.reservation))
