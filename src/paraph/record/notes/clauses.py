"""The clauses of a sentence: what each says, and which party it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from paraph.record.notes.breaks import is_shortened
from paraph.record.notes.grammar import ACTING, FINITE, ONE, OTHER, SAY, SUBJECTS, VERBS, WANTING
from paraph.record.notes.hearsay import NOBODY_BEFORE, LastNamed, find_caller, find_hearsay
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.subjects import Subject, find_subject, is_standing
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import Word, is_number, split_words

_FOR_SOMEBODY = re.compile(r"(?:For|In) (?:the )?[A-Z]\w+(?:'s view)?,")
_ALWAYS = frozenset((
    "but", "while", "whereas", "because", "since", "although", "though", "however", "until",
    "before",
))  # fmt: skip
_TIMES = frozenset(("until", "before"))
_STOPS = frozenset(";:.!?()")
_LONGEST_OPENING = 7
_FEW_WORDS = 5
_OTHER_SIDES = (["the", "other", "side"], ["the", "other", "party"])
_DENYING = frozenset(("not", "never"))
_DOING = frozenset(("did", "does", "has", "have"))
_SAYING_MORE = SUBJECTS | VERBS | {"must"}
_NEAR_WORDS = 4
_ALL = frozenset(("all", "everything", "anything", "nothing"))
_ISNT = frozenset(("isn't", "aren't", "wasn't", "doesn't"))
_LINKING = (",", "and", "so", "then", "yet")
_AFTERWARDS = frozenset(("after", "when", "once"))
_SUBORDINATING = _ALWAYS | {"after", "when", "once", "as", "if"}
_BEFORE_OBJECTS = frozenset((
    "by", "to", "from", "of", "for", "with", "and", "on", "rejected", "accepted", "asked", "told",
    "offered", "gave", "reminded", "that", ",",
))  # fmt: skip
_GOING_ON = WANTING | {"reserved", "reserves"}
_NUMBER_AND_VERDICT = 2
_VERDICTS = frozenset(("ok", "okay", "fine", "no", "too", "possible", "impossible", "acceptable"))
_LONGEST_RANKING = 8
_RANKING = frozenset((
    "come", "comes", "came", "coming", "go", "goes", "went", "rank", "ranks", "ranked", "rates",
    "rated", "put", "puts", "place", "places", "placed",
))  # fmt: skip
HE_OR_SHE = "he or she"
"""As words of a subject: a pronoun that stands for such a person."""


@dataclass(frozen=True)
class Clause:
    """A part of a sentence with one subject.

    `party_id` is the party that it is about; `reported_by` is who says so, where that is
    somebody else. `is_own` says that the speaker speaks of the own side. `unknown` are the words
    of a subject that stands for no party. `is_doubtful` says that, in prose, only the sentence
    before tells the party, or that somebody else thinks so.
    """

    words: tuple[Word, ...]
    text: str
    issues: tuple[Mention, ...]
    party_id: str
    reported_by: str = ""
    is_own: bool = True
    unknown: str = ""
    is_doubtful: bool = False

    @property
    def is_verbless(self) -> bool:
        """Whether a few words stand there without a subject or verb: "24 months, not more"."""
        has_content = sum(word.is_content for word in self.words) <= _FEW_WORDS
        return has_content and not any(word.lower in _SAYING_MORE for word in self.words)

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The issues named, each once, in order."""
        return tuple(dict.fromkeys(mention.id for mention in self.issues))


