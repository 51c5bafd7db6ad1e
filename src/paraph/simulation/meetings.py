"""A meeting of staff or ministers: limited exchanges, bound by mandates, ad referendum.

The delegations exchange proposals for whole packages, as informed as they are. An issue is
agreed ad referendum where their last proposals coincide on it (on all issues, where one
proposal was accepted) and every delegation holds a mandate to settle it so. They report back
what they learned (see `learning`). At a stated rate a meeting breaks down, with nothing
agreed or learned, or leaks, and then what it agreed doesn't hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from paraph.errors import InputError
from paraph.negotiation.beliefs import Floats, Indices
from paraph.simulation.constraints import Positions
from paraph.simulation.exchanges import Bargaining, Exchanges, bargain
from paraph.simulation.learning import Questioning, learn_from_answers
from paraph.simulation.powers import Powers
from paraph.simulation.situations import Situation
from paraph.simulation.table import Table, lay_table
from paraph.simulation.tactics import STAFF, TacticMixture


@dataclass(frozen=True, slots=True)
class MeetingSettings:
    """How a meeting below the principals goes.

    `n_exchanges`: proposals made, all sides together. `n_drafted`: on how many issues there
    is time to put into words what has become common ground. `n_answers`: questions that each side
    answers, with `reliability` (0.5 pure noise, 1 always true). `p_unknown_authority`: how
    often staff whose mandate isn't known turn out to hold one. `p_breakdown`, `p_leak`: the
    rates at which a meeting ends with nothing, or what it agreed is undone by publicity.
    """

    n_exchanges: int = 8
    n_drafted: int = 3
    tactics: TacticMixture = STAFF
    n_answers: int = 4
    reliability: float = 0.8
    p_unknown_authority: float = 0.5
    p_breakdown: float = 0.05
    p_leak: float = 0.05

    def __post_init__(self) -> None:
        if self.n_exchanges < 1 or self.n_answers < 0:
            raise InputError("a meeting needs at least one exchange, and no negative questions")
        if not 0.5 <= self.reliability < 1:
            raise InputError(f"reliability lies in 0.5 to under 1, not {self.reliability:g}")
        for rate in (self.p_unknown_authority, self.p_breakdown, self.p_leak):
            if not 0 <= rate <= 1:
                raise InputError(f"a probability lies in 0..1, not {rate:g}")


def hold_meeting(
    situation: Situation, powers: Powers, settings: MeetingSettings, rng: np.random.Generator
) -> Situation:
    """Play one meeting in every run, and return where things stand after it."""
    table = lay_table(situation, rng, powers.may_say if powers.is_bound else None)
    mixture = settings.tactics
    chosen = rng.choice(len(mixture.tactics), size=situation.draws.shape, p=mixture.shares)
    played = bargain(table, mixture.tactics, chosen, Exchanges(settings.n_exchanges), rng)
    lots = rng.random((2, situation.n_runs))
    breaks, leaks = lots[0] < settings.p_breakdown, lots[1] < settings.p_leak
    common = _find_common_ground(table, played, powers)
    common = _draft(np.where(situation.settled < 0, common, -1), settings.n_drafted, rng)
    keeps = ~breaks & ~leaks
    settled = np.where((situation.settled < 0) & keeps[:, None], common, situation.settled)
    knowledge = []
    for party in range(situation.setting.n_parties):
        learned = _report(situation, table, played.last, party, settings, rng)
        before = situation.knowledge[party]
        equal = np.full_like(learned, 1.0 / learned.shape[1])
        knowledge.append(np.where(breaks[:, None], equal if before is None else before, learned))
    return replace(situation, settled=settled, knowledge=tuple(knowledge))


def _find_common_ground(table: Table, played: Bargaining, powers: Powers) -> Indices:
    """Return common[run, issue]: the option that all agreed on and may settle, -1 where none."""
    runs = np.arange(len(played.agreed))
    n_parties = played.last.shape[1]
    sides = []
    for party in range(n_parties):
        package = np.where(played.agreed >= 0, played.agreed, played.last[:, party])
        said = table.positions_at(runs, np.maximum(package, 0)).astype(np.intp)
        sides.append(np.where(package[:, None] >= 0, said, -1 - party))
    common = sides[0]
    for side in sides[1:]:
        common = np.where(side == common, common, -1)
    common = np.where(common >= 0, common, -1)
    for issue, may_settle in enumerate(powers.may_settle):
        option = np.maximum(common[:, issue], 0)
        may = np.logical_and.reduce(may_settle[runs, :, option], axis=1)
        common[:, issue] = np.where(may, common[:, issue], -1)
    return common


def _draft(common: Indices, n_drafted: int, rng: np.random.Generator) -> Indices:
    """Keep so many of the issues on which there is common ground, taken by lot."""
    lots = np.where(common >= 0, rng.random(common.shape), 2.0)
    place = lots.argsort(axis=1).argsort(axis=1)
    return np.where(place < n_drafted, common, -1)


def _report(
    situation: Situation,
    table: Table,
    last: Indices,
    party: int,
    settings: MeetingSettings,
    rng: np.random.Generator,
) -> Floats:
    """Return what the others know of a party after asking it about packages on the table."""
    shape = (situation.n_runs, settings.n_answers)
    first, second = (rng.integers(table.n_packages, size=shape) for _ in range(2))
    if settings.n_answers and last.shape[1] == 2:
        # The first question is what everybody asks: your proposal, or ours?
        has_both = (last >= 0).all(axis=1)
        first[has_both, 0], second[has_both, 0] = last[has_both, 0], last[has_both, 1]
    asked = Questioning(
        first=_positions(table, first),
        second=_positions(table, second),
        is_true=rng.random(shape) < settings.reliability,
        reliability=settings.reliability,
    )
    return learn_from_answers(
        situation.setting.agenda,
        situation.setting.beliefs[party],
        situation.draws[:, party],
        situation.knowledge[party],
        asked,
    )


def _positions(table: Table, packages: Indices) -> Positions:
    n_runs, n_questions = packages.shape
    runs = np.repeat(np.arange(n_runs), n_questions)
    found: Positions = table.positions_at(runs, packages.ravel()).reshape(n_runs, n_questions, -1)
    return found
