"""`like_last_time`: what was learnt in a past case is where the new one starts."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paraph import usecases
from paraph.cli import main
from paraph.counterpart import infer_present

LEASE = Path(__file__).parents[1] / "cases" / "lease"
STATED = """\
      basis: analyst's assumption
      importance: {rent: decisive}
      options:
        rent: more
        term: {direction: more}
      no_agreement:
        batna: Let the floor to a storage firm
        value: [0.2, 0.5]
"""
LIKE = "      like_last_time: ../old\n"
Capture = pytest.CaptureFixture[str]
Make = Callable[..., Path]

SLOW = pytest.mark.slow


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make a copy of the lease as a folder, with other words for what is stated of Tarn."""

    def make_case(name: str, stated: str = STATED, *, has_record: bool = True) -> Path:
        folder = tmp_path / name
        shutil.copytree(LEASE, folder)
        file = folder / "case.yaml"
        text = file.read_text()
        assert STATED in text
        file.write_text(text.replace(STATED, stated).replace("Old Mill", f"{name} mill"))
        if not has_record:
            for part in ("sessions", "text"):
                shutil.rmtree(folder / part)
        return folder

    return make_case


def change(folder: Path, old: str, new: str, file: str = "case.yaml") -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))


def answer(capsys: Capture, *words: str | Path) -> Any:
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def said(capsys: Capture, *words: str | Path) -> str:
    """What a command says on standard output, on one line."""
    assert main([*map(str, words)]) == 0
    return " ".join(capsys.readouterr().out.split())


def refused(capsys: Capture, *words: str | Path) -> str:
    assert main([*map(str, words)]) == 2
    return " ".join(capsys.readouterr().err.split())


def weights(found: Any) -> list[float]:
    return list(found["theirs"][0]["belief"]["mean_weights"])


def test_the_new_case_starts_where_the_old_one_ended(make: Make, capsys: Capture) -> None:
    old, blank = make("old"), make("blank", "", has_record=False)
    new = make("new", LIKE, has_record=False)
    then, without, recalled = (answer(capsys, "infer", case) for case in (old, blank, new))
    values = [
        [found["theirs"][0]["belief"]["mean_option_values"][2][2] for found in each]
        for each in ((then, recalled), (then, without))
    ]
    # What the landlord's paying for the fit-out is worth to the landlord: little, it was learnt.
    assert abs(values[0][0] - values[0][1]) < abs(values[1][0] - values[1][1])
    from_past = recalled["theirs"][0]["recalled"]
    assert from_past["title"] == "Lease of the old mill"
    assert from_past["last_day"] == "2024-05-08"
    assert from_past["digest"] == then["theirs"][0]["digest"]
    assert without["theirs"][0]["recalled"] is None


def test_infer_says_from_which_case_it_starts_and_how_much_wider(
    make: Make, capsys: Capture
) -> None:
    make("old")
    text = said(capsys, "infer", make("new", LIKE, has_record=False))
    assert (
        "The starting point is what was learnt of them in “Lease of the old mill” "
        "(to 8 May 2024): what options were worth holds with a probability of 67 %, and "
        "ranges are up to 1.5 times as wide. What is stated here goes first." in text
    )
    wider = make("wider", "      like_last_time: {case: ../old, widening: 3}\n")
    assert "probability of 33 %, and ranges are up to 3 times as wide" in said(
        capsys, "infer", wider
    )
    same = make("same", "      like_last_time: {case: ../old, widening: 1}\n")
    assert "as surely as there" in said(capsys, "infer", same)


def test_a_party_may_have_had_another_id_there(make: Make, capsys: Capture) -> None:
    old = make("old")
    for file in old.rglob("*.yaml"):
        file.write_text(file.read_text().replace("tarn", "estates"))
    new = make("new", "      like_last_time: {case: ../old, party: estates}\n")
    assert answer(capsys, "infer", new)["theirs"][0]["recalled"]["weighed"]
    change(new, "party: estates", "party: estate")
    error = refused(capsys, "infer", new)
    assert "'Lease of the old mill' has no party 'estate'" in error
    assert "did you mean 'estates'?" in error


