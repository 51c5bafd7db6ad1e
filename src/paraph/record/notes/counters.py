"""Answers that take up an offer and add to it: "yes, but with a deposit" is an offer of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from paraph.negotiation import Package
from paraph.record.notes.clauses import Clause
from paraph.record.notes.findings import Finding
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_YES = r"(?:yes|yeah|ok|okay|fine|sure|agreed|deal|all right|alright|accepted)"
_ADDING = r"(?:but|if|provided|providing|as long as|so long as|on condition|only (?:if|with|when))"
_POINTED = re.compile(
    r"(?<!\w)(?:do|accept|take|live with|agree to|go for|sign|manage) (?:that|it|this|both)"
    rf"[ ,]+{_ADDING}(?!\w)"
)
_EXCEPT = re.compile(
    r"(?<!\w)(?:except(?:ing)?(?: for)?|apart from|aside from|other than|bar|save(?: for)?|but for|"
    r"(?:all|everything) but|short of|besides)(?!\w)"
)
_BUT = re.compile(rf"{_YES}[ ,–-]+but(?!\w)")
_QUALIFIED = re.compile(rf"^{_YES}(?:[ ,–-]+{_ADDING}| ?[,–-] ?with)(?!\w)|{_POINTED.pattern}")


def issues_answered(clause: Clause, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The issues that a reply names, or all but those: "accepted all but the rent"."""
    excepted = _EXCEPT.search(clause.text)
    start = clause.words[0].start + excepted.end() if excepted else 0
    left_out = {m.id for m in clause.issues if excepted and clause.words[m.first].start >= start}
    if not left_out:
        return clause.issue_ids
    return tuple(i for i in vocabulary.agenda.issue_ids if i not in left_out)


def join_with_offer(
    findings: Iterable[Finding], text: str, party_id: str, offered: Package
) -> Iterator[Finding]:
    """Join what a qualified yes of a party offers with what it says yes to.

    Where nothing is `offered`, what is added is half of a package, and none, unless "but" adds it.
    """
    told = " ".join(text.lower().replace("’", "'").split())
    if not party_id or not _QUALIFIED.search(told):
        yield from findings
        return
    for finding in findings:
        if finding.rule == "accept-standing":
            continue
        is_added = finding.kind is MoveKind.PROPOSE and finding.party_id == party_id
        if not is_added:
            yield finding
        elif offered or _BUT.match(told):
            package = offered.with_choices(finding.package)
            yield replace(finding, package=package, is_hedged=True)
