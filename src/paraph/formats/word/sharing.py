"""A copy of a Word document that may leave the room: without private comments."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from paraph.formats.word.archive import pack, parse_xml, render_xml
from paraph.formats.word.document import WordDocument, find_private_comments, read_parts
from paraph.formats.word.markup import PARAGRAPH, w
from paraph.formats.word.story import parse_story

_THREADS = ("commentsExtended", "commentsIds", "commentsExtensible")
# Parts with other contents than words, which need not be looked through for marks.
_NO_STORIES = ("styles", "numbering", "comments", "people", *_THREADS)


def without_private_comments(document: WordDocument) -> WordDocument:
    """Return the document without private comments, replies to them, and every trace of either.

    Private comments are told by their first word or their author (see `WordComment`).
    """
    names = document.part_names
    if "comments" not in names:
        return document
    comments = parse_story(document, "comments")
    story = parse_story(document)
    threads = parse_story(document, "commentsExtended") if "commentsExtended" in names else None
    private = find_private_comments(comments, story, threads)
    if not private:
        return document
    parts = dict(document.parts)
    keys: set[str] = set()
    for one in comments.findall(w("comment")):
        if one.get(w("id"), "") in private:
            keys |= _paragraph_keys(one)
            comments.remove(one)
    parts[names["comments"]] = render_xml(comments)
    others = {names[kind] for kind in _NO_STORIES if kind in names}
    for part in _stories(parts, others):
        root = parse_xml(parts[part], document.name, part)
        if _drop_marks(root, private):
            parts[part] = render_xml(root)
    _drop_threads(parts, document, keys)
    _forget_people(parts, document, comments)
    return read_parts(parts, document.name)


def _stories(parts: Mapping[str, bytes], others: set[str]) -> list[str]:
    """The parts that may hold words with marks of comments: the main one, headers, notes."""
    return [
        part
        for part, content in parts.items()
        if part.endswith(".xml") and part not in others and b"commentR" in content
    ]


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


def _drop_threads(parts: dict[str, bytes], document: WordDocument, keys: set[str]) -> None:
    """Take private comments out of the parts that thread and date comments."""
    durable: set[str] = set()
    for kind in _THREADS:
        if kind not in document.part_names:
            continue
        part = document.part_names[kind]
        root = parse_xml(parts[part], document.name, part)
        for one in list(root):
            values = {str(k).rpartition("}")[2]: str(v) for k, v in one.attrib.items()}
            is_private = bool({values.get("paraId"), values.get("paraIdParent")} & keys)
            if is_private and "durableId" in values:
                durable.add(values["durableId"])
            if is_private or values.get("durableId") in durable:
                root.remove(one)
        parts[part] = render_xml(root)


def _forget_people(
    parts: dict[str, bytes], document: WordDocument, comments: etree._Element
) -> None:
    """Take people out of the list of authors who made nothing that is left."""
    if "people" not in document.part_names:
        return
    part, main = document.part_names["people"], document.part_names["document"]
    root = parse_xml(parts[part], document.name, part)
    story = parse_xml(parts[main], document.name, main)
    left = {one.get(w("author")) for tree in (comments, story) for one in tree.iter()}
    for person in list(root):
        names = {str(v) for k, v in person.attrib.items() if str(k).endswith("}author")}
        if names and not names & left:
            root.remove(person)
    parts[part] = render_xml(root)
