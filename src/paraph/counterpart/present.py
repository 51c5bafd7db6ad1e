"""What a party wants now: by all its moves or, where it changed its mind, by those since then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from paraph.case import Case
from paraph.counterpart.drift import Drift, find_drifts
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.inference import infer_preference
from paraph.counterpart.posterior import ChangeOfMind, Contradiction, Posterior
from paraph.counterpart.readings import Reading, with_party, without_statements
from paraph.counterpart.settings import InferenceSettings
from paraph.errors import InferenceError

NEARLY_CERTAIN_AT = 0.95
"""So probable must a change of mind be for the moves before it to count no longer.

Who changed is misread by the record as a whole, and who didn't loses half of the evidence, which
costs about as much. A party that concedes in steps may look as if it had changed, but not so surely
in what docs/discussion/counterpart.md measures. Where a change is merely suspected, it is told.
"""


@dataclass(frozen=True)
class Present:
    """What a party wants now, and the signs that it changed its mind at some date."""

    posterior: Posterior
    drifts: tuple[Drift, ...]


def infer_present(case: Case, party_id: str, settings: InferenceSettings | None = None) -> Present:
    """Infer what a party wants now.

    That is what all its moves tell. But where it has changed its mind, with a probability of 95 %
    or more, it is what the moves since the likeliest date tell, if they tell enough by themselves;
    `change_of_mind` of the posterior says so. Its red lines stand until it takes them back, and
    what contradicts what is told of the whole record all the same, with the change where it lies
    between the two. InferenceError as in `infer_preference`.
    """
    settings = settings or InferenceSettings()
    whole = infer_preference(case, party_id, settings)
    try:
        drifts = find_drifts(case, party_id, settings.for_signs)
    except InferenceError:
        drifts = ()
    told = tuple(_explain(each, drifts) for each in whole.contradictions)
    whole = replace(whole, contradictions=told)
    for drift in drifts:
        if drift.p_changed >= NEARLY_CERTAIN_AT:
            return Present(read_since(case, whole, drift, settings), drifts)
    return Present(whole, drifts)


def _explain(contradiction: Contradiction, drifts: tuple[Drift, ...]) -> Contradiction:
    """Add to a contradiction the change of mind that would explain it, if one is told."""
    between = contradiction.between
    for drift in drifts:
        if between and between[0] < drift.day <= between[1]:
            return replace(contradiction, explained_by=drift.day)
    return contradiction


def present_record(case: Case, posterior: Posterior) -> Case:
    """Return the case with no more of the party's record than the belief rests on.

    What is settled can't be told from it, for agreements before a change of mind are left out too.
    """
    change = posterior.change_of_mind
    if change is None or not change.is_followed:
        return case
    kept = _since(case, change.day)
    party = kept.party(posterior.party_id)
    return kept if change.is_as_stated else with_party(kept, without_statements(party))


def read_since(
    case: Case, whole: Posterior, drift: Drift, settings: InferenceSettings
) -> Posterior:
    """Infer what a party wants from its moves since a change; the `whole`, if they don't tell."""
    now, party = _since(case, drift.day), case.party(whole.party_id)
    change = ChangeOfMind(drift.day, drift.p_changed, _count_moves(now, party.id), whole.n_moves)
    try:
        likelier = Reading.of(case, party.id, now.sessions, settings).likelier.party(party.id)
        read = with_party(now, replace(party, preference=likelier.preference))
        later = infer_preference(read, party.id, settings)
    except InferenceError:
        return replace(whole, change_of_mind=replace(change, is_followed=False))
    is_as_stated = likelier.preference == party.preference
    return replace(
        later,
        contradictions=whole.contradictions,
        repeats=whole.repeats,
        recalled=whole.recalled if is_as_stated else None,
        change_of_mind=replace(change, is_as_stated=is_as_stated),
    )


def _since(case: Case, day: date) -> Case:
    """Return the case with what was said from a day on; what has no day was said before it."""
    return replace(
        case,
        sessions=tuple(session for session in case.sessions if session.day >= day),
        openings=tuple(o for o in case.openings if o.prepared and o.prepared >= day),
    )


def _count_moves(case: Case, party_id: str) -> int:
    return sum(entry.move_index >= 0 for entry in collect_evidence(case, party_id).entries)
