"""What somebody wants, from the moves that the reader of notes finds in their talk.

    PARAPH_DATA=… OPENBLAS_NUM_THREADS=1 python -m benchmarks people

writes the tables of docs/discussion/notes-to-moves.md on priorities. What is fitted is fitted on
the tuning half of the talks (a hash of the talk's id decides); the tables show the other half.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks._inferred import infer_orders
from benchmarks._orders import HEAD, Example, Score, list_examples, score_predictions
from benchmarks._pages import replace_part
from benchmarks._priorities import FEATURES, OrderModel, fit_orders
from benchmarks._talks import ALL, ReadTalk, read_talks
from paraph.errors import InputError

PAGE = "discussion/notes-to-moves.md"
COUNTS = (0, 1, 2, 3, 5, 10, ALL)
N_INFERRED = 120
"""On how many tested talks `infer_preference` is run: the first of the collection, 240 persons."""
_SAID_COLUMNS = [FEATURES.index(rule) for rule in ("need", "strong-need", "most", "order")]
_KEPT_COLUMN = FEATURES.index("kept")

Predictor = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def main() -> None:
    """Print the tables on priorities and write them into the page."""
    try:
        talks = read_talks()
    except InputError as error:
        print(error)
        return
    for part, tabulate, name in (
        ("priorities", tabulate_priorities, "CaSiNo"),
        ("deals", tabulate_deals, "CaSiNo"),
        ("items", tabulate_items, "Deal or No Deal"),
        ("inferred", tabulate_inferred, "CaSiNo"),
    ):
        table = tabulate(*talks[name])
        print(f"\n{part}\n{table}", flush=True)
        replace_part(PAGE, part, table)


def tabulate_priorities(tune: Sequence[ReadTalk], test: Sequence[ReadTalk]) -> str:
    """CaSiNo, from the talk alone, by number of moves of the person seen."""
    shown = {"moves read": COUNTS, "frequency": (1, 3, ALL)}
    return _tabulate_by_count(tune, test, shown)


def tabulate_deals(tune: Sequence[ReadTalk], test: Sequence[ReadTalk]) -> str:
    """CaSiNo, with the deals entered in the form; and apart, where more than one was."""
    rows = [HEAD]
    for has_form, words in ((False, "moves read"), (True, "moves read, and deals entered")):
        predictor = fit_predictors(tune, ALL, has_form=has_form)["moves read"]
        examples = list_examples(test, ALL, has_form=has_form)
        several = [example for example in examples if example.n_submitted > 1]
        rows.append(_score(examples, predictor).as_row(words, "all"))
        rows.append(_score(several, predictor).as_row(f"{words}: two deals or more", "all"))
    return "\n".join(rows)


def tabulate_items(tune: Sequence[ReadTalk], test: Sequence[ReadTalk]) -> str:
    """Deal or No Deal, persons without ties, by number of moves of the person seen."""
    shown = {"moves read": (1, 2, ALL), "frequency": (1, 2, ALL)}
    return _tabulate_by_count(tune, test, shown)


def _tabulate_by_count(
    tune: Sequence[ReadTalk], test: Sequence[ReadTalk], shown: dict[str, Sequence[int]]
) -> str:
    """Every predictor after the counts of moves shown for it; after all moves if none are."""
    rows = [HEAD]
    for name in ("uniform", "most frequent order", "frequency", "moves read"):
        for count in shown.get(name, (ALL,)):
            predictor = fit_predictors(tune, count, has_form=False)[name]
            examples = list_examples(test, count, has_form=False)
            rows.append(_score(examples, predictor).as_row(name, _words(count)))
    return "\n".join(rows)


def tabulate_inferred(tune: Sequence[ReadTalk], test: Sequence[ReadTalk]) -> str:
    """CaSiNo by `infer_preference`, which is fitted to nothing, and by the fit beside it."""
    rows = [HEAD]
    talks = test[:N_INFERRED]
    for count, has_form in ((1, False), (3, False), (ALL, False), (ALL, True)):
        words = ", with deals entered" if has_form else ""
        inferred = score_predictions(*infer_orders(talks, count, has_form=has_form))
        rows.append(inferred.as_row(f"`infer_preference`{words}", _words(count)))
        predictor = fit_predictors(tune, count, has_form=has_form)["moves read"]
        same = list_examples(talks, count, has_form=has_form)
        rows.append(_score(same, predictor).as_row(f"moves read{words}", _words(count)))
    return "\n".join(rows)


def fit_predictors(tune: Sequence[ReadTalk], count: int, *, has_form: bool) -> dict[str, Predictor]:
    """Fit every predictor on the tuning half, after as many moves of the person."""
    examples = list_examples(tune, count, has_form=has_form)
    shares = np.bincount([example.truth for example in examples], minlength=6) / len(examples)
    columns = [*_SAID_COLUMNS, _KEPT_COLUMN]
    frequency = _fit(examples, columns)
    return {
        "uniform": lambda _: np.full(6, 1 / 6),
        "most frequent order": lambda _: shares,
        "frequency": lambda x: frequency.predict(x[:, columns].sum(axis=1, keepdims=True)),
        "moves read": _fit(examples).predict,
    }


def _fit(examples: Sequence[Example], columns: Sequence[int] | None = None) -> OrderModel:
    features = np.array([example.features for example in examples])
    if columns is not None:
        features = features[:, :, columns].sum(axis=2, keepdims=True)
    return fit_orders(features, np.array([example.truth for example in examples]))


def _score(examples: Sequence[Example], predictor: Predictor) -> Score:
    p_orders = np.array([predictor(example.features) for example in examples])
    return score_predictions(p_orders, np.array([example.truth for example in examples]))


def _words(count: int) -> str:
    return "all" if count == ALL else str(count)


if __name__ == "__main__":
    main()
