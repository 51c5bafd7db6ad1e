"""How much more one issue matters than another: read from words, and held against the rest.

Statements of importance all bound ratios of weights: a share that of an issue to the whole, a word
that of an issue to the weightiest, a ranking and a comparison that of two issues. In logarithms
these are bounds on differences, which can hold together unless some go round in a circle with a
sum below 0 (Bellman 1958).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from paraph.formats.casefolder.documents import Path
from paraph.formats.casefolder.findings import Findings, mend_for
from paraph.negotiation import Comparative, Interval, StatedImportance

Comparison = tuple[str, Comparative, str]

_FORMS = re.compile(
    r"(?:is |matters )?(?:(?P<how>much |somewhat )?more (?:important )?than"
    r"|(?P<equal>(?:about )?as (?:much|important) as)) +(?P<other>\S.*)",
    re.IGNORECASE,
)
_LESS = re.compile(r".*\b(?:less|least)\b", re.IGNORECASE)
_EXAMPLE = "write one to a line: - pay: much more than term"


def read_comparisons(written: object, info: ValidationInfo) -> tuple[Comparison, ...]:
    """Read comparisons of issues: [{pay: much more than term}, …]; one alone needs no list."""
    findings = Findings(info)
    found: list[Comparison] = []
    for path, entry in _listed(written):
        if not isinstance(entry, dict) or not entry:
            findings.note(path, "a comparison of two issues is expected here", _EXAMPLE)
            continue
        for one, words in entry.items():
            findings.check_name((*path, one), "issue", one, is_about_key=True)
            for comparison in _read_one(findings, (*path, one), one, words):
                pair = {one, comparison[2]}
                if any({first, second} == pair for first, _, second in found):
                    problem = f"'{one}' and '{comparison[2]}' are compared twice"
                    findings.note((*path, one), problem, "keep one of the two")
                found.append(comparison)
    findings.refuse_any()
    return tuple(found)


def _listed(written: object) -> Iterator[tuple[Path, object]]:
    if isinstance(written, list):
        yield from (((index,), entry) for index, entry in enumerate(written))
    else:
        yield (), written


def _read_one(findings: Findings, path: Path, one: str, words: object) -> list[Comparison]:
    """Read the words after an issue; an empty list where they aren't understood."""
    form = _FORMS.fullmatch(words.strip()) if isinstance(words, str) else None
    if not form:
        forms = ", ".join(f"{word.value} …" for word in Comparative)
        problem = "how much more an issue matters is said in words"
        is_less = isinstance(words, str) and _LESS.match(words)
        turned = "name the weightier issue first; " if is_less else ""
        findings.note(path, problem, f"{turned}write one of: {forms}")
        return []
    other = form["other"].strip()
    if other == one:
        findings.note(path, f"'{one}' is compared with itself", "name another issue")
    known = (findings.names.of("issue") if findings.names else None) or (other,)
    if other not in known:
        findings.note(path, f"unknown issue '{other}'", mend_for(other, known))
    how = (form["how"] or "").strip().lower()
    word = Comparative.ABOUT_AS_MUCH if form["equal"] else Comparative(f"{how} more than".strip())
    return [(one, word, other)]


Comparisons = Annotated[
    tuple[Comparison, ...],
    PlainValidator(read_comparisons),
    WithJsonSchema(
        {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": {
                    "type": "string",
                    "pattern": f"^({'|'.join(word.value for word in Comparative)}) .+",
                },
                "minProperties": 1,
                "maxProperties": 1,
            },
        }
    ),
]


@dataclass(frozen=True, slots=True)
class _Bound:
    """That the logarithm of a weight exceeds another's by at most so much, and who says so."""

    of: str
    over: str
    most: float
    said: str


_WHOLE, _TOP = " the whole", " the weightiest"
"""Names that no issue has."""
_LEAST = 1e-6
_TOLERANCE = 1e-9


def find_clashes(
    stated: StatedImportance, issue_ids: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Find comparisons that can't hold beside what is stated else, and the comparisons before.

    Yields the place of each and what it goes against, in words; nothing where what is stated else
    can't hold together by itself.
    """
    bounds = list(_bounds_without_comparisons(stated, issue_ids))
    if not _can_hold(bounds):
        return
    for place, (one, word, other) in enumerate(stated.compared):
        said = f"“{one}: {word.value} {other}”"
        new = [
            _Bound(one, other, log(word.ratio.high), said),
            _Bound(other, one, -log(word.ratio.low), said),
        ]
        against = [way for bound in new if (way := _way_round(bounds, bound)) is not None]
        if against:
            yield place, against[0]
        else:
            bounds += new


def _bounds_without_comparisons(
    stated: StatedImportance, issue_ids: Sequence[str]
) -> Iterator[_Bound]:
    for issue_id, share in stated.shares:
        yield from _within(issue_id, _WHOLE, share, f"the share of '{issue_id}'")
    for issue_id, word in stated.words:
        said = f"“{issue_id}: {word.value}”"
        yield from _within(issue_id, _TOP, word.swing, said)
    for above, below in pairwise(stated.ranking):
        for first in above:
            for second in below:
                yield _Bound(second, first, 0.0, f"the ranking of '{first}' above '{second}'")
    for issue_id in issue_ids:
        yield _Bound(issue_id, _TOP, 0.0, "")
    yield _Bound(_TOP, _WHOLE, 0.0, "")
    yield _Bound(_WHOLE, _TOP, log(len(issue_ids)), "")


def _within(issue_id: str, unit: str, ratio: Interval, said: str) -> Iterator[_Bound]:
    yield _Bound(issue_id, unit, log(max(ratio.high, _LEAST)), said)
    yield _Bound(unit, issue_id, -log(max(ratio.low, _LEAST)), said)


def _can_hold(bounds: Sequence[_Bound]) -> bool:
    most = {bound.of: 0.0 for bound in bounds} | {bound.over: 0.0 for bound in bounds}
    return not _tighten(most, bounds)[1]


def _way_round(bounds: Sequence[_Bound], new: _Bound) -> tuple[str, ...] | None:
    """Return who says that the new difference is more than it may be; None where nobody does.

    The bounds can hold together; the tightest of them on `over` beside `of` is looked for.
    """
    most = {new.of: 0.0}
    last, _ = _tighten(most, bounds)
    if most.get(new.over, inf) + new.most >= -_TOLERANCE:
        return None
    said: list[str] = []
    at = new.over
    while at != new.of:
        said.append(last[at].said)
        at = last[at].over
    return tuple(dict.fromkeys(each for each in reversed(said) if each))


def _tighten(most: dict[str, float], bounds: Sequence[_Bound]) -> tuple[dict[str, _Bound], bool]:
    """Tighten what each name is at most, in place, as far as the bounds go (Bellman 1958).

    Returns the last bound that tightened each name, and whether there is no end to it.
    """
    last: dict[str, _Bound] = {}
    for _ in range(2 + len({name for bound in bounds for name in (bound.of, bound.over)})):
        before = dict(most)
        for bound in bounds:
            reached = most.get(bound.over, inf) + bound.most
            if reached < most.get(bound.of, inf) - _TOLERANCE:
                most[bound.of] = reached
                last[bound.of] = bound
        if most == before:
            return last, False
    return last, True
