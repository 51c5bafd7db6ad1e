"""The rule behind the verdict, and the verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from paraph.case import Case, Thresholds
from paraph.judgement import ReferenceClass
from paraph.negotiation import Estimate
from paraph.negotiation.wording import SPACE, estimate_in_percent, in_percent
from paraph.readiness.findings import MeetingWorth, Reason, Sensitivity
from paraph.readiness.homework import HomeworkItem
from paraph.record import Verdict

# One more meeting that adds less than this to the probability of agreement isn't worth it.
WORTH_AT = 0.03
_TELLS_NOTHING = 0.1  # a slope below which past forecasts are no help


def decide(p_zone: float, p_agreement: float, n_decisive: int, thresholds: Thresholds) -> Verdict:
    """Apply the rule: no zone, go, or not yet."""
    if p_zone < thresholds.no_zone_below:
        return Verdict.NO_ZONE
    if p_agreement >= thresholds.go_at and n_decisive == 0:
        return Verdict.GO
    return Verdict.NOT_YET


def state_rule(thresholds: Thresholds) -> str:
    """Return the rule in words, with its thresholds."""
    return (
        f"No zone: a zone of possible agreement is less likely than "
        f"{say_share(thresholds.no_zone_below)}. Go: agreement is at least "
        f"{say_share(thresholds.go_at)} likely, and no decisive homework is outstanding. "
        "Otherwise not yet."
    )


def say_share(share: float) -> str:
    """Return a probability in whole per cent."""
    return f"{share:.0%}".replace("%", f"{SPACE}%")


def find_knee(meetings: Sequence[MeetingWorth]) -> int:
    """Return the number of further meetings worth holding.

    Where waiting has a stated cost: the number with the highest value to us net of it.
    Otherwise the number after which one more adds less than three points in a hundred to the
    probability of agreement.
    """
    nets = [worth.our_value_less_delay for worth in meetings]
    stated = [net.mid for net in nets if net is not None]
    if len(stated) == len(meetings):
        return meetings[stated.index(max(stated))].n_meetings
    for worth, following in pairwise(meetings):
        if following.p_agreement.mid - worth.p_agreement.mid < WORTH_AT:
            return worth.n_meetings
    return meetings[-1].n_meetings


def state_reference(reference: ReferenceClass | None, p_simulated: Estimate) -> tuple[Reason, ...]:
    """Return, as a reason, how past negotiations adjusted the probability; none without them."""
    if reference is None:
        return ()
    text = (
        f"The simulation alone says {estimate_in_percent(p_simulated)}; that is adjusted by "
        f"{reference.n} past negotiations of this kind, of which "
        f"{say_share(reference.share_happened)} ended in agreement."
    )
    if reference.slope < _TELLS_NOTHING:
        text += " What was said before them told nothing of how they ended."
    return (Reason(text, reference.share_happened >= p_simulated.mid, ("past in case.yaml",)),)


def state_verdict(
    verdict: Verdict, case: Case, p_agreement: Estimate, decisive: Sequence[HomeworkItem]
) -> str:
    """Return the verdict as one plain sentence for a principal."""
    threshold = case.settings.thresholds.go_at
    chance = f"agreement is {estimate_in_percent(p_agreement, threshold)} likely"
    n_open = len(case.open_issue_ids)
    if verdict is Verdict.NO_ZONE:
        return (
            "No zone: on what is known, no package is likely to be better than no agreement "
            "for every side; change the issues or the alternatives before the principals meet."
        )
    if verdict is Verdict.GO:
        return f"Go: {chance}, and nothing decisive is outstanding."
    if decisive:
        count = f"{len(decisive)} decisive point{'s' if len(decisive) > 1 else ''} outstanding"
        return (
            f"Not yet: {chance} if the principals met now, with {n_open} issues open and {count}."
        )
    return f"Not yet: {chance} if the principals met now, with {n_open} issues open."


def give_reasons(
    case: Case,
    verdict: Verdict,
    p_zone: Estimate,
    meetings: Sequence[MeetingWorth],
    decisive: Sequence[HomeworkItem],
    adjustment: tuple[Reason, ...] = (),
) -> tuple[Reason, ...]:
    """Return the reasons in order of weight: first what carries the verdict.

    `adjustment` says how the probability of agreement was adjusted, and stands beside it.
    """
    thresholds = case.settings.thresholds
    now = meetings[0]
    has_zone = p_zone.mid >= thresholds.no_zone_below
    zone = Reason(
        f"That some package suits all sides is {estimate_in_percent(p_zone)} likely.", has_zone
    )
    chance = Reason(
        "If the principals met now, agreement would be "
        f"{estimate_in_percent(now.p_agreement, thresholds.go_at)} likely; "
        f"the threshold is {say_share(thresholds.go_at)}.",
        now.p_agreement.mid >= thresholds.go_at,
    )
    homework = [
        Reason(
            f"{item.question} {item.finding[:1].upper()}{item.finding[1:]}.", False, item.evidence
        )
        for item in decisive
    ]
    rest = [_weigh_settled(case), *_weigh_waiting(meetings)]
    if verdict is Verdict.NO_ZONE:
        return (zone, chance, *adjustment, *homework, *rest)
    if verdict is Verdict.GO:
        return (chance, *adjustment, zone, *rest)
    if now.p_agreement.mid < thresholds.go_at:
        return (chance, *adjustment, *homework, zone, *rest)
    return (*homework, chance, *adjustment, zone, *rest)


def _weigh_settled(case: Case) -> Reason:
    n_all, n_open = len(case.agenda), len(case.open_issue_ids)
    evidence = tuple(f"session {s.id}" for s in case.sessions if len(s.agreed))
    text = f"{n_all - n_open} of {n_all} issues are agreed ad referendum."
    return Reason(text, 2 * n_open <= n_all, evidence)


def _weigh_waiting(meetings: Sequence[MeetingWorth]) -> list[Reason]:
    if len(meetings) < 2:
        return []
    now, later = meetings[0].p_agreement.mid, meetings[1].p_agreement.mid
    if abs(later - now) < WORTH_AT:
        text = "One more working-level meeting first would hardly change how likely agreement is."
        return [Reason(text, True)]
    change = "raise" if later > now else "lower"
    text = (
        f"One more working-level meeting first would {change} the probability of agreement "
        f"by about {100 * abs(later - now):.0f} points in a hundred."
    )
    return [Reason(text, later < now)]


def say_what_turns(
    case: Case,
    verdict: Verdict,
    meetings: Sequence[MeetingWorth],
    decisive: Sequence[HomeworkItem],
    sensitivity: Sequence[Sensitivity],
) -> tuple[str, ...]:
    """Return what would turn the verdict: homework, meetings, and assumptions that prove wrong."""
    go_at = case.settings.thresholds.go_at
    turns = [f"An answer from {item.who}: {item.question}" for item in decisive if item.who]
    gains = meetings[0].p_agreement.mid + WORTH_AT
    enough = [w for w in meetings if w.p_agreement.mid >= max(go_at, gains)]
    if verdict is Verdict.NOT_YET and meetings[0].p_agreement.mid < go_at and enough:
        n_needed = enough[0].n_meetings
        meetings_word = "meeting" if n_needed == 1 else "meetings"
        turns.append(
            f"{n_needed} more working-level {meetings_word} would make agreement "
            f"{in_percent(enough[0].p_agreement.mid, go_at)} likely; the threshold is "
            f"{say_share(go_at)}."
        )
    elif verdict is Verdict.NOT_YET and decisive and meetings[0].p_agreement.mid < go_at:
        turns.append(
            "These answers are needed, and not enough: agreement would have to become at least "
            f"{say_share(go_at)} likely as well."
        )
    turns += [
        f"{row.change}: the verdict would be {row.verdict}." for row in sensitivity if row.turns
    ]
    return tuple(turns)
