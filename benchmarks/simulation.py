"""How many negotiations a second, beside NegMAS's SAO mechanism on the same domains and tactics.

Both play Boulware against Conceder by time over ten rounds, which are twenty proposals, with
reservation value 0; one domain has 1,000 packages and one 100,000. Both run in this process,
in turn, and both build what they need per negotiation anew where they do so in use.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from paraph.negotiation import NOTHING_SETTLED, Agenda, Belief, Issue, Option
from paraph.simulation import SummitSettings, only, play_summits
from paraph.simulation.tactics import BOULWARE, CONCEDER

N_ROUNDS = 10
DOMAINS = ((3, 10), (5, 10))
N_RUNS = 50_000
SECONDS = 15.0


def main() -> None:
    """Print negotiations a second for both, their ratio, and how often each agreed."""
    print(
        f"{'packages':>9} {'who':10} {'a second':>10} {'a minute':>12} {'agreed':>7} {'rounds':>7}"
    )
    for n_issues, n_options in DOMAINS:
        agenda = make_agenda(n_issues, n_options)
        beliefs = make_beliefs(agenda)
        ours = measure_paraph(agenda, beliefs)
        rates = {"Paraph": ours}
        try:
            rates["NegMAS"] = measure_negmas(agenda, beliefs)
        except ModuleNotFoundError:
            print("NegMAS isn't installed here; make bench has an environment with it")
        for who, (rate, agreed, rounds) in rates.items():
            print(
                f"{agenda.n_packages:9,} {who:10} {rate:10,.1f} {60 * rate:12,.0f} "
                f"{agreed:7.2f} {rounds:7.1f}"
            )
        if "NegMAS" in rates:
            print(f"{'':9} ratio {ours[0] / rates['NegMAS'][0]:,.0f}")


def make_agenda(n_issues: int, n_options: int) -> Agenda:
    """Make issues with equally many options."""
    options = tuple(Option(f"o{k}", f"Option {k}") for k in range(n_options))
    return Agenda(tuple(Issue(f"i{k}", f"Issue {k}", options) for k in range(n_issues)))


def make_beliefs(agenda: Agenda, seed: int = 1) -> tuple[Belief, Belief]:
    """Make one certain preference for each of two parties, drawn at random."""
    rng = np.random.default_rng(seed)
    first, second = (
        Belief(
            party_id=name,
            weights=rng.dirichlet(np.ones(len(agenda)), 1),
            option_values=tuple(rng.permutation(np.linspace(0, 1, n))[None] for n in agenda.shape),
            reservation=np.zeros(1),
        )
        for name in "ab"
    )
    return first, second


def measure_paraph(agenda: Agenda, beliefs: tuple[Belief, Belief]) -> tuple[float, float, float]:
    """Return negotiations a second, the share that agreed, and the rounds used on average."""
    settings = SummitSettings(
        n_exchanges=2 * N_ROUNDS, n_runs=N_RUNS, tactics=(only(BOULWARE), only(CONCEDER))
    )
    start = time.perf_counter()
    summits = play_summits(agenda, beliefs, (), NOTHING_SETTLED, settings)
    seconds = time.perf_counter() - start
    return N_RUNS / seconds, summits.p_agreement, float(summits.n_used.mean()) / 2


def measure_negmas(agenda: Agenda, beliefs: tuple[Belief, Belief]) -> tuple[float, float, float]:
    """The same for NegMAS: as many negotiations as fit into the time, one at least."""
    n_done, n_agreed, n_rounds = 0, 0, 0
    start = time.perf_counter()
    for state in _play_negmas(agenda, beliefs):
        n_done += 1
        n_agreed += state.agreement is not None
        n_rounds += state.step
        if time.perf_counter() - start > SECONDS:
            break
    seconds = time.perf_counter() - start
    return n_done / seconds, n_agreed / n_done, n_rounds / n_done


def _play_negmas(agenda: Agenda, beliefs: tuple[Belief, Belief]) -> Iterator[object]:
    from negmas import LinearAdditiveUtilityFunction, SAOMechanism, TableFun, make_issue
    from negmas.sao import BoulwareTBNegotiator, ConcederTBNegotiator

    issues = [make_issue([o.id for o in issue.options], issue.id) for issue in agenda.issues]
    utilities = []
    for belief in beliefs:
        tables = [
            TableFun(dict(zip((o.id for o in issue.options), values[0].tolist(), strict=True)))
            for issue, values in zip(agenda.issues, belief.option_values, strict=True)
        ]
        utilities.append(
            LinearAdditiveUtilityFunction(
                tables, weights=belief.weights[0].tolist(), issues=issues, reserved_value=0.0
            )
        )
    kinds = (BoulwareTBNegotiator, ConcederTBNegotiator)
    turn = 0
    while True:
        mechanism = SAOMechanism(issues=issues, n_steps=N_ROUNDS)
        order = (0, 1) if turn % 2 == 0 else (1, 0)
        for party in order:
            mechanism.add(kinds[party](name=f"p{party}"), ufun=utilities[party])
        turn += 1
        yield mechanism.run()


if __name__ == "__main__":
    main()
