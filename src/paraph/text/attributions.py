"""Who stands behind a wording: "US/AU propose; NZ/CL oppose: ..." and position notes."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from paraph.text.states import DELEGATIONS


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

_SHORT_NAME = r"(?:[A-Z]{2,5}|G-?77|EU-?27)(?:\d{1,3})?"
_LONG_NAME = (
    r"[A-Z][\w.&'’-]{0,30}(?:[ ](?:of|the|countries|delegations?|group|members|states"
    r"|[A-Z+][\w.&'’-]{0,30})){0,5}?"
)
_GAP = r"\s*(?:,\s*and\b|/+|,|&|\+|\band\b)\s*"
_SHORT_NAMES = rf"{_SHORT_NAME}(?:{_GAP}{_SHORT_NAME}){{0,40}}"
_NAMES = rf"{_LONG_NAME}(?:{_GAP}{_LONG_NAME}){{0,40}}?"
_VERB = (
    r"(?i:(?P<refusal>(?:do|does|did)\s+not\s+|cannot\s+|can[’']t\s+)?"
    r"(?P<verb>alternativ\w*(?:[ ]proposal)?|propos\w+|suggest\w*|request\w*|prefer\w*|support\w*|"
    r"accept\w*|oppos\w+|object\w*|reject\w*|reserv\w+|delet\w+|consider\w*)\d{0,3}"
    r"(?P<tail>\s+to\s+(?:add|insert|keep|retain|delete|replace)|\s+(?:deletion|deleting|adding)"
    r"|\s+the\s+following)?)"
)
# A clause names parties and says what they do; names in capitals may stand without a verb.
_CLAUSE = re.compile(rf"\s*(?P<names>{_NAMES}),?\s+{_VERB}\s*", re.DOTALL)
_BARE_CLAUSE = re.compile(rf"\s*(?P<names>{_SHORT_NAMES})\s*")
_BARE_NAMES = re.compile(rf"\s*(?P<names>{_NAMES})\s*")
# "Canada, supported by Japan": the parties after "by" have a stance of their own.
_BY_OTHERS = re.compile(
    r",?\s*\(?\b(?P<how>supported|seconded|joined|backed|co-?sponsored|opposed|on\s+behalf)"
    r"\s+(?:by|of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(r"([A-Z]{2})(propos|oppos)")
# The number of a footnote, beside a name, a verb or a semicolon.
_FOOTNOTE = re.compile(r"(?<=[\w;])[ ]?\b\d{1,3}(?=\s|;|/|$)|(?<=;)\d{1,3}\b")
_NO_NAMES = frozenset({"NOTE", "TBC", "TBD", "FN", "NB"})
# What a heading, or a sentence of the text itself, begins with; no party is called so.
_NO_PARTY = re.compile(
    r"(?:Articles?|Annex(?:es)?|Appendix|Chapter|Section|Part|Paragraphs?|Options?|Alternative"
    r"|Placeholder|Notes?|Each|Every|All|Any|No|The|This|These|Part(?:y|ies)|Title)\b"
)
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
    "sugges": Stance.PROPOSES,
    "reques": Stance.PROPOSES,
    "prefer": Stance.SUPPORTS,
    "accept": Stance.SUPPORTS,
    "object": Stance.OPPOSES,
    "reject": Stance.OPPOSES,
}
# A party's name may carry the number of a footnote ("CA5"); these names end in digits of their own.
_NAMES_WITH_AND = tuple(sorted(name for name in DELEGATIONS if " and " in name))
_OWN_DIGITS = frozenset({"G77", "EU27", "EU28", "EU25", "G20", "G7", "G8", "G-77"})


def read_label(words: str, party_names: frozenset[str] = frozenset()) -> tuple[Attribution, int]:
    """Read the label at the start of a bracket's words.

    Returns who is named and how many characters the label takes, its colon included; an empty
    attribution and 0 where the words open with no label. A label ends with a colon; one with a
    verb may end with a full stop, as drafts in haste have it. Without a verb ("US, UK, Canada:")
    every name must be a short one in capitals, the name of a state or group of states, or one of
    `party_names`; beside one of these, other names are trusted too ("Canada/Ruritania:").
    """
    colon = words.find(":", 0, _MARGIN)
    if colon >= 0:
        attribution = _read_clauses(words[:colon], party_names)
        if attribution is not NOBODY:
            return attribution, colon + 1
    stop = words.find(".", 0, _MARGIN)
    if stop >= 0 and _CLAUSE.fullmatch(words[:stop]):
        attribution = _read_clauses(words[:stop], party_names)
        if attribution is not NOBODY:
            return attribution, stop + 1
    return NOBODY, 0


def _read_clauses(label: str, party_names: frozenset[str]) -> Attribution:
    """Read the clauses of a label, parted by semicolons; nobody if one of them is none."""
    if any(mark in label for mark in "[].{}"):
        return NOBODY
    words = " ".join(label.split())
    label = _FOOTNOTE.sub("", _RUN_TOGETHER.sub(r"\1 \2", label))
    supporters: list[str] = []
    opponents: list[str] = []
    positions: list[Position] = []
    for clause in label.split(";"):
        read = _read_clause(clause, party_names)
        if not read:
            return NOBODY
        for names, stance in read:
            if stance in (Stance.PROPOSES, Stance.SUPPORTS):
                supporters += names
            elif stance is Stance.OPPOSES:
                opponents += names
            else:
                positions += [Position(name, stance) for name in names]
    return Attribution(tuple(supporters), tuple(opponents), tuple(positions), words)


def _read_clause(clause: str, party_names: frozenset[str]) -> list[tuple[tuple[str, ...], Stance]]:
    """Return the names and stances of one clause of a label; none where it is not one."""
    head, *others = _BY_OTHERS.split(clause)
    read = _read_head(head, party_names, is_followed=bool(others))
    if read is None:
        return []
    stances = [read]
    for how, names in zip(others[::2], others[1::2], strict=True):
        found = _BARE_NAMES.fullmatch(names.strip().rstrip(")"))
        if not found:
            return []
        stance = Stance.OPPOSES if how.lower() == "opposed" else Stance.SUPPORTS
        stances.append((_split_names(found["names"]), stance))
    return stances


def _read_head(
    clause: str, party_names: frozenset[str], *, is_followed: bool
) -> tuple[tuple[str, ...], Stance] | None:
    """Read names with what they do, or names alone; `is_followed`: by "supported by ..."."""
    bare = _BARE_CLAUSE.fullmatch(clause)
    if bare and bare["names"].strip() not in _NO_NAMES:
        return _split_names(bare["names"]), Stance.PROPOSES
    full = _CLAUSE.fullmatch(clause)
    if full and not _NO_PARTY.match(full["names"]):
        return _split_names(full["names"]), _read_stance(full)
    names = _split_names(clause)
    if names and all(name in party_names for name in names):
        return names, Stance.PROPOSES
    is_list = _BARE_NAMES.fullmatch(_join_names(clause)) and not any(map(_NO_PARTY.match, names))
    if is_list and (is_followed or any(_is_delegation(name, party_names) for name in names)):
        return names, Stance.PROPOSES
    return None


def _read_stance(clause: re.Match[str]) -> Stance:
    """The stance of a verb: "does not support" and "propose to delete" oppose."""
    stance = _STANCES[clause["verb"].lower()[:6]]
    if clause["refusal"] or "delet" in (clause["tail"] or "").lower():
        return Stance.OPPOSES
    return stance


def _is_delegation(name: str, party_names: frozenset[str]) -> bool:
    """Whether a name is known to be a party's: a state's, a group's, a code in capitals."""
    if name in DELEGATIONS or name in party_names:
        return True
    return bool(re.fullmatch(_SHORT_NAME, name)) and name not in _NO_NAMES


def _join_names(names: str) -> str:
    """Put an underscore for the blanks of names that hold an "and" of their own."""
    for name in _NAMES_WITH_AND:
        if name in names:
            names = names.replace(name, name.replace(" ", "_"))
    return names


def _split_names(names: str) -> tuple[str, ...]:
    """Split "US/AU and CA5" into the names, without the numbers of footnotes glued to them."""
    split = re.split(_GAP, _join_names(names))
    parts = [" ".join(part.replace("_", " ").split()) for part in split if part.strip()]
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
