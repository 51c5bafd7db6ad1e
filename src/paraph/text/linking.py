"""Tie brackets to issues: propose ties, write confirmed ones, report what is not covered."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from paraph.text.anchors import render_anchor
from paraph.text.draft import Draft
from paraph.text.marks import WORD
from paraph.text.provisions import describe_place
from paraph.text.settling import find_alternative
from paraph.text.slots import Slot, SlotKind

_STOP_WORDS = frozenset(
    {"a", "an", "and", "any", "as", "at", "be", "by", "for", "from", "if", "in", "into", "is"}
    | {"it", "its", "may", "not", "of", "on", "or", "other", "shall", "should", "such", "that"}
    | {"the", "their", "this", "to", "under", "which", "will", "with", "would", "all", "each"}
    | {"party", "parties"}
)
_LEAST_SCORE = 0.15


@dataclass(frozen=True, slots=True)
class IssueWords:
    """An issue as the text room needs it: its id, the words that describe it, its options.

    `options` are pairs of option id and words.
    """

    id: str
    words: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A proposed tie of a slot to an issue; a person confirms it.

    `options[k]` is the option proposed for the k-th written alternative, "" for none; `score`
    (0..1) only orders proposals, it is no probability. `reason` names the words they share.
    """

    slot: int
    where: str
    line: int
    alternatives: tuple[str, ...]
    issue_id: str
    options: tuple[str, ...]
    score: float
    reason: str


def propose_ties(
    draft: Draft, issues: Sequence[IssueWords], n_per_slot: int = 1
) -> tuple[Tie, ...]:
    """Propose for each untied bracket the issues whose words it shares, best first.

    The words of a bracket weigh fully, those of the sentence and heading around it by half; rare
    words weigh more. Blanks and blanket brackets are left out, as are brackets with no word in
    common with any issue.
    """
    rarity = _rarity(draft, issues)
    wanted = {issue.id: _issue_stems(issue) for issue in issues}
    proposals: list[Tie] = []
    for slot in draft.slots:
        if slot.issue_id or slot.is_blanket or slot.kind is SlotKind.BLANK:
            continue
        own, context = _slot_stems(draft, slot)
        ties = [
            tie
            for issue in issues
            if (tie := _score(draft, slot, issue, _Stems(own, context, wanted[issue.id], rarity)))
        ]
        proposals += sorted(ties, key=lambda tie: (-tie.score, tie.issue_id))[:n_per_slot]
    return tuple(sorted(proposals, key=lambda tie: (-tie.score, tie.slot)))


