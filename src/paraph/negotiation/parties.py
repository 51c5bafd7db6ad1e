"""Parties, and the terms that each of them may read differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from paraph.negotiation.constraints import RedLine
from paraph.negotiation.mandates import Mandate
from paraph.negotiation.preferences import StatedPreference


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a delegation."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One side in the negotiation: a delegation at working level, and its principal."""

    id: str
    name: str
    principal: str = ""
    delegation: tuple[Person, ...] = ()
    preference: StatedPreference = field(default_factory=StatedPreference)
    red_lines: tuple[RedLine, ...] = ()
    mandate: Mandate = field(default_factory=Mandate)


@dataclass(frozen=True, slots=True)
class Definition:
    """What one party means by a term, from when, and where that is on record."""

    party_id: str
    text: str
    given: date | None = None
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A key term, each side's definition of it, and the agreed one where there is one.

    `issue_ids` are the issues that can't be settled while the term is read differently.
    """

    id: str
    label: str
    definitions: tuple[Definition, ...] = ()
    issue_ids: tuple[str, ...] = ()
    agreed_text: str = ""
    agreed: date | None = None
