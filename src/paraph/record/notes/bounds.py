"""What is rejected where a party says what the last is that it would take.

That is what lies next beyond: below "at least 4 per cent" stands 3. The words tell on which side
it lies, or else the direction that the case states for the party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from paraph.negotiation import Direction, Issue, Party
from paraph.record.notes.acts import Act
from paraph.record.notes.limits import Side
from paraph.record.notes.moves import ProposedMove
from paraph.record.notes.options import NamedOption
from paraph.record.notes.quantities import Scale, scale_of
from paraph.record.notes.red_lines import judge_red_line, side_of_red_line
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.sessions import MoveKind


def acts_at_bounds(
    act: Act,
    options: Iterable[NamedOption],
    party_id: str,
    vocabulary: Vocabulary,
    before: Sequence[ProposedMove],
) -> Iterator[tuple[Act, NamedOption]]:
    """Yield what an act that speaks of a bound or a red line does to each option it names.

    Where the side isn't known, a bound is supported, weakly; of a red line nothing is read, unless
    the moves `before` it tell. Options that are no numbers have nothing beyond them. Beside a
    bound, what else the clause names isn't meant.
    """
    party = next((party for party in vocabulary.parties if party.id == party_id), None)
    for option in _bounded(act, tuple(options)):
        issue = vocabulary.agenda.issue(option.issue_id)
        scale = scale_of(issue)
        side = act.side or (_side_wanted(party, issue, scale) if party and scale else Side.UNSAID)
        if act.is_red_line and party and scale and side is Side.UNSAID:
            side = side_of_red_line(option, party_id, scale, before)
        if act.is_red_line and party and (scale is None or side is Side.UNSAID):
            yield from judge_red_line(act, option, party, before)
        elif scale is None or side is Side.UNSAID:
            yield replace(act, kind=MoveKind.SUPPORT, rule="bound", is_hedged=True), option
        elif beyond := scale.beyond(option.number, side):
            kept = replace(act, kind=MoveKind.REJECT, rule="bound")
            yield kept, NamedOption(issue.id, beyond, number=option.number)
        elif act.is_red_line:  # nothing lies beyond the last number, so that it is meant itself
            yield replace(act, is_hedged=True), option


def _bounded(act: Act, options: tuple[NamedOption, ...]) -> tuple[NamedOption, ...]:
    """The options that a bound is about: those of its number; else one alone, or a red line's."""
    if act.figure is not None:
        return tuple(option for option in options if option.number == act.figure)
    return options if act.is_red_line or len(options) == 1 else ()


def _side_wanted(party: Party, issue: Issue, scale: Scale) -> Side:
    """Where what a party wants less of an issue lies, by the numbers, if the case says so."""
    stated = (values for values in party.preference.values if values.issue_id == issue.id)
    direction = next((values.direction for values in stated), None)
    listed = [number for _, number in scale.numbers]
    if direction is None or listed not in (sorted(listed), sorted(listed, reverse=True)):
        return Side.UNSAID
    is_more = (direction is Direction.MORE) == (listed[0] < listed[-1])
    return Side.BELOW if is_more else Side.ABOVE
