"""How much issues matter, before any move: shares, words, rankings and comparisons together."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.counterpart import infer_preference
from paraph.counterpart.layout import Floats
from paraph.counterpart.misfits import find_misfits
from paraph.counterpart.weight_priors import weight_prior
from paraph.negotiation import (
    Agenda,
    Comparative,
    Importance,
    Interval,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
)
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move

NAMES = ("pay", "term", "remote", "pension", "site")
AGENDA = Agenda(tuple(Issue(name, name, (Option("a", "A"), Option("b", "B"))) for name in NAMES))
PAY, TERM, REMOTE, PENSION, SITE = range(5)
MUCH, MORE, SOMEWHAT, ABOUT = Comparative


def drawn(stated: StatedImportance, n_issues: int = 5) -> Floats:
    prior = weight_prior(Agenda(AGENDA.issues[:n_issues]), stated)
    return prior.weights(np.random.default_rng(1).standard_normal((prior.n_latents, 2000)))


def inferred(stated: StatedImportance) -> Floats:
    """weights[issue, draw], where nothing else is known of the party."""
    case = build_case((), agenda=AGENDA, preference=StatedPreference(importance=stated))
    return infer_preference(case, "them", FAST).belief.weights.T


def test_of_two_issues_the_ratio_says_both_weights() -> None:
    weights = drawn(StatedImportance(compared=(("pay", MUCH, "term"),)), n_issues=2)
    assert weights[PAY].min() >= 2 / 3
    assert weights[PAY].max() <= 9 / 10
    # In logarithms anywhere from 2 to 9: in the middle the square root of 18.
    assert np.median(weights[PAY] / weights[TERM]) == pytest.approx(18**0.5, rel=0.05)


def test_what_is_about_equal_is_so_either_way_round() -> None:
    one = drawn(StatedImportance(compared=(("pay", ABOUT, "term"),)), n_issues=2)
    other = drawn(StatedImportance(compared=(("term", ABOUT, "pay"),)), n_issues=2)
    for weights in (one, other):
        assert weights[PAY].mean() == pytest.approx(0.5, abs=0.005)
        assert weights.max() <= 1.25 / 2.25 + 1e-12


def test_how_two_issues_compare_says_nothing_of_their_common_level() -> None:
    logs = np.log(drawn(StatedImportance(compared=(("term", MUCH, "pay"),))))
    together = logs[[PAY, TERM]].mean(axis=0)
    assert np.median(together) == pytest.approx(np.median(logs[REMOTE]), abs=0.1)


@given(st.data())
def test_comparisons_without_a_circle_hold_in_every_draw(data: st.DataObject) -> None:
    order = data.draw(st.permutations(NAMES))
    compared = []
    for place in range(1, data.draw(st.integers(2, 5))):
        earlier = order[data.draw(st.integers(0, place - 1))]
        pair = data.draw(st.permutations((order[place], earlier)))
        compared.append((pair[0], data.draw(st.sampled_from(Comparative)), pair[1]))
    issue, word = data.draw(st.sampled_from(NAMES)), data.draw(st.sampled_from(Importance))
    words = ((issue, word),) if data.draw(st.booleans()) else ()
    prior = weight_prior(AGENDA, StatedImportance(words=words, compared=tuple(compared)))
    seed = data.draw(st.integers(0, 2**32 - 1))
    weights = prior.weights(np.random.default_rng(seed).standard_normal((prior.n_latents, 20)))
    assert np.allclose(weights.sum(axis=0), 1)
    for one, how, other in compared:
        ratio = weights[NAMES.index(one)] / weights[NAMES.index(other)]
        assert np.all(ratio >= how.ratio.low - 1e-9)
        assert np.all(ratio <= how.ratio.high + 1e-9)


def test_comparisons_in_a_circle_are_kept_nearly() -> None:
    compared = (("pay", MUCH, "term"), ("term", MORE, "site"), ("pay", MORE, "site"))
    weights = inferred(StatedImportance(compared=compared))
    assert (weights[PAY] / weights[SITE]).max() < 4.3
    assert (weights[PAY] / weights[TERM]).min() >= 2 - 1e-9
    assert (weights[TERM] / weights[SITE]).min() >= 1.25 - 0.1


def test_a_comparison_with_a_share_says_a_share() -> None:
    shares = (("pay", Interval(0.4, 0.5)),)
    weights = inferred(StatedImportance(shares=shares, compared=(("pay", SOMEWHAT, "term"),)))
    assert np.quantile(weights[PAY], [0.01, 0.99]) == pytest.approx([0.4, 0.5], abs=0.02)
    ratio = weights[PAY] / weights[TERM]
    assert ratio.min() >= 1.1 - 1e-9
    assert ratio.max() <= 2 + 1e-9


def test_a_comparison_sharpens_a_word_for_the_lesser_issue() -> None:
    words = (("term", Importance.MEDIUM),)
    weights = inferred(StatedImportance(words=words, compared=(("pay", MUCH, "term"),)))
    part = weights[TERM] / weights.max(axis=0)
    # At most half of pay, which weighs at most as much as the weightiest.
    assert np.quantile(part, 0.99) <= 0.52
    assert np.quantile(part, 0.01) >= 0.35 - 0.05


def test_a_ranking_beside_a_comparison_is_kept() -> None:
    ranking = (("site",), ("term",), ("remote",))
    compared = (("pay", ABOUT, "term"),)
    weights = inferred(StatedImportance(ranking=ranking, compared=compared))
    logs = np.log(weights)
    assert (logs[SITE] - logs[TERM]).min() > -0.1
    assert (logs[TERM] - logs[REMOTE]).min() > -0.1
    assert np.abs(logs[PAY] - logs[TERM]).max() <= np.log(1.25) + 1e-9


SHARES = (
    ("pay", Interval(0.14, 0.56)),
    ("term", Interval(0.11, 0.45)),
    ("remote", Interval(0.03, 0.11)),
    ("site", Interval(0.06, 0.22)),
)


@pytest.mark.parametrize("n_shares", [1, 2, 3, 4])
@pytest.mark.parametrize("word", [Importance.MEDIUM, Importance.LOW, Importance.MARGINAL])
def test_a_word_beside_shares_is_a_part_of_the_weightiest_issue(
    word: Importance, n_shares: int
) -> None:
    shares = SHARES[-n_shares:]
    weights = inferred(StatedImportance(shares=shares, words=(("pension", word),)))
    part = weights[PENSION] / weights.max(axis=0)
    low, high = word.swing.low, word.swing.high
    assert np.quantile(part, 0.01) >= low - 0.05
    assert np.quantile(part, 0.99) <= high + 0.05
    assert part.std() > 0.7 * (high - low) / 12**0.5
    for issue_id, share in shares:
        held = weights[NAMES.index(issue_id)]
        assert held.min() >= share.low - 0.05
        assert held.max() <= share.high + 0.05


def test_where_a_share_is_small_the_words_share_the_rest() -> None:
    words = (("pay", Importance.DECISIVE), ("term", Importance.MEDIUM))
    shares = (("site", Interval(0.05, 0.05)), ("remote", Interval(0.05, 0.05)))
    rest = (("pension", Interval(0.0, 0.02)),)
    weights = inferred(StatedImportance(shares=shares + rest, words=words))
    part = weights[TERM] / weights[PAY]
    assert part.mean() == pytest.approx(0.5 / 0.93, abs=0.04)
    assert weights[PAY].mean() == pytest.approx(0.89 / 1.54, abs=0.03)


def test_words_beside_a_small_share_are_read_beside_one_another() -> None:
    words = (("pay", Importance.HIGH), ("term", Importance.MEDIUM))
    weights = inferred(StatedImportance(shares=(("site", Interval(0.05, 0.05)),), words=words))
    part = weights[TERM] / weights[PAY]
    assert np.quantile(part, 0.01) >= 0.35 / 0.9 - 0.02
    assert np.quantile(part, 0.99) <= 0.65 / 0.6 + 0.02
    # Of the others nothing is said: as a rule they matter less.
    assert (weights[REMOTE] < weights[PAY]).mean() > 0.6


def test_a_comparison_that_the_moves_deny_is_told() -> None:
    said = tuple(move(MoveKind.ANSWER, issue_ids=("guarantee", "place", "price")) for _ in range(3))
    compared = (("price", MUCH, "guarantee"), ("place", ABOUT, "price"))
    stated = StatedPreference(importance=StatedImportance(compared=compared))
    case = replace(build_case(said, said, preference=stated))
    told = [found.first for found in find_misfits(case, "them", FAST)]
    assert told == ["stated: Price matters more to them than Guarantee"]
