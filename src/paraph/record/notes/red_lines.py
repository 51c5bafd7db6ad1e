"""Whether a red line is what a party won't take, or what it won't do without.

"Taking on all apprentices is a red line" is a demand of whoever asks for it, and a refusal of
whoever was asked. The words don't say which; what was read before them in the note may, or what
the case states of the party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from paraph.negotiation import Party
from paraph.record.notes.acts import Act
from paraph.record.notes.limits import Side
from paraph.record.notes.moves import ProposedMove
from paraph.record.notes.options import NamedOption
from paraph.record.notes.quantities import Scale
from paraph.record.sessions import MoveKind

_LAST = 60  # moves before the sentence that are looked at, so that time grows with the note alone
_WANTING = (MoveKind.PROPOSE, MoveKind.ACCEPT, MoveKind.SUPPORT)
_REFUSING = (MoveKind.REJECT, MoveKind.OPPOSE)


@dataclass(frozen=True, slots=True)
class _Stands:
    """Options of an issue that somebody last wanted, and refused."""

    wanted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


def judge_red_line(
    act: Act, option: NamedOption, party: Party, before: Sequence[ProposedMove]
) -> Iterator[tuple[Act, NamedOption]]:
    """Yield the demand or refusal that a red line on an option in words is; nothing if unclear."""
    own, others = _stands_of(option.issue_id, party.id, before)
    best, worst = _ends_stated(party, option.issue_id)
    is_refused = option.option_id in own.refused or bool(own.wanted - {option.option_id})
    is_refused = is_refused or (not own.wanted and option.option_id in others.wanted)
    is_wanted = option.option_id in own.wanted
    is_wanted = is_wanted or (not own.refused and option.option_id in others.refused)
    if is_wanted == is_refused:
        is_wanted, is_refused = option.option_id == best, option.option_id == worst
    if is_wanted:
        yield replace(act, kind=MoveKind.SUPPORT, rule="support", is_hedged=True), option
    elif is_refused:
        yield replace(act, is_hedged=True), option


def side_of_red_line(
    option: NamedOption, party_id: str, scale: Scale, before: Sequence[ProposedMove]
) -> Side:
    """On which side of a number a party refuses, by the numbers that it and others asked for."""
    own, others = _stands_of(option.issue_id, party_id, before)
    numbers = dict(scale.numbers)
    asked = [numbers[wanted] - option.number for wanted in own.wanted if wanted in numbers]
    met = [numbers[wanted] - option.number for wanted in others.wanted if wanted in numbers]
    is_more = any(gap > 0 for gap in asked) or any(gap < 0 for gap in met)
    is_less = any(gap < 0 for gap in asked) or any(gap > 0 for gap in met)
    if is_more == is_less:
        return Side.UNSAID
    return Side.BELOW if is_more else Side.ABOVE


def _stands_of(
    issue_id: str, party_id: str, before: Sequence[ProposedMove]
) -> tuple[_Stands, _Stands]:
    """What a party, and the others, last wanted of an issue, and what each refused."""
    wanted: dict[str, str] = {}
    refused: dict[str, set[str]] = {}
    for proposed in before[-_LAST:]:
        move = proposed.move
        option_id = move.package.as_dict().get(issue_id, "")
        if option_id and move.kind in _WANTING:
            wanted[move.party_id] = option_id
        elif option_id and move.kind in _REFUSING:
            refused.setdefault(move.party_id, set()).add(option_id)
    own = _Stands(
        frozenset(option for party, option in wanted.items() if party == party_id),
        frozenset(refused.get(party_id, ())),
    )
    others = _Stands(
        frozenset(option for party, option in wanted.items() if party != party_id),
        frozenset(o for party, options in refused.items() if party != party_id for o in options),
    )
    return own, others


def _ends_stated(party: Party, issue_id: str) -> tuple[str, str]:
    """The best and the worst option of an issue for a party, if the case ranks or values them."""
    stated = next((v for v in party.preference.values if v.issue_id == issue_id), None)
    if stated is None:
        return "", ""
    if len(stated.ranking) > 1:
        first, last = stated.ranking[0], stated.ranking[-1]
        return first[0] if len(first) == 1 else "", last[0] if len(last) == 1 else ""
    valued = sorted(stated.values, key=lambda pair: pair[1].low + pair[1].high)
    return (valued[-1][0], valued[0][0]) if len(valued) > 1 else ("", "")
