"""Statements about a party that its own moves contradict.

What is stated of a party's importance or options is kept by every draw, whatever the moves say. To
see whether the moves bear it out, they are read once more as if it hadn't been stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from paraph.case import Case
from paraph.counterpart.contradictions import name_entry
from paraph.counterpart.evidence import Evidence, collect_evidence
from paraph.counterpart.inference import sample_preferences
from paraph.counterpart.influence import weigh_without
from paraph.counterpart.layout import Flags, Floats, Layout, Sample
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.settings import InferenceSettings
from paraph.negotiation import (
    Agenda,
    Direction,
    Importance,
    Interval,
    RecalledValues,
    StatedImportance,
    StatedValues,
)

_DOUBTED_BELOW = 0.1
_N_NAMED = 2
"""How many entries are named that speak most against a statement."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """That row `above` of some quantity lies above row `below`, in words."""

    above: int
    below: int
    text: str


def find_misfits(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Contradiction, ...]:
    """Find what is stated of a party's importance and options that its moves contradict.

    A statement that one issue or option is above another is told where the moves, read without
    what is stated of importance and options, leave it a probability under 10 %; with it the two
    entries that speak most against it. The least likely first. InferenceError as in
    `infer_preference`.
    """
    stated = case.party(party_id).preference
    evidence = collect_evidence(case, party_id)
    on_weights = list(_claims_on_importance(case.agenda, stated.importance))
    layout = Layout(case.agenda)
    on_values = [claim for said in stated.values for claim in _claims_on_options(layout, said)]
    if not evidence.entries or not (on_weights or on_values):
        return ()
    sample, logs = _read_without(case, party_id, evidence, settings or InferenceSettings())
    held = [
        (claim, sample.weights[claim.above] > sample.weights[claim.below]) for claim in on_weights
    ]
    held += [
        (claim, sample.values[claim.above] > sample.values[claim.below]) for claim in on_values
    ]
    doubted = [(claim, holds) for claim, holds in held if holds.mean() < _DOUBTED_BELOW]
    return tuple(
        _tell(evidence, claim, holds, logs)
        for claim, holds in sorted(doubted, key=lambda pair: float(pair[1].mean()))
    )


def _read_without(
    case: Case, party_id: str, evidence: Evidence, settings: InferenceSettings
) -> tuple[Sample, Floats]:
    """Read the moves without what is stated; return draws, and log_likelihood[entry, draw]."""
    party = case.party(party_id)
    unsaid = replace(party.preference, importance=StatedImportance(), values=())
    free = replace(party, preference=unsaid)
    parties = tuple(free if other.id == party_id else other for other in case.parties)
    found = sample_preferences(replace(case, parties=parties), party_id, evidence, settings)
    return found.sample, found.likelihood.log_likelihood(found.sample)


def _against(holds: Flags, logs: Floats) -> list[int]:
    """Return the entries without which a claim would be likelier, the strongest first."""
    gains = np.array([weigh_without(row) @ holds for row in logs]) - holds.mean()
    return [int(place) for place in np.argsort(-gains)[:_N_NAMED] if gains[place] > 0]


def _tell(evidence: Evidence, claim: _Claim, holds: Flags, logs: Floats) -> Contradiction:
    named = "; ".join(name_entry(evidence.entries[place]) for place in _against(holds, logs))
    p_true = float(holds.mean())
    chance = "under 1 %" if p_true < 0.01 else f"{100 * p_true:.0f} %"
    text = f"their moves make it improbable ({chance}) that {claim.text}"
    return Contradiction(f"stated: {claim.text}", named or "the record as a whole", text)


def _claims_on_importance(agenda: Agenda, stated: StatedImportance) -> Iterator[_Claim]:
    ranges = (dict(stated.shares), {i: Importance(word).swing for i, word in stated.words})
    pairs = [pair for known in ranges for pair in _ordered_pairs(known)]
    pairs += _ranked_pairs(stated.ranking)
    pairs += [(one, other) for one, word, other in stated.compared if word.ratio.low > 1]
    for above, below in dict.fromkeys(pairs):
        labels = [agenda.issue(issue_id).label for issue_id in (above, below)]
        text = f"{labels[0]} matters more to them than {labels[1]}"
        yield _Claim(agenda.position(above), agenda.position(below), text)


def _claims_on_options(layout: Layout, said: StatedValues) -> Iterator[_Claim]:
    issue = layout.agenda.issue(said.issue_id)
    pairs = [*_ordered_pairs(dict(said.values)), *_ranked_pairs(said.ranking)]
    if said.direction is not None and len(issue.options) > 1:
        ends = (issue.options[-1].id, issue.options[0].id)
        pairs.append(ends if said.direction is Direction.MORE else ends[::-1])
    pairs += _recalled_pairs(said.recalled) if said.recalled else []
    for above, below in dict.fromkeys(pairs):
        labels = [issue.option(option_id).label for option_id in (above, below)]
        text = f"{labels[0]!r} suits them better than {labels[1]!r} on {issue.label}"
        places = [layout.option(issue.id, option_id) for option_id in (above, below)]
        yield _Claim(places[0], places[1], text)


def _recalled_pairs(recalled: RecalledValues) -> list[tuple[str, str]]:
    """Return (above, below) of options in an order that was hardly in doubt in the past case."""
    draws = dict(zip(recalled.option_ids, np.array(recalled.draws).T, strict=True))
    return [
        (above, below)
        for above, below in permutations(draws, 2)
        if (draws[above] > draws[below]).mean() > 1 - _DOUBTED_BELOW
    ]


def _ordered_pairs(ranges: dict[str, Interval]) -> list[tuple[str, str]]:
    """Return (above, below) of all whose ranges lie apart."""
    return [
        (above, below)
        for above, below in permutations(ranges, 2)
        if ranges[above].low > ranges[below].high
    ]


def _ranked_pairs(tiers: tuple[tuple[str, ...], ...]) -> list[tuple[str, str]]:
    return [
        (above, below)
        for place, tier in enumerate(tiers)
        for lower in tiers[place + 1 :]
        for above in tier
        for below in lower
    ]
