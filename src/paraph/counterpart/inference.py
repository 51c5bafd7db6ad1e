"""From the record to a posterior."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from paraph.case import Case
from paraph.counterpart.bluffs import find_bluffs
from paraph.counterpart.contradictions import find_contradictions
from paraph.counterpart.evidence import Evidence, Offer, Reply, collect_evidence
from paraph.counterpart.influence import estimate_influences
from paraph.counterpart.layout import Floats, Layout, Sample
from paraph.counterpart.likelihood import Likelihood
from paraph.counterpart.likeness import Groups, find_likeness, pool
from paraph.counterpart.opposition import counts_as_opposed
from paraph.counterpart.posterior import Contradiction, Posterior
from paraph.counterpart.precedence import read_precedence
from paraph.counterpart.prior import Prior, build_prior
from paraph.counterpart.sampler import Draws, sample_posterior
from paraph.counterpart.settings import InferenceSettings
from paraph.errors import InferenceError
from paraph.negotiation import Belief, Estimate, Party, RedLine, estimate_from

METHOD = (
    "Bayesian inference by tempered sequential Monte Carlo; offers near a wandering level of "
    "value, no tactic assumed; statements true with a learnt probability"
)

_IDENTIFIED_AT = 0.75
"""A reservation value counts as identified where the record leaves this share of its spread."""
_N_TIMES_MORE = 4
"""How many times more draws are made where the first are worth too few."""


def infer_preference(
    case: Case, party_id: str, settings: InferenceSettings | None = None
) -> Posterior:
    """Infer what a party wants from what is stated of it and from its moves on record.

    For our own party only what is stated counts: we know our mind, and our moves are not
    evidence of it. UnknownNameError if the case has no such party; InferenceError if too few
    effective draws are left for an answer that can be trusted.
    """
    case.party(party_id)
    is_ours = party_id == case.we_id
    evidence = Evidence(Layout(case.agenda)) if is_ours else collect_evidence(case, party_id)
    return infer_from_evidence(case, party_id, evidence, settings or InferenceSettings())


def infer_from_evidence(
    case: Case, party_id: str, evidence: Evidence, settings: InferenceSettings
) -> Posterior:
    """Infer what a party wants from what is stated of it and from the evidence given.

    InferenceError if too few effective draws are left for an answer that can be trusted.
    """
    party = case.party(party_id)
    is_ours = party_id == case.we_id
    found = sample_preferences(case, party_id, evidence, settings)
    prior, sample, draws = found.prior, found.sample, found.draws
    rng = np.random.default_rng([settings.seed, *party_id.encode(), 1])
    holds = _draw_red_lines(party, evidence, settings, rng, is_ours=is_ours)
    belief = _belief(party, prior, sample, holds)
    before = prior.transform(np.random.default_rng(0).standard_normal((prior.n_latents, 2000)))
    logs = found.likelihood.log_likelihood(sample)
    likeness = find_likeness(
        prior, evidence, party.preference.interactions, is_opposed=found.is_opposed
    )
    parts = pool(found.parts, likeness.parts)
    return Posterior(
        party_id=party_id,
        belief=belief,
        importance=_estimate_rows(sample.weights, likeness.issues),
        reservation=estimate_from(sample.reservation),
        option_values=tuple(
            _estimate_rows(values.T, groups)
            for values, groups in zip(belief.option_values, likeness.options, strict=True)
        ),
        n_moves=sum(1 for entry in evidence.entries if entry.move_index >= 0),
        n_effective=draws.n_effective,
        is_reservation_identified=bool(
            sample.reservation.std() < _IDENTIFIED_AT * before.reservation.std()
        ),
        influences=estimate_influences(evidence, sample, logs),
        contradictions=_contradictions(case, evidence, sample, before, logs),
        method=METHOD,
        settings=settings,
        seed=settings.seed,
        digest=_digest(case, party_id, evidence, settings),
        log_evidence=draws.log_evidence,
        alike=likeness.options,
        mean_parts=tuple(
            tuple(map(float, parts[prior.layout.rows(issue)])) for issue in range(len(case.agenda))
        ),
        p_opposed=_p_opposed(prior, sample),
        repeats=evidence.repeats,
        recalled=party.preference.recalled,
    )


def _contradictions(
    case: Case, evidence: Evidence, sample: Sample, before: Sample, logs: Floats
) -> tuple[Contradiction, ...]:
    """Find what entries show by themselves, and, of words not named in these, what moves belie."""
    found = find_contradictions(case, evidence)
    named = {name for each in found for name in (each.first, each.second)}
    bluffs = find_bluffs(case, evidence, sample.weights, before.weights, logs)
    return (*found, *(each for each in bluffs if each.first not in named))


def _estimate_rows(rows: Floats, groups: Groups) -> tuple[Estimate, ...]:
    """Estimate each of rows[row, draw], those alike together."""
    found = {
        place: estimate
        for group in groups
        for estimate in [estimate_from(rows[list(group)].ravel())]
        for place in group
    }
    return tuple(found[place] for place in range(len(rows)))


def _p_opposed(prior: Prior, sample: Sample) -> float | None:
    """How likely the party's wishes run against ours; None where the model can't compare them."""
    may_be_opposed = any(against is not None for against in prior.against)
    return float((sample.opposition > 0).mean()) if may_be_opposed else None


def _digest(case: Case, party_id: str, evidence: Evidence, settings: InferenceSettings) -> str:
    given = f"{case.digest}|{party_id}|{evidence.entries!r}|{settings!r}"
    return sha256(given.encode()).hexdigest()[:16]


def _our_parts(case: Case) -> tuple[float, ...]:
    """What each option is worth to us, by what is stated of our preference; the mean of the prior.

    Empty where nothing is stated of our options' values, for then all packages are alike.
    """
    if not case.we.preference.values:
        return ()
    layout, sample = _our_sample(case)
    parts = sample.weights[layout.issue_of] * sample.values
    return tuple(map(float, parts.mean(axis=1)))


def _our_values(case: Case) -> tuple[Floats | None, ...]:
    """What each option is worth to us within its issue; None where nothing is stated of them."""
    said = {values.issue_id for values in case.we.preference.values}
    layout, sample = _our_sample(case)
    return tuple(
        sample.values[layout.rows(place)].mean(axis=1) if issue.id in said else None
        for place, issue in enumerate(case.agenda.issues)
    )


def _our_sample(case: Case) -> tuple[Layout, Sample]:
    prior = build_prior(case.agenda, case.we.preference)
    latents = np.random.default_rng(0).standard_normal((prior.n_latents, 500))
    return prior.layout, prior.transform(latents)


@dataclass(frozen=True, eq=False)
class Sampled:
    """Draws of a party's preference, and what they were drawn from.

    `parts[option]` is the mean of what each option adds, over the whole trail of the draws; if
    the party `is_opposed` to us likely enough, of draws in which it is, or else of the others.
    """

    prior: Prior
    likelihood: Likelihood
    sample: Sample
    parts: Floats
    draws: Draws
    is_opposed: bool


def sample_preferences(
    case: Case,
    party_id: str,
    evidence: Evidence,
    settings: InferenceSettings,
    *,
    counts_precedence: bool = True,
) -> Sampled:
    """Draw what a party may want, given what is stated of it and the evidence.

    With `counts_precedence` what came first is likely wanted more. Where the draws are worth too
    few independent ones, four times as many are drawn; InferenceError if these are still too few
    for an answer that can be trusted.
    """
    preference = case.party(party_id).preference
    is_ours = party_id == case.we_id
    prior = build_prior(case.agenda, preference, None if is_ours else _our_values(case))
    our_parts = () if is_ours else _our_parts(case)
    likelihood = Likelihood(evidence, settings.offer_power, preference.interactions, our_parts)
    precedence = read_precedence(prior, evidence if counts_precedence else Evidence(prior.layout))

    def transform(standard: Floats) -> Sample:
        return prior.transform(standard + precedence.shifts(prior.stray(standard)))

    def log_likelihood(standard: Floats) -> Floats:
        sample = transform(standard)
        logs = likelihood.log_likelihood(sample).sum(axis=0)
        return np.asarray(logs + prior.log_agreement(sample))

    def summarise(standard: Floats) -> Floats:
        sample = transform(standard)
        return np.vstack((sample.weights, sample.values, sample.reservation))

    def sample_with(settings: InferenceSettings) -> Draws:
        rng = np.random.default_rng([settings.seed, *party_id.encode()])
        return sample_posterior(log_likelihood, summarise, prior.block_of, settings, rng)

    draws = sample_with(settings)
    if draws.n_effective < settings.n_effective_min:
        more = replace(settings, n_draws=_N_TIMES_MORE * settings.n_draws)
        draws = sample_with(more).thinned(_N_TIMES_MORE)
        if draws.n_effective < settings.n_effective_min:
            raise InferenceError(_refusal(case.party(party_id), draws, more))
    trail = transform(draws.trail)
    may_be_opposed = any(against is not None for against in prior.against)
    is_opposed = may_be_opposed and counts_as_opposed(trail.opposition)
    picked = (trail.opposition > 0) == is_opposed if may_be_opposed else slice(None)
    parts = (trail.weights[prior.layout.issue_of] * trail.values)[:, picked].mean(axis=1)
    sample = transform(draws.latents)
    return Sampled(prior, likelihood, sample, parts, draws, is_opposed)


def estimate_log_evidence(case: Case, party_id: str, settings: InferenceSettings) -> float:
    """Estimate the `log_evidence` of what `infer_preference` would infer, in half the time.

    It is known once all evidence is let in. Whether the draws are worth enough to say what the
    party wants isn't looked at. What came first doesn't count by itself: in each part of a record
    something else does, so that two parts would fit better than one for that alone.
    """
    brief = replace(settings, n_moves_most=0, n_effective_min=0.0)
    evidence = collect_evidence(case, party_id)
    found = sample_preferences(case, party_id, evidence, brief, counts_precedence=False)
    return found.draws.log_evidence


def _refusal(party: Party, draws: Draws, settings: InferenceSettings) -> str:
    return (
        f"what {party.name} wants can't be told: only {draws.n_effective:.0f} effective draws of "
        f"{settings.n_draws}, fewer than {settings.n_effective_min:.0f}. Very different "
        "preferences may explain this record about as well: raise `draws` under `settings` in "
        f"case.yaml, to {4 * settings.n_draws} say. If that doesn't help, look for statements "
        "that contradict each other, or ranges that can't hold together"
    )


def _belief(party: Party, prior: Prior, sample: Sample, holds: NDArray[np.bool_]) -> Belief:
    return Belief(
        party_id=party.id,
        weights=np.ascontiguousarray(sample.weights.T),
        option_values=tuple(
            np.ascontiguousarray(sample.values[prior.layout.rows(issue)].T)
            for issue in range(len(prior.layout.agenda))
        ),
        reservation=sample.reservation.copy(),
        interactions=party.preference.interactions,
        red_lines=party.red_lines,
        red_line_holds=holds,
    )


_P_CROSSED_IF_MEANT = 0.05
"""How likely a party offers or agrees to what crosses a red line that it means."""
_P_CROSSED_BEFORE = 0.2
"""The same of one that it declared only later: it may have come to mean it since."""
_P_CROSSED_IF_BLUFF = 0.5


def _draw_red_lines(
    party: Party,
    evidence: Evidence,
    settings: InferenceSettings,
    rng: np.random.Generator,
    *,
    is_ours: bool,
) -> NDArray[np.bool_]:
    """Return holds[draw, red line]: ours are meant; theirs may be bluffs."""
    p_meant = [1.0 if is_ours else _p_meant(line, evidence, settings) for line in party.red_lines]
    chance = rng.uniform(size=(settings.n_draws, len(p_meant)))
    return np.asarray(chance < np.array(p_meant))


def _p_meant(line: RedLine, evidence: Evidence, settings: InferenceSettings) -> float:
    """The probability that a red line is meant, after what the party offered and agreed to."""
    odds = settings.p_red_line_meant / max(1 - settings.p_red_line_meant, 1e-9)
    taken: list[Offer | Reply] = [*evidence.offers]
    taken += [reply for reply in evidence.replies if reply.is_accepted]
    for each in (each for each in taken if line.is_crossed_by(each.package)):
        is_since = evidence.is_since_declared(line, each.entry)
        p_crossed = _P_CROSSED_IF_MEANT if is_since else _P_CROSSED_BEFORE
        if_meant = each.confidence * p_crossed + (1 - each.confidence) * _P_CROSSED_IF_BLUFF
        odds *= if_meant / _P_CROSSED_IF_BLUFF
    return odds / (1 + odds)
