"""Who stands behind a wording: "US/AU propose; NZ/CL oppose: ..." and position notes."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass


class Stance(enum.StrEnum):
    """What a party says of a wording."""

    PROPOSES = "proposes"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    RESERVES = "reserves"
    CONSIDERS = "considers"
    FLEXIBLE = "flexible"
    FOLLOWS_CONSENSUS = "follows consensus"
    ACCEPTS_AD_REFERENDUM = "accepts ad referendum"


@dataclass(frozen=True, slots=True)
class Position:
    """One party's stance on a wording, in its own words where it gave any."""

    party: str
    stance: Stance
    words: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who proposes, who opposes and who reserves; `words` as the draft has them."""

    supporters: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody is named."""
        return not (self.supporters or self.opponents or self.positions)


NOBODY = Attribution()

_SHORT_NAME = r"(?:[A-Z]{2,4}|G-?77|EU-?27)(?:\d{1,3})?"
_LONG_NAME = r"[A-Z][\w.&'’-]{0,30}(?:[ ](?:of|and|the|[A-Z+][\w.&'’-]{0,30})){0,5}?"
_GAP = r"[ \t]*(?:/|,|&|\+|\band\b)[ \t\n]*"
_SHORT_NAMES = rf"{_SHORT_NAME}(?:{_GAP}{_SHORT_NAME}){{0,40}}"
_NAMES = rf"{_LONG_NAME}(?:{_GAP}{_LONG_NAME}){{0,40}}?"
_VERB = (
    r"(?P<verb>alternativ\w*(?:[ ]proposal)?|propos\w+|support\w*|oppos\w+|reserv\w+|delet\w+|"
    r"consider\w*)\d{0,3}"
)
# A clause names parties and says what they do; names in capitals may stand without a verb.
_CLAUSE = re.compile(rf"\s*(?P<names>{_NAMES})\s+{_VERB}\s*", re.IGNORECASE | re.DOTALL)
_BARE_CLAUSE = re.compile(rf"\s*(?P<names>{_SHORT_NAMES})\s*")
_RUN_TOGETHER = re.compile(r"([A-Z]{2})(propos|oppos)")
_NO_NAMES = frozenset({"NOTE", "TBC", "TBD", "FN", "NB"})
_MARGIN = 400
_STANCES = {
    "altern": Stance.PROPOSES,
    "propos": Stance.PROPOSES,
    "suppor": Stance.SUPPORTS,
    "oppose": Stance.OPPOSES,
    "opposi": Stance.OPPOSES,
    "opposs": Stance.OPPOSES,
    "reserv": Stance.RESERVES,
    "delete": Stance.OPPOSES,
    "deleti": Stance.OPPOSES,
    "consid": Stance.CONSIDERS,
}
# A party's name may carry the number of a footnote ("CA5"); these names end in digits of their own.
_OWN_DIGITS = frozenset({"G77", "EU27", "EU28", "EU25", "G20", "G7", "G8"})


def read_label(words: str, party_names: frozenset[str] = frozenset()) -> tuple[Attribution, int]:
    """Read the label at the start of a bracket's words.

    Returns who is named and how many characters the label takes, its colon included; an empty
    attribution and 0 where the words open with no label. A label ends with a colon; one with a
    verb may end with a full stop, as drafts in haste have it. `party_names` are names to be
    trusted without a verb; otherwise only short names in capitals are.
    """
    colon = words.find(":", 0, _MARGIN)
    if colon >= 0:
        attribution = _read_clauses(words[:colon], party_names)
        if attribution is not NOBODY:
            return attribution, colon + 1
    stop = words.find(".", 0, _MARGIN)
    if stop >= 0 and _CLAUSE.fullmatch(words[:stop]):
        return _read_clauses(words[:stop], party_names), stop + 1
    return NOBODY, 0


def _read_clauses(label: str, party_names: frozenset[str]) -> Attribution:
    """Read the clauses of a label, parted by semicolons; nobody if one of them is none."""
    if any(mark in label for mark in "[].{}"):
        return NOBODY
    label = _RUN_TOGETHER.sub(r"\1 \2", label)
    supporters: list[str] = []
    opponents: list[str] = []
    positions: list[Position] = []
    for clause in label.split(";"):
        read = _read_clause(clause, party_names)
        if read is None:
            return NOBODY
        names, stance = read
        if stance in (Stance.PROPOSES, Stance.SUPPORTS):
            supporters += names
        elif stance is Stance.OPPOSES:
            opponents += names
        else:
            positions += [Position(name, stance) for name in names]
    words = " ".join(label.split())
    return Attribution(tuple(supporters), tuple(opponents), tuple(positions), words)


def _read_clause(clause: str, party_names: frozenset[str]) -> tuple[tuple[str, ...], Stance] | None:
    """Return the names and stance of one clause of a label, or None where it is not one."""
    bare = _BARE_CLAUSE.fullmatch(clause)
    if bare and bare["names"].strip() not in _NO_NAMES:
        return _split_names(bare["names"]), Stance.PROPOSES
    full = _CLAUSE.fullmatch(clause)
    if full and full["names"][0].isupper():
        return _split_names(full["names"]), _STANCES[full["verb"].lower()[:6]]
    names = _split_names(clause)
    if names and all(name in party_names for name in names):
        return names, Stance.PROPOSES
    return None


def _split_names(names: str) -> tuple[str, ...]:
    """Split "US/AU and CA5" into the names, without the numbers of footnotes glued to them."""
    parts = [" ".join(part.split()) for part in re.split(_GAP, names) if part.strip()]
    return tuple(part if part in _OWN_DIGITS else part.rstrip("0123456789") for part in parts)


_NOTE = re.compile(
    rf"(?P<names>{_SHORT_NAMES})[ ]+(?P<words>[^.\n;]*?\b(?P<verb>reserv\w+|flexib\w+|"
    r"support\w*|consider\w*|review\w*|oppos\w+|follow|accept\w*|propos\w+)\b[^.;]{0,300})"
)
_NOTE_STANCES = {
    "reserv": Stance.RESERVES,
    "flexib": Stance.FLEXIBLE,
    "suppor": Stance.SUPPORTS,
    "consid": Stance.CONSIDERS,
    "review": Stance.CONSIDERS,
    "oppose": Stance.OPPOSES,
    "follow": Stance.FOLLOWS_CONSENSUS,
    "accept": Stance.ACCEPTS_AD_REFERENDUM,
    "propos": Stance.PROPOSES,
}


def read_positions(note: str) -> tuple[Position, ...]:
    """Read a negotiators' note: "NZ reserves its position pending ..." and the like.

    Each position carries the sentence in the note's own words.
    """
    positions: list[Position] = []
    for found in _NOTE.finditer(note):
        stance = _NOTE_STANCES.get(found["verb"].lower()[:6], Stance.CONSIDERS)
        words = " ".join(found.group().split())
        positions += [Position(name, stance, words) for name in _split_names(found["names"])]
    return tuple(positions)
