"""Footnotes: told by their words whatever their numbers, and never lost in a merge."""

import datetime as dt
import io

import docx
import pytest
from docx_plus.notes import add_endnote, add_footnote
from lxml import etree

from paraph.formats.word import (
    Editor,
    Reading,
    bracket_changes,
    make_word,
    merge_word,
    parse_word,
    render_word,
    text_of,
    write_into,
)
from paraph.formats.word.archive import pack, parse_xml, render_xml, unpack
from paraph.formats.word.markup import FOOTNOTE, INSERTION, RUN, w
from paraph.text import MergeSettings

DAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
NAMES = ("EU", "US")


def document_of(*paragraphs):
    """A Word file; "^" in a paragraph puts a footnote of the words after it at its end."""
    made = docx.Document()
    for one in paragraphs:
        words, *notes = one.split("^")
        paragraph = made.add_paragraph(words)
        for note in notes:
            add_footnote(paragraph, note)
    stream = io.BytesIO()
    made.save(stream)
    return parse_word(stream.getvalue())


def merged(base, ours, theirs, *, is_tracked=False):
    editor = Editor("Chair", DAY, is_tracked)
    return merge_word((base, ours, theirs), MergeSettings(NAMES), editor)[1]


def references(document):
    part = document.part_names["document"]
    root = etree.fromstring(document.parts[part])
    return [mark.get(w("id")) for mark in root.iter(FOOTNOTE)]


BASE = ("Fees are paid in June.^Under review.", "The fund is open.^See Annex I.", "It closes.")


@pytest.mark.parametrize("is_tracked", [False, True])
def test_notes_that_a_program_numbered_anew_are_the_same_notes(is_tracked):
    """Each file gives its notes random numbers."""
    base = document_of(*BASE)
    ours = document_of("Fees are paid in May.^Under review.", *BASE[1:])
    theirs = document_of(BASE[0], "The fund is open to all.^See Annex I.", BASE[2])
    result = merged(base, ours, theirs, is_tracked=is_tracked)
    assert text_of(result, Reading.ACCEPTED) == (
        "Fees are paid in May.[^1]\n\nThe fund is open to all.[^2]\n\nIt closes.\n\n"
        "[^1]: Under review.\n\n[^2]: See Annex I.\n"
    )
    assert text_of(result, Reading.ORIGINAL) == (
        text_of(base) if is_tracked else text_of(result, Reading.ACCEPTED)
    )
    assert [note.accepted for note in result.notes] == ["Under review.", "See Annex I."]


@pytest.mark.parametrize("has_notes", [True, False])
def test_notes_that_a_side_puts_in_come_with_it(has_notes):
    base = document_of(*(BASE if has_notes else [one.partition("^")[0] for one in BASE]))
    kept = [one if has_notes else one.partition("^")[0] for one in BASE]
    ours = document_of(*kept[:2], "It closes.^EU reserves.")
    theirs = document_of(*kept, "New paragraph.^US is flexible.")
    text = text_of(merged(base, ours, theirs), Reading.ACCEPTED)
    n = 2 if has_notes else 0
    assert f"It closes.[^{n + 1}]\n\nNew paragraph.[^{n + 2}]\n\n" in text
    assert text.endswith(f"[^{n + 1}]: EU reserves.\n\n[^{n + 2}]: US is flexible.\n")


def test_a_note_that_both_sides_changed_stands_twice_and_names_them():
    base = document_of(*BASE)
    ours = document_of("Fees are paid in June.^Under legal review.", *BASE[1:])
    theirs = document_of("Fees are paid in June.^Agreed on review.", *BASE[1:])
    text = text_of(merged(base, ours, theirs), Reading.ACCEPTED)
    assert "June.[EU propose: [^1]][US propose: [^2]]" in text
    assert "[^1]: Under legal review.\n\n[^2]: Agreed on review.\n\n[^3]: See Annex I.\n" in text


def test_a_note_whose_mark_is_gone_leaves_the_file():
    base = document_of(*BASE)
    ours = document_of("Fees are paid in June.", *BASE[1:])
    result = merged(base, ours, base)
    assert text_of(result, Reading.ACCEPTED).endswith("closes.\n\n[^1]: See Annex I.\n")
    assert [note.accepted for note in result.notes] == ["See Annex I."]
    assert b"Under review" not in result.parts["word/footnotes.xml"]
    tracked = merged(base, ours, base, is_tracked=True)
    assert text_of(tracked, Reading.ACCEPTED) == text_of(result, Reading.ACCEPTED)
    assert text_of(tracked, Reading.ORIGINAL) == text_of(base)