def test_what_is_stated_here_goes_first(make: Make, capsys: Capture) -> None:
    make("old")
    stated = LIKE + "      importance: {deposit: [0.7, 0.8]}\n      options: {term: less}\n"
    found = answer(capsys, "infer", make("new", stated, has_record=False))
    assert 0.7 <= weights(found)[3] <= 0.8
    recalled = found["theirs"][0]["recalled"]
    assert recalled["weighed"] == ["rent", "term", "fit-out"]
    assert recalled["valued"] == ["rent", "fit-out", "deposit"]
    assert found["theirs"][0]["belief"]["mean_option_values"][1][0] > 0.9


def test_who_changed_its_mind_there_is_recalled_as_it_was_in_the_end(
    make: Make, capsys: Capture
) -> None:
    old = make("old", "")
    for file in (old / "sessions").iterdir():
        file.unlink()
    for day, kind in ((1, "support"), (2, "support"), (3, "oppose"), (4, "oppose")):
        options = ("deposit: six-months", "term: 10", "rent: 140", "fit-out: tenant")
        moves = "".join(f"  - {{party: tarn, {kind}: {{{option}}}}}\n" for option in options)
        session = f"date: 2024-05-0{day}\nmoves:\n{moves}"
        (old / "sessions" / f"{day}.yaml").write_text(session)
    new = make("new", LIKE, has_record=False)
    then, recalled = (answer(capsys, "infer", case)["theirs"][0] for case in (old, new))
    assert then["change_of_mind"]["day"] == "2024-05-03"
    assert recalled["recalled"]["digest"] == then["digest"]


def test_a_change_in_the_past_case_changes_the_digest(make: Make, capsys: Capture) -> None:
    old, new = make("old"), make("new", LIKE, has_record=False)
    first, again = (answer(capsys, "infer", new)["theirs"][0]["digest"] for _ in range(2))
    assert first == again
    change(old, "reject: {rent: 140}", "reject: {rent: 130}", next_session(old))
    assert answer(capsys, "infer", new)["theirs"][0]["digest"] != first


def next_session(folder: Path) -> str:
    return str(sorted((folder / "sessions").iterdir())[0].relative_to(folder))


@pytest.mark.parametrize(
    "command",
    ["analyse", pytest.param("ready", marks=SLOW), pytest.param("advise", marks=SLOW)],
)
def test_every_command_counts_it(command: str, make: Make, capsys: Capture) -> None:
    old, new = make("old"), make("new", LIKE, has_record=False)
    blank = make("blank", "", has_record=False)
    change(blank, "blank mill", "new mill")
    found = answer(capsys, command, new)
    assert found != answer(capsys, command, blank)
    shutil.rmtree(old)
    assert "there is no folder '../old'" in refused(capsys, command, new)


