"""Texts in files: read whatever the format, written without what is private."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from paraph.errors import CaseError, FormatError
from paraph.formats.akoma_ntoso import ArchiveRecord
from paraph.formats.amendments import parse_amendments
from paraph.formats.sharing import without_private_notes
from paraph.formats.text_charts import render_burndown, specify_burndown
from paraph.formats.text_files import day_in_name, read_text, render_text_file, write_file
from paraph.formats.word import Editor, make_word, render_word, write_into
from paraph.text import (
    PROFILES,
    AmendmentKind,
    Version,
    count_versions,
    guess_profile,
    parse_text,
)

SOURCE = "# Title\n\nParties [shall][should] act. <!-- private: x9 -->\n"
RECORD = ArchiveRecord("Title", date(2026, 3, 2), "Chair")


@pytest.mark.parametrize("suffix", [".md", ".txt", ".docx", ".xml"])
def test_what_is_written_is_read_again_without_private_notes(suffix, tmp_path):
    path = tmp_path / f"draft{suffix}"
    write_file(path, render_text_file(parse_text(SOURCE), suffix, RECORD))
    words = read_text(path)
    assert words.split() == ["#", "Title", "Parties", "[shall][should]", "act."]


def test_anchors_stay_in_markdown_and_out_of_word(tmp_path):
    draft = parse_text("Parties [shall]{force=full} act.\n", issue_ids={"force"})
    for suffix, is_kept in ((".md", True), (".docx", False), (".xml", False)):
        path = write_file(tmp_path / f"a{suffix}", render_text_file(draft, suffix, RECORD))
        assert ("{force=full}" in read_text(path)) is is_kept


def test_a_page_is_written_but_not_read(tmp_path):
    path = tmp_path / "draft.html"
    write_file(path, render_text_file(parse_text(SOURCE), ".html", RECORD))
    assert "x9" not in path.read_text(encoding="utf-8")
    with pytest.raises(FormatError, match="a text is read from"):
        read_text(path)
    with pytest.raises(FormatError, match=r"not written as \.pdf"):
        render_text_file(parse_text(SOURCE), ".pdf", RECORD)


def test_files_that_cannot_be_read_are_answered(tmp_path):
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Straße".encode("latin-1"))
    with pytest.raises(FormatError, match="not UTF-8"):
        read_text(latin)
    with pytest.raises(FormatError, match="can't be read"):
        read_text(tmp_path / "absent.md")


def test_front_matter_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "text.md"
    path.write_text("---\ndate: 2026-03-02\nshared: no\n---\n\nWords.\n", encoding="utf-8")
    assert read_text(path) == "Words.\n"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("draft-2015-12-04-rev1.txt", date(2015, 12, 4)),
        ("draft-2015-13-40.txt", None),
        ("draft.txt", None),
    ],
)
def test_dates_are_read_from_names(name, day):
    assert day_in_name(Path(name)) == day


def test_a_private_note_that_is_never_closed_hides_the_rest():
    assert without_private_notes("Open. <!-- PRIVATE: floor 40\nmore") == "Open."
    assert without_private_notes("A <!-- a remark --> B") == "A <!-- a remark --> B"


def test_amendments_are_read_from_yaml():
    (amendment,) = parse_amendments(
        "amendments.yaml",
        "- {kind: replace, by: EU, date: 2026-03-02, session: Vienna, target: shall,\n"
        "   words: should, where: Article 2, agreed: yes}\n",
    )
    assert amendment.kind is AmendmentKind.REPLACE
    assert (amendment.by, amendment.day, amendment.where) == ("EU", date(2026, 3, 2), "Article 2")
    assert amendment.is_agreed
    assert parse_amendments("amendments.yaml", "") == ()


def test_mistakes_in_amendments_are_told_all_at_once():
    written = "- {kind: swap, by: EU, date: soon, traget: shall}\n- words\n"
    with pytest.raises(CaseError) as caught:
        parse_amendments("amendments.yaml", written)
    said = [mistake.problem for mistake in caught.value.mistakes]
    assert len(said) == 5
    assert any("did you mean 'target'" in problem for problem in said)
    assert any("not a day: 'soon'" in problem for problem in said)


def test_a_burndown_is_drawn_for_every_version():
    versions = [
        Version("[a] [b] c", date(2026, 1, 1), "first"),
        Version("a [b] c", date(2026, 2, 1), "second"),
    ]
    counted = count_versions(versions)
    values = specify_burndown(counted)["data"]["values"]
    assert [value["pairs"] for value in values] == [2, 1]
    same_day = count_versions([*versions, Version("[d]", date(2026, 2, 1), "third")])
    labels = [value["version"] for value in specify_burndown(same_day)["data"]["values"]]
    assert labels == ["2026-01-01", "2026-02-01 (1)", "2026-02-01 (2)"]
    svg = render_burndown(counted)
    assert svg.startswith("<svg")
    assert "2026-02-01" in svg


def test_a_highlighted_date_is_no_colour_system_but_a_coloured_text_is(tmp_path):
    """Colours count where a tenth of the words are green or yellow, or where the reader says so."""
    path = tmp_path / "draft.docx"
    words = "Parties shall report on what they did. " * 5
    path.write_bytes(render_word(make_word(f"{words}{{yellow}}By June.{{/yellow}}\n")))
    assert read_text(path) == f"{words}By June.\n"
    assert "{yellow}By June.{/yellow}" in read_text(path, PROFILES["bilateral"])
    path.write_bytes(render_word(make_word("{green}Parties shall report.{/green} Open.\n")))
    assert guess_profile(read_text(path)).name == "bilateral"
    assert read_text(path, PROFILES["trade"]) == "Parties shall report. Open.\n"


def test_colour_is_read_beside_tracked_changes(tmp_path):
    path = tmp_path / "draft.docx"
    document = make_word("{green}Parties shall report.{/green} Open.\n")
    when = datetime(2026, 3, 2, tzinfo=UTC)
    edited = write_into(document, "Parties shall report. Closed.\n", Editor("Smith", when))
    path.write_bytes(render_word(edited))
    assert read_text(path) == (
        "{green}Parties shall report.{/green} [Smith oppose: Open][Smith propose: Closed].\n"
    )
