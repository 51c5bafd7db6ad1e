"""The nouns of a negotiation: parties, mandates, issues, options, packages, preferences."""

from paraph.negotiation.beliefs import Belief, Estimate, estimate_from
from paraph.negotiation.constraints import AtMost, Condition, IfThen, Linkage, RedLine
from paraph.negotiation.issues import Agenda, Issue, Option, numeric_issue
from paraph.negotiation.mandates import Authority, Mandate, MandateItem
from paraph.negotiation.packages import NOTHING_SETTLED, Package, package_at, package_of
from paraph.negotiation.parties import Definition, Party, Person, Term
from paraph.negotiation.preferences import (
    Choice,
    Comparative,
    Direction,
    EqualAnswer,
    Importance,
    Interaction,
    Interval,
    LikeLastTime,
    Preference,
    Recalled,
    RecalledValues,
    RecalledWeights,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
)
from paraph.negotiation.problem import Problem
from paraph.negotiation.tolerance import tolerance_of

__all__ = [
    "NOTHING_SETTLED",
    "Agenda",
    "AtMost",
    "Authority",
    "Belief",
    "Choice",
    "Comparative",
    "Condition",
    "Definition",
    "Direction",
    "EqualAnswer",
    "Estimate",
    "IfThen",
    "Importance",
    "Interaction",
    "Interval",
    "Issue",
    "LikeLastTime",
    "Linkage",
    "Mandate",
    "MandateItem",
    "Option",
    "Package",
    "Party",
    "Person",
    "Preference",
    "Problem",
    "Recalled",
    "RecalledValues",
    "RecalledWeights",
    "RedLine",
    "StatedImportance",
    "StatedPreference",
    "StatedReservation",
    "StatedValues",
    "Term",
    "estimate_from",
    "numeric_issue",
    "package_at",
    "package_of",
    "tolerance_of",
]
