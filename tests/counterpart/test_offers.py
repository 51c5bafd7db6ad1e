"""What offers say, by the two manners of making them."""

from dataclasses import replace

import numpy as np
from scipy.special import ndtr

from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.layout import Sample
from paraph.counterpart.offers import OfferModel, p_acceptable, reservation_noise
from paraph.negotiation import Agenda, Issue, Option, package_at
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case

OPTIONS = tuple(Option(f"{k}", f"{k}") for k in range(3))
AGENDA = Agenda(tuple(Issue(name, name, OPTIONS) for name in "abc"))


def sample_of(*, stray: float, reservation: float = 0.5) -> Sample:
    """One draw: the first issue carries nearly all weight, options are worth 1, 1/2 and 0."""
    return Sample(
        weights=np.array([[0.96], [0.02], [0.02]]),
        values=np.array([[1.0], [0.5], [0.0]] * 3),
        reservation=np.array([reservation]),
        stray=np.array([stray]),
        candour=np.array([0.8]),
        wander=np.array([0]),
        favour=np.array([0.0]),
        opposition=np.array([0.0]),
        holding=np.array([0.0]),
    )


def log_likelihood(sample: Sample, *choices: tuple[int, ...]) -> np.ndarray:
    moves = tuple(Move("them", MoveKind.PROPOSE, package_at(AGENDA, row)) for row in choices)
    model = OfferModel(collect_evidence(build_case(moves, agenda=AGENDA), "them"))
    levels, totals = model.levels(sample, np.zeros(len(choices)))
    logs: np.ndarray = model.log_likelihood(sample, levels, totals)
    return logs[:, 0]


def test_an_offer_of_the_best_third_says_no_more_than_that_it_is_of_the_best_third() -> None:
    # The first option of the first issue is in 9 of 27 packages, spread over two steps of the grid:
    # a factor of 3, and not much more. A smooth density of values would make it 30.
    logs = log_likelihood(sample_of(stray=0.0), (0, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 1))
    assert logs.max() < np.log(5)


def test_stray_offers_are_acceptable_ones_as_likely_as_each_other() -> None:
    # Worth a quarter and more: 18 of 27 packages.
    sample = sample_of(stray=1.0, reservation=0.25)
    top, middle, poor = log_likelihood(sample, (0, 0, 0), (1, 1, 1), (2, 2, 2))
    assert np.isclose(top, middle)
    assert np.isclose(np.exp(top), 0.9 * 27 / 18 + 0.1, atol=0.1)
    assert np.isclose(np.exp(poor), 0.1, atol=0.02)


def test_what_is_doubtfully_on_record_says_less() -> None:
    sample = sample_of(stray=0.1)
    (sure,) = log_likelihood(sample, (0, 0, 0))
    move = Move("them", MoveKind.PROPOSE, package_at(AGENDA, (0, 0, 0)))
    doubtful = replace(move, confidence=0.5)
    model = OfferModel(collect_evidence(build_case((doubtful,), agenda=AGENDA), "them"))
    levels, totals = model.levels(sample, np.zeros(1))
    unsure = model.log_likelihood(sample, levels, totals)[0, 0]
    assert np.isclose(np.exp(unsure), 0.5 * np.exp(sure) + 0.5)


def test_what_is_worth_the_reservation_value_is_told_by_a_normal_noise() -> None:
    levels = np.linspace(0, 1, 201)[:, None]
    found = p_acceptable(sample_of(stray=0.0), levels, np.ones(1))
    assert np.abs(found - ndtr((levels - 0.5) / reservation_noise(np.ones(1)))).max() < 0.0002
