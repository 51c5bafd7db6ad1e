"""The words and phrases that stand for an issue, from labels, ids, options and synonyms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from paraph.negotiation import Agenda, Issue, Party
from paraph.record.notes.quantities import CURRENCIES, TIMES
from paraph.record.notes.words import content_stems, find_stem, split_words

_SHORTEST_DISTINCT = 4
_SHORTEST_NAME = 3
_MOST_STEMS = 8
_SHORT_LABEL = 2
Words = Sequence[tuple[str, tuple[str, ...]]]
"""(Issue id, words or phrases for it)."""

# Words of every negotiation, which tell no issue from another even where a label holds them.
_OF_ANY_TALKS = frozenset(map(find_stem, (
    "agreement", "agreed", "deal", "proposal", "offer", "meeting", "talks", "position", "side",
    "party", "issue", "option", "point", "question", "round", "accept", "reject", "contract",
    "treaty", "lease",
)))  # fmt: skip
_UNITS = TIMES | CURRENCIES | {"cent", "percent", "pct", "metr", "square", "tonn", "kilo"}
# Words that a longer label needs, and that name no issue by themselves.
_GENERAL = frozenset(map(find_stem, (
    "use", "level", "rate", "size", "number", "amount", "time", "date", "type", "kind", "share",
    "cost", "access", "right", "rule", "plan", "next", "first", "last", "other", "general",
    "special", "annual", "weekly", "daily", "monthly", "yearly", "joint", "common", "future",
    "current", "additional", "minimum", "maximum", "length", "form", "place", "area", "people",
    "member", "company", "employer", "employee", "staff", "tenant", "landlord", "buyer", "seller",
    "start", "begin", "work", "works", "condition", "period", "scope", "degree", "extent", "pay",
    "paid", "take", "taking", "keep", "keeping", "give", "giving", "make", "making", "new", "long",
    "high", "low", "international", "national", "public", "private", "final", "common", "line",
)))  # fmt: skip
_ENDING = frozenset(("of", "for", "on", "to", "in", "a", "an", "per", "each"))
_ASKING = frozenset(("who", "what", "how", "when", "where", "which"))
_QUANTITIES = frozenset(("all", "partial", "none", "half"))


class Strength(IntEnum):
    """How surely words mean an issue; a hint says only what somebody's need may be."""

    NAME = 1
    CLUE = 2
    HINT = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that stand for an issue when they follow one another."""

    stems: tuple[str, ...]
    issue_id: str
    strength: Strength

    @property
    def sort_key(self) -> tuple[int, Strength, str]:
        """Longer phrases first, then the surer ones."""
        return (-len(self.stems), self.strength, self.issue_id)


def list_phrases(
    agenda: Agenda, parties: Sequence[Party], synonyms: Words, hints: Words
) -> Iterator[Phrase]:
    """Yield the phrases of an agenda: names are labels, ids, synonyms and whole option labels.

    A telling word of a label names its issue by itself, if no other issue has that word; the noun
    that the label is about does, if no other label has it. Other single words are clues.
    """
    further = dict(synonyms)
    for issue in agenda.issues:
        for text in (issue.label, issue.id, *further.get(issue.id, ())):
            if stems := content_stems(text):
                yield Phrase(stems[:_MOST_STEMS], issue.id, Strength.NAME)
        for option in issue.options:
            stems = content_stems(option.label)
            if len(stems) > 1 and _is_told_by(stems, issue, agenda):
                yield Phrase(stems[:_MOST_STEMS], issue.id, Strength.NAME)
    yield from _list_words(agenda, {s for party in parties for s in content_stems(party.name)})
    for issue_id, words in hints:
        for stems in filter(None, map(content_stems, words)):
            yield Phrase(stems, issue_id, Strength.HINT)


def _list_words(agenda: Agenda, of_parties: set[str]) -> Iterator[Phrase]:
    """Yield the single words of issues; not those that a party's name has."""
    stems = {issue.id: set(stems_of(issue)) for issue in agenda.issues}
    n_issues_with = Counter(stem for own in stems.values() for stem in own)
    n_labels_with = Counter(s for issue in agenda.issues for s in set(content_stems(issue.label)))
    for issue in agenda.issues:
        head, telling = _head_of(issue.label), _telling_stems_of(issue)
        for stem in sorted(stems[issue.id] - of_parties - _OF_ANY_TALKS):
            is_own = n_issues_with[stem] == 1
            if (is_own and stem in telling) or (stem == head and n_labels_with[stem] == 1):
                yield Phrase((stem,), issue.id, Strength.NAME)
            elif is_own and len(stem) >= _SHORTEST_DISTINCT:
                yield Phrase((stem,), issue.id, Strength.CLUE)


def find_sharers(
    agenda: Agenda, known: Mapping[str, Sequence[Phrase]]
) -> dict[str, tuple[str, ...]]:
    """Find the telling stems of labels that name no issue by themselves, with their issues.

    `known` are the phrases by their first stem.
    """
    sharers: dict[str, tuple[str, ...]] = {}
    for issue in agenda.issues:
        for stem in sorted(_telling_stems_of(issue) - _OF_ANY_TALKS):
            if not any(phrase.stems == (stem,) for phrase in known.get(stem, ())):
                sharers[stem] = (*sharers.get(stem, ()), issue.id)
    return sharers


def _is_told_by(stems: tuple[str, ...], issue: Issue, agenda: Agenda) -> bool:
    """Whether words of an option stand together in no other issue."""
    others = (set(stems_of(other)) for other in agenda.issues if other.id != issue.id)
    return not any(set(stems) <= known for known in others)


def _head_of(label: str) -> str:
    """The stem of the noun that the rest of a label is about: "Night shift bonus"."""
    words = [word.lower for word in split_words(label)]
    if not words or words[0] in _ASKING:
        return ""
    ends = [at for at, word in enumerate(words) if at and word in _ENDING]
    return find_stem(words[ends[0] - 1 if ends else -1])


def _telling_stems_of(issue: Issue) -> frozenset[str]:
    """The stems of a label each of which may name the issue: of a long one, those not general."""
    label = content_stems(issue.label)
    if len(label) <= _SHORT_LABEL:
        return frozenset(stem for stem in label if len(stem) >= _SHORTEST_NAME) - _UNITS
    is_asking = issue.label.split()[0].lower() in _ASKING
    long_enough = (stem for stem in label[is_asking:] if len(stem) >= _SHORTEST_DISTINCT)
    return frozenset(long_enough) - _UNITS - _GENERAL


def stems_of(issue: Issue) -> tuple[str, ...]:
    """Stems by which an issue may be known: of its id and label, and of its options.

    The unit of a numeric issue counts; its numbers don't. Words of quantity tell options apart,
    not issues.
    """
    texts = [issue.id, issue.label, issue.unit]
    if not issue.unit:
        texts += [text for option in issue.options for text in (option.id, option.label)]
    stems = (stem for text in texts for stem in content_stems(text))
    return tuple(stem for stem in stems if stem.isalpha() and stem not in _QUANTITIES)
