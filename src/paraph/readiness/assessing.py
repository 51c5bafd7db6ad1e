"""The assessment of readiness: simulate the meeting, check the homework, apply the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from paraph.analysis import LandingSettings, estimate_landing
from paraph.case import Case
from paraph.errors import InputError
from paraph.negotiation import Belief, Estimate
from paraph.readiness.drivers import find_drivers
from paraph.readiness.findings import MeetingWorth, Readiness, Sensitivity
from paraph.readiness.forecasting import play_by_mixture
from paraph.readiness.homework import check_homework
from paraph.readiness.sensitivity import Assumptions, vary
from paraph.readiness.settings import ReadinessSettings
from paraph.readiness.uncertainty import estimate_mean, estimate_share
from paraph.readiness.verdicts import (
    decide,
    find_knee,
    give_reasons,
    say_what_turns,
    state_reference,
    state_rule,
    state_verdict,
)
from paraph.record import Override
from paraph.simulation import Stage, Summits, blend

METHOD = (
    "simulation of the principals' meeting, now and after further working-level meetings, under "
    "several mixtures of tactics; homework answered from the record"
)


def assess_readiness(
    case: Case,
    beliefs: Sequence[Belief],
    settings: ReadinessSettings | None = None,
    *,
    p_zone: Estimate | None = None,
) -> Readiness:
    """Assess whether the principals are ready to meet.

    `beliefs` hold one belief for each party, ours first. `p_zone`, where the analysis has
    estimated it, is used as it is; otherwise it is estimated from the simulated meetings.
    InputError if the beliefs aren't those of the case's parties.
    """
    chosen = settings or ReadinessSettings()
    _check_parties(case, beliefs)
    seed = case.settings.seed
    base = Assumptions(
        beliefs=tuple(_thin(belief, chosen.n_draws) for belief in beliefs),
        settled=case.settled,
        n_exchanges=case.meeting.n_exchanges,
        p_gut=chosen.p_gut,
    )
    by_mixture = play_by_mixture(case, base, chosen, chosen.n_meetings, chosen.n_runs)
    rng = np.random.default_rng([seed, 2])
    meetings = tuple(
        _weigh([stages[k] for stages in by_mixture], chosen, rng)
        for k in range(chosen.n_meetings + 1)
    )
    now = [stages[0] for stages in by_mixture]
    p_simulated = _share_agreed(now, chosen, np.random.default_rng([seed, 2]))
    zone = p_zone or _estimate_zone(case, base, chosen)
    homework = check_homework(case, find_decisive_issues(case, base.beliefs))
    decisive = tuple(item for item in homework if item.is_decisive and item.is_outstanding)
    p_agreement = meetings[0].p_agreement
    thresholds = case.settings.thresholds
    adjustment = state_reference(chosen.reference, p_simulated)
    verdict = decide(zone.mid, p_agreement.mid, len(decisive), thresholds)
    sensitivity = tuple(
        replace(row, turns=row.verdict is not verdict)
        for row in _test_assumptions(case, base, chosen, p_agreement, len(decisive))
    )
    return Readiness(
        verdict=verdict,
        sentence=state_verdict(verdict, case, p_agreement, decisive),
        p_agreement=p_agreement,
        p_simulated=p_simulated,
        p_zone=zone,
        our_expected_value=meetings[0].our_value,
        p_walkout=meetings[0].p_walkout,
        reasons=give_reasons(case, verdict, zone, meetings, decisive, adjustment),
        would_turn=say_what_turns(case, verdict, meetings, decisive, sensitivity),
        meetings=meetings,
        homework=homework,
        drivers=tuple(
            replace(
                driver,
                p_with=_adjusted(driver.p_with, chosen),
                p_without=_adjusted(driver.p_without, chosen),
            )
            for driver in find_drivers(case, base.beliefs, now, chosen.mixtures)
        ),
        sensitivity=sensitivity,
        rule=state_rule(thresholds),
        method=METHOD,
        settings=chosen,
        seed=seed,
        digest=_digest(case, now),
        n_meetings_advised=find_knee(meetings),
        override=_find_latest(case.overrides),
    )


def find_decisive_issues(case: Case, beliefs: Sequence[Belief]) -> tuple[str, ...]:
    """Return the open issues that decide the outcome, in the agenda's order.

    Those that hold more than an equal share of what the agenda can be worth to some party, by
    the mean of its weight times the gap between its best and worst option.
    """
    n_issues = len(case.agenda)
    decisive = np.zeros(n_issues, dtype=np.bool_)
    for belief in beliefs:
        gaps = np.stack([v.max(axis=1) - v.min(axis=1) for v in belief.option_values], axis=1)
        swings = (belief.weights * gaps).mean(axis=0)
        decisive |= swings > swings.sum() / n_issues
    return tuple(
        issue_id
        for issue_id, is_decisive in zip(case.agenda.issue_ids, decisive, strict=True)
        if is_decisive and issue_id in case.open_issue_ids
    )


def _find_latest(overrides: Sequence[Override]) -> Override | None:
    """Return the override that holds: the latest, and of several on one day the last written."""
    return max(reversed(overrides), key=lambda override: override.given, default=None)


def _check_parties(case: Case, beliefs: Sequence[Belief]) -> None:
    given = [belief.party_id for belief in beliefs]
    wanted = [case.we_id, *(party.id for party in case.counterparts)]
    if sorted(given) != sorted(wanted) or given[0] != case.we_id:
        raise InputError(
            f"readiness needs one belief for each party, ours first: {', '.join(wanted)}; "
            f"it was given {', '.join(given)}"
        )


def _thin(belief: Belief, n_draws: int) -> Belief:
    """Return a belief of at most so many draws, taken evenly."""
    if belief.n_draws <= n_draws:
        return belief
    return belief.take(np.linspace(0, belief.n_draws - 1, n_draws).astype(np.intp))


def _estimate_zone(case: Case, base: Assumptions, settings: ReadinessSettings) -> Estimate:
    """Estimate the probability of a zone, each draw solved exactly by the analysis."""
    landing = estimate_landing(
        case.agenda,
        [_thin(belief, settings.n_draws_zone) for belief in base.beliefs],
        case.linkages,
        base.settled,
        seed=case.settings.seed,
        settings=LandingSettings(n_candidates=1, n_packages=1),
    )
    return landing.p_zone


def _weigh(
    stages: Sequence[Stage], settings: ReadinessSettings, rng: np.random.Generator
) -> MeetingWorth:
    p_simulated = _share_agreed(stages, settings, rng)
    values = [stage.summits.values[:, 0] for stage in stages]
    n_meetings = stages[0].n_meetings
    p_agreement = _adjust(p_simulated, settings)
    our_value = _adjust_value(
        estimate_mean(values, rng, settings.level), stages, p_simulated.mid, p_agreement.mid
    )
    p_walkout = estimate_share(
        [stage.summits.has_walked_out for stage in stages], rng, settings.level
    )
    if settings.reference and p_simulated.mid < 1:
        p_walkout = _scale(p_walkout, (1 - p_agreement.mid) / (1 - p_simulated.mid))
    cost = settings.delay_cost * n_meetings
    net = Estimate(
        our_value.mid - cost, our_value.low - cost, our_value.high - cost, our_value.level
    )
    return MeetingWorth(
        n_meetings=n_meetings,
        p_agreement=p_agreement,
        our_value=our_value,
        p_walkout=p_walkout,
        our_value_less_delay=net if settings.delay_cost else None,
    )


def _test_assumptions(
    case: Case,
    base: Assumptions,
    settings: ReadinessSettings,
    found: Estimate,
    n_decisive: int,
) -> tuple[Sensitivity, ...]:
    """Change one assumption at a time, and see what becomes of the probability and verdict.

    Fewer runs do here, because the same ones are played with and without the change, and what
    is reported is the difference, put on the probability that was found.
    """
    thresholds = case.settings.thresholds
    before = _adjusted(_replay(case, base, settings).p_agreement, settings)
    rows = []
    for variation in vary(case, base, case.settings.seed):
        now = _replay(case, variation.assumptions, settings)
        p_agreement = _shift(found, _adjusted(now.p_agreement, settings) - before)
        # Each package that was found to suit all is proof of a zone, so this share is a lower
        # bound; the exact one is only needed where the bound would say that there is none.
        p_zone = float(now.has_zone.mean())
        if p_zone < thresholds.no_zone_below:
            p_zone = _estimate_zone(case, variation.assumptions, settings).mid
        new = decide(p_zone, p_agreement.mid, n_decisive, thresholds)
        rows.append(
            Sensitivity(variation.assumption, variation.change, p_agreement, new, turns=False)
        )
    return tuple(rows)


def _replay(case: Case, base: Assumptions, settings: ReadinessSettings) -> Summits:
    """Play the meeting once, under all mixtures blended: quicker, and enough for a difference."""
    blended = replace(settings, mixtures=(blend(settings.mixtures),))
    ((stage,),) = play_by_mixture(case, base, blended, 0, settings.n_runs_sensitivity)
    return stage.summits


def _share_agreed(
    stages: Sequence[Stage], settings: ReadinessSettings, rng: np.random.Generator
) -> Estimate:
    return estimate_share([stage.summits.is_agreed for stage in stages], rng, settings.level)


def _adjust(estimate: Estimate, settings: ReadinessSettings) -> Estimate:
    reference = settings.reference
    return reference.adjust_estimate(estimate) if reference else estimate


def _adjust_value(
    simulated: Estimate, stages: Sequence[Stage], before: float, after: float
) -> Estimate:
    """Return our expected value where agreement is as likely as adjusted, not as simulated."""
    values = np.concatenate([stage.summits.values[:, 0] for stage in stages])
    is_agreed = np.concatenate([stage.summits.is_agreed for stage in stages])
    if before == after or is_agreed.all() or not is_agreed.any():
        return simulated
    shift = (after - before) * float(values[is_agreed].mean() - values[~is_agreed].mean())
    low, mid, high = (simulated.low + shift, simulated.mid + shift, simulated.high + shift)
    return Estimate(mid, low, high, simulated.level)


def _scale(estimate: Estimate, factor: float) -> Estimate:
    low, mid, high = (
        min(value * factor, 1.0) for value in (estimate.low, estimate.mid, estimate.high)
    )
    return Estimate(mid, low, high, estimate.level)


def _adjusted(probability: float, settings: ReadinessSettings) -> float:
    return settings.reference.adjust(probability) if settings.reference else probability


def _shift(estimate: Estimate, by: float) -> Estimate:
    low, mid, high = (
        min(max(value + by, 0.0), 1.0) for value in (estimate.low, estimate.mid, estimate.high)
    )
    return Estimate(mid, low, high, estimate.level)


def _digest(case: Case, now: Sequence[Stage]) -> str:
    parts = [case.digest, *(stage.summits.digest for stage in now)]
    return sha256(repr(parts).encode()).hexdigest()[:16]
