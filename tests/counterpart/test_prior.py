"""What is held before any move, where the value of no agreement is stated as a package."""

import numpy as np
import pytest

from paraph.counterpart.prior import FALL, build_prior
from paraph.errors import InputError
from paraph.negotiation import (
    Agenda,
    Direction,
    Interval,
    Issue,
    Option,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    package_of,
)

PRICE = Issue(
    "price", "Price", (Option("low", "Low"), Option("mid", "Mid"), Option("high", "High"))
)
TERM = Issue("term", "Term", (Option("short", "Short"), Option("long", "Long")))
AGENDA = Agenda((PRICE, TERM))


def _exactly(**values: float) -> tuple[tuple[str, Interval], ...]:
    return tuple((name, Interval(value, value)) for name, value in values.items())


STATED = StatedPreference(
    importance=StatedImportance(shares=_exactly(price=0.6, term=0.4)),
    values=(
        StatedValues("price", _exactly(low=0.0, mid=0.5, high=1.0)),
        StatedValues("term", _exactly(short=0.0, long=1.0)),
    ),
)


@pytest.mark.parametrize(
    ("like", "worth"),
    [
        ({"price": "mid", "term": "long"}, 0.6 * 0.5 + 0.4),
        ({"price": "mid"}, 0.6 * 0.5 + 0.4 * 0.5),
        ({"term": "long"}, 0.6 * 0.5 + 0.4),
    ],
)
def test_no_agreement_is_worth_about_what_the_package_is_that_it_is_like(
    like: dict[str, str], worth: float
) -> None:
    stated = StatedPreference(
        STATED.importance, STATED.values, StatedReservation(like=package_of(like))
    )
    prior = build_prior(AGENDA, stated)
    latents = np.random.default_rng(1).standard_normal((prior.n_latents, 4000))
    reservation = prior.transform(latents).reservation
    assert reservation.mean() == pytest.approx(worth, abs=0.01)
    assert reservation.std() == pytest.approx(0.05, abs=0.01)


def test_values_fall_steeply_to_some_parties_and_gently_to_others() -> None:
    prior = build_prior(AGENDA, StatedPreference())
    latents = np.random.default_rng(1).standard_normal((prior.n_latents, 4000))
    middles = []
    for fall in (-2.0, 0.0, 2.0):
        latents[FALL] = fall
        values = prior.transform(latents).values
        assert values[:3].max(axis=0) == pytest.approx(1)
        assert values[:3].min(axis=0) == pytest.approx(0)
        middles.append(np.median(np.sort(values[:3], axis=0)[1]))
    assert middles[0] > 0.5 > middles[1] > middles[2]


def test_stated_values_stay_as_stated() -> None:
    prior = build_prior(AGENDA, STATED)
    latents = np.random.default_rng(1).standard_normal((prior.n_latents, 50))
    assert prior.transform(latents).values[1] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("said", "best"),
    [
        (StatedValues("price", _exactly(mid=0.25), direction=Direction.MORE), "high"),
        (StatedValues("price", _exactly(mid=0.25), direction=Direction.LESS), "low"),
        (StatedValues("price", _exactly(mid=0.25), (("low",), ("mid",), ("high",))), "low"),
    ],
)
def test_an_order_stated_beside_values_holds_in_every_draw(said: StatedValues, best: str) -> None:
    prior = build_prior(AGENDA, StatedPreference(values=(said,)))
    latents = np.random.default_rng(1).standard_normal((prior.n_latents, 500))
    low, mid, high = prior.transform(latents).values[:3]
    ends = (low, high) if best == "high" else (high, low)
    assert (mid == 0.25).all()
    assert (ends[0] == 0).all()
    assert (ends[1] == 1).all()


def test_ranges_narrow_to_what_a_direction_leaves() -> None:
    steps = Issue("price", "Price", tuple(Option(f"{n}", f"{n}") for n in range(6)), True)
    agenda = Agenda((steps,))
    values = (("2", Interval(0.1, 0.6)), ("4", Interval(0.4, 0.5)))
    said = StatedValues("price", values, direction=Direction.MORE)
    prior = build_prior(agenda, StatedPreference(values=(said,)))
    latents = np.random.default_rng(1).standard_normal((prior.n_latents, 500))
    drawn = prior.transform(latents).values
    assert (np.diff(drawn, axis=0) >= 0).all()
    assert ((drawn[2] >= 0.1) & (drawn[2] <= 0.5)).all()
    assert ((drawn[4] >= 0.4) & (drawn[4] <= 0.5)).all()


def test_values_against_a_stated_direction_are_refused() -> None:
    said = StatedValues("price", _exactly(low=0.9, mid=0.2), direction=Direction.MORE)
    with pytest.raises(InputError, match="Price go against the order"):
        build_prior(AGENDA, StatedPreference(values=(said,)))
