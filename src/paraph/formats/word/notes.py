"""Footnotes and endnotes: what they say, kept with their marks, united in a merge."""

from __future__ import annotations

import copy
import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from paraph.formats.word.markup import (
    ENDNOTE,
    FOOTNOTE,
    NAMESPACE,
    NOTE_MARK,
    PARAGRAPH,
    make_run,
    w,
)
from paraph.formats.word.states import read_states

# By kind of part: the letter before ids in marks ("[^e2]" is an endnote), note, and reference.
KINDS = {
    "footnotes": ("", w("footnote"), FOOTNOTE),
    "endnotes": ("e", w("endnote"), ENDNOTE),
}


@dataclass(frozen=True, slots=True)
class WordNote:
    """A footnote or, with an id such as "e2", an endnote, in each state of its tracked changes."""

    id: str
    accepted: str
    original: str
    marked: str


def read_notes(roots: Mapping[str, etree._Element]) -> tuple[WordNote, ...]:
    """The notes of the parts "footnotes" and "endnotes"; those that only separate are left out."""
    found = []
    for kind, (prefix, tag, _) in KINDS.items():
        for note in roots[kind].findall(tag) if kind in roots else ():
            if note.get(w("type")) in (None, "normal"):
                states = [read_states(paragraph) for paragraph in note.iter(PARAGRAPH)]
                found.append(
                    WordNote(
                        prefix + note.get(w("id"), ""),
                        "\n".join(one.accepted for one in states).strip(),
                        "\n".join(one.original for one in states).strip(),
                        "\n".join(one.marked for one in states).strip(),
                    )
                )
    return tuple(found)


def number_notes(text: str, notes: Sequence[WordNote]) -> dict[str, str]:
    """What a reader calls each note that a text refers to: 1, 2 ... in order; endnotes e1, e2."""
    known = {note.id for note in notes}
    numbers: dict[str, str] = {}
    counts = {"": itertools.count(1), "e": itertools.count(1)}
    for note_id in marks_in(text):
        prefix = "e" if note_id.startswith("e") else ""
        if note_id in known and note_id not in numbers:
            numbers[note_id] = f"{prefix}{next(counts[prefix])}"
    return numbers


def marks_in(text: str) -> Iterator[str]:
    """The ids of the notes that a text refers to, in order."""
    return (found["id"] for found in NOTE_MARK.finditer(text))


@dataclass(frozen=True, slots=True)
class UnitedNotes:
    """The notes of several copies under ids of one file.

    `renamed[k]`: for copy k, the new id of each of its notes. `new`: the words of each note that
    the first copy, the base, doesn't have, by its new id.
    """

    renamed: tuple[Mapping[str, str], ...]
    new: Mapping[str, str]


def unite_notes(copies: Sequence[tuple[str, Mapping[str, str]]]) -> UnitedNotes:
    """Find which notes of copies are those of the base, whatever numbers programs gave them.

    `copies`: the text of each, the base's first, and its notes' words by id. A note is the same
    if its words are and its place in the order; one whose words were changed is a new note.
    """
    (base_text, base_notes), *others = copies
    # The lowest numbers belong to the lines above the notes.
    taken = (int(one.removeprefix("e")) for one in base_notes if _is_whole(one))
    fresh = itertools.count(max(taken, default=1) + 1)
    new: dict[str, str] = {}
    known: dict[tuple[str, str, int], str] = {}
    renamed: list[Mapping[str, str]] = [{one: one for one in base_notes}]
    base_ids = [one for one in dict.fromkeys(marks_in(base_text)) if one in base_notes]
    for text, notes in others:
        ids = [one for one in dict.fromkeys(marks_in(text)) if one in notes]
        names = _pair(base_ids, base_notes, ids, notes)
        seen: Counter[tuple[str, str]] = Counter()
        for one in ids:
            if one not in names:
                prefix = "e" if one.startswith("e") else ""
                key = (prefix, notes[one])
                seen[key] += 1
                name = known.setdefault((*key, seen[key]), "") or f"{prefix}{next(fresh)}"
                known[(*key, seen[key])] = names[one] = name
                new[name] = notes[one]
        renamed.append(names)
    return UnitedNotes(tuple(renamed), new)


