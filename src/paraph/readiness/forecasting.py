"""The principals' meeting played under each mixture of tactics that they may bargain by."""

from __future__ import annotations

from paraph.case import Case
from paraph.readiness.sensitivity import Assumptions
from paraph.readiness.settings import ReadinessSettings
from paraph.record import Level
from paraph.simulation import RouteSettings, Setting, Stage, SummitSettings, play_route

Stages = tuple[tuple[Stage, ...], ...]


def play_by_mixture(
    case: Case, base: Assumptions, settings: ReadinessSettings, n_meetings: int, n_runs: int
) -> Stages:
    """Play the route once for each mixture of tactics; stages[mixture][number of meetings]."""
    setting = Setting(case.agenda, base.beliefs, case.linkages)
    mandates = [case.party(belief.party_id).mandate for belief in base.beliefs]
    played = []
    for index, mixture in enumerate(settings.mixtures):
        summit = SummitSettings(
            n_exchanges=base.n_exchanges,
            n_runs=max(n_runs // len(settings.mixtures), 1),
            seed=case.settings.seed + index,
            tactics=(mixture,),
            p_walkout=settings.p_walkout,
        )
        route = RouteSettings(summit, settings.working_level, p_gut=base.p_gut)
        levels = [Level.WORKING] * n_meetings
        played.append(play_route(setting, mandates, base.settled, levels, route))
    return tuple(played)
