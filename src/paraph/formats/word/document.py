"""Read a Word document: its text in each state, who changed what, comments and footnotes."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from paraph.errors import FormatError
from paraph.formats.word.archive import pack, parse_xml, unpack
from paraph.formats.word.markup import (
    ADDED,
    INSERTION,
    MOVED_FROM,
    PARAGRAPH,
    REMOVED,
    STRICT_NAMESPACE,
    changes_around,
    run_words,
    runs_of,
    w,
)
from paraph.formats.word.notes import WordNote, read_notes
from paraph.formats.word.numbering import read_numbering
from paraph.formats.word.parts import find_parts
from paraph.formats.word.states import States, read_states
from paraph.formats.word.tables import TablePlace, find_places

# What makes a comment private: its first word, or "(private)" after its author's name.
_PRIVATE = re.compile(r"\s*[\[(#]?\s*(?:private|confidential|internal)\b", re.IGNORECASE)
_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_READ = ("comments", "footnotes", "endnotes", "numbering", "styles")
# Of the words that a comment stands on, so many runs are quoted at the most.
_MOST_RUNS = 200


class Tracked(enum.StrEnum):
    """What a tracked change does."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved here"
    MOVED_AWAY = "moved away"


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """Words that somebody put in, took out or moved; `when` as the file has it (ISO 8601).

    Where one author deletes what another inserted, the words are told twice, once for each.
    """

    kind: Tracked
    author: str
    when: str
    words: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment and the words that it stands on.

    Private are comments that begin with "private", "confidential" or "internal" (brackets or a
    hash may stand before), those of an author marked "(private)", replies to them, and comments
    on exactly the same words: some programs forget what is a reply.
    """

    id: str
    author: str
    when: str
    words: str
    about: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph in each state, without its automatic number, which is `label`.

    `heading`: its level, 0 for none; `place`: that in a table, None outside one.
    """

    label: str
    heading: int
    states: States
    is_inserted: bool = False
    is_deleted: bool = False
    place: TablePlace | None = None

    @property
    def accepted(self) -> str:
        """Its words with all changes accepted."""
        return self.states.accepted

    @property
    def original(self) -> str:
        """Its words with all changes rejected."""
        return self.states.original

    @property
    def marked(self) -> str:
        """Its words with changes as brackets: "[Smith oppose: old][Smith propose: new]"."""
        return self.states.marked


