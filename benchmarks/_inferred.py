"""The order of priorities by the general counterpart model, from the same moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from benchmarks._human import Talk
from benchmarks._orders import ORDERS, list_persons
from benchmarks._talks import ReadTalk
from paraph.case import Case
from paraph.counterpart import InferenceSettings, infer_preference
from paraph.negotiation import Direction, Party, StatedPreference, StatedValues
from paraph.record import Move, Session

_SETTINGS = InferenceSettings(n_draws=400)


def infer_orders(
    talks: Sequence[ReadTalk], n_moves: int, *, has_form: bool
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return p_orders[person, order] and truths[person] by `infer_preference` on moves seen."""
    p_orders, truths = [], []
    for read, party_id, truth in list_persons(talks):
        seen = read.seen_until(party_id, n_moves, has_form=has_form)
        weights = _draw_weights(read.talk, (entry.move for entry in seen), party_id)
        drawn = np.argsort(-weights, axis=1)
        counts = [(drawn == order).all(axis=1).sum() for order in ORDERS]
        p_orders.append((np.array(counts) + 1) / (len(drawn) + len(ORDERS)))
        truths.append(truth)
    return np.array(p_orders), np.array(truths)


def _draw_weights(talk: Talk, moves: Iterable[Move], party_id: str) -> NDArray[np.float64]:
    """Return weights[draw, issue] of a party that wants more of everything."""
    holder = talk.vocabulary.divisions[0].party_id
    parties = []
    for party in talk.vocabulary.parties:
        direction = Direction.MORE if party.id == holder else Direction.LESS
        values = tuple(
            StatedValues(issue_id, direction=direction)
            for issue_id in talk.vocabulary.agenda.issue_ids
        )
        parties.append(Party(party.id, party.name, preference=StatedPreference(values=values)))
    (other,) = talk.vocabulary.others_than(party_id)
    session = Session("talk", date(2020, 1, 1), moves=tuple(moves))
    case = Case("talk", "Talk", other, talk.vocabulary.agenda, tuple(parties), sessions=(session,))
    return infer_preference(case, party_id, _SETTINGS).belief.weights
