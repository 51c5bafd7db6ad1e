"""How far each rule can be trusted: the share of its moves that a reader would agree with.

The shares in `CHECKED` were counted by one reader on 24 moves of each rule, drawn by a fixed seed
from the tuning half of the human talks that docs/discussion/notes-to-moves.md describes. Rules for
options in words don't fire on those talks; theirs, in `JUDGED`, are judgements, kept lower.
"""

from __future__ import annotations

CHECKED = {
    "shares": 0.95,
    "shares-guessed": 0.7,
    "accept-standing": 0.85,
    "reject-standing": 0.85,
    "ask": 0.8,
    "ask-priorities": 0.9,
    "most": 0.9,
    "strong-need": 0.9,
    "need": 0.85,
    "order": 0.8,
    "least": 0.85,
    "no-need": 0.75,
    "reason": 0.7,
    "same": 0.7,
}
JUDGED = {
    "offer": 0.75,
    "accept": 0.75,
    "reject": 0.75,
    "support": 0.7,
    "oppose": 0.7,
    "firm": 0.7,
    "bound": 0.6,
    "reserve": 0.7,
    "compare": 0.7,
    "equal": 0.7,
    "either": 0.5,
}
_SHARES = {**CHECKED, **JUDGED}
_HEDGED = 0.75
_INEXACT = 0.7
_REPORTED = 0.7


def confidence_of(
    rule: str, *, is_hedged: bool = False, is_inexact: bool = False, is_reported: bool = False
) -> float:
    """The confidence (0..1) of a move: its rule's, less for hedges, near numbers and hearsay."""
    share = _SHARES[rule]
    for is_weaker, factor in (
        (is_hedged, _HEDGED),
        (is_inexact, _INEXACT),
        (is_reported, _REPORTED),
    ):
        share *= factor if is_weaker else 1.0
    return round(share, 2)
