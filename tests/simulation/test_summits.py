"""The principals' meeting: short bargains over a price, worked out by hand, and its laws.

Seller and buyer value the prices 0..4 at 0, 1/4, … 1 and the other way round, and would take
anything over no agreement. There are five proposals, at times 0, 1/4, 1/2, 3/4 and 1.
"""

from dataclasses import replace

import numpy as np
import pytest

from paraph.errors import InputError
from paraph.negotiation import (
    NOTHING_SETTLED,
    AtMost,
    Belief,
    Condition,
    IfThen,
    RedLine,
    package_of,
)
from paraph.simulation import (
    Choice,
    Concession,
    Summits,
    SummitSettings,
    Tactic,
    only,
    play_summits,
)
from paraph.simulation.tactics import (
    BOULWARE,
    CONCEDER,
    GIVE_AND_TAKE,
    HARDLINER,
    LINEAR,
    MICRO,
    RANDOM_WALKER,
    TIT_FOR_TAT,
)
from tests.simulation.bargains import (
    AGENDA,
    BUYER,
    RISING,
    SELLER,
    agenda_of,
    certain,
    random_belief,
)


def _play(*tactics: Tactic, n: int = 5, beliefs: tuple[Belief, ...] = (SELLER, BUYER)) -> Summits:
    mixtures = tuple(only(tactic) for tactic in tactics)
    settings = SummitSettings(n_exchanges=n, n_runs=40, tactics=mixtures)
    return play_summits(AGENDA, beliefs, (), NOTHING_SETTLED, settings)


def _prices(summits: Summits) -> set[int]:
    return set(summits.positions[:, 0].tolist())


def test_two_linear_tactics_meet_in_the_middle_at_the_third_proposal() -> None:
    # They ask 4, 1, 2 (seller first): the third is worth 1/2 to the buyer, who would ask 1/4.
    summits = _play(LINEAR)
    assert summits.is_agreed.all()
    assert _prices(summits) == {2}
    assert set(summits.n_used.tolist()) == {3}
    assert np.allclose(summits.values, 0.5)


def test_of_two_boulware_tactics_the_opener_gives_way() -> None:
    # Insisting on 1, .996, .94, .68, 0: the fourth proposal asks 3/4, and the opener, whose last
    # word would be 0, takes what is left: a price of 1 or of 3, by who opened.
    summits = _play(BOULWARE)
    assert summits.is_agreed.all()
    assert _prices(summits) == {1, 3}
    assert set(summits.n_used.tolist()) == {4}


def test_a_conceder_gives_way_to_a_boulware_tactic() -> None:
    # The buyer, a Conceder, insists on .29 at time 1/4 and .16 at 1/2; a Boulware seller asks 4.
    # If the seller opens: 4, then the buyer offers 2 (1/2, least above .29); refused; 4; the
    # buyer's next is .07: refused; then 3 (1/4 above .07), worth 3/4 to the seller, whose next
    # is 0: agreed. If the buyer opens: 0, 4, then 3 (1/4 above .16), too little at .68: refused;
    # the seller asks 3 (3/4 above .68), and the buyer, who would take anything next, agrees.
    summits = _play(BOULWARE, CONCEDER)
    assert _prices(summits) == {3}


def test_two_hardliners_never_agree() -> None:
    summits = _play(HARDLINER, n=50)
    assert not summits.is_agreed.any()
    assert set(summits.n_used.tolist()) == {50}
    assert _prices(summits) == {-1}
    assert np.allclose(summits.values, 0.0)


def test_two_micro_tactics_come_down_one_step_at_a_time() -> None:
    # 4, 0, 3, 1, 2: the fifth is what the other would propose next.
    summits = _play(MICRO)
    assert _prices(summits) == {2}
    assert set(summits.n_used.tolist()) == {5}


def test_micro_gives_nothing_to_a_hardliner() -> None:
    summits = _play(MICRO, HARDLINER, n=50)
    assert not summits.is_agreed.any()


def test_two_tit_for_tat_tactics_wait_for_each_other() -> None:
    assert not _play(TIT_FOR_TAT, n=50).is_agreed.any()


def test_tit_for_tat_answers_a_concession_in_kind() -> None:
    # A linear seller comes down; the buyer follows by as much, and they agree.
    assert _play(LINEAR, TIT_FOR_TAT, n=9).is_agreed.all()


