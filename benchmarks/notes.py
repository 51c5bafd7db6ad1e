"""Moves read out of talk, on people: how many are found, how many are right, what they tell.

Needs PARAPH_DATA with human/casino and human/deal-or-no-deal. Everything that is fitted is fitted
on the tuning half of the talks (a hash of the talk's id decides); the tables show the other half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks._human import Talk, find_human_data, read_casino, read_deal_or_no_deal
from benchmarks._inferred import infer_orders
from benchmarks._priorities import (
    FEATURES,
    OrderModel,
    Seen,
    fit_orders,
    orders_of,
    seen_of,
    tabulate_features,
)
from paraph.errors import InputError
from paraph.record import MoveKind
from paraph.record.notes import ProposedMove, propose_moves

COUNTS = (0, 1, 2, 3, 5, 10, 999)
N_INFERRED = 120
_WANTED = frozenset(("need", "strong-need", "most", "order", "reason", "same"))
_SLIGHTED = frozenset(("no-need", "least"))
_ASKED = frozenset(("ask", "ask-priorities"))
_LABELS = (
    ("need stated", frozenset(("self-need", "other-need")), _WANTED),
    ("no need stated", frozenset(("no-need",)), _SLIGHTED),
    ("preference asked", frozenset(("elicit-pref",)), _ASKED),
)
_ORDERS = orders_of(3)
_SAID_COLUMNS = [FEATURES.index(rule) for rule in ("need", "strong-need", "most", "order")]
_KEPT_COLUMN = FEATURES.index("kept")


@dataclass(frozen=True)
class ReadTalk:
    """A talk with the moves read out of it."""

    talk: Talk
    moves: tuple[ProposedMove, ...]

    def seen(self, *, has_form: bool) -> list[Seen]:
        """The moves in order; with the deals entered in the form where `has_form`."""
        placed = [(move.line, seen_of(move)) for move in self.moves]
        if has_form:
            placed += [(line, Seen(move, "form")) for line, move in self.talk.dealings]
        return [seen for _, seen in sorted(placed, key=lambda pair: pair[0])]


def main() -> None:
    """Print the tables of docs/discussion/notes-to-moves.md."""
    try:
        folder = find_human_data()
    except InputError as error:
        print(error)
        return
    casino = _read(read_casino(folder / "casino"))
    items = _read(read_deal_or_no_deal(folder / "deal-or-no-deal"))
    tune, test = _split(casino)
    items_tune, items_test = _split(items)
    print(f"CaSiNo: {len(tune)} talks to tune on, {len(test)} tested")
    print(f"Deal or No Deal: {len(items_tune)} to tune on, {len(items_test)} tested")
    print_labels(test)
    print_statements(test)
    print_offers({"CaSiNo": test, "Deal or No Deal": items_test})
    print_orders(tune, test)
    print_tops(items_tune, items_test)


def _read(talks: Iterable[Talk]) -> list[ReadTalk]:
    return [ReadTalk(talk, propose_moves(talk.note, talk.vocabulary)) for talk in talks]


def _split(talks: Sequence[ReadTalk]) -> tuple[list[ReadTalk], list[ReadTalk]]:
    tune = [read for read in talks if read.talk.is_for_tuning]
    return tune, [read for read in talks if not read.talk.is_for_tuning]


def print_labels(test: Sequence[ReadTalk]) -> None:
    """Precision and recall of lines with a rule's move against the lines annotated as such."""
    labelled = [read for read in test if read.talk.labels]
    print(f"\nLines against their annotations ({len(labelled)} annotated talks)")
    print(f"{'':18} {'lines':>6} {'precision':>9} {'recall':>7}")
    for name, labels, rules in _LABELS:
        hits = found = wanted = 0
        for read in labelled:
            fired = {move.line for move in read.moves if move.rule in rules}
            marked = {at for at, own in enumerate(read.talk.labels, start=1) if own & labels}
            hits += len(fired & marked)
            found += len(fired)
            wanted += len(marked)
        print(f"{name:18} {wanted:6} {hits / found:9.3f} {hits / wanted:7.3f}")