def split_clauses(
    sentence: Sentence,
    vocabulary: Vocabulary,
    *,
    last_party_id: str = "",
    before: LastNamed = NOBODY_BEFORE,
) -> tuple[Clause, ...]:
    """Split a sentence into clauses.

    `last_party_id` is whom the text before it was about, `before` whom it named last: "he" and
    "she" of prose.
    """
    hearsay = find_hearsay(sentence, vocabulary, before)
    opening = sentence.start + (hearsay.start if hearsay else 0)
    words = vocabulary.write_out(w for w in sentence.words() if w.start >= opening)
    party_id = sentence.party_id or last_party_id
    is_own = True
    is_inherited = not sentence.party_id
    clauses: list[Clause] = []
    for first, last in _find_bounds(words, vocabulary):
        part = words[first:last]
        text = _plain(sentence.text[part[0].start - sentence.start : part[-1].end - sentence.start])
        subject = find_subject(part, text, sentence, vocabulary)
        one = before.party_id if before.name else vocabulary.other_than(vocabulary.we_id)
        is_one = bool(one or before.name) and not sentence.party_id and _has(part, ONE)
        if is_one and not (subject.is_named or subject.unknown):
            subject = Subject(one, is_named=True) if one else Subject(unknown=HE_OR_SHE)
        is_for_somebody = not subject.is_named and _opens_for_somebody(sentence, vocabulary)
        if subject.unknown or is_for_somebody:
            party_id = ""
        reporter = hearsay.reporter if hearsay else subject.reported_by
        if hearsay and not subject.is_named:
            party_id = "" if hearsay.is_rumour else vocabulary.other_than(vocabulary.we_id)
        if subject.is_named:
            party_id = subject.party_id or party_id
            is_own = not sentence.party_id or party_id == sentence.party_id
        is_inherited = is_inherited and not (subject.is_named or hearsay)
        is_rumour = hearsay is not None and hearsay.is_rumour
        is_doubtful = is_inherited or is_rumour or subject.is_thought
        if not reporter and sentence.party_id and not is_own and not _has(part, OTHER):
            reporter = sentence.speaker
        issues = vocabulary.find_issues(part)
        clauses.append(
            Clause(part, text, issues, party_id, reporter, is_own, subject.unknown, is_doubtful)
        )
    return tuple(clauses)


def name_last(
    sentence: Sentence, clauses: Sequence[Clause], vocabulary: Vocabulary, before: LastNamed
) -> LastNamed:
    """Whom a sentence names, for "he" and "she" of the next; else who was named `before`."""
    if sentence.party_id:
        return LastNamed(sentence.speaker, sentence.party_id)
    if caller := find_caller(sentence, vocabulary):
        return LastNamed(caller)
    for clause in clauses:
        for mention in vocabulary.find_parties(clause.words):
            name = clause.words[mention.first : mention.last + 1]
            return LastNamed(" ".join(word.text for word in name), clause.party_id)
    unknown = next((clause.unknown for clause in clauses if clause.unknown), "")
    return LastNamed(unknown) if unknown else before


def _opens_for_somebody(sentence: Sentence, vocabulary: Vocabulary) -> bool:
    """Whether prose opens with "For the Ministry, …", which may be anybody, and no party's name."""
    opening = None if sentence.party_id else _FOR_SOMEBODY.match(sentence.text)
    return opening is not None and not vocabulary.find_parties(split_words(opening.group()))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _has(words: Sequence[Word], kinds: frozenset[str]) -> bool:
    return any(word.lower in kinds for word in words)


