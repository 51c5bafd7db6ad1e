"""Write a merge into the base's Word file: layout and formatting stay, numbers count themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from paraph.formats.word.document import WordDocument, flow_paragraphs
from paraph.formats.word.editing import (
    ChangeMarker,
    Editor,
    check_words,
    delete_paragraph,
    delete_range,
    heading_mark,
    insert_paragraph,
    insert_words,
    out_of_table,
    splice_paragraph,
)
from paraph.formats.word.notes import UnitedNotes, rename_marks, unite_notes
from paraph.formats.word.story import find_body, parse_story, tidy_notes, with_story
from paraph.text.merging import Merge, MergedStretch, MergeSettings, Source
from paraph.text.paragraph_merging import MarkedParagraph, MergedParagraph, merge_paragraphs
from paraph.text.splices import Splice, find_splices


def merge_word(
    documents: tuple[WordDocument, WordDocument, WordDocument],
    settings: MergeSettings,
    editor: Editor,
) -> tuple[Merge, WordDocument]:
    """Merge base, ours and theirs, each with its own changes accepted, into the base's document.

    With a tracked editor each side's words are insertions by that side. The base's words are
    deletions by the side that left them out, by both sides ("EU/US") where both did; rejecting
    all gives the base. Otherwise the merged words are written plainly, conflicts in brackets.
    Notes are told by their words, not by the numbers that programs give them; a note that a side
    changed is a new one, beside the base's in conflicts.
    Raises EngineError if the words of the new document are not those of the merge.
    """
    united = unite_notes([_notes_of(one) for one in documents])
    base, ours, theirs = (
        _shown_paragraphs(one, names) for one, names in zip(documents, united.renamed, strict=True)
    )
    merge, paragraphs = merge_paragraphs((base, ours, theirs), settings)
    return merge, _write(documents[0], united, paragraphs, editor, settings.names)


def _notes_of(document: WordDocument) -> tuple[str, dict[str, str]]:
    """The accepted words of a document, which refer to its notes, and the words of these."""
    text = "\n".join(one.accepted for one in document.paragraphs)
    return text, {note.id: note.accepted for note in document.notes}


def _shown_paragraphs(
    document: WordDocument, names: Mapping[str, str]
) -> tuple[MarkedParagraph, ...]:
    """The paragraphs that hold words once all changes are accepted, numbers as their marks.

    `names`: the ids by which the merge knows the document's notes.
    """
    return tuple(
        MarkedParagraph(heading_mark(one), rename_marks(one.accepted, names))
        for one in document.paragraphs
        if one.accepted.strip()
    )


def _write(
    document: WordDocument,
    united: UnitedNotes,
    paragraphs: Sequence[MergedParagraph],
    editor: Editor,
    names: tuple[str, str],
) -> WordDocument:
    root = parse_story(document)
    marker = ChangeMarker(root, editor, frozenset((*united.renamed[0], *united.new)))
    writer = _MergeWriter(document, root, marker, names)
    last = max((k for k, one in enumerate(paragraphs) if one.sources[0] is not None), default=-1)
    for number, one in enumerate(paragraphs):
        if one.sources[0] is None:
            writer.put_in(one, is_at_end=number > last)
        else:
            writer.rewrite(one, one.sources[0])
    writer.take_out()
    result = with_story(document, root, united.new)
    check_words(result, [writer.words_of(one) for one in paragraphs])
    return tidy_notes(result, document)


def _splices_of(stretches: Sequence[MergedStretch]) -> list[Splice]:
    """What turns a paragraph of the base into the merged one; unchanged words stay as they are."""
    splices = []
    at = 0
    for one in stretches:
        for splice in find_splices(one.base, one.merged):
            splices.append(Splice(splice.start + at, splice.end + at, splice.words))
        at += len(one.base)
    return splices


class _MergeWriter:
    """Goes through a document from paragraph to paragraph of a merge."""

    def __init__(
        self,
        document: WordDocument,
        root: etree._Element,
        marker: ChangeMarker,
        names: tuple[str, str],
    ) -> None:
        elements = flow_paragraphs(find_body(root))
        both = list(zip(elements, document.paragraphs, strict=True))
        self._elements = elements
        self._shown = [element for element, one in both if one.accepted.strip()]
        self._plain = frozenset(e for e, one in both if not (one.heading or one.label))
        self._numbered = frozenset(e for e, one in both if one.label and not one.heading)
        self._marker = marker
        self._names = names
        self._before: etree._Element | None = None
        self._gone: list[tuple[etree._Element, ChangeMarker]] = []

    def words_of(self, one: MergedParagraph) -> str:
        """The words of a merged paragraph once all changes are accepted."""
        if not self._marker.is_tracked:
            return one.merged
        return "".join(words for stretch in one.stretches for _, words in self._readings(stretch))

    def rewrite(self, one: MergedParagraph, base: int) -> None:
        """Turn a paragraph of the base into what was made of it."""
        element = self._shown[base]
        self._before = element
        if not self.words_of(one).strip():
            self._gone.append((element, self._marker.by(self._remover(one.stretches[0]))))
        elif self._marker.is_tracked:
            self._track(element, one.stretches)
        else:
            splice_paragraph(element, _splices_of(one.stretches), self._marker)

    def put_in(self, one: MergedParagraph, *, is_at_end: bool) -> None:
        """Put in a paragraph that the base doesn't have."""
        if not self.words_of(one).strip():
            return
        if is_at_end and self._before is not None:
            self._before = out_of_table(self._before)
        alike = self._numbered if one.mark.strip("# ") else self._plain
        readings = [("", one.merged)]
        if self._marker.is_tracked:
            readings = [pair for stretch in one.stretches for pair in self._readings(stretch)]
        (author, words), *others = [pair for pair in readings if pair[1]]
        new = insert_paragraph(
            (self._elements[0], self._before), words, alike, self._marker.by(author)
        )
        at = len(words)
        for author, words in others:
            insert_words(new, at, words, self._marker.by(author))
            at += len(words)
        self._before = new
        if one.mark.strip("# "):
            self._numbered |= {new}
        else:
            self._plain |= {new}

    def take_out(self) -> None:
        """Take out the paragraphs that are gone, now that none is needed as a neighbour."""
        for element, marker in self._gone:
            delete_paragraph(element, marker)

    def _track(self, element: etree._Element, stretches: Sequence[MergedStretch]) -> None:
        end = sum(len(stretch.base) for stretch in stretches)
        for stretch in reversed(stretches):
            start = end - len(stretch.base)
            if stretch.source is not Source.ALL:
                for author, words in reversed(self._readings(stretch)):
                    if words:
                        insert_words(element, end, words, self._marker.by(author))
                delete_range(element, start, end, self._marker.by(self._remover(stretch)))
            end = start

    def _readings(self, stretch: MergedStretch) -> list[tuple[str, str]]:
        """Who wants which words in place of the base's, in a stretch."""
        ours, theirs = (self._names[0], stretch.ours), (self._names[1], stretch.theirs)
        match stretch.source:
            case Source.ALL:
                return [("", stretch.base)]
            case Source.OURS:
                return [ours]
            case Source.THEIRS:
                return [theirs]
            case Source.BOTH:
                return [("/".join(self._names), stretch.ours)]
            case Source.CONFLICT:
                return [ours, theirs]

    def _remover(self, stretch: MergedStretch) -> str:
        """Who left out the base's words."""
        if stretch.source is Source.OURS:
            return self._names[0]
        return self._names[1] if stretch.source is Source.THEIRS else "/".join(self._names)