def test_two_who_give_and_take_meet_where_two_in_tit_for_tat_wait() -> None:
    # By time alone they would insist on 1, 3/4, 1/2 at the first three proposals; what they have
    # heard (nothing yet, then 1/4 more) brings them to 1, 7/8, 3/4, and on from there.
    summits = _play(GIVE_AND_TAKE)
    assert summits.is_agreed.all()
    assert set(summits.n_used.tolist()) <= {4, 5}


def test_a_party_stops_at_its_least() -> None:
    half, more = replace(LINEAR, least=0.5), replace(LINEAR, least=0.75)
    assert _prices(_play(half)) == {2}
    assert not _play(more, n=50).is_agreed.any()
    with pytest.raises(InputError, match="least"):
        replace(LINEAR, least=1.5)


def test_a_random_walker_settles_with_a_linear_tactic_in_the_end() -> None:
    summits = _play(LINEAR, RANDOM_WALKER, n=9)
    assert summits.is_agreed.all()
    assert len(_prices(summits)) > 1


def test_nobody_goes_below_the_reservation_value() -> None:
    beliefs = (certain("seller", RISING, 0.6), certain("buyer", RISING[::-1], 0.2))
    summits = _play(LINEAR, beliefs=beliefs)
    assert _prices(summits) == {3}
    assert (summits.values >= [0.6, 0.2]).all()


def test_without_a_zone_there_is_no_agreement_and_each_keeps_its_alternative() -> None:
    beliefs = (certain("seller", RISING, 0.6), certain("buyer", RISING[::-1], 0.6))
    summits = _play(CONCEDER, n=30, beliefs=beliefs)
    assert not summits.is_agreed.any()
    assert not summits.has_zone.any()
    assert np.allclose(summits.values, 0.6)


def test_a_party_that_could_sign_nothing_walks_out() -> None:
    beliefs = (SELLER, certain("buyer", [0.2] * 5, 0.9))
    summits = _play(LINEAR, beliefs=beliefs)
    assert summits.has_walked_out.all()
    assert not summits.n_used.any()


def test_an_unacceptable_proposal_ends_the_meeting_at_the_stated_rate() -> None:
    # Hardliners open with what the other could never sign; each proposal is refused for good.
    beliefs = (certain("seller", RISING, 0.5), certain("buyer", RISING[::-1], 0.5))
    settings = SummitSettings(n_exchanges=2, n_runs=4000, tactics=(only(HARDLINER),), p_walkout=0.3)
    summits = play_summits(AGENDA, beliefs, (), NOTHING_SETTLED, settings)
    # Left after one of two proposals: 1 - 0.7 ** 2 = 0.51, give or take four standard errors.
    assert summits.has_walked_out.mean() == pytest.approx(0.51, abs=0.032)


def test_a_red_line_is_never_crossed() -> None:
    line = RedLine((Condition("price", ("2", "3")),))
    beliefs = (SELLER, certain("buyer", RISING[::-1], red_lines=(line,)))
    summits = _play(CONCEDER, n=9, beliefs=beliefs)
    assert not {2, 3} & _prices(summits)


def test_what_is_settled_stays_settled() -> None:
    agenda = agenda_of(3, 3)
    beliefs = [random_belief(agenda, name, 30, seed, (0, 0)) for seed, name in enumerate("ab")]
    summits = play_summits(
        agenda, beliefs, (), package_of({"i1": "o2"}), SummitSettings(n_exchanges=9, n_runs=200)
    )
    agreed = summits.positions[summits.is_agreed]
    assert len(agreed)
    assert set(agreed[:, 1].tolist()) == {2}


