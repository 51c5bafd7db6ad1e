"""What the order of offers says: by hand, and of offers in random order."""

from itertools import product

import numpy as np
import pytest

from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.precedence import Precedence, p_order_by_chance, read_precedence
from paraph.counterpart.prior import N_MANNERS, build_prior
from paraph.negotiation import StatedPreference
from paraph.record import MoveKind
from tests.counterpart.conftest import build_agenda, build_case, move


def read_order(*offers: dict[str, str]) -> Precedence:
    case = build_case(*((move(MoveKind.PROPOSE, choices),) for choices in offers))
    prior = build_prior(build_agenda(), StatedPreference())
    return read_precedence(prior, collect_evidence(case, "them"))


def weight_means(precedence: Precedence) -> list[float]:
    return [float(mean) for mean in precedence.means[N_MANNERS : N_MANNERS + 3, 0]]


@pytest.mark.parametrize(
    ("column", "p"),
    [
        # ranks 0 1 | 2 3: 4 / (1 / 2) = 8 with 1 and 2 degrees of freedom, or t = sqrt(8) with 2
        ([0, 0, 1, 1], 1 - np.sqrt(8 / 10)),
        # ranks 0 2 | 1 3: 1 / (4 / 2) = 1/2
        ([0, 1, 0, 1], 1 - np.sqrt(0.5 / 2.5)),
        # an offer that leaves the issue open keeps its rank: 0 1 | 3 4 of 0 1 3 4
        ([0, 0, -1, 1, 1], 1 - np.sqrt(18 / 20)),
        ([0, 1], 1.0),
        ([0, 0, 0], 1.0),
        ([-1, -1], 1.0),
    ],
)
def test_by_chance_as_worked_by_hand(column: list[int], p: float) -> None:
    assert p_order_by_chance(np.array(column)[:, None]) == pytest.approx(p)


def test_random_orders_look_like_chance_as_often_as_they_should() -> None:
    rng = np.random.default_rng(4)
    ps = [p_order_by_chance(rng.integers(5, size=(30, 5))) for _ in range(400)]
    for level in (0.05, 0.25, 0.5):
        assert np.mean(np.array(ps) < level) == pytest.approx(level, abs=0.07)


def test_one_offer_has_no_order() -> None:
    assert not read_order({"price": "3", "place": "oslo", "guarantee": "yes"}).means.any()


def test_strays_make_the_rule_count_less_unless_the_order_is_no_chance() -> None:
    stray = np.array([0.0, 0.5, 1.0])
    said_again = read_order(*({"place": "bonn"},) * 6, *({"place": "rome", "price": "1"},) * 6)
    assert said_again.trend == 0  # a repeated offer counts once, and two show no order
    conceding = read_order(
        *(
            {"price": price, "place": place, "guarantee": guarantee}
            for price, place, guarantee in product("43210", ("bonn", "oslo"), ("yes", "no"))
        )
    )
    assert conceding.trend > 0.9
    lessening = conceding.shifts(stray) / np.where(conceding.means == 0, 1, conceding.means)
    rows = conceding.means[:, 0] != 0
    assert lessening[rows] == pytest.approx(
        np.broadcast_to(1 - (1 - conceding.trend) * stray, lessening[rows].shape)
    )


def test_issues_on_which_offers_change_less_weigh_more() -> None:
    price, place, guarantee = weight_means(
        read_order(
            {"price": "4", "place": "oslo", "guarantee": "yes"},
            {"price": "3", "place": "oslo", "guarantee": "yes"},
            {"price": "2", "place": "rome", "guarantee": "yes"},
        )
    )
    assert guarantee > place > price


def test_leaving_an_issue_open_is_no_change() -> None:
    price, place, guarantee = weight_means(
        read_order(
            {"price": "4", "guarantee": "yes"},
            {"place": "oslo", "guarantee": "no"},
            {"price": "4", "guarantee": "yes"},
        )
    )
    # the price never changed, the guarantee each time, and of the place nothing can be said
    assert price > place > guarantee
    assert place == pytest.approx(0)
