"""The opponent models that NegMAS and NegoLog ship, each fed every offer once.

Needs `make .venv-bench/stamp`. NegMAS's usual wiring never calls the learning method of six of its
models, and calls that of others twice for each offer; here each model's own learning method is
called once for each offer, as the paper behind it has it. All of them are told our own preference,
which NegoLog's take as what to start from (each option as bad for the other as it is good for us).
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from benchmarks._counterpart_domains import Domain

Estimate = Callable[[Domain, int, NDArray[np.intp]], NDArray[np.float64]]
"""(domain, side of the bidder, offers[offer, issue]) -> value[outcome]."""

UPDATED = (
    "GCUHKFrequencyModel",
    "GFSEGABayesianModel",
    "GIAMhagglerBayesianModel",
    "GAgentLGModel",
    "GTheFawkesModel",
    "GInoxAgentModel",
)
"""NegMAS's models whose `update` its own negotiators never call."""
NOTIFIED = (
    "GHardHeadedFrequencyModel",
    "GSmithFrequencyModel",
    "GNashFrequencyModel",
    "GAgentXFrequencyModel",
    "GBayesianModel",
    "GScalableBayesianModel",
)
OWN = (
    "FrequencyLinearUFunModel",
    "ConcessionRatioUFunModel",
    "ValueDifferenceUFunModel",
    "KDEWeightUFunModel",
    "CandidateEliminationModel",
    "ZeroSumModel",
)
NEGOLOG = (
    "BayesianOpponentModel",
    "ClassicFrequencyOpponentModel",
    "ConflictBasedOpponentModel",
    "WindowedFrequencyOpponentModel",
)
N_ALL = 50
"""How many offers a bidder makes in all, by which NegoLog's models tell the time."""


def find_peers() -> dict[str, Estimate]:
    """Return name -> model of what is installed; empty without NegMAS."""
    try:
        import negmas.gb.components.genius.models as genius
        import negmas.gb.components.models as own
    except ImportError:
        return {}
    peers: dict[str, Estimate] = {}
    for name in (*NOTIFIED, *UPDATED):
        peers[f"NegMAS {name.removeprefix('G').removesuffix('Model')}"] = _negmas(
            getattr(genius, name), "update" if name in UPDATED else "on_partner_proposal"
        )
    for name in OWN:
        label = name.removesuffix("Model").removesuffix("UFun")
        peers[f"NegMAS {label}"] = _negmas(getattr(own, name), "on_partner_proposal")
    try:
        import negmas_negolog  # noqa: F401
        import nenv.OpponentModel
    except ImportError:
        return peers
    for name in NEGOLOG:
        label = name.removesuffix("OpponentModel")
        peers[f"NegoLog {label}"] = _negolog(getattr(nenv.OpponentModel, name))
    return peers


def _negmas(model_class: type, method: str) -> Estimate:
    def estimate(domain: Domain, side: int, offers: NDArray[np.intp]) -> NDArray[np.float64]:
        random.seed(1)  # its Bayesian model draws hypotheses
        ufun = _ufun(domain, 1 - side)
        model = model_class()
        mechanism = SimpleNamespace(outcome_space=ufun.outcome_space, n_negotiators=2)
        model.set_negotiator(_Negotiator(mechanism, ufun))
        model.on_preferences_changed([])
        for offer in offers:
            outcome = tuple(f"{option}" for option in offer)
            if method == "update":
                model.update(None, outcome, "them")
            else:
                model.on_partner_proposal(None, "them", outcome)
        return _by_options(domain, lambda row: float(model.eval(tuple(f"{o}" for o in row))))

    return estimate


class _Negotiator(SimpleNamespace):
    """As much of a negotiator as NegMAS's models look at."""

    def __init__(self, mechanism: SimpleNamespace, ufun: object) -> None:
        super().__init__(nmi=mechanism, ufun=ufun, private_info={})


def _ufun(domain: Domain, side: int) -> object:
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction

    preference = domain.preferences[side]
    issues = [
        make_issue([f"{option}" for option in range(n)], name=f"i{place}")
        for place, n in enumerate(domain.agenda.shape)
    ]
    values = [
        {f"{option}": value for option, value in enumerate(row)} for row in preference.option_values
    ]
    return LinearAdditiveUtilityFunction(
        values=values, weights=list(preference.weights), outcome_space=make_os(issues)
    )


def _negolog(model_class: type) -> Estimate:
    def estimate(domain: Domain, side: int, offers: NDArray[np.intp]) -> NDArray[np.float64]:
        from negmas_negolog import NegologPreferenceAdapter
        from nenv import Bid, Issue

        issues = [
            Issue(f"i{place}", [f"{option}" for option in range(n)])
            for place, n in enumerate(domain.agenda.shape)
        ]
        names = [issue.name for issue in issues]
        reference = NegologPreferenceAdapter(_ufun(domain, 1 - side), issues, names)
        model = model_class(reference)

        def bid(row: NDArray[np.intp]) -> object:
            return Bid({issue: f"{o}" for issue, o in zip(issues, row, strict=True)})

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for place, offer in enumerate(offers):
                made = bid(offer)
                made.utility = reference.get_utility(made)
                model.update(made, place / N_ALL)
        learnt = model.preference
        parts = [
            np.array([learnt[issue] * learnt[issue, value] for value in issue.values])
            for issue in issues
        ]
        return sum(part[domain.positions[:, i]] for i, part in enumerate(parts))

    return estimate


def _by_options(
    domain: Domain, evaluate: Callable[[NDArray[np.intp]], float]
) -> NDArray[np.float64]:
    """Value all outcomes through each option's part, after checking that the model is additive."""
    base = domain.positions[0]
    at_base = evaluate(base)
    values = np.full(len(domain.positions), at_base)
    for issue, n in enumerate(domain.agenda.shape):
        part = np.array([evaluate(_with(base, issue, option)) for option in range(n)]) - at_base
        values += part[domain.positions[:, issue]]
    for place in _spread(len(domain.positions)):
        if abs(evaluate(domain.positions[place]) - values[place]) > 1e-6:
            raise ValueError("this model isn't additive over issues")
    return values


def _with(row: NDArray[np.intp], issue: int, option: int) -> NDArray[np.intp]:
    changed = row.copy()
    changed[issue] = option
    return changed


def _spread(n: int) -> Iterator[int]:
    yield from range(0, n, max(1, n // 5))
