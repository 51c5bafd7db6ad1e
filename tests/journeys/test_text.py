"""The road of a rolling text, as a user runs it from a folder of files."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paraph.cli import main
from paraph.errors import InputError, UnknownNameError
from paraph.formats.word import (
    make_word,
    parse_word,
    read_word,
    render_word,
    text_of,
)
from paraph.textcases import (
    clean,
    count_texts,
    find_consequences,
    open_text,
    propose_links,
    settle,
    tell_status,
    write_links,
)
from paraph.textversions import (
    MergePlan,
    Undoing,
    check_with_text,
    compare_files,
    convert,
    merge_files,
    trace,
    trace_files,
    undo,
)
from paraph.usecases import analyse, infer, read

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "supply-contract"


@pytest.fixture
def case(tmp_path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "case"))


def test_the_text_of_a_case_is_told_by_bracket_and_issue(case):
    text, status = tell_status(case)
    assert status.count.n_open_pairs > 0
    assert status.coverage is not None
    issues = {row.bracket.issue_id for row in status.brackets} - {None}
    assert issues <= set(text.case.agenda.issue_ids)
    assert issues


def test_a_package_renders_the_text_that_it_means(case, tmp_path):
    text = open_text(case)
    slot = next(slot for slot in text.draft.slots if slot.issue_id)
    option = next(one for one in slot.alternatives if one.option_ids).option_ids[0]
    settled = settle(case, {slot.issue_id: option}, tmp_path / "settled.docx")
    assert settled.n_closed >= 1
    assert settled.unsettled == ()
    written = text_of(read_word(tmp_path / "settled.docx"))
    assert "{" not in written or slot.issue_id not in written
    with pytest.raises(UnknownNameError):
        settle(case, {"no-such-issue": option})
    with pytest.raises(UnknownNameError):
        settle(case, {slot.issue_id: "no-such-option"})


def test_links_are_proposed_for_a_text_without_anchors_and_written_when_confirmed(case):
    bare = case / "text.md"
    tied = open_text(case).draft
    source = tied.source
    for anchor in reversed(tied.anchors):
        source = source[: anchor.start] + source[anchor.end :]
    bare.write_text(source, encoding="utf-8")
    text, ties = propose_links(case)
    assert ties
    write_links(text, ties[:1], bare)
    assert [s.issue_id for s in open_text(case).draft.slots].count(ties[0].issue_id) == 1


def test_amendments_of_a_case_make_its_history(case):
    text = open_text(case)
    words = text.draft.source.split("\n\n")[-1].strip().split(". ")[-1][:30]
    (case / "amendments.yaml").write_text(
        json.dumps(
            [{"kind": "agree ad ref", "by": "Buyer", "date": "2099-01-01", "target": words}]
        ),
        encoding="utf-8",
    )
    history = trace(case)
    assert history.turns[-1].by == "Buyer"
    assert "[agreed ad ref]" in open_text(case).draft.source
    with pytest.raises(InputError, match="give the case folder"):
        trace(case / "text.md")


def amendments_of(case: Path, *lines: str) -> Path:
    file = case / "amendments.yaml"
    file.write_text("".join(f"- {{{line}}}\n" for line in lines), encoding="utf-8")
    return file


def test_an_amendment_is_undone_by_a_move_of_its_own(case, capsys):
    source = open_text(case).draft.source
    quoted = source.splitlines()[0]
    written = amendments_of(
        case, f"kind: delete, by: Chair, date: 2099-01-01, target: {json.dumps(quoted)}"
    )
    assert open_text(case).draft.source != source
    assert main(["text", "undo", str(case), "1", "--by", "Chair", "--on", "2099-01-05"]) == 0
    assert "(undone)" in capsys.readouterr().out
    assert open_text(case).draft.source == source
    assert trace(case).turns[-1].by == "Chair"
    assert written.read_text(encoding="utf-8").endswith(
        '- {kind: "undo", by: "Chair", date: "2099-01-05", target: "1"}\n'
    )
    before = written.read_bytes()
    for undoing, reason in (
        (Undoing(1, "Chair", NOW.date().replace(year=2100)), "undone already"),
        (Undoing(2, "Chair", NOW.date()), "put amendments in order of date"),
    ):
        with pytest.raises(InputError, match=reason):
            undo(case, undoing)
    assert written.read_bytes() == before


def test_check_looks_at_the_party_session_and_date_of_each_amendment(case):
    session = open_text(case).case.sessions[-1]
    move = f"kind: agree ad ref, target: {json.dumps(open_text(case).draft.source[-40:-1])}"
    day = session.day
    amendments_of(
        case,
        f"{move}, by: Nobody, date: {day}, session: {session.id}",
        f"{move}, by: Chair, date: {day}, session: nowhere",
        f"{move}, by: Chair, date: 2099-01-01, session: {session.id}",
    )
    mistakes = check_with_text(case).mistakes
    assert [mistake.line for mistake in mistakes] == [1, 2, 3]
    for mistake, words in zip(
        mistakes, ("unknown party 'Nobody'", "unknown session", "sat on other days"), strict=True
    ):
        assert words in mistake.problem
    amendments_of(case, "kind: delete, by: Chair, date: 2099-01-01, target: words that are nowhere")
    (mistake,) = check_with_text(case).mistakes
    assert "does not stand" in mistake.problem
    amendments_of(case, f"{move}, by: Chair, date: {day}")
    report = check_with_text(case)
    assert not report.mistakes
    assert any("no session is named" in notice.problem for notice in report.notices)


def test_two_edited_word_copies_are_merged_with_the_layout_of_the_base(tmp_path):
    words = "# Draft\n\nParties shall report yearly.\n\nThey may meet.\n"
    copies = {
        "base": words,
        "ours": words.replace("yearly", "each May"),
        "theirs": words.replace("yearly", "monthly").replace("may", "shall"),
    }
    for name, text in copies.items():
        (tmp_path / f"{name}.docx").write_bytes(render_word(make_word(text)))
    paths = [tmp_path / f"{name}.docx" for name in copies]
    out = tmp_path / "merged.docx"
    merge = merge_files(MergePlan(*paths, ("EU", "US")), out, NOW)
    assert merge.n_conflicts == 1
    assert "[EU propose: each May][US propose: monthly]" in text_of(read_word(out))
    merge_files(MergePlan(*paths, ("EU", "US"), "tracked"), out, NOW)
    tracked = read_word(out)
    assert set(tracked.authors) == {"EU", "US", "EU/US"}
    assert [p.original for p in tracked.paragraphs] == [
        "Draft",
        "Parties shall report yearly.",
        "They may meet.",
    ]
    assert [c.words for c in tracked.changes if c.author == "EU"] == [" each May"]


def test_versions_are_counted_compared_and_traced(tmp_path):
    old, new = tmp_path / "draft-2026-01-01.md", tmp_path / "draft-2026-02-01.md"
    old.write_text("1. Parties [shall][should] act.\n\n2. See Article 3.\n", encoding="utf-8")
    private = "<!-- private: our floor is 40 -->"
    new.write_text(f"1. Parties should act.{private}\n\n2. See Article 3.\n", encoding="utf-8")
    assert [one.count.n_open_pairs for one in count_texts([new, old])] == [2, 0]
    changes = compare_files(old, new, tmp_path / "compare.html")
    assert changes.changes
    page = (tmp_path / "compare.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "floor" not in page
    history = trace_files([new, old])
    assert history.source == new.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="no date in its name"):
        trace_files([tmp_path / "draft.md"])


def test_clean_text_leaves_the_principals_their_choices(case, tmp_path):
    result = clean(case, {}, tmp_path / "clean.html")
    page = (tmp_path / "clean.html").read_text(encoding="utf-8")
    for choice in result.choices:
        assert f"Choice {choice.number}: {choice.issue_id}" in page
    with pytest.raises(InputError, match="give the case folder"):
        clean(case / "text.md", {})


@pytest.mark.parametrize("suffix", ["docx", "html", "xml", "md"])
def test_a_case_text_is_written_in_every_format(case, tmp_path, suffix):
    out = convert(case, tmp_path / f"out.{suffix}", NOW)
    assert out.stat().st_size > 200
    assert b"{" not in out.read_bytes() or suffix in ("docx", "html")


def test_word_changes_become_brackets_and_back(tmp_path):
    source, out = tmp_path / "in.docx", tmp_path / "out.docx"
    source.write_bytes(render_word(make_word("Parties [EU propose: shall] act.\n")))
    convert(source, out, NOW, changes="tracked")
    assert [change.author for change in read_word(out).changes] == ["EU"]
    convert(out, source, NOW, changes="brackets")
    assert parse_word(source.read_bytes()).changes == ()
    assert "[EU propose: shall]" in text_of(read_word(source))
    with pytest.raises(UnknownNameError, match="way of writing changes"):
        convert(source, out, NOW, changes="colour")


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", "{case}"],
        ["status", "{case}", "--json"],
        ["count", "{case}"],
        ["count", "{case}", "--json"],
        ["link", "{case}"],
        ["link", "{case}", "--json"],
        ["history", "{case}"],
        ["history", "{case}", "--show", "words"],
        ["history", "{case}", "--show", "text"],
        ["clean", "{case}", "--words-only"],
        ["clean", "{case}", "--words-only", "--json"],
        ["compare", "{case}/text.md", "{case}/text.md", "--json"],
    ],
)
def test_every_verb_answers(case, capsys, arguments):
    assert main(["text", *(one.format(case=case) for one in arguments)]) == 0
    said = capsys.readouterr().out
    assert said
    if "--json" in arguments:
        json.loads(said)


def test_mistakes_are_answered_with_exit_code_2(case, capsys):
    assert main(["text", "settle", str(case), "nonsense"]) == 2
    assert "write issue=option" in capsys.readouterr().err
    assert main(["text", "status", str(case / "absent.md")]) == 2
    assert "can't be read" in capsys.readouterr().err
    assert main(["text", "link", str(case), "--confirm", "99"]) == 2
    assert "there is no proposal 99" in capsys.readouterr().err


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_byte_order_mark_comes_back(tmp_path, start):
    path, out = tmp_path / "old.txt", tmp_path / "new.txt"
    path.write_text(f"{start}Article 1\r\n1. Parties act.\r\n", encoding="utf-8", newline="")
    convert(path, out, NOW)
    assert out.read_bytes() == path.read_bytes()
    assert open_text(path).draft.provisions[0].label == "Article 1"


def test_a_status_fits_a_screen_and_says_once_what_is_the_same_for_all(case, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["text", "status", str(case)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert "Who may change what, and what comes next" in "\n".join(lines[:12])


def test_where_the_clean_text_was_written_is_said(case, tmp_path, capsys):
    out = tmp_path / "clean.md"
    assert main(["text", "clean", str(case), "--words-only", "--out", str(out)]) == 0
    assert f"Written: {out}" in capsys.readouterr().out.replace("\n", "")
    assert "{" not in out.read_text(encoding="utf-8")


def test_each_choice_of_the_principals_has_its_consequences():
    case = read(EXAMPLES / "hanoi-2019")
    expectations = infer(case)
    landing = analyse(case, expectations)
    consequences = find_consequences(case, landing, expectations.beliefs)
    clean_text = clean(EXAMPLES / "hanoi-2019", consequences)
    assert len(clean_text.choices) == 5
    for choice in clean_text.choices:
        for option in choice.options:
            assert option.consequence.package
            assert 0 <= option.consequence.p_accept <= 1


def test_a_comparison_says_which_line_is_old_and_which_is_new(tmp_path, capsys):
    (tmp_path / "a.md").write_text("One.\n\nTwo is gone.\n\nThree.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("One.\n\nThree.\n\nFour came in.\n", encoding="utf-8")
    assert main(["text", "compare", str(tmp_path / "a.md"), str(tmp_path / "b.md")]) == 0
    printed = capsys.readouterr().out
    assert "Old line" in printed
    gone, come = (next(r for r in printed.splitlines() if w in r) for w in ("gone", "came"))
    assert [cell.strip() for cell in gone.split("│")[1:3]] == ["3", ""]
    assert [cell.strip() for cell in come.split("│")[1:3]] == ["", "5"]
