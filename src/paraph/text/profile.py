"""What a mark means in a forum: the reading is a profile of the document, not a constant.

The same square bracket means "not agreed" in a climate text, "the named parties want this out"
in a trade text and "agreed in objective" where colours are used. A profile states the reading;
`guess_profile` proposes one from the marks that a draft carries, and a caller may override it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from paraph.errors import UnknownNameError
from paraph.text.attributions import Attribution, read_label
from paraph.text.tables import has_columns


class Step(enum.StrEnum):
    """How far a wording has come: the ladder of agreement."""

    OPEN = "open"
    INFORMALS = "agreed in informals"
    WORKING_GROUP = "agreed in working group"
    AD_REFERENDUM = "agreed ad referendum"
    AGREED = "agreed"
    REOPENED = "reopened"

    @property
    def is_settled(self) -> bool:
        """Whether nobody holds the wording open at this step."""
        return self not in (Step.OPEN, Step.REOPENED)


@dataclass(frozen=True)
class Profile:
    """How the marks of one forum are read.

    `has_attributions`: a bracket may open with who proposes or opposes ("US propose; NZ oppose:").
    `colours`: the step on the ladder that each colour stands for; words in no colour are open
    where a profile has colours.
    `has_columns`: tables hold a column for each side beside the base text.
    `blanket_words`: a bracket that holds more words than this is a blanket bracket (it reserves
    a whole chapter) and is counted apart from disagreement about words.
    """

    name: str
    title: str
    has_attributions: bool = False
    colours: tuple[tuple[str, Step], ...] = ()
    blanket_words: int = 400
    has_columns: bool = False

    @property
    def has_colours(self) -> bool:
        """Whether colour carries the step of agreement."""
        return bool(self.colours)


UNFCCC = Profile("unfccc", "UNFCCC: bare brackets, adjacent alternatives, lettered options")
TRADE = Profile(
    "trade", "Trade text: brackets with who proposes and who opposes", has_attributions=True
)
BILATERAL = Profile(
    "bilateral",
    "Colour-coded bilateral text: green agreed, yellow agreed in objective, white open",
    has_attributions=True,
    colours=(("green", Step.AGREED), ("yellow", Step.WORKING_GROUP), ("white", Step.OPEN)),
)
UN_RESOLUTION = Profile(
    "un", "UN resolution: PP and OP paragraphs, attributions, ad ref marks", has_attributions=True
)
COLUMNS = Profile(
    "columns",
    "Draft in columns: one for each side beside the base text",
    has_attributions=True,
    has_columns=True,
)

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (UNFCCC, TRADE, BILATERAL, UN_RESOLUTION, COLUMNS)}
)

COLOUR_MARK = re.compile(r"\{(/?)(green|yellow|white|blue|red)\}")
_TRADE_LABEL = re.compile(
    r"\[\s*(?:[A-Z]{2,3}\d*(?:/[A-Z]{2,3}\d*)*\s*(?::|Alternative\b)"
    r"|[A-Z][\w .,'’/&-]{0,120}?\s(?:propose|oppose)s?\d*\s*[:;])"
)
# What may be a label without a verb; `read_label` decides.
_BARE_LABEL = re.compile(r"\[\s*(?P<label>[A-Z][^\[\]{}:]{1,200}:)")
_UN_PARAGRAPH = re.compile(r"^[ \t\[]*(?:OP|PP)\s?\d+", re.MULTILINE)


def find_profile(name: str) -> Profile:
    """Return the profile of that name.

    Raises UnknownNameError when there is none, naming those that there are.
    """
    if name not in PROFILES:
        raise UnknownNameError("forum profile", name, PROFILES)
    return PROFILES[name]


def guess_profile(source: str) -> Profile:
    """Propose the profile whose marks the draft carries.

    A table of sides beside a base text makes it one in columns; colour marks make it bilateral;
    OP and PP paragraphs a UN resolution; attribution labels on at least one bracket in twenty a
    trade text, if there are three, or one that names several parties or says what they do; else
    UNFCCC, whose reading of a bare bracket is the most common one.
    """
    if has_columns(source):
        return COLUMNS
    if COLOUR_MARK.search(source):
        return BILATERAL
    if sum(1 for _ in _UN_PARAGRAPH.finditer(source)) >= 2 and re.search(r"\bOP\s?\d", source):
        return UN_RESOLUTION
    places = {found.start() for found in _TRADE_LABEL.finditer(source)}
    is_plain = False
    for found in _BARE_LABEL.finditer(source):
        attribution, n_read = read_label(found["label"])
        if n_read:
            places.add(found.start())
            is_plain = is_plain or _is_plain_label(attribution)
    if (len(places) >= 3 or is_plain) and 20 * len(places) >= source.count("["):
        return TRADE
    return UNFCCC


def _is_plain_label(attribution: Attribution) -> bool:
    """Whether a label can't be taken for an abbreviation: several parties, or a verb."""
    named = attribution.supporters + attribution.opponents
    return len(named) > 1 or named != (attribution.words,)
