"""What working-level meetings do: agreement, value and failure after 0 to 10 of them.

On the ANAC domains, with principals who are staff-led or gut-led. Prints the table, and writes it
into docs/discussion/working-level-meetings.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks._bargains import Bargain, read_bargains, surround
from benchmarks._pages import replace_part
from paraph.negotiation import NOTHING_SETTLED, Authority, Mandate, MandateItem
from paraph.record import Level
from paraph.simulation import (
    BALANCED,
    MeetingSettings,
    RouteSettings,
    Setting,
    Stage,
    SummitSettings,
    play_route,
)

N_MEETINGS = 10
N_RUNS = 100
N_DRAWS = 150
FLOORS = (0.0, 0.6)
PAGE = "discussion/working-level-meetings.md"


@dataclass(frozen=True)
class Condition:
    """What is varied: how often principals follow their gut, and the least reservation value."""

    p_gut: float
    floor: float

    @property
    def words(self) -> str:
        """The condition in words."""
        led = "gut-led" if self.p_gut else "staff-led"
        return f"{led}, " + (
            f"no agreement worth at least {self.floor:g}" if self.floor else "as the domains are"
        )


def main() -> None:
    """Play all domains under all conditions, print the table and write it into the page."""
    bargains = read_bargains()
    print(f"{len(bargains)} domains, {N_RUNS} runs each")
    tables = []
    for condition in (Condition(p_gut, floor) for floor in FLOORS for p_gut in (0.0, 1.0)):
        rows = summarise([measure(bargain, condition) for bargain in bargains])
        tables.append(f"**Principals {condition.words}**\n\n{rows}")
        print(tables[-1], "\n", flush=True)
    about = f"{len(bargains)} domains, {N_RUNS} runs of each under each condition."
    print("written:", replace_part(PAGE, "tables", "\n\n".join([about, *tables])))


def measure(bargain: Bargain, condition: Condition) -> np.ndarray:
    """Return measures[number of meetings, measure] of one domain, means over its runs.

    The measures: agreement, value to the first party, to the second, their sum, walk-outs,
    issues settled below the principals (as a share).
    """
    rng = np.random.default_rng(7)
    beliefs = tuple(
        surround(
            replace(preference, reservation=max(preference.reservation, condition.floor)),
            name,
            N_DRAWS,
            rng,
        )
        for name, preference in zip("ab", bargain.preferences, strict=True)
    )
    settings = RouteSettings(
        summit=SummitSettings(n_runs=N_RUNS, tactics=(BALANCED,), p_walkout=0.05),
        meeting=MeetingSettings(n_drafted=max(1, len(bargain.agenda) // 4)),
        p_gut=condition.p_gut,
    )
    stages = play_route(
        Setting(bargain.agenda, beliefs),
        [_mandate(bargain, party) for party in range(2)],
        NOTHING_SETTLED,
        [Level.WORKING] * N_MEETINGS,
        settings,
        draws=np.zeros((N_RUNS, 2), dtype=np.intp),
    )
    return np.array([_measures(stage, len(bargain.agenda)) for stage in stages])


def summarise(measured: Sequence[np.ndarray]) -> str:
    """Return the means over domains as a Markdown table, with 90 % intervals."""
    every = np.stack(measured)
    lines = [
        "| meetings | agreement | walk-outs | value, one side | the other | sum | settled below |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for n_meetings in range(every.shape[1]):
        agreed, first, second, total, walked, settled = (
            _with_interval(every[:, n_meetings, k]) for k in range(6)
        )
        lines.append(
            f"| {n_meetings} | {agreed} | {walked} | {first} | {second} | {total} | {settled} |"
        )
    return "\n".join(lines)


def _mandate(bargain: Bargain, party: int) -> Mandate:
    """Staff may settle everything but the issue that weighs most with their principal."""
    weights = bargain.preferences[party].weights
    kept = int(np.argmax(weights))
    return Mandate(
        tuple(
            MandateItem(issue_id, Authority.PRINCIPAL if place == kept else Authority.STAFF)
            for place, issue_id in enumerate(bargain.agenda.issue_ids)
        )
    )


def _measures(stage: Stage, n_issues: int) -> list[float]:
    summits = stage.summits
    first, second = summits.values.mean(axis=0)
    return [
        summits.p_agreement,
        float(first),
        float(second),
        float(first + second),
        float(summits.has_walked_out.mean()),
        float(stage.n_settled.mean()) / n_issues,
    ]


def _with_interval(values: np.ndarray) -> str:
    """Return the mean over domains, give or take its 90 % interval."""
    half = 1.645 * values.std(ddof=1) / np.sqrt(len(values))
    return f"{values.mean():.2f} ± {half:.2f}"


if __name__ == "__main__":
    main()
