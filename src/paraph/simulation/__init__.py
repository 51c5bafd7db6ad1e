"""Bargaining tactics, and meetings of all levels played many times at once."""

from paraph.simulation.meetings import MeetingSettings
from paraph.simulation.routes import RouteSettings, Stage, play_route
from paraph.simulation.situations import Setting, StandingOffer
from paraph.simulation.summits import Summits, SummitSettings, play_summits
from paraph.simulation.tactics import (
    BALANCED,
    GUT,
    INFORMED,
    RECIPROCAL,
    STAFF,
    TOUGH,
    YIELDING,
    Choice,
    Concession,
    Tactic,
    TacticMixture,
    blend,
    only,
)

__all__ = [
    "BALANCED",
    "GUT",
    "INFORMED",
    "RECIPROCAL",
    "STAFF",
    "TOUGH",
    "YIELDING",
    "Choice",
    "Concession",
    "MeetingSettings",
    "RouteSettings",
    "Setting",
    "Stage",
    "StandingOffer",
    "SummitSettings",
    "Summits",
    "Tactic",
    "TacticMixture",
    "blend",
    "only",
    "play_route",
    "play_summits",
]
