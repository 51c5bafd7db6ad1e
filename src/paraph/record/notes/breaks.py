"""Where a sentence of a note ends: at its stop, or at the end of a line that stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paraph.record.notes.echoes import VERDICT
from paraph.record.notes.grammar import SUBJECTS, VERBS
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.notes.words import split_words

# Longer sentences are cut at a blank, so that the work on a note grows with its length alone.
MOST_CHARACTERS = 600

_LONGEST_LIST = 200
_FEW_CHARACTERS = 20
_LONGEST_ECHO = 7
_SHORT_LINE = 60
_WRAPPED_FROM = 40
_RAGGED = 14
_FEW_LINES = 2
_REPLYING = frozenset((
    "rejected", "rejects", "refused", "refuses", "declined", "declines", "accepted", "accepts",
    "agreed", "agrees", "opposed", "opposes", "not", "no", "cannot", "can't", "won't",
))  # fmt: skip
_ENUMERATED = re.compile(r"(?:^|[:,;]|(?<=\w)\s)\s*(\d)$")
_FIRST_ENUMERATED = re.compile(r"(?:^|[:,;])\s*(\d)$")
_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "amb", "gen", "sen", "rep", "st", "vs", "e.g", "i.e", "u.s",
    "u.n", "approx", "cf", "incl", "excl", "ca", "esp", "resp",
))  # fmt: skip
"""What has a full stop behind it within a sentence, whatever follows."""
_NUMBERED = frozenset(("nos", "art", "para", "sec", "fig", "p", "pp", "vol", "ch"))
_ITEMS = frozenset((
    "item", "annex", "article", "paper", "document", "doc", "option", "point", "table", "figure",
    "room", "version", "draft", "proposal", "resolution", "decision", "file", "letter",
))  # fmt: skip
_SHORTENED = frozenset((
    "max", "min", "yr", "yrs", "mth", "mths", "mo", "mos", "wk", "wks", "hr", "hrs", "etc", "p.a",
    "p.m", "a.m", "pct", "avg", "est", "dept", "mgmt", "govt", "temp", "perm", "poss", "prob",
    "addl", "acc", "prev", "ref", "art", "para", "sec", "add", "co", "ltd", "agr", "neg",
))  # fmt: skip
_TERM = r"(?:[^\s.;!?]|\.(?=\d))+"
_LISTED = re.compile(rf"\s+(?:{_TERM}[ \t]+){{0,7}}{_TERM}[ \t]*(?=[.;!?\n]|$)")
_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|[;](?=\s)|\r\n|[\r\n]")
_OPEN_ENDED = re.compile(
    r"(?:[,:(–/&+-]|(?<!\w)(?:and|or|but|nor|that|which|who|whom|whose|if|when|while|because|since|"
    r"although|unless|until|before|after|than|as|like|of|to|for|on|at|in|with|without|by|from|into|"
    r"about|over|under|the|an?|its|our|their|his|her|your|my|not|no|is|are|was|were|be|been|has|"
    r"have|had|will|would|could|can|may|might|should|shall|must|do|does|did|said|says|say|told|"
    r"thinks?|thought|believes?|asked|mr|mrs|ms|dr))\s*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:we|they|he|she|i|agreed|our side)(?![\w'])", re.IGNORECASE)


def find_breaks(
    note: str, start: int, end: int, vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Find where each sentence of a paragraph, bullet or turn begins and ends."""
    at = start
    n_listed = 0
    is_wrapped = _is_wrapped(note[start:end])
    for match in _END.finditer(note, start, end):
        mark = match.group()[0]
        if mark in "\r\n":
            is_end = not is_wrapped and _stands_alone(note, at, match, end, vocabulary)
        elif mark == "." and _is_enumerator(note, at, match.start(), n_listed + 1, end):
            n_listed += 1
            is_end = False
        elif mark == ".":
            is_end = not _is_shortening(note, at, match, vocabulary)
        elif mark == ";":
            is_end = not _goes_on(note, at, match.end(), end)
        else:
            is_end = not _is_echo(note, at, match)
        if is_end:
            yield from _trim(note, at, match.end())
            at = match.end()
    yield from _trim(note, at, end)


def _is_wrapped(text: str) -> bool:
    """Whether lines end where they are full: about as long as one another, but for the last."""
    lengths = [len(line) for line in text.splitlines()]
    widest = max(lengths, default=0) if len(lengths) > _FEW_LINES else 0
    return widest >= _WRAPPED_FROM and min(lengths[:-1], default=0) >= widest - _RAGGED


