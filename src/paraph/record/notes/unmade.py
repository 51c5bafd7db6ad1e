"""Moves that were spoken of without being made: counterfactuals, plans, other years, "not yet"."""

from __future__ import annotations

import re

from paraph.record.notes.cues import WITHDRAWN, any_of

_PARTICIPLE = r"\w+(?:ed|en|ut|id|old|one|ade)"
_MAKING = (
    "(?:offer|propose|accept|reject|table|suggest|ask|demand|request|insist|put forward|raise|"
    "agree|oppose|support|refuse|counter|go|come|concede|give|sign|seek|push)"
)
_COUNTERFACTUAL = any_of(
    rf"^(?:[\w']+ )?had [\w']+(?: \w+)? {_PARTICIPLE}",
    rf"if (?:[\w']+ ){{1,3}}had (?:\w+ )?{_PARTICIPLE}",
    rf"(?:would|could|should|might)(?:n't| not)? (?:\w+ )?have {_PARTICIPLE}",
)
_WISHED = any_of(
    "(?:i|we|they|he|she) wish(?:ed)?(?! for)",
    "be lying",
    "be (?:very )?surprised",
    "if only",
    "used to",
    "let's not",
)
_NOT_YET = any_of(
    r"(?:not|never|\w+n't) (?:\w+ )?yet",
    r"(?:has|have|had)(?:n't| not) (?:[\w%]+ ){1,8}yet",
    "(?:has|have|had|is|are) yet to",
    r"(?:still|so far) (?:has|have|had)(?:n't| not)",
    r"(?:not|\w+n't) (?:\w+ )?so far",
    "undecided",
)
_PAST = any_of(
    "last (?:year|summer|autumn|winter|spring|decade)",
    "(?:years?|months|decades?) ago",
    "in the (?:last|previous|past|former) (?:round|agreement|years?|contract|treaty|talks)",
    "the (?:last|previous) (?:round|agreement|contract|deal) (?:ended|closed|settled|brought|was)",
    "back then",
    "in the past",
)
_IN_YEAR = re.compile(r"(?:^|(?<!\w)(?:back|already) |, )(?:in|during) ((?:19|20)\d\d)(?!\w)")
_ENDING_IN_YEAR = re.compile(r"(?<!\w)in ((?:19|20)\d\d)[.,]?$")
_PLANNED = any_of(
    "(?:plans?|planned|planning|intends?|intended|intending|aims?|aimed|hopes?|hoped|means?|meant|"
    rf"due|scheduled) to (?:\w+ )?{_MAKING}",
    rf"thinking of (?:\w+ )?{_MAKING[:-1]}|offering|proposing|accepting|rejecting)",
    rf"(?:will|would|shall|'ll|going to|may|might|could) (?:\w+ )?{_MAKING} (?:[\w%.,]+ )"
    "{0,8}(?:tomorrow|next (?:week|month|year|time|meeting|round|session)|later|at the next)",
)
_NEXT = re.compile(r"(?:next (?:time|week|month|year|meeting|round|session)|tomorrow)(?!\w)")
_EXPECTED = any_of(
    "(?:thinks?|thought|believes?|believed|expects?|expected|assumes?|assumed|hopes?|hoped|doubts?|"
    "doubted|fears?|feared) (?:that )?(?:we|you) (?:will|would|can|could|might|may)",
    rf"expect(?:s|ed)? (?:us|them|him|her|you) to (?:\w+ )?{_MAKING}",
    rf"we (?:should|ought to) (?:\w+ )?(?:walk|{_MAKING})",
    "^my (?:own )?(?:take|guess|hunch|sense|impression|feeling|bet)",
    r"(?:i'd|i would|i) (?:\w+ )?(?:suggest|propose|recommend|advise) (?:that )?(?:we|you)",
    "internally",
    "among ourselves",
)
_URGED = any_of(
    r"(?:press(?:ed|es)?|urg(?:ed?|es)|invit(?:ed?|es)|encourag(?:ed?|es)|push(?:ed|es)?|"
    r"begg?(?:ed|s)?|advis(?:ed?|es)|lean(?:ed|s|t)? on) "
    rf"(?:to |(?:[\w']+ ){{1,4}}to (?!accept|agree|sign|give))(?:\w+ )?{_MAKING}",
    "(?:are|is|was|were|been|being) (?:\\w+ )?(?:asked|requested|expected|told) to "
    rf"(?:\w+ )?{_MAKING}",
)
_DOUBTED = any_of(
    "unlikely (?:that|to)",
    r"(?:accept|agree|reject)\w* (?:to |with )?(?:everything|all|anything) "
    "(?:but|except|save|apart)",
    "(?:nobody|no one|no-one|none of (?:us|them)) (?:expect|think|believe|want|ask)(?:s|ed)?",
    "doubt(?:s|ed|ful)? (?:that |whether |if )?",
    "(?:not|\\w+n't) (?:say|know|clear|decide|sure|certain)(?: yet)? (?:whether|if)",
    "(?:disappointed|sorry|glad|pleased|angry|upset|surprised|furious|relieved) that",
    f"rather (?:[\\w']+ ){{1,4}}than (?:\\w+ )?{_MAKING}",
)
_NOTHING = any_of(
    r"(?:nothing|little|not much) (?:is|was|has been|had been|will be|would be|could be)? ?"
    "(?:agreed|settled|decided|accepted)",
    r"(?:until|unless|before) (?:everything|all) (?:\w+ )?(?:is|was|has been|were) "
    "(?:agreed|settled)",
)
_RECALLED = any_of(
    "last time",
    "(?:last|previous|earlier) (?:meeting|session|sitting|round)",
)
_ABSENT = any_of(
    r"did(?:n't| not) (?:\w+ )?(?:offer|propose|suggest|table|ask for|demand|call for|request)",
    r"(?:has|have|had)(?:n't| not) (?:\w+ )?(?:offered|proposed|suggested|tabled|asked for|"
    "demanded|called for|requested)",
    "never (?:offered|proposed|suggested|tabled|asked for|demanded|called for|requested)",
    "made no (?:offer|proposal|demand)",
    r"did(?:n't| not) (?:\w+ )?(?:move|go|come|change|improve|raise|lower)",
    r"(?:not|\w+n't) (?:\w+ )?(?:respond|react|reply|answer|comment)(?:ed)?",
)
_NOT = r"(?:not|\w+n't|neither|nor|never) (?:\w+ )?"
_YES = r"(?:accept|agree|confirm|approv)\w*"
_NO = r"(?:reject|refus|declin|dismiss|oppos|turn(?:ed)? down|rul(?:e|ed) out)\w*"
_SILENCE = (
    r"(?:silence|silent|unanswered|no (?:reply|answer|response|comment|reaction)|without (?:any )?"
    r"(?:reply|answer|response|comment|reaction)|not (?:react|respond|reply|answer|comment)\w*)"
)
_LEFT_OPEN = re.compile(
    rf"(?<!\w)(?:{_NOT}{_NO}.{{0,120}}(?<!\w){_NOT}{_YES}|{_NOT}{_YES}.{{0,120}}(?<!\w){_NOT}{_NO}|"
    rf"{_NOT}(?:{_YES}|{_NO}).{{0,120}}(?<!\w){_SILENCE}|"
    r"(?:no|without|not|n't|failed to (?:reach|find)) (?:\w+ ){0,3}(?:agreement|consensus|"
    r"understanding) (?:was |has been |is )?(?:yet )?(?:reached |found )?(?:yet )?"
    r"(?:on|about|over|that))"
)


