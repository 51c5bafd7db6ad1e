"""What to propose next, what to trade for what, and why."""

from paraph.advice.advising import Advice, AdviceSettings, advise
from paraph.advice.proposals import Proposal
from paraph.advice.trades import Trade, find_common_ground, find_trades

__all__ = [
    "Advice",
    "AdviceSettings",
    "Proposal",
    "Trade",
    "advise",
    "find_common_ground",
    "find_trades",
]
