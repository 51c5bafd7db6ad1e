"""Statements about a party that its own moves contradict.

What is stated of a party's importance or options is kept by every draw, whatever the moves say. To
see whether the moves bear it out, they are read once more as if it hadn't been stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from paraph.case import Case
from paraph.counterpart.claims import claims_on_importance, claims_on_options
from paraph.counterpart.evidence import Evidence, collect_evidence, name_entry
from paraph.counterpart.inference import sample_preferences
from paraph.counterpart.influence import weigh_without
from paraph.counterpart.layout import Flags, Floats, Layout, Sample
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.readings import with_party, without_statements
from paraph.counterpart.settings import InferenceSettings
from paraph.negotiation import (
    Agenda,
    Direction,
    StatedImportance,
    StatedValues,
)
from paraph.negotiation.wording import listed

_DOUBTED_BELOW = 0.1
_N_NAMED = 2
"""How many entries are named that speak most against a statement."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """That row `above` of some quantity lies above row `below`.

    `issue_id` is the issue whose options they are, and empty where they are issues; `labels` are
    what above and below are called, and `issue_ids` the issues that the claim is about.
    """

    above: int
    below: int
    labels: tuple[str, str]
    issue_id: str
    issue_ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Doubted:
    """A claim, whether it holds in each draw of the moves alone, and how probable that makes it."""

    claim: _Claim
    holds: Flags

    @property
    def p_true(self) -> float:
        return float(self.holds.mean())


def find_misfits(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Contradiction, ...]:
    """Find what is stated of a party's importance and options that its moves contradict.

    A statement that one issue or option is above another is told where the moves, read without
    what is stated of importance and options, leave it a probability under 10 %; with it the two
    entries that speak most against it. What is doubted of the importance of issues is told as one,
    and so is what is doubted of the options of one issue. The least likely first. InferenceError
    as in `infer_preference`.
    """
    stated = case.party(party_id).preference
    evidence = collect_evidence(case, party_id)
    on_weights = list(_claims_on_importance(case.agenda, stated.importance))
    layout = Layout(case.agenda)
    on_values = [claim for said in stated.values for claim in _claims_on_options(layout, said)]
    if not evidence.entries or not (on_weights or on_values):
        return ()
    sample, logs = _read_without(case, party_id, evidence, settings or InferenceSettings())
    doubted: dict[str, list[_Doubted]] = {}
    for claims, rows in ((on_weights, sample.weights), (on_values, sample.values)):
        for claim in claims:
            found = _Doubted(claim, rows[claim.above] > rows[claim.below])
            if found.p_true < _DOUBTED_BELOW:
                doubted.setdefault(claim.issue_id, []).append(found)
    ordered = [sorted(each, key=lambda one: one.p_true) for each in doubted.values()]
    ordered.sort(key=lambda each: each[0].p_true)
    return tuple(_tell(case, evidence, each, logs) for each in ordered)


def _read_without(
    case: Case, party_id: str, evidence: Evidence, settings: InferenceSettings
) -> tuple[Sample, Floats]:
    """Read the moves without what is stated; return draws, and log_likelihood[entry, draw]."""
    free = with_party(case, without_statements(case.party(party_id)))
    found = sample_preferences(free, party_id, evidence, settings)
    return found.sample, found.likelihood.log_likelihood(found.sample)


def _against(doubted: list[_Doubted], logs: Floats) -> list[int]:
    """Return the entries without which the claims would be likelier, the strongest first."""
    holds = np.mean([each.holds for each in doubted], axis=0)
    gains = np.array([weigh_without(row) @ holds for row in logs]) - holds.mean()
    return [int(place) for place in np.argsort(-gains)[:_N_NAMED] if gains[place] > 0]


def _tell(case: Case, evidence: Evidence, doubted: list[_Doubted], logs: Floats) -> Contradiction:
    entries = [name_entry(evidence.entries[place]) for place in _against(doubted, logs)]
    claims = [each.claim for each in doubted]
    stated = _in_words(case.agenda, claims)
    low, high = _chance(doubted[0].p_true), _chance(doubted[-1].p_true)
    chance = low if low == high else f"{low} to {high}"
    touched = {issue_id for claim in claims for issue_id in claim.issue_ids}
    return Contradiction(
        f"stated: {stated}",
        "; ".join(entries) or "the record as a whole",
        f"their moves make it improbable ({chance}) that {stated}",
        tuple(issue_id for issue_id in case.agenda.issue_ids if issue_id in touched),
    )


def _chance(p_true: float) -> str:
    return "under 1 %" if p_true < 0.01 else f"{100 * p_true:.0f} %"


def _in_words(agenda: Agenda, claims: list[_Claim]) -> str:
    """Say what is claimed of one subject; claims with the upper or the lower in common as one."""
    is_by_above = len({claim.above for claim in claims}) <= len({claim.below for claim in claims})
    common = 0 if is_by_above else 1
    groups: dict[str, list[str]] = {}
    for claim in claims:
        groups.setdefault(claim.labels[common], []).append(claim.labels[1 - common])
    parts = []
    for label, others in groups.items():
        joined = listed(others, "or")
        above, below = (label, joined) if is_by_above else (joined, label)
        if claims[0].issue_id:
            on = agenda.issue(claims[0].issue_id).label
            parts.append(f"{above} suits them better than {below} on {on}")
        else:
            parts.append(f"{above} matters more to them than {below}")
    return ", and that ".join(parts)


def _claims_on_importance(agenda: Agenda, stated: StatedImportance) -> Iterator[_Claim]:
    pairs = claims_on_importance(stated)
    pairs += (
        _recalled_pairs(stated.recalled.issue_ids, stated.recalled.logs) if stated.recalled else []
    )
    for above, below in dict.fromkeys(pairs):
        labels = (agenda.issue(above).label, agenda.issue(below).label)
        places = (agenda.position(above), agenda.position(below))
        yield _Claim(*places, labels, "", (above, below))


def _claims_on_options(layout: Layout, said: StatedValues) -> Iterator[_Claim]:
    issue = layout.agenda.issue(said.issue_id)
    pairs = claims_on_options(said)
    if said.direction is not None and len(issue.options) > 1:
        ends = (issue.options[-1].id, issue.options[0].id)
        pairs.append(ends if said.direction is Direction.MORE else ends[::-1])
    pairs += _recalled_pairs(said.recalled.option_ids, said.recalled.draws) if said.recalled else []
    for above, below in dict.fromkeys(pairs):
        labels = (repr(issue.option(above).label), repr(issue.option(below).label))
        places = (layout.option(issue.id, above), layout.option(issue.id, below))
        yield _Claim(*places, labels, issue.id, (issue.id,))


def _recalled_pairs(
    ids: tuple[str, ...], draws_of: tuple[tuple[float, ...], ...]
) -> list[tuple[str, str]]:
    """Return (above, below) whose order was hardly in doubt in a past case's draws_of[draw][id]."""
    draws = dict(zip(ids, np.array(draws_of).T, strict=True))
    return [
        (above, below)
        for above, below in permutations(draws, 2)
        if (draws[above] > draws[below]).mean() > 1 - _DOUBTED_BELOW
    ]