def _stands_alone(
    note: str, at: int, end_of_line: re.Match[str], end: int, vocabulary: Vocabulary
) -> bool:
    """Whether a line is a sentence without a stop, since the next one begins another.

    It begins with a capital, "we" or "they", or a party in small letters; the line isn't as long as
    one that is wrapped, nor does it end in a word that needs another.
    """
    line = note[max(at, end_of_line.start() - MOST_CHARACTERS) : end_of_line.start()]
    behind = note[end_of_line.end() : min(end, end_of_line.end() + _SHORT_LINE)].lstrip()
    if not is_full(line) or not behind:
        return False
    if behind[0].isupper() or _OPENING.match(behind):
        return True
    return bool(vocabulary.party_named(behind.split()[0]))


def is_full(text: str) -> bool:
    """Whether the last line of a text is short, and ends in no word that needs another."""
    line = text.splitlines()[-1] if text.strip() else ""
    return 0 < len(line) <= _SHORT_LINE and _OPEN_ENDED.search(line) is None


def _is_shortening(note: str, at: int, stop: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a full stop ends a shortened word within a sentence: "job sec. 5 yrs"."""
    before = note[max(at, stop.start() - _FEW_CHARACTERS) : stop.start()].split()
    behind = note[stop.end() : stop.end() + _FEW_CHARACTERS].split()
    if stop.group() != "." or not before or not behind:
        return False
    if before[-1].lower() == "no":
        is_bare = before == ["no"] and stop.start() - at < _FEW_CHARACTERS
        is_numbering = is_bare or not _ITEMS.isdisjoint(word.lower() for word in before[-2:-1])
        return is_numbering and behind[0][0].isdecimal()
    return is_shortened(before[-1], behind[0], vocabulary)


def is_shortened(word: str, next_word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word before a full stop is shortened, and the sentence goes on with the next.

    It does with a number, or a small letter that begins no subject. Words of the case may be cut
    short as well: "sec." for security.
    """
    short = word.lower()
    if short in _TITLES:
        return True
    if next_word[0].isdecimal():
        return short in _NUMBERED | _SHORTENED or vocabulary.is_cut_short(short)
    goes_on = next_word[0].islower() and next_word.lower() not in SUBJECTS
    if not goes_on or vocabulary.party_named(next_word):
        return False
    return short in _SHORTENED or vocabulary.is_cut_short(short)


def _is_echo(note: str, at: int, mark: re.Match[str]) -> bool:
    """Whether a question only takes up a term, to be answered at once: "36 months? No way."."""
    words = split_words(note[at : mark.start()]) if mark.group() == "?" else ()
    is_term = 0 < len(words) <= _LONGEST_ECHO and VERDICT.match(note, mark.end()) is not None
    return is_term and not any(word.lower in VERBS | SUBJECTS for word in words)


def _is_enumerator(note: str, at: int, dot: int, number: int, end: int) -> bool:
    """Whether a dot stands behind this number of an enumeration: ": 1. site, 2. pay"."""
    start = max(at, dot - _FEW_CHARACTERS)
    pattern = _FIRST_ENUMERATED if number == 1 else _ENUMERATED
    near = pattern.search(("" if start == at else "…") + note[start:dot])
    is_number = near is not None and int(near[1]) == number
    return is_number and (number > 1 or "2." in note[dot : min(end, dot + _LONGEST_LIST)])


def _goes_on(note: str, at: int, start: int, end: int) -> bool:
    """Whether a term follows a semicolon that stands in one list with the term before it.

    As in "pay 4 %; term 24 months", but not in "refused 4 %; 3 % at most".
    """
    listed = _LISTED.match(note, start, end) if start - at < _LONGEST_LIST else None
    words = split_words(listed.group()) if listed else ()
    before = split_words(note[at:start])
    has_numbers = all(any(w.text[0].isdecimal() for w in part) for part in (words, before))
    is_term = not any(word.lower in VERBS | SUBJECTS or word.text == ":" for word in words)
    return has_numbers and is_term and not any(word.lower in _REPLYING for word in before)


def _trim(note: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the part without blanks around it, cut where it is too long; nothing if empty."""
    while start < end and note[start].isspace():
        start += 1
    while end > start and note[end - 1].isspace():
        end -= 1
    while end - start > MOST_CHARACTERS:
        blank = max(note.rfind(" ", start, start + MOST_CHARACTERS), start + MOST_CHARACTERS // 2)
        yield start, blank
        start = blank
        while start < end and note[start].isspace():
            start += 1
    if start < end and any(character.isalnum() for character in note[start:end]):
        yield start, end
