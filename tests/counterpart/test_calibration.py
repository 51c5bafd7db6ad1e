"""Simulation-based calibration (Talts et al. 2018): the posterior against the model's own draws.

A preference is drawn from the prior, a record is drawn given it, and the place of the truth among
the posterior's draws must be uniform. The record has one offer, replies, words for and against, a
comparison, another that may be answered with "about equal", and an order of importance. What isn't
a distribution of moves (what a reservation value makes of offers, speaking of an issue at all) is
left out, and the offers' power is 1. Where our own values are stated, the party may want their
opposite, and pick among packages that are alike to it.
"""

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import chisquare

from paraph.case import Case
from paraph.counterpart import InferenceSettings, infer_preference, inference, likelihood
from paraph.counterpart.evidence import Evidence, collect_evidence
from paraph.counterpart.prior import Prior, build_prior
from paraph.negotiation import (
    Agenda,
    EqualAnswer,
    Interval,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case, move

N_RECORDS = 80
N_PLACES = 8
SETTINGS = InferenceSettings(n_draws=320, offer_power=1.0, n_effective_min=30)
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
    offers = [replace(move(MoveKind.PROPOSE), package=package) for package in PACKAGES]
    replies = [
        [replace(move(reply), package=package) for reply in (MoveKind.ACCEPT, MoveKind.REJECT)]
        for package in PACKAGES[2::5]
    ]
    stances = [
        [move(stance, {issue: "0"}) for stance in (MoveKind.SUPPORT, MoveKind.OPPOSE)]
        for issue in "ab"
    ]
    one, other = package_of({"a": "0", "c": "1"}), package_of({"a": "2", "c": "0"})
    both_ways = ((one, other), (other, one))
    comparison = [replace(move(MoveKind.ANSWER), package=a, over=b) for a, b in both_ways]
    low, high = ASKED_THREE_WAYS
    three_ways = [
        replace(move(MoveKind.ANSWER), package=low, over=high),
        replace(move(MoveKind.ANSWER), package=low, equal_to=high),
        replace(move(MoveKind.ANSWER), package=high, over=low),
    ]
    order = [move(MoveKind.SIGNAL, issue_ids=order) for order in permutations("abc")]
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
    case = build_case(moves, agenda=AGENDA)
    us, them = case.parties
    return replace(case, parties=(replace(us, preference=ours), them))


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


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("ours", [StatedPreference(), OURS], ids=["unstated", "stated"])
def test_the_truth_falls_anywhere_among_the_draws(
    ours: StatedPreference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        likelihood, "reservation_factor", lambda sample, *_: np.zeros_like(sample.reservation)
    )
    monkeypatch.setattr(inference, "collect_evidence", collect)
    said = [np.array(values) for values in OUR_VALUES.values()] if ours.values else None
    prior = build_prior(AGENDA, StatedPreference(), said)
    rng = np.random.default_rng(20)
    places = []
    for number in range(N_RECORDS):
        latents = rng.standard_normal((prior.n_latents, 1))
        truth = prior.transform(latents)
        case = case_with(ours, *draw_record(ours, prior, latents, rng))
        belief = infer_preference(case, "them", replace(SETTINGS, seed=number)).belief
        held = np.column_stack(
            (belief.weights[:, :2], belief.option_values[0][:, 1], belief.reservation)
        )
        true = np.array([*truth.weights[:2, 0], truth.values[1, 0], truth.reservation[0]])
        noise = rng.uniform(size=len(true))
        places.append((held < true).mean(axis=0) + noise * (held == true).mean(axis=0))
    for quantity in np.array(places).T:
        counts = np.histogram(quantity, bins=N_PLACES, range=(0, 1))[0]
        assert chisquare(counts).pvalue > 0.001, counts
