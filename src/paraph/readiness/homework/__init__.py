"""The homework before a meeting: questions of preparation, each answered from the record."""

from paraph.readiness.homework.checking import check_homework
from paraph.readiness.homework.items import HomeworkItem, HomeworkStatus

__all__ = ["HomeworkItem", "HomeworkStatus", "check_homework"]
