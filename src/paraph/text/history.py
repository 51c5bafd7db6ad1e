"""The history of a text: as of any date, who introduced each word, and how to undo a move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from paraph.errors import InputError
from paraph.text.amendments import Amendment, AmendmentKind, cite, plan_amendment
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

    @property
    def undone_number(self) -> int:
        """The number of the amendment that this turn takes back; 0 if it takes none back."""
        move = self.amendment
        return int(move.target) if move is not None and move.kind is AmendmentKind.UNDO else 0


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

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of each turn's amendment, from 1; 0 for a version issued whole."""
        counted = accumulate(int(turn.amendment is not None) for turn in self.turns)
        pairs = zip(self.turns, counted, strict=True)
        return tuple(0 if turn.amendment is None else number for turn, number in pairs)

    @property
    def undone(self) -> frozenset[int]:
        """The numbers of the amendments that later ones took back."""
        return frozenset(turn.undone_number for turn in self.turns if turn.undone_number)

    def as_of(self, day: date) -> str:
        """The text as it stood at the end of a day; the base before anything was done."""
        at = bisect_right(self.turns, day, key=lambda turn: turn.day)
        return self.turns[at - 1].source if at else self.base.source


def start_history(base: Version, profile: Profile | None = None) -> History:
    """Return a history that holds the base text only."""
    return History(base, (), profile)


def amend(history: History, amendments: Sequence[Amendment]) -> History:
    """Return the history with amendments made, in the order given.

    An undo takes an earlier amendment back and stays on record as a move of its own.
    Raises InputError for one that cannot be made (see `plan_amendment`), for one dated before the
    turn it would follow, and for an undo of what others rest on.
    """
    for amendment in amendments:
        last_day = history.turns[-1].day if history.turns else history.base.day
        if amendment.day < last_day:
            raise InputError(
                f"the amendment of {amendment.by} is dated {amendment.day}, before the turn it "
                f"would follow ({last_day}); put amendments in order of date"
            )
        if amendment.kind is AmendmentKind.UNDO:
            source = _take_back(history, amendment)
            splices = find_splices(history.source, source)
        else:
            splices = plan_amendment(parse_text(history.source, history.profile), amendment)
            source = splice_text(history.source, splices)
        turn = Turn(amendment.day, amendment.by, amendment.session, source, splices, amendment)
        history = History(history.base, (*history.turns, turn), history.profile)
    return history


def _take_back(history: History, undoing: Amendment) -> str:
    """Return the text without the amendment that an undo names, the others made again.

    Raises InputError where there is no such amendment, where it is an undo or undone already, and
    where a version issued whole or a later amendment rests on it.
    """
    number = _undone_number(history, undoing)
    numbers = history.numbers
    turn = numbers.index(number)
    whole = [at for at, one in enumerate(history.turns) if one.amendment is None]
    following = [at for at in whole if at > turn]
    if following:
        day = history.turns[following[0]].day
        raise InputError(
            f"amendment {number} can't be undone: a version issued whole on {day} holds it; "
            "propose the change as an amendment to that version"
        )
    first = whole[-1] + 1 if whole else 0
    source = history.turns[first - 1].source if first else history.base.source
    gone = history.undone | {number}
    for at in range(first, len(history.turns)):
        move = history.turns[at].amendment
        if move is None or move.kind is AmendmentKind.UNDO or numbers[at] in gone:
            continue
        try:
            splices = plan_amendment(parse_text(source, history.profile), move)
        except InputError as error:
            raise InputError(
                f"amendment {number} can't be undone: amendment {numbers[at]} rests on it; "
                f"undo that one first ({error})"
            ) from error
        source = splice_text(source, splices)
    return source


def _undone_number(history: History, undoing: Amendment) -> int:
    """The number that an undo names, if that amendment stands."""
    n_amendments = max(history.numbers, default=0)
    number = int(undoing.target) if undoing.target.isdecimal() else 0
    if not 1 <= number <= n_amendments:
        raise InputError(
            f"{cite(undoing)}: there is no amendment {undoing.target}; "
            f"the history has {n_amendments} by then"
        )
    if history.turns[history.numbers.index(number)].undone_number:
        raise InputError(
            f"amendment {number} is itself an undo; make what it took back again, as a new one"
        )
    if number in history.undone:
        raise InputError(f"amendment {number} is undone already")
    return number


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
