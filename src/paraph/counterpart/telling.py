"""How a contradiction is told: two entries by their names, and the time between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from paraph.counterpart.evidence import Evidence, name_entry
from paraph.counterpart.posterior import Contradiction


def tell_contradiction(
    evidence: Evidence,
    said: Sequence[int],
    against: Sequence[int],
    text: str,
    issue_ids: tuple[str, ...] = (),
) -> Contradiction:
    """Tell that some entries go against others; the first of either side is named."""
    first, second = (name_entry(evidence.entries[entries[0]]) for entries in (said, against))
    return Contradiction(first, second, text, issue_ids, _between(evidence, said, against))


def _between(
    evidence: Evidence, said: Sequence[int], against: Sequence[int]
) -> tuple[date, date] | None:
    """Return the days between which the one side was over and the other hadn't begun, if any."""
    days = [[evidence.entries[entry].day for entry in side] for side in (said, against)]
    known = [[day for day in side if day] for side in days]
    if not all(known) or len(known[0]) < len(said) or len(known[1]) < len(against):
        return None
    for one, other in (known, known[::-1]):
        if max(one) < min(other):
            return max(one), min(other)
    return None
