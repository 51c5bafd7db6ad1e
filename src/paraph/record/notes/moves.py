"""A move as the reader proposes it: the move, the sentence it came from, the rule that fired."""

from __future__ import annotations

from dataclasses import dataclass

from paraph.record.sessions import Move


@dataclass(frozen=True, slots=True)
class ProposedMove:
    """A move read out of a note, for a person to confirm, correct or drop.

    The sentence is `note[start:end]` and begins in `line` (from 1). `speaker` is who said it, as
    written; empty in prose. `rule` names the rule that fired (see docs/how-to/notes-to-moves.md).
    `move.confidence` (0..1) is the probability that a reader of the note would agree.
    A move that a person adds may quote no sentence: `line` is then 0, and `start` the note's end.
    `slighted_ids` are issues that were said not to matter, where `rule` is about importance.
    """

    move: Move
    sentence: str
    start: int
    end: int
    line: int
    rule: str
    speaker: str = ""
    slighted_ids: tuple[str, ...] = ()
