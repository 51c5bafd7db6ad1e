"""Offers that delegations made earlier, taken up by principals who found nothing better.

The price game of test_summits: seller and buyer value the prices 0..4 at 0, 1/4, … 1 and the
other way round. Both stop at 3/4 of what they could gain, so that on their own they never agree.
"""

from dataclasses import replace

import numpy as np

from paraph.negotiation import NOTHING_SETTLED, Package, package_of
from paraph.simulation import (
    RouteSettings,
    Setting,
    StandingOffer,
    Summits,
    SummitSettings,
    only,
    play_route,
)
from paraph.simulation.tactics import HARDLINER, LINEAR, Tactic
from tests.simulation.bargains import AGENDA, BUYER, SELLER

STUBBORN = replace(LINEAR, least=0.75)
ISSUE = AGENDA.issue_ids[0]
OPTIONS = [option.id for option in AGENDA.issues[0].options]


def _price(price: int) -> Package:
    return package_of({ISSUE: OPTIONS[price]})


def _play(
    *standing: StandingOffer,
    p_stands: float = 1.0,
    p_gut: float = 0.0,
    tactic: Tactic = STUBBORN,
    settled: Package = NOTHING_SETTLED,
) -> Summits:
    setting = Setting(AGENDA, (SELLER, BUYER), standing=standing)
    summit = SummitSettings(n_exchanges=5, n_runs=200, tactics=(only(tactic),))
    route = RouteSettings(summit, p_stands=p_stands, p_gut=p_gut, p_reopen=0.0, gut=only(tactic))
    (stage,) = play_route(setting, (), settled, (), route)
    return stage.summits


def _offer(price: int, *party_ids: str) -> StandingOffer:
    return StandingOffer(_price(price), party_ids)


SELLERS, BUYERS = (belief.party_id for belief in (SELLER, BUYER))


def test_without_an_offer_on_record_they_part() -> None:
    assert not _play().is_agreed.any()


def test_an_offer_good_enough_for_the_other_is_taken_up() -> None:
    summits = _play(_offer(1, SELLERS))  # 3/4 to the buyer, which is where it stops
    assert summits.is_agreed.all()
    assert set(summits.positions[:, 0].tolist()) == {1}
    assert np.allclose(summits.values, [0.25, 0.75])


def test_an_offer_that_is_not_good_enough_is_left() -> None:
    assert not _play(_offer(2, SELLERS)).is_agreed.any()


def test_the_last_of_several_counts() -> None:
    summits = _play(_offer(0, SELLERS), _offer(1, SELLERS), _offer(4, SELLERS))
    assert set(summits.positions[:, 0].tolist()) == {1}


def test_what_both_delegations_accepted_binds_both() -> None:
    assert _play(_offer(2, BUYERS, SELLERS), tactic=HARDLINER).is_agreed.all()
    assert not _play(_offer(2, SELLERS), tactic=HARDLINER).is_agreed.any()


def test_offers_stand_as_often_as_is_stated() -> None:
    share = _play(_offer(1, SELLERS), p_stands=0.5).is_agreed.mean()
    assert 0.4 < share < 0.6
    assert not _play(_offer(1, SELLERS), p_stands=0.0).is_agreed.any()


def test_principals_who_pay_no_heed_to_staff_take_nothing_up() -> None:
    assert not _play(_offer(1, SELLERS), p_gut=1.0).is_agreed.any()


def test_an_offer_against_what_is_settled_is_void() -> None:
    summits = _play(_offer(1, SELLERS), settled=_price(3))
    assert set(summits.positions[:, 0].tolist()) <= {-1, 3}
