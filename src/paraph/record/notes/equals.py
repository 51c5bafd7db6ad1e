"""Packages called alike: "seven years and ten years are the same to them", "either will do"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from paraph.negotiation import Package, package_of
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import CONDITION, NEGATION
from paraph.record.notes.equal_cues import (
    AS_GOOD_AS,
    EITHER,
    EQUAL_BEFORE,
    EQUAL_BEHIND,
    SUITED,
)
from paraph.record.notes.options import NamedOption
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import Word

_NEAR_CHARACTERS = 32
_MOST_WORDS = 40
_MOST_LINKS = 6
_LINKS = frozenset(("and", "or"))
_FOR_WHOM = re.compile(r"(?<!\w)(?:to|for|with|by|suits?) (us|me|you|them|him|her)(?!\w)")

FindNamed = Callable[[Clause], tuple[NamedOption, ...]]


@dataclass(frozen=True, slots=True)
class Equal:
    """Two packages that a clause calls about as good.

    `for_whom` is the pronoun that says to whom they are ("us"), if there is one. `is_either` says
    that it was put as "either will do".
    """

    first: Package
    second: Package
    for_whom: str = ""
    is_either: bool = False
    is_inexact: bool = False


def find_equal(clause: Clause, vocabulary: Vocabulary, find_named: FindNamed) -> Equal | None:
    """Return the two packages that a clause calls about as good; None if it calls none so.

    `find_named` finds the options that a part of a clause names. Both halves must name options of
    the same issues; an issue that is named once counts for both.
    """
    spoken = _Spoken(clause.words)
    for cue in spoken.find_cues():
        for halves in cue.pairs:
            named = _name_halves(clause, halves, vocabulary, find_named)
            first, second = (package_of(dict(_choices(half))) for half in named)
            if first and first.issue_ids == second.issue_ids and first != second:
                is_inexact = any(not option.is_exact for half in named for option in half)
                return Equal(first, second, spoken.whom(cue.start), cue.is_either, is_inexact)
    return None


_Halves = tuple[tuple[Word, ...], tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue that fires: where, the halves that it may mean, and whether it is an "either"."""

    start: int
    pairs: tuple[_Halves, ...]
    is_either: bool = False


class _Spoken:
    """The words of a clause in small letters, with the way back from a place in them to a word."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self.text = " ".join(word.lower for word in words)
        self._starts: list[int] = []
        at = 0
        for word in words:
            self._starts.append(at)
            at += len(word.lower) + 1

    def find_cues(self) -> Iterator[_Cue]:
        """Yield the cue that fires; "either" may stand before or behind what it is about."""
        if match := self._find(EQUAL_BEFORE):
            yield _Cue(match.start(), _split(self._behind(match)))
        elif match := self._find(EQUAL_BEHIND):
            yield _Cue(match.start(), _split(self._before(match)))
        elif match := self._find(AS_GOOD_AS):
            yield _Cue(match.start(), ((self._before(match), self._behind(match)),))
        elif SUITED.search(self.text) and (match := self._find(EITHER)):
            yield _Cue(match.start(), _split(self._behind(match)), is_either=True)
            yield _Cue(match.start(), _split(self._before(match)), is_either=True)

    def whom(self, start: int) -> str:
        """Return the pronoun in "to us" behind a place of the text, or else before it."""
        match = _FOR_WHOM.search(self.text, start) or _FOR_WHOM.search(self.text)
        return match[1] if match else ""

    def _find(self, cue: re.Pattern[str]) -> re.Match[str] | None:
        """Return where a cue stands, unless it is denied or hangs on a condition."""
        match = cue.search(self.text)
        if match is None:
            return None
        near = self.text[max(0, match.start() - _NEAR_CHARACTERS) : match.start()]
        around = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        is_meant = not (NEGATION.search(near) or CONDITION.search(around))
        return match if is_meant else None

    def _before(self, match: re.Match[str]) -> tuple[Word, ...]:
        n_words = sum(start < match.start() for start in self._starts)
        return self.words[max(0, n_words - _MOST_WORDS) : n_words]

    def _behind(self, match: re.Match[str]) -> tuple[Word, ...]:
        n_words = sum(start < match.end() for start in self._starts)
        return self.words[n_words : n_words + _MOST_WORDS]


def _split(words: tuple[Word, ...]) -> tuple[_Halves, ...]:
    """Return the words on both sides of each "and" or "or", as far as there are few."""
    links = [at for at, word in enumerate(words) if word.lower in _LINKS]
    return tuple((words[:at], words[at + 1 :]) for at in links[:_MOST_LINKS])


def _choices(half: tuple[NamedOption, ...]) -> Iterator[tuple[str, str]]:
    return ((option.issue_id, option.option_id) for option in half)


def _name_halves(
    clause: Clause, halves: _Halves, vocabulary: Vocabulary, find_named: FindNamed
) -> list[tuple[NamedOption, ...]]:
    """Find what each half names; where one names nothing, by the one issue of the clause."""
    named = []
    for words in halves:
        part = replace(clause, words=words, issues=vocabulary.find_issues(words))
        named.append(find_named(part) if words else ())
    issue_ids = {mention.id for mention in clause.issues if not mention.is_hint}
    issue_ids |= {option.issue_id for half in named for option in half}
    if len(issue_ids) != 1:
        return named
    (issue_id,) = issue_ids
    for place, words in enumerate(halves):
        if words and not named[place]:
            whole = (Mention(issue_id, 0, len(words) - 1),)
            named[place] = find_named(replace(clause, words=words, issues=whole))
    return named
