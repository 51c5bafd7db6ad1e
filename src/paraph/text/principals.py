"""Clean text for principals: what is left for them as a short list of choices, the rest clean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from paraph.text.draft import Draft, parse_text
from paraph.text.settling import cut_out, find_alternative, settle_text
from paraph.text.slots import Slot


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from an option, as the engines found it; None where they said nothing.

    `package`: the package that the option belongs to, in words; `value_to_us` on our own scale,
    0..1, with its interval `value_range`; `p_accept`: probability, 0..1, that the other principals
    accept, the least willing of them where there are several.
    """

    package: str = ""
    value_to_us: float | None = None
    value_range: tuple[float, float] | None = None
    p_accept: float | None = None

    @property
    def value_in_words(self) -> str:
        """The value with its interval, "" where nothing is known."""
        if self.value_to_us is None:
            return ""
        words = f"{self.value_to_us:.2f}"
        if self.value_range is None:
            return words
        low, high = self.value_range
        return f"{words} ({low:.2f}–{high:.2f})"


@dataclass(frozen=True, slots=True)
class PrincipalOption:
    """One way to decide a choice: the option, the wording it means, what follows from it."""

    option_id: str
    wording: str
    consequence: Consequence


@dataclass(frozen=True, slots=True)
class PrincipalChoice:
    """One choice left to the principals; `number` marks its places in the clean text."""

    number: int
    issue_id: str
    places: tuple[str, ...]
    options: tuple[PrincipalOption, ...]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text for principals, its choices, and the brackets that nobody has dealt with.

    `left_open`: places of brackets that are neither decided nor left for principals; they stand
    in the text as they were, for hiding them would be a decision.
    """

    text: str
    choices: tuple[PrincipalChoice, ...]
    left_open: tuple[str, ...]


def clean_text(
    draft: Draft,
    decided: Mapping[str, str],
    for_principals: Collection[str],
    consequences: Mapping[tuple[str, str], Consequence],
) -> CleanText:
    """Return the text with decided issues settled and those for principals shown as choices.

    `decided` maps issue ids to option ids; `for_principals` are issue ids; `consequences` are by
    (issue id, option id). A bracket left for principals reads "[choice 1]" in the text, which bears
    no anchors.
    """
    settled = parse_text(settle_text(draft, decided), draft.profile, draft.issue_ids)
    kept = [issue_id for issue_id in dict.fromkeys(for_principals) if issue_id not in decided]
    by_issue = {issue_id: [s for s in settled.slots if s.issue_id == issue_id] for issue_id in kept}
    tied = [issue_id for issue_id in kept if by_issue[issue_id]]
    numbers = {issue_id: number for number, issue_id in enumerate(tied, start=1)}
    choices = tuple(
        _choice(settled, number, issue_id, by_issue[issue_id], consequences)
        for issue_id, number in numbers.items()
    )
    inside = _covered_by_choices(settled, numbers)
    left_open = tuple(
        settled.place_of(slot.start)
        for slot in settled.slots
        if slot.index not in inside and not slot.step.is_settled
    )
    marked = parse_text(_mark_choices(settled, numbers), draft.profile, draft.issue_ids)
    return CleanText(strip_anchors(marked), choices, left_open)


def _covered_by_choices(draft: Draft, numbers: Mapping[str, int]) -> set[int]:
    """Slots that are choices, or stand inside one."""
    inside: set[int] = set()
    for slot in draft.slots:
        if slot.issue_id in numbers or slot.parent in inside:
            inside.add(slot.index)
    return inside


def _mark_choices(draft: Draft, numbers: Mapping[str, int]) -> str:
    """Put "[choice n]" where each choice stands; what is nested in one goes with it."""
    pieces: list[str] = []
    at = 0
    for slot in draft.slots:
        if slot.issue_id in numbers and slot.start >= at:
            pieces += (draft.source[at : slot.start], f"[choice {numbers[slot.issue_id or '']}]")
            at = slot.end
    pieces.append(draft.source[at:])
    return "".join(pieces)


def _choice(
    draft: Draft,
    number: int,
    issue_id: str,
    slots: list[Slot],
    consequences: Mapping[tuple[str, str], Consequence],
) -> PrincipalChoice:
    """One choice, with the options that its brackets or the consequences name."""
    named = [option for slot in slots for one in slot.alternatives for option in one.option_ids] + [
        option for issue, option in consequences if issue == issue_id
    ]
    options = tuple(
        PrincipalOption(
            option_id,
            _wording(draft, slots, option_id),
            consequences.get((issue_id, option_id), Consequence()),
        )
        for option_id in dict.fromkeys(named)
    )
    places = tuple(dict.fromkeys(draft.place_of(slot.start) for slot in slots))
    return PrincipalChoice(number, issue_id, places, options)


def _wording(draft: Draft, slots: list[Slot], option_id: str) -> str:
    """The words that an option means in each of its brackets, nested marks of it settled."""
    wordings = []
    for slot in slots:
        chosen = find_alternative(draft, slot, option_id)
        if chosen is None:
            continue
        words = " ".join(draft.words_of(chosen).split())
        wordings.append(words or "(no text)")
    return "; ".join(dict.fromkeys(wordings)) or "(no wording stands for it)"


def strip_anchors(draft: Draft) -> str:
    """Return the source without anchors: what a reader outside the team should see."""
    return cut_out(draft.source, [(anchor.start, anchor.end) for anchor in draft.anchors])
