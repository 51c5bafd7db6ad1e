"""What one more true entry beside the offers adds, to Paraph and to the models of the field.

    PARAPH_DATA=… OPENBLAS_NUM_THREADS=1 .venv/bin/python -m benchmarks counterpart_entries

writes three tables of docs/discussion/counterpart.md. Each tested domain is taken with two bidders
at each count of offers up to ten and with one at 20 and 50, in turn, so that each bidder is about
as often watched as any other, on either side. What is finished is kept where `PARAPH_BENCH_RESULTS`
names a file, as in `benchmarks.counterpart`; `PARAPH_BENCH_DOMAINS` takes fewer domains.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict

from scipy.stats import rankdata

from benchmarks._counterpart_bidders import BIDDERS
from benchmarks._counterpart_domains import Domain, choose_domains
from benchmarks._counterpart_entries import ALONE, Entry, draw_entries
from benchmarks._counterpart_gains import RULE, Scored, tabulate_entries, tabulate_gains
from benchmarks._counterpart_models import MODELS
from benchmarks._counterpart_rules import value_by_rule
from benchmarks._counterpart_trials import (
    COUNTS,
    OURS,
    SETTINGS,
    Trial,
    case_of,
    correlate,
    draw_trace,
    estimate_values,
    offers_of,
)
from benchmarks._pages import replace_part
from benchmarks._results import Results
from paraph.case import Case
from paraph.counterpart import Posterior, infer_preference
from paraph.errors import InferenceError, InputError

PAGE = "discussion/counterpart.md"
N_FEW_MOST = 10
"""Up to so many offers two bidders are watched on each domain; with more, one."""


def choose_trials(domains: list[Domain]) -> Iterator[tuple[Domain, Trial]]:
    """Yield the trials: bidders in turn over domains and counts, the second four places on."""
    names = tuple(BIDDERS)
    for place, domain in enumerate(domains):
        for turn, count in enumerate(COUNTS, start=place):
            for n_before in range(2 if count <= N_FEW_MOST else 1):
                bidder = names[(turn + n_before * len(names) // 2) % len(names)]
                side = (place // len(names) + n_before) % 2
                yield domain, Trial(domain.name, bidder, side, count)


def run(domain: Domain, trial: Trial) -> Scored:
    """Return the correlations of all models with each entry on one trial."""
    trace = draw_trace(domain, trial)[: trial.count]
    case = case_of(domain, offers_of(domain, trace), side=trial.side)
    alone = _infer(case)
    entries = {ALONE: Entry(), **draw_entries(domain, trial, trace, case, alone)}
    scored = Scored(trial.domain, trial.count, {}, {}, [])
    for name, entry in entries.items():
        offers = domain.positions[trace]
        values = {m: value_by_rule(model, domain, offers, entry) for m, model in MODELS.items()}
        try:
            posterior = alone if name == ALONE else _infer(entry.add_to(case))
            values[OURS] = estimate_values(domain, posterior)
        except InferenceError:
            values[OURS] = values[RULE]
            scored.refused.append(name)
        truth = domain.values[trial.side]
        scored.pearson[name] = {m: correlate(truth, found) for m, found in values.items()}
        truth, ranks = rankdata(truth), {m: rankdata(found) for m, found in values.items()}
        scored.spearman[name] = {m: correlate(truth, found) for m, found in ranks.items()}
    return scored


def _infer(case: Case) -> Posterior:
    return infer_preference(case, "them", SETTINGS)


def run_all(domains: list[Domain], results: Results) -> None:
    """Run what isn't finished, on all processors."""
    with ProcessPoolExecutor() as pool:
        pieces = {
            pool.submit(run, domain, trial): f"{trial}"
            for domain, trial in choose_trials(domains)
            if f"{trial}" not in results.held
        }
        for piece in as_completed(pieces):
            results.add(pieces[piece], [asdict(piece.result())])
            print(pieces[piece], flush=True)


def main() -> None:
    """Run the benchmark on the tested part and write its tables."""
    try:
        domains = choose_domains(is_for_tuning=False)
    except InputError as error:
        print(error)
        return
    results = Results()
    run_all(domains, results)
    scored = [Scored(**written) for found in results.held.values() for written in found]
    for part, table in (
        ("entries", tabulate_entries(scored)),
        ("entry gains", tabulate_gains(scored, "spearman")),
        ("entry gains, Pearson", tabulate_gains(scored, "pearson")),
    ):
        print(f"\n{part}\n{table}")
        replace_part(PAGE, part, table)
    n_inferences = sum(len(one.spearman) for one in scored)
    print(f"refused: {sum(len(one.refused) for one in scored)} of {n_inferences}")


if __name__ == "__main__":
    main()
