"""Change the text of a Word document, plainly or as tracked changes, and leave the rest alone.

A change splits runs where it begins and ends; formatting, footnotes, fields, comments and whatever
else the file holds stay where they are.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lxml import etree
from rapidfuzz.distance import Prefix

from paraph.errors import EngineError
from paraph.formats.word.document import WordDocument, WordParagraph, flow_paragraphs
from paraph.formats.word.markup import (
    ADDED,
    DELETED_TEXT,
    DELETION,
    INSERTION,
    REMOVED,
    TEXT,
    changes_around,
    is_removed,
    make_runs,
    printable,
    run_words,
    runs_of,
    split_run,
    w,
)
from paraph.formats.word.story import find_body, parse_story, tidy_notes, with_story
from paraph.text.alignment import pair_paragraphs
from paraph.text.splices import Splice, find_splices


@dataclass(frozen=True, slots=True)
class Editor:
    """Who makes the changes and when; with `is_tracked` false they are made plainly."""

    author: str
    when: datetime
    is_tracked: bool = True


def replace_text(document: WordDocument, paragraphs: Sequence[str], editor: Editor) -> WordDocument:
    """Return the document with its accepted text turned into other paragraphs.

    `paragraphs` are without automatic numbers and heading marks. Paragraphs that answer each
    other are paired and only the words that differ are touched. Raises EngineError if the check
    fails that the words of the new document are those asked for.
    """
    root = parse_story(document)
    elements = flow_paragraphs(find_body(root))
    plain = _plain_paragraphs(elements, document.paragraphs)
    marker = ChangeMarker(root, editor, frozenset(note.id for note in document.notes))
    olds = [paragraph.accepted for paragraph in document.paragraphs]
    paired = _keep_empty(olds, paragraphs)
    at_old = at_new = 0
    before: etree._Element | None = None
    for i, j in [*paired, (len(olds), len(paragraphs))]:
        for element in elements[at_old:i]:
            delete_paragraph(element, marker)
            before = element if element.getparent() is not None else before
        if i == len(olds) and before is not None:
            before = out_of_table(before)
        for words in paragraphs[at_new:j]:
            before = insert_paragraph((elements[0], before), words, plain, marker)
        if i < len(olds):
            splice_paragraph(elements[i], find_splices(olds[i], paragraphs[j]), marker)
            before = elements[i]
        at_old, at_new = i + 1, j + 1
    result = with_story(document, root)
    check_words(result, paragraphs)
    return tidy_notes(result, document)


def check_words(document: WordDocument, paragraphs: Sequence[str]) -> None:
    """Check that a document's accepted words are those of some paragraphs, in order."""
    written = "".join("".join(one.accepted for one in document.paragraphs).split())
    wanted = "".join("".join(printable(one) for one in paragraphs).split())
    if written != wanted:
        at = Prefix.similarity(written, wanted)
        raise EngineError(
            f"{document.name}: the words could not be written into the file without loss, "
            f"near {wanted[max(at - 20, 0) : at + 20]!r}; nothing was changed"
        )


def _plain_paragraphs(
    elements: Sequence[etree._Element], paragraphs: Sequence[WordParagraph]
) -> frozenset[etree._Element]:
    """The paragraphs that are neither headings nor numbered automatically."""
    return frozenset(
        element
        for element, paragraph in zip(elements, paragraphs, strict=True)
        if not (paragraph.heading or paragraph.label)
    )


