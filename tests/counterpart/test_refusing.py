"""Where an answer can't be trusted, or isn't asked for rightly."""

from dataclasses import replace
from itertools import product

import pytest

from paraph.counterpart import InferenceSettings, Posterior, infer_preference
from paraph.errors import InferenceError, InputError, UnknownNameError
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move


def infer(*days, **rest) -> Posterior:
    return infer_preference(build_case(*days, **rest), "them", FAST)


def mean_value(posterior: Posterior, issue: int, option: int) -> float:
    return float(posterior.belief.option_values[issue][:, option].mean())


def test_it_refuses_rather_than_answer_badly() -> None:
    settings = InferenceSettings(n_draws=64, n_effective_min=64.5, n_moves_most=4, n_moves_final=4)
    with pytest.raises(InferenceError, match="effective draws of 256"):
        infer_preference(build_case(()), "them", settings)


def test_where_draws_are_worth_too_little_more_are_made() -> None:
    names = ("price", "place", "guarantee")
    case = build_case(
        tuple(
            move(MoveKind.PROPOSE, dict(zip(names, package, strict=True)))
            for package in product("4321", ("bonn", "oslo"), ("yes", "no"))
        )
    )
    few = InferenceSettings(n_draws=64, seed=0, n_effective_min=10, n_moves_most=4, n_moves_final=4)
    enough = 50.0
    assert infer_preference(case, "them", few).n_effective < enough
    found = infer_preference(case, "them", replace(few, n_effective_min=enough))
    assert found.n_effective >= enough
    assert found.belief.weights.shape[0] == 64


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown party 'thme'; did you mean 'them'"):
        infer_preference(build_case(()), "thme", FAST)
    with pytest.raises(UnknownNameError, match="rmoe"):
        infer((move(MoveKind.PROPOSE, {"place": "rmoe"}),))


@pytest.mark.parametrize(
    "wrong", [{"n_islands": 1}, {"n_draws": 8}, {"offer_power": 0}, {"p_red_line_meant": 2}]
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError):
        InferenceSettings(**wrong)  # type: ignore[arg-type]
