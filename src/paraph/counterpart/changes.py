"""Signs that a party changed, speaks with more than one voice, or isn't what was stated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from paraph.case import Case
from paraph.counterpart.drift import Drift
from paraph.counterpart.factions import Faction, find_factions
from paraph.counterpart.misfits import find_misfits
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.settings import InferenceSettings
from paraph.errors import InferenceError

_Sign = TypeVar("_Sign", Faction, Contradiction)


@dataclass(frozen=True)
class Changes:
    """Signs that a party changed at some date, or that its levels or people speak differently.

    `misfits` are statements about the party that its moves contradict: it may have changed, or
    never have been so. `factions` and `misfits` are empty until they are looked for.
    """

    party_id: str
    drifts: tuple[Drift, ...]
    factions: tuple[Faction, ...] = ()
    misfits: tuple[Contradiction, ...] = ()


def add_voices_and_misfits(case: Case, changes: Changes, settings: InferenceSettings) -> Changes:
    """Add signs that a party speaks with more than one voice, or isn't what was stated.

    Where the model can make nothing of a part of the record, the signs that hang on it aren't
    told; the others are.
    """

    def look(find: Callable[..., tuple[_Sign, ...]]) -> tuple[_Sign, ...]:
        try:
            return find(case, changes.party_id, settings.for_signs)
        except InferenceError:
            return ()

    return replace(changes, factions=look(find_factions), misfits=look(find_misfits))
