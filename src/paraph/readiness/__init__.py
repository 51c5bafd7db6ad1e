"""Are the principals ready to meet: homework, probability of agreement, worth of waiting."""

from paraph.readiness.assessing import assess_readiness, find_decisive_issues
from paraph.readiness.findings import (
    Driver,
    MeetingWorth,
    Readiness,
    Reason,
    Sensitivity,
)
from paraph.readiness.homework import HomeworkItem, HomeworkStatus, check_homework
from paraph.readiness.settings import ReadinessSettings
from paraph.record import Verdict

__all__ = [
    "Driver",
    "HomeworkItem",
    "HomeworkStatus",
    "MeetingWorth",
    "Readiness",
    "ReadinessSettings",
    "Reason",
    "Sensitivity",
    "Verdict",
    "assess_readiness",
    "check_homework",
    "find_decisive_issues",
]
