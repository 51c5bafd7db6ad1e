"""Which options a clause names, by the issues in it, its figures, or the topic above it."""

from __future__ import annotations

from dataclasses import replace

from paraph.record.notes.clauses import Clause
from paraph.record.notes.options import NamedOption, find_options
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import Word

_OURS = frozenset(("we", "us", "i", "ourselves", "we'd", "we'll"))
_PRONOUNS = _OURS | {"you", "they", "them", "you'd", "you'll", "they'd", "they'll", "themselves"}
_DOING = frozenset((
    "do", "pay", "bear", "cover", "carry", "handle", "fund", "finance", "repair", "fix", "maintain",
    "build", "provide", "supply", "did", "paid", "does", "pays",
))  # fmt: skip


def options_named(
    clause: Clause, sentence: Sentence, vocabulary: Vocabulary
) -> tuple[NamedOption, ...]:
    """Find the options that a clause names; of issues that divide a stock none.

    Where it names no issue, the topic of the line or heading is meant.
    """
    divided = {division.issue_id for division in vocabulary.divisions}
    named = [mention for mention in clause.issues if not mention.is_hint]
    known = {mention.id for mention in named}
    measured = vocabulary.find_measures(clause.words)
    named += [mention for mention in measured if mention.id not in known]
    mentions = [mention for mention in named if mention.id not in divided]
    known = {mention.id for mention in mentions}
    figures = [] if divided else _figures_in(clause, sentence, vocabulary)
    guessed = {mention.id for mention in figures if mention.is_hint} - known
    mentions += [mention for mention in figures if mention.id not in known]
    if not mentions:
        last = len(clause.words) - 1
        mentions = [Mention(topic, 0, last) for topic in sentence.topic_ids[:1]]
        mentions = [mention for mention in mentions if mention.id not in divided]
    words = _with_names(clause, sentence, vocabulary)
    found = find_options(words, mentions, vocabulary)
    return tuple(
        replace(option, is_exact=False) if option.issue_id in guessed else option
        for option in found
    )


def _with_names(clause: Clause, sentence: Sentence, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """The words of a clause, where "we do the works" reads as the party's name in its options."""
    speaker = sentence.party_id or vocabulary.we_id
    words = list(clause.words)
    for at, word in enumerate(words):
        behind = words[at + 1].lower if at + 1 < len(words) else ""
        is_doer = behind in _DOING or (at and words[at - 1].lower == "by")
        if word.lower not in _PRONOUNS or not is_doer:
            continue
        is_own = word.lower in _OURS
        name = vocabulary.word_for(speaker if is_own else vocabulary.other_than(speaker))
        words[at] = replace(word, lower=name or word.lower)
    return tuple(words)


def _figures_in(clause: Clause, sentence: Sentence, vocabulary: Vocabulary) -> list[Mention]:
    """Bare figures of a clause; below a heading or topic, those of its issue only."""
    figures = vocabulary.find_figures(clause.words)
    topics = sentence.topic_ids
    return [mention for mention in figures if not topics or mention.id in topics]
