"""Real ANAC domains, bargained by tactics that the model doesn't assume.

The two sides first trade a few proposals at working level, which go on the record. From the
record, our own preference and a range that holds their reservation value, Paraph infers theirs
and forecasts the principals' meeting, which is then played, anew, by the same two tactics.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np

from benchmarks._bargains import Bargain, read_bargains
from benchmarks._forecast import (
    SETTINGS,
    Forecast,
    forecast_agreement,
    simple_features,
    with_exchanges,
)
from benchmarks._foreign import draw_negotiator, negotiate
from paraph.case import Case
from paraph.counterpart import InferenceSettings, infer_preference
from paraph.errors import InferenceError
from paraph.negotiation import (
    Belief,
    Interval,
    Party,
    Preference,
    StatedPreference,
    StatedReservation,
    package_at,
)
from paraph.record import Move, MoveKind, Session

N_EACH = 20
N_OUTCOMES_MOST = 20_000
N_DRAWS = 400
WIDTH = 0.3
HEEDFUL = replace(SETTINGS, p_gut=0.0)
"""At the top the same programs bargain as below, so that nobody pays no heed to staff."""


def forecast_foreign_negotiations() -> Iterator[tuple[str, list[Forecast]]]:
    """Yield one batch of forecasts: every domain, bargained several times."""
    bargains = read_bargains()
    tasks = [
        (bargain, index, number)
        for index, bargain in enumerate(bargains)
        for number in range(N_EACH)
    ]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(_forecast, *zip(*tasks, strict=True), chunksize=N_EACH))
    forecasts = [forecast for forecast in found if forecast]
    yield (
        f"{len(bargains)} domains, {N_EACH} negotiations on each; tactics: sigmoid, satisficer, "
        f"brinkman, counter of options. {len(found) - len(forecasts)} refused by the inference.",
        forecasts,
    )


def _forecast(bargain: Bargain, index: int, number: int) -> Forecast | None:
    rng = np.random.default_rng([13, index, number])
    n_exchanges = int(rng.choice([4, 6, 10]))
    preferences = [
        replace(preference, reservation=float(rng.uniform(0.3, 0.8)))
        for preference in bargain.preferences
    ]
    positions = _outcomes(bargain, rng)
    values = [_values(preference, positions) for preference in preferences]
    sides = [
        draw_negotiator(values[k], preferences[k].reservation, positions, rng) for k in range(2)
    ]
    # Staff trade proposals, but can't close: only what was proposed is kept.
    _, proposals = negotiate(*sides, int(rng.integers(4, 9)))
    moves = tuple(
        Move(
            ("us", "them")[k % 2], MoveKind.PROPOSE, package_at(bargain.agenda, positions[outcome])
        )
        for k, outcome in enumerate(proposals)
    )
    case = _case(bargain, moves, preferences[1].reservation, n_exchanges, rng)
    try:
        theirs = infer_preference(case, "them", InferenceSettings(n_draws=N_DRAWS)).belief
    except InferenceError:
        return None
    beliefs = (_certain(preferences[0]), theirs)
    p = forecast_agreement(case, beliefs, HEEDFUL)
    order = (0, 1) if rng.random() < 0.5 else (1, 0)
    outcome, _ = negotiate(sides[order[0]], sides[order[1]], n_exchanges)
    features = simple_features(beliefs, n_exchanges, bargain.agenda.n_packages)
    return Forecast(p, outcome >= 0, features, bargain.name.rstrip("ABC"))


def _case(
    bargain: Bargain,
    moves: tuple[Move, ...],
    reservation: float,
    n_exchanges: int,
    rng: np.random.Generator,
) -> Case:
    low = max(reservation - WIDTH * rng.random(), 0.0)
    stated = StatedReservation(Interval(low, min(low + WIDTH, 1.0)))
    return Case(
        id="foreign",
        title=bargain.name,
        we_id="us",
        agenda=bargain.agenda,
        parties=(
            Party("us", "Us"),
            Party("them", "Them", preference=StatedPreference(reservation=stated)),
        ),
        sessions=(Session("staff", date(2020, 1, 1), moves=moves),),
        **with_exchanges(n_exchanges, 1),
    )


def _certain(preference: Preference) -> Belief:
    return Belief(
        "us",
        np.array([preference.weights]),
        tuple(np.array([row]) for row in preference.option_values),
        np.array([preference.reservation]),
    )


def _outcomes(bargain: Bargain, rng: np.random.Generator) -> np.ndarray:
    """Return positions[outcome, issue]: all outcomes, or a sample with both sides' best."""
    shape = bargain.agenda.shape
    if bargain.agenda.n_packages <= N_OUTCOMES_MOST:
        return np.stack([axis.ravel() for axis in np.indices(shape)], axis=1)
    drawn = rng.integers(shape, size=(N_OUTCOMES_MOST, len(shape)))
    for k, preference in enumerate(bargain.preferences):
        drawn[k] = [int(np.argmax(row)) for row in preference.option_values]
    return drawn


def _values(preference: Preference, positions: np.ndarray) -> np.ndarray:
    parts = zip(preference.weights, preference.option_values, positions.T, strict=True)
    return np.sum([weight * np.array(row)[column] for weight, row, column in parts], axis=0)
