"""Reading a meeting note or transcript: the moves in it, proposed for a person to confirm.

Rules over the case's own words, for notes in English. `propose_moves` reads; nothing is
downloaded, and no model is called.
"""

from paraph.record.notes.moves import ProposedMove
from paraph.record.notes.reading import propose_moves
from paraph.record.notes.sentences import Sentence, split_sentences
from paraph.record.notes.unknown import (
    Unread,
    Why,
    find_unclear,
    find_unknown_speakers,
    find_unknown_subjects,
    find_unread,
)
from paraph.record.notes.vocabulary import Division, Vocabulary, build_vocabulary

__all__ = [
    "Division",
    "ProposedMove",
    "Sentence",
    "Unread",
    "Vocabulary",
    "Why",
    "build_vocabulary",
    "find_unclear",
    "find_unknown_speakers",
    "find_unknown_subjects",
    "find_unread",
    "propose_moves",
    "split_sentences",
]