def _keep_empty(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of paragraphs; empty ones of the file, which a text doesn't show, stay as they are."""
    shown = [k for k, words in enumerate(olds) if words.strip()]
    wanted = [k for k, words in enumerate(news) if words.strip()]
    pairs = pair_paragraphs([olds[k] for k in shown], [news[k] for k in wanted])
    return [(shown[i], wanted[j]) for i, j in pairs]


class ChangeMarker:
    """Makes the marks of tracked changes, each with its own number and minute.

    Changes of one author within a minute are joined by some programs, so that a deletion and an
    insertion could not be told apart again.
    """

    def __init__(
        self, root: etree._Element, editor: Editor, note_ids: frozenset[str] = frozenset()
    ) -> None:
        self._editor = editor
        self._note_ids = note_ids
        ids = (one.get(w("id"), "") for one in root.iter(*ADDED, *REMOVED))
        self._first_id = max((int(one) for one in ids if one.isdecimal()), default=0) + 1
        self._ids = itertools.count(self._first_id)

    def by(self, author: str) -> ChangeMarker:
        """A marker for another author, that goes on with the same numbers and minutes."""
        other = copy.copy(self)
        other._editor = replace(self._editor, author=author)
        return other

    @property
    def is_tracked(self) -> bool:
        """Whether changes are tracked."""
        return self._editor.is_tracked

    @property
    def author(self) -> str:
        """Who makes the changes."""
        return self._editor.author

    def make_runs(self, words: str, like: etree._Element | None) -> list[etree._Element]:
        """Runs of some words, formatted like another; the marks of notes refer to them."""
        return make_runs(words, like, self._note_ids)

    def make(self, tag: str, author: str = "") -> etree._Element:
        """A new mark, of the editor or of another author."""
        mark = etree.Element(tag)
        mark_id = next(self._ids)
        when = self._editor.when + timedelta(minutes=mark_id - self._first_id)
        mark.set(w("id"), str(mark_id))
        mark.set(w("author"), author or self._editor.author)
        mark.set(w("date"), when.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return mark


def splice_paragraph(
    element: etree._Element, splices: Sequence[Splice], marker: ChangeMarker
) -> None:
    """Apply splices, in offsets of the accepted text, to a paragraph's runs."""
    for splice in reversed(splices):
        if splice.words:
            insert_words(element, splice.end, splice.words, marker)
        if splice.end > splice.start:
            delete_range(element, splice.start, splice.end, marker)


def runs_between(element: etree._Element, start: int, end: int) -> list[etree._Element]:
    """The runs of the accepted text from one offset to another, split to begin and end there."""
    found = []
    at = 0
    for run in list(runs_of(element)):
        if is_removed(run):
            continue
        length = len(run_words(run))
        first, last = at, at + length
        at = last
        if length == 0 or last <= start or first >= end:
            continue
        if first < start:
            second = split_run(run, start - first)
            run = run if second is None else second
            first = start
        if last > end:
            split_run(run, end - first)
        found.append(run)
    return found


def delete_range(element: etree._Element, start: int, end: int, marker: ChangeMarker) -> None:
    """Take words out of a paragraph: marked as deleted, or gone."""
    for group in neighbours(runs_between(element, start, end)):
        is_own = any(
            change.tag == INSERTION and change.get(w("author")) == marker.author
            for change in changes_around(group[0])
        )
        if not marker.is_tracked or is_own:
            for run in group:
                _remove(run)
        else:
            mark_deleted(group, marker.make(DELETION))


def mark_deleted(runs: Sequence[etree._Element], mark: etree._Element) -> None:
    """Put neighbouring runs under a deletion mark."""
    runs[0].addprevious(mark)
    for run in runs:
        mark.append(run)
        for text in run.findall(TEXT):
            text.tag = DELETED_TEXT


def _remove(run: etree._Element) -> None:
    """Take a run away, and the change around it when that is left empty."""
    parent = run.getparent()
    if parent is None:
        return
    parent.remove(run)
    if parent.tag in ADDED and len(parent) == 0:
        around = parent.getparent()
        if around is not None:
            around.remove(parent)


def neighbours(runs: Sequence[etree._Element]) -> list[list[etree._Element]]:
    """Group runs that follow each other under one parent."""
    groups: list[list[etree._Element]] = []
    for run in runs:
        if groups and groups[-1][-1].getnext() is run:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def insert_words(element: etree._Element, at: int, words: str, marker: ChangeMarker) -> None:
    """Put words into a paragraph at an offset of the accepted text, formatted like those before."""
    before = _run_before(element, at)
    news = marker.make_runs(words, before if before is not None else _first_run(element))
    if marker.is_tracked:
        mark = marker.make(INSERTION)
        mark.extend(news)
        news = [mark]
    if before is None:
        properties = element.find(w("pPr"))
        at = 0 if properties is None else element.index(properties) + 1
        element[at:at] = news
        return
    around = changes_around(before)
    place = _split_change(around[0], before) if around else before
    for new in reversed(news):
        place.addnext(new)


def _run_before(element: etree._Element, at: int) -> etree._Element | None:
    """The run of the accepted text that ends at an offset, split there if need be."""
    if at <= 0:
        return None
    runs = runs_between(element, 0, at)
    return runs[-1] if runs else None


def _first_run(element: etree._Element) -> etree._Element | None:
    return next(iter(runs_of(element)), None)


def _split_change(change: etree._Element, run: etree._Element) -> etree._Element:
    """Cut a change after a run in it; returns the first part, after which one may insert."""
    top = run
    while top.getparent() is not change:
        parent = top.getparent()
        if parent is None:
            return change
        top = parent
    following = list(top.itersiblings())
    if following:
        second = etree.Element(str(change.tag), dict(change.attrib))
        for one in following:
            second.append(one)
        change.addnext(second)
    return change


def delete_paragraph(element: etree._Element, marker: ChangeMarker) -> None:
    """Take a paragraph out; one that is empty, or holds the section's settings, stays."""
    length = sum(len(run_words(run)) for run in runs_of(element) if not is_removed(run))
    if not length:
        return
    delete_range(element, 0, length, marker)
    parent = element.getparent()
    properties = element.find(w("pPr"))
    has_section = properties is not None and properties.find(w("sectPr")) is not None
    is_only_in_cell = parent is not None and len(parent.findall(w("p"))) == 1
    if marker.is_tracked:
        mark_paragraph(element, marker.make(DELETION))
    elif parent is not None and not has_section and not is_only_in_cell:
        parent.remove(element)


def mark_paragraph(element: etree._Element, mark: etree._Element) -> None:
    """Track that a paragraph's end was put in or taken out."""
    properties = element.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        element.insert(0, properties)
    run_properties = properties.find(w("rPr"))
    if run_properties is None:
        run_properties = etree.Element(w("rPr"))
        # The schema wants these before the section's settings and an earlier tracked format.
        later = [properties.find(w(tag)) for tag in ("sectPr", "pPrChange")]
        first = next((one for one in later if one is not None), None)
        if first is not None:
            first.addprevious(run_properties)
        else:
            properties.append(run_properties)
    run_properties.insert(0, mark)


def out_of_table(element: etree._Element) -> etree._Element:
    """The table that a paragraph stands in, or the paragraph: what comes last comes after it."""
    tables = [one for one in element.iterancestors() if one.tag == w("tbl")]
    return tables[-1] if tables else element


def insert_paragraph(
    place: tuple[etree._Element, etree._Element | None],
    words: str,
    alike: frozenset[etree._Element],
    marker: ChangeMarker,
) -> etree._Element:
    """Put a new paragraph after another; at the start, before the first.

    `place`: the first paragraph, and the one to come after, None at the start. The new one takes
    that one's style if it is among those that are `alike`: a heading's style, or an automatic
    number that the words don't have, would be wrong.
    """
    first, before = place
    like = before if before is not None and before in alike else None
    new = etree.Element(w("p"))
    properties = like.find(w("pPr")) if like is not None else None
    if properties is not None:
        own = copy.deepcopy(properties)
        for tag in ("sectPr", "rPr", "pPrChange"):
            for one in own.findall(w(tag)):
                own.remove(one)
        new.append(own)
    runs = marker.make_runs(words, _first_run(like) if like is not None else None)
    if marker.is_tracked:
        mark = marker.make(INSERTION)
        mark.extend(runs)
        new.append(mark)
        mark_paragraph(new, marker.make(INSERTION))
    else:
        new.extend(runs)
    if before is not None:
        before.addnext(new)
    else:
        first.addprevious(new)
    return new


def heading_mark(paragraph: WordParagraph) -> str:
    """What stands before a paragraph's own words in plain text: "## ", "3. ", "(a) "."""
    hashes = f"{'#' * min(paragraph.heading, 6)} " if paragraph.heading else ""
    return hashes + (f"{paragraph.label} " if paragraph.label else "")
