"""Analysis: where agreement is possible, exactly, and how likely under what is believed."""

from paraph.analysis.counts import Count, CountSettings, count_acceptable, count_feasible
from paraph.analysis.frontiers import (
    Frontier,
    FrontierPoint,
    FrontierSettings,
    find_frontier,
)
from paraph.analysis.landings import (
    Landing,
    LandingPackage,
    LandingSettings,
    assess_package,
    estimate_landing,
)
from paraph.analysis.solutions import Solution, find_least_gain_solution, find_solutions
from paraph.analysis.zones import Zone, find_zone

__all__ = [
    "Count",
    "CountSettings",
    "Frontier",
    "FrontierPoint",
    "FrontierSettings",
    "Landing",
    "LandingPackage",
    "LandingSettings",
    "Solution",
    "Zone",
    "assess_package",
    "count_acceptable",
    "count_feasible",
    "estimate_landing",
    "find_frontier",
    "find_least_gain_solution",
    "find_solutions",
    "find_zone",
]
