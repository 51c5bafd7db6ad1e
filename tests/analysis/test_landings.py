"""Where it can land when preferences are only believed."""

import tracemalloc
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from paraph.analysis import LandingSettings, assess_package, candidates, estimate_landing
from paraph.errors import InputError
from paraph.negotiation import (
    NOTHING_SETTLED,
    Belief,
    Condition,
    IfThen,
    Interaction,
    RedLine,
    package_at,
    package_of,
)
from tests.analysis.problems import agenda_of, dominates

AGENDA = agenda_of([3, 2, 3])


def belief_of(party_id: str, seed: int, n_draws: int = 60, reservation: float = 0.5) -> Belief:
    rng = np.random.default_rng(seed)
    return Belief(
        party_id=party_id,
        weights=rng.dirichlet(np.ones(3), n_draws),
        option_values=tuple(rng.random((n_draws, n_options)) for n_options in AGENDA.shape),
        reservation=np.full(n_draws, reservation),
        interactions=(Interaction((Condition("i0", ("o1",)), Condition("i2", ("o0",))), 0.2),),
        red_lines=(RedLine((Condition("i1", ("o1",)), Condition("i2", ("o2",)))),),
        red_line_holds=rng.random((n_draws, 1)) < 0.5,
    )


LINKAGES = (IfThen((Condition("i0", ("o0",)),), (Condition("i1", ("o0",)),)),)
EVERY = LandingSettings(n_candidates=1000, n_packages=1000)


def same_draws(beliefs: list[Belief]) -> list[Belief]:
    """The beliefs as the landing pairs them: draws in random order from the seed."""
    rng = np.random.default_rng(1)
    return [belief.take(rng.permutation(belief.n_draws)) for belief in beliefs]


@pytest.mark.parametrize("n_parties", [2, 3, 4])
@pytest.mark.parametrize("n_draws_solved", [1000, 5])
def test_probabilities_are_what_solving_every_draw_by_hand_gives(
    n_parties: int, n_draws_solved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_MOST_POINTS", 10**6 if n_draws_solved > 5 else 100)
    monkeypatch.setattr(candidates, "_FIRST_DRAWS", n_draws_solved)
    beliefs = [belief_of(f"p{place}", seed=place) for place in range(n_parties)]
    landing = estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=1, settings=EVERY)
    rows = np.array(list(product(*map(range, AGENDA.shape))))
    packages = [package_at(AGENDA, row) for row in rows]
    allowed = [all(linkage.allows(package) for linkage in LINKAGES) for package in packages]
    paired = same_draws(beliefs)
    values = np.stack([belief.values_at(AGENDA, rows) for belief in paired], axis=2)
    accepts = np.stack([belief.accepts_at(AGENDA, rows) for belief in paired], axis=2)
    is_acceptable = accepts.all(axis=2) & np.array(allowed)
    assert landing.p_zone.mid == is_acceptable.any(axis=1).mean()
    assert landing.n_draws == 60
    for found in landing.packages:
        place = packages.index(found.package)
        assert found.p_acceptable == is_acceptable[:, place].mean()
        assert found.p_accept == tuple(accepts[:, place].mean(axis=0))
        is_efficient = [
            is_acceptable[draw, place]
            and not any(
                dominates(values[draw, other], values[draw, place])
                for other in np.flatnonzero(is_acceptable[draw])
            )
            for draw in range(60)
        ]
        assert found.p_efficient == np.mean(is_efficient)
        assert found.our_value.mid == pytest.approx(np.median(values[:, place, 0]), abs=1e-9)


def test_the_best_packages_come_first_and_the_robust_ones_are_named() -> None:
    beliefs = [belief_of("us", 1), belief_of("them", 2)]
    landing = estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=1)
    chances = [found.p_acceptable for found in landing.packages]
    assert chances == sorted(chances, reverse=True)
    robust = [p.package for p in landing.packages if p.p_acceptable >= landing.robust_at]
    assert list(landing.robust[: len(robust)]) == robust
    assert landing.n_candidates == len(landing.cloud)


