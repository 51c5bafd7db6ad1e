"""Options that a party refused or called worse, and yet spoke for or offered.

Some of that is a concession, and no contradiction at all: then the words say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from paraph.case import Case
from paraph.counterpart.deeds import CONFIDENCE_LEAST, Deed, name_choices
from paraph.counterpart.evidence import Comparison, Evidence, Reply
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.telling import tell_contradiction
from paraph.negotiation import EqualAnswer, Package, package_of

_EITHER = "a concession, or they didn't mean it"


def find_refused_and_supported(case: Case, evidence: Evidence) -> tuple[Contradiction, ...]:
    """Find options that were rejected by themselves, and spoken for; each once.

    Of several that were rejected together all must have been spoken for in one breath.
    """
    found: dict[Package, Contradiction] = {}
    for reply in _partial_refusals(case, evidence):
        for entry, package in _supported(case, evidence).items():
            if set(reply.package.choices) <= set(package.choices) and entry != reply.entry:
                what, it = _named(case, reply.package)
                if reply.entry < entry:
                    text, pair = f"rejected {what}, then spoke for {it}", (reply.entry, entry)
                else:
                    text, pair = f"spoke for {what}, then rejected {it}", (entry, reply.entry)
                told = _tell(evidence, pair, text, reply.package.issue_ids)
                found.setdefault(reply.package, told)
    return tuple(found.values())


def find_supported_and_called_worse(case: Case, evidence: Evidence) -> tuple[Contradiction, ...]:
    """Find options that were spoken for, and called worse than another of the issue; each once."""
    found: dict[Package, Contradiction] = {}
    for said in evidence.comparisons:
        if said.equal is EqualAnswer.SAID or said.confidence < CONFIDENCE_LEAST:
            continue
        issue_id = _only_difference(said)
        for entry, package in _supported(case, evidence).items():
            if not issue_id or package.as_dict().get(issue_id) != said.worse[issue_id]:
                continue
            worse, other = (package_of({issue_id: p[issue_id]}) for p in (said.worse, said.better))
            what, better = name_choices(case, worse), name_choices(case, other)
            if entry < said.entry:
                text, pair = f"spoke for {what}, then called {better} better", (entry, said.entry)
            else:
                text = f"called {better} better than {what}, then spoke for the latter: {_EITHER}"
                pair = (said.entry, entry)
            found.setdefault(worse, _tell(evidence, pair, text, (issue_id,)))
    return tuple(found.values())


def find_refused_and_taken(
    case: Case, evidence: Evidence, deeds: list[Deed]
) -> tuple[Contradiction, ...]:
    """Find options that were rejected by themselves, and offered or accepted later; each once."""
    found: dict[Package, Contradiction] = {}
    for reply in _partial_refusals(case, evidence):
        held = set(reply.package.choices)
        for deed in deeds:
            if deed.entry > reply.entry and held < set(deed.package.choices):
                what, it = _named(case, reply.package)
                text = f"rejected {what}, then {deed.word} a package with {it}: {_EITHER}"
                told = _tell(evidence, (reply.entry, deed.entry), text, reply.package.issue_ids)
                found.setdefault(reply.package, told)
    return tuple(found.values())


def _partial_refusals(case: Case, evidence: Evidence) -> Iterator[Reply]:
    """Yield the refusals of options by themselves: with what is settled they make no package."""
    for reply in evidence.replies:
        is_sure = not reply.is_accepted and reply.confidence >= CONFIDENCE_LEAST
        if is_sure and len(case.settled.with_choices(reply.package)) < len(case.agenda):
            yield reply


def _supported(case: Case, evidence: Evidence) -> dict[int, Package]:
    """Return the options that were spoken for, by entry."""
    flat = [(issue.id, option.id) for issue in case.agenda.issues for option in issue.options]
    options: dict[int, dict[str, str]] = {}
    for stance in evidence.stances:
        if stance.sign > 0 and stance.confidence >= CONFIDENCE_LEAST:
            issue_id, option_id = flat[stance.option]
            options.setdefault(stance.entry, {})[issue_id] = option_id
    return {entry: package_of(choices) for entry, choices in options.items()}


def _only_difference(said: Comparison) -> str:
    """Return the issue on which alone two packages differ; empty where there is no such one."""
    if said.better.issue_ids != said.worse.issue_ids:
        return ""
    differing = [i for i in said.better.issue_ids if said.better[i] != said.worse[i]]
    return differing[0] if len(differing) == 1 else ""


def _named(case: Case, package: Package) -> tuple[str, str]:
    """Return the options of a package in words, and the word that stands for them."""
    return name_choices(case, package), "it" if len(package) == 1 else "them"


def _tell(
    evidence: Evidence, pair: tuple[int, int], text: str, issue_ids: tuple[str, ...]
) -> Contradiction:
    return tell_contradiction(evidence, pair[:1], pair[1:], text, issue_ids)
