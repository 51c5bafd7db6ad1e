"""Every mistake is answered with its place, what is wrong and how to mend it, all at once."""

from pathlib import Path

import pytest

from paraph.errors import CaseError, Mistake
from paraph.formats.casefolder import check_folder, read_case
from tests.formats.conftest import change
from tests.formats.mistaken_moves import FIRST, MISTAKEN_MOVES, SECOND, THIRD

CASE = "case.yaml"
JUDGED = "judgements.yaml"

# file, what stands there, what is written instead, the marked text, the problem, the mend
ONE_MISTAKE = (
    # Names
    (CASE, "    label: Deposit", "    lable: Deposit", "lable", "unknown key 'lable'", "'label'"),
    (FIRST, "reject: {rent", "reject: {rennt", "rennt", "unknown issue 'rennt'", "'rent'"),
    (FIRST, "oppose: {deposit: none", "oppose: {deposit: non", "non", "no option 'non'", "'none'"),
    (FIRST, "{party: brook, ask", "{party: broke, ask", "broke", "unknown party 'broke'", "brook"),
    (FIRST, "ask: [fit-out, deposit]", "ask: [fitout]", "fitout", "unknown issue", "'fit-out'"),
    (FIRST, "participants: {brook", "participants: {brok", "brok", "unknown party", "'brook'"),
    (SECOND, "sources: [M2]", "sources: [M9]", "M9", "unknown source 'M9'", "sources.md"),
    (JUDGED, "{event: rent-below-120", "{event: rent-below-12", "rent-below-12", "event", "120"),
    (CASE, "we: brook", "we: brooks", "brooks", "unknown party 'brooks'", "'brook'"),
    (CASE, "        deposit: staff", "        deposits: staff", "deposits", "issue", "'deposit'"),
    (CASE, "options: [3, 5, 7]", "options: [3, 5, 6]", "6", "no option '6'", "known: 3, 5, 7, 10"),
    (CASE, "ranking: [rent,", "ranking: [rents,", "rents", "unknown issue 'rents'", "'rent'"),
    (CASE, "issues: [rent]", "issues: [rant]", "rant", "unknown issue 'rant'", "'rent'"),
    (CASE, "    issues: [rent]", "    issue: [rent]", "issue", "unknown key 'issue'", "'issues'"),
    (CASE, "{tarn: 2024-05-13}", "{tran: 2024-05-13}", "tran", "unknown party 'tran'", "'tarn'"),
    (CASE, "{rent: 90}", "{rent: 95}", "95", "issue 'rent' has no option '95'", "known: 90"),
    (
        CASE,
        "rent: less",
        "rent: {direction: less, values: {90: 0.2, 120: 0.7}}",
        "120",
        "above",
        "take out the direction",
    ),
    (CASE, '["5", "3", "7"', '["5", "3", "8"', '"8"', "no option '8'", "known: 3, 5, 7, 10"),
    (CASE, "kind: objectives", "kind: objective", "objective", "words", "'objectives'"),
    (CASE, "deposit: staff", "deposit: stuff", "stuff", "expected, not 'stuff'", "'staff'"),
    (THIRD, "level: ministerial", "level: minister", "minister", "not 'minister'", "ministerial"),
    (
        JUDGED,
        "role: outside",
        "role: nobody",
        "nobody",
        "not 'nobody'",
        "staff, principal, outside",
    ),
    (JUDGED, "verdict: go", "verdict: noy yet", "noy yet", "not 'noy yet'", "mean 'not yet'?"),
    (JUDGED, "verdict: go", "verdict: yes", "yes", "not 'yes'", "one of: go, not yet, no zone"),
    *MISTAKEN_MOVES,
    # Numbers
    (CASE, "[0.3, 0.45]", "[0.45, 0.3]", "[", "the wrong way round", "write [0.3, 0.45]"),
    (CASE, "deposit: 0.1", "deposit: 10%", "10%", "not a percentage", "write 0.1"),
    (CASE, "deposit: 0.1", "deposit: 1.5", "1.5", "from 0 to 1 is expected, not 1.5", ""),
    (CASE, "deposit: 0.1", "deposit: 0.1-0.2", "0.1-0.2", "no range", "write [0.1, 0.2]"),
    (CASE, "deposit: 0.1", 'deposit: "0,1"', '"0,1"', "with a point", "write 0.1"),
    (CASE, "deposit: 0.1", "deposit: .nan", ".nan", "not '.nan'", "0.3 or [0.2, 0.4]"),
    (CASE, "[0.3, 0.45]", "[0.3, 0.4, 0.5]", "[", "a range has two ends", "[low, high]"),
    (CASE, "term: medium", "term: mdium", "mdium", "not 'mdium'", "did you mean 'medium'?"),
    (CASE, "value: bearable", "value: so-so", "so-so", "no agreement", "very bad, bad, bearable"),
    (CASE, "value: -0.1", "value: -2", "-2", "from -1 to 1", ""),
    (FIRST, "confidence: 0.8", "confidence: 80", "80", "not 80", "for 80 in a hundred write 0.8"),
    (JUDGED, "probability: 0.3", "probability: -1", "-1", "from 0 to 1", ""),
    (CASE, "seed: 7", "seed: -7", "-7", "whole number of at least 0", ""),
    (CASE, "draws: 400", "draws: 3", "3", "from 10 to 100,000", "write 1000"),
    (CASE, "exchanges: 4", "exchanges: 0", "0", "at least 1", "write 1"),
    (CASE, "go_at: 0.6", "delay_cost: 2", "2", "from 0 to 1 is expected, not 2", ""),
    (CASE, "go_at: 0.6", "past: [{said: 60, agreed: true}]", "60", "not 60", "write 0.6"),
    (CASE, "go_at: 0.6", "past: [{said: 0.6, agreed: true}]", "[", "too short", "at least 10"),
    (CASE, "go_at: 0.6", "go_at: 0.1", "0.2", "no_zone_below (0.2) is above go_at (0.1)", ""),
    (CASE, "{from: 90, to: 150", "{from: 150, to: 90", "150", "wrong way round", "from: 90"),
    (CASE, "step: 10, unit", "step: 0.01, unit", "{", "too many numbers", "larger step"),
    (CASE, "step: 10, unit", "step: 0, unit", "0", "the step must be above 0", "write step: 1"),
    (FIRST, "joint_record: true", "joint_record: 1", "1", "a yes or a no", "true or false"),
    # Dates
    (FIRST, "date: 2024-04-10", "date: 2024-04-31", "2024-04-31", "no day", "2024-04-30"),
    (
        FIRST,
        "date: 2024-04-10",
        "date: 2024-4-10",
        "2024-4-10",
        "no date",
        "write it as 2024-04-10",
    ),
    (FIRST, "date: 2024-04-10", "date: 10 April", "10 April", "no date", "2019-02-27"),
    (SECOND, "until: 2024-04-25", "until: 2024-04-20", "2024-04-20", "ends before", "2024-04-24"),
    (SECOND, "recorded: 2024-05-02", "recorded: 2024-04-02", "2024-04-02", "before it was", ""),
    (JUDGED, "    known: 2024-05-29\n", "", "true", "outcome was known is missing", "add known:"),
    (JUDGED, "    happened: true\n", "", "2024-05-29", "the outcome is missing", "happened:"),
    # Forms
    (JUDGED, ", reason: the old lease ends in June", "", "{", "the key 'reason' is", "add reason:"),
    (JUDGED, "reason: the old lease ends in June", "reason: ' '", "' '", "is empty", "write why"),
    (
        JUDGED,
        "who: Ada Brook, date: 2024-05-17",
        "who: '', date: 2024-05-17",
        "''",
        "nobody",
        "who",
    ),
    (FIRST, "date: 2024-04-10\n", "", "p", "the key 'date' is missing", "add date:"),
    (FIRST, "place: Old Mill", "place: [Old Mill]", "[", "text is expected here", "in quotes"),
    (FIRST, "moves:\n", "xyz: none\nmoves:\n", "xyz", "unknown key 'xyz'", "known here"),
    (CASE, "step: 10, unit: pounds}", "step: 10}\n    options: {a: A}", "{", "not both", "remove"),
    (CASE, "    options: {none: No", "    text: {none: No", "text", "unknown key 'text'", "known"),
    (CASE, "label: Deposit", "label: Deposit\n    label: D", "label", "written twice", "line 104"),
    (CASE, "'Tarn Estates, Kendal office'", "Tarn, Kendal", "Kendal", "unknown key", "a comma"),
    (CASE, "rent: less", "rent: fewer", "fewer", "not 'fewer'", "write one of: more, less"),
    (
        CASE,
        "fit-out: {tenant: 0,",
        "fit-out: less #",
        "less",
        "aren't in an order",
        "ordered: true",
    ),
    (CASE, "[fit-out, term], deposit]", "[fit-out, term], rent]", "rent", "ranked twice", "one"),
    (CASE, "  - not_both:", "  - not_bth:", "not_bth", "unknown key 'not_bth'", "'not_both'"),
    (CASE, "    then: {term: [7, 10]}\n", "", "i", "one of three forms", "if and then"),
    (CASE, "[{term: 3}, {deposit: none}]", "[{term: 3}]", "[", "needs two options", ""),
    (CASE, "at_most: 2\n", "at_most: many\n", "many", "a number is expected", "digits"),
    # YAML itself
    (FIRST, "place: Old", "place:\tOld", "\t", "a tab", "indent with spaces"),
    (FIRST, "place: Old", "place: old: Old", ":", "a second ': '", "in quotes"),
    (FIRST, "title: First meeting", "title", "t", "a line without", "key: value"),
    (FIRST, "title: First", "title: 'First", "'", "never closed", "close it"),
    (FIRST, "sources: [M1]\n", "sources: [M1\n", "[", "never closed", "partner"),
    (FIRST, "place: Old Mill", "place: &mill Old Mill", "&mill Old Mill", "an anchor", "remove"),
    (FIRST, "place: Old Mill", "place: *mill", "*mill", "an alias", "in quotes"),
    (FIRST, "place: Old Mill", "place: !!python/object Old", "!!python/object Old", "a tag", ""),
    (FIRST, "place: Old Mill", "place: a\x07b", "\x07", "U+0007", "delete it"),
    (FIRST, "joint_record: true", "---\na: b", "", "a second document", "remove the line"),
    # What can't hold together
    (THIRD, "agreed: {term: 7}", "agreed: {term: 5, fit-out: landlord}", "5", "linkage", "change"),
    (CASE, "rent: [0.3, 0.45]", "rent: [0.95, 1]", "r", "add up to 1.05", "1 at most"),
    (
        CASE,
        "ranking: [rent, [fit-out, term], deposit]",
        "ranking: [deposit, rent]",
        "[",
        "'deposit' is ranked above 'rent', yet its share is lower",
        "change the ranking",
    ),
    (
        CASE,
        "- fit-out: about as much as term",
        "- term: much more than fit-out",
        "m",
        "“term: much more than fit-out” can't hold beside “fit-out: high”",
        "2 to 9 times",
    ),
    (
        CASE,
        "- fit-out: about as much as term",
        "- term: much less than rent",
        "much less",
        "said in words",
        "name the weightier issue first",
    ),
    (CASE, "much as term", "much as trem", "about", "unknown issue 'trem'", "'term'"),
    (
        CASE,
        "never: {deposit: none}",
        "never: {deposit: [none, three-months, six-months]}",
        "{",
        "this rules out every option of 'deposit' that was left",
        "leave at least one",
    ),
    (
        CASE,
        "never: {deposit: none}",
        "never: [{term: 3}, {term: 5}]",
        "[",
        "no option of 'term' meets all these conditions",
        "remove one",
    ),
    (
        CASE,
        "batna: Let the floor to a storage firm",
        "like: {rent: 90}",
        "{",
        "no agreement is given a value and a package",
        "keep the one",
    ),
    (CASE, "{tarn: 2024-05-13}", "{brook: 2024-05-13}", "2024-05-13", "its own opening", "other"),
    (SECOND, "place: Video", "id: 2024-04-10-first-meeting", "2024", "has the id", "its own id"),
)


