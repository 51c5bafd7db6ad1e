"""What is stated of a party, and its moves don't bear out."""

from paraph.counterpart import find_misfits
from paraph.negotiation import (
    Direction,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move

SAID_PLACE_FIRST = tuple(
    move(MoveKind.ANSWER, issue_ids=order)
    for order in (("place", "price", "guarantee"), ("place", "guarantee"), ("place", "price"))
)
ROME_NOT_OSLO = (
    move(MoveKind.SUPPORT, {"place": "rome"}),
    move(MoveKind.OPPOSE, {"place": "oslo"}),
    move(MoveKind.ANSWER, {"place": "rome"}, over=package_of({"place": "oslo"})),
    move(MoveKind.PROPOSE, {"price": "2", "place": "rome", "guarantee": "yes"}),
)


def ranked(*issue_ids: str) -> StatedPreference:
    tiers = tuple((issue_id,) for issue_id in issue_ids)
    return StatedPreference(importance=StatedImportance(ranking=tiers))


def test_a_ranking_of_issues_that_they_deny_is_told_with_the_entries() -> None:
    case = build_case(SAID_PLACE_FIRST, preference=ranked("guarantee", "price", "place"))
    (misfit,) = find_misfits(case, "them", FAST)
    # Both claims that Place denies, as one: they have the lower issue in common.
    assert misfit.first == "stated: Guarantee or Price matters more to them than Place"
    assert misfit.issue_ids == ("price", "place", "guarantee")
    assert "answer: Place before" in misfit.second
    assert "(2020-01-01)" in misfit.second
    assert misfit.description.startswith("their moves make it improbable (")


def test_a_ranking_that_they_confirm_or_say_nothing_of_is_not_told() -> None:
    confirmed = build_case(SAID_PLACE_FIRST, preference=ranked("place", "price", "guarantee"))
    assert find_misfits(confirmed, "them", FAST) == ()
    assert find_misfits(build_case((), preference=ranked("guarantee", "price")), "them") == ()


def test_options_stated_the_wrong_way_round_are_told() -> None:
    said = StatedValues("place", ranking=(("oslo",), ("rome",)))
    case = build_case(ROME_NOT_OSLO, preference=StatedPreference(values=(said,)))
    (misfit,) = find_misfits(case, "them")
    assert misfit.first == "stated: 'Oslo' suits them better than 'Rome' on Place"
    assert "Rome" in misfit.second


def test_a_direction_stated_the_wrong_way_is_told() -> None:
    said = StatedValues("price", direction=Direction.LESS)
    moves = (
        move(MoveKind.SUPPORT, {"price": "4"}),
        move(MoveKind.OPPOSE, {"price": "0"}),
        move(MoveKind.ANSWER, {"price": "4"}, over=package_of({"price": "0"})),
    )
    case = build_case(moves, preference=StatedPreference(values=(said,)))
    (misfit,) = find_misfits(case, "them", FAST)
    assert "'0 m' suits them better than '4 m' on Price" in misfit.description
