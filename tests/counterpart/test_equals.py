"""What a counterpart calls about as good: as evidence, in what is learnt, and in words."""

from dataclasses import replace

import numpy as np
import pytest

from paraph.counterpart import Posterior, infer_preference, tabulate_knowledge
from paraph.counterpart.evidence import Comparison, collect_evidence
from paraph.negotiation import (
    EqualAnswer,
    Package,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.record import Move, MoveKind
from tests.counterpart.conftest import FAST, build_case, move

OSLO, ROME = package_of({"place": "oslo"}), package_of({"place": "rome"})
GIVEN, NONE = package_of({"guarantee": "yes"}), package_of({"guarantee": "no"})


def equal(one: Package, other: Package, kind: MoveKind = MoveKind.ANSWER) -> Move:
    return replace(move(kind), package=one, equal_to=other)


def infer(*moves: Move, **rest: object) -> Posterior:
    return infer_preference(build_case(moves, **rest), "them", FAST)  # type: ignore[arg-type]


def apart(posterior: Posterior, issue: int, one: int, other: int) -> float:
    """How far two options of an issue are apart, on average over the draws."""
    values = posterior.belief.option_values[issue]
    return float(np.abs(values[:, one] - values[:, other]).mean())


@pytest.mark.parametrize("kind", [MoveKind.ANSWER, MoveKind.SIGNAL, MoveKind.SUPPORT])
def test_it_is_a_comparison_with_equal_said_and_no_word_for_either(kind: MoveKind) -> None:
    said = replace(equal(OSLO, ROME, kind), confidence=0.7)
    evidence = collect_evidence(build_case((said,)), "them")
    assert evidence.comparisons == (Comparison(OSLO, ROME, 0.7, 0, EqualAnswer.SAID),)
    assert evidence.stances == ()
    assert evidence.entries[0].issue_ids == ("place",)
    assert evidence.entries[0].description == (
        f"{kind.value}: Place: Oslo about as good as Place: Rome"
    )


def test_a_package_that_is_better_is_read_as_before() -> None:
    better = replace(move(MoveKind.ANSWER), package=OSLO, over=ROME)
    (comparison,) = collect_evidence(build_case((better,)), "them").comparisons
    assert comparison.equal is None


def test_two_options_said_to_be_equal_are_brought_together() -> None:
    assert apart(infer(equal(OSLO, ROME)), 1, 1, 2) < apart(infer(), 1, 1, 2) - 0.05


def test_the_more_sure_the_record_the_nearer() -> None:
    unsure = replace(equal(OSLO, ROME), confidence=0.3)
    assert apart(infer(equal(OSLO, ROME)), 1, 1, 2) < apart(infer(unsure), 1, 1, 2)


def test_equal_steps_on_two_issues_bring_their_importance_together() -> None:
    """ "Oslo without it" as good as "Rome with it": place and guarantee matter about the same."""
    stated = StatedPreference(
        values=(
            StatedValues("place", ranking=(("oslo",), ("bonn",), ("rome",))),
            StatedValues("guarantee", ranking=(("yes",), ("no",))),
        )
    )
    one, other = OSLO.with_choices(NONE), ROME.with_choices(GIVEN)

    def share_apart(*moves: Move) -> float:
        weights = infer(*moves, preference=stated).belief.weights
        return float(np.abs((weights[:, 1] - weights[:, 2]) / weights[:, 1:].sum(axis=1)).mean())

    assert share_apart(equal(one, other)) < share_apart() - 0.1


def test_which_of_the_two_is_written_first_says_nothing() -> None:
    one, other = OSLO.with_choices(NONE), ROME.with_choices(GIVEN)
    first, second = infer(equal(one, other)), infer(equal(other, one))
    assert first.belief.weights == pytest.approx(second.belief.weights)
    for values, swapped in zip(first.option_values, second.option_values, strict=True):
        assert values == pytest.approx(swapped)


def test_it_counts_as_what_is_on_record_of_an_issue() -> None:
    posterior = infer(equal(OSLO, ROME))
    assert posterior.n_moves == 1
    assert posterior.influences[0].description.endswith("Place: Oslo about as good as Place: Rome")
    known = {
        row.issue_id: (row.n_moves, row.status)
        for row in tabulate_knowledge(build_case((equal(OSLO, ROME),)), posterior)
    }
    assert known["place"] == (1, "uncertain")
    assert known["price"] == (0, "unknown")


def test_equal_and_better_of_the_same_two_are_named_as_a_contradiction() -> None:
    better = replace(move(MoveKind.ANSWER), package=ROME, over=OSLO)
    (found,) = infer(equal(OSLO, ROME), better).contradictions
    assert found.description == (
        "compared “Place: Oslo” and “Place: Rome”, and called them about equal once"
    )
    assert "Place: Oslo about as good as Place: Rome (2020-01-01)" in found.first
    assert infer(equal(OSLO, ROME), equal(OSLO, ROME, MoveKind.SUPPORT)).contradictions == ()
