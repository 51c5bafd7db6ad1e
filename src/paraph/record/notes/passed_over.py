"""Sentences of a note that name an issue of the case, or do something, and were not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from paraph.record.notes.acts import find_act
from paraph.record.notes.clauses import Clause, split_clauses
from paraph.record.notes.grammar import SUBJECTS
from paraph.record.notes.moves import ProposedMove
from paraph.record.notes.naming import options_named
from paraph.record.notes.sentences import Sentence, split_sentences
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_LONGEST_REPLY = 8
_VERDICTS = (MoveKind.ACCEPT, MoveKind.REJECT)
_ONES = frozenset(("us", "them"))


def find_passed_over(
    note: str, vocabulary: Vocabulary, moves: Sequence[ProposedMove], told: Collection[str]
) -> Iterator[tuple[Sentence, tuple[str, ...]]]:
    """Yield each sentence of which nothing was read, or not all, with the issues left out.

    It names an issue or an option, or says that a known party offers, accepts or refuses. What
    somebody of those `told` as unknown does is left out.
    """
    read: dict[int, set[str]] = {}
    for move in moves:
        read.setdefault(move.start, set()).update(_issues_in(move))
    offerers = {m.start: m.move.party_id for m in moves if m.move.kind is MoveKind.PROPOSE}
    offerer = ""
    for sentence in split_sentences(note, vocabulary):
        is_reply = _is_reply(sentence, offerer, vocabulary)
        offerer = offerers.get(sentence.start, "")
        clauses = split_clauses(sentence, vocabulary)
        if any(clause.unknown in told for clause in clauses if clause.unknown):
            continue
        done = read.get(sentence.start)
        named = tuple(dict.fromkeys(i for c in clauses for i in _named_in(c, sentence, vocabulary)))
        is_whose = any(_is_whose(clause, sentence, vocabulary) for clause in clauses)
        if done is None and (is_whose or sentence.is_on_topic_line):
            clues = (i for c in clauses for i in vocabulary.find_clues(c.words))
            named = tuple(dict.fromkeys((*named, *sentence.topic_ids[:1], *clues)))
        left = tuple(issue_id for issue_id in named if issue_id not in (done or ()))
        is_doing = is_reply or any(_acts(clause, sentence) for clause in clauses)
        if left or (done is None and is_doing):
            yield sentence, left


def _is_reply(sentence: Sentence, offerer: str, vocabulary: Vocabulary) -> bool:
    """Whether a short sentence behind an offer is of another party: "Lind laughed", "Neither"."""
    words = sentence.words()
    named = vocabulary.find_parties(words)
    replier = sentence.party_id or (named[0].id if named and named[0].first <= 1 else "")
    is_short = sum(word.text[0].isalnum() for word in words) <= _LONGEST_REPLY
    return bool(offerer and replier) and replier != offerer and is_short


def _issues_in(move: ProposedMove) -> tuple[str, ...]:
    said = move.move
    packages = (said.package, said.compared_with)
    of_options = (issue_id for package in packages for issue_id in package.issue_ids)
    return (*said.issue_ids, *move.slighted_ids, *of_options)


def _named_in(clause: Clause, sentence: Sentence, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (mention.id for mention in clause.issues if not mention.is_hint)
    yield from (mention.id for mention in vocabulary.find_measures(clause.words))
    yield from vocabulary.find_ambiguous(clause.words)
    is_told_of = (
        clause.party_id
        or clause.unknown
        or sentence.party_id
        or sentence.topic_ids
        or _has_one(clause)
    )
    named = options_named(clause, sentence, vocabulary) if is_told_of else ()
    yield from (option.issue_id for option in named if not option.is_implied and option.is_exact)


def _is_whose(clause: Clause, sentence: Sentence, vocabulary: Vocabulary) -> bool:
    """Whether a clause names a party or "we", so that what it says of its topic is somebody's."""
    is_pronoun = any(word.lower in SUBJECTS for word in clause.words)
    return (
        is_pronoun
        or _has_one(clause)
        or bool(sentence.party_id or vocabulary.find_parties(clause.words))
    )


def _has_one(clause: Clause) -> bool:
    return any(word.lower in _ONES for word in clause.words)


def _acts(clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause says that somebody known does something at the table, if not ask."""
    act = find_act(clause, is_question="?" in sentence.text)
    is_known = bool(clause.party_id or sentence.party_id or sentence.topic_ids)
    is_known = is_known or (act is not None and act.kind in _VERDICTS)
    return act is not None and act.kind is not MoveKind.ASK and is_known
