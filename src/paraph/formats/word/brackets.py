"""Turn tracked changes into brackets and brackets into tracked changes."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from paraph.formats.word.document import WordDocument, flow_paragraphs
from paraph.formats.word.editing import (
    ChangeMarker,
    Editor,
    delete_range,
    mark_deleted,
    neighbours,
    runs_between,
)
from paraph.formats.word.markup import (
    ADDED,
    DELETED_TEXT,
    DELETION,
    INSERTION,
    PARAGRAPH,
    REMOVED,
    TEXT,
    changes_around,
    make_run,
    run_words,
    runs_of,
    w,
)
from paraph.formats.word.notes import KINDS
from paraph.formats.word.states import label_of
from paraph.formats.word.story import find_body, parse_story, with_parts, with_story
from paraph.text import PROFILES, parse_text
from paraph.text.slots import Alternative


def bracket_changes(document: WordDocument) -> WordDocument:
    """Return the document with tracked changes written as attributed brackets.

    What Smith inserted reads "[Smith propose: ...]", what she deleted "[Smith oppose: ...]"; no
    change is left tracked, formatting stays. A tracked paragraph mark stays a paragraph.
    """
    kinds = [kind for kind in ("document", *KINDS) if kind in document.part_names]
    stories = {kind: parse_story(document, kind) for kind in kinds}
    tracked = {kind: root for kind, root in stories.items() if _has_changes(root)}
    for kind, root in tracked.items():
        is_main = kind == "document"
        for element in flow_paragraphs(find_body(root)) if is_main else root.iter(PARAGRAPH):
            _bracket_paragraph(element)
        for mark in list(root.iter(w("rPr"))):
            for tag in (*ADDED, *REMOVED):
                for one in mark.findall(tag):
                    mark.remove(one)
    return with_parts(document, tracked)


def _has_changes(root: etree._Element) -> bool:
    return next(root.iter(*ADDED, *REMOVED), None) is not None


def _bracket_paragraph(element: etree._Element) -> None:
    """Write the changes of a paragraph as brackets round the words that each label covers."""
    groups: list[tuple[str, list[etree._Element]]] = []
    for run in runs_of(element):
        label = label_of(run)
        if groups and groups[-1][0] == label:
            groups[-1][1].append(run)
        else:
            groups.append((label, [run]))
    for label, runs in groups:
        if label and any(map(run_words, runs)):
            runs[0].addprevious(make_run(f"[{label}: ", runs[0]))
            runs[-1].addnext(make_run("]", runs[-1]))
    _unwrap_changes(element)


def _unwrap_changes(element: etree._Element) -> None:
    """Take the marks of changes away and leave what they hold in its place."""
    for change in list(element.iter(*ADDED, *REMOVED)):
        parent = change.getparent()
        if parent is None or parent.tag == w("rPr"):
            continue
        for child in list(change):
            change.addprevious(child)
        parent.remove(change)
    for text in element.iter(DELETED_TEXT):
        text.tag = TEXT


def track_brackets(document: WordDocument, when: datetime) -> WordDocument:
    """Return the document with attributed brackets turned into tracked changes.

    "[Smith propose: ...]" becomes an insertion by Smith, "[Smith oppose: ...]" a deletion by
    Smith; several names are the author as the draft has them. Brackets without a name, those with
    both proposers and opponents, those that hold other brackets, and those that run over
    paragraphs stay brackets.
    """
    root = parse_story(document)
    marker = ChangeMarker(root, Editor("Paraph", when))
    plain = ChangeMarker(root, Editor("", when, is_tracked=False))
    for element, paragraph in zip(
        flow_paragraphs(find_body(root)), document.paragraphs, strict=True
    ):
        draft = parse_text(paragraph.accepted, PROFILES["trade"])
        written = [one for slot in draft.slots for one in slot.written]
        for one in sorted(written, key=lambda one: -one.mark_start):
            author = _single_side(one)
            is_innermost = "[" not in draft.source[one.start : one.end]
            if author and is_innermost:
                _track_one(element, one, author, marker, plain)
    return with_story(document, root)


def _single_side(one: Alternative) -> str:
    """Who alone stands behind or against a wording, "" for nobody or for both sides."""
    sides = one.attribution
    if bool(sides.supporters) == bool(sides.opponents):
        return ""
    return "/".join(sides.supporters or sides.opponents)


def _track_one(
    element: etree._Element,
    one: Alternative,
    author: str,
    marker: ChangeMarker,
    plain: ChangeMarker,
) -> None:
    runs = runs_between(element, one.start, one.end)
    if any(changes_around(run) for run in runs):
        return
    is_deletion = bool(one.attribution.opponents)
    delete_range(element, one.end, one.mark_end, plain)
    for group in neighbours(runs):
        mark = marker.make(DELETION if is_deletion else INSERTION, author)
        if is_deletion:
            mark_deleted(group, mark)
        else:
            group[0].addprevious(mark)
            mark.extend(group)
    delete_range(element, one.mark_start, one.start, plain)
