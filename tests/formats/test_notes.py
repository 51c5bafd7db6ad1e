"""Notes on disk: the heading, the session that is written, and the door for other readers."""

import json
import shutil
from datetime import date
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator

from paraph.case import Case
from paraph.errors import CaseError, FormatError, InputError
from paraph.formats.casefolder import read_folder
from paraph.formats.notes import (
    build_session,
    parse_note,
    read_note,
    render_session,
    vocabulary_for,
    write_session,
)
from paraph.formats.proposed_moves import (
    added_move,
    parse_proposed_moves,
    proposed_moves_schema,
    read_proposed_moves,
    render_proposed_moves,
)
from paraph.negotiation import package_of
from paraph.record import Level, Move, MoveKind, Participant
from paraph.record.notes import find_unread, propose_moves

LEASE = Path(__file__).parents[1] / "cases" / "lease"
NOTE = """\
Kendal, 12 May 2024
Present: Jon Reed (brook), Vera Holt (Tarn Estates), Sam Dale

Tarn Estates proposed a term of 10 years.
Holt: We cannot accept a lease without a deposit of six months.
Reed: What are your priorities?
Holt: The rent matters most to us.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LEASE, tmp_path / "lease"))


@pytest.fixture(scope="module")
def case() -> Case:
    return read_folder(LEASE).case


@pytest.mark.parametrize(
    "line",
    [
        "Jon Reed (us), Vera Holt (Tarn)",
        "Jon Reed (we); Vera Holt (TARN ESTATES)",
        "Jon Reed (our side), Vera Holt (the other side)",
        "Jon Reed (Brook Bakers), Vera Holt (Estates)",
    ],
)
def test_a_party_is_called_by_its_name_or_as_our_side(line: str, case: Case) -> None:
    people = (Participant("Jon Reed", "brook"), Participant("Vera Holt", "tarn"))
    note = f"Kendal, 12 May 2024\nParticipants: {line}\n"
    assert parse_note(note, case).heading.participants == people
    front = "---\nparticipants: {us: [Jon Reed], Tarn Estates: Vera Holt}\n---\n"
    assert parse_note(front, case).heading.participants == people


def test_further_words_are_given_by_id_or_by_name(case: Case) -> None:
    front = "---\nwords: {deposit: surety, Length of the lease: [run], Tarn Estates: owners}\n---\n"
    heading = parse_note(front, case).heading
    assert heading.words == (("deposit", ("surety",)), ("term", ("run",)))
    assert heading.names == (("tarn", ("owners",)),)
    with pytest.raises(CaseError, match="unknown issue or party 'depot'; did you mean 'deposit'"):
        parse_note("---\nwords: {depot: surety}\n---\n", case)


def test_the_first_lines_give_date_place_and_people(case: Case) -> None:
    heading = parse_note(NOTE, case).heading
    assert (heading.day, heading.place) == (date(2024, 5, 12), "Kendal")
    assert heading.participants == (
        Participant("Jon Reed", "brook"),
        Participant("Vera Holt", "tarn"),
        Participant("Sam Dale", ""),
    )


def test_a_front_matter_gives_them_too_and_further_words(case: Case) -> None:
    note = parse_note(
        "---\ndate: 2024-05-12\nuntil: 2024-05-13\nlevel: ministers\nplace: Kendal\n"
        "participants: {tarn: [Vera Holt]}\nwords: {fit-out: [ovens], tarn: [Owners]}\n---\n"
        "The Owners stressed that ovens were its first priority.\n",
        case,
    )
    assert note.heading.level is Level.MINISTERIAL
    assert note.heading.last_day == date(2024, 5, 13)
    (proposed,) = propose_moves(note.text, vocabulary_for(note, case))
    assert proposed.move.issue_ids == ("fit-out",)
    assert proposed.line == 9


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Date: 12/05/24", "is no date; write it as 2019-02-06"),
        ("Date: 31 June 2024", "no day of the calendar"),
        (
            "Date: 03/02/2026",
            "may be 3 February or 2 March; write it as 2026-02-03 or 2026-03-02",
        ),
        ("Kiel, 03/02/2026", "'03/02/2026' may be 3 February or 2 March"),
        ("Level: high", "write working, ministerial or leaders"),
        ("Participants: Vera Holt (trn)", "did you mean 'tarn'?"),
    ],
)
def test_a_mistake_in_the_heading_is_named_with_its_line(case: Case, line: str, words: str) -> None:
    with pytest.raises(CaseError) as raised:
        parse_note(f"A meeting\n{line}\n", case, name="n.txt")
    (mistake,) = raised.value.mistakes
    assert (mistake.file, mistake.line) == ("n.txt", 2)
    assert words in mistake.problem


@pytest.mark.parametrize(
    "line", ["Kiel, 14/02/2026", "Kiel, 02/14/2026", "Kiel, 14.2.2026", "Date: 14/02/2026"]
)
def test_a_date_in_numbers_is_read_where_it_can_be_no_other(case: Case, line: str) -> None:
    assert parse_note(line, case).heading.day == date(2026, 2, 14)


def test_the_same_number_twice_is_one_day(case: Case) -> None:
    assert parse_note("Kiel, 03/03/2026", case).heading.day == date(2026, 3, 3)


def test_an_unknown_key_of_the_front_matter_is_named(case: Case) -> None:
    with pytest.raises(CaseError, match=r"n.md:3:1: unknown key 'plce'; did you mean 'place'"):
        parse_note("---\ndate: 2024-05-12\nplce: Kendal\n---\n", case, name="n.md")


def test_a_word_file_is_read_paragraph_by_paragraph(tmp_path: Path, case: Case) -> None:
    document = docx.Document()
    document.add_paragraph("Kendal, 12 May 2024")
    document.add_heading("Term", level=2)
    document.add_paragraph("Tarn Estates proposed 10 years.", style="List Bullet")
    document.save(str(tmp_path / "note.docx"))
    note = read_note(tmp_path / "note.docx", case)
    (proposed,) = propose_moves(note.text, vocabulary_for(note, case))
    assert proposed.move.package.as_dict() == {"term": "10"}
    assert note.text[proposed.start : proposed.end] == "Tarn Estates proposed 10 years."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"\xff\xfe\x00", "not text in UTF-8"),
        ("a.docx", b"no zip", "can't be read as a Word file"),
        ("a.pdf", b"%PDF", "a note is a .txt, .md or .docx file"),
    ],
)
def test_a_file_that_is_no_note_is_refused(
    tmp_path: Path, case: Case, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormatError, match=words):
        read_note(tmp_path / name, case)


def test_the_session_written_is_read_back_with_every_move(folder: Path, case: Case) -> None:
    note = parse_note(NOTE, case, name="kendal.txt")
    moves = propose_moves(note.text, vocabulary_for(note, case))
    session = build_session(note, moves)
    content = render_session(session, moves, note.name)
    path = write_session(folder, session, content)
    assert path == folder / "sessions" / "2024-05-12-kendal.yaml"
    assert read_folder(folder).case.sessions[-1] == session
    assert "# kendal.txt, line 4, offer: Tarn Estates proposed a term of 10 years." in content
    assert sorted(p.name for p in folder.parent.iterdir()) == ["lease"]


def test_a_session_that_exists_is_not_written_over(folder: Path, case: Case) -> None:
    note = parse_note(NOTE, case)
    session = build_session(note, ())
    write_session(folder, session, render_session(session, (), "n"))
    with pytest.raises(InputError, match="exists already"):
        write_session(folder, session, render_session(session, (), "n"))


def test_a_session_that_the_case_cannot_hold_leaves_nothing(folder: Path, case: Case) -> None:
    session = build_session(parse_note(NOTE, case), ())
    before = sorted(folder.rglob("*"))
    with pytest.raises(CaseError):
        write_session(
            folder, session, "date: 2024-05-12\nmoves:\n  - {party: nobody, ask: [rent]}\n"
        )
    assert sorted(folder.rglob("*")) == before
    assert sorted(p.name for p in folder.parent.iterdir()) == ["lease"]


def test_a_note_without_a_date_says_what_to_add(case: Case) -> None:
    with pytest.raises(InputError, match="Date: 2019-02-06"):
        build_session(parse_note("Tarn Estates proposed 10 years.", case), ())


def test_what_the_rules_propose_goes_through_the_door_unchanged(case: Case) -> None:
    note = parse_note(NOTE, case)
    moves = propose_moves(note.text, vocabulary_for(note, case))
    assert len(moves) == 4
    text = render_proposed_moves(moves)
    assert parse_proposed_moves(text, note, case) == moves
    Draft202012Validator(proposed_moves_schema()).validate(json.loads(text))


def test_what_was_left_out_stands_beside_the_moves_and_is_passed_over(case: Case) -> None:
    note = parse_note(NOTE + "\nThe mediator proposed a term of 5 years.\n", case)
    vocabulary = vocabulary_for(note, case)
    moves = propose_moves(note.text, vocabulary)
    text = render_proposed_moves(moves, find_unread(note.text, vocabulary, moves))
    assert json.loads(text)["unread"] == [
        {"words": "The mediator", "line": 9, "why": "unknown subject", "issues": []}
    ]
    assert parse_proposed_moves(text, note, case) == moves
    Draft202012Validator(proposed_moves_schema()).validate(json.loads(text))


def test_two_packages_that_are_about_as_good_go_through_the_door(case: Case) -> None:
    note = parse_note("Kendal, 12 May 2024\n\nTarn is indifferent between 7 and 10 years.", case)
    moves = propose_moves(note.text, vocabulary_for(note, case))
    assert [move.move.equal_to.as_dict() for move in moves] == [{"term": "10"}]
    assert parse_proposed_moves(render_proposed_moves(moves), note, case) == moves


def _door(case: Case, **fields: object) -> str:
    move = {
        "party": "tarn",
        "kind": "propose",
        "sentence": "Tarn Estates proposed a term of 10 years.",
        "options": {"term": "10"},
        "confidence": 0.9,
    }
    text = json.dumps({"moves": [move | fields]})
    with pytest.raises(CaseError) as raised:
        parse_proposed_moves(text, parse_note(NOTE, case), case)
    return str(raised.value)


def test_the_door_finds_the_place_of_a_sentence(case: Case) -> None:
    text = json.dumps(
        {
            "moves": [
                {
                    "party": "tarn",
                    "kind": "propose",
                    "sentence": "Tarn Estates proposed a term of 10 years.",
                    "options": {"term": "10"},
                    "confidence": 0.9,
                }
            ]
        }
    )
    note = parse_note(NOTE, case)
    (proposed,) = parse_proposed_moves(text, note, case)
    assert proposed.line == 4
    assert note.text[proposed.start : proposed.end] == proposed.sentence


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"party": "trn"}, "moves[0]: unknown party 'trn'; did you mean 'tarn'?"),
        ({"options": {"term": "11"}}, "moves[0]: unknown option of issue 'term' '11'"),
        ({"options": {}, "issues": ["rnt"], "kind": "ask"}, "unknown issue 'rnt'"),
        ({"options": {}, "issues": ["rent"], "kind": "accept"}, "can accept options only"),
        ({"issues": ["rent"]}, "options or about issues"),
        ({"equal_to": {"term": "11"}}, "moves[0]: unknown option of issue 'term' '11'"),
        ({"equal_to": {"term": "5"}}, "can't propose a package as about equal to another"),
        ({"equal_to": {"rent": "90"}, "kind": "answer"}, "are about different issues; name the"),
        ({"equal_to": {"term": "10"}, "kind": "signal"}, "are the same; change one of them"),
        (
            {"equal_to": {"term": "5"}, "over": {"term": "3"}, "kind": "answer"},
            "about equal to one in one move; keep over or equal_to",
        ),
        ({"confidence": 1.2}, "moves[0].confidence: 'confidence' is a number from 0 to 1, not 1.2"),
        ({"confidence": 90}, "from 0 to 1, not 90; write 0.9 for 90 per cent; 1 is certain"),
        ({"confidence": "85 %"}, 'from 0 to 1, not "85 %"; write 0.85 for 85 per cent'),
        ({"confidence": 101}, 'from 0 to 1, not 101; write "confidence": 0.8'),
        ({"confidence": "high"}, 'not "high"; write "confidence": 0.8'),
        ({"confidence": float("nan")}, 'a number from 0 to 1, not NaN; write "confidence": 0.8'),
        ({"kind": "shout"}, "moves[0].kind: 'kind' is one of propose, accept, reject, support"),
        ({"options": {"term": 10}}, 'ids, not 10; write "term": "10"'),
        ({"issues": "rent"}, "moves[0].issues: 'issues' is a list of issue ids, not \"rent\""),
        ({"party": None}, "moves[0].party: 'party' is the id of a party, as text, not null"),
        ({"kind": "reject", "options": {}}, "moves[0]: 'reject' of nothing: no options are named"),
        ({"kind": "propose", "options": {}}, 'are named; add "options": {"ISSUE": "OPTION"}'),
        ({"kind": "ask", "options": {}}, '{"ISSUE": "OPTION"} or "issues": ["ISSUE"]'),
        ({"sentence": "They said so."}, "doesn't hold the sentence 'They said so.'"),
        ({"start": 3}, "at 3; copy it as it stands there, or leave start out"),
        ({"tone": "angry"}, "moves[0].tone: unknown field"),
        ({"isues": ["rent"]}, "moves[0].isues: unknown field; did you mean 'issues'?"),
    ],
)
def test_the_door_names_each_mistake(case: Case, fields: dict[str, object], words: str) -> None:
    assert words in _door(case, **fields)


def test_the_door_refuses_what_is_no_json(tmp_path: Path, case: Case) -> None:
    (tmp_path / "m.json").write_text("moves: []")
    with pytest.raises(CaseError, match=r"m.json:1:1: this is no JSON from here"):
        read_proposed_moves(tmp_path / "m.json", parse_note(NOTE, case), case)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "m.json:1:1: the file is empty"),
        ('{"moves": [\n  {"party": "tarn"', "m.json:2:19: the JSON breaks off here"),
        ('{"moves": [\n  {"party": "ta', "m.json:2:13: the JSON breaks off here"),
        ('{"moves": [\n  {"party" "tarn"}]}', "m.json:2:12: this is no JSON from here on"),
        ('[{"party": "tarn"}]', 'the file holds no list of moves; write {"moves": ['),
        ('{"moves": {}}', "the file holds no list of moves"),
        ('{"moves": [], "note": ""}', "unknown key 'note' beside 'moves'; leave it out"),
        ('{"moves": [1]}', "m.json:1:12: moves[0]: an entry holds the fields of one move"),
        ("[" * 100_000, "m.json:1:1: brackets are nested too deeply"),
    ],
)
def test_the_door_says_where_a_file_is_no_list_of_moves(case: Case, text: str, words: str) -> None:
    with pytest.raises(CaseError) as raised:
        parse_proposed_moves(text, parse_note(NOTE, case), case, name="m.json")
    assert words in str(raised.value)


def test_the_door_names_the_mistakes_of_all_entries_with_their_lines(case: Case) -> None:
    move = {"party": "tarn", "kind": "ask", "sentence": "They said so.", "confidence": 0.9}
    entries = [move, move | {"issues": ["rnt"]}, move | {"issues": ["rent"], "party": 5}]
    text = json.dumps({"moves": entries}, indent=1)
    with pytest.raises(CaseError) as raised:
        parse_proposed_moves(text, parse_note(NOTE, case), case)
    assert [(m.line, m.problem.partition(":")[0]) for m in raised.value.mistakes] == [
        (3, "moves[0]"),  # the sentence
        (3, "moves[0]"),  # nothing is asked about
        (9, "moves[1]"),  # the sentence
        (9, "moves[1]"),  # the issue
        (18, "moves[2].party"),
        (18, "moves[2]"),  # the sentence
    ]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"party": "trn", "options": {"term": "11", "rnt": "90"}}, ["trn", "'11'", "'rnt'"]),
        ({"party": "trn", "confidence": 90}, ["confidence", "trn"]),
        ({"kind": "shout", "sentence": "They said so.", "options": {"term": "11"}},
         ["kind", "They said so.", "'11'"]),
        ({"options": {"term": 10, "rent": "91"}, "confidence": 90},
         ["options.term", "confidence", "'91'"]),
        ({"options": {"term": 10}, "party": None}, ["party", "options.term"]),
        ({"sentence": "", "start": 5, "tone": "angry", "party": "trn"},
         ["sentence", "tone", "trn"]),
        ({"issues": [5, "rnt"], "options": {}, "kind": "ask"}, ["issues[0]", "rnt"]),
    ],
)  # fmt: skip
def test_the_door_names_every_mistake_of_an_entry_at_once(
    case: Case, fields: dict[str, object], problems: list[str]
) -> None:
    told = _door(case, **fields).splitlines()
    assert len(told) == len(problems)
    assert all(any(problem in line for line in told) for problem in problems)


def test_a_reply_may_be_to_a_package_before_it(case: Case) -> None:
    put = {
        "party": "tarn",
        "kind": "propose",
        "sentence": "Tarn Estates proposed a term of 10 years.",
        "options": {"term": "10"},
        "confidence": 0.9,
    }
    reply = {"party": "brook", "kind": "reject", "sentence": "Reed: What", "confidence": 0.9}
    note = parse_note(NOTE, case)
    moves = parse_proposed_moves(json.dumps({"moves": [put, reply]}), note, case)
    assert [move.move.kind for move in moves] == [MoveKind.PROPOSE, MoveKind.REJECT]
    own = json.dumps({"moves": [put, reply | {"party": "tarn"}]})
    with pytest.raises(CaseError, match="'reject' of nothing"):
        parse_proposed_moves(own, note, case)


@pytest.mark.parametrize(
    ("quotation", "sentence", "line"),
    [
        ("the rent matters", None, 0),
        ("", "", 0),
        ("  “” ", "", 0),
        ("The bank won't wait.", "The bank won’t\r\nwait.", 3),
        ('said "soon"', "said “soon”", 5),
    ],
)
def test_an_added_move_quotes_the_note(
    case: Case, quotation: str, sentence: str | None, line: int
) -> None:
    text = "Date: 2024-05-12\r\n\r\nThe bank won’t\r\nwait.\r\nHolt said “soon”.\r\n"
    written = parse_note(text, case)
    move = Move("tarn", MoveKind.SUPPORT, package_of({"term": "10"}))
    if sentence is None:
        with pytest.raises(InputError, match="doesn't hold the words"):
            added_move(move, written, quotation)
        return
    added = added_move(move, written, quotation)
    assert (added.sentence, added.line) == (sentence, line)
    assert written.text[added.start : added.end] == sentence
    assert added.move.text == " ".join(sentence.split())
