"""`paraph elicit` as staff run it: answers go in, case.yaml holds them with its comments."""

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from cyclopts import App

from paraph.cli.elicit import elicit
from paraph.counterpart import ChoiceQuestion, infer_own_preference
from paraph.errors import FormatError, InputError
from paraph.formats.casefolder import check_folder, read_case, read_folder
from paraph.negotiation import Choice, EqualAnswer, Importance, StatedImportance, package_of

CASE = """\
case: mill          # a lease
we: brook
settings: {draws: 200}
as_of: 2024-05-15
parties:
  brook:
    preferences:
      # first answers
      importance:
        rent: high    # it pays for everything
        term: low
        deposit: low
      options:
        rent: {ranking: [low, middle, high]}
        term: {ranking: ["3", "5", "7"]}
      no_agreement: bad   # for now
    # a mandate will follow
  tarn: {name: Tarn}
issues:
  rent: {options: [low, middle, high]}
  term: {options: {"3": 3 years, "5": 5 years, "7": 7 years}}
  deposit: {ordered: true, options: [none, half, full]}
"""
ORDER, SWINGS = "less\n", "Rent\n60\n20\n"


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    folder = tmp_path / "mill"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE)
    return folder


def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answers: str = "", *options: str
) -> StatedImportance:
    app = App(result_action="return_value", suppress_keyboard_interrupt=False)
    app.command(elicit)
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    app(["elicit", str(folder), *options], exit_on_error=False)
    return read_folder(folder).case.we.preference.importance


def added(folder: Path) -> list[str]:
    """The lines that aren't in the case as it was."""
    before = CASE.splitlines()
    return [line for line in (folder / "case.yaml").read_text().splitlines() if line not in before]


