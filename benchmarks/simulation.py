"""How many negotiations a second, beside NegMAS's SAO mechanism on the same domains and tactics.

Both play ten rounds, which are twenty proposals, with reservation value 0, over 1,000 and 100,000
packages, in this process, in turn; both build what they need per negotiation anew where they do so
in use. NegMAS plays as many negotiations as fit into the time, one at least. The last table has no
peer: it is Paraph's speed where what the sides want isn't certain, on one core and on two.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

import numpy as np

from benchmarks._negmas import to_negmas
from benchmarks._pages import replace_part
from paraph.negotiation import NOTHING_SETTLED, Agenda, Belief, Issue, Option
from paraph.simulation import Choice, SummitSettings, Tactic, only, play_summits
from paraph.simulation.tactics import (
    BOULWARE,
    CONCEDER,
    HARDLINER,
    LINEAR,
    MICRO,
    TIT_FOR_TAT,
    TRADE_OFF,
)

PAGE = "discussion/readiness.md"
N_ROUNDS = 10
DOMAINS = ((3, 10), (5, 10))
N_RUNS = 50_000
SECONDS = 10.0
TARGETS = {1_000: 200, 100_000: 1_000}
AS_IN_NEGMAS = {
    BOULWARE: "BoulwareTBNegotiator",
    CONCEDER: "ConcederTBNegotiator",
    LINEAR: "LinearTBNegotiator",
    TIT_FOR_TAT: "NaiveTitForTatNegotiator",
    MICRO: "MiCRONegotiator",
    HARDLINER: "ToughNegotiator",
}
PAIRS = (
    (BOULWARE, CONCEDER),
    (LINEAR, LINEAR),
    (TIT_FOR_TAT, LINEAR),
    (MICRO, MICRO),
    (HARDLINER, CONCEDER),
)


@dataclass(frozen=True)
class Speed:
    """Negotiations a second, the share that agreed, and the rounds used on average."""

    rate: float
    agreed: float
    rounds: float


def main() -> None:
    """Print both tables, and write them into the page."""
    lines = [
        f"{N_ROUNDS} rounds of two proposals; {N_RUNS:,} negotiations of Paraph's in each row.",
        "",
        "| packages | tactics | Paraph, a second | NegMAS, a second | ratio | target "
        "| agreed, Paraph | agreed, NegMAS |",
        "|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    for n_issues, n_options in DOMAINS:
        agenda = make_agenda(n_issues, n_options)
        beliefs = make_beliefs(agenda)
        for pair in PAIRS:
            ours = measure_paraph(agenda, beliefs, pair)
            theirs = measure_negmas(agenda, beliefs, pair)
            lines.append(
                f"| {agenda.n_packages:,} | {pair[0].name}, {pair[1].name} | {ours.rate:,.0f} "
                f"| {theirs.rate:,.1f} | {ours.rate / theirs.rate:,.0f} "
                f"| {TARGETS[agenda.n_packages]:,} | {ours.agreed:.2f} | {theirs.agreed:.2f} |"
            )
            print(lines[-1], flush=True)
    lines += ["", *measure_unsure()]
    print("\n".join(lines))
    replace_part(PAGE, "speed", "\n".join(lines))


def make_agenda(n_issues: int, n_options: int) -> Agenda:
    """Make issues with equally many options."""
    options = tuple(Option(f"o{k}", f"Option {k}") for k in range(n_options))
    return Agenda(tuple(Issue(f"i{k}", f"Issue {k}", options) for k in range(n_issues)))


def make_beliefs(agenda: Agenda, n_draws: int = 1, seed: int = 1) -> tuple[Belief, Belief]:
    """Draw preferences at random for each of two parties; a single draw is a certain one."""
    rng = np.random.default_rng(seed)
    first, second = (
        Belief(
            party_id=name,
            weights=rng.dirichlet(np.ones(len(agenda)), n_draws),
            option_values=tuple(
                rng.permuted(np.tile(np.linspace(0, 1, n), (n_draws, 1)), axis=1)
                for n in agenda.shape
            ),
            reservation=np.zeros(n_draws),
        )
        for name in "ab"
    )
    return first, second


def measure_paraph(
    agenda: Agenda, beliefs: tuple[Belief, Belief], pair: tuple[Tactic, Tactic]
) -> Speed:
    """Play two tactics against each other."""
    settings = SummitSettings(
        n_exchanges=2 * N_ROUNDS, n_runs=N_RUNS, tactics=(only(pair[0]), only(pair[1]))
    )
    start = time.perf_counter()
    summits = play_summits(agenda, beliefs, (), NOTHING_SETTLED, settings)
    seconds = time.perf_counter() - start
    return Speed(N_RUNS / seconds, summits.p_agreement, float(summits.n_used.mean()) / 2)


def measure_negmas(
    agenda: Agenda, beliefs: tuple[Belief, Belief], pair: tuple[Tactic, Tactic]
) -> Speed:
    """The same for NegMAS: as many negotiations as fit into the time, one at least."""
    n_done, n_agreed, n_rounds = 0, 0, 0
    start = time.perf_counter()
    for state in _play_negmas(agenda, beliefs, pair):
        n_done += 1
        n_agreed += state.agreement is not None
        n_rounds += state.step
        if time.perf_counter() - start > SECONDS:
            break
    seconds = time.perf_counter() - start
    return Speed(n_done / seconds, n_agreed / n_done, n_rounds / n_done)


def _play_negmas(
    agenda: Agenda, beliefs: tuple[Belief, Belief], pair: tuple[Tactic, Tactic]
) -> Iterator[object]:
    import negmas.sao.negotiators as negotiators
    from negmas import SAOMechanism

    issues, functions = to_negmas(agenda, [belief.preference(0) for belief in beliefs])
    kinds = [getattr(negotiators, AS_IN_NEGMAS[tactic]) for tactic in pair]
    turn = 0
    while True:
        mechanism = SAOMechanism(issues=issues, n_steps=N_ROUNDS)
        order = (0, 1) if turn % 2 == 0 else (1, 0)
        for party in order:
            mechanism.add(kinds[party](name=f"p{party}"), ufun=functions[party])
        turn += 1
        yield mechanism.run()


def measure_unsure() -> list[str]:
    """Return the table of Paraph's speed with 200 draws of each side's preference."""
    lines = [
        "With 200 draws of what each side wants, six proposals a meeting; negotiations a minute:",
        "",
        "| packages | tactics | one core | two cores | target |",
        "|---:|---|---:|---:|---:|",
    ]
    for n_issues, n_options in ((3, 6), (6, 4), (10, 4)):
        for tactic in (LINEAR, TRADE_OFF, replace(LINEAR, name="learner", choice=Choice.INFORMED)):
            one, two = _rate(n_issues, n_options, tactic, 1), _rate(n_issues, n_options, tactic, 2)
            lines.append(
                f"| {n_options**n_issues:,} | {tactic.name} | {one:,.0f} | {two:,.0f} | 100,000 |"
            )
    return lines


def _rate(n_issues: int, n_options: int, tactic: Tactic, n_cores: int) -> float:
    """Return negotiations a minute by the clock, each core playing its share."""
    n_runs = 6_000
    with ProcessPoolExecutor(n_cores, mp_context=get_context("spawn")) as pool:
        # Starting the processes isn't part of it.
        list(pool.map(_play_unsure, [(n_issues, n_options, tactic, 20, k) for k in range(n_cores)]))
        start = time.perf_counter()
        tasks = [(n_issues, n_options, tactic, n_runs, seed) for seed in range(n_cores)]
        list(pool.map(_play_unsure, tasks))
        return 60 * n_cores * n_runs / (time.perf_counter() - start)


def _play_unsure(task: tuple[int, int, Tactic, int, int]) -> None:
    n_issues, n_options, tactic, n_runs, seed = task
    agenda = make_agenda(n_issues, n_options)
    settings = SummitSettings(n_exchanges=6, n_runs=n_runs, seed=seed, tactics=(only(tactic),))
    play_summits(agenda, make_beliefs(agenda, 200), (), NOTHING_SETTLED, settings)


if __name__ == "__main__":
    main()
