"""The Word brief: real headings, header rows, pictures with words; opens elsewhere."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from paraph.briefing.content import compose_brief
from paraph.briefing.docx import render_docx, write_docx
from tests.briefing.sample_brief import HOSTILE, sample_brief
from tests.briefing.sample_findings import hostile_findings, sample_findings


@pytest.fixture(scope="module")
def document():
    return Document(io.BytesIO(render_docx(compose_brief(sample_findings()))))


def headings_of(document) -> list[tuple[str, str]]:
    lines = document.element.body.iter(qn("w:p"))
    found = []
    for line in lines:
        style = line.pPr.pStyle.val if line.pPr is not None and line.pPr.pStyle is not None else ""
        if style.startswith("Heading"):
            found.append((style, "".join(text.text for text in line.iter(qn("w:t")))))
    return found


def test_headings_are_words_own(document) -> None:
    headings = headings_of(document)
    assert headings[0] == ("Heading1", "A licence between two firms")
    assert ("Heading2", "The three things to do next") in headings
    assert ("Heading2", "Annex for staff") in headings
    assert ("Heading3", "What we know: Boreal Machines") in headings


def test_every_styled_line_names_a_style_that_exists(document) -> None:
    known = {style.style_id for style in document.styles}
    used = {element.val for element in document.element.body.iter(qn("w:pStyle"))}
    assert used <= known


def test_tables_have_header_rows(document) -> None:
    ruled = [
        table
        for table in document.element.body.iter(qn("w:tbl"))
        if table.find(f".//{qn('w:insideH')}") is not None
        and table.find(f"{qn('w:tr')}//{qn('w:tbl')}") is None
    ]
    assert len(ruled) > 10
    for table in ruled:
        first = table.find(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_pictures_have_words(document) -> None:
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == 3
    assert all(len(picture.get("descr")) > 40 for picture in pictures)


def test_pages_are_counted_by_word(document) -> None:
    codes = [code.text for code in document.sections[0].footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_file_names_its_case_and_its_day(document) -> None:
    properties = document.core_properties
    assert properties.title == "A licence between two firms"
    assert properties.created.date().isoformat() == "2024-03-01"
    assert "input dddddddddddddddd" in properties.comments


def test_equal_briefs_are_equal_bytes() -> None:
    assert render_docx(sample_brief()) == render_docx(sample_brief())


def test_no_clock_is_left_in_the_archive() -> None:
    archive = zipfile.ZipFile(io.BytesIO(render_docx(sample_brief())))
    assert {part.date_time[:3] for part in archive.infolist()} == {(2024, 3, 1)}


@pytest.mark.parametrize("brief", [sample_brief(HOSTILE), compose_brief(hostile_findings(HOSTILE))])
def test_what_a_case_says_is_text(brief) -> None:
    document = Document(io.BytesIO(render_docx(brief)))
    assert "<script>alert(1)</script>" in document.core_properties.title
    texts = [text.text or "" for text in document.element.body.iter(qn("w:t"))]
    assert any("<w:p/> @ref <label>" in text for text in texts)
    assert not any("\x1b" in text for text in texts)


@pytest.mark.slow
def test_libreoffice_opens_it(soffice: Path, tmp_path: Path) -> None:
    write_docx(compose_brief(sample_findings()), tmp_path / "brief.docx")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "brief.docx",
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    pages = [page.extract_text() for page in PdfReader(tmp_path / "brief.pdf").pages]
    assert "Annex for staff" in pages[2]
    assert not any("Annex for staff" in text for text in pages[:2])
    assert f"Page 1 of {len(pages)}" in pages[0]
