"""From what is written in a case folder to the nouns of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from paraph.case import Case, CaseSettings, PastNegotiation, PlannedMeeting, TextVersion, Thresholds
from paraph.formats.casefolder.entries import (
    NO_PARTY,
    CaseEntry,
    IssueEntry,
    LinkageEntry,
    MandateEntry,
    OpeningEntry,
    PaperEntry,
    PartyEntry,
    TermEntry,
)
from paraph.formats.casefolder.entry import PersonEntry
from paraph.formats.casefolder.preference_entries import LastTimeEntry, PreferencesEntry
from paraph.formats.casefolder.record_entries import (
    EventEntry,
    JudgementEntry,
    JudgementsEntry,
    MoveEntry,
    OverrideEntry,
    SessionEntry,
)
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    AtMost,
    Choice,
    Definition,
    IfThen,
    Importance,
    Interaction,
    Issue,
    LikeLastTime,
    Linkage,
    Mandate,
    MandateItem,
    Option,
    Package,
    Party,
    Person,
    RedLine,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    Term,
    numeric_issue,
)
from paraph.record import (
    Event,
    Judgement,
    Move,
    Opening,
    Override,
    Paper,
    Participant,
    Session,
    Source,
)


def case_from(
    entry: CaseEntry,
    *,
    sessions: Iterable[Session],
    judgements: JudgementsEntry,
    texts: Iterable[TextVersion],
    sources: Iterable[Source],
) -> Case:
    """Build the whole record of a case; sessions are put in order of their dates."""
    return Case(
        id=entry.case,
        title=entry.title or entry.case,
        we_id=entry.we,
        agenda=Agenda(tuple(issue_from(key, issue) for key, issue in entry.issues.items())),
        parties=tuple(_party_from(key, party) for key, party in entry.parties.items()),
        linkages=tuple(linkage_from(linkage) for linkage in entry.linkages),
        terms=tuple(_term_from(key, term) for key, term in entry.terms.items()),
        texts=tuple(texts),
        sessions=tuple(sorted(sessions, key=lambda session: (session.day, session.id))),
        openings=tuple(_opening_from(opening) for opening in entry.openings),
        papers=tuple(_paper_from(paper) for paper in entry.papers),
        events=tuple(_event_from(key, event) for key, event in judgements.events.items()),
        judgements=tuple(_judgement_from(judgement) for judgement in judgements.judgements),
        sources=tuple(sources),
        meeting=PlannedMeeting(
            day=entry.meeting.date,
            place=entry.meeting.place,
            level=entry.meeting.level,
            n_exchanges=entry.meeting.exchanges,
        ),
        settings=CaseSettings(
            seed=entry.settings.seed,
            n_draws=entry.settings.draws,
            thresholds=Thresholds(entry.settings.go_at, entry.settings.no_zone_below),
            delay_cost=entry.settings.delay_cost,
            past=tuple(PastNegotiation(p.said, p.agreed) for p in entry.settings.past),
        ),
        summary=entry.summary,
        overrides=tuple(_override_from(override) for override in judgements.overrides),
    )


def issue_from(issue_id: str, entry: IssueEntry) -> Issue:
    """Build an issue from its options, or from its range of numbers."""
    label = entry.label or issue_id
    if entry.range:
        numeric = numeric_issue(
            issue_id,
            label,
            low=entry.range.from_,
            high=entry.range.to,
            step=entry.range.step,
            unit=entry.range.unit or entry.unit,
        )
        is_ordered = True if entry.ordered is None else entry.ordered
        return replace(numeric, is_ordered=is_ordered, chapter=entry.chapter, tabled=entry.date)
    options = tuple(
        Option(key, option.label or key, option.text, option.number)
        for key, option in entry.options.items()
    )
    return Issue(
        id=issue_id,
        label=label,
        options=options,
        unit=entry.unit,
        is_ordered=bool(entry.ordered),
        chapter=entry.chapter,
        tabled=entry.date,
    )


def _party_from(party_id: str, entry: PartyEntry) -> Party:
    return Party(
        id=party_id,
        name=entry.name or party_id,
        principal=entry.principal,
        delegation=tuple(_person_from(person) for person in entry.delegation),
        preference=_preference_from(entry.preferences),
        red_lines=tuple(
            RedLine(line.never, line.reason, line.date, line.sources) for line in entry.red_lines
        ),
        mandate=_mandate_from(entry.mandate),
    )


def _person_from(entry: PersonEntry) -> Person:
    return Person(entry.name, entry.role)


def importance_from(entry: PreferencesEntry) -> StatedImportance:
    """Build what is stated of the issues' importance, in all its forms."""
    words = [(i, v) for i, v in entry.importance.items() if isinstance(v, Importance)]
    shares = [(i, v) for i, v in entry.importance.items() if not isinstance(v, Importance)]
    return StatedImportance(tuple(shares), tuple(words), entry.ranking, entry.compared)


