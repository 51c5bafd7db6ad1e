"""Offers and acceptances of some issues are read beside what the party asks for on the others."""

import pytest

from paraph.counterpart import infer_preference
from paraph.counterpart.evidence import collect_evidence
from paraph.negotiation import Package, package_of
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import FAST, build_case, move

OPENING = {"price": "4", "place": "bonn", "guarantee": "yes"}


def standing_of(*moves: Move) -> list[Package]:
    return [offer.standing for offer in collect_evidence(build_case(moves), "them").offers]


def test_an_offer_on_one_issue_leaves_the_others_where_they_stood() -> None:
    found = standing_of(move(MoveKind.PROPOSE, OPENING), move(MoveKind.PROPOSE, {"price": "3"}))
    assert found == [package_of(OPENING), package_of({**OPENING, "price": "3"})]


def test_what_was_accepted_stands_too() -> None:
    found = standing_of(
        move(MoveKind.ACCEPT, {"guarantee": "no"}), move(MoveKind.PROPOSE, {"price": "4"})
    )
    assert found == [package_of({"guarantee": "no", "price": "4"})]


def test_an_offer_that_changes_nothing_says_nothing_new() -> None:
    found = standing_of(move(MoveKind.PROPOSE, OPENING), move(MoveKind.PROPOSE, {"price": "4"}))
    assert found == [package_of(OPENING)]


def test_a_rejection_is_judged_by_itself_and_an_acceptance_beside_what_stands() -> None:
    moves = (
        move(MoveKind.PROPOSE, OPENING),
        move(MoveKind.REJECT, {"price": "0"}),
        move(MoveKind.ACCEPT, {"price": "3"}),
    )
    rejected, accepted = collect_evidence(build_case(moves), "them").replies
    assert rejected.judged == package_of({"price": "0"})
    assert accepted.judged == package_of({**OPENING, "price": "3"})
    assert accepted.package == package_of({"price": "3"})


@pytest.mark.parametrize("kind", [MoveKind.PROPOSE, MoveKind.ACCEPT])
def test_giving_way_on_one_issue_is_not_a_wish_for_it(kind: MoveKind) -> None:
    case = build_case((move(MoveKind.PROPOSE, OPENING), move(kind, {"price": "0"})))
    prices = infer_preference(case, "them", FAST).belief.option_values[0]
    assert (prices[:, 4] > prices[:, 0]).mean() > 0.6
