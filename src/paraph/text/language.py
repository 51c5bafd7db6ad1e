"""What a legal reader looks for: verbs that changed strength, terms, broken cross-references."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from paraph.text.comparison import Change, ChangeKind, Comparison
from paraph.text.draft import Draft

# Strength of an obligation as treaty drafters rank it: 4 binds, 3 states a fact or an intention
# for the future, 2 recommends, 1 permits.
STRENGTH = {
    "shall": 4,
    "must": 4,
    "will": 3,
    "should": 2,
    "ought": 2,
    "would": 2,
    "may": 1,
    "can": 1,
    "could": 1,
    "might": 1,
}
_VERB = re.compile(rf"\b(?:{'|'.join(STRENGTH)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VerbChange:
    """A verb that binds more or less than before; `strengths` of the old and the new verb (1-4)."""

    where: str
    old_verb: str
    new_verb: str
    strengths: tuple[int, int]
    old_line: int
    new_line: int

    @property
    def is_stronger(self) -> bool:
        """Whether the new verb binds more."""
        return self.strengths[1] > self.strengths[0]


def find_verb_changes(comparison: Comparison) -> tuple[VerbChange, ...]:
    """Return the replaced passages whose modal verbs differ in strength, in order.

    Verbs are paired in order where both sides of a change hold as many; otherwise the strongest
    of each side are.
    """
    found = []
    for change in comparison.changes:
        if change.kind not in (ChangeKind.REPLACED, ChangeKind.MOVED):
            continue
        old_verbs = [verb.lower() for verb in _VERB.findall(change.old_words)]
        new_verbs = [verb.lower() for verb in _VERB.findall(change.new_words)]
        if not (old_verbs and new_verbs):
            continue
        if len(old_verbs) != len(new_verbs):
            old_verbs = [max(old_verbs, key=STRENGTH.__getitem__)]
            new_verbs = [max(new_verbs, key=STRENGTH.__getitem__)]
        for old_verb, new_verb in zip(old_verbs, new_verbs, strict=True):
            strengths = (STRENGTH[old_verb], STRENGTH[new_verb])
            if strengths[0] != strengths[1]:
                found.append(_verb_change(change, old_verb, new_verb, strengths))
    return tuple(found)


def _verb_change(change: Change, old: str, new: str, strengths: tuple[int, int]) -> VerbChange:
    return VerbChange(change.where, old, new, strengths, change.old_line, change.new_line)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A defined term with each definition that the draft gives it, and where.

    `definitions[k]` is at `places[k]` and, where the bracket says so, from `parties[k]`.
    """

    term: str
    definitions: tuple[str, ...]
    places: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...]


_DEFINITION = re.compile(
    r"[\"“](?P<term>[^\"“”\n]{1,80})[\"”]\s+(?:means?|refers? to|is defined as|includes?)\s+"
    r"(?P<meaning>[^;.]{3,600})",
    re.IGNORECASE,
)


def find_disputed_terms(draft: Draft) -> tuple[TermUse, ...]:
    """Return the terms that the draft defines more than once, in different words.

    A definition is `"term" means ...`; letter case and spacing make no difference.
    """
    uses: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for found in _DEFINITION.finditer(draft.source):
        meaning = " ".join(found["meaning"].strip(" ]").split())
        uses[" ".join(found["term"].lower().split())].append((meaning, found.start()))
    disputed = []
    for term, entries in uses.items():
        by_words: dict[str, tuple[str, int]] = {}
        for meaning, start in entries:
            by_words.setdefault(meaning.lower(), (meaning, start))
        if len(by_words) > 1:
            definitions, starts = zip(*by_words.values(), strict=True)
            disputed.append(
                TermUse(
                    term,
                    tuple(definitions),
                    tuple(draft.place_of(start) for start in starts),
                    tuple(_parties_around(draft, start) for start in starts),
                )
            )
    return tuple(disputed)


def _parties_around(draft: Draft, offset: int) -> tuple[str, ...]:
    """Parties named on the innermost alternative around an offset."""
    named: tuple[str, ...] = ()
    for slot in draft.slots:
        if slot.start > offset:
            break
        for one in slot.alternatives:
            if one.mark_start <= offset < one.mark_end and one.attribution.supporters:
                named = one.attribution.supporters
    return named


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """A reference to an article or annex that the draft doesn't have."""

    words: str
    target: str
    where: str
    line: int


_TARGET = re.compile(r"(?:[A-Z]{1,3}\.)*(?:\d+(?:[ ]?(?:bis|ter|quater))?|[IVX]+|[A-Z])")
_REFERENCE = re.compile(
    rf"\b(?P<kind>Articles?|Annex(?:es)?)\s+(?P<targets>{_TARGET.pattern}\b"
    r"(?:(?:,\s*|\s+and\s+|\s+or\s+)"
    rf"(?:{_TARGET.pattern})\b(?!\s*(?:of|para)))*)"
    r"(?P<elsewhere>(?:\s?\(\w{1,4}\)){0,3}(?:,\s+(?:sub)?paragraphs?\s+[\w() ,]{1,40}?)?"
    r"\s+(?:of|to)\s+(?:the\s+)?(?!Agreement\b|Part)[A-Z]|\s+(?!OR\b|AND\b)[A-Z]{3,})?"
)


def find_broken_references(draft: Draft) -> tuple[BrokenReference, ...]:
    """Return references to articles and annexes that no heading of the draft answers.

    References that go on "of the Convention" or name another treaty are left out; where a draft
    has no heading of the kind at all, nothing can be said, and nothing is.
    """
    labels = {_without_blanks(provision.label) for provision in draft.provisions}
    kinds = {kind for kind in ("article", "annex") if any(x.startswith(kind) for x in labels)}
    broken = []
    for found in _REFERENCE.finditer(draft.source):
        kind = "article" if found["kind"].startswith("Article") else "annex"
        if found["elsewhere"] or kind not in kinds:
            continue
        place = draft.provision_at(found.start())
        for target in _TARGET.findall(found["targets"]):
            if _without_blanks(kind + target) not in labels:
                line, _ = draft.lines.locate(found.start())
                words = " ".join(found.group().split())
                where = draft.place_of(place.start)
                broken.append(BrokenReference(words, target, where, line))
    return tuple(broken)


def _without_blanks(label: str) -> str:
    return "".join(label.lower().split()).rstrip(".")


def find_new_broken_references(old: Draft, new: Draft) -> tuple[BrokenReference, ...]:
    """Return the references broken in the new version whose target the old version still had."""
    were_broken = {one.target for one in find_broken_references(old)}
    return tuple(one for one in find_broken_references(new) if one.target not in were_broken)
