"""How far each rule can be trusted: the share of its moves that a reader would agree with.

For rules in `MEASURED` the share was measured by `python -m benchmarks notes` on the tuning
half of the human dialogues; the others are judgements, and are marked as such in the docs.
"""

from __future__ import annotations

MEASURED = {
    "shares": 0.8,
    "shares-guessed": 0.6,
    "most": 0.75,
    "strong-need": 0.75,
    "need": 0.7,
    "order": 0.75,
    "no-need": 0.6,
    "least": 0.6,
    "reason": 0.6,
    "same": 0.6,
}
JUDGED = {
    "offer": 0.8,
    "accept": 0.8,
    "reject": 0.8,
    "support": 0.75,
    "oppose": 0.75,
    "reserve": 0.75,
    "ask": 0.7,
    "ask-priorities": 0.8,
    "accept-standing": 0.7,
    "reject-standing": 0.6,
}
_HEDGED = 0.75
_INEXACT = 0.7
_REPORTED = 0.7


def confidence_of(
    rule: str, *, is_hedged: bool = False, is_inexact: bool = False, is_reported: bool = False
) -> float:
    """The confidence (0..1) of a move: its rule's, less for hedges, near numbers and hearsay."""
    share = {**MEASURED, **JUDGED}[rule]
    for is_weaker, factor in (
        (is_hedged, _HEDGED),
        (is_inexact, _INEXACT),
        (is_reported, _REPORTED),
    ):
        share *= factor if is_weaker else 1.0
    return round(share, 2)
