"""Words of an English note: where they stand, their stems, the numbers they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_BY_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_100 = rf"(?:(?:{_BY_TENS})(?:-(?:{_ONES}))?|{_TEENS}|{_ONES})"
_SPELT = (
    rf"(?:(?:(?:an?|{_ONES}) )?hundred and {_BELOW_100}|(?:an?|{_ONES}) hundred|"
    rf"(?:{_BY_TENS})-(?:{_ONES}))"
)
_IS_SPELT = re.compile(_SPELT)
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*%?|(?<!\w)(?i:{_SPELT}|no-go(?:es|s)?)(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]"
)

STOP_WORDS = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or",
    "nor", "but", "as", "is", "are", "was", "were", "be", "been", "being", "am", "it", "its",
    "it's", "this", "that", "these", "those", "there", "then", "than", "so", "if", "we", "i",
    "you", "he", "she", "they", "them", "us", "our", "my", "your", "their", "his", "her", "me",
    "will", "would", "can", "could", "shall", "should", "may", "might", "must", "do", "does",
    "did", "has", "have", "had", "what", "which", "who", "how", "when", "where", "why", "about",
    "into", "out", "up", "down", "over", "under", "after", "before", "between", "each", "very",
    "just", "also", "both", "now", "such", "only", "too", "s", "per", "let", "let's", "i'm",
    "i'd", "i'll", "we'd", "we'll", "you'd", "you'll", "they'd", "don't", "can't", "won't",
))  # fmt: skip

_SUFFIXES = (
    "isations", "isation", "ations", "ation", "ements", "ement", "ments", "ment", "ities",
    "ings", "ising", "ing", "ised", "ises", "ise", "ions", "ion", "ity", "ally", "ied",
    "ed", "es", "ly", "al", "s", "e",
)  # fmt: skip
_SHORTEST_STEM = 4

# Words that a note uses for one another when it says how much of something is meant.
_EQUIVALENTS = {
    **dict.fromkeys(("full", "complete", "entire", "whole", "total", "everything"), "all"),
    **dict.fromkeys(("part", "limited", "partly", "partially"), "partial"),
    **dict.fromkeys(("nothing", "zero"), "none"),
    **dict.fromkeys(("euro", "euros", "€"), "eur"),
    **dict.fromkeys(("dollar", "dollars", "$"), "usd"),
    **dict.fromkeys(("pounds", "£", "gbp"), "pound"),
    **dict.fromkeys(("franc", "francs"), "chf"),
    **dict.fromkeys(("mth", "mths", "mos"), "month"),
    **dict.fromkeys(("yr", "yrs"), "year"),
    **dict.fromkeys(("wk", "wks"), "week"),
    **dict.fromkeys(("hr", "hrs"), "hour"),
    **dict.fromkeys(("t", "ton", "tons", "tonne", "tonnes"), "tonn"),
}

_NUMBERS = {
    word: float(number)
    for number, words in enumerate(
        (
            ("zero", "none", "no"), ("one", "a", "an", "single"), ("two", "both", "couple"),
            ("three",), ("four",), ("five",), ("six",), ("seven",), ("eight",), ("nine",),
            ("ten",), ("eleven",), ("twelve",), ("thirteen",), ("fourteen",), ("fifteen",),
            ("sixteen",), ("seventeen",), ("eighteen",), ("nineteen",), ("twenty",),
        )
    )
    for word in words
}  # fmt: skip
_PAIRS = frozenset(("both", "couple"))
_LEAST_COUNTED = 2
_TENS = {
    **{word: 10.0 * tens for tens, word in enumerate(_BY_TENS.split("|"), start=2)},
    "hundred": 100.0,
}


# Word -> what stands right before or behind it in phrases in which it names nothing.
_IDIOMS = {
    "line": (("red", ""), ("bottom", ""), ("", "with")),
    "lines": (("red", ""), ("bottom", ""), ("", "of")),
    "terms": (("in", ""), ("", "of")),
    "time": (("some", ""), ("more", ""), ("this", ""), ("same", ""), ("next", ""), ("last", "")),
    "power": (("", "to"),),
    "order": (("in", ""), ("", "to")),
    "course": (("of", ""),),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or punctuation mark of a note; `start` and `end` are offsets in the note.

    `lower` is the word in small letters, with a plain apostrophe.
    """

    text: str
    start: int
    end: int
    lower: str

    @property
    def stem(self) -> str:
        """The stem of the word, so that "declared" meets "declaration"."""
        return find_stem(self.lower)

    @property
    def is_content(self) -> bool:
        """Whether the word carries meaning of its own (no stop word, no punctuation)."""
        return self.text[0].isalnum() and self.lower not in STOP_WORDS