def _stems(words: str) -> Counter[str]:
    """Words without endings and stop words: enough to find "sanction" in "sanctions"."""
    found = (word.lower() for word in WORD.findall(words))
    return Counter(_stem(word) for word in found if word not in _STOP_WORDS and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _rarity(draft: Draft, issues: Sequence[IssueWords]) -> dict[str, float]:
    """Weight of each stem of the issues: the log of how rare it is among the provisions."""
    n_with: Counter[str] = Counter()
    for provision in draft.provisions:
        n_with.update(set(_stems(draft.source[provision.start : provision.end])))
    n_all = len(draft.provisions) + 1
    stems = {stem for issue in issues for stem in _issue_stems(issue)}
    return {stem: math.log(1 + n_all / (1 + n_with[stem])) for stem in stems}


def _issue_stems(issue: IssueWords) -> Counter[str]:
    options = " ".join(words for _, words in issue.options)
    return _stems(f"{issue.id.replace('-', ' ')} {issue.words} {options}")


@dataclass(frozen=True, slots=True)
class _Stems:
    """Stems of a slot, of it with its context, of an issue; and the weight of each."""

    own: Counter[str]
    context: Counter[str]
    wanted: Counter[str]
    rarity: dict[str, float]


def _slot_stems(draft: Draft, slot: Slot) -> tuple[Counter[str], Counter[str]]:
    """Stems of a slot's words, and of these with the provision and headings around it."""
    own = _stems(draft.source[slot.start : slot.end])
    provision = draft.provision_at(slot.start)
    around = draft.source[provision.start : provision.end][:600]
    context = _stems(f"{describe_place(draft.provisions, provision)} {around}")
    context.update(own)
    return own, context


def _score(draft: Draft, slot: Slot, issue: IssueWords, stems: _Stems) -> Tie | None:
    own, context, wanted, rarity = stems.own, stems.context, stems.wanted, stems.rarity
    shared = {stem: 1.0 if stem in own else 0.5 for stem in wanted if stem in context}
    total = sum(rarity[stem] for stem in wanted)
    score = sum(rarity[stem] * weight for stem, weight in shared.items()) / total if total else 0.0
    options, n_matched = _match_options(draft, slot, issue)
    score = (score + n_matched / max(len(issue.options), 1)) / 2
    if score < _LEAST_SCORE or not (shared or n_matched):
        return None
    best = sorted(shared, key=lambda stem: -rarity[stem] * shared[stem])[:4]
    line, _ = draft.lines.locate(slot.start)
    return Tie(
        slot.index,
        draft.place_of(slot.start),
        line,
        tuple(draft.words_of(one) for one in slot.written),
        issue.id,
        options,
        round(score, 4),
        f"shares {', '.join(best)}" if best else "alternatives read like its options",
    )


def _match_options(draft: Draft, slot: Slot, issue: IssueWords) -> tuple[tuple[str, ...], int]:
    """Pair each written alternative with the option it reads most like; each option once."""
    pairs = sorted(
        (
            (fuzz.token_set_ratio(draft.words_of(one).lower(), words.lower()), k, option_id)
            for k, one in enumerate(slot.written)
            for option_id, words in (*issue.options, *((i, i) for i, _ in issue.options))
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[int, str] = {}
    for likeness, k, option_id in pairs:
        if likeness >= 70 and k not in matched and option_id not in matched.values():
            matched[k] = option_id
    options = tuple(matched.get(k, "") for k in range(len(slot.written)))
    return options, len(matched)


def apply_ties(draft: Draft, ties: Collection[Tie]) -> str:
    """Return the source with an anchor written for each confirmed tie; no other character changes.

    Where options are known each alternative gets its own anchor; otherwise the slot gets one.
    Alternatives of an "Option" block are anchored after their label.
    """
    inserts: list[tuple[int, str]] = []
    for tie in ties:
        slot = draft.slots[tie.slot]
        is_block = slot.kind is SlotKind.OPTIONS
        if any(tie.options) and not _has_slashes(slot):
            for one, option_id in zip(slot.written, tie.options, strict=True):
                if option_id:
                    at = one.start if is_block else one.mark_end
                    anchor = render_anchor(tie.issue_id, (option_id,))
                    inserts.append((at, anchor + " " * is_block))
        else:
            at = slot.written[0].start if is_block else slot.end
            inserts.append((at, render_anchor(tie.issue_id) + " " * is_block))
    return insert_all(draft.source, inserts)


def _has_slashes(slot: Slot) -> bool:
    return len({one.mark_start for one in slot.written}) < len(slot.written)


def insert_all(source: str, inserts: Collection[tuple[int, str]]) -> str:
    """Return a source with words put in at offsets."""
    pieces: list[str] = []
    at = 0
    for offset, words in sorted(inserts, key=lambda insert: insert[0]):
        pieces += (source[at:offset], words)
        at = offset
    pieces.append(source[at:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How brackets and issues cover each other.

    `issues_in_agreed_text` are anchored to words outside any bracket;
    `unknown_options`: (issue id, option id) that an anchor names and the issue doesn't have;
    `unwritten_options`: options of a covered issue for which no alternative stands.
    """

    covered: tuple[tuple[str, tuple[int, ...]], ...]
    issues_in_agreed_text: tuple[str, ...]
    issues_without_bracket: tuple[str, ...]
    brackets_without_issue: tuple[int, ...]
    unknown_options: tuple[tuple[str, str], ...]
    unwritten_options: tuple[tuple[str, str], ...]


def report_coverage(draft: Draft, issues: Sequence[IssueWords]) -> Coverage:
    """Report the brackets that no issue covers and the issues that no bracket covers.

    A bracket inside one that an issue covers counts as covered only if tied itself; blanket
    brackets and settled ones need no issue.
    """
    tied: dict[str, list[Slot]] = {issue.id: [] for issue in issues}
    loose = []
    for slot in draft.slots:
        if slot.issue_id in tied:
            tied[slot.issue_id or ""].append(slot)
        elif not slot.is_blanket and not slot.step.is_settled:
            loose.append(slot.index)
    unknown, unwritten = [], []
    for issue in issues:
        known = {option_id for option_id, _ in issue.options}
        slots = tied[issue.id]
        named = {option for slot in slots for one in slot.alternatives for option in one.option_ids}
        unknown += [(issue.id, option) for option in sorted(named - known)]
        for option_id, _ in issue.options:
            stands = any(find_alternative(draft, slot, option_id) for slot in slots)
            if slots and not stands:
                unwritten.append((issue.id, option_id))
    anchored = {anchor.issue_id for anchor in draft.anchors}
    untied = [issue_id for issue_id, slots in tied.items() if not slots]
    return Coverage(
        tuple((issue_id, tuple(slot.index for slot in slots)) for issue_id, slots in tied.items()),
        tuple(issue_id for issue_id in untied if issue_id in anchored),
        tuple(issue_id for issue_id in untied if issue_id not in anchored),
        tuple(loose),
        tuple(unknown),
        tuple(unwritten),
    )