@pytest.mark.parametrize("is_tracked", [False, True])
def test_words_that_move_take_their_note_with_them(is_tracked):
    base = document_of(*BASE)
    text = text_of(base)
    first, second, third, *notes = text.split("\n\n")
    moved = "\n\n".join([second, third, first, *notes])
    result = write_into(base, moved, Editor("Chair", DAY, is_tracked))
    accepted = text_of(result, Reading.ACCEPTED)
    assert accepted.startswith("The fund is open.[^1]\n\nIt closes.\n\nFees are paid in June.[^2]")
    assert accepted.endswith("[^1]: See Annex I.\n\n[^2]: Under review.\n")
    assert len(references(result)) == len(set(references(result)))
    if is_tracked:
        assert text_of(result, Reading.ORIGINAL) == text


def test_words_after_a_notes_mark_are_not_raised_like_it():
    base = document_of(*BASE)
    new = text_of(base).replace("June.[^1]", "June.[^1] Interest is due.")
    result = write_into(base, new, Editor("Chair", DAY, is_tracked=False))
    root = etree.fromstring(result.parts["word/document.xml"])
    run = next(one for one in root.iter(RUN) if "Interest" in "".join(one.itertext()))
    assert run.find(f".//{w('vertAlign')}") is None
    assert run.find(f".//{w('rStyle')}") is None


def test_changes_within_a_note_are_read_and_become_brackets():
    document = document_of(*BASE)
    part = document.part_names["footnotes"]
    root = parse_xml(document.parts[part], "x", part)
    run = next(one for one in root.iter(RUN) if "Under review" in "".join(one.itertext()))
    change = etree.Element(INSERTION)
    change.set(w("id"), "99")
    change.set(w("author"), "Smith")
    run.addprevious(change)
    change.append(run)
    changed = parse_word(pack({**document.parts, part: render_xml(root)}))
    assert text_of(changed, Reading.ORIGINAL).endswith("closes.\n\n[^2]: See Annex I.\n")
    assert "[^1]: [Smith propose:" in text_of(changed)
    bracketed = bracket_changes(changed)
    assert text_of(bracketed, Reading.ACCEPTED) == text_of(changed)
    assert b"<w:ins " in changed.parts[part]
    assert b"<w:ins " not in bracketed.parts[part]


@pytest.mark.parametrize(
    "text",
    [
        "Fees are paid.[^1] It closes.[^2]\n\n[^1]: In June.\n\n[^2]: In May.\n",
        "Fees.[^1] Again.[^e1]\n\n[^1]: At the foot.\n\n[^e1]: At the end.\n",
        "A mark without a note.[^7]\n",
    ],
)
def test_notes_of_a_text_are_notes_of_the_file(text):
    document = make_word(text)
    assert text_of(document) == text
    assert [f"[^{note.id}]" for note in document.notes] != [] or "[^7]" in text
    assert b"In June" not in document.parts["word/document.xml"]


def test_endnotes_keep_their_own_numbers():
    made = docx.Document()
    paragraph = made.add_paragraph("Fees.")
    add_footnote(paragraph, "At the foot.")
    add_endnote(paragraph, "At the end.")
    stream = io.BytesIO()
    made.save(stream)
    base = parse_word(stream.getvalue())
    assert text_of(base) == "Fees.[^1][^e1]\n\n[^1]: At the foot.\n\n[^e1]: At the end.\n"
    assert text_of(merged(base, base, base)) == text_of(base)


def test_parts_are_found_by_the_files_relationships_whatever_their_names():
    """Some programs write word/document2.xml and word/notes.xml."""
    parts = unpack(render_word(document_of(*BASE)), "x")
    renames = {"word/document.xml": "word/document2.xml", "word/footnotes.xml": "word/notes.xml"}
    renames["word/_rels/document.xml.rels"] = "word/_rels/document2.xml.rels"
    renamed = {}
    for name, content in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            content = content.replace(b"word/document.xml", b"word/document2.xml")
            content = content.replace(b"footnotes.xml", b"notes.xml")
        renamed[renames.get(name, name)] = content
    document = parse_word(pack(renamed))
    assert text_of(document) == text_of(parse_word(pack(parts)))
    new = text_of(document).replace("June", "May")
    written = write_into(document, new, Editor("Chair", DAY, is_tracked=False))
    assert text_of(parse_word(render_word(written))) == new
