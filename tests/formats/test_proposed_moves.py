"""The door for other readers of notes: the moves that they propose, and their mistakes."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from paraph.case import Case
from paraph.errors import CaseError, InputError
from paraph.formats.casefolder import read_folder
from paraph.formats.notes import (
    parse_note,
    vocabulary_for,
)
from paraph.formats.proposed_moves import (
    added_move,
    parse_proposed_moves,
    proposed_moves_schema,
    read_proposed_moves,
    render_proposed_moves,
)
from paraph.negotiation import package_of
from paraph.record import Move, MoveKind
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


@pytest.fixture(scope="module")
def case() -> Case:
    return read_folder(LEASE).case


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
        ({"above_others": True}, "only a list of issues in order of importance stands above"),
        ({"makes_light": True}, "only of a list of issues can a party make light"),
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
