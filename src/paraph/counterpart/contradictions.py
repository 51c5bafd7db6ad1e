"""Contradictions: what a party says against what it says or does elsewhere.

A change of mind looks the same: the dates are in the words. What belongs together is told once: a
red line with all that crosses it, a package with all that was done with it, a re-ranking with all
issues that changed places in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import TypeVar

from paraph.case import Case
from paraph.counterpart.circles import find_circles
from paraph.counterpart.deeds import NEW_POSITION, Deed, find_deeds, find_words_belied
from paraph.counterpart.evidence import Comparison, Evidence, Order, Stance, describe_package
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.rerankings import find_rerankings
from paraph.counterpart.telling import tell_contradiction
from paraph.counterpart.turnabouts import (
    find_refused_and_supported,
    find_refused_and_taken,
    find_supported_and_called_worse,
)
from paraph.negotiation import EqualAnswer, Package
from paraph.negotiation.wording import conditions_in_words, listed

_BELIEVED_FROM = 0.5
_Words = TypeVar("_Words", Stance, Comparison, Order)


def find_contradictions(case: Case, evidence: Evidence) -> tuple[Contradiction, ...]:
    """Find entries of one party that can't both show what it wants, the most telling first.

    Found, in this order: a red line that it crosses; a package proposed or accepted, and rejected;
    words that its offers go against again and again (`find_words_belied`); an option spoken against
    and yet offered or accepted, or spoken both for and against; one rejected by itself and spoken
    for; an order of importance, or what matters most, that changed; two packages compared each way,
    or called about equal once; answers in a circle; and what may be a concession as well: an option
    spoken for and called worse than another, or rejected by itself and then offered or accepted;
    last what may be a new position: a red line declared, or an option spoken against, after the
    party had offered or accepted that. Words that are more likely untrue than true count for none.
    """
    evidence = _believed(evidence)
    deeds = find_deeds(evidence)
    found = [
        *_crossed_red_lines(case, evidence, deeds, is_since=True),
        *_between_replies(evidence, deeds),
        *find_words_belied(case, evidence, deeds),
        *_between_stances_and_deeds(case, evidence, deeds, is_since=True),
        *_between_stances(case, evidence),
    ]
    found += _untold(find_refused_and_supported(case, evidence), found)
    found += find_rerankings(case, evidence)
    found += _between_comparisons(case, evidence)
    found += find_circles(case, evidence)
    found += _untold(find_supported_and_called_worse(case, evidence), found)
    found += _untold(find_refused_and_taken(case, evidence, deeds), found)
    found += _untold(_crossed_red_lines(case, evidence, deeds, is_since=False), found)
    found += _untold(_between_stances_and_deeds(case, evidence, deeds, is_since=False), found)
    return tuple(dict.fromkeys(found))


def _believed(evidence: Evidence) -> Evidence:
    """Leave out words that are on record with a confidence under one half, as of a rumour."""

    def kept(words: Sequence[_Words]) -> tuple[_Words, ...]:
        return tuple(each for each in words if each.confidence >= _BELIEVED_FROM)

    return replace(
        evidence,
        stances=kept(evidence.stances),
        comparisons=kept(evidence.comparisons),
        orders=kept(evidence.orders),
    )


def _untold(more: Iterable[Contradiction], told: list[Contradiction]) -> list[Contradiction]:
    """Return what isn't told already: about one of its issues, and with one of its entries."""
    return [
        each
        for each in more
        if not any(
            {each.first, each.second} & {other.first, other.second}
            and set(each.issue_ids) & set(other.issue_ids)
            for other in told
        )
    ]


def _pair(
    evidence: Evidence, first: int, second: int, description: str, issue_ids: tuple[str, ...] = ()
) -> Contradiction:
    return tell_contradiction(evidence, [first], [second], description, issue_ids)


def _done(deeds: list[Deed]) -> str:
    return listed(list(dict.fromkeys(deed.word for deed in deeds)))


def _crossed_red_lines(
    case: Case, evidence: Evidence, deeds: list[Deed], *, is_since: bool
) -> list[Contradiction]:
    """Each red line that the party itself crossed, once, with its options in words.

    Those crossed since they were declared, or before only.
    """
    found = []
    for place, line in enumerate(evidence.red_lines):
        crossing = [deed for deed in deeds if line.is_crossed_by(deed.package)]
        since = [deed for deed in crossing if evidence.is_since_declared(line, deed.entry)]
        never = conditions_in_words(case.agenda, line.conditions)
        if since and is_since:
            text = f"declared a red line, never {never}, yet {_done(since)} it"
            found.append(_pair(evidence, place, since[0].entry, text, line.issue_ids))
        elif crossing and not since and not is_since:
            text = f"{_done(crossing)} what they declared a red line later (never {never})"
            last = crossing[-1].entry
            found.append(_pair(evidence, last, place, f"{text}: {NEW_POSITION}", line.issue_ids))
    return found


