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

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from itertools import product
from pathlib import Path

from benchmarks._counterpart_bidders import BIDDERS
from benchmarks._counterpart_domains import FAMILIES, Domain, read_domains
from benchmarks._counterpart_tables import (
    tabulate_bidders,
    tabulate_correlations,
    tabulate_coverage,
    tabulate_groups,
    tabulate_reservations,
    tabulate_words,
)
from benchmarks._counterpart_trials import COUNTS, Outcome, Trial, run_trials
from benchmarks._counterpart_words import run_words
from benchmarks._pages import replace_part
from paraph.errors import InputError

PAGE = "discussion/counterpart.md"
FEW = (1, 3, 5, 10)
"""The counts of offers at which both sides of a domain are watched."""
WORD_COUNTS = (1, 5)
WORD_BIDDERS = ("linear",)


def choose_domains(*, is_for_tuning: bool) -> list[Domain]:
    """Choose domains of one part, over one issue: all, or so many of each family, evenly spread."""
    n = int(os.environ.get("PARAPH_BENCH_DOMAINS", "1000"))
    chosen = []
    for family in FAMILIES:
        found = [
            domain
            for domain in read_domains()
            if domain.is_for_tuning == is_for_tuning
            and domain.family == family
            and len(domain.agenda) > 1
        ]
        chosen += found[:: max(1, len(found) // n)][:n]
    return chosen


class _Results:
    """What is finished, by name of the piece of work; kept in a file where there is one."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.held: dict[str, list] = {}
        if file and file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                written = json.loads(line)
                self.held[written["name"]] = written["found"]

    def add(self, name: str, found: list) -> None:
        self.held[name] = found
        if self.file:
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"name": name, "found": found}) + "\n")


def run_all(domains: list[Domain], results: _Results) -> Iterator[str]:
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
        for place, domain in enumerate(domains):
            for count, bidder in product(WORD_COUNTS, WORD_BIDDERS):
                name = f"{domain.name}, {bidder}, {count} offers and words"
                if name not in results.held:
                    trial = Trial(domain.name, bidder, place % 2, count)
                    pieces[pool.submit(_run_words, domain, trial)] = name
        for piece in as_completed(pieces):
            results.add(pieces[piece], piece.result())
            yield pieces[piece]


def _run_offers(domain: Domain, bidder: str, side: int, counts: Sequence[int]) -> list:
    return [outcome.as_json() for outcome in run_trials(domain, bidder, side, counts)]


def _run_words(domain: Domain, trial: Trial) -> list:
    found = run_words(domain, trial)
    return [found] if found else []


def write_tables(results: _Results) -> None:
    """Write the tables into the page, and print them."""
    outcomes = [
        Outcome.from_json(written)
        for name, found in results.held.items()
        if not name.endswith("words")
        for written in found
    ]
    words = {
        count: [
            written
            for name, found in results.held.items()
            if name.endswith(f" {count} offers and words")
            for written in found
        ]
        for count in WORD_COUNTS
    }
    for part, table in (
        ("spearman", tabulate_correlations(outcomes, "spearman")),
        ("groups", tabulate_groups(outcomes)),
        ("pearson", tabulate_correlations(outcomes, "pearson")),
        ("bidders", tabulate_bidders(outcomes)),
        ("coverage", tabulate_coverage(outcomes)),
        ("reservations", tabulate_reservations(outcomes)),
        ("words", tabulate_words(words)),
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
    named = os.environ.get("PARAPH_BENCH_RESULTS")
    results = _Results(Path(named) if named else None)
    print("tested domains:", ", ".join(f"{d.name} {d.agenda.shape}" for d in domains), flush=True)
    for name in run_all(domains, results):
        print(name, flush=True)
    write_tables(results)


if __name__ == "__main__":
    main()