def split_words(text: str, start: int = 0) -> tuple[Word, ...]:
    """Split a text that begins at offset `start` of the note into words and punctuation."""
    return tuple(
        Word(
            match.group(),
            start + match.start(),
            start + match.end(),
            match.group().lower().replace("’", "'"),
        )
        for match in _WORD.finditer(text)
    )


def is_idiom(words: Sequence[Word], at: int) -> bool:
    """Whether a word names nothing in its phrase: the line of "red line" and "in line with"."""
    before = words[at - 1].lower if at else ""
    behind = words[at + 1].lower if at + 1 < len(words) else ""
    phrases = _IDIOMS.get(words[at].lower, ())
    return (before, "") in phrases or ("", behind) in phrases


def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a label that carry meaning, in order."""
    words = split_words(re.sub(r"[-_]", " ", text))
    return tuple(word.stem for word in words if word.is_content)


@lru_cache(maxsize=4096)
def find_stem(word: str) -> str:
    """Return a light stem: one suffix cut, -iz- read as -is-, "eight" as 8, quantities made one.

    "Banned" meets "ban".
    """
    lower = word.removesuffix("'s")
    if lower in _EQUIVALENTS:
        return _EQUIVALENTS[lower]
    if _NUMBERS.get(lower, _TENS.get(lower, 0.0)) >= _LEAST_COUNTED and lower not in _PAIRS:
        return f"{number_of(lower):.0f}"
    if is_spelt(lower):
        return f"{number_of(lower):.0f}"
    if not lower.isalpha():
        return lower
    lower = re.sub(r"i[sz](?=e|a|ing)", "is", lower)
    lower = re.sub(r"ies$", "y", lower)
    for suffix in _SUFFIXES:
        if lower.endswith(suffix) and len(lower) - len(suffix) >= _SHORTEST_STEM:
            stem = lower.removesuffix(suffix)
            is_doubled = suffix in ("ed", "ing") and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt"
            return stem[:-1] if is_doubled else stem
    is_plural = lower.endswith("s") and not lower.endswith("ss") and len(lower) > 3
    return lower.removesuffix("s") if is_plural else lower


def is_number(word: str) -> bool:
    """Whether a word names a number."""
    return word[0].isdecimal() or word in _NUMBERS or word in _TENS or is_spelt(word)


def is_spelt(word: str) -> bool:
    """Whether a number of several words stands as one: "ninety-five", "a hundred and ten"."""
    return not word.isalpha() and _IS_SPELT.fullmatch(word) is not None


def _sum_up(spelt: str) -> float:
    total = 0.0
    for part in re.split(r"[ -]", spelt):
        if part == "hundred":
            total = 100.0 * max(total, 1.0)
        elif part != "and":
            total += _NUMBERS.get(part, _TENS.get(part, 0.0))
    return total


def number_of(word: str) -> float:
    """Return the number that a word names, in digits or letters; 0 for "no" and "none"."""
    if word in _NUMBERS or word in _TENS:
        return _NUMBERS.get(word, _TENS.get(word, 0.0))
    if is_spelt(word):
        return _sum_up(word)
    digits = word.rstrip("%")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    whole, *rest = re.split(r"[.,]", digits)
    return float(f"{whole}.{''.join(rest)}")
