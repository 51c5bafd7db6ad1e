"""The main part of a Word document: taken out to be changed, and put back with its notes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from paraph.formats.word.archive import parse_xml, render_xml
from paraph.formats.word.document import WordDocument, read_parts
from paraph.formats.word.markup import w
from paraph.formats.word.notes import KINDS, drop_notes, make_note, number_anew, start_notes
from paraph.formats.word.parts import add_part

_NO_NOTES: Mapping[str, str] = MappingProxyType({})


def parse_story(document: WordDocument, kind: str = "document") -> etree._Element:
    """The root of a part of the document, by its kind, to be changed."""
    part = document.part_names[kind]
    return parse_xml(document.parts[part], document.name, part)


def find_body(root: etree._Element) -> etree._Element:
    """The body of a document that has been read before."""
    body = root.find(w("body"))
    if body is None:
        raise AssertionError("a document that was read has a body")
    return body


def with_story(
    document: WordDocument, root: etree._Element, new_notes: Mapping[str, str] = _NO_NOTES
) -> WordDocument:
    """The document with its main part replaced, read again.

    `new_notes`: words by id of notes that it doesn't have yet; those referred to are put in.
    """
    parts = {**document.parts, document.part_names["document"]: render_xml(root)}
    for kind, (prefix, _, reference) in KINDS.items():
        ids = [prefix + mark.get(w("id"), "") for mark in root.iter(reference)]
        wanted = [one for one in dict.fromkeys(ids) if one in new_notes]
        if not wanted:
            continue
        is_there = kind in document.part_names
        notes = parse_story(document, kind) if is_there else start_notes(kind)
        notes.extend(make_note(one, new_notes[one]) for one in wanted)
        if is_there:
            parts[document.part_names[kind]] = render_xml(notes)
        else:
            add_part(parts, document.name, kind, notes)
    return read_parts(parts, document.name)


def with_parts(document: WordDocument, roots: Mapping[str, etree._Element]) -> WordDocument:
    """The document with some parts replaced, by kind, read again."""
    parts = {document.part_names[kind]: render_xml(root) for kind, root in roots.items()}
    return read_parts({**document.parts, **parts}, document.name)


def tidy_notes(document: WordDocument, before: WordDocument) -> WordDocument:
    """The document with a note for each mark, in the order of the marks, where marks changed.

    A note that lost its mark since `before` is taken out: it would stay in the file unseen.
    """
    old, new = parse_story(before), parse_story(document)
    parts = dict(document.parts)
    for kind, (_, _, reference) in KINDS.items():
        were, are = (
            [mark.get(w("id"), "") for mark in root.iter(reference)] for root in (old, new)
        )
        if were == are or kind not in document.part_names:
            continue
        notes = parse_story(document, kind)
        drop_notes(notes, kind, set(were) - set(are))
        number_anew(new, notes, kind)
        parts[document.part_names[kind]] = render_xml(notes)
        parts[document.part_names["document"]] = render_xml(new)
    return read_parts(parts, document.name) if parts != document.parts else document
