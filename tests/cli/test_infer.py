"""`paraph infer` names what tells most, contradictions, changes, and what isn't known."""

import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from paraph.briefing.wording import opposition_in_words, steadiness_in_words
from paraph.case import Case
from paraph.cli import main
from paraph.cli.show_expectations import show_expectations
from paraph.counterpart import Changes, Drift, Shift
from paraph.negotiation import (
    Agenda,
    Condition,
    Interval,
    Issue,
    Option,
    RedLine,
    StatedImportance,
    StatedPreference,
    StatedValues,
    package_of,
)
from paraph.negotiation.wording import SPACE
from paraph.record import Level, MoveKind, Participant
from paraph.usecases import analyse, assess, infer, look_for_changes, look_for_probes, recommend
from tests.counterpart.conftest import build_agenda, build_case, move

LEASE = Path(__file__).parents[1] / "cases" / "lease"


def shown(case: Case, *, with_changes: bool = False) -> str:
    expectations = infer(case)
    if with_changes:
        expectations = look_for_changes(case, expectations)
    out = io.StringIO()
    Console(file=out, width=200).print(show_expectations(case, expectations))
    return out.getvalue()


def quick(case: Case) -> Case:
    return replace(case, settings=replace(case.settings, n_draws=400))


def test_where_nothing_is_on_record_no_wish_is_named() -> None:
    text = shown(quick(build_case(())))
    assert "not known" in text
    assert "Oslo" not in text.split("Worth asking")[0]


@pytest.mark.parametrize(("p_likely", "wish"), [(0.4, "perhaps Bern"), (0.6, "Bern")])
def test_an_option_that_is_likelier_not_their_wish_is_a_perhaps(p_likely: float, wish: str) -> None:
    options = tuple(Option(name.lower(), name) for name in ("Ulm", "Bern", "Graz", "Linz", "Bonn"))
    case = quick(build_case((), agenda=Agenda((Issue("seat", "Seat", options),))))
    expectations = infer(case)
    ((seat,),) = expectations.knowledge
    known = replace(seat, likely_option="bern", p_likely_option=p_likely, p_blind=0.2)
    out = io.StringIO()
    told = show_expectations(case, replace(expectations, knowledge=((known,),)))
    Console(file=out, width=200).print(told)
    row = next(line for line in out.getvalue().splitlines() if line.startswith("│ Seat "))
    assert row.strip("│").split("│")[2].strip() == wish


def test_a_contradiction_is_told_once_with_both_entries() -> None:
    said = (
        move(MoveKind.SUPPORT, {"place": "rome"}),
        move(MoveKind.OPPOSE, {"place": "rome"}),
        move(MoveKind.SUPPORT, {"place": "rome"}),
    )
    text = " ".join(shown(quick(build_case(said))).split())
    assert text.count("spoke both for and against") == 1
    assert "support: Place: Rome" in text
    assert "oppose: Place: Rome" in text


def test_a_change_of_mind_at_a_date_is_told_with_its_date() -> None:
    early, late = {"price": "4", "place": "rome"}, {"price": "0", "place": "oslo"}
    first = [
        move(MoveKind.SUPPORT, early),
        move(MoveKind.PROPOSE, {**early, "guarantee": "yes"}),
        move(MoveKind.ANSWER, early, over=package_of(late)),
        move(MoveKind.OPPOSE, late),
    ]
    then = [
        move(MoveKind.SUPPORT, late),
        move(MoveKind.PROPOSE, {**late, "guarantee": "yes"}),
        move(MoveKind.ANSWER, late, over=package_of(early)),
        move(MoveKind.OPPOSE, early),
    ]
    case = quick(build_case(tuple(first), tuple(then)))
    text = " ".join(shown(case).replace(SPACE, " ").split())
    assert (
        "Them: Since 2 January 2020 they seem to want something else (over 95 % likely): what "
        "follows is read from the moves since then (4 of 8). What Them wants, from 4 moves on "
        "record"
    ) in text
    assert (
        "What doesn't fit together in what they say and do - a change of mind about 2 January "
        "2020 would explain these: "
    ) in text
    signs = text.partition("Signs of change")[2]
    assert date(2020, 1, 2).isoformat() in signs


