"""Notes on disk: the heading, and the session that is written."""

import shutil
from datetime import date
from pathlib import Path

import docx
import pytest

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
from paraph.record import Level, Participant
from paraph.record.notes import propose_moves

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


@pytest.mark.parametrize(
    "line",
    [
        "Participants: J. Reed and K. Moss (brook), V. Holt (Tarn)",
        "Participants: Brook Bakers: J. Reed, K. Moss; Tarn Estates: V. Holt",
        "BB: J. Reed (owner), K. Moss. TE: V. Holt (agent)",
    ],
)
def test_people_may_be_listed_together_or_behind_their_party(line: str, case: Case) -> None:
    heading = parse_note(f"Kendal, 12 May 2024\n{line}\n\nHolt offered 10 years.", case).heading
    assert heading.participants == (
        Participant("J. Reed", "brook"),
        Participant("K. Moss", "brook"),
        Participant("V. Holt", "tarn"),
    )


def test_what_two_parties_say_is_no_list_of_people(case: Case) -> None:
    note = "Kendal, 12 May 2024\nBrook Bakers: No. Tarn Estates: we would take 10 years.\n"
    assert parse_note(note, case).heading.participants == ()


@pytest.mark.parametrize(
    "line",
    [
        "Minutes of the second round, 12 May 2024, Brook HQ",
        "Meeting with Tarn Estates, 12 May 2024",
        "Talks on the lease - 2024-05-12",
    ],
)
def test_a_title_with_a_date_gives_the_day_and_no_place(line: str, case: Case) -> None:
    heading = parse_note(f"{line}\n\nHolt offered 10 years.", case).heading
    assert (heading.day, heading.place) == (date(2024, 5, 12), "")


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
    "line",
    [
        "Kiel, 14/02/2026",
        "Kiel, 02/14/2026",
        "Kiel, 14.2.2026",
        "Date: 14/02/2026",
        "Date: 14-02-2026",
        "Date: 2026/02/14",
    ],
)
def test_a_date_in_numbers_is_read_where_it_can_be_no_other(case: Case, line: str) -> None:
    assert parse_note(line, case).heading.day == date(2026, 2, 14)


@pytest.mark.parametrize(
    "written",
    [
        "28 Sept 2026",
        "28 Sep. 2026",
        "Sept. 28, 2026",
        "28-Sep-2026",
        "the 28th of September 2026",
        "Mon, 28 Sep 2026 10:12:00 +0200",
    ],
)
def test_a_month_may_be_shortened(case: Case, written: str) -> None:
    assert parse_note(f"Date: {written}", case).heading.day == date(2026, 9, 28)


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
        ("a.docx", b"no zip", "is not a Word document, .* give it the ending .txt"),
        ("a.docx", b"", "is empty"),
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"%PDF", "a note is a .txt, .md or .docx file"),
    ],
)
def test_a_file_that_is_no_note_is_refused(
    tmp_path: Path, case: Case, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormatError, match=words):
        read_note(tmp_path / name, case)


def test_a_folder_is_no_note(tmp_path: Path, case: Case) -> None:
    with pytest.raises(InputError, match="is a folder; name one note in it"):
        read_note(tmp_path, case)


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