def test_the_past_is_inferred_once_for_a_command(
    make: Make, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("old")
    new = make("new", LIKE, has_record=False)
    inferred: list[str] = []

    def watched(case: Any, *rest: Any) -> Any:
        inferred.append(case.title)
        return infer_present(case, *rest)

    monkeypatch.setattr(usecases, "infer_present", watched)
    usecases._infer_party.cache_clear()
    said(capsys, "infer", new)
    assert inferred == ["Lease of the old mill", "Lease of the new mill"]


def test_a_past_case_may_recall_one_before_it(make: Make, capsys: Capture) -> None:
    first = make("first")
    make("old", "      like_last_time: ../first\n", has_record=False)
    new = make("new", LIKE, has_record=False)
    found = answer(capsys, "infer", new)
    change(first, "rent: more", "rent: less")
    changed = answer(capsys, "infer", new)
    assert found["theirs"][0]["digest"] != changed["theirs"][0]["digest"]


@SLOW
def test_the_brief_tells_in_its_annex_what_was_recalled(make: Make, capsys: Capture) -> None:
    make("old")
    new = make("new", LIKE, has_record=False)
    assert main(["brief", str(new), "--out", str(new / "out")]) == 0
    capsys.readouterr()
    page = " ".join((new / "out" / "brief.html").read_text().split())
    assert "Like last time." in page
    assert "Recalled: the importance of Rent a square metre and year, Length of the lease" in page
    assert "what no agreement is worth." in page
    digest = answer(capsys, "infer", new / "../old")["theirs"][0]["digest"]
    assert "Last time, of Tarn Estates" in page
    assert digest in page


def test_the_past_counts_as_it_stood_on_the_day(make: Make, capsys: Capture) -> None:
    old, new = make("old"), make("new", LIKE)
    then = answer(capsys, "infer", old, "--as-of", "2024-04-12")["theirs"][0]["digest"]
    found = answer(capsys, "infer", new, "--as-of", "2024-04-12")["theirs"][0]["recalled"]
    assert found["last_day"] == "2024-04-10"
    assert found["digest"] == then
    error = refused(capsys, "infer", new, "--as-of", "2024-04-01")
    assert "case.yaml:63:23" in error
    assert "nothing was on record by 2024-04-01" in error
    assert "its first meeting was on 2024-04-10" in error


def test_a_dated_statement_holds_from_its_day_on(make: Make, capsys: Capture) -> None:
    make("old")
    new = make("new", LIKE + "      date: 2024-05-01\n")
    found = answer(capsys, "infer", new, "--as-of", "2024-04-01")
    assert found["theirs"][0]["recalled"] is None
    assert answer(capsys, "infer", new)["theirs"][0]["recalled"] is not None


@pytest.mark.parametrize(
    ("written", "problem", "mend"),
    [
        ("../gone", "there is no folder '../gone'", "from this case's folder: ../last-lease"),
        ("..", "the folder '..' holds no case", "../last-lease"),
        ("case.yaml", "'case.yaml' is a file, not a case folder", "../last-lease"),
        (".", "past cases lead round in a circle: new → new", "take like_last_time out of one"),
        ("''", "no past case is named", "write its folder: ../last-lease"),
        ("{widening: 2}", "the key 'case' is missing", "add case: and the folder of the past"),
        ("{case: ../old, widening: 0.5}", "at least 1 is expected, not 0.5", "write 1.5"),
        ("{case: ../old, wide: 2}", "unknown key 'wide'", "widening"),
        ("[../old]", "keys and values are expected", "key: value"),
    ],
)
def test_what_cannot_be_recalled_is_told_with_its_place(
    written: str, problem: str, mend: str, make: Make, capsys: Capture
) -> None:
    make("old")
    new = make("new", f"      like_last_time: {written}\n")
    error = refused(capsys, "infer", new)
    assert error.startswith("case.yaml:63:")
    assert problem in error
    assert mend in error
    assert main(["check", str(new)]) == 2
    assert problem in " ".join(capsys.readouterr().out.split())


def test_a_past_case_with_mistakes_is_told_with_the_first_of_them(
    make: Make, capsys: Capture
) -> None:
    old, new = make("old"), make("new", LIKE)
    change(old, "we: brook", "we: brooks")
    error = refused(capsys, "ready", new)
    assert error.startswith("case.yaml:63:23: the case in '../old' has a mistake: case.yaml:5:")
    assert "unknown party 'brooks'" in error
    assert "paraph check" in error


def test_a_past_case_without_a_shared_issue_is_told(make: Make, capsys: Capture) -> None:
    old, new = make("old", has_record=False), make("new", LIKE)
    kept = (old / "case.yaml").read_text().partition("\nissues:")[0]
    kept = kept.partition("\nparties:")[0]
    (old / "case.yaml").write_text(
        kept + "\nparties: {brook: {}, tarn: {}}\nissues: {parking: {options: [yes, no]}}\n"
    )
    (old / "judgements.yaml").unlink()
    (old / "text.md").unlink()
    error = refused(capsys, "advise", new)
    assert "shares no issue with this case" in error
    assert "known there: parking" in error


def test_cases_that_recall_each_other_are_told_as_a_circle(make: Make, capsys: Capture) -> None:
    old, new = make("old", "      like_last_time: ../new\n"), make("new", LIKE)
    error = refused(capsys, "infer", new)
    assert "case.yaml:63:23: past cases lead round in a circle: new → old → new" in error
    assert "old → new → old" in refused(capsys, "infer", old)
    third = make("third")
    change(third, "      basis: analyst's assumption\n", LIKE)
    assert "old → new → old" in refused(capsys, "infer", third)


def test_a_past_case_that_allows_no_answer_is_told(make: Make, capsys: Capture) -> None:
    old, new = make("old"), make("new", LIKE)
    change(old, "draws: 400", "draws: 40")
    error = refused(capsys, "infer", new)
    assert error.startswith("case.yaml:63:23")
    assert "can't be learnt" in error
    assert "effective draws of 160" in error
    assert "mend that case first" in error


def test_our_own_side_is_stated_not_recalled(make: Make, capsys: Capture) -> None:
    make("old")
    new = make("new")
    change(new, "      basis: instructions of the owner\n", LIKE)
    error = refused(capsys, "infer", new)
    assert "this is our own side" in error
    assert "paraph elicit" in error