@dataclass(frozen=True)
class WordDocument:
    """A Word document, read.

    `parts` hold the file as it came, `part_names` say which of them is what ("document",
    "comments", "footnotes").
    """

    name: str
    parts: Mapping[str, bytes] = field(repr=False)
    part_names: Mapping[str, str] = field(repr=False)
    paragraphs: tuple[WordParagraph, ...]
    changes: tuple[TrackedChange, ...]
    comments: tuple[WordComment, ...]
    notes: tuple[WordNote, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made tracked changes, in order of first appearance."""
        return tuple(dict.fromkeys(change.author for change in self.changes))


def read_word(path: Path) -> WordDocument:
    """Read a .docx file. Raises FormatError for what can't be read, with the reason."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"{path}: can't be read ({error.strerror})") from error
    return parse_word(data, str(path))


def parse_word(data: bytes, name: str = "document.docx") -> WordDocument:
    """Read the bytes of a .docx; `name` stands in messages. See `read_word` for the errors."""
    return read_parts(unpack(data, name), name)


def render_word(document: WordDocument) -> bytes:
    """Return the bytes of a document, private comments included: for the room only.

    What leaves the room goes through `render_for_sharing`.
    """
    return pack(document.parts)


def read_parts(parts: Mapping[str, bytes], name: str) -> WordDocument:
    """Read the parts of a .docx."""
    names = find_parts(parts, name)
    root = parse_xml(parts[names["document"]], name, names["document"])
    body = root.find(w("body"))
    if body is None:
        why = "the file is damaged"
        if root.tag == f"{{{STRICT_NAMESPACE}}}document":
            why = "it is Strict Open XML; save it as Word Document (.docx)"
        raise FormatError(f"{name}: {names['document']} has no body that can be read: {why}")
    others = {
        kind: parse_xml(parts[names[kind]], name, names[kind]) for kind in _READ if kind in names
    }
    numbering = read_numbering(others.get("numbering"), others.get("styles"))
    headings = _heading_styles(others.get("styles"))
    elements = flow_paragraphs(body)
    paragraphs = tuple(
        _read_paragraph(element, numbering.next_label(element), headings, place)
        for element, place in zip(elements, find_places(elements), strict=True)
    )
    changes = tuple(
        change for k, element in enumerate(elements) for change in _read_changes(element, k)
    )
    threads = _read_threads(parts, name, names)
    comments = _read_comments(others.get("comments"), body, threads)
    notes = read_notes(others)
    return WordDocument(name, parts, names, paragraphs, changes, comments, notes)


def flow_paragraphs(body: etree._Element) -> list[etree._Element]:
    """The paragraphs of the body in order, those in tables included, those in text boxes not."""
    box = w("txbxContent")
    return [
        one
        for one in body.iter(PARAGRAPH)
        if not any(around.tag == box for around in one.iterancestors())
    ]


def _heading_styles(styles: etree._Element | None) -> dict[str, int]:
    """The level of each heading style, by the style's id."""
    levels: dict[str, int] = {}
    for style in styles.findall(w("style")) if styles is not None else ():
        named = style.find(w("name"))
        found = _HEADING.fullmatch(named.get(w("val"), "")) if named is not None else None
        if found:
            levels[style.get(w("styleId"), "")] = int(found[1])
        elif named is not None and named.get(w("val"), "") == "Title":
            levels[style.get(w("styleId"), "")] = 1
    return levels


def _read_paragraph(
    element: etree._Element, label: str, headings: dict[str, int], place: TablePlace | None
) -> WordParagraph:
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    mark = element.find(f"{w('pPr')}/{w('rPr')}")
    return WordParagraph(
        label,
        headings.get(style.get(w("val"), ""), 0) if style is not None else 0,
        read_states(element),
        is_inserted=mark is not None and any(mark.find(tag) is not None for tag in ADDED),
        is_deleted=mark is not None and any(mark.find(tag) is not None for tag in REMOVED),
        place=place,
    )


_KINDS = {
    INSERTION: Tracked.INSERTED,
    w("del"): Tracked.DELETED,
    w("moveTo"): Tracked.MOVED_HERE,
    MOVED_FROM: Tracked.MOVED_AWAY,
}


def _read_changes(element: etree._Element, paragraph: int) -> list[TrackedChange]:
    """The tracked changes of a paragraph in order; neighbouring runs of one change are one."""
    found: list[tuple[etree._Element, list[str]]] = []
    latest: dict[etree._Element, list[str]] = {}
    for run in runs_of(element):
        for change in changes_around(run):
            if change not in latest:
                latest[change] = []
                found.append((change, latest[change]))
            latest[change].append(run_words(run))
    return [
        TrackedChange(
            _KINDS[str(change.tag)],
            change.get(w("author"), "unknown"),
            change.get(w("date"), ""),
            "".join(words),
            paragraph,
        )
        for change, words in found
    ]


def _read_threads(
    parts: Mapping[str, bytes], name: str, names: Mapping[str, str]
) -> etree._Element | None:
    """The part that says which comment replies to which."""
    part = names.get("commentsExtended")
    return parse_xml(parts[part], name, part) if part is not None else None


def _read_comments(
    comments: etree._Element | None, body: etree._Element, threads: etree._Element | None
) -> tuple[WordComment, ...]:
    if comments is None:
        return ()
    about, _ = _read_ranges(body)
    private = find_private_comments(comments, body, threads)
    return tuple(
        WordComment(
            one.get(w("id"), ""),
            one.get(w("author"), ""),
            one.get(w("date"), ""),
            comment_words(one),
            about.get(one.get(w("id"), ""), ""),
            one.get(w("id"), "") in private,
        )
        for one in comments.findall(w("comment"))
    )


def comment_words(comment: etree._Element) -> str:
    """The text of a comment, its paragraphs on lines of their own."""
    return "\n".join(
        "".join(run_words(run) for run in runs_of(paragraph))
        for paragraph in comment.iter(PARAGRAPH)
    )


def find_private_comments(
    comments: etree._Element, body: etree._Element, threads: etree._Element | None
) -> frozenset[str]:
    """The ids of private comments, of all replies to them, and of comments on the same words."""
    last_paragraph: dict[str, str] = {}
    private: set[str] = set()
    for one in comments.findall(w("comment")):
        comment_id = one.get(w("id"), "")
        for paragraph in one.iter(PARAGRAPH):
            for key, value in paragraph.attrib.items():
                if str(key).endswith("}paraId"):
                    last_paragraph[str(value)] = comment_id
        is_marked = bool(_PRIVATE.match(comment_words(one)))
        if is_marked or "(private)" in (one.get(w("author")) or "").lower():
            private.add(comment_id)
    replies = _read_replies(threads, last_paragraph)
    _, ranges = _read_ranges(body)
    size = -1
    while size != len(private):
        size = len(private)
        private |= {reply for reply, parent in replies if parent in private}
        places = {ranges[one] for one in private if one in ranges}
        private |= {one for one, place in ranges.items() if place in places}
    return frozenset(private)


def _read_replies(
    threads: etree._Element | None, comment_of: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Pairs (reply, comment replied to), from the part that threads comments."""
    pairs = []
    for one in threads if threads is not None else ():
        keys = {str(key).rpartition("}")[2]: str(value) for key, value in one.attrib.items()}
        reply, parent = (
            comment_of.get(keys.get("paraId", "")),
            comment_of.get(keys.get("paraIdParent", "")),
        )
        if reply is not None and parent is not None:
            pairs.append((reply, parent))
    return pairs


def _read_ranges(body: etree._Element) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """The words between the marks of each comment, and its first and last run, by its id."""
    starts: dict[str, int] = {}
    about: dict[str, str] = {}
    ranges: dict[str, tuple[int, int]] = {}
    pieces: list[str] = []
    start, end, run_tag = w("commentRangeStart"), w("commentRangeEnd"), w("r")
    for element in body.iter(start, end, run_tag):
        if element.tag == start:
            starts[element.get(w("id"), "")] = len(pieces)
        elif element.tag == end:
            comment_id = element.get(w("id"), "")
            first = starts.pop(comment_id, len(pieces))
            about[comment_id] = "".join(pieces[first : first + _MOST_RUNS])
            ranges[comment_id] = (first, len(pieces))
        elif words := run_words(element):
            pieces.append(words)
    return about, ranges
