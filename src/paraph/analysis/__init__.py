"""Analysis: where agreement is possible, exactly, and how likely under what is believed."""

from paraph.analysis.counts import Count, CountSettings, count_acceptable, count_feasible
from paraph.analysis.frontiers import (
    Frontier,
    FrontierPoint,
    FrontierSettings,
    find_frontier,
)
from paraph.analysis.improvements import (
    Account,
    Change,
    Concession,
    compare_packages,
    find_cheapest_concessions,
    find_improvements,
    is_efficient,
    order_concessions,
)
from paraph.analysis.landings import (
    Landing,
    LandingPackage,
    LandingSettings,
    assess_package,
    estimate_landing,
)
from paraph.analysis.solutions import Solution, find_least_gain_solution, find_solutions
from paraph.analysis.ties import find_tied_packages
from paraph.analysis.zones import Zone, find_zone

__all__ = [
    "Account",
    "Change",
    "Concession",
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
    "compare_packages",
    "count_acceptable",
    "count_feasible",
    "estimate_landing",
    "find_cheapest_concessions",
    "find_frontier",
    "find_improvements",
    "find_least_gain_solution",
    "find_solutions",
    "find_tied_packages",
    "find_zone",
    "is_efficient",
    "order_concessions",
]