def _preference_from(entry: PreferencesEntry) -> StatedPreference:
    return StatedPreference(
        importance=importance_from(entry),
        values=entry.options,
        reservation=StatedReservation(
            entry.no_agreement.value, entry.no_agreement.batna, entry.no_agreement.like
        ),
        interactions=tuple(Interaction(i.when, i.value) for i in entry.interactions),
        basis=entry.basis,
        stated=entry.date,
        source_ids=entry.sources,
        discount=entry.discount,
        like_last_time=_last_time_from(entry.like_last_time),
        choices=tuple(Choice(c.prefer, c.over, c.date, c.equal) for c in entry.choices),
    )


def _last_time_from(entry: LastTimeEntry | None) -> LikeLastTime | None:
    return LikeLastTime(entry.case, entry.party, entry.widening) if entry else None


def _mandate_from(entry: MandateEntry) -> Mandate:
    items = tuple(
        MandateItem(key, item.authority, item.options, item.note, item.date, item.sources)
        for key, item in entry.issues.items()
    )
    return Mandate(items, entry.issued_by, entry.date)


def linkage_from(entry: LinkageEntry) -> Linkage:
    """Build a linkage from the one of its three forms that is written."""
    if entry.not_both is not None:
        return AtMost(1, entry.not_both, entry.reason)
    if entry.at_most is not None:
        return AtMost(entry.at_most, entry.of or (), entry.reason)
    return IfThen(entry.if_ or (), entry.then or (), entry.reason)


def _term_from(term_id: str, entry: TermEntry) -> Term:
    return Term(
        id=term_id,
        label=entry.label or term_id,
        definitions=tuple(
            Definition(party, definition.text, definition.date, definition.sources)
            for party, definition in entry.definitions.items()
        ),
        issue_ids=entry.issues,
        agreed_text=entry.agreed.text if entry.agreed else "",
        agreed=entry.agreed.date if entry.agreed else None,
    )


def _opening_from(entry: OpeningEntry) -> Opening:
    return Opening(
        party_id=entry.party,
        package=entry.package,
        text=entry.text,
        prepared=entry.date,
        shown=tuple(entry.shown.items()),
        source_ids=entry.sources,
    )


def _paper_from(entry: PaperEntry) -> Paper:
    return Paper(
        kind=entry.kind,
        title=entry.title,
        day=entry.date,
        by=entry.by,
        issue_ids=entry.issues,
        source_ids=entry.sources,
    )


def _event_from(event_id: str, entry: EventEntry) -> Event:
    return Event(
        id=event_id,
        statement=entry.statement,
        due=entry.due,
        happened=entry.happened,
        known=entry.known,
        source_ids=entry.sources,
    )


def _judgement_from(entry: JudgementEntry) -> Judgement:
    return Judgement(
        event_id=entry.event,
        who=entry.who,
        role=entry.role,
        given=entry.date,
        probability=entry.probability,
        note=entry.note,
        source_ids=entry.sources,
        recorded=entry.recorded,
    )


def _override_from(entry: OverrideEntry) -> Override:
    return Override(entry.verdict, entry.who, entry.date, entry.reason, entry.sources)


def session_from(name: str, entry: SessionEntry) -> Session:
    """Build a session; `name` is that of its file, without the ending."""
    return Session(
        id=entry.id or name,
        day=entry.date,
        place=entry.place,
        level=entry.level,
        last_day=entry.until,
        title=entry.title,
        participants=tuple(
            Participant(person.name, "" if party == NO_PARTY else party, person.role)
            for party, people in entry.participants.items()
            for person in people
        ),
        moves=tuple(_move_from(move) for move in entry.moves),
        agreed=entry.agreed,
        reopened=entry.reopened,
        is_joint_record=entry.joint_record,
        note=entry.note,
        source_ids=entry.sources,
        recorded=entry.recorded,
    )


def _move_from(entry: MoveEntry) -> Move:
    ((kind, about),) = entry.kinds.items()
    return Move(
        party_id=entry.party,
        kind=kind,
        package=about if isinstance(about, Package) else NOTHING_SETTLED,
        over=entry.over,
        equal_to=entry.equal_to,
        issue_ids=() if isinstance(about, Package) else about,
        is_above_others=entry.above_others,
        makes_light=entry.makes_light,
        text=entry.text,
        reported_by=entry.reported_by,
        confidence=entry.confidence,
        recorded=entry.recorded,
        source_ids=entry.sources,
    )
