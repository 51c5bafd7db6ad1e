"""Terms that are taken up as a question and answered in one breath: "36 months? Forget it."."""

from __future__ import annotations

import re

from paraph.record.notes.cues import FIGURE

_NO = (
    r"no|nope|never|forget (?:it|that)|no way|no chance|not a chance|not on|"
    r"not (?:with|for) (?:us|me)|over (?:my|our) dead bod(?:y|ies)|no thanks|nonsense|ridiculous|"
    r"absurd|dream on|hardly|(?:you must be|you're|you’re|you are) (?:joking|kidding)|come on|"
    r"(?:absolutely|certainly|definitely|surely) not|not (?:possible|acceptable|going to happen)|"
    r"out of the question|impossible|unacceptable|unthinkable|(?:a )?non-?starter|"
    r"(?:far |much |way )?too (?:low|high|much|long|short|late|early|little|few|many|expensive)|"
    r"that(?:'s|’s| is) (?:a no|out|out of the question|impossible|unacceptable|too \w+)|"
    r"we can(?:'t|’t|not) (?:do|accept|take) (?:that|it)|not in a \w+ years"
)
_YES = (
    r"yes|yeah|fine|ok|okay|sure|agreed|gladly|of course|why not|no problem|deal|done|acceptable|"
    r"that(?:'s|’s| is) (?:fine|ok|okay|acceptable)|we can (?:do|accept|take|live with) (?:that|it)"
)
VERDICT = re.compile(
    rf"[ \t]+(?:{_NO}|{_YES})(?!\w)(?=[^?\r\n]{{0,80}}(?:[.!;\r\n]|$))", re.IGNORECASE
)
"""What follows the question mark of such a term; never a question itself."""
_ALL_NO = re.compile(rf"(?:{_NO}|neither)")
_ALL_YES = re.compile(
    r"agreed|deal|gladly|acceptable|sold|done|correct|exactly|we can (?:do|accept|take) (?:that|it)"
)
_REFUSED = re.compile(rf"\? (?:{_NO})(?!\w)|{FIGURE}[^,?]{{0,20}}, (?:no|never|no way|no thanks)$")
_NOT_AT = re.compile(
    r"^(?:(?:but|and|well|no) )?(?:(?:certainly|surely|definitely|absolutely) )?(?:not|never) "
    r"(?:with|at|for|on|under) (?!(?:us|me|you|them|him|her|this|that|now|all|present|today|least|"
    r"the (?:moment|present|table)|my|our|your|their|long|much|sure|sale|certain)(?!\w))"
)
_ACCEPTED = re.compile(rf"\? (?:{_YES})(?!\w)|{FIGURE}[^,?]{{0,20}}, (?:yes|fine|ok|okay|agreed)$")


def says_no(text: str) -> bool:
    """Whether a clause, in small letters, only refuses: "not a chance"."""
    return _ALL_NO.fullmatch(text) is not None


def says_yes(text: str) -> bool:
    """Whether a clause, in small letters, only accepts: "sold", "gladly"."""
    return _ALL_YES.fullmatch(text) is not None


def is_refused(text: str) -> bool:
    """Whether a clause, in small letters, refuses a term that it takes up.

    "36 months, no", "not with 36 months".
    """
    return _REFUSED.search(text) is not None or _NOT_AT.match(text) is not None


def is_accepted(text: str) -> bool:
    """Whether a clause, in small letters, accepts a term that it takes up: "24 months, yes"."""
    return _ACCEPTED.search(text) is not None
