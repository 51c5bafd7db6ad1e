"""Simulation-based calibration (Talts et al. 2018): the posterior against the model's own draws.

A preference is drawn from the prior, a record is drawn given it, and the place of the truth among
the posterior's draws must be uniform. Pseudo-likelihoods that aren't distributions of moves (what
a reservation value makes of offers) are left out, and the offers' power is 1.
"""

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import chisquare

from paraph.counterpart import InferenceSettings, infer_preference, likelihood
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.prior import build_prior
from paraph.negotiation import Agenda, Issue, Option, StatedPreference, package_of
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case, move

N_RECORDS = 100
N_PLACES = 10
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


def menus(kind: str) -> list[list[Move]]:
    """What the party may do at each step of a record, of which it does one thing."""
    if kind == "offers":
        return [[replace(move(MoveKind.PROPOSE), package=package) for package in PACKAGES]] * 3
    replies = [
        [replace(move(reply), package=package) for reply in (MoveKind.ACCEPT, MoveKind.REJECT)]
        for package in PACKAGES[2::5]
    ]
    stances = [
        [move(stance, {issue: "0"}) for stance in (MoveKind.SUPPORT, MoveKind.OPPOSE)]
        for issue in "ab"
    ]
    one, other = package_of({"a": "0", "c": "1"}), package_of({"a": "2", "c": "0"})
    answer = move(MoveKind.ANSWER)
    comparisons = [
        [replace(answer, package=one, over=other), replace(answer, package=other, over=one)]
    ]
    orders = [[move(MoveKind.SIGNAL, issue_ids=order) for order in permutations("abc")]]
    return replies + stances + comparisons + orders


def draw_record(kind: str, latents: np.ndarray, rng: np.random.Generator) -> tuple[Move, ...]:
    prior = build_prior(AGENDA, StatedPreference())
    record: list[Move] = []
    for menu in menus(kind):
        options = [option for option in menu if kind != "offers" or option not in record]
        logs = []
        for option in options:
            evidence = collect_evidence(build_case((*record, option), agenda=AGENDA), "them")
            rows = likelihood.Likelihood(evidence).log_likelihood(prior.transform(latents))
            logs.append(rows[-1, 0])
        p = np.exp(np.array(logs) - max(logs))
        record.append(options[rng.choice(len(options), p=p / p.sum())])
    return tuple(record)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["offers", "words"])
def test_the_truth_falls_anywhere_among_the_draws(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        likelihood, "reservation_factor", lambda sample, *_: np.zeros_like(sample.reservation)
    )
    prior = build_prior(AGENDA, StatedPreference())
    rng = np.random.default_rng(20)
    places = []
    for number in range(N_RECORDS):
        latents = rng.standard_normal((prior.n_latents, 1))
        truth = prior.transform(latents)
        case = build_case(draw_record(kind, latents, rng), agenda=AGENDA)
        belief = infer_preference(case, "them", replace(SETTINGS, seed=number)).belief
        held = np.column_stack(
            (belief.weights[:, :2], belief.option_values[0][:, 1], belief.reservation)
        )
        true = [*truth.weights[:2, 0], truth.values[1, 0], truth.reservation[0]]
        noise = rng.uniform(size=held.shape[1])
        places.append((held < true).mean(axis=0) + noise * (held == true).mean(axis=0))
    for quantity in np.array(places).T:
        counts = np.histogram(quantity, bins=N_PLACES, range=(0, 1))[0]
        assert chisquare(counts).pvalue > 0.001, counts
