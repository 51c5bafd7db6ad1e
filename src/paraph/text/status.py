"""What is agreed, what is not, who may change it, what comes next: on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from paraph.text.counting import BracketCount, count_brackets
from paraph.text.draft import Draft
from paraph.text.history import History, origin_at, trace_words
from paraph.text.ladder import ProvisionStep, find_provision_steps
from paraph.text.linking import Coverage, IssueWords, report_coverage
from paraph.text.marks import TextFinding
from paraph.text.profile import Step
from paraph.text.register import Bracket, list_brackets

# By the step: who may still change a wording, and what takes it further.
WHO_MAY_CHANGE = {
    Step.OPEN: "any party",
    Step.INFORMALS: "any party, in the working group",
    Step.WORKING_GROUP: "any party, in plenary",
    Step.AD_REFERENDUM: "the principals",
    Step.AGREED: "nobody, unless all agree to reopen",
    Step.REOPENED: "any party",
}
WHAT_COMES_NEXT = {
    Step.OPEN: "negotiate the wording",
    Step.INFORMALS: "report to the working group",
    Step.WORKING_GROUP: "adopt in plenary, or agree ad referendum",
    Step.AD_REFERENDUM: "confirmation by the principals",
    Step.AGREED: "legal review and initialling",
    Step.REOPENED: "negotiate the wording again",
}


@dataclass(frozen=True, slots=True)
class BracketRow:
    """One open bracket with its record: since when and by whom, and whether principals keep it.

    `since` and `introduced_by` are None and "" where no history is known.
    """

    bracket: Bracket
    since: date | None
    introduced_by: str
    is_for_principals: bool
    who_may_change: str
    next_step: str


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """How open one article (or other top-level provision) is.

    Counted are brackets, and provisions that carry a step of the ladder without a bracket.
    """

    where: str
    n_open: int
    n_agreed: int


@dataclass(frozen=True)
class TextStatus:
    """The state of a draft.

    `parties`: who is named on open brackets, with how often; `provisions`: those that carry a step
    without a bracket, by a mark or by colour; `steps`: how many brackets and such provisions stand
    at each step of the ladder; `coverage` is None where no issues were given.
    """

    profile: str
    count: BracketCount
    brackets: tuple[BracketRow, ...]
    provisions: tuple[ProvisionStep, ...]
    places: tuple[PlaceStatus, ...]
    steps: tuple[tuple[Step, int], ...]
    parties: tuple[tuple[str, int], ...]
    findings: tuple[TextFinding, ...]
    coverage: Coverage | None


def read_status(
    draft: Draft,
    issues: Sequence[IssueWords] = (),
    history: History | None = None,
    for_principals: Collection[str] = (),
) -> TextStatus:
    """Return what is agreed and what is not, bracket by bracket and place by place.

    `history`: that of this text, to say since when each bracket stands and who put it in.
    """
    rows = _read_rows(draft, history, frozenset(for_principals))
    named: Counter[str] = Counter()
    for row in rows:
        for attribution in row.bracket.attributions:
            named.update(set(attribution.supporters + attribution.opponents))
    provisions = find_provision_steps(draft)
    steps = Counter([slot.step for slot in draft.slots] + [one.step for one in provisions])
    return TextStatus(
        draft.profile.name,
        count_brackets(draft),
        rows,
        provisions,
        _read_places(draft, provisions),
        tuple((step, steps[step]) for step in Step if steps[step]),
        tuple(sorted(named.items(), key=lambda item: (-item[1], item[0]))),
        draft.findings,
        report_coverage(draft, issues) if issues else None,
    )


def _read_rows(
    draft: Draft, history: History | None, for_principals: frozenset[str]
) -> tuple[BracketRow, ...]:
    origins = trace_words(history) if history and history.source == draft.source else ()
    rows = []
    for bracket in list_brackets(draft):
        since, by = None, ""
        if origins and history is not None:
            origin = origin_at(origins, bracket.start)
            turn = history.turns[origin.turn] if origin.turn >= 0 else None
            since = turn.day if turn else history.base.day
            by = (turn.by or turn.name) if turn else (history.base.by or history.base.name)
        rows.append(
            BracketRow(
                bracket,
                since,
                by,
                bracket.issue_id in for_principals,
                WHO_MAY_CHANGE[bracket.step],
                WHAT_COMES_NEXT[bracket.step],
            )
        )
    return tuple(rows)


def _read_places(draft: Draft, marked: Sequence[ProvisionStep]) -> tuple[PlaceStatus, ...]:
    """What is open and agreed by article; by the top of the tree where there are no articles."""
    open_slots: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    order: dict[str, None] = {}
    for provision in draft.provisions:
        if provision.kind in ("article", "heading", "part"):
            order.setdefault(draft.place_of(provision.start))
    states = [(slot.start, slot.step) for slot in draft.slots]
    states += [(one.start, one.step) for one in marked]
    for start, step in states:
        place = _article_of(draft, start)
        order.setdefault(place)
        (agreed if step.is_settled else open_slots)[place] += 1
    return tuple(PlaceStatus(place, open_slots[place], agreed[place]) for place in order)


def _article_of(draft: Draft, offset: int) -> str:
    """The place of the nearest article or heading around an offset."""
    provision = draft.provision_at(offset)
    while provision.kind not in ("article", "heading", "part") and provision.parent >= 0:
        provision = draft.provisions[provision.parent]
    is_named = provision.kind in ("article", "heading", "part")
    return draft.place_of(provision.start) if is_named else "(outside articles)"
