"""Negotiations between people, forecast by one side from the first half of what was said.

Alpha's own priorities are known to it; Beta's are inferred from the moves that the reader of notes
finds in the first half of the lines. Each has an alternative that the experiment states: in
CaSiNo no deal is worth 5 points of at most some 36, in Deal-or-No-Deal nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

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
N_DRAWS = 200


def forecast_people() -> Iterator[tuple[str, list[Forecast]]]:
    """Yield the forecasts of CaSiNo, and those of Deal-or-No-Deal."""
    folder = find_human_data()
    for title, talks, alternative in (
        ("CaSiNo.", read_casino(folder / "casino"), Interval(0.1, 0.18)),
        ("Deal-or-No-Deal.", read_deal_or_no_deal(folder / "deal-or-no-deal"), Interval(0.0, 0.05)),
    ):
        # An even sample, in the order of the files.
        step = max(len(talks) // N_TALKS, 1)
        yield title, [_forecast(talk, alternative) for talk in talks[::step][:N_TALKS]]


def _forecast(talk: Talk, alternative: Interval) -> Forecast:
    lines = talk.note.splitlines()
    heard = lines[: max(len(lines) // 2, 1)]
    found = propose_moves("\n".join(heard), talk.vocabulary)
    moves = tuple(proposed.move for proposed in found)
    n_exchanges = max(len(lines) - len(heard), 2)
    case = _case(talk, moves, alternative, n_exchanges)
    settings = InferenceSettings(n_draws=N_DRAWS)
    beliefs = [infer_preference(case, party, settings).belief for party in ("alpha", "beta")]
    p = forecast_agreement(case, beliefs)
    return Forecast(p, talk.deal is not None, _features(talk, heard, moves))


def _features(talk: Talk, heard: Sequence[str], moves: Sequence[Move]) -> tuple[float, ...]:
    """Return what a regression may see: length, proposals, refusals, and sizes."""
    n_words = sum(len(line.split()) for line in heard)
    n_proposed = sum(move.kind is MoveKind.PROPOSE for move in moves)
    n_refused = sum(move.kind in (MoveKind.REJECT, MoveKind.OPPOSE) for move in moves)
    n_accepted = sum(move.kind in (MoveKind.ACCEPT, MoveKind.SUPPORT) for move in moves)
    wants_our_best = float(talk.priorities["alpha"][0][0] in _said_by_beta(moves))
    return (len(heard), n_words, n_proposed, n_refused, n_accepted, wants_our_best)


def _said_by_beta(moves: Sequence[Move]) -> set[str]:
    return {
        issue_id
        for move in moves
        if move.party_id == "beta"
        for issue_id in (*move.issue_ids, *move.package.issue_ids)
    }


def _case(talk: Talk, moves: tuple[Move, ...], alternative: Interval, n_exchanges: int) -> Case:
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
        **with_exchanges(n_exchanges, 1),
    )


def _direction(issue_ids: Sequence[str], direction: Direction) -> tuple[StatedValues, ...]:
    return tuple(StatedValues(issue_id, direction=direction) for issue_id in issue_ids)
