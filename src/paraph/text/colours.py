"""Colour as a mark of agreement: `{green}agreed words{/green}` in a colour-coded bilateral text.

In a Word file the colour is highlighting; in plain text it is written with these marks. Colours
count only where the forum's profile gives them a meaning.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from paraph.text.profile import COLOUR_MARK, Profile, Step


@dataclass(frozen=True, slots=True)
class ColourRun:
    """A stretch in one colour, from `start` to `end` without its marks."""

    colour: str
    step: Step
    start: int
    end: int


def find_colour_runs(source: str, profile: Profile) -> tuple[ColourRun, ...]:
    """Return the coloured stretches in order.

    A colour lasts until its closing mark, the next opening mark, or the end of the draft.
    """
    steps = dict(profile.colours)
    runs: list[ColourRun] = []
    current: tuple[str, int] | None = None
    for found in COLOUR_MARK.finditer(source) if steps else ():
        if current:
            colour, start = current
            runs.append(ColourRun(colour, steps.get(colour, Step.OPEN), start, found.start()))
        current = None if found[1] else (found[2], found.end())
    if current:
        colour, start = current
        runs.append(ColourRun(colour, steps.get(colour, Step.OPEN), start, len(source)))
    return tuple(runs)


def step_at(runs: tuple[ColourRun, ...], offset: int) -> Step:
    """The step that the colour at an offset stands for; open where there is no colour."""
    index = bisect_right(runs, offset, key=lambda run: run.start) - 1
    is_inside = index >= 0 and offset < runs[index].end
    return runs[index].step if is_inside else Step.OPEN
