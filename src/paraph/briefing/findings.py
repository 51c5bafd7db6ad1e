"""What the engines found: everything that a brief is written from."""

from __future__ import annotations

from dataclasses import dataclass

from paraph.advice import Advice
from paraph.analysis import Landing, Zone
from paraph.case import Case
from paraph.counterpart import Drift, Knowledge, Posterior, Question
from paraph.judgement import Pooled, Scorecard
from paraph.negotiation import Party
from paraph.readiness import Readiness


@dataclass(frozen=True)
class Findings:
    """The case and what each engine found of it.

    `theirs`, `knowledge[counterpart]` and `questions[counterpart]` follow the case's
    counterparts. `pooled` holds one entry for each event that somebody forecast.
    `zone_at_mean` is the exact zone at the mean of all beliefs, and `drifts[counterpart]` are
    the signs that a side changed its mind at some date.
    """

    case: Case
    ours: Posterior
    theirs: tuple[Posterior, ...]
    knowledge: tuple[tuple[Knowledge, ...], ...]
    questions: tuple[tuple[Question, ...], ...]
    landing: Landing
    readiness: Readiness
    advice: Advice
    pooled: tuple[Pooled, ...] = ()
    scorecards: tuple[Scorecard, ...] = ()
    zone_at_mean: Zone | None = None
    drifts: tuple[tuple[Drift, ...], ...] = ()

    @property
    def hardest(self) -> int:
        """The place, among the counterparts, of the one least likely to accept.

        Judged by the first proposal, or by the likeliest package where nothing is
        proposed; the first counterpart where there is no package at all.
        """
        packages = [found.package for found in self.landing.packages]
        if not packages:
            return 0
        proposed = [proposal.package for proposal in self.advice.proposals]
        place = packages.index(proposed[0]) if proposed and proposed[0] in packages else 0
        chances = self.landing.packages[place].p_accept[1:]
        return chances.index(min(chances))

    def counterpart(self, place: int) -> Party:
        """The counterpart at this place."""
        return self.case.counterparts[place]
