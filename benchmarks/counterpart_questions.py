"""Whether chosen questions pay: as many chosen ones as random ones, to the same counterparts.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart_questions

Counterparts are drawn at random (5 issues of 4 options), have made one offer, and answer
comparisons truly. Random questions are of the same two kinds, about issues and options at random.
Writes a table of docs/discussion/counterpart.md.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

import numpy as np
from scipy.stats import wilcoxon

from benchmarks._counterpart_domains import Domain, random_domain
from benchmarks._counterpart_entries import answer_question, choose_comparison
from benchmarks._counterpart_trials import case_of, correlate, estimate_values, offers_of
from benchmarks._pages import replace_part
from paraph.counterpart import InferenceSettings, infer_preference
from paraph.negotiation import Package, package_at
from paraph.record import Move

PAGE = "discussion/counterpart.md"
_N_COUNTERPARTS = 90
_N_QUESTIONS = 8
_SETTINGS = InferenceSettings()


def pick_at_random(domain: Domain, rng: np.random.Generator) -> tuple[Package, Package]:
    """Pick a comparison of two options, or of two issues, at random."""
    rows = np.full((2, len(domain.agenda)), -1)
    for issue in rng.choice(len(domain.agenda), size=int(rng.integers(1, 3)), replace=False):
        rows[:, issue] = rng.choice(domain.agenda.shape[issue], size=2, replace=False)
    return package_at(domain.agenda, rows[0].tolist()), package_at(domain.agenda, rows[1].tolist())


def ask(domain: Domain, rng: np.random.Generator, *, is_chosen: bool) -> list[float]:
    """Return the correlation (Pearson) with the truth after 0, 1, 2, … questions.

    Not a rank correlation: to part packages that tied before, a little rightly, can lower it.
    """
    record: list[Move] = offers_of(domain, np.array([int(domain.values[0].argmax())]))
    results = []
    for n_asked in range(_N_QUESTIONS + 1):
        case = case_of(domain, record)
        posterior = infer_preference(case, "them", _SETTINGS)
        results.append(correlate(domain.values[0], estimate_values(domain, posterior)))
        if n_asked < _N_QUESTIONS:
            pair = choose_comparison(case, posterior) if is_chosen else pick_at_random(domain, rng)
            record += [answer_question(domain, 0, *pair)] if pair else []
    return results


def ask_one(number: int) -> tuple[list[float], list[float]]:
    """Return the correlations with one counterpart, of chosen questions and of random ones."""
    domain = random_domain(np.random.default_rng([number, 77]), 5, 4)
    rng = np.random.default_rng([number, 78])
    return ask(domain, rng, is_chosen=True), ask(domain, rng, is_chosen=False)


def main() -> None:
    """Write the mean correlation after each number of questions, and a paired test."""
    with ProcessPoolExecutor() as pool:
        pairs = list(pool.map(ask_one, range(_N_COUNTERPARTS)))
    one, other = (np.array(rows) for rows in zip(*pairs, strict=True))
    rows = ["| questions | chosen | random | gain | p |", "|---|---|---|---|---|"]
    for n_asked in range(_N_QUESTIONS + 1):
        gain = one[:, n_asked] - other[:, n_asked]
        p = wilcoxon(gain).pvalue if np.any(gain) else 1.0
        means = one[:, n_asked].mean(), other[:, n_asked].mean()
        tail = f"{means[0] - means[1]:+.3f} | {p:.3f}"
        rows.append(f"| {n_asked} | {means[0]:.3f} | {means[1]:.3f} | {tail} |")
    print("\n".join(rows))
    replace_part(PAGE, "questions", "\n".join(rows))


if __name__ == "__main__":
    main()
