"""The principals' meeting played under each mixture of tactics that they may bargain by."""

from __future__ import annotations

from paraph.case import Case
from paraph.negotiation import Package
from paraph.readiness.sensitivity import Assumptions
from paraph.readiness.settings import ReadinessSettings
from paraph.record import Level, MoveKind
from paraph.simulation import (
    RouteSettings,
    Setting,
    Stage,
    StandingOffer,
    SummitSettings,
    play_route,
)

Stages = tuple[tuple[Stage, ...], ...]


def play_by_mixture(
    case: Case, base: Assumptions, settings: ReadinessSettings, n_meetings: int, n_runs: int
) -> Stages:
    """Play the route once for each mixture of tactics; stages[mixture][number of meetings]."""
    setting = Setting(case.agenda, base.beliefs, case.linkages, find_standing(case))
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
        route = RouteSettings(
            summit, settings.working_level, p_gut=base.p_gut, p_stands=settings.p_stands
        )
        levels = [Level.WORKING] * n_meetings
        played.append(play_route(setting, mandates, base.settled, levels, route))
    return tuple(played)


def find_standing(case: Case) -> tuple[StandingOffer, ...]:
    """Return the packages proposed or accepted on record, in the order in which each came last.

    One that a party has rejected since, on record, stands no more.
    """
    bound: dict[Package, set[str]] = {}
    for session in case.sessions:
        for move in session.moves:
            if move.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT) and move.package.choices:
                party_ids = bound.pop(move.package, set())
                bound[move.package] = party_ids | {move.party_id}
            elif move.kind is MoveKind.REJECT:
                bound.pop(move.package, None)
    return tuple(StandingOffer(package, tuple(sorted(ids))) for package, ids in bound.items())
