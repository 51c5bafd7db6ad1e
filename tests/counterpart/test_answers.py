""" "About equal" as an answer: how probable it is, and what is learnt of it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from paraph.case import Case
from paraph.counterpart.answers import EQUAL_MARGIN, probability_of_answer, three_answers
from paraph.counterpart.elicitation import (
    elicit_preference,
    infer_own_preference,
    propose_choice,
)
from paraph.counterpart.evidence import Comparison, Entry, Evidence
from paraph.counterpart.layout import Layout, Sample
from paraph.counterpart.likelihood import Likelihood
from paraph.negotiation import (
    Choice,
    EqualAnswer,
    Package,
    Preference,
    StatedPreference,
    StatedValues,
    package_at,
    package_of,
)
from tests.counterpart.conftest import FAST, build_agenda
from tests.counterpart.test_elicitation import (
    OSLO_GIVEN,
    OSLO_NONE,
    PLACE_FIRST,
    ROME_GIVEN,
    ROME_NONE,
    case_of_ours,
)

SAID, OFFERED = EqualAnswer.SAID, EqualAnswer.OFFERED
OSLO, ROME = package_of({"place": "oslo"}), package_of({"place": "rome"})


@given(st.floats(-2, 2))
def test_three_answers_share_all_probability(gap: float) -> None:
    p = three_answers(np.array([gap]))
    assert p.min() >= 0
    assert p.sum() == pytest.approx(1)
    assert three_answers(np.array([-gap]))[::-1] == pytest.approx(p)


def test_equal_is_likeliest_of_equal_packages_and_worked_by_hand() -> None:
    """With a margin of half the noise: Phi(1/2) - Phi(-1/2) at no gap, Phi(-1/2) beyond it."""
    assert EQUAL_MARGIN == 0.05
    at_none, at_one = three_answers(np.array([0.0, 0.1])).T
    assert at_none == pytest.approx([0.308538, 0.382925, 0.308538], abs=1e-6)
    # A gap of one noise: Phi(1/2), Phi(3/2) - Phi(1/2), 1 - Phi(3/2).
    assert at_one == pytest.approx([0.691462, 0.241730, 0.066807], abs=1e-6)


def test_without_equal_on_offer_there_are_two_answers() -> None:
    p, p_blind = probability_of_answer(np.array([0.1, -0.1]), None)
    assert p == pytest.approx([0.841345, 0.158655], abs=1e-6)
    assert p_blind == 0.5


def logs(value: float, equal: EqualAnswer | None, *, candour: float = 0.8) -> float:
    """The likelihood of one answer, Oslo over Rome, where Oslo is worth `value` more."""
    layout = Layout(build_agenda())
    values = np.full((10, 1), 0.5)
    values[layout.option("place", "oslo")] = 0.5 + value
    sample = Sample(
        weights=np.array([[0.2], [0.5], [0.3]]),
        values=values,
        reservation=np.array([0.3]),
        candour=np.array([candour]),
        stray=np.array([0.0]),
        wander=np.array([0]),
        favour=np.array([0.0]),
        opposition=np.array([0.0]),
        holding=np.array([0.0]),
    )
    comparison = Comparison(OSLO, ROME, 0.5, 0, equal)
    evidence = Evidence(layout, (Entry("s", 0, "answer"),), comparisons=(comparison,))
    return float(Likelihood(evidence).log_likelihood(sample)[0, 0])


def test_an_answer_is_mixed_with_a_blind_one_by_trust() -> None:
    """Trust is 0.8 * 0.5; the gap of 0.1 counts as a share of the weight of the place alone."""
    two_way, said, offered = (logs(0.1, equal) for equal in (None, SAID, OFFERED))
    assert two_way == pytest.approx(np.log(0.4 * 0.8413447 + 0.6 / 2))
    assert said == pytest.approx(np.log(0.4 * 0.2417303 + 0.6 / 3))
    assert offered == pytest.approx(np.log(0.4 * 0.6914625 + 0.6 / 3))
    assert np.exp([said, offered, logs(-0.1, OFFERED)]).sum() == pytest.approx(1)


def test_equal_brings_values_together() -> None:
    def apart(*choices: Choice) -> float:
        values = infer_own_preference(case_of_ours(None, *choices), FAST).belief.option_values[1]
        return float(np.abs(values[:, 1] - values[:, 2]).mean())

    assert apart(Choice(OSLO, ROME, equal=SAID)) < apart() - 0.05


def test_which_of_two_equal_packages_comes_first_says_nothing() -> None:
    one, other = (
        infer_own_preference(case_of_ours(None, Choice(*pair, equal=SAID)), FAST).belief
        for pair in ((OSLO_NONE, ROME_GIVEN), (ROME_GIVEN, OSLO_NONE))
    )
    assert one.weights == pytest.approx(other.weights)


def test_equal_against_the_other_answers_is_doubted_in_words() -> None:
    (doubt,) = elicit_preference(
        case_of_ours(PLACE_FIRST, Choice(ROME_NONE, OSLO_GIVEN, equal=SAID)), FAST
    ).doubts
    assert doubt.p_chosen < 0.15
    assert doubt.description == (
        "by your other answers “Place: Oslo; Guarantee: Given” is clearly better than "
        "“Place: Rome; Guarantee: None”, but you called them about equal"
    )


def test_equal_of_what_nothing_is_known_is_not_doubted() -> None:
    case = case_of_ours(None, Choice(OSLO_NONE, ROME_GIVEN, equal=SAID))
    elicited = elicit_preference(case, FAST)
    assert (elicited.doubts, elicited.contradictions) == ((), ())


@pytest.mark.parametrize("equal", [None, OFFERED])
@pytest.mark.parametrize("pair", [(OSLO, ROME), (ROME, OSLO)])
def test_equal_and_better_of_the_same_packages_are_named(
    pair: tuple[Package, Package], equal: EqualAnswer | None
) -> None:
    case = case_of_ours(None, Choice(*pair, equal=equal), Choice(OSLO, ROME, equal=SAID))
    (found,) = elicit_preference(case, FAST).contradictions
    first, second = (f"“Place: {package['place'].title()}”" for package in pair)
    assert found.description == f"compared {first} and {second}, and called them about equal once"
    assert "Place: Oslo about equal to Place: Rome" in found.second


def test_equal_said_both_ways_round_fits() -> None:
    case = case_of_ours(None, Choice(ROME, OSLO, equal=SAID), Choice(OSLO, ROME, equal=SAID))
    assert elicit_preference(case, FAST).contradictions == ()


def test_packages_called_equal_are_not_asked_about_again() -> None:
    case = case_of_ours(PLACE_FIRST)
    first = propose_choice(case, infer_own_preference(case, FAST))
    said = case_of_ours(PLACE_FIRST, Choice(first.first, first.second, equal=SAID))
    again = propose_choice(said, infer_own_preference(said, FAST))
    assert {again.first, again.second} != {first.first, first.second}
    assert again.information_bits > 0


STATED = StatedPreference(
    values=(
        StatedValues("place", ranking=(("bonn",), ("oslo",), ("rome",))),
        StatedValues("guarantee", ranking=(("yes",), ("no",))),
    )
)


def ask(case: Case, truth: Preference, rng: np.random.Generator) -> Choice:
    """A pair drawn at random of two issues, and the answer of a person who feels small gaps."""
    agenda = case.agenda
    rows = np.full((2, 3), -1)
    for place in rng.choice(3, size=2, replace=False):
        n_options = len(agenda.issues[place].options)
        rows[:, place] = rng.choice(n_options, size=2, replace=False)
    first, second = (package_at(agenda, row.tolist()) for row in rows)
    scope = sum(truth.weights[agenda.position(issue)] for issue in first.issue_ids)
    gap = (truth.value_of(agenda, first) - truth.value_of(agenda, second)) / scope
    felt = gap + 0.05 * rng.standard_normal()
    better, worse = (first, second) if felt > 0 else (second, first)
    return Choice(better, worse, equal=SAID if abs(felt) < 0.1 else OFFERED)


@pytest.mark.slow
def test_a_person_is_learnt_better_with_equal_than_with_these_answers_dropped() -> None:
    found: dict[str, list[float]] = {"kept": [], "dropped": []}
    n_equal = 0
    for seed in range(24):
        rng = np.random.default_rng(seed)
        price = np.r_[0.0, np.sort(rng.random(3)), 1.0]
        middle = float(rng.random())
        truth = Preference(
            tuple(rng.dirichlet(np.ones(3)).tolist()),
            (tuple(price.tolist()), (1, middle, 0), (0, 1)),
        )
        case = case_of_ours(STATED)
        answers = [ask(case, truth, rng) for _ in range(12)]
        chosen = [replace(c, equal=None) for c in answers if c.equal is OFFERED]
        n_equal += len(answers) - len(chosen)
        for name, choices in (("kept", answers), ("dropped", chosen)):
            posterior = infer_own_preference(case_of_ours(STATED, *choices), FAST)
            mean = posterior.belief.mean_preference()
            packages = list(np.ndindex(5, 3, 2))
            values = [
                [p.value_of(case.agenda, package_at(case.agenda, row)) for row in packages]
                for p in (truth, mean)
            ]
            found[name].append(float(spearmanr(*values).statistic))
    assert n_equal > 24
    assert np.mean(found["kept"]) >= np.mean(found["dropped"])
