"""Acceptance that is asked of the other side, and so offered: "they urged us to accept 3 %"."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"(?:(?<![\w'])(?:ask(?:s|ed|ing)?|request(?:s|ed|ing)?|want(?:s|ed)?|told|tells?|"
    r"press(?:es|ed)?|urg(?:es?|ed)|invit(?:es?|ed)|encourag(?:es?|ed)|push(?:es|ed)?|"
    r"implor(?:es?|ed)|"
    r"call(?:s|ed)? (?:up)?on|appeal(?:s|ed)? to|would like|would have liked|'d like) "
    r"(?:(?!for |to |not |if |more |time |what )[\w.'-]+ ){1,4}to (?:[\w'-]+ )?|"
    r"^(?:so |and |then |just )?please (?:just |do |simply )?)$"
)


def is_asked_of_another(text: str, start: int) -> bool:
    """Whether what stands from `start` in a clause, in small letters, is asked of somebody else."""
    return _ASKED.search(text[:start]) is not None