def _between_replies(evidence: Evidence, deeds: list[Deed]) -> list[Contradiction]:
    """Each package that was both taken (proposed, accepted) and rejected, once."""
    done: dict[Package, list[Deed]] = {}
    rejections = [
        Deed("rejected", reply.package, reply.entry)
        for reply in evidence.replies
        if not reply.is_accepted
    ]
    for deed in sorted([*deeds, *rejections], key=lambda each: each.entry):
        done.setdefault(deed.package, []).append(deed)
    found = []
    for package, each in done.items():
        first = each[0]
        turned = next(
            (d for d in each if d.is_for != first.is_for and d.entry != first.entry), None
        )
        if turned:
            text = f"{first.word}, then {turned.word} the same package"
            found.append(_pair(evidence, first.entry, turned.entry, text, package.issue_ids))
    return found


def _label(case: Case, option: int) -> str:
    flat = [(issue, choice) for issue in case.agenda.issues for choice in issue.options]
    issue, choice = flat[option]
    return f"{choice.label!r} on {issue.label}"


def _issue_id(evidence: Evidence, stance: Stance) -> str:
    place = int(evidence.layout.issue_of[stance.option])
    return evidence.layout.agenda.issues[place].id


def _between_stances(case: Case, evidence: Evidence) -> list[Contradiction]:
    def day_of(stance: Stance) -> date:
        return evidence.entries[stance.entry].day or date.min

    first: dict[int, Contradiction] = {}
    for a, b in combinations(sorted(evidence.stances, key=day_of), 2):
        if a.option == b.option and a.sign != b.sign and a.entry != b.entry:
            text = f"spoke both for and against {_label(case, a.option)}"
            issue_ids = (_issue_id(evidence, a),)
            first.setdefault(a.option, _pair(evidence, a.entry, b.entry, text, issue_ids))
    return list(first.values())


def _between_stances_and_deeds(
    case: Case, evidence: Evidence, deeds: list[Deed], *, is_since: bool
) -> list[Contradiction]:
    """Options spoken against and taken; once for each option, those of one pair together.

    Those taken since they were spoken against, or before only.
    """
    told = _options_behind_red_lines(evidence)
    pairs: dict[tuple[int, int], list[tuple[Stance, list[Deed]]]] = {}
    for stance in evidence.stances:
        is_said = (
            stance.sign < 0 and stance.power >= 1 and evidence.entries[stance.entry].session_id
        )
        taken = [deed for deed in deeds if _holds(evidence, stance, deed.package)]
        taken = [deed for deed in taken if (deed.entry > stance.entry) == is_since]
        if is_said and taken and stance.option not in told:
            told.add(stance.option)
            at = taken[0 if is_since else -1].entry
            pairs.setdefault((stance.entry, at), []).append((stance, taken))
    found = []
    for (said, at), each in pairs.items():
        labels = listed([_label(case, stance.option) for stance, _ in each])
        it = "it" if len(each) == 1 else "them"
        done = _done([deed for _, taken in each for deed in taken])
        issue_ids = tuple(_issue_id(evidence, stance) for stance, _ in each)
        if is_since:
            text, pair = f"spoke against {labels}, yet {done} {it}", (said, at)
        else:
            text, pair = f"{done} {labels}, then spoke against {it}: {NEW_POSITION}", (at, said)
        found.append(_pair(evidence, *pair, text, issue_ids))
    return found


def _options_behind_red_lines(evidence: Evidence) -> set[int]:
    """Return the options that are red lines by themselves: what crosses those is told as such."""
    return {
        evidence.layout.option(line.conditions[0].issue_id, option_id)
        for line in evidence.red_lines
        if len(line.conditions) == 1
        for option_id in line.conditions[0].option_ids
    }


def _holds(evidence: Evidence, stance: Stance, package: Package) -> bool:
    layout = evidence.layout
    issue = layout.agenda.issues[layout.issue_of[stance.option]]
    return issue.id in package and layout.option(issue.id, package[issue.id]) == stance.option


def _between_comparisons(case: Case, evidence: Evidence) -> list[Contradiction]:
    def is_opposite(a: Comparison, b: Comparison) -> bool:
        return a.better == b.worse and a.worse == b.better

    def is_equal_once(a: Comparison, b: Comparison) -> bool:
        is_same_pair = {a.better, a.worse} == {b.better, b.worse}
        return is_same_pair and (a.equal is EqualAnswer.SAID) != (b.equal is EqualAnswer.SAID)

    first: dict[tuple[frozenset[Package], str], Contradiction] = {}
    for a, b in combinations(evidence.comparisons, 2):
        pair = " and ".join(f"“{describe_package(case, p)}”" for p in (a.better, a.worse))
        if is_equal_once(a, b):
            text = f"compared {pair}, and called them about equal once"
        elif is_opposite(a, b) and a.equal is not EqualAnswer.SAID:
            text = f"compared {pair}, each way once"
        else:
            continue
        key = (frozenset((a.better, a.worse)), text)
        first.setdefault(key, _pair(evidence, a.entry, b.entry, text, a.better.issue_ids))
    return list(first.values())
