"""`paraph note` as staff run it: a note goes in, answers are given, a session is on record."""

import io
import json
import shutil
from pathlib import Path

import pytest
from cyclopts import App

from paraph.cli.note import note
from paraph.errors import InputError
from paraph.formats.casefolder import read_folder

LEASE = Path(__file__).parents[1] / "cases" / "lease"
NOTE = """\
Kendal, 12 May 2024

Tarn Estates proposed a term of 10 years.
Vera Holt: We cannot accept a deposit of three months.
Vera Holt: The rent matters most to us.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the case and the note."""
    shutil.copytree(LEASE, tmp_path / "lease")
    (tmp_path / "note.txt").write_text(NOTE)
    return tmp_path


def _run(desk: Path, monkeypatch: pytest.MonkeyPatch, answers: str, *options: str) -> None:
    app = App(result_action="return_value", suppress_keyboard_interrupt=False)
    app.command(note)
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    arguments = ["note", str(desk / "note.txt"), "--case", str(desk / "lease"), *options]
    app(arguments, exit_on_error=False)


def test_confirm_correct_and_drop(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corrections = "correct\n\n\nterm=7\nconfirm\n"
    _run(desk, monkeypatch, corrections + "drop\n" + "confirm\n")
    session = read_folder(desk / "lease").case.sessions[-1]
    assert [(m.kind.value, m.package.as_dict() or m.issue_ids) for m in session.moves] == [
        ("propose", {"term": "7"}),
        ("support", ("rent",)),
    ]
    assert [move.confidence for move in session.moves] == [1.0, 1.0]
    assert "2 of 3 moves recorded" in " ".join(capsys.readouterr().out.split())


def test_a_wrong_correction_is_explained_and_asked_again(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(desk, monkeypatch, "correct\ntrn\n\n\ncorrect\n\n\nterm\ndrop\ndrop\ndrop\n")
    out = " ".join(capsys.readouterr().out.split())
    assert "unknown party 'trn'; did you mean 'tarn'?" in out
    assert "a party can propose options only" in out
    assert "nothing was written" in out


EQUAL = """\
Kendal, 12 May 2024

Vera Holt: Seven and ten years are about the same to us.
"""


def test_two_packages_that_are_about_as_good_go_on_record(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "note.txt").write_text(EQUAL)
    _run(desk, monkeypatch, "confirm\n")
    (move,) = read_folder(desk / "lease").case.sessions[-1].moves
    assert (move.party_id, move.kind.value) == ("tarn", "answer")
    assert (move.package.as_dict(), move.equal_to.as_dict()) == ({"term": "7"}, {"term": "10"})
    out = " ".join(capsys.readouterr().out.split())
    assert (
        "= Seven years about as good as Length of the lease = Ten years (70%, rule: equal)" in out
    )
    written = (desk / "lease" / "sessions" / "2024-05-12-kendal.yaml").read_text()
    assert 'equal_to: {term: "10"}' in written or "equal_to: {term: 10}" in written


def test_a_comparison_stays_one_when_it_is_corrected(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "note.txt").write_text(EQUAL)
    wrong = "correct\n\n\n\n2.3\n" + "correct\n\n\n\nrent\n"
    _run(desk, monkeypatch, wrong + "correct\n\n\n\n2.2\nconfirm\n")
    (move,) = read_folder(desk / "lease").case.sessions[-1].moves
    assert (move.package.as_dict(), move.equal_to.as_dict()) == ({"term": "7"}, {"term": "5"})
    out = " ".join(capsys.readouterr().out.split())
    assert "the two packages are the same; change one of them" in out
    assert "two packages are compared, not issues" in out


def test_a_comparison_corrected_to_an_offer_is_one_no_more(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "note.txt").write_text(EQUAL)
    _run(desk, monkeypatch, "correct\n\npropose\n\nconfirm\n")
    (move,) = read_folder(desk / "lease").case.sessions[-1].moves
    assert (move.kind.value, move.package.as_dict()) == ("propose", {"term": "7"})
    assert not move.compared_with


def test_the_start_of_an_answer_and_names_will_do(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(
        desk,
        monkeypatch,
        "cor\nTarn Estates\nprop\nLength of the lease=Seven years\ncon\nd\nc\nd\n",
    )
    (move,) = read_folder(desk / "lease").case.sessions[-1].moves
    assert (move.party_id, move.package.as_dict()) == ("tarn", {"term": "7"})
    assert "'c' may be confirm or correct; write con or cor" in capsys.readouterr().out


def test_sure_moves_are_taken_without_asking_and_keep_their_confidence(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(desk, monkeypatch, "", "--yes-to-sure", "0.5")
    moves = read_folder(desk / "lease").case.sessions[-1].moves
    assert len(moves) == 3
    assert all(0.5 <= move.confidence < 1 for move in moves)


@pytest.mark.parametrize("stop", ["confirm\n", ""])
def test_answers_that_end_early_leave_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    before = sorted(desk.rglob("*"))
    with pytest.raises(InputError, match="nothing was written"):
        _run(desk, monkeypatch, stop)
    assert sorted(desk.rglob("*")) == before


def test_control_c_leaves_nothing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    before = sorted(desk.rglob("*"))
    monkeypatch.setattr("rich.prompt.Prompt.ask", stop)
    with pytest.raises(KeyboardInterrupt):
        _run(desk, monkeypatch, "")
    assert sorted(desk.rglob("*")) == before


def test_json_prints_what_the_door_reads_back(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(desk, monkeypatch, "", "--json")
    printed = capsys.readouterr().out
    assert [m["kind"] for m in json.loads(printed)["moves"]] == ["propose", "reject", "support"]
    (desk / "moves.json").write_text(printed)
    _run(desk, monkeypatch, "", "--moves", str(desk / "moves.json"), "--yes-to-sure", "0")
    assert len(read_folder(desk / "lease").case.sessions[-1].moves) == 3


def test_a_threshold_outside_0_to_1_is_refused(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        _run(desk, monkeypatch, "", "--yes-to-sure", "80")


def test_another_file_can_be_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = desk / "session.yaml"
    _run(desk, monkeypatch, "confirm\nconfirm\nconfirm\n", "--out", str(out))
    assert out.is_file()
    assert not (desk / "lease" / "sessions" / "2024-05-12-kendal.yaml").exists()


MISSED = "yes\ntarn\nreject\n3.1, deposit=none\n{quotation}\nconfirm\n"
TARN_REJECTS = ("tarn", "reject", {"fit-out": "tenant", "deposit": "none"})


def _last_moves(desk: Path) -> list[tuple[str, str, object]]:
    return [
        (m.party_id, m.kind.value, m.package.as_dict() or m.issue_ids)
        for m in read_folder(desk / "lease").case.sessions[-1].moves
    ]


def test_a_missed_move_is_added_at_the_end(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = "drop\ndrop\nconfirm\n" + MISSED.format(quotation="") + "no\n"
    _run(desk, monkeypatch, answers)
    assert _last_moves(desk) == [("tarn", "support", ("rent",)), TARN_REJECTS]
    written = (desk / "lease" / "sessions" / "2024-05-12-kendal.yaml").read_text()
    assert "# note.txt, added by hand\n" in written
    out = " ".join(capsys.readouterr().out.split())
    assert "3.1 The tenant 3.2 Half each 3.3 The landlord" in out
    assert "1 of 3 moves and 1 of your own recorded" in out


def test_a_missed_move_that_quotes_the_note_takes_its_place_there(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = MISSED.format(quotation="“a deposit of  three months.”")
    _run(desk, monkeypatch, "confirm\ndrop\nconfirm\n" + quoted)
    assert [kind for _, kind, _ in _last_moves(desk)] == ["propose", "reject", "support"]
    move = read_folder(desk / "lease").case.sessions[-1].moves[1]
    assert (move.text, move.confidence) == ("a deposit of three months.", 1.0)
    written = (desk / "lease" / "sessions" / "2024-05-12-kendal.yaml").read_text()
    assert "# note.txt, line 4, added by hand: a deposit of three months.\n" in written


def test_moves_can_be_added_where_none_was_found(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "note.txt").write_text("Kendal, 12 May 2024\n\nThe tea was cold.\n")
    signal = "y\nBrook Bakers\nsignal\nthe agent\n4, 1\n\ncon\n"
    _run(desk, monkeypatch, MISSED.format(quotation="") + signal)
    assert _last_moves(desk) == [TARN_REJECTS, ("brook", "signal", ("deposit", "rent"))]
    move = read_folder(desk / "lease").case.sessions[-1].moves[1]
    assert (move.reported_by, move.confidence) == ("the agent", 0.7)
    out = " ".join(capsys.readouterr().out.split())
    assert "No move was found in the note." in out
    assert "2 moves of your own recorded" in out


@pytest.mark.parametrize("answers", ["", "no\n", "yes\n\nno\n", "yes\ntarn\nreject\n\n\n"])
def test_no_more_moves_where_none_was_found_writes_nothing(
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: str,
) -> None:
    (desk / "note.txt").write_text("Kendal, 12 May 2024\n\nThe tea was cold.\n")
    before = sorted(desk.rglob("*"))
    _run(desk, monkeypatch, answers)
    assert "nothing was written" in capsys.readouterr().out
    assert sorted(desk.rglob("*")) == before


def test_wrong_answers_about_a_missed_move_are_explained_and_asked_again(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "yes\ntrn\ntarn\nhaggle\nreject\n9.1\n3.0\nterm\nterm=8\n2.4\nThe tea was cold\n\ncon\n"
    _run(desk, monkeypatch, "drop\ndrop\ndrop\n" + wrong)
    assert _last_moves(desk) == [("tarn", "reject", {"term": "10"})]
    out = " ".join(capsys.readouterr().out.split())
    for words in (
        "unknown party 'trn'; did you mean 'tarn'?",
        "'haggle': write one of propose, accept",
        "there is no 9.1 in the list",
        "there is no 3.0 in the list",
        "a party can reject options only",
        "unknown option of issue 'term' '8'; known: 3, 5, 7, 10",
        "note.txt doesn't hold the words 'The tea was cold'",
    ):
        assert words in out


def test_a_missed_move_can_be_corrected_and_dropped(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected = "y\ntarn\nreject\n2.4\n\ncorrect\n\naccept\n2.3\nconfirm\n"
    dropped = "y\ntarn\nreject\n2.4\n\ndrop\n"
    _run(desk, monkeypatch, "drop\ndrop\ndrop\n" + corrected + dropped)
    assert _last_moves(desk) == [("tarn", "accept", {"term": "7"})]


@pytest.mark.parametrize("n_answers", [1, 2, 3, 4, 5])
def test_answers_that_end_within_a_missed_move_leave_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch, n_answers: int
) -> None:
    before = sorted(desk.rglob("*"))
    started = MISSED.format(quotation="").splitlines(keepends=True)[:n_answers]
    with pytest.raises(InputError, match="nothing was written"):
        _run(desk, monkeypatch, "confirm\n" * 3 + "".join(started))
    assert sorted(desk.rglob("*")) == before


@pytest.mark.parametrize("n_answers", [3, 4, 5, 6, 7])
def test_control_c_after_confirmed_moves_leaves_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch, n_answers: int
) -> None:
    answers = iter((["confirm"] * 3 + MISSED.format(quotation="").splitlines())[:n_answers])

    def answer(*_: object, **__: object) -> str:
        for given in answers:
            return given
        raise KeyboardInterrupt

    before = sorted(desk.rglob("*"))
    monkeypatch.setattr("rich.prompt.Prompt.ask", answer)
    with pytest.raises(KeyboardInterrupt):
        _run(desk, monkeypatch, "")
    assert sorted(desk.rglob("*")) == before


def test_who_acts_without_being_known_is_told(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = (
        "Kendal, 12 May 2024\n\nTarn Estates proposed a term of 10 years.\n"
        "The mediator proposed a term of 5 years.\nIn 2023 we agreed a term of 3 years.\n"
    )
    (desk / "note.txt").write_text(note)
    _run(desk, monkeypatch, "", "--json")
    printed = capsys.readouterr()
    assert [move["options"] for move in json.loads(printed.out)["moves"]] == [{"term": "10"}]
    told = " ".join(printed.err.split())
    assert "Not known here: The mediator (line 4). No move was read from what they did." in told
    assert "words: {PARTY: [The mediator]}, where PARTY is brook or tarn" in told


def test_speakers_and_sentences_that_are_nobodys_stand_in_the_json_as_on_the_terminal(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = (
        "Kendal, 12 May 2024\n\nManagement: seven years.\n\n"
        "Vera Holt: We propose seven years.\nIn reply we asked for five years.\n"
    )
    (desk / "note.txt").write_text(note)
    _run(desk, monkeypatch, "", "--json")
    printed = capsys.readouterr()
    assert [tuple(found.values()) for found in json.loads(printed.out)["unread"]] == [
        ("Management", 3, "unknown speaker", []),
        ("In reply we asked for five years.", 6, "unclear who is meant", []),
    ]
    told = " ".join(printed.err.split())
    assert "Not known here: Management (line 3). What they said is put down to no party." in told
    assert "Unclear who is meant: In reply we asked for five years. (line 6)." in told


def test_what_no_rule_reads_is_told_before_anything_is_asked(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = (
        "Kendal, 12 May 2024\n\nThe deposit came up twice.\n"
        "Tarn Estates proposed a term of 10 years, as it had before the deposit came up.\n"
    )
    (desk / "note.txt").write_text(note)
    _run(desk, monkeypatch, "", "--json")
    printed = capsys.readouterr()
    assert [tuple(found.values()) for found in json.loads(printed.out)["unread"]] == [
        ("The deposit came up twice.", 3, "no rule reads it", ["deposit"]),
        (note.splitlines()[3], 4, "read only in part", ["deposit"]),
    ]
    told = " ".join(printed.err.split())
    assert "add it at the end. “The deposit came up twice.” (line 3)" in told
    assert "but not what they say of: Deposit: “Tarn Estates proposed" in told


def test_a_choice_of_few_shows_the_letters_that_are_needed(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(desk, monkeypatch, "d\nd\nd\n")
    out = capsys.readouterr().out
    assert "[con(firm)/cor(rect)/d(rop)]" in out
    assert "[no/yes]" in out


def test_words_of_a_front_matter_make_an_actor_known(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "note.txt").write_text(
        "---\ndate: 2024-05-12\nwords: {tarn: [The landlord]}\n---\n"
        "The landlord proposed a term of 5 years. The talks then ended.\n"
    )
    _run(desk, monkeypatch, "", "--json")
    printed = capsys.readouterr()
    moves = json.loads(printed.out)["moves"]
    assert [(move["party"], move["options"]) for move in moves] == [("tarn", {"term": "5"})]
    assert "Not known" not in printed.err
