"""Our own preference, asked for with little effort: swings first, then choices between packages.

Swing weights (von Winterfeldt and Edwards, *Decision Analysis and Behavioral Research*, 1986)
give most of what can be had; each choice after that is picked to be the most informative one
given the answers so far. Choices are evidence of the kind `answer`, so that the engine that
reads a counterpart reads them too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from paraph.case import Case
from paraph.counterpart.answers import probability_of_answer, three_answers
from paraph.counterpart.contradictions import find_contradictions
from paraph.counterpart.evidence import Comparison, Entry, Evidence, describe_package
from paraph.counterpart.inference import infer_from_evidence
from paraph.counterpart.layout import Floats, Layout
from paraph.counterpart.posterior import Contradiction, Posterior
from paraph.counterpart.questions import compare_packages, value_gaps
from paraph.counterpart.settings import InferenceSettings
from paraph.errors import InputError
from paraph.negotiation import (
    Choice,
    EqualAnswer,
    Interval,
    Package,
    StatedImportance,
    package_at,
)

_SWING_WIDTH = 0.6
"""How far a share read off a swing rating may be off either way, as a part of it.

People's ratings are off by a quarter and more; see docs/discussion/own-preference.md.
"""
_N_CANDIDATES = 400
_P_MEANT = 0.85
"""The probability that a choice is made by what is wanted, and not by mistake."""
_DOUBT_AT = 0.15
"""A choice that the other answers make less probable than this is put in doubt."""


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """Which of two packages is better, all else equal; and what the answer is expected to tell."""

    first: Package
    second: Package
    information_bits: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A choice that the other answers make improbable, in words, with that probability.

    Of an answer "about equal" it is the probability that neither package was to be called better
    or, if one was, that it was the less likely one.
    """

    choice: Choice
    p_chosen: float
    description: str


@dataclass(frozen=True)
class Elicitation:
    """Our preference after some answers, and where the answers don't fit together.

    `doubts` are choices that the rest of the answers make improbable; `contradictions` pairs of
    answers that exclude each other.
    """

    posterior: Posterior
    doubts: tuple[Doubt, ...]
    contradictions: tuple[Contradiction, ...]


def read_swings(ratings: Mapping[str, float], *, together: float = 1.0) -> StatedImportance:
    """Turn swing ratings into ranges of shares.

    A rating (0..100) says how much it matters to go from the worst option of an issue to the
    best, beside the issue where that matters most (100). `together` (0..1) is the share of all
    weight that the issues rated have. InputError unless some rating is above 0 and none below.
    """
    if not ratings or min(ratings.values()) < 0 or max(ratings.values()) <= 0:
        raise InputError("swing ratings are numbers of at least 0, and one must be above 0")
    total = sum(ratings.values())
    shares = []
    for issue_id, rating in ratings.items():
        share = together * rating / total
        margin = _SWING_WIDTH * max(share, 0.02)
        low, high = max(share - margin, 0.0), min(share + margin, 1.0)
        shares.append((issue_id, Interval(round(low, 3), round(high, 3))))
    return StatedImportance(shares=tuple(shares))


def infer_own_preference(case: Case, settings: InferenceSettings | None = None) -> Posterior:
    """Infer our own preference from what is stated of it, our choices between packages included.

    Our moves are no evidence of it: we know our mind. InferenceError where the answers leave
    too few effective draws.
    """
    evidence = _evidence_of_choices(case)
    return infer_from_evidence(case, case.we_id, evidence, settings or InferenceSettings())


def elicit_preference(case: Case, settings: InferenceSettings | None = None) -> Elicitation:
    """Infer our own preference, and look for answers that don't fit the others.

    InferenceError where the answers leave too few effective draws.
    """
    posterior = infer_own_preference(case, settings)
    return Elicitation(
        posterior=posterior,
        doubts=_find_doubts(case, posterior),
        contradictions=find_contradictions(case, _evidence_of_choices(case)),
    )


def _evidence_of_choices(case: Case) -> Evidence:
    """Read choices as comparisons; one that was made twice counts once."""
    choices = case.we.preference.choices
    made = dict.fromkeys((choice.better, choice.worse, choice.equal) for choice in choices)
    entries, comparisons = [], []
    for place, (better, worse, equal) in enumerate(made):
        one, other = (describe_package(case, package) for package in (better, worse))
        link = "about equal to" if equal is EqualAnswer.SAID else "over"
        words = f"answer: {one} {link} {other}"
        entries.append(Entry("elicitation", place, words, date.min, better.issue_ids))
        comparisons.append(Comparison(better, worse, 1.0, place, equal))
    return Evidence(Layout(case.agenda), tuple(entries), comparisons=tuple(comparisons))


def propose_choice(
    case: Case, posterior: Posterior, asked: Collection[frozenset[Package]] = ()
) -> ChoiceQuestion:
    """Propose the two packages whose comparison would tell most of our preference.

    The pairs differ on two issues at most, for people compare such pairs best (Keeney and
    Raiffa, *Decisions with Multiple Objectives*, 1976). Pairs that were chosen between, or are
    among those `asked` already, aren't proposed. InputError if nothing is left to ask.
    """
    answered = {frozenset((c.better, c.worse)) for c in case.we.preference.choices}
    rng = np.random.default_rng([posterior.seed, len(answered), len(asked)])
    best: ChoiceQuestion | None = None
    for first, second in _draw_pairs(case, rng):
        if frozenset((first, second)) in answered | set(asked):
            continue
        p_first = compare_packages(case, posterior.belief, first, second)
        bits = float(_entropy(p_first.mean()) - _entropy(p_first).mean())
        if best is None or bits > best.information_bits:
            best = ChoiceQuestion(first, second, bits)
    if best is None:
        raise InputError("there is nothing left to choose between")
    return best


