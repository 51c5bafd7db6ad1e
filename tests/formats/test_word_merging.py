"""Merge Word files: numbers and formatting stay the layout's, changes are tracked by side."""

import io

import docx
import pytest
from docx_plus.revisions import accept_all_revisions, reject_all_revisions

from paraph.formats.word import Editor, merge_word, parse_word, render_word
from paraph.text import MergeSettings
from paraph.text.merging import Source
from tests.formats.word_sample import DAY

BASE = [
    ("Each Party ", "shall report yearly."),
    ("", "The Board meets in Vienna."),
    ("", "Parties may withdraw on notice."),
    ("", "This stays."),
]
OURS = [("Each Party ", "should report every two years."), ("", "The Board meets in Geneva.")]
OURS += BASE[2:]
THEIRS = [("Each Party ", "may report when asked."), BASE[1], BASE[3]]


def numbered(paragraphs):
    document = docx.Document()
    document.add_heading("Article 1", level=1)
    for italic, words in paragraphs:
        paragraph = document.add_paragraph(style="List Number")
        if italic:
            paragraph.add_run(italic).italic = True
        paragraph.add_run(words)
    stream = io.BytesIO()
    document.save(stream)
    return parse_word(stream.getvalue())


def merge(ours, theirs, *, is_all=False, is_tracked=False):
    settings = MergeSettings(("EU", "US"), is_every_change_bracketed=is_all)
    files = (numbered(BASE), numbered(ours), numbered(theirs))
    return merge_word(files, settings, Editor("Paraph", DAY, is_tracked=is_tracked))


def in_word(document):
    return docx.Document(io.BytesIO(render_word(document)))


def words_in(document):
    return [one.text for one in document.paragraphs if one.text]


def test_automatic_numbers_are_not_merged_and_layout_stays():
    found, document = merge(OURS, THEIRS)
    written = in_word(document)
    assert words_in(written) == [
        "Article 1",
        "Each Party [EU propose: should][US propose: may] report "
        "[EU propose: every two years][US propose: when asked].",
        "The Board meets in Geneva.",
        "This stays.",
    ]
    assert [one.style.name for one in written.paragraphs] == ["Heading 1"] + ["List Number"] * 3
    first = written.paragraphs[1].runs
    assert next(run.text for run in first if run.italic).strip() == "Each Party"
    assert not any(run.italic for run in first if "propose" in run.text)
    assert [one.label for one in document.paragraphs] == ["", "1.", "2.", "3."]
    assert found.n_conflicts == 2
    assert found.paragraphs[4].reasons == (Source.ALL,)
    assert (found.paragraphs[3].merged_where, found.paragraphs[3].reasons) == ("", (Source.THEIRS,))


def test_a_bracket_stays_within_its_paragraph():
    _, document = merge(OURS, THEIRS, is_all=True)
    assert words_in(in_word(document))[2:] == [
        "The Board meets in [EU oppose: Vienna][EU propose: Geneva].",
        "[US oppose: Parties may withdraw on notice.]",
        "This stays.",
    ]


def test_tracked_each_side_signs_its_own_and_rejecting_all_gives_the_base():
    _, document = merge(OURS, THEIRS, is_all=True, is_tracked=True)
    made = [(one.kind, one.author, one.words.strip()) for one in document.changes]
    assert made == [
        ("deleted", "EU/US", "shall"),
        ("inserted", "EU", "should"),
        ("inserted", "US", "may"),
        ("deleted", "EU/US", "yearly"),
        ("inserted", "EU", "every two years"),
        ("inserted", "US", "when asked"),
        ("deleted", "EU", "Vienna"),
        ("inserted", "EU", "Geneva"),
        ("deleted", "US", "Parties may withdraw on notice."),
    ]
    rejected, accepted = in_word(document), in_word(document)
    reject_all_revisions(rejected)
    assert words_in(rejected) == ["Article 1", *(a + b for a, b in BASE)]
    accept_all_revisions(accepted)
    assert words_in(accepted)[1:] == [
        "Each Party should may report every two years when asked.",
        "The Board meets in Geneva.",
        "This stays.",
    ]


@pytest.mark.parametrize("is_tracked", [False, True])
def test_new_numbered_paragraphs_are_numbered_by_the_layout(is_tracked):
    ours = [*BASE[:2], ("", "EU words on costs."), *BASE[2:]]
    theirs = [*BASE, ("", "US words at the end.")]
    _, document = merge(ours, theirs, is_tracked=is_tracked)
    assert [(one.label, one.accepted) for one in document.paragraphs][3:] == [
        ("3.", "EU words on costs."),
        ("4.", "Parties may withdraw on notice."),
        ("5.", "This stays."),
        ("6.", "US words at the end."),
    ]
    if is_tracked:
        assert document.authors == ("EU", "US")
        rejected = in_word(document)
        reject_all_revisions(rejected)
        assert words_in(rejected) == ["Article 1", *(a + b for a, b in BASE)]


def test_both_sides_put_in_different_words_at_one_place():
    _, document = merge([*BASE, ("", "Our end.")], [*BASE, ("", "Final clause.")])
    assert document.paragraphs[-1].accepted == "[EU propose: Our end.][US propose: Final clause.]"
    _, document = merge([*BASE, ("", "One.")], [*BASE, ("", "Two.")], is_tracked=True)
    assert [(c.author, c.words) for c in document.changes] == [("EU", "One."), ("US", "Two.")]


def test_a_deletion_against_a_change_names_who_opposes():
    changed = [*BASE[:2], ("", "Parties may withdraw on six months' notice."), BASE[3]]
    _, document = merge(changed, THEIRS)
    third = document.paragraphs[3].accepted
    assert third == "[EU propose; US oppose: Parties may withdraw on six months' notice.]"
