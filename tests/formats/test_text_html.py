"""Pages to read: every word of the draft, nothing private, nothing from elsewhere."""

import re
from html import unescape

from lxml import etree, html

from paraph.formats.text_html import render_clean_html, render_comparison_html, render_html
from paraph.text import PROFILES, Consequence, clean_text, compare_texts, parse_text

SOURCE = """# Draft

Article 1

Parties [US propose; NZ oppose: shall [promptly]][PE: may]{force} act.
[This runs

over paragraphs] and ends. <!-- private: our floor is 40 -->

7. Option 1: One & two.
   Option 2: <No text>
"""
DRAFT = parse_text(SOURCE, PROFILES["trade"], {"force"})


def words_on(page: str) -> list[str]:
    """The visible words of the text part of a page."""
    main = html.fromstring(page).find(".//main")
    text = "".join(main.itertext()).partition("Open brackets")[0]
    return re.findall(r"\w+", text)


def test_every_word_is_on_the_page_and_nothing_private():
    page = render_html(DRAFT, "Draft")
    shown = words_on(page)
    for word in re.findall(r"\w+", SOURCE.partition("<!--")[0]):
        assert word in shown
    assert "floor" not in page
    assert "One &amp; two" in page
    assert "&lt;No text&gt;" in page


def test_the_page_stands_alone():
    page = render_html(DRAFT, "<b>Title</b>")
    assert "<script" not in page
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", page)
    assert "<title>&lt;b&gt;Title&lt;/b&gt;</title>" in page


def test_brackets_over_paragraphs_are_marked_in_each_and_tags_match():
    body = render_html(DRAFT, "Draft").partition("<main>")[2].partition("</main>")[0]
    etree.fromstring(f"<main>{body.replace('<br>', '<br/>').replace('&#183;', '')}</main>")
    assert '<p><span class="b b1">over paragraphs' in body


def test_who_and_issue_are_shown_beside_the_bracket():
    page = render_html(DRAFT, "Draft")
    assert '<span class="who">US propose; NZ oppose: </span>' in page
    assert '<span class="issue">force</span>' in page
    assert "<td>shall [promptly]<br>may</td><td>US propose; NZ oppose | PE</td>" in page


def test_deep_nesting_stays_well_formed():
    depth = 500
    body = render_html(parse_text("[" * depth + "x" + "]" * depth), "Deep")
    assert body.count("<span") == body.count("</span>")


def test_a_comparison_shows_both_sides_and_moves():
    moved = "3. A passage of more than eight words that will stand somewhere else.\n\n"
    stays = "".join(f"{k}. Text number {k} stays in its own place here.\n\n" for k in (4, 5, 6))
    old = f"1. Parties shall <act>.\n\n{moved}{stays}"
    new = f"1. Parties should <act>.\n\n{stays}{moved}"
    page = render_comparison_html(compare_texts(old, new), "Old to new")
    assert "<del>shall</del> <ins>should</ins> &lt;act&gt;" in page
    assert '<span class="moved">3. A passage' in page
    assert "Passages that moved" in page


def test_a_comparison_shows_headings_and_colours_as_such():
    old = "# Treaty\n\n## Article 1\n\nParties shall act.\n"
    new = "# Treaty\n\n## Article 1\n\n{green}Parties shall act.{/green}\n\n## Article 2\n\nMore.\n"
    page = render_comparison_html(compare_texts(old, new), "Old to new")
    assert "<h2>Treaty</h2>" in page
    assert "<h3>Article 1</h3>" in page
    assert "<h3><ins>Article 2</ins></h3>" in page
    assert "# " not in page.partition("<main>")[2]
    assert "{green}" not in page
    assert '<span class="issue">green</span>' in page


def test_the_page_for_principals_puts_choices_first():
    draft = parse_text("Sites [any]{s=any}[few]{s=few}. <!-- private: x9 -->", issue_ids={"s"})
    consequences = {("s", "any"): Consequence("package B", 0.6, (0.5, 0.7), 0.25)}
    clean = clean_text(draft, {}, ["s"], consequences)
    page = unescape(render_clean_html(clean, draft.profile, "For principals"))
    assert page.index("Choice 1") < page.index("Sites")
    assert "<td>package B</td>" in page
    assert "25 %" in page
    assert "0.60 (0.50–0.70)" in page
    assert "x9" not in page
