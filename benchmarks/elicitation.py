"""Our own preference from few answers: what is lost by it, and how well packages are ordered.

    OPENBLAS_NUM_THREADS=1 .venv/bin/python -m benchmarks elicitation

writes the tables of docs/discussion/own-preference.md. Invented people with known preferences
answer; widths were set on other people (seeds below `TUNING`) than those in the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from benchmarks._pages import replace_part
from paraph.case import Case
from paraph.counterpart import InferenceSettings, infer_own_preference, propose_choice, read_swings
from paraph.negotiation import (
    Agenda,
    Choice,
    Interval,
    Issue,
    Option,
    Package,
    Party,
    Preference,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_at,
)

PAGE = "discussion/own-preference.md"
N_ISSUES, N_OPTIONS, N_PEOPLE = 6, 4, 40
TUNING = 1000
COUNTS = (5, 10, 20)
N_AFTER_SWINGS = 10
_SWING_NOISE = 0.25
_CHOICE_NOISE = 0.05
_N_PACKAGES, _N_OFFERED = 1000, 20
_SETTINGS = InferenceSettings(n_draws=512)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Person:
    """Somebody with a known preference, and the case in which only options are stated of it."""

    preference: Preference
    case: Case
    seed: int

    def with_stated(self, importance: StatedImportance, *choices: Choice) -> Case:
        """The case in which this is stated of the person, who is our own party."""
        stated = replace(self.case.we.preference, importance=importance, choices=choices)
        return replace(
            self.case, parties=(replace(self.case.we, preference=stated), self.case.parties[1])
        )


@dataclass(frozen=True)
class Outcome:
    """How well a preference is known: regret, rank correlation, weights within 90 % intervals."""

    regret: float
    spearman: float
    covered: float = np.nan


def main() -> None:
    """Print the tables and write them into the page."""
    for part, is_exact in (("weights", True), ("orders", False)):
        table = tabulate(range(TUNING, TUNING + N_PEOPLE), is_exact=is_exact)
        print(f"\n{part}\n{table}", flush=True)
        replace_part(PAGE, part, table)


def tabulate(seeds: Sequence[int], *, is_exact: bool) -> str:
    """The mean outcome of each way to ask, over people."""
    found: dict[str, list[Outcome]] = {}
    for seed in seeds:
        for name, outcome in measure(draw_person(seed, is_exact=is_exact)):
            found.setdefault(name, []).append(outcome)
    rows = ["| asked | regret | Spearman | weights within 90 % |", "|---|---|---|---|"]
    for name, outcomes in found.items():
        regret, spearman, covered = (
            np.mean([getattr(outcome, field) for outcome in outcomes])
            for field in ("regret", "spearman", "covered")
        )
        share = "" if np.isnan(covered) else f"{covered:.2f}"
        rows.append(f"| {name} | {regret:.3f} | {spearman:.3f} | {share} |")
    return "\n".join(rows)


def draw_person(seed: int, *, is_exact: bool) -> Person:
    """Draw a person: weights even over the simplex, values of options in order, evenly drawn."""
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(N_ISSUES))
    inner = np.sort(rng.random((N_ISSUES, N_OPTIONS - 2)), axis=1)
    rows = np.hstack((np.zeros((N_ISSUES, 1)), inner, np.ones((N_ISSUES, 1))))
    issues = tuple(
        Issue(f"i{place}", f"Issue {place}", tuple(Option(f"o{n}", f"{n}") for n in range(4)))
        for place in range(N_ISSUES)
    )
    values = tuple(
        _state(issue, row, is_exact=is_exact) for issue, row in zip(issues, rows, strict=True)
    )
    us = Party("us", "Us", preference=StatedPreference(values=values))
    truth = Preference(tuple(weights), tuple(map(tuple, rows.tolist())))
    case = Case("case", "Case", "us", Agenda(issues), (us, Party("them", "Them")))
    return Person(truth, case, seed)


def _state(issue: Issue, row: Floats, *, is_exact: bool) -> StatedValues:
    ids = [option.id for option in issue.options]
    if not is_exact:
        return StatedValues(issue.id, ranking=tuple((option,) for option in reversed(ids)))
    exact = (Interval(float(value), float(value)) for value in row)
    return StatedValues(issue.id, values=tuple(zip(ids, exact, strict=True)))


def measure(person: Person) -> Iterator[tuple[str, Outcome]]:
    """Ask a person in every way; yield what was asked, and the outcome."""
    rng = np.random.default_rng([person.seed, 1])
    weights = np.array(person.preference.weights)
    equal = np.full(N_ISSUES, 1 / N_ISSUES)
    ids = person.case.agenda.issue_ids
    order = np.argsort(-weights)
    ranking = StatedImportance(ranking=tuple((ids[place],) for place in order))
    ratings = weights / weights.max() * np.exp(_SWING_NOISE * rng.standard_normal(N_ISSUES))
    swings = read_swings(dict(zip(ids, 100 * ratings / ratings.max(), strict=True)))
    yield "nothing, equal weights", _score_weights(person, equal)
    yield "nothing", _infer(person, StatedImportance())
    yield "a ranking, as rank-order centroids", _score_weights(person, _centroids(order))
    yield "a ranking", _infer(person, ranking)
    yield "swing ratings, taken as they are", _score_weights(person, ratings / ratings.sum())
    yield "swing ratings", _infer(person, swings)
    for name, start, counts in (
        ("", StatedImportance(), COUNTS),
        ("swing ratings, ", swings, (5, N_AFTER_SWINGS)),
    ):
        for ask, how in ((_ask_chosen, "chosen"), (_ask_random, "random")):
            choices: list[Choice] = []
            for count in counts:
                _ask(person, start, choices, count, ask)
                yield f"{name}{count} {how} pairs", _infer(person, start, *choices)


_Ask = Callable[[Case, np.random.Generator], tuple[Package, Package]]


def _ask(
    person: Person, start: StatedImportance, choices: list[Choice], count: int, ask: _Ask
) -> None:
    """Ask until there are `count` choices."""
    while len(choices) < count:
        rng = np.random.default_rng([person.seed, 2, len(choices)])
        pair = ask(person.with_stated(start, *choices), rng)
        choices.append(_choose(person, pair, rng))


def _ask_chosen(case: Case, _: np.random.Generator) -> tuple[Package, Package]:
    question = propose_choice(case, infer_own_preference(case, _SETTINGS))
    return question.first, question.second


def _ask_random(case: Case, rng: np.random.Generator) -> tuple[Package, Package]:
    rows = np.full((2, N_ISSUES), -1)
    for place in rng.choice(N_ISSUES, size=2, replace=False):
        rows[:, place] = rng.choice(N_OPTIONS, size=2, replace=False)
    return package_at(case.agenda, rows[0].tolist()), package_at(case.agenda, rows[1].tolist())


def _choose(person: Person, pair: tuple[Package, Package], rng: np.random.Generator) -> Choice:
    """Choose as people do: by the difference in value, and a slip where it is small."""
    agenda, truth = person.case.agenda, person.preference
    scope = sum(truth.weights[agenda.position(issue)] for issue in pair[0].issue_ids)
    gap = truth.value_of(agenda, pair[0]) - truth.value_of(agenda, pair[1])
    is_first = gap + _CHOICE_NOISE * scope * rng.standard_normal() >= 0
    return Choice(*(pair if is_first else pair[::-1]))


def _centroids(order: NDArray[np.intp]) -> Floats:
    """Rank-order centroid weights (Barron and Barrett 1996)."""
    weights = np.zeros(N_ISSUES)
    for rank, place in enumerate(order):
        weights[place] = sum(1 / n for n in range(rank + 1, N_ISSUES + 1)) / N_ISSUES
    return weights


def _infer(person: Person, importance: StatedImportance, *choices: Choice) -> Outcome:
    posterior = infer_own_preference(person.with_stated(importance, *choices), _SETTINGS)
    mean = posterior.belief.mean_preference()
    outcome = _score(person, np.array(mean.weights), mean.option_values)
    inside = [
        estimate.low - 1e-9 <= weight <= estimate.high + 1e-9
        for estimate, weight in zip(posterior.importance, person.preference.weights, strict=True)
    ]
    return replace(outcome, covered=float(np.mean(inside)))


def _score_weights(person: Person, weights: Floats) -> Outcome:
    """Score weights with the values of options as they are stated, or evenly spaced."""
    even = tuple(np.linspace(0, 1, N_OPTIONS).tolist())
    is_exact = bool(person.case.we.preference.values[0].values)
    rows = person.preference.option_values if is_exact else (even,) * N_ISSUES
    return _score(person, weights, rows)


def _score(person: Person, weights: Floats, rows: Sequence[Sequence[float]]) -> Outcome:
    rng = np.random.default_rng([person.seed, 3])
    packages = rng.integers(N_OPTIONS, size=(_N_PACKAGES, N_ISSUES))
    truth = _value(packages, np.array(person.preference.weights), person.preference.option_values)
    guess = _value(packages, weights, rows)
    offered = np.arange(_N_PACKAGES).reshape(-1, _N_OFFERED)
    taken = offered[np.arange(len(offered)), guess[offered].argmax(axis=1)]
    regret = (truth[offered].max(axis=1) - truth[taken]).mean()
    ranks = np.corrcoef(rankdata(truth), rankdata(guess))
    return Outcome(float(regret), float(ranks[0, 1]))


def _value(packages: NDArray[np.intp], weights: Floats, rows: Sequence[Sequence[float]]) -> Floats:
    values = np.array(rows)
    return np.asarray(values[np.arange(N_ISSUES), packages] @ weights)


if __name__ == "__main__":
    main()