def marked(mistake: Mistake) -> str:
    start = mistake.column - 1
    return mistake.excerpt[start : start + mistake.n_marked]


@pytest.mark.parametrize(
    ("file", "old", "new", "text", "problem", "mend"),
    ONE_MISTAKE,
    ids=[f"{row[4]}: {row[2][:20]!r}" for row in ONE_MISTAKE],
)
def test_one_mistake_is_one_answer_at_its_place(
    folder: Path, file: str, old: str, new: str, text: str, problem: str, mend: str
) -> None:
    change(folder, file, old, new)
    mistakes = check_folder(folder).mistakes
    assert len(mistakes) == 1, [str(mistake) for mistake in mistakes]
    (mistake,) = mistakes
    assert mistake.file == file
    assert problem in mistake.problem
    assert mend in mistake.mend
    assert marked(mistake).startswith(text)
    assert mistake.excerpt == (folder / file).read_text().split("\n")[mistake.line - 1]


def test_all_mistakes_of_all_files_are_said_at_once(folder: Path) -> None:
    change(folder, CASE, "term: medium", "term: mdium")
    change(folder, CASE, "rent: [0.3, 0.45]", "rent: [0.45, 0.3]")
    change(folder, FIRST, "propose: {rent: 140", "propose: {rennt: 140")
    change(folder, FIRST, "confidence: 0.8", "confidence: 8")
    change(folder, SECOND, "place: Video", "place: [")
    change(folder, JUDGED, "2024-04-26", "2024-02-30")
    with pytest.raises(CaseError) as raised:
        read_case(folder)
    places = [(mistake.file, mistake.line) for mistake in raised.value.mistakes]
    assert places == [(CASE, 25), (CASE, 26), (JUDGED, 12), (FIRST, 7), (FIRST, 10), (SECOND, 3)]


