"""The record as evidence: every move of one party, in the arrays that likelihoods need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from paraph.case import Case
from paraph.counterpart.layout import Floats, Indices, Layout
from paraph.counterpart.repeats import AGREED, Place, Repeat, group_entries
from paraph.negotiation import EqualAnswer, Package, RedLine
from paraph.negotiation.wording import conditions_in_words, listed
from paraph.record import Move, MoveKind, Session

_OPENING_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record that bears on a party's preference.

    `move_index` counts the session's moves from 0; -1 stands for what was agreed there, and
    `session_id` is empty for red lines and openings, which aren't tied to a session.
    """

    session_id: str
    move_index: int
    description: str
    day: date | None = None
    issue_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that the party proposed; `entry` is its place among the entries.

    `standing` is the package with what the party last offered or accepted on the issues that it
    leaves open: who gives way on one issue alone hasn't dropped the rest.
    """

    package: Package
    confidence: float
    entry: int
    standing: Package


@dataclass(frozen=True, slots=True)
class Reply:
    """What the party did with another's package; `n_offers` is how many it had made before.

    `judged` is the package on which that bears: what is accepted is accepted beside what the party
    asks for elsewhere, as in an offer; what is rejected is rejected by itself.
    """

    package: Package
    is_accepted: bool
    confidence: float
    entry: int
    n_offers: int
    judged: Package


@dataclass(frozen=True, slots=True)
class Stance:
    """A word for an option (`sign` 1) or against it (-1); `power` is how much it binds."""

    option: int
    sign: int
    power: float
    confidence: float
    entry: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A word that one package is better for the party than another, or about as good.

    `equal` says whether "about equal" could be said too; where it was, neither is the better.
    """

    better: Package
    worse: Package
    confidence: float
    entry: int
    equal: EqualAnswer | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A statement of importance: issues, weightiest first; `is_own` unless others report it.

    `stands_out` says that they matter more than all issues that aren't named, too.
    """

    issues: tuple[int, ...]
    confidence: float
    entry: int
    is_own: bool = True
    stands_out: bool = True


@dataclass(frozen=True, slots=True)
class Slight:
    """Issues said to matter little, each by itself."""

    issues: tuple[int, ...]
    confidence: float
    entry: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Issues that the party chose to speak of."""

    issues: tuple[int, ...]
    confidence: float
    entry: int