def is_unmade(text: str, *, is_spoken: bool, year: int | None = None) -> bool:
    """Whether a clause, in small letters, speaks of moves that nobody made in this meeting.

    What is withdrawn counts, what somebody would have done, has not done (yet), did in a year
    before `year` (of the meeting, if known) or, in prose, only plans or is expected to do: a plan
    that is spoken out at the table is a move.
    """
    cues = (WITHDRAWN, _COUNTERFACTUAL, _WISHED, _NOT_YET, _PAST, _ABSENT, _NOTHING)
    cues_of_prose = () if is_spoken else (_PLANNED, _EXPECTED, _URGED, _DOUBTED)
    if any(cue.search(text) for cue in (*cues, *cues_of_prose)):
        return True
    if not is_spoken and _NEXT.match(text):
        return True
    dated = _IN_YEAR.search(text) or _ENDING_IN_YEAR.search(text)
    return dated is not None and year is not None and int(dated[1]) < year


def is_untimely(text: str) -> bool:
    """Whether a clause says what somebody plans to do, or did in a meeting before."""
    return _PLANNED.search(text) is not None or _RECALLED.search(text) is not None


def is_left_open(sentence: str) -> bool:
    """Whether a sentence says that somebody neither accepted nor rejected: "met with silence"."""
    text = " ".join(sentence.lower().replace("’", "'").split())
    return _LEFT_OPEN.search(text) is not None
