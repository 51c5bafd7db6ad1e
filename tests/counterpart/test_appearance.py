"""Two plain rules on offers, alone and with the posterior."""

import numpy as np

from paraph.counterpart import infer_preference
from paraph.counterpart.appearance import score_by_appearance, score_by_frequency, score_packages
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move

POSITIONS = np.array([[4, 1, 1], [3, 1, 0], [0, 2, 0], [-1, -1, -1]])


def test_earlier_options_score_higher_and_unseen_ones_nothing() -> None:
    case = build_case(
        (
            move(MoveKind.PROPOSE, {"price": "4", "place": "oslo", "guarantee": "yes"}),
            move(MoveKind.PROPOSE, {"price": "3", "place": "oslo", "guarantee": "no"}),
        )
    )
    # By hand: 1 + 1 + 1; 1 - 1/5 + 1 + 1 - 1/2; 0 + 0 + 1 - 1/2; nothing settled.
    scores = score_by_appearance(case, "them", POSITIONS)
    assert np.allclose(scores, [3, 2.3, 0.5, 0])


def test_without_offers_packages_are_ordered_by_the_posterior_alone() -> None:
    case = build_case((move(MoveKind.SUPPORT, {"place": "rome"}),))
    posterior = infer_preference(case, "them", FAST)
    means = posterior.mean_values(case.agenda, POSITIONS)
    scores = score_packages(case, posterior, POSITIONS)
    assert np.array_equal(np.argsort(scores), np.argsort(means))


def test_options_kept_in_offer_after_offer_score_higher() -> None:
    case = build_case(
        (
            move(MoveKind.PROPOSE, {"price": "4", "place": "oslo", "guarantee": "yes"}),
            move(MoveKind.PROPOSE, {"price": "3", "place": "oslo", "guarantee": "no"}),
        )
    )
    # By hand: 1 + 2 + 1; 1 + 2 + 1; 0 + 0 + 1; nothing settled.
    assert np.array_equal(score_by_frequency(case, "them", POSITIONS), [4, 4, 1, 0])


def test_the_rules_are_left_out_for_issues_whose_options_are_ordered() -> None:
    case = build_case((move(MoveKind.PROPOSE, {"price": "2", "place": "oslo", "guarantee": "no"}),))
    posterior = infer_preference(case, "them", FAST)
    alone = np.array([[0, -1, -1], [2, -1, -1], [4, -1, -1]])
    means = posterior.mean_values(case.agenda, alone)
    spread = (means - means.mean()) / means.std()
    assert np.allclose(score_packages(case, posterior, alone), spread)