def print_statements(test: Sequence[ReadTalk]) -> None:
    """Where the issue that a statement names stands in the speaker's true order."""
    print("\nWhere the issue named first stands in the speaker's own order")
    print(f"{'rule':14} {'moves':>6} {'first':>6} {'second':>6} {'last':>6}")
    places: dict[str, list[int]] = {}
    for read in test:
        for move in read.moves:
            named = move.slighted_ids or move.move.issue_ids
            if move.rule in _WANTED | _SLIGHTED and named:
                order = [tier[0] for tier in read.talk.priorities[move.move.party_id]]
                places.setdefault(move.rule, []).append(order.index(named[0]))
    for rule, found in sorted(places.items(), key=lambda pair: -len(pair[1])):
        shares = [found.count(place) / len(found) for place in range(3)]
        print(f"{rule:14} {len(found):6} {shares[0]:6.2f} {shares[1]:6.2f} {shares[2]:6.2f}")


def print_offers(tests: dict[str, Sequence[ReadTalk]]) -> None:
    """What stands on the table at the end, by the offers read, against the deal submitted."""
    print("\nWhat the offers leave standing at the end, against the deal submitted")
    print(f"{'':16} {'deals':>6} {'precision':>9} {'recall':>7} {'whole deal':>10}")
    for name, test in tests.items():
        dealt = [read for read in test if read.talk.deal is not None]
        hits = stated = whole = wanted = 0
        for read in dealt:
            deal = read.talk.deal.as_dict()
            standing: dict[str, str] = {}
            for move in read.moves:
                if move.move.kind is MoveKind.PROPOSE:
                    standing.update(move.move.package.as_dict())
            n_right = sum(deal[issue] == option for issue, option in standing.items())
            hits += n_right
            stated += len(standing)
            wanted += len(deal)
            whole += n_right == len(deal)
        row = f"{hits / stated:9.3f} {hits / wanted:7.3f} {whole / len(dealt):10.3f}"
        print(f"{name:16} {len(dealt):6} {row}")


@dataclass(frozen=True)
class Example:
    """One person of one talk after some of their moves: what is known, and the true order."""

    features: NDArray[np.float64]
    truth: int
    n_submitted: int


def _examples(talks: Sequence[ReadTalk], n_moves: int, *, has_form: bool) -> list[Example]:
    """One example a person, from the moves up to their own `n_moves`-th."""
    examples = []
    for read in talks:
        goods = read.talk.vocabulary.agenda.issue_ids
        seen = read.seen(has_form=has_form)
        for party_id, tiers in read.talk.priorities.items():
            if any(len(tier) > 1 for tier in tiers):
                continue
            first = _first_of(seen, party_id, n_moves)
            features = tabulate_features(first, party_id, read.talk.vocabulary)
            order = [goods.index(tier[0]) for tier in tiers]
            truth = _ORDERS.tolist().index(order)
            examples.append(Example(features, truth, read.talk.n_submitted))
    return examples


def _first_of(seen: Sequence[Seen], party_id: str, n_moves: int) -> list[Seen]:
    own = [at for at, entry in enumerate(seen) if entry.move.party_id == party_id]
    return list(seen[: own[n_moves]] if n_moves < len(own) else seen)


Predictor = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Score:
    """Accuracy of the first place and of the whole order, mean log score, calibration error."""

    n: int
    top: float
    full: float
    log_score: float
    calibration_error: float


