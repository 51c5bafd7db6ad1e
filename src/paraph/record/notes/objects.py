"""What is accepted or refused where no option is named: what stands, or something of its own."""

from __future__ import annotations

import re

_VERB = re.compile(
    r"(?<![\w'])(?:accept(?:s|ed|ing)?|agree(?:s|d|ing)?|confirm(?:s|ed)?|approv(?:e|es|ed)|"
    r"consent(?:s|ed)?|reject(?:s|ed|ing)?|refus(?:e|es|ed)|declin(?:e|es|ed)|dismiss(?:es|ed)?|"
    r"turn(?:s|ed)? down)(?![\w'])"
)
_LINK = (
    r"(?:in|at|after|for|under|if|provided|and|but|or|though|although|too|as|unless|because|since|"
    r"only|by|then|now|yet|out|when|once|while|with|within|without|on (?:behalf|condition|the spot|"
    r"principle|our|their|all)|ad|subject|pending|again|right|even|also|jointly|today|yesterday|"
    r"straight|(?:provisional|immediate|reluctant|unanimous|final|informal|formal)(?:ly)?)(?!\w)"
)
"""What may go on behind a reply without being what is replied to."""
_THAT = rf"that(?=$|\s*[^\w\s]| (?:one|offer|proposal|package|deal|point)(?!\w)| {_LINK})"
"""The word where it points to something; in "agreed that lawyers would …" it doesn't."""
_POINTER = (
    rf"(?:{_THAT}|(?:this|these|those|it|them|all(?: of)?|everything|both|so|you|us|him|her|me|"
    r"each)(?! (?:it |this |that )?(?:is|was|would be|were|will be) (?:\w+ ){1,3}to ))"
)
_OFFER = (
    r"(?:the|their|its|our|his|her|your|my|any|such|[\w.]+'s?) "
    r"(?:(?!would |will |should |could |can |may |might |to )[\w-]+ ){0,3}?"
    r"(?:(?:counter-?)?(?:offers?|proposals?)|packages?|deals?|terms|figures?|numbers?|positions?|"
    r"compromises?|ideas?|suggestions?|texts?|drafts?|formulas?|requests?|demands?|conditions?|"
    r"points?|lot|rest|move|solution|bid|concession)(?! of an? | to (?!us|them|him|her))"
)
_WHAT_STANDS = rf"(?:{_POINTER}|{_OFFER})(?!\w)"
_ITSELF = re.compile(rf"$|[^\w\s]|{_LINK}|(?:(?:to|with|on|about|upon|that|down) )?{_WHAT_STANDS}")
_DEED = re.compile(
    r"(?:to|that) (?!the |a |an |any |all |our |their |its |his |her |my |your )[a-z]"
)
"""Something to be done, or that is so: "to meet again"; not a thing: "to the hours"."""


def has_own_object(text: str, *, names_issue: bool) -> bool:
    """Whether a clause, with what follows, accepts or refuses something that it says itself.

    So it does in "agreed to meet again", "agreed that lawyers would look at it", "declined the
    offer of a dinner"; not in "agreed", "accepted the package", "agreed to this". With
    `names_issue` it may be what stands on an issue: "accepted the hours".
    """
    text = " ".join(text.lower().replace("’", "'").split())
    verb = _VERB.search(text)
    if verb is None:
        return False
    behind = text[verb.end() :].lstrip()
    is_deed = names_issue and _DEED.match(behind) is None
    return not is_deed and _ITSELF.match(behind) is None
