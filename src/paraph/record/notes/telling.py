"""How prose tells who speaks: "said Lind", and whether a line goes on with somebody's words."""

from __future__ import annotations

import re
from enum import Enum

from paraph.record.notes.grammar import ACTING, AUXILIARIES, SAY, WANTING
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.notes.words import Word, split_words

_MOST_CHARACTERS = 600
_LATEST_SUBJECT = 1
_OPENING = re.compile(
    r"[ \t]*(?:(?:in (?:reply|response|return|turn|answer)|then|later|afterwards|after that|next|"
    r"finally|thereupon|meanwhile|again|but|and|however|at this(?: point)?),? )?",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:[Tt]hey|[Hh]e|[Ss]he|[Tt]he other (?:side|party))(?!\w)")
_OURS = re.compile(r"(?:We|I|Our side|we|our side)(?!\w)")
_ENDING_PAST = re.compile(r"\w+ed|had|was|would|could|will|has")
_PAST = frozenset((
    "said", "told", "went", "came", "put", "made", "gave", "took", "spoke", "left", "began", "met",
    "held", "sought", "kept", "stood", "did", "didn't", "thought", "let",
))  # fmt: skip
_SPOKEN = frozenset(("would", "could", "will", "has"))

_SAYING = (
    r"(?:said|says|replied|replies|answered|answers|argued|argues|explained|explains|added|adds|"
    r"insisted|stressed)"
)
_SAID = re.compile(rf" (?:then |also )?{_SAYING}$")
_SAID_BY = re.compile(
    rf"[,”\"’']\s+(?:{_SAYING} (?P<behind>[\w.’' -]{{1,40}}?)|"
    rf"(?P<before>[\w.’' -]{{1,40}}?) {_SAYING})[.!?]*$"
)

# What stands before a colon in minutes without being a name.
ANNOUNCING = frozenset((
    "agreed", "decided", "open", "rejected", "accepted", "result", "results", "next", "action",
    "actions", "todo", "note", "notes", "summary", "conclusion", "aob", "pending", "offer",
    "offers", "proposal", "proposals", "remark", "remarks", "comment", "background", "context",
    "outcome", "status", "topic", "agenda", "annex", "deadline", "purpose", "follow-up", "re",
    "subject", "reason", "reasons", "question", "questions", "problem", "problems", "issue",
    "issues", "gap", "difference", "differences", "target", "aim", "plan", "idea", "date",
    "picture", "catch", "upshot", "consensus", "law", "market", "rule", "rules", "point",
    "points", "news", "fact", "facts", "answer", "compromise", "package", "position", "situation",
    "state", "figure", "figures", "numbers", "price", "cost", "way", "order", "ranking",
    "priorities", "rest", "following", "deal", "terms", "draft", "text", "line", "message",
    "list", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "morning", "afternoon", "evening", "today", "yesterday", "later", "session", "round", "day",
    "discussion", "settled", "attached", "ps", "nb",
))  # fmt: skip


class Telling(Enum):
    """What a line does: it goes on with what was said, tells of a party, or may do either."""

    GOES_ON = 0
    TELLS = 1
    UNCLEAR = 2


def judge_line(
    line: str, speaker_id: str, vocabulary: Vocabulary, *, is_new: bool = False
) -> Telling:
    """Judge a line that follows the words of a speaker: "Reed accepted …" tells of a party again.

    So does "They offered …". "We asked for …" below the words of the other side may be theirs, or
    be told by whoever wrote the note. `is_new` says that a line in small letters is a new sentence.
    """
    opening = _OPENING.match(line)
    rest = line[opening.end() if opening else 0 :][:_MOST_CHARACTERS]
    words = split_words(rest)
    mentions = [m for m in vocabulary.find_parties(words) if m.first <= _LATEST_SUBJECT]
    if mentions:
        is_short_name = is_new and words[mentions[0].last].text.isupper()  # "HT ok w/ 3 %"
        is_told = is_short_name or _tells(words[mentions[0].last + 1 :])
        return Telling.TELLS if is_told else Telling.GOES_ON
    is_opening = is_new or line.lstrip()[:1].isupper()
    if is_opening and (others := _OTHERS.match(rest)):
        is_told = _tells(words[len(others.group().split()) :])
        return Telling.TELLS if is_told else Telling.GOES_ON
    if is_opening and (ours := _OURS.match(rest)) and speaker_id != vocabulary.we_id:
        behind = words[len(ours.group().split()) :]
        is_told = _tells(behind) and behind[0].lower not in _SPOKEN
        return Telling.UNCLEAR if is_told and vocabulary.we_id else Telling.GOES_ON
    return Telling.GOES_ON


def _tells(behind: tuple[Word, ...]) -> bool:
    """Whether a verb of telling follows a subject: "offered", "then said", "wants"."""
    if not behind:
        return False
    verb = behind[0].lower
    if verb in AUXILIARIES and len(behind) > 1 and not _ENDING_PAST.fullmatch(verb):
        verb = behind[1].lower
    is_acting = verb in ACTING | WANTING | SAY and verb.endswith(("s", "ed"))
    return is_acting or verb in _PAST or _ENDING_PAST.fullmatch(verb) is not None


def teller_of(text: str) -> str:
    """The name with which a sentence ends that somebody says: "We can take 38, said Lind."."""
    said = _SAID_BY.search(text)
    return (said["behind"] or said["before"]).strip() if said else ""


def without_saying(name: str) -> str:
    """The name in what stands before a colon: "Lind said"."""
    return _SAID.sub("", name)
