"""Packages that delegations have offered or accepted before, and that may still be taken up.

Principals who find nothing of their own can fall back on what their staff put on the table.
"""

from __future__ import annotations

import numpy as np

from paraph.negotiation.beliefs import Flags, Floats, Indices
from paraph.simulation.constraints import Positions, linkages_allow
from paraph.simulation.rankings import Singles
from paraph.simulation.situations import Situation
from paraph.simulation.valuations import admissible, true_parts, values_of

_TOLERANCE = 1e-6


def take_up(situation: Situation, insisted: Singles) -> tuple[Flags, Indices, Floats]:
    """Return taken[run], and the positions[run, issue] and values[run, party] of what is taken.

    A delegation that is bound to an offer takes it where it still stands and could be signed; the
    others where it is also worth what they insist on at the end, insisted[run, party]. Of several
    that all would take the last counts.
    """
    offered, fits = _complete(situation)
    setting = situation.setting
    worth = []
    for place, belief in enumerate(setting.beliefs):
        draws = situation.draws[:, place]
        values = values_of(setting.agenda, belief, true_parts(belief, draws), offered)
        fits &= admissible(setting.agenda, belief, draws, values, offered)
        is_bound = np.array([belief.party_id in offer.party_ids for offer in setting.standing])
        fits &= is_bound | (values >= insisted[:, [place]] - _TOLERANCE)
        worth.append(values)
    last = fits.shape[1] - 1 - fits[:, ::-1].argmax(axis=1)
    runs = np.arange(situation.n_runs)
    values_of_last = np.stack([values[runs, last] for values in worth], axis=1)
    taken: Flags = np.logical_or.reduce(fits, axis=1)
    return taken, offered[runs, last].astype(np.intp), values_of_last


def _complete(situation: Situation) -> tuple[Positions, Flags]:
    """Return positions[run, offer, issue] with what is settled, and whether each still stands."""
    agenda = situation.setting.agenda
    rows = [offer.package.positions(agenda) for offer in situation.setting.standing]
    offered = np.array(rows, dtype=np.int16)[None, :, :]
    settled = situation.settled[:, None, :].astype(np.int16)
    agrees = ((settled < 0) | (offered < 0) | (offered == settled)).all(axis=2)
    positions = np.where(offered < 0, settled, offered)
    is_whole = (positions >= 0).all(axis=2)
    whole: Positions = np.maximum(positions, 0).astype(np.int16)
    fits = situation.stands & agrees & is_whole
    return whole, fits & linkages_allow(agenda, situation.setting.linkages, whole)