def test_a_mistake_in_one_entry_hides_none_in_its_neighbours(folder: Path) -> None:
    change(folder, FIRST, "reject: {rent: 140}", "reject: {rent: 1, term: 1, fit-out: 1, x: y}")
    problems = [mistake.problem for mistake in check_folder(folder).mistakes]
    assert problems == [
        "issue 'rent' has no option '1'",
        "issue 'term' has no option '1'",
        "issue 'fit-out' has no option '1'",
        "unknown issue 'x'",
    ]


def test_a_missing_folder_says_how_to_start(tmp_path: Path) -> None:
    (mistake,) = check_folder(tmp_path / "none").mistakes
    assert mistake.problem == "there is no such folder"
    assert "paraph new" in mistake.mend
    (mistake,) = check_folder(tmp_path).mistakes
    assert mistake.problem == "the folder has no case.yaml"
    assert "paraph new" in mistake.mend
    (tmp_path / "file").touch()
    (mistake,) = check_folder(tmp_path / "file").mistakes
    assert "a file, not a folder" in mistake.problem


@pytest.mark.parametrize("content", ["", "# only a comment\n", "---\n", "~\n"])
def test_an_empty_file_is_said_to_be_empty(folder: Path, content: str) -> None:
    (folder / CASE).write_text(content)
    (folder / FIRST).write_text(content)
    mistakes = check_folder(folder).mistakes
    assert [(m.file, m.problem) for m in mistakes if "empty" in m.problem] == [
        (CASE, "the file is empty"),
        (FIRST, "the file is empty"),
    ]


