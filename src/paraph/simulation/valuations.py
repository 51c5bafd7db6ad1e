"""What packages are worth to a party in many runs at once, in truth and as others believe."""

from __future__ import annotations

import numpy as np

from paraph.negotiation import Agenda, Belief
from paraph.negotiation.beliefs import Flags, Floats, Indices
from paraph.simulation.constraints import Positions, conditions_hold
from paraph.simulation.situations import Situation

Parts = tuple[Floats, ...]

_TOLERANCE = 1e-9


def true_parts(belief: Belief, draws: Indices) -> Parts:
    """Return weight times option value, one array [row, option] per issue, of these draws."""
    return tuple(part[draws] for part in belief.part_values())


def believed_parts(belief: Belief, knowledge: Floats | None) -> Parts:
    """Return the part values [run, option] that others expect; one row where all know the same."""
    parts = belief.part_values()
    if knowledge is None:
        return tuple(part.mean(axis=0, keepdims=True) for part in parts)
    expected = knowledge @ np.concatenate(parts, axis=1)
    return tuple(np.split(expected, np.cumsum([part.shape[1] for part in parts])[:-1], axis=1))


def values_of(agenda: Agenda, belief: Belief, parts: Parts, positions: Positions) -> Floats:
    """Return values[row, package] of positions[set, package, issue], one set or one per row."""
    n_rows = max(positions.shape[0], parts[0].shape[0] if parts else 1)
    total = np.zeros((n_rows, positions.shape[1]))
    for issue, part in enumerate(parts):
        column = positions[:, :, issue]
        if len(column) == 1:
            total += part[:, column[0]]
        else:
            n_options = part.shape[1]
            starts = np.arange(len(part))[:, None] * n_options
            total += np.take(part, starts + column)
    for interaction in belief.interactions:
        total += interaction.value * conditions_hold(agenda, interaction.conditions, positions)
    return total


def admissible(
    agenda: Agenda, belief: Belief, draws: Indices, values: Floats, positions: Positions
) -> Flags:
    """Return admissible[row, package]: worth the reservation value, no red line crossed."""
    suits: Flags = values >= belief.reservation[draws][:, None] - _TOLERANCE
    assert belief.red_line_holds is not None
    for index, line in enumerate(belief.red_lines):
        crossed = conditions_hold(agenda, line.conditions, positions)
        suits &= ~(belief.red_line_holds[draws][:, [index]] & crossed)
    return suits


def believed_gains(situation: Situation, party: int, parts: Parts, positions: Positions) -> Floats:
    """Return the share of what the party can gain over no agreement that others expect it to gain.

    `parts` are the part values that the others believe it has. Returns gains[run, package], one
    row where all runs know the same; the lowest where the others think it more likely than not
    that the package crosses a red line that the party means.
    """
    agenda = situation.setting.agenda
    belief = situation.setting.beliefs[party]
    knowledge = situation.knowledge[party]
    values = values_of(agenda, belief, parts, positions)
    equal = np.full((1, belief.n_draws), 1 / belief.n_draws)
    held = equal if knowledge is None else knowledge
    floor = (held @ belief.reservation)[:, None]
    gains: Floats = (values - floor) / np.maximum(1.0 - floor, 1e-6)
    assert belief.red_line_holds is not None
    p_meant = held @ belief.red_line_holds
    for index, line in enumerate(belief.red_lines):
        crossed = conditions_hold(agenda, line.conditions, positions)
        gains = np.where((p_meant[:, [index]] > 0.5) & crossed, -10.0, gains)
    return gains