def test_of_many_things_that_moved_it_is_said_how_many_are_not_shown() -> None:
    case = quick(build_case(()))
    shifts = tuple(Shift("wanted", "place", 0.1, 0.9, 0.9, f"shift {n}") for n in range(6))
    drift = Drift(date(2020, 1, 2), 0.85, "they changed", shifts=shifts)
    out = io.StringIO()
    expectations = replace(infer(case), changes=(Changes("them", (drift,)),))
    Console(file=out, width=200).print(show_expectations(case, expectations))
    text = " ".join(out.getvalue().split())
    assert "shift 0 shift 1 shift 2 shift 3 and 2 more (all are in --json)" in text
    # A change that is merely suspected leaves the belief as it is.
    assert "what follows is read from" not in text


def test_each_question_says_what_asking_it_shows_of_us() -> None:
    text = " ".join(shown(quick(build_case(()))).split())
    assert "(asking shows which options we have in mind)" in text


def test_what_is_stated_and_denied_by_their_moves_is_told_with_the_entries() -> None:
    said = tuple(move(MoveKind.ANSWER, issue_ids=("place", issue)) for issue in ("price",) * 3)
    days = tuple((answer,) for answer in said)
    ranking = StatedPreference(importance=StatedImportance(ranking=(("price",), ("place",))))
    text = " ".join(shown(quick(build_case(*days, preference=ranking)), with_changes=True).split())
    assert "Stated of them, but not borne out (believed all the same)" in text
    assert "that Price matters more to them than Place: day-" in text


def test_an_entry_written_twice_is_told_with_both_places_and_the_confidence_taken() -> None:
    refusal = move(MoveKind.REJECT, {"place": "rome"}, text="No.")
    again = replace(refusal, text="Out of the question.", confidence=0.7)
    text = shown(quick(build_case((again, move(MoveKind.ASK, issue_ids=("price",)), refusal))))
    assert "Entered twice, counted once" in text
    assert (
        "reject: Place: Rome (2020-01-01): day-1, moves 1 and 3: "
        f"taken as certain, not at 70{SPACE}%"
    ) in text


