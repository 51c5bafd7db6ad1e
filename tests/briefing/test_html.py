"""The HTML brief: one file, offline, escaped, for every reader and every screen."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from paraph.briefing.content import compose_brief
from paraph.briefing.html import render_html, write_html
from tests.briefing.sample_brief import HOSTILE, sample_brief
from tests.briefing.sample_findings import hostile_findings, sample_findings

WIDTHS = (1280, 768, 360)


@pytest.fixture(scope="module")
def page_source() -> str:
    return render_html(compose_brief(sample_findings()))


@pytest.fixture(scope="module")
def page_file(page_source: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(page_source)
    return path


def test_the_page_asks_for_nothing_outside_itself(page_source: str) -> None:
    tree = html.fromstring(page_source)
    assert tree.xpath("//script | //link | //img | //iframe | //object | //form") == []
    addresses = tree.xpath("//@href | //@src | //@*[name()='xlink:href']")
    assert [address for address in addresses if not address.startswith("#")] == []
    assert "url(" not in page_source
    assert "@import" not in page_source


def test_the_policy_allows_the_one_style_sheet_only(page_source: str) -> None:
    tree = html.fromstring(page_source)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = tree.xpath("//style/text()")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert tree.xpath("//*[@style]") == []


def test_text_in_charts_is_text(page_source: str) -> None:
    tree = html.fromstring(page_source)
    words = " ".join(tree.xpath("//svg//text//text()"))
    assert "Value to us: Alpine Pumps" in words
    assert "Yearly fee" in words


def test_charts_are_described_and_their_numbers_are_there(page_source: str) -> None:
    tree = html.fromstring(page_source)
    figures = tree.xpath("//figure")
    assert len(figures) == 3
    for figure in figures:
        assert all(len(label) > 40 for label in figure.xpath(".//svg/@aria-label"))
        assert figure.xpath(".//figcaption/strong")
        assert figure.xpath(".//details//table//td")


def test_there_is_one_main_title_and_headings_in_order(page_source: str) -> None:
    tree = html.fromstring(page_source)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_entry_of_the_contents_leads_somewhere(page_source: str) -> None:
    tree = html.fromstring(page_source)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [address[1:] for address in tree.xpath("//a/@href")]
    assert set(targets) <= set(ids)


@pytest.mark.parametrize("brief", [sample_brief(HOSTILE), compose_brief(hostile_findings(HOSTILE))])
def test_what_a_case_says_is_never_markup(brief) -> None:
    source = render_html(brief)
    assert "<script" not in source
    assert "{{ 7*7 }}" in source
    tree = html.fromstring(source)
    assert tree.xpath("//p[contains(., '<script>alert(1)</script>')]")
    assert tree.xpath("//script | //w:p", namespaces={"w": "w"}) == []
    assert "\x1b" not in source


def test_equal_briefs_are_equal_pages() -> None:
    assert render_html(sample_brief()) == render_html(sample_brief())


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "brief.html"
    write_html(sample_brief(), target)
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [path.name for path in target.parent.iterdir()] == ["brief.html"]


@pytest.fixture
def page(browser: Browser, page_file: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    # Axe runs as a script of the test's own, outside the page's policy.
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_needs_to_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_long_word_does_not_widen_a_phones_page(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    write_html(sample_brief("Donaudampfschifffahrt" * 8), path)
    context = browser.new_context(viewport={"width": 360, "height": 800}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_each_screen_gets_the_drawing_made_for_it(page: Page) -> None:
    for width, shown in ((1280, "wide"), (360, "narrow")):
        page.set_viewport_size({"width": width, "height": 800})
        for kind in ("wide", "narrow"):
            plots = page.locator(f".plot.{kind}")
            assert all(plots.nth(n).is_visible() == (kind == shown) for n in range(plots.count()))


def test_the_keyboard_reaches_the_brief_and_the_contents(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the brief"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "brief"
    page.locator("nav summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("nav a").first.is_visible()


def test_print_gives_the_principal_two_pages(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "print.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    # A browser may draw "ff" as one sign: the text is compared, not the signs.
    pages = [normalize("NFKC", sheet.extract_text()) for sheet in PdfReader(path).pages]
    assert "Annex for staff" in pages[2]
    assert not any("Annex for staff" in text for text in pages[:2])
    assert "three things to do next" in pages[0] + pages[1]
    sheet = PdfReader(path).pages[0].mediabox
    assert (round(sheet.width), round(sheet.height)) == (595, 842)


def test_the_page_raises_no_error_in_the_browser(browser: Browser, page_file: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(page_file.as_uri())
    assert messages == []
    context.close()


def test_a_brief_without_a_day_says_whole_record() -> None:
    brief = replace(sample_brief(), as_of=None)
    assert "record as of" not in render_html(brief)
