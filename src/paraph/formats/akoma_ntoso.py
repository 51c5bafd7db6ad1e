"""Akoma Ntoso for archives: the OASIS standard's XML, along the United Nations' guidelines.

LegalDocML (Akoma Ntoso 1.0, namespace .../akn/3.0) has no element for negotiating brackets. The
marks stay in the words, so that nothing depends on markup; brackets within a provision are
`inline` elements named "bracket", alternatives of one slot refer to its first by `alternativeTo`,
who stands behind them by `refersTo`; brackets that run over provisions are pairs of `marker`s.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from paraph.errors import FormatError
from paraph.formats.sharing import without_private_notes
from paraph.text import Alternative, Draft, Provision, Slot, SlotKind, parse_text, strip_anchors

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 40
_NUMBER = re.compile(r"\d[\w. ]*$")
# Element and abbreviation for identifiers, by the AKN naming convention.
_ELEMENTS = {
    "part": ("part", "part"),
    "heading": ("section", "sec"),
    "article": ("article", "art"),
    "working heading": ("hcontainer", "hcontainer"),
    "paragraph": ("paragraph", "para"),
    "point": ("point", "point"),
    "option": ("hcontainer", "hcontainer"),
    "text": ("hcontainer", "hcontainer"),
}


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """What the archive says of a document: its title, date, author and a short name for the URI.

    `body_id`: the forum or organisation, as in "un"; `number`: what the document is known by.
    """

    title: str
    day: date
    author: str
    body_id: str = "un"
    number: str = "draft"
    language: str = "eng"


def render_akoma_ntoso(draft: Draft, record: ArchiveRecord) -> bytes:
    """Return a draft as an Akoma Ntoso document, without private notes and anchors."""
    source = without_private_notes(strip_anchors(draft))
    source = _UNPRINTABLE.sub("", source)
    return _Writer(parse_text(source, draft.profile), record).render()


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


class _Writer:
    """Writes one document."""

    def __init__(self, draft: Draft, record: ArchiveRecord) -> None:
        self._draft = draft
        self._record = record
        self._used: set[str] = set()
        self._counts: dict[str, itertools.count[int]] = {}
        self._parties: dict[str, str] = {}
        self._first_of: dict[int, str] = {}
        self._pair_at = {opens: pair for pair, opens in enumerate(draft.pairs.opens)}
        self._closes_at = {closes: pair for pair, closes in enumerate(draft.pairs.closes)}
        self._slot_of: dict[int, tuple[Slot, Alternative]] = {}
        bracketed = (slot for slot in draft.slots if slot.kind is not SlotKind.COLUMNS)
        for slot in bracketed:
            for one in slot.written:
                self._slot_of.setdefault(one.mark_start, (slot, one))

    def render(self) -> bytes:
        root = etree.Element(_tag("akomaNtoso"), nsmap={None: NAMESPACE})
        doc = etree.SubElement(root, _tag("doc"), name="draft")
        meta = etree.SubElement(doc, _tag("meta"))
        self._write_identification(meta)
        body = etree.SubElement(doc, _tag("mainBody"))
        self._write_body(body)
        self._write_references(meta)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)

    def _write_identification(self, meta: etree._Element) -> None:
        record = self._record
        identification = etree.SubElement(meta, _tag("identification"), source="#paraph")
        work = f"/akn/{record.body_id}/doc/{record.day}/{_slug(record.number)}"
        expression = f"{work}/{record.language}@{record.day}"
        levels = (
            ("FRBRWork", work, "document"),
            ("FRBRExpression", expression, "version"),
            ("FRBRManifestation", f"{expression}.xml", "file"),
        )
        for level, uri, name in levels:
            element = etree.SubElement(identification, _tag(level))
            etree.SubElement(element, _tag("FRBRthis"), value=f"{uri}/!main")
            etree.SubElement(element, _tag("FRBRuri"), value=uri)
            if level == "FRBRWork":
                etree.SubElement(element, _tag("FRBRalias"), value=record.title, name="title")
            etree.SubElement(element, _tag("FRBRdate"), date=record.day.isoformat(), name=name)
            etree.SubElement(element, _tag("FRBRauthor"), href="#author")
            if level == "FRBRWork":
                etree.SubElement(element, _tag("FRBRcountry"), value=record.body_id)
            if level == "FRBRExpression":
                etree.SubElement(element, _tag("FRBRlanguage"), language=record.language)

    def _write_references(self, meta: etree._Element) -> None:
        references = etree.SubElement(meta, _tag("references"), source="#paraph")
        known = [("author", self._record.author), ("paraph", "Paraph"), *self._parties.items()]
        for identifier, name in known:
            etree.SubElement(
                references,
                _tag("TLCOrganization"),
                eId=identifier,
                href=f"/akn/ontology/organization/{_slug(name)}",
                showAs=name,
            )

    def _write_body(self, body: etree._Element) -> None:
        """Write provisions along their tree; those too deep stand beside their parents."""
        elements: list[tuple[etree._Element, str, int]] = []
        has_children = {provision.parent for provision in self._draft.provisions}
        for provision in self._draft.provisions:
            parent, prefix, depth = (
                elements[provision.parent] if provision.parent >= 0 else (body, "", 0)
            )
            if depth >= _DEEPEST:
                parent, prefix, depth = body, "", 0
            name, short = _ELEMENTS[provision.kind]
            identifier = self._identify(prefix, short, provision)
            element = etree.SubElement(parent, _tag(name), eId=identifier)
            if name == "hcontainer":
                element.set("name", provision.kind.replace(" ", "-"))
            self._write_words(element, provision, has_children=provision.index in has_children)
            elements.append((element, identifier, depth + 1))

    def _identify(self, prefix: str, short: str, provision: Provision) -> str:
        """An eId: that of the parent, two underscores, the kind and the number.

        A number that stands there already, and a provision without one, gets a count; each eId is
        the only one of its kind in the document.
        """
        number = _slug(_number_of(provision.label)) if provision.label else ""
        stem = f"{prefix}__{short}" if prefix else short
        base = f"{stem}_{number}" if number else stem
        counts = self._counts.setdefault(base, itertools.count(2 if number else 1))
        identifier = base if number else f"{base}_{next(counts)}"
        while identifier in self._used:
            identifier = f"{base}_{next(counts)}"
        self._used.add(identifier)
        return identifier

    def _write_words(
        self, element: etree._Element, provision: Provision, *, has_children: bool
    ) -> None:
        start, end = provision.start, provision.end
        start = self._write_number(element, provision) if provision.label else start
        holder = etree.SubElement(element, _tag("intro" if has_children else "content"))
        paragraph = etree.SubElement(holder, _tag("p"))
        self._write_inline(paragraph, start, end)

    def _write_number(self, element: etree._Element, provision: Provision) -> int:
        """Write the number that a provision opens with; returns where its other words begin.

        A number with a bracket in it, or before it, is disputed and stays among the words.
        """
        source = self._draft.source
        label = source.find(provision.label, provision.start, provision.end)
        if label < 0 or source[provision.start : label].strip():
            return provision.start
        stop = label + len(provision.label)
        while stop < provision.end and not source[stop].isspace():
            stop += 1
        number = source[label:stop]
        if "[" in number or "]" in number:
            return provision.start
        num = etree.SubElement(element, _tag("num"))
        num.text = number
        return stop

    def _write_inline(self, paragraph: etree._Element, start: int, end: int) -> None:
        """Write words with their brackets; spans nest within the paragraph only."""
        open_spans: list[etree._Element] = [paragraph]
        at = start
        for mark in self._marks_between(start, end):
            _append_words(open_spans[-1], self._draft.source[at:mark])
            at = mark + 1
            if mark in self._pair_at:
                self._open(open_spans, self._pair_at[mark], end)
            else:
                self._close(open_spans, self._closes_at[mark], start)
        _append_words(open_spans[-1], self._draft.source[at:end])

    def _marks_between(self, start: int, end: int) -> list[int]:
        source = self._draft.source
        found = []
        for mark in "[]":
            at = source.find(mark, start, end)
            while at >= 0:
                if at in self._pair_at or at in self._closes_at:
                    found.append(at)
                at = source.find(mark, at + 1, end)
        return sorted(found)

    def _open(self, spans: list[etree._Element], pair: int, end: int) -> None:
        opens, closes = self._draft.pairs.opens[pair], self._draft.pairs.closes[pair]
        if closes >= end or len(spans) > _DEEPEST:
            etree.SubElement(spans[-1], _tag("marker"), name="open", eId=f"bracket_{pair + 1}_open")
            _append_words(spans[-1], "[")
            return
        span = etree.SubElement(
            spans[-1], _tag("inline"), name="bracket", eId=f"bracket_{pair + 1}"
        )
        self._describe(span, opens)
        _append_words(span, "[")
        spans.append(span)

    def _describe(self, span: etree._Element, opens: int) -> None:
        if opens not in self._slot_of:
            return
        slot, one = self._slot_of[opens]
        first = self._first_of.setdefault(slot.index, str(span.get("eId")))
        if first != span.get("eId"):
            span.set("alternativeTo", first)
        named = dict.fromkeys(one.attribution.supporters + one.attribution.opponents)
        if named:
            span.set("refersTo", f"#{self._party(next(iter(named)))}")
            span.set("class", " ".join(f"party-{self._party(name)}" for name in named))

    def _party(self, name: str) -> str:
        identifier = f"org_{_slug(name)}"
        self._parties.setdefault(identifier, name)
        return identifier

    def _close(self, spans: list[etree._Element], pair: int, start: int) -> None:
        if self._draft.pairs.opens[pair] >= start and len(spans) > 1:
            is_own = spans[-1].get("eId") == f"bracket_{pair + 1}"
            _append_words(spans[-1], "]")
            if is_own:
                spans.pop()
                return
        else:
            _append_words(spans[-1], "]")
        etree.SubElement(spans[-1], _tag("marker"), name="close", eId=f"bracket_{pair + 1}_close")


def _number_of(label: str) -> str:
    """The number in a label: "3bis" of "Article 3 bis", the last word of one without digits."""
    found = _NUMBER.search(label)
    return "".join(found.group().split()) if found else label.split(" ")[-1]


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "x"


def _append_words(element: etree._Element, words: str) -> None:
    if not words:
        return
    # The length of an element is counted anew each time; its last child is at hand.
    last = next(element.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + words
    else:
        element.text = (element.text or "") + words


def parse_akoma_ntoso(content: bytes, name: str = "document.xml") -> str:
    """Return the words of an Akoma Ntoso document as a draft's text, provisions on their own.

    Raises FormatError for what is no XML, declares a document type, or has no body.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"{name}, line {error.lineno}: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise FormatError(f"{name}: declares a document type; not read")
    bodies = [one for one in root.iter() if etree.QName(one).localname in ("mainBody", "body")]
    if not bodies:
        raise FormatError(f"{name}: has no body; is it an Akoma Ntoso document?")
    pieces: list[str] = []
    for element in bodies[0].iter():
        local = etree.QName(element).localname
        if local in ("num", "heading"):
            pieces.append(f"{''.join(element.itertext()).strip()} ")
        elif local == "p":
            pieces.append("".join(element.itertext()).strip() + "\n\n")
    return "".join(pieces)
