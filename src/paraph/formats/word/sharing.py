"""A copy of a Word document that may leave the room: without private comments."""

from __future__ import annotations

from lxml import etree

from paraph.formats.word.archive import pack, parse_xml, render_xml
from paraph.formats.word.document import DOCUMENT, WordDocument, find_private_comments, read_parts
from paraph.formats.word.markup import PARAGRAPH, w

COMMENTS = "word/comments.xml"
_THREADS = ("word/commentsExtended.xml", "word/commentsIds.xml", "word/commentsExtensible.xml")
_STORIES = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


def without_private_comments(document: WordDocument) -> WordDocument:
    """Return the document without private comments, replies to them, and every trace of either.

    Private comments are told by their first word or their author (see `WordComment`).
    """
    if COMMENTS not in document.parts:
        return document
    comments = parse_xml(document.parts[COMMENTS], document.name, COMMENTS)
    story = parse_xml(document.parts[DOCUMENT], document.name, DOCUMENT)
    private = find_private_comments(document.parts, document.name, comments, story)
    if not private:
        return document
    parts = dict(document.parts)
    keys: set[str] = set()
    for one in comments.findall(w("comment")):
        if one.get(w("id"), "") in private:
            keys |= _paragraph_keys(one)
            comments.remove(one)
    parts[COMMENTS] = render_xml(comments)
    for part in list(parts):
        if part.startswith(_STORIES) and part.endswith(".xml"):
            root = parse_xml(parts[part], document.name, part)
            if _drop_marks(root, private):
                parts[part] = render_xml(root)
    _drop_threads(parts, document.name, keys)
    _forget_people(parts, document.name, comments)
    return read_parts(parts, document.name)


def render_for_sharing(document: WordDocument) -> bytes:
    """Return the bytes of a document that may leave the room."""
    return pack(without_private_comments(document).parts)


def _paragraph_keys(comment: etree._Element) -> set[str]:
    return {
        str(value)
        for paragraph in comment.iter(PARAGRAPH)
        for key, value in paragraph.attrib.items()
        if str(key).endswith("}paraId")
    }


def _drop_marks(root: etree._Element, private: frozenset[str]) -> bool:
    """Take the places of private comments out of a story; returns whether there were any."""
    tags = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
    marks = [one for one in root.iter(*tags) if one.get(w("id"), "") in private]
    for mark in marks:
        parent = mark.getparent()
        if parent is None:
            continue
        parent.remove(mark)
        around = parent.getparent()
        is_empty_run = parent.tag == w("r") and all(one.tag == w("rPr") for one in parent)
        if is_empty_run and around is not None:
            around.remove(parent)
    return bool(marks)


def _drop_threads(parts: dict[str, bytes], name: str, keys: set[str]) -> None:
    """Take private comments out of the parts that thread and date comments."""
    durable: set[str] = set()
    for part in _THREADS:
        if part not in parts:
            continue
        root = parse_xml(parts[part], name, part)
        for one in list(root):
            values = {str(k).rpartition("}")[2]: str(v) for k, v in one.attrib.items()}
            is_private = bool({values.get("paraId"), values.get("paraIdParent")} & keys)
            if is_private and "durableId" in values:
                durable.add(values["durableId"])
            if is_private or values.get("durableId") in durable:
                root.remove(one)
        parts[part] = render_xml(root)


def _forget_people(parts: dict[str, bytes], name: str, comments: etree._Element) -> None:
    """Take people out of word/people.xml who made nothing that is left."""
    part = "word/people.xml"
    if part not in parts:
        return
    root = parse_xml(parts[part], name, part)
    document = parse_xml(parts[DOCUMENT], name, DOCUMENT)
    left = {one.get(w("author")) for tree in (comments, document) for one in tree.iter()}
    for person in list(root):
        names = {str(v) for k, v in person.attrib.items() if str(k).endswith("}author")}
        if names and not names & left:
            root.remove(person)
    parts[part] = render_xml(root)
