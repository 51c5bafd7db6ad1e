"""What we believe of a party after the moves on record, and what made us believe it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from paraph.counterpart.repeats import Repeat
from paraph.counterpart.settings import InferenceSettings
from paraph.negotiation import Agenda, Belief, Estimate, Recalled, estimate_from
from paraph.negotiation.beliefs import conditions_hold


@dataclass(frozen=True, slots=True)
class Influence:
    """How far one entry of the record moved the posterior.

    `shift` (0..1) is by how much the mean of one quantity would change without the entry;
    `on` names the quantity that it moved most. `move_index` counts the session's moves from
    0; -1 is what was agreed there.
    """

    session_id: str
    move_index: int
    description: str
    shift: float
    on: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two entries that can't both show what the party wants, why, and on which issues if told.

    `between` are the last day of what came first and the first day of what came after, if the one
    was over by then; None where that isn't told. `explained_by` is the likeliest day of a change of
    mind that is told and lies between the two.
    """

    first: str
    second: str
    description: str
    issue_ids: tuple[str, ...] = ()
    between: tuple[date, date] | None = None
    explained_by: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeOfMind:
    """A change of mind that is nearly certain, and what it means for what is believed.

    Since `day` the party seems to want something else, with probability `p_changed`; `n_moves` of
    the `n_moves_in_all` that it made are of that time. `is_followed`: the belief rests on these
    alone; else they tell too little by themselves, and it rests on all. `is_as_stated`: the belief
    keeps what is stated of the party's importance and options; else that is left out of it, for the
    moves since the change are likelier without.
    """

    day: date
    p_changed: float
    n_moves: int
    n_moves_in_all: int
    is_followed: bool = True
    is_as_stated: bool = True


@dataclass(frozen=True)
class Posterior:
    """What is believed of one party's preference: draws, and their summaries.

    `importance[issue]` and `option_values[issue][option]` follow the agenda. `n_effective` is
    how many independent draws the belief is worth. `is_reservation_identified` says whether
    the record narrowed the reservation value at all, beyond what was held before it.
    `log_evidence` is the logarithm of the probability of the record, up to a constant of it.
    `alike[issue]` holds places of options in groups that nothing on record tells apart, and
    `mean_parts[issue][option]` what each option is expected to add to a package's value; it is
    one number for options alike, and rests on more draws than the belief holds, all of one kind:
    either the party's wishes run against ours, or they have nothing to do with them. `p_opposed`
    is how likely the first is; None where nothing is stated of our own values. `repeats` are acts
    that were entered more than once, and counted once. `recalled` says where part of what was held
    before the record comes from, if from a past case; `change_of_mind`, whether the party has
    changed its mind, as good as certainly, and which part of the record is believed for that.
    """

    party_id: str
    belief: Belief
    importance: tuple[Estimate, ...]
    reservation: Estimate
    option_values: tuple[tuple[Estimate, ...], ...]
    n_moves: int
    n_effective: float
    is_reservation_identified: bool
    influences: tuple[Influence, ...]
    contradictions: tuple[Contradiction, ...]
    method: str
    settings: InferenceSettings
    seed: int
    digest: str
    log_evidence: float = 0.0
    alike: tuple[tuple[tuple[int, ...], ...], ...] = ()
    mean_parts: tuple[tuple[float, ...], ...] = ()
    p_opposed: float | None = None
    repeats: tuple[Repeat, ...] = ()
    recalled: Recalled | None = None
    change_of_mind: ChangeOfMind | None = None

    def option_ranks(self) -> tuple[tuple[Estimate, ...], ...]:
        """Return rank[issue][option] of each option within its issue, 1 the party's best.

        Options that are as good as each other in a draw have the same rank, the better one; those
        alike have the same estimate.
        """
        return tuple(
            tuple(estimate_from(ranks[:, group].ravel()) for group in groups)
            for ranks, groups in self._by_option(_ranks)
        )

    def p_best(self) -> tuple[tuple[float, ...], ...]:
        """Return p[issue][option]: how probably (0..1) each option is the party's best."""
        return tuple(
            tuple(float(is_best[:, group].mean()) for group in groups)
            for is_best, groups in self._by_option(_is_best)
        )

    def _by_option(
        self, find: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    ) -> Iterator[tuple[NDArray[np.float64], list[list[int]]]]:
        """Yield found[draw, option] of each issue, and for each option those alike to it."""
        for issue, values in enumerate(self.belief.option_values):
            groups = self.alike[issue] if self.alike else ()
            found = {place: list(group) for group in groups for place in group}
            yield find(values), [found.get(place, [place]) for place in range(values.shape[1])]

    def mean_values(self, agenda: Agenda, positions: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the expected value of each package of positions[package, issue].

        An issue at position -1 is open and adds nothing; stated interactions count.
        """
        total = np.zeros(len(positions))
        for part, column in zip(self.mean_parts, positions.T, strict=True):
            total += np.where(column >= 0, np.array(part)[np.maximum(column, 0)], 0.0)
        for interaction in self.belief.interactions:
            holds = conditions_hold(agenda, interaction.conditions, positions)
            total += interaction.value * holds
        return total


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((values[:, None, :] > values[:, :, None]).sum(axis=2) + 1.0)


def _is_best(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.eye(values.shape[1])[values.argmax(axis=1)])
