"""Which assumption, if it is wrong, turns the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from paraph.case import Case
from paraph.negotiation import NOTHING_SETTLED, Belief, Package

_N_RED_LINES = 4


@dataclass(frozen=True, eq=False)
class Assumptions:
    """What an assessment rests on, and what may be changed in it to see what follows."""

    beliefs: tuple[Belief, ...]
    settled: Package
    n_exchanges: int
    p_gut: float


@dataclass(frozen=True, eq=False)
class Variation:
    """One assumption changed."""

    assumption: str
    change: str
    assumptions: Assumptions


def vary(case: Case, base: Assumptions, seed: int) -> Iterator[Variation]:
    """Yield the assumptions, each with one of them changed."""
    for place, belief in enumerate(base.beliefs):
        name = case.party(belief.party_id).name
        yield from _vary_red_lines(base, place, name)
        for share, words in ((0.1, "worse"), (0.9, "better")):
            worth = np.quantile(belief.reservation, share)
            changed = replace(belief, reservation=np.full(belief.n_draws, worth))
            yield Variation(
                f"value of no agreement to {name}",
                f"{name} does {words} without agreement (worth {worth:.2f} to it)",
                _with_belief(base, place, changed),
            )
        if belief.party_id != case.we_id:
            rng = np.random.default_rng([seed, place])
            weights = rng.dirichlet(np.ones(len(case.agenda)), size=belief.n_draws)
            yield Variation(
                f"what matters to {name}",
                f"it isn't known what matters to {name}",
                _with_belief(base, place, replace(belief, weights=weights)),
            )
    yield from _vary_meeting(base)


def _vary_red_lines(base: Assumptions, place: int, name: str) -> Iterator[Variation]:
    belief = base.beliefs[place]
    assert belief.red_line_holds is not None
    for index, line in enumerate(belief.red_lines[:_N_RED_LINES]):
        holds = belief.red_line_holds.copy()
        holds[:, index] = False
        reason = line.reason or ", ".join(line.issue_ids)
        yield Variation(
            f"red line of {name}: {reason}",
            f"{name} gives up its red line: {reason}",
            _with_belief(base, place, replace(belief, red_line_holds=holds)),
        )


def _vary_meeting(base: Assumptions) -> Iterator[Variation]:
    halved = max(base.n_exchanges // 2, 1)
    yield Variation(
        "time of the principals",
        f"the principals trade {halved} proposals instead of {base.n_exchanges}",
        replace(base, n_exchanges=halved),
    )
    yield Variation(
        "time of the principals",
        f"the principals trade {2 * base.n_exchanges} proposals instead of {base.n_exchanges}",
        replace(base, n_exchanges=2 * base.n_exchanges),
    )
    yield Variation(
        "heed paid to staff",
        "no principal pays heed to staff",
        replace(base, p_gut=1.0),
    )
    if len(base.settled):
        yield Variation(
            "what is agreed ad referendum",
            "nothing agreed ad referendum holds",
            replace(base, settled=NOTHING_SETTLED),
        )


def _with_belief(base: Assumptions, place: int, belief: Belief) -> Assumptions:
    beliefs: Sequence[Belief] = base.beliefs
    changed = tuple(belief if index == place else b for index, b in enumerate(beliefs))
    return replace(base, beliefs=changed)
