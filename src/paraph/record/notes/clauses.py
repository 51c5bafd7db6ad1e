"""The clauses of a sentence: what each says, and which party it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paraph.record.notes.cues import REPORT
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import Word, is_number

_SELF = frozenset((
    "i", "we", "i'd", "i'll", "we'd", "we'll", "i'm", "i've", "we've", "we're", "my", "our",
    "ill", "im", "mine", "ours",
))  # fmt: skip
_OTHER = frozenset((
    "you", "u", "you'd", "you'll", "you're", "you've", "your", "yours",
))  # fmt: skip
_THEY = frozenset(("they", "they'd", "they'll", "they're", "they've"))
_ONE = frozenset(("he", "she"))
_FOR_SOMEBODY = re.compile(r"(?:For|In) (?:the )?[A-Z]\w+(?:'s view)?,")
_PROPOSING = re.compile(r"(?:how about|what about|what if|what would you say)(?!\w)")
_THIRD = frozenset(("they", "their", "theirs", "he", "she", "they'd", "they'll", "they're"))
_SUBJECTS = _SELF | _OTHER | _THIRD
_CONJUNCTIONS = frozenset((
    "but", "while", "whereas", "because", "since", "so", "although", "though", "however", "and",
    "yet", "then",
))  # fmt: skip
_ALWAYS = frozenset((
    "but", "while", "whereas", "because", "since", "although", "though", "however", "until",
    "before",
))  # fmt: skip
_TIMES = frozenset(("until", "before"))
_STOPS = frozenset(";:.!?()")
_LONGEST_OPENING = 6
_SAY = frozenset((
    "said", "says", "say", "told", "tells", "reported", "reports", "claimed", "claims",
    "believes", "believed", "hears", "heard",
))  # fmt: skip
_ACTING = frozenset((
    "proposed", "proposes", "offered", "offers", "rejected", "rejects", "accepted", "accepts",
    "opposed", "opposes", "supported", "supports", "asked", "asks", "demanded", "demands",
    "suggested", "suggests", "insisted", "insists", "refused", "refuses", "declined", "declines",
    "called", "calls", "countered", "counters", "agreed", "agrees", "withdrew", "withdraws",
    "propose", "reject", "accept", "oppose", "support", "demand", "suggest", "insist", "refuse",
))  # fmt: skip
_THINK = frozenset((
    "understand", "understood", "think", "thought", "believe", "believed", "assume", "assumed",
    "gather", "gathered", "know", "knew", "expect", "expected", "suspect", "suspected",
))  # fmt: skip
_FINITE = frozenset((
    "would", "could", "will", "might", "may", "can", "is", "was", "are", "were", "has", "had",
    "have", "needs", "wants", "accepts", "accepted", "needed", "wanted", "rejects", "rejected",
    "supports", "supported", "opposes", "opposed", "proposed", "offered", "cannot", "can't",
    "won't", "wouldn't", "insists", "insisted", "prefers", "preferred",
))  # fmt: skip
_VERBS = _FINITE | _ACTING | {"need", "needs", "want", "like", "enough", "plenty", "important"}
_FEW_WORDS = 5
_TOLD = re.compile(
    r"((?:[Tt]he )?[A-Z][\w' ]{0,40}?) (?:told (?:us|me)|informed us|let us know|reported) that "
)
_ACCORDING = re.compile(r"according to ((?:the )?[^,;.]{1,60})")


@dataclass(frozen=True)
class Clause:
    """A part of a sentence with one subject.

    `party_id` is the party that it is about; `reported_by` is who says so, where that is
    somebody else. `is_own` says that the speaker speaks of the own side.
    """

    words: tuple[Word, ...]
    text: str
    issues: tuple[Mention, ...]
    party_id: str
    reported_by: str = ""
    is_own: bool = True

    @property
    def is_verbless(self) -> bool:
        """Whether a few words stand there without a subject or verb: "24 months, not more"."""
        has_content = sum(word.is_content for word in self.words) <= _FEW_WORDS
        return has_content and not any(word.lower in _SUBJECTS | _VERBS for word in self.words)

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues named, each once, in order."""
        return tuple(dict.fromkeys(mention.id for mention in self.issues))


def split_clauses(
    sentence: Sentence, vocabulary: Vocabulary, *, last_party_id: str = "", last_named_id: str = ""
) -> tuple[Clause, ...]:
    """Split a sentence into clauses.

    `last_party_id` is whom the text before it was about, `last_named_id` whom it named last: "he"
    and "she" of prose.
    """
    words = sentence.words()
    party_id = sentence.party_id or last_party_id
    is_own = True
    clauses: list[Clause] = []
    hearsay = _find_hearsay(sentence, vocabulary)
    for first, last in _find_bounds(words, vocabulary):
        part = words[first:last]
        text = _plain(sentence.text[part[0].start - sentence.start : part[-1].end - sentence.start])
        subject, reporter, is_named = _find_subject(part, text, sentence, vocabulary)
        if not is_named and not sentence.party_id and _has(part, _ONE):
            subject = last_named_id or vocabulary.other_than(vocabulary.we_id)
            is_named = bool(subject)
        if not is_named and not sentence.party_id and _FOR_SOMEBODY.match(sentence.text):
            party_id = ""
        if hearsay:
            reporter = hearsay
            if not is_named:
                party_id = vocabulary.other_than(vocabulary.we_id)
        if is_named:
            party_id = subject or party_id
            is_own = not sentence.party_id or party_id == sentence.party_id
        if not reporter and sentence.party_id and not is_own and not _has(part, _OTHER):
            reporter = sentence.speaker
        clauses.append(Clause(part, text, vocabulary.find_issues(part), party_id, reporter, is_own))
    return tuple(clauses)


