"""Linkages and red lines over many packages at once: which hold, and how to respect them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from paraph.negotiation import Agenda, Condition, IfThen, Linkage
from paraph.negotiation.beliefs import Flags

Positions = NDArray[np.int16]

_N_PASSES = 4


def condition_holds(agenda: Agenda, condition: Condition, positions: Positions) -> Flags:
    """Return holds[...] for packages given as positions[..., issue]."""
    place = agenda.position(condition.issue_id)
    issue = agenda.issues[place]
    is_meant = np.zeros(len(issue.options) + 1, dtype=np.bool_)
    is_meant[[issue.position(option) for option in condition.option_ids]] = True
    holds: Flags = is_meant[positions[..., place]]
    return holds


def conditions_hold(agenda: Agenda, conditions: Sequence[Condition], positions: Positions) -> Flags:
    """Return holds[...]: whether all conditions hold in positions[..., issue]."""
    holds = np.ones(positions.shape[:-1], dtype=np.bool_)
    for condition in conditions:
        holds &= condition_holds(agenda, condition, positions)
    return holds


def linkages_allow(agenda: Agenda, linkages: Sequence[Linkage], positions: Positions) -> Flags:
    """Return allows[...]: whether complete packages positions[..., issue] respect all linkages."""
    allows = np.ones(positions.shape[:-1], dtype=np.bool_)
    for linkage in linkages:
        if isinstance(linkage, IfThen):
            premises = conditions_hold(agenda, linkage.premises, positions)
            allows &= ~premises | conditions_hold(agenda, linkage.conclusions, positions)
        else:
            n_held = np.zeros(positions.shape[:-1], dtype=np.intp)
            for condition in linkage.conditions:
                n_held += condition_holds(agenda, condition, positions)
            allows &= n_held <= linkage.limit
    return allows


def mend_linkages(
    agenda: Agenda,
    linkages: Sequence[Linkage],
    positions: Positions,
    is_open: Flags,
    rng: np.random.Generator,
) -> None:
    """Move packages that break a linkage towards one that doesn't, in place.

    `positions[set, package, issue]`; only issues with `is_open[set, issue]` are changed. A few
    passes: a package that still breaks a linkage afterwards has to be left out by the caller.
    """
    for _ in range(_N_PASSES if linkages else 0):
        is_whole = True
        for linkage in linkages:
            broken = ~linkages_allow(agenda, (linkage,), positions)
            if not broken.any():
                continue
            is_whole = False
            if isinstance(linkage, IfThen):
                is_concluded = rng.random(broken.shape) < 0.5
                for condition in linkage.conclusions:
                    _meet(agenda, condition, positions, broken & is_concluded, is_open, rng)
                broken &= ~is_concluded
                _leave(agenda, linkage.premises, positions, broken, is_open, rng)
            else:
                _leave(agenda, linkage.conditions, positions, broken, is_open, rng)
        if is_whole:
            return


def _meet(
    agenda: Agenda,
    condition: Condition,
    positions: Positions,
    where: Flags,
    is_open: Flags,
    rng: np.random.Generator,
) -> None:
    place = agenda.position(condition.issue_id)
    issue = agenda.issues[place]
    options = [issue.position(option) for option in condition.option_ids]
    _draw_options(positions, place, where & is_open[:, [place]], options, rng)


def _leave(
    agenda: Agenda,
    conditions: Sequence[Condition],
    positions: Positions,
    where: Flags,
    is_open: Flags,
    rng: np.random.Generator,
) -> None:
    """Make one of the conditions that hold, drawn by lot for each package, hold no longer."""
    lot = rng.integers(len(conditions), size=where.shape)
    for index, condition in enumerate(conditions):
        place = agenda.position(condition.issue_id)
        issue = agenda.issues[place]
        meant = {issue.position(option) for option in condition.option_ids}
        others = [option for option in range(len(issue.options)) if option not in meant]
        if others:
            chosen = where & (lot == index) & is_open[:, [place]]
            _draw_options(positions, place, chosen, others, rng)


def _draw_options(
    positions: Positions,
    place: int,
    where: Flags,
    options: list[int],
    rng: np.random.Generator,
) -> None:
    column = positions[..., place]
    column[where] = rng.choice(options, size=int(where.sum()))
