"""Moves found in a sentence, before the sentence is put to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paraph.negotiation import NOTHING_SETTLED, Package, package_of
from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import AFFIRMATION
from paraph.record.notes.options import NamedOption
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind

_FEW_CLAUSES = 2
BINDING = (MoveKind.REJECT, MoveKind.OPPOSE, MoveKind.RESERVE)


@dataclass(frozen=True, slots=True)
class Finding:
    """A move before its sentence is put to it."""

    kind: MoveKind
    party_id: str
    rule: str
    package: Package = NOTHING_SETTLED
    over: Package = NOTHING_SETTLED
    equal_to: Package = NOTHING_SETTLED
    issue_ids: tuple[str, ...] = ()
    slighted_ids: tuple[str, ...] = ()
    reported_by: str = ""
    is_hedged: bool = False
    is_inexact: bool = False


def join_offers(
    clauses: tuple[Clause, ...], acts: list[Act | None], named: list[tuple[NamedOption, ...]]
) -> Iterator[Finding]:
    """Join what the clauses of an offer name: "if you …, we could …" is one package."""
    offering = [
        (clause, act)
        for clause, act in zip(clauses, acts, strict=True)
        if act and act.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT)
    ]
    own = [pair for pair in offering if pair[0].is_own and not pair[1].is_conditional]
    clause, act = (own or offering)[0]
    options = [
        option
        for part, of in zip(acts, named, strict=True)
        if not (part and part.kind in BINDING)
        for option in of
    ]
    if options and clause.party_id:
        act = Act(MoveKind.PROPOSE, "offer", any(a.is_hedged for _, a in offering))
        yield from findings_of(clause, act, options)


def bare_package(
    clauses: tuple[Clause, ...], named: list[tuple[NamedOption, ...]]
) -> Iterator[Finding]:
    """Read options said without a verb as an offer: "80 and 24 months?", "24 months, not more".

    One option alone is an offer where nothing else is said.
    """
    options = [option for of in named for option in of]
    is_but = any(clause.text.startswith("but ") for clause in clauses)  # "ok, 90, but then …"
    # "All right, 90 then": see what follows.
    is_yes = AFFIRMATION.match(clauses[0].text) is not None and not is_but
    is_alone = (
        not is_yes
        and len(clauses) <= _FEW_CLAUSES
        and all(clause.is_verbless for clause in clauses)
    )
    if len({option.issue_id for option in options}) > 1 or (options and is_alone):
        act = Act(MoveKind.PROPOSE, "offer", is_hedged=True)
        yield from findings_of(clauses[0], act, options)


def findings_of(clause: Clause, act: Act, options: Iterable[NamedOption]) -> Iterator[Finding]:
    """One move for the options named; a second one where a range names two of an issue."""
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    is_inexact = False
    for option in options:
        is_second = first.get(option.issue_id, option.option_id) != option.option_id
        target = second if is_second else first
        target[option.issue_id] = option.option_id
        is_inexact = is_inexact or not option.is_exact
    for choices in (first, {**first, **second} if second else {}):
        if choices and clause.party_id:
            yield Finding(
                act.kind,
                clause.party_id,
                act.rule,
                package_of(choices),
                reported_by=clause.reported_by,
                is_hedged=act.is_hedged or clause.is_doubtful,
                is_inexact=is_inexact,
            )


def stock_of(vocabulary: Vocabulary, issue_id: str) -> float:
    """How many units of a divided stock there are."""
    numbers = [option.number for option in vocabulary.agenda.issue(issue_id).options]
    return max((number for number in numbers if number is not None), default=0.0)


def package_of_shares(vocabulary: Vocabulary, party_id: str, amounts: dict[str, float]) -> Package:
    """Turn units for a party into options; amounts that the issue doesn't have are left out."""
    holders = {division.issue_id: division.party_id for division in vocabulary.divisions}
    choices = {}
    for issue_id, amount in amounts.items():
        is_holder = holders[issue_id] == party_id
        number = amount if is_holder else stock_of(vocabulary, issue_id) - amount
        for option in vocabulary.agenda.issue(issue_id).options:
            if option.number == number:
                choices[issue_id] = option.id
    return package_of(choices)
