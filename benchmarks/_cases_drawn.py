"""Cases drawn from the model's own prior, each with a truth that its beliefs don't hold."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from benchmarks._forecast import Forecast, forecast_agreement, simple_features, with_exchanges
from paraph.case import Case
from paraph.negotiation import NOTHING_SETTLED, Agenda, Belief, Issue, Option, Party
from paraph.readiness import ReadinessSettings
from paraph.simulation import RouteSettings, Setting, SummitSettings, play_route

N_CASES = 2000
N_DRAWS = 200


def forecast_drawn_cases() -> Iterator[tuple[str, list[Forecast]]]:
    """Yield one batch of forecasts."""
    with ProcessPoolExecutor() as pool:
        forecasts = list(pool.map(_forecast, range(N_CASES), chunksize=20))
    yield "Beliefs, truth and tactics all come from the model.", forecasts


def _forecast(number: int) -> Forecast:
    rng = np.random.default_rng([11, number])
    shape = rng.integers(2, 5, size=int(rng.integers(2, 8)))
    options = [tuple(Option(f"o{k}", f"o{k}") for k in range(n)) for n in shape]
    agenda = Agenda(tuple(Issue(f"i{k}", f"i{k}", options[k]) for k in range(len(shape))))
    n_exchanges = int(rng.choice([2, 4, 6, 10]))
    both = [_draw_belief(agenda, name, rng) for name in "ab"]
    # The last draw of each is the truth, and isn't among what is believed.
    believed = [belief.take(np.arange(N_DRAWS)) for belief in both]
    case = Case(
        id="drawn",
        title="Drawn",
        we_id="a",
        agenda=agenda,
        parties=(Party("a", "A"), Party("b", "B")),
        **with_exchanges(n_exchanges, number),
    )
    p = forecast_agreement(case, believed)
    happened = _happens(agenda, both, n_exchanges, rng)
    features = simple_features(believed, n_exchanges, agenda.n_packages)
    return Forecast(p, happened, features, str(number))


def _draw_belief(agenda: Agenda, party_id: str, rng: np.random.Generator) -> Belief:
    """Draw how narrow a belief is, where it lies, and its draws."""
    n_draws = N_DRAWS + 1
    centre = rng.dirichlet(np.ones(len(agenda)))
    weights = rng.dirichlet(centre * rng.choice([3.0, 10.0, 50.0]) + 0.05, n_draws)
    option_values = []
    for n_options in agenda.shape:
        values = rng.random(n_options) + rng.choice([0.1, 0.5]) * rng.random((n_draws, n_options))
        values -= values.min(axis=1, keepdims=True)
        option_values.append(values / values.max(axis=1, keepdims=True))
    reservation = np.clip(rng.normal(rng.uniform(0.2, 0.8), 0.08, n_draws), 0.0, 1.0)
    return Belief(party_id, weights, tuple(option_values), reservation)


def _happens(
    agenda: Agenda, both: list[Belief], n_exchanges: int, rng: np.random.Generator
) -> bool:
    """Play the meeting once, with the truth and one of the mixtures."""
    settings = ReadinessSettings()
    mixture = settings.mixtures[int(rng.integers(len(settings.mixtures)))]
    summit = SummitSettings(
        n_exchanges=n_exchanges,
        n_runs=1,
        seed=int(rng.integers(2**31)),
        tactics=(mixture,),
        p_walkout=settings.p_walkout,
    )
    route = RouteSettings(summit, p_gut=settings.p_gut)
    truth = np.full((1, 2), N_DRAWS, dtype=np.intp)
    (stage,) = play_route(Setting(agenda, tuple(both)), (), NOTHING_SETTLED, (), route, truth)
    return bool(stage.summits.is_agreed[0])
