"""What somebody who is of no party says: rumours, the press, polls, other bidders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paraph.record.notes.sentences import Sentence
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.notes.words import split_words

_ACCORDING = re.compile(r"according to ((?:the |an? )?[^,;.]{1,60})", re.IGNORECASE)
_TOLD = re.compile(
    r"((?:[Tt]he )?[A-Z][\w' ]{0,40}?) (?:told (?:us|me)|informed us|let us know|reported) that "
)
_NOBODY = frozenset((
    "it", "we", "i", "they", "he", "she", "you", "nobody", "both", "all", "everybody", "this",
    "that", "who", "which", "the other side", "our side",
))  # fmt: skip
_SOURCES = (
    r"(?:poll|survey|press|rumou?rs?|(?:local|regional|daily) papers?|papers|newspapers?|"
    r"media|reports?|articles?|journalists?|radio|television|"
    r"tv|blog|sources?|insiders?|commentators?|analysts?|observers?)"
)
_SAYS = (
    r"(?:says?|said|reports?|reported|suggests?|suggested|claims?|claimed|believes?|shows?|showed|"
    r"finds?|found|writes?|wrote|has it|have it)"
)
_PUBLISHED = re.compile(
    rf"((?:(?:an?|the|one|some|several|two|our) )?(?:\w+ ){{0,2}}{_SOURCES}"
    rf"(?: (?:close|near|in|from|inside|at|of) (?:[\w']+ ){{0,3}}[\w']+)?) {_SAYS}(?: that)?(?= )",
    re.IGNORECASE,
)
_RUMOURED = re.compile(
    r"(?:it (?:is|was|has been) (?:\w+ )?(?:said|rumou?red|reported|whispered|alleged|claimed) that"
    r"|(?:the )?(?:rumou?rs?|word|gossip)(?: \w+){0,3} (?:is|was|has it|have it|says|goes)"
    r"(?: that)?"
    r"|there (?:is|are|was|were) (?:\w+ )?(?:rumou?rs?|talk|speculation|reports?) that"
    r"|(?:we|i)(?:'ve| have)? (?:also |only )?(?:hear|heard|read)"
    r"(?: (?:in|from|on) (?:[\w']+ ){0,3}[\w']+)?(?: that|(?= they ))"
    r"|(?:as|from what|by what|so far as) (?:we|i) (?:hear|heard|read|understand|"
    r"(?:are|were|am|was) told),?"
    r"|(?:we|i) (?:are|am|were|was|have been) told that)(?= )",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"((?:[Tt]he|[Aa]n?|[Oo]ur) (?:[\w-]+ ){0,2}[\w-]+|[A-Z][\w.-]+(?: [A-Z][\w.-]+)?) "
    r"(?:says|said|thinks|thought|believes|believed|claims|claimed|reports|reported|tells us|"
    r"told us|writes|wrote|expects)(?: that)? "
)
_FROM_THIRD = re.compile(
    r"(?:[Ww]e|I) (?:understand|understood|gather|gathered|learn|learned|learnt|know) from "
    r"((?:the |an? |our )?[\w' ]{1,40}?) that "
)
_SAID_OF = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were) (?:said|rumou?red|reported|thought|believed|alleged) to|"
    r"reportedly|apparently|allegedly|supposedly)(?!\w)",
    re.IGNORECASE,
)

_TRADERS = (
    r"(?:bidders?|buyers?|tenants?|landlords?|suppliers?|sellers?|vendors?|employers?|contractors?|"
    r"compan(?:y|ies)|firms?|unions?|investors?|applicants?|customers?|clients?|part(?:y|ies)|"
    r"owners?|providers?|people|sites?|plants?)"
)
_OUTSIDER = (
    r"(?:(?:an?|the|one|two|some|several|our|their|your) )?"
    r"(?:(?:rival|competing|another|third|outside|interested|potential|neighbou?ring|different|"
    rf"(?<!the )(?<!our )(?<!their )other) (?:\w+ )?{_TRADERS}|"
    r"rivals?|competitors?|neighbou?rs|(?:a|another|one) bidder|third parties)"
)
_OUTSIDE = re.compile(
    rf"(?<!\w)(?:(?:from (?=an?|other|rival|comp|some|third)){_OUTSIDER}|"
    rf"{_OUTSIDER}(?:,? who| which| that)?(?: (?:has|have|had|is|was|are|were|would|will|could|can|"
    r"might|may|also|already|now|currently|just|once|even)){0,3} (?:offer|bid|pay|paid|propos|ask|"
    r"giv|gave|tak|took|accept|demand|want|sign|charg|promis|settl|agree|reject|refus|go|went|"
    r"quot|tabl|put|made|mak|get|got|at|prepared|ready|willing)\w*|"
    r"(?:an? )?(?:rival|competing|outside|alternative) (?:\w+ )?(?:offer|bid|tender|quote)s?"
    r"|(?:have|has|had|received|got|holds?) (?:an? )?(?:other|another|better|competing|higher|"
    r"lower|second) (?:\w+ )?(?:offer|bid|quote)s?(?! for you)"
    r"|(?:have|has|had|received|got) (?:\w+ )?(?:an?|one|two) (?:offer|bid|quote)s?"
    r"(?: (?:of|at) [^.;]{1,30})? from (?:an?|some|one|two|others)"
    r"|(?:offer|bid|quote)s? (?:from )?elsewhere)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Hearsay:
    """Who else reports a sentence, and where in it what they say begins, if they open it.

    `is_rumour` says that nobody answers for it: a rumour, the press, a poll.
    """

    reporter: str
    start: int = 0
    is_rumour: bool = False


def find_hearsay(sentence: Sentence, vocabulary: Vocabulary) -> Hearsay | None:
    """Find who else reports a sentence: "according to A, …", "a poll says …", "we hear that …"."""
    text = re.sub(r"\s", " ", sentence.text).replace("’", "'")
    for opening in (_RUMOURED, _PUBLISHED):
        said = opening.match(text)
        if said:
            reporter = said[1] if opening is _PUBLISHED else "hearsay"
            return Hearsay(reporter, said.end(), is_rumour=True)
    if according := _ACCORDING.search(" ".join(text.split())):
        is_rumour = re.search(rf"(?<!\w){_SOURCES}$", according[1], re.IGNORECASE) is not None
        return Hearsay(according[1], is_rumour=is_rumour)
    told = _TOLD.match(sentence.text)
    if told and told[1].split()[0].lower() not in _NOBODY and not vocabulary.party_called(told[1]):
        return Hearsay(told[1])
    if third := _find_third(text, vocabulary):
        return third
    is_said = not sentence.party_id and _SAID_OF.search(text) is not None
    return Hearsay("hearsay", is_rumour=True) if is_said else None


def _find_third(text: str, vocabulary: Vocabulary) -> Hearsay | None:
    """Who of no party says something of one: "the agent says Tarn would accept …"."""
    said = _THIRD.match(text) or _FROM_THIRD.match(text)
    if said is None or said[1].lower() in _NOBODY or vocabulary.find_parties(split_words(said[1])):
        return None
    parties = vocabulary.find_parties(split_words(text[said.end() :]))
    is_of_party = bool(parties) and parties[0].first <= 1
    return Hearsay(said[1], said.end()) if is_of_party else None


def find_outsider(text: str) -> str:
    """Find whose offer a clause tells of, where that is no party: "a rival bidder offers 95"."""
    found = _OUTSIDE.search(text)
    named = re.search(_OUTSIDER, found.group()) if found else None
    return named.group() if named else "somebody else" if found else ""
