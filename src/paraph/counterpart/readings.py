"""Parts of a record read by themselves, and whether they read better so than as one.

The probability of the record under a reading (its evidence, which the sampler estimates on the
way; Kass and Raftery, "Bayes factors", 1995) tells which reading is likelier. Two preferences
explain any record at least as well as one, but they also spread their bets: a split is believed
only where the moves on its two sides really exclude each other.

Readings have to be of the same evidence. Each offer says less the more there are, so in a part it
is given the weight that it has in the whole. A repeated offer says nothing new; if it counted in
each part anew, two preferences would be believed for evidence that the whole doesn't have. So it
counts in the part where it was made first. What is stated of a party may be true of one part of the
record only, or of none. If every reading had to keep it, two wills could never be seen where one is
stated; so each is a mixture of two: as stated, and as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from paraph.case import Case
from paraph.counterpart.crowding import crowding_power
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.inference import estimate_log_evidence, infer_preference
from paraph.counterpart.posterior import Posterior
from paraph.counterpart.settings import InferenceSettings
from paraph.negotiation import Package, Party, StatedImportance
from paraph.record import Move, MoveKind, Session

BELIEVED_AT = 0.8
"""So probable must two preferences be to be told."""
_N_MOVES_LEAST = 3
"""A part of the record with fewer moves of the party than this isn't compared."""
_P_AS_STATED = 0.5
"""How probably what is stated of a party is true of what it wants in one part of the record."""


@dataclass(frozen=True, eq=False)
class Reading:
    """Some sessions read as coming of one preference.

    Openings and red lines, which belong to no session, are left out. `likelier` is the case in the
    likelier of the two ways to read them: as stated, and as if nothing had been.
    """

    case: Case
    party_id: str
    settings: InferenceSettings
    likelier: Case
    log_evidence: float

    @staticmethod
    def of(
        case: Case, party_id: str, sessions: tuple[Session, ...], settings: InferenceSettings
    ) -> Reading:
        """Read some sessions."""
        party = replace(case.party(party_id), red_lines=())
        bare = replace(with_party(case, party), openings=(), sessions=sessions)
        stated = estimate_log_evidence(bare, party_id, settings)
        free = without_statements(party)
        if free == party:
            return Reading(bare, party_id, settings, bare, stated)
        unstated = estimate_log_evidence(with_party(bare, free), party_id, settings)
        either = np.logaddexp(stated + np.log(_P_AS_STATED), unstated + np.log(1 - _P_AS_STATED))
        likelier = bare if stated >= unstated else with_party(bare, free)
        return Reading(bare, party_id, settings, likelier, float(either))

    @cached_property
    def posterior(self) -> Posterior:
        """What the party wants by these sessions; InferenceError as in `infer_preference`."""
        return infer_preference(self.likelier, self.party_id, self.settings)

    def split(self, parts: Sequence[tuple[Session, ...]]) -> list[Reading]:
        """Read each part by itself, its offers counting as they do in the whole."""
        return [self.read(part) for part in self._without_repeats(parts)]

    def read(self, part: tuple[Session, ...]) -> Reading:
        """Read a part, its offers counting as much as they do in the whole; all that it holds."""
        return Reading.of(self.case, self.party_id, part, self._settings_of(part))

    def gain_by(self, parts: Sequence[Reading]) -> float:
        """Return the logarithm of how much better the record fits with each part by itself."""
        return sum(part.log_evidence for part in parts) - self.log_evidence

    def _without_repeats(self, parts: Sequence[tuple[Session, ...]]) -> list[tuple[Session, ...]]:
        """Leave out of each part the offers that were made in another one before."""
        part_of = {session.id: place for place, part in enumerate(parts) for session in part}
        first: dict[Package, int] = {}
        kept: list[list[Session]] = [[] for _ in parts]
        for session in self.case.sessions:
            place = part_of[session.id]
            moves = tuple(
                move
                for move in session.moves
                if not self._is_offer(move) or first.setdefault(move.package, place) == place
            )
            kept[place].append(replace(session, moves=moves))
        return [tuple(sessions) for sessions in kept]

    def _is_offer(self, move: Move) -> bool:
        return move.party_id == self.party_id and move.kind is MoveKind.PROPOSE

    def _settings_of(self, part: tuple[Session, ...]) -> InferenceSettings:
        whole, held = (
            crowding_power(collect_evidence(case, self.party_id).offer_positions())
            for case in (self.case, replace(self.case, sessions=part))
        )
        power = min(whole / held, 1.0)  # held is the larger, unless one part repeats itself
        return replace(self.settings, offer_power=self.settings.offer_power * power)


def odds_of_split(gains: Sequence[float]) -> list[float]:
    """Return how much likelier the record is with each split than with none, from `gain_by`.

    The splits share even odds of one between them, so that trying many finds no more by chance.
    """
    return [float(np.exp(np.clip(gain, -500, 500))) / len(gains) for gain in gains]


def without_statements(party: Party) -> Party:
    """Return a party of which nothing is stated as to importance and options."""
    unsaid = replace(party.preference, importance=StatedImportance(), values=())
    return replace(party, preference=unsaid)


def count_moves(sessions: Sequence[Session], party_id: str) -> int:
    """Return how many moves a party made in some sessions."""
    return sum(move.party_id == party_id for session in sessions for move in session.moves)


def is_too_short(sessions: Sequence[Session], party_id: str) -> bool:
    """Whether a party made too few moves in some sessions for them to be compared."""
    return count_moves(sessions, party_id) < _N_MOVES_LEAST


def with_party(case: Case, party: Party) -> Case:
    """Return a case with one party in place of that of the same id."""
    parties = tuple(party if other.id == party.id else other for other in case.parties)
    return replace(case, parties=parties)
