"""Names of WordprocessingML (ISO/IEC 29500) that the reader and the writers share."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
EXTENDED = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED_14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def w(tag: str) -> str:
    """The full name of a WordprocessingML tag or attribute."""
    return f"{{{NAMESPACE}}}{tag}"


PARAGRAPH, RUN, TEXT, DELETED_TEXT = w("p"), w("r"), w("t"), w("delText")
INSERTION, DELETION = w("ins"), w("del")
MOVED_FROM, MOVED_TO = w("moveFrom"), w("moveTo")
ADDED = frozenset({INSERTION, MOVED_TO})
REMOVED = frozenset({DELETION, MOVED_FROM})
# What a run may hold, as characters of the text.
CHARACTERS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
FOOTNOTE, ENDNOTE = w("footnoteReference"), w("endnoteReference")
# Text within these belongs to something else than the flow of the paragraph.
_ASIDE = frozenset({w("txbxContent"), w("pPr"), w("sdtPr"), w("rPrChange"), w("pPrChange")})


def runs_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph in order, those in links, fields and changes included."""
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == RUN:
            yield element
            continue
        stack += [child for child in reversed(element) if child.tag not in _ASIDE]


def changes_around(run: etree._Element) -> list[etree._Element]:
    """The tracked changes that a run stands in, the outermost first."""
    around = [one for one in run.iterancestors() if one.tag in ADDED | REMOVED]
    return around[::-1]


def is_removed(run: etree._Element) -> bool:
    """Whether a run is gone once all changes are accepted."""
    return any(change.tag in REMOVED for change in changes_around(run))


def is_added(run: etree._Element) -> bool:
    """Whether a run was not there before the changes."""
    return any(change.tag in ADDED for change in changes_around(run))


def run_words(run: etree._Element) -> str:
    """The text of a run; footnote marks as "[^2]", endnotes as "[^e2]"."""
    return "".join(child_words(child) for child in run)


def child_words(child: etree._Element) -> str:
    """The text of one child of a run."""
    if child.tag in (TEXT, DELETED_TEXT):
        return child.text or ""
    if child.tag == FOOTNOTE:
        return f"[^{child.get(w('id'))}]"
    if child.tag == ENDNOTE:
        return f"[^e{child.get(w('id'))}]"
    if isinstance(child.tag, str):
        return CHARACTERS.get(child.tag, "")
    return ""


def make_text(words: str, tag: str = TEXT) -> etree._Element:
    """A text element that keeps its blanks."""
    element = etree.Element(tag)
    element.set(SPACE, "preserve")
    element.text = words
    return element


def make_run(words: str, like: etree._Element | None = None) -> etree._Element:
    """A run of some words, with the formatting of another run.

    Highlighting and tracked formatting are not taken over: in many forums colour says that the
    words are agreed, which new ones are not. Nor is the raised small print of a footnote's mark.
    """
    run = etree.Element(RUN)
    properties = like.find(w("rPr")) if like is not None else None
    if properties is not None:
        own = copy.deepcopy(properties)
        left_out = ["highlight", "shd", "rPrChange", "ins", "del"]
        if like is not None and any(like.find(tag) is not None for tag in (FOOTNOTE, ENDNOTE)):
            left_out += ["rStyle", "vertAlign"]
        for tag in left_out:
            for one in own.findall(w(tag)):
                own.remove(one)
        run.append(own)
    for number, line in enumerate(printable(words).split("\n")):
        if number:
            run.append(etree.Element(w("br")))
        for k, words_between in enumerate(line.split("\t")):
            if k:
                run.append(etree.Element(w("tab")))
            if words_between:
                run.append(make_text(words_between))
    return run


NOTE_MARK = re.compile(r"\[\^(?P<id>-?\w+)\]")


def make_runs(
    words: str, like: etree._Element | None, note_ids: Collection[str]
) -> list[etree._Element]:
    """Runs of some words, as `make_run` gives them; the mark of a known note refers to it."""
    runs = []
    at = 0
    for found in NOTE_MARK.finditer(words):
        if found["id"] in note_ids:
            if found.start() > at:
                runs.append(make_run(words[at : found.start()], like))
            runs.append(make_reference(found["id"]))
            at = found.end()
    if at < len(words) or not runs:
        runs.append(make_run(words[at:], like))
    return runs


def make_reference(note_id: str) -> etree._Element:
    """A run that refers to a footnote ("2") or an endnote ("e2")."""
    run = etree.Element(RUN)
    properties = etree.SubElement(run, w("rPr"))
    etree.SubElement(properties, w("vertAlign")).set(w("val"), "superscript")
    mark = etree.SubElement(run, ENDNOTE if note_id.startswith("e") else FOOTNOTE)
    mark.set(w("id"), note_id.removeprefix("e"))
    return run


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(words: str) -> str:
    """Words without the control characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", words)


def split_run(run: etree._Element, at: int) -> etree._Element | None:
    """Cut a run before its character `at`; returns the second part, None where nothing is cut."""
    if at <= 0 or at >= len(run_words(run)):
        return None
    second = etree.Element(RUN)
    properties = run.find(w("rPr"))
    if properties is not None:
        second.append(copy.deepcopy(properties))
    seen = 0
    for child in list(run):
        words = child_words(child)
        if seen >= at and child.tag != w("rPr"):
            second.append(child)
        elif seen + len(words) > at and child.tag in (TEXT, DELETED_TEXT):
            cut = at - seen
            second.append(make_text(words[cut:], str(child.tag)))
            child.text = words[:cut]
            child.set(SPACE, "preserve")
        seen += len(words)
    run.addnext(second)
    return second
