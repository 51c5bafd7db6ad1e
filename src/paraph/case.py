"""The case: the negotiation, its text, its record, and what we hold of each party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Protocol, TypeVar

from paraph.errors import InputError, UnknownNameError
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    Linkage,
    Mandate,
    Package,
    Party,
    StatedPreference,
    Term,
    package_of,
)
from paraph.record import (
    Event,
    Judgement,
    Level,
    Move,
    Opening,
    Override,
    Paper,
    Session,
    Source,
)

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """The principals' meeting that the case prepares.

    `n_exchanges` is how many proposals the principals will have time to trade there.
    """

    day: date | None = None
    place: str = ""
    level: Level = Level.LEADERS
    n_exchanges: int = 6


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The rule behind the verdict: the probabilities (0..1) at which it turns.

    *Go* needs at least `go_at` probability of agreement and no decisive homework missing;
    *no zone* is said where a zone of possible agreement is less likely than `no_zone_below`.
    """

    go_at: float = 0.6
    no_zone_below: float = 0.2


@dataclass(frozen=True, slots=True)
class PastNegotiation:
    """A negotiation of the same kind whose end is known.

    `said` (0..1) is the probability of agreement that the model gave before it, unadjusted.
    """

    said: float
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """How the engines are run: the seed, the number of draws, the verdict's thresholds.

    `delay_cost` is what each further working-level meeting costs us, on our own scale of
    value (0..1). `past` are negotiations of the same kind, by which the probability of
    agreement is adjusted.
    """

    seed: int = 1
    n_draws: int = 1000
    thresholds: Thresholds = field(default_factory=Thresholds)
    delay_cost: float = 0.0
    past: tuple[PastNegotiation, ...] = ()


@dataclass(frozen=True, slots=True)
class TextVersion:
    """The rolling text as it stood on a day (None: from the start).

    `is_shared` says that all sides work on it; a draft of one side alone, or an analyst's
    reconstruction, is not shared.
    """

    source: str
    day: date | None = None
    name: str = ""
    is_shared: bool = True


