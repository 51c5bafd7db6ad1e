"""What meetings have and competitions lack: true entries that may join the offers of a bidder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from benchmarks._counterpart_domains import Domain
from benchmarks._counterpart_trials import Trial, draw_reservation, seed_of
from paraph.case import Case
from paraph.counterpart import Posterior, rank_questions
from paraph.negotiation import (
    Agenda,
    Direction,
    Package,
    StatedPreference,
    StatedValues,
    package_at,
)
from paraph.record import Move, MoveKind

ALONE = "nothing"
EVERYTHING = "all of these"
REJECTION = "a rejection"
ACCEPTANCE = "an acceptance"
PAIR = "that one issue matters more than another"
RANKING = "a ranking of all issues"
SCALES = "which lists are scales"
DIRECTIONS = "which end of these scales it wants"
ASKED_AT_RANDOM = "the answer to a random question"
ASKED_FIRST = "the answer to the question ranked first"
ENTRIES = (
    REJECTION,
    ACCEPTANCE,
    PAIR,
    RANKING,
    SCALES,
    DIRECTIONS,
    ASKED_AT_RANDOM,
    ASKED_FIRST,
)


@dataclass(frozen=True)
class Entry:
    """What is known besides the offers: moves, issues whose options lie on a scale, directions."""

    moves: tuple[Move, ...] = ()
    scales: tuple[str, ...] = ()
    directions: tuple[StatedValues, ...] = ()

    def add_to(self, case: Case) -> Case:
        """Return the case with the entry at the end of its only session, or stated."""
        (session,) = case.sessions
        us, them = case.parties
        issues = (
            replace(issue, is_ordered=issue.id in self.scales) for issue in case.agenda.issues
        )
        return replace(
            case,
            agenda=Agenda(tuple(issues)),
            parties=(us, replace(them, preference=StatedPreference(values=self.directions))),
            sessions=(replace(session, moves=session.moves + self.moves),),
        )


def draw_entries(
    domain: Domain, trial: Trial, trace: NDArray[np.intp], case: Case, posterior: Posterior
) -> dict[str, Entry]:
    """Draw one entry of each kind for a trial, in the order of `ENTRIES`, and all of them together.

    A kind is left out where it doesn't apply: no list is a scale, or no comparison is worth asking.
    """
    rng = np.random.default_rng(seed_of(trial.domain, trial.bidder, trial.count, "entries"))
    scales = find_scales(domain)
    ids = tuple(domain.agenda.issue_ids[issue] for issue in scales)
    found = {
        REJECTION: Entry((_reject(domain, trial, rng),)),
        ACCEPTANCE: Entry((_accept(domain, trial, trace, rng),)),
        PAIR: Entry((_order(domain, trial.side, rng.permutation(len(domain.agenda))[:2]),)),
        RANKING: Entry((_order(domain, trial.side, np.arange(len(domain.agenda))),)),
        ASKED_AT_RANDOM: Entry((ask_at_random(domain, trial.side, rng),)),
    }
    if scales:
        found[SCALES] = Entry(scales=ids)
        found[DIRECTIONS] = Entry(
            scales=ids, directions=tuple(_direct(domain, trial.side, issue) for issue in scales)
        )
    if pair := choose_comparison(case, posterior):
        found[ASKED_FIRST] = Entry((answer_question(domain, trial.side, *pair),))
    found = {name: found[name] for name in ENTRIES if name in found}
    return {**found, EVERYTHING: _join(found)}


def _join(entries: dict[str, Entry]) -> Entry:
    return Entry(
        tuple(chain.from_iterable(entry.moves for entry in entries.values())),
        entries.get(SCALES, Entry()).scales,
        entries.get(DIRECTIONS, Entry()).directions,
    )


def _reject(domain: Domain, trial: Trial, rng: np.random.Generator) -> Move:
    """Let the bidder reject a package below its reservation value."""
    values = domain.values[trial.side]
    poor = np.flatnonzero(values < draw_reservation(trial))
    poor = poor if len(poor) else np.array([int(values.argmin())])
    return Move("them", MoveKind.REJECT, _package(domain, rng.choice(poor)))


def _accept(
    domain: Domain, trial: Trial, trace: NDArray[np.intp], rng: np.random.Generator
) -> Move:
    """Let the bidder accept a package between its reservation value and its last own offer.

    Where none is left there, it accepts the least that is worth its reservation value. What it
    offered itself is not put to it.
    """
    values, reservation = domain.values[trial.side], draw_reservation(trial)
    good = np.flatnonzero(values >= reservation)
    good = np.setdiff1d(good, trace)
    good = good if len(good) else trace[-1:]
    between = good[values[good] <= values[trace[-1]]]
    chosen = rng.choice(between) if len(between) else good[values[good].argmin()]
    return Move("them", MoveKind.ACCEPT, _package(domain, chosen))


def _package(domain: Domain, outcome: int) -> Package:
    return package_at(domain.agenda, domain.positions[outcome].tolist())


def _order(domain: Domain, side: int, issues: NDArray[np.intp]) -> Move:
    """Let the party say truly in which order the issues matter to it."""
    weights = np.array(domain.preferences[side].weights)
    order = issues[np.argsort(-weights[issues], kind="stable")]
    ids = tuple(domain.agenda.issue_ids[issue] for issue in order)
    return Move("them", MoveKind.ANSWER, issue_ids=ids)


def find_scales(domain: Domain) -> list[int]:
    """Find the issues of three options or more whose values run one way for both parties."""
    return [
        issue
        for issue, n_options in enumerate(domain.agenda.shape)
        if n_options > 2 and all(_runs_one_way(p.option_values[issue]) for p in domain.preferences)
    ]


def _runs_one_way(values: tuple[float, ...]) -> bool:
    steps = np.diff(values)
    return bool((steps >= 0).all() or (steps <= 0).all())


def _direct(domain: Domain, side: int, issue: int) -> StatedValues:
    values = domain.preferences[side].option_values[issue]
    direction = Direction.MORE if values[-1] > values[0] else Direction.LESS
    return StatedValues(domain.agenda.issue_ids[issue], direction=direction)


def choose_comparison(case: Case, posterior: Posterior) -> tuple[Package, Package] | None:
    """Choose the comparison that is worth most; None where none is worth asking."""
    ranked = rank_questions(case, posterior, n=12)
    pairs = ((question.first, question.second) for question in ranked)
    return next((pair for pair in pairs if all(pair)), None)


def answer_question(domain: Domain, side: int, first: Package, second: Package) -> Move:
    """Let the counterpart answer a comparison truly."""
    truth = domain.preferences[side]
    values = [truth.value_of(domain.agenda, package) for package in (first, second)]
    better, worse = (first, second) if values[0] >= values[1] else (second, first)
    return Move("them", MoveKind.ANSWER, better, worse)


def ask_at_random(domain: Domain, side: int, rng: np.random.Generator) -> Move:
    """Ask a random comparison of two options, or of two swings."""
    n_issues = min(int(rng.integers(1, 3)), len(domain.agenda))
    rows = np.full((2, len(domain.agenda)), -1)
    for issue in rng.choice(len(domain.agenda), size=n_issues, replace=False):
        n_options = domain.agenda.shape[issue]
        rows[:, issue] = rng.choice(n_options, size=2, replace=n_options < 2)
    first, second = (package_at(domain.agenda, row.tolist()) for row in rows)
    return answer_question(domain, side, first, second)
