"""Our own preference, asked for with little effort: swings first, then choices between packages.

Swing weights (von Winterfeldt and Edwards, *Decision Analysis and Behavioral Research*, 1986)
give most of what can be had; each choice after that is picked to be the most informative one
given the answers so far. Answers are kept as moves of the kind `answer`, so that the engine
that reads a counterpart reads them too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from paraph.case import Case
from paraph.counterpart.contradictions import find_contradictions
from paraph.counterpart.evidence import Evidence, collect_evidence
from paraph.counterpart.inference import infer_from_evidence
from paraph.counterpart.layout import Floats
from paraph.counterpart.posterior import Contradiction, Posterior
from paraph.counterpart.questions import compare_packages
from paraph.counterpart.settings import InferenceSettings
from paraph.errors import InputError
from paraph.negotiation import Interval, Package, StatedImportance, package_at
from paraph.record import Move, MoveKind, Session

_SWING_WIDTH = 0.15
"""How far a swing rating (0..1) may be off either way."""
_N_CANDIDATES = 400
_DOUBT_AT = 0.15
"""A choice that the whole of the answers makes less probable than this is put in doubt."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to "which would you rather have?": `better` was chosen over `worse`."""

    better: Package
    worse: Package


@dataclass(frozen=True, slots=True)
class Doubt:
    """A choice that the other answers make improbable, in words, with that probability."""

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


def read_swings(ratings: dict[str, float]) -> StatedImportance:
    """Turn swing ratings into ranges of shares.

    A rating (0..100) says how much it matters to go from the worst option of an issue to the
    best, beside the issue where that matters most (100). InputError unless some rating is
    above 0 and none below.
    """
    if not ratings or min(ratings.values()) < 0 or max(ratings.values()) <= 0:
        raise InputError("swing ratings are numbers of at least 0, and one must be above 0")
    total = sum(ratings.values())
    shares = []
    for issue_id, rating in ratings.items():
        share = rating / total
        margin = _SWING_WIDTH * max(share, 0.02)
        shares.append((issue_id, Interval(max(share - margin, 0.0), min(share + margin, 1.0))))
    return StatedImportance(shares=tuple(shares))


def elicit_preference(
    case: Case, choices: tuple[Choice, ...], settings: InferenceSettings | None = None
) -> Elicitation:
    """Infer our own preference from what is stated and from our choices between packages.

    InferenceError where the answers leave too few effective draws.
    """
    evidence = _evidence_of(case, choices)
    settings = settings or InferenceSettings()
    posterior = infer_from_evidence(case, case.we_id, evidence, settings)
    contradictions = find_contradictions(case, evidence)
    return Elicitation(posterior, _find_doubts(case, posterior, choices), contradictions)


def _evidence_of(case: Case, choices: tuple[Choice, ...]) -> Evidence:
    moves = tuple(
        Move(case.we_id, MoveKind.ANSWER, choice.better, choice.worse) for choice in choices
    )
    asked = Session("elicitation", date.min, moves=moves)
    ours = replace(case.we, red_lines=())
    parties = tuple(ours if party.id == case.we_id else party for party in case.parties)
    return collect_evidence(
        replace(case, parties=parties, sessions=(asked,), openings=()), case.we_id
    )


def propose_choice(case: Case, posterior: Posterior) -> Choice:
    """Propose the two packages whose comparison would tell most of our preference.

    The pairs differ on two issues at most, for people compare such pairs best (Keeney and
    Raiffa, *Decisions with Multiple Objectives*, 1976). InputError if no issue has two options.
    """
    agenda = case.agenda
    issues = [place for place, issue in enumerate(agenda.issues) if len(issue.options) > 1]
    if not issues:
        raise InputError("no issue has two options: there is nothing to choose between")
    rng = np.random.default_rng(posterior.seed + len(posterior.influences))
    best, worth = None, -1.0
    for _ in range(_N_CANDIDATES):
        rows = np.full((2, len(agenda)), -1)
        for place in rng.choice(issues, size=min(2, len(issues)), replace=False):
            rows[:, place] = rng.choice(len(agenda.issues[place].options), size=2, replace=False)
        choice = Choice(package_at(agenda, rows[0].tolist()), package_at(agenda, rows[1].tolist()))
        p_first = compare_packages(case, posterior.belief, choice.better, choice.worse)
        bits = float(_entropy(p_first.mean()) - _entropy(p_first).mean())
        if bits > worth:
            best, worth = choice, bits
    assert best is not None
    return best


def _entropy(p: Floats | float) -> Floats:
    q = np.clip(np.asarray(p, dtype=np.float64), 1e-12, 1 - 1e-12)
    return np.asarray(-(q * np.log2(q) + (1 - q) * np.log2(1 - q)))


def _find_doubts(
    case: Case, posterior: Posterior, choices: tuple[Choice, ...]
) -> tuple[Doubt, ...]:
    doubts = []
    for choice in choices:
        p_chosen = float(
            compare_packages(case, posterior.belief, choice.better, choice.worse).mean()
        )
        if p_chosen < _DOUBT_AT:
            doubts.append(Doubt(choice, p_chosen, _say_doubt(case, posterior, choice)))
    return tuple(doubts)


def _say_doubt(case: Case, posterior: Posterior, choice: Choice) -> str:
    agenda = case.agenda
    touched = [agenda.position(issue_id) for issue_id in choice.better.issue_ids]
    heavy = max(touched, key=lambda place: posterior.importance[place].mid)
    label = agenda.issues[heavy].label
    return (
        f"by your other answers {label} matters most here, but you chose "
        f"{_say(case, choice.better)} over {_say(case, choice.worse)}"
    )


def _say(case: Case, package: Package) -> str:
    issues = [issue for issue in case.agenda.issues if issue.id in package]
    return "; ".join(f"{issue.label}: {issue.option(package[issue.id]).label}" for issue in issues)
