"""Whether a party wants the opposite of what we want is learnt, and counts where it is likely."""

from dataclasses import replace

import numpy as np
import pytest

from paraph.case import Case
from paraph.counterpart import infer_preference
from paraph.counterpart.opposition import against_us, counts_as_opposed, lean, opposition
from paraph.counterpart.option_priors import RankedOptions, ScaledOptions
from paraph.counterpart.prior import build_prior
from paraph.negotiation import (
    Agenda,
    Direction,
    Interval,
    Issue,
    Option,
    StatedPreference,
    StatedValues,
)
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move

OURS = (1.0, 0.8, 0.5, 0.2, 0.0)
AGENDA = Agenda(
    tuple(
        Issue(name, name, tuple(Option(f"{n}", f"Option {n + 1}") for n in range(5)))
        for name in "abcd"
    )
)
STATED = StatedPreference(
    values=tuple(
        StatedValues(name, tuple((f"{n}", Interval(v, v)) for n, v in enumerate(OURS)))
        for name in "abcd"
    )
)


def case_of(*offers: str) -> Case:
    """Offers as one digit for each issue: "4444" is the worst for us, "0000" the best."""
    moves = [move(MoveKind.PROPOSE, dict(zip("abcd", offer, strict=True))) for offer in offers]
    case = build_case(tuple(moves), agenda=AGENDA)
    us, them = case.parties
    return replace(case, parties=(replace(us, preference=STATED), them))


def test_the_odds_before_any_move_are_two_to_one_that_wishes_are_unrelated() -> None:
    drawn = opposition(np.random.default_rng(1).standard_normal(100_000))
    assert (drawn == 0).mean() == pytest.approx(2 / 3, abs=0.01)
    assert drawn[drawn > 0].min() >= 0.3
    assert drawn.max() <= 1


def test_what_runs_against_us_is_highest_where_it_is_worst_for_us() -> None:
    assert against_us(RankedOptions(2), np.array([1.0, 0.0])) == pytest.approx([-1, 1])
    assert against_us(RankedOptions(3), np.array([0.4, 0.4, 0.4])) is None
    scale = (0.0, 0.5, 1.0)
    assert against_us(ScaledOptions(scale), np.array([0.0, 0.5, 1.0])) == pytest.approx([-1.5])
    assert against_us(ScaledOptions(scale), np.array([0.0, 1.0, 0.0])) == pytest.approx([0])
    assert against_us(ScaledOptions(scale, Direction.MORE), np.array([0.0, 0.5, 1.0])) is None


def test_full_opposition_leaves_nothing_of_its_own_and_none_leaves_all() -> None:
    own = np.array([[0.3, 0.3, 0.3], [-0.2, -0.2, -0.2]])
    against = np.array([-1.0, 1.0])
    follows = np.array([0.0, 0.0, 3.0])
    leant = lean(own, against, np.array([1.0, 0.0, 1.0]), follows)
    assert leant.T.tolist() == [[-1.0, 1.0], [0.3, -0.2], [0.3, -0.2]]


def test_a_party_that_asks_for_our_worst_everywhere_counts_as_opposed() -> None:
    posterior = infer_preference(case_of("4444"), "them", FAST)
    assert posterior.p_opposed is not None
    assert posterior.p_opposed > 0.6
    # What it was never heard on is expected to run against us too.
    part = posterior.mean_parts[0]
    assert part[4] > part[3] > part[1] > part[0]


def test_a_party_that_asks_for_our_best_everywhere_does_not() -> None:
    posterior = infer_preference(case_of("0000"), "them", FAST)
    assert posterior.p_opposed is not None
    assert posterior.p_opposed < 1 / 3
    part = posterior.mean_parts[0]
    assert part[1] == part[2] == part[3] == part[4] < part[0]


def test_nothing_is_said_of_opposition_where_our_values_are_not_stated() -> None:
    us, them = case_of("4444").parties
    case = replace(case_of("4444"), parties=(replace(us, preference=StatedPreference()), them))
    posterior = infer_preference(case, "them", FAST)
    assert posterior.p_opposed is None
    assert posterior.alike[0] == ((0, 1, 2, 3), (4,))


def test_ranked_or_valued_options_of_theirs_do_not_lean() -> None:
    said = StatedPreference(values=(StatedValues("a", ranking=(("0",), ("1",), ("2", "3", "4"))),))
    prior = build_prior(AGENDA, said, [np.array(OURS)] * 4)
    assert prior.against[0] is None
    assert prior.against[1] is not None


def test_a_faint_tilt_does_not_count() -> None:
    assert not counts_as_opposed(np.array([0.0, 0.0, 0.9, 0.9]))
    assert counts_as_opposed(np.array([0.0, 0.9, 0.9, 0.9]))


def test_opposition_bears_on_scales_beside_lists_in_no_order() -> None:
    steps = tuple(Option(f"{n}", f"{n} m") for n in range(5))
    agenda = Agenda((Issue("a", "Price", steps, is_ordered=True), *AGENDA.issues[1:]))
    case = replace(case_of("4444"), agenda=agenda)
    posterior = infer_preference(case, "them", FAST)
    assert posterior.p_opposed is not None
    assert posterior.p_opposed > 0.6
    part = posterior.mean_parts[0]
    assert part[4] > part[3] > part[1] > part[0]