@dataclass(frozen=True)
class Case:
    """One negotiation as one side's staff keep it. `we_id` says whose case it is.

    `as_of` is the day up to which the record counts; None: all of it. Build the case as it
    stood on another day with `on_record`.
    """

    id: str
    title: str
    we_id: str
    agenda: Agenda
    parties: tuple[Party, ...]
    linkages: tuple[Linkage, ...] = ()
    terms: tuple[Term, ...] = ()
    texts: tuple[TextVersion, ...] = ()
    sessions: tuple[Session, ...] = ()
    openings: tuple[Opening, ...] = ()
    papers: tuple[Paper, ...] = ()
    events: tuple[Event, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    sources: tuple[Source, ...] = ()
    meeting: PlannedMeeting = field(default_factory=PlannedMeeting)
    settings: CaseSettings = field(default_factory=CaseSettings)
    summary: str = ""
    as_of: date | None = None
    overrides: tuple[Override, ...] = ()

    def __post_init__(self) -> None:
        if len(self.parties) < 2:
            raise InputError("a case needs at least two parties")
        self.party(self.we_id)

    def party(self, party_id: str) -> Party:
        """Return the party with this id; UnknownNameError if there is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise UnknownNameError("party", party_id, (party.id for party in self.parties))

    @property
    def we(self) -> Party:
        """The party whose case it is."""
        return self.party(self.we_id)

    @property
    def counterparts(self) -> tuple[Party, ...]:
        """All other parties, in order."""
        return tuple(party for party in self.parties if party.id != self.we_id)

    @property
    def text(self) -> str:
        """The latest version of the rolling text; empty where there is none."""
        dated = sorted(self.texts, key=lambda version: version.day or date.min)
        return dated[-1].source if dated else ""

    @property
    def settled(self) -> Package:
        """What stands agreed ad referendum, after what was reopened."""
        choices: dict[str, str] = {}
        for session in self.sessions:
            for issue_id in session.reopened:
                choices.pop(issue_id, None)
            choices.update(session.agreed.as_dict())
        return package_of(choices)

    @property
    def open_issue_ids(self) -> tuple[str, ...]:
        """The issues that aren't agreed ad referendum, in the agenda's order."""
        return tuple(issue for issue in self.agenda.issue_ids if issue not in self.settled)

    @property
    def digest(self) -> str:
        """A fingerprint of everything in the case, to trace results to their input."""
        return sha256(repr(self).encode()).hexdigest()[:16]

    def on_record(self, day: date) -> Case:
        """Return the case as it stood at the end of a day: nothing later leaks in.

        Entries without a date count from the start. An issue tabled later is left out with
        everything that names it; of the sources, those stay that something on record cites.
        """
        issues = _up_to(self.agenda.issues, [issue.tabled for issue in self.agenda.issues], day)
        gone = set(self.agenda.issue_ids) - {issue.id for issue in issues}
        known = replace(
            self,
            as_of=day,
            agenda=Agenda(issues),
            parties=tuple(_party_on(party, day, gone) for party in self.parties),
            linkages=tuple(
                linkage for linkage in self.linkages if not gone.intersection(linkage.issue_ids)
            ),
            terms=_terms_on(self.terms, day, gone),
            texts=_up_to(self.texts, [version.day for version in self.texts], day),
            sessions=_sessions_on(self.sessions, day, gone),
            openings=_openings_on(self.openings, day, gone),
            papers=_papers_on(self.papers, day, gone),
            events=tuple(_event_on(event, day) for event in self.events),
            judgements=_up_to(
                self.judgements, [max(j.given, j.recorded or j.given) for j in self.judgements], day
            ),
            overrides=_up_to(self.overrides, [override.given for override in self.overrides], day),
        )
        cited = _cited_ids(known)
        return replace(
            known, sources=tuple(source for source in self.sources if source.id in cited)
        )


def _up_to(entries: Sequence[_Entry], days: Sequence[date | None], day: date) -> tuple[_Entry, ...]:
    return tuple(
        entry for entry, own in zip(entries, days, strict=True) if own is None or own <= day
    )


def _party_on(party: Party, day: date, gone: set[str]) -> Party:
    lines = _up_to(party.red_lines, [line.declared for line in party.red_lines], day)
    items = _up_to(party.mandate.items, [item.issued for item in party.mandate.items], day)
    is_stated = party.preference.stated is None or party.preference.stated <= day
    is_issued = party.mandate.issued is None or party.mandate.issued <= day
    mandate = replace(
        party.mandate, items=tuple(item for item in items if item.issue_id not in gone)
    )
    preference = party.preference if is_stated else StatedPreference()
    choices = _up_to(preference.choices, [choice.made for choice in preference.choices], day)
    return replace(
        party,
        preference=_preference_without(replace(preference, choices=choices), gone),
        red_lines=tuple(line for line in lines if not gone.intersection(line.issue_ids)),
        mandate=mandate if is_issued else Mandate(),
    )


def _preference_without(preference: StatedPreference, gone: set[str]) -> StatedPreference:
    if not gone:
        return preference
    importance = preference.importance
    tiers = (tuple(i for i in tier if i not in gone) for tier in importance.ranking)
    return replace(
        preference,
        importance=replace(
            importance,
            shares=tuple(pair for pair in importance.shares if pair[0] not in gone),
            words=tuple(pair for pair in importance.words if pair[0] not in gone),
            ranking=tuple(tier for tier in tiers if tier),
            compared=tuple(
                each for each in importance.compared if not gone.intersection((each[0], each[2]))
            ),
        ),
        values=tuple(stated for stated in preference.values if stated.issue_id not in gone),
        reservation=replace(
            preference.reservation, like=preference.reservation.like.without(tuple(gone))
        ),
        interactions=tuple(
            interaction
            for interaction in preference.interactions
            if not gone.intersection(interaction.issue_ids)
        ),
        choices=tuple(
            choice for choice in preference.choices if not gone.intersection(choice.issue_ids)
        ),
    )


def _terms_on(terms: Sequence[Term], day: date, gone: set[str]) -> tuple[Term, ...]:
    """A term comes on record with the first definition of it; one without any is there at once."""
    open_terms = (term for term in terms if not term.issue_ids or set(term.issue_ids) - gone)
    known = [(term, _term_on(term, day, gone)) for term in open_terms]
    return tuple(then for term, then in known if then.definitions or not term.definitions)


def _term_on(term: Term, day: date, gone: set[str]) -> Term:
    is_agreed = term.agreed is None or term.agreed <= day
    return replace(
        term,
        definitions=_up_to(term.definitions, [d.given for d in term.definitions], day),
        issue_ids=_without(term.issue_ids, gone),
        agreed_text=term.agreed_text if is_agreed else "",
        agreed=term.agreed if is_agreed else None,
    )


def _without(issue_ids: Sequence[str], gone: set[str]) -> tuple[str, ...]:
    return tuple(issue_id for issue_id in issue_ids if issue_id not in gone)


def _sessions_on(sessions: Sequence[Session], day: date, gone: set[str]) -> tuple[Session, ...]:
    known = (session for session in sessions if session.day <= day)
    return tuple(
        _session_on(session, day, gone)
        for session in known
        if session.recorded is None or session.recorded <= day
    )


def _session_on(session: Session, day: date, gone: set[str]) -> Session:
    is_over = (session.last_day or session.day) <= day
    moves = _up_to(session.moves, [session.recorded_on(move) for move in session.moves], day)
    return replace(
        session,
        last_day=session.last_day if is_over else day,
        moves=tuple(_move_without(move, gone) for move in moves if not _is_about(move, gone)),
        agreed=session.agreed.without(tuple(gone)) if is_over else NOTHING_SETTLED,
        reopened=_without(session.reopened, gone) if is_over else (),
        is_joint_record=session.is_joint_record and is_over,
        note=session.note if is_over else "",
        source_ids=session.source_ids if is_over else (),
    )


def _is_about(move: Move, gone: set[str]) -> bool:
    """Whether a move names nothing but issues that weren't on the table yet.

    Of two packages that are about as good, parts need not be.
    """
    named = {*move.package.issue_ids, *move.compared_with.issue_ids, *move.issue_ids}
    return bool(named) and (named <= gone or bool(move.equal_to and named & gone))


def _move_without(move: Move, gone: set[str]) -> Move:
    return replace(
        move,
        package=move.package.without(tuple(gone)),
        over=move.over.without(tuple(gone)),
        issue_ids=_without(move.issue_ids, gone),
    )


def _openings_on(openings: Sequence[Opening], day: date, gone: set[str]) -> tuple[Opening, ...]:
    known = _up_to(openings, [opening.prepared for opening in openings], day)
    return tuple(
        replace(
            opening,
            package=opening.package.without(tuple(gone)),
            shown=tuple(pair for pair in opening.shown if pair[1] <= day),
        )
        for opening in known
        if not len(opening.package) or set(opening.package.issue_ids) - gone
    )


def _papers_on(papers: Sequence[Paper], day: date, gone: set[str]) -> tuple[Paper, ...]:
    known = _up_to(papers, [paper.day for paper in papers], day)
    return tuple(
        replace(paper, issue_ids=_without(paper.issue_ids, gone))
        for paper in known
        if not paper.issue_ids or set(paper.issue_ids) - gone
    )


def _event_on(event: Event, day: date) -> Event:
    if event.known is None or event.known > day:
        # The sources tell of the outcome.
        is_open = event.happened is None
        return replace(
            event, happened=None, known=None, source_ids=event.source_ids if is_open else ()
        )
    return event


class _Citing(Protocol):
    @property
    def source_ids(self) -> tuple[str, ...]: ...


def _cited_ids(case: Case) -> set[str]:
    """Return the ids of all sources that an entry of the case cites."""
    citing: tuple[_Citing, ...] = (
        *(party.preference for party in case.parties),
        *(line for party in case.parties for line in party.red_lines),
        *(item for party in case.parties for item in party.mandate.items),
        *(definition for term in case.terms for definition in term.definitions),
        *case.sessions,
        *(move for session in case.sessions for move in session.moves),
        *case.openings,
        *case.papers,
        *case.events,
        *case.judgements,
        *case.overrides,
    )
    return {source_id for entry in citing for source_id in entry.source_ids}