@pytest.mark.parametrize("n_issues", [4, 11], ids=["listed", "sampled"])
def test_every_agreement_respects_linkages_red_lines_and_reservation_values(n_issues: int) -> None:
    agenda = agenda_of(n_issues, 3)
    line = RedLine((Condition("i0", ("o0",)), Condition("i1", ("o0", "o1"))))
    beliefs = [
        replace(
            random_belief(agenda, "a", 50, 1, (0.3, 0.6)), red_lines=(line,), red_line_holds=None
        ),
        random_belief(agenda, "b", 50, 2, (0.3, 0.6)),
    ]
    linkages = (
        IfThen((Condition("i2", ("o0",)),), (Condition("i3", ("o1",)),)),
        AtMost(1, (Condition("i0", ("o2",)), Condition("i1", ("o2",)))),
    )
    summits = play_summits(
        agenda, beliefs, linkages, NOTHING_SETTLED, SummitSettings(n_exchanges=8, n_runs=1000)
    )
    assert summits.is_listed == (n_issues == 4)
    agreed = np.flatnonzero(summits.is_agreed)
    assert len(agreed) > 300
    for party, belief in enumerate(beliefs):
        signs = belief.accepts_at(agenda, summits.positions[agreed])
        assert signs[summits.draws[agreed, party], np.arange(len(agreed))].all()
        worth = belief.values_at(agenda, summits.positions[agreed])
        exact = worth[summits.draws[agreed, party], np.arange(len(agreed))]
        assert np.allclose(exact, summits.values[agreed, party], atol=1e-6)
    first, second, third, fourth = summits.positions[agreed, :4].T
    assert not ((third == 0) & (fourth != 1)).any()
    assert not ((first == 2) & (second == 2)).any()


def test_three_parties_agree_only_on_what_suits_all() -> None:
    agenda = agenda_of(3, 3)
    beliefs = [random_belief(agenda, name, 40, seed, (0.3, 0.5)) for seed, name in enumerate("abc")]
    settings = SummitSettings(n_exchanges=12, n_runs=400)
    summits = play_summits(agenda, beliefs, (), NOTHING_SETTLED, settings)
    agreed = np.flatnonzero(summits.is_agreed)
    assert len(agreed) > 40
    for party, belief in enumerate(beliefs):
        signs = belief.accepts_at(agenda, summits.positions[agreed])
        assert signs[summits.draws[agreed, party], np.arange(len(agreed))].all()
    assert not (summits.is_agreed & ~summits.has_zone).any()


def test_the_same_seed_gives_the_same_runs_and_another_doesnt() -> None:
    agenda = agenda_of(9, 3)
    beliefs = [random_belief(agenda, name, 50, seed, (0.3, 0.6)) for seed, name in enumerate("ab")]
    first, again, other = (
        play_summits(agenda, beliefs, (), NOTHING_SETTLED, SummitSettings(n_runs=300, seed=seed))
        for seed in (1, 1, 2)
    )
    assert first.positions.tobytes() == again.positions.tobytes()
    assert first.values.tobytes() == again.values.tobytes()
    assert first.digest == again.digest
    assert first.positions.tobytes() != other.positions.tobytes()


def test_an_informed_choice_gives_more_agreement_than_the_nearest_package() -> None:
    agenda = agenda_of(4, 4)
    beliefs = [random_belief(agenda, name, 1, seed, (0.6, 0.6)) for seed, name in enumerate("ab")]
    blind, informed = (
        play_summits(
            agenda,
            beliefs,
            (),
            NOTHING_SETTLED,
            SummitSettings(n_runs=400, tactics=(only(Tactic("t", Concession.TIME, 1.0, choice)),)),
        )
        for choice in (Choice.NEAREST, Choice.INFORMED)
    )
    assert informed.values.sum() > blind.values.sum()


def test_a_sample_of_packages_stands_in_for_the_full_list(monkeypatch: pytest.MonkeyPatch) -> None:
    agenda = agenda_of(6, 3)
    beliefs = [random_belief(agenda, name, 300, s, (0.5, 0.7)) for s, name in enumerate("ab")]
    settings = SummitSettings(n_runs=1500)
    listed = play_summits(agenda, beliefs, (), NOTHING_SETTLED, settings)
    monkeypatch.setattr("paraph.simulation.table.N_LISTED_SHARED", 1)
    monkeypatch.setattr("paraph.simulation.table.N_LISTED_EACH", 1)
    sampled = play_summits(agenda, beliefs, (), NOTHING_SETTLED, settings)
    assert listed.is_listed
    assert not sampled.is_listed
    assert sampled.p_agreement == pytest.approx(listed.p_agreement, abs=0.06)
    assert sampled.has_zone.mean() == pytest.approx(listed.has_zone.mean(), abs=0.03)


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(InputError, match="at least one exchange"):
        SummitSettings(n_exchanges=0)
    with pytest.raises(InputError, match="one mixture of tactics"):
        _play(LINEAR, LINEAR, LINEAR)
    with pytest.raises(InputError, match="no package respects the linkages"):
        play_summits(
            AGENDA,
            (SELLER, BUYER),
            (AtMost(0, (Condition("price", ("0", "1", "2", "3", "4")),)),),
            NOTHING_SETTLED,
        )
