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
_OPINING = (
    r"(?:(?:also |still |now )?(?:says?|said|thinks?|thought|believes?|believed|claims?|claimed|"
    r"reports?|reported|tells us|told us|writes?|wrote|expects?|expected|reckons?|reckoned|feels?|"
    r"felt|suspects?|suspected|is (?:sure|confident|convinced|certain)|was (?:sure|confident|"
    r"convinced|certain)|guesses|hints?|hinted)(?: that)?,? )"
)
_CAME = (
    r"(?:rang|called|phoned|wrote|mailed|e-?mailed|texted|came|met|spoke|dropped|visited|joined|"
    r"popped|stopped|saw|got|sent|left|is|was)"
)
_NOUN = (
    r"(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir) (?:[\w-]+ ){0,2}?[\w-]+|[A-Z][\w.-]+(?: [A-Z][\w.-]+)?)"
    r"(?: (?:in|at|from|inside|of) (?:the |our |their )?[\w-]+)?"
)
_THIRD = re.compile(rf"({_NOUN}|[a-z][\w-]+) (?:{_CAME}(?: \w+){{0,3}} (?:and|to) )?{_OPINING}")
_ONE_THINKS = re.compile(
    rf"(?:[Hh]e|[Ss]he|[Tt]hey) {_OPINING}|[Ii]n (?:his|her|their) (?:view|opinion),? "
)
_VIEW = re.compile(
    r"(?:[Ii]n|[Tt]o|[Ff]rom) (the [\w' -]{1,30}?)'s? (?:view|opinion|mind|reading),? "
)
_CALLER = re.compile(rf"({_NOUN}) {_CAME}(?!\w)")
_FROM_THIRD = re.compile(
    r"(?:(?:[Ww]e|I) )?(?:[Uu]nderstand|[Uu]nderstood|[Gg]ather|[Gg]athered|[Ll]earn|[Ll]earned|"
    r"[Ll]earnt|[Kk]now|[Hh]ear|[Hh]eard) from ((?:the |an? |our )?[\w' ]{1,40}?)(?: that|:) "
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


@dataclass(frozen=True, slots=True)
class LastNamed:
    """Whom the text before named last, by name, and the party, empty if that is none."""

    name: str = ""
    party_id: str = ""


NOBODY_BEFORE = LastNamed()


def find_hearsay(
    sentence: Sentence, vocabulary: Vocabulary, last: LastNamed = NOBODY_BEFORE
) -> Hearsay | None:
    """Find who else reports a sentence: "according to A, …", "a poll says …", "we hear that …".

    "He thinks that A would …" is reported by whom the text named `last`, if that isn't A.
    """
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
    if third := _find_third(text, vocabulary) or _find_one(text, sentence, vocabulary, last):
        return third
    is_said = not sentence.party_id and _SAID_OF.search(text) is not None
    return Hearsay("hearsay", is_rumour=True) if is_said else None


def _find_third(text: str, vocabulary: Vocabulary) -> Hearsay | None:
    """Who of no party says something of one: "the agent says Tarn would accept …"."""
    said = _THIRD.match(text) or _FROM_THIRD.match(text) or _VIEW.match(text)
    if said is None or said[1].lower() in _NOBODY or _is_of_party(said[1], vocabulary):
        return None
    return Hearsay(said[1], said.end()) if _party_at(text[said.end() :], vocabulary) else None


def _find_one(
    text: str, sentence: Sentence, vocabulary: Vocabulary, last: LastNamed
) -> Hearsay | None:
    """Who "he" is in "he thinks that A would …", or the stranger before a colon."""
    if sentence.stranger:
        start = text.find(":") + 1
        is_of_party = start > 0 and _party_at(text[start:], vocabulary)
        return Hearsay(sentence.stranger, start) if is_of_party else None
    said = None if sentence.party_id else _ONE_THINKS.match(text)
    party_id = _party_at(text[said.end() :], vocabulary) if said else ""
    if said is None or not party_id or party_id == last.party_id:
        return None
    return Hearsay(last.name or "hearsay", said.end(), is_rumour=not last.name)


def find_caller(sentence: Sentence, vocabulary: Vocabulary) -> str:
    """Who of no party opens a sentence: "The broker" of "The broker rang"."""
    caller = _CALLER.match(" ".join(sentence.text.split()))
    is_other = caller is None or caller[1].lower() in _NOBODY
    return "" if caller is None or is_other or _is_of_party(caller[1], vocabulary) else caller[1]


def _is_of_party(name: str, vocabulary: Vocabulary) -> bool:
    named = vocabulary.find_parties(split_words(name))
    return bool(named or vocabulary.party_named(name))


def _party_at(text: str, vocabulary: Vocabulary) -> str:
    """The party that a text is about from its first words on."""
    words = split_words(text)
    parties = vocabulary.find_parties(words)
    if parties and parties[0].first <= 1:
        return parties[0].id
    return vocabulary.party_named(words[0].text) if words else ""


def find_outsider(text: str) -> str:
    """Find whose offer a clause tells of, where that is no party: "a rival bidder offers 95"."""
    found = _OUTSIDE.search(text)
    named = re.search(_OUTSIDER, found.group()) if found else None
    return named.group() if named else "somebody else" if found else ""
