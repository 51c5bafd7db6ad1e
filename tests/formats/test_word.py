"""Word files: read who changed what, write brackets or tracked changes, keep the rest."""

import io
import zipfile

import docx
import pytest
from docx_plus.revisions import accept_all_revisions, read_revisions, reject_all_revisions

from paraph.formats.word import (
    Editor,
    Reading,
    Tracked,
    bracket_changes,
    make_word,
    parse_word,
    read_word,
    render_for_sharing,
    render_word,
    text_of,
    track_brackets,
    write_into,
)
from paraph.formats.word.document import read_parts
from paraph.text import count_brackets, list_brackets, parse_text
from tests.formats.word_sample import ACCEPTED, DAY, ORIGINAL, build_sample, write_sample

CHAIR = Editor("Chair", DAY)


@pytest.fixture(scope="module")
def sample():
    return parse_word(build_sample())


def paragraphs_in_word(data: bytes, *, accept: bool) -> list[str]:
    """The paragraphs as another library sees them once all changes are accepted or rejected."""
    document = docx.Document(io.BytesIO(data))
    (accept_all_revisions if accept else reject_all_revisions)(document)
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_the_text_is_read_in_each_state(sample, tmp_path):
    body = [p for p in sample.paragraphs if "cell" not in p.accepted]
    assert [p.accepted.partition("[^")[0] for p in body] == ACCEPTED
    assert [p.original.partition("[^")[0] for p in body if p.original] == ORIGINAL
    assert read_word(write_sample(tmp_path)).authors == sample.authors


def test_tracked_changes_name_their_authors(sample):
    assert [(c.kind, c.author, c.words) for c in sample.changes] == [
        (Tracked.DELETED, "Smith", "shall"),
        (Tracked.INSERTED, "Smith", "should"),
        (Tracked.INSERTED, "Okafor", " taken"),
        (Tracked.INSERTED, "Okafor", " or Vienna"),
        (Tracked.INSERTED, "Smith", "A new paragraph."),
    ]
    assert sample.authors == ("Smith", "Okafor")


def test_tracked_changes_read_as_attributed_brackets(sample):
    text = text_of(sample)
    assert "Parties [Smith oppose: shall][Smith propose: should] report" in text
    assert "# Draft agreement\n\n## Article 1\n\nParties" in text
    assert "1. Listed point" in text
    assert text.endswith("[^1]: Pending legal review.\n")
    rows = list_brackets(parse_text(text))
    assert rows[0].alternatives == ("shall", "should")
    assert rows[0].where == "Draft agreement, Article 1"


def test_highlighting_reads_as_colour(sample):
    text = text_of(sample, Reading.ACCEPTED, has_colours=True)
    assert "{green}Agreed words{/green} and open words." in text


@pytest.mark.parametrize("is_tracked", [True, False])
def test_another_text_is_written_into_the_file(sample, is_tracked):
    text = text_of(sample, Reading.ACCEPTED)
    new = text.replace("may meet", "[shall][may] convene").replace("The fund", "The common fund")
    new = new.replace("Listed point", "Listed point, changed").replace("Left", "Right")
    new = new.replace("\n\n[^1]:", "\n\nClosing words.\n\n[^1]:")
    changed = write_into(sample, new, Editor("Chair", DAY, is_tracked=is_tracked))
    assert text_of(changed, Reading.ACCEPTED) == new
    by_chair = [c for c in changed.changes if c.author == "Chair"]
    assert bool(by_chair) is is_tracked
    # What others had tracked is tracked still.
    assert [c for c in changed.changes if c.author != "Chair"] == list(sample.changes)


def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(sample):
    text = text_of(sample, Reading.ACCEPTED)
    new = text.replace("should report", "must report").replace("open words", "closed words")
    data = render_word(write_into(sample, new, CHAIR))
    accepted = [words.replace("should", "must").replace("open w", "closed w") for words in ACCEPTED]
    assert paragraphs_in_word(data, accept=True) == accepted
    assert paragraphs_in_word(data, accept=False) == ORIGINAL


def test_paragraphs_that_have_nothing_in_common_are_replaced_without_loss(sample):
    text = text_of(sample, Reading.ACCEPTED)
    new = text.replace("The fund is open to members.", "Quite other words stand here now, at last")
    for is_tracked in (True, False):
        changed = write_into(sample, new, Editor("Chair", DAY, is_tracked=is_tracked))
        assert "Quite other words" in text_of(changed, Reading.ACCEPTED)
        assert "The fund" not in text_of(changed, Reading.ACCEPTED)


def test_each_change_has_a_minute_of_its_own(sample):
    text = text_of(sample, Reading.ACCEPTED)
    new = text.replace("They may", "Those can").replace("open words", "closed words")
    changed = write_into(sample, new, CHAIR)
    times = [c.when for c in changed.changes if c.author == "Chair"]
    assert len(times) == len(set(times)) >= 3


