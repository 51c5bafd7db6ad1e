"""Packages to propose next: good for us, and likely to be acceptable to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paraph.advice.trades import Trade
from paraph.case import Case
from paraph.negotiation import Agenda, Belief, Estimate, Package, estimate_from

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
N_CORE = 3
N_PURPOSES = 3
CLEARLY = 0.02


@dataclass(frozen=True, slots=True)
class Proposal:
    """A package to propose: its value to us, how likely it is acceptable to them, and why.

    `p_accept` is the probability (0..1) that every counterpart holds the package at least
    as good as no agreement, with no red line crossed; that isn't yet a first-time "yes".
    `p_we_accept` is the same for us, over what is uncertain in our own stated preference.
    `purpose` says what the package is for; `core` names the open issues that weigh most with
    us, heaviest first; `needs_principal` those on which the package goes beyond what our
    staff may agree ad referendum.
    """

    package: Package
    our_value: Estimate
    p_accept: float
    p_we_accept: float
    purpose: str
    why: str
    trades: tuple[str, ...]
    needs_principal: tuple[str, ...]
    core: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Candidates:
    """Packages with what each is worth: one entry of each array per package."""

    packages: tuple[Package, ...]
    our_gain: Floats
    p_we_accept: Floats
    p_accept: Floats

    @property
    def expected_gain(self) -> Floats:
        return self.our_gain * self.p_accept


def choose_packages(
    agenda: Agenda, beliefs: Sequence[Belief], packages: Sequence[Package], *, our_floor: float
) -> tuple[tuple[str, Package], ...]:
    """Choose packages for three purposes: (purpose, package), most useful first.

    The *best bet* has the highest expected gain to us (gain over no agreement times the
    probability that they accept); the *safe* one is the likeliest to be accepted of those
    that keep half of that gain; the *ambitious* one gives us most of those whose expected
    gain is still half of the best. The safe and the ambitious one are named only where they
    are so by at least `CLEARLY`. Where these are fewer than three, an *alternative* joins
    them: the best of those that differ from all chosen on as many issues as can be, two at
    most. Only packages that we would take ourselves with a probability of at least
    `our_floor` come into question; none may be left.
    """
    found = _weigh(agenda, beliefs, packages)
    keep = np.flatnonzero((found.p_we_accept >= our_floor) & (found.our_gain > 0))
    if keep.size == 0:
        return ()
    expected = found.expected_gain
    best = int(keep[np.argmax(expected[keep])])
    if expected[best] <= 0:
        return ()
    safe_pool = keep[found.our_gain[keep] >= found.our_gain[best] / 2]
    bold_pool = keep[expected[keep] >= expected[best] / 2]
    safe = max(safe_pool, key=lambda i: (found.p_accept[i], found.our_gain[i]))
    bold = max(bold_pool, key=lambda i: (found.our_gain[i], found.p_accept[i]))
    chosen = {found.packages[best]: "best bet"}
    if found.p_accept[safe] >= found.p_accept[best] + CLEARLY:
        chosen.setdefault(found.packages[int(safe)], "safe")
    if found.our_gain[bold] >= found.our_gain[best] + CLEARLY:
        chosen.setdefault(found.packages[int(bold)], "ambitious")
    if len(chosen) < N_PURPOSES:
        for index in _alternatives(agenda, found, keep, tuple(chosen)):
            chosen[found.packages[index]] = "alternative"
    return tuple((purpose, package) for package, purpose in chosen.items())


def _alternatives(
    agenda: Agenda, found: _Candidates, keep: Indices, chosen: Sequence[Package]
) -> tuple[int, ...]:
    """The place of the best package unlike those chosen; empty where there is none."""
    positions = np.array([found.packages[index].positions(agenda) for index in keep])
    taken = np.array([package.positions(agenda) for package in chosen])
    unlike = (positions[:, None, :] != taken[None, :, :]).sum(axis=2).min(axis=1)
    expected = found.expected_gain[keep]
    far = (unlike == min(2, unlike.max())) | (unlike > 2)
    worthwhile = np.flatnonzero(far & (unlike > 0) & (expected > 0))
    if worthwhile.size == 0:
        return ()
    return (int(keep[worthwhile[np.argmax(expected[worthwhile])]]),)


def describe_proposal(
    case: Case,
    beliefs: Sequence[Belief],
    package: Package,
    *,
    purpose: str,
    trades: Sequence[Trade],
) -> Proposal:
    """Put a chosen package into a proposal, with its numbers and its reasons in words."""
    agenda, mandate = case.agenda, case.we.mandate
    positions = np.array([package.positions(agenda)], dtype=np.intp)
    ours, *theirs = beliefs
    p_accept = float(np.prod([b.accepts_at(agenda, positions).mean() for b in theirs]))
    used = [trade for trade in trades if _uses(package, trade)]
    return Proposal(
        package=package,
        our_value=estimate_from(ours.values_at(agenda, positions)[:, 0]),
        p_accept=p_accept,
        p_we_accept=float(ours.accepts_at(agenda, positions).mean()),
        purpose=purpose,
        why=_WHY[purpose],
        trades=tuple(trade.words for trade in used),
        core=_weightiest(agenda, ours, case.open_issue_ids),
        needs_principal=tuple(
            issue_id
            for issue_id in case.open_issue_ids
            if not mandate.lets_staff_agree(Package(((issue_id, package[issue_id]),)))
        ),
    )


def _weightiest(agenda: Agenda, ours: Belief, issue_ids: Sequence[str]) -> tuple[str, ...]:
    weights = ours.weights.mean(axis=0)
    ranked = sorted(issue_ids, key=lambda issue_id: -weights[agenda.position(issue_id)])
    return tuple(ranked[:N_CORE])


_WHY = {
    "best bet": "Of all packages considered, the highest gain to us over no agreement, "
    "weighed with how likely it is acceptable to them.",
    "safe": "The likeliest to be acceptable to them of those that keep at least half of the "
    "best bet's gain to us.",
    "alternative": "The highest expected gain of the packages that differ clearly from the "
    "others: something to turn to if they are refused.",
    "ambitious": "Gives us most, and is still likely enough to be worth at least half of "
    "the best bet; a place to start from.",
}


def _weigh(agenda: Agenda, beliefs: Sequence[Belief], packages: Sequence[Package]) -> _Candidates:
    positions = np.array([p.positions(agenda) for p in packages], dtype=np.intp)
    positions = positions.reshape(len(packages), len(agenda))
    ours, *theirs = beliefs
    gain = ours.values_at(agenda, positions).mean(axis=0) - ours.reservation.mean()
    p_accept = np.ones(len(packages))
    for belief in theirs:
        p_accept *= belief.accepts_at(agenda, positions).mean(axis=0)
    return _Candidates(
        packages=tuple(packages),
        our_gain=gain,
        p_we_accept=ours.accepts_at(agenda, positions).mean(axis=0),
        p_accept=p_accept,
    )


def _uses(package: Package, trade: Trade) -> bool:
    return (
        trade.give_issue in package
        and trade.get_issue in package
        and package[trade.give_issue] in trade.given_options
        and package[trade.get_issue] in trade.gotten_options
    )