def test_another_encoding_is_named_with_its_place(folder: Path) -> None:
    content = (folder / FIRST).read_text().replace("Old Mill", "Café")
    (folder / FIRST).write_bytes(content.encode("latin-1"))
    (mistake,) = check_folder(folder).mistakes
    assert (mistake.line, mistake.column) == (2, 11)
    assert "isn't UTF-8" in mistake.problem
    assert "UTF-8" in mistake.mend


def test_a_source_listed_twice_and_a_missing_list_are_said(folder: Path) -> None:
    (folder / "sources.md").write_text((folder / "sources.md").read_text() + "- **B** again\n")
    (mistake,) = check_folder(folder).mistakes
    assert (mistake.problem, mistake.line) == ("source 'B' is listed twice", 10)
    (folder / "sources.md").unlink()
    mistakes = check_folder(folder).mistakes
    assert {m.problem for m in mistakes} >= {"unknown source 'B'", "unknown source 'M1'"}
    assert all("write sources.md" in m.mend for m in mistakes)


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("text.md", "---\ndate: 2024-02-31\n---\nText\n", "no day of the calendar"),
        ("text.md", "---\ntitle: Lease\n---\nText\n", "whether it is shared"),
        ("text.md", "No date\n", "has no date, although earlier versions stand in text/"),
        ("text/first.md", "No date\n", "this version of the text has no date"),
    ],
)
def test_the_date_of_a_text_is_asked_for(
    folder: Path, file: str, content: str, problem: str
) -> None:
    (folder / file).write_text(content)
    (mistake,) = check_folder(folder).mistakes
    assert mistake.file == file
    assert problem in mistake.problem


def test_a_folder_named_as_a_session_is_a_mistake(folder: Path) -> None:
    (folder / "sessions" / "2024-06-01.yaml").mkdir()
    (mistake,) = check_folder(folder).mistakes
    assert mistake.file == "sessions/2024-06-01.yaml"
    assert mistake.problem == "this is a folder, not a file"