def _is_whole(note_id: str) -> bool:
    return note_id.removeprefix("e").isdecimal()


def _pair(
    base_ids: list[str], base_notes: Mapping[str, str], ids: list[str], notes: Mapping[str, str]
) -> dict[str, str]:
    """The base's id of each note that a copy kept, in the order of both."""
    old = [(one.startswith("e"), base_notes[one]) for one in base_ids]
    new = [(one.startswith("e"), notes[one]) for one in ids]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {ids[block.b + k]: base_ids[block.a + k] for block in blocks for k in range(block.size)}


def rename_marks(text: str, names: Mapping[str, str]) -> str:
    """A text whose marks refer to notes by other ids."""
    return NOTE_MARK.sub(lambda found: f"[^{names.get(found['id'], found['id'])}]", text)


def make_note(note_id: str, words: str) -> etree._Element:
    """A note of some words, which begins with its own number."""
    is_end = note_id.startswith("e")
    note = etree.Element(w("endnote" if is_end else "footnote"))
    note.set(w("id"), note_id.removeprefix("e"))
    for number, line in enumerate(words.split("\n")):
        paragraph = etree.SubElement(note, PARAGRAPH)
        if number == 0:
            run = etree.SubElement(paragraph, w("r"))
            properties = etree.SubElement(run, w("rPr"))
            etree.SubElement(properties, w("vertAlign")).set(w("val"), "superscript")
            etree.SubElement(run, w("endnoteRef" if is_end else "footnoteRef"))
            line = f" {line}"
        paragraph.append(make_run(line))
    return note


def start_notes(kind: str) -> etree._Element:
    """An empty part for notes, with the two that draw the line above them."""
    _, tag, _ = KINDS[kind]
    root = etree.Element(w(kind), nsmap={"w": NAMESPACE})
    for number, drawn in enumerate(("separator", "continuationSeparator")):
        note = etree.SubElement(root, tag)
        note.set(w("type"), drawn)
        note.set(w("id"), str(number))
        run = etree.SubElement(etree.SubElement(note, PARAGRAPH), w("r"))
        etree.SubElement(run, w(drawn))
    return root


def drop_notes(notes: etree._Element, kind: str, ids: Collection[str]) -> None:
    """Take the notes of some ids out of their part."""
    _, tag, _ = KINDS[kind]
    for note in notes.findall(tag):
        if note.get(w("id"), "") in ids:
            notes.remove(note)


def number_anew(story: etree._Element, notes: etree._Element, kind: str) -> None:
    """Give each reference a note of its own, and the notes ids that rise with their references.

    Words that are tracked as gone from one place and come to another carry their note's mark
    twice, but a file may refer to each note once only; LibreOffice takes the note for a reference
    from its place among the ids.
    """
    _, tag, reference = KINDS[kind]
    normal = [note for note in notes.findall(tag) if note.get(w("type")) in (None, "normal")]
    by_id = {note.get(w("id"), ""): note for note in normal}
    others = [note for note in notes.findall(tag) if note not in normal]
    taken = [int(note.get(w("id"), "")) for note in others if _is_whole(note.get(w("id"), ""))]
    fresh = itertools.count(max(taken, default=0) + 1)
    placed: set[etree._Element] = set()
    for mark in list(story.iter(reference)):
        note = by_id.get(mark.get(w("id"), ""))
        if note is None:
            continue
        note = copy.deepcopy(note) if note in placed else note
        placed.add(note)
        _set_id(notes, note, next(fresh))
        mark.set(w("id"), note.get(w("id"), ""))
    for note in normal:
        if note not in placed:
            _set_id(notes, note, next(fresh))


def _set_id(notes: etree._Element, note: etree._Element, own: int) -> None:
    """Give a note an id and put it last in its part."""
    note.set(w("id"), str(own))
    notes.append(note)
