"""What the probability of agreement hangs on, among the things that aren't known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from paraph.case import Case
from paraph.negotiation import Belief
from paraph.negotiation.beliefs import Flags
from paraph.readiness.findings import Driver
from paraph.simulation import Concession, Stage, Tactic, TacticMixture

_LEAST_RUNS = 25
_N_DRIVERS = 6
_FIRM_FROM = 2.0
_HOLDING_FROM = 0.5


def find_drivers(
    case: Case,
    beliefs: Sequence[Belief],
    stages: Sequence[Stage],
    mixtures: Sequence[TacticMixture],
) -> tuple[Driver, ...]:
    """Return the circumstances that change the probability of agreement most.

    Each is true in some of the runs: what a party wants, what it would do without agreement,
    how its principal bargains. Only differences of over two standard errors are named.
    """
    is_agreed = np.concatenate([stage.summits.is_agreed for stage in stages])
    found = []
    for description, is_so in _circumstances(case, beliefs, stages, mixtures):
        n_with, n_without = int(is_so.sum()), int((~is_so).sum())
        if min(n_with, n_without) < _LEAST_RUNS:
            continue
        p_with, p_without = float(is_agreed[is_so].mean()), float(is_agreed[~is_so].mean())
        error = np.sqrt(p_with * (1 - p_with) / n_with + p_without * (1 - p_without) / n_without)
        if abs(p_with - p_without) > 2 * error:
            found.append(Driver(description, p_with, p_without))
    found.sort(key=lambda driver: -abs(driver.p_with - driver.p_without))
    return tuple(found[:_N_DRIVERS])


def _circumstances(
    case: Case,
    beliefs: Sequence[Belief],
    stages: Sequence[Stage],
    mixtures: Sequence[TacticMixture],
) -> Iterator[tuple[str, Flags]]:
    """Yield each circumstance in words, with is_so[run] over all stages joined."""
    draws = np.concatenate([stage.summits.draws for stage in stages])
    is_gut = np.concatenate([stage.is_gut for stage in stages])
    is_firm = _of_tactics(stages, mixtures, _comes_down_late)
    holds_out = _of_tactics(stages, mixtures, _holds_out)
    for place, belief in enumerate(beliefs):
        party = case.party(belief.party_id)
        principal = party.principal or party.name
        own = draws[:, place]
        yield f"{principal} pays no heed to staff", is_gut[:, place]
        firm = is_firm[:, place] & ~is_gut[:, place]
        yield f"{principal} comes down late or not at all", firm
        holding = holds_out[:, place] & ~is_gut[:, place]
        yield f"{principal} holds out for half of what there is to gain, or more", holding
        middle = np.median(belief.reservation)
        is_better = belief.reservation[own] > middle
        yield f"{party.name} does better without agreement than we think", is_better
        assert belief.red_line_holds is not None
        for index, line in enumerate(belief.red_lines):
            reason = line.reason or ", ".join(line.issue_ids)
            yield f"{party.name} means its red line: {reason}", belief.red_line_holds[own, index]
        for issue_id in case.open_issue_ids:
            issue = case.agenda.position(issue_id)
            weight = belief.weights[:, issue]
            label = case.agenda.issues[issue].label
            cares = f"{label} matters more to {party.name} than we think"
            yield cares, weight[own] > np.median(weight)


def _of_tactics(
    stages: Sequence[Stage],
    mixtures: Sequence[TacticMixture],
    is_so: Callable[[Tactic], bool],
) -> Flags:
    """Return is_so[run, party] over all stages joined; not so of tactics outside the mixtures."""
    parts = []
    for stage, mixture in zip(stages, mixtures, strict=True):
        flags = np.array([*map(is_so, mixture.tactics), False])
        parts.append(flags[np.minimum(stage.summits.tactics, len(mixture.tactics))])
    return np.concatenate(parts)


def _comes_down_late(tactic: Tactic) -> bool:
    is_late = tactic.concession is Concession.TIME and tactic.exponent >= _FIRM_FROM
    return tactic.concession is Concession.FIRM or is_late


def _holds_out(tactic: Tactic) -> bool:
    return tactic.concession is Concession.FIRM or tactic.least >= _HOLDING_FROM
