"""Records drawn from the model itself, and where the truth falls among the posterior's draws.

Simulation-based calibration (Talts et al. 2018): a preference is drawn from the prior, a record is
drawn given it, and the place of the truth among the posterior's draws must be uniform. The record
has one offer, replies, words for and against, a comparison, another that may be answered with
"about equal", and an order of importance. What isn't a distribution of moves (what a reservation
value makes of offers, speaking of an issue at all) is left out. Where our own values are stated,
the party may want their opposite, and pick among packages that are alike to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import permutations, product
from unittest.mock import patch

import numpy as np

from paraph.case import Case
from paraph.counterpart import InferenceSettings, infer_preference, inference, likelihood
from paraph.counterpart.evidence import Evidence, collect_evidence
from paraph.counterpart.layout import Sample
from paraph.counterpart.prior import Prior, build_prior
from paraph.negotiation import (
    Agenda,
    Belief,
    EqualAnswer,
    Interval,
    Issue,
    Option,
    Party,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind, Session

AGENDA = Agenda(
    tuple(
        Issue(name, name, tuple(Option(f"{k}", f"{k}") for k in range(n)), is_ordered=name == "b")
        for name, n in (("a", 3), ("b", 3), ("c", 2))
    )
)
PACKAGES = [
    package_of(dict(zip("abc", map(str, choice), strict=True)))
    for choice in product(range(3), range(3), range(2))
]
ASKED_THREE_WAYS = (package_of({"a": "1", "b": "0"}), package_of({"a": "0", "b": "2"}))


def menus() -> list[list[Move]]:
    """What the party may do at each step of a record, of which it does one thing."""
    offers = [Move("them", MoveKind.PROPOSE, package) for package in PACKAGES]
    replies = [
        [Move("them", reply, package) for reply in (MoveKind.ACCEPT, MoveKind.REJECT)]
        for package in PACKAGES[2::5]
    ]
    stances = [
        [
            Move("them", stance, package_of({issue: "0"}))
            for stance in (MoveKind.SUPPORT, MoveKind.OPPOSE)
        ]
        for issue in "ab"
    ]
    one, other = package_of({"a": "0", "c": "1"}), package_of({"a": "2", "c": "0"})
    both_ways = ((one, other), (other, one))
    comparison = [Move("them", MoveKind.ANSWER, a, b) for a, b in both_ways]
    low, high = ASKED_THREE_WAYS
    three_ways = [
        Move("them", MoveKind.ANSWER, low, over=high),
        Move("them", MoveKind.ANSWER, low, equal_to=high),
        Move("them", MoveKind.ANSWER, high, over=low),
    ]
    order = [Move("them", MoveKind.SIGNAL, issue_ids=order) for order in permutations("abc")]
    return [offers, *replies, *stances, comparison, three_ways, order]


def collect(case: Case, party_id: str) -> Evidence:
    """What is on record, where one question was put so that "about equal" could be answered."""
    evidence = collect_evidence(case, party_id)
    comparisons = tuple(
        replace(item, equal=item.equal or EqualAnswer.OFFERED)
        if {item.better, item.worse} == set(ASKED_THREE_WAYS)
        else item
        for item in evidence.comparisons
    )
    return replace(evidence, comparisons=comparisons)


OUR_VALUES = {"a": (1.0, 0.5, 0.0), "b": (0.0, 0.4, 1.0), "c": (0.0, 1.0)}
OURS = StatedPreference(
    importance=StatedImportance(shares=tuple((name, Interval(1 / 3, 1 / 3)) for name in "abc")),
    values=tuple(
        StatedValues(name, tuple((f"{k}", Interval(v, v)) for k, v in enumerate(values)))
        for name, values in OUR_VALUES.items()
    ),
)


def case_with(ours: StatedPreference, *moves: Move) -> Case:
    parties = (Party("us", "Us", preference=ours), Party("them", "Them"))
    session = Session("day-1", date(2020, 1, 1), moves=moves)
    return Case("case", "A case", "us", AGENDA, parties, sessions=(session,))


def draw_record(
    ours: StatedPreference, prior: Prior, latents: np.ndarray, rng: np.random.Generator
) -> tuple[Move, ...]:
    truth = prior.transform(latents)
    our_parts = tuple(v / 3 for values in OUR_VALUES.values() for v in values)
    record: list[Move] = []
    for menu in menus():
        logs = np.empty(len(menu))
        for place, option in enumerate(menu):
            evidence = collect(case_with(ours, *record, option), "them")
            model = likelihood.Likelihood(evidence, our_parts=our_parts if ours.values else ())
            logs[place] = model.log_likelihood(truth)[-1, 0]
        p = np.exp(logs - logs.max())
        record.append(menu[rng.choice(len(menu), p=p / p.sum())])
    return tuple(record)


@contextmanager
def moves_only() -> Iterator[None]:
    """Read the record as it is drawn: as a distribution of moves, with "about equal" on offer."""

    def no_factor(sample: Sample, *_: object) -> np.ndarray:
        return np.zeros_like(sample.reservation)

    with (
        patch.object(likelihood, "reservation_factor", no_factor),
        patch.object(inference, "collect_evidence", collect),
    ):
        yield


QUANTITIES = (
    "weight of the first issue",
    "weight of the second issue",
    "value of an option in no order",
    "value of an option on a scale",
    "value of a package",
    "reservation value",
)
_PACKAGE = np.array([[1, 2, 0]])


def find_places(ours: StatedPreference, n_records: int, settings: InferenceSettings) -> np.ndarray:
    """Return places[record, quantity]: the share of draws below the truth, from 0 to 1."""
    said = [np.array(values) for values in OUR_VALUES.values()] if ours.values else None
    prior = build_prior(AGENDA, StatedPreference(), said)
    rng = np.random.default_rng(20)
    places = []
    with moves_only():
        for number in range(n_records):
            latents = rng.standard_normal((prior.n_latents, 1))
            case = case_with(ours, *draw_record(ours, prior, latents, rng))
            belief = infer_preference(case, "them", replace(settings, seed=number)).belief
            held, true = _of_draws(belief), _of_truth(prior.transform(latents))
            noise = rng.uniform(size=len(true))  # parts draws that are equal to the truth
            places.append((held < true).mean(axis=0) + noise * (held == true).mean(axis=0))
    return np.array(places)


def _of_draws(belief: Belief) -> np.ndarray:
    """Return the quantities of each draw, as held[draw, quantity]."""
    return np.column_stack(
        (
            belief.weights[:, :2],
            belief.option_values[0][:, 1],
            belief.option_values[1][:, 1],
            belief.values_at(AGENDA, _PACKAGE),
            belief.reservation,
        )
    )


def _of_truth(truth: Sample) -> np.ndarray:
    rows = np.split(truth.values[:, 0], np.cumsum(AGENDA.shape)[:-1])
    chosen = [row[option] for row, option in zip(rows, _PACKAGE[0], strict=True)]
    package = truth.weights[:, 0] @ np.array(chosen)
    weights = truth.weights[:2, 0]
    return np.array([*weights, rows[0][1], rows[1][1], package, truth.reservation[0]])
