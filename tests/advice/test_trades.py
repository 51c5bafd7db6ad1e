"""Trades rest on each party's own rate of exchange between two issues."""

import numpy as np
import pytest

from paraph.advice import find_common_ground, find_trades
from paraph.negotiation import Agenda, Belief, Issue, Option


def _issue(issue_id: str) -> Issue:
    return Issue(issue_id, issue_id.title(), (Option("no", "No"), Option("yes", "Yes")))


AGENDA = Agenda((_issue("relief"), _issue("inspection"), _issue("venue")))


def _belief(party_id: str, weights: list[float], likes: str) -> Belief:
    """A belief without doubt: `likes` gives the favourite option of each issue, y or n."""
    n_draws = 4
    return Belief(
        party_id=party_id,
        weights=np.tile(np.array(weights), (n_draws, 1)),
        option_values=tuple(
            np.tile([0.0, 1.0] if like == "y" else [1.0, 0.0], (n_draws, 1)) for like in likes
        ),
        reservation=np.full(n_draws, 0.3),
    )


def test_a_trade_gives_what_they_value_more_for_what_we_value_more() -> None:
    ours = _belief("us", [0.2, 0.7, 0.1], "nyy")
    theirs = _belief("them", [0.7, 0.2, 0.1], "yny")
    trades = find_trades(
        AGENDA, ours, theirs, AGENDA.issue_ids, their_name="The other side", at_least=0.6
    )
    assert [(t.give_issue, t.get_issue, t.p_pays) for t in trades] == [("relief", "inspection", 1)]
    assert trades[0].given_options == ("yes",)
    assert trades[0].gotten_options == ("yes",)
    assert "The other side" in trades[0].words


def test_equal_rates_of_exchange_leave_nothing_to_trade() -> None:
    ours = _belief("us", [0.6, 0.3, 0.1], "nyy")
    theirs = _belief("them", [0.6, 0.3, 0.1], "yny")
    assert (
        find_trades(AGENDA, ours, theirs, AGENDA.issue_ids, their_name="They", at_least=0.6) == ()
    )


def test_rescaling_one_party_changes_no_trade() -> None:
    ours = _belief("us", [0.2, 0.7, 0.1], "nyy")
    theirs = _belief("them", [0.7, 0.2, 0.1], "yny")
    doubled = Belief("them", theirs.weights * 2, theirs.option_values, theirs.reservation * 2)
    search = {"their_name": "They", "at_least": 0.6}
    ids = AGENDA.issue_ids
    assert find_trades(AGENDA, ours, theirs, ids, **search) == find_trades(
        AGENDA, ours, doubled, ids, **search
    )


def test_common_ground_is_where_all_want_the_same() -> None:
    ours = _belief("us", [0.2, 0.7, 0.1], "nyy")
    theirs = _belief("them", [0.7, 0.2, 0.1], "yny")
    assert find_common_ground(AGENDA, [ours, theirs], AGENDA.issue_ids, at_least=0.6) == (
        ("venue", "yes", pytest.approx(1.0)),
    )


def test_uncertain_favourites_are_no_common_ground() -> None:
    ours = _belief("us", [0.2, 0.7, 0.1], "nyy")
    values = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    theirs = Belief("them", ours.weights, (values, values, values), ours.reservation)
    assert find_common_ground(AGENDA, [ours, theirs], ("venue",), at_least=0.6) == ()
