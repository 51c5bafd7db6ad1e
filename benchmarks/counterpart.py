"""How well a counterpart's values are learnt from its offers, beside the models of the field.

    make .venv-bench/stamp
    PARAPH_DATA=… OPENBLAS_NUM_THREADS=1 .venv-bench/bin/python -m benchmarks counterpart

writes the tables of docs/discussion/counterpart.md. Without NegMAS and NegoLog, as in .venv, their
models are left out. Domains are split by a hash of their names; nothing here is tuned on the
tested part. Bidders are watched on both sides of each domain up to ten offers, and on one side,
in turn, to 20 and 50. `PARAPH_BENCH_DOMAINS` uses so many domains of each family only. Where
`PARAPH_BENCH_RESULTS` names a file, what is finished is kept there and not run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from itertools import product

from benchmarks._counterpart_bidders import BIDDERS
from benchmarks._counterpart_domains import Domain, choose_domains
from benchmarks._counterpart_tables import (
    tabulate_bidders,
    tabulate_correlations,
    tabulate_coverage,
    tabulate_groups,
    tabulate_reservations,
)
from benchmarks._counterpart_trials import COUNTS, Outcome, run_trials
from benchmarks._pages import replace_part
from benchmarks._results import Results
from paraph.errors import InputError

PAGE = "discussion/counterpart.md"
FEW = (1, 3, 5, 10)
"""The counts of offers at which both sides of a domain are watched."""


def run_all(domains: list[Domain], results: Results) -> Iterator[str]:
    """Run what isn't finished, on all processors; yield the name of each piece when it is."""
    with ProcessPoolExecutor() as pool:
        pieces: dict[Future, str] = {}
        for place, domain in enumerate(domains):
            for bidder, is_other in product(BIDDERS, (False, True)):
                side = (place + is_other) % 2
                name = f"{domain.name}, {bidder}, side {side}"
                if name not in results.held:
                    counts = FEW if is_other else COUNTS
                    pieces[pool.submit(_run_offers, domain, bidder, side, counts)] = name
        for piece in as_completed(pieces):
            results.add(pieces[piece], piece.result())
            yield pieces[piece]


def _run_offers(domain: Domain, bidder: str, side: int, counts: Sequence[int]) -> list:
    return [outcome.as_json() for outcome in run_trials(domain, bidder, side, counts)]


def write_tables(results: Results) -> None:
    """Write the tables into the page, and print them."""
    outcomes = [Outcome.from_json(written) for found in results.held.values() for written in found]
    for part, table in (
        ("spearman", tabulate_correlations(outcomes, "spearman")),
        ("groups", tabulate_groups(outcomes)),
        ("pearson", tabulate_correlations(outcomes, "pearson")),
        ("bidders", tabulate_bidders(outcomes)),
        ("coverage", tabulate_coverage(outcomes)),
        ("reservations", tabulate_reservations(outcomes)),
    ):
        print(f"\n{part}\n{table}")
        replace_part(PAGE, part, table)


def main() -> None:
    """Run the benchmark on the tested part and write its tables."""
    try:
        domains = choose_domains(is_for_tuning=False)
    except InputError as error:
        print(error)
        return
    results = Results()
    print("tested domains:", ", ".join(f"{d.name} {d.agenda.shape}" for d in domains), flush=True)
    for name in run_all(domains, results):
        print(name, flush=True)
    write_tables(results)


if __name__ == "__main__":
    main()
