"""Small bargains whose course can be worked out by hand."""

import numpy as np

from paraph.negotiation import Agenda, Belief, Issue, Option, RedLine

PRICE = Issue("price", "Price", tuple(Option(str(n), str(n)) for n in range(5)), is_ordered=True)
AGENDA = Agenda((PRICE,))
RISING = [0.0, 0.25, 0.5, 0.75, 1.0]


def agenda_of(n_issues: int, n_options: int) -> Agenda:
    return Agenda(
        tuple(
            Issue(f"i{k}", f"Issue {k}", tuple(Option(f"o{j}", f"O{j}") for j in range(n_options)))
            for k in range(n_issues)
        )
    )


def certain(
    party_id: str,
    values: list[float],
    reservation: float = 0.0,
    red_lines: tuple[RedLine, ...] = (),
) -> Belief:
    """A belief in one preference over the price alone."""
    return Belief(
        party_id=party_id,
        weights=np.ones((1, 1)),
        option_values=(np.array([values]),),
        reservation=np.array([reservation]),
        red_lines=red_lines,
    )


SELLER = certain("seller", RISING)
BUYER = certain("buyer", RISING[::-1])


def random_belief(
    agenda: Agenda, party_id: str, n_draws: int, seed: int, reservation: tuple[float, float]
) -> Belief:
    """A belief drawn without regard to what others want."""
    rng = np.random.default_rng(seed)
    option_values = []
    for issue in agenda.issues:
        values = rng.random((n_draws, len(issue.options)))
        values -= values.min(axis=1, keepdims=True)
        option_values.append(values / values.max(axis=1, keepdims=True))
    return Belief(
        party_id=party_id,
        weights=rng.dirichlet(np.ones(len(agenda)), n_draws),
        option_values=tuple(option_values),
        reservation=rng.uniform(*reservation, n_draws),
    )
