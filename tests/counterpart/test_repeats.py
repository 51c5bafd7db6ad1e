"""Which entries of the record are of one act, and which are acts of their own."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.case import Case
from paraph.counterpart import Place, infer_preference
from paraph.counterpart.evidence import Evidence, collect_evidence
from paraph.negotiation import package_of
from paraph.record import Level, Move, MoveKind, Participant, Session
from tests.counterpart.conftest import FAST, build_case, move

ROME = move(MoveKind.REJECT, {"place": "rome"}, text="No.")
SURE = replace(ROME, text="Out of the question.", confidence=1.0)
UNSURE = replace(ROME, text="Rather not, I gathered.", confidence=0.6)
OFFER_A = move(MoveKind.PROPOSE, {"place": "oslo"})
OFFER_B = move(MoveKind.PROPOSE, {"place": "bonn"})
DAY = date(2020, 1, 1)


def collect(*sessions: Session | tuple[Move, ...]) -> Evidence:
    """What is collected of sessions; moves alone stand for a file of the same day."""
    held = tuple(
        one if isinstance(one, Session) else Session(f"file-{n}", DAY, moves=one)
        for n, one in enumerate(sessions, 1)
    )
    return collect_evidence(replace(build_case(()), sessions=held), "them")


def told(evidence: Evidence) -> list[tuple[str, ...]]:
    return [tuple(f"{p.session_id}/{p.move_index}" for p in r.places) for r in evidence.repeats]


def test_words_and_confidence_make_no_second_act_and_the_higher_confidence_counts() -> None:
    evidence = collect((UNSURE, SURE, UNSURE))
    (reply,) = evidence.replies
    assert reply.confidence == 1.0
    (repeat,) = evidence.repeats
    assert repeat.places == (
        Place("file-1", 0, 0.6),
        Place("file-1", 1, 1.0),
        Place("file-1", 2, 0.6),
    )
    assert (repeat.confidence, repeat.day) == (1.0, DAY)
    assert repeat.description == "reject: Place: Rome"


def test_what_counts_once_is_what_was_entered_once() -> None:
    once = infer_preference(build_case((ROME,)), "them", FAST)
    thrice = infer_preference(build_case((UNSURE, ROME, ROME)), "them", FAST)
    assert (once.n_moves, thrice.n_moves) == (1, 1)
    assert np.array_equal(thrice.belief.weights, once.belief.weights)


def test_a_second_file_of_the_sitting_is_the_same_sitting() -> None:
    evidence = collect((UNSURE,), (SURE,))
    assert [reply.confidence for reply in evidence.replies] == [1.0]
    assert told(evidence) == [("file-1/0", "file-2/0")]


def test_another_day_is_another_act() -> None:
    posterior = infer_preference(build_case((ROME,), (ROME,)), "them", FAST)
    assert posterior.n_moves == 2
    assert posterior.repeats == ()


def session(name: str, *moves: Move, **rest: object) -> Session:
    return Session(name, DAY, moves=moves, **rest)  # type: ignore[arg-type]


def team(*names: str) -> tuple[Participant, ...]:
    return tuple(Participant(name, "them") for name in names)


@pytest.mark.parametrize(
    ("first", "second", "n_acts"),
    [
        ({"level": Level.WORKING}, {"level": Level.LEADERS}, 2),
        ({"place": "Geneva"}, {"place": "Vienna"}, 2),
        ({"place": "Geneva"}, {"place": "geneva, Palais Wilson"}, 1),
        ({"place": "Geneva"}, {}, 1),
        ({"participants": team("A", "B")}, {"participants": team("C")}, 2),
        ({"participants": team("A", "B")}, {"participants": team("b", "C")}, 1),
        ({"participants": team("A")}, {"participants": (Participant("D", "us"),)}, 1),
    ],
)
def test_levels_and_tracks_are_sittings_of_their_own(
    first: dict[str, object], second: dict[str, object], n_acts: int
) -> None:
    evidence = collect(session("one", ROME, **first), session("two", ROME, **second))
    assert len(evidence.replies) == n_acts
    assert len(evidence.repeats) == 2 - n_acts


def test_an_offer_made_again_after_another_one_is_no_entry_written_twice() -> None:
    evidence = collect((OFFER_A, OFFER_B, OFFER_A))
    assert [offer.package for offer in evidence.offers] == [OFFER_A.package, OFFER_B.package]
    assert len(evidence.entries) == 3
    assert evidence.repeats == ()


def test_a_second_account_of_the_same_sequence_adds_nothing() -> None:
    sequence = (OFFER_A, OFFER_B, OFFER_A)
    evidence = collect(sequence, sequence)
    assert len(evidence.entries) == 3
    assert told(evidence) == [(f"file-1/{n}", f"file-2/{n}") for n in range(3)]


def test_an_offer_that_one_entry_is_surer_of_has_the_higher_confidence() -> None:
    unsure = replace(OFFER_A, confidence=0.5)
    (first, _) = collect((unsure, OFFER_B, OFFER_A)).offers
    assert first.confidence == 1.0
    (offer,) = collect(
        session("one", unsure), Session("two", date(2020, 1, 2), moves=(OFFER_A,))
    ).offers
    assert offer.confidence == 0.5


def test_two_packages_called_equal_are_the_same_act_in_either_order() -> None:
    rome, oslo = package_of({"place": "rome"}), package_of({"place": "oslo"})
    one = replace(move(MoveKind.ANSWER), package=rome, equal_to=oslo, confidence=0.5)
    other = replace(one, package=oslo, equal_to=rome, confidence=0.9)
    evidence = collect((one,), (other,))
    assert told(evidence) == [("file-1/0", "file-2/0")]
    (comparison,) = evidence.comparisons
    assert (comparison.better, comparison.worse, comparison.confidence) == (rome, oslo, 0.9)
    assert evidence.repeats[0].description == "answer: Place: Rome about as good as Place: Oslo"
    better = replace(one, equal_to=package_of({}), over=oslo)
    assert collect((one,), (better,)).repeats == ()
    assert len(collect((one, better, other)).entries) == 3


@pytest.mark.parametrize(
    "turned",
    [
        (ROME, move(MoveKind.ACCEPT, {"place": "rome"}), ROME),
        (
            move(MoveKind.ANSWER, issue_ids=("price", "place")),
            move(MoveKind.ANSWER, issue_ids=("place", "price")),
            move(MoveKind.ANSWER, issue_ids=("price", "place")),
        ),
        (
            move(MoveKind.SUPPORT, {"place": "rome"}),
            move(MoveKind.OPPOSE, {"place": "rome"}),
            move(MoveKind.SUPPORT, {"place": "rome"}),
        ),
        (
            move(MoveKind.ANSWER, {"place": "rome"}, over=package_of({"place": "oslo"})),
            move(MoveKind.ANSWER, {"place": "oslo"}, over=package_of({"place": "rome"})),
            move(MoveKind.ANSWER, {"place": "rome"}, over=package_of({"place": "oslo"})),
        ),
    ],
)
def test_what_was_turned_round_and_back_is_a_sequence(turned: tuple[Move, ...]) -> None:
    assert len(collect(turned).entries) == 3
    assert collect(turned).repeats == ()


@pytest.mark.parametrize(
    "other",
    [
        replace(ROME, kind=MoveKind.OPPOSE),
        move(MoveKind.REJECT, {"place": "rome", "guarantee": "no"}),
        replace(ROME, party_id="us"),
    ],
)
def test_another_kind_content_or_party_is_another_act(other: Move) -> None:
    assert collect((ROME, other)).repeats == ()
    assert len(collect((ROME,), (other,)).replies) == 1 + (other.kind is ROME.kind) * (
        other.party_id == "them"
    )


def test_two_people_who_report_the_same_are_two_reports() -> None:
    signal = move(MoveKind.SIGNAL, {"place": "rome"}, reported_by="the agent")
    assert len(collect((signal, replace(signal, reported_by="a supplier"))).stances) == 2
    assert len(collect((signal, replace(signal, reported_by="The  agent"))).stances) == 1


def test_moves_of_words_alone_are_told_apart_by_their_words() -> None:
    said = move(MoveKind.ANSWER, text="We will see.")
    evidence = collect((said, replace(said, text="Ask the board."), replace(said, confidence=0.5)))
    assert len(evidence.entries) == 2


def test_what_was_agreed_is_agreed_once_however_many_files_say_so() -> None:
    agreed = package_of({"place": "rome"})
    evidence = collect(session("one", agreed=agreed), session("two", agreed=agreed))
    assert len(evidence.replies) == 1
    assert told(evidence) == [("one/-1", "two/-1")]


def test_on_the_day_of_the_first_entry_only_that_one_counts() -> None:
    late = replace(SURE, recorded=date(2020, 1, 9))
    case: Case = build_case((UNSURE, late))
    (then,) = collect_evidence(case.on_record(date(2020, 1, 5)), "them").replies
    (now,) = collect_evidence(case, "them").replies
    assert (then.confidence, now.confidence) == (0.6, 1.0)


MOVES = st.lists(
    st.builds(
        lambda kind, town, confidence: replace(move(kind, {"place": town}), confidence=confidence),
        st.sampled_from([MoveKind.PROPOSE, MoveKind.ACCEPT, MoveKind.REJECT, MoveKind.SUPPORT]),
        st.sampled_from(["rome", "oslo"]),
        st.sampled_from([0.5, 0.9, 1.0]),
    ),
    max_size=8,
).map(tuple)


@given(MOVES)
def test_a_whole_file_entered_again_changes_no_act(moves: tuple[Move, ...]) -> None:
    once, twice = collect(moves), collect(moves, moves)
    assert once.entries == twice.entries
    assert (once.offers, once.replies, once.stances) == (twice.offers, twice.replies, twice.stances)
    n_entries = sum(len(repeat.places) for repeat in twice.repeats)
    assert n_entries == 2 * len(moves)


def test_what_a_party_accepted_and_then_agreed_in_a_session_counts_once_and_in_full() -> None:
    accepted = move(MoveKind.ACCEPT, {"place": "rome"}, confidence=0.6)
    both = package_of({"place": "rome", "guarantee": "yes"})
    evidence = collect(session("one", accepted, agreed=both))
    replies = [(reply.package, reply.confidence) for reply in evidence.replies]
    assert replies == [
        (package_of({"place": "rome"}), 1.0),
        (package_of({"guarantee": "yes"}), 1.0),
    ]


def test_agreement_to_its_own_offer_says_nothing_more_of_a_party() -> None:
    offer = move(MoveKind.PROPOSE, {"place": "rome"})
    evidence = collect(session("one", offer, agreed=package_of({"place": "rome"})))
    assert (len(evidence.offers), len(evidence.replies)) == (1, 0)


def test_another_choice_than_was_agreed_stays_a_word_of_its_own() -> None:
    accepted = move(MoveKind.ACCEPT, {"place": "oslo"}, confidence=0.6)
    evidence = collect(session("one", accepted, agreed=package_of({"place": "rome"})))
    assert [reply.confidence for reply in evidence.replies] == [0.6, 1.0]


def test_what_is_made_light_of_and_then_put_first_is_no_repeat() -> None:
    light = Move("them", MoveKind.ANSWER, issue_ids=("place",), makes_light=True)
    first = Move("them", MoveKind.ANSWER, issue_ids=("place",))
    assert told(collect((light, first))) == []
    assert told(collect((light, light))) == [("file-1/0", "file-1/1")]
