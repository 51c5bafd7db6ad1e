"""Slots: the places of a draft where wording is open, and the alternatives that each holds."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from paraph.text.attributions import NOBODY, Attribution
from paraph.text.profile import Step

# "No text", "No provision on liability", "none", "delete", or nothing at all; "No provision of this
# Agreement shall ..." is wording.
NO_TEXT = re.compile(
    r"[\W_]*(?:no\s+text\b|no\s+(?:provision|paragraph|article)s?"
    r"(?:\s+(?:on|needed|required|necessary)\b[^.]*)?\W*$|none\W*$|delete\W*$|$)",
    re.IGNORECASE,
)


class SlotKind(enum.StrEnum):
    """How the draft shows that the wording is open."""

    BRACKETS = "brackets"
    OPTIONS = "options"
    COLUMNS = "columns"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording that a slot could take.

    With its marks it runs from `mark_start` to `mark_end`; its own words, without marks and
    attribution label, from `start` to `end`. An `is_implied` alternative is the "no text" that a
    bracket standing alone leaves open; it has no place of its own in the draft. `label` is the
    draft's own name for it ("Option 2"), where it has one; `scope` what it would replace, as in
    "Option 2: (paragraphs 3-3quater)".
    """

    mark_start: int
    mark_end: int
    start: int
    end: int
    is_no_text: bool = False
    is_implied: bool = False
    attribution: Attribution = NOBODY
    option_ids: tuple[str, ...] = ()
    label: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where wording is open, with its alternatives in the order of the draft.

    `parent` is the index of the slot around it (-1 at the top); `end` is after its anchors.
    """

    index: int
    parent: int
    kind: SlotKind
    start: int
    end: int
    alternatives: tuple[Alternative, ...]
    is_blanket: bool = False
    issue_id: str | None = None
    step: Step = Step.OPEN

    @property
    def written(self) -> tuple[Alternative, ...]:
        """The alternatives that stand in the draft."""
        return tuple(one for one in self.alternatives if not one.is_implied)