def _find_bounds(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    parties = vocabulary.find_parties(words)
    named = {mention.first for mention in parties} | _named_small(words, vocabulary)
    joined = _joined(parties, words)
    first = 0
    for at, word in enumerate(words):
        is_opening = word.text == ":" and at - first < _LONGEST_OPENING
        is_early = _is_adverb(words, at) and not any(w.lower in VERBS for w in words[first:at])
        is_early = is_early or at in joined
        if (
            at > first
            and not (is_opening or is_early)
            and _is_boundary(words, first, at, named, vocabulary)
        ):
            if any(part.text[0].isalnum() for part in words[first:at]):
                yield first, at
            first = at
        elif word.lower in _STOPS and at == first:
            first = at + 1
    if any(part.text[0].isalnum() for part in words[first:]):
        yield first, len(words)


def _named_small(words: Sequence[Word], vocabulary: Vocabulary) -> set[int]:
    """Where parties stand in small letters behind a mark: "we 37, union 38"."""
    pairs = enumerate(pairwise(words), start=1)
    behind = ((at, word.text) for at, (mark, word) in pairs if mark.text in ",/-–")
    return {at for at, text in behind if text.islower() and vocabulary.party_named(text)}


def _joined(parties: Sequence[Mention], words: Sequence[Word]) -> set[int]:
    """Where "and" stands between two parties: "Tarn and Brook agreed"."""
    between = (
        (a.last + 1, [w.lower for w in words[a.last + 1 : b.first]]) for a, b in pairwise(parties)
    )
    return {at for at, said in between if said in (["and"], ["and", "the"])}


def _is_boundary(
    words: Sequence[Word], first: int, at: int, named: set[int], vocabulary: Vocabulary
) -> bool:
    """Whether a new clause begins at a place; the one before it begins at `first`."""
    word = words[at].lower
    if word in "?." and _is_within(words, at, vocabulary):
        return False
    is_no_link = word in _TIMES and at + 1 < len(words) and is_number(words[at + 1].lower)
    is_no_link = is_no_link or (word == "before" and _is_in_order(words, at))
    is_no_link = is_no_link or (word == "but" and words[at - 1].lower in _ALL)  # "all but the rent"
    if (word in _STOPS and not _is_of_number(words, at)) or (word in _ALWAYS and not is_no_link):
        return True
    is_main = at in named and _is_main_clause(words, first, at)
    is_main = is_main or (word in _AFTERWARDS and _acts_soon(words, at))
    if is_main or (word in (",", "then") and _is_bare_condition(words[first:at])):
        return True
    is_apart = bool(at) and words[at - 1].end < words[at].start  # not "w/ Strand"
    is_dash = (word in "-–—" and at + 1 in named) or (word == "/" and is_apart)
    if word not in _LINKING and not is_dash:
        return False
    if word == "yet" and at and (words[at - 1].lower == "not" or words[at - 1].lower[-3:] == "n't"):
        return False
    ahead = range(at + 1, min(at + 4, len(words)))
    is_named = any(
        words[place].lower in SUBJECTS or words[place].lower in _ALWAYS or place in named
        for place in ahead
    )
    is_it = [w.lower for w in words[at + 1 : at + 2]] == ["it"] and _acts_soon(words, at)
    is_named = is_named or is_it or is_standing(words[at + 1 : at + 3])
    return is_named or _goes_on_acting(words, at)


def _goes_on_acting(words: Sequence[Word], at: int) -> bool:
    """Whether a verb follows a comma or link, by itself or behind a noun: "…, and offered 3"."""
    word = words[at].lower
    behind = [part.lower for part in words[at + 1 : at + 4]]
    if word in (",", "and", "then") and behind[:2] in (["no", "to"], ["yes", "to"]):
        return True
    if word == "and" and behind[:1] and behind[0] in _GOING_ON:
        return True
    if behind[:1] and (behind[0] in ACTING or (word != "," and behind[0] == "that")):
        return True
    is_denying = word == "and" and len(behind) > 1 and behind[1] in _DENYING
    is_other = word == "," and (behind in _OTHER_SIDES or behind[:1] in (["theirs"], ["ours"]))
    if is_other or (is_denying and behind[0] in _DOING):
        return True
    is_contrast = word in (",", "but") and _is_contrast(words[at + 1 : at + 5])
    is_judged = word == "," and _is_judged_number(words[at + 1 : at + 5])
    is_number_acting = bool(behind) and is_number(behind[0]) and _is_finite(words, at + 2)
    is_new = is_contrast or is_judged or is_number_acting
    return is_new or (word in (",", "and") and _is_new_subject(words, at))


def _is_contrast(behind: Sequence[Word]) -> bool:
    """Whether a noun that isn't so follows: "the rent is fine, the term isn't"."""
    verbs = [word.lower for word in behind[1:4]]
    is_noun = bool(behind) and (behind[0].lower == "the" or behind[0].is_content)
    return is_noun and any(verb in _ISNT for verb in verbs) and not is_number(behind[0].lower)


def _is_judged_number(behind: Sequence[Word]) -> bool:
    """Whether a number with a verdict of its own follows: "8 years too long, 6 ok"."""
    if len(behind) < _NUMBER_AND_VERDICT or not behind[0].text[0].isdecimal():
        return False
    return not _VERDICTS.isdisjoint(word.lower for word in behind[1:3])


def _is_in_order(words: Sequence[Word], at: int) -> bool:
    """Whether "before" ranks: "pay comes before term", "put pay before term", "pay before term"."""
    if any(word.lower in _RANKING for word in words[max(0, at - _NEAR_WORDS) : at]):
        return True
    is_told = any(w.lower in VERBS | SUBJECTS or is_number(w.lower) for w in words)
    return len(words) <= _LONGEST_RANKING and not is_told


def _is_of_number(words: Sequence[Word], at: int) -> bool:
    """Whether a mark belongs to a number: "1. pay, 2. term", "1) pay", "(1) pay", "10:30"."""
    before, behind = words[max(0, at - 1) : at], words[at + 1 : at + 3]
    is_behind = bool(before) and before[0].text.isdecimal() and bool(behind)
    if words[at].text == ":":
        return is_behind and behind[0].text.isdecimal()
    if words[at].text == "(":
        return len(behind) > 1 and behind[0].text.isdecimal() and behind[1].text == ")"
    return is_behind and words[at].text in (".", ")")


def _is_main_clause(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether the main clause begins with a party: "After we rejected A, Tarn offered B"."""
    is_behind = at - first >= _NEAR_WORDS and words[first].lower in _SUBORDINATING
    is_object = words[at - 1].lower in _BEFORE_OBJECTS
    return is_behind and not is_object and any(_is_verb(words, n) for n in (at + 1, at + 2))


def _acts_soon(words: Sequence[Word], at: int) -> bool:
    """Whether a subject and a verb of doing follow: "after we rejected …", "when it offered …"."""
    return any(word.lower in ACTING | SAY for word in words[at + 2 : at + 4])


def _is_verb(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].lower in ACTING | WANTING | FINITE


def _is_bare_condition(part: Sequence[Word]) -> bool:
    """Whether words are a condition without a verb: "if 3 %" of "if 3 % then no overtime"."""
    is_opened = part[0].lower == "if" and any(is_number(word.lower) for word in part)
    return is_opened and not any(word.lower in VERBS | SUBJECTS for word in part)


def _is_within(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a sentence goes on behind a mark: "job sec. 5 yrs", "36 months? Forget it"."""
    behind = words[at + 1 : at + 2]
    if not at or not behind or not behind[0].text[0].isalnum():
        return False
    return words[at].text == "?" or is_shortened(words[at - 1].text, behind[0].text, vocabulary)


def _is_adverb(words: Sequence[Word], at: int) -> bool:
    """Whether "then" stands before a verb: "the chair then proposed …"."""
    return words[at].lower == "then" and at + 1 < len(words) and words[at + 1].lower in ACTING


def _is_new_subject(words: Sequence[Word], at: int) -> bool:
    """Whether a noun and a verb of doing follow: "…, and management offered 3 per cent"."""
    noun = at + 1 + (at + 1 < len(words) and words[at + 1].lower in ("the", "a", "an", "which"))
    if noun + 2 >= len(words) or not words[noun].is_content or is_number(words[noun].lower):
        return False
    is_passive = words[noun + 2].lower in ("by", "was", "were", "is", "are")
    return words[noun + 1].lower in ACTING | WANTING and not is_passive


def _is_finite(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].lower in FINITE


def cut_clause(clause: Clause, kept: slice, vocabulary: Vocabulary) -> Clause:
    """Keep so many characters of a clause."""
    start = clause.words[0].start
    low, high, _ = kept.indices(len(clause.text))
    words = tuple(
        word for word in clause.words if start + low <= word.start and word.end <= start + high
    )
    issues = vocabulary.find_issues(words)
    return replace(clause, words=words, text=clause.text[kept], issues=issues)
