"""The contradictions that are told of a record, for the tests of them."""

from paraph.case import Case
from paraph.counterpart.contradictions import find_contradictions
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.posterior import Contradiction
from paraph.negotiation import RedLine
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import build_case, move

FULL = {"price": "1", "place": "oslo", "guarantee": "no"}
ROME = {"place": "rome"}


def found(case: Case) -> tuple[Contradiction, ...]:
    return find_contradictions(case, collect_evidence(case, "them"))


def words(*moves: Move, red_lines: tuple[RedLine, ...] = ()) -> list[str]:
    return [each.description for each in found(build_case(moves, red_lines=red_lines))]


def offer(price: str, place: str = "oslo", guarantee: str = "no") -> Move:
    return move(MoveKind.PROPOSE, {"price": price, "place": place, "guarantee": guarantee})
