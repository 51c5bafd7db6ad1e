"""The things to do next follow the verdict in force: the rule's, or a person's above it."""

from paraph.advice.steps import Ground, choose_steps
from tests.briefing.sample_findings import overridden_findings, sample_findings


def test_whoever_decides_to_meet_is_told_first_what_to_carry_into_the_meeting() -> None:
    by_rule, above = sample_findings(), overridden_findings()
    ground = Ground(by_rule.advice.proposals, by_rule.advice.trades, (), ("What of the fee?",))
    waiting = choose_steps(by_rule.case, by_rule.readiness, ground)
    meeting = choose_steps(above.case, above.readiness, ground)
    assert waiting[0].startswith("Is every key term read alike?")
    assert meeting[0].startswith("Float the best bet package")
    assert meeting[1] == waiting[0]
