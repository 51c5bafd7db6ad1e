"""Hypothesis strategies: any case that a case folder can hold, with awkward names and texts."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from paraph.case import Case, CaseSettings, PlannedMeeting, TextVersion, Thresholds
from paraph.formats.casefolder.writing import in_order
from paraph.negotiation import (
    Agenda,
    AtMost,
    Authority,
    Definition,
    IfThen,
    Mandate,
    MandateItem,
    Package,
    Party,
    Person,
    RedLine,
    Term,
    package_of,
)
from paraph.record import (
    Event,
    Judgement,
    Level,
    Move,
    MoveKind,
    Opening,
    Override,
    Paper,
    PaperKind,
    Participant,
    Role,
    Session,
    Source,
    Verdict,
)
from tests.cases.agenda_strategies import (
    AWKWARD,
    COMPARES,
    NAMES_ISSUES,
    choices,
    conditions,
    days,
    free_texts,
    issues,
    labels,
    maybe_days,
    packages,
    past,
    preferences,
    shares,
    some,
    source_ids,
    subsets,
    texts,
)


@st.composite
def parties(draw: st.DrawFn, party_id: str, agenda: Agenda) -> Party:
    options = {issue.id: tuple(o.id for o in issue.options) for issue in agenda.issues}
    items = tuple(
        MandateItem(
            issue_id,
            draw(st.sampled_from(Authority)),
            draw(subsets(options[issue_id])),
            draw(texts),
            draw(maybe_days),
            draw(source_ids),
        )
        for issue_id in draw(subsets(agenda.issue_ids))
    )
    lines = st.builds(RedLine, conditions(agenda), texts, maybe_days, source_ids)
    return Party(
        id=party_id,
        name=draw(labels),
        principal=draw(texts),
        delegation=draw(some(st.builds(Person, texts, texts))),
        preference=draw(preferences(agenda)),
        red_lines=draw(some(lines, most=1)),
        mandate=Mandate(items, draw(texts), draw(maybe_days)),
    )


@st.composite
def others_of(draw: st.DrawFn, package: Package, agenda: Agenda) -> Package:
    """No package, or another of the same issues."""
    options = {i: [option.id for option in agenda.issue(i).options] for i in package.issue_ids}
    other = package_of({i: draw(st.sampled_from(ids)) for i, ids in options.items()})
    return other if other != package and draw(st.booleans()) else Package()


@st.composite
def moves(draw: st.DrawFn, party_ids: tuple[str, ...], agenda: Agenda, day: date) -> Move:
    kind = draw(st.sampled_from(MoveKind))
    is_about_issues = kind in NAMES_ISSUES and draw(st.booleans())
    package = Package() if is_about_issues else draw(packages(agenda, least=1))
    equal_to = draw(others_of(package, agenda)) if kind in COMPARES else Package()
    may_be_better = kind in COMPARES and package and not equal_to
    over = draw(others_of(package, agenda)) if may_be_better else Package()
    may_stand_out = is_about_issues and kind in COMPARES
    is_above_others = may_stand_out and draw(st.booleans())
    return Move(
        party_id=draw(st.sampled_from(party_ids)),
        kind=kind,
        package=package,
        over=over,
        equal_to=equal_to,
        issue_ids=draw(subsets(agenda.issue_ids, least=1)) if is_about_issues else (),
        is_above_others=is_above_others,
        makes_light=may_stand_out and not is_above_others and draw(st.booleans()),
        text=draw(texts),
        reported_by=draw(texts),
        confidence=draw(shares),
        recorded=draw(st.none() | st.dates(day, date(2019, 3, 31))),
        source_ids=draw(source_ids),
    )


@st.composite
def sessions(draw: st.DrawFn, session_id: str, party_ids: tuple[str, ...], agenda: Agenda):  # type: ignore[no-untyped-def]
    day = draw(days)
    people = st.builds(Participant, texts, st.sampled_from(("", *party_ids)), texts)
    return Session(
        id=session_id,
        day=day,
        place=draw(texts),
        level=draw(st.sampled_from(Level)),
        last_day=draw(st.none() | st.dates(day, date(2019, 3, 31))),
        title=draw(texts),
        participants=draw(some(people, most=3)),
        moves=draw(some(moves(party_ids, agenda, day), most=3)),
        agreed=draw(packages(agenda)),
        reopened=draw(subsets(agenda.issue_ids)),
        is_joint_record=draw(st.booleans()),
        note=draw(texts),
        source_ids=draw(source_ids),
        recorded=draw(st.none() | st.dates(day, date(2019, 3, 31))),
    )


@st.composite
def terms(draw: st.DrawFn, term_id: str, party_ids: tuple[str, ...], agenda: Agenda) -> Term:
    definitions = tuple(
        Definition(party_id, draw(texts), draw(maybe_days), draw(source_ids))
        for party_id in draw(subsets(party_ids))
    )
    agreed = draw(texts)
    return Term(
        id=term_id,
        label=draw(labels),
        definitions=definitions,
        issue_ids=draw(subsets(agenda.issue_ids)),
        agreed_text=agreed,
        agreed=draw(maybe_days),
    )


@st.composite
def openings(draw: st.DrawFn, party_ids: tuple[str, ...], agenda: Agenda) -> Opening:
    party_id = draw(st.sampled_from(party_ids))
    others = tuple(other for other in party_ids if other != party_id)
    shown = tuple((other, draw(days)) for other in draw(subsets(others)))
    return Opening(
        party_id, draw(packages(agenda)), draw(texts), draw(maybe_days), shown, draw(source_ids)
    )


@st.composite
def forecasts(draw: st.DrawFn, event_ids: list[str]) -> Judgement:
    given = draw(days)
    return Judgement(
        event_id=draw(st.sampled_from(event_ids)),
        who=draw(texts),
        role=draw(st.sampled_from(Role)),
        given=given,
        probability=draw(shares),
        note=draw(texts),
        source_ids=draw(source_ids),
        recorded=draw(st.none() | st.dates(given, date(2019, 3, 31))),
    )


overrides = st.builds(
    Override,
    verdict=st.sampled_from(Verdict),
    who=texts.filter(str.strip),
    given=days,
    reason=texts.filter(str.strip),
    source_ids=source_ids,
)


@st.composite
def judged(draw: st.DrawFn) -> tuple[tuple[Event, ...], tuple[Judgement, ...]]:
    event_ids = draw(st.lists(st.sampled_from(AWKWARD), unique=True, max_size=2))
    events = []
    for event_id in event_ids:
        happened = draw(st.none() | st.booleans())
        known = None if happened is None else draw(days)
        event = Event(event_id, draw(texts), draw(maybe_days), happened, known, draw(source_ids))
        events.append(event)
    if not events:
        return (), ()
    return tuple(events), draw(some(forecasts(event_ids)))


@st.composite
def text_versions(draw: st.DrawFn) -> tuple[TextVersion, ...]:
    names = draw(st.lists(st.sampled_from(("2019-01-10", "draft.2", "b")), unique=True))
    earlier = [TextVersion(draw(texts), draw(days), name, draw(st.booleans())) for name in names]
    latest = TextVersion(draw(texts), draw(days) if names else draw(maybe_days))
    return (*earlier, *draw(some(st.just(latest), most=1)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any case, in the order in which a case folder keeps it."""
    issue_ids = draw(st.lists(st.sampled_from(AWKWARD), unique=True, min_size=1, max_size=4))
    agenda = Agenda(tuple(draw(issues(issue_id)) for issue_id in issue_ids))
    party_ids = tuple(draw(st.lists(st.sampled_from(AWKWARD), unique=True, min_size=2, max_size=3)))
    session_ids = draw(
        st.lists(st.sampled_from(("2019-01-02-x", "a/b", "..", "é", "s 1")), unique=True)
    )
    events, judgements = draw(judged())
    sittings = tuple(draw(sessions(i, party_ids, agenda)) for i in session_ids)
    linkages = st.builds(IfThen, conditions(agenda), conditions(agenda), texts) | st.builds(
        AtMost, st.integers(0, 3), conditions(agenda), texts
    )
    no_zone_below, go_at = sorted((draw(shares), draw(shares)))
    papers = st.builds(
        Paper,
        kind=st.sampled_from(PaperKind),
        title=texts,
        day=maybe_days,
        by=texts,
        issue_ids=subsets(agenda.issue_ids),
        source_ids=source_ids,
    )
    is_agreed = any(len(session.agreed) for session in sittings)
    term_ids = draw(st.lists(st.sampled_from(AWKWARD), unique=True, max_size=2))
    ours, *others = (draw(parties(party_id, agenda)) for party_id in party_ids)
    own_choices = draw(some(choices(agenda)))
    stated = replace(ours.preference, choices=own_choices, like_last_time=None)
    case = Case(
        id=draw(st.sampled_from(AWKWARD)),
        title=draw(labels),
        we_id=ours.id,
        agenda=agenda,
        parties=(replace(ours, preference=stated), *others),
        linkages=() if is_agreed else draw(some(linkages)),
        terms=tuple(draw(terms(term_id, party_ids, agenda)) for term_id in term_ids),
        texts=draw(text_versions()),
        sessions=sittings,
        openings=draw(some(openings(party_ids, agenda))),
        papers=draw(some(papers)),
        events=events,
        judgements=judgements,
        sources=tuple(
            Source(source_id, f"Source {source_id}", draw(st.booleans())) for source_id in "ABCD"
        ),
        meeting=PlannedMeeting(
            draw(maybe_days), draw(texts), draw(st.sampled_from(Level)), draw(st.integers(1, 50))
        ),
        settings=CaseSettings(
            draw(st.integers(0, 10**6)),
            draw(st.integers(10, 100_000)),
            Thresholds(go_at, no_zone_below),
            draw(shares),
            draw(st.one_of(st.just(()), st.lists(past, min_size=10, max_size=12).map(tuple))),
        ),
        summary=draw(free_texts),
        overrides=draw(some(overrides)),
    )
    return in_order(case)