def test_each_kind_of_answer_is_kept_and_all_else_stays(
    mill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(mill, monkeypatch, ORDER + SWINGS + "1\n", "--questions", "1")
    preference = read_folder(mill).case.we.preference
    (choice,) = preference.choices
    assert added(mill) == [
        "        rent: [0.222, 0.889]    # it pays for everything",
        "        term: [0.133, 0.533]",
        "        deposit: [0.044, 0.178]",
        "        deposit: less",
        "      choices:",
        f"        - {{prefer: {written(choice.better)}, over: {written(choice.worse)}, "
        "date: 2024-05-15, equal: offered}",
    ]
    lines = (mill / "case.yaml").read_text().splitlines()
    assert lines.index("      no_agreement: bad   # for now") + 1 == lines.index("      choices:")
    assert check_folder(mill).mistakes == ()


def test_issues_left_out_are_named_with_the_reason_and_keep_what_is_stated(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = mill / "case.yaml"
    case.write_text(case.read_text() + "  parking: {label: Parking, options: [none]}\n")
    (mill / "sessions").mkdir()
    (mill / "sessions/first.yaml").write_text('date: 2024-04-01\nagreed: {term: "5"}\n')
    stated = run(mill, monkeypatch, ORDER + "Rent\n50\n", "--questions", "0")
    said = " ".join(capsys.readouterr().out.split())
    assert "Not asked about: term (agreed: 5 years); Parking (it has one option only)." in said
    assert dict(stated.words) == {"term": Importance.LOW}
    assert {issue_id for issue_id, _ in stated.shares} == {"rent", "deposit"}
    weights = infer_own_preference(read_case(mill)).belief.weights
    part = weights[:, 1] / weights.max(axis=1)
    low, high = np.quantile(part, [0.05, 0.95])
    assert 0.1 < low < high < 0.42


def test_ratings_take_the_place_of_comparisons_that_they_turn_round(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = mill / "case.yaml"
    compared = (
        "      compared:\n"
        "        - rent: much more than term\n"
        "        - term: more than deposit  # our engineer\n"
    )
    case.write_text(case.read_text().replace("      options:\n", f"{compared}      options:\n", 1))
    stated = run(mill, monkeypatch, ORDER + "Deposit\n20\n20\n", "--questions", "0")
    said = " ".join(capsys.readouterr().out.split())
    assert "term was stated to matter more than deposit; your ratings turn that round." in said
    assert stated.compared == ()
    assert "compared" not in case.read_text()
    assert check_folder(mill).mistakes == ()


@pytest.mark.parametrize("answer", ["e", "=", "equal", " EQ "])
def test_about_equal_is_an_answer_and_is_kept(
    mill: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
) -> None:
    run(mill, monkeypatch, ORDER + SWINGS + f"{answer}\n", "--questions", "1")
    out = capsys.readouterr().out
    assert "(1, 2, equal, skip or stop)" in out
    assert "From what is stated and 1 choice" in out
    (choice,) = read_folder(mill).case.we.preference.choices
    assert choice.equal is EqualAnswer.SAID
    assert f"{written(choice.worse)}, date: 2024-05-15, equal: said}}" in added(mill)[-1]
    assert check_folder(mill).mistakes == ()


def test_about_equal_that_does_not_fit_may_be_taken_back(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two packages of which one is better on both issues nobody says that they are equal."""
    poor, good = (package_of({"rent": r, "term": t}) for r, t in (("high", "7"), ("low", "3")))
    monkeypatch.setattr(
        "paraph.cli.elicit.propose_choice", lambda *_: ChoiceQuestion(poor, good, 1.0)
    )
    run(mill, monkeypatch, ORDER + SWINGS + "=\nback\n", "--questions", "1")
    out = " ".join(capsys.readouterr().out.split())
    assert "is clearly better than “rent: high; term: 7 years”, but you called them about" in out
    assert read_folder(mill).case.we.preference.choices == ()


def test_a_word_that_equal_does_not_know_is_a_mistake(mill: Path) -> None:
    text = CASE.replace("no_agreement", "choices:\n" + CHOSEN[0].replace(
        "}}\n", "}, equal: perhaps}\n") + "      no_agreement")  # fmt: skip
    (mill / "case.yaml").write_text(text)
    (mistake,) = check_folder(mill).mistakes
    assert "offered" in f"{mistake.problem} {mistake.mend}"


def written(package) -> str:  # type: ignore[no-untyped-def]
    return "{" + ", ".join(f"{issue}: {option}" for issue, option in package) + "}"


def test_the_next_run_goes_on_where_the_last_one_stopped(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match=r"kept in case\.yaml"):
        run(mill, monkeypatch, ORDER)
    with pytest.raises(InputError, match=r"kept in case\.yaml"):
        run(mill, monkeypatch, SWINGS + "1\n", "--questions", "2")
    capsys.readouterr()
    run(mill, monkeypatch, "2\n", "--questions", "1")
    assert "Which step matters most" not in capsys.readouterr().out
    assert len(read_folder(mill).case.we.preference.choices) == 2


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ("stop\n", "Nothing was answered yet."),
        (ORDER + "stop\n", "Kept in case.yaml: 1 order of outcomes."),
        (ORDER + "Rent\nSTOP\n", "Kept in case.yaml: 1 order of outcomes."),
        (
            ORDER + "Rent\n60\nstop\n",
            "Kept in case.yaml: 1 order of outcomes and 2 ratings.",
        ),
        (
            ORDER + SWINGS + "1\nstop\n",
            "Kept in case.yaml: 1 order of outcomes, 3 ratings and 1 choice.",
        ),
    ],
)
def test_stop_at_any_question_keeps_what_was_answered_and_says_so(
    mill: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: str,
    kept: str,
) -> None:
    stated = run(mill, monkeypatch, answers)
    out = " ".join(capsys.readouterr().out.split())
    assert f"Stopped. {kept} Run the command again to go on." in out
    assert "Share of weight" in out
    n_rated = 2 if "2 ratings" in kept else 3 if "3 ratings" in kept else 0
    assert len(stated.shares) == n_rated


def test_what_is_not_known_may_be_skipped(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (mill / "case.yaml").read_text()
    run(mill, monkeypatch, "skip\nstop\n")
    assert (mill / "case.yaml").read_text() == before
    out = capsys.readouterr().out
    assert "deposit" in out
    (row,) = (line for line in out.splitlines() if line.startswith("│ deposit"))
    assert row.count("not said") == 2
    assert "deposit: from worst to best" in out


def test_what_no_agreement_is_worth_is_missed_where_it_is_not_stated(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mill, monkeypatch, "stop\n")
    assert "What no agreement is worth to you" not in capsys.readouterr().out
    case = mill / "case.yaml"
    case.write_text(case.read_text().replace("      no_agreement: bad   # for now\n", ""))
    run(mill, monkeypatch, "stop\n")
    assert "What no agreement is worth to you isn't stated" in capsys.readouterr().out


def test_where_only_the_best_is_said_the_worst_is_any_other(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mill, monkeypatch, "half\nstop\n")
    assert "deposit: from any other to “half”" in capsys.readouterr().out


def test_the_start_of_a_name_will_do(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stated = run(mill, monkeypatch, "FU, n\nren\n60\n20\nstop\n")
    assert dict(stated.shares)["rent"].middle > dict(stated.shares)["term"].middle
    (deposit,) = (v for v in read_folder(mill).case.we.preference.values if v.issue_id == "deposit")
    assert deposit.ranking == (("full",), ("none",), ("half",))


def test_an_option_called_stop_may_be_answered(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = mill / "case.yaml"
    case.write_text(case.read_text().replace("[none, half, full]", "[none, stop, full]"))
    run(mill, monkeypatch, "stop\nstop\n")
    (deposit,) = (v for v in read_folder(mill).case.we.preference.values if v.issue_id == "deposit")
    assert deposit.ranking[0] == ("stop",)


def test_packages_compared_each_way_are_shown(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    turned = "        - {prefer: {rent: low, term: '7'}, over: {rent: high, term: '3'}}\n"
    text = CASE.replace("no_agreement", f"choices:\n{CHOSEN[0]}{turned}      no_agreement")
    (mill / "case.yaml").write_text(text)
    run(mill, monkeypatch, ORDER + SWINGS, "--questions", "0")
    out = " ".join(capsys.readouterr().out.split())
    assert (
        "you compared “rent: high; term: 3 years” and “rent: low; term: 7 years”, each way once"
    ) in out


def test_skipping_keeps_nothing_and_asks_another_pair(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mill, monkeypatch, ORDER + SWINGS + "skip\nstop\n")
    out = capsys.readouterr().out
    first, second = out.split("1 of 8")[1].split("2 of 8")
    pairs = ["\n".join(line for line in part.splitlines() if line[2:3] in "12")
             for part in (first, second)]  # fmt: skip
    assert pairs[0] != pairs[1]
    assert read_folder(mill).case.we.preference.choices == ()


def test_a_choice_that_does_not_fit_is_named_and_may_be_taken_back(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CASE.replace("no_agreement", "choices:\n" + "".join(CHOSEN) + "      no_agreement")
    (mill / "case.yaml").write_text(text)
    run(mill, monkeypatch, ORDER + "Rent\n1\n1\n" + "1\nback\n" * 4, "--questions", "0")
    out = " ".join(capsys.readouterr().out.split())
    assert "Answers that don't fit" in out
    assert "you said that rent matters more than term, but you chose" in out


CHOSEN = ["        - {prefer: {rent: high, term: '3'}, over: {rent: low, term: '7'}}\n"]


def test_ratings_replace_words_and_ranking_and_say_what_they_turn_round(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CASE.replace("      options:", "      ranking: [rent, [term, deposit]]\n      options:")
    (mill / "case.yaml").write_text(text)
    importance = run(mill, monkeypatch, ORDER + "term\n30\n30\n", "--questions", "0")
    out = capsys.readouterr().out
    assert "rent: from “high” to “low” (stated so far: high)" in out
    assert importance.words == ()
    assert importance.ranking == (("term",), ("rent", "deposit"))
    said = " ".join(out.split())
    assert "rent was stated to matter more (high) than term (low); your ratings turn that" in said


def test_ratings_are_asked_for_again_on_demand(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run(mill, monkeypatch, ORDER + SWINGS, "--questions", "0")
    after = run(mill, monkeypatch, "term\n10\n10\n", "--questions", "0", "--again")
    assert dict(before.shares)["term"].middle < dict(after.shares)["term"].middle


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("up\nless\n" + SWINGS, "Answer with more, less, or some of: none, half, full."),
        (ORDER + "rnt\n" + SWINGS, "Answer with one of: rent, term, deposit."),
        (ORDER + "Rent\n101\n60\n20\n", "Answer with a number from 0 to 100."),
        (ORDER + "Rent\nmuch\n60\n20\n", "Answer with a number from 0 to 100."),
    ],
)
def test_an_answer_that_cannot_be_used_is_asked_for_again(
    mill: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: str,
    said: str,
) -> None:
    run(mill, monkeypatch, answers, "--questions", "0")
    assert said in capsys.readouterr().out


def test_json_asks_nothing_and_gives_the_next_pair(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mill, monkeypatch, "", "--json")
    given = json.loads(capsys.readouterr().out)
    assert set(given["next"]) == {"first", "second", "information_bits"}
    assert given["elicitation"]["posterior"]["party_id"] == "brook"
    assert (mill / "case.yaml").read_text() == CASE


def test_a_form_that_cannot_be_added_to_is_refused_and_left_alone(
    mill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_lines = CASE.replace("rent: high ", "rent:\n          - 0.2\n          - 0.4\n         ")
    (mill / "case.yaml").write_text(in_lines)
    with pytest.raises(FormatError, match=r"can't be changed without a hand: .* several lines"):
        run(mill, monkeypatch, ORDER + SWINGS)
    assert "choices" not in (mill / "case.yaml").read_text()
    assert sorted(path.name for path in mill.parent.iterdir()) == ["mill"]


def test_choices_of_another_side_are_a_mistake(mill: Path) -> None:
    text = CASE.replace("{name: Tarn}", "{preferences: {choices: [{prefer: {rent: low}, over: "
                        "{rent: high}}]}}")  # fmt: skip
    (mill / "case.yaml").write_text(text)
    (mistake,) = check_folder(mill).mistakes
    assert "choices are our own answers" in mistake.problem


@pytest.mark.parametrize("name", ["hanoi-2019", "jcpoa-2015", "supply-contract"])
def test_the_examples_can_be_added_to(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "examples" / name, tmp_path / name))
    text = (folder / "case.yaml").read_text()
    case = read_case(folder)
    first = case.agenda.issue(case.open_issue_ids[0]).label
    run(folder, monkeypatch, f"{first}\n" + "50\n" * 12, "--questions", "0", "--again")
    new = (folder / "case.yaml").read_text()
    assert [line.count("#") for line in new.splitlines()] == [
        line.count("#") for line in text.splitlines()
    ]


def test_a_choice_counts_from_its_day_on(mill: Path) -> None:
    text = CASE.replace("no_agreement", "choices:\n" + CHOSEN[0].replace(
        "}}\n", "}, date: 2024-05-10}\n") + "      no_agreement")  # fmt: skip
    (mill / "case.yaml").write_text(text)
    case = read_folder(mill).case
    rent_low = package_of({"rent": "low", "term": "7"})
    rent_high = package_of({"rent": "high", "term": "3"})
    (choice,) = case.we.preference.choices
    assert (choice.better, choice.worse) == (rent_high, rent_low)
    assert choice.made is not None
    assert case.on_record(choice.made).we.preference.choices == (
        Choice(rent_high, rent_low, choice.made),
    )
    assert case.on_record(choice.made.replace(day=9)).we.preference.choices == ()
