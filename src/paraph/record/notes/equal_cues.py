"""The phrases by which two packages are called about as good."""

from __future__ import annotations

import re

from paraph.record.notes.cues import any_of

EQUAL_BEFORE = any_of(
    r"no (?:\w+ )?(?:difference|preference) (?:(?:to|for) (?:[\w']+ ){1,3})?(?:between|whether|if)",
    r"(?:not|\w+n't) (?:\w+ )?(?:see|have|make|feel) (?:any|a|much|much of a) (?:\w+ )?"
    r"(?:difference|preference) (?:(?:to|for) (?:[\w']+ ){1,3})?(?:between|whether|if)",
    "indifferent (?:as )?(?:between|to whether|whether)",
    r"(?:not|\w+n't) (?:matter|care|mind) (?:(?:to|for) (?:[\w']+ ){1,3})?(?:whether|if)",
    r"the same (?:to|for) (?:[\w']+ ){1,3}(?:whether|if)",
)  # fmt: skip
EQUAL_BEHIND = any_of(
    "(?:the same|equal|alike|equivalent|no different|all one) (?:to|for)",
    "equally (?:good|fine|acceptable|attractive|valuable|welcome)", "as good as each other",
    "(?:makes? no|make no real|no) difference (?:to|for)",
    r"(?:not|\w+n't) make (?:a|any|much) (?:\w+ )?difference (?:to|for)",
)  # fmt: skip
AS_GOOD_AS = re.compile(
    r"(?<!\w)(?<!least )(?<!nearly )(?<!almost )(?<!not quite )(?:just |about |exactly )?"
    r"as good (?:\w+ ){0,3}as(?! each other)(?!\w)"
)
EITHER = any_of("either")
SUITED = any_of(
    "fine", "okay", "ok", "happy", "content", "comfortable", "suits?", "works?",
    "(?:would|will) do", "live with", "equally",
)  # fmt: skip
