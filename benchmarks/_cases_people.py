"""Negotiations between people, forecast by one side from the first few lines.

Alpha's own priorities are known to it; Beta's are inferred from the moves that the reader of notes
finds in these lines. How long a talk became isn't used, since nobody knew it then; talks
that were over by then are left out. Each has an alternative that the experiment states: in
CaSiNo no deal is worth 5 points of at most some 36, in Deal-or-No-Deal nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

from benchmarks._forecast import Forecast, forecast_agreement, with_exchanges
from benchmarks._human import Talk, find_human_data, read_casino, read_deal_or_no_deal
from paraph.case import Case
from paraph.counterpart import InferenceSettings, infer_preference
from paraph.negotiation import (
    Direction,
    Interval,
    Party,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
)
from paraph.record import Move, MoveKind, Session
from paraph.record.notes import propose_moves

N_TALKS = 250
N_DRAWS = 400
N_EXCHANGES = 6


def forecast_people() -> Iterator[tuple[str, list[Forecast]]]:
    """Yield the forecasts of CaSiNo, and those of Deal-or-No-Deal."""
    folder = find_human_data()
    casino = read_casino(folder / "casino")
    items = read_deal_or_no_deal(folder / "deal-or-no-deal")
    for name, talks, n_heard, alternative in (
        ("CaSiNo", casino, 4, Interval(0.1, 0.18)),
        ("CaSiNo", casino, 8, Interval(0.1, 0.18)),
        ("Deal-or-No-Deal", items, 2, Interval(0.0, 0.05)),
        ("Deal-or-No-Deal", items, 6, Interval(0.0, 0.05)),
    ):
        longer = [talk for talk in talks if len(talk.note.splitlines()) > n_heard]
        # An even sample, in the order of the files.
        chosen = longer[:: max(len(longer) // N_TALKS, 1)][:N_TALKS]
        forecast = partial(_forecast, n_heard=n_heard, alternative=alternative)
        with ProcessPoolExecutor() as pool:
            forecasts = list(pool.map(forecast, chosen, chunksize=8))
        yield f"{name}, from the first {n_heard} lines.", forecasts


def _forecast(talk: Talk, n_heard: int, alternative: Interval) -> Forecast:
    heard = talk.note.splitlines()[:n_heard]
    found = propose_moves("\n".join(heard), talk.vocabulary)
    moves = tuple(proposed.move for proposed in found)
    case = _case(talk, moves, alternative)
    settings = InferenceSettings(n_draws=N_DRAWS)
    beliefs = [infer_preference(case, party, settings).belief for party in ("alpha", "beta")]
    p = forecast_agreement(case, beliefs)
    return Forecast(p, talk.deal is not None, _features(talk, heard, moves), talk.id)


def _features(talk: Talk, heard: Sequence[str], moves: Sequence[Move]) -> tuple[float, ...]:
    """Return what a regression may see: words, proposals, refusals, agreement on the best."""
    n_words = sum(len(line.split()) for line in heard)
    n_proposed = sum(move.kind is MoveKind.PROPOSE for move in moves)
    n_refused = sum(move.kind in (MoveKind.REJECT, MoveKind.OPPOSE) for move in moves)
    n_accepted = sum(move.kind in (MoveKind.ACCEPT, MoveKind.SUPPORT) for move in moves)
    wants_our_best = float(talk.priorities["alpha"][0][0] in _said_by_beta(moves))
    return (n_words, n_proposed, n_refused, n_accepted, wants_our_best)


def _said_by_beta(moves: Sequence[Move]) -> set[str]:
    return {
        issue_id
        for move in moves
        if move.party_id == "beta" and not move.makes_light
        for issue_id in (*move.issue_ids, *move.package.issue_ids)
    }


def _case(talk: Talk, moves: tuple[Move, ...], alternative: Interval) -> Case:
    reservation = StatedReservation(alternative)
    issue_ids = talk.vocabulary.agenda.issue_ids
    wants = {
        "alpha": _direction(issue_ids, Direction.MORE),
        "beta": _direction(issue_ids, Direction.LESS),
    }
    known = StatedImportance(ranking=talk.priorities["alpha"])
    parties = [
        Party(
            party_id,
            party_id.title(),
            preference=StatedPreference(values=wants[party_id], reservation=reservation),
        )
        for party_id in ("alpha", "beta")
    ]
    parties[0] = replace(parties[0], preference=replace(parties[0].preference, importance=known))
    return Case(
        id="people",
        title="People",
        we_id="alpha",
        agenda=talk.vocabulary.agenda,
        parties=tuple(parties),
        sessions=(Session("talk", date(2020, 1, 1), moves=moves),),
        **with_exchanges(N_EXCHANGES, 1),
    )


def _direction(issue_ids: Sequence[str], direction: Direction) -> tuple[StatedValues, ...]:
    return tuple(StatedValues(issue_id, direction=direction) for issue_id in issue_ids)
