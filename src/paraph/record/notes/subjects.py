"""Which party a clause is about, and who reports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paraph.record.notes.cues import APPROVAL, ASK, JOINTLY, JUDGED, MATTERING, REPORT
from paraph.record.notes.echoes import is_accepted, is_refused
from paraph.record.notes.grammar import (
    ACTING,
    AUXILIARIES,
    BEHIND_AUXILIARIES,
    FINITE,
    OTHER,
    SAY,
    SELF,
    SUBJECTS,
    THEY,
    THINK,
    THIRD,
    WANTING,
)
from paraph.record.notes.hearsay import find_outsider
from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import Word, is_number

_PROPOSING = re.compile(r"(?:how about|what about|what if|what would you say)(?!\w)")
_OTHER_SIDE = re.compile(
    r"(?<!\w)(?:the other (?:side|party|team|delegation)|(?:the|our) (?:counterparts?|opponents?|"
    r"opposite numbers?|interlocutors?))(?!\w)"
)
_REPLIED_TO = re.compile(
    r"^(?:and |but )?(?P<whom>our|my|their|his|her) (?:\w+ ){0,2}(?:offer|proposal|package|demand|"
    r"suggestion|figure|request)s?(?!\w).{0,200}?(?<!\w)(?:was|were|is|are|been|got) (?:\w+ )?"
    r"(?:accepted|rejected|turned down|refused|declined|dismissed|agreed|welcomed|opposed)(?!\w)"
)
_THOUGHT = re.compile(
    r"(?<![\w'])(?:(?:i|we) (?:\w+ )?(?:(?:do|did|does)(?: not|n't) )?(?:\w+ )?(?:think|thought|"
    r"believe|believed|assume|assumed|expect|expected|suspect|suspected|doubt|guess|fear)|"
    r"(?:my|our) (?:\w+ )?(?:impression|sense|feeling|guess|hunch) (?:is|was)) "
    r"(?:that |if |whether )?they(?![\w])"
)
_BY_WHOM = re.compile(r"(?:ed|en|down|out) by (?P<whom>us|them)(?!\w)")
# "Rejected by us", and the answer to "their offer".
_DONE_BY_SPEAKER = frozenset(("us", "their", "his", "her"))
_OF_THEIRS = re.compile(
    r"(?:^(?:and |but )?|(?<!\w)(?:is|was|remains|stays) )their (?:\w+ ){0,2}"
    r"(?:orders?|priorit(?:y|ies)|rankings?|bottom line|floor|ceiling|limit|minimum|maximum|"
    r"red lines?|counter(?:-?offer)?|offer|bid|proposal|demand|position|preferences?|top|first)"
    r"(?!\w)"
)
_DONE = re.compile(r"\w+(?:ed|en|wn|ut|ld|pt)|made|down|out|forward")
_AWAITING = frozenset((
    "subject", "pending", "awaiting", "conditional", "provided", "providing", "if", "once",
    "unless",
))  # fmt: skip
_OFFERS = frozenset(("offer", "proposal", "counter-offer", "bid", "demand", "request"))
THEY_UNCLEAR = "they"
"""As words of a subject: somebody whom a pronoun stands for, which may be either side."""
_RECEIVING = re.compile(
    r"(?:(?:was|were|has been|had been|have been) (?:\w+ )?"
    r"(?:offered|promised|granted|given|asked)|"
    r"(?:got|received|obtained) (?:\w+ ){0,2}(?:offer|proposal|bid|request|demand))(?!\w)"
)
_SAYING_THEY = re.compile(
    r"(?:said|says|reported|reports|told us|noted|notes|added|explained|thinks|thought) (?:that )?"
    r"(?:they|he|she)(?!\w)"
)
_ONES = frozenset(("us", "them"))
_ONES_OWN = frozenset(("us", "me"))
_THEIRS = frozenset(("them", "him", "her"))
_DELEGATION = re.compile(r" (?:delegation|side|team|representatives?|negotiators?|leaders?)$")
_LEADS = frozenset((
    ",", "and", "but", "then", "so", "yet", "while", "whereas", "because", "since", "although",
    "though", "however", "until", "before", "-", "–", "the", "a", "an", "that", "if", '"', "“",
))  # fmt: skip
_NO_SUBJECTS = frozenset((
    "then", "later", "again", "also", "sides", "parties", "nobody", "everyone", "everybody",
    "somebody", "all", "yesterday", "today", "meanwhile", "first", "next", "afterwards", "finally",
    "which", "who", "that", "nor", "neither", "it", "there", "this", "teams", "delegations",
    "meeting", "both", "not", "never", "as", "what", "when", "where", "how", "why", "to", "if",
    "agreement", "discussion", "talks", "hence", "thus", "instead", "being", "having", "been",
    "ok", "okay", "yes", "yeah", "fine", "deal", "great", "sure", "well", "perfect", "naw", "no",
    "thats", "cant", "dont", "wont", "good", "done", "sorry", "alright", "always", "still",
    "yet", "often", "already", "now", "once", "in", "one", "each", "please",
))  # fmt: skip
_LONGEST_SUBJECT = 4
_BEHIND_NAMES = FINITE | frozenset((
    "to", "no", "not", "ok", "okay", "fine", "firm", "against", "for", "at", "still", "now",
))  # fmt: skip
_TO_DO = frozenset((
    "consult", "check", "revert", "confirm", "report", "come", "ask", "study", "draft", "prepare",
    "circulate", "send", "provide", "propose", "consider", "review", "decide", "clarify", "return",
))  # fmt: skip
"""What minutes say that somebody is to do: "chair to consult the board"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a clause is about: a party, or words that stand for nobody known (`unknown`).

    `is_named` says that the clause itself tells; else the party before it goes on. `is_thought`
    says that somebody only thinks so: "we don't think they will accept".
    """

    party_id: str = ""
    reported_by: str = ""
    is_named: bool = False
    unknown: str = ""
    is_thought: bool = False


def find_subject(
    part: Sequence[Word], text: str, sentence: Sentence, vocabulary: Vocabulary
) -> Subject:
    """Find the party that a clause is about, and who reports it."""
    if sentence.party_id and (is_refused(text) or is_accepted(text)):
        return Subject()  # "36 months? You must be joking."
    parties = without_approvers(vocabulary.find_parties(part), part, text)
    is_strangers = bool(sentence.stranger) and any(word.lower in SUBJECTS for word in part)
    if outsider := find_outsider(text) or (THEY_UNCLEAR if is_strangers and not parties else ""):
        return Subject(unknown=outsider)
    if reported := _find_report(part, text, parties):
        subject, reporter = reported
        return Subject(subject, reporter, bool(subject))
    agent = _find_agent(part, parties)
    if agent or (agent := _find_to_whom(part, text, parties, sentence, vocabulary)):
        return Subject(agent, is_named=True)
    if _goes_on(part, parties):
        return Subject()
    found = _find_acting(part, text, sentence, vocabulary)
    giver = _find_giver(part, parties, found, vocabulary) if found.party_id else None
    return giver or found


def without_approvers(
    parties: Sequence[Mention], part: Sequence[Word], text: str
) -> Sequence[Mention]:
    """Leave out who is only to approve: "agreed, subject to approval by B's board"."""
    if not APPROVAL.search(text):
        return parties
    start = next((at for at, word in enumerate(part) if word.lower in _AWAITING), len(part))
    return [mention for mention in parties if mention.first < start]


def _find_giver(
    part: Sequence[Word],
    parties: Sequence[Mention],
    subject: Subject,
    vocabulary: Vocabulary,
) -> Subject | None:
    """Who does what is done to a subject: "we were offered 4", "we got an offer of 4".

    None where the subject acts itself. Of whom one of ours says "they", can't be told.
    """
    whom = next((m.last for m in parties if m.id == subject.party_id), -1)
    if whom < 0:
        whom = next((at for at, word in enumerate(part) if word.lower in SUBJECTS), -1)
    behind = " ".join(word.lower for word in part[whom + 1 :])
    if _RECEIVING.match(behind):
        return replace(subject, party_id=vocabulary.other_than(subject.party_id))
    is_ours = bool(parties) and subject.party_id == vocabulary.we_id
    return Subject(unknown=THEY_UNCLEAR) if is_ours and _SAYING_THEY.match(behind) else None


def _find_acting(
    part: Sequence[Word], text: str, sentence: Sentence, vocabulary: Vocabulary
) -> Subject:
    """Find who does something in a clause by its grammar: a noun, a name or a pronoun."""
    parties = vocabulary.find_parties(part)
    unknown = _find_unknown(part, text, parties, vocabulary) or _find_embedded(part, vocabulary)
    unknown = "" if _OTHER_SIDE.fullmatch(unknown.lower()) else unknown
    opening = "" if sentence.party_id else _find_opening(part, vocabulary)
    if known := opening or vocabulary.party_named(_DELEGATION.sub("", unknown)):
        return Subject(known, is_named=True)
    # In talk, where "I" is often left out, only "The company" and "NW" are surely somebody.
    if unknown and (not sentence.party_id or unknown.isupper() or " " in unknown):
        return Subject(unknown=unknown)
    is_prose = not sentence.party_id
    if parties and (is_prose or parties[0].id != sentence.party_id):
        is_first = all(word.lower not in SUBJECTS for word in part[: parties[0].first])
        if is_first and (is_prose or _is_subject(part, parties[0])):
            return Subject(parties[0].id, is_named=True)
    return _find_by_pronoun(part, text, parties, sentence, vocabulary)


def _find_opening(part: Sequence[Word], vocabulary: Vocabulary) -> str:
    """The party in small letters with which a clause opens: "union to consult its committee"."""
    start = next((at for at, w in enumerate(part) if w.lower not in _LEADS), len(part))
    behind = part[start + 1 : start + 2]
    is_noun = bool(behind) and part[start].is_content and part[start].text.islower()
    is_told = bool(behind) and (behind[0].lower in _BEHIND_NAMES or is_number(behind[0].lower))
    if not is_noun or not (is_told or _acts_at(part, start + 1)):
        return ""
    return vocabulary.party_named(part[start].text)


def _find_agent(part: Sequence[Word], parties: Sequence[Mention]) -> str:
    """The party by which something is done, from which it comes, or of which it is thought."""
    agent = next((m.id for m in parties if _is_of_agent(part, m)), "")
    if agent and len(parties) > 1 and "to" in [w.lower for w in part[: parties[0].first]]:
        agent = ""  # "according to A, B would …" is said of B
    is_thought = len(parties) == 1 and _is_thought_of(part, parties[0])
    return parties[0].id if is_thought else agent


def _is_of_agent(part: Sequence[Word], mention: Mention) -> bool:
    """Whether "by" stands before a party, or "an offer from"."""
    before = [word.lower for word in part[: mention.first]]
    if before[-2:] in (["acc", "to"], ["according", "to"], [".", "to"]):
        return True
    is_done = any(_DONE.fullmatch(word) for word in before) or not _OFFERS.isdisjoint(before)
    return (before[-1:] in (["by"], ["the"]) and "by" in before[-2:] and is_done) or (
        before[-1:] == ["from"] and not _OFFERS.isdisjoint(before)
    )


def _find_to_whom(
    part: Sequence[Word],
    text: str,
    parties: Sequence[Mention],
    sentence: Sentence,
    vocabulary: Vocabulary,
) -> str:
    """The party to which something matters: "pay matters most to them", "… is vital for A".

    In talk "them" may be anybody, so that only parties count there, in prose pronouns as well, and
    "them" where one of ours speaks.
    """
    is_judged = not sentence.party_id and JUDGED.search(text) is not None
    if not (is_judged or MATTERING.search(text)) or ASK.pattern.search(text):
        return ""
    firsts = {mention.first: mention.id for mention in parties}
    speaker = sentence.party_id or vocabulary.we_id
    for at, word in enumerate(part[:-1]):
        if word.lower not in ("to", "for", "with"):
            continue
        behind = at + 1 + (part[at + 1].lower == "the" and at + 1 not in firsts)
        if behind in firsts:
            return firsts[behind]
        if not sentence.party_id and part[at + 1].lower in _ONES_OWN:
            return speaker
        is_ours = sentence.party_id == vocabulary.we_id and not sentence.is_under_name
        if (is_ours or not sentence.party_id) and part[at + 1].lower in _THEIRS:
            return vocabulary.other_than(speaker)
    return ""


def _find_unknown(
    part: Sequence[Word], text: str, parties: Sequence[Mention], vocabulary: Vocabulary
) -> str:
    """The words of a subject that is no party's: "The company" in "The company offered 3 %".

    A noun at the start of a clause, directly before a verb of doing; empty where there is none.
    """
    start = next((at for at, w in enumerate(part) if w.lower not in _LEADS), len(part))
    ends = range(start + 1, min(start + _LONGEST_SUBJECT, len(part) - 1) + 1)
    verb = next((at for at in ends if at < len(part) and _acts_at(part, at)), 0)
    head = part[start:verb]
    if not head or JOINTLY.match(text) or any(m.first < verb for m in parties):
        return ""
    is_noun = all(word.is_content or word.lower in ("of", "the", "'s", "-") for word in head)
    is_noun = is_noun and not any(
        is_number(word.lower) or word.lower in _NO_SUBJECTS or word.lower in SUBJECTS
        for word in head
    )
    about = {at for m in vocabulary.find_issues(part) for at in range(m.first, m.last + 1)}
    if not is_noun or head[-1].lower.endswith("ly") or verb - 1 in about:
        return ""
    first = start - 1 if start and part[start - 1].lower in ("the", "a", "an") else start
    return " ".join(word.text for word in part[first:verb])


def _find_embedded(part: Sequence[Word], vocabulary: Vocabulary) -> str:
    """The words of an unknown subject behind "that": "A pointed out that the firm had agreed …"."""
    that = next((at for at, word in enumerate(part) if at and word.lower == "that"), len(part))
    behind = part[that + 1 :]
    return _find_unknown(behind, "", vocabulary.find_parties(behind), vocabulary) if behind else ""


def _acts_at(part: Sequence[Word], at: int) -> bool:
    """Whether a verb of doing or wanting stands there, by itself or behind auxiliaries."""
    while at < len(part) and part[at].lower in AUXILIARIES:
        at += 1
        if at < len(part) and part[at].lower in ACTING | BEHIND_AUXILIARIES:
            return True
    if at + 1 < len(part) and part[at].lower == "to" and part[at + 1].lower in _TO_DO:
        return True
    return at < len(part) and part[at].lower in ACTING | WANTING


def _find_by_pronoun(
    part: Sequence[Word],
    text: str,
    parties: Sequence[Mention],
    sentence: Sentence,
    vocabulary: Vocabulary,
) -> Subject:
    """Whom "we", "you" and "they" mean. Who asks "what would you say to X?" proposes X.

    In prose, which our staff wrote, "they" are the other side where there is but one. Who answers
    "our offer" is the other side, too.
    """
    pronoun = next((word.lower for word in part if word.lower in SUBJECTS), "")
    speaker = sentence.party_id or vocabulary.we_id
    other = vocabulary.other_than(speaker)
    if (by := _BY_WHOM.search(text)) or (by := _REPLIED_TO.match(text)):
        return Subject(speaker if by["whom"] in _DONE_BY_SPEAKER else other, is_named=True)
    if _OTHER_SIDE.search(text) and not parties:
        return Subject(other, is_named=bool(other))
    if pronoun in SELF and _THOUGHT.search(text):
        return Subject(other, is_named=bool(other), is_thought=True)
    start = int(not part[0].text[0].isalnum())
    is_ours = is_standing(part[start:]) and part[start].lower == "us"
    if is_ours or pronoun in SELF or (pronoun in OTHER and _PROPOSING.search(text)):
        return Subject(speaker, is_named=True)
    if pronoun in THIRD and sentence.party_id and not parties:
        return _find_third(part, sentence, vocabulary)
    is_they = pronoun in THEY or pronoun == "theirs" or _OF_THEIRS.search(text) is not None
    is_they = is_they or is_standing(part[start:])
    is_clear = all(mention.id == speaker for mention in parties)  # "they asked us, the union"
    they = other if pronoun in OTHER or (is_they and is_clear) else ""
    return Subject(they, is_named=bool(they))


def is_standing(part: Sequence[Word]) -> bool:
    """Whether words say in short where a side stands: "us 4" in "Trust 8, us 4"."""
    return len(part) > 1 and part[0].lower in _ONES and is_number(part[1].lower)


def _find_third(part: Sequence[Word], sentence: Sentence, vocabulary: Vocabulary) -> Subject:
    """Whom "they" means in talk: the other side, if one of ours says so.

    Below a party's name, alone, it is that party, unless "we" speaks there as well. Who it is when
    the other side says "they" can't be told.
    """
    other = vocabulary.other_than(sentence.party_id)
    is_with_us = any(word.lower in SELF for word in part)
    if sentence.is_under_name and not is_with_us:
        return Subject(sentence.party_id, is_named=True)
    if not sentence.is_under_name and sentence.party_id == (vocabulary.we_id or sentence.party_id):
        return Subject(other, is_named=True)
    return Subject(unknown=THEY_UNCLEAR)


def _goes_on(part: Sequence[Word], parties: Sequence[Mention]) -> bool:
    """Whether a clause goes on with the subject before it: "… and asked what A meant"."""
    at = 1 if part[0].lower in (",", "and", "but", "then") else 0
    at += at < len(part) - 1 and part[at].lower in ("and", "then")
    is_verb = at > 0 and at < len(part) and part[at].lower in ACTING
    return is_verb and bool(parties) and parties[0].first > at


def _is_thought_of(part: Sequence[Word], mention: Mention) -> bool:
    """Whether somebody thinks it of a party: "we understand that A needs …"."""
    before = part[: mention.first]
    return any(word.lower in THINK for word in before) and _is_subject(part, mention)


def _is_subject(part: Sequence[Word], mention: Mention) -> bool:
    behind = part[mention.last + 1 : mention.last + 2]
    return bool(behind) and behind[0].lower in FINITE


def _find_report(
    part: Sequence[Word], text: str, parties: Sequence[Mention]
) -> tuple[str, str] | None:
    """Find "A told us that B would …": (B, A's name)."""
    is_said = any(word.lower in SAY for word in part) or REPORT.search(text)
    if len(parties) < 2 or not is_said:
        return None
    reporter, subject = parties[0], parties[-1]
    if reporter.id == subject.id or not _is_subject(part, subject):
        return None
    name = " ".join(word.text for word in part[reporter.first : reporter.last + 1])
    return subject.id, name