def score_predictions(p_orders: NDArray[np.float64], truths: NDArray[np.intp]) -> Score:
    """Score p_orders[example, order] against the true orders; ties count in part."""
    p_tops = np.stack([p_orders[:, _ORDERS[:, 0] == i].sum(axis=1) for i in range(3)], axis=1)
    rows = np.arange(len(truths))
    best = p_orders >= p_orders.max(axis=1, keepdims=True) - 1e-9
    best_top = p_tops >= p_tops.max(axis=1, keepdims=True) - 1e-9
    top = best_top[rows, _ORDERS[truths, 0]] / best_top.sum(axis=1)
    sure = p_tops.max(axis=1)
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(top[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean()
            for b in np.unique(bins)]  # fmt: skip
    return Score(
        n=len(truths),
        top=float(top.mean()),
        full=float((best[rows, truths] / best.sum(axis=1)).mean()),
        log_score=float(np.log(p_orders[rows, truths]).mean()),
        calibration_error=float(sum(gaps)),
    )


def _predict(examples: Sequence[Example], predictor: Predictor) -> Score:
    p_orders = np.array([predictor(example.features) for example in examples])
    return score_predictions(p_orders, np.array([example.truth for example in examples]))


def _fit(examples: Sequence[Example], columns: Sequence[int] | None = None) -> OrderModel:
    features = np.array([example.features for example in examples])
    if columns is not None:
        features = features[:, :, columns].sum(axis=2, keepdims=True)
    return fit_orders(features, np.array([example.truth for example in examples]))


def _predictors(tune: Sequence[ReadTalk], *, has_form: bool) -> dict[str, Predictor]:
    pooled = [e for n in COUNTS for e in _examples(tune, n, has_form=has_form)]
    whole = _examples(tune, COUNTS[-1], has_form=has_form)
    shares = np.bincount([e.truth for e in whole], minlength=6) / len(whole)
    columns = [*_SAID_COLUMNS, _KEPT_COLUMN]
    frequency = _fit(pooled, columns)
    model = _fit(pooled)
    return {
        "uniform": lambda _: np.full(6, 1 / 6),
        "most frequent order": lambda _: shares,
        "frequency": lambda x: frequency.predict(x[:, columns].sum(axis=1, keepdims=True)),
        "moves read": model.predict,
    }


def print_orders(tune: Sequence[ReadTalk], test: Sequence[ReadTalk]) -> None:
    """Predict each person's order of priorities on CaSiNo, by number of their moves seen."""
    for has_form, words in ((False, "from the talk alone"), (True, "with deals submitted")):
        predictors = _predictors(tune, has_form=has_form)
        print(f"\nThe partner's order of priorities on CaSiNo, {words}")
        print(f"{'':22} {'moves':>5} {'n':>4} {'top-1':>6} {'full':>6} {'log':>7} {'cal.':>5}")
        for name, predictor in predictors.items():
            for n_moves in COUNTS if name in ("frequency", "moves read") else COUNTS[-1:]:
                examples = _examples(test, n_moves, has_form=has_form)
                _print_score(name, n_moves, _predict(examples, predictor))
        several = [e for e in _examples(test, COUNTS[-1], has_form=has_form) if e.n_submitted > 1]
        _print_score("… two deals or more", COUNTS[-1], _predict(several, predictors["moves read"]))
    some = [(read.talk, read.moves) for read in test[:N_INFERRED]]
    p_orders, truths = infer_orders(some, _ORDERS)
    print(
        f"\nThe general counterpart model, nothing fitted, on the first {N_INFERRED} of these talks"
    )
    _print_score("infer_preference", COUNTS[-1], score_predictions(p_orders, truths))
    model = _predictors(tune, has_form=False)["moves read"]
    same = _examples(test[:N_INFERRED], COUNTS[-1], has_form=False)
    _print_score("moves read", COUNTS[-1], _predict(same, model))


def _print_score(name: str, n_moves: int, score: Score) -> None:
    count = "all" if n_moves == COUNTS[-1] else str(n_moves)
    print(
        f"{name:22} {count:>5} {score.n:4} {score.top:6.3f} {score.full:6.3f} "
        f"{score.log_score:7.3f} {score.calibration_error:5.3f}"
    )


def print_tops(tune: Sequence[ReadTalk], test: Sequence[ReadTalk]) -> None:
    """Predict which kind of item is worth most to each person in Deal or No Deal."""
    predictors = _predictors(tune, has_form=False)
    print("\nWhich kind of item is worth most, Deal or No Deal (persons without ties)")
    print(f"{'':22} {'moves':>5} {'n':>4} {'top-1':>6} {'full':>6} {'log':>7} {'cal.':>5}")
    for name, predictor in predictors.items():
        for n_moves in (1, 2, COUNTS[-1]) if name in ("frequency", "moves read") else COUNTS[-1:]:
            examples = _examples(test, n_moves, has_form=False)
            _print_score(name, n_moves, _predict(examples, predictor))


if __name__ == "__main__":
    main()
