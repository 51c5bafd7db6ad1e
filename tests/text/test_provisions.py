"""The tree of provisions and how places are cited."""

from itertools import pairwise

import pytest

from paraph.text import parse_text

SOURCE = """\
# Draft agreement

Article 2 (PURPOSE)
1.    [First paragraph
      on two lines.]
3bis  [Inserted paragraph.]
      (a)  A point;
      (i)  A sub-point;
      (ii) Another [word].

Article QQ.A.8:  {Most-Favoured Treatment}
OP7ter Further text
"""


def test_labels_make_the_tree():
    draft = parse_text(SOURCE)
    assert [(p.kind, p.label, p.parent) for p in draft.provisions] == [
        ("heading", "Draft agreement", -1),
        ("article", "Article 2", 0),
        ("paragraph", "1", 1),
        ("paragraph", "3bis", 1),
        ("point", "(a)", 3),
        ("point", "(i)", 4),
        ("point", "(ii)", 4),
        ("article", "Article QQ.A.8", 0),
        ("paragraph", "OP7ter", 7),
    ]


def test_places_are_cited_as_a_reader_would():
    draft = parse_text(SOURCE)
    place = draft.place_of(SOURCE.index("[word]"))
    assert place == "Draft agreement, Article 2, paragraph 3bis, (a), (ii)"


def test_text_without_a_label_is_cited_by_its_line():
    draft = parse_text("Some words.\n\nMore [words].\n")
    assert draft.place_of(15) == "line 3"


def test_provisions_cover_the_draft():
    provisions = parse_text(SOURCE).provisions
    assert provisions[0].start == 0
    assert provisions[-1].end == len(SOURCE)
    assert all(one.end == after.start for one, after in pairwise(provisions))


def test_a_paragraph_goes_on_over_the_end_of_its_page():
    page = "\n\n   Page {k} of 3\nWORKING GROUP\nON THE TEXT\n\n"
    pages = [f"{k}. Paragraph {k} begins\n{page.format(k=k)}     and goes on.\n" for k in (1, 2, 3)]
    draft = parse_text("".join(pages))
    assert [provision.label for provision in draft.provisions] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "line", ["Annex II and further words of a sentence", "Page 3 of 20", "2020 was a good year"]
)
def test_prose_and_page_furniture_are_no_labels(line):
    draft = parse_text(f"Some words of a sentence in\n{line}\n")
    assert len(draft.provisions) == 1
