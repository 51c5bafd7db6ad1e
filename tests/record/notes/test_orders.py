"""Orders of importance in notes, and orders of other things."""

import pytest

from tests.record.notes.port_case import PORT, Said, confidences, propose_moves, said


@pytest.mark.parametrize(
    ("note", "party", "order"),
    [
        ("Strand: wages first, then hours, then the rota.", "strand", "wages hours rota"),
        ("The order for us is wages, hours, rota.", "union", "wages hours rota"),
        ("Our order is wages, then hours, then rota.", "union", "wages hours rota"),
        ("Tarn's priorities: wages, then hours.", "union", "wages hours"),
        ("Strand's ranking: hours, wages, rota.", "strand", "hours wages rota"),
        ("Strand's order of preference: hours, then rota.", "strand", "hours rota"),
        ("Their order of importance is the rota, hours and wages.", "strand", "rota hours wages"),
        ("Lind: The ranking is rota, wages, duration.", "strand", "rota wages duration"),
        ("Lind: wages, hours and rota, in that order.", "strand", "wages hours rota"),
        ("For Strand wages came first, then hours.", "strand", "wages hours"),
        ("Wages came first for them, then hours.", "strand", "wages hours"),
        ("For Strand, wages came before hours.", "strand", "wages hours"),
        ("Hours came before wages for Strand.", "strand", "hours wages"),
        ("Lind: Wages come before hours.", "strand", "wages hours"),
        ("Strand: hours before wages.", "strand", "hours wages"),
        ("Strand put wages first, hours second.", "strand", "wages hours"),
        ("Strand would place the rota above wages.", "strand", "rota wages"),
        ("Lind made clear that wages rank above hours.", "strand", "wages hours"),
        ("Lind: Hours come second, wages first.", "strand", "wages hours"),
        ("Lind: First wages, second hours, third the rota.", "strand", "wages hours rota"),
        ("First hours, then wages, said Lind.", "strand", "hours wages"),
        ("Strand ranks the issues as follows: wages, hours.", "strand", "wages hours"),
        ("Lind: Our priorities: 1. wages 2. hours 3. rota", "strand", "wages hours rota"),
    ],
)
def test_an_order_of_importance(note: str, party: str, order: str) -> None:
    assert said(note) == [(party, "support", tuple(order.split()))]


@pytest.mark.parametrize(
    "note",
    [
        "We discussed wages first, then hours.",
        "Strand took up wages first, then hours.",
        "The agenda: wages first, then hours, then the rota.",
        "Lind: Let's talk about wages first, then the rota.",
        "Strand wants to settle wages before hours.",
        "Strand asked to hear us on wages first, then on hours.",
        "The order of business is wages, hours, rota.",
        "If wages come before hours for Strand, we should wait.",
        "Lind: is it wages first, then hours, for you?",
        "Wages came first, then hours.",
        "Lind: 1. wages 2. hours 3. rota",
    ],
)
def test_what_comes_first_in_talks_or_for_nobody_is_no_order_of_importance(note: str) -> None:
    assert said(note) == []


def test_whose_order_it_is_is_doubtful_where_only_the_sentence_before_tells() -> None:
    (told,) = confidences("For Strand wages came first, then hours.")
    (inherited,) = confidences("Lind was late. Wages came first, then hours.")
    assert inherited < told


@pytest.mark.parametrize(
    "note",
    [
        "Strand needs an answer on wages.",
        "Lind: We need a decision on hours by Friday.",
        "Strand needs a decision by Friday on 38 hours.",
        "Lind: We want to hear your view on wages.",
        "Strand urgently needs clarity on hours.",
        "Lind: We need to discuss the rota.",
        "The union needs a signature on wages.",
        "Strand wants a reply on 38 hours.",
    ],
)
def test_what_is_needed_to_go_on_with_talks_says_nothing_of_weight(note: str) -> None:
    assert [move for move in said(note) if move[1] != "support"] == said(note) == []


def test_a_need_beside_it_still_counts() -> None:
    assert said("Lind: We need higher wages.") == [("strand", "support", ("wages",))]


@pytest.mark.parametrize(
    ("note", "held", "slighted"),
    [
        ("Lind said wages were his main concern, hours mattered less.", "wages", "hours"),
        ("Lind: Wages are my main concern, hours matter less.", "wages", "hours"),
        ("Lind said wages mattered most to him, the rota hardly at all.", "wages", ""),
        ("Wages are key for Strand, hours and the rota less so.", "wages", ""),
        ("Lind said the rota was not important, wages were.", "", "rota"),
        ("Lind: hours matter less, wages more.", "wages", "hours"),
    ],
)
def test_what_is_said_of_two_issues_in_one_breath_is_told_apart(
    note: str, held: str, slighted: str
) -> None:
    moves = propose_moves(note, PORT)
    stated = [move.move for move in moves if move.move.issue_ids]
    first = {move.issue_ids[0] for move in stated if not move.makes_light}
    assert first == ({held} if held else set())
    assert {each for move in moves for each in move.slighted_ids} == (
        {slighted} if slighted else set()
    )


@pytest.mark.parametrize(
    "note",
    [
        "Flexibility matters more to the union than hours.",
        "Tarn: safety matters a bit less than hours for us.",
    ],
)
def test_what_is_put_below_something_unknown_is_no_wish(note: str) -> None:
    assert said(note) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Lind wanted to know how important hours are to the union.",
            [("strand", "ask", ("hours",))],
        ),
        ("Lind asked whether hours matter to the union.", [("strand", "ask", ("hours",))]),
        ("The union asked whether hours matter to us.", [("union", "ask", ("hours",))]),
        ("We asked Lind how important hours are to him.", [("union", "ask", ("hours",))]),
    ],
)
def test_a_question_is_of_whoever_asks_it_and_says_nothing_for_the_other(
    note: str, expected: Said
) -> None:
    assert said(note) == expected


def test_what_matters_to_them_is_theirs_though_one_of_ours_says_it() -> None:
    (move,) = propose_moves("Tarn: The rota means more to them than wages.", PORT)
    assert (move.move.party_id, move.move.issue_ids) == ("strand", ("rota", "wages"))


def test_two_priorities_stand_above_all_other_issues() -> None:
    (move,) = propose_moves("Their priorities are hours and duration.", PORT)
    assert (move.move.issue_ids, move.move.is_above_others) == (("hours", "duration"), True)
    (order,) = propose_moves("Hours matter more to Strand than duration.", PORT)
    assert not order.move.is_above_others
