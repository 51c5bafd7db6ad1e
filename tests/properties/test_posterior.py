"""Laws of the counterpart engine, and its fast parts against brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.counterpart import InferenceSettings, infer_preference
from paraph.counterpart.density import (
    OptionTable,
    estimate_log_density,
    tabulate_moments,
)
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.layout import Layout
from paraph.counterpart.likelihood import Likelihood
from paraph.counterpart.offers import OfferModel
from paraph.counterpart.option_priors import option_prior, scale_to_unit, sort_by_tiers
from paraph.counterpart.prior import build_prior
from paraph.counterpart.sampler import estimate_effective
from paraph.counterpart.weight_priors import weight_prior
from paraph.negotiation import (
    Agenda,
    Direction,
    Importance,
    Interval,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_at,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case

shapes = st.lists(st.integers(1, 6), min_size=1, max_size=6)
seeds = st.integers(0, 2**32 - 1)


def agenda_of(shape: list[int] | tuple[int, ...]) -> Agenda:
    return Agenda(
        tuple(
            Issue(f"i{i}", f"Issue {i}", tuple(Option(f"{k}", f"{k}") for k in range(n)))
            for i, n in enumerate(shape)
        )
    )


@given(shapes, seeds)
def test_every_draw_of_the_prior_is_a_preference(shape: list[int], seed: int) -> None:
    agenda = agenda_of(shape)
    prior = build_prior(agenda, StatedPreference())
    sample = prior.transform(np.random.default_rng(seed).standard_normal((prior.n_latents, 20)))
    assert np.allclose(sample.weights.sum(axis=0), 1)
    assert sample.weights.min() >= 0
    assert 0 <= sample.values.min() <= sample.values.max() <= 1
    for issue in range(len(agenda)):
        assert np.allclose(sample.values[prior.layout.rows(issue)].max(axis=0), 1)
    assert 0 <= sample.reservation.min() <= sample.reservation.max() <= 1


@given(st.permutations(range(5)), seeds)
def test_a_ranking_holds_in_every_draw(order: list[int], seed: int) -> None:
    values = np.random.default_rng(seed).uniform(size=(5, 30))
    tiers = [order[:1], order[1:3], order[3:]]
    ranked = sort_by_tiers(values, tiers)
    assert np.array_equal(np.sort(ranked, axis=0), np.sort(values, axis=0))
    for above, below in ((tiers[0], tiers[1]), (tiers[1], tiers[2])):
        assert np.all(ranked[above].min(axis=0) >= ranked[below].max(axis=0))


@given(st.integers(2, 40), st.sampled_from(list(Direction)), seeds)
def test_a_direction_holds_in_every_draw(n: int, direction: Direction, seed: int) -> None:
    issue = Issue("i", "I", tuple(Option(f"{k}", f"{k}") for k in range(n)), is_ordered=True)
    prior = option_prior(issue, StatedValues("i", direction=direction))
    values = prior.values(np.random.default_rng(seed).standard_normal((prior.n_latents, 20)))
    steps = np.diff(values, axis=0)
    assert np.all(steps > 0 if direction is Direction.MORE else steps < 0)


@given(st.integers(3, 12), seeds)
def test_listed_options_may_follow_their_order_or_not(n: int, seed: int) -> None:
    prior = option_prior(agenda_of((n,)).issues[0], StatedValues("i0"))
    latents = np.random.default_rng(seed).standard_normal((prior.n_latents, 40))
    latents[-2:] = [[-9.0]] * 2  # a peak at the first option, and no part of the curve
    assert prior.values(latents).argmax(axis=0).max() > 0
    latents[-1] = 9.0  # nothing but the curve
    assert np.all(np.diff(prior.values(latents), axis=0) < 0)


@given(st.lists(st.sampled_from(list(Importance)), min_size=3, max_size=3), seeds)
def test_words_keep_their_ratio(words: list[Importance], seed: int) -> None:
    agenda = agenda_of((2, 2, 2))
    stated = StatedImportance(words=tuple((f"i{i}", word) for i, word in enumerate(words)))
    prior = weight_prior(agenda, stated)
    weights = prior.weights(np.random.default_rng(seed).standard_normal((prior.n_latents, 20)))
    low, high = words[0].swing.low, words[1].swing.high
    assert np.all(weights[0] / weights[1] >= low / max(high, 1e-4) - 1e-9)


@given(seeds)
def test_scaling_keeps_the_order(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(6, 10))
    assert np.array_equal(values.argsort(axis=0), scale_to_unit(values).argsort(axis=0))


@settings(max_examples=10)
@given(st.lists(st.integers(4, 5), min_size=5, max_size=5), seeds)
def test_the_density_of_values_is_near_the_enumerated_one(shape: list[int], seed: int) -> None:
    agenda = agenda_of(shape)
    layout = Layout(agenda)
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.full(len(shape), 5.0))
    parts = (weights[layout.issue_of] * rng.uniform(size=layout.n_options))[:, None]
    all_values = np.array(
        [
            sum(parts[layout.starts[i] + k, 0] for i, k in enumerate(choice))
            for choice in product(*(range(n) for n in shape))
        ]
    )
    width = 0.1
    levels = np.linspace(0, 1, 41)
    is_inside = (levels > np.quantile(all_values, 0.05)) & (levels < np.quantile(all_values, 0.95))
    near = np.exp(-0.5 * ((all_values - levels[:, None]) / width) ** 2)
    exact = np.log(near.mean(axis=1) / (width * np.sqrt(2 * np.pi)))
    whole = np.ones((1, len(shape)))
    moments = tabulate_moments(parts, np.ones_like(parts), OptionTable.of(layout), whole)
    estimated = estimate_log_density(moments, 0, np.ones(1), len(levels), width)
    assert np.allclose(estimated[is_inside, 0], exact[is_inside], atol=0.35)


@pytest.mark.parametrize(("shape", "tolerance"), [((3, 3), 1e-6), ((5, 4, 3), 0.15)])
def test_the_probabilities_of_all_first_offers_sum_to_one(
    shape: tuple[int, ...], tolerance: float
) -> None:
    agenda = agenda_of(shape)
    prior = build_prior(agenda, StatedPreference())
    sample = prior.transform(np.random.default_rng(3).standard_normal((prior.n_latents, 200)))
    packages = list(product(*(range(n) for n in shape)))
    total = np.zeros(200)
    for choice in packages:
        move = Move("them", MoveKind.PROPOSE, package_at(agenda, choice))
        model = OfferModel(collect_evidence(build_case((move,), agenda=agenda), "them"))
        levels, totals = model.levels(sample, np.zeros(1))
        total += np.exp(model.log_likelihood(sample, levels, totals)[0]) / len(packages)
    assert np.median(total) == pytest.approx(1, abs=tolerance)


def test_effective_draws_are_counted_where_islands_agree_and_where_they_do_not() -> None:
    rng = np.random.default_rng(5)
    alike = rng.normal(size=(20, 800))
    assert estimate_effective(alike, 8) > 500
    apart = alike + np.repeat(rng.normal(size=(20, 8)), 100, axis=1)
    assert estimate_effective(apart, 8) < 40


@pytest.mark.slow
def test_offers_move_the_posterior_the_same_way_whatever_the_issues_are_called() -> None:
    agenda = agenda_of((3, 3, 3))
    offers = [(0, 1, 2), (0, 1, 1), (0, 0, 1)]
    fast = InferenceSettings(n_draws=800)

    def weights(order: list[int]) -> np.ndarray:
        turned = Agenda(tuple(agenda.issues[i] for i in order))
        moves = tuple(Move("them", MoveKind.PROPOSE, package_at(agenda, offer)) for offer in offers)
        posterior = infer_preference(build_case(moves, agenda=turned), "them", fast)
        means = posterior.belief.weights.mean(axis=0)
        return means[[order.index(i) for i in range(3)]]

    assert np.allclose(weights([0, 1, 2]), weights([2, 0, 1]), atol=0.05)


def test_a_stated_interval_of_one_number_is_exact() -> None:
    stated = StatedImportance(shares=(("i0", Interval(0.7, 0.7)), ("i1", Interval(0.3, 0.3))))
    prior = weight_prior(agenda_of((2, 2)), stated)
    weights = prior.weights(np.random.default_rng(0).standard_normal((prior.n_latents, 5)))
    assert np.allclose(weights, [[0.7] * 5, [0.3] * 5])


def test_a_likelihood_without_evidence_has_no_rows() -> None:
    agenda = agenda_of((2, 2))
    prior = build_prior(agenda, StatedPreference())
    evidence = collect_evidence(build_case((), agenda=agenda), "them")
    sample = prior.transform(np.zeros((prior.n_latents, 3)))
    assert Likelihood(evidence).log_likelihood(sample).shape == (0, 3)
