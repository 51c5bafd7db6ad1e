"""Small cases that the counterpart tests share."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from paraph.case import Case
from paraph.counterpart import InferenceSettings
from paraph.negotiation import (
    Agenda,
    Issue,
    Option,
    Package,
    Party,
    RedLine,
    StatedPreference,
    package_of,
)
from paraph.record import Move, MoveKind, Session

FAST = InferenceSettings(n_draws=400, n_effective_min=40)


def build_agenda() -> Agenda:
    """Three issues: price (ordered, five steps), place (three), guarantee (two)."""
    steps = tuple(Option(f"{n}", f"{n} m") for n in range(5))
    towns = tuple(Option(name, name.title()) for name in ("bonn", "oslo", "rome"))
    return Agenda(
        (
            Issue("price", "Price", steps, is_ordered=True),
            Issue("place", "Place", towns),
            Issue("guarantee", "Guarantee", (Option("no", "None"), Option("yes", "Given"))),
        )
    )


def move(kind: MoveKind, choices: dict[str, str] | None = None, **rest: object) -> Move:
    return Move("them", kind, package_of(choices or {}), **rest)  # type: ignore[arg-type]


def build_case(
    *days: tuple[Move, ...],
    preference: StatedPreference | None = None,
    red_lines: tuple[RedLine, ...] = (),
    agreed: Package | None = None,
    agenda: Agenda | None = None,
) -> Case:
    """A case of two parties with one session a day; `agreed` is of the last session."""
    sessions = [
        Session(id=f"day-{n + 1}", day=date(2020, 1, 1) + timedelta(days=n), moves=moves)
        for n, moves in enumerate(days)
    ]
    if agreed is not None:
        sessions[-1] = replace(sessions[-1], agreed=agreed)
    them = Party("them", "Them", preference=preference or StatedPreference(), red_lines=red_lines)
    return Case(
        "case",
        "A case",
        "us",
        agenda or build_agenda(),
        (Party("us", "Us"), them),
        sessions=tuple(sessions),
    )


@pytest.fixture
def fast() -> InferenceSettings:
    """Fewer draws than a user would take, so that everyday tests stay quick."""
    return FAST
