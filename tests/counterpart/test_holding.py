"""Parties that hold on to their best options and give way on few issues, as people do."""

import numpy as np

from paraph.counterpart import infer_preference
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.likelihood import Likelihood
from paraph.counterpart.prior import HOLDING, build_prior
from paraph.negotiation import Agenda, Issue, Option, StatedPreference
from paraph.record import MoveKind
from tests.counterpart.conftest import FAST, build_case, move

STEPS = tuple(Option(f"{n}", f"{n}") for n in range(5))
NAMES = "abcdef"
AGENDA = Agenda(tuple(Issue(name, name, STEPS, is_ordered=True) for name in NAMES))


def offers(*n_given: int) -> tuple:
    """Offers of the best of each issue (4), but for so many that are given up whole (0)."""
    return tuple(
        move(MoveKind.PROPOSE, {name: "0" if at < n else "4" for at, name in enumerate(NAMES)})
        for n in n_given
    )


def test_giving_way_issue_by_issue_says_little_of_the_options_between() -> None:
    case = build_case(*((each,) for each in offers(0, 1, 2, 3)), agenda=AGENDA)
    found = infer_preference(case, "them", FAST).option_values
    for at in range(len(NAMES)):
        middle = found[at][2]
        # It may be worth anything; 0.17 was believed where nobody was thought to hold on.
        assert middle.low < 0.2 < 0.35 < middle.mid < 0.65 < 0.8 < middle.high


def test_offers_of_best_options_are_likelier_of_who_holds_on_to_them() -> None:
    case = build_case(*((each,) for each in offers(0, 1, 2)), agenda=AGENDA)
    prior = build_prior(AGENDA, StatedPreference(), None)
    latents = np.zeros((prior.n_latents, 2))
    latents[HOLDING] = (-1.0, 1.0)
    for issue in range(len(NAMES)):
        latents[prior.latents_of_options(issue).start] = 3.0  # more is better
    model = Likelihood(collect_evidence(case, "them"))
    evenly, holding = model.log_likelihood(prior.transform(latents)).sum(axis=0)
    assert holding > evenly + 1
