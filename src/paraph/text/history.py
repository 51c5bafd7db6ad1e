"""The history of a text: as of any date, who introduced each word, and how to undo a move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from paraph.errors import InputError
from paraph.text.amendments import Amendment, plan_amendment
from paraph.text.draft import parse_text
from paraph.text.profile import Profile
from paraph.text.splices import Splice, find_splices, splice_text


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it stood on a day; `by` says who issued it, `name` what it is called."""

    source: str
    day: date
    name: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of the history: the text before became `source` by `splices`.

    `amendment` is the move that did it; None for a version issued whole.
    """

    day: date
    by: str
    name: str
    source: str
    splices: tuple[Splice, ...]
    amendment: Amendment | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of the text, `source[start:end]`, and the turn that brought it (-1: the base)."""

    start: int
    end: int
    turn: int


@dataclass(frozen=True)
class History:
    """A base text and everything that was done to it, in order of date."""

    base: Version
    turns: tuple[Turn, ...]
    profile: Profile | None = None

    @property
    def source(self) -> str:
        """The text as it stands."""
        return self.turns[-1].source if self.turns else self.base.source

    def as_of(self, day: date) -> str:
        """The text as it stood at the end of a day; the base before anything was done."""
        at = bisect_right(self.turns, day, key=lambda turn: turn.day)
        return self.turns[at - 1].source if at else self.base.source


def start_history(base: Version, profile: Profile | None = None) -> History:
    """Return a history that holds the base text only."""
    return History(base, (), profile)


def amend(history: History, amendments: Sequence[Amendment]) -> History:
    """Return the history with amendments made, in the order given.

    Raises InputError for one that cannot be made (see `plan_amendment`), and for one dated
    before the turn it would follow.
    """
    turns = list(history.turns)
    source = history.source
    for amendment in amendments:
        last_day = turns[-1].day if turns else history.base.day
        if amendment.day < last_day:
            raise InputError(
                f"the amendment of {amendment.by} is dated {amendment.day}, before the turn it "
                f"would follow ({last_day}); put amendments in order of date"
            )
        splices = plan_amendment(parse_text(source, history.profile), amendment)
        source = splice_text(source, splices)
        turns.append(
            Turn(amendment.day, amendment.by, amendment.session, source, splices, amendment)
        )
    return History(history.base, tuple(turns), history.profile)


def issue_version(history: History, version: Version) -> History:
    """Return the history with a version issued whole (a chair's text), compared word by word."""
    splices = find_splices(history.source, version.source)
    turn = Turn(version.day, version.by, version.name, version.source, splices)
    return History(history.base, (*history.turns, turn), history.profile)


def history_of(versions: Sequence[Version], profile: Profile | None = None) -> History:
    """Return the history of dated versions; the earliest is the base.

    Raises InputError where there is none.
    """
    if not versions:
        raise InputError("a history needs at least one version of the text")
    first, *later = sorted(versions, key=lambda version: version.day)
    history = start_history(first, profile)
    for version in later:
        history = issue_version(history, version)
    return history


def trace_words(history: History) -> tuple[Origin, ...]:
    """Return who introduced each stretch of the text as it stands; the origins tile it."""
    segments: list[tuple[int, int]] = [(len(history.base.source), -1)]
    for number, turn in enumerate(history.turns):
        segments = _splice_segments(segments, turn.splices, number)
    origins: list[Origin] = []
    at = 0
    for length, turn_number in segments:
        if origins and origins[-1].turn == turn_number:
            origins[-1] = Origin(origins[-1].start, at + length, turn_number)
        elif length:
            origins.append(Origin(at, at + length, turn_number))
        at += length
    return tuple(origins)


def _splice_segments(
    segments: list[tuple[int, int]], splices: Sequence[Splice], number: int
) -> list[tuple[int, int]]:
    """Apply splices to (length, turn) segments; what is put in belongs to turn `number`."""
    result: list[tuple[int, int]] = []
    queue = iter(segments)
    length, owner = next(queue, (0, -1))
    at = 0

    def advance(target: int, *, is_kept: bool) -> None:
        nonlocal at, length, owner
        while at < target:
            if not length:
                length, owner = next(queue)
            n_taken = min(length, target - at)
            if is_kept and n_taken:
                result.append((n_taken, owner))
            at += n_taken
            length -= n_taken

    for splice in splices:
        advance(splice.start, is_kept=True)
        advance(splice.end, is_kept=False)
        if splice.words:
            result.append((len(splice.words), number))
    if length:
        result.append((length, owner))
    result.extend(queue)
    return result


def origin_at(origins: Sequence[Origin], offset: int) -> Origin:
    """Return the origin of the character at an offset."""
    return origins[bisect_right(origins, offset, key=lambda origin: origin.start) - 1]


def undo(history: History, turn: int) -> History:
    """Return the history without one of its amendments; the later ones are made again.

    Raises InputError for a turn that is no amendment, and where a later amendment rests on the
    words that it introduced.
    """
    if not 0 <= turn < len(history.turns):
        raise InputError(f"there is no turn {turn}; the history has {len(history.turns)}")
    undone = history.turns[turn]
    if undone.amendment is None:
        raise InputError(f"turn {turn} is a version issued whole; only amendments can be undone")
    kept = History(history.base, history.turns[:turn], history.profile)
    for later in history.turns[turn + 1 :]:
        if later.amendment is None:
            raise InputError(
                f"a version was issued on {later.day}, after turn {turn}; undo cannot reach past it"
            )
        try:
            kept = amend(kept, [later.amendment])
        except InputError as error:
            raise InputError(
                f"turn {turn} can't be undone: a later amendment rests on it ({error})"
            ) from error
    return kept
