"""Trades: what matters less to us for what matters more (logrolling).

Weights of two parties are never compared with each other. What is compared is each
party's own rate of exchange between two issues: the ratio of what is at stake for it in
the one to what is at stake for it in the other. A trade pays both sides where the rates
differ (Raiffa 1982, chapters 10 and 11; Froman and Cohen 1970 on logrolling).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from paraph.negotiation import Agenda, Belief

Floats = NDArray[np.float64]
N_TRADES = 5


@dataclass(frozen=True, slots=True)
class Trade:
    """Give on one issue, get on another: better for both sides with probability `p_pays`.

    `given_options` are the options of `give_issue` that they like better than our
    favourite; `gotten_options` those of `get_issue` that we like better than theirs.
    """

    party_id: str
    give_issue: str
    get_issue: str
    given_options: tuple[str, ...]
    gotten_options: tuple[str, ...]
    p_pays: float
    give: str
    get: str
    words: str


@dataclass(frozen=True)
class _Stakes:
    """One party's stakes: swing[draw, issue] between its own favourite and the other's."""

    swing: Floats
    favourite: tuple[int, ...]


def find_trades(
    agenda: Agenda,
    ours: Belief,
    theirs: Belief,
    issue_ids: Sequence[str],
    *,
    their_name: str,
    at_least: float,
) -> tuple[Trade, ...]:
    """Find the trades between open issues that pay both sides, surest first.

    Only issues on which the sides want different things come into question. `at_least` is
    the lowest probability (0..1) at which a trade is named; each issue is given at most
    once and got at most twice, so that the list shows different trades, `N_TRADES` at most.
    """
    ours_at, theirs_at = _stakes(ours, theirs), _stakes(theirs, ours)
    contested = [
        index
        for index in (agenda.position(issue_id) for issue_id in issue_ids)
        if ours_at.favourite[index] != theirs_at.favourite[index]
    ]
    n = min(ours.n_draws, theirs.n_draws)
    ranked = []
    for give, get in permutations(contested, 2):
        us, them = ours_at.swing[:n], theirs_at.swing[:n]
        pays = us[:, get] * them[:, give] > us[:, give] * them[:, get]
        ranked.append((float(pays.mean()), give, get))
    ranked.sort(key=lambda row: (-row[0], row[1], row[2]))
    chosen: list[tuple[float, int, int]] = []
    for p_pays, give, get in ranked:
        is_new = all(give != g for _, g, _ in chosen)
        n_got = sum(get == g for _, _, g in chosen)
        if p_pays >= at_least and is_new and n_got < 2 and len(chosen) < N_TRADES:
            chosen.append((p_pays, give, get))
    return tuple(_trade(agenda, ours, theirs, row, their_name) for row in chosen)


def find_common_ground(
    agenda: Agenda, beliefs: Sequence[Belief], issue_ids: Sequence[str], *, at_least: float
) -> tuple[tuple[str, str, float], ...]:
    """Find open issues on which all sides probably want the same option.

    Returns (issue id, option id, probability 0..1 that it is everybody's favourite).
    """
    shared = []
    for issue_id in issue_ids:
        index = agenda.position(issue_id)
        n_options = len(agenda.issues[index].options)
        p_same = np.ones(n_options)
        for belief in beliefs:
            favourites = belief.option_values[index].argmax(axis=1)
            p_same *= np.bincount(favourites, minlength=n_options) / belief.n_draws
        best = int(p_same.argmax())
        if p_same[best] >= at_least:
            option = agenda.issues[index].options[best]
            shared.append((issue_id, option.id, float(p_same[best])))
    return tuple(sorted(shared, key=lambda row: -row[2]))


def _stakes(own: Belief, other: Belief) -> _Stakes:
    swings, favourites = [], []
    for part, other_part in zip(own.part_values(), other.part_values(), strict=True):
        favourite = int(part.mean(axis=0).argmax())
        other_favourite = int(other_part.mean(axis=0).argmax())
        swings.append(np.maximum(part[:, favourite] - part[:, other_favourite], 0.0))
        favourites.append(favourite)
    return _Stakes(swing=np.stack(swings, axis=1), favourite=tuple(favourites))


def _trade(
    agenda: Agenda, ours: Belief, theirs: Belief, row: tuple[float, int, int], their_name: str
) -> Trade:
    p_pays, give, get = row
    give_issue, get_issue = agenda.issues[give], agenda.issues[get]
    give_label, get_label = give_issue.label, get_issue.label
    return Trade(
        party_id=theirs.party_id,
        give_issue=give_issue.id,
        get_issue=get_issue.id,
        given_options=_better_for(agenda, theirs, ours, give),
        gotten_options=_better_for(agenda, ours, theirs, get),
        p_pays=p_pays,
        give=give_label,
        get=get_label,
        words=(
            f"Give on “{give_label}”, get on “{get_label}”: weighed against each other, "
            f"{their_name} probably cares more about the first than we do, "
            f"and we more about the second ({_sure(p_pays)})."
        ),
    )


def _sure(p: float) -> str:
    """Say how sure a trade is, to the nearest 5 %: draws can't tell 99 % from 100 %."""
    return "over 95 % sure" if p > 0.95 else f"about {round(20 * p) * 5} % sure"


def _better_for(agenda: Agenda, party: Belief, other: Belief, index: int) -> tuple[str, ...]:
    """Options that the party likes better, on average, than the other's favourite."""
    mean = party.option_values[index].mean(axis=0)
    other_favourite = int(other.option_values[index].mean(axis=0).argmax())
    return tuple(
        option.id
        for option, value in zip(agenda.issues[index].options, mean, strict=True)
        if value > mean[other_favourite] + 1e-12
    )
