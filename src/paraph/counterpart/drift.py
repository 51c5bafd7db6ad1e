"""Signs that a party changed its mind, or speaks with more than one voice.

The record is split in two, by date or by the level of the sessions, and read once as one
preference and twice as two. The probability of the record under each reading (its evidence, which
the sampler estimates on the way; Kass and Raftery, "Bayes factors", 1995) tells which is likelier.
Two preferences explain any record at least as well as one, but they also spread their bets:
a split is believed only where the moves on its two sides really exclude each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from paraph.case import Case
from paraph.counterpart.inference import infer_preference
from paraph.counterpart.misfits import find_misfits
from paraph.counterpart.posterior import Contradiction, Drift, Posterior
from paraph.counterpart.settings import InferenceSettings
from paraph.errors import InferenceError
from paraph.negotiation import Belief
from paraph.record import Session

_N_MOVES_LEAST = 3
"""A part of the record with fewer moves of the party than this isn't compared."""
_BELIEVED_AT = 0.8


@dataclass(frozen=True)
class Faction:
    """One voice of a party: the part of the record it is heard in, and what it seems to want.

    `share` (0..1) is its share of the party's moves.
    """

    name: str
    share: float
    posterior: Posterior


@dataclass(frozen=True)
class Changes:
    """Signs that a party changed at some date, or that its levels speak differently.

    `misfits` are statements about the party that its moves contradict: it may have changed, or
    never have been so.
    """

    party_id: str
    drifts: tuple[Drift, ...]
    factions: tuple[Faction, ...]
    misfits: tuple[Contradiction, ...] = ()


def find_drifts(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Drift, ...]:
    """Find dates about which a party seems to have changed, the surest first.

    Each date that leaves three moves or more on either side is tried; told are those at which
    two preferences are at least 80 % probable. A sign to ask about, no proof: a new tactic can
    look the same. InferenceError as in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    drifts = []
    for day in sorted({session.day for session in case.sessions})[1:]:
        before = tuple(session for session in case.sessions if session.day < day)
        after = tuple(session for session in case.sessions if session.day >= day)
        if _is_too_short(before, party_id) or _is_too_short(after, party_id):
            continue
        p_changed, _ = _compare_readings(case, party_id, (before, after), settings)
        if p_changed >= _BELIEVED_AT:
            text = f"the moves before {day.isoformat()} and from then on fit two preferences better"
            drifts.append(Drift(day, p_changed, text))
    return tuple(sorted(drifts, key=lambda drift: -drift.p_changed))


def find_factions(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> tuple[Faction, ...]:
    """Find whether a party speaks differently at different levels (staff, ministers, leaders).

    Empty where the record has one level, too few moves, or reads as well with one preference.
    InferenceError as in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    levels = list(dict.fromkeys(session.level for session in case.sessions))
    parts = [tuple(s for s in case.sessions if s.level is level) for level in levels]
    held = [
        (level, part)
        for level, part in zip(levels, parts, strict=True)
        if not _is_too_short(part, party_id)
    ]
    if len(held) < 2:
        return ()
    p_split, posteriors = _compare_readings(case, party_id, [part for _, part in held], settings)
    if p_split < _BELIEVED_AT:
        return ()
    counts = [_count_moves(part, party_id) for _, part in held]
    return tuple(
        Faction(level.value, count / sum(counts), posterior)
        for (level, _), count, posterior in zip(held, counts, posteriors, strict=True)
    )


def find_changes(case: Case, party_id: str, settings: InferenceSettings | None = None) -> Changes:
    """Find signs that a party changed, speaks with more than one voice, or isn't what was stated.

    A part of the record of which the model can make nothing is no sign.
    """
    try:
        drifts = find_drifts(case, party_id, settings)
        factions = find_factions(case, party_id, settings)
        misfits = find_misfits(case, party_id, settings)
    except InferenceError:
        return Changes(party_id, (), ())
    return Changes(party_id, drifts, factions, misfits)


def mix_factions(factions: tuple[Faction, ...], *, seed: int) -> Belief:
    """Mix the beliefs about factions into one: any of them may prevail, by its share of moves."""
    rng = np.random.default_rng(seed)
    beliefs = [faction.posterior.belief for faction in factions]
    n_draws = beliefs[0].n_draws
    voices = rng.choice(len(factions), size=n_draws, p=[faction.share for faction in factions])
    pick = np.arange(n_draws)

    def choose(arrays: list[np.ndarray]) -> np.ndarray:
        return np.asarray(np.stack(arrays)[voices, pick])

    return replace(
        beliefs[0],
        weights=choose([belief.weights for belief in beliefs]),
        option_values=tuple(
            choose([belief.option_values[issue] for belief in beliefs])
            for issue in range(len(beliefs[0].option_values))
        ),
        reservation=choose([belief.reservation for belief in beliefs]),
        red_line_holds=choose([np.asarray(belief.red_line_holds) for belief in beliefs]),
    )


def _compare_readings(
    case: Case,
    party_id: str,
    parts: tuple[tuple[Session, ...], ...] | list[tuple[Session, ...]],
    settings: InferenceSettings,
) -> tuple[float, list[Posterior]]:
    """Return the probability that each part has its own preference, and the parts' posteriors.

    Openings and red lines, which belong to no session, are left out of all readings.
    """
    party = replace(case.party(party_id), red_lines=())
    parties = tuple(party if other.id == party_id else other for other in case.parties)
    bare = replace(case, openings=(), parties=parties)
    together = tuple(session for session in case.sessions if any(session in part for part in parts))
    whole = infer_preference(replace(bare, sessions=together), party_id, settings)
    apart = [infer_preference(replace(bare, sessions=part), party_id, settings) for part in parts]
    gain = sum(posterior.log_evidence for posterior in apart) - whole.log_evidence
    return float(1 / (1 + np.exp(-np.clip(gain, -500, 500)))), apart


def _count_moves(sessions: tuple[Session, ...], party_id: str) -> int:
    return sum(move.party_id == party_id for session in sessions for move in session.moves)


def _is_too_short(sessions: tuple[Session, ...], party_id: str) -> bool:
    return _count_moves(sessions, party_id) < _N_MOVES_LEAST
