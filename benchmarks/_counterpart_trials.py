"""One bidder on one side of one domain: its offers, and how well they are read after each count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from benchmarks._counterpart_bidders import BIDDERS, HOLDERS
from benchmarks._counterpart_domains import Domain
from benchmarks._counterpart_models import MODELS, sum_parts
from benchmarks._counterpart_peers import Estimate, find_peers
from paraph.case import Case
from paraph.counterpart import InferenceSettings, Posterior, infer_preference
from paraph.counterpart.appearance import score_packages
from paraph.errors import InferenceError
from paraph.negotiation import (
    Interval,
    Party,
    Preference,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_at,
)
from paraph.record import Move, MoveKind, Session

COUNTS = (1, 3, 5, 10, 20, 50)
OURS = "Paraph, posterior mean"
COMBINED = "Paraph, with two rules (`score_packages`)"
SLOW = "NegoLog ConflictBased"
N_SLOW_MOST = 20
"""NegoLog's conflict-based model needs 7 s for 50 offers, and is left out there."""
SETTINGS = InferenceSettings()


@dataclass(frozen=True)
class Trial:
    """One bidder on one side of one domain, and how many of its offers are seen."""

    domain: str
    bidder: str
    side: int
    count: int


@dataclass(frozen=True)
class Outcome:
    """What one trial gave: correlations of each model, and how honest our intervals were.

    `covered` is the share of true weights, package values and reservation values in the 90 %
    intervals; it is empty, and `is_refused` true, where too few effective draws were left.
    """

    trial: Trial
    family: str
    is_balanced: bool
    spearman: dict[str, float]
    pearson: dict[str, float]
    covered: dict[str, float] = field(default_factory=dict)
    reservation: float = np.nan
    reservation_mean: float = np.nan
    is_refused: bool = False

    def as_json(self) -> dict[str, object]:
        """The outcome as it is written to a file of results."""
        return asdict(self)

    @classmethod
    def from_json(cls, written: dict) -> Outcome:
        """Read an outcome back."""
        return cls(**{**written, "trial": Trial(**written["trial"])})


def draw_reservation(trial: Trial) -> float:
    """Draw the reservation value of a trial's bidder."""
    return float(np.random.default_rng(seed_of(trial.domain, trial.side)).uniform(0.2, 0.6))


def draw_trace(domain: Domain, trial: Trial) -> NDArray[np.intp]:
    """Draw the first 50 offers of a bidder, as places among the domain's outcomes."""
    rng = np.random.default_rng(seed_of(trial.domain, trial.bidder, trial.side))
    bid = (BIDDERS | HOLDERS)[trial.bidder]
    return bid(domain, trial.side, draw_reservation(trial), COUNTS[-1], rng)


def seed_of(*parts: object) -> list[int]:
    """Make a seed of a trial's names."""
    return list(" ".join(map(str, parts)).encode())


def case_of(domain: Domain, moves: Iterable[Move], *, side: int | None = None) -> Case:
    """Put moves on a record of one session; we state our own preference where `side` is given."""
    ours = StatedPreference() if side is None else _state(domain, domain.preferences[1 - side])
    session = Session("s", date(2020, 1, 1), moves=tuple(moves))
    parties = (Party("us", "Us", preference=ours), Party("them", "Them"))
    return Case("bench", domain.name, "us", domain.agenda, parties, sessions=(session,))


def _state(domain: Domain, preference: Preference) -> StatedPreference:
    return StatedPreference(
        importance=StatedImportance(
            shares=tuple(
                (issue.id, Interval(weight, weight))
                for issue, weight in zip(domain.agenda.issues, preference.weights, strict=True)
            )
        ),
        values=tuple(
            StatedValues(
                issue.id,
                tuple(
                    (option.id, Interval(value, value))
                    for option, value in zip(issue.options, row, strict=True)
                ),
            )
            for issue, row in zip(domain.agenda.issues, preference.option_values, strict=True)
        ),
    )


def offers_of(domain: Domain, trace: NDArray[np.intp]) -> list[Move]:
    """Turn a trace into moves."""
    return [
        Move(
            "them", MoveKind.PROPOSE, package_at(domain.agenda, domain.positions[outcome].tolist())
        )
        for outcome in trace
    ]


def estimate_values(domain: Domain, posterior: Posterior) -> NDArray[np.float64]:
    """Return the posterior mean value of each outcome."""
    return posterior.mean_values(domain.agenda, domain.positions)


def run_trials(domain: Domain, bidder: str, side: int, counts: Sequence[int]) -> list[Outcome]:
    """Run all models on one bidder's offers, after each count of them."""
    peers = find_peers()
    return [run_trial(domain, Trial(domain.name, bidder, side, count), peers) for count in counts]


def run_trial(domain: Domain, trial: Trial, peers: dict[str, Estimate]) -> Outcome:
    """Run all models on one trial."""
    trace = draw_trace(domain, trial)[: trial.count]
    offers, truth = domain.positions[trace], domain.values[trial.side]
    estimates = {}
    for name, model in MODELS.items():
        estimates[name] = sum_parts(model(offers, domain.agenda.shape), domain.positions)
    for name, peer in peers.items():
        if name != SLOW or trial.count <= N_SLOW_MOST:
            estimates[name] = peer(domain, trial.side, offers)
    held: dict[str, object] = {}
    try:
        case = case_of(domain, offers_of(domain, trace), side=trial.side)
        posterior = infer_preference(case, "them", SETTINGS)
        estimates[OURS] = estimate_values(domain, posterior)
        estimates[COMBINED] = score_packages(case, posterior, domain.positions)
        held["covered"] = measure_coverage(domain, trial, posterior)
        held["reservation_mean"] = float(posterior.belief.reservation.mean())
    except InferenceError:
        estimates[OURS] = estimates[COMBINED] = estimates["first appearance"]
        held["is_refused"] = True
    return Outcome(
        trial,
        domain.family,
        domain.is_balanced,
        {name: correlate(rankdata(truth), rankdata(e)) for name, e in estimates.items()},
        {name: correlate(truth, e) for name, e in estimates.items()},
        reservation=draw_reservation(trial),
        **held,
    )


def correlate(truth: NDArray[np.float64], estimate: NDArray[np.float64]) -> float:
    """Correlate an estimate with the truth; 0 where the estimate tells nothing apart."""
    if np.ptp(estimate) <= 1e-12:
        return 0.0
    return float(np.corrcoef(truth, estimate)[0, 1])


def measure_coverage(domain: Domain, trial: Trial, posterior: Posterior) -> dict[str, float]:
    """Return the share of true weights, package values, reservation in the 90 % intervals."""
    truth = domain.preferences[trial.side]
    picked = np.random.default_rng(1).integers(len(domain.positions), size=200)
    values = posterior.belief.values_at(domain.agenda, domain.positions[picked])
    low, high = np.quantile(values, [0.05, 0.95], axis=0)
    true_values = domain.values[trial.side][picked]
    weights = zip(truth.weights, posterior.importance, strict=True)
    held = posterior.reservation
    return {
        "weights": float(np.mean([e.low <= w <= e.high for w, e in weights])),
        "values": float(np.mean((true_values >= low - 1e-9) & (true_values <= high + 1e-9))),
        "reservation": float(held.low <= draw_reservation(trial) <= held.high),
    }