@dataclass(frozen=True)
class Evidence:
    """All that the record holds of one party's preference, in order of time.

    The first entries are those of the red lines, in their order. `repeats` are acts that were
    entered more than once, and count once.
    """

    layout: Layout
    entries: tuple[Entry, ...] = ()
    offers: tuple[Offer, ...] = ()
    replies: tuple[Reply, ...] = ()
    stances: tuple[Stance, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    orders: tuple[Order, ...] = ()
    slights: tuple[Slight, ...] = ()
    mentions: tuple[Mention, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    repeats: tuple[Repeat, ...] = ()

    def is_since_declared(self, line: RedLine, entry: int) -> bool:
        """Whether an entry isn't of a day before a red line was declared, so far as is known."""
        day = self.entries[entry].day
        return line.declared is None or day is None or day >= line.declared

    def offer_positions(self) -> Indices:
        """Return positions[offer, issue] of the standing offers; -1 where an issue is open."""
        return self.layout.positions([offer.standing for offer in self.offers])

    def confidences(self, of: tuple[Offer, ...] | tuple[Reply, ...]) -> Floats:
        """Return confidence[item, 1] of offers or replies."""
        return np.array([item.confidence for item in of])[:, None]


@dataclass
class _Collector:
    """Gathers evidence while the record is read from its first entry to its last."""

    layout: Layout
    entries: list[Entry] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    slights: list[Slight] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    standing: Package = field(default_factory=Package)

    def add_entry(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1

    def add_red_line(self, line: RedLine) -> None:
        """A red line on one issue is also a word against the options behind it."""
        never = conditions_in_words(self.layout.agenda, line.conditions)
        text = f"red line: never {never}{f' ({line.reason})' if line.reason else ''}"
        place = self.add_entry(Entry("", -1, text, line.declared, line.issue_ids))
        if len(line.conditions) == 1:
            (condition,) = line.conditions
            for option_id in condition.option_ids:
                option = self.layout.option(condition.issue_id, option_id)
                self.stances.append(Stance(option, -1, 1.0, 1.0, place))

    def add_repeat(self, entry: Entry, places: tuple[Place, ...]) -> None:
        if len(places) > 1 and entry.day:
            self.repeats.append(Repeat(entry.description, entry.day, places))

    def add_move(self, move: Move, entry: int) -> None:
        """Add what a move shows: nothing where the record is surely wrong about it."""
        if move.confidence == 0:
            return
        match move.kind:
            case MoveKind.PROPOSE:
                self.add_offer(move.package, move.confidence, entry)
            case MoveKind.ACCEPT:
                self.add_reply(move.package, move.confidence, entry, is_accepted=True)
            case MoveKind.REJECT:
                self.add_reply(move.package, move.confidence, entry, is_accepted=False)
            case MoveKind.OPPOSE:
                self.add_stances(move.package, -1, 1.0, move.confidence, entry)
            case MoveKind.RESERVE:
                self.add_stances(move.package, -1, 0.5, move.confidence, entry)
            case MoveKind.SUPPORT | MoveKind.SIGNAL | MoveKind.ANSWER:
                self._add_statement(move, entry)
            case MoveKind.ASK:
                issue_ids = (*move.issue_ids, *move.package.issue_ids)
                self.add_mention(issue_ids, move.confidence, entry)

    def add_offer(self, package: Package, confidence: float, entry: int) -> None:
        """An offer made before says nothing new, but that it was made that day may be surer now."""
        known = (place for place, offer in enumerate(self.offers) if offer.package == package)
        place = next(known, None)
        self.standing = self.standing.with_choices(package)
        if place is not None:
            self._confirm_offer(place, confidence, self.entries[entry].day)
        elif package:
            if all(offer.standing != self.standing for offer in self.offers):
                self.offers.append(Offer(package, confidence, entry, self.standing))
            if len(package) < len(self.layout.agenda):
                self.add_mention(package.issue_ids, confidence, entry)

    def _confirm_offer(self, place: int, confidence: float, day: date | None) -> None:
        offer = self.offers[place]
        if self.entries[offer.entry].day == day and confidence > offer.confidence:
            self.offers[place] = replace(offer, confidence=confidence)

    def add_reply(
        self, package: Package, confidence: float, entry: int, *, is_accepted: bool
    ) -> None:
        if package:
            if is_accepted:
                self.standing = self.standing.with_choices(package)
            judged = self.standing if is_accepted else package
            n_offers = len(self.offers)
            self.replies.append(Reply(package, is_accepted, confidence, entry, n_offers, judged))

    def add_stances(
        self, package: Package, sign: int, power: float, confidence: float, entry: int
    ) -> None:
        for issue_id, option_id in package:
            option = self.layout.option(issue_id, option_id)
            self.stances.append(Stance(option, sign, power, confidence, entry))

    def add_mention(self, issue_ids: tuple[str, ...], confidence: float, entry: int) -> None:
        issues = tuple(dict.fromkeys(self.layout.agenda.position(issue) for issue in issue_ids))
        if issues:
            self.mentions.append(Mention(issues, confidence, entry))

    def _add_statement(self, move: Move, entry: int) -> None:
        if move.compared_with:
            pair = (move.package, move.compared_with)
            equal = EqualAnswer.SAID if move.equal_to else None
            self.comparisons.append(Comparison(*pair, move.confidence, entry, equal))
        else:
            self.add_stances(move.package, 1, 1.0, move.confidence, entry)
        named = (self.layout.agenda.position(issue) for issue in move.issue_ids)
        issues, is_own = tuple(dict.fromkeys(named)), not move.reported_by
        if issues and move.makes_light:
            self.slights.append(Slight(issues, move.confidence, entry))
        elif issues:
            stands_out = move.is_above_others or len(issues) != 2
            self.orders.append(Order(issues, move.confidence, entry, is_own, stands_out))


def collect_evidence(case: Case, party_id: str) -> Evidence:
    """Collect what the record holds of a party: moves, agreements, openings, red lines.

    An offer that the party has made before says nothing new and is left out. An act that was
    entered more than once counts once, with the highest confidence of its entries; so does what
    the party offered or accepted in a session and then agreed there, with full confidence.
    UnknownNameError if the party, or an issue or option in the record, doesn't exist.
    """
    collector = _Collector(Layout(case.agenda))
    red_lines = case.party(party_id).red_lines
    for line in red_lines:
        collector.add_red_line(line)
    for opening in case.openings:
        if opening.party_id == party_id and opening.package:
            text = f"opening prepared: {describe_package(case, opening.package)}"
            entry = Entry("", -1, text, opening.prepared, opening.package.issue_ids)
            collector.add_offer(opening.package, _OPENING_CONFIDENCE, collector.add_entry(entry))
    for entry_of_record, move, places in _read_sessions(case, party_id):
        collector.add_repeat(entry_of_record, places)
        place = collector.add_entry(entry_of_record)
        if isinstance(move, Move):
            collector.add_move(move, place)
        else:
            collector.add_reply(move, 1.0, place, is_accepted=True)
    return Evidence(
        layout=collector.layout,
        entries=tuple(collector.entries),
        offers=tuple(collector.offers),
        replies=tuple(collector.replies),
        stances=tuple(collector.stances),
        comparisons=tuple(collector.comparisons),
        orders=tuple(collector.orders),
        slights=tuple(collector.slights),
        mentions=tuple(collector.mentions),
        red_lines=red_lines,
        repeats=tuple(collector.repeats),
    )


def _read_sessions(
    case: Case, party_id: str
) -> Iterator[tuple[Entry, Move | Package, tuple[Place, ...]]]:
    """Yield each act of a party, or what was agreed, at its first entry, with all its entries."""
    first_entries = group_entries(case.sessions, party_id)
    for number, session in enumerate(case.sessions):
        for index, move in enumerate(session.moves):
            if places := first_entries.get((number, index)):
                text, issue_ids = describe_move(case, move), issues_of(move)
                is_sealed = _is_sealed(session, move)
                confidence = 1.0 if is_sealed else max(place.confidence for place in places)
                entry = Entry(session.id, index, text, session.day, issue_ids)
                yield entry, replace(move, confidence=confidence), places
        if places := first_entries.get((number, AGREED)):
            text = f"agreed ad referendum: {describe_package(case, session.agreed)}"
            entry = Entry(session.id, AGREED, text, session.day, session.agreed.issue_ids)
            yield entry, session.agreed.without(_sealed_issues(session, party_id)), places


def _is_sealed(session: Session, move: Move) -> bool:
    """Whether a move offers or accepts what was then agreed in the same session."""
    is_consent = move.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT)
    return is_consent and bool(move.package) and set(move.package) <= set(session.agreed)


def _sealed_issues(session: Session, party_id: str) -> tuple[str, ...]:
    """Return the issues on which the agreement only says again what the party itself said there."""
    own = (move for move in session.moves if move.party_id == party_id)
    sealed = (move.package.issue_ids for move in own if _is_sealed(session, move))
    return tuple(issue_id for issue_ids in sealed for issue_id in issue_ids)


def name_entry(entry: Entry) -> str:
    """Return an entry in words, with its day and session."""
    day = f" ({entry.day.isoformat()})" if entry.day else ""
    place = f"{entry.session_id}: " if entry.session_id else ""
    return f"{place}{entry.description}{day}"


def issues_of(move: Move) -> tuple[str, ...]:
    """Return the issues that a move touches, each once."""
    named = (*move.package.issue_ids, *move.compared_with.issue_ids, *move.issue_ids)
    return tuple(dict.fromkeys(named))


def describe_package(case: Case, package: Package) -> str:
    """Return the choices of a package in words, in the agenda's order."""
    issues = [issue for issue in case.agenda.issues if issue.id in package]
    return "; ".join(f"{issue.label}: {issue.option(package[issue.id]).label}" for issue in issues)


def describe_move(case: Case, move: Move) -> str:
    """Return a move in words."""
    words = [describe_package(case, move.package)] if move.package else []
    if move.over:
        words.append(f"over {describe_package(case, move.over)}")
    if move.equal_to:
        words.append(f"about as good as {describe_package(case, move.equal_to)}")
    if move.issue_ids and move.makes_light:
        labels = (case.agenda.issue(issue_id).label for issue_id in move.issue_ids)
        words.append(f"makes light of {listed(list(labels))}")
    elif move.issue_ids:
        labels = (case.agenda.issue(issue_id).label for issue_id in move.issue_ids)
        before = " before all others" if move.is_above_others else ""
        words.append((" before " if move.kind is not MoveKind.ASK else ", ").join(labels) + before)
    return f"{move.kind.value}: {' '.join(words)}" if words else move.kind.value