def _draw_pairs(case: Case, rng: np.random.Generator) -> list[tuple[Package, Package]]:
    """Draw pairs of packages of one or two issues, of those still open where there are any.

    What crosses a red line of ours is never on offer.
    """
    agenda = case.agenda
    open_ids = case.open_issue_ids or agenda.issue_ids
    issues = [
        place
        for place, issue in enumerate(agenda.issues)
        if issue.id in open_ids and len(issue.options) > 1
    ]
    pairs = []
    for _ in range(_N_CANDIDATES if issues else 0):
        rows = np.full((2, len(agenda)), -1)
        for place in rng.choice(issues, size=min(2, len(issues)), replace=False):
            rows[:, place] = rng.choice(len(agenda.issues[place].options), size=2, replace=False)
        first, second = (package_at(agenda, row.tolist()) for row in rows)
        if not any(line.is_crossed_by(p) for line in case.we.red_lines for p in (first, second)):
            pairs.append((first, second))
    return pairs


def _entropy(p: Floats | float) -> Floats:
    q = np.clip(np.asarray(p, dtype=np.float64), 1e-12, 1 - 1e-12)
    return np.asarray(-(q * np.log2(q) + (1 - q) * np.log2(1 - q)))


def _find_doubts(case: Case, posterior: Posterior) -> tuple[Doubt, ...]:
    doubts = []
    for choice in case.we.preference.choices:
        p_chosen = _p_by_the_others(case, posterior, choice)
        if p_chosen < _DOUBT_AT:
            doubts.append(Doubt(choice, p_chosen, _say_doubt(case, posterior, choice)))
    return tuple(doubts)


def _p_by_the_others(case: Case, posterior: Posterior, choice: Choice) -> float:
    """How probable the other answers make a choice: its own weight is taken off each draw."""
    gaps = value_gaps(case, posterior.belief, choice.better, choice.worse)
    p_said, p_blind = probability_of_answer(gaps, choice.equal)
    without = 1 / (_P_MEANT * p_said + (1 - _P_MEANT) * p_blind)
    if choice.equal is EqualAnswer.SAID:
        # Hardly any two packages are probably equal: only what is clearly otherwise counts.
        first, _, second = three_answers(gaps) @ without / without.sum()
        return float(1 - max(first, second))
    p_better = compare_packages(case, posterior.belief, choice.better, choice.worse)
    return float((p_better * without).sum() / without.sum())


def _say_doubt(case: Case, posterior: Posterior, choice: Choice) -> str:
    """Say against what a choice goes, by the issue given up for it and the one gained."""
    better, worse = (describe_package(case, package) for package in (choice.better, choice.worse))
    if choice.equal is EqualAnswer.SAID:
        gap = value_gaps(case, posterior.belief, choice.better, choice.worse).mean()
        above, below = (better, worse) if gap > 0 else (worse, better)
        return (
            f"by your other answers “{above}” is clearly better than “{below}”, "
            "but you called them about equal"
        )
    chosen = f"“{better}” over “{worse}”"
    gains = _mean_gains(case, posterior, choice)
    given_up = min(gains, key=lambda issue_id: gains[issue_id])
    gained = max(gains, key=lambda issue_id: gains[issue_id])
    labels = {issue.id: issue.label for issue in case.agenda.issues}
    if gains[gained] <= 0:
        return f"by your other answers nothing speaks for it, but you chose {chosen}"
    if _is_said_to_matter_more(case, given_up, gained):
        said = f"you said that {labels[given_up]} matters more than {labels[gained]}"
    else:
        said = f"by your other answers the step on {labels[given_up]} matters more here"
    return f"{said}, but you chose {chosen}"


def _mean_gains(case: Case, posterior: Posterior, choice: Choice) -> dict[str, float]:
    """Return issue -> what the choice gains on it, on average over the draws."""
    belief = posterior.belief
    gains = {}
    for issue_id in choice.issue_ids:
        place = case.agenda.position(issue_id)
        issue, values = case.agenda.issues[place], belief.option_values[place]
        gap = (
            values[:, issue.position(choice.better[issue_id])]
            - values[:, issue.position(choice.worse[issue_id])]
        )
        gains[issue_id] = float((belief.weights[:, place] * gap).mean())
    return gains


def _is_said_to_matter_more(case: Case, one: str, other: str) -> bool:
    """Whether what is stated of importance puts one issue above another."""
    stated = case.we.preference.importance
    shares = dict(stated.shares)
    swings = {issue_id: word.swing for issue_id, word in stated.words}
    tiers = {issue_id: rank for rank, tier in enumerate(stated.ranking) for issue_id in tier}
    is_above = any(
        one in known and other in known and known[one].low >= known[other].high
        for known in (shares, swings)
    )
    is_above |= any(
        (above, below) == (one, other) and word.ratio.low > 1
        for above, word, below in stated.compared
    )
    return is_above or (one in tiers and other in tiers and tiers[one] < tiers[other])
