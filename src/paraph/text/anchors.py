"""Anchors tie a bracket to an issue of the case: `[shall][should]{legal-force}`.

An anchor is an issue's id in braces. Right after a closing bracket (one blank may stand between)
it ties the bracket; with `=` it names the option that the wording before it stands for:
`[all sanctions]{sanctions=full}[some sanctions]{sanctions=partial}`; a wording that serves several
options names them with bars, `{sanctions=partial|phased}`. After an option's label
("Option 1: {sanctions=full} ...") it ties that option. Anywhere else it ties the provision.
Only ids of the case's own issues count: working headings such as {Timing} and editorial notes in
braces stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_ANCHOR = re.compile(r"\{(?P<issue>[^{}\n=|]{1,100})(?:=(?P<options>[^{}\n]{1,300}))?\}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An issue's id, and the options named, at a place in the draft."""

    issue_id: str
    option_ids: tuple[str, ...]
    start: int
    end: int


def find_anchors(source: str, issue_ids: Collection[str]) -> tuple[Anchor, ...]:
    """Return the anchors of a draft, in order; braces that name no known issue are left alone."""
    if not issue_ids:
        return ()
    known = frozenset(issue_ids)
    anchors = []
    for found in _ANCHOR.finditer(source):
        issue_id = found["issue"].strip()
        if issue_id in known:
            options = tuple(o.strip() for o in (found["options"] or "").split("|") if o.strip())
            anchors.append(Anchor(issue_id, options, found.start(), found.end()))
    return tuple(anchors)


def render_anchor(issue_id: str, option_ids: tuple[str, ...] = ()) -> str:
    """Return the anchor that ties what stands before it to an issue, or to options of it."""
    return "{" + issue_id + ("=" + "|".join(option_ids) if option_ids else "") + "}"
