"""The PDF brief: two pages for the principal, tagged, the same bytes for the same input."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from paraph.briefing.blocks import Brief, Item, Listing
from paraph.briefing.content import compose_brief
from paraph.briefing.pdf import render_pdf, write_pdf
from tests.briefing.sample_brief import HOSTILE, sample_brief
from tests.briefing.sample_findings import hostile_findings, sample_findings

OTHER_SCRIPTS = "北京 العربية Київ Ελλάδα 🦊"


def read(brief: Brief) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(brief)))


def pages_of(brief: Brief) -> list[str]:
    return [page.extract_text() for page in read(brief).pages]


def claims_standard(reader: PdfReader) -> bool:
    return b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()


def test_the_principal_has_two_pages_and_the_annex_starts_a_third() -> None:
    pages = pages_of(compose_brief(sample_findings()))
    assert "not yet".upper() in pages[0]
    assert "Worth of another meeting" in pages[1]
    assert pages[2].count("Annex for staff") == 1
    assert not any("Annex for staff" in text for text in pages[:2])


def test_a_long_case_still_has_two_pages_for_the_principal() -> None:
    findings = sample_findings()
    reason = findings.readiness.reasons[0]
    long = replace(
        findings.readiness,
        sentence="Not yet: " + "much is open and little is agreed so far, " * 4,
        reasons=tuple(
            replace(reason, text="evidence " * 60, evidence=("session " * 40,)) for _ in range(9)
        ),
        would_turn=("a change " * 40,) * 5,
    )
    advice = replace(findings.advice, next_steps=("do this " * 60,) * 3)
    pages = pages_of(compose_brief(replace(findings, readiness=long, advice=advice)))
    assert "Annex for staff" in pages[2]


def test_the_pdf_is_tagged_and_claims_the_accessibility_standard() -> None:
    reader = read(compose_brief(sample_findings()))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.metadata.title == "A licence between two firms"
    assert claims_standard(reader)


def test_pages_are_numbered_and_traced() -> None:
    pages = pages_of(compose_brief(sample_findings()))
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "input dddddddddddddddd, seed 1" in text
        assert "Record as of 1 March 2024" in text


def test_equal_briefs_are_equal_bytes() -> None:
    assert render_pdf(sample_brief()) == render_pdf(sample_brief())


def test_the_day_in_the_file_is_that_of_the_record() -> None:
    assert read(sample_brief()).metadata["/CreationDate"].startswith("D:20240301")
    assert "/CreationDate" not in read(replace(sample_brief(), as_of=None)).metadata


@pytest.mark.parametrize("brief", [sample_brief(HOSTILE), compose_brief(hostile_findings(HOSTILE))])
def test_what_a_case_says_is_never_typst(brief: Brief) -> None:
    reader = read(brief)
    text = "".join(page.extract_text() for page in reader.pages)
    assert '#panic("typst")' in text.replace("\n", " ")
    assert "*b*" in text
    assert claims_standard(reader)
    assert reader.xmp_metadata is not None


def test_letters_that_the_shipped_fonts_lack_do_not_stop_the_brief() -> None:
    text = "".join(pages_of(sample_brief(OTHER_SCRIPTS)))
    assert "Київ" in text
    assert "Ελλάδα" in text


def test_only_fonts_that_are_shipped_are_used() -> None:
    reader = read(compose_brief(sample_findings()))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("SourceS" in font for font in fonts)


def test_a_pdf_is_written_whole(tmp_path: Path) -> None:
    write_pdf(sample_brief(), tmp_path / "a" / "brief.pdf")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["brief.pdf"]


def test_what_does_not_fit_is_set_as_small_as_it_gets() -> None:
    crowd = Listing(tuple(Item("a line of text that fills the page " * 9) for _ in range(60)))
    brief = replace(sample_brief(), principal=(*sample_brief().principal, crowd))
    assert "Annex for staff" in "".join(pages_of(brief)[2:])