def test_an_entry_of_a_second_file_is_told_with_both_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A meeting of the lease, put on record by two people."""
    folder = Path(shutil.copytree(LEASE, tmp_path / "lease"))
    entry = "  - {party: tarn, oppose: {deposit: none}, confidence: %s}\n"
    for name, confidence in (("2024-05-12-a", 0.8), ("2024-05-12-b", 0.6)):
        session = f"date: 2024-05-12\nmoves:\n{entry % confidence}"
        (folder / "sessions" / f"{name}.yaml").write_text(session)
    assert main(["infer", str(folder), "--as-of", "2024-05-12"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "2024-05-12-a, move 1; 2024-05-12-b, move 1: taken at 80 %, not at 60 %" in said


def test_proposals_whose_answer_would_tell_most_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["infer", str(LEASE)]) == 0
    text = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    told = text.partition("Worth putting to Tarn Estates, for what the answer tells ")[2]
    assert told.startswith(
        "Their worth to us lies on a scale from 0 to 1, from which options that matter together "
        "take up to 0.1. - "
    )
    assert 1 <= told.count("That they would rather have it than no agreement is about") <= 3
    assert "of what one can tell at most. To us it is worth 0." in told
    assert "putting it shows that we would give up " in told
    assert main(["infer", str(LEASE), "--json"]) == 0
    ((first, *rest),) = json.loads(capsys.readouterr().out)["probes"]
    assert set(first["package"]) == {"rent", "term", "fit-out", "deposit"}
    # Settled in the second session, and so in every proposal.
    assert {probe["package"]["deposit"] for probe in (first, *rest)} == {"three-months"}
    assert 0 < first["information_bits"] <= 1
    assert 0 < first["p_accept"] < 1
    assert first["our_value"]["mid"] > 0.3
    assert 0 <= first["share_given"] < 1


def test_their_red_lines_are_shown_with_how_likely_they_are_meant() -> None:
    line = RedLine((Condition("place", ("rome",)),), reason="heat", declared=date(2019, 12, 1))
    text = " ".join(shown(quick(build_case((), red_lines=(line,)))).replace(SPACE, " ").split())
    assert "Their red lines - never Place: Rome (heat, declared on 1 December 2019): about " in text
    assert "to be meant" in text
    assert "Their red lines" not in shown(quick(build_case(())))


def test_the_worth_of_each_option_is_shown_for_open_issues_of_which_something_is_known() -> None:
    given = move(MoveKind.ANSWER, {"guarantee": "yes"}, over=package_of({"guarantee": "no"}))
    # Of place and price nothing is known; of two options the table of wishes says all there is.
    assert "Worth of each option" not in shown(quick(build_case((given,))))
    rome = move(MoveKind.ANSWER, {"place": "rome"}, over=package_of({"place": "bonn"}))
    # One answer leaves every town worth nearly anything; with more, only one in between.
    assert "Worth of each option" not in shown(quick(build_case((given, rome))))
    said = tuple(
        move(kind, {"place": town})
        for kind, town in ((MoveKind.SUPPORT, "rome"), (MoveKind.OPPOSE, "bonn"))
    )
    text = " ".join(shown(quick(build_case(*[said] * 4))).split())
    assert "Worth of each option to Them on open issues: 0 its worst, 1 its best" in text
    assert re.search(r"Bonn: 0.0 \(\S+\); Oslo: not known; Rome: 1.0 \(\S+\)", text)
    settled = quick(build_case(*[said] * 4, agreed=package_of({"place": "rome"})))
    assert "Worth of each option" not in shown(settled)


def test_numbers_stand_beside_their_scales_and_counts_of_one_are_of_one() -> None:
    case = quick(build_case((move(MoveKind.OPPOSE, {"place": "rome"}),)))
    text = " ".join(shown(case).split())
    assert "What Them wants, from 1 move on record" in text
    assert "to them, from 0, their worst package, to 1, their best" in text
    assert "What tells most (by how much, on scales from 0 to 1)" in text
    assert "oppose: Place: Rome (day-1): moved Place: Rome by 0." in text


def test_an_issue_with_one_option_has_nothing_to_weigh() -> None:
    agenda = build_agenda()
    sole = Issue("seat", "Seat", (Option("bonn", "Bonn only"),))
    text = shown(quick(build_case((), agenda=Agenda((*agenda.issues, sole)))))
    (row,) = [line for line in text.splitlines() if "Bonn only" in line]
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "Seat",
        "",
        "Bonn only",
        "",
        "the only option",
    ]


def test_advice_on_several_counterparts_says_whom_to_ask() -> None:
    case = quick(build_case(()))
    third = replace(case.parties[1], id="third", name="Third")
    case = replace(case, parties=(*case.parties, third))
    expectations = infer(case)
    landing = analyse(case, expectations)
    advice = recommend(case, expectations, landing, assess(case, expectations, landing))
    assert len(set(advice.questions)) == len(advice.questions)
    for question in advice.questions:
        assert question.startswith(("Them: ", "Third: ", "Them and Third: "))


def test_where_all_is_settled_nothing_is_left_to_propose() -> None:
    agreed = package_of({"price": "2", "place": "oslo", "guarantee": "no"})
    case = quick(build_case((move(MoveKind.SUPPORT, {"place": "oslo"}),), agreed=agreed))
    assert look_for_probes(case, infer(case)).probes == ((),)


def test_levels_that_want_different_things_are_shown_side_by_side() -> None:
    said = tuple(move(kind, {"guarantee": "yes"}) for kind in [MoveKind.SUPPORT] * 4)
    other = tuple(move(kind, {"guarantee": "yes"}) for kind in [MoveKind.OPPOSE] * 4)
    case = quick(build_case(said, other, said, other))
    sessions = [
        replace(session, level=Level.LEADERS) if place % 2 else session
        for place, session in enumerate(case.sessions)
    ]
    text = " ".join(shown(replace(case, sessions=tuple(sessions)), with_changes=True).split())
    assert "What each level seems to want" in text
    assert "working (about 50 % of the moves)" in text
    assert (
        "More than one voice At the working level and at the leaders level they speak as if they "
        "wanted different things. What each level"
    ) in text
    assert "Signs of change" not in text
    assert (
        "Where they differ most - what they want on Guarantee: “Given” (over 95 %) at the working "
        "level, but" in text
    )


def test_people_who_want_different_things_are_named() -> None:
    said = tuple(move(kind, {"guarantee": "yes"}) for kind in [MoveKind.SUPPORT] * 4)
    other = tuple(move(kind, {"guarantee": "yes"}) for kind in [MoveKind.OPPOSE] * 4)
    case = quick(build_case(said, other, said, other))
    sessions = [
        replace(session, participants=(Participant(("Ana Ruiz", "Carl Voss")[place % 2], "them"),))
        for place, session in enumerate(case.sessions)
    ]
    text = " ".join(shown(replace(case, sessions=tuple(sessions)), with_changes=True).split())
    assert "Where Ana Ruiz sat and where Carl Voss sat they speak as if they wanted" in text
    assert "What each team seems to want" in text
    assert "Carl Voss (about 50 % of the moves)" in text
    assert (
        "Them: They seem to speak with 2 voices that want different things: what follows is of "
        "these together; each by itself stands further below. What Them wants, from"
    ) in text


@pytest.mark.parametrize(
    ("n_effective", "words"),
    [
        (
            63.2,
            "about 60 independent guesses at what they want: drawn anew, a percentage would "
            "move by 6 points or so.",
        ),
        (
            1000.0,
            "about 1,000 independent guesses at what they want: drawn anew, a percentage "
            "would move by 2 points or so.",
        ),
        (
            5000.0,
            "about 5,000 independent guesses at what they want: drawn anew, a percentage "
            "would move by 1 point or so.",
        ),
    ],
)
def test_effective_draws_are_told_by_what_they_mean(n_effective: float, words: str) -> None:
    assert steadiness_in_words(n_effective) == f"This rests on {words}"


@pytest.mark.parametrize(
    ("p_opposed", "words"),
    [
        (0.84, "they probably want the opposite of what we want (about 85 % likely)."),
        (0.4, "it can't be told yet whether they want the opposite of ours (about 40 % likely)."),
        (
            0.1,
            "these have probably little to do with ours: look for trades "
            "(that they want the opposite is about 10 % likely).",
        ),
    ],
)
def test_opposition_is_told_in_words(p_opposed: float, words: str) -> None:
    told = opposition_in_words(p_opposed).replace(SPACE, " ")
    assert told == f"Where their wishes are not stated, {words}"


def test_infer_tells_opposition_only_where_our_own_values_are_stated() -> None:
    case = quick(build_case(()))
    assert "want the opposite" not in " ".join(shown(case).split())
    us, them = case.parties
    values = (("no", Interval(1, 1)), ("yes", Interval(0, 0)))
    stated = StatedPreference(values=(StatedValues("guarantee", values),))
    case = replace(case, parties=(replace(us, preference=stated), them))
    (posterior,) = infer(case).theirs
    assert posterior.p_opposed == pytest.approx(1 / 3, abs=0.1)  # no move on record
    told = opposition_in_words(posterior.p_opposed).replace(SPACE, " ")
    assert told in " ".join(shown(case).split())


def test_infer_tells_its_effective_draws() -> None:
    case = quick(build_case(()))
    (posterior,) = infer(case).theirs
    text = " ".join(shown(case).split())
    assert steadiness_in_words(posterior.n_effective) in text


def test_names_are_shown_as_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(LEASE, tmp_path / "lease"))
    written = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(
        written.replace("Tarn Estates", '"Tarn [/b] :smile: [red]"'), encoding="utf-8"
    )
    assert main(["infer", str(folder)]) == 0
    assert "Tarn [/b] :smile: [red]" in capsys.readouterr().out
