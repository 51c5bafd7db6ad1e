"""What is held before any move, where the value of no agreement is stated as a package."""

import numpy as np
import pytest

from paraph.counterpart.prior import build_prior
from paraph.negotiation import (
    Agenda,
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
