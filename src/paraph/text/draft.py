"""The rolling text as read: the source, its brackets, and the tree built on them.

The source stays what it is, character for character; everything else refers to it by offsets.
Brackets are matched at once, in linear time; provisions and slots are read on first use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from paraph.text.anchors import Anchor, find_anchors
from paraph.text.brackets import MOST_WORDS_WITH_SLASH, BracketReader, StepMark, find_step_marks
from paraph.text.colours import ColourRun, find_colour_runs, step_at
from paraph.text.columns import find_column_slots
from paraph.text.marks import (
    Lines,
    Pairs,
    TextFinding,
    find_lines,
    match_brackets,
    report_slashes,
    report_unmatched,
)
from paraph.text.notes import find_notes
from paraph.text.options import find_option_slots
from paraph.text.profile import COLOUR_MARK, Profile, Step, guess_profile
from paraph.text.provisions import Provision, describe_place, find_provisions, provision_at
from paraph.text.slots import Alternative, Slot
from paraph.text.tables import find_table_marks


@dataclass(frozen=True)
class Piece:
    """A stretch of the source: words, or one bracket mark. Pieces tile the source."""

    start: int
    end: int
    is_mark: bool


@dataclass(frozen=True)
class Draft:
    """A draft, read.

    `findings`: what a person should look at, in order; `n_unmatched`: brackets without a partner.
    """

    source: str
    profile: Profile
    issue_ids: frozenset[str]
    pairs: Pairs = field(repr=False, compare=False)
    lines: Lines = field(repr=False, compare=False)
    findings: tuple[TextFinding, ...] = field(repr=False, compare=False)
    n_unmatched: int = field(repr=False, compare=False)

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """The tree of provisions, in order; each knows its parent."""
        return find_provisions(self.source)

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors to issues of the case."""
        return find_anchors(self.source, self.issue_ids)

    @cached_property
    def step_marks(self) -> tuple[StepMark, ...]:
        """The marks of the ladder of agreement."""
        return find_step_marks(self.source, self.pairs)

    @cached_property
    def colour_runs(self) -> tuple[ColourRun, ...]:
        """The stretches in colour, where the forum's profile gives colours a meaning."""
        return find_colour_runs(self.source, self.profile)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The places where wording is open, in order; each knows the slot around it."""
        positions = find_notes(self.source) if self.profile.has_attributions else {}
        reader = BracketReader(self.source, self.pairs, self.profile)
        slots = reader.find_slots(self.anchors, self.step_marks, positions)
        slots += find_option_slots(self.source, self.provisions, self.pairs, self.anchors)
        if self.profile.has_columns:
            slots += find_column_slots(self.source, self.anchors)
        return _nest(slots, self.colour_runs)

    def words_of(self, alternative: Alternative) -> str:
        """The words of an alternative, its nested marks included, blanks at the ends left out."""
        return self.source[alternative.start : alternative.end].strip()

    def provision_at(self, offset: int) -> Provision:
        """The provision that holds an offset."""
        return provision_at(self.provisions, offset)

    def place_of(self, offset: int) -> str:
        """How a reader would cite the place of an offset: "Article 3, paragraph 5bis, (a)"."""
        return describe_place(self.provisions, self.provision_at(offset))

    def step_of(self, provision: Provision) -> Step:
        """The step of a provision by the last mark or the colour in it; open without either."""
        own = [m for m in self.step_marks if provision.start <= m.start < provision.end]
        if own:
            return own[-1].step
        visible = len(self.source[provision.start : provision.end].lstrip())
        return step_at(self.colour_runs, provision.end - visible)

    def pieces(self) -> Iterator[Piece]:
        """The pieces of the source in order: words and bracket marks, nothing left out."""
        marks = sorted((*self.pairs.opens, *self.pairs.closes))
        at = 0
        for mark in marks:
            if mark > at:
                yield Piece(at, mark, is_mark=False)
            yield Piece(mark, mark + 1, is_mark=True)
            at = mark + 1
        if at < len(self.source):
            yield Piece(at, len(self.source), is_mark=False)


def parse_text(
    source: str, profile: Profile | None = None, issue_ids: Collection[str] = ()
) -> Draft:
    """Read a draft. Never refuses one: what doesn't match is reported in `findings`.

    `profile`: how the forum's marks are read; guessed from the marks where not given.
    `issue_ids`: the ids that anchors may name; other braces stay working headings or notes.
    Time and memory are linear in the length of the source.
    """
    forum = profile or guess_profile(source)
    skipped = find_skipped(source, forum, issue_ids)
    pairs, unmatched = match_brackets(source, skipped)
    lines = find_lines(source)
    findings = report_unmatched(source, unmatched, lines)
    findings += report_slashes(pairs, lines, MOST_WORDS_WITH_SLASH)
    return Draft(
        source,
        forum,
        frozenset(issue_ids),
        pairs,
        lines,
        tuple(sorted(findings, key=lambda finding: finding.start)),
        len(unmatched.opens) + len(unmatched.closes),
    )


def find_skipped(
    source: str, profile: Profile, issue_ids: Collection[str]
) -> tuple[tuple[int, int], ...]:
    """Stretches whose words are marks: anchors to issues, of colour, "[same]" in columns."""
    stretches = [(anchor.start, anchor.end) for anchor in find_anchors(source, issue_ids)]
    if profile.has_colours:
        stretches += [found.span() for found in COLOUR_MARK.finditer(source)]
    if profile.has_columns:
        stretches += find_table_marks(source)
    return tuple(sorted(stretches))


def render_text(draft: Draft) -> str:
    """Return the draft as text: byte for byte what was parsed."""
    return "".join(draft.source[piece.start : piece.end] for piece in draft.pieces())


def _nest(slots: list[Slot], colours: tuple[ColourRun, ...]) -> tuple[Slot, ...]:
    """Number slots in order of their place and tell each the slot around it."""
    ordered = sorted(slots, key=lambda slot: (slot.start, -slot.end))
    nested: list[Slot] = []
    stack: list[Slot] = []
    for index, slot in enumerate(ordered):
        while stack and stack[-1].end <= slot.start:
            stack.pop()
        step = slot.step if slot.step is not Step.OPEN else step_at(colours, slot.start)
        parent = stack[-1].index if stack else -1
        placed = Slot(
            index,
            parent,
            slot.kind,
            slot.start,
            slot.end,
            slot.alternatives,
            slot.is_blanket,
            slot.issue_id,
            step,
        )
        nested.append(placed)
        stack.append(placed)
    return tuple(nested)
