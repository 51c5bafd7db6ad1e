"""Proposals worth making for their answer."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from paraph.counterpart import ChangeOfMind, infer_preference, propose_probes, rank_probes
from paraph.counterpart.posterior import Posterior
from paraph.negotiation import (
    Belief,
    Condition,
    IfThen,
    Interaction,
    Package,
    RedLine,
    package_of,
)
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_agenda, build_case, move

CASE = build_case(())
N_DRAWS = 4


def belief(party_id: str, price_up: np.ndarray, floor: np.ndarray | float) -> Belief:
    """Only the price counts, 0 to 4 worth 0 to 1; turned round where `price_up` is false."""
    steps = np.linspace(0, 1, 5)
    values = np.where(price_up[:, None], steps, steps[::-1])
    n = len(price_up)
    return Belief(
        party_id,
        np.tile([1.0, 0.0, 0.0], (n, 1)),
        (values, np.zeros((n, 3)), np.zeros((n, 2))),
        np.broadcast_to(np.asarray(floor, dtype=float), (n,)).copy(),
    )


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    """They want a low price; no agreement is worth 0.1 to half of the draws, 0.9 to the others."""
    learnt = infer_preference(CASE, "them", FAST)
    theirs = belief("them", np.zeros(N_DRAWS, dtype=bool), np.array([0.1, 0.1, 0.9, 0.9]))
    return replace(learnt, belief=theirs)


OURS = belief("us", np.ones(N_DRAWS, dtype=bool), 0.2)


def at(price: int) -> Package:
    return package_of({"price": str(price), "place": "oslo", "guarantee": "yes"})


def test_a_package_beside_one_that_is_better_for_both_and_tells_about_as_much_is_not_put(
    posterior: Posterior,
) -> None:
    """The answer to the worse one would tell a little more: 5 of 10 draws take it, 7 the other."""
    floors = np.array([0.0] * 5 + [0.5] * 2 + [1.0] * 3)
    theirs, ours = (
        replace(
            belief(party_id, np.ones(10, dtype=bool), floor),
            option_values=(np.tile(prices, (10, 1)), np.zeros((10, 3)), np.zeros((10, 2))),
        )
        for party_id, floor, prices in (
            ("them", floors, [0.3, 0.7, 0.0, 0.0, 1.0]),
            ("us", 0.2, [0.5, 0.52, 0.0, 0.0, 1.0]),
        )
    )
    learnt = replace(posterior, belief=theirs)
    worse, better = (rank_probes(CASE, learnt, ours, [at(price)])[0] for price in (0, 1))
    assert worse.information_bits * (1 - worse.share_given) > (
        better.information_bits * (1 - better.share_given)
    )
    both = rank_probes(CASE, learnt, ours, [at(0), at(1)])
    assert [probe.package for probe in both] == [at(1)]


def test_a_yes_that_halves_what_is_open_tells_one_bit(posterior: Posterior) -> None:
    (probe,) = rank_probes(CASE, posterior, OURS, [at(2)])
    # Worth 0.5 to them: far above 0.1 and far below 0.9, so that the answer tells which.
    assert probe.information_bits == pytest.approx(1, abs=0.01)
    assert probe.p_accept == pytest.approx(0.5, abs=0.01)
    assert probe.our_value.mid == 0.5
    # From 1, our best, to 0.2, no agreement, 0.5 of 0.8 is given.
    assert probe.share_given == pytest.approx(0.5 / 0.8)


def test_what_a_package_gives_counts_options_that_matter_together(posterior: Posterior) -> None:
    """Price 3 with Oslo is our best, worth 0.75 + 0.45; no agreement is worth 0.2."""
    together = Interaction((Condition("price", ("3",)), Condition("place", ("oslo",))), 0.45)
    ours = replace(OURS, interactions=(together,))
    (probe,) = rank_probes(CASE, posterior, ours, [at(2)])
    assert probe.share_given == pytest.approx((1.2 - 0.5) / (1.2 - 0.2))


def test_of_two_that_tell_as_much_the_one_that_gives_less_comes_first(
    posterior: Posterior,
) -> None:
    probes = rank_probes(CASE, posterior, OURS, [at(2), at(3)])
    assert [probe.package["price"] for probe in probes] == ["3"]
    # The other's answer would tell nothing on top.
    assert probes[0].share_given == pytest.approx(0.25 / 0.8)


def test_what_we_would_not_stand_by_and_what_tells_nothing_is_left_out(
    posterior: Posterior,
) -> None:
    assert rank_probes(CASE, posterior, OURS, [at(0)]) == ()
    stubborn = replace(posterior, belief=belief("them", np.zeros(N_DRAWS, dtype=bool), 0.9))
    assert rank_probes(CASE, stubborn, OURS, [at(3), at(4)]) == ()
    assert rank_probes(CASE, posterior, OURS, []) == ()
    line = RedLine((Condition("price", ("3",)),))
    bound = replace(OURS, red_lines=(line,), red_line_holds=np.ones((N_DRAWS, 1), dtype=bool))
    assert [p.package["price"] for p in rank_probes(CASE, posterior, bound, [at(2), at(3)])] == [
        "2"
    ]


def test_a_red_line_of_theirs_that_may_be_a_bluff_makes_a_package_telling() -> None:
    learnt = infer_preference(CASE, "them", FAST)
    holds = np.array([[True], [True], [False], [False]])
    line = RedLine((Condition("place", ("oslo",)),))
    theirs = belief("them", np.zeros(N_DRAWS, dtype=bool), 0.1)
    theirs = replace(theirs, red_lines=(line,), red_line_holds=holds)
    (probe,) = rank_probes(CASE, replace(learnt, belief=theirs), OURS, [at(2)])
    assert probe.p_accept == pytest.approx(0.5, abs=0.01)
    assert probe.information_bits == pytest.approx(1, abs=0.01)
    assert probe.crossed == (line,)
    # Where something else is left, it isn't put.
    beside = package_of({"price": "3", "place": "rome", "guarantee": "yes"})
    floor = np.array([0.1, 0.1, 0.9, 0.9])
    theirs = replace(theirs, reservation=floor)
    (probe,) = rank_probes(CASE, replace(learnt, belief=theirs), OURS, [at(2), beside])
    assert (probe.package, probe.crossed) == (beside, ())


def test_what_the_party_has_answered_is_not_put_again(posterior: Posterior) -> None:
    for known in (
        move(MoveKind.REJECT, at(2).as_dict()),
        move(MoveKind.REJECT, {"price": "2"}),
        move(MoveKind.PROPOSE, at(2).as_dict()),
        move(MoveKind.ACCEPT, at(2).as_dict()),
    ):
        assert rank_probes(build_case((known,)), posterior, OURS, [at(2)]) == ()
    other = move(MoveKind.REJECT, at(1).as_dict())
    assert len(rank_probes(build_case((other,)), posterior, OURS, [at(2)])) == 1


def priced_and_placed(floors: np.ndarray) -> Belief:
    """They want a low price, which counts 0.7, and Oslo."""
    theirs = belief("them", np.zeros(len(floors), dtype=bool), floors)
    prices, _, guarantees = theirs.option_values
    towns = np.tile([0.0, 1.0, 0.0], (len(floors), 1))
    weights = np.tile([0.7, 0.3, 0.0], (len(floors), 1))
    return replace(theirs, weights=weights, option_values=(prices, towns, guarantees))


REFUSED = {"price": "1", "place": "bonn", "guarantee": "yes"}


@pytest.mark.parametrize(
    ("refused", "offered_then", "is_left_out"),
    [
        (REFUSED, None, True),
        # What is better for them than what they refused takes nothing back; what isn't, does.
        (REFUSED, {"price": "0", "place": "oslo", "guarantee": "no"}, True),
        (REFUSED, {"price": "3", "place": "rome", "guarantee": "no"}, False),
        # Refused in part: what is better elsewhere might make up for it.
        ({"price": "1", "place": "bonn"}, None, False),
    ],
)
def test_what_is_worse_for_them_than_what_they_refused_is_put_only_where_nothing_else_is_left(
    posterior: Posterior,
    refused: dict[str, str],
    offered_then: dict[str, str] | None,
    *,
    is_left_out: bool,
) -> None:
    learnt = replace(posterior, belief=priced_and_placed(np.array([0.1, 0.1, 0.7, 0.7])))
    moves = [move(MoveKind.REJECT, refused)]
    moves += [move(MoveKind.PROPOSE, offered_then)] if offered_then else []
    case = build_case(*((each,) for each in moves))
    # Worth 0.35 and 0.65 to them; what they refused, 0.525.
    worse, better = (
        package_of({"price": "2", "place": place, "guarantee": "yes"}) for place in ("rome", "oslo")
    )
    put = [probe.package for probe in rank_probes(case, learnt, OURS, [worse, better])]
    assert put
    assert (worse not in put) == is_left_out
    assert len(rank_probes(case, learnt, OURS, [worse])) == 1


def test_what_it_refused_before_a_change_of_mind_may_be_put_again(posterior: Posterior) -> None:
    refused = move(MoveKind.REJECT, at(2).as_dict())
    case = build_case((refused,), (move(MoveKind.ASK, issue_ids=("price",)),))
    assert rank_probes(case, posterior, OURS, [at(2)]) == ()
    change = ChangeOfMind(date(2020, 1, 2), 0.97, n_moves=1, n_moves_in_all=2)
    (probe,) = rank_probes(case, replace(posterior, change_of_mind=change), OURS, [at(2)])
    assert probe.package == at(2)


def test_packages_are_proposed_on_this_side_of_their_red_lines_too(posterior: Posterior) -> None:
    line = RedLine((Condition("price", ("2", "3", "4")),))
    holds = np.ones((N_DRAWS, 1), dtype=bool)
    theirs = replace(posterior.belief, red_lines=(line,), red_line_holds=holds)
    proposed = propose_probes(CASE, replace(posterior, belief=theirs), OURS)
    assert {line.is_crossed_by(package) for package in proposed} == {True, False}


def test_packages_proposed_keep_what_is_settled_and_the_linkages(posterior: Posterior) -> None:
    linkage = IfThen((Condition("price", ("4",)),), (Condition("place", ("rome",)),))
    case = build_case((), agreed=package_of({"guarantee": "yes"}), agenda=build_agenda())
    case = replace(case, linkages=(linkage,))
    proposed = propose_probes(case, posterior, OURS)
    assert proposed
    assert all(package["guarantee"] == "yes" for package in proposed)
    assert all(linkage.allows(package) for package in proposed)
    assert all(len(package) == 3 for package in proposed)


def test_a_package_that_gives_up_next_to_nothing_is_a_demand_and_is_not_put(
    posterior: Posterior,
) -> None:
    """It would show our wishes, and a no to it tells nothing: everybody says no to a demand."""
    theirs = replace(posterior, belief=belief("them", np.ones(N_DRAWS, dtype=bool), FLOORS))
    generous = replace(OURS, reservation=np.zeros(N_DRAWS))
    prices = np.tile([0.0, 0.5, 0.75, 0.85, 1.0], (N_DRAWS, 1))
    ours = replace(generous, option_values=(prices, *OURS.option_values[1:]))
    assert [p.package["price"] for p in rank_probes(CASE, theirs, ours, [at(2)])] == ["2"]
    assert rank_probes(CASE, theirs, ours, [at(3), at(4)]) == ()


FLOORS = np.array([0.3, 0.3, 0.9, 0.9])


def test_a_package_that_they_would_hardly_take_is_no_offer(posterior: Posterior) -> None:
    for n_taking, is_put in ((2, True), (1, False)):
        floors = np.where(np.arange(N_DRAWS) < n_taking, 0.1, 0.9)
        learnt = replace(posterior, belief=belief("them", np.zeros(N_DRAWS, dtype=bool), floors))
        assert bool(rank_probes(CASE, learnt, OURS, [at(2)])) == is_put


def test_nothing_is_put_to_a_party_of_whose_wishes_nothing_is_known() -> None:
    posterior = infer_preference(CASE, "them", FAST)
    proposed = propose_probes(CASE, posterior, OURS)
    assert rank_probes(CASE, posterior, OURS, proposed) == ()
    case = build_case((move(MoveKind.PROPOSE, {"price": "0", "guarantee": "yes"}),))
    posterior = infer_preference(case, "them", FAST)
    assert rank_probes(case, posterior, OURS, propose_probes(case, posterior, OURS))


def test_what_they_spoke_against_is_put_only_where_nothing_else_is_left(
    posterior: Posterior,
) -> None:
    against = build_case((move(MoveKind.OPPOSE, {"place": "oslo"}),))
    rome = package_of({"price": "2", "place": "rome", "guarantee": "yes"})
    put = [probe.package for probe in rank_probes(against, posterior, OURS, [at(2), rome])]
    assert put == [rome]
    assert [p.package for p in rank_probes(against, posterior, OURS, [at(2)])] == [at(2)]
    for since in (
        move(MoveKind.SUPPORT, {"place": "oslo"}),
        move(MoveKind.PROPOSE, {"place": "oslo"}),
    ):
        case = build_case((move(MoveKind.OPPOSE, {"place": "oslo"}), since))
        assert [p.package for p in rank_probes(case, posterior, OURS, [at(2), rome])] == [at(2)]
