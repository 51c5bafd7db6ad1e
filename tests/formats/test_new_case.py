"""A new case is written from plain answers, passes the check, and explains itself."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from paraph.cli.mistakes import mistakes_as_json, render_mistakes
from paraph.cli.new import ask_new_case
from paraph.errors import InputError, Mistake
from paraph.formats.casefolder import CheckReport, check_folder, read_case
from paraph.formats.casefolder.forms import RESERVATION_WORDS
from paraph.formats.casefolder.new_case import (
    EXAMPLE_SESSION,
    NewCaseAnswers,
    NewIssue,
    new_case_files,
    write_new_case,
)
from paraph.negotiation import Importance, Interval

ANSWERS = NewCaseAnswers(
    title="Lease: the Old Mill",
    us="Brook & Sons",
    them=("Tarn Estates", "Città di Como"),
    issues=(
        NewIssue("Rent, a month", ("100 pounds", "120: pounds", "140"), Importance.HIGH),
        NewIssue("Who pays?", ("[The landlord]", "half each", "ranking")),
    ),
    principal="Ada Brook",
    no_agreement="bad",
    instead="Stay: where we are",
    meeting_day=date(2025, 5, 1),
)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
words = lines.filter(lambda text: bool(text.strip()))
outcomes = st.lists(words, min_size=2, max_size=3, unique=True).map(tuple)
answers = st.builds(
    NewCaseAnswers,
    title=words,
    us=words,
    them=st.lists(words, min_size=1, max_size=2).map(tuple),
    issues=st.lists(
        st.builds(NewIssue, words, outcomes, st.sampled_from(Importance)), min_size=1, max_size=3
    ).map(tuple),
    principal=lines,
    no_agreement=st.sampled_from(sorted(RESERVATION_WORDS)),
    instead=lines,
    meeting_day=st.none() | st.dates(),
)


def test_outcomes_that_are_numbers_in_order_are_marked_as_a_scale() -> None:
    assert NewIssue("Term", ("36 months", "24 months", "12 months")).is_ordered
    assert not NewIssue("Term", ("24 months", "36 months", "12 months")).is_ordered
    assert not NewIssue("Site", ("none", "until 2028", "until 2030")).is_ordered
    assert not NewIssue("Article", ("1.2.3", "1.2.4", "1.2.5")).is_ordered
    case = new_case_files(ANSWERS, "mill")["case.yaml"]
    assert case.count("ordered: true") == 1
    assert "label: Rent, a month\n    ordered: true" in case


def test_letters_that_are_no_plain_ones_are_spelt_out_in_ids(tmp_path: Path) -> None:
    answers = replace(ANSWERS, us="Bodo Weiß", them=("Łódź", "Ærø"))
    write_new_case(answers, tmp_path / "mill")
    assert read_case(tmp_path / "mill").party("bodo-weiss").name == "Bodo Weiß"
    assert [party.id for party in read_case(tmp_path / "mill").counterparts] == ["lodz", "aero"]


@pytest.mark.parametrize(
    ("label", "issue_id"),
    [
        ("Duration of the transitional arrangements", "duration"),
        ("Who pays for the delays in delivery", "who-pays-for-the-delays"),
        ("Who decides on payment in the first year", "who-decides-on-payment"),
        ("Inspections without any notice given", "inspections-without-any"),
        # What isn't cut keeps its last word, and so does what has no other.
        ("What it is made of", "what-it-is-made-of"),
        ("The Donaudampfschifffahrtsgesellschaft", "the"),
        ("Donaudampfschifffahrtsgesellschaft", "donaudampfschifffahrtsge"),
    ],
)
def test_an_id_is_cut_after_a_word_that_can_stand_last(label: str, issue_id: str) -> None:
    answers = replace(ANSWERS, issues=(NewIssue(label, ("yes", "no")),))
    assert f"\n  {issue_id}:\n    label: {label}" in new_case_files(answers, "mill")["case.yaml"]


def test_a_new_case_passes_the_check_and_says_what_was_answered(tmp_path: Path) -> None:
    write_new_case(ANSWERS, tmp_path / "mill")
    assert check_folder(tmp_path / "mill") == CheckReport()
    case = read_case(tmp_path / "mill")
    assert (case.id, case.title, case.we.name) == ("mill", "Lease: the Old Mill", "Brook & Sons")
    assert [party.id for party in case.counterparts] == ["tarn-estates", "citta-di-como"]
    assert case.agenda.issue_ids == ("rent-a-month", "who-pays")
    assert [o.label for o in case.agenda.issues[0].options] == ["100 pounds", "120: pounds", "140"]
    stated = case.we.preference
    assert stated.importance.words[0] == ("rent-a-month", Importance.HIGH)
    assert stated.values[0].ranking == (("100-pounds",), ("120-pounds",), ("140",))
    assert stated.reservation.value == Interval(0.1, 0.3)
    assert stated.reservation.batna == "Stay: where we are"
    assert case.meeting.day == date(2025, 5, 1)
    assert "{rent-a-month=100-pounds}" in case.text
    assert not case.texts[0].is_shared


def uncommented(text: str) -> str:
    """The file with its examples taken at their word, and without what explains them."""
    kept = re.sub(r"^( *)# ?( *(?:- |[a-z_-]+:(?: |$)))", r"\1\2", text, flags=re.M)
    return "\n".join(line for line in kept.split("\n") if not line.lstrip().startswith("#"))


def test_the_example_session_is_a_good_session(tmp_path: Path) -> None:
    write_new_case(ANSWERS, tmp_path / "mill")
    example = (tmp_path / "mill" / EXAMPLE_SESSION).read_text()
    session = tmp_path / "mill" / "sessions" / "2025-05-01-place.yaml"
    session.write_text(uncommented(example[example.index("# date:") :]))
    assert check_folder(tmp_path / "mill") == CheckReport()
    assert len(read_case(tmp_path / "mill").sessions[0].moves) == 3


def test_the_examples_in_the_case_file_are_good(tmp_path: Path) -> None:
    write_new_case(ANSWERS, tmp_path / "mill")
    path = tmp_path / "mill" / "case.yaml"
    content = uncommented(path.read_text())
    path.write_text(re.sub(r"^range:.*\n", "", content, flags=re.M))
    assert check_folder(tmp_path / "mill").mistakes == ()
    case = read_case(tmp_path / "mill")
    assert len(case.we.red_lines) == len(case.linkages) == len(case.terms) == 1
    assert case.counterparts[0].preference.reservation.value == Interval(0.2, 0.5)


@given(answers=answers)
@settings(max_examples=25)
def test_whatever_is_answered_the_new_case_passes_the_check(
    tmp_path_factory: pytest.TempPathFactory, answers: NewCaseAnswers
) -> None:
    folder = tmp_path_factory.mktemp("new") / "case"
    write_new_case(answers, folder)
    assert check_folder(folder).mistakes == ()
    assert read_case(folder).title == answers.title


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        write_new_case(ANSWERS, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_files_repeat_to_the_byte() -> None:
    assert new_case_files(ANSWERS, "mill") == new_case_files(ANSWERS, "mill")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": " "}, "title"),
        ({"them": ()}, "another side"),
        ({"issues": ()}, "something to settle"),
        ({"no_agreement": "so-so"}, "isn't one of: very bad"),
    ],
)
def test_missing_answers_are_refused(changed: dict[str, object], message: str) -> None:
    known = {name: getattr(ANSWERS, name) for name in ANSWERS.__dataclass_fields__}
    with pytest.raises(InputError, match=message):
        NewCaseAnswers(**{**known, **changed})
    with pytest.raises(InputError, match="two different outcomes"):
        NewIssue("rent", ("same", "same"))


def asked(monkeypatch: pytest.MonkeyPatch, typed: str) -> tuple[NewCaseAnswers, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    shown = io.StringIO()
    return ask_new_case(Console(file=shown, width=200)), shown.getvalue()


def test_questions_take_defaults_and_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = (
        "\nLease\nBrook\n\nTarn, Como\n\nRent\n100\n100, 120\nhi\nhigh\nPayer\n\n\n\n"
        "Wait\nso-so\nbad\n2025-13-01\n2025-05-01\n"
    )
    answers, shown = asked(monkeypatch, typed)
    assert answers == NewCaseAnswers(
        title="Lease",
        us="Brook",
        them=("Tarn", "Como"),
        issues=(
            NewIssue("Rent", ("100", "120"), Importance.HIGH),
            NewIssue("Payer", ("yes", "no"), Importance.MEDIUM),
        ),
        no_agreement="bad",
        instead="Wait",
        meeting_day=date(2025, 5, 1),
    )
    for again in ("An answer is needed", "At least one issue", "Two different", "year-month-day"):
        assert again in shown
    assert shown.count("Answer with one of") == 2


def test_answers_that_end_too_early_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="ended at the question: Which side are you on"):
        asked(monkeypatch, "Lease\n")


def test_a_mistake_is_shown_under_its_line() -> None:
    line = "  - {party: tarn, propse: {rent: 140}}"
    mistake = Mistake("sessions/a.yaml", 7, 19, "unknown key 'propse'", "did you mean…", line, 6)
    shown = io.StringIO()
    Console(file=shown, width=100).print(render_mistakes([mistake]))
    place, excerpt, mark, mend = shown.getvalue().rstrip().split("\n")
    assert place == "sessions/a.yaml:7:19: unknown key 'propse'"
    assert excerpt.index("propse") == mark.index("^^^^^^")
    assert mend.strip() == "→ did you mean…"
    assert mistakes_as_json([mistake])[0]["column"] == 19


def test_a_long_line_is_cut_around_its_mark() -> None:
    line = "summary: " + "word " * 100 + "BAD " + "word " * 100
    mistake = Mistake("case.yaml", 1, line.index("BAD") + 1, "bad", "", line, 3)
    shown = io.StringIO()
    Console(file=shown, width=100).print(render_mistakes([mistake]))
    _, excerpt, mark = shown.getvalue().rstrip().split("\n")
    assert len(excerpt) < 90
    assert excerpt.index("BAD") == mark.index("^^^")
