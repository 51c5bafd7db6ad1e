"""The whole route: meetings of staff and ministers, then the principals' meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from paraph.negotiation import Mandate, Package
from paraph.negotiation.beliefs import Flags, Indices
from paraph.record import Level
from paraph.simulation.meetings import MeetingSettings, hold_meeting
from paraph.simulation.powers import Powers, powers_at
from paraph.simulation.situations import (
    Setting,
    Situation,
    open_situation,
    situation_at,
    with_equal_knowledge,
)
from paraph.simulation.summits import Summits, SummitSettings, draw_tactics, play_summits_from
from paraph.simulation.tactics import GUT, TacticMixture

_RUNS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class RouteSettings:
    """How the route is played.

    `summit` holds the number of runs and the seed. `p_gut` (0..1): how often a principal pays
    no heed to staff: it then bargains by the mixture `gut`, knows nothing of what staff
    learned, and with `p_reopen` takes nothing that was agreed ad referendum as agreed.
    `p_stands`: how often an offer that a delegation made earlier may still be taken up when the
    principals have found nothing better; never where one of them pays no heed to staff.
    """

    summit: SummitSettings = field(default_factory=SummitSettings)
    meeting: MeetingSettings = field(default_factory=MeetingSettings)
    p_gut: float = 0.0
    gut: TacticMixture = GUT
    p_reopen: float = 0.25
    p_stands: float = 0.75


@dataclass(frozen=True, eq=False)
class Stage:
    """The principals' meeting as it would go after so many meetings below it.

    `n_settled[run]`: issues settled when it opens; `is_gut[run, party]`: the principal pays no
    heed to staff.
    """

    n_meetings: int
    summits: Summits
    n_settled: Indices
    is_gut: Flags


def play_route(
    setting: Setting,
    mandates: Sequence[Mandate],
    settled: Package,
    levels: Sequence[Level],
    settings: RouteSettings,
    draws: Indices | None = None,
) -> tuple[Stage, ...]:
    """Play the principals' meeting after none, one, … all of the meetings at these levels.

    The same runs go through all stages, with the same preferences and tactics, so that the
    stages differ by what the meetings did and by little else. `draws[run, party]` says which
    draws of the beliefs are true; None: each as often as any other.
    """
    rng = np.random.default_rng(settings.summit.seed)
    if draws is None:
        situation = open_situation(setting, settled, settings.summit.n_runs, rng)
    else:
        situation = situation_at(setting, settled, draws)
    situation = with_equal_knowledge(situation)
    shape = (*situation.draws.shape, len(setting.agenda))
    has_unknown = rng.random(shape) < settings.meeting.p_unknown_authority
    is_gut = rng.random(situation.draws.shape) < settings.p_gut
    is_reopened = is_gut.any(axis=1) & (rng.random(situation.n_runs) < settings.p_reopen)
    lots = np.random.default_rng([settings.summit.seed, 3]).random(situation.stands.shape)
    stands = (lots < settings.p_stands) & ~is_gut.any(axis=1, keepdims=True)
    situation = replace(situation, stands=stands)
    mixtures = settings.summit.tactics
    tactics = draw_tactics(mixtures, situation.draws.shape, rng)
    n_known = sum(len(mixture.tactics) for mixture in mixtures)
    by_gut = n_known + draw_tactics((settings.gut,), situation.draws.shape, rng)
    tactics = np.where(is_gut, by_gut, tactics)
    principals = replace(settings.summit, tactics=(*mixtures, settings.gut))
    stages = []
    for n_meetings in range(len(levels) + 1):
        before = _as_principals_see_it(situation, is_gut, is_reopened)
        summits = play_summits_from(before, principals, tactics)
        n_settled = (before.settled >= 0).sum(axis=1)
        stages.append(Stage(n_meetings, summits, n_settled, is_gut))
        if n_meetings < len(levels):
            powers = powers_at(setting.agenda, mandates, levels[n_meetings], has_unknown)
            situation = _hold_in_batches(situation, powers, settings.meeting, rng)
    return tuple(stages)


def _as_principals_see_it(situation: Situation, is_gut: Flags, is_reopened: Flags) -> Situation:
    knowledge = []
    for party, held in enumerate(situation.knowledge):
        others = [other for other in range(is_gut.shape[1]) if other != party]
        ignores: Flags = np.logical_and.reduce(is_gut[:, others], axis=1)
        if held is not None:
            held = np.where(ignores[:, None], 1.0 / held.shape[1], held)
        knowledge.append(held)
    settled = np.where(is_reopened[:, None], -1, situation.settled)
    return replace(situation, settled=settled, knowledge=tuple(knowledge))


def _hold_in_batches(
    situation: Situation, powers: Powers, settings: MeetingSettings, rng: np.random.Generator
) -> Situation:
    held = []
    for first in range(0, situation.n_runs, _RUNS_AT_ONCE):
        runs = slice(first, first + _RUNS_AT_ONCE)
        held.append(hold_meeting(situation.take(runs), powers.take(runs), settings, rng))
    knowledge = zip(*(part.knowledge for part in held), strict=True)
    return replace(
        situation,
        settled=np.concatenate([part.settled for part in held]),
        knowledge=tuple(np.concatenate([k for k in ks if k is not None]) for ks in knowledge),
    )
