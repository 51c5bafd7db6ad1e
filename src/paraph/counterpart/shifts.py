"""What differs between two beliefs about a party, in words: weights, best options, no agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from paraph.case import Case
from paraph.counterpart.layout import Floats
from paraph.counterpart.posterior import Posterior
from paraph.negotiation.wording import in_percent

_MOVED_AT = 0.8
"""How likely a number must lie on one side of the other for a shift to be told."""
_DIFFERS_AT = 0.6
"""How likely the best options must be different ones."""
_MOVED_LEAST = 0.05
"""A shift of less than this isn't told, however sure it is."""

ShiftKind = Literal["importance", "wanted", "no agreement"]


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that two beliefs about a party tell differently.

    Of *importance* `first` and `second` are an issue's share of the weight (0..1), of *no
    agreement* its value, in the middle of what is likely; of what is *wanted* how likely
    `first_option` and `second_option` are the best, each in its belief. `p_differs` is how likely
    there is such a difference at all. `description` says it in words.
    """

    kind: ShiftKind
    issue_id: str
    first: float
    second: float
    p_differs: float
    description: str
    first_option: str = ""
    second_option: str = ""


def find_shifts(
    case: Case, first: Posterior, second: Posterior, where: tuple[str, str] | None = None
) -> tuple[Shift, ...]:
    """Find what two beliefs about a party tell differently, the surest first.

    The words set the second against the first as what came later; or, with `where` each of the two
    was heard ("at the working level", "where Ana Ruiz sat"), beside it.
    """
    say = _Contrast(where)
    found = [
        *_shifts_of_importance(case, first, second, say),
        *_shifts_of_wishes(case, first, second, say),
    ]
    if first.is_reservation_identified and second.is_reservation_identified:
        pair = (first.belief.reservation, second.belief.reservation)
        found += _shift_of_number("no agreement", "", "what no agreement is worth", pair, say)
    return tuple(sorted(found, key=lambda shift: -shift.p_differs))


@dataclass(frozen=True, slots=True)
class _Contrast:
    """How the one is set against the other in words."""

    where: tuple[str, str] | None

    def __call__(self, first: str, second: str) -> str:
        if self.where is None:
            return f"{first}, then {second}"
        return f"{first} {self.where[0]}, but {second} {self.where[1]}"


def _shifts_of_importance(
    case: Case, first: Posterior, second: Posterior, say: _Contrast
) -> Iterator[Shift]:
    for place, issue in enumerate(case.agenda.issues):
        pair = (first.belief.weights[:, place], second.belief.weights[:, place])
        what = f"how much {issue.label} matters (share of the weight)"
        yield from _shift_of_number("importance", issue.id, what, pair, say)


def _shift_of_number(
    kind: ShiftKind, issue_id: str, what: str, pair: tuple[Floats, Floats], say: _Contrast
) -> Iterator[Shift]:
    first, second = pair
    middles = float(np.median(first)), float(np.median(second))
    p_differs = _p_moved(first, second)
    if p_differs < _MOVED_AT or abs(middles[1] - middles[0]) < _MOVED_LEAST:
        return
    if kind == "importance":
        numbers = [in_percent(middle) for middle in middles]
    else:
        numbers = [f"{middle:.2f}" for middle in middles]
    text = f"{what}: {say(*numbers)} ({in_percent(p_differs)} likely)"
    yield Shift(kind, issue_id, *middles, p_differs, text)


def _p_moved(first: Floats, second: Floats) -> float:
    """How likely one of two independent numbers is the greater: the likelier of the two."""
    below = np.searchsorted(np.sort(first), second) / len(first)
    return float(max(below.mean(), 1 - below.mean()))


def _shifts_of_wishes(
    case: Case, first: Posterior, second: Posterior, say: _Contrast
) -> Iterator[Shift]:
    for place, issue in enumerate(case.agenda.issues):
        chances = [_p_best(each.belief.option_values[place]) for each in (first, second)]
        best = [int(chance.argmax()) for chance in chances]
        p_differs = 1 - float(chances[0] @ chances[1])
        if best[0] == best[1] or p_differs < _DIFFERS_AT:
            continue
        options = [issue.options[option] for option in best]
        p_best = [float(chance[option]) for chance, option in zip(chances, best, strict=True)]
        told = [
            f"“{option.label}” ({in_percent(p)})" for option, p in zip(options, p_best, strict=True)
        ]
        yield Shift(
            kind="wanted",
            issue_id=issue.id,
            first=p_best[0],
            second=p_best[1],
            p_differs=p_differs,
            description=f"what they want on {issue.label}: {say(*told)}",
            first_option=options[0].id,
            second_option=options[1].id,
        )


def _p_best(values: Floats) -> Floats:
    return np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / len(values)
