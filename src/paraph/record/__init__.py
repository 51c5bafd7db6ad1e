"""The record: sessions and moves, judgements, papers, sources; each entry with its date."""

from paraph.record.judgements import Event, Judgement, Override, Role, Verdict
from paraph.record.papers import Opening, Paper, PaperKind, Source
from paraph.record.sessions import Level, Move, MoveKind, Participant, Session

__all__ = [
    "Event",
    "Judgement",
    "Level",
    "Move",
    "MoveKind",
    "Opening",
    "Override",
    "Paper",
    "PaperKind",
    "Participant",
    "Role",
    "Session",
    "Source",
    "Verdict",
]