def _find_hearsay(sentence: Sentence, vocabulary: Vocabulary) -> str:
    """Who else reports a sentence: "according to A, …", or "A told us that …" of no party's."""
    if according := _ACCORDING.search(_plain(sentence.text)):
        return according.group(1)
    told = _TOLD.match(sentence.text)
    is_third = told is not None and not vocabulary.party_called(told.group(1))
    return told.group(1) if told and is_third else ""


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _has(words: Sequence[Word], kinds: frozenset[str]) -> bool:
    return any(word.lower in kinds for word in words)


def _find_bounds(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    named = {mention.first for mention in vocabulary.find_parties(words)}
    first = 0
    for at, word in enumerate(words):
        is_opening = word.text == ":" and at - first < _LONGEST_OPENING
        if at > first and not is_opening and _is_boundary(words, at, named):
            if any(part.text[0].isalnum() for part in words[first:at]):
                yield first, at
            first = at
        elif word.lower in _STOPS and at == first:
            first = at + 1
    if any(part.text[0].isalnum() for part in words[first:]):
        yield first, len(words)


def _is_boundary(words: Sequence[Word], at: int, named: set[int]) -> bool:
    word = words[at].lower
    is_time = word in _TIMES and at + 1 < len(words) and is_number(words[at + 1].lower)
    if word in _STOPS or (word in _ALWAYS and not is_time):
        return True
    if word not in (",", "and", "so", "then", "yet"):
        return False
    behind = words[at + 1].lower if at + 1 < len(words) else ""
    if behind in _ACTING or (word != "," and behind == "that"):
        return True
    if behind and is_number(behind) and _is_finite(words, at + 2):
        return True
    ahead = range(at + 1, min(at + 4, len(words)))
    return any(
        words[place].lower in _SUBJECTS or words[place].lower in _ALWAYS or place in named
        for place in ahead
    )


def _is_finite(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].lower in _FINITE


def _find_subject(
    part: Sequence[Word], text: str, sentence: Sentence, vocabulary: Vocabulary
) -> tuple[str, str, bool]:
    """Return the party that a clause is about, who reports it, and whether it names one."""
    parties = vocabulary.find_parties(part)
    if reported := _find_report(part, text, parties):
        subject, reporter = reported
        return subject, reporter, bool(subject)
    if agent := _find_agent(part, parties):
        return agent, "", True
    if _goes_on(part, parties):
        return "", "", False
    is_prose = not sentence.party_id
    if parties and (is_prose or parties[0].id != sentence.party_id):
        is_first = all(word.lower not in _SUBJECTS for word in part[: parties[0].first])
        if is_first and (is_prose or _is_subject(part, parties[0])):
            return parties[0].id, "", True
    return _find_by_pronoun(part, text, parties, sentence, vocabulary)


def _find_agent(part: Sequence[Word], parties: Sequence[Mention]) -> str:
    """The party by which something is done, or of which it is thought."""
    agent = next((m.id for m in parties if m.first and part[m.first - 1].lower == "by"), "")
    is_thought = len(parties) == 1 and _is_thought_of(part, parties[0])
    return parties[0].id if is_thought else agent


def _find_by_pronoun(
    part: Sequence[Word],
    text: str,
    parties: Sequence[Mention],
    sentence: Sentence,
    vocabulary: Vocabulary,
) -> tuple[str, str, bool]:
    """Whom "we", "you" and "they" mean. Who asks "what would you say to X?" proposes X.

    In prose, which our staff wrote, "they" are the other side where there is but one.
    """
    pronoun = next((word.lower for word in part if word.lower in _SUBJECTS), "")
    speaker = sentence.party_id or vocabulary.we_id
    if pronoun in _SELF or (pronoun in _OTHER and _PROPOSING.search(text)):
        return speaker, "", True
    if pronoun in _OTHER or (pronoun in _THIRD and sentence.party_id):
        return vocabulary.other_than(speaker), "", True
    they = vocabulary.other_than(speaker) if pronoun in _THEY and not parties else ""
    return they, "", bool(they)


def _goes_on(part: Sequence[Word], parties: Sequence[Mention]) -> bool:
    """Whether a clause goes on with the subject before it: "… and asked what A meant"."""
    at = 1 if part[0].lower in (",", "and", "but", "then") else 0
    at += at < len(part) - 1 and part[at].lower in ("and", "then")
    is_verb = at > 0 and at < len(part) and part[at].lower in _ACTING
    return is_verb and bool(parties) and parties[0].first > at


def _is_thought_of(part: Sequence[Word], mention: Mention) -> bool:
    """Whether somebody thinks it of a party: "we understand that A needs …"."""
    before = part[: mention.first]
    return _has(before, _THINK) and _is_subject(part, mention)


def _is_subject(part: Sequence[Word], mention: Mention) -> bool:
    behind = part[mention.last + 1 : mention.last + 2]
    return bool(behind) and behind[0].lower in _FINITE


def _find_report(
    part: Sequence[Word], text: str, parties: Sequence[Mention]
) -> tuple[str, str] | None:
    """Find "A told us that B would …": (B, A's name)."""
    if len(parties) < 2 or not (_has(part, _SAY) or REPORT.search(text)):
        return None
    reporter, subject = parties[0], parties[-1]
    if reporter.id == subject.id or not _is_subject(part, subject):
        return None
    name = " ".join(word.text for word in part[reporter.first : reporter.last + 1])
    return subject.id, name
