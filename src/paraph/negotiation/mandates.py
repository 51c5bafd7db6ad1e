"""Mandates: what staff may agree ad referendum, and what is kept for the principal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paraph.negotiation.packages import Package


class Authority(StrEnum):
    """Who may settle an issue for a party."""

    STAFF = "staff"
    MINISTERS = "ministers"
    PRINCIPAL = "principal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MandateItem:
    """The instruction on one issue: who may settle it, and with which options.

    `option_ids` are those that the holder may agree ad referendum; empty means any.
    """

    issue_id: str
    authority: Authority
    option_ids: tuple[str, ...] = ()
    note: str = ""
    issued: date | None = None
    source_ids: tuple[str, ...] = ()

    def allows(self, option_id: str) -> bool:
        """Whether the holder may agree to this option ad referendum."""
        return not self.option_ids or option_id in self.option_ids


@dataclass(frozen=True, slots=True)
class Mandate:
    """A delegation's negotiating directives; issues it doesn't name have unknown authority."""

    items: tuple[MandateItem, ...] = ()
    issued_by: str = ""
    issued: date | None = None

    def item(self, issue_id: str) -> MandateItem:
        """Return the instruction on an issue (authority unknown where there is none)."""
        for item in self.items:
            if item.issue_id == issue_id:
                return item
        return MandateItem(issue_id=issue_id, authority=Authority.UNKNOWN)

    def lets_staff_agree(self, package: Package) -> bool:
        """Whether staff may agree ad referendum to every choice of the package."""
        return all(
            self.item(issue_id).authority is Authority.STAFF
            and self.item(issue_id).allows(option_id)
            for issue_id, option_id in package
        )