def test_formatting_and_parts_that_nobody_touched_stay(sample):
    text = text_of(sample, Reading.ACCEPTED)
    changed = write_into(sample, text.replace("should", "must"), CHAIR)
    for part, content in sample.parts.items():
        if part != "word/document.xml":
            assert changed.parts[part] == content
    document = docx.Document(io.BytesIO(render_word(changed)))
    bold = [r.text for p in document.paragraphs for r in p.runs if r.bold]
    assert bold == []  # python-docx does not look into tracked changes
    assert b"<w:b/>" in changed.parts["word/document.xml"]
    assert "footnoteReference" in changed.parts["word/document.xml"].decode()


def test_what_is_not_understood_stays_in_its_place():
    unknown = (
        '<w:bookmarkStart w:id="7" w:name="aim"/>'
        "<w:sdt><w:sdtContent><w:r><w:t>Parties</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF aim</w:instrText></w:r>'
        '<w:r><w:t> shall act.</w:t></w:r><w:proofErr w:type="gramEnd"/>'
        '<x:novel xmlns:x="urn:unknown" x:kept="yes"/>'
    )
    document = make_word("Placeholder.\n")
    part = document.parts["word/document.xml"].decode()
    start, end = part.index("<w:r>"), part.index("</w:p>")
    parts = {**document.parts, "word/document.xml": (part[:start] + unknown + part[end:]).encode()}
    before = read_parts(parts, "unknown.docx")
    assert text_of(before) == "Parties shall act.\n"
    after = write_into(before, "Parties should act.\n", CHAIR)
    xml = after.parts["word/document.xml"].decode()
    for kept in ("bookmarkStart", "<w:sdtContent>", "instrText>REF aim<", "proofErr", "x:kept"):
        assert kept in xml
    assert text_of(after, Reading.ACCEPTED) == "Parties should act.\n"


def test_new_words_do_not_take_over_the_colour_of_agreed_ones(sample):
    text = text_of(sample, Reading.ACCEPTED)
    changed = write_into(sample, text.replace("Agreed words", "Agreed few words"), CHAIR)
    colours = next(p.states.colours for p in changed.paragraphs if p.accepted.startswith("Agreed"))
    assert [(start, end) for start, end, _ in colours] == [(0, 7), (11, 16)]


def test_writing_the_same_text_changes_nothing(sample):
    same = write_into(sample, text_of(sample, Reading.ACCEPTED), CHAIR)
    assert same.paragraphs == sample.paragraphs
    assert same.changes == sample.changes


def test_changes_become_brackets_and_brackets_become_changes(sample):
    bracketed = bracket_changes(sample)
    assert bracketed.changes == ()
    assert text_of(bracketed, Reading.ACCEPTED) == text_of(sample, Reading.MARKED)
    tracked = track_brackets(bracketed, DAY)
    assert [(c.kind, c.author, c.words) for c in tracked.changes] == [
        (c.kind, c.author, c.words) for c in sample.changes
    ]
    assert text_of(tracked, Reading.ACCEPTED) == text_of(sample, Reading.ACCEPTED)


def test_brackets_of_both_sides_stay_brackets():
    document = make_word("Parties [US propose; NZ oppose: shall] act [may].\n")
    assert track_brackets(document, DAY).changes == ()


def test_private_comments_are_told_with_the_replies_to_them(sample):
    assert [(c.author, c.is_private) for c in sample.comments] == [
        ("Smith", False),
        ("Okafor", True),
        ("Smith", True),
    ]
    assert sample.comments[1].about == "The fund is open to members."


def test_private_comments_leave_no_trace_in_a_file_that_is_shared(sample):
    shared = render_for_sharing(sample)
    with zipfile.ZipFile(io.BytesIO(shared)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"drafting group" in everything
    for secret in (b"floor", b"do not show"):
        assert secret not in everything
    again = parse_word(shared)
    assert [c.words for c in again.comments] == ["For the drafting group."]
    private_ids = [c.id for c in sample.comments if c.is_private]
    for private_id in private_ids:
        assert private_id.encode() not in again.parts["word/document.xml"]
    assert again.paragraphs == sample.paragraphs
    docx.Document(io.BytesIO(shared))


def test_a_new_document_holds_the_text_with_headings_and_colours():
    text = "# Title\n\nArticle 1\n\n{green}Parties [shall][should] act.{/green}\n"
    document = make_word(text)
    assert text_of(document, Reading.ACCEPTED, has_colours=True) == text
    assert render_word(make_word(text)) == render_word(document)


def test_a_real_draft_in_word_counts_like_its_text(paraph_data):
    name = "unfccc-paris-agreement-2015-12-04.txt"
    text = (paraph_data / "texts" / name).read_text(encoding="utf-8")
    document = parse_word(render_word(make_word(text)))
    before = count_brackets(parse_text(text))
    after = count_brackets(parse_text(text_of(document)))
    assert after.n_open_pairs == before.n_open_pairs
    assert after.n_words == before.n_words
    assert len(read_revisions(docx.Document(io.BytesIO(render_word(document))))) == 0