def test_the_same_seed_gives_the_same_landing() -> None:
    beliefs = [belief_of("us", 1), belief_of("them", 2, n_draws=40)]
    first = estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=4)
    assert first == estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=4)
    assert first.n_draws == 60
    other = estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=5)
    assert other.digest != first.digest


def test_what_is_settled_stays() -> None:
    beliefs = [belief_of("us", 1), belief_of("them", 2)]
    settled = package_of({"i0": "o2"})
    landing = estimate_landing(AGENDA, beliefs, LINKAGES, settled, seed=1)
    assert {found.package["i0"] for found in landing.packages} == {"o2"}


def test_no_zone_in_any_draw_is_said() -> None:
    beliefs = [belief_of("us", 1, reservation=2.0), belief_of("them", 2)]
    landing = estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=1)
    assert landing.p_zone.mid == 0
    assert 0 == landing.p_zone.low < landing.p_zone.high < 0.06
    assert landing.packages == landing.robust == landing.cloud == ()


def test_one_package_can_be_assessed() -> None:
    beliefs = [belief_of("us", 1), belief_of("them", 2)]
    landing = estimate_landing(AGENDA, beliefs, LINKAGES, NOTHING_SETTLED, seed=1)
    best = landing.packages[0]
    assert assess_package(AGENDA, beliefs, LINKAGES, best.package, seed=1) == best
    broken = package_of({"i0": "o0", "i1": "o1", "i2": "o0"})
    with pytest.raises(InputError, match="linkage"):
        assess_package(AGENDA, beliefs, LINKAGES, broken)
    with pytest.raises(InputError, match="complete"):
        assess_package(AGENDA, beliefs, LINKAGES, package_of({"i0": "o0"}))


def wide_beliefs(n_parties: int, n_draws: int, shape: tuple[int, ...]) -> list[Belief]:
    rng = np.random.default_rng(7)
    return [
        Belief(
            f"p{party}",
            rng.dirichlet(30 * rng.dirichlet(np.ones(len(shape))) + 0.1, n_draws),
            tuple(rng.random((n_draws, n_options)) for n_options in shape),
            rng.uniform(0.4, 0.6, n_draws),
        )
        for party in range(n_parties)
    ]


def test_what_was_solved_and_asked_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_MOST_POINTS", 20_000)
    monkeypatch.setattr(candidates, "_MOST_HELD", 1_000)
    beliefs, agenda = wide_beliefs(3, 300, (4,) * 7), agenda_of((4,) * 7)
    landing = estimate_landing(agenda, beliefs, (), NOTHING_SETTLED, seed=1)
    solved = int(landing.method.split("frontiers of ")[1].split(" of ")[0])
    assert solved < 300
    assert "of 300 draws" in landing.method
    asked = int(landing.method.split("efficiency in ")[1].split(",")[0])
    assert 10 <= asked < 300
    assert landing.method.endswith("exact")
    best = landing.packages[0]
    # Of one package alone every draw is asked, of forty packages fewer.
    alone = assess_package(agenda, beliefs, (), best.package, seed=1)
    assert alone.p_acceptable == best.p_acceptable
    assert alone.p_efficient == pytest.approx(best.p_efficient, abs=0.1)


def test_a_zone_that_is_rare_among_draws_is_found() -> None:
    beliefs, agenda = wide_beliefs(3, 400, (4,) * 7), agenda_of((4,) * 7)
    rare = replace(beliefs[0], reservation=np.where(np.arange(400) < 3, 0.1, 2.0))
    landing = estimate_landing(agenda, [rare, *beliefs[1:]], (), NOTHING_SETTLED, seed=1)
    assert landing.p_zone.mid == 3 / 400
    assert landing.packages


@pytest.mark.slow
def test_many_issues_and_draws_stay_within_memory() -> None:
    beliefs, agenda = wide_beliefs(2, 1000, (5,) * 30), agenda_of((5,) * 30)
    tracemalloc.start()
    estimate_landing(agenda, beliefs, (), NOTHING_SETTLED, seed=1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 250e6
